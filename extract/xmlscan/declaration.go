package xmlscan

import (
	"bytes"
	"strings"
)

// declaration reads a comment or a section, and refuses what else begins so.
func (s *Scanner) declaration(b []byte, i int) (int, Kind) {
	rest := b[i:]
	switch {
	case bytes.HasPrefix(rest, commentStart):
		return s.comment(b, i), Comment
	case bytes.HasPrefix(rest, sectionStart):
		return s.section(b, i), Section
	case bytes.HasPrefix(rest, doctypeStart):
		return s.fail(i, Doctype), EOF
	case bytes.HasPrefix(commentStart, rest), bytes.HasPrefix(sectionStart, rest), bytes.HasPrefix(doctypeStart, rest):
		return s.short(), EOF
	}
	return s.fail(i, BadMarkup), EOF
}

func (s *Scanner) comment(b []byte, i int) int {
	from := i + len(commentStart)
	n := bytes.Index(b[from:], commentEnd)
	if n < 0 || from+n+len(commentEnd) == len(b) {
		return s.short()
	}
	to := from + n
	if b[to+len(commentEnd)] != '>' {
		return s.fail(to, BadComment)
	}
	if !s.sound(b, from, to, looked(b, from, to)) {
		return 0
	}
	s.text, s.begun = b[from:to], true
	return to + len(commentEnd) + 1
}

func (s *Scanner) section(b []byte, i int) int {
	if len(s.bounds) == 0 {
		return s.fail(i, TextOutside)
	}
	from := i + len(sectionStart)
	n := bytes.Index(b[from:], sectionEnd)
	if n < 0 {
		return s.short()
	}
	to := from + n
	seen := looked(b, from, to)
	if !s.sound(b, from, to, seen) {
		return 0
	}
	s.text = b[from:to]
	if seen&returns != 0 || seen&high != 0 && s.o.Decode != nil {
		s.scratch = s.plain(s.scratch[:0], s.text)
		s.text = s.scratch
	}
	return to + len(sectionEnd)
}

// plain appends text without references: line ends as LF, in UTF-8.
func (s *Scanner) plain(dst, text []byte) []byte {
	for len(text) > 0 {
		n := bytes.IndexByte(text, '\r')
		run := text
		if n >= 0 {
			run = text[:n]
		}
		if s.o.Decode != nil {
			dst = s.o.Decode(dst, run)
		} else {
			dst = append(dst, run...)
		}
		if n < 0 {
			break
		}
		dst = append(dst, '\n')
		text = bytes.TrimPrefix(text[n+1:], lineFeed)
	}
	return dst
}

var (
	lineFeed       = []byte{'\n'}
	instructionEnd = []byte("?>")
)

func (s *Scanner) instruction(b []byte, i int) int {
	from := s.readName(b, i+2)
	if from == 0 {
		return 0
	}
	name := b[i+2 : from]
	n := bytes.Index(b[from:], instructionEnd)
	if n < 0 {
		return s.short()
	}
	to := from + n
	if n > 0 && class[b[from]]&blank == 0 || bytes.IndexByte(name, ':') >= 0 {
		return s.fail(from, BadInstruction)
	}
	if !s.sound(b, from, to, looked(b, from, to)) {
		return 0
	}
	s.name, s.text = name, bytes.TrimLeft(b[from:to], " \t\r\n")
	if len(name) == 3 && isXML(name) && !s.declared(i) {
		return 0
	}
	s.begun = true
	return to + len(instructionEnd)
}

// isXML reports the reserved target in any case of letters.
func isXML(name []byte) bool {
	return name[0]|0x20 == 'x' && name[1]|0x20 == 'm' && name[2]|0x20 == 'l'
}

// declared judges an XML declaration: it begins a document, and is of version 1.0.
func (s *Scanner) declared(i int) bool {
	if string(s.name) != "xml" || len(s.bounds) > 0 || s.begun && !s.rooted {
		s.fail(i, BadInstruction)
		return false
	}
	version, rest, ok := pseudo(s.text, "version")
	if !ok || len(version) == 0 {
		s.fail(i, BadInstruction)
		return false
	}
	if string(version) != "1.0" {
		s.fail(i, UnsupportedForm)
		return false
	}
	if encoding, _, ok := pseudo(rest, "encoding"); !ok || len(encoding) > 0 && !isEncodingName(encoding) {
		s.fail(i, BadInstruction)
		return false
	}
	s.rooted = false
	return true
}

// Encoding is the encoding that an XML declaration names, in lower case, "" for
// none. It is given the Text of the Instruction.
func Encoding(declaration []byte) string {
	_, rest, _ := pseudo(declaration, "version")
	encoding, _, _ := pseudo(rest, "encoding")
	return strings.ToLower(string(encoding))
}

// pseudo reads name="value" at the beginning of text; a text that begins with
// something else gives no value. It is not ok where the value is broken.
func pseudo(text []byte, name string) (value, rest []byte, ok bool) {
	t := bytes.TrimLeft(text, " \t\r\n")
	if !bytes.HasPrefix(t, []byte(name)) {
		return nil, text, true
	}
	t = bytes.TrimLeft(t[len(name):], " \t\r\n")
	if len(t) == 0 || t[0] != '=' {
		return nil, text, false
	}
	t = bytes.TrimLeft(t[1:], " \t\r\n")
	if len(t) == 0 || t[0] != '"' && t[0] != '\'' {
		return nil, text, false
	}
	end := bytes.IndexByte(t[1:], t[0])
	if end < 0 {
		return nil, text, false
	}
	return t[1 : 1+end], t[2+end:], true
}

// isEncodingName is production 81 of XML 1.0.
func isEncodingName(s []byte) bool {
	for i, c := range s {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		other := i > 0 && ('0' <= c && c <= '9' || c == '.' || c == '_' || c == '-')
		if !letter && !other {
			return false
		}
	}
	return len(s) > 0
}

// Sniff says what the first bytes of a file tell of its encoding, in lower case:
// what a byte order mark says ("utf-8", "utf-16"), else what the XML declaration
// names, else "utf-16" where every other byte is zero, else "".
func Sniff(head []byte) (encoding string, mark bool) {
	switch {
	case bytes.HasPrefix(head, byteOrderMark):
		return "utf-8", true
	case bytes.HasPrefix(head, []byte("\xFF\xFE")), bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return "utf-16", true
	case len(head) > 3 && (head[0] == 0 || head[1] == 0) && head[0] != head[1]:
		return "utf-16", false
	}
	rest, ok := bytes.CutPrefix(head, []byte("<?xml"))
	if !ok {
		return "", false
	}
	end := bytes.Index(rest, instructionEnd)
	if end < 0 {
		return "", false
	}
	return Encoding(rest[:end]), false
}
