package transform

import (
	"cmp"
	"slices"
)

// sortedBy returns the positions of ids in ascending order of id.
func sortedBy(ids []int64) []int32 {
	order := make([]int32, len(ids))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(ids[a], ids[b]) })
	return order
}

func sortIDs(ids []int64) { slices.Sort(ids) }
