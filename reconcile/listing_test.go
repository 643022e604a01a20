package reconcile

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/mappings"
)

// theFlag adds a start of looked-after status, with its row in the target, and
// returns its source row.
func (w *world) theFlag() int64 {
	k := w.maps.Concept(mappings.SystemEMISLocal, "LOLLAC0001")
	w.files[2].rows = append(w.files[2].rows, cells{"code_id": "200", "term": "Looked after", "read_term_id": k.Code, "processing_id": "1"})
	w.made("clinical_code", cells{
		"source": "chis", "code_id": "200", "term": "Looked after", "read_code": k.Code, "system": k.System, "code": k.Code, "class": k.Class, "kind": k.Kind,
	}, int64(3)<<recordBits|2)
	w.files[3].rows = append(w.files[3].rows, observation(orgCHIS, 1, 51, "200", "2020-06-07"))
	row := int64(4)<<recordBits | 2
	w.made("legal_status", cells{
		"child_id": "1", "kind": k.Detail, "change": k.Value, "occurred_on": "2020-06-07", "occurred_precision": "YMD", "until_precision": "U",
		"code_id": "2", "organisation_id": "1", "recorded_on": "2020-06-07", "note": "seen at home",
	}, row)
	return row
}

func (l *Listing) line(code string) PracticeRow {
	for _, p := range l.Practices {
		if p.Code == code {
			return p
		}
	}
	return PracticeRow{}
}

// fix counts what a line of the fix list says.
func (l *Listing) fix(id string) (n int64) {
	for _, f := range l.Fixes {
		if f.ID == id {
			n += f.Count
		}
	}
	return n
}

func TestListing(t *testing.T) {
	flag := func(change func(w *world)) func(*world) {
		return func(w *world) {
			w.theFlag()
			change(w)
		}
	}
	result := func(want int, differs string) func(*testing.T, *Listing) {
		return func(t *testing.T, l *Listing) {
			if len(l.Flags.List) != 1 || l.Flags.List[0].Result != want || l.Flags.List[0].Differs != differs || l.Flags.List[0].Surname != "Testchild" {
				t.Fatalf("flags %+v", l.Flags)
			}
			if differ := l.line("").FlagsDiffer; (differ == 1) != (want != FlagSame) || l.fix("flags-differ") != differ {
				t.Errorf("%d flags differ at the practice, %d to fix", differ, l.fix("flags-differ"))
			}
		}
	}
	restrict := func(w *world) {
		w.single["restricted_register.parquet"] = []cells{{"source": "chis", "organisation_guid": orgCHIS, "patient_guid": guid(1), "kind": "adopted"}}
	}
	hidden := func(t *testing.T, l *Listing) {
		for _, p := range l.Practices {
			if p != (PracticeRow{Code: p.Code, Name: p.Name, Hub: p.Hub}) {
				t.Errorf("a practice counts a restricted child: %+v", p)
			}
		}
		if l.Restricted != 1 || l.Children.Total+l.Flags.Total+l.Failsafe.Total != 0 {
			t.Errorf("restricted %d, children %d, flags %d, newborn %d", l.Restricted, l.Children.Total, l.Flags.Total, l.Failsafe.Total)
		}
	}
	uncounted := func(t *testing.T, l *Listing) {
		if len(l.Codes) != 1 || !l.Codes[0].Stops() || l.Codes[0].Events != 0 || l.fix("code chis 100") != 0 {
			t.Errorf("%+v", l.Codes)
		}
	}
	tests := []struct {
		name   string
		change func(w *world)
		judge  func(t *testing.T, l *Listing)
	}{
		{"sound", func(*world) {}, func(t *testing.T, l *Listing) {
			if p := l.line(""); p.Children[Age1To4] != (Sides{1, 1}) || p.ZeroDose != (Sides{1, 1}) || p.Missing+p.Incomplete+p.Pairs != 0 {
				t.Errorf("%+v", p)
			}
			if l.Children.Total+l.Flags.Total+l.Failsafe.Total+l.Restricted != 0 {
				t.Errorf("%+v", l)
			}
		}},
		{"the same flag", flag(func(*world) {}), result(FlagSame, "")},
		{"a flag that is lost", flag(func(w *world) {
			w.target["legal_status"] = nil
			w.dropLinks("legal_status")
		}), result(FlagMissing, "")},
		{"a flag with another date", flag(func(w *world) { w.target["legal_status"][0]["occurred_on"] = "2020-07-06" }), result(FlagDiffers, "date")},
		{"a flag that ended instead", flag(func(w *world) { w.target["legal_status"][0]["change"] = "end" }), result(FlagDiffers, "start or end")},
		{"a flag of no source row", flag(func(w *world) { w.files[3].rows[1]["deleted"] = "true" }), result(FlagExtra, "")},
		{"a child that is lost", func(w *world) {
			for name := range w.target {
				if name != "organisation" && name != "clinical_code" {
					w.target[name] = nil
				}
			}
		}, func(t *testing.T, l *Listing) {
			if len(l.Children.List) != 1 || l.Children.List[0].Why != NotLoaded || l.Children.List[0].Forename != "Ada" || l.Children.List[0].Row != rowPatient {
				t.Errorf("%+v", l.Children)
			}
			if p := l.line(""); p.Missing != 1 || p.Total() != (Sides{1, 0}) || l.fix("children-missing") != 1 {
				t.Errorf("%+v", p)
			}
		}},
		{"a patient row that nobody can read", func(w *world) { w.hold(1, "field-count") }, func(t *testing.T, l *Listing) {
			for _, c := range l.Children.List {
				if c.Why == NotReadable && c.Rule == "the record has more or fewer fields than the header" && c.Record == 1 && c.Surname == "" {
					return
				}
			}
			t.Errorf("%+v", l.Children)
		}},
		{"a restricted child", restrict, hidden},
		{"a restricted child that is lost", func(w *world) {
			restrict(w)
			for name := range w.target {
				w.target[name] = nil
			}
		}, hidden},
		{"a restricted child with a lost flag", flag(func(w *world) {
			restrict(w)
			w.target["legal_status"] = nil
			w.dropLinks("legal_status")
		}), hidden},
		{"a confidential flag", flag(func(w *world) { w.files[3].rows[1]["is_confidential"] = "true" }), func(t *testing.T, l *Listing) {
			// It stands in an open table, which is a break; here the source's side is not shown.
			for _, f := range l.Flags.List {
				if f.Source.Date != 0 {
					t.Errorf("a confidential flag is shown: %+v", f)
				}
			}
		}},
		{"an unmapped safety code", func(w *world) {
			w.files[2].rows[0]["read_term_id"], w.files[2].rows[0]["emis_code_category_description"] = "LOCAL1", "Immunisations"
		}, func(t *testing.T, l *Listing) {
			if len(l.Codes) != 1 || !l.Codes[0].Stops() || l.fix("code chis 100") != 1 || l.Codes[0].Events != 1 || l.Codes[0].Term != "Review" {
				t.Errorf("%+v", l.Codes)
			}
		}},
		// A code that one restricted child has was named with a count of 1.
		{"an unmapped safety code of a restricted child", func(w *world) {
			restrict(w)
			w.files[2].rows[0]["read_term_id"], w.files[2].rows[0]["emis_code_category_description"] = "LOCAL1", "Immunisations"
		}, uncounted},
		{"an unmapped safety code of a confidential event", func(w *world) {
			w.files[3].rows[0]["is_confidential"] = "true"
			w.files[2].rows[0]["read_term_id"], w.files[2].rows[0]["emis_code_category_description"] = "LOCAL1", "Immunisations"
		}, uncounted},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := small(t)
			test.change(w)
			w.run()
			if w.listing == nil {
				t.Fatal("no listing")
			}
			test.judge(t, w.listing)
		})
	}
}

// Whatever a step could not do, no listing is better than half of one.
func TestNoListingAfterAnError(t *testing.T) {
	w := small(t)
	w.edit = func(dir string) {
		w.must(os.WriteFile(filepath.Join(dir, "work", ledger.Transform, "pair.parquet"), []byte("no table"), 0o600))
	}
	w.run()
	if w.listing != nil {
		t.Error("a listing of a run that could not judge")
	}
}

func TestAgeBand(t *testing.T) {
	const on = chis.Date(20210322)
	for born, want := range map[chis.Date]int{
		0: AgeUnknown, 20210322: AgeUnder1, 20200323: AgeUnder1, 20200322: Age1To4, 20160323: Age1To4, 20160322: Age5To19, 20010323: Age5To19,
		20010322: AgeOver, 20220101: AgeUnder1,
	} {
		if got := ageBand(born, on); got != want {
			t.Errorf("born %s: band %d, want %d", born, got, want)
		}
	}
}

func TestOpenFlags(t *testing.T) {
	day := func(d chis.Date) chis.PartialDate { return chis.MakePartialDate(d, chis.PrecisionDay) }
	start, end, later := day(20200101), day(20200601), day(20220101)
	for _, tt := range []struct {
		name  string
		flags []flagSide
		open  int
	}{
		{"start alone", []flagSide{{kind: "a", change: "start", when: start}}, 1},
		{"start and end", []flagSide{{kind: "a", change: "start", when: start}, {kind: "a", change: "end", when: end}}, 0},
		{"end of another kind", []flagSide{{kind: "a", change: "start", when: start}, {kind: "b", change: "end", when: end}}, 1},
		{"end to come", []flagSide{{kind: "a", change: "start", when: start}, {kind: "a", change: "end", when: later}}, 1},
		{"end without a date", []flagSide{{kind: "a", change: "end"}, {kind: "a", change: "start", when: start}}, 1},
		{"start without a date", []flagSide{{kind: "a", change: "start"}}, 1},
		{"start and end on one day", []flagSide{{kind: "a", change: "start", when: start}, {kind: "a", change: "end", when: start, row: 1}}, 1},
		{"end and start on one day", []flagSide{{kind: "a", change: "end", when: start}, {kind: "a", change: "start", when: start, row: 1}}, 1},
		{"end of the day after", []flagSide{{kind: "a", change: "start", when: start}, {kind: "a", change: "end", when: start, row: 1}, {kind: "a", change: "end", when: end}}, 0},
		{"kept as a problem that ended", []flagSide{{kind: "a", change: "start", when: start, until: end}}, 0},
		{"kept as a problem that ends later", []flagSide{{kind: "a", change: "start", when: start, until: later}}, 1},
		{"kept as a problem that ended this year", []flagSide{{kind: "a", change: "start", when: start, until: chis.MakePartialDate(20210101, chis.PrecisionYear)}}, 1},
		{"started again after its problem", []flagSide{{kind: "a", change: "start", when: start, until: end}, {kind: "a", change: "start", when: day(20201001)}}, 1},
		{"kept as a problem that ended before", []flagSide{{kind: "a", change: "start", when: start, until: day(20190101)}}, 1},
		{"start to come", []flagSide{{kind: "a", change: "start", when: later}}, 0},
	} {
		if got := openFlags(tt.flags, 20210322); len(got) != tt.open {
			t.Errorf("%s: %d open", tt.name, len(got))
		}
	}
}

// A list keeps its first rows whatever the order in which they come.
func TestCollectorKeepsTheFirst(t *testing.T) {
	fill := func(step int) *collector[ChildRow] {
		c := &collector[ChildRow]{compare: compareChildren}
		for i := range 3 * maxListed {
			c.add(ChildRow{Row: int64(i * step % (3 * maxListed))})
		}
		return c
	}
	a, b := fill(1), fill(7)
	b.take(&collector[ChildRow]{compare: compareChildren, rows: []ChildRow{{Row: -1}}, total: 5})
	x, y := a.done(), b.done()
	if x.Total != 3*maxListed || y.Total != 3*maxListed+5 || len(x.List) != maxListed || len(y.List) != maxListed {
		t.Fatalf("%d of %d, %d of %d", len(x.List), x.Total, len(y.List), y.Total)
	}
	for i := range x.List {
		want := int64(i)
		if x.List[i].Row != want || y.List[i].Row != want-1 {
			t.Fatalf("row %d is %d and %d", i, x.List[i].Row, y.List[i].Row)
		}
	}
}

// newborn is a child under one as the worklist sees it.
func TestNewbornReasons(t *testing.T) {
	maps, err := loadMappings()
	if err != nil {
		t.Fatal(err)
	}
	spot := func(test, status string, on chis.Date) result { return result{programmeBloodSpot, test, status, on} }
	hearing := func(test, status string) result { return result{programmeHearing, test, status, 0} }
	exam := func(part, status string) result { return result{programmeExamination, part, status, 0} }
	g := &gatherer{run: &run{Options: Options{Mappings: maps}, in: &inputs{asOf: 20210322}}}
	conditions := func(of string) (all []result) { // a word for each: its status, - for none
		for i, status := range strings.Fields(of) {
			if status != "-" {
				all = append(all, spot([...]string{"PKU", "CHT", "SCD", "CF", "MCADD", "HCU", "MSUD", "GA1", "IVA"}[i], status, 2))
			}
		}
		return append(all, hearing("outcome", "CR-NFU"), result{test: reviewNewborn, status: "done"})
	}
	for _, tt := range []struct {
		name    string
		age     int32
		boy     bool
		results []result
		want    int
	}{
		{"nothing at 60 days", 60, false, nil, FailNoResult | FailHearing | FailExamination},
		{"nothing at 16 days", 16, false, nil, FailExamination},
		{"nothing at 2 days", 2, false, nil, 0},
		{"card alone at 17 days", 17, false, []result{spot("card", "01", 1)}, FailNoOutcome | FailExamination},
		{"result after the card", 17, false, []result{spot("card", "01", 1), spot("PKU", "04", 2)}, FailCondition | FailExamination},
		{"repeat open", 10, false, []result{spot("PKU", "0303", 1), spot("CF", "04", 1)}, FailRepeatOpen | FailExamination},
		{"repeat answered", 40, false, []result{spot("PKU", "03", 1), spot("PKU", "04", 2), hearing("outcome", "CR-NFU")}, FailCondition | FailExamination},
		{"repeat of another condition", 10, false, []result{spot("PKU", "03", 1), spot("CF", "04", 2)}, FailRepeatOpen | FailExamination},
		{"test named after a repeat", 10, false, []result{spot("PKU", "03", 1), spot("PKU", "recorded", 2)}, FailRepeatOpen | FailExamination},
		{"one ear", 35, false, []result{spot("PKU", "04", 2), hearing("aoae-left", "clear")}, FailCondition | FailHearing | FailExamination},
		{"both ears", 35, false, []result{spot("PKU", "04", 2), hearing("aoae-left", "clear"), hearing("aabr-right", "no-clear")}, FailCondition | FailExamination},
		{"hearing incomplete", 35, false, []result{spot("PKU", "04", 2), hearing("outcome", "INC-DNA")}, FailCondition | FailHearing | FailExamination},
		{"hearing referred", 35, false, []result{spot("PKU", "04", 2), hearing("outcome", "NCR-BI")}, FailCondition | FailExamination},
		{"girl with three parts", 5, false, []result{exam("heart", "normal"), exam("hips", "suspected"), exam("eyes", "normal")}, 0},
		{"boy with three parts", 5, true, []result{exam("heart", "normal"), exam("hips", "normal"), exam("eyes", "normal")}, FailExamination},
		{"a part not done", 5, false, []result{exam("heart", "normal"), exam("hips", "not-done"), exam("eyes", "normal")}, FailExamination},
		{"examination as a whole", 5, true, []result{{test: reviewNewborn, status: "abnormal_referred"}}, 0},
		{"examination not done", 5, true, []result{{test: reviewNewborn, status: "not_done"}}, FailExamination},
		{"every condition", 17, false, conditions("04 04 04 04 04 04 04 04 04"), 0},
		{"one without a result", 17, false, conditions("04 04 04 04 04 04 - 04 04"), FailCondition},
		{"before the day set", 16, false, conditions("04 04 04 04 04 04 - 04 04"), 0},
		{"not screened", 17, false, conditions("04 04 04 04 09 04 04 04 04"), FailCondition},
		{"the test named, and no result", 17, false, conditions("04 recorded 04 04 04 04 04 04 04"), FailCondition},
		{"carrier, suspected and declined", 17, false, conditions("04 08 05 0204 04 04 04 04 04"), 0},
		{"too old for cystic fibrosis alone", 57, false, conditions("04 04 04 - 04 04 04 04 04"), 0},
		{"two that contradict", 20, false, append(conditions("04 04 04 04 04 04 04 04 04"), spot("PKU", "08", 3)), FailContradict},
		{"two sub-statuses", 20, false, append(conditions("0401 04 04 04 04 04 04 04 04"), spot("PKU", "04", 3)), 0},
		{"a sample of the fourth day", 20, false, append([]result{spot("PKU", "04", -3)}, conditions("- 04 04 04 04 04 04 04 04")...), FailEarlySample},
		{"the card of the fourth day", 10, false, append([]result{spot("card", "01", -3)}, conditions("04")...), FailEarlySample},
		{"a sample of the fourth day, and one since", 20, false, append([]result{spot("PKU", "04", -3)}, conditions("04 04 04 04 04 04 04 04 04")...), 0},
		{"said to be too early", 10, false, append([]result{spot("PKU", "0301", -3)}, conditions("- 04")...), FailRepeatOpen},
		{"examined on the tenth day", 20, true, []result{spot("card", "01", 1), {test: reviewNewborn, status: "done", on: 3}}, FailNoOutcome | FailLateExamination},
		{"the last part late", 10, false, []result{exam("heart", "normal"), exam("hips", "normal"), {programmeExamination, "eyes", "normal", 4}}, FailLateExamination},
		{"not yet too old", 55, false, conditions("04 04 04 - 04 04 04 04 04"), FailCondition},
	} {
		row, born := FailsafeRow{AgeDays: tt.age}, g.in.asOf.AddDays(-int(tt.age))
		for i, r := range tt.results { // days after the sixth, 0 for none
			if r.on != 0 {
				tt.results[i].on = born.AddDays(6 + int(r.on))
			}
		}
		g.judgeBloodSpot(&row, tt.results, born)
		g.judgeHearing(&row, tt.results)
		g.judgeExamination(&row, tt.results, born, tt.boy)
		if row.Why != tt.want {
			t.Errorf("%s: %013b, want %013b (%s, %s, %s)", tt.name, row.Why, tt.want, row.BloodSpot, row.Hearing, row.Examined)
		}
	}
}

// A result dated before birth kept a baby from the worklist, as if it were its own.
func TestResultsBeforeBirth(t *testing.T) {
	row := FailsafeRow{}
	kept := row.sinceBirth([]result{{on: 20210301}, {on: 20210302}, {on: 0}}, 20210302)
	if len(kept) != 2 || kept[0].on != 20210302 || row.Why != FailBeforeBirth {
		t.Errorf("%v, %b", kept, row.Why)
	}
}

// Who came as a baby that was no newborn any longer is on the worklist, whatever
// is recorded; who moved from one practice here to another is not.
func TestMoversIn(t *testing.T) {
	for _, test := range []struct {
		registered []string
		want       bool
	}{
		{[]string{"2020-09-01"}, false},
		{[]string{"2020-09-29"}, false},
		{[]string{"2020-09-30"}, true},
		{[]string{"2020-12-01", "2020-09-05"}, false},
		{[]string{""}, false},
	} {
		w := small(t)
		w.placed()
		born := "2020-09-01"
		w.files[1].rows[0]["date_of_birth"], w.target["child"][0]["date_of_birth"] = born, born
		first := w.target["registration"][0]
		w.target["registration"] = nil
		for i, on := range test.registered {
			w.target["registration"] = append(w.target["registration"], first.with(cells{"id": fmt.Sprint(i + 1), "registered_on": on}))
		}
		w.run()
		if len(w.listing.Failsafe.List) != 1 || w.listing.Newborns != 1 || w.listing.Mothers != 0 {
			t.Fatalf("%v: %+v", test.registered, w.listing.Failsafe)
		}
		if got := w.listing.Failsafe.List[0].Why&FailMovedIn != 0; got != test.want {
			t.Errorf("%v: moved in %t", test.registered, got)
		}
	}
}

// The list sent people to the file of the child's first record, though the fault
// was in another.
func TestTheRecordWithTheFaultIsNamed(t *testing.T) {
	maps, err := loadMappings()
	if err != nil {
		t.Fatal(err)
	}
	r := &run{Options: Options{Mappings: maps}, in: &inputs{
		sources: []string{"chis", "gp"}, byNumber: []int32{-1, 0, 1},
		files: []sourceFile{{path: "chis/patient.csv", source: 0}, {path: "gp/patient.csv", source: 1}},
	}}
	r.people = newPeople()
	r.people.orgList = []orgKey{{source: 0}, {source: 1}}
	r.people.keys = []personKey{{org: 0}, {org: 1}}
	r.people.list = make([]person, 2)
	row := func(file int64) *sourceRow {
		return &sourceRow{order: order{row: file<<recordBits | 7}, patient: &patientFields{}}
	}
	sound, faulty := r.people.list[0], r.people.list[1]
	faulty.quarantined = 1
	for _, rule := range []string{"no-date", "field-count", "no-date"} {
		r.people.waitsFor(1, rule)
	}
	c := &childCheck{run: r, primary: row(1).row, records: []record{{person: &sound, row: row(1)}, {person: &faulty, number: 1, row: row(2)}}}
	s := &seenChild{childCheck: c, source: &PracticeRow{}}
	g := &gatherer{run: r, children: collector[ChildRow]{compare: compareChildren}, flags: collector[FlagRow]{compare: compareFlags}}
	g.incomplete(s)
	if l := g.children.done().List; len(l) != 1 || l[0].Path != "gp/patient.csv" || l[0].Record != 7 || l[0].Source != "gp" || l[0].Row != row(2).row || !slices.Equal(l[0].Waits, []string{"the record has more or fewer fields than the header", "the date of the event is filled and is no date"}) {
		t.Errorf("%+v", l)
	}
	g.addFlag(s, FlagRow{Row: row(2).row})
	if l := g.flags.done().List; len(l) != 1 || l[0].Source.Date != 0 || l[0].Person.Source != "gp" {
		t.Errorf("%+v", l)
	}
}
