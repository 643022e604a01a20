package schedule

import (
	"slices"

	"lollipop/internal/chis"
)

// offersFor lists the rules that may name the product given for what rule i
// plans: those that replace a product, and those of the same steps.
func (e *Engine) offersFor(i int) []int16 {
	planned := &e.rules[i]
	if planned.Action != Due && planned.Action != Then {
		return nil
	}
	var offers []int16
	for j := range e.rules {
		r := &e.rules[j]
		same := r.Action == Due && r.Programme == planned.Programme && len(r.Steps) == len(planned.Steps)
		if j != i && (same || r.Action == Instead) && hasSteps(r.Steps, planned.Steps) {
			offers = append(offers, int16(j))
		}
	}
	return offers
}

func hasSteps(all, some []Step) bool {
	return !slices.ContainsFunc(some, func(s Step) bool { return !slices.Contains(all, s) })
}

// offer is the rule that names the product to give on a day for what another
// rule planned: from an age on the one that replaces it, and where the planning
// rule is over, the one that is in effect for the same steps.
func (w *walk) offer(planned int16, day int32) int16 {
	best := planned
	if len(w.e.offers[planned]) == 0 {
		return best
	}
	on := chis.DateFromDays(day)
	over := on.After(w.e.rules[planned].To)
	for _, i := range w.e.offers[planned] {
		r := &w.e.rules[i]
		switch {
		case !inWindow(on, r.From, r.To):
		case r.Action == Instead:
			if day-w.born >= leastDays(r.NotBefore) && r.NotBefore.After(chis.DateFromDays(w.born)) <= on {
				return i
			}
		case over:
			best = i
		}
	}
	return best
}

// leastDays is the shortest that an age can be.
func leastDays(a Age) int32 { return int32(a.Months)*28 + int32(a.Days) }

func inWindow(day, from, to chis.Date) bool { return !day.Before(from) && !day.After(to) }
