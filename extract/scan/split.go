package scan

import "bytes"

// span is a field's place in the bytes of its record: start<<32 | end<<1 |
// escaped. Quotes around the field are not part of it.
type span uint64

func makeSpan(start, end, escaped int) span {
	return span(uint64(start)<<32 | uint64(end)<<1 | uint64(escaped))
}

func (s span) start() int    { return int(s >> 32) }
func (s span) end() int      { return int(uint32(s) >> 1) }
func (s span) escaped() bool { return s&1 != 0 }

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
	spans []span // len is room, not number
	n     int    // number of fields of the last whole record
}

func (s *splitter) grow() []span {
	s.spans = append(s.spans, make([]span, max(64, len(s.spans)))...)
	return s.spans
}

// split reads the record at b[0], which is not the start of an empty line;
// last says that the file ends with b. For a whole record it returns its
// length and where the next one starts; for a broken one length is the index
// of the byte that breaks it.
func (s *splitter) split(b []byte, last bool) (length, next int, v verdict) {
	spans, n, i := s.spans, 0, 0
	for {
		if n == len(spans) {
			spans = s.grow()
		}
		var end int
		if i < len(b) && b[i] == '"' {
			start, escaped := i+1, 0
			if end, escaped, v = closing(b, start, last); v != whole {
				return end, 0, v
			}
			spans[n] = makeSpan(start, end, escaped)
			end++
		} else {
			if end, v = unquoted(b, i, last); v != whole {
				return end, 0, v
			}
			spans[n] = makeSpan(i, end, 0)
		}
		n++
		if end < len(b) && b[end] == ',' {
			i = end + 1
			continue
		}
		s.n = n
		return end, afterLine(b, end), whole
	}
}

// closing finds the quote that closes the field whose text starts at start,
// and sees that a comma, a line end or the end of the file follows it. If not,
// end is the offending byte.
func closing(b []byte, start int, last bool) (end, escaped int, v verdict) {
	for j := start; ; {
		k := bytes.IndexByte(b[j:], '"')
		if k < 0 {
			return len(b), 0, ifLast(last, open)
		}
		j += k
		if rest := b[j+1:]; len(rest) > 1 {
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
		if v = atBrink(b[j+1:], last); v == trailing {
			return j + 1, 0, v
		}
		return j, escaped, v
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
