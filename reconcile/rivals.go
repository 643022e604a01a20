package reconcile

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"sync"

	"lollipop/internal/chis"
)

// nameAndBirth is what two records must share for likeness to join them.
type nameAndBirth struct {
	born     chis.Date
	forename int32
}

// lookalike is a person record, restricted ones apart, with birth date and forename
// of one that likeness joined.
type lookalike struct {
	record
	patient patientFields
}

// lookalikes are found while children are judged, each in its own partition.
type lookalikes struct {
	asked map[nameAndBirth]bool
	mu    sync.Mutex
	list  []*lookalike
}

// askForLookalikes says whose lookalikes are to be kept.
func (r *run) askForLookalikes() {
	r.lookalikes.asked = map[nameAndBirth]bool{}
	for rows := range r.byLikeness {
		if p := r.personOfRow(rows[0]); p != nil && p.born != 0 && p.forename != 0 {
			r.lookalikes.asked[nameAndBirth{p.born, p.forename}] = true
		}
	}
}

// noteLookalikes keeps those of the child's records that are asked for.
func (c *childCheck) noteLookalikes() {
	for i := range c.records {
		a := &c.records[i]
		if !c.lookalikes.asked[nameAndBirth{a.born, a.forename}] || a.restricted() {
			continue
		}
		l := &lookalike{*a, *a.row.patient}
		l.row, l.older = nil, nil // they go with the partition
		c.lookalikes.mu.Lock()
		c.lookalikes.list = append(c.lookalikes.list, l)
		c.lookalikes.mu.Unlock()
	}
}

// judgeRivals looks for a second candidate of each merge by likeness: a record of
// another child that fits one of the two in everything in which the other does, and
// that cannot be the same child as that other. Nobody can tell whose record it is.
func (r *run) judgeRivals() {
	like := map[nameAndBirth][]*lookalike{}
	at := map[int64]*lookalike{}
	for _, l := range r.lookalikes.list {
		key := nameAndBirth{l.born, l.forename}
		like[key] = append(like[key], l)
		at[l.person.row] = l
	}
	pairs := slices.SortedFunc(maps.Keys(r.byLikeness), func(a, b [2]int64) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	for _, rows := range pairs {
		a, b := at[rows[0]], at[rows[1]]
		if a == nil || b == nil || a.child != b.child {
			continue // a break of its own
		}
		r.outcomes.compared(checkMerges, 1)
		around := like[nameAndBirth{a.born, a.forename}]
		if r.hasRival(a, b, around) || r.hasRival(b, a, around) {
			r.breaks.add(Break{checkMerges, tableChild, b.child, b.person.row, "", "another-record-fits-as-well"})
		}
	}
}

// hasRival reports that some record around fits a as well as b does, and is kept
// apart from b and not from a. Records that rules joined stand for each other.
func (r *run) hasRival(a, b *lookalike, around []*lookalike) bool {
	mine, others := byRuleWith(a, around), byRuleWith(b, around)
	return slices.ContainsFunc(around, func(c *lookalike) bool {
		if c.child == a.child || !a.fits(c, b) {
			return false
		}
		its := byRuleWith(c, around)
		return !r.forbidsAny(mine, its) && r.forbidsAny(others, its)
	})
}

// fits reports that c is as alike as a merge by likeness asks, and agrees with a in
// everything of which b says something.
func (a *lookalike) fits(c, b *lookalike) bool {
	if a.surname == "" || a.surname != c.surname || !sameMiddle(&a.patient, &c.patient) && !samePlace(a.patient.postcode, c.patient.postcode) {
		return false
	}
	mine, its, others := a.said(), c.said(), b.said()
	for i, v := range mine {
		if v != "" && its[i] != v && (its[i] != "" || others[i] != "") {
			return false
		}
	}
	return true
}

// said is what a record says beside names, birth date and number.
func (a *lookalike) said() [7]string {
	p := &a.patient
	said := [...]string{
		fold(p.middle), fold(p.house + " " + p.street + " " + p.village), fold(p.town), fold(p.postcode), cmp.Or(p.mobile, p.home), "", "",
	}
	if a.sex.Known() {
		said[5] = a.sex.String()
	}
	if a.birthOrder != 0 {
		said[6] = strconv.FormatInt(a.birthOrder, 10)
	}
	return said
}

func sameMiddle(p, q *patientFields) bool {
	middle := fold(p.middle)
	return middle != "" && middle == fold(q.middle)
}

// byRuleWith are the records of one child that rules connect with one of them,
// itself first.
func byRuleWith(a *lookalike, around []*lookalike) []*lookalike {
	group := []*lookalike{a}
	for i := 0; i < len(group); i++ {
		for _, o := range around {
			if o.child == a.child && !slices.Contains(group, o) && sameByRule(&group[i].record, &o.record) {
				group = append(group, o)
			}
		}
	}
	return group
}

func (r *run) forbidsAny(list, others []*lookalike) bool {
	for _, a := range list {
		for _, b := range others {
			if r.forbids(&a.record, &b.record) != "" {
				return true
			}
		}
	}
	return false
}
