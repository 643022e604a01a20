package reconcile

import (
	"cmp"
	"maps"
	"slices"

	"lollipop/internal/schedule"
)

// NextDue compares what the schedule says of the source's history with what it
// says of the target's. Restricted children are counted with all others, for the
// service as a whole.
type NextDue struct {
	Compared int64        `json:"compared"` // children
	Same     int64        `json:"same"`     // everything is due as before
	Changed  []DueReason  `json:"changed"`
	Outcomes []DueOutcome `json:"outcomes"`
	Doubts   []DueOutcome `json:"doubts"`
	// Unverified names the rules of the schedule that rest on memory.
	Unverified []string `json:"unverified"`
}

// DueReason counts the children for whom something else is due than before, by
// the reason. The next item of Follows is the same, and something later is not.
type DueReason struct {
	Check     string `json:"check"`
	Reason    string `json:"reason"`
	Explained bool   `json:"explained"`
	Children  int64  `json:"children"`
	Lost      int64  `json:"lost"`
	Later     int64  `json:"later"`
	New       int64  `json:"new"`
	Earlier   int64  `json:"earlier"`
	Other     int64  `json:"other"`
	Follows   int64  `json:"follows"`
}

// DueOutcome counts children whose plan could be made or not, or is in doubt.
type DueOutcome struct {
	What   string `json:"what"`
	Before int64  `json:"before"`
	After  int64  `json:"after"`
}

// settleDue makes the figures of the report, and settles the checks.
func (r *run) settleDue() {
	n := &r.due
	r.nextDue = NextDue{Compared: n.compared, Same: n.same, Changed: n.reasons(), Outcomes: []DueOutcome{}, Doubts: []DueOutcome{}, Unverified: []string{}}
	for o := schedule.Scheduled; o <= schedule.OverAge; o++ {
		if s := n.outcomes[dueOutcome{outcome: o}]; s.Source+s.Target > 0 {
			r.nextDue.Outcomes = append(r.nextDue.Outcomes, DueOutcome{o.String(), s.Source, s.Target})
		}
	}
	for _, d := range schedule.DoubtsOf(^schedule.Doubt(0)) {
		if s := n.outcomes[dueOutcome{doubt: d}]; s.Source+s.Target > 0 {
			r.nextDue.Doubts = append(r.nextDue.Doubts, DueOutcome{d.String(), s.Source, s.Target})
		}
	}
	for _, rule := range r.Mappings.Schedule().Unverified() {
		r.nextDue.Unverified = append(r.nextDue.Unverified, rule.Name())
	}
	for _, check := range [...]string{checkNextDue, checkNextLater} {
		r.outcomes.compared(check, n.compared)
		r.outcomes.set(check, n.unexplained[check], false, "")
	}
	r.counts["due.same"], r.counts["due.changed"] = n.same, n.compared-n.same
}

func (n *dueCounts) reasons() []DueReason {
	type key struct{ check, reason string }
	by := map[key]*DueReason{}
	for k, count := range n.changes {
		at := key{k.check, k.reason}
		if by[at] == nil {
			by[at] = &DueReason{Check: k.check, Reason: k.reason, Explained: explains(k.reason)}
		}
		d := by[at]
		d.Children += count
		*[dueChanges]*int64{&d.Lost, &d.Later, &d.New, &d.Earlier, &d.Other, &d.Follows}[k.change] += count
	}
	all := []DueReason{}
	for _, d := range slices.SortedFunc(maps.Values(by), func(a, b *DueReason) int {
		return cmp.Or(cmp.Compare(a.Check, b.Check), cmp.Compare(b.Children, a.Children), cmp.Compare(a.Reason, b.Reason))
	}) {
		all = append(all, *d)
	}
	return all
}

// explains reports a reason that explains something.
func explains(reason string) bool { return reason != ReasonUnexplained && reason != ReasonNotThere }
