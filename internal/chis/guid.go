package chis

import (
	"bytes"
	"errors"
)

// GUID is the key that EMIS gives a patient, an event, an organisation. The
// bytes stand in the order in which they are written.
type GUID [16]byte

// ErrGUID is returned by GUID.UnmarshalText.
var ErrGUID = errors.New("not a GUID")

const (
	upperHex   = "0123456789ABCDEF"
	guidText   = 36 // 8-4-4-4-12
	guidBraced = guidText + 2
	notHex     = 0xFF
)

// guidAt is the place of each byte's first hex digit in the hyphenated form.
var guidAt = [16]int{0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34}

// ParseGUID reads a GUID in any case, with or without braces, as 8-4-4-4-12 or
// as 32 hex digits, blanks around it allowed. The text of the zero GUID is
// read too: ask IsZero.
func ParseGUID[T Text](b T) (GUID, bool) {
	b = trim(b)
	if len(b) > 2 && b[0] == '{' && b[len(b)-1] == '}' {
		b = b[1 : len(b)-1]
	}
	switch len(b) {
	case guidText:
		return parseHyphenated(b)
	case 32:
		return parsePlainHex(b)
	}
	return GUID{}, false
}

func parseHyphenated[T Text](b T) (GUID, bool) {
	if b[8] != '-' || b[13] != '-' || b[18] != '-' || b[23] != '-' {
		return GUID{}, false
	}
	var g GUID
	var bad byte
	for i, at := range guidAt {
		high, low := hexValue[b[at]], hexValue[b[at+1]]
		bad |= high | low
		g[i] = high<<4 | low
	}
	if bad == notHex {
		return GUID{}, false
	}
	return g, true
}

func parsePlainHex[T Text](b T) (GUID, bool) {
	var g GUID
	var bad byte
	for i := range g {
		high, low := hexValue[b[2*i]], hexValue[b[2*i+1]]
		bad |= high | low
		g[i] = high<<4 | low
	}
	if bad == notHex {
		return GUID{}, false
	}
	return g, true
}

// hexValue gives the value of a hex digit and notHex for any other byte.
var hexValue = func() (table [256]byte) {
	for i := range table {
		table[i] = notHex
	}
	for i := range byte(16) {
		digit := upperHex[i]
		table[digit] = i
		if digit >= 'A' {
			table[digit+('a'-'A')] = i
		}
	}
	return table
}()

// AppendTo appends g as EMIS writes it: {D77C65E1-…}, upper case, 38 bytes.
func (g GUID) AppendTo(dst []byte) []byte {
	var text [guidBraced]byte
	text[0], text[9], text[14], text[19], text[24], text[37] = '{', '-', '-', '-', '-', '}'
	for i, at := range guidAt {
		text[at+1] = upperHex[g[i]>>4]
		text[at+2] = upperHex[g[i]&0xF]
	}
	return append(dst, text[:]...)
}

// String is g as EMIS writes it, the zero GUID included.
func (g GUID) String() string {
	var room [guidBraced]byte
	return string(g.AppendTo(room[:0]))
}

// IsZero reports the GUID of sixteen zero bytes, which no source uses as a key.
func (g GUID) IsZero() bool { return g == GUID{} }

// Compare orders GUIDs by their bytes, which is the order of their text too.
func (g GUID) Compare(other GUID) int { return bytes.Compare(g[:], other[:]) }

// MarshalText is AppendTo, so that JSON carries the text and not sixteen numbers.
func (g GUID) MarshalText() ([]byte, error) { return g.AppendTo(nil), nil }

// UnmarshalText is ParseGUID; it answers ErrGUID for any other text.
func (g *GUID) UnmarshalText(text []byte) error {
	parsed, ok := ParseGUID(text)
	if !ok {
		return ErrGUID
	}
	*g = parsed
	return nil
}
