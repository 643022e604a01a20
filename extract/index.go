package extract

import (
	"encoding/binary"
	"math/bits"

	"lollipop/internal/chis"
)

// index numbers distinct keys from 0 in the order in which they are added. It
// holds a key in its own size and five to eight bytes, and no pointer.
// Reading it from several goroutines is safe while nobody adds.
type index[K comparable] struct {
	keys  []K
	slots []uint32 // number + 1, 0 free; a power of two, at most 3/4 full
	hash  func(K) uint64
}

func newIndex[K comparable](hash func(K) uint64) *index[K] {
	return &index[K]{hash: hash, slots: make([]uint32, 1<<10)}
}

// find returns the number of k.
func (x *index[K]) find(k K) (int, bool) {
	mask := uint64(len(x.slots) - 1)
	for at := x.hash(k) & mask; ; at = (at + 1) & mask {
		n := x.slots[at]
		if n == 0 {
			return int(at), false
		}
		if x.keys[n-1] == k {
			return int(n - 1), true
		}
	}
}

// add returns the number of k, which is new if it is the last one.
func (x *index[K]) add(k K) int {
	if 4*(len(x.keys)+1) > 3*len(x.slots) {
		x.grow()
	}
	n, ok := x.find(k)
	if ok {
		return n
	}
	x.keys = append(x.keys, k)
	x.slots[n] = uint32(len(x.keys))
	return len(x.keys) - 1
}

func (x *index[K]) grow() {
	x.slots = make([]uint32, 2*len(x.slots))
	mask := uint64(len(x.slots) - 1)
	for i, k := range x.keys {
		at := x.hash(k) & mask
		for x.slots[at] != 0 {
			at = (at + 1) & mask
		}
		x.slots[at] = uint32(i + 1)
	}
}

// Odd constants of the fractional parts of the square roots of 2 and 3.
const (
	salt1 = 0x6A09E667F3BCC909
	salt2 = 0xBB67AE8584CAA73B
)

// mix spreads two words over one.
func mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a^salt1, b^salt2)
	return hi ^ lo
}

func hashInt(k uint64) uint64 { return mix(k, k>>32) }

func hashGUID(g chis.GUID) uint64 {
	return mix(binary.LittleEndian.Uint64(g[:8]), binary.LittleEndian.Uint64(g[8:]))
}

// personKey is a person record: an organisation of one source, by its number
// in orgs, and the patient's GUID in it.
type personKey struct {
	patient chis.GUID
	org     uint32
}

func hashPerson(k personKey) uint64 { return mix(hashGUID(k.patient), uint64(k.org)) }

// itemKey is an item of a person's record.
type itemKey struct {
	person personKey
	item   chis.GUID
}

func hashItem(k itemKey) uint64 { return mix(hashPerson(k.person), hashGUID(k.item)) }

// orgKey is an organisation as one source names it.
type orgKey struct {
	guid   chis.GUID
	source uint32
}

func hashOrg(k orgKey) uint64 { return mix(hashGUID(k.guid), uint64(k.source)) }
