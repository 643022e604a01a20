package reconcile

import (
	"bytes"
	"cmp"
	"slices"
)

// mostListed is the size above which transform lists the records of one number or
// PersonGuid against the first of them alone: so many are no child's.
const mostListed = 64

// judgeUnlisted looks for two records that share a valid number or a PersonGuid,
// are not one child, and stand in no pair: nobody would ever decide about them.
func (r *run) judgeUnlisted() {
	listed := make(map[[2]int64]bool, len(r.pairs))
	for i := range r.pairs {
		listed[[2]int64{r.pairs[i].rowA, r.pairs[i].rowB}] = true
	}
	r.eachKey(func(group []int32) {
		if len(group) > mostListed {
			return
		}
		for i, m := range group {
			for _, n := range group[i+1:] {
				a, b := &r.people.list[m], &r.people.list[n]
				rows := [2]int64{min(a.row, b.row), max(a.row, b.row)}
				if a.child == b.child || listed[rows] {
					continue
				}
				listed[rows] = true // once, where they share both
				r.breaks.note(Break{checkMerges, tableChild, b.child, a.row, "", "records-that-share-a-key-stand-in-no-pair"}, a.restricted() || b.restricted())
			}
		}
	})
}

// eachKey hands over the records of each valid number and of each PersonGuid that
// several records have, in the order of their rows.
func (r *run) eachKey(yield func(group []int32)) {
	type held struct {
		number uint64
		person int32
	}
	var numbers []held
	var guids []int32
	for _, e := range r.byRow {
		p := &r.people.list[e.person]
		for _, n := range p.numbers() {
			numbers = append(numbers, held{n, e.person})
		}
		if !p.guid.IsZero() {
			guids = append(guids, e.person)
		}
	}
	slices.SortStableFunc(numbers, func(a, b held) int { return cmp.Compare(a.number, b.number) })
	guid := func(n int32) []byte { return r.people.list[n].guid[:] }
	slices.SortStableFunc(guids, func(a, b int32) int { return bytes.Compare(guid(a), guid(b)) })
	var group []int32
	for i := 0; i < len(numbers); {
		group = group[:0]
		for from := i; i < len(numbers) && numbers[i].number == numbers[from].number; i++ {
			group = append(group, numbers[i].person)
		}
		yield(group)
	}
	for i := 0; i < len(guids); {
		from := i
		for i < len(guids) && bytes.Equal(guid(guids[i]), guid(guids[from])) {
			i++
		}
		yield(guids[from:i])
	}
}
