package reconcile

import (
	"slices"

	"lollipop/internal/forms"
	"lollipop/internal/table"
)

// pairDifferent is the outcome of a pair that a person called two children.
const pairDifferent = "different"

// readDecisions reads the files of decisions itself: what people said of a pair counts,
// whatever transform made of it. It refuses a file that transform did not read.
func (r *run) readDecisions() error {
	decisions, given, err := forms.ReadBothDecisions(r.Decisions, r.RestrictedDecisions)
	if err != nil {
		return err
	}
	taken := r.in.transform.Content.Inputs
	for i, in := range given {
		if i >= len(taken) || taken[i].Path != in.Name || taken[i].SHA256 != in.SHA256 {
			return &DecisionsChangedError{in.Name}
		}
	}
	if len(taken) > len(given) {
		return &DecisionsChangedError{taken[len(given)].Path}
	}
	r.decisions = decisions
	return nil
}

// takeDecisions finds the records that decisions are about.
func (r *run) takeDecisions() {
	r.decided = map[[2]int64]forms.Decision{}
	for _, d := range r.decisions {
		a, b := r.rowOf(d.A), r.rowOf(d.B)
		if a == 0 || b == 0 {
			r.counts["decisions.nobody"]++
			continue
		}
		r.decided[[2]int64{min(a, b), max(a, b)}] = d
	}
}

// DecisionsChangedError says that the decisions are not those that transform took.
type DecisionsChangedError struct{ Name string }

func (e *DecisionsChangedError) Error() string {
	return "read " + e.Name + ": it is not the file that transform read"
}

// Hint says what to do next.
func (e *DecisionsChangedError) Hint() string {
	return "run transform again, or give back the file that it read"
}

// Usage reports that the caller can mend it.
func (e *DecisionsChangedError) Usage() bool { return true }

// rowOf is the standing patient row of a record, 0 where there is none.
func (r *run) rowOf(k forms.RecordKey) int64 {
	n := r.people.find(int32(slices.Index(r.in.sources, k.Source)), k.Organisation, k.Patient)
	if n < 0 {
		return 0
	}
	return r.people.list[n].row
}

// keyOf is the key of a person record, as decisions name it.
func (r *run) keyOf(person int32) forms.RecordKey {
	k := &r.people.keys[person]
	o := &r.people.orgList[k.org]
	return forms.RecordKey{Source: r.in.sources[o.source], Organisation: o.guid, Patient: k.patient}
}

// decision is what people said of two records, if anything.
func (r *run) decision(a, b int64) (forms.Decision, bool) {
	d, ok := r.decided[[2]int64{min(a, b), max(a, b)}]
	return d, ok
}

// partedChildren are the pairs of children of which people called a record of each two
// children: all their records are. The decision of two people counts before that of one.
func (r *run) partedChildren() map[[2]int64]forms.Decision {
	parted := map[[2]int64]forms.Decision{}
	for rows, d := range r.decided {
		a, b := r.personOfRow(rows[0]), r.personOfRow(rows[1])
		if d.Same || a == nil || b == nil || a.child == 0 || b.child == 0 {
			continue
		}
		children := [2]int64{min(a.child, b.child), max(a.child, b.child)}
		if before, ok := parted[children]; !ok || before.Second == "" {
			parted[children] = d
		}
	}
	return parted
}

// parting is what people said of the children of a pair, if they called them two.
func (r *run) parting(p *pair) (forms.Decision, bool) {
	a, b := r.personOfRow(p.rowA), r.personOfRow(p.rowB)
	if a == nil || b == nil {
		return forms.Decision{}, false
	}
	d, ok := r.parted[[2]int64{min(a.child, b.child), max(a.child, b.child)}]
	return d, ok
}

// calledSame reports that people called two records one child, and that neither is
// one about which nobody can say so.
func (r *run) calledSame(a, b *record) bool {
	d, ok := r.decision(a.row.row, b.row.row)
	return ok && d.Same && mayJoin(&d, a.person, b.person)
}

// mayJoin reports that a decision can make two records one child: restricted ones only
// where it stands in the file of restricted children, protected ones never.
func mayJoin(d *forms.Decision, a, b *person) bool {
	return !a.has(protected) && !b.has(protected) && (d.Restricted || !a.restricted() && !b.restricted())
}

// calledDifferent reports that people called two records two children.
func (r *run) calledDifferent(a, b *record) bool {
	d, ok := r.decision(a.row.row, b.row.row)
	return ok && !d.Same
}

// judgeDecisions holds each decision against what became of the pair: two children
// stay two, and one that was not joined goes on waiting for a person, which only a
// third record can be the reason of.
func (r *run) judgeDecisions() {
	outcome, records := map[[2]int64]string{}, map[int64]int{}
	for _, e := range r.byRow {
		records[r.people.list[e.person].child]++
	}
	for i := range r.pairs {
		outcome[[2]int64{r.pairs[i].rowA, r.pairs[i].rowB}] = r.pairs[i].outcome
	}
	for rows, d := range r.decided {
		a, b := r.personOfRow(rows[0]), r.personOfRow(rows[1])
		hidden := a.restricted() || b.restricted()
		kind := ""
		switch {
		case !d.Same && a.child == b.child && a.child != 0:
			kind = "decided-different-and-one-child"
		case d.Same && mayJoin(&d, a, b) && a.child != b.child && outcome[rows] != pairReview:
			kind = "decided-same-and-two-children"
		case d.Same && mayJoin(&d, a, b) && a.child != b.child && records[a.child] == 1 && records[b.child] == 1:
			kind = "decided-same-and-nothing-against-it"
		}
		if kind != "" {
			r.breaks.note(Break{checkMerges, tableChild, a.child, rows[0], "", kind}, hidden)
		}
	}
	r.parted = r.partedChildren()
	for i := range r.pairs {
		p := &r.pairs[i]
		if _, said := r.parting(p); p.outcome == pairDifferent && !said {
			r.breaks.note(Break{checkMerges, "patient", table.NullInt64, p.rowA, "", "different-and-nobody-said-so"}, true)
		}
	}
	r.outcomes.compared(checkMerges, int64(len(r.decided)))
}
