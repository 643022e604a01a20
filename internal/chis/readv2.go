package chis

// ReadV2 is a Read code of version 2: five characters, padded with dots, case
// kept (65b.. is not 65B..). The zero value is none.
type ReadV2 [5]byte

// PadReadV2 reads a code as EMIS writes it, without its padding and perhaps
// with a synonym suffix of one or two digits: G20 gives "G20..", C1zy3-1 gives
// "C1zy3". ok is false for the local codes of a system: longer than five
// characters, with characters other than letters, digits and dots, or with a
// dot before a letter or digit. A local code that happens to look like a Read
// code is told apart only by the code table.
func PadReadV2[T Text](b T) (ReadV2, bool) {
	b = cutSynonym(trim(b))
	if len(b) == 0 || len(b) > len(ReadV2{}) || b[0] == '.' {
		return ReadV2{}, false
	}
	code := ReadV2{'.', '.', '.', '.', '.'}
	ended := false
	for i := range len(b) {
		c := b[i]
		switch {
		case c == '.':
			ended = true
		case ended || !isAlphanumeric(c):
			return ReadV2{}, false
		}
		code[i] = c
	}
	return code, true
}

func isAlphanumeric(c byte) bool { return isDigit(c) || isUpper(upper(c)) }

// cutSynonym takes "-n" or "-nn" off the end; any other hyphen stays and makes
// the code a local one (65I..-KC60).
func cutSynonym[T Text](b T) T {
	for suffix := 1; suffix <= 2; suffix++ {
		at := len(b) - suffix - 1
		if at > 0 && b[at] == '-' && leadingDigits(b[at+1:]) == suffix {
			return b[:at]
		}
	}
	return b
}

// String is the five characters, empty for none.
func (r ReadV2) String() string {
	if r == (ReadV2{}) {
		return ""
	}
	return string(r[:])
}
