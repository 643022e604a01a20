package reconcile

import (
	"cmp"
	"slices"
)

// judgeIdentity holds the person records of one child against the identity
// rules: no two of them may be forbidden to be one, and the rule's reasons must
// connect them all.
func (c *childCheck) judgeIdentity() {
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
			if rule := c.forbids(a, b); rule != "" {
				c.breakAt(checkMerges, tableChild, c.id, b.row.row, "", rule)
			}
			if sameByRule(a, b) {
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
	switch {
	case differ(int64(a.person.number), int64(b.person.number)):
		return "different-nhs-number"
	case differ(int64(a.born), int64(b.born)):
		return "birth-date-differs"
	case differ(int64(a.forename), int64(b.forename)):
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
	case a.person.number == 0 || a.person.number != b.person.number:
		return ""
	case r.womenNumbers[a.person.number]:
		return "number-held-by-woman"
	case r.sharedNumbers[a.person.number]:
		return "number-held-by-second-child"
	}
	return ""
}

// sameByRule reports that two records are one child by a written reason: the
// same PersonGuid or valid number, the same full birth date and the same
// forename that is a name.
func sameByRule(a, b *record) bool {
	number := a.person.number != 0 && a.person.number == b.person.number
	guid := !a.guid.IsZero() && a.guid == b.guid
	return (number || guid) && a.born != 0 && a.born == b.born && a.forename != 0 && a.forename == b.forename
}

// findSharedNumbers finds the numbers that two children hold: one birth date and
// two forenames that are names.
func (r *run) findSharedNumbers() {
	r.sharedNumbers = map[uint64]bool{}
	order := make([]int32, 0, len(r.byRow))
	for _, e := range r.byRow {
		if p := &r.people.list[e.person]; p.number != 0 && p.born != 0 && p.forename != 0 {
			order = append(order, e.person)
		}
	}
	list := r.people.list
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(list[a].number, list[b].number), cmp.Compare(list[a].born, list[b].born), cmp.Compare(list[a].forename, list[b].forename))
	})
	for i := 1; i < len(order); i++ {
		a, b := &list[order[i-1]], &list[order[i]]
		if a.number == b.number && a.born == b.born && a.forename != b.forename {
			r.sharedNumbers[a.number] = true
		}
	}
}
