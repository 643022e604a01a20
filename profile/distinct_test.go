package profile

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestDistinct(t *testing.T) {
	for _, n := range []int{0, 1, 16, exactly, exactly + 1, 20_000, 300_000} {
		var d distinct
		for i := range n {
			for range 2 {
				d.add(hash([]byte(strconv.Itoa(i))))
			}
		}
		got, exact := d.count()
		if exact != (n <= exactly) {
			t.Errorf("%d values: exact is %v", n, exact)
		}
		if off := math.Abs(float64(got) - float64(n)); exact && off != 0 || off > 0.04*float64(n) {
			t.Errorf("%d values are counted as %d", n, got)
		}
	}
}

// However values are divided among workers, and in whatever order they come, the
// answer is the same.
func TestDistinctDoesNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(0, 3*exactly).Draw(r, "values")
		parts := make([]distinct, rapid.IntRange(1, 5).Draw(r, "workers"))
		var whole distinct
		dice := rand.New(rand.NewPCG(1, uint64(n)))
		for range n {
			h := fold(uint64(dice.IntN(n)), 0x9e3779b97f4a7c15)
			whole.add(h)
			parts[dice.IntN(len(parts))].add(h)
		}
		dice.Shuffle(len(parts), func(a, b int) { parts[a], parts[b] = parts[b], parts[a] })
		for i := range parts[1:] {
			parts[0].merge(&parts[i+1])
		}
		a, exactA := whole.count()
		b, exactB := parts[0].count()
		if a != b || exactA != exactB {
			r.Fatalf("%d (%v) as a whole, %d (%v) in parts", a, exactA, b, exactB)
		}
	})
}

func TestHashTellsShortValuesApart(t *testing.T) {
	seen := map[uint64]string{}
	for i := range 100_000 {
		for _, text := range []string{strconv.Itoa(i), strconv.Itoa(i) + "\x00"} {
			h := hash([]byte(text))
			if other, twice := seen[h]; twice {
				t.Fatalf("%q and %q have one hash", text, other)
			}
			seen[h] = text
		}
	}
}
