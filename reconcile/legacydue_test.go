package reconcile

import (
	"os"
	"slices"
	"strings"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// listed is a child whose list and history are written down, and the differences
// that the judge finds.
func listed(t *testing.T, born chis.Date, told []told, entries []listEntry, change func(c *childCheck)) (reasons []string) {
	t.Helper()
	c := plainChild(t, born)
	maps, _ := loadMappings()
	j := c.due
	j.names, j.nearDays, j.told = newDueNames(maps), 7, told
	j.listedUntil, j.keptSince, j.bornBefore = 20220322, 20160417, born
	c.run = &run{in: &inputs{practice: []bool{false}}, people: newPeople()}
	c.people.orgList = []orgKey{{source: 0}}
	c.people.keys = []personKey{{org: 0}, {org: 0}}
	c.records[1].number = 1
	j.legacy.entries = entries
	if change != nil {
		change(c)
	}
	child, events := j.history(c, ownHistory)
	j.engine.Evaluate(&child, events, j.asOf, &j.before)
	j.base, j.baseOf = &j.before, ownHistory
	j.legacy.compare(j, j.base)
	for i := range j.legacy.diffs {
		reasons = append(reasons, j.why(c, &j.legacy.diffs[i]))
	}
	slices.Sort(reasons)
	return slices.Compact(reasons)
}

const (
	mmrAntigens = chis.Measles | chis.Mumps | chis.Rubella
	fourInOne   = chis.Diphtheria | chis.Tetanus | chis.Pertussis | chis.Polio
)

func given(day chis.Date, a chis.Antigens, dose string) told {
	return told{Event: schedule.Event{On: chis.MakePartialDate(day, chis.PrecisionDay), Antigens: a}, dose: dose}
}

func open(day chis.Date, a chis.Antigens, dose string) listEntry {
	return listEntry{dueName: dueName{a, dose}, on: chis.MakePartialDate(day, chis.PrecisionDay)}
}

// upToDate is what a child born on 2 March 2018 has had when it is three.
func upToDate() []told {
	sixInOne := fourInOne | chis.Hib | chis.HepB
	return []told{
		given(20180427, sixInOne, "1"), given(20180525, sixInOne, "2"), given(20180622, sixInOne, "3"),
		given(20180427, chis.Pneumococcal, "1"), given(20180622, chis.Pneumococcal, "2"), given(20180427, chis.MenB, "1"), given(20180622, chis.MenB, "2"),
		given(20180427, chis.Rotavirus, "1"), given(20180525, chis.Rotavirus, "2"),
		given(20190302, chis.Hib|chis.MenC, "B"), given(20190302, chis.Pneumococcal, "B"), given(20190302, chis.MenB, "B"), given(20190302, mmrAntigens, "1"),
	}
}

// atThree are the entries that the schedule calls for: both at three years and four months.
func atThree() []listEntry {
	return []listEntry{open(20210702, mmrAntigens, "2"), open(20210702, fourInOne, "B")}
}

// Each reason is made by what its test asks for, and by nothing else.
func TestWhyTheListDiffers(t *testing.T) {
	const born chis.Date = 20180302
	without := func(list []told, a chis.Antigens, dose string) []told {
		return slices.DeleteFunc(list, func(t told) bool { return t.Antigens == a && t.dose == dose })
	}
	kind := func(e told, k schedule.Kind) told { e.Kind = k; return e }
	for _, test := range []struct {
		want    string // "" where the two agree
		told    []told
		entries []listEntry
		change  func(c *childCheck)
	}{
		{"", upToDate(), atThree(), nil},
		{ReasonNoDay, upToDate(), append(atThree()[1:], listEntry{dueName: dueName{mmrAntigens, "2"}}), nil},
		{ReasonOddDay, upToDate(), append(atThree()[1:], open(21990702, mmrAntigens, "2")), nil},
		{ReasonTwice, upToDate(), append(atThree(), open(20210702, mmrAntigens, "2")), nil},
		{ReasonCampaign, upToDate(), append(atThree(), open(20191007, chis.Influenza, "1")), nil},
		{ReasonGiven, upToDate(), append(atThree(), open(20190302, mmrAntigens, "1")), nil},
		{ReasonRefused, append(upToDate(), kind(given(20200101, mmrAntigens, ""), schedule.Refused)), atThree(), nil},
		{ReasonContra, append(upToDate(), kind(given(20200101, mmrAntigens, ""), schedule.Contraindicated)), atThree(), nil},
		{ReasonTooOld, without(upToDate(), chis.Rotavirus, "2"), append(atThree(), open(20180525, chis.Rotavirus, "2")), nil},
		{ReasonSelective, upToDate(), append(atThree(), open(20190302, chis.HepB, "4")), nil},
		{ReasonEarlierFirst, without(upToDate(), mmrAntigens, "1"), append(atThree(), open(20190302, mmrAntigens, "1")), nil},
		{ReasonByAge, append(without(upToDate(), mmrAntigens, "1"), given(20210612, mmrAntigens, "1")), atThree(), func(c *childCheck) { c.due.asOf = 20210613 }},
		{ReasonNear, upToDate(), append(atThree()[1:], open(20210705, mmrAntigens, "2")), nil},
		{ReasonUnexplained, upToDate(), append(atThree()[1:], open(20211002, mmrAntigens, "2")), nil},
		{ReasonNotCalled, upToDate(), atThree(), func(c *childCheck) { c.records[0].dead = true }},
		{ReasonSex, upToDate(), append(atThree(), open(20300902, chis.HPV, "3")), nil},
		{ReasonSameVisit, upToDate(), atThree()[:1], nil},
		{ReasonUnexplained, upToDate(), nil, nil},
		{ReasonOtherRecord, append(upToDate(), told{Event: schedule.Event{On: chis.MakePartialDate(20210310, chis.PrecisionDay), Antigens: mmrAntigens}, dose: "2", other: true}), atThree()[1:], nil},
		{ReasonClosed, upToDate(), atThree()[1:], func(c *childCheck) { c.due.closed = []listEntry{open(20210702, mmrAntigens, "2")} }},
		{ReasonNotGiven, append(without(upToDate(), mmrAntigens, "1"), kind(given(20190310, mmrAntigens, "1"), schedule.NotGiven)), atThree()[1:], nil},
		{ReasonNotCounted, append(without(upToDate(), mmrAntigens, "1"), given(20181210, mmrAntigens, "1")), atThree()[1:], nil},
		{ReasonPair, upToDate(), nil, func(c *childCheck) { c.records[0].review = 1 }},
		{ReasonIdentity, upToDate(), nil, func(c *childCheck) { c.records[0].is = protected }},
		{ReasonQuarantined, upToDate(), atThree()[1:], func(c *childCheck) { c.records[0].quarantined = 1 }},
		{ReasonPlace, append(without(upToDate(), mmrAntigens, "1"), given(20190302, mmrAntigens, "2")), atThree()[1:], nil},
		{ReasonLongAgo, upToDate(), atThree()[1:], func(c *childCheck) { c.due.keptSince = 20210801 }},
		{ReasonNoRecord, upToDate(), nil, func(c *childCheck) { c.in.practice[0] = true }},
		{ReasonEnded, upToDate(), nil, func(c *childCheck) { c.records[1].deactivated = 20200101 }},
	} {
		got := listed(t, born, test.told, test.entries, test.change)
		if test.want == "" && len(got) == 0 || len(got) == 1 && got[0] == test.want {
			continue
		}
		t.Errorf("want %q, got %q", test.want, got)
	}
}

// Each reason that a difference may have stands on the page of its check.
func TestReasonsAreTold(t *testing.T) {
	page, err := os.ReadFile("../docs/checks/legacy-due.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range slices.Concat(listedTests, unlistedTests) {
		if !strings.Contains(string(page), "`"+test.reason+"`") {
			t.Errorf("the page does not tell of %s", test.reason)
		}
	}
}
