package linkage

import (
	"cmp"
	"slices"

	"lollipop/internal/chis"
)

// Person is one person record as matching sees it. Records are known by their
// place in the slice given to Resolve, which must be in source-key order.
type Person struct {
	Source      int32 // each organisation of a practice feed is a source of its own
	Number      chis.NHSNumber
	Former      *Superseded // what a trace says Number supersedes; nil of an invalid number
	PersonGUID  chis.GUID
	Born        chis.Date
	Died        chis.Date // none where alive or not known
	Dead        bool
	LastActive  chis.Date     // latest event, registration or end of registration
	Forename    string        // folded; empty where missing or a placeholder
	Surname     string        // folded
	Postcode    chis.Postcode // none where missing, or where it names no place
	Sex         chis.Sex
	BirthOrder  int32 // 0 unknown
	NumberBorn  int32
	Current     bool
	Protected   bool
	HeldByWoman bool // a woman of child-bearing age out of scope holds the number
}

// Superseded is a number that another supersedes, and those that it superseded
// itself.
type Superseded struct {
	Number chis.NHSNumber
	Former *Superseded
}

// Outcome is what was decided of a pair of records.
type Outcome string

// The outcomes. A refused pair concerns a protected identity and is shown to
// nobody; a review pair waits for a person.
const (
	Merged  Outcome = "merged"
	Review  Outcome = "review"
	Refused Outcome = "refused"
)

// Pair is one decision about two records, A before B.
type Pair struct {
	A, B    int32
	Outcome Outcome
	Rule    string
	Scored  *Scored // nil where nothing was scored
}

// Result is the child of every record, numbered in the order of each child's
// first record, and the decision about every pair that shared a key.
type Result struct {
	Child    []int32
	Children int32
	Pairs    []Pair
}

// maxGroup bounds the pairs of one key: a number held by more records than this
// is no child's number, and its pairs are listed against the first record only.
const maxGroup = 64

// Resolve joins records that people decided are one child, then by rule, and then those that a score
// joins, which come by falling score. No score overrides what forbids a union. It is deterministic:
// unions are tried in the order of the records and of the scores.
func Resolve(persons []Person, scored []Scored, decided ...Decided) Result {
	r := resolver{persons: persons}
	r.takeDecided(decided)
	r.findVariants(scored)
	for again := true; again; again = r.forgetUnjoined() {
		r.findSecondHolders()
		r.candidates()
		r.join()
		r.joinScored(scored)
	}
	r.partDecided()
	return r.number()
}

type resolver struct {
	persons  []Person
	decided  map[[2]int32]bool       // what people said of a pair: the same child
	variants map[[2]int32]bool       // pairs whose forename is written in two ways
	second   map[chis.NHSNumber]bool // numbers that two children of one birth date hold
	pairs    []Pair
	members  map[int32][]int32 // by group root; groups of one are absent
	root     []int32
}

// candidates lists each pair of records that share a number or a PersonGuid, or that
// people decided about.
func (r *resolver) candidates() {
	r.pairs = r.pairs[:0]
	for pair := range r.decided {
		r.pairs = append(r.pairs, Pair{A: pair[0], B: pair[1]})
	}
	byNumber := map[chis.NHSNumber][]int32{}
	byPerson := map[chis.GUID][]int32{}
	for i := range r.persons {
		if p := &r.persons[i]; true {
			for _, n := range p.numbers() {
				byNumber[n] = append(byNumber[n], int32(i))
			}
			if !p.PersonGUID.IsZero() {
				byPerson[p.PersonGUID] = append(byPerson[p.PersonGUID], int32(i))
			}
		}
	}
	for _, g := range byNumber {
		r.list(g)
	}
	for _, g := range byPerson {
		r.list(g)
	}
	slices.SortFunc(r.pairs, func(a, b Pair) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	r.pairs = slices.CompactFunc(r.pairs, func(a, b Pair) bool { return a.A == b.A && a.B == b.B })
}

func (r *resolver) list(group []int32) {
	if len(group) > maxGroup {
		for _, b := range group[1:] {
			r.pairs = append(r.pairs, Pair{A: group[0], B: b})
		}
		return
	}
	for i, a := range group {
		for _, b := range group[i+1:] {
			r.pairs = append(r.pairs, Pair{A: a, B: b})
		}
	}
}

// join decides each pair in order.
func (r *resolver) join() {
	r.root = make([]int32, len(r.persons))
	for i := range r.root {
		r.root[i] = int32(i)
	}
	r.members = map[int32][]int32{}
	r.joinDecided()
	for i := range r.pairs {
		p := &r.pairs[i]
		p.Outcome, p.Rule = r.decide(p.A, p.B)
	}
}

func (r *resolver) decide(a, b int32) (Outcome, string) {
	if outcome, rule, ok := r.decidedOutcome(a, b); ok {
		return outcome, rule
	}
	if rule := r.shortOf(a, b); rule != "" {
		return outcomeOf(rule), rule
	}
	if r.variants[pairOf(a, b)] {
		return Review, ruleForename // until its score is looked at
	}
	if ra, rb := r.root[a], r.root[b]; ra != rb {
		if rule := r.forbidden(ra, rb); rule != "" {
			return outcomeOf(rule), rule
		}
		r.union(ra, rb)
	}
	return Merged, reason(&r.persons[a], &r.persons[b])
}

func outcomeOf(rule string) Outcome {
	if rule == "protected" {
		return Refused
	}
	return Review
}

func reason(a, b *Person) string {
	number, guid := sameNumber(a, b), !a.PersonGUID.IsZero() && a.PersonGUID == b.PersonGUID
	switch {
	case number && guid:
		return "nhs-number+person-guid"
	case number:
		return "nhs-number"
	default:
		return "person-guid"
	}
}

// numbers are the number of a record and those that it supersedes.
func (p *Person) numbers() []chis.NHSNumber {
	if p.Number.IsNone() {
		return nil
	}
	return p.Former.Append([]chis.NHSNumber{p.Number})
}

// Append adds the numbers of a chain to a list, the last first.
func (s *Superseded) Append(list []chis.NHSNumber) []chis.NHSNumber {
	for ; s != nil; s = s.Former {
		list = append(list, s.Number)
	}
	return list
}

// sameNumber reports that two records have a number in common.
func sameNumber(a, b *Person) bool {
	return slices.ContainsFunc(a.numbers(), func(n chis.NHSNumber) bool { return slices.Contains(b.numbers(), n) })
}

// shortOf names what the pair lacks to be one child by rule, or what forbids it.
func (r *resolver) shortOf(a, b int32) string {
	x, y := &r.persons[a], &r.persons[b]
	switch rule := r.apart(a, b); {
	case rule != "":
		return rule
	case x.Born == 0 || y.Born == 0:
		return "birth-date-differs"
	case x.Forename == "" || y.Forename == "":
		return "placeholder-forename"
	}
	return ""
}

// apart names what keeps two records apart even where each agrees with a third,
// or "".
func (r *resolver) apart(i, j int32) string {
	a, b := &r.persons[i], &r.persons[j]
	if r.variants[pairOf(i, j)] {
		one := *a
		one.Forename = b.Forename
		a = &one
	}
	switch rule := Conflict(a, b); {
	case rule != "":
		return rule
	case sameNumber(a, b) && (a.HeldByWoman || b.HeldByWoman):
		return "number-held-by-woman"
	case slices.ContainsFunc(a.numbers(), func(n chis.NHSNumber) bool { return r.second[n] && slices.Contains(b.numbers(), n) }):
		return "number-held-by-second-child"
	}
	return ""
}

// forbidden names a condition that keeps two groups apart, or "".
func (r *resolver) forbidden(ra, rb int32) string {
	return r.between(r.group(ra), r.group(rb))
}

// between names what keeps any record of one list apart from any of another, or "".
func (r *resolver) between(list, others []int32) string {
	for _, a := range list {
		for _, b := range others {
			if rule := r.apartFrom(a, b); rule != "" {
				return rule
			}
		}
	}
	return ""
}

func (r *resolver) group(root int32) []int32 {
	if g := r.members[root]; g != nil {
		return g
	}
	return []int32{root}
}

func (r *resolver) union(ra, rb int32) {
	if rb < ra {
		ra, rb = rb, ra
	}
	g := append(slices.Clone(r.group(ra)), r.group(rb)...)
	slices.Sort(g)
	for _, m := range g {
		r.root[m] = ra
	}
	delete(r.members, rb)
	r.members[ra] = g
}

// Conflict names the condition that forbids two records to be one child,
// whatever else agrees, or "". Source: the identity rules a child health
// service would hold us to.
func Conflict(a, b *Person) string {
	switch {
	case a.Protected || b.Protected:
		return "protected"
	case !a.Number.IsNone() && !b.Number.IsNone() && !sameNumber(a, b):
		return "different-nhs-number"
	case a.Born != 0 && b.Born != 0 && a.Born != b.Born:
		return "birth-date-differs"
	case a.Forename != "" && b.Forename != "" && a.Forename != b.Forename:
		return ruleForename
	case a.BirthOrder != 0 && b.BirthOrder != 0 && a.BirthOrder != b.BirthOrder:
		return "birth-order-differs"
	case a.NumberBorn != 0 && b.NumberBorn != 0 && a.NumberBorn != b.NumberBorn:
		return "number-born-differs"
	case a.Source == b.Source && a.Current && b.Current:
		return "both-current-in-one-source"
	case deadAndActive(a, b) || deadAndActive(b, a):
		return "one-dead-other-active"
	case a.Sex.Known() && b.Sex.Known() && a.Sex != b.Sex && a.Surname != b.Surname:
		return "sex-and-surname-differ"
	case renamedAndMoved(a, b):
		return "surname-and-home-differ"
	}
	return ""
}

// renamedAndMoved reports two records of another surname and another postcode that no
// number holds together. A child who was adopted keeps forename and birth date, and
// in some extracts the PersonGuid; the two identities are never joined.
func renamedAndMoved(a, b *Person) bool {
	return !sameNumber(a, b) && a.Surname != "" && b.Surname != "" && a.Surname != b.Surname &&
		!a.Postcode.IsNone() && !b.Postcode.IsNone() && a.Postcode != b.Postcode
}

// deadAndActive reports that a is dead and b, not known to be, was active after
// that day, or at all where the day is not known.
func deadAndActive(a, b *Person) bool {
	return a.Dead && !b.Dead && b.LastActive > a.Died
}

// findSecondHolders finds numbers that stand on records of two children: one birth
// date, two forenames that are no placeholders and not two ways to write one.
func (r *resolver) findSecondHolders() {
	holders := map[chis.NHSNumber][]int32{}
	r.second = map[chis.NHSNumber]bool{}
	for i := range r.persons {
		p := &r.persons[i]
		if p.Born == 0 || p.Forename == "" {
			continue
		}
		for _, n := range p.numbers() {
			for _, k := range holders[n] {
				if h := &r.persons[k]; h.Born == p.Born && h.Forename != p.Forename && !r.variants[pairOf(k, int32(i))] {
					r.second[n] = true
				}
			}
			if len(holders[n]) < maxGroup {
				holders[n] = append(holders[n], int32(i))
			}
		}
	}
}

// number gives children their ordinals in the order of their first records.
func (r *resolver) number() Result {
	res := Result{Child: make([]int32, len(r.persons)), Pairs: r.pairs}
	for i, root := range r.root {
		if int32(i) == root {
			res.Child[i] = res.Children
			res.Children++
			continue
		}
		res.Child[i] = res.Child[root] // roots are the lowest of their group
	}
	return res
}
