package reconcile

import (
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

func coverageBench(t *testing.T, asOf chis.Date) (*coverageJudge, *dueJudge) {
	maps, err := loadMappings()
	if err != nil {
		t.Fatal(err)
	}
	r := &run{Options: Options{Mappings: maps}, in: &inputs{asOf: asOf}}
	return r.newCoverageJudge(), &dueJudge{engine: maps.Schedule(), asOf: asOf}
}

// A dose counts before the birthday, not on it; a birthday counts in the
// quarters that are compared, and to the day of the report.
func TestCoveredByABirthday(t *testing.T) {
	for _, test := range []struct {
		name           string
		born           chis.Date
		given          chis.Date
		asked, reached bool
	}{
		{"a day before the birthday", 20190302, 20210301, true, true},
		{"on the birthday", 20190302, 20210302, true, false},
		{"too young", 20190302, 20200301, true, false},
		{"nothing given", 20190302, 0, true, false},
		{"two on the day of the report", 20190322, 20200401, true, true},
		{"two on the day after", 20190323, 20200401, false, false},
		{"on the first day of the first quarter", 20180101, 20190301, true, true},
		{"the day before it", 20171231, 20190301, false, false},
	} {
		j, due := coverageBench(t, 20210322)
		child := schedule.Child{Born: chis.MakePartialDate(test.born, chis.PrecisionDay)}
		var events []schedule.Event
		if test.given != 0 {
			events = append(events, schedule.Event{On: chis.MakePartialDate(test.given, chis.PrecisionDay), Antigens: chis.Measles | chis.Mumps | chis.Rubella})
		}
		due.engine.Evaluate(&child, events, due.asOf, &due.before)
		got := j.covered(test.born, &due.before)
		bit := uint64(0)
		for i := range j.measures {
			if j.measures[i].id == "24m-mmr1" {
				bit = 1 << i
			}
		}
		if (got.in&bit != 0) != test.asked || (got.reached&bit != 0) != test.reached {
			t.Errorf("%s: %b of %b", test.name, got.reached, got.in)
		}
	}
}

// A membership that changed is counted, named and listed, and the figures of the
// practice are those of its children.
func TestCoverageOfTheSmallWorld(t *testing.T) {
	for _, test := range []struct {
		name, kind string
		change     func(w *world)
	}{
		{"as it is", "", func(*world) {}},
		{"a dose lost", "lost", func(w *world) { w.target[tableDose] = nil }},
		{"a dose out of nothing", "gained", func(w *world) { w.files[3].rows[1]["deleted"] = "true" }},
		{"dead in the target", "left", func(w *world) { w.target[tableChild][0]["deceased"] = "1" }},
		{"of another practice", "moved", func(w *world) { w.target[tableChild][0]["practice_code"] = "P81002" }},
		{"no such child", "left", func(w *world) { w.target[tableChild] = nil }},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := dosed(t)
			test.change(w)
			rep := w.run()
			found := false
			for _, c := range rep.Coverage.Changed {
				found = found || c.Measure == "24m-mmr1" && c.Change == test.kind && !c.Explained
			}
			if want := map[bool]State{true: Passed, false: Failed}[test.kind == ""]; rep.Check(checkCoverage).State != want || found != (test.kind != "") {
				t.Errorf("%s: %+v", rep.Check(checkCoverage).State, rep.Coverage.Changed)
			}
			if test.kind != "" && w.listing.CoverageChanged.Total == 0 || len(w.listing.Coverage) == 0 {
				t.Errorf("listed %+v", w.listing.Coverage)
			}
		})
	}
}
