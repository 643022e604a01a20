package table

import (
	"encoding/binary"
	"math/bits"
)

// dictTable numbers the distinct values of a column in the order in which they first appear. It is a hash table of
// indexes into the dictionary; the hash is fixed, so that giving up depends on the rows alone.
type dictTable struct {
	slots []uint32 // 1 + index into the dictionary
	codes []uint32 // one a row
}

const (
	firstSlots = 1 << 11
	maxProbes  = 128 // a longer chain means that the hash fails on this column: it is written plain
)

func (d *dictTable) reset(rows int) {
	if d.slots == nil {
		d.slots = make([]uint32, firstSlots)
	}
	d.slots = d.slots[:firstSlots]
	clear(d.slots)
	if cap(d.codes) < rows {
		d.codes = make([]uint32, 0, rows)
	}
	d.codes = d.codes[:0]
}

// tooMany reports that a dictionary of n values after so many rows will not pay. It is generous at first, as a column
// may begin with all its values.
func tooMany(n, rows int) bool { return n > 4096+rows/2 }

// grow doubles the slots when the dictionary fills half of them. rehash puts index i into the slots again.
func (d *dictTable) grow(n int, rehash func(i int) uint64) {
	if 2*n < len(d.slots) {
		return
	}
	size := 2 * len(d.slots)
	if cap(d.slots) < size {
		d.slots = make([]uint32, size)
	}
	d.slots = d.slots[:size]
	clear(d.slots)
	mask := uint64(size - 1)
	for i := range n {
		at := rehash(i) & mask
		for d.slots[at] != 0 {
			at = (at + 1) & mask
		}
		d.slots[at] = uint32(i + 1)
	}
}

// build numbers vals, appends the distinct ones to dict and reports whether a dictionary is worth having.
func build[T comparable](d *dictTable, vals, dict []T, hash func(T) uint64) ([]T, bool) {
	d.reset(len(vals))
	var code uint32
	for i, v := range vals {
		if len(dict) > 0 && v == dict[code] {
			d.codes = append(d.codes, code)
			continue
		}
		var fresh, ok bool
		if code, fresh, ok = find(d, v, dict, hash); !ok {
			return dict, false
		}
		if fresh {
			dict = append(dict, v)
			if tooMany(len(dict), i) {
				return dict, false
			}
			d.grow(len(dict), func(i int) uint64 { return hash(dict[i]) })
		}
		d.codes = append(d.codes, code)
	}
	return dict, true
}

// find returns the code of v, which is that of a fresh entry if v is not in dict.
func find[T comparable](d *dictTable, v T, dict []T, hash func(T) uint64) (code uint32, fresh, ok bool) {
	mask := uint64(len(d.slots) - 1)
	at := hash(v) & mask
	for range maxProbes {
		s := d.slots[at]
		if s == 0 {
			d.slots[at] = uint32(len(dict) + 1)
			return uint32(len(dict)), true, true
		}
		if dict[s-1] == v {
			return s - 1, false, true
		}
		at = (at + 1) & mask
	}
	return 0, false, false
}

// buildTexts is build for texts.
func (d *dictTable) buildTexts(vals, dict *Texts) bool {
	d.reset(vals.Len())
	var code uint32
	for i := range vals.Len() {
		v := vals.At(i)
		if dict.Len() > 0 && string(v) == string(dict.At(int(code))) {
			d.codes = append(d.codes, code)
			continue
		}
		var fresh, ok bool
		if code, fresh, ok = d.findText(v, dict); !ok {
			return false
		}
		if fresh {
			dict.Append(v)
			if tooMany(dict.Len(), i) || len(dict.Data)+4*dict.Len() > maxDictBytes {
				return false
			}
			d.grow(dict.Len(), func(i int) uint64 { return hashBytes(dict.At(i)) })
		}
		d.codes = append(d.codes, code)
	}
	return true
}

func (d *dictTable) findText(v []byte, dict *Texts) (code uint32, fresh, ok bool) {
	mask := uint64(len(d.slots) - 1)
	at := hashBytes(v) & mask
	for range maxProbes {
		s := d.slots[at]
		if s == 0 {
			d.slots[at] = uint32(dict.Len() + 1)
			return uint32(dict.Len()), true, true
		}
		if string(dict.At(int(s-1))) == string(v) {
			return s - 1, false, true
		}
		at = (at + 1) & mask
	}
	return 0, false, false
}

const (
	odd1 = 0x9e3779b97f4a7c15
	odd2 = 0xd6e8feb86659fd93
)

func mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a^odd1, b^odd2)
	return hi ^ lo
}

func hashInt64(v int64) uint64 { return mix(uint64(v), 0) }
func hashInt32(v int32) uint64 { return mix(uint64(v), 0) }

func hashGUID(v [16]byte) uint64 {
	return mix(binary.LittleEndian.Uint64(v[:8]), binary.LittleEndian.Uint64(v[8:])+odd1)
}

func hashBytes(b []byte) uint64 {
	h := (uint64(len(b)) + 1) * odd2 // large, or the product below would not spread
	for ; len(b) >= 8; b = b[8:] {
		h = mix(h, binary.LittleEndian.Uint64(b))
	}
	var last uint64
	for i, c := range b {
		last |= uint64(c) << (8 * i)
	}
	return mix(h, last)
}
