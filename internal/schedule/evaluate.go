package schedule

import (
	"slices"

	"lollipop/internal/chis"
)

// Evaluate judges a history and plans what follows, as of a day. It fills r,
// whose room it uses again, and allocates only where r is too small. The events
// may stand in any order, and are not changed or kept. The same history in
// another order gives the same items.
func (e *Engine) Evaluate(child *Child, events []Event, asOf chis.Date, r *Result) {
	r.Items, r.Next, r.Doubts = slices.Grow(r.Items[:0], maxSteps), -1, 0
	r.Verdicts = slices.Grow(r.Verdicts[:0], len(events))[:len(events)]
	clear(r.Verdicts)
	r.Outcome = outcome(child, asOf)
	if r.Outcome.CannotBeScheduled() || !child.Born.Full() || !child.Born.Date.Valid() {
		for i := range events {
			if events[i].Kind.isDose() {
				r.Verdicts[i] = NotJudged
			}
		}
		return
	}
	p := e.plan(child.Born.Date, child.Sex == chis.SexFemale)
	w := &r.walk
	w.begin(e, p, child.Born.Date, events, asOf, r.Verdicts)
	w.run()
	r.Doubts = w.doubts
	if r.Outcome == Scheduled {
		w.items(child, r)
	}
	w.events, w.verdict = nil, nil
}

// outcome says whether a plan can be made, by the child alone.
func outcome(child *Child, asOf chis.Date) Outcome {
	born := child.Born
	switch {
	case child.Standing == Deceased:
		return ChildDeceased
	case child.Standing == Stillborn:
		return ChildStillborn
	case child.Standing == MovedAway:
		return ChildMovedAway
	case born.IsNone() && child.BornAs != Scheduled:
		return child.BornAs
	case born.IsNone():
		return NoBirthDate
	case !born.Full():
		return PartialBirthDate
	case !born.Date.Valid() || born.Date.AddMonths(120*12).Before(asOf):
		return ImpossibleBirthDate
	case born.Date > asOf:
		return BornInFuture
	case born.Date.AddMonths(overAge) <= asOf:
		return OverAge
	}
	return Scheduled
}

// items holds the plan against what the history filled.
func (w *walk) items(child *Child, r *Result) {
	asOf := w.asOf.Days()
	for c := range w.e.courses {
		st := &w.course[c]
		st.anchor = st.counted
		if w.e.courses[c].GapAfterAny {
			st.anchor = st.any
		}
	}
	suspended := !child.SuspendedUntil.IsNone() && w.asOf <= child.SuspendedUntil
	for i := range w.plan.entries {
		en := &w.plan.entries[i]
		r.Items = append(r.Items, Item{Rule: en.rule, Offer: en.rule, By: -1, Planned: en.date})
		w.item(en, asOf, suspended, &r.Items[len(r.Items)-1])
	}
	w.seasons(child.Born.Date, suspended, r)
	for i := range r.Items {
		it := &r.Items[i]
		if it.State.Open() && w.e.rules[it.Rule].Programme != Seasonal && (r.Next < 0 || it.On < r.Items[r.Next].On) {
			r.Next = i
		}
	}
}

// item is one entry of the plan as it stands.
func (w *walk) item(en *entry, asOf int32, suspended bool, it *Item) {
	rule := &w.e.rules[en.rule]
	if rule.Programme == Selective && !w.course[w.plan.steps[en.steps[0]].course].begun {
		it.State = NotOnIt
		return
	}
	open, waiting := w.openSteps(en, asOf, it)
	if open.n == 0 {
		return
	}
	it.State = w.standing(rule, open.on, waiting, suspended)
	if it.On = en.date; open.on != en.planned {
		it.On = chis.DateFromDays(open.on)
	}
	it.Offer = w.offer(en.rule, max(open.on, asOf))
	for _, s := range open.steps() {
		st := &w.course[w.plan.steps[s].course]
		st.waiting, st.anchor = true, max(open.on, asOf)
	}
}

// standing is how stands what no dose has completed and falls due on a day: what
// keeps it back comes before the day.
func (w *walk) standing(rule *Rule, on int32, waiting, suspended bool) State {
	asOf := w.asOf.Days()
	switch {
	case w.contraindicated.Any(rule.Antigens):
		return Contraindication
	case w.refused.Any(rule.Antigens):
		return Refusal
	case waiting:
		return Waiting
	case suspended:
		return Suspended
	case on > asOf:
		return Upcoming
	case on == asOf:
		return DueNow
	}
	return Overdue
}

// opened are the open steps of an entry, and the day on which they fall due together.
type opened struct {
	at [maxRuleSteps]uint8
	n  int
	on int32
}

func (o *opened) steps() []uint8 { return o.at[:o.n] }

// openSteps sorts the steps of an entry into done, offered no more, and open.
func (w *walk) openSteps(en *entry, asOf int32, it *Item) (open opened, waiting bool) {
	open.on = noDay
	for _, s := range en.steps[:en.n] {
		step := &w.plan.steps[s]
		st, span := &w.course[step.course], w.plan.courses[step.course]
		if by := w.filled[s]; by >= 0 {
			if day := w.events[by].On.Date; day > it.On {
				it.By, it.On = by, day
			}
			continue
		}
		on := max(step.planned, step.notBefore)
		if st.anchor != noDay {
			on = later(on, st.anchor, step.gap)
		}
		switch {
		case asOf >= step.dropped:
			it.State = Dropped
		case asOf >= step.until || on >= step.until || s < span.first+st.next || (w.lacksPrevious(step, span, s-span.first) && !st.waiting):
			it.State = Lapsed
		default:
			open.at[open.n] = s
			open.n++
			open.on = max(open.on, on)
			waiting = waiting || st.waiting
		}
	}
	if it.State != Done {
		it.By, it.On = -1, 0
	}
	if open.n > 0 {
		it.State, it.By = Done, -1
	}
	return open, waiting
}
