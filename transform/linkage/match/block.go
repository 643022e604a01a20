package match

import "slices"

// MaxBlock is the number of records under one key from which it is refined.
const MaxBlock = 50

// MaxNamesakes is the same for keys of names without a birth date.
const MaxNamesakes = 8

// largestBlock is how many records a key of a rule may have.
func largestBlock(rule int) int {
	if rules[rule].few {
		return MaxNamesakes
	}
	return MaxBlock
}

// single is how many rules give a record one key at most; the last gives many.
const single = Rules - 1

// blocks are the effective keys of all records, and for each rule its groups.
type blocks struct {
	pool   *Pool
	keys   []uint32 // single to a record, 0 for none
	groups [Rules]groups
	over   Oversize
	voids  []Void
}

// groups are the records of each key that two or more share, one group after
// the other.
type groups struct {
	members []int32
	ends    []int32
}

// Void is a key whose records were not compared under it: there are too many,
// whatever is taken with it.
type Void struct {
	Rule    string
	Records int
}

func (b *blocks) keyOf(i int32, rule int) uint32 { return b.keys[int(i)*single+rule] }

// fill computes the keys of the records from, to.
func (b *blocks) fill(from, to int) {
	for i := from; i < to; i++ {
		r := &b.pool.records[i]
		if r.is(Protected) {
			continue
		}
		for rule := range single {
			if k, ok := b.pool.key(r, uint8(rule), b.over); ok {
				b.keys[i*single+rule] = k.Hash
			}
		}
	}
}

// found is what grouping one rule found of keys that are too large.
type found struct {
	over  Oversize
	voids []Void
}

// group sorts the records of a rule by key. Keys that are too large are refined;
// those of a table that was given are so already.
func (b *blocks) group(rule int) found {
	entries := b.entries(rule)
	sortEntries(entries)
	f := found{over: Oversize{}}
	if b.refine(rule, entries, &f) && rule != single {
		entries = b.entries(rule)
		sortEntries(entries)
	}
	g := &b.groups[rule]
	for from := 0; from < len(entries); {
		to := groupEnd(entries, from)
		if to-from > 1 && to-from <= largestBlock(rule) { // larger ones of the last rule are void
			for _, e := range entries[from:to] {
				g.members = append(g.members, int32(uint32(e)))
			}
			g.ends = append(g.ends, int32(len(g.members)))
		}
		from = to
	}
	g.members, g.ends = slices.Clip(g.members), slices.Clip(g.ends)
	return f
}

func (b *blocks) entries(rule int) []uint64 {
	entries := make([]uint64, 0, len(b.pool.records))
	if rule == single {
		return b.slipEntries(entries)
	}
	for i := range b.pool.records {
		if k := b.keyOf(int32(i), rule); k != 0 {
			entries = append(entries, uint64(k)<<32|uint64(i))
		}
	}
	return entries
}

func (b *blocks) slipEntries(entries []uint64) []uint64 {
	var room []Key
	for i := range b.pool.records {
		r := &b.pool.records[i]
		if r.is(Protected) {
			continue
		}
		room = b.pool.slipKeys(r, b.over, room[:0], single)
		for _, k := range room {
			entries = append(entries, uint64(k.Hash)<<32|uint64(i))
		}
	}
	return entries
}

// refine takes refining parts with the keys that are too large, and reports
// whether there were any. Keys of the last rule are too large only where those of
// the first are, so that it lets them lie.
func (b *blocks) refine(rule int, entries []uint64, f *found) bool {
	for from := 0; from < len(entries); {
		to := groupEnd(entries, from)
		if to-from > largestBlock(rule) {
			b.refineKey(rule, entries[from:to], f)
		}
		from = to
	}
	return len(f.over) > 0
}

func (b *blocks) refineKey(rule int, group []uint64, f *found) {
	k := Key{uint8(rule), uint32(group[0] >> 32)}
	if rule == single || !b.isBase(k, group[0]) {
		f.over[k] = void
		f.voids = append(f.voids, Void{rules[rule].name, len(group)})
		for _, e := range group {
			if rule != single {
				b.keys[int(uint32(e))*single+rule] = 0
			}
		}
		return
	}
	var sizes map[uint32]int
	for times := 1; times <= len(rules[rule].refine); times++ {
		f.over[k] = uint8(times)
		sizes = b.rekey(rule, group, f.over)
		if largest(sizes) <= largestBlock(rule) {
			return
		}
	}
	for hash, n := range sizes {
		if n > largestBlock(rule) {
			f.over[Key{uint8(rule), hash}] = void
			f.voids = append(f.voids, Void{rules[rule].name, n})
		}
	}
	b.rekey(rule, group, f.over)
}

// isBase reports that a key is not refined yet.
func (b *blocks) isBase(k Key, entry uint64) bool {
	h, _ := b.pool.base(&b.pool.records[uint32(entry)], k.Rule)
	return short(h) == k.Hash
}

// rekey computes the keys of a group anew and counts the records of each.
func (b *blocks) rekey(rule int, group []uint64, over Oversize) map[uint32]int {
	sizes := map[uint32]int{}
	for _, e := range group {
		i := int(uint32(e))
		k, ok := b.pool.key(&b.pool.records[i], uint8(rule), over)
		if !ok {
			k.Hash = 0
		}
		b.keys[i*single+rule] = k.Hash
		sizes[k.Hash]++
	}
	delete(sizes, 0)
	return sizes
}

func largest(sizes map[uint32]int) int {
	n := 0
	for _, size := range sizes {
		n = max(n, size)
	}
	return n
}
