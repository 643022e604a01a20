package match

import "slices"

// An entry is the hash of a key in its high half and the place of a record in
// its low half.

// sortEntries sorts by key, and leaves the records of one key in their order.
func sortEntries(e []uint64) {
	if len(e) < 1<<12 {
		slices.SortStableFunc(e, func(a, b uint64) int { return int(a>>32) - int(b>>32) })
		return
	}
	const digits, bits = 3, 11
	other := make([]uint64, len(e))
	for d := range digits {
		shift := 32 + d*bits
		var next [1 << bits]int
		for _, x := range e {
			next[x>>shift&(1<<bits-1)]++
		}
		sum := 0
		for i, n := range next {
			next[i], sum = sum, sum+n
		}
		for _, x := range e {
			at := &next[x>>shift&(1<<bits-1)]
			other[*at] = x
			*at++
		}
		e, other = other, e
	}
	copy(other, e) // after an odd number of passes the result stands in the other one
}

// bitTable has a bit for the low bits of each key.
type bitTable struct {
	words []uint64
	mask  uint64
}

// newBitTable has eight bits for each of so many keys: few are met by chance.
func newBitTable(keys int) bitTable {
	size := uint64(64)
	for size < 8*uint64(keys) {
		size *= 2
	}
	return bitTable{make([]uint64, size/64), size - 1}
}

func (t *bitTable) has(e uint64) bool {
	at := e >> 32 & t.mask
	return t.words[at/64]>>(at%64)&1 != 0
}

func (t *bitTable) set(e uint64) {
	at := e >> 32 & t.mask
	t.words[at/64] |= 1 << (at % 64)
}

// shared parts the entries whose key another may have from those that stand alone,
// which nearly all do and which need not be sorted. The first stay in their order.
func shared(e []uint64) (list, alone []uint64) {
	met, again := newBitTable(len(e)), newBitTable(len(e))
	for _, x := range e {
		if met.has(x) {
			again.set(x)
		} else {
			met.set(x)
		}
	}
	n := 0
	for i, x := range e {
		if again.has(x) {
			e[n], e[i] = x, e[n]
			n++
		}
	}
	return e[:n:n], e[n:]
}

// withKeyOf are the entries of a list that have a key of another.
func withKeyOf(list, other []uint64) (some []uint64) {
	t := newBitTable(len(other))
	keys := make(map[uint64]bool)
	for _, x := range other {
		t.set(x)
	}
	for _, x := range list {
		if t.has(x) {
			keys[x>>32] = false
		}
	}
	for _, x := range other {
		if _, asked := keys[x>>32]; asked {
			keys[x>>32] = true
		}
	}
	for _, x := range list {
		if t.has(x) && keys[x>>32] {
			some = append(some, x)
		}
	}
	return some
}

// groupEnd is where the entries of the key at from end.
func groupEnd(e []uint64, from int) int {
	to := from + 1
	for to < len(e) && e[to]>>32 == e[from]>>32 {
		to++
	}
	return to
}
