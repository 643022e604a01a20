package reconcile

import (
	"cmp"
	"slices"

	"lollipop/internal/schedule"
)

// PlanRow is a child who lives here and cannot be scheduled, or whose plan is in
// doubt: it is called as planned, and somebody has to look at the record.
type PlanRow struct {
	Person
	Cannot bool
	Why    string // in words
	Row    int64
}

// gatherPlan lists a child without a plan, or with one in doubt, by what the target
// returns; where the target lacks the child, by the sources. One of whom a
// confidential row plays a part is in doubt in no list.
func (g *gatherer) gatherPlan(s *seenChild) {
	r := &s.due.after
	if !s.due.found {
		r = &s.due.before
	}
	row := PlanRow{Cannot: r.Outcome.CannotBeScheduled(), Why: r.Outcome.String(), Row: s.primary}
	switch {
	case r.Outcome == schedule.NoBirthDate && s.schedule.Outcome.CannotBeScheduled():
		row.Why = s.schedule.Outcome.String() // the target holds no more than that there is no date
	case row.Cannot:
	case r.Outcome != schedule.Scheduled || r.Doubts == 0:
		return
	case !s.hidden && slices.ContainsFunc(s.due.told, func(t told) bool { return t.confidential }):
		g.secretPlans++
		return
	default:
		row.Why = r.Doubts.String()
	}
	row.Person = s.person()
	g.plans.add(row)
}

func comparePlans(a, b *PlanRow) int {
	flag := func(v bool) int {
		if v {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(a.Place, b.Place), flag(a.Cannot)-flag(b.Cannot), cmp.Compare(a.Why, b.Why), cmp.Compare(b.Born, a.Born), cmp.Compare(a.Practice, b.Practice), cmp.Compare(a.ID, b.ID))
}
