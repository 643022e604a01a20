package match

import (
	"slices"
	"testing"
)

// An entry whose key another has is never taken for one that stands alone, and what
// is parted keeps its order.
func TestShared(t *testing.T) {
	var entries []uint64
	count := map[uint64]int{}
	for i := range uint64(5000) {
		key := mix(i%4100+1) >> 32
		entries = append(entries, key<<32|i)
		count[key]++
	}
	all := slices.Clone(entries)
	list, alone := shared(entries)
	for _, e := range alone {
		if count[e>>32] > 1 {
			t.Fatal("a key of two stands alone")
		}
	}
	if !slices.IsSortedFunc(list, func(a, b uint64) int { return int(uint32(a)) - int(uint32(b)) }) {
		t.Error("the list is in another order")
	}
	if len(alone) < 2500 {
		t.Errorf("%d entries stand alone of 3200", len(alone))
	}
	both := slices.Concat(list, alone)
	slices.Sort(both)
	slices.Sort(all)
	if !slices.Equal(both, all) {
		t.Error("entries were lost")
	}
	// A new key may have the hash of one that stood alone.
	some := withKeyOf(alone, []uint64{alone[7]>>32<<32 | 9999, list[3]})
	if !slices.Equal(some, alone[7:8]) {
		t.Errorf("%d entries have one of the keys, want one", len(some))
	}
}
