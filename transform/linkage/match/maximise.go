package match

import (
	"bytes"
	"math"
	"slices"
)

// pattern is how often the pairs of one rule have certain levels; the levels of
// the fields that the rule itself makes equal are taken out.
type pattern struct {
	levels Levels
	pairs  float64
}

const rounds = 40

// maximise learns the shares of one child's records where no number tells who is
// who: each rule's pairs are a mixture of the classes in proportions of its own,
// and tell of the fields that are not in its key.
func (p *Pool) maximise(m *Parameters, cands []candidate) {
	for f := range Fields {
		m.Shares[Same][f] = estimate(&[most]float64{}, f, assumed[f], 1)
	}
	some, _ := p.sample(cands, 2*samplePairs)
	patterns := patternsOf(some)
	var mixture [Rules][Classes]float64
	for r := range mixture {
		mixture[r] = [Classes]float64{0.5, 0.1, 0.4}
	}
	for range rounds {
		m.household(nil)
		var seen counts
		for r := range patterns {
			mixture[r] = m.expect(patterns[r], mixture[r], &seen)
		}
		for f := range Fields {
			m.Shares[Same][f] = estimate(&seen[f], f, assumed[f], priorEM)
		}
	}
	m.household(nil)
}

// expect adds to seen the levels of a rule's pairs as far as they are one child,
// and tells the proportions of the classes among them.
func (m *Parameters) expect(list []pattern, mixture [Classes]float64, seen *counts) [Classes]float64 {
	sum := [Classes]float64{1, 0.2, 1} // so that no class is ever ruled out
	all := sum[Same] + sum[Household] + sum[Stranger]
	for i := range list {
		var likely [Classes]float64
		for c := range likely {
			bits := 0.0
			for f, level := range list[i].levels {
				if level != 0 {
					bits += log2(m.Shares[c][f][level])
				}
			}
			likely[c] = math.Exp2(bits)
		}
		split := posterior(&likely, &mixture)
		for c := range sum {
			sum[c] += split[c] * list[i].pairs
		}
		all += list[i].pairs
		seen.add(&list[i].levels, split[Same]*list[i].pairs)
	}
	for c := range sum {
		sum[c] /= all
	}
	return sum
}

// patternsOf counts the levels of the pairs of each rule, in a stated order.
func patternsOf(cands []candidate) (patterns [Rules][]pattern) {
	for r := range patterns {
		if rules[r].nameless || rules[r].slips {
			continue
		}
		used := fieldsOf(&rules[r])
		counted := map[Levels]float64{}
		for i := range cands {
			if cands[i].shared&(1<<r) == 0 {
				continue
			}
			l := cands[i].levels
			for f := range l {
				if used[f] {
					l[f] = 0
				}
			}
			counted[l]++
		}
		for l, n := range counted {
			patterns[r] = append(patterns[r], pattern{l, n})
		}
		slices.SortFunc(patterns[r], func(a, b pattern) int { return bytes.Compare(a.levels[:], b.levels[:]) })
	}
	return patterns
}
