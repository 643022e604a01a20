package reconcile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/mappings"
)

// A date without a day was read as the first day also where nothing could say
// so, and the precision was that of the text with its time.
func TestDaysOfMessages(t *testing.T) {
	for _, test := range []struct{ text, full, partial, precision string }{
		{"12/05/2019", "2019-05-12", "2019-05-12", "YMD"},
		{" 2/5/2019 10:31:00 ", "2019-05-02", "2019-05-02", "YMD"},
		{"2019", "2019", "2019-01-01", "Y"},
		{"2019 00:00:00", "2019 00:00:00", "2019-01-01", "Y"},
		{"05/2019", "05/2019", "2019-05-01", "YM"},
		{"12/05/2019 approx", "12/05/2019 approx", "12/05/2019 approx", "YMD"},
		{"", "", "", "U"},
	} {
		full, partial, precision := openDay(test.text, ""), openDay(test.text, "DatePart"), openPrecision("", test.text)
		if full != test.full || partial != test.partial || precision != test.precision {
			t.Errorf("%q: %q, %q, %q; want %q, %q, %q", test.text, full, partial, precision, test.full, test.partial, test.precision)
		}
	}
}

// A year was said to be a whole date where its part claimed so.
func TestPrecisionOfMessages(t *testing.T) {
	for _, test := range [][3]string{
		{"0", "2019", "Y"},
		{"4", "2019", "Y"},
		{"1", "2019", "Y"},
		{"7", "2019", "Y"},
		{"3", "2019", "U"},
		{"0", "05/2019", "YM"},
		{"2", "05/2019", "Y"},
		{"x", "05/2019", "YM"},
		{"2", "12/05/2019", "Y"},
		{"7", "12/05/2019", "7"},
		{"4", "12/05/2019", "YMDT"},
		{"3", "", "U"},
		{"0", "", "YMD"},
	} {
		if got := openPrecision(test[0], test[1]); got != test[2] {
			t.Errorf("part %q of %q: %q, want %q", test[0], test[1], got, test[2])
		}
	}
}

// A message whose events name ten thousand people was read in quadratic time.
func TestReferencesAreLookedUpOnce(t *testing.T) {
	text := "<MedicalRecord><PeopleList><Person><DBID>1</DBID><RefID>1</RefID></Person><Person><DBID>2</DBID><RefID> 1 </RefID></Person></PeopleList></MedicalRecord>"
	root, _ := readRecord(strings.NewReader(text), 0, int64(len(text)), false)
	set, err := mappings.Load()
	if err != nil || root == nil {
		t.Fatal(err)
	}
	o := openMessage{root: root, maps: set, table: newOpenRules(set)}
	first := o.referred("Person", " 1 ")
	if first == nil || first.inside("DBID") != "1" || o.refs == nil || o.referred("Person", "") != nil || o.referred("Location", "1") != nil {
		t.Errorf("found %v", first)
	}
	root.children = nil // nothing is looked for again
	if o.referred("Person", "1") != first {
		t.Error("the message was searched again")
	}
}

// One number made two identifiers where the GUID of the sender was written in
// two ways.
func TestIdentifiersOfMessages(t *testing.T) {
	seen := map[string]bool{}
	for _, id := range []string{"{0a1b2c3d-0000-4000-8000-0000000000a1}", " 0A1B2C3D-0000-4000-8000-0000000000A1"} {
		text := "<MedicalRecord><Originator><Organisation><GUID>" + id + "</GUID></Organisation></Originator><Registration><DBID>1</DBID></Registration></MedicalRecord>"
		root, _ := readRecord(strings.NewReader(text), 0, int64(len(text)), false)
		if root == nil {
			t.Fatal("no record")
		}
		o := openMessage{root: root, maps: &mappings.Set{}}
		seen[o.ident(root.child("Registration"))] = true
	}
	if len(seen) != 1 {
		t.Errorf("%d identifiers: %v", len(seen), seen)
	}
}

// A row of quarantine that names no file of the list ended the stage with a panic.
func TestQuarantineOfNoFile(t *testing.T) {
	stray := quarantinedRow{row: 99<<recordBits | 1, entity: "patient", rule: "xml-error"}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.xml"), []byte("<All/>"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := &run{Options: Options{Extracts: dir}, in: &inputs{sources: []string{"chis"}}, people: &people{}, breaks: newBreakList(), quarantine: []quarantinedRow{stray}}
	raw, err := r.openMessages(&sourceFile{path: "a.xml", name: "patient"})
	if err != nil || len(raw.damaged) != 0 {
		t.Errorf("%v, %v", raw, err)
	}
	if r.missingInQuarantine(); len(r.breaks.waiting) != 1 {
		t.Error("a child that nobody can read is not missed")
	}
}

// A record that is sound and too large ends with its end tag, and what followed
// was taken for a damaged range that ends too early.
func TestARecordThatIsTooLarge(t *testing.T) {
	record := "<MedicalRecord><a/></MedicalRecord>"
	for _, test := range []struct {
		length int64
		want   string
	}{{int64(len(record)), ""}, {int64(len(record)) - 1, "damaged-range-ends-where-no-record-starts"}} {
		text := record + "\r\n</All>"
		q := &quarantinedRow{rule: "too-large", bytes: test.length}
		if got := openDamageProblem(strings.NewReader(text), &rawFile{size: int64(len(text))}, q); got != test.want {
			t.Errorf("%d bytes: %q, want %q", test.length, got, test.want)
		}
	}
}
