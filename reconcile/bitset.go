package reconcile

// bitset is a set of ids that are given from 1 upwards.
type bitset struct{ words []uint64 }

// maxID bounds the memory of a set of ids; a target has some ten million.
const maxID = 1 << 33

func (s *bitset) has(id int64) bool {
	return id >= 0 && id>>6 < int64(len(s.words)) && s.words[id>>6]&(1<<(id&63)) != 0
}

// add reports whether the id is new. An id outside 1 to maxID is never added.
func (s *bitset) add(id int64) bool {
	if id < 1 || id > maxID || s.has(id) {
		return false
	}
	if n := id>>6 + 1; n > int64(len(s.words)) {
		if n > int64(cap(s.words)) {
			grown := make([]uint64, n, n+n/2)
			copy(grown, s.words)
			s.words = grown
		}
		s.words = s.words[:n]
	}
	s.words[id>>6] |= 1 << (id & 63)
	return true
}
