package reconcile

import (
	"cmp"
	"slices"

	"lollipop/internal/chis"
)

// judgeIdentity holds the person records of one child against the identity
// rules: no two of them may be forbidden to be one, and the rule's reasons must
// connect them all.
func (c *childCheck) judgeIdentity() {
	c.noteLookalikes()
	c.noteTwins()
	if len(c.records) < 2 {
		return
	}
	c.seen[checkMerges]++
	c.seen[checkProtected]++
	u := newUnion(len(c.records))
	for i := range c.records {
		a := &c.records[i]
		if a.has(protected) {
			c.breakAt(checkProtected, tableChild, c.id, a.row.row, "", "protected-record-joined")
		}
		for k := range c.records[i+1:] {
			b := &c.records[i+1+k]
			same := c.calledSame(a, b)
			if rule := c.forbids(a, b); rule != "" && !same {
				c.breakAt(checkMerges, tableChild, c.id, b.row.row, "", rule)
			}
			if c.calledDifferent(a, b) {
				c.breakAt(checkMerges, tableChild, c.id, b.row.row, "", "decided-different-and-joined")
			}
			if same || sameByRule(a, b) || c.sameByLikeness(a, b) || c.sameByVariant(a, b) {
				u.join(int32(i), int32(i+1+k))
			}
		}
	}
	for i := range c.records {
		if u.find(int32(i)) != u.find(0) {
			c.breakAt(checkMerges, tableChild, c.id, c.records[i].row.row, "", "joined-without-reason")
		}
	}
}

// forbids names the condition that forbids two records to be one child by rule,
// whatever else agrees; "" for none. Source: the identity rules of the service.
func (r *run) forbids(a, b *record) string {
	activeAfter := func(dead, other *record) bool {
		return dead.dead && !other.dead && other.active > dead.deathDay()
	}
	differ := func(x, y int64) bool { return x != 0 && y != 0 && x != y }
	shared := a.inCommon(b.person)
	switch {
	case len(shared) == 0 && differ(int64(a.person.number), int64(b.person.number)):
		return "different-nhs-number"
	case differ(int64(a.born), int64(b.born)):
		return "birth-date-differs"
	case differ(int64(a.forename), int64(b.forename)) && !r.sameByVariant(a, b):
		return "forename-differs"
	case differ(a.birthOrder, b.birthOrder):
		return "birth-order-differs"
	case differ(a.numberBorn, b.numberBorn):
		return "number-born-differs"
	case a.source == b.source && a.current() && b.current():
		return "both-current-in-one-source"
	case activeAfter(a, b) || activeAfter(b, a):
		return "one-dead-other-active"
	case a.sex.Known() && b.sex.Known() && a.sex != b.sex && a.surname != b.surname:
		return "sex-and-surname-differ"
	case len(shared) == 0 && a.surname != "" && b.surname != "" && a.surname != b.surname && !a.postcode.IsNone() && !b.postcode.IsNone() && a.postcode != b.postcode:
		return "surname-and-home-differ"
	case len(shared) == 0:
		return ""
	case slices.ContainsFunc(append(a.numbers(), b.numbers()...), func(n uint64) bool { return r.womenNumbers[n] }):
		return "number-held-by-woman"
	case slices.ContainsFunc(shared, func(n uint64) bool { return r.sharedNumbers[n] }):
		return "number-held-by-second-child"
	}
	return ""
}

// sameByRule reports that two records are one child by a written reason: the
// same PersonGuid or valid number, the same full birth date and the same
// forename that is a name.
func sameByRule(a, b *record) bool {
	number := len(a.inCommon(b.person)) > 0
	guid := !a.guid.IsZero() && a.guid == b.guid
	return (number || guid) && a.born != 0 && a.born == b.born && a.forename != 0 && a.forename == b.forename
}

// sameByLikeness reports that transform claims to have joined two records by
// likeness, and that they are as alike as the rule says: forename, surname and full
// birth date are equal, and so is the postcode, or are the middle names; neither
// is restricted. That the score was high enough is not looked at again.
func (r *run) sameByLikeness(a, b *record) bool {
	x, y := min(a.row.row, b.row.row), max(a.row.row, b.row.row)
	if !r.byLikeness[[2]int64{x, y}] || a.restricted() || b.restricted() {
		return false
	}
	if a.born == 0 || a.born != b.born || a.forename == 0 || a.forename != b.forename || a.surname == "" || a.surname != b.surname {
		return false
	}
	p, q := a.row.patient, b.row.patient
	return sameMiddle(p, q) || samePlace(p.postcode, q.postcode)
}

// samePlace reports two equal postcodes that name a place.
func samePlace(a, b string) bool {
	x, okA := chis.ParsePostcode(a)
	y, okB := chis.ParsePostcode(b)
	return okA && okB && x == y && !x.IsPseudo()
}

// findSharedNumbers finds the numbers that two children hold: one birth date and
// two forenames that are names. Two of which transform claims that they are one are
// not: that claim is judged by itself.
func (r *run) findSharedNumbers() {
	r.sharedNumbers = map[uint64]bool{}
	type held struct {
		number uint64
		person int32
	}
	var order []held
	list := r.people.list
	for _, e := range r.byRow {
		p := &list[e.person]
		if p.born == 0 || p.forename == 0 {
			continue
		}
		for _, n := range p.numbers() {
			order = append(order, held{n, e.person})
		}
	}
	slices.SortFunc(order, func(a, b held) int {
		return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(list[a.person].born, list[b.person].born))
	})
	for i, a := range order {
		p := &list[a.person]
		for _, b := range order[i+1:] {
			q := &list[b.person]
			if a.number != b.number || p.born != q.born || r.sharedNumbers[a.number] {
				break
			}
			if p.forename != q.forename && !r.byVariant[[2]int64{min(p.row, q.row), max(p.row, q.row)}] {
				r.sharedNumbers[a.number] = true
			}
		}
	}
}
