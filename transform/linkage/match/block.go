package match

import "slices"

// MaxBlock is the number of records under one key from which it is refined.
const MaxBlock = 50

// MaxSpread is how many values of the next refining part the records of a key may have
// where strangers share it by chance, and the more often the more records there are.
// The records of one child are nearly all of one value, however many there are.
const MaxSpread = 4

// crowded reports that a key is to be refined: so many records it has, so many values
// of the next part.
func crowded(rule, records, spread int) bool {
	return records > MaxBlock || rules[rule].few && spread > MaxSpread
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
	entries, alone := shared(b.entries(rule))
	sortEntries(entries)
	f := found{over: Oversize{}}
	if rule != single { // keys of the last rule are too large only where those of the first are
		entries = b.refine(rule, entries, alone, &f)
	}
	g := &b.groups[rule]
	for from := 0; from < len(entries); {
		to := groupEnd(entries, from)
		switch size := to - from; {
		case size == 1:
		case rule == single && size > MaxBlock:
			f.void(Key{single, uint32(entries[from] >> 32)}, size)
		default: // two keys of one hash may together be larger
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

// void leaves the records of a key out under it.
func (f *found) void(k Key, records int) {
	f.over[k] = void
	f.voids = append(f.voids, Void{rules[k.Rule].name, records})
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

// refine takes refining parts with the keys that are too large: the entries with
// their new keys, in order. Of those that stand alone a new key may have the hash.
func (b *blocks) refine(rule int, entries, alone []uint64, f *found) []uint64 {
	kept := entries[:0]
	var refined []uint64
	w := refining{blocks: b, rule: rule, found: f}
	for from := 0; from < len(entries); {
		to := groupEnd(entries, from)
		if group := entries[from:to]; len(group) <= MaxSpread || !w.start(group) {
			kept = append(kept, group...)
		} else {
			refined = w.refine(refined)
		}
		from = to
	}
	if len(refined) == 0 {
		return kept
	}
	refined = append(refined, withKeyOf(alone, refined)...)
	sortEntries(refined)
	return merged(kept, refined)
}

// merged is two sorted lists as one.
func merged(a, b []uint64) []uint64 {
	all := make([]uint64, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0] < b[0] {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// refining refines the keys of a rule, one after the other.
type refining struct {
	blocks *blocks
	found  *found
	rule   int
	group  []uint64 // entries
	hashes []uint64 // of each, the new key
	values []uint64 // of each, the part that was read
	sorted []uint64 // room
}

// start takes a group up, and reports whether its key must be refined. One that was
// refined already, by a table that was given, cannot be refined further.
func (w *refining) start(group []uint64) bool {
	if w.group = group; !w.isCrowded() {
		return false
	}
	w.hashes = w.hashes[:0]
	for _, e := range group {
		h, _ := w.blocks.pool.base(&w.blocks.pool.records[uint32(e)], uint8(w.rule))
		w.hashes = append(w.hashes, h)
	}
	return w.unrefined() || len(group) > MaxBlock
}

// unrefined reports that the key of the group is the one that its rule gives.
func (w *refining) unrefined() bool { return short(w.hashes[0]) == w.key().Hash }

// isCrowded reports that the key of the group, whole as it is, has too many records,
// or too many values of the part that would be taken first.
func (w *refining) isCrowded() bool {
	if len(w.group) > MaxBlock || !rules[w.rule].few {
		return len(w.group) > MaxBlock
	}
	var values [MaxSpread]uint64
	n := 0
	for _, e := range w.group {
		v, _ := w.blocks.pool.value(&w.blocks.pool.records[uint32(e)], rules[w.rule].refine[0])
		switch {
		case slices.Contains(values[:n], v):
		case n == MaxSpread:
			return true
		default:
			values[n] = v
			n++
		}
	}
	return false
}

func (w *refining) key() Key { return Key{uint8(w.rule), uint32(w.group[0] >> 32)} }

// refine takes so many refining parts with a key that none of its new keys is too large,
// or all of them; new keys that still are too large are void. It sets the keys of the
// records and appends their entries.
func (w *refining) refine(dst []uint64) []uint64 {
	k, b := w.key(), w.blocks
	if !w.unrefined() {
		w.found.void(k, len(w.group))
		for _, e := range w.group {
			b.keys[int(uint32(e))*single+w.rule] = 0
		}
		return dst
	}
	parts, times := rules[w.rule].refine, 0
	w.read(parts[0])
	for more := true; more; more = times < len(parts) && w.crowded(parts[times]) {
		for i, v := range w.values {
			w.hashes[i] = join(w.hashes[i], v)
		}
		times++
	}
	w.found.over[k] = uint8(times)
	voids := len(w.found.voids)
	if times == len(parts) {
		w.each(func(hash uint32, records, _ int) {
			if records > MaxBlock {
				w.found.void(Key{k.Rule, hash}, records)
			}
		})
	}
	for i, e := range w.group {
		hash := short(w.hashes[i])
		if len(w.found.voids) > voids && w.found.over[Key{k.Rule, hash}] == void {
			hash = 0
		} else {
			dst = append(dst, uint64(hash)<<32|e&(1<<32-1))
		}
		b.keys[int(uint32(e))*single+w.rule] = hash
	}
	return dst
}

// read takes a part of every record of the group.
func (w *refining) read(of part) {
	w.values = w.values[:0]
	for _, e := range w.group {
		v, _ := w.blocks.pool.value(&w.blocks.pool.records[uint32(e)], of)
		w.values = append(w.values, v)
	}
}

// crowded reports that a new key is too large, and reads the part to take next.
func (w *refining) crowded(next part) (is bool) {
	w.read(next)
	w.each(func(_ uint32, records, spread int) { is = is || crowded(w.rule, records, spread) })
	return is
}

// each tells the new keys, how many records each has, and how many values of the part
// that was read.
func (w *refining) each(tell func(hash uint32, records, spread int)) {
	w.sorted = w.sorted[:0]
	for i, v := range w.values {
		w.sorted = append(w.sorted, uint64(short(w.hashes[i]))<<32|mix(v)>>32)
	}
	slices.Sort(w.sorted)
	for from := 0; from < len(w.sorted); {
		to, spread := from+1, 1
		for ; to < len(w.sorted) && w.sorted[to]>>32 == w.sorted[from]>>32; to++ {
			if w.sorted[to] != w.sorted[to-1] {
				spread++
			}
		}
		tell(uint32(w.sorted[from]>>32), to-from, spread)
		from = to
	}
}
