package schedule_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
	"lollipop/mappings"
)

const ruleHeader = "version,from,to,born_from,born_to,sex,age_due,age_due_days,vaccine,antigens,dose,action,programme,steps,due,not_before,until,gap,least_gap,needs_previous,minimum_age,minimum_interval,notes,confidence,source\n"

// nextChange is a change of the programme that nobody has announced: from
// September 2027 the second dose of MenB falls due at ten weeks, and a dose
// against meningitis A, C, W and Y is given at fifteen months as well.
var nextChange = fstest.MapFS{
	"schedule_course.csv": {Data: []byte("course,antigens,steps,gap_after,words,source\n" +
		"acwyinfant,menacwy,1,counted,invented for this test,invented for this test\n")},
	"schedule.csv": {Data: []byte(ruleHeader +
		"V2025-07,2025-07-01,2027-09-14,2025-04-08,2027-06-22,,12 weeks,84,MenB (Bexsero),menb,2,due,routine,menb-2,12w,6w,2y,4w,4w,,,,ends,verified,invented for this test\n" +
		"V2027-09,2027-09-01,,2027-06-23,,,10 weeks,70,MenB (Bexsero),menb,2,due,routine,menb-2,10w,6w,2y,2w,2w,,,,,memory,invented for this test\n" +
		"V2027-09,2027-09-01,,2026-06-01,,,15 months,456,MenACWY,menacwy,1,due,routine,acwyinfant-1,15m,12m,10y,,,,,,,memory,invented for this test\n")},
}

// The next change of the schedule needs rows, and no code.
func TestNextChangeIsData(t *testing.T) {
	set, err := mappings.Load(nextChange)
	if err != nil {
		t.Fatal(err)
	}
	e := set.Schedule()
	tests := []struct {
		born string
		want planned
		not  planned
	}{
		{"2027-06-22", planned{"2027-06-22", "2027-09-14", "MenB (Bexsero)", "2"}, planned{}},
		{"2027-06-23", planned{"2027-06-23", "2027-09-01", "MenB (Bexsero)", "2"}, planned{"2027-06-23", "2027-09-15", "MenB (Bexsero)", "2"}},
		{"2026-06-01", planned{"2026-06-01", "2027-09-01", "MenACWY", "1"}, planned{}},
		{"2026-05-31", planned{"2026-05-31", "2026-08-23", "MenB (Bexsero)", "2"}, planned{"2026-05-31", "2027-08-31", "MenACWY", "1"}},
	}
	for _, test := range tests {
		got := planOf(t, e, test.born)
		if !slices.Contains(got, test.want) || slices.Contains(got, test.not) {
			t.Errorf("born %s: %v", test.born, got)
		}
	}
	s := story{born: "2027-06-23", asOf: "2029-01-01", events: []string{"given menb 2027-08-18", "given menb 2027-09-01", "given acwy 2028-09-23"}}
	for i, v := range s.tell(t, e).Verdicts {
		if v != schedule.Counted {
			t.Errorf("%s: %s", s.events[i], v)
		}
	}
}

// Rules that contradict themselves are refused with their place.
func TestRulesAreChecked(t *testing.T) {
	age := func(s string) schedule.Age {
		a, err := schedule.ParseAge(s)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	courses := []schedule.Course{{Name: "mmr", Antigens: chis.Measles, Steps: []string{"1", "2"}}}
	good := schedule.Rule{Version: "V1", Vaccine: "MMR", Antigens: chis.Measles, Action: schedule.Due, Steps: []schedule.Step{{}}, At: age("12m"), NotBefore: age("12m"), Until: age("10y")}
	tests := []struct {
		name string
		mar  func(*schedule.Rule)
		bad  bool
	}{
		{"good", func(*schedule.Rule) {}, false},
		{"no step", func(r *schedule.Rule) { r.Steps = nil }, true},
		{"step of no course", func(r *schedule.Rule) { r.Steps = []schedule.Step{{Course: 1}} }, true},
		{"other antigens", func(r *schedule.Rule) { r.Antigens = chis.Mumps }, true},
		{"due too young", func(r *schedule.Rule) { r.At = age("11m") }, true},
		{"due too late", func(r *schedule.Rule) { r.At = age("10y") }, true},
		{"ages the wrong way round", func(r *schedule.Rule) {
			r.At, r.From, r.NotBefore, r.Until = schedule.Age{}, 20270901, age("10y"), age("12m")
		}, true},
		{"ages of a season the wrong way round", func(r *schedule.Rule) {
			r.Programme, r.SeasonFrom, r.SeasonTo, r.At, r.NotBefore, r.Until = schedule.Seasonal, 901, 331, schedule.Age{}, age("4y"), age("2y")
		}, true},
		{"a season", func(r *schedule.Rule) {
			r.Programme, r.SeasonFrom, r.SeasonTo, r.At, r.NotBefore, r.Until = schedule.Seasonal, 901, 331, schedule.Age{}, age("2y"), age("4y")
		}, false},
		{"intervals the wrong way round", func(r *schedule.Rule) { r.LeastGap = age("4w") }, true},
		{"neither age nor day", func(r *schedule.Rule) { r.At = schedule.Age{} }, true},
		{"follows nothing", func(r *schedule.Rule) { r.Action, r.Gap = schedule.Then, age("4w") }, true},
		{"follows the first", func(r *schedule.Rule) {
			r.Action, r.At, r.Gap, r.Steps = schedule.Then, schedule.Age{}, age("4w"), []schedule.Step{{At: 1}}
		}, false},
		{"a season without its days", func(r *schedule.Rule) { r.Programme = schedule.Seasonal }, true},
	}
	for _, test := range tests {
		r := good
		test.mar(&r)
		if _, err := schedule.New(courses, []schedule.Rule{r}); (err != nil) != test.bad {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	for _, bad := range []string{"y", "3", "3x", "-1m", "1 m", "m3", "99999y", "3y3y", "4m3y", "1000y1000y1000y", "3y4m4m"} {
		if a, err := schedule.ParseAge(bad); err == nil {
			t.Errorf("%q is %s", bad, a)
		}
	}
	for _, text := range []string{"3y4m", "8w", "28d", "12m", "0d", "1000y2d"} {
		if again := age(age(text).String()); again != age(text) {
			t.Errorf("%s becomes %s", text, again)
		}
	}
}
