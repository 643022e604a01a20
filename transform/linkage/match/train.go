package match

import (
	"fmt"
	"math"
)

const (
	randomPairs  = 200_000 // drawn for what strangers have in common
	samplePairs  = 100_000 // drawn for how many pairs of each class there are
	enoughGold   = 200     // pairs from which counted shares stand by themselves
	priorGold    = 20.0    // pairs that what is assumed counts for against counted ones
	priorEM      = 50.0
	priorStrange = 2000.0 // of 200,000 drawn; in a file of ten rows nearly all
)

// train learns parameters from the records and from the pairs that share a key.
func (p *Pool) train(cands []candidate, over Oversize) *Parameters {
	m := &Parameters{
		Version: version, Oversize: over,
		Forenames: p.frequencies(forenameOf), Surnames: p.frequencies(surnameOf),
	}
	m.Data = Data{Records: len(p.records), Content: p.sum(), CandidatePairs: len(cands)}
	m.Data.RandomPairs = p.strangers(m)
	p.numberOfStrangers(m, cands)
	gold, house := p.gold(cands)
	m.Data.GoldPairs, m.Data.HouseholdPairs = gold.pairs, house.pairs
	if gold.pairs >= enoughGold {
		m.Data.LearntFrom = "equal NHS numbers"
		for f := range Fields {
			m.Shares[Same][f] = estimate(&gold.counts[f], f, assumed[f], priorGold)
		}
		m.household(&house)
	} else {
		m.Data.LearntFrom = "expectation and maximisation"
		p.maximise(m, cands)
	}
	p.classSizes(m, cands)
	return m
}

// sum is the same for the same records in any order.
func (p *Pool) sum() string {
	var sum uint64
	for _, content := range p.contents {
		sum += mix(content)
	}
	return fmt.Sprintf("%016x", sum)
}

// strangers learns what two records drawn at random have in common. The few that
// agree in name and birth date are no strangers.
func (p *Pool) strangers(m *Parameters) int {
	var c counts
	mem := new(memo)
	drawn := p.random(randomPairs, func(a, b *record) {
		l := p.compare(a, b, mem)
		if !agree(&l) {
			c.add(&l, 1)
		}
	})
	for f := range Fields {
		m.Shares[Stranger][f] = estimate(&c[f], f, assumedStranger[f], priorStrange)
	}
	return drawn
}

// agree reports that forename, surname and birth date agree, near enough.
func agree(l *Levels) bool {
	near := func(level uint8) bool { return level >= nameEqual && level <= nameLike }
	return near(l[FieldForename]) && near(l[FieldSurname]) && l[FieldBorn] >= bornEqual && l[FieldBorn] <= bornYear
}

// numberOfStrangers counts how many pairs of one valid number agree in nothing
// else: no draw would meet one.
func (p *Pool) numberOfStrangers(m *Parameters, cands []candidate) {
	equal, taken := 1.0, 1.0
	for i := range cands {
		l := &cands[i].levels
		if l[FieldBorn] < bornYear || l[FieldForename] != nameDifferent {
			continue
		}
		switch l[FieldNumber] {
		case numberEqual:
			equal++
		case numberTaken:
			taken++
		}
	}
	all := allPairs(len(p.records)) + fewestStrangers
	m.Shares[Stranger][FieldNumber][numberEqual] = equal / all
	m.Shares[Stranger][FieldNumber][numberTaken] = taken / all
}

// fewestStrangers are pairs that small files are taken to have beside their own.
const fewestStrangers = 1e7

func allPairs(n int) float64 { return math.Max(float64(n)*float64(n-1)/2, 1) }

// labelled is pairs whose class something else than the field tells.
type labelled struct {
	counts counts
	pairs  int
}

// gold counts the levels of pairs that are one child because they share a valid
// number that nobody else has, and of pairs that are two children of one home
// because their valid numbers differ.
func (p *Pool) gold(cands []candidate) (same, house labelled) {
	var number [2]counts // the number's own levels, of pairs that the rest tells
	for i := range cands {
		l := &cands[i].levels
		switch {
		case l[FieldNumber] == numberEqual && agreeing(l) >= 2:
			same.add(l)
		case l[FieldNumber] == numberDifferent && twins(l):
			house.add(l)
		}
		switch {
		case l[FieldForename] == nameEqual && l[FieldSurname] == nameEqual && l[FieldBorn] == bornEqual && home(l[FieldPlace]):
			number[0].add(l, 1)
		case l[FieldForename] == nameDifferent && twins(l):
			number[1].add(l, 1)
		}
	}
	same.counts[FieldNumber], house.counts[FieldNumber] = number[0][FieldNumber], number[1][FieldNumber]
	return same, house
}

func (g *labelled) add(l *Levels) {
	g.counts.add(l, 1)
	g.pairs++
}

// agreeing counts which of forename, surname and birth date agree, near enough.
func agreeing(l *Levels) int {
	n := 0
	for _, f := range [...]Field{FieldForename, FieldSurname} {
		if l[f] >= nameEqual && l[f] <= nameLike {
			n++
		}
	}
	if l[FieldBorn] >= bornEqual && l[FieldBorn] <= bornPart {
		n++
	}
	return n
}

// twins reports children of one surname, birth date and home who are not called
// the same.
func twins(l *Levels) bool {
	return l[FieldSurname] == nameEqual && l[FieldBorn] == bornEqual && home(l[FieldPlace]) && l[FieldForename] != nameEqual
}

// personal says which fields two children of a household have in common no more
// often than strangers.
var personal = [Fields]bool{FieldForename: true, FieldMiddle: true, FieldSex: true, FieldOther: true, FieldOrder: true}

// sharedByTwins is the part of household pairs that are born on one day, of those
// that blocking reaches.
const sharedByTwins = 0.5

// household sets the shares of pairs of one household: what is of the home agrees
// as in one child, what is of the person as in strangers, unless pairs of two
// valid numbers tell better.
func (m *Parameters) household(seen *labelled) {
	for f := range Fields {
		from := &m.Shares[Same][f]
		if personal[f] {
			from = &m.Shares[Stranger][f]
		}
		m.Shares[Household][f] = *from
	}
	m.nameOnce()
	born := &m.Shares[Household][FieldBorn]
	for level := 1; level < bornLevels; level++ {
		born[level] = sharedByTwins*m.Shares[Same][FieldBorn][level] + (1-sharedByTwins)*m.Shares[Stranger][FieldBorn][level]
	}
	m.Shares[Household][FieldNumber] = shares{0, 0.003, 0.02, 0.001, 0.9, 0.076}
	if seen == nil || seen.pairs < enoughGold {
		return
	}
	for f := range Fields {
		if personal[f] && f != FieldForename || f == FieldNumber {
			prior := m.Shares[Household][f]
			m.Shares[Household][f] = estimate(&seen.counts[f], f, prior[:], priorGold)
		}
	}
	m.twinNames(seen)
}

// twinNames learns how alike the names of two children of one home are, short of
// equal: pairs that bear one name were left out, since they may be one child.
func (m *Parameters) twinNames(seen *labelled) {
	prior := m.Shares[Household][FieldForename]
	m.Shares[Household][FieldForename] = estimate(&seen.counts[FieldForename], FieldForename, prior[:], priorGold)
	m.nameOnce()
}

// sameNamed is how often two children of one home bear one forename, if it is no
// frequent one: those are given by chance (see Model.weights).
const sameNamed = 0.001

// nameOnce lets two children of one home bear different forenames.
func (m *Parameters) nameOnce() {
	s := &m.Shares[Household][FieldForename]
	rest := 1 - s[nameEqual]
	for level := nameEqual + 1; level < nameLevels; level++ {
		s[level] *= (1 - sameNamed) / rest
	}
	s[nameEqual] = sameNamed
}

// fewestHouseholds is below one: a file of ten rows need not hold twins.
const fewestHouseholds = 0.05

// classSizes learns how many pairs of each class there are, by expectation and
// maximisation with all else standing.
func (p *Pool) classSizes(m *Parameters, cands []candidate) {
	m.Pairs = [Classes]float64{Same: 1, Household: fewestHouseholds, Stranger: allPairs(len(p.records))}
	if len(cands) == 0 {
		return
	}
	some, each := p.sample(cands, samplePairs)
	m.Pairs[Same], m.Pairs[Household] = max(float64(len(cands))/4, 1), max(float64(len(cands))/20, 1)
	model := p.Model(m)
	likely := make([][Classes]float64, len(some))
	for i := range some {
		w := model.weights(p, some[i].a, &some[i].levels)
		for c := range w {
			likely[i][c] = math.Exp2(max(w[c]-model.prior[c], -900))
		}
	}
	for range 20 {
		var sum [Classes]float64
		for i := range likely {
			split := posterior(&likely[i], &m.Pairs)
			for c := range sum {
				sum[c] += split[c] * each
			}
		}
		m.Pairs[Same], m.Pairs[Household] = max(sum[Same], 1), max(sum[Household], fewestHouseholds)
	}
}

func posterior(likely, pairs *[Classes]float64) (split [Classes]float64) {
	sum := 0.0
	for c := range split {
		split[c] = likely[c] * pairs[c]
		sum += split[c]
	}
	if sum == 0 {
		return [Classes]float64{Stranger: 1}
	}
	for c := range split {
		split[c] /= sum
	}
	return split
}
