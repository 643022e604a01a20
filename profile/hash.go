package profile

import (
	"encoding/binary"
	"math/bits"
)

// hash is a 64-bit hash of a value. It has no seed: the estimates made from it
// must be the same in every run.
func hash(b []byte) uint64 {
	const a, c = 0xa0761d6478bd642f, 0xe7037ed1a0b428db
	h := uint64(len(b)) * c
	for len(b) >= 8 {
		h = fold(h^binary.LittleEndian.Uint64(b)^a, c)
		b = b[8:]
	}
	if len(b) > 0 {
		var rest uint64
		for i, x := range b {
			rest |= uint64(x) << (8 * i)
		}
		h = fold(h^rest^a, c)
	}
	return fold(h^c, a)
}

func fold(x, y uint64) uint64 {
	high, low := bits.Mul64(x, y)
	return high ^ low
}
