package schedule_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
	"lollipop/mappings"
)

func contacts(t testing.TB) *schedule.Contacts {
	t.Helper()
	set, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	return set.Contacts()
}

// told are the contact events of a test: "bloodspot PKU 03 2020-01-08".
func told(t testing.TB, c *schedule.Contacts, lines ...string) []schedule.ContactEvent {
	t.Helper()
	var events []schedule.ContactEvent
	for _, line := range lines {
		f := strings.Fields(line)
		at := c.Find(f[0], f[1])
		if at < 0 {
			t.Fatalf("%q: no such contact", line)
		}
		ev := schedule.ContactEvent{Contact: int16(at), Meaning: c.Meaning(f[0], f[2])}
		if len(f) > 3 {
			ev.On = chis.MakePartialDate(date(t, f[3]), chis.PrecisionDay)
		}
		events = append(events, ev)
	}
	return events
}

func TestContacts(t *testing.T) {
	c := contacts(t)
	const born = "2020-01-01"
	tests := []struct {
		name, asOf string
		events     []string
		contact    string
		want       string
	}{
		{"blood spot before day five", "2020-01-05", nil, "bloodspot PKU", "not yet"},
		{"from day five", "2020-01-06", nil, "bloodspot PKU", "due"},
		{"to day seventeen", "2020-01-18", nil, "bloodspot PKU", "due"},
		{"after it", "2020-01-19", nil, "bloodspot PKU", "overdue late"},
		{"received is no result", "2020-01-20", []string{"bloodspot card 01 2020-01-08"}, "bloodspot PKU", "result awaited late"},
		{"a result after the card", "2020-01-20", []string{"bloodspot PKU 04 2020-01-12", "bloodspot card 01 2020-01-08"}, "bloodspot PKU", "completed"},
		{"of another condition", "2020-01-20", []string{"bloodspot PKU 04 2020-01-12", "bloodspot card 01 2020-01-08"}, "bloodspot CF", "result awaited late"},
		{"a repeat asked for", "2020-01-17", []string{"bloodspot PKU 0303 2020-01-10"}, "bloodspot PKU", "repeat needed"},
		{"on the day of the card", "2020-01-17", []string{"bloodspot card 01 2020-01-10", "bloodspot PKU 0303 2020-01-10"}, "bloodspot PKU", "repeat needed"},
		{"and another card came", "2020-01-17", []string{"bloodspot card 01 2020-01-12", "bloodspot PKU 0303 2020-01-10"}, "bloodspot PKU", "result awaited"},
		{"and answered", "2020-01-20", []string{"bloodspot PKU 0303 2020-01-10", "bloodspot PKU 08 2020-01-16"}, "bloodspot PKU", "completed"},
		{"a repeat after a result", "2020-01-20", []string{"bloodspot PKU 04 2020-01-10", "bloodspot PKU 03 2020-01-16"}, "bloodspot PKU", "repeat needed late"},
		{"declined", "2020-02-20", []string{"bloodspot PKU 0201 2020-01-10"}, "bloodspot PKU", "declined"},
		{"declined, then tested", "2020-02-20", []string{"bloodspot PKU 02 2020-01-10", "bloodspot PKU 05 2020-01-12"}, "bloodspot PKU", "completed"},
		{"not screened", "2020-02-20", []string{"bloodspot PKU 09 2020-01-10"}, "bloodspot PKU", "not complete late"},
		{"an unknown status is no result", "2020-02-20", []string{"bloodspot PKU 77 2020-01-10"}, "bloodspot PKU", "overdue late"},
		{"a test without result", "2020-02-20", []string{"bloodspot PKU recorded 2020-01-10"}, "bloodspot PKU", "not complete late"},
		{"before birth", "2020-02-20", []string{"bloodspot PKU 04 2019-12-31"}, "bloodspot PKU", "overdue late"},
		{"in the future", "2020-02-20", []string{"bloodspot PKU 04 2020-02-21"}, "bloodspot PKU", "overdue late"},
		{"a result without date", "2020-02-20", []string{"bloodspot PKU 04"}, "bloodspot PKU", "completed"},
		{"offered to one year", "2021-01-01", nil, "bloodspot PKU", "too old late"},
		{"cystic fibrosis to eight weeks", "2020-02-26", nil, "bloodspot CF", "too old late"},
		{"evaluated in some areas", "2020-02-20", nil, "bloodspot HT1", ""},
		{"hearing complete though not clear", "2020-03-20", []string{"hearing outcome NCR-BI 2020-01-10"}, "hearing outcome", "completed"},
		{"hearing missed", "2020-02-20", []string{"hearing outcome INC-DNA 2020-01-10"}, "hearing outcome", "not complete late"},
		{"hearing of the fifth week", "2020-02-05", nil, "hearing outcome", "due"},
		{"examination within 72 hours", "2020-01-04", nil, "nipe hips", "due"},
		{"and after", "2020-01-05", nil, "nipe hips", "overdue late"},
		{"new birth visit", "2020-01-16", nil, "review HV-NBV", "overdue late"},
		{"not attended is owed", "2020-01-12", []string{"review HV-NBV did_not_attend 2020-01-11"}, "review HV-NBV", "not complete"},
		{"refused", "2020-03-20", []string{"review GP-6-8W refused 2020-02-20"}, "review GP-6-8W", "declined"},
		{"the review of one year at ten months", "2020-12-01", []string{"review HV-12M done 2020-11-01"}, "review HV-12M", "completed"},
		{"and at eight", "2020-12-01", []string{"review HV-12M done 2020-09-01"}, "review HV-12M", "due"},
		{"two year review", "2022-07-01", nil, "review HV-2Y", "due"},
		{"late for it", "2022-07-02", nil, "review HV-2Y", "overdue late"},
		{"school measurement", "2025-03-01", nil, "review NCMP-R", "due"},
	}
	for _, test := range tests {
		child := schedule.Child{Born: chis.MakePartialDate(date(t, born), chis.PrecisionDay)}
		list, out := c.Evaluate(&child, told(t, c, test.events...), date(t, test.asOf), nil)
		got := ""
		for _, it := range list {
			if r := c.List()[it.Contact]; r.Programme+" "+r.Name == test.contact {
				got = it.State.String()
				if it.Late {
					got += " late"
				}
			}
		}
		if got != test.want || out != schedule.Scheduled {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// Which conditions a child is to have depends on the date of birth, and testes
// are examined of boys.
func TestContactsByBirth(t *testing.T) {
	c := contacts(t)
	names := func(born string, sex chis.Sex) []string {
		child := schedule.Child{Born: chis.MakePartialDate(date(t, born), chis.PrecisionDay), Sex: sex}
		list, _ := c.Evaluate(&child, nil, date(t, born), nil)
		var names []string
		for _, it := range list {
			if it.State != schedule.NotExpected {
				names = append(names, c.List()[it.Contact].Name)
			}
		}
		return names
	}
	tests := []struct {
		born string
		sex  chis.Sex
		name string
		want bool
	}{
		{"2002-01-01", chis.SexMale, "PKU", true},
		{"2002-01-01", chis.SexMale, "CF", false},
		{"2014-12-31", chis.SexMale, "GA1", false},
		{"2015-02-01", chis.SexMale, "GA1", true},
		{"2020-01-01", chis.SexMale, "testes", true},
		{"2020-01-01", chis.SexFemale, "testes", false},
		{"2020-01-01", chis.SexUnknown, "testes", true},
		{"2024-01-01", chis.SexMale, "SCID", false},
		{"2024-01-01", chis.SexMale, "card", false},
	}
	for _, test := range tests {
		if got := slices.Contains(names(test.born, test.sex), test.name); got != test.want {
			t.Errorf("born %s %s: %s is expected: %v", test.born, test.sex, test.name, got)
		}
	}
	dead := schedule.Child{Born: chis.MakePartialDate(20200101, chis.PrecisionDay), Standing: schedule.Deceased}
	if list, out := c.Evaluate(&dead, nil, 20200201, nil); len(list) > 0 || out != schedule.ChildDeceased {
		t.Errorf("%d contacts of a child who died", len(list))
	}
}

// The order of a history changes nothing, and every outcome of the code table
// has a meaning.
func TestContactsAreSure(t *testing.T) {
	set, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	c := set.Contacts()
	for _, k := range set.Concepts() {
		programme, name := k.Dose, k.Detail
		if k.Kind == "review" {
			programme = "review"
		}
		if (k.Kind == "review" || k.Kind == "screening") && c.Find(programme, name) >= 0 && c.Meaning(programme, k.Value) == schedule.None {
			t.Errorf("%s %s %q means nothing", programme, name, k.Value)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		born := chis.Date(20200101)
		child := schedule.Child{Born: chis.MakePartialDate(born, chis.PrecisionDay)}
		var events []schedule.ContactEvent
		for range rapid.IntRange(0, 8).Draw(t, "events") {
			events = append(events, schedule.ContactEvent{
				Contact: int16(rapid.IntRange(0, len(c.List())-1).Draw(t, "contact")), Meaning: schedule.Meaning(rapid.IntRange(0, 5).Draw(t, "meaning")),
				On: chis.MakePartialDate(born.AddDays(rapid.IntRange(-3, 40).Draw(t, "day")), chis.PrecisionDay),
			})
		}
		asOf := born.AddDays(rapid.IntRange(0, 500).Draw(t, "as of"))
		a, _ := c.Evaluate(&child, events, asOf, nil)
		b, _ := c.Evaluate(&child, rapid.Permutation(events).Draw(t, "order"), asOf, nil)
		for i := range a {
			a[i].Event, b[i].Event = 0, 0
		}
		if !slices.Equal(a, b) {
			t.Fatalf("%+v\nin another order %+v", a, b)
		}
	})
}
