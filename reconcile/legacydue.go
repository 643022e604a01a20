package reconcile

import (
	"cmp"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// Why the legacy system's own list is not what the schedule says of its record.
// Each is a claim with a test of its own, below.
const (
	ReasonNoDay        = "no-day"           // the entry has no full day
	ReasonOddDay       = "impossible-day"   // a day on which nothing falls due of anybody
	ReasonNotCalled    = "nothing-due"      // dead, moved away, over age, or without a birth date
	ReasonTwice        = "listed-twice"     // another entry is for the same dose
	ReasonGiven        = "given"            // the record holds the dose
	ReasonRefused      = "refused"          // refused, and nothing since
	ReasonContra       = "contraindicated"  // contraindicated
	ReasonTooOld       = "too-old"          // the child is too old for it
	ReasonDropped      = "dropped"          // the programme offers it no more
	ReasonSelective    = "selective"        // for children at risk; who is, the schedule cannot tell
	ReasonEarlierFirst = "earlier-first"    // an earlier dose of the course is still to come
	ReasonByAge        = "by-age"           // listed for the age; the interval from the dose before makes it later
	ReasonNear         = "days-off"         // a few days from the schedule
	ReasonClosed       = "closed"           // somebody closed the entry, and no dose stands behind it
	ReasonNotGiven     = "recorded-undone"  // the record says that it was not given
	ReasonNotCounted   = "does-not-count"   // the record holds a dose that does not count
	ReasonPlace        = "place-in-course"  // the record holds that dose, and it counts for an earlier one that is missing
	ReasonFirstDay     = "first-day"        // planned for the first day of a programme, as the child had passed its age
	ReasonLongAgo      = "long-ago"         // missed for longer than the list keeps it
	ReasonQuarantined  = "quarantined"      // a row of the child waits in quarantine
	ReasonWithdrawn    = "withdrawn"        // the source withdrew a dose, or that it was not given
	ReasonUnmapped     = "unmapped-code"    // an event may be the dose, and nobody knows its code
	ReasonNoRecord     = "no-legacy-record" // the legacy system does not know the child
	ReasonIdentity     = "other-identity"   // a protected child, whose history may stand under another identity
	ReasonPair         = "pair-waits"       // another record may be the child's, and waits for a person
	ReasonSameVisit    = "same-visit"       // the list calls the child on that day, for another dose
	ReasonEnded        = "ended-record"     // nothing is listed: one record of the child has ended, and another is still current
	ReasonCampaign     = "campaign"         // of a season: called for by a campaign
	ReasonSex          = "sex-unknown"      // for girls alone, and the record does not say that the child is one
)

// listTest is one written test. It says that a difference is made by its reason
// and by nothing else; evidence that it uses explains no second difference.
type listTest struct {
	reason string
	makes  func(j *dueJudge, c *childCheck, d *listDiff) bool
}

// listedTests are tried in their order on an entry that the schedule does not call
// for on that day. ReasonUnexplained is what no test makes.
var listedTests = []listTest{
	{ReasonNoDay, func(j *dueJudge, _ *childCheck, d *listDiff) bool { return !j.entry(d).on.Full() }},
	{ReasonOddDay, (*dueJudge).oddDay},
	{ReasonNotCalled, func(j *dueJudge, _ *childCheck, _ *listDiff) bool { return j.base.Outcome != schedule.Scheduled }},
	{ReasonTwice, func(j *dueJudge, _ *childCheck, d *listDiff) bool { return j.entry(d).again }},
	{ReasonCampaign, func(j *dueJudge, _ *childCheck, d *listDiff) bool {
		steps := j.names.steps(j.entry(d).dueName)
		return steps != 0 && steps&^j.names.season == 0
	}},
	{ReasonSex, (*dueJudge).sexUnknown},
	inState(ReasonGiven, schedule.Done),
	inState(ReasonRefused, schedule.Refusal),
	inState(ReasonContra, schedule.Contraindication),
	inState(ReasonTooOld, schedule.Lapsed),
	inState(ReasonDropped, schedule.Dropped),
	inState(ReasonSelective, schedule.NotOnIt),
	inState(ReasonEarlierFirst, schedule.Waiting),
	{ReasonByAge, func(j *dueJudge, _ *childCheck, d *listDiff) bool {
		return d.item >= 0 && j.near(j.item(d).Planned, j.entry(d).on.Date) && j.item(d).On > j.item(d).Planned
	}},
	{ReasonNear, func(j *dueJudge, _ *childCheck, d *listDiff) bool {
		return d.item >= 0 && j.near(j.item(d).On, j.entry(d).on.Date)
	}},
}

// unlistedTests are tried on a dose that the schedule calls for and nobody listed.
var unlistedTests = []listTest{
	{ReasonOtherRecord, (*dueJudge).knownElsewhere},
	{ReasonClosed, (*dueJudge).closedEntry},
	{ReasonNotGiven, (*dueJudge).recordedUndone},
	{ReasonNotCounted, (*dueJudge).uncountedDose},
	{ReasonPlace, (*dueJudge).countedEarlier},
	{ReasonFirstDay, (*dueJudge).firstDay},
	{ReasonLongAgo, func(j *dueJudge, _ *childCheck, d *listDiff) bool {
		return j.item(d).Planned.AddDays(-j.nearDays) < j.keptSince
	}},
	{ReasonWithdrawn, (*dueJudge).withdrawnDose},
	{ReasonUnmapped, func(j *dueJudge, _ *childCheck, d *listDiff) bool { return j.unmapped.take(j.protects(d)) }},
	{ReasonQuarantined, func(j *dueJudge, _ *childCheck, d *listDiff) bool { return j.quarantined.take(j.protects(d)) }},
	{ReasonNoRecord, func(j *dueJudge, c *childCheck, _ *listDiff) bool { return !slices.ContainsFunc(c.records, c.ofLegacy) }},
	{ReasonIdentity, func(_ *dueJudge, c *childCheck, _ *listDiff) bool {
		return slices.ContainsFunc(c.records, func(r record) bool { return r.has(protected) })
	}},
	{ReasonPair, (*dueJudge).standsInPair},
	{ReasonSameVisit, (*dueJudge).sameVisit},
	{ReasonEnded, (*dueJudge).endedRecord},
}

// inState is the test that the schedule has the dose, in a state in which nobody
// is called for it.
func inState(reason string, state schedule.State) listTest {
	return listTest{reason, func(j *dueJudge, _ *childCheck, d *listDiff) bool { return d.item >= 0 && j.item(d).State == state }}
}

func (j *dueJudge) entry(d *listDiff) *listEntry    { return &j.legacy.entries[d.entry] }
func (j *dueJudge) item(d *listDiff) *schedule.Item { return &j.base.Items[d.item] }
func (j *dueJudge) rule(d *listDiff) *schedule.Rule { return &j.engine.Rules()[j.item(d).Rule] }
func (j *dueJudge) near(a, b chis.Date) bool {
	days := a.Sub(b)
	return max(days, -days) <= int32(j.nearDays)
}

// why is the reason of a difference: of the first test that makes it.
func (j *dueJudge) why(c *childCheck, d *listDiff) string {
	tests := listedTests
	if d.entry < 0 {
		tests = unlistedTests
	}
	for _, t := range tests {
		if t.makes(j, c, d) {
			return t.reason
		}
	}
	return ReasonUnexplained
}

// oddDay reports a day before birth, or after the age up to which anything falls due.
func (j *dueJudge) oddDay(_ *childCheck, d *listDiff) bool {
	on := j.entry(d).on.Date
	return j.bornBefore != 0 && (on < j.bornBefore || on >= j.bornBefore.AddMonths(overAgeMonths))
}

// sexUnknown reports a dose that no rule gives the child as its sex is not known, and
// that one gives to girls.
func (j *dueJudge) sexUnknown(c *childCheck, d *listDiff) bool {
	child, _ := j.history(c, j.baseOf)
	if d.item >= 0 || child.Sex == chis.SexFemale || child.Sex == chis.SexMale {
		return false
	}
	steps := j.names.steps(j.entry(d).dueName)
	for i, r := range j.engine.Rules() {
		if r.Sex == chis.SexFemale && j.names.rules[i].in(steps) > 0 && !j.bornBefore.Before(r.BornFrom) && !j.bornBefore.After(r.BornTo) {
			return true
		}
	}
	return false
}

// overAgeMonths is the age from which nothing is due.
const overAgeMonths = 20 * monthsOfYear

// knownElsewhere reports a dose that the legacy's record alone does not hold, and
// for which nobody is called where what other records know is added.
func (j *dueJudge) knownElsewhere(c *childCheck, d *listDiff) bool {
	if j.baseOf == joinedHistory {
		return false
	}
	all := c.plan(joinedHistory)
	at := slices.IndexFunc(all.Items, func(it schedule.Item) bool { return it.Rule == j.item(d).Rule })
	return at < 0 || !all.Items[at].State.Open() || all.Items[at].On > j.listedUntil
}

// closedEntry reports an entry for the dose that is closed and not done.
func (j *dueJudge) closedEntry(_ *childCheck, d *listDiff) bool {
	for i := range j.closed {
		if e := &j.closed[i]; e.antigens != 0 && j.names.rules[j.item(d).Rule].in(j.names.steps(e.dueName)) > 0 {
			e.antigens = 0
			return true
		}
	}
	return false
}

// protects are the antigens of the courses that an item is of: what its vaccine holds
// beside them is of no matter.
func (j *dueJudge) protects(d *listDiff) (all chis.Antigens) {
	for _, s := range j.rule(d).Steps {
		all |= j.names.courses[s.Course].Antigens
	}
	return all
}

// evidence uses up the first event of the record that fits and was used by no
// other difference.
func (j *dueJudge) evidence(antigens chis.Antigens, fits func(t *told, at int) bool) bool {
	at := 0
	for i := range j.told {
		t := &j.told[i]
		if _, ok := t.in(j.baseOf); !ok {
			continue
		}
		if !t.used && (antigens.Any(t.Antigens) || t.Antigens == 0) && fits(t, at) {
			t.used = true
			return true
		}
		at++
	}
	return false
}

// recordedUndone reports that the record says why the dose was not given. A refusal
// in force is a state of the plan; this one was lifted by a dose or consent since.
func (j *dueJudge) recordedUndone(_ *childCheck, d *listDiff) bool {
	return j.evidence(j.protects(d), func(t *told, _ int) bool { return t.undone() })
}

// undone reports what says that a dose was not given.
func (t *told) undone() bool {
	return t.Kind == schedule.NotGiven || t.Kind == schedule.DidNotAttend || t.Kind == schedule.Refused
}

func (j *dueJudge) uncountedDose(_ *childCheck, d *listDiff) bool {
	return j.evidence(j.protects(d), func(t *told, at int) bool {
		return t.Kind <= schedule.ProductOnly && j.base.Verdicts[at] != schedule.Counted
	})
}

// countedEarlier reports a dose that was recorded as this one, and that counts for
// an earlier step of the course: its place counts, whatever it was called.
func (j *dueJudge) countedEarlier(_ *childCheck, d *listDiff) bool {
	steps := j.names.rules[j.item(d).Rule]
	return j.evidence(j.protects(d), func(t *told, at int) bool {
		may := j.names.steps(dueName{t.Antigens, t.dose})
		return t.Kind <= schedule.Reported && j.base.Verdicts[at] == schedule.Counted && may.in(steps) > 0 && j.meantFor(t.On.Date, at, may, j.item(d))
	})
}

// meantFor reports a dose that may have been meant for an item: it fills none of those
// that its name stands for, or one to whose day it was given no nearer.
func (j *dueJudge) meantFor(on chis.Date, at int, may stepSet, it *schedule.Item) bool {
	far := func(it *schedule.Item) int32 { n := it.Planned.Sub(on); return max(n, -n) }
	return !slices.ContainsFunc(j.base.Items, func(filled schedule.Item) bool {
		return filled.State == schedule.Done && int(filled.By) == at && may.in(j.names.rules[filled.Rule]) > 0 && far(&filled) <= far(it)
	})
}

// firstDay reports a dose planned for the first day of its rule.
func (j *dueJudge) firstDay(_ *childCheck, d *listDiff) bool {
	r := j.rule(d)
	return r.At.Set && r.From != 0 && j.near(j.item(d).Planned, r.From) && r.At.After(j.bornBefore).AddDays(-j.nearDays) < r.From
}

// withdrawnDose reports that the source withdrew such a dose, or what said that it was
// not given or may not be, of that vaccine or of any: the list was made while that stood.
func (j *dueJudge) withdrawnDose(c *childCheck, d *listDiff) bool {
	for i, e := range c.undone {
		if e == nil || e.entity != entityObservation {
			continue
		}
		t, ok := tellObservation(c.meaningOf(e))
		says := t.Kind <= schedule.Reported || t.undone() || t.Kind == schedule.Contraindicated
		if ok && says && (t.Antigens == 0 || t.Antigens.Any(j.protects(d))) {
			c.undone[i] = nil
			return true
		}
	}
	return false
}

// standsInPair reports that another record, which may be the child's, speaks of the
// vaccine, or of any where the child itself has no list at all: it may stand there.
func (j *dueJudge) standsInPair(c *childCheck, d *listDiff) bool {
	other := c.waitingPairs.others[c.id]
	return other.Any(j.protects(d)) || other != 0 && len(j.legacy.entries) == 0
}

// sameVisit reports a dose that belongs to a visit for which the list calls with
// another dose.
func (j *dueJudge) sameVisit(_ *childCheck, d *listDiff) bool {
	for i := range j.legacy.entries {
		e := &j.legacy.entries[i]
		if e.item < 0 || e.again || j.base.Items[e.item].State == schedule.Done {
			continue
		}
		if j.base.Items[e.item].Planned == j.item(d).Planned {
			return true
		}
	}
	return false
}

// endedRecord reports a child of whom nothing is listed and one legacy record has
// ended: the old system believes that it left.
func (j *dueJudge) endedRecord(c *childCheck, _ *listDiff) bool {
	return len(j.legacy.entries) == 0 && slices.ContainsFunc(c.records, func(r record) bool { return c.ofLegacy(r) && !r.current() })
}

// ofLegacy reports a record of the legacy system.
func (c *childCheck) ofLegacy(r record) bool { return !c.in.practice[c.people.source(r.number)] }

// listChange is a child whose legacy list is not what the schedule says.
type listChange struct {
	check, reason string
	listed        *listEntry // the first of the legacy's list, nil for none
	due           dueNext
	reasons       []string // of every difference
	confidential  bool
}

// judgeLegacy holds the legacy system's own list against what the schedule says of
// its record.
func (c *childCheck) judgeLegacy() {
	j := c.due
	j.readLegacy(c)
	if !j.sent {
		return
	}
	j.base, j.baseOf = &j.before, ownHistory
	if !c.ofLegacy(c.records[0]) {
		j.base, j.baseOf = c.plan(joinedHistory), joinedHistory
	}
	j.gatherClues(c)
	j.legacy.compare(j, j.base)
	n := &j.counts.legacy
	n.children++
	n.listed += int64(len(j.legacy.entries))
	n.unnamed += int64(j.unnamed)
	if len(j.legacy.diffs) == 0 {
		n.same++
		return
	}
	c.listChange = c.explainList()
}

// explainList finds the reason of every difference. What is said of the child is
// said of the worst of them: one that nothing explains, one that may not be waived,
// the one that falls due first.
func (c *childCheck) explainList() *listChange {
	j := c.due
	var worst listDiff
	var reasons []string
	for i := range j.legacy.diffs {
		d := &j.legacy.diffs[i]
		d.reason = j.why(c, d)
		d.on = j.dayOf(d)
		d.check = checkLegacyLater
		if d.on == 0 || d.on <= j.soon || j.bornBefore == 0 || j.bornBefore.AddMonths(j.strict) > j.asOf {
			d.check = checkLegacyDue
		}
		j.counts.legacy.items[listReason{d.check, d.reason}]++
		reasons = append(reasons, d.reason)
		if i == 0 || d.worse(&worst) {
			worst = *d
		}
	}
	j.counts.legacy.changed[listReason{worst.check, worst.reason}]++
	change := &listChange{check: worst.check, reason: worst.reason, listed: j.legacy.first(), due: nextOf(j.base), reasons: reasons}
	change.confidential = slices.ContainsFunc(j.legacy.entries, func(e listEntry) bool { return e.confidential }) ||
		slices.ContainsFunc(j.told, func(t told) bool { return t.confidential })
	if worst.reason == ReasonUnexplained {
		row := c.primary
		if worst.entry >= 0 {
			row = j.entry(&worst).row
		}
		c.breakAt(worst.check, tableChild, c.id, row, "", worst.reason)
	}
	return change
}

// worse reports a difference that a reader should know of before another.
func (d *listDiff) worse(o *listDiff) bool {
	flag := func(is bool) int {
		if is {
			return 0
		}
		return 1
	}
	return cmp.Or(flag(d.reason == ReasonUnexplained)-flag(o.reason == ReasonUnexplained), flag(d.check == checkLegacyDue)-flag(o.check == checkLegacyDue),
		cmp.Compare(d.on, o.on)) < 0
}

// dayOf is the earlier of the days that a difference is about.
func (j *dueJudge) dayOf(d *listDiff) (day chis.Date) {
	if d.entry >= 0 {
		day = j.entry(d).on.Date
	}
	if d.item >= 0 && (day == 0 || j.item(d).State.Open() && j.item(d).On < day) {
		day = j.item(d).On
	}
	return day
}
