package chis

import "math"

// Text is what a parser reads: the bytes or the string of one source field.
// Parsers neither keep nor change it.
type Text interface{ ~string | ~[]byte }

// isSpace reports an ASCII blank. A no-break space is not one: a code or a
// date that carries it is worth a line in the report.
func isSpace(c byte) bool {
	return c == ' ' || (c >= '\t' && c <= '\r')
}

// trim cuts ASCII blanks from both ends; it shares the memory of b.
func trim[T Text](b T) T {
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}

func isDigit(c byte) bool { return c-'0' <= 9 }

func isUpper(c byte) bool { return c-'A' <= 'Z'-'A' }

// upper folds an ASCII lower-case letter; any other byte is itself.
func upper(c byte) byte {
	if c-'a' <= 'z'-'a' {
		return c - ('a' - 'A')
	}
	return c
}

// ParseBool reads true or false in any case, 1 or 0, blanks around it allowed.
// The specification, the extracts and an early test pack each write another form.
func ParseBool[T Text](b T) (value, ok bool) {
	b = trim(b)
	switch len(b) {
	case 1:
		return b[0] == '1', b[0] == '0' || b[0] == '1'
	case 4:
		ok = foldEqual(b, "TRUE")
		return ok, ok
	case 5:
		return false, foldEqual(b, "FALSE")
	}
	return false, false
}

// foldEqual compares b, its ASCII letters folded up, with word, which is upper case.
func foldEqual[T Text](b T, word string) bool {
	if len(b) != len(word) {
		return false
	}
	for i := range len(word) {
		if upper(b[i]) != word[i] {
			return false
		}
	}
	return true
}

// ParseInt64 reads a decimal integer with an optional sign, blanks around it
// allowed. ok is false for anything else and for what an int64 cannot hold.
func ParseInt64[T Text](b T) (n int64, ok bool) {
	b = trim(b)
	negative := len(b) > 0 && b[0] == '-'
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		b = b[1:]
	}
	if len(b) == 0 {
		return 0, false
	}
	var size uint64
	for i := range len(b) {
		digit := uint64(b[i] - '0')
		// Eighteen digits cannot overflow: codes and keys pass without a division.
		if digit > 9 || (i >= 18 && size > (1<<63-digit)/10) {
			return 0, false
		}
		size = size*10 + digit
	}
	if negative {
		return -int64(size), true
	}
	return int64(size), size <= math.MaxInt64
}

// ParseDecimal reports whether b is a plain decimal number: an optional sign,
// digits, and optionally a point with digits after it. No blanks, exponent,
// grouping or comma. The value stays text: it is compared exactly, never as a float.
func ParseDecimal[T Text](b T) bool {
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		b = b[1:]
	}
	whole := leadingDigits(b)
	if whole == 0 || whole == len(b) {
		return whole > 0
	}
	return b[whole] == '.' && whole+1 < len(b) && leadingDigits(b[whole+1:]) == len(b)-whole-1
}

func leadingDigits[T Text](b T) int {
	n := 0
	for n < len(b) && isDigit(b[n]) {
		n++
	}
	return n
}
