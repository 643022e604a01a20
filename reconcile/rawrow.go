package reconcile

import "lollipop/internal/spill"

// rawRow is a record with its place, as onRecord takes it, and what the element left
// behind.
type rawRow struct {
	number     int64
	record     []string
	left       leftTexts
	start, end int64
	line       int
	lengths    []int // of the texts, while they are decoded
}

// encodeRaw appends a row of an entry of the list of files: the lengths of its
// texts and then all of them, which are read back as one.
func encodeRaw(dst []byte, file int64, row *rawRow) []byte {
	dst = spill.PutUvarint(dst, uint64(file))
	for _, n := range [...]int64{row.number, row.start, row.end, int64(row.line), int64(len(row.record)), row.left.n, int64(len(row.left.paths))} {
		dst = spill.PutUvarint(dst, uint64(n))
	}
	texts := [...][]string{row.record, row.left.paths}
	for _, list := range texts {
		for _, text := range list {
			dst = spill.PutUvarint(dst, uint64(len(text)))
		}
	}
	for _, list := range texts {
		for _, text := range list {
			dst = append(dst, text...)
		}
	}
	return dst
}

// decode reads what encodeRaw wrote after the file.
func (row *rawRow) decode(c *spill.Cursor) {
	row.number, row.start, row.end, row.line = int64(c.Uvarint()), int64(c.Uvarint()), int64(c.Uvarint()), int(c.Uvarint())
	fields, values, left := c.Uvarint(), c.Uvarint(), c.Uvarint()
	row.lengths = row.lengths[:0]
	for n := fields + left; n > 0 && c.Err() == nil; n-- {
		row.lengths = append(row.lengths, int(c.Uvarint()))
	}
	text := c.Rest()
	row.record, row.left = row.record[:0], leftTexts{int64(values), row.left.paths[:0]}
	for i, n := range row.lengths {
		n = min(n, len(text))
		if uint64(i) < fields {
			row.record = append(row.record, text[:n])
		} else {
			row.left.paths = append(row.left.paths, text[:n])
		}
		text = text[n:]
	}
}
