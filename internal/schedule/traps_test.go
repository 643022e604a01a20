package schedule_test

import (
	"slices"
	"strings"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// vaccines are the products of the tests, by the names that people use.
var vaccines = map[string]string{
	"dtwp": "diphtheria+hib+pertussis+tetanus", "opv": "polio", "5in1": "diphtheria+hib+pertussis+polio+tetanus",
	"6in1": "diphtheria+hepb+hib+pertussis+polio+tetanus", "4in1": "diphtheria+pertussis+polio+tetanus", "td/ipv": "diphtheria+polio+tetanus",
	"mmr": "measles+mumps+rubella", "mmrv": "measles+mumps+rubella+varicella", "hib/menc": "hib+menc", "menc": "menc", "menb": "menb",
	"pcv": "pneumococcal", "rota": "rotavirus", "hepb": "hepb", "acwy": "menacwy", "hpv": "hpv", "flu": "influenza", "bcg": "bcg",
	"typhoid": "typhoid", "d": "diphtheria", "t": "tetanus", "p": "pertussis", "polio": "polio", "hib": "hib", "measles": "measles", "": "",
}

func date(t testing.TB, s string) chis.Date {
	t.Helper()
	d, ok := chis.ParseDate(s)
	if !ok {
		t.Fatalf("%q is no date", s)
	}
	return d
}

// story is a child with a history, as a test tells it: "given 6in1 2020-02-26".
type story struct {
	born, asOf string
	sex        chis.Sex
	events     []string
}

// tell evaluates a story.
func (s story) tell(t testing.TB, e *schedule.Engine) *schedule.Result {
	t.Helper()
	var r schedule.Result
	e.Evaluate(s.child(t), s.history(t), date(t, s.asOf), &r)
	return &r
}

func (s story) child(t testing.TB) *schedule.Child {
	t.Helper()
	return &schedule.Child{Born: chis.MakePartialDate(date(t, s.born), chis.PrecisionDay), Sex: s.sex}
}

func (s story) history(t testing.TB) []schedule.Event {
	t.Helper()
	var events []schedule.Event
	for _, line := range s.events {
		word, rest, _ := strings.Cut(line, " ")
		name, on, _ := strings.Cut(rest, " ")
		antigens, err := chis.ParseAntigens(vaccines[name])
		if _, known := vaccines[name]; !known || err != nil {
			t.Fatalf("%q: no vaccine %q", line, name)
		}
		ev := schedule.Event{Antigens: antigens, Kind: kindOf(t, word), Final: strings.HasSuffix(on, " final")}
		if on = strings.TrimSuffix(on, " final"); len(on) == 7 {
			ev.On = chis.MakePartialDate(date(t, on+"-01"), chis.PrecisionMonth)
		} else if on != "" {
			ev.On = chis.MakePartialDate(date(t, on), chis.PrecisionDay)
		}
		events = append(events, ev)
	}
	return events
}

func kindOf(t testing.TB, word string) schedule.Kind {
	t.Helper()
	for k := schedule.Given; k <= schedule.Contraindicated; k++ {
		if k.String() == word {
			return k
		}
	}
	t.Fatalf("no kind %q", word)
	return 0
}

// shown is an item in words: "state vaccine dose day".
func shown(e *schedule.Engine, it schedule.Item) string {
	r := &e.Rules()[it.Rule]
	step := e.Courses()[r.Steps[0].Course].Name + "-" + e.Courses()[r.Steps[0].Course].Steps[r.Steps[0].At]
	return strings.TrimSpace(it.State.String() + " " + step + " " + it.On.String())
}

func items(e *schedule.Engine, r *schedule.Result) []string {
	var list []string
	for _, it := range r.Items {
		list = append(list, shown(e, it))
	}
	return list
}

func verdicts(r *schedule.Result) []string {
	var list []string
	for _, v := range r.Verdicts {
		list = append(list, v.String())
	}
	return list
}

// onTime is the history of a child who had everything on the day it was planned.
func onTime(t testing.TB, e *schedule.Engine, born, until string, sex chis.Sex) (story, []schedule.Item) {
	t.Helper()
	s := story{born: born, asOf: until, sex: sex}
	var r schedule.Result
	e.Evaluate(s.child(t), nil, date(t, born), &r)
	names := map[chis.Antigens]string{}
	for name, antigens := range vaccines {
		set, _ := chis.ParseAntigens(antigens)
		if names[set] == "" || name < names[set] {
			names[set] = name
		}
	}
	var due []schedule.Item
	for _, it := range r.Items {
		rule := &e.Rules()[it.Rule]
		if it.Planned <= date(t, until) && (rule.Programme == schedule.Routine || rule.Programme == schedule.School) {
			due = append(due, it)
			s.events = append(s.events, "given "+names[rule.Antigens]+" "+it.Planned.String())
		}
	}
	return s, due
}

// Whoever had every dose on its day has nothing due, and every dose counts:
// for birth dates on either side of every change, to the age of nine.
func TestOnTimeIsComplete(t *testing.T) {
	e := engine(t)
	for _, born := range []string{
		"1999-09-15", "2001-03-15", "2004-05-30", "2004-06-01", "2004-08-01", "2005-09-03", "2005-09-05", "2006-06-01", "2008-02-29", "2009-12-15",
		"2012-11-01", "2013-03-01", "2013-05-01", "2013-09-01", "2015-05-01", "2015-06-30", "2015-07-01", "2016-04-08", "2017-07-31", "2017-08-01",
		"2019-12-31", "2020-01-01", "2020-02-29", "2022-09-01", "2024-02-29", "2024-06-30", "2024-07-01", "2024-12-31", "2025-01-01", "2025-04-07", "2025-04-08",
	} {
		until := date(t, born).AddMonths(9*12 - 1).String()
		s, due := onTime(t, e, born, until, chis.SexMale)
		r := s.tell(t, e)
		for i, v := range r.Verdicts {
			if v != schedule.Counted {
				t.Errorf("%s: %s: %s", born, s.events[i], v)
			}
		}
		done := 0
		for _, it := range r.Items {
			switch rule := &e.Rules()[it.Rule]; {
			case it.State == schedule.Done:
				done++
			case it.State.Open() && rule.Programme == schedule.Routine && it.On <= date(t, until):
				t.Errorf("%s: %s", born, shown(e, it))
			}
		}
		if done < len(due) || len(r.Items) < 8 {
			t.Errorf("%s: %d done of %d due", born, done, len(due))
		}
		if r.Doubts != 0 {
			t.Errorf("%s: doubts %b", born, r.Doubts)
		}
	}
}

// Half a year's cohort has three doses against measles, and everybody born from
// July 2024 five against diphtheria, tetanus and polio before school.
func TestDosesByCohort(t *testing.T) {
	e := engine(t)
	count := func(born, name string) int {
		antigens, _ := chis.ParseAntigens(vaccines[name])
		s, _ := onTime(t, e, born, date(t, born).AddMonths(5*12).String(), chis.SexMale)
		r, n := s.tell(t, e), 0
		for i, ev := range s.history(t) {
			if ev.Antigens.Has(antigens) && r.Verdicts[i] == schedule.Counted {
				n++
			}
		}
		return n
	}
	tests := []struct {
		born, of string
		want     int
	}{
		// the cohort before July 2024 is offered varicella by a campaign or with the second MMR
		{"2024-06-30", "mmr", 2},
		{"2024-07-01", "mmr", 3},
		{"2024-12-31", "mmr", 3},
		{"2025-01-01", "mmr", 2},
		{"2019-12-31", "mmrv", 0},
		{"2022-08-31", "mmrv", 1},
		{"2022-09-01", "mmrv", 1},
		{"2024-06-30", "mmrv", 1},
		{"2024-07-01", "mmrv", 2},
		{"2025-01-01", "mmrv", 2},
		{"2024-06-30", "td/ipv", 4},
		{"2024-07-01", "td/ipv", 5},
		{"2017-07-31", "hepb", 0},
		{"2017-08-01", "hepb", 3},
		{"2024-07-01", "hepb", 4},
		{"2019-12-31", "pcv", 3},
		{"2020-01-01", "pcv", 2},
		{"2006-06-01", "pcv", 3},
		{"2001-03-15", "menc", 3},
		{"2012-11-01", "menc", 3},
		{"2013-04-30", "menc", 2},
		{"2016-04-07", "menc", 2},
		{"2016-04-08", "menc", 1},
		{"2024-06-30", "menc", 1},
		{"2024-07-01", "menc", 0},
		{"2013-04-30", "rota", 0},
		{"2013-05-01", "rota", 2},
		{"2015-04-30", "menb", 0},
		{"2015-05-01", "menb", 1},
		{"2015-06-30", "menb", 3},
		{"2015-07-01", "menb", 3},
		{"2009-12-15", "mmr", 2},
		{"2009-12-15", "pcv", 3},
		{"2004-06-01", "polio", 4},
		{"2013-03-01", "menc", 2},
	}
	for _, test := range tests {
		if got := count(test.born, test.of); got != test.want {
			t.Errorf("born %s: %d doses of %s, want %d", test.born, got, test.of, test.want)
		}
	}
}

// What counts and what does not: section 4 of the reference on immunisation.
func TestVerdicts(t *testing.T) {
	const full = "2020-01-01"
	tests := []struct {
		name   string
		born   string
		events []string
		want   string // verdicts, in order
	}{
		{"first primary dose from six weeks", full, []string{"given 6in1 2020-02-11", "given menb 2020-02-12"}, "too young for the next step; counted"},
		{"four weeks between primary doses", full, []string{"given 6in1 2020-02-26", "given 6in1 2020-03-24", "given 6in1 2020-03-25"}, "counted; too soon after the dose before; counted"},
		{"rotavirus under 15 weeks", full, []string{"given rota 2020-04-15"}, "too late for the steps left"},
		{"rotavirus on the last day", full, []string{"given rota 2020-04-14", "given rota 2020-05-12"}, "counted; counted"},
		{"rotavirus under 24 weeks", full, []string{"given rota 2020-02-26", "given rota 2020-06-17"}, "counted; too late for the steps left"},
		{"rotavirus after four weeks", full, []string{"given rota 2020-02-26", "given rota 2020-03-24"}, "counted; too soon after the dose before"},
		{"four weeks are enough for MenB", full, []string{"given menb 2020-02-26", "given menb 2020-03-25", "given menb 2021-01-01"}, "counted; counted; counted"},
		{"MenB booster before one year", full, []string{"given menb 2020-02-26", "given menb 2020-04-22", "given menb 2020-12-31"}, "counted; counted; too young for the next step"},
		{"MenB not from the second birthday", full, []string{"given menb 2022-01-01"}, "too late for the steps left"},
		{"PCV booster without infant doses", full, []string{"given pcv 2021-02-01"}, "counted"},
		{"PCV booster within four weeks", full, []string{"given pcv 2020-12-20", "given pcv 2021-01-10", "given pcv 2021-01-17"}, "counted; too soon after the dose before; counted"},
		{"pre-school booster from three years", full, []string{"given 6in1 2020-02-26", "given 6in1 2020-03-25", "given 6in1 2020-04-22", "given 4in1 2022-12-31", "given 4in1 2023-01-01"}, "counted; counted; counted; too young for the next step; counted"},
		{"pre-school booster a year after", "2017-01-01", []string{"given 5in1 2017-03-01", "given 5in1 2017-04-01", "given 5in1 2019-10-01", "given 4in1 2020-09-30", "given 4in1 2020-10-01"}, "counted; counted; counted; too soon after the dose before; counted"},
		{"MMR before the first birthday", full, []string{"given mmr 2020-12-31", "given mmr 2021-01-27", "given mmr 2021-02-24"}, "too young for the next step; too soon after the dose before; counted"},
		{"second MMR at 15 months", full, []string{"given mmr 2021-01-01", "given mmr 2021-03-31", "given mmr 2021-04-28"}, "counted; too young for the next step; counted"},
		{"second MMR runs from an early uncounted one", full, []string{"given mmr 2021-01-01", "given mmr 2021-03-20", "given mmr 2021-04-10", "given mmr 2021-05-08"}, "counted; too young for the next step; too soon after the dose before; counted"},
		{"no four days of grace", full, []string{"given mmr 2020-12-29"}, "too young for the next step"},
		{"MenACWY from ten years", "2005-01-01", []string{"given acwy 2014-12-31", "given acwy 2015-01-01"}, "too young for the next step; counted"},
		{"leap day: a year on 28 February", "2008-02-29", []string{"given mmr 2009-02-27", "given hib/menc 2009-02-28"}, "too young for the next step; counted"},
		{"leap day: a year in a leap year to come", "2024-02-29", []string{"given mmr 2025-02-27", "given pcv 2025-02-28"}, "too young for the next step; counted"},
		{"one dose of Hib over age one", "2024-07-01", []string{"given 6in1 2025-07-10"}, "counted"},
		{"mixed products in one course", "2004-06-01", []string{"given dtwp 2004-08-01", "given opv 2004-08-01", "given dtwp 2004-09-01", "given opv 2004-09-01", "given 5in1 2004-10-01"}, "counted; counted; counted; counted; counted"},
		{"5-in-1 and 6-in-1 in one course", "2017-07-31", []string{"given 5in1 2017-09-25", "given 6in1 2017-10-23", "given 5in1 2017-11-20"}, "counted; counted; counted"},
		{"parts of one day are one dose", full, []string{"given d 2020-02-26", "given t 2020-02-26", "given p 2020-02-26", "given polio 2020-02-26", "given hib 2020-02-26"}, "counted; counted; part of a vaccine only; counted; too young for the next step"},
		{"a part alone", full, []string{"given measles 2021-01-01"}, "part of a vaccine only"},
		{"twice on one day", full, []string{"given 6in1 2020-02-26", "given 5in1 2020-02-26"}, "another dose of the same day counts; counted"},
		{"given and refused on one day", full, []string{"given mmr 2021-01-01", "refused mmr 2021-01-01"}, "refused on the same day; no dose"},
		{"given abroad", full, []string{"reported 5in1 2020-02-26", "reported 5in1 2020-03-25", "given 6in1 2020-04-22"}, "counted; counted; counted"},
		{"a month is no date", full, []string{"reported mmr 2021-02"}, "date not full"},
		{"no date", full, []string{"given mmr"}, "date not full"},
		{"before birth", full, []string{"given 6in1 2019-12-31", "given bcg 2020-01-01"}, "dated before birth; counted"},
		{"in the future", full, []string{"given mmr 2030-01-01"}, "dated in the future"},
		{"vaccine unknown", full, []string{"given  2021-01-01"}, "vaccine not known"},
		{"vaccine outside the schedule", full, []string{"given typhoid 2021-01-01"}, "vaccine not in the schedule"},
		{"vaccine of another cohort", full, []string{"given mmrv 2021-01-01"}, "counted"},
		{"a repeat and a prescription", full, []string{"duplicate mmr 2021-01-01", "product-only mmr 2021-01-02", "not-given mmr 2021-01-03", "did-not-attend mmr 2021-01-04"}, "repeats another dose; known from a prescription alone; no dose; no dose"},
		{"a dose that completes the course", "2005-01-01", []string{"given td/ipv 2019-03-01 final"}, "counted"},
		{"influenza once a season", "2017-03-01", []string{"given flu 2019-10-01", "given flu 2020-01-10", "given flu 2020-09-10"}, "counted; course complete; counted"},
		{"third HPV dose in the time of two", "2003-01-01", []string{"given hpv 2015-09-01", "given hpv 2016-03-01", "given hpv 2016-09-01"}, "counted; counted; course complete"},
	}
	e := engine(t)
	for _, test := range tests {
		sex := chis.SexFemale
		r := story{born: test.born, asOf: "2026-11-25", sex: sex, events: test.events}.tell(t, e)
		if got := strings.Join(verdicts(r), "; "); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}

// What falls due next, and what does not any longer.
func TestItems(t *testing.T) {
	primary := []string{"given 6in1 2020-02-26", "given 6in1 2020-03-25", "given 6in1 2020-04-22", "given menb 2020-02-26", "given menb 2020-04-22", "given rota 2020-02-26", "given rota 2020-03-25", "given pcv 2020-03-25"}
	tests := []struct {
		name, born, asOf string
		events           []string
		want             []string // items that must stand as they are written
	}{
		{"a baby on time", "2020-01-01", "2020-06-01", primary, []string{"done dtp-3 2020-04-22", "upcoming mmr-1 2021-01-01", "upcoming hib-b 2021-01-01", "waiting mmr-2 2023-05-01", "upcoming dtp-b1 2023-05-01"}},
		{"the day itself", "2020-01-01", "2021-01-01", primary, []string{"due mmr-1 2021-01-01", "due menb-b 2021-01-01"}},
		{"the day after", "2020-01-01", "2021-01-02", primary, []string{"overdue mmr-1 2021-01-01", "upcoming dtp-b1 2023-05-01"}},
		{"a late dose moves the next", "2020-01-01", "2020-05-01", []string{"given 6in1 2020-04-20"}, []string{"upcoming dtp-2 2020-05-18", "waiting dtp-3 2020-06-15", "lapsed rota-1", "lapsed rota-2"}},
		{"started courses are resumed", "2020-01-01", "2022-06-01", []string{"reported 5in1 2020-03-01", "reported 5in1 2020-04-01"}, []string{"done dtp-1 2020-03-01", "overdue dtp-3 2020-04-29", "waiting dtp-b1 2023-06-01"}},
		{"unknown history: full catch-up at three", "2020-01-01", "2023-06-01", nil, []string{"overdue dtp-1 2020-02-26", "waiting dtp-2 2023-06-29", "waiting dtp-3 2023-07-27", "waiting dtp-b1 2024-07-27", "overdue mmr-1 2021-01-01", "waiting mmr-2 2023-06-29", "overdue hib-b 2021-01-01", "lapsed menb-1", "lapsed menb-2", "lapsed menb-b", "lapsed pcv-1", "lapsed pcv-b", "lapsed rota-1"}},
		{"two doses of MenB in the second year", "2020-01-01", "2021-03-01", nil, []string{"lapsed menb-1", "overdue menb-2 2020-04-22", "waiting menb-b 2021-04-26"}},
		{"refused", "2020-01-01", "2021-02-01", append([]string{"refused mmr 2021-01-01"}, primary...), []string{"refused mmr-1 2021-01-01", "overdue hib-b 2021-01-01"}},
		{"refusal of a part", "2020-01-01", "2021-02-01", []string{"refused measles 2021-01-01"}, []string{"refused mmr-1 2021-01-01"}},
		{"refusal lifted by consent", "2020-01-01", "2021-02-01", []string{"refused mmr 2021-01-01", "consent mmr 2021-01-15"}, []string{"overdue mmr-1 2021-01-01"}},
		{"refusal lifted by a dose", "2020-01-01", "2023-05-01", []string{"refused mmr 2021-01-01", "given mmr 2021-03-01"}, []string{"done mmr-1 2021-03-01", "due mmr-2 2023-05-01"}},
		{"consent before the refusal", "2020-01-01", "2021-02-01", []string{"consent mmr 2020-12-01", "refused mmr 2021-01-01"}, []string{"refused mmr-1 2021-01-01"}},
		{"everything refused", "2020-01-01", "2021-02-01", []string{"refused  2020-02-01"}, []string{"refused dtp-1 2020-02-26", "refused mmr-1 2021-01-01", "refused hib-b 2021-01-01"}},
		{"contraindicated", "2020-01-01", "2021-02-01", []string{"contraindicated mmr 2020-12-01", "consent mmr 2021-01-01"}, []string{"contraindicated mmr-1 2021-01-01", "overdue hib-b 2021-01-01"}},
		{"contraindicated without a date", "2020-01-01", "2021-02-01", []string{"contraindicated "}, []string{"contraindicated mmr-1 2021-01-01"}},
		{"an early MMR moves the first", "2020-01-01", "2021-01-01", []string{"given mmr 2020-12-20"}, []string{"upcoming mmr-1 2021-01-17"}},
		{"missed MenC is owed no more", "2016-03-31", "2016-06-30", nil, []string{"overdue menc-1 2016-06-23"}},
		{"from the day it was removed", "2016-03-31", "2016-07-01", nil, []string{"dropped menc-1", "overdue dtp-1 2016-05-26"}},
		{"MenB not from the second birthday", "2020-01-01", "2022-01-01", nil, []string{"lapsed menb-b"}},
		{"hepatitis B only for whoever began", "2020-01-01", "2020-01-20", nil, []string{"not on it hepb-1", "not on it hepb-2"}},
		{"hepatitis B begun at birth", "2020-01-01", "2020-01-20", []string{"given hepb 2020-01-01"}, []string{"done hepb-1 2020-01-01", "upcoming hepb-2 2020-01-29"}},
		{"half-year cohort, first MMR missed", "2024-07-01", "2026-02-01", []string{"given mmrv 2026-01-05"}, []string{"upcoming mmr-2 2026-02-02"}},
		{"half-year cohort, two MMRV end it", "2024-07-01", "2027-11-02", []string{"given mmrv 2026-01-05", "given mmrv 2026-02-02"}, []string{"done mmr-1 2026-01-05", "done mmr-2 2026-02-02", "done var-2 2026-02-02"}},
		{"varicella once for the two years before", "2022-09-01", "2026-01-01", []string{"given mmr 2023-09-01", "given mmr 2024-09-01"}, []string{"due mmr-2 2026-01-01"}},
		{"selective catch-up while it lasts", "2021-05-01", "2027-01-01", nil, []string{"overdue var-1 2026-11-01"}},
		{"selective catch-up is over", "2021-05-01", "2028-04-01", nil, []string{"lapsed var-1"}},
		{"swap of 2025, before", "2025-04-07", "2025-06-30", nil, []string{"due pcv-1 2025-06-30", "waiting menb-2 2025-08-25"}},
		{"swap of 2025, after", "2025-04-08", "2025-07-01", nil, []string{"upcoming pcv-1 2025-07-29"}},
		{"polio missing from a course", "2020-01-01", "2020-06-01", []string{"given dtwp 2020-02-26", "given dtwp 2020-03-25", "given dtwp 2020-04-22"}, []string{"overdue dtp-1 2020-02-26"}},
		{"influenza of the season", "2018-03-01", "2020-11-01", nil, []string{"overdue flu-season 2020-09-01"}},
		{"influenza of the next season", "2018-03-01", "2021-05-01", nil, []string{"upcoming flu-season 2021-09-01"}},
	}
	e := engine(t)
	for _, test := range tests {
		r := story{born: test.born, asOf: test.asOf, sex: chis.SexMale, events: test.events}.tell(t, e)
		got := items(e, r)
		for _, want := range test.want {
			if !slices.Contains(got, want) {
				t.Errorf("%s: no %q in\n%s", test.name, want, strings.Join(got, "\n"))
			}
		}
	}
}

// Boys are offered HPV from the cohort of September 2006, girls before; from
// September 2023 one dose is enough.
func TestHPV(t *testing.T) {
	e := engine(t)
	tests := []struct {
		born, asOf string
		sex        chis.Sex
		events     []string
		want       string
	}{
		{"2005-03-01", "2018-01-01", chis.SexMale, nil, ""},
		{"2005-03-01", "2018-01-01", chis.SexFemale, nil, "overdue 2017-09-01"},
		{"2006-08-31", "2019-10-01", chis.SexMale, nil, ""},
		{"2006-09-01", "2019-10-01", chis.SexMale, nil, "overdue 2019-09-01"},
		{"2006-09-01", "2019-10-01", 0, nil, "overdue 2019-09-01"},
		{"2006-09-01", "2021-10-01", chis.SexMale, []string{"given hpv 2020-03-01"}, "overdue 2020-09-01"},
		{"2006-09-01", "2023-08-31", chis.SexMale, []string{"given hpv 2020-03-01"}, "overdue 2020-09-01"},
		{"2006-09-01", "2023-09-01", chis.SexMale, []string{"given hpv 2020-03-01"}, ""},
		{"2011-09-01", "2025-01-01", chis.SexFemale, nil, "overdue 2024-03-01"},
		{"2011-09-01", "2025-01-01", chis.SexFemale, []string{"given hpv 2024-03-01"}, ""},
		{"1999-01-01", "2012-01-01", chis.SexFemale, []string{"given hpv 2011-10-01"}, "overdue 2011-11-01"},
	}
	for _, test := range tests {
		r := story{born: test.born, asOf: test.asOf, sex: test.sex, events: test.events}.tell(t, e)
		got := ""
		for _, it := range r.Items {
			if e.Rules()[it.Rule].Antigens == chis.HPV && it.State.Open() {
				got = it.State.String() + " " + it.On.String()
			}
		}
		if got != test.want {
			t.Errorf("born %s %s as of %s with %v: %q, want %q", test.born, test.sex, test.asOf, test.events, got, test.want)
		}
	}
}
