package match

import "lollipop/internal/chis"

// postcode is up to eight letters and digits without the blank, the first in
// the highest byte; 0 is none. Postcodes of other countries are kept as they
// stand, so that equal ones are equal.
type postcode uint64

const inward = 3 // letters of a British postcode after the blank

// parsePostcode reads a postcode. One that names no place (ZZ99) is none, and
// so is a text without a digit.
func parsePostcode(text string) postcode {
	if text == "" {
		return 0
	}
	if p, ok := chis.ParsePostcode(text); ok {
		if p.IsPseudo() {
			return 0
		}
		return packPostcode(p.String())
	}
	return packPostcode(text)
}

func packPostcode(text string) postcode {
	var p postcode
	n, digit := 0, false
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= 'a' && c <= 'z':
			c -= 'a' - 'A'
		case c >= '0' && c <= '9':
			digit = true
		case c < 'A' || c > 'Z':
			continue
		}
		if n == 8 {
			return 0
		}
		p |= postcode(c) << (56 - 8*n)
		n++
	}
	if !digit {
		return 0
	}
	return p
}

func (p postcode) length() int {
	n := 0
	for p != 0 {
		n++
		p <<= 8
	}
	return n
}

// without is the postcode less its last n characters, 0 where nothing is left.
func (p postcode) without(n int) postcode {
	left := p.length() - n
	if left <= 0 {
		return 0
	}
	return p &^ (1<<(64-8*left) - 1)
}

// sector is a British postcode less two letters; of others the last character
// is left out.
func (p postcode) sector() postcode {
	if p.british() {
		return p.without(inward - 1)
	}
	return p.without(1)
}

// district is the outward part; of other postcodes all but two characters.
func (p postcode) district() postcode {
	if p.british() {
		return p.without(inward)
	}
	return p.without(2)
}

// british goes by the shape: two letters at the end and a digit before them.
func (p postcode) british() bool {
	n := p.length()
	if n < 5 {
		return false
	}
	at := func(i int) byte { return byte(p >> (56 - 8*i)) }
	return at(n-1) >= 'A' && at(n-2) >= 'A' && at(n-3) <= '9' && at(0) >= 'A'
}

// near reports that one character differs, or two neighbours are swapped.
func (p postcode) near(q postcode) bool {
	n := p.length()
	if n != q.length() || p == q {
		return false
	}
	first, last := 8, -1
	differ := 0
	for i := range n {
		if byte(p>>(56-8*i)) != byte(q>>(56-8*i)) {
			first, last = min(first, i), i
			differ++
		}
	}
	if differ == 1 {
		return true
	}
	at := func(p postcode, i int) byte { return byte(p >> (56 - 8*i)) }
	return differ == 2 && last == first+1 && at(p, first) == at(q, last) && at(p, last) == at(q, first)
}
