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
	text    []byte // what spans point into: raw, or scratch
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
// quotes around it and with doubled quotes made single. It is never nil. It
// points into the bytes read, or, in a record with doubled quotes, into a copy.
func (r *Record) Field(i int) []byte {
	s := r.spans[i]
	n := uint32(s) >> 1
	return r.text[s>>32:][:n:n]
}

// Quoted says whether field i stood in quotes.
func (r *Record) Quoted(i int) bool {
	s := r.spans[i] >> 32
	return s > 0 && r.raw[s-1] == '"'
}

// set makes r the row raw as s has split it.
func (r *Record) set(raw []byte, s *splitter) {
	r.raw, r.text, r.spans = raw, raw, s.spans[:s.n]
	if s.escapes != 0 {
		r.unescape()
	}
}

// unescape copies the row and makes the doubled quotes of the copy single, each
// value where it was.
func (r *Record) unescape() {
	r.scratch = append(r.scratch[:0], r.raw...)
	r.text = r.scratch
	for i, s := range r.spans {
		if s&1 == 0 {
			continue
		}
		value := r.Field(i)
		to := 0
		for from := value; len(from) > 0; {
			n := bytes.IndexByte(from, '"') + 1
			if n == 0 {
				n = len(from)
			}
			to += copy(value[to:], from[:n])
			from = from[min(n+1, len(from)):]
		}
		r.spans[i] = makeSpan(int(s>>32), to, 0)
	}
}
