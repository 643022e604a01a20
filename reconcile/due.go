package reconcile

import (
	"slices"
	"time"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// Why what is due for a child is not the same before and after.
const (
	ReasonOtherRecord = "other-record"      // another record of the child knows of something
	ReasonCode        = "unapproved-code"   // the code of an event is ambiguous or was repaired
	ReasonDuplicate   = "duplicate-dose"    // a dose may be recorded twice, and waits for a person
	ReasonUnexplained = "unexplained"       // none of these: something is lost, new or changed
	ReasonNotThere    = "not-in-the-target" // the target has no such child
)

// How the next due item moved.
const (
	DueLost    = iota // due before, and nothing is after
	DueLater          // after a later day
	DueNew            // nothing was due before
	DueEarlier        // after an earlier day
	DueOther          // another vaccine on the same day
	DueFollows        // the next is the same; something that comes after it is not
	dueChanges
)

// dueJudge runs the schedule over both sides of a child. One a worker.
type dueJudge struct {
	engine        *schedule.Engine
	asOf          chis.Date
	strict        int // months: below this age nothing may be waived
	soon          chis.Date
	place         duePlaces
	antigens      map[string]chis.Antigens
	cells         [8]cell
	told          []told
	events        []schedule.Event
	before, after schedule.Result
	step          [histories]schedule.Result
	found         bool           // the target has the child
	child         schedule.Child // as the target returns it
	bornBefore    chis.Date
	bornAfter     chis.Date
	steps         int // histories that were gone through
	counts        dueCounts

	// The lists of what is due, and what they are held against.
	names                 *dueNames
	legacy, items         duePlan
	closed                []listEntry      // of the legacy's list, not done
	unnamed               int              // open entries that name no vaccine
	sent                  bool             // the legacy system sends a list at all
	base                  *schedule.Result // of the legacy's record
	baseOf                int              // the history that it is of
	listedUntil           chis.Date        // no list reaches further
	keptSince             chis.Date        // what was missed before is on no list
	invitedSince          chis.Date        // an invitation before that day is open no more
	nearDays              int
	quarantined, unmapped clues // of the child, those that no difference has used
	wantItems, gotItems   map[string][]int64
}

// dueCounts is what a worker counted; it is added to the run at the end.
type dueCounts struct {
	compared, same int64
	outcomes       map[dueOutcome]Sides
	changes        map[dueChangeKey]int64
	unexplained    map[string]int64 // by check
	legacy         listCounts
	items          itemCounts
	bridge         Bridge
	spent          time.Duration // on all this
}

type dueOutcome struct {
	outcome schedule.Outcome
	doubt   schedule.Doubt // one bit, 0 where the outcome is meant
}

type dueChangeKey struct {
	check, reason string
	change        int
}

func newDueCounts() dueCounts {
	return dueCounts{outcomes: map[dueOutcome]Sides{}, changes: map[dueChangeKey]int64{}, unexplained: map[string]int64{}, legacy: newListCounts()}
}

func (n *dueCounts) add(o *dueCounts) {
	n.compared, n.same = n.compared+o.compared, n.same+o.same
	for k, s := range o.outcomes {
		t := n.outcomes[k]
		t.add(s)
		n.outcomes[k] = t
	}
	for k, c := range o.changes {
		n.changes[k] += c
	}
	for k, c := range o.unexplained {
		n.unexplained[k] += c
	}
	n.legacy.add(&o.legacy)
	n.items.add(&o.items)
	n.bridge.add(&o.bridge)
	n.spent += o.spent
}

const monthsOfYear = 12

func (r *run) newDueJudge() *dueJudge {
	return &dueJudge{
		engine: r.Mappings.Schedule(), asOf: r.in.asOf, place: r.duePlaces(), antigens: map[string]chis.Antigens{}, counts: newDueCounts(),
		strict: int(r.Mappings.Tolerance("next-due-age").Value) * monthsOfYear,
		soon:   r.in.asOf.AddDays(int(r.Mappings.Tolerance("next-due-days").Value)),
		sent:   r.in.sendsList(), names: newDueNames(r.Mappings), nearDays: int(r.Mappings.Tolerance("legacy-due-near").Value),
		listedUntil:  r.in.asOf.AddDays(int(r.Mappings.Tolerance("legacy-due-ahead").Value)),
		keptSince:    r.in.asOf.AddDays(-int(r.Mappings.Tolerance("legacy-due-behind").Value)),
		invitedSince: r.in.asOf.AddDays(-int(r.Mappings.Tolerance("bridge-invitation").Value)),
		wantItems:    map[string][]int64{}, gotItems: map[string][]int64{},
	}
}

// dueChange is a child whose due list is not the same before and after.
type dueChange struct {
	check, reason string
	change        int
	before, after dueNext
}

// dueNext is the next item of one side: the position of its rule, -1 where
// nothing is due, and then the reason.
type dueNext struct {
	rule    int
	on      chis.Date
	outcome schedule.Outcome
}

func nextOf(r *schedule.Result) dueNext {
	if r.Next < 0 {
		return dueNext{rule: -1, outcome: r.Outcome}
	}
	return dueNext{rule: int(r.Items[r.Next].Rule), on: r.Items[r.Next].On, outcome: r.Outcome}
}

// judgeDue holds what the schedule says of the source's history against what it
// says of what the target returns.
func (c *childCheck) judgeDue() {
	j := c.due
	j.tell(c)
	child, events := j.history(c, ownHistory)
	j.bornBefore = child.Born.Date
	j.engine.Evaluate(&child, events, j.asOf, &j.before)
	child, events, j.found = j.returned(c)
	j.child = child
	j.bornAfter = child.Born.Date
	j.engine.Evaluate(&child, events, j.asOf, &j.after)
	j.steps = 0
	j.counts.compared++
	j.counts.tally(&j.before, Sides{Source: 1})
	j.counts.tally(&j.after, Sides{Target: 1})
	if j.found && sameDue(&j.before, &j.after) {
		j.counts.same++
		return
	}
	d := &dueChange{before: nextOf(&j.before), after: nextOf(&j.after), reason: c.whyDue()}
	d.change = d.move()
	d.check = j.checkOf(j.bornBefore, j.bornAfter, d)
	j.counts.changes[dueChangeKey{d.check, d.reason, d.change}]++
	if d.unexplained() {
		j.counts.unexplained[d.check]++
	}
	c.breakAt(d.check, tableChild, c.id, c.primary, "", d.reason)
	c.dueChange = d
}

func (d *dueChange) unexplained() bool { return !explains(d.reason) }

// tally counts a side by its outcome, and by each doubt.
func (n *dueCounts) tally(r *schedule.Result, s Sides) {
	count := func(k dueOutcome) {
		t := n.outcomes[k]
		t.add(s)
		n.outcomes[k] = t
	}
	count(dueOutcome{outcome: r.Outcome})
	for d := r.Doubts; d != 0; d &= d - 1 {
		count(dueOutcome{doubt: d & -d})
	}
}

// sameDue reports that two plans say the same of every dose: done, or in what
// state and from which day it is due.
func sameDue(a, b *schedule.Result) bool {
	return a.Outcome == b.Outcome && slices.EqualFunc(a.Items, b.Items, func(x, y schedule.Item) bool {
		return x.Rule == y.Rule && x.State == y.State && (x.State == schedule.Done || x.On == y.On)
	})
}

// plan is what the schedule makes of a history, worked out once a child.
func (c *childCheck) plan(history int) *schedule.Result {
	j := c.due
	if j.steps == 0 {
		j.steps = 1
	}
	for ; j.steps <= history; j.steps++ {
		child, events := j.history(c, j.steps)
		j.engine.Evaluate(&child, events, j.asOf, &j.step[j.steps])
	}
	if history == ownHistory {
		return &j.before
	}
	return &j.step[history]
}

// whyDue names what changed the due list: the things that change it, where all
// of them together give what the target gives; else nothing explains it.
func (c *childCheck) whyDue() string {
	j := c.due
	switch {
	case !j.found:
		return ReasonNotThere
	case !sameDue(c.plan(histories-1), &j.after):
		return ReasonUnexplained
	}
	for h := 1; h < histories; h++ {
		if !sameDue(c.plan(h-1), c.plan(h)) {
			return historyWords[h]
		}
	}
	return ReasonUnexplained
}

// move says how the next item moved.
func (d *dueChange) move() int {
	b, a := &d.before, &d.after
	switch {
	case b.rule >= 0 && a.rule < 0:
		return DueLost
	case b.rule < 0 && a.rule >= 0:
		return DueNew
	case a.on > b.on:
		return DueLater
	case a.on < b.on:
		return DueEarlier
	case a.rule != b.rule:
		return DueOther
	}
	return DueFollows
}

// checkOf is the check that a difference belongs to: only for an older child and
// a day that is far off may somebody accept one.
func (j *dueJudge) checkOf(born, other chis.Date, d *dueChange) string {
	for _, b := range [...]chis.Date{born, other} {
		if b == 0 || b.AddMonths(j.strict) > j.asOf {
			return checkNextDue
		}
	}
	for _, n := range [...]*dueNext{&d.before, &d.after} {
		if n.rule >= 0 && n.on <= j.soon {
			return checkNextDue
		}
	}
	return checkNextLater
}
