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
// where a start tag of that name, as written, seems to begin. All but the
// outermost depth elements count as closed. Offset may be that of the token at
// hand, or later. It reports false, and the place of the input's end, where no
// such tag follows; nothing is left to read then.
func (s *Scanner) Skip(name []byte, offset int64, depth int) (at int64, found bool, err error) {
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
		if i, ok := s.find(name); ok {
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
func (s *Scanner) find(name []byte) (int, bool) {
	for {
		i := bytes.IndexByte(s.buf[min(s.pos, len(s.buf)):], '<')
		if i < 0 {
			s.pos = max(s.pos, len(s.buf))
			return 0, false
		}
		i += s.pos
		rest := s.buf[i+1:]
		if len(rest) <= len(name) && !s.eof {
			s.pos = i
			return 0, false
		}
		if len(rest) > len(name) && bytes.Equal(rest[:len(name)], name) && class[rest[len(name)]]&(blank|closer) != 0 {
			return i, true
		}
		s.pos = i + 1
	}
}
