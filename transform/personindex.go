package transform

import (
	"encoding/binary"
	"math/bits"

	"lollipop/internal/chis"
)

// personIndex finds person records by key: an open-addressed table of positions,
// four bytes each, since a map of the keys would double the memory of persons.
type personIndex struct {
	persons []person
	slots   []uint32 // position + 1, 0 for a free slot
	shift   int
}

func newPersonIndex(persons []person) *personIndex {
	width := max(bits.Len(uint(2*len(persons))), 4)
	ix := &personIndex{persons: persons, slots: make([]uint32, 1<<width), shift: 64 - width}
	for i := range persons {
		at := ix.home(&persons[i].personKey)
		for ix.slots[at] != 0 {
			at = (at + 1) & (len(ix.slots) - 1)
		}
		ix.slots[at] = uint32(i + 1)
	}
	return ix
}

// home is the slot at which the search for a key begins. GUIDs are spread by a
// multiplication: those of one source may differ in few bits.
func (ix *personIndex) home(k *personKey) int {
	const golden = 0x9E3779B97F4A7C15
	fold := func(g *chis.GUID) uint64 {
		return binary.LittleEndian.Uint64(g[:8])*golden ^ bits.RotateLeft64(binary.LittleEndian.Uint64(g[8:]), 29)
	}
	return int((fold(&k.patient) ^ fold(&k.org)*3 ^ uint64(k.source)) * golden >> ix.shift)
}

// find is the position of the record with a key, -1 for none.
func (ix *personIndex) find(k personKey) int32 {
	for at := ix.home(&k); ix.slots[at] != 0; at = (at + 1) & (len(ix.slots) - 1) {
		if i := ix.slots[at] - 1; ix.persons[i].personKey == k {
			return int32(i)
		}
	}
	return -1
}
