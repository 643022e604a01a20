package reconcile

import (
	"cmp"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// Priorities of a review case. Source: safety rules, section 11.
const (
	PriorityA = iota // both live here, and a merge would change what is due, coverage or a flag
	PriorityB        // both live here, and it would not
	PriorityC        // one of them is over age, moved away or has died
	priorities
)

// reviewCase is a pair of records that waits for a person's decision.
type reviewCase struct {
	*pair
	a, b     *candidate
	priority int
	hidden   bool   // of a restricted child, or its priority rests on restricted rows
	follows  bool   // from other cases, if these are decided for a union: no case of its own
	whole    effect // of everything that the target returned
	effect   effect // of what people may be shown
}

// effect is what would change for one or the other of two children if they were
// joined.
type effect struct {
	due      bool     // an item of the list of what is due
	measures uint64   // of coverage, by their places: counted or vaccinated otherwise
	flags    []string // kinds of flag that would be open and are not
	oneStays bool     // all of this is of one of the two: the other would stay as it is
	next     [3]dueNext
}

// The places of effect.next.
const (
	nextOfA = iota
	nextOfB
	nextJoined
)

func (e *effect) any() bool { return e.due || e.measures != 0 || len(e.flags) > 0 }

// duplicateJudge works out what merges would change.
type duplicateJudge struct {
	*run
	engine      *schedule.Engine
	coverage    *coverageJudge
	list        []keptEvent
	events      []schedule.Event
	last        map[chis.Antigens]chis.Date
	one, joined schedule.Result
}

func (r *run) newDuplicateJudge() *duplicateJudge {
	return &duplicateJudge{run: r, engine: r.Mappings.Schedule(), coverage: r.newCoverageJudge(), last: map[chis.Antigens]chis.Date{}}
}

// judge gives a pair its priority; ok is false where there is nothing to decide,
// because the two are one child or one of them is nobody's.
func (j *duplicateJudge) judge(p *pair) (x reviewCase, ok bool) {
	a, b := j.candidateOf(p.rowA), j.candidateOf(p.rowB)
	if a == nil || b == nil || a == b {
		return x, false
	}
	x = reviewCase{pair: p, a: a, b: b, hidden: a.restricted || b.restricted}
	x.whole = j.effect(a, b, true)
	x.priority, x.effect = j.priority(a, b, &x.whole), x.whole
	if !x.hidden && (a.hides() || b.hides()) {
		x.effect = j.effect(a, b, false)
		x.hidden = j.priority(a, b, &x.effect) != x.priority
	}
	return x, true
}

func (j *duplicateJudge) candidateOf(row int64) *candidate {
	p := j.personOfRow(row)
	if p == nil {
		return nil
	}
	return j.kept.children[p.child]
}

// lives reports a child of the target who is in scope.
func (r *run) lives(c *candidate) bool { return c.found && r.inScope(&c.child) }

// hides reports a child of whom something stands in restricted tables.
func (c *candidate) hides() bool {
	return slices.ContainsFunc(c.events, func(e keptEvent) bool { return e.hidden }) ||
		slices.ContainsFunc(c.flags, func(f keptFlag) bool { return f.hidden })
}

func (j *duplicateJudge) priority(a, b *candidate, e *effect) int {
	switch {
	case !j.lives(a) || !j.lives(b):
		return PriorityC
	case e.any():
		return PriorityA
	}
	return PriorityB
}

// effect runs the schedule over the history of each of two children and over both
// as that of one; without all, restricted rows are left out.
func (j *duplicateJudge) effect(a, b *candidate, all bool) (e effect) {
	child := joinedChild(a, b)
	j.engine.Evaluate(&child, j.history(all, a, b), j.in.asOf, &j.joined)
	e.next[nextJoined] = nextOf(&j.joined)
	covered, open := j.coverage.covered(child.Born.Date, &j.joined), openKinds(j.in.asOf, all, a, b)
	for i, c := range [...]*candidate{a, b} {
		j.engine.Evaluate(&c.child, j.history(all, c), j.in.asOf, &j.one)
		e.next[i] = nextOf(&j.one)
		own, has := j.coverage.covered(c.child.Born.Date, &j.one), openKinds(j.in.asOf, all, c)
		due, measures, flags := !j.sameList(&j.one, &j.joined), own.in^covered.in|own.reached^covered.reached, apartKinds(open, has)
		e.due, e.measures, e.flags = e.due || due, e.measures|measures, append(e.flags, flags...)
		e.oneStays = e.oneStays || !due && measures == 0 && len(flags) == 0
	}
	slices.Sort(e.flags)
	e.flags = slices.Compact(e.flags)
	return e
}

// apartKinds are the kinds of flag that stand in one list alone.
func apartKinds(a, b []string) (kinds []string) {
	for _, kind := range slices.Concat(a, b) {
		if slices.Contains(a, kind) != slices.Contains(b, kind) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// joinedChild is two children as one: what the first record in the order of
// survivorship says counts, a death of either, and that one of them lives here.
func joinedChild(a, b *candidate) schedule.Child {
	if b.rank.compare(&a.rank) < 0 {
		a, b = b, a
	}
	child := a.child
	if child.Born.IsNone() {
		child.Born = b.child.Born
	}
	child.Sex = cmp.Or(child.Sex, b.child.Sex)
	switch {
	case b.child.Standing == schedule.Deceased:
		child.Standing = schedule.Deceased
	case child.Standing == schedule.MovedAway:
		child.Standing = b.child.Standing
	}
	return child
}

// history puts together the events of some children as those of one. Of two doses
// of the same antigens within the days of a possible duplicate the later one does
// not count, as transform marks them within one child.
func (j *duplicateJudge) history(all bool, of ...*candidate) []schedule.Event {
	j.list, j.events = j.list[:0], j.events[:0]
	for _, c := range of {
		for _, e := range c.events {
			if all || !e.hidden {
				j.list = append(j.list, e)
			}
		}
	}
	slices.SortFunc(j.list, func(a, b keptEvent) int {
		return cmp.Or(cmp.Compare(a.On.Date, b.On.Date), cmp.Compare(a.row, b.row))
	})
	clear(j.last)
	for _, e := range j.list {
		if dose := e.Kind == schedule.Given || e.Kind == schedule.Duplicate; dose && e.On.Full() && e.Antigens != 0 {
			e.Kind = schedule.Given
			if before, any := j.last[e.Antigens]; any && int64(e.On.Date.Sub(before)) <= j.possibleDays {
				e.Kind = schedule.Duplicate
			}
			j.last[e.Antigens] = e.On.Date
		}
		j.events = append(j.events, e.Event)
	}
	return j.events
}

// sameList reports that two plans put the same on the list of what is due.
func (j *duplicateJudge) sameList(a, b *schedule.Result) bool {
	x, y := j.listed(a, nil), j.listed(b, nil)
	return slices.Equal(x, y)
}

// dueLine is an item of the list of what is due.
type dueLine struct {
	rule  int16
	state schedule.State
	on    chis.Date
}

func (j *duplicateJudge) listed(r *schedule.Result, lines []dueLine) []dueLine {
	next := j.engine.NextUpcoming(r)
	for i := range r.Items {
		if it := &r.Items[i]; j.engine.Listed(it, j.in.asOf, next) {
			lines = append(lines, dueLine{it.Rule, it.State, it.On})
		}
	}
	return lines
}
