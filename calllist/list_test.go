package calllist

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
	"lollipop/internal/sheet"
	"lollipop/mappings"
)

// world are histories without a workspace, for April 2021.
func world(t *testing.T) *histories {
	t.Helper()
	set, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	return &histories{
		Options: Options{Mappings: set, Practice: "P81002", From: 20210401, To: 20210430}, asOf: 20210322, engine: set.Schedule(), children: map[int64]*child{},
	}
}

func born(d chis.Date) schedule.Child {
	return schedule.Child{Born: chis.MakePartialDate(d, chis.PrecisionDay)}
}

// seen are the reviews and tests of every rule, each with an outcome.
func seen(h *histories) (all []schedule.Recorded) {
	outcomes := map[string]string{"review": "done", "bloodspot": "04", "hearing": "CR-NFU", "nipe": "normal"}
	for _, r := range h.Mappings.Contacts().List() {
		all = append(all, schedule.Recorded{Programme: r.Programme, Name: r.Name, Outcome: outcomes[r.Programme]})
	}
	return all
}

func event(k schedule.Kind, d chis.Date, a chis.Antigens) schedule.Event {
	return schedule.Event{Kind: k, On: chis.MakePartialDate(d, chis.PrecisionDay), Antigens: a}
}

// Children of a practice that no table knows were on no list, and not told of as those
// of no practice are.
func TestChildrenOfNoKnownPracticeAreOnNoList(t *testing.T) {
	h := world(t)
	for practice, want := range map[string]bool{"": true, "Z99999": true, "P81002": false} {
		if h.nowhere(practice) != want {
			t.Errorf("practice %q: %v", practice, !want)
		}
	}
}

// Who is on the list, and why the others are not.
func TestWhoIsCalled(t *testing.T) {
	mmr := chis.Measles | chis.Mumps | chis.Rubella
	dead := born(20200101)
	dead.Standing = schedule.Deceased
	moved := born(20200101)
	moved.Standing = schedule.MovedAway
	tests := []struct {
		name  string
		child child
		state State
		off   string
		what  string // stands in what is due
	}{
		{"a baby of the period", child{Child: born(20210215)}, Call, "", "6-in-1) 1 (12/04/2021)"},
		{"a baby of a later period", child{Child: born(20210320)}, "", "nothing falls due in the period", ""},
		{"overdue", child{Child: born(20200101)}, Call, "", "MMR 1 (01/01/2021)"},
		{"dead", child{Child: dead}, "", "deceased", ""},
		{"moved away", child{Child: moved}, "", "moved away", ""},
		{"over age", child{Child: born(20010101)}, "", "over age", ""},
		{"bereaved", child{Child: born(20200101), silent: true}, "", "marked as not to be contacted, or bereaved", ""},
		{"everything refused", child{Child: born(20200101), events: []schedule.Event{event(schedule.Refused, 20200301, 0)}}, "", "what falls due is refused or contraindicated", ""},
		{"MMR refused", child{Child: born(20200101), events: []schedule.Event{event(schedule.Refused, 20200301, mmr)}}, Call, "", "Hib/MenC (Menitorix) B (01/01/2021)"},
		{"no date of birth", child{}, CannotBe, "", ""},
		{"born in the future", child{Child: born(20210401)}, CannotBe, "", ""},
		{"a dose before birth", child{Child: born(20200101), events: []schedule.Event{event(schedule.Given, 20191201, mmr)}}, LookFirst, "", "MMR 1"},
		{"another record may be this child's", child{Child: born(20200101), waits: []string{"x"}}, LookFirst, "", "MMR 1"},
		{"something waits and nothing is due", child{Child: born(20210320), waits: []string{"x"}}, "", "nothing falls due in the period", ""},
		{"an identity given up", child{Child: born(20200101), protected: true, former: true}, "", "an identity given up", ""},
		{"protected", child{Child: born(20200101), protected: true}, Call, "", "MMR 1 (01/01/2021)"},
		{"in doubt with nothing due", child{Child: born(20210320), events: []schedule.Event{event(schedule.Given, 20190320, mmr)}}, InDoubt, "", ""},
	}
	h := world(t)
	for _, test := range tests {
		test.child.recorded = seen(h)
		line, off := h.line(&test.child)
		if off != test.off || (off == "" && line.State != test.state) || !strings.Contains(strings.Join(line.What, "; "), test.what) {
			t.Errorf("%s: %s, off for %q: %v", test.name, line.State, off, line.What)
		}
		if (line.Born == 0) != (test.child.protected || test.child.Born.IsNone()) && off == "" {
			t.Errorf("%s: the list shows birth date %s", test.name, line.Born)
		}
		if test.name == "MMR refused" && strings.Contains(strings.Join(line.What, ""), "MMR") {
			t.Errorf("a refused vaccine is called for: %v", line.What)
		}
	}
}

// Reviews and newborn screening are on the list as immunisations are: from the age
// at which they open to the one at which they are offered no more. What the
// laboratory has calls for nobody, and a confidential row is told as no more than due.
func TestReviewsAndScreeningAreCalledFor(t *testing.T) {
	day := func(d chis.Date) chis.PartialDate { return chis.MakePartialDate(d, chis.PrecisionDay) }
	everyDose := []schedule.Event{event(schedule.Refused, 20200301, 0)}
	card := schedule.Recorded{Programme: "bloodspot", Name: "card", Outcome: "01", On: day(20210322)}
	twin := func(ear string) schedule.Recorded {
		return schedule.Recorded{Programme: "hearing", Name: "aabr-" + ear, Outcome: "clear", On: day(20210320)}
	}
	whole := schedule.Recorded{Programme: "review", Name: "NIPE-NB", Outcome: "normal", On: day(20210317)}
	repeat := schedule.Recorded{Programme: "bloodspot", Name: "CF", Outcome: "0303", On: day(20210322)}
	tests := []struct {
		name     string
		born     chis.Date
		recorded []schedule.Recorded
		secret   bool
		on       bool
		with     string // stands in what is due
		without  string // does not
	}{
		{"a newborn", 20210316, nil, false, true, "blood spot PKU, CHT, SCD, CF, MCADD, HCU, MSUD, GA1, IVA (due, by 02/04/2021)", "SCID"},
		{"hearing and examination open at birth", 20210316, nil, false, true, "hearing screen (due, by 20/04/2021); newborn examination hips, eyes, heart, testes (overdue, by 19/03/2021)", "card"},
		{"examined as a whole, both ears clear", 20210316, []schedule.Recorded{whole, twin("left"), twin("right")}, false, true, "blood spot", "hearing screen"},
		{"one ear is no screen", 20210316, []schedule.Recorded{whole, twin("left")}, false, true, "hearing screen (due", "newborn examination"},
		{"the laboratory has the card", 20210316, []schedule.Recorded{card}, false, true, "hearing", "blood spot"},
		{"another sample is wanted", 20210316, []schedule.Recorded{card, repeat}, false, true, "blood spot CF (repeat needed, by 02/04/2021)", "PKU"},
		{"and a confidential row says so", 20210316, []schedule.Recorded{card, repeat}, true, true, "blood spot CF (due, by 02/04/2021)", "repeat"},
		{"the two-year review opens in the period", 20190415, []schedule.Recorded{{Programme: "review", Name: "HV-12M", Outcome: "done", On: day(20200201)}}, false, true, "2 to 2.5 year review (due, by 15/10/2021)", "12 month"},
		{"not attended is still owed", 20181001, []schedule.Recorded{{Programme: "review", Name: "HV-2Y", Outcome: "did_not_attend", On: day(20201101)}}, false, true, "2 to 2.5 year review (not complete, by 01/04/2021)", ""},
		{"done", 20181001, []schedule.Recorded{{Programme: "review", Name: "HV-2Y", Outcome: "done", On: day(20201101)}}, false, false, "", ""},
		{"declined", 20181001, []schedule.Recorded{{Programme: "review", Name: "HV-2Y", Outcome: "refused", On: day(20201101)}}, false, false, "", ""},
	}
	for _, test := range tests {
		h := world(t)
		line, off := h.line(&child{Child: born(test.born), events: everyDose, recorded: test.recorded, secretContact: test.secret})
		got := strings.Join(line.Contacts, "; ")
		if (off == "") != test.on || !strings.Contains(got, test.with) || test.without != "" && strings.Contains(got, test.without) {
			t.Errorf("%s: off for %q: %s", test.name, off, got)
		}
	}
}

// A column of the list stands on that of restricted children, or says where a
// child is: a new one that nobody had decided about left their lines empty.
func TestColumnsOfRestrictedChildren(t *testing.T) {
	where := []string{"practice", "address", "postcode", "telephone"}
	for _, c := range columns {
		if slices.Contains(sealedColumns, c.Head) == slices.Contains(where, c.Head) {
			t.Errorf("column %q is let through and withheld, or neither", c.Head)
		}
	}
	l := List{Sealed: true, Lines: []Line{{Practice: "P81002", Address: "1 High Street", Postcode: "LA1 1AA", Phone: "01524", Given: "Ada"}}}
	if s := l.lines(); len(s.Columns) != len(sealedColumns) || len(s.Rows[0]) != len(sealedColumns) || strings.Contains(fmt.Sprint(s.Rows), "High Street") {
		t.Errorf("%d columns: %v", len(s.Columns), s.Rows)
	}
}

// The two renderings say the same, and a spreadsheet runs nothing of a name.
func TestRenderings(t *testing.T) {
	l := List{AsOf: 20210322, Children: 2, Off: map[string]int64{"deceased": 1}, Lines: []Line{{
		State: Call, Practice: "P81002", Child: 7, NHS: spaced("9990000018"), Surname: "=cmd()", Given: "Ada", Born: 20200229, Sex: "F", Due: 20210228, Overdue: true,
		What: []string{"MMR 1 (28/02/2021)"}, Address: "\t=cmd()", Phone: "+44 1524",
	}}}
	records, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(l.CSV(), []byte("\ufeff")))).ReadAll()
	if err != nil || len(records) != 2 || records[1][3] != "'=cmd()" || records[1][2] != "999 000 0018" || records[1][5] != "2020-02-29" || records[1][7] != "'\t=cmd()" || records[1][9] != "'+44 1524" {
		t.Errorf("%q, %v", records, err)
	}
	book, err := l.Book("Call list")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := sheet.Read(book)
	if err != nil || len(rows) == 0 || rows[1][0] != "Call list" {
		t.Errorf("%q, %v", rows, err)
	}
	if dayOf(0) != "" || (sheet.Day{Year: 2020, Month: 2, Day: 29}).String() != "2020-02-29" {
		t.Error("days are not written as they should be")
	}
}

// What is held back for a confidential reason is told as no more than that.
func TestAConfidentialRefusalIsNotTold(t *testing.T) {
	h := world(t)
	c := &child{Child: born(20200101), secret: true, events: []schedule.Event{event(schedule.Refused, 20200301, 0)}}
	h.line(c)
	for i := range h.result.Items {
		if text := h.item(c, &h.result.Items[i]); strings.Contains(text, "refused") {
			t.Error(text)
		}
	}
}

// Of a child whose practice no table knows --explain said no more than that it is not of
// the practice that was asked about.
func TestAChildOfNoKnownPracticeIsExplained(t *testing.T) {
	h := world(t)
	for practice, want := range map[string]bool{"": true, "P81999": true, "P81095": false} {
		if got := h.nowhere(practice); got != want {
			t.Errorf("practice %q: %t", practice, got)
		}
	}
	if why := h.notAsked(&child{practice: "P81999"}); !strings.Contains(why, "no practice that the tables know") {
		t.Error(why)
	}
	if why := h.notAsked(&child{practice: "P81095"}); !strings.Contains(why, "not of this practice") {
		t.Error(why)
	}
}
