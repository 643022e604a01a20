package emis

import (
	"bytes"
	"math"

	"lollipop/internal/chis"
)

// fault says what of a field's text a typed cell does not hold.
type fault uint8

const (
	sound        fault = iota
	bad                // the cell is empty, the text said something
	nonCanonical       // the cell holds the value, but would be written otherwise
)

// blank is what the parsers of package chis trim.
const blank = " \t\r\n\v\f"

// trim takes blanks off both ends, of which nearly all fields have none.
func trim(b []byte) []byte {
	if len(b) > 0 && b[0] > ' ' && b[len(b)-1] > ' ' {
		return b
	}
	return bytes.Trim(b, blank)
}

// parseGUID accepts what chis.ParseGUID does. Braces and letter case are
// free; a text without hyphens, or of sixteen zero bytes (which is what an
// empty cell holds), would be lost in the cell alone.
func parseGUID(b []byte) (chis.GUID, fault) {
	g, ok := chis.ParseGUID(b)
	if !ok {
		if blankOnly(b) {
			return chis.GUID{}, sound
		}
		return chis.GUID{}, bad
	}
	if g.IsZero() || bytes.IndexByte(b, '-') < 0 {
		return g, nonCanonical
	}
	return g, sound
}

func blankOnly(b []byte) bool { return len(trim(b)) == 0 }

// parseInt reads a whole number of 64 bits. The least one means empty in a
// staged table and is not read.
func parseInt(b []byte) (int64, fault) {
	if b = trim(b); len(b) == 0 {
		return empty64, sound
	}
	digits, negative := b, b[0] == '-'
	if negative || b[0] == '+' {
		digits = b[1:]
	}
	if len(digits) == 0 {
		return empty64, bad
	}
	var n uint64
	for _, c := range digits {
		d := uint64(c - '0')
		if d > 9 || n > (math.MaxInt64-d)/10 {
			return empty64, bad
		}
		n = n*10 + d
	}
	f := sound
	if b[0] == '+' || digits[0] == '0' && len(b) > 1 {
		f = nonCanonical
	}
	if negative {
		return -int64(n), f
	}
	return int64(n), f
}

func parseDate(b []byte) (int32, fault) {
	d, ok := chis.ParseDate(b)
	if !ok && !blankOnly(b) {
		return 0, bad
	}
	return int32(d), sound
}

func parseTime(b []byte) (int32, fault) {
	t, ok := chis.ParseTimeOfDay(b)
	switch {
	case ok:
		return int32(t), sound
	case blankOnly(b):
		return int32(chis.NoTime), sound
	}
	return int32(chis.NoTime), bad
}

// parseBool reads true and false in any letter case, 1 and 0.
func parseBool(b []byte) (int32, fault) {
	switch b = trim(b); {
	case len(b) == 0:
		return noBool, sound
	case string(b) == "1" || isWord(b, "true"):
		return 1, sound
	case string(b) == "0" || isWord(b, "false"):
		return 0, sound
	}
	return noBool, bad
}

func isWord(b []byte, lower string) bool {
	if len(b) != len(lower) {
		return false
	}
	for i := range b {
		if b[i]|0x20 != lower[i] {
			return false
		}
	}
	return true
}

// checkDecimal wants an optional minus, digits, and perhaps a point with
// digits after it. The cell holds the text as sent in any case.
func checkDecimal(b []byte) fault {
	if b = trim(b); len(b) == 0 {
		return sound
	}
	if b[0] == '-' {
		b = b[1:]
	}
	whole, fraction, point := bytes.Cut(b, []byte{'.'})
	if !digitsOnly(whole) || point && !digitsOnly(fraction) {
		return bad
	}
	return sound
}

func digitsOnly(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}
