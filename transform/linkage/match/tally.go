package match

import (
	"context"
	"math"
	"math/bits"
)

// histogramEnd is the score, in bits, beyond which pairs are counted together.
const histogramEnd = 100

// Tally counts every pair that was compared.
type Tally struct {
	byRule [Rules]int64              // by the first rule whose key the two share
	below  [2*histogramEnd + 1]int64 // by the whole bit of a score below the floor
}

// Bin is the whole bit of a score in thousandths of a bit, as it is counted.
func Bin(thousandths int64) int {
	return int(min(max(math.Floor(float64(thousandths)/1000), -histogramEnd), histogramEnd))
}

// Thousandths is a score in thousandths of a bit.
func Thousandths(score float64) int64 { return int64(math.Round(score * 1000)) }

// ByRule yields the number of pairs by the first rule whose key they share, in the
// order of the rules.
func (t *Tally) ByRule(yield func(rule string, pairs int64) bool) {
	for i, n := range t.byRule {
		if !yield(rules[i].name, n) {
			return
		}
	}
}

// Below yields the number of pairs below the floor by the bin of their score.
func (t *Tally) Below(yield func(bin int, pairs int64) bool) {
	for i, n := range t.below {
		if n > 0 && !yield(i-histogramEnd, n) {
			return
		}
	}
}

// tally counts the candidates, and those below the floor by their score.
func (p *Pool) tally(ctx context.Context, workers int, model *Model, floor float64, cands []candidate) (*Tally, error) {
	parts := make([]Tally, workers)
	err := each(ctx, workers, (len(cands)+scoreUnit-1)/scoreUnit, func(worker, unit int) {
		t := &parts[worker]
		for i := unit * scoreUnit; i < min((unit+1)*scoreUnit, len(cands)); i++ {
			c := &cands[i]
			t.byRule[bits.TrailingZeros32(c.shared)]++
			if s := float64(float32(score(model.weights(p, c.a, &c.levels)))); s < floor { // as pairs hold it
				t.below[Bin(Thousandths(s))+histogramEnd]++
			}
		}
	})
	all := &Tally{}
	for i := range parts {
		all.merge(&parts[i])
	}
	return all, err
}

func (t *Tally) merge(o *Tally) {
	for i, n := range o.byRule {
		t.byRule[i] += n
	}
	for i, n := range o.below {
		t.below[i] += n
	}
}
