package match

import "math"

// Model is parameters ready to weigh the pairs of one pool. It is safe for
// concurrent use.
type Model struct {
	bits               [Classes][Fields][most]float64
	prior              [Classes]float64
	forenames, surname []float32
}

// Model makes the weights of parameters for the names of a pool.
func (p *Pool) Model(of *Parameters) *Model {
	m := &Model{forenames: of.Forenames.bits(p), surname: of.Surnames.bits(p)}
	for c := range Classes {
		m.prior[c] = log2(of.Pairs[c])
		for f := range Fields {
			for level := 1; level < levelsOf(f); level++ {
				m.bits[c][f][level] = log2(of.Shares[c][f][level])
			}
		}
	}
	return m
}

// weights are the binary logarithms of how likely the levels of a pair are in
// each class, times how many pairs of it there are.
func (m *Model) weights(p *Pool, a int32, l *Levels) [Classes]float64 {
	w := m.prior
	for f, level := range l {
		for c := range w {
			w[c] += m.bits[c][f][level]
		}
	}
	r := &p.records[a]
	if l[FieldForename] == nameEqual { // two strangers share a rare name rarely; brothers may all be Mohammed
		chance := float64(m.forenames[r.forename])
		w[Stranger] += chance - m.bits[Stranger][FieldForename][nameEqual]
		w[Household] += max(chance-1-m.bits[Household][FieldForename][nameEqual], 0) // half as often: parents know
	}
	if l[FieldSurname] == nameEqual {
		w[Stranger] += float64(m.surname[r.surname]) - m.bits[Stranger][FieldSurname][nameEqual]
	}
	return w
}

// score is the binary logarithm of the odds of one child against the rest.
func score(w [Classes]float64) float64 {
	high, low := max(w[Household], w[Stranger]), min(w[Household], w[Stranger])
	return w[Same] - high - math.Log1p(math.Exp2(low-high))/math.Ln2
}

// likeliest is the class with the greatest weight.
func likeliest(w [Classes]float64) Class {
	best := Same
	for c := range w {
		if w[c] > w[best] {
			best = Class(c)
		}
	}
	return best
}

// Probability is that of odds given as a binary logarithm.
func Probability(score float64) float64 { return 1 / (1 + math.Exp2(-score)) }

// ScoreOf is the score of a probability between 0 and 1.
func ScoreOf(probability float64) float64 { return log2(probability) - log2(1-probability) }

// pairScore weighs two records that no key brought together.
func (m *Model) pairScore(p *Pool, a, b int32, mm *memo) (Levels, float64) {
	l := p.compare(&p.records[a], &p.records[b], mm)
	return l, score(m.weights(p, a, &l))
}
