package extract

import (
	"testing"

	"pgregory.net/rapid"
)

func TestIndexIsAMap(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		hash := rapid.SampledFrom([]func(uint64) uint64{hashInt, func(k uint64) uint64 { return k % 3 }}).Draw(r, "hash")
		x, want := newIndex(hash), map[uint64]int{}
		for _, k := range rapid.SliceOfN(rapid.Uint64Range(0, 4000), 0, 3000).Draw(r, "keys") {
			n, ok := want[k]
			if found, here := x.find(k); here != ok || ok && found != n {
				r.Fatalf("find %d: %d, %v, want %d, %v", k, found, here, n, ok)
			}
			if !ok {
				n = len(want)
				want[k] = n
			}
			if got := x.add(k); got != n {
				r.Fatalf("add %d: %d, want %d", k, got, n)
			}
		}
	})
}
