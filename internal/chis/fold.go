package chis

import "unicode/utf8"

// FoldName appends to dst the form of a name that two spellings of it share:
// ASCII letters upper case, Latin letters without accents and strokes (ß SS, Æ
// AE, Œ OE, Þ TH, Ð D), and without apostrophes, hyphens, dots and blanks.
// "O’Neill", "O'NEILL" and "Oneill" are one, and so are "Anne-Marie" and "Anne
// Marie". Whatever else stands in the name, letters of other scripts and
// damaged bytes included, is kept byte for byte, so that two different names
// do not become one by losing what makes them differ.
//
// It is for comparing, never for showing. src may be text or bytes and must
// not overlap the free part of dst.
func FoldName[T Text](dst []byte, src T) []byte {
	start := len(dst)
	for i := 0; i < len(src); {
		c := src[i]
		if c < utf8.RuneSelf {
			if folded := asciiFold[c]; folded != 0 {
				dst = append(dst, folded)
			}
			i++
			continue
		}
		r, size := decodeRune(src[i:])
		dst = foldRune(dst, start, r, src[i:i+size])
		i += size
	}
	return dst
}

// foldRune appends one character beyond ASCII, whose bytes are raw. The name's
// own part of dst begins at start.
func foldRune[T Text](dst []byte, start int, r rune, raw T) []byte {
	switch folded := latinLetter(r); {
	case folded == '2':
		return append(dst, twoLetters(r)...)
	case folded != '.':
		return append(dst, folded)
	case isJoiner(r):
		return dst
	case isCombining(r) && !endsInOtherScript(dst[start:]):
		return dst
	}
	return append(dst, raw...)
}

// endsInOtherScript keeps the marks of a script whose letters are kept: a
// Cyrillic и with a breve is another letter than и.
func endsInOtherScript(name []byte) bool {
	return len(name) > 0 && name[len(name)-1] >= utf8.RuneSelf
}

// decodeRune reads the first character of b, at least one byte long, without
// a copy. Damaged bytes come one at a time as utf8.RuneError.
func decodeRune[T Text](b T) (rune, int) {
	var room [utf8.UTFMax]byte
	n := copy(room[:], b)
	return utf8.DecodeRune(room[:n])
}

// latinLetter looks r up in the tables; '.' where they say to keep it.
func latinLetter(r rune) byte {
	switch {
	case r >= latinFrom && r < latinFrom+rune(len(latinFold)):
		return latinFold[r-latinFrom]
	case r >= latinAdditionalFrom && r < latinAdditionalFrom+rune(len(latinAdditionalFold)):
		return latinAdditionalFold[r-latinAdditionalFrom]
	}
	return '.'
}

func twoLetters(r rune) string {
	switch r {
	case 'Æ', 'æ':
		return "AE"
	case 'Œ', 'œ':
		return "OE"
	case 'Þ', 'þ':
		return "TH"
	case 'Ĳ', 'ĳ':
		return "IJ"
	}
	return "SS" // ß and ẞ
}

// isJoiner reports what stands between the parts of a name without being part
// of it: apostrophes, hyphens and dashes, blanks and invisible characters.
func isJoiner(r rune) bool {
	switch r {
	case '´', 'ʹ', 'ʻ', 'ʼ', 'ˈ', '‘', '’', '‛', '′', // apostrophes
		0x00AD, '−', // soft hyphen, minus
		0x00A0, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF: // blanks and invisible
		return true
	}
	return r >= 0x2000 && r <= 0x2015 // spaces, zero-width marks, hyphens and dashes
}

func isCombining(r rune) bool {
	return (r >= 0x0300 && r <= 0x036F) || (r >= 0x1AB0 && r <= 0x1AFF) || (r >= 0x1DC0 && r <= 0x1DFF) ||
		(r >= 0x20D0 && r <= 0x20FF) || (r >= 0xFE20 && r <= 0xFE2F)
}

// asciiFold gives what remains of an ASCII character, 0 where nothing does.
var asciiFold = func() (table [utf8.RuneSelf]byte) {
	for i := range table {
		table[i] = upper(byte(i))
	}
	for _, joiner := range []byte("'`-. \t\n\v\f\r") {
		table[joiner] = 0
	}
	return table
}()
