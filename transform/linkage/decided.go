package linkage

// Decided is what a person decided of two records, in any order.
type Decided struct {
	A, B int32
	Same bool
}

// Different is the outcome of a pair that a person called two children.
const Different Outcome = "different"

// The rules of pairs that people decided.
const (
	ruleDecidedSame      = "decided-same"
	ruleDecidedDifferent = "decided-different"
)

func pairOf(a, b int32) [2]int32 { return [2]int32{min(a, b), max(a, b)} }

// takeDecided notes what people decided.
func (r *resolver) takeDecided(decided []Decided) {
	r.decided = make(map[[2]int32]bool, len(decided))
	for _, d := range decided {
		r.decided[pairOf(d.A, d.B)] = d.Same
	}
}

// joinDecided joins the pairs that people called one child, before any rule joins
// others. What a person said of two records overrides the rules about those two,
// and about no third: where one of their groups holds a record that is kept apart
// from one of the other, the pair goes on waiting.
func (r *resolver) joinDecided() {
	for _, p := range r.pairs {
		same, ok := r.decided[pairOf(p.A, p.B)]
		if ra, rb := r.root[p.A], r.root[p.B]; ok && same && ra != rb && r.forbidden(ra, rb) == "" {
			r.union(ra, rb)
		}
	}
}

// partDecided takes for two children what waits between two groups of which people
// called a record of each two children.
func (r *resolver) partDecided() {
	parted := map[[2]int32]bool{}
	for pair, same := range r.decided {
		if !same {
			parted[pairOf(r.root[pair[0]], r.root[pair[1]])] = true
		}
	}
	for i := range r.pairs {
		if p := &r.pairs[i]; p.Outcome == Review && parted[pairOf(r.root[p.A], r.root[p.B])] {
			p.Outcome, p.Rule = Different, ruleDecidedDifferent
		}
	}
}

// apartFrom is apart with what people decided of the two.
func (r *resolver) apartFrom(a, b int32) string {
	x, y := &r.persons[a], &r.persons[b]
	same, ok := r.decided[pairOf(a, b)]
	switch {
	case ok && !same:
		return ruleDecidedDifferent
	case ok && !x.Protected && !y.Protected:
		return ""
	}
	return r.apart(a, b)
}

// decidedOutcome is the outcome of a pair that people decided, or that is one
// child because they decided about others; ok is false for any other.
func (r *resolver) decidedOutcome(a, b int32) (outcome Outcome, rule string, ok bool) {
	same, known := r.decided[pairOf(a, b)]
	ra, rb := r.root[a], r.root[b]
	switch {
	case known && !same:
		return Different, ruleDecidedDifferent, true
	case known && ra == rb:
		return Merged, ruleDecidedSame, true
	case known:
		rule = r.forbidden(ra, rb)
		return outcomeOf(rule), rule, true
	case len(r.decided) > 0 && ra == rb && r.shortOf(a, b) != "":
		return Merged, ruleDecidedSame, true
	}
	return "", "", false
}
