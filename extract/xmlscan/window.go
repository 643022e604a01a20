package xmlscan

import (
	"bytes"
	"errors"
	"io"
)

// fill reads on. The bytes of the token at hand stay; the buffer grows where
// they are many.
func (s *Scanner) fill() {
	keep := s.buf[s.first:]
	if 2*len(keep) > cap(s.buf) {
		s.buf = append(make([]byte, 0, 2*cap(s.buf)), keep...)
	} else {
		s.buf = s.buf[:copy(s.buf[:cap(s.buf)], keep)]
	}
	s.base += int64(s.first)
	s.pos -= s.first
	s.first, s.last = 0, 0
	n, err := io.ReadFull(s.r, s.buf[len(s.buf):cap(s.buf)])
	s.buf = s.buf[:len(s.buf)+n]
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		s.eof = true
	case err != nil:
		s.err = err
	}
}

// Skip leads on behind what is broken: to the first place at or after offset
// where a start tag of that local name seems to begin. All but the
// outermost depth elements count as closed. Offset may be that of the token at
// hand, or later. It reports false, and the place of the input's end, where no
// such tag follows; nothing is left to read then.
func (s *Scanner) Skip(local []byte, offset int64, depth int) (at int64, found bool, err error) {
	var syntax *SyntaxError
	if s.err != nil && !errors.As(s.err, &syntax) {
		return 0, false, s.err
	}
	if s.closing {
		s.pop()
	}
	s.err, s.closing = nil, false
	s.pos = int(max(offset, s.base) - s.base)
	if depth < len(s.bounds) {
		s.open, s.bounds = s.open[:s.bounds[depth]], s.bounds[:depth]
	}
	for {
		s.first = min(s.pos, len(s.buf))
		if i, ok := s.find(local); ok {
			s.pos, s.first, s.last = i, i, i
			return s.base + int64(i), true, nil
		}
		if s.eof {
			s.bounds, s.open = s.bounds[:0], s.open[:0]
			s.pos, s.first, s.last = len(s.buf), len(s.buf), len(s.buf)
			return s.base + int64(len(s.buf)), false, nil
		}
		if s.fill(); s.err != nil {
			return 0, false, s.err
		}
	}
}

// find looks for a start tag from s.pos on, and moves s.pos to where the search
// must go on once more bytes are there.
func (s *Scanner) find(local []byte) (int, bool) {
	b := s.buf[min(s.pos, len(s.buf)):]
	if i := IndexStart(b, local); i >= 0 {
		return s.pos + i, true
	}
	// A tag that the bytes held just begin has its '<' among the last of them.
	s.pos = max(s.pos, len(s.buf)-len(local)-maxPrefix-2)
	return 0, false
}

// maxPrefix is the longest prefix of a name that [IndexStart] looks for.
const maxPrefix = 64

// IndexStart is the place in b of the first start tag, as far as one can tell
// without what comes before it, of an element of that local name, with a prefix
// or without; -1 for none. The byte after the name must be in b.
func IndexStart(b, local []byte) int {
	for from := 0; ; {
		i := bytes.Index(b[from:], local)
		if i < 0 {
			return -1
		}
		i += from
		from = i + len(local)
		if from == len(b) || class[b[from]]&(blank|closer) == 0 {
			continue
		}
		if at := tagStart(b, i); at >= 0 {
			return at
		}
	}
}

// tagStart is the place of the '<' of a tag whose local name stands at i, -1
// where it is no start tag.
func tagStart(b []byte, i int) int {
	if i > 0 && b[i-1] == '<' {
		return i - 1
	}
	if i == 0 || b[i-1] != ':' {
		return -1
	}
	at := i - 2
	for at >= 0 && i-at <= maxPrefix && class[b[at]]&more != 0 {
		at--
	}
	if at < 0 || at == i-2 || b[at] != '<' || class[b[at+1]]&first == 0 {
		return -1
	}
	return at
}
