package linkage

import (
	"cmp"
	"maps"
	"slices"
)

// Scored is what likeness says of two records, A before B: their score and how
// their fields agree, and whether that is enough to join them.
type Scored struct {
	A, B    int32
	Join    bool
	Variant bool   // it would, were the forename not written in two ways; only of records with a number in common
	Like    bool   // a variant that is further off: one slip alone explains it
	Held    string // the rule that leaves the pair to a person, where one is known
	Score   float32
	Levels  string
	Rivals  []Rival
}

// Rival is a third record that fits one of a scored pair about as well as the other
// does.
type Rival struct{ Beside, Third int32 }

// The rules of pairs that no number joins.
const (
	ruleScore  = "score"
	ruleLikely = "score-review"
	ruleSecond = "two-candidates"
)

// joinScored joins what the scores join, as far as no two records of the groups
// are kept apart or wait for a person; the rest waits.
func (r *resolver) joinScored(scored []Scored) {
	byRule := len(r.pairs)
	ruled := ruleGroups{slices.Clone(r.root), maps.Clone(r.members)}
	waits := map[[2]int32]bool{}
	for i := range r.pairs {
		if p := &r.pairs[i]; p.Outcome != Merged && !r.maybeVariant(p) {
			waits[pairOf(p.A, p.B)] = true
		}
	}
	for i := range scored {
		s := &scored[i]
		if at, known := slices.BinarySearchFunc(r.pairs[:byRule], s, comparePair); known {
			p := &r.pairs[at]
			if p.Scored = s; r.maybeVariant(p) {
				r.joinVariant(p, &ruled, waits)
			}
			continue
		}
		if r.root[s.A] == r.root[s.B] {
			continue // through a third record
		}
		rule := r.againstScore(s, waits)
		if rule == "" && r.torn(s, &ruled) {
			rule = ruleSecond
		}
		if rule == "" {
			r.union(r.root[s.A], r.root[s.B])
			r.pairs = append(r.pairs, Pair{s.A, s.B, Merged, ruleScore, s})
			continue
		}
		if outcomeOf(rule) == Review {
			waits[[2]int32{s.A, s.B}] = true
			r.pairs = append(r.pairs, Pair{s.A, s.B, Review, rule, s})
		}
	}
}

func comparePair(p Pair, s *Scored) int { return cmp.Or(cmp.Compare(p.A, s.A), cmp.Compare(p.B, s.B)) }

// sameNameAndBirth is what no score replaces.
func sameNameAndBirth(a, b *Person) bool {
	return a.Forename != "" && a.Forename == b.Forename && a.Surname == b.Surname && a.Born != 0 && a.Born == b.Born
}

// againstScore names what leaves a pair to a person whatever its score, or "".
func (r *resolver) againstScore(s *Scored, waits map[[2]int32]bool) string {
	if rule := r.apartFrom(s.A, s.B); rule != "" {
		return rule
	}
	if !s.Join || !sameNameAndBirth(&r.persons[s.A], &r.persons[s.B]) {
		return cmp.Or(s.Held, ruleLikely)
	}
	if rule := r.forbidden(r.root[s.A], r.root[s.B]); rule != "" {
		return rule
	}
	if r.anyWaits(r.root[s.A], r.root[s.B], waits) {
		return ruleLikely
	}
	return ""
}
