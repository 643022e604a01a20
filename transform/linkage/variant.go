package linkage

import (
	"slices"

	"lollipop/internal/chis"
	"lollipop/transform/linkage/similar"
)

// ruleVariant is the rule of pairs whose forename is written in two ways, and
// ruleForename that of those that wait because it is.
const (
	ruleVariant  = "forename-variant"
	ruleForename = "forename-differs"
)

// home is a birth date and a place: who shares both and is somebody else is a twin.
type home struct {
	born     chis.Date
	postcode chis.Postcode
}

// findVariants finds the pairs whose forenames are two ways to write one: a score
// says so, number, PersonGuid, birth date and postcode are the same, and nothing
// speaks of a second child of that day.
func (r *resolver) findVariants(scored []Scored) {
	r.variants = map[[2]int32]bool{}
	beside := map[home][]int32{}
	for i := range scored {
		s := &scored[i]
		if _, said := r.decided[pairOf(s.A, s.B)]; s.Variant && !said && r.oneButForForename(s) {
			r.variants[pairOf(s.A, s.B)] = true
			beside[r.persons[s.A].home()] = nil
		}
	}
	if len(beside) == 0 {
		return
	}
	for i := range r.persons {
		if h := r.persons[i].home(); !h.postcode.IsNone() {
			if list, asked := beside[h]; asked {
				beside[h] = append(list, int32(i))
			}
		}
	}
	for pair := range r.variants {
		a := &r.persons[pair[0]]
		if slices.ContainsFunc(beside[a.home()], func(i int32) bool { return somebodyElse(a, &r.persons[i]) }) {
			delete(r.variants, pair)
		}
	}
}

func (p *Person) home() home { return home{p.Born, p.Postcode} }

// somebodyElse reports a record that is not surely of the child of another.
func somebodyElse(a, b *Person) bool {
	if b.PersonGUID.IsZero() {
		return !sameNumber(a, b)
	}
	return b.PersonGUID != a.PersonGUID
}

// oneButForForename reports two records that rules would join if their forenames
// were one, and that agree in more than rules ask.
func (r *resolver) oneButForForename(s *Scored) bool {
	x, y := r.persons[s.A], &r.persons[s.B]
	if s.Like && (min(len(x.Forename), len(y.Forename)) < slipFrom || !similar.OneSlip(x.Forename, y.Forename)) {
		return false
	}
	if x.Forename == "" || y.Forename == "" || x.Forename == y.Forename || x.Born == 0 || x.Postcode.IsNone() || x.Postcode != y.Postcode {
		return false
	}
	if !sameNumber(&x, y) || x.PersonGUID.IsZero() || x.PersonGUID != y.PersonGUID || x.HeldByWoman || y.HeldByWoman || x.oneOfSeveral() || y.oneOfSeveral() {
		return false
	}
	x.Forename = y.Forename
	return Conflict(&x, y) == ""
}

// slipFrom is the number of letters from which one slip makes no other name of a name.
const slipFrom = 4

// oneOfSeveral reports that a record speaks of a birth of more than one child.
func (p *Person) oneOfSeveral() bool { return p.BirthOrder > 1 || p.NumberBorn > 1 }

// maybeVariant reports a pair that waits for its score to be looked at.
func (r *resolver) maybeVariant(p *Pair) bool {
	return p.Outcome == Review && p.Rule == ruleForename && r.variants[pairOf(p.A, p.B)]
}

// joinVariant joins the groups of a pair whose forename is written in two ways, as
// far as nothing keeps any two of them apart and none of them waits for a person.
func (r *resolver) joinVariant(p *Pair, ruled *ruleGroups, waits map[[2]int32]bool) {
	ra, rb := r.root[p.A], r.root[p.B]
	if ra != rb {
		if rule := r.forbidden(ra, rb); rule != "" {
			p.Rule = rule
			return
		}
		if r.anyWaits(ra, rb, waits) || r.torn(p.Scored, ruled) {
			return
		}
		r.union(ra, rb)
	}
	p.Outcome, p.Rule = Merged, ruleVariant
}

// anyWaits reports that a record of one group and one of another wait for a person.
func (r *resolver) anyWaits(ra, rb int32, waits map[[2]int32]bool) bool {
	for _, a := range r.group(ra) {
		for _, b := range r.group(rb) {
			if waits[pairOf(a, b)] {
				return true
			}
		}
	}
	return false
}

// forgetUnjoined takes back the variants that nothing joined, and reports whether
// there were any: two records that stay apart are two holders of their number.
func (r *resolver) forgetUnjoined() (any bool) {
	for pair := range r.variants {
		if r.root[pair[0]] != r.root[pair[1]] {
			delete(r.variants, pair)
			any = true
		}
	}
	return any
}
