package scan

import (
	"encoding/binary"
	"unicode/utf8"
)

const high = 0x8080808080808080

// ascii returns the number of bytes before the first one >= 0x80.
func ascii(b []byte) int {
	i := 0
	for ; i+32 <= len(b); i += 32 {
		p := (*[32]byte)(b[i:])
		x := binary.LittleEndian.Uint64(p[0:]) | binary.LittleEndian.Uint64(p[8:])
		x |= binary.LittleEndian.Uint64(p[16:]) | binary.LittleEndian.Uint64(p[24:])
		if x&high != 0 {
			break
		}
	}
	for ; i+8 <= len(b) && binary.LittleEndian.Uint64(b[i:])&high == 0; i += 8 {
	}
	for i < len(b) && b[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// ValidText says whether b holds a NUL byte and whether it is not valid UTF-8.
func ValidText(b []byte) (nul bool, invalidUTF8 bool) {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		x := binary.LittleEndian.Uint64(b[i:])
		if x&high != 0 {
			break
		}
		nul = nul || (x-0x0101010101010101)&high != 0
	}
	for ; i < len(b) && b[i] < utf8.RuneSelf; i++ {
		nul = nul || b[i] == 0
	}
	if i == len(b) {
		return nul, false
	}
	for _, c := range b[i:] {
		nul = nul || c == 0
	}
	return nul, !utf8.Valid(b[i:])
}

// DecodeWindows1252 appends src, read as Windows-1252, to dst as UTF-8. Every
// byte has a meaning: the five that the code page leaves open (81, 8D, 8F, 90,
// 9D) become the control characters of the same number, as browsers do, so
// that no two bytes become one.
func DecodeWindows1252(dst, src []byte) []byte {
	for len(src) > 0 {
		n := ascii(src)
		dst = append(dst, src[:n]...)
		src = src[n:]
		for len(src) > 0 && src[0] >= utf8.RuneSelf {
			dst = utf8.AppendRune(dst, windows1252(src[0]))
			src = src[1:]
		}
	}
	return dst
}

func windows1252(c byte) rune {
	if c >= 0xA0 {
		return rune(c)
	}
	return controls1252[c-0x80]
}

// controls1252 is bytes 80 to 9F, from the WHATWG Encoding Standard, index
// windows-1252.
var controls1252 = [32]rune{
	0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
	0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
}

// evidence collects what bytes say of their encoding. A sequence may lie
// across two calls of add.
type evidence struct {
	high, multi, invalid bool
	carry                []byte // start of a sequence, 3 bytes at most
}

func (e *evidence) add(b []byte) {
	if e.multi && e.invalid {
		return // nothing more to learn
	}
	for len(e.carry) > 0 && len(b) > 0 {
		e.carry = append(e.carry, b[0])
		b = b[1:]
		e.carry = e.carry[e.sequences(e.carry):]
	}
	if len(b) > 0 { // then nothing is carried any more
		e.carry = append(e.carry[:0], b[e.sequences(b):]...)
	}
}

// sequences judges b and returns the number of bytes judged: all but the start
// of a sequence that may go on.
func (e *evidence) sequences(b []byte) int {
	for i := 0; ; {
		i += ascii(b[i:])
		if i == len(b) {
			return i
		}
		e.high = true
		if !utf8.FullRune(b[i:]) {
			return i
		}
		_, n := utf8.DecodeRune(b[i:])
		e.multi = e.multi || n > 1
		e.invalid = e.invalid || n == 1
		i += n
	}
}

// finish judges what was left open at the end of the file.
func (e *evidence) finish() {
	e.invalid = e.invalid || len(e.carry) > 0
	e.carry = nil
}
