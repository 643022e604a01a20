package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A birth date of a year or a month was staged as the first day of it, and
// children were joined, put into age bands and left out by a day that nobody had
// written.
func TestAPartialBirthDateIsNoFullOne(t *testing.T) {
	for text, want := range map[string]string{
		"02/03/2019": "20190302", "2/3/2019 00:00:00": "20190302", "2019": "0", "03/2019": "0", "2019 00:00:00": "0", "02/03/2019 approx": "0",
	} {
		record := `<MedicalRecord><Registration><DBID>1</DBID><DateOfBirth>` + text + `</DateOfBirth></Registration></MedicalRecord>`
		o := options(t, loadMappings(t), writeMessages(t, record))
		s, _ := mustRun(t, o)
		got := readTable(t, o, "patient")
		if len(got) != 1 || got[0]["date_of_birth"] != want || (s.Aside == 1) != (want == "0") {
			t.Errorf("%s: %q, %d set aside", text, got[0]["date_of_birth"], s.Aside)
		}
	}
}

// A year with a time was staged as an exact day, and so was a day of which the
// sender said "approx".
func TestThePrecisionOfADateIsThatBeforeItsTime(t *testing.T) {
	for text, want := range map[string]string{
		"2019 00:00:00": "20190101 Y", "05/2019 00:00:00": "20190501 YM", "12/05/2019 10:31:00": "20190512 YMD", "2019": "20190101 Y",
		"12/05/2019 approx": "", "2019 approx": "",
	} {
		event := `<EventList><Event><DBID>1</DBID><AssignedDate>` + text + `</AssignedDate><Code><Value>65M1.</Value><Scheme>READ2</Scheme></Code><EventType>13</EventType></Event></EventList>`
		o := options(t, loadMappings(t), writeMessages(t, message(1, event)))
		_, all := mustRun(t, o)
		got := ""
		for _, r := range readTable(t, o, "observation") {
			got += r["effective_date"] + " " + r["effective_date_precision"]
		}
		if end := ends(t, o, all, "observation"); got != want || want == "" && end != "no-date" {
			t.Errorf("%s: %q, %s; want %q", text, got, end, want)
		}
	}
}

// A year whose part says that it is a whole date was staged as 1 January of it.
func TestADateIsNoMorePreciseThanItIsWritten(t *testing.T) {
	for _, test := range [][3]string{ // text, DatePart, what is staged
		{"2019", "0", "20190101 Y"},
		{"2019", "4", "20190101 Y"},
		{"2019", "1", "20190101 Y"},
		{"2019", "2", "20190101 Y"},
		{"2019", "7", "20190101 Y"},
		{"05/2019", "0", "20190501 YM"},
		{"05/2019", "1", "20190501 YM"},
		{"05/2019", "2", "20190501 Y"},
		{"05/2019", "x", "20190501 YM"},
		{"12/05/2019", "0", "20190512 YMD"},
		{"12/05/2019", "2", "20190512 Y"},
		{"12/05/2019", "7", "20190512 7"},
		{"12/05/2019", "4", "20190512 YMDT"},
		{"2019", "3", "20190101 U"},
	} {
		event := `<EventList><Event><DBID>1</DBID><AssignedDate>` + test[0] + `</AssignedDate><DatePart>` + test[1] + `</DatePart><Code><Value>65M1.</Value></Code></Event></EventList>`
		o := options(t, loadMappings(t), writeMessages(t, message(1, event)))
		mustRun(t, o)
		rows := readTable(t, o, "observation")
		if len(rows) != 1 {
			t.Fatalf("%d rows", len(rows))
		}
		for _, r := range rows {
			if got := r["effective_date"] + " " + r["effective_date_precision"]; got != test[2] {
				t.Errorf("%s, part %s: %s, want %s", test[0], test[1], got, test[2])
			}
		}
	}
}

// One number was two patients where two messages wrote the GUID of their sender
// in two ways.
func TestAnOrganisationIsTheSameHoweverItsGUIDIsWritten(t *testing.T) {
	text := "<All>"
	for _, id := range []string{"{0a1b2c3d-0000-4000-8000-0000000000a1}", "0A1B2C3D-0000-4000-8000-0000000000A1", "0a1b2c3d0000400080000000000000a1"} {
		text += message(1, `<Originator><Organisation><GUID>`+id+`</GUID></Organisation></Originator>`)
	}
	o := options(t, loadMappings(t), writeMessages(t, text+"</All>"))
	mustRun(t, o)
	keys := map[string]int{}
	for _, r := range readTable(t, o, "patient") {
		keys[fmt.Sprint(r["organisation_guid"], r["patient_guid"])]++
	}
	if len(keys) != 1 {
		t.Errorf("%d patients: %v", len(keys), keys)
	}
}

// Files of other kinds vanished without a word, in an archive too.
func TestWhatIsNotReadIsNamed(t *testing.T) {
	dir := writeMessages(t, message(1, ""))
	for _, name := range []string{"a.doc", "some_20210322.xml.GPG", "c.txt", ".hidden"} {
		mustWrite(t, filepath.Join(dir, "chis", name), "x")
	}
	mustWrite(t, filepath.Join(dir, "chis", "d.zip"), string(zipped(t, member{name: "m/e.json", data: []byte("{}")}, member{name: "m/.e.xml", data: []byte(message(2, ""))})))
	o := options(t, loadMappings(t), dir)
	var warned []string
	o.Observer.OnWarning = func(text string) { warned = append(warned, text[strings.LastIndexByte(text, ' ')+1:]) }
	mustRun(t, o)
	if got := strings.Join(warned, " "); got != "chis/a.doc chis/c.txt chis/d.zip/m/.e.xml chis/d.zip/m/e.json chis/some_20210322.xml.GPG" {
		t.Errorf("warned of %s", got)
	}
}

// The delete row of an event that a practice feed is not to bring was staged also
// where its patient's key is that of two children, and the next stage stopped: it
// found no patient.
func TestADeleteRowOfNoCategoryOfASharedKey(t *testing.T) {
	dir := writeMessages(t, message(1, ""))
	if err := os.MkdirAll(filepath.Join(dir, "gp"), 0o755); err != nil {
		t.Fatal(err)
	}
	text := "<All>"
	for _, child := range []string{"<DateOfBirth>02/03/2019</DateOfBirth><FirstNames>Ada</FirstNames><Sex>F</Sex>", "<DateOfBirth>05/06/2018</DateOfBirth><FirstNames>Ben</FirstNames><Sex>M</Sex>"} {
		text += `<MedicalRecord><Registration><DBID>1</DBID>` + child + `</Registration><EventList><Event><DBID>1</DBID><FileStatus>2</FileStatus>` +
			`<Code><Value>ZZZ99</Value><Scheme>READ2</Scheme></Code><EventType>0</EventType></Event></EventList></MedicalRecord>`
	}
	mustWrite(t, filepath.Join(dir, "gp", "some_20210322.xml"), text+"</All>")
	o := options(t, loadMappings(t), dir)
	_, all := mustRun(t, o)
	if got := ends(t, o, all, "patient"); got != "staged, shared-key, shared-key" {
		t.Errorf("patients %s", got)
	}
	if got := ends(t, o, all, "observation"); got != "excluded out-of-scope-category, excluded out-of-scope-category" {
		t.Errorf("events %s", got)
	}
}
