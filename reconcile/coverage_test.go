package reconcile

import (
	"slices"
	"strings"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/forms"
	"lollipop/internal/ledger"
	"lollipop/internal/schedule"
	"lollipop/mappings"
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

// Quarters are those of the financial year; the one that the report lies in is
// counted as far as it has come.
func TestQuarters(t *testing.T) {
	for first, want := range map[chis.Date]string{20200401: "2020-21 Q1", 20200701: "2020-21 Q2", 20201001: "2020-21 Q3", 20210101: "2020-21 Q4", 20000101: "1999-00 Q4"} {
		if got := quarterName(first); got != want {
			t.Errorf("%s: %s, want %s", first, got, want)
		}
	}
	for asOf, want := range map[chis.Date]bool{20210322: true, 20210330: true, 20210331: false, 20210401: true} {
		j, _ := coverageBench(t, asOf)
		if got := j.partial(quarters - 1); got != want || j.partial(quarters-2) || j.firstOf(quarters-1).After(asOf) {
			t.Errorf("%s: partial %t", asOf, got)
		}
	}
}

// Coverage of residents follows the postcode where the table has it, and the
// practice where not; whoever has no practice is counted where it lives. A home
// that is another in the target moves the child, and nothing explains that.
func TestCoverageByResidence(t *testing.T) {
	const county, other = "E10000017", "E10000006"
	for _, test := range []struct {
		name             string
		practice         bool
		table            []string
		before, after    string // postcodes
		registered       string // authority of the registered figure after
		resident         string // of the resident one
		located          int64  // placed by their postcode, of the resident figure
		commissioner     string
		moved, hasFigure bool
	}{
		{"as the practice", true, []string{"LA1," + county + ","}, "LA1 4YW", "LA1 4YW", county, county, 1, "01K", false, true},
		{"across the border", true, []string{"LA1," + other + ","}, "LA1 4YW", "LA1 4YW", county, other, 1, "01K", false, true},
		{"a postcode that the table lacks", true, []string{"LA2," + other + ","}, "LA1 4YW", "LA1 4YW", county, county, 0, "01K", false, true},
		{"no practice", false, []string{"LA1," + other + ","}, "LA1 4YW", "LA1 4YW", other, other, 1, "", false, true},
		{"another home in the target", true, []string{"LA1," + other + ","}, "LA1 4YW", "LA2 4YW", county, county, 0, "01K", true, true},
		{"no table", true, nil, "LA1 4YW", "LA2 4YW", county, "", 0, "01K", false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := dosed(t)
			if test.practice {
				w.placed()
			}
			w.files[1].rows[0]["postcode"] = test.before
			w.made(tableAddress, cells{"child_id": "1", "use": "home", "postcode": test.after}, 2<<recordBits|1)
			if test.table != nil {
				w.forms.Postcodes = w.form("postcode_authority.csv", forms.PostcodeHeader, test.table...)
			}
			rep := w.run()
			if rep.Coverage.Resident != test.hasFigure {
				t.Errorf("resident %t", rep.Coverage.Resident)
			}
			got := map[string]*CoverageArea{}
			for i := range rep.Coverage.Areas {
				if a := &rep.Coverage.Areas[i]; a.Measure == "24m-mmr1" && a.ChildrenAfter > 0 {
					got[a.Area+a.Basis] = a
				}
			}
			want := map[string]string{AreaService: "", AreaCommissioner + BasisRegistered: test.commissioner, AreaAuthority + BasisRegistered: test.registered}
			if test.hasFigure {
				want[AreaAuthority+BasisResident] = test.resident
			}
			for k, code := range want {
				if a := got[k]; a == nil || a.Code != code || a.ChildrenAfter != 1 || a.QuarterName != "2020-21 Q4" || !a.Partial {
					t.Errorf("%s: %+v, want %s", k, a, code)
				}
			}
			if len(got) != len(want) {
				t.Errorf("figures %v", got)
			}
			if a := got[AreaAuthority+BasisResident]; a != nil && a.ByPostcodeAfter != test.located {
				t.Errorf("%d placed by postcode", a.ByPostcodeAfter)
			}
			moved := false
			for _, c := range rep.Coverage.Changed {
				moved = moved || c.Change == "moved-home" && c.Measure == "24m-mmr1" && !c.Explained
			}
			if moved != test.moved || (rep.Check(checkCoverage).State == Failed) != test.moved {
				t.Errorf("%s: %+v", rep.Check(checkCoverage).State, rep.Coverage.Changed)
			}
			if input := slices.ContainsFunc(rep.Inputs, func(f ledger.File) bool { return f.Path == "postcode_authority.csv" && f.SHA256 != "" }); input != test.hasFigure {
				t.Errorf("inputs %+v", rep.Inputs)
			}
		})
	}
}

// What an area moved by changes that have a reason counts for the check, and is
// told from what nothing explains.
func TestUnexplainedMoveOfAnArea(t *testing.T) {
	j, _ := coverageBench(t, 20210322)
	r := &run{Options: Options{Mappings: mustMappings(t)}, covered: j, outcomes: newOutcomes(mustMappings(t))}
	place := coveragePlace{practice: "A82003", authority: "E10000017"}
	side := func(reached bool) *coverageSide {
		s := &coverageSide{coveragePlace: place, born: 20190302}
		if s.in = 1 << 5; reached {
			s.reached = 1 << 5
		}
		return s
	}
	count := func(n int, before, after bool, explained uint64) {
		for range n {
			j.count(sideBefore, side(before), ^uint64(0), false)
			j.count(sideAfter, side(after), ^uint64(0), false)
			j.count(sideUnexplained, side(before), explained, false)
			j.count(sideUnexplained, side(after), ^explained, false)
		}
	}
	count(900, true, true, 0)
	count(60, false, false, 0)
	count(30, false, true, 1<<5) // another record knew of the dose
	count(10, true, false, 0)    // lost
	r.settleCoverage()
	for i := range r.coverage.Areas {
		if a := &r.coverage.Areas[i]; a.Moved != 20_000 || a.MovedUnexplained != -10_000 {
			t.Errorf("%+v", a)
		}
	}
	c := r.result(*r.Mappings.Check(checkAreas))
	if c.State != Failed || c.Value != 20_000 || !strings.Contains(c.Detail, "moved by 1 % at most") {
		t.Errorf("%+v", c)
	}
}

func mustMappings(t *testing.T) *mappings.Set {
	t.Helper()
	set, err := loadMappings()
	if err != nil {
		t.Fatal(err)
	}
	return set
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
