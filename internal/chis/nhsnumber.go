package chis

import "cmp"

// NHSNumber is a number that ClassifyNHSNumber accepted; the zero value is
// none. It is opaque and prints masked through fmt (every verb), JSON, text
// encodings, slog and zerolog. What must write the plain digits (the loader, a
// workbook for reviewers) asks for them by the method names that begin with
// Plain, which a reviewer can search for.
//
// Two numbers compare with ==, and order with Compare.
type NHSNumber struct {
	// veiled is the number XOR veil, 0 for none. It is no encryption: fmt
	// cannot call methods on an unexported field of somebody's struct, nor
	// after a wrong verb, and prints the bare fields then. They are not the digits.
	veiled uint64
}

// veil has bits above the largest NHS number, so that no number is veiled to 0.
const veil = 0x9E37_79B9_7F4A_7C15

const nhsDigits = 10

// NormaliseNHSNumber strips blanks and hyphens. digits holds the first ten
// digits; n counts all of them, and is -1 where any other character stands
// among them. Only n == 10 is a number, n == 0 an empty field.
func NormaliseNHSNumber[T Text](b T) (digits [nhsDigits]byte, n int) {
	for i := range len(b) {
		c := b[i]
		if isDigit(c) {
			if n < nhsDigits {
				digits[n] = c
			}
			n++
			continue
		}
		if c != '-' && !isSpace(c) {
			return digits, -1
		}
	}
	return digits, n
}

// ClassifyNHSNumber reads a field for an NHS number. The number is set only
// where the verdict is Accept: nothing else may serve identity. A caller that
// keeps a CHI, H&C or test number as another identifier takes the digits from
// NormaliseNHSNumber.
//
// The first row of ranges that holds the number decides; a number in no row is
// rejected. Before the table: one digit ten times is a placeholder in both
// modes (all ten such strings pass modulus 11), and a wrong check digit is
// named as such whatever the range.
func ClassifyNHSNumber[T Text](b T, ranges []NHSRange, mode NHSMode) (NHSNumber, Verdict) {
	digits, n := NormaliseNHSNumber(b)
	if n != nhsDigits {
		if n == 0 && len(trim(b)) == 0 {
			return NHSNumber{}, Absent
		}
		return NHSNumber{}, Malformed
	}
	plain, verdict := checkDigits(&digits)
	if verdict != Accept {
		return NHSNumber{}, verdict
	}
	verdict = Reject
	for i := range ranges {
		if plain >= ranges[i].From && plain <= ranges[i].To {
			verdict = ranges[i].verdict(mode)
			break
		}
	}
	if verdict != Accept {
		return NHSNumber{}, verdict
	}
	return NHSNumber{plain ^ veil}, Accept
}

// checkDigits applies the rules that need no table.
func checkDigits(digits *[nhsDigits]byte) (uint64, Verdict) {
	var plain uint64
	sum := 0
	for i, c := range digits {
		plain = plain*10 + uint64(c-'0')
		sum += (nhsDigits - i) * int(c-'0')
	}
	if plain%1111111111 == 0 {
		return 0, Placeholder
	}
	// With weights 10 to 2 and the check digit weighing 1, a right number sums
	// to a multiple of 11; a check value of ten has no digit and never does.
	if sum%11 != 0 {
		return 0, BadCheckDigit
	}
	return plain, Accept
}

// NHSCheckDigit is the tenth digit of the number that begins with the nine
// digits of stem; false where the check value is ten, a stem never issued, or
// where stem has more than nine digits.
func NHSCheckDigit(stem uint64) (digit uint64, ok bool) {
	if stem > 999_999_999 {
		return 0, false
	}
	var sum uint64
	for weight := uint64(2); stem > 0; weight++ {
		sum += stem % 10 * weight
		stem /= 10
	}
	digit = (11 - sum%11) % 11
	return digit, digit < 10
}

// NHSNumberFromPlainUint64 takes back a number that PlainNHSNumberUint64 gave
// to a file or a database; 0 is none and fine. It checks the check digit, not
// the range: what was stored was accepted once.
func NHSNumberFromPlainUint64(plain uint64) (NHSNumber, bool) {
	if plain == 0 {
		return NHSNumber{}, true
	}
	digit, ok := NHSCheckDigit(plain / 10)
	if !ok || digit != plain%10 || plain%1111111111 == 0 {
		return NHSNumber{}, false
	}
	return NHSNumber{plain ^ veil}, true
}

// PlainNHSNumber is the ten digits, empty for none. Never in a log, an error,
// a file name or a progress line.
func (n NHSNumber) PlainNHSNumber() string {
	var room [nhsDigits]byte
	return string(n.AppendPlainNHSNumber(room[:0]))
}

// AppendPlainNHSNumber appends the ten digits, and nothing for none.
func (n NHSNumber) AppendPlainNHSNumber(dst []byte) []byte {
	if n.IsNone() {
		return dst
	}
	var text [nhsDigits]byte
	plain := n.PlainNHSNumberUint64()
	for i := nhsDigits - 1; i >= 0; i-- {
		text[i] = byte('0' + plain%10)
		plain /= 10
	}
	return append(dst, text[:]...)
}

// PlainNHSNumberUint64 is the number for storage and hashing, 0 for none.
func (n NHSNumber) PlainNHSNumberUint64() uint64 {
	if n.IsNone() {
		return 0
	}
	return n.veiled ^ veil
}

// IsNone reports the absence of a number.
func (n NHSNumber) IsNone() bool { return n.veiled == 0 }

// Compare orders numbers by value, none first.
func (n NHSNumber) Compare(other NHSNumber) int {
	return cmp.Compare(n.PlainNHSNumberUint64(), other.PlainNHSNumberUint64())
}
