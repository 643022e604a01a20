package schedule

import (
	"cmp"
	"math"
	"slices"

	"lollipop/internal/chis"
)

// never is a day that no child reaches.
const never = math.MaxInt32

// plan is what a child born on one day is due without any history.
type plan struct {
	entries []entry
	steps   []planStep // course by course, in their order
	courses [maxCourses]span
}

type span struct{ first, n uint8 }

// entry is one dose: a rule with the steps that it fills for this child.
type entry struct {
	rule    int16
	planned int32
	date    chis.Date // planned
	n       uint8
	steps   [maxRuleSteps]uint8 // positions in plan.steps
}

// planStep is a step of a course with its rule's ages turned into days.
type planStep struct {
	course        uint8
	needsPrevious bool
	rule          int16
	planned       int32
	notBefore     int32
	until         int32 // offered before this day
	dropped       int32 // and before this one
	gap, leastGap Age
}

// draft is a plan in the making.
type draft struct {
	e    *Engine
	born chis.Date
	girl bool
	at   [maxCourses][]pick
}

// pick is the rule chosen for a step, -1 for none, and the day it falls due.
type pick struct {
	rule    int
	on      chis.Date
	toVisit bool // moves to the next routine visit of infancy
}

// infancy is the age up to which a dose that has to be moved waits for the next
// routine visit; later it falls due at once.
var infancy = Age{Months: 12, Set: true}

// makePlan chooses a rule for every step. Windows on the day something falls due
// leave holes where a rule ends before the child is old enough for it, and the
// next begins when the child is too old: a step that any rule would have given
// is not lost in one (docs/schedule.md).
func (e *Engine) makePlan(born chis.Date, girl bool) *plan {
	d := &draft{e: e, born: born, girl: girl}
	for c := range e.courses {
		d.at[c] = make([]pick, len(e.courses[c].Steps))
		for s := range d.at[c] {
			d.at[c][s] = d.choose(c, s)
		}
		d.wholeCourse(c)
	}
	visits := d.visits()
	for c := range e.courses {
		d.toVisits(c, visits)
	}
	return d.plan()
}

// choose picks the rule by which a step falls due: of those whose windows hold
// the one that is due first, and of two the newer.
func (d *draft) choose(c, s int) pick {
	best, late := pick{rule: -1}, pick{rule: -1}
	missed := false
	for _, i := range d.e.byStep[c][s].due {
		r := &d.e.rules[i]
		if !d.cohort(r) {
			continue
		}
		on := d.naturalDay(r, c, s)
		switch {
		case on.IsNone():
		case r.AtVisit:
			late = pick{i, r.From, true}
		case on.After(r.To):
			missed = true
		case on.Before(r.From):
			if late.rule < 0 || r.From < late.on {
				late = pick{i, r.From, r.From < infancy.After(d.born)}
			}
		case best.rule < 0 || on < best.on || (on == best.on && r.From >= d.e.rules[best.rule].From):
			best = pick{i, on, false}
		}
	}
	if best.rule >= 0 {
		return best
	}
	// Too old for the rule on its first day: it is owed where the rule names this
	// birth date, or where a rule that it follows on would have given it.
	if late.rule >= 0 && d.offered(late) && (missed || !d.e.rules[late.rule].BornFrom.IsNone()) {
		return late
	}
	return pick{rule: -1}
}

// cohort reports that the rule is for children born on this day, and for this sex.
func (d *draft) cohort(r *Rule) bool {
	return !d.born.Before(r.BornFrom) && !d.born.After(r.BornTo) && (r.Sex != chis.SexFemale || d.girl)
}

// naturalDay is the day on which the rule makes the step due, were there no windows.
func (d *draft) naturalDay(r *Rule, c, s int) chis.Date {
	switch {
	case r.Action == Then:
		before := d.at[c][s-1]
		if before.rule < 0 {
			return 0
		}
		return r.Gap.After(before.on)
	case r.At.Set:
		return r.At.After(d.born)
	default:
		return max(r.From, r.NotBefore.After(d.born))
	}
}

// offered reports that the child is still young enough on the day of the pick.
func (d *draft) offered(p pick) bool {
	until := d.e.rules[p.rule].Until
	return !until.Set || p.on < until.After(d.born)
}

// wholeCourse gives the steps before a step that the child is due: a programme
// that begins when a child is half way through its ages begins with the first dose.
func (d *draft) wholeCourse(c int) {
	later := false
	for s := len(d.at[c]) - 1; s >= 0; s-- {
		if name := d.e.courses[c].Steps[s]; name[0] < '1' || name[0] > '9' || d.e.selective[c] {
			continue // a booster stands by itself
		}
		if d.at[c][s].rule >= 0 {
			later = true
			continue
		}
		for _, i := range d.e.byStep[c][s].due {
			r := &d.e.rules[i]
			p := pick{i, r.From, r.From < infancy.After(d.born)}
			if later && d.cohort(r) && r.At.Set && r.At.After(d.born) < r.From && !d.born.After(r.From) && d.offered(p) {
				d.at[c][s] = p
			}
		}
	}
}

// visits are the days on which the plan brings the child anyway.
func (d *draft) visits() []chis.Date {
	var days []chis.Date
	for c := range d.e.courses {
		for _, p := range d.at[c] {
			if p.rule >= 0 && !p.toVisit && d.e.rules[p.rule].Programme == Routine {
				days = append(days, p.on)
			}
		}
	}
	slices.Sort(days)
	return days
}

// toVisits moves what waits for a visit to one, and keeps the intervals.
func (d *draft) toVisits(c int, visits []chis.Date) {
	var before chis.Date
	for s := range d.at[c] {
		p := &d.at[c][s]
		if p.rule < 0 {
			continue
		}
		r := &d.e.rules[p.rule]
		on := p.on
		if before != 0 {
			on = max(on, r.Gap.After(before))
		}
		if p.toVisit {
			on = d.nextVisit(r, on, visits)
		}
		if on.IsNone() {
			p.rule = -1
			continue
		}
		p.on, before = on, on
	}
}

// nextVisit is the first visit from a day on, the day itself where there is none
// in infancy; none where the rule is for visits alone.
func (d *draft) nextVisit(r *Rule, from chis.Date, visits []chis.Date) chis.Date {
	at, _ := slices.BinarySearch(visits, from)
	if at < len(visits) && visits[at] < infancy.After(d.born) {
		return visits[at]
	}
	if r.AtVisit {
		return 0
	}
	return from
}

// plan turns the picks into entries, one for each rule.
func (d *draft) plan() *plan {
	p := &plan{}
	byRule := map[int]int{}
	for c := range d.e.courses {
		p.courses[c].first = uint8(len(p.steps))
		for s, chosen := range d.at[c] {
			if chosen.rule < 0 {
				continue
			}
			step := d.step(c, s, chosen)
			if step.planned >= step.dropped {
				continue
			}
			at, known := byRule[chosen.rule]
			if !known {
				at = len(p.entries)
				byRule[chosen.rule] = at
				p.entries = append(p.entries, entry{rule: int16(chosen.rule)})
			}
			en := &p.entries[at]
			en.steps[en.n] = uint8(len(p.steps))
			en.n++
			en.planned = max(en.planned, step.planned)
			p.steps = append(p.steps, step)
			p.courses[c].n++
		}
	}
	for i := range p.entries {
		p.entries[i].date = chis.DateFromDays(p.entries[i].planned)
	}
	slices.SortFunc(p.entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.planned, b.planned), cmp.Compare(a.rule, b.rule))
	})
	return p
}

// step turns the ages of a rule into days for this birth date.
func (d *draft) step(c, s int, chosen pick) planStep {
	r := &d.e.rules[chosen.rule]
	step := planStep{
		course: uint8(c), needsPrevious: r.NeedsPrevious, rule: int16(chosen.rule), planned: chosen.on.Days(),
		notBefore: r.NotBefore.After(d.born).Days(), until: never, dropped: never, gap: r.Gap, leastGap: r.LeastGap,
	}
	if r.Until.Set {
		step.until = r.Until.After(d.born).Days()
	}
	if r.Action == Due && !r.At.Set && !r.AtVisit && !r.To.IsNone() {
		step.until = min(step.until, r.To.Days()+1) // a campaign ends with its rule
	}
	for _, i := range d.e.byStep[c][s].removed {
		if gone := &d.e.rules[i]; d.cohort(gone) {
			step.dropped = min(step.dropped, gone.From.Days())
		}
	}
	return step
}
