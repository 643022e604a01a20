package schedule_test

import (
	"encoding/csv"
	"os"
	"slices"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
	"lollipop/mappings"
)

// engine is that of the embedded tables.
func engine(t testing.TB) *schedule.Engine {
	t.Helper()
	set, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	return set.Schedule()
}

// planned is one line of a plan, as expected_schedule.csv writes it.
type planned struct{ born, due, vaccine, dose string }

func expected(t *testing.T) []planned {
	t.Helper()
	f, err := os.Open("testdata/expected_schedule.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var list []planned
	for _, r := range rows[1:] {
		list = append(list, planned{r[0], r[1], r[3], r[4]})
	}
	return list
}

// preschool is the last age that expected_schedule.csv goes up to.
const preschool = 3*12 + 5

// planOf is the engine's plan of a girl or boy of that birth date: the items of a child
// without history, seen on the day of birth, of the routine programme up to school.
func planOf(t *testing.T, e *schedule.Engine, born string) []planned {
	t.Helper()
	day, ok := chis.ParseDate(born)
	if !ok {
		t.Fatalf("%s is no date", born)
	}
	var r schedule.Result
	e.Evaluate(&schedule.Child{Born: chis.MakePartialDate(day, chis.PrecisionDay)}, nil, day, &r)
	var list []planned
	for _, it := range r.Items {
		rule := &e.Rules()[it.Rule]
		if rule.Programme == schedule.Routine && it.Planned <= day.AddMonths(preschool) {
			list = append(list, planned{born, it.Planned.String(), rule.Vaccine, rule.Dose})
		}
	}
	return list
}

// differences are the lines in which file and engine disagree; docs/schedule.md
// argues each. Lines of the file that the engine does not make come first.
var differences = []struct {
	line   planned
	inFile bool
	why    string
}{
	{planned{"2006-06-01", "2006-09-21", "PCV (PCV7 to Apr 2010, then PCV13)", "2"}, true, "a second dose to a child who never had a first"},
	{planned{"2006-06-01", "2006-09-21", "PCV (PCV7 to Apr 2010, then PCV13)", "1"}, false, "that visit gives the first"},
	{planned{"2006-06-01", "2006-11-16", "PCV (PCV7 to Apr 2010, then PCV13)", "2"}, false, "and the second follows eight weeks later"},
	{planned{"2006-06-01", "2006-10-01", "MenC", "2"}, true, "the second dose twice, by the old ages and by the new"},
	{planned{"2004-06-01", "2004-10-01", "DTaP/IPV/Hib (5-in-1)", "3"}, false, "the file loses the third dose between two products"},
	{planned{"2004-06-01", "2007-09-10", "Hib booster campaign (or DTaP/IPV/Hib)", "B"}, false, "a campaign has no age, so the file leaves it out"},
	{planned{"2015-06-30", "2015-09-22", "MenB (Bexsero)", "1"}, false, "the catch-up cohort joins at the next routine visit"},
	{planned{"2015-06-30", "2015-10-20", "MenB (Bexsero)", "2"}, false, "and has the second dose at the one after"},
	{planned{"2015-07-01", "2015-10-21", "MenB (Bexsero)", "2"}, true, "a second dose to a child who never had a first"},
	{planned{"2015-07-01", "2015-09-23", "MenB (Bexsero)", "1"}, false, "eligible by birth date: the first falls to the first visit of the programme"},
	{planned{"2015-07-01", "2015-11-18", "MenB (Bexsero)", "2"}, false, "and the second follows eight weeks later"},
}

func TestExpectedSchedule(t *testing.T) {
	e, want := engine(t), expected(t)
	if len(want) != 329 {
		t.Fatalf("%d lines, the file has 329", len(want))
	}
	got, borns := map[planned]bool{}, map[string]bool{}
	for _, w := range want {
		if !borns[w.born] {
			borns[w.born] = true
			for _, g := range planOf(t, e, w.born) {
				got[g] = true
			}
		}
	}
	if len(borns) != 24 {
		t.Errorf("%d birth dates, the file has 24", len(borns))
	}
	known := map[planned]bool{}
	for _, d := range differences {
		known[d.line] = true
		if slices.Contains(want, d.line) != d.inFile || got[d.line] == d.inFile {
			t.Errorf("%+v: no longer a difference of this kind", d)
		}
	}
	for _, w := range want {
		if !got[w] && !known[w] {
			t.Errorf("the engine does not make %+v", w)
		}
		delete(got, w)
	}
	for g := range got {
		if !known[g] {
			t.Errorf("the file does not have %+v", g)
		}
	}
}
