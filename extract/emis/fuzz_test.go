package emis

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"lollipop/extract/scan"
	"lollipop/mappings"
)

// FuzzBind binds any header line to the widest file type. What is bound holds:
// no field serves two columns, every field is a column or kept beside, a column
// that every version has is there; and what is refused names no value.
func FuzzBind(f *testing.F) {
	set, err := mappings.Load()
	if err != nil {
		f.Fatal(err)
	}
	e := set.Entity("observation")
	for _, v := range set.Versions() {
		f.Add([]byte(`"` + strings.Join(set.Layout(e.Table, v), `","`) + "\"\r\n"))
	}
	f.Add([]byte("OBSERVATIONGUID, PatientGuid ,organisationguid,CodeId,codeid\n"))
	f.Add([]byte("{0A1B2C3D-0000-4000-8000-000000000001},secretvalue,secretvalue\n"))
	f.Fuzz(func(t *testing.T, line []byte) {
		s, err := scan.Run(context.Background(), bytes.NewReader(line), int64(len(line)), scan.Options{})
		if err != nil {
			return
		}
		for _, v := range Recognise([]Likeness{Compare(set, e.Table, s.Header)}) {
			if v.Name == "" || v.Differs < 0 {
				t.Errorf("%q is taken for %+v", line, v)
			}
		}
		l, err := Bind(e, s.Header, "file")
		if err != nil {
			var refusal *Refusal
			if !errors.As(err, &refusal) || refusal.Next == "" || strings.Contains(err.Error(), "secretvalue") {
				t.Errorf("%q: %v", line, err)
			}
			return
		}
		used := map[int]bool{}
		for i, field := range l.cells {
			switch {
			case field < 0 && e.Columns[i].Required:
				t.Errorf("%q: %s is missing", line, e.Columns[i].EMIS)
			case field >= 0 && (used[field] || e.Header(string(s.Header[field])) != i):
				t.Errorf("%q: field %d is bound to %s", line, field, e.Columns[i].EMIS)
			case field >= 0:
				used[field] = true
			}
		}
		if len(used)+len(l.extra) != len(s.Header) {
			t.Errorf("%q: %d columns, %d beside them, %d fields", line, len(used), len(l.extra), len(s.Header))
		}
	})
}

// FuzzMessages surveys any bytes as a file of messages. Spans are stretches of
// the file in their order; a sound one can be read, and its rows are elements of
// it, as many as are counted.
func FuzzMessages(f *testing.F) {
	set, err := mappings.Load()
	if err != nil {
		f.Fatal(err)
	}
	shapes := NewMessages(set)
	sound := `<MedicalRecord PatientID="1"><Registration><DBID>1</DBID><DateOfBirth>02/03/2019</DateOfBirth><FirstNames>Ada B</FirstNames></Registration>` +
		`<EventList><Event><DBID>2</DBID><AssignedDate>2019</AssignedDate><DatePart>0</DatePart><Code><Value>65M1.</Value><Scheme>READ2</Scheme></Code>` +
		`<QualifierList><Qualifier><Group><Term>Batch Number</Term></Group></Qualifier></QualifierList><AuthorID><RefID>3</RefID></AuthorID></Event></EventList>` +
		`<MedicationList><Medication><Drug><PreparationID><Value>-1</Value></PreparationID></Drug></Medication></MedicationList>` +
		`<PeopleList><Person><RefID>3</RefID><GUID>{0A1B2C3D-0000-4000-8000-0000000000B1}</GUID></Person></PeopleList></MedicalRecord>`
	for _, text := range []string{
		sound, "<All>" + sound + sound[:200] + sound + "</All>", "<?xml version='1.0' encoding='windows-1252'?>" + sound + "\xE9", "<!-- " + sound,
		`<x:MedicalRecord xmlns:x="urn:x"/>`, "<MedicalRecord><![CDATA[<MedicalRecord>]]></MedicalRecord>", "<!DOCTYPE a>" + sound, strings.Replace(sound, "Ada", "&nbsp;", 1),
	} {
		f.Add([]byte(text), false)
		f.Add([]byte(text), true)
	}
	f.Fuzz(func(t *testing.T, data []byte, windows1252 bool) {
		s, err := SurveyMessages(context.Background(), bytes.NewReader(data), int64(len(data)), windows1252, "file")
		var refusal *Refusal
		if err != nil && (!errors.As(err, &refusal) || refusal.Hint() == "") {
			t.Fatalf("%v", err)
		}
		if err != nil {
			return
		}
		end, m := int64(0), NewMessage(shapes, "chis", windows1252)
		for _, span := range s.Spans {
			if span.Offset < end || span.Length <= 0 || span.Offset+span.Length > int64(len(data)) {
				t.Fatalf("span %+v after %d of %d", span, end, len(data))
			}
			end = span.Offset + span.Length
			if span.Reason == "" {
				readAll(t, m, data[span.Offset:end])
			}
		}
	})
}

// readAll reads a sound message and its rows.
func readAll(t *testing.T, m *Message, text []byte) {
	t.Helper()
	if err := m.Read(text); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	for _, e := range m.Entities() {
		if e != nil && e.IsDictionary() {
			m.Codes(e, func(int64) bool { return false }, func(row *MessageRow) { checkRow(t, row, text, len(e.Columns)) })
			continue
		}
		n, columns := int64(0), 0
		if e != nil {
			columns = len(e.Columns)
		}
		_ = m.Rows(e, func(row *MessageRow) error {
			n++
			checkRow(t, row, text, columns)
			return nil
		})
		if n != m.Count(e) {
			t.Errorf("%d rows, %d are counted", n, m.Count(e))
		}
	}
}

func checkRow(t *testing.T, row *MessageRow, text []byte, columns int) {
	t.Helper()
	if row.Offset < 0 || row.Length < 4 || row.Offset+row.Length > len(text) || text[row.Offset] != '<' || text[row.Offset+row.Length-1] != '>' ||
		!bytes.Equal(row.Raw, text[row.Offset:row.Offset+row.Length]) || len(row.Texts) != columns {
		t.Errorf("row at %d of %d bytes, %d texts, in %q", row.Offset, row.Length, len(row.Texts), text)
	}
}
