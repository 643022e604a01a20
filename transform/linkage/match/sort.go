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

// groupEnd is where the entries of the key at from end.
func groupEnd(e []uint64, from int) int {
	to := from + 1
	for to < len(e) && e[to]>>32 == e[from]>>32 {
		to++
	}
	return to
}
