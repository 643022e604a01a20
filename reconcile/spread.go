package reconcile

import (
	"slices"

	"lollipop/internal/table"
)

// spreadRestriction gives every record the restriction of every other record
// with the same NHS number or PersonGuid, and of those that these share one
// with: restriction fails closed, before any matching.
func (r *run) spreadRestriction() {
	u := newUnion(len(r.people.list))
	byKey := make([]int32, 0, len(r.byRow))
	for _, e := range r.byRow {
		byKey = append(byKey, e.person)
	}
	list := r.people.list
	holder := map[uint64]int32{}
	for _, n := range byKey {
		for _, number := range list[n].numbers() {
			if first, ok := holder[number]; ok {
				u.join(first, n)
			} else {
				holder[number] = n
			}
		}
	}
	slices.SortFunc(byKey, func(a, b int32) int { return list[a].guid.Compare(list[b].guid) })
	for i := 1; i < len(byKey); i++ {
		if g := list[byKey[i]].guid; !g.IsZero() && g == list[byKey[i-1]].guid {
			u.join(byKey[i-1], byKey[i])
		}
	}
	const spreads = sensitive | protected | confidential
	for _, e := range r.byRow {
		p := &list[e.person]
		if p.has(protectCode) {
			p.is |= protected
		}
		list[u.find(e.person)].is |= p.is & spreads
	}
	for _, e := range r.byRow {
		list[e.person].is |= list[u.find(e.person)].is & spreads
	}
}

// union keeps sets of small numbers.
type union []int32

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = int32(i)
	}
	return u
}

func (u union) find(a int32) int32 {
	for u[a] != a {
		u[a] = u[u[a]]
		a = u[a]
	}
	return a
}

func (u union) join(a, b int32) { u[u.find(b)] = u.find(a) }

// judgeRestriction holds the restriction of every record, as worked out again,
// against what the target holds in its open tables, and the pairs that were
// listed against the protected.
func (r *run) judgeRestriction() {
	restricted := map[int64]bool{}
	for _, e := range r.byRow {
		p := &r.people.list[e.person]
		r.outcomes.compared(checkSpread, 1)
		if !p.restricted() || p.child == 0 {
			continue
		}
		if !restricted[p.child] && r.openChildren.has(p.child) {
			r.breaks.add(Break{checkSpread, "child", p.child, p.row, "", "restricted-child-in-open-tables"})
		}
		restricted[p.child] = true
	}
	r.counts["children.restricted"] = int64(len(restricted))
	r.judgePairs()
	r.judgeUnlisted()
	r.judgeDecisions()
}

func (r *run) judgePairs() {
	for i := range r.pairs {
		p := &r.pairs[i]
		a, b := r.personOfRow(p.rowA), r.personOfRow(p.rowB)
		if a == nil || b == nil {
			r.breaks.add(Break{checkMerges, "patient", table.NullInt64, p.rowA, "", "pair-of-no-person"})
			continue
		}
		hidden := a.has(protected) || b.has(protected)
		switch {
		case hidden && p.outcome != pairRefused:
			r.breaks.add(Break{checkProtected, "patient", table.NullInt64, p.rowA, "", "protected-in-pair-" + p.outcome})
		case p.outcome != pairMerged && a.child == b.child && a.child != 0:
			r.breaks.add(Break{checkMerges, "child", a.child, p.rowA, "", p.outcome + "-pair-is-one-child"})
		case p.outcome == pairMerged && a.child != b.child:
			r.breaks.add(Break{checkMerges, "child", a.child, p.rowA, "", "merged-pair-is-two-children"})
		}
		if p.childA != a.child || p.childB != b.child {
			r.breaks.add(Break{checkMerges, "patient", table.NullInt64, p.rowA, "", "pair-names-another-child"})
		}
	}
}
