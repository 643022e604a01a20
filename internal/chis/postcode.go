package chis

import "strings"

// Postcode is a postcode of the United Kingdom in its written form, outward
// part, one space, inward part ("LA1 4YW"), with zero bytes after it. The zero
// value is none. A postcode is part of an address: never in a log or an error.
type Postcode [8]byte

const (
	inwardLength = 3
	giroOutward  = "GIR"
	giroInward   = "0AA"
	// pseudoOutward begins the codes for no fixed abode (ZZ99 3VZ), not known
	// (ZZ99 3WZ) and countries abroad; their inward parts follow no letter rule.
	pseudoOutward = "ZZ99"
)

// ParsePostcode reads a postcode in any case and spacing. The outward part
// must have one of the six shapes A9, A99, A9A, AA9, AA99, AA9A; the inward
// part is a digit and two letters other than C I K M O V. GIR 0AA and the
// pseudo-postcodes that begin ZZ99 are read too. It says nothing of whether
// the postcode exists.
func ParsePostcode[T Text](b T) (Postcode, bool) {
	var squeezed [7]byte
	n := 0
	for i := range len(b) {
		if isSpace(b[i]) {
			continue
		}
		if n == len(squeezed) {
			return Postcode{}, false
		}
		squeezed[n] = upper(b[i])
		n++
	}
	if n < 5 {
		return Postcode{}, false
	}
	outward, inward := squeezed[:n-inwardLength], squeezed[n-inwardLength:n]
	if !validPostcode(outward, inward) {
		return Postcode{}, false
	}
	var p Postcode
	copy(p[:], outward)
	p[len(outward)] = ' '
	copy(p[len(outward)+1:], inward)
	return p, true
}

func validPostcode(outward, inward []byte) bool {
	switch {
	case string(outward) == giroOutward:
		return string(inward) == giroInward
	case string(outward) == pseudoOutward:
		return isDigit(inward[0]) && isUpper(inward[1]) && isUpper(inward[2])
	}
	return validOutward(outward) && isDigit(inward[0]) && isInwardLetter(inward[1]) && isInwardLetter(inward[2])
}

// validOutward knows shapes, not areas: refusing an area that is new would set
// a good address aside.
func validOutward(b []byte) bool {
	if !isUpper(b[0]) {
		return false
	}
	b = b[1:]
	if isUpper(b[0]) {
		b = b[1:]
	}
	if len(b) == 0 || len(b) > 2 || !isDigit(b[0]) {
		return false
	}
	return len(b) == 1 || isDigit(b[1]) || isUpper(b[1])
}

func isInwardLetter(c byte) bool {
	switch c {
	case 'C', 'I', 'K', 'M', 'O', 'V':
		return false
	}
	return isUpper(c)
}

// PostcodeStem is a whole postcode, its sector ("LA1 4") or its outward part
// ("LA1"), as it is written, with zero bytes after it.
type PostcodeStem [8]byte

// ParsePostcodeStem reads a postcode, a sector or an outward part in any case. A
// sector needs its space: LA1 4 is a part of LA1, and LA14 another town.
func ParsePostcodeStem(text string) (PostcodeStem, bool) {
	if p, ok := ParsePostcode(text); ok {
		return PostcodeStem(p), true
	}
	parts := strings.Fields(strings.ToUpper(text))
	if len(parts) == 0 || len(parts) > 2 || len(parts[0]) < 2 || len(parts[0]) > 4 || !validOutward([]byte(parts[0])) {
		return PostcodeStem{}, false
	}
	if len(parts) == 2 && (len(parts[1]) != 1 || !isDigit(parts[1][0])) {
		return PostcodeStem{}, false
	}
	var s PostcodeStem
	copy(s[:], strings.Join(parts, " "))
	return s, true
}

// Stems are the postcode, its sector and its outward part: the longest first.
func (p Postcode) Stems() (stems [3]PostcodeStem) {
	if p.IsNone() {
		return stems
	}
	n := p.length()
	for i, end := range [...]int{n, n - inwardLength + 1, n - inwardLength - 1} {
		copy(stems[i][:end], p[:end])
	}
	return stems
}

// IsNone reports the absence of a postcode.
func (p Postcode) IsNone() bool { return p[0] == 0 }

// IsPseudo reports a postcode that names no place, such as ZZ99 3VZ for no
// fixed abode. Two children who share one share nothing.
func (p Postcode) IsPseudo() bool { return string(p[:len(pseudoOutward)+1]) == pseudoOutward+" " }

// AppendTo appends the written form, and nothing for none.
func (p Postcode) AppendTo(dst []byte) []byte { return append(dst, p[:p.length()]...) }

// String is the written form, empty for none.
func (p Postcode) String() string { return string(p[:p.length()]) }

func (p Postcode) length() int {
	n := len(p)
	for n > 0 && p[n-1] == 0 {
		n--
	}
	return n
}
