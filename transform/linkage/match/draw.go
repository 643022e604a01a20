package match

import (
	"cmp"
	"slices"
)

// drawKey sets the draws apart from every other use of the hash of a record.
const drawKey = 0x6c6f6c6c69706f70

// random draws about so many pairs of records: all there are, or for two
// orders by keyed hash of the content the records of one rank in each. It depends
// on what the records hold alone.
func (p *Pool) random(pairs int, use func(a, b *record)) int {
	n := len(p.records)
	if n*(n-1)/2 <= pairs {
		for i := range n {
			for j := i + 1; j < n; j++ {
				use(&p.records[i], &p.records[j])
			}
		}
		return n * (n - 1) / 2
	}
	drawn, idle := 0, 0
	for round := uint64(0); drawn < pairs && idle < mostIdle; round++ {
		before := drawn
		x, y := p.shuffled(drawKey+2*round, pairs-drawn), p.shuffled(drawKey+2*round+1, pairs-drawn)
		for i := range min(len(x), len(y)) {
			if a, b := &p.records[x[i]], &p.records[y[i]]; a != b {
				use(a, b)
				drawn++
			}
		}
		if idle++; drawn > before {
			idle = 0
		}
	}
	return drawn
}

// mostIdle is how many rounds in a row may draw nothing: so it is for ever where all
// records say the same.
const mostIdle = 50

// shuffled is about so many records, or all, in the order of a keyed hash.
func (p *Pool) shuffled(key uint64, count int) []int32 {
	limit := ^uint64(0)
	if count < len(p.records) {
		limit = uint64(float64(limit) * float64(count) / float64(len(p.records)))
	}
	type item struct {
		hash uint64
		at   int32
	}
	var items []item
	for i, content := range p.contents {
		if h := join(key, content); h <= limit {
			items = append(items, item{h, int32(i)})
		}
	}
	slices.SortFunc(items, func(a, b item) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.at, b.at)) })
	list := make([]int32, len(items))
	for i := range items {
		list[i] = items[i].at
	}
	return list
}

// sample is about so many candidates, drawn by the content of both records, and
// how many candidates each stands for.
func (p *Pool) sample(all []candidate, count int) ([]candidate, float64) {
	if len(all) <= count {
		return all, 1
	}
	share := float64(count) / float64(len(all))
	limit := uint64(float64(^uint64(0)) * share)
	var some []candidate
	for i := range all {
		c := &all[i]
		if pairHash(p.contents[c.a], p.contents[c.b], drawKey) <= limit {
			some = append(some, *c)
		}
	}
	if len(some) == 0 {
		return all[:1], float64(len(all))
	}
	return some, float64(len(all)) / float64(len(some))
}

// auditSize is how many joined pairs a person is asked to confirm: none wrong
// of 300 says that at most 1 % are, at 95 %.
const auditSize = 300

// audit draws joined pairs for a person to confirm, by what their records hold.
func (p *Pool) audit(pairs []Pair) {
	type item struct {
		hash uint64
		at   int
	}
	var joined []item
	for i := range pairs {
		if x := &pairs[i]; x.Fate == Joined {
			joined = append(joined, item{pairHash(p.contents[x.A], p.contents[x.B], drawKey+1), i})
		}
	}
	slices.SortFunc(joined, func(a, b item) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.at, b.at)) })
	for _, x := range joined[:min(len(joined), auditSize)] {
		pairs[x.at].Audit = true
	}
}
