package reconcile

import (
	"cmp"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// DueRow is a child for whom something else is due than before.
type DueRow struct {
	Person
	Reason        string
	Explained     bool
	Strict        bool // it may not be waived
	Change        int
	Before, After DueDay
	Days          int32 // by which the next item moved; 0 where there is none on a side
	Row           int64
}

// DueDay is the next thing that is due, or why nothing is.
type DueDay struct {
	What string // vaccine and dose, else the reason in words
	On   chis.Date
}

// gatherDue lists a child whose due list changed.
func (g *gatherer) gatherDue(s *seenChild) {
	d := s.dueChange
	if d == nil {
		return
	}
	row := DueRow{
		Person: s.person(), Reason: d.reason, Explained: explains(d.reason), Strict: d.check == checkNextDue, Change: d.change,
		Before: g.dueDay(&d.before), After: g.dueDay(&d.after), Row: s.primary,
	}
	if row.Before.On != 0 && row.After.On != 0 {
		row.Days = row.After.On.Sub(row.Before.On)
	}
	s.source.DueChanged++
	if !row.Explained {
		s.source.DueUnexplained++
	}
	g.due.add(row)
	g.dueMoved[movedBand(row.Before, row.After)]++
}

func (g *gatherer) dueDay(n *dueNext) DueDay {
	if n.rule >= 0 {
		rule := &g.Mappings.Schedule().Rules()[n.rule]
		return DueDay{What: rule.Vaccine + " " + rule.Dose, On: n.on}
	}
	if n.outcome == schedule.Scheduled {
		return DueDay{What: "nothing"}
	}
	return DueDay{What: "nothing: " + n.outcome.String()}
}

// compareDue puts what nothing explains first, then what is lost, then what
// moved furthest.
func compareDue(a, b *DueRow) int {
	flag := func(v bool) int {
		if v {
			return 1
		}
		return 0
	}
	far := func(r *DueRow) int32 { return max(r.Days, -r.Days) }
	return cmp.Or(cmp.Compare(a.Place, b.Place), flag(a.Explained)-flag(b.Explained), flag(b.Strict)-flag(a.Strict), cmp.Compare(a.Change, b.Change),
		cmp.Compare(far(b), far(a)), cmp.Compare(a.Practice, b.Practice), cmp.Compare(a.ID, b.ID))
}
