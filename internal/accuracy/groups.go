package accuracy

import (
	"maps"
	"slices"
)

// by measures apart the children of each value of a property.
func (t *Truth) by(groups []int32, value func(*record) string) []Group {
	type cell struct {
		value      string
		group, key int32
	}
	right, of, with := map[string]int64{}, map[string]int64{}, map[cell]int64{}
	found, mine, total := map[cell]int64{}, map[cell]int64{}, map[int32]int64{}
	for i := range t.records {
		r := &t.records[i]
		v, g := value(r), groups[i]
		right[v] += found[cell{v, g, r.child}]
		found[cell{v, g, r.child}]++
		of[v] += mine[cell{v, 0, r.child}]
		mine[cell{v, 0, r.child}]++
		with[cell{v, g, 0}]++
		total[g]++
	}
	joined := map[string]int64{}
	for c, n := range with { // pairs of the group but those of the others alone
		joined[c.value] += choose(total[c.group]) - choose(total[c.group]-n)
	}
	var list []Group
	for _, v := range slices.Sorted(maps.Keys(of)) {
		list = append(list, Group{v, NewRate(right[v], of[v]), NewRate(right[v], joined[v])})
	}
	return list
}

// choose is the number of pairs of n.
func choose(n int64) int64 { return n * (n - 1) / 2 }

// plainKind is the kind of a child's own record: a pair with it is of the kind
// of the other.
const plainKind = "base"

// byKind measures the pairs of one child apart by what kinds of record they are
// of.
func (t *Truth) byKind(groups []int32) []Group {
	found, of := map[string]int64{}, map[string]int64{}
	t.kindsOf(of, func(int) int32 { return 0 })
	t.kindsOf(found, func(i int) int32 { return groups[i] })
	var list []Group
	for _, kind := range slices.Sorted(maps.Keys(of)) {
		list = append(list, Group{Name: kind, Recall: NewRate(found[kind], of[kind])})
	}
	return list
}

// kindsOf adds up the pairs of one child and one group by their kind.
func (t *Truth) kindsOf(into map[string]int64, group func(i int) int32) {
	cells := map[[2]int32]map[int32]int64{} // by group and child: records of each kind
	for i := range t.records {
		r := &t.records[i]
		at := [2]int32{group(i), r.child}
		for kind, n := range cells[at] {
			into[pairKind(t.words[kind], t.words[r.kind])] += n
		}
		if cells[at] == nil {
			cells[at] = map[int32]int64{}
		}
		cells[at][r.kind]++
	}
}

func pairKind(a, b string) string {
	switch {
	case a == b, b == plainKind:
		return a
	case a == plainKind:
		return b
	}
	return min(a, b) + " with " + max(a, b)
}
