package scan

import (
	"bytes"
	"hash"
	"hash/crc32"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// tally sums up bytes in file order while they are in cache.
type tally struct {
	crc   uint32
	lines int64     // LF bytes
	sha   hash.Hash // nil if the bytes are hashed later
	text  *evidence // nil if sha is
}

func (t *tally) add(b []byte) {
	t.crc = crc32.Update(t.crc, castagnoli, b)
	t.lines += int64(bytes.Count(b, lf))
	t.hash(b)
}

func (t *tally) hash(b []byte) {
	if t.sha != nil {
		t.sha.Write(b)
		t.text.add(b)
	}
}

var lf = []byte{'\n'}
