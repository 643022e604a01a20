package reconcile

import (
	"cmp"
	"maps"
	"slices"
)

// DueLists hold the four sides of what is due against each other, child by child:
// the legacy system's own list, the schedule over the source's history, the
// schedule over the target's, and the target's list. Restricted children are
// counted with all others, for the service as a whole.
type DueLists struct {
	Sides []DueSides `json:"sides"`
	// Listed is how many open entries of the legacy system name a vaccine, Unnamed
	// how many name none and cannot be compared with a schedule.
	Listed  int64 `json:"listed"`
	Unnamed int64 `json:"unnamed"`
	// Changed counts by reason where the legacy's list is not what the schedule says.
	Changed []ListReason `json:"changed"`
}

// DueSides says of how many children, or of how many entries where both sides are
// lists, two sides say the same.
type DueSides struct {
	A        string `json:"a"`
	B        string `json:"b"`
	Of       string `json:"of"` // children or entries
	Compared int64  `json:"compared"`
	Same     int64  `json:"same"`
}

// ListReason counts the children whose legacy list differs, by the reason of the
// worst difference, and all differences with that reason.
type ListReason struct {
	Check       string `json:"check"`
	Reason      string `json:"reason"`
	Explained   bool   `json:"explained"`
	Children    int64  `json:"children"`
	Differences int64  `json:"differences"`
}

// judgeSides holds the four sides of the child against each other, and what is under
// way, and keeps how long that took.
func (c *childCheck) judgeSides() {
	began := c.Clock()
	c.judgeDue()
	c.judgeLegacy()
	c.judgeItems()
	c.judgeBridge()
	c.due.counts.spent += c.Clock() - began
}

// PartDue is the comparison of the four sides of what is due, in Report.Spent.
const PartDue = "due-lists"

// The four sides.
const (
	sideLegacy = "legacy-list"
	sideSource = "schedule-over-source"
	sideTarget = "schedule-over-target"
	sideItems  = "target-list"
)

type listReason struct{ check, reason string }

// listCounts is what was found of the legacy's lists.
type listCounts struct {
	children, same, listed, unnamed int64
	changed, items                  map[listReason]int64
}

// itemCounts is what was found of due_item.
type itemCounts struct{ source, target, differ, children, same int64 }

func newListCounts() listCounts {
	return listCounts{changed: map[listReason]int64{}, items: map[listReason]int64{}}
}

func (n *listCounts) add(o *listCounts) {
	n.children, n.same, n.listed, n.unnamed = n.children+o.children, n.same+o.same, n.listed+o.listed, n.unnamed+o.unnamed
	for k, c := range o.changed {
		n.changed[k] += c
	}
	for k, c := range o.items {
		n.items[k] += c
	}
}

func (n *itemCounts) add(o *itemCounts) {
	n.source, n.target, n.differ = n.source+o.source, n.target+o.target, n.differ+o.differ
	n.children, n.same = n.children+o.children, n.same+o.same
}

// settleLists makes the figures of the report, and settles the checks.
func (r *run) settleLists() {
	l, n, due := &r.due.legacy, &r.due.items, &r.due
	entries := max(n.source, n.target)
	r.dueLists = DueLists{Listed: l.listed, Unnamed: l.unnamed, Changed: l.reasons(), Sides: []DueSides{
		{sideLegacy, sideSource, "children", l.children, l.same},
		{sideSource, sideTarget, "children", due.compared, due.same},
		{sideTarget, sideItems, "children", n.children, n.same},
		{sideItems, sideLegacy, "entries", entries, max(entries-n.differ, 0)},
	}}
	for _, check := range [...]string{checkLegacyDue, checkLegacyLater} {
		r.outcomes.compared(check, l.children)
		if !r.in.sendsList() {
			r.outcomes.idle(check, "the legacy system sends no due list")
		}
		r.outcomes.set(check, l.changed[listReason{check, ReasonUnexplained}], false, "")
	}
	r.outcomes.compared(checkDueItems, entries)
}

func (n *listCounts) reasons() []ListReason {
	by := map[listReason]*ListReason{}
	at := func(k listReason) *ListReason {
		if by[k] == nil {
			by[k] = &ListReason{Check: k.check, Reason: k.reason, Explained: k.reason != ReasonUnexplained}
		}
		return by[k]
	}
	for k, c := range n.changed {
		at(k).Children += c
	}
	for k, c := range n.items {
		at(k).Differences += c
	}
	all := []ListReason{}
	for _, d := range slices.SortedFunc(maps.Values(by), func(a, b *ListReason) int {
		return cmp.Or(cmp.Compare(a.Check, b.Check), cmp.Compare(b.Children, a.Children), cmp.Compare(b.Differences, a.Differences), cmp.Compare(a.Reason, b.Reason))
	}) {
		all = append(all, *d)
	}
	return all
}

// sendsList reports that a file of the legacy system holds entries of its due list.
func (in *inputs) sendsList() bool {
	return slices.ContainsFunc(in.files, func(f sourceFile) bool {
		return f.name == entityNames[entityDiary] && f.records > 0 && !in.practice[f.source]
	})
}
