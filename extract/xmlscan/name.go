package xmlscan

import "unicode/utf8"

// What a byte may be in markup.
const (
	first  uint8 = 1 << iota // begins a name
	more                     // goes on in a name
	beyond                   // is part of a character beyond ASCII
	blank                    // space, tab, line end
	closer                   // '>' or '/'
)

// What a byte is in text, 0 for nothing special.
const (
	stops     uint8 = 1 << iota // '<'
	refers                      // '&'
	returns                     // CR
	bracket                     // ']'
	forbidden                   // no character of XML
	high                        // 80 and above
)

var class, inText = tables()

func tables() (markup, text [256]uint8) {
	for c := range 256 {
		switch {
		case c >= utf8.RuneSelf:
			markup[c], text[c] = first|more|beyond, high
		case 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_':
			markup[c] = first | more
		case '0' <= c && c <= '9' || c == '-' || c == '.':
			markup[c] = more
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			markup[c] = blank
		case c == '>' || c == '/':
			markup[c] = closer
		case c < ' ':
			text[c] = forbidden
		}
	}
	text['<'], text['&'], text['\r'], text[']'] = stops, refers, returns, bracket
	return markup, text
}

// readName reads the name at i, with a prefix or without. It returns the place
// after it, or 0.
func (s *Scanner) readName(b []byte, i int) int {
	var seen uint8
	n := i
	for part := 0; ; part++ {
		if n == len(b) {
			return s.short()
		}
		if class[b[n]]&first == 0 || part > 1 {
			return s.fail(n, BadName)
		}
		for n < len(b) && class[b[n]]&more != 0 {
			seen |= class[b[n]]
			n++
		}
		if n == len(b) {
			return s.short()
		}
		if b[n] != ':' {
			break
		}
		n++
	}
	if n-i > s.o.MaxName {
		return s.fail(i, NameTooLong)
	}
	if seen&beyond != 0 && !s.goodName(b[i:n]) {
		return s.fail(i, BadName)
	}
	return n
}

// goodName judges a name that holds characters beyond ASCII.
func (s *Scanner) goodName(name []byte) bool {
	if s.o.Decode != nil {
		return false
	}
	begins := true
	for i := 0; i < len(name); {
		r, n := utf8.DecodeRune(name[i:])
		switch {
		case r == ':':
			begins = true
			i++
			continue
		case r >= utf8.RuneSelf && (r == utf8.RuneError && n == 1 || !within(r, begins)):
			return false
		}
		begins = false
		i += n
	}
	return true
}

// nameRanges are the characters beyond ASCII that may begin a name. Source: XML
// 1.0, fifth edition, production 4.
var nameRanges = [...][2]rune{
	{0xC0, 0xD6},
	{0xD8, 0xF6},
	{0xF8, 0x2FF},
	{0x370, 0x37D},
	{0x37F, 0x1FFF},
	{0x200C, 0x200D},
	{0x2070, 0x218F},
	{0x2C00, 0x2FEF},
	{0x3001, 0xD7FF},
	{0xF900, 0xFDCF},
	{0xFDF0, 0xFFFD},
	{0x10000, 0xEFFFF},
}

// within says whether a character beyond ASCII may stand in a name, or begin it.
func within(r rune, begins bool) bool {
	for _, x := range nameRanges {
		if x[0] <= r && r <= x[1] {
			return true
		}
	}
	return !begins && (r == 0xB7 || 0x300 <= r && r <= 0x36F || r == 0x203F || r == 0x2040) // production 4a
}
