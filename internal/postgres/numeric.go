package postgres

import (
	"encoding/binary"
	"errors"
)

// PostgreSQL's numeric on the wire: the number of base-10000 digits, the weight of the first (its power of 10000), the
// sign, the number of decimal places shown, then the digits.
const (
	numericHeader = 8
	positive      = 0x0000
	negative      = 0x4000
)

var errDecimal = errors.New("a value is no plain decimal number")

// putNumeric encodes a decimal such as -12.50: a sign or none, digits, and a point with digits after it or none. The
// empty text is NULL. It needs 4+numericHeader+6 bytes and as many as the text has.
func putNumeric(to, text []byte) (int, error) {
	if len(text) == 0 {
		return putNull(to), nil
	}
	d, ok := splitDecimal(text)
	if !ok {
		return 0, errDecimal
	}
	groups, weight := d.put(to[4+numericHeader:])
	sign := uint16(positive)
	if d.minus && groups > 0 {
		sign = negative
	}
	binary.BigEndian.PutUint32(to, uint32(numericHeader+2*groups))
	binary.BigEndian.PutUint16(to[4:], uint16(groups))
	binary.BigEndian.PutUint16(to[6:], uint16(weight))
	binary.BigEndian.PutUint16(to[8:], sign)
	binary.BigEndian.PutUint16(to[10:], uint16(len(d.after)))
	return 4 + numericHeader + 2*groups, nil
}

// decimal is the digits of a number before and after its point.
type decimal struct {
	minus         bool
	before, after []byte
}

const maxDigits = 16383 // decimal places that PostgreSQL shows at most

func splitDecimal(text []byte) (d decimal, ok bool) {
	if text[0] == '-' || text[0] == '+' {
		d.minus = text[0] == '-'
		text = text[1:]
	}
	d.before = text
	for i, c := range text {
		if c == '.' {
			d.before, d.after = text[:i], text[i+1:]
			break
		}
	}
	ok = len(d.before)+len(d.after) > 0 && len(d.before) <= maxDigits && len(d.after) <= maxDigits
	return d, ok && allDigits(d.before) && allDigits(d.after)
}

func allDigits(b []byte) bool {
	for _, c := range b {
		if c-'0' > 9 {
			return false
		}
	}
	return true
}

// put writes the base-10000 digits without zeros at either end and returns their number and the weight of the first.
func (d *decimal) put(to []byte) (groups, weight int) {
	for len(d.before) > 0 && d.before[0] == '0' {
		d.before = d.before[1:]
	}
	weight = (len(d.before)+3)/4 - 1
	lead := (4 - len(d.before)%4) % 4
	last := 0 // groups up to the last that is not zero
	add := func(group uint16) {
		if groups == 0 && group == 0 {
			weight--
			return
		}
		binary.BigEndian.PutUint16(to[2*groups:], group)
		if groups++; group != 0 {
			last = groups
		}
	}
	group, n := uint16(0), lead
	for _, part := range [2][]byte{d.before, d.after} {
		for _, c := range part {
			group = group*10 + uint16(c-'0')
			if n++; n == 4 {
				add(group)
				group, n = 0, 0
			}
		}
	}
	for ; n > 0 && n < 4; n++ {
		group *= 10
	}
	if n == 4 {
		add(group)
	}
	if last == 0 {
		return 0, 0
	}
	return last, weight
}

// appendNumeric writes the number as PostgreSQL would show it.
func appendNumeric(to, wire []byte) ([]byte, error) {
	if len(wire) < numericHeader {
		return to, errDecimal
	}
	groups := int(binary.BigEndian.Uint16(wire))
	weight := int(int16(binary.BigEndian.Uint16(wire[2:])))
	sign := binary.BigEndian.Uint16(wire[4:])
	scale := int(binary.BigEndian.Uint16(wire[6:]))
	digits := wire[numericHeader:]
	if len(digits) != 2*groups || sign != positive && sign != negative || scale > maxDigits {
		return to, errDecimal // NaN and the infinities too
	}
	if sign == negative {
		to = append(to, '-')
	}
	at := func(power int) int { // the base-10000 digit of a power
		if i := weight - power; i >= 0 && i < groups {
			return int(binary.BigEndian.Uint16(digits[2*i:]))
		}
		return 0
	}
	to = appendWhole(to, weight, at)
	if scale == 0 {
		return to, nil
	}
	to = append(to, '.')
	for i := range scale {
		to = append(to, byte('0'+at(-1-i/4)/[4]int{1000, 100, 10, 1}[i%4]%10))
	}
	return to, nil
}

// appendWhole writes what stands before the point, at least a 0.
func appendWhole(to []byte, weight int, at func(int) int) []byte {
	start := len(to)
	for power := max(weight, 0); power >= 0; power-- {
		group := at(power)
		for _, unit := range [4]int{1000, 100, 10, 1} {
			if digit := group / unit % 10; digit != 0 || len(to) > start {
				to = append(to, byte('0'+digit))
			}
		}
	}
	if len(to) == start {
		to = append(to, '0')
	}
	return to
}
