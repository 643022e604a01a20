package reconcile

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// Duplicates counts the review cases: pairs of records that may be one child and
// that no rule may join. Cases of restricted children are counted with all
// others, for the service as a whole.
type Duplicates struct {
	Records    int64 `json:"records"`     // person records
	Pairs      int64 `json:"pairs"`       // of records that wait for a decision
	Cases      int64 `json:"cases"`       // unions of two children that these ask about; what would follow from them is none
	A          int64 `json:"a"`           // of priority A
	B          int64 `json:"b"`           //
	C          int64 `json:"c"`           //
	Restricted int64 `json:"restricted"`  // pairs that stand on no list, because of a restricted child or row
	Due        int64 `json:"due"`         // cases of A in which a merge would change what is due
	Coverage   int64 `json:"coverage"`    // coverage
	Flags      int64 `json:"flags"`       // an open flag
	OneStays   int64 `json:"one_stays"`   // of A, cases in which all that changes is of one of the two, which holds less
	InScope    int64 `json:"in_scope"`    // living children who live here and are not over age
	Left       int64 `json:"left"`        // of them those in a case that nobody decided
	LeftLiving int64 `json:"left_living"` // of them those whose other record is of such a child as well
	// Reasons are the cases by the rule that keeps them from being joined.
	Reasons []DuplicateReason `json:"reasons"`
}

// DuplicateReason counts the cases of one rule.
type DuplicateReason struct {
	Rule  string `json:"rule"`
	Words string `json:"words"`
	A     int64  `json:"a"`
	B     int64  `json:"b"`
	C     int64  `json:"c"`
	// OneStays are those of A in which all that changes is of one of the two.
	OneStays int64 `json:"one_stays"`
}

// judgeDuplicates gives every review case its priority, from what the target
// returned of both children, and settles the checks.
func (r *run) judgeDuplicates() {
	j := r.newDuplicateJudge()
	for i := range r.pairs {
		if !r.waits(&r.pairs[i]) {
			continue
		}
		x, ok := j.judge(&r.pairs[i])
		if !ok || r.pairs[i].outcome == pairDifferent && x.priority != PriorityA {
			continue // check merges says what is wrong with it, or one person was enough
		}
		r.cases = append(r.cases, x)
	}
	r.markFollowing()
	r.countDuplicates()
}

// markFollowing marks the pairs that are no case of their own: a case is one union of
// two children, and what these unions would bring together besides follows from them.
// Pairs of the highest priority and score come first. Once a case is decided to be two
// children, what followed from it is a case.
func (r *run) markFollowing() {
	order := make([]*reviewCase, len(r.cases))
	place := map[int64]int32{}
	for i := range r.cases {
		x := &r.cases[i]
		order[i] = x
		for _, c := range [...]*candidate{x.a, x.b} {
			if _, known := place[c.id]; !known {
				place[c.id] = int32(len(place))
			}
		}
	}
	slices.SortFunc(order, func(x, y *reviewCase) int {
		return cmp.Or(x.priority-y.priority, cmp.Compare(y.score, x.score), cmp.Compare(x.rowA, y.rowA), cmp.Compare(x.rowB, y.rowB))
	})
	u := newUnion(len(place))
	for _, x := range order {
		if x.outcome == pairDifferent {
			continue // for a second person
		}
		a, b := place[x.a.id], place[x.b.id]
		if x.follows = u.find(a) == u.find(b); !x.follows {
			u.join(a, b)
		}
	}
}

func (r *run) countDuplicates() {
	left := map[int64]bool{} // children in scope; true where both of a case are
	d := &r.duplicates
	reasons := map[string]*DuplicateReason{}
	for i := range r.cases {
		x := &r.cases[i]
		d.Pairs++
		if x.hidden {
			d.Restricted++
		}
		if !x.follows {
			d.add(x, reasons)
			if x.priority == PriorityA {
				r.breaks.note(Break{checkUndecided, tableChild, x.b.id, x.rowA, "", x.rule}, x.hidden)
			}
		}
		for _, c := range [...]*candidate{x.a, x.b} {
			if r.lives(c) {
				left[c.id] = left[c.id] || x.priority != PriorityC
			}
		}
	}
	d.Records, d.InScope, d.Left, d.Reasons = r.counts["persons"], r.counts[tallyInScope], int64(len(left)), []DuplicateReason{}
	for _, both := range left {
		if both {
			d.LeftLiving++
		}
	}
	for _, rule := range slices.SortedFunc(maps.Values(reasons), func(a, b *DuplicateReason) int {
		return cmp.Or(cmp.Compare(b.A, a.A), cmp.Compare(b.B, a.B), cmp.Compare(b.C, a.C), cmp.Compare(a.Rule, b.Rule))
	}) {
		rule.Words = r.ruleWords(rule.Rule)
		d.Reasons = append(d.Reasons, *rule)
	}
	r.settleDuplicates()
}

// waits reports a pair that no person decided, or one alone: that may not be
// enough.
func (r *run) waits(p *pair) bool {
	d, _ := r.parting(p)
	return p.outcome == pairReview || p.outcome == pairDifferent && d.Second == ""
}

func (d *Duplicates) add(x *reviewCase, reasons map[string]*DuplicateReason) {
	of := reasons[x.rule]
	if of == nil {
		of = &DuplicateReason{Rule: x.rule}
		reasons[x.rule] = of
	}
	d.Cases++
	*[priorities]*int64{&d.A, &d.B, &d.C}[x.priority]++
	*[priorities]*int64{&of.A, &of.B, &of.C}[x.priority]++
	if x.priority != PriorityA {
		return
	}
	e := &x.whole
	if e.oneStays {
		of.OneStays++
	}
	for n, is := range map[*int64]bool{&d.Due: e.due, &d.Coverage: e.measures != 0, &d.Flags: len(e.flags) > 0, &d.OneStays: e.oneStays} {
		if is {
			*n++
		}
	}
}

func (r *run) settleDuplicates() {
	d := &r.duplicates
	r.outcomes.compared(checkUndecided, d.Cases)
	r.outcomes.compared(checkLeftOver, d.InScope)
	detail := ""
	if d.Cases > 0 {
		detail = fmt.Sprintf("%d cases wait in all, of %d pairs: %d of priority A, %d of B, %d of C; %d with something restricted; of A %d would change one of the two alone, which holds less", d.Cases, d.Pairs, d.A, d.B, d.C, d.Restricted, d.OneStays)
	}
	r.outcomes.set(checkUndecided, d.A, false, detail)
	if detail = ""; d.Left > 0 {
		detail = fmt.Sprintf("%d of %d living children in scope stand in a pair with another such child that nobody decided, and %d with a child who is over age, moved away or has died", d.LeftLiving, d.InScope, d.Left-d.LeftLiving)
	}
	r.outcomes.set(checkLeftOver, ppm(d.LeftLiving, max(d.InScope, 1)), false, detail)
}
