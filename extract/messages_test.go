package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/extract/emis"
	"lollipop/fixtures"
)

// openSample lays out the sample of messages.
func openSample(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "samples")
	if err := os.CopyFS(dir, fixtures.Samples()); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "open")
}

// ends lists what became of the rows of an entity, file by file.
func ends(t *testing.T, o Options, all map[string]string, entity string) string {
	t.Helper()
	var words []string
	for _, f := range readTable(t, o, "file.parquet") {
		if f["entity"] != entity {
			continue
		}
		var number, records int64
		_, _ = fmt.Sscan(f["file"]+" "+f["records"], &number, &records)
		for n := range records {
			words = append(words, strings.TrimPrefix(all[fmt.Sprint(number<<40|n+1)], "quarantined "))
		}
	}
	return strings.Join(words, ", ")
}

func TestSampleOfMessages(t *testing.T) {
	o := options(t, loadMappings(t), openSample(t))
	s, all := mustRun(t, o)
	for entity, want := range map[string]string{
		"patient":       "staged, xml-error, xml-error, staged, staged, staged",
		"observation":   "staged, staged, staged, staged, staged, staged, staged, staged, no-date, no-code, staged, staged, staged, excluded out-of-scope-category, no-code, no-code",
		"problem":       "staged",
		"diary":         "staged",
		"user_in_role":  "staged, staged",
		"organisation":  "staged, staged, staged",
		"location":      "staged, staged, staged",
		"clinical_code": "staged, staged, staged, staged, staged, staged, staged, staged, staged, staged, staged, staged",
		"drug_code":     "staged, staged",
		"drug_record":   "staged",
		"issue_record":  "excluded prescribing-not-vaccine",
		"slot":          "staged",

		"observation_referral": "staged",
		"patient_history":      "staged, staged, staged",
	} {
		if got := ends(t, o, all, entity); got != want {
			t.Errorf("%s: %s\nwant %s", entity, got, want)
		}
	}
	if s.Files != 2 || s.Unreadable != 2 || s.Excluded != 2 || s.AsOf != 20210322 {
		t.Errorf("summary %+v", s)
	}
	referral := readTable(t, o, "observation_referral")[0]
	if referral["observation_guid"] != guidText("EA") || referral["referral_target_organisation_guid"] != guidText("A4") || referral["transport_required"] != "0" {
		t.Errorf("referral %v", referral)
	}
	rows := readTable(t, o, "observation")
	for column, want := range map[string]string{
		"effective_date": "20200301", "effective_date_precision": "YM", "value": "9.4", "associated_text": "weighed <twice> & noted",
		"entered_time": "123100", "clinician_user_in_role_guid": guidText("B1"), "is_confidential": "0",
	} {
		if rows[1][column] != want {
			t.Errorf("%s is %q, want %q", column, rows[1][column], want)
		}
	}
	want := `<qualifier><item><key codeId="0">Batch Number</key><value>AB1234</value></item><item><key codeId="0">Expiry Date</key><value>31/01/2021</value></item>` +
		`<item><key codeId="0">Injection site</key><value>Left thigh</value></item><item><key codeId="0">Manufacturer</key><value>Example &amp; Sons</value></item></qualifier>`
	if rows[0]["qualifiers"] != want {
		t.Errorf("qualifiers %s", rows[0]["qualifiers"])
	}
	if got := rows[len(rows)-2]["associated_text"]; got != "mother’s wish – café" {
		t.Errorf("text %q", got)
	}
	placesHold(t, o)
}

func guidText(end string) string { return "{0A1B2C3D-0000-4000-8000-0000000000" + end + "}" }

// placesHold: offset and line of every staged row are those of a start tag.
func placesHold(t *testing.T, o Options) {
	t.Helper()
	paths := map[string][]byte{}
	for _, f := range readTable(t, o, "file.parquet") {
		data, err := os.ReadFile(filepath.Join(o.Extracts, f["path"]))
		if err != nil {
			t.Fatal(err)
		}
		paths[f["file"]] = data
	}
	for _, entity := range []string{"patient", "observation", "problem", "diary", "clinical_code", "quarantine"} {
		for _, r := range readTable(t, o, entity) {
			var row, offset, line int64
			_, _ = fmt.Sscan(r["row_id"]+" "+r["offset"]+" "+r["line"], &row, &offset, &line)
			data := paths[fmt.Sprint(row>>40)]
			if data[offset] != '<' || line != 1+int64(bytes.Count(data[:offset], []byte{'\n'})) {
				t.Errorf("%s row %d: offset %d, line %d", entity, row, offset, line)
			}
		}
	}
}

// message is a small message of patient n.
func message(n int, inside string) string {
	return fmt.Sprintf(`<MedicalRecord PatientID="%d"><Registration><DBID>%d</DBID><DateOfBirth>02/03/2019</DateOfBirth></Registration>%s</MedicalRecord>`, n, n, inside)
}

// writeMessages makes extracts of one file of messages.
func writeMessages(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "chis"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "chis", "some_20210322.xml"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func attributes(n int) (text string) {
	for i := range n {
		text += fmt.Sprintf(" b%d='x'", i)
	}
	return text
}

// What is broken costs the message that it is in, and no other.
func TestBrokenMessages(t *testing.T) {
	set := loadMappings(t)
	a, b, c := message(1, ""), message(2, "%s"), message(3, "")
	around := func(inside string) string { return "<All>" + a + fmt.Sprintf(b, inside) + c + "</All>" }
	deep := strings.Repeat("<x>", 300) + strings.Repeat("</x>", 300)
	for _, k := range []struct{ name, text, want string }{
		{"sound", around("<EventList/>"), "staged, staged, staged"},
		{"no wrapper", a + "\r\n" + c, "staged, staged"},
		{"declarations", "<?xml version='1.0'?>" + a + "\xEF\xBB\xBF<?xml version='1.0'?>" + c, "staged, staged"},
		{"wrong end tag", around("<a></b>"), "staged, xml-error, staged"},
		{"unknown entity", around("<a>&nbsp;</a>"), "staged, xml-error, staged"},
		{"bare ampersand", around("a & b"), "staged, xml-error, staged"},
		{"control character", around("\x01"), "staged, xml-error, staged"},
		{"zero byte", around("\x00"), "staged, xml-error, staged"},
		{"bytes that are no UTF-8", around("é caf\xE9"), "staged, invalid-utf8, staged"},
		{"comment that never ends", around("<!-- "), "staged, xml-error, staged"},
		{"section that never ends", around("<![CDATA[ "), "staged, xml-error, staged"},
		{"tag that never ends", around("<a b='"), "staged, xml-error, staged"},
		{"message that never ends", "<All>" + a + strings.TrimSuffix(message(2, ""), "</MedicalRecord>") + c + "</All>", "staged, xml-error, staged"},
		{"message inside", around(message(9, "")), "staged, xml-error, staged, xml-error, staged"},
		{"comment around a message", "<All>" + a + "<!--" + c + "-->" + c + "</All>", "staged, xml-error, staged"},
		{"too deep", around(deep), "staged, too-large, staged"},
		{"too long a text", around("<a>" + strings.Repeat("x", 9<<20) + "</a>"), "staged, too-large, staged"},
		{"attribute without a value", around("<a b/>"), "staged, xml-error, staged"},
		{"as many attributes as may be", around("<a" + attributes(64) + "/>"), "staged, staged, staged"},
		{"too many attributes", around("<a" + attributes(65) + "/>"), "staged, too-large, staged"},
		{"too many elements", around(strings.Repeat("<a/>", emis.MaxElements)), "staged, too-large, staged"},
		{"too long", around(strings.Repeat("<a>"+strings.Repeat("x", 1<<20)+"</a>", 32)), "staged, too-large, staged"},
		{"cut off", a + c[:40], "staged, truncated"},
		{"cut off in a tag", a + c[:8], "staged, truncated"},
		{"cut off in the wrapper", "<All>" + a, "staged"},
		{"text between", "<All>" + a + "x &amp; y" + c + "</All>", "staged, staged"},
		{"broken between", "<All>" + a + "<b></c>" + c + "</All>", "staged, xml-error, staged"},
		{"nothing", "<All/>", ""},
		{"empty file", "", ""},
		{"no XML", "id,name\r\n1,x\r\n", "xml-error"},
		{"another namespace", "<All xmlns='urn:x'>" + a + "</All>", "xml-error"}, // was counted nowhere, as was the next
		{"one of another namespace", "<All xmlns:x='urn:x'>" + a + "<x:MedicalRecord><x:a/></x:MedicalRecord>" + c + "</All>", "staged, xml-error, staged"},
		{"no patient", "<MedicalRecord><EventList><Event><DBID>1</DBID></Event></EventList></MedicalRecord>", "no-key"},
	} {
		o := options(t, set, writeMessages(t, k.text))
		s, all := mustRun(t, o)
		if got := ends(t, o, all, "patient"); got != k.want {
			t.Errorf("%s: %s, want %s", k.name, got, k.want)
		}
		if cut := strings.HasPrefix(k.name, "cut off"); (s.EndsInside == 1) != cut {
			t.Errorf("%s: %d files end inside", k.name, s.EndsInside)
		}
	}
}

// What no reading should be tried of is refused, with file, place and a hint.
func TestRefusedMessages(t *testing.T) {
	set := loadMappings(t)
	bomb := "<?xml version='1.0'?>\n<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>" + message(1, "&b;")
	for _, k := range []struct {
		name, text, where string
		why               error
	}{
		{"bomb", bomb, "offset 22", emis.ErrDoctype},
		{"document type inside", message(1, "<!DOCTYPE y>"), "offset 109", emis.ErrDoctype},
		{"UTF-16", "\xFF\xFE<\x00a\x00/\x00>\x00", "offset 0", emis.ErrEncoding},
		{"unknown encoding", "<?xml version='1.0' encoding='ebcdic'?>" + message(1, ""), "offset 0", emis.ErrEncoding},
		{"two encodings", "<?xml version='1.0' encoding='utf-8'?>" + message(1, "") + "<?xml version='1.0' encoding='windows-1252'?>", "offset 163", emis.ErrEncoding},
	} {
		o := options(t, set, writeMessages(t, k.text))
		_, err := Run(context.Background(), o)
		var refusal *emis.Refusal
		if !errors.Is(err, k.why) || !errors.As(err, &refusal) || refusal.Where != "chis/some_20210322.xml" || refusal.Hint() == "" ||
			!strings.HasPrefix(refusal.Detail, k.where) {
			t.Errorf("%s: %v", k.name, err)
		}
	}
}

// Messages are shared among workers chunk by chunk, and the bytes are the same.
func TestAnyNumberOfWorkersReadsTheSameMessages(t *testing.T) {
	var text strings.Builder
	text.WriteString("<All>")
	for n := range 200 {
		inside := fmt.Sprintf(`<EventList><Event><DBID>%d</DBID><AssignedDate>0%d/01/2020</AssignedDate><Code><Value>65M%d.</Value><Scheme>READ2</Scheme></Code><EventType>13</EventType></Event></EventList>`, n, 1+n%9, n%7)
		if n%11 == 5 {
			inside += "</x>"
		}
		text.WriteString(message(n, inside) + "\r\n")
	}
	text.WriteString("</All>")
	set, dir := loadMappings(t), writeMessages(t, text.String())
	var first map[string]string
	for _, workers := range []int{1, 2, 8} {
		o := options(t, set, dir)
		o.Workers, o.chunk = workers, 4000
		_, all := mustRun(t, o)
		if got := ends(t, o, all, "observation"); strings.Count(got, "staged") != 182 {
			t.Errorf("%s", got)
		}
		got := sums(t, o)
		if first == nil {
			first = got
		}
		if !maps.Equal(got, first) || len(slices.Collect(maps.Keys(got))) < 20 {
			t.Errorf("%d workers: other bytes, or too few files", workers)
		}
	}
}
