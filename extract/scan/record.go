package scan

import "bytes"

// Kind says whether a record could be read.
type Kind uint8

// A Row has fields. A Damaged record has none.
const (
	Row Kind = iota
	Damaged
)

// Record is a row or a damaged range. It and everything it returns are valid
// until the next one.
type Record struct {
	Number int64  // from 1 for the first after the header
	Line   int64  // physical line of its first byte: 1 + the LF bytes before it
	Offset int64  // of its first byte in the file
	Length int    // bytes: of a row without its line end, of a damaged range with all
	Kind   Kind   // Row or Damaged
	Reason Reason // of damage, else ""

	raw     []byte
	spans   []span
	scratch []byte
}

// Raw returns the record's bytes as they stand in the file: a row without its
// line end, a damaged range with every line end in it. Of a damaged range
// longer than Survey.MaxRecord it returns that many bytes.
func (r *Record) Raw() []byte { return r.raw }

// Fields returns the number of fields: at least 1 for a row, 0 for damage.
func (r *Record) Fields() int { return len(r.spans) }

// Field returns the value of field i, which must be below Fields, without the
// quotes around it and with doubled quotes made single. It never returns nil
// for an empty value. Field and its callers must not change the bytes.
func (r *Record) Field(i int) []byte {
	s := r.spans[i]
	if s&1 != 0 {
		return r.unescape(s)
	}
	return r.raw[s>>32:][:uint32(s)>>1]
}

// Quoted says whether field i stood in quotes.
func (r *Record) Quoted(i int) bool {
	s := r.spans[i] >> 32
	return s > 0 && r.raw[s-1] == '"'
}

// unescape appends the field at s to the scratch bytes. A value that was
// returned before stays valid: if the bytes move, the old ones are left alone.
func (r *Record) unescape(s span) []byte {
	from := len(r.scratch)
	for b := r.raw[s>>32:][:uint32(s)>>1]; ; {
		k := bytes.IndexByte(b, '"')
		if k < 0 {
			r.scratch = append(r.scratch, b...)
			return r.scratch[from:len(r.scratch):len(r.scratch)]
		}
		r.scratch = append(r.scratch, b[:k+1]...)
		b = b[k+2:]
	}
}
