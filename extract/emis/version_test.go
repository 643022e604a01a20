package emis

import (
	"math/rand/v2"
	"strings"
	"testing"

	"lollipop/mappings"
)

// headerOf is the header of a table in a version, its columns shuffled and their
// letter case played with: neither may matter.
func headerOf(set *mappings.Set, table, version string, r *rand.Rand) [][]byte {
	var header [][]byte
	for i, name := range set.Layout(table, version) {
		if i%3 == 0 {
			name = strings.ToUpper(name)
		}
		header = append(header, []byte(" "+name))
	}
	r.Shuffle(len(header), func(a, b int) { header[a], header[b] = header[b], header[a] })
	return header
}

// Every published version of every file type is bound by name, and a whole batch
// of it is recognised. The headers of 7 are those of 5.4.
func TestEveryVersionIsRecognised(t *testing.T) {
	set, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for version, want := range map[string]string{
		"5.0": "5.0", "5.1": "5.1", "5.3": "5.3", "5.4": "5.4", "7": "5.4", "7.1": "7.1", "8.0": "8.0", "8.2": "8.2", "8.x-observed": "8.x-observed",
	} {
		var batch []Likeness
		var tables []string
		for _, e := range set.Entities() {
			header := headerOf(set, e.Table, version, r)
			if len(header) == 0 {
				continue
			}
			l, err := Bind(e, header, e.Table)
			if err != nil {
				t.Errorf("%s %s: %v", version, e.Table, err)
				continue
			}
			if len(l.extra) > 0 {
				t.Errorf("%s %s: %d columns have no place", version, e.Table, len(l.extra))
			}
			batch, tables = append(batch, Compare(set, e.Table, header)), append(tables, e.Table)
		}
		if n := len(tables); n != 20 && n != 21 {
			t.Errorf("%s has %d file types", version, n)
		}
		for i, got := range Recognise(batch) {
			if got != (Version{want, 0}) {
				t.Errorf("%s %s is taken for %+v", version, tables[i], got)
			}
		}
	}
}

func TestAFileOfAnotherVersionThanItsBatch(t *testing.T) {
	set, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	likeness := func(table, version string, more ...string) Likeness {
		header := headerOf(set, table, version, r)
		for _, name := range more {
			header = append(header, []byte(name))
		}
		return Compare(set, table, header)
	}
	got := Recognise([]Likeness{
		likeness("Admin_Patient", "8.2"), likeness("CareRecord_Observation", "8.x-observed"), likeness("Admin_UserInRole", "8.2", "Hat", "Shoes"),
		likeness("Appointment_Slot", "8.2"), likeness("Agreements_SharingOrganisation", "5.4"), likeness("Some_Thing", "5.4"),
	})
	want := []Version{{"8.2", 0}, {"8.x-observed", 0}, {"8.2", 2}, {"8.2", 0}, {"8.2", 0}, {}}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("file %d is taken for %+v, want %+v", i, got[i], want[i])
		}
	}
}
