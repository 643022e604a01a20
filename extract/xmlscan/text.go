package xmlscan

import (
	"bytes"
	"unicode/utf8"
)

// characters reads the text at i, up to the next markup.
func (s *Scanner) characters(b []byte, i int) int {
	var seen uint8
	n := i
	for ; n < len(b); n++ {
		if c := inText[b[n]]; c != 0 {
			if c == stops {
				break
			}
			seen |= c
		}
	}
	if n == len(b) && !s.eof {
		return s.short()
	}
	if len(s.bounds) == 0 {
		if !s.outside(b, i, n) {
			return 0
		}
	}
	if seen&bracket != 0 {
		if at := bytes.Index(b[i:n], sectionEnd); at >= 0 {
			return s.fail(i+at, SectionEnd)
		}
	}
	if seen&^bracket == 0 {
		s.text = b[i:n]
		return n
	}
	var ok bool
	if s.scratch, ok = s.resolve(s.scratch[:0], b, i, n, seen); !ok {
		return 0
	}
	s.text = s.scratch
	return n
}

var (
	byteOrderMark = []byte("\xEF\xBB\xBF")
	sectionStart  = []byte("<![CDATA[")
	sectionEnd    = []byte("]]>")
	commentStart  = []byte("<!--")
	commentEnd    = []byte("--")
	doctypeStart  = []byte("<!DOCTYPE")
)

// outside reads what stands outside of any element: blanks, and before a
// document a byte order mark.
func (s *Scanner) outside(b []byte, i, n int) bool {
	for at := i; at < n; at++ {
		switch {
		case class[b[at]]&blank != 0:
			s.begun = true
		case bytes.HasPrefix(b[at:n], byteOrderMark) && (!s.begun || s.rooted):
			at += len(byteOrderMark) - 1
		default:
			s.fail(at, TextOutside)
			return false
		}
	}
	return true
}

// resolve appends b[from:to] as text to dst: references replaced, line ends as
// LF, in UTF-8. It has seen of the bytes what seen says.
func (s *Scanner) resolve(dst, b []byte, from, to int, seen uint8) ([]byte, bool) {
	if !s.sound(b, from, to, seen) {
		return dst, false
	}
	decode := s.o.Decode != nil && seen&high != 0
	for from < to {
		n := from
		for n < to && inText[b[n]]&(refers|returns) == 0 {
			n++
		}
		if decode {
			dst = s.o.Decode(dst, b[from:n])
		} else {
			dst = append(dst, b[from:n]...)
		}
		if n == to {
			break
		}
		if b[n] == '\r' {
			if from = n + 1; from < to && b[from] == '\n' {
				from++
			}
			dst = append(dst, '\n')
			continue
		}
		r, length := reference(b[n:to])
		if length == 0 {
			s.fail(n, UnknownEntity)
			return dst, false
		}
		before := len(dst)
		dst = utf8.AppendRune(dst, r)
		if s.made += int64(len(dst) - before); s.made > s.o.MaxReferences {
			s.fail(n, ManyReferences)
			return dst, false
		}
		from = n + length
	}
	return dst, true
}

// sound says whether bytes are characters of XML, and fails where not.
func (s *Scanner) sound(b []byte, from, to int, seen uint8) bool {
	if seen&forbidden != 0 {
		for n := from; ; n++ {
			if inText[b[n]] == forbidden {
				s.fail(n, BadCharacter)
				return false
			}
		}
	}
	if seen&high == 0 || s.o.Decode != nil {
		return true
	}
	for n := from; n < to; {
		if b[n] < utf8.RuneSelf {
			n++
			continue
		}
		r, length := utf8.DecodeRune(b[n:to])
		switch {
		case r == utf8.RuneError && length == 1:
			s.fail(n, BadEncoding)
			return false
		case !isCharacter(r):
			s.fail(n, BadCharacter)
			return false
		}
		n += length
	}
	return true
}

// looked says what text[from:to] holds beside plain characters.
func looked(b []byte, from, to int) (seen uint8) {
	for _, c := range b[from:to] {
		seen |= inText[c]
	}
	return seen
}

// isCharacter is production 2 of XML 1.0.
func isCharacter(r rune) bool {
	return r >= ' ' && r <= 0xD7FF || r == '\t' || r == '\n' || r == '\r' || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= utf8.MaxRune
}

// reference reads the reference that b begins with. It returns the length 0
// where it is none.
func reference(b []byte) (r rune, length int) {
	end := bytes.IndexByte(b, ';')
	if end < 0 {
		return 0, 0
	}
	name := b[1:end]
	if len(name) > 1 && name[0] == '#' {
		if r = number(name[1:]); r < 0 {
			return 0, 0
		}
		return r, end + 1
	}
	switch string(name) {
	case "lt":
		r = '<'
	case "gt":
		r = '>'
	case "amp":
		r = '&'
	case "apos":
		r = '\''
	case "quot":
		r = '"'
	default:
		return 0, 0
	}
	return r, end + 1
}

// number is the character of a reference by number, -1 for none.
func number(digits []byte) rune {
	base := rune(10)
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	if len(digits) == 0 {
		return -1
	}
	r := rune(0)
	for _, c := range digits {
		d := digit(c)
		if d >= base {
			return -1
		}
		if r = r*base + d; r > utf8.MaxRune {
			return -1
		}
	}
	if !isCharacter(r) {
		return -1
	}
	return r
}

func digit(c byte) rune {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0')
	case 'a' <= c && c <= 'f':
		return rune(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return rune(c-'A') + 10
	}
	return 16
}
