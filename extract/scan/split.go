package scan

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// span is a field's place in the bytes of its record: start<<32 | size<<1 |
// escaped. Quotes around the field are not part of it.
type span uint64

func makeSpan(start, size, escaped int) span {
	return span(uint64(start)<<32 | uint64(size)<<1 | uint64(escaped))
}

// verdict is what split says of the bytes it was given.
type verdict uint8

const (
	whole verdict = iota // a record, complete
	short                // the record goes on after these bytes
	stray
	trailing
	open
)

func (v verdict) reason() Reason {
	return [...]Reason{stray: StrayQuote, trailing: TextAfterQuote, open: OpenQuote}[v]
}

// splitter divides records into fields. It is reused from record to record.
type splitter struct {
	spans   []span // len is room, not number
	n       int    // number of fields of the last whole record
	sizes   []byte // by field: that of the last value the fast path left
	escapes int    // not 0 if any of them holds a doubled quote
}

// split reads the record at b[0], which is not the start of an empty line;
// last says that the file ends with b. For a whole record it returns its
// length and where the next one starts; for a broken one length is the index
// of the byte that breaks it.
func (s *splitter) split(b []byte, last bool) (length, next int, v verdict) {
	s.escapes = 0
	for n, i := 0, 0; ; {
		if n, i = s.quoted(b, n, i); n == len(s.spans) {
			s.spans = append(s.spans, make([]span, max(64, n))...)
			s.sizes = append(s.sizes, make([]byte, len(s.spans)-n)...)
			continue
		}
		start, end, escaped := i, 0, 0
		if i < len(b) && b[i] == '"' {
			start++
			end, escaped, v = closing(b, start, last)
		} else {
			end, v = unquoted(b, i, last)
		}
		if v != whole {
			return end, 0, v
		}
		s.spans[n] = makeSpan(start, end-start, escaped)
		s.sizes[n] = byte(min(end-start, 255))
		s.escapes |= escaped
		n++
		end += start - i // past the closing quote
		if end < len(b) && b[end] == ',' {
			i = end + 1
			continue
		}
		s.n = n
		return end, afterLine(b, end), whole
	}
}

// reach is how far the fast path looks from an opening quote: a GUID in
// braces, its quotes and a comma fit.
const reach = 48

// quoted is the fast path: it takes fields from b[i] on, the n-th and later,
// as long as each is quoted, ASCII without a quote, followed by a comma, and
// empty or of the size that its column's values usually have. It returns the
// number and the place of the first field that it leaves.
//
// So the processor need not wait for the end of one field to start on the next.
// No call may stand in the loop: it would put i and n on the stack, and the
// next turn would wait for them.
func (s *splitter) quoted(b []byte, n, i int) (int, int) {
	spans, sizes := s.spans, s.sizes[:len(s.spans)]
	for n < len(spans) && i+reach <= len(b) {
		p := (*[reach]byte)(b[i:])
		if p[0] != '"' {
			break
		}
		if p[1] == '"' && p[2] == ',' {
			spans[n] = makeSpan(i+1, 0, 0)
			n++
			i += 3
			continue
		}
		size := int(sizes[n])
		if size > reach-word || p[size+1] != '"' || p[size+2] != ',' {
			break
		}
		x := binary.LittleEndian.Uint64(p[1:]) ^ quotes - ones
		if size <= word {
			x <<= uint(64-size*8) & 63 // size is not 0: that was the branch above
		} else {
			x |= binary.LittleEndian.Uint64(p[size-7:]) ^ quotes - ones
		}
		if size > 2*word {
			x |= binary.LittleEndian.Uint64(p[9:]) ^ quotes - ones
		}
		if size > 3*word {
			x |= binary.LittleEndian.Uint64(p[17:]) ^ quotes - ones
		}
		if size > 4*word {
			x |= binary.LittleEndian.Uint64(p[25:]) ^ quotes - ones
		}
		if x&high != 0 { // a quote, or not ASCII
			break
		}
		spans[n] = makeSpan(i+1, size, 0)
		n++
		i += size + 3
	}
	return n, i
}

const (
	word   = 8
	ones   = 0x0101010101010101
	quotes = '"' * ones
)

// quotesIn looks at the first word of b and returns one whose lowest bit set
// is in the first byte that is a quote; 0 if none is.
func quotesIn(b []byte) uint64 {
	x := binary.LittleEndian.Uint64(b) ^ quotes
	return (x - ones) &^ x & high
}

// quote returns the place of the first quote in b from i on, or len(b). Most
// fields are short, for which two words cost less than a call of IndexByte.
func quote(b []byte, i int) int {
	if i+2*word <= len(b) {
		if m := quotesIn(b[i:]); m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
		if m := quotesIn(b[i+word:]); m != 0 {
			return i + word + bits.TrailingZeros64(m)>>3
		}
		i += 2 * word
	}
	if k := bytes.IndexByte(b[i:], '"'); k >= 0 {
		return i + k
	}
	return len(b)
}

// closing finds, from b[j] on, the quote that closes a quoted field, and sees that a comma, a line end or the end of the file follows it. If not, end
// is the offending byte.
func closing(b []byte, j int, last bool) (end, escaped int, v verdict) {
	for {
		if j = quote(b, j); j == len(b) {
			return j, 0, ifLast(last, open)
		}
		rest := b[j+1:]
		if len(rest) < 2 {
			switch v = atBrink(rest, last); v {
			case trailing:
				j++
			case open:
				j = len(b)
			}
			return j, escaped, v
		}
		switch {
		case rest[0] == '"':
			escaped = 1
			j += 2
			continue
		case rest[0] == ',' || rest[0] == '\n' || rest[0] == '\r' && rest[1] == '\n':
			return j, escaped, whole
		}
		return j + 1, 0, trailing
	}
}

// atBrink judges what follows a quote with less than two bytes to go on.
func atBrink(rest []byte, last bool) verdict {
	switch {
	case len(rest) == 0 || rest[0] == '\r':
		return ifLast(last, whole)
	case rest[0] == ',' || rest[0] == '\n':
		return whole
	case rest[0] == '"':
		return ifLast(last, open)
	}
	return trailing
}

// ifLast returns v where the file ends, else asks for more bytes.
func ifLast(last bool, v verdict) verdict {
	if last {
		return v
	}
	return short
}

// unquoted finds the end of the unquoted field that starts at i.
func unquoted(b []byte, i int, last bool) (end int, v verdict) {
	for j := i; j < len(b); j++ {
		switch b[j] {
		case ',':
			return j, whole
		case '\n':
			return beforeCR(b, i, j), whole
		case '"':
			return j, stray
		}
	}
	if !last {
		return len(b), short
	}
	return beforeCR(b, i, len(b)), whole
}

// beforeCR returns end, or the place of the CR just before it.
func beforeCR(b []byte, start, end int) int {
	if end > start && b[end-1] == '\r' {
		return end - 1
	}
	return end
}

// afterLine returns the place after the line end at b[i].
func afterLine(b []byte, i int) int {
	if i < len(b) && b[i] == '\r' {
		i++
	}
	if i < len(b) && b[i] == '\n' {
		i++
	}
	return i
}
