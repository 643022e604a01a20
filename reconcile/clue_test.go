package reconcile

import (
	"slices"
	"testing"

	"lollipop/internal/chis"
	"lollipop/mappings"
)

// A code that waits explains a missing dose only of the vaccine that it is about. A
// weight in quarantine once explained a dose that was lost.
func TestWhatACodeIsAbout(t *testing.T) {
	concept := func(kind string, a chis.Antigens) *mappings.Concept {
		return &mappings.Concept{Kind: kind, Antigens: a, Class: mappings.ClassSafety}
	}
	for _, test := range []struct {
		name string
		m    *meaning
		want chis.Antigens
	}{
		{"a code of no dictionary", nil, anyVaccine},
		{"a dose", &meaning{concept: concept(kindGiven, chis.MenB)}, chis.MenB},
		{"a general refusal", &meaning{concept: concept(kindRefused, 0)}, anyVaccine},
		{"a weight", &meaning{concept: &mappings.Concept{Kind: kindMeasurement}}, 0},
		{"a code that nothing maps, of a term", &meaning{class: mappings.ClassSafety, named: chis.BCG}, chis.BCG},
		{"one whose term names no vaccine", &meaning{class: mappings.ClassSafety}, anyVaccine},
		{"an ordinary one", &meaning{class: mappings.ClassOrdinary}, 0},
	} {
		if got := test.m.about(); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
	maps, err := loadMappings()
	if err != nil {
		t.Fatal(err)
	}
	// Two rows of one code that contradict each other may mean either.
	rows := []rowMeaning{
		readCode(maps, "Measles-mumps-rubella vaccination", "", 38598009, "Immunisations", 1),
		readCode(maps, "BCG vaccination", "", 42284007, "Immunisations", 1),
	}
	if got := settle(rows, nil).about(); got != mmrAntigens|chis.BCG {
		t.Errorf("two rows are about %v", got)
	}
}

// Of a row in quarantine the vaccine is kept where its code can be read, and nothing
// where nobody can say what its columns are.
func TestWhatARowInQuarantineIsAbout(t *testing.T) {
	maps, err := loadMappings()
	if err != nil {
		t.Fatal(err)
	}
	var org, patient chis.GUID
	org[0], patient[0] = 1, 2
	for _, test := range []struct {
		entity, rule, code string
		want               clues
	}{
		{"observation", "no-date", "77", clues{chis.MenB}},
		{"diary", "no-date", "77", clues{chis.MenB}},
		{"observation", "no-date", "78", nil},     // of no dictionary
		{"observation", "no-code", "x", nil},      // no code at all
		{"observation", "field-count", "77", nil}, // may be any column
		{"patient", "no-key", "77", nil},
		{"issue_record", "no-date", "91", clues{chis.BCG}},
		{"issue_record", "no-date", "92", clues{0}}, // no vaccine
		{"consultation", "no-date", "", clues{0}},
	} {
		e := maps.Entity(test.entity)
		c := &rawCheck{run: &run{people: newPeople(), meanings: []dictionary{{77: {concept: &mappings.Concept{Kind: kindGiven, Antigens: chis.MenB}}}}}}
		c.drugAntigens = map[refKey]chis.Antigens{{code: 91}: chis.BCG, {code: 92}: 0}
		c.find = finder{people: c.people}
		c.people.add(0, org, patient)
		f := &rawFile{sourceFile: &sourceFile{name: test.entity, entity: e}}
		record := make([]string, len(e.Columns))
		for i := range e.Columns {
			f.fields = append(f.fields, i)
		}
		c.s = &segment{file: f}
		c.keys = rawKeys{e.Organisation, e.Patient, e.Item, e.Code, e.Date, e.Deleted}
		record[e.Organisation], record[e.Patient] = org.String(), patient.String()
		if test.entity != "consultation" && e.Code >= 0 {
			record[e.Code] = test.code
		}
		c.judgeWaitingClue(test.rule, record)
		if got := c.waiting.about[0]; !slices.Equal(got, test.want) {
			t.Errorf("%s, %s, code %q: %v, want %v", test.entity, test.rule, test.code, got, test.want)
		}
	}
}

// The clue that says most is used first, and none twice.
func TestAClueIsUsedOnce(t *testing.T) {
	list := clues{anyVaccine, chis.MenB, mmrAntigens, chis.Measles}
	for i, want := range []int{3, 2, 1, 1} {
		if took := list.take(chis.Measles); took != (i < 3) || len(list) != want {
			t.Errorf("call %d: %v, left %v", i, took, list)
		}
	}
}

// Each side of a pair that waits hears what the other says of vaccines.
func TestWaitingPairsHearEachOther(t *testing.T) {
	r := &run{pairs: []pair{{rowA: 1, rowB: 2, outcome: pairReview}, {rowA: 1, rowB: 3, outcome: pairDifferent}}, people: newPeople()}
	r.people.list = []person{{row: 1, child: 10}, {row: 2, child: 20}, {row: 3, child: 30}, {row: 4, child: 20}}
	for i := range r.people.list {
		r.byRow = append(r.byRow, rowPerson{r.people.list[i].row, int32(i)})
	}
	r.findWaitingPairs()
	for i, want := range []bool{true, true, false, true} {
		if got := r.people.list[i].has(inWaitingPair); got != want {
			t.Errorf("record %d waits: %v", i+1, got)
		}
	}
	r.waitingPairs.spoken[20] = chis.MenB
	r.settleWaitingPairs()
	if o := r.waitingPairs.others; o[10] != chis.MenB || o[20] != 0 || o[30] != 0 {
		t.Errorf("the sides hear %v", o)
	}
}
