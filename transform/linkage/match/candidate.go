package match

// candidate is a pair that shares a key: the records, the rules whose keys they
// share, and how they agree.
type candidate struct {
	a, b   int32
	shared uint32
	levels Levels
}

// compareGroup appends the pairs of one group that no rule before it has.
func (b *blocks) compareGroup(rule int, members []int32, m *memo, dst []candidate) []candidate {
	for i, x := range members {
		for _, y := range members[i+1:] {
			if !b.claims(rule, x, y) {
				continue
			}
			rx, ry := &b.pool.records[x], &b.pool.records[y]
			dst = append(dst, candidate{min(x, y), max(x, y), b.sharedFrom(rule, x, y), b.pool.compare(rx, ry, m)})
		}
	}
	return dst
}

// claims reports that a rule is the first whose key both records share.
func (b *blocks) claims(rule int, x, y int32) bool {
	rx, ry := &b.pool.records[x], &b.pool.records[y]
	if !meets(rule, rx, ry) {
		return false
	}
	for before := range rule {
		if k := b.keyOf(x, before); k != 0 && k == b.keyOf(y, before) && meets(before, rx, ry) {
			return false
		}
	}
	return true
}

// meets reports that a pair fulfils the condition of a rule.
func meets(rule int, x, y *record) bool {
	switch {
	case rules[rule].nameless:
		return x.forename == 0 || y.forename == 0
	case rules[rule].slips:
		return x.is(BadNumber) || y.is(BadNumber)
	}
	return true
}

// sharedFrom has a bit for each rule from the first on whose key both share.
func (b *blocks) sharedFrom(rule int, x, y int32) uint32 {
	bits := uint32(1) << rule
	for after := rule + 1; after < single; after++ {
		if k := b.keyOf(x, after); k != 0 && k == b.keyOf(y, after) && !rules[after].nameless {
			bits |= 1 << after
		}
	}
	return bits
}

// CompareBlock is the pairs of records that share a key, each only where it is
// the first effective key that they share: over all keys each pair comes once.
// It is a function of the records and of the table of keys that are too large.
func (p *Pool) CompareBlock(k Key, members []int32, over Oversize) []Pair {
	local := &blocks{pool: p, over: over, keys: make([]uint32, len(p.records)*single)}
	for _, i := range members {
		local.fill(int(i), int(i)+1)
	}
	var pairs []Pair
	for _, c := range dropRepeats(local.compareGroup(int(k.Rule), members, new(memo), nil), p, k, over) {
		pairs = append(pairs, Pair{A: c.a, B: c.b, Levels: c.levels})
	}
	return pairs
}

// dropRepeats leaves a pair that shares several keys of the rule for slips to
// the first of them.
func dropRepeats(list []candidate, p *Pool, k Key, over Oversize) []candidate {
	if int(k.Rule) != single {
		return list
	}
	kept := list[:0]
	for _, c := range list {
		if p.firstSlip(c.a, c.b, over) == k {
			kept = append(kept, c)
		}
	}
	return kept
}

// firstSlip is the first key of the rule for slips that two records share.
func (p *Pool) firstSlip(a, b int32, over Oversize) Key {
	x := p.slipKeys(&p.records[a], over, nil, single)
	for _, k := range x {
		for _, l := range p.slipKeys(&p.records[b], over, nil, single) {
			if k == l {
				return k
			}
		}
	}
	return Key{}
}
