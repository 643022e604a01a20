package reconcile

import (
	"os"
	"slices"
	"strings"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
	"lollipop/mappings"
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
	j.gatherClues(c)
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
	tested := map[string]bool{}
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
		{ReasonSameVisit, upToDate(), atThree()[:1], func(c *childCheck) { c.due.asOf = 20210703 }}, // the visit is past
		{ReasonUnexplained, without(upToDate(), chis.Hib|chis.MenC, "B"), atThree(), nil},
		{ReasonUnexplained, upToDate(), nil, nil},
		{ReasonOtherRecord, append(upToDate(), told{Event: schedule.Event{On: chis.MakePartialDate(20210310, chis.PrecisionDay), Antigens: mmrAntigens}, dose: "2", other: true}), atThree()[1:], nil},
		{ReasonClosed, upToDate(), atThree()[1:], func(c *childCheck) { c.due.closed = []listEntry{open(20210702, mmrAntigens, "2")} }},
		{ReasonNotGiven, append(without(upToDate(), mmrAntigens, "1"), kind(given(20190310, mmrAntigens, "1"), schedule.NotGiven)), atThree()[1:], nil},
		{ReasonNotCounted, append(without(upToDate(), mmrAntigens, "1"), given(20181210, mmrAntigens, "1")), atThree()[1:], nil},
		{ReasonPair, upToDate(), nil, otherSays(mmrAntigens | fourInOne)},
		{ReasonPair, upToDate(), nil, otherSays(chis.MenB)}, // its list may stand there
		{ReasonUnexplained, upToDate(), nil, otherSays(0)},
		{ReasonUnexplained, without(upToDate(), chis.Hib|chis.MenC, "B"), atThree(), otherSays(chis.MenB)}, // it has a list of its own
		{ReasonUnexplained, upToDate(), nil, func(c *childCheck) { c.records[0].review = 1 }},
		{ReasonIdentity, upToDate(), nil, func(c *childCheck) { c.records[0].is = protected }},
		{ReasonQuarantined, upToDate(), atThree()[1:], func(c *childCheck) { c.records[0].quarantined = 1 }},
		{ReasonQuarantined, upToDate(), atThree()[1:], waitsInQuarantine(mmrAntigens)},
		{ReasonUnexplained, upToDate(), nil, waitsInQuarantine(chis.MenB, 0)},
		{ReasonPlace, append(without(upToDate(), mmrAntigens, "1"), given(20190302, mmrAntigens, "2")), atThree()[1:], nil},
		{ReasonPlace, append(without(upToDate(), mmrAntigens, "1"), given(20210705, mmrAntigens, "")), atThree()[1:], func(c *childCheck) { c.due.asOf = 20210706 }},
		{ReasonSameVisit, append(without(upToDate(), mmrAntigens, "1"), given(20190315, mmrAntigens, "")), atThree()[1:], nil},
		{ReasonLongAgo, upToDate(), atThree()[1:], func(c *childCheck) { c.due.keptSince = 20210801 }},
		{ReasonNoRecord, upToDate(), nil, func(c *childCheck) { c.in.practice[0] = true }},
		{ReasonEnded, upToDate(), nil, func(c *childCheck) { c.records[1].deactivated = 20200101 }},
		{ReasonWithdrawn, upToDate(), atThree()[1:], func(c *childCheck) { c.undone = []*sourceRow{saidBy(c, entityObservation, mmrGiven)} }},
		{ReasonWithdrawn, upToDate(), atThree()[1:], func(c *childCheck) { c.undone = []*sourceRow{saidBy(c, entityObservation, mmrNotDone)} }},
		{ReasonWithdrawn, upToDate(), atThree()[1:], func(c *childCheck) { c.undone = []*sourceRow{saidBy(c, entityObservation, anyRefused)} }},
		{ReasonWithdrawn, upToDate(), atThree()[1:], func(c *childCheck) { c.undone = []*sourceRow{saidBy(c, entityObservation, mmrNever)} }},
		{ReasonUnexplained, upToDate(), nil, func(c *childCheck) { c.undone = []*sourceRow{saidBy(c, entityDiary, mmrGiven)} }},
		{ReasonUnmapped, upToDate(), atThree()[1:], func(c *childCheck) { c.events = []*sourceRow{saidBy(c, entityObservation, nil)} }},
		{ReasonUnmapped, upToDate(), atThree()[1:], func(c *childCheck) {
			c.events = []*sourceRow{saidBy(c, entityObservation, &meaning{class: mappings.ClassSafety})}
		}},
		{ReasonUnmapped, upToDate(), atThree()[1:], func(c *childCheck) {
			c.events = []*sourceRow{saidBy(c, entityObservation, &meaning{class: mappings.ClassSafety, named: chis.Measles})}
		}},
		{ReasonUnexplained, upToDate(), nil, func(c *childCheck) {
			c.events = []*sourceRow{saidBy(c, entityObservation, &meaning{class: mappings.ClassSafety, named: chis.MenB})}
		}},
	} {
		got := listed(t, born, test.told, test.entries, test.change)
		if test.want == "" && len(got) == 0 || len(got) == 1 && got[0] == test.want {
			tested[test.want] = true
			continue
		}
		t.Errorf("want %q, got %q", test.want, got)
	}
	// What an event says that is mapped, and ordinary ones that are not, explain nothing.
	for _, m := range []*meaning{mmrGiven, {class: mappings.ClassOrdinary}} {
		got := listed(t, born, upToDate(), nil, func(c *childCheck) { c.events = []*sourceRow{saidBy(c, entityObservation, m)} })
		if len(got) != 1 || got[0] != ReasonUnexplained {
			t.Errorf("an event of class %s explains: %q", m.class, got)
		}
	}
	// MenC at twelve weeks ended a week after this child was due it; HPV for boys began
	// when this one was past the age.
	for _, test := range []struct {
		want    string
		born    chis.Date
		sex     chis.Sex
		missed  chis.Antigens
		entries []listEntry
	}{
		{ReasonUnexplained, 20190801, chis.SexFemale, 0, nil}, // PCV's second dose may be the booster by its name, not by its day
		{ReasonDropped, 20160401, chis.SexFemale, chis.MenC, []listEntry{open(20160624, chis.MenC, "1")}},
		{ReasonFirstDay, 20061015, chis.SexMale, chis.HPV, nil},
	} {
		c := plainChild(t, test.born)
		history := onTime(c.due, test.born, test.sex, test.missed)
		if test.missed == 0 {
			history = slices.DeleteFunc(history, func(e told) bool { return e.Antigens == chis.Pneumococcal && e.dose == "B" })
		}
		got := listed(t, test.born, history, test.entries, func(c *childCheck) {
			c.records[0].sex, c.due.listedUntil = test.sex, c.due.asOf
		})
		if len(got) != 1 || got[0] != test.want {
			t.Errorf("want %q, got %q", test.want, got)
		}
		tested[test.want] = true
	}
	for _, test := range slices.Concat(listedTests, unlistedTests) {
		if !tested[test.reason] {
			t.Errorf("nothing here makes %s the reason", test.reason)
		}
	}
}

// onTime is the history of a child who has had all on the day it fell due, but what
// holds some antigens alone.
func onTime(j *dueJudge, born chis.Date, sex chis.Sex, but chis.Antigens) (all []told) {
	child := schedule.Child{Born: chis.MakePartialDate(born, chis.PrecisionDay), Sex: sex}
	var r schedule.Result
	j.engine.Evaluate(&child, nil, j.asOf, &r)
	for _, it := range r.Items {
		rule := &j.engine.Rules()[it.Rule]
		if rule.Antigens != but && it.Planned < j.asOf && (rule.Programme == schedule.Routine || rule.Programme == schedule.School) {
			all = append(all, given(it.Planned, rule.Antigens, j.engine.Dose(&it)))
		}
	}
	return all
}

// otherSays gives the child a pair that waits, whose other record speaks of vaccines.
func otherSays(about chis.Antigens) func(c *childCheck) {
	return func(c *childCheck) {
		c.records[0].review = 1
		c.waitingPairs.others = map[int64]chis.Antigens{c.id: about}
	}
}

// waitsInQuarantine gives the child rows in quarantine that can be read.
func waitsInQuarantine(about ...chis.Antigens) func(c *childCheck) {
	return func(c *childCheck) {
		c.records[0].quarantined = int32(len(about))
		c.waiting.about = map[int32]clues{c.records[0].number: about}
	}
}

var mmrNotDone = &meaning{class: mappings.ClassSafety, concept: &mappings.Concept{Kind: kindNotDone, Antigens: mmrAntigens}}

var anyRefused = &meaning{class: mappings.ClassSafety, concept: &mappings.Concept{Kind: kindRefused}}

var mmrNever = &meaning{class: mappings.ClassSafety, concept: &mappings.Concept{Kind: kindContra, Antigens: mmrAntigens}}

var mmrGiven = &meaning{class: mappings.ClassSafety, concept: &mappings.Concept{Kind: kindGiven, Antigens: mmrAntigens, Dose: "2"}}

// saidBy is a row of a code that means something; nil is a code that no dictionary has.
func saidBy(c *childCheck, kind entity, m *meaning) *sourceRow {
	const code = 77
	c.meanings = []dictionary{{}}
	if m != nil {
		c.meanings[0][code] = m
	}
	return &sourceRow{entity: kind, code: code}
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
