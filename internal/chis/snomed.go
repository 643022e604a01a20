package chis

// SNOMED is a SNOMED CT identifier: of a concept, a description or a
// relationship. 0 is none.
type SNOMED int64

const (
	snomedShortest = 6
	snomedLongest  = 18
	// A long-format identifier has an item of at least one digit, a namespace of
	// seven, two digits of partition and the check digit.
	snomedLongFormat = 11
)

// ParseSNOMED reads 6 to 18 digits, blanks around them allowed, whose check
// digit (Verhoeff) is right and whose partition is that of a concept (00, 10),
// a description (01, 11) or a relationship (02, 12). Spreadsheets and floating
// point round long identifiers; the check digit finds nearly all of them, and
// LooksRounded points at the rest.
func ParseSNOMED[T Text](b T) (SNOMED, bool) {
	b = trim(b)
	if len(b) < snomedShortest || len(b) > snomedLongest || b[0] == '0' {
		return 0, false
	}
	if !validPartition(b) || !VerhoeffValid(b) {
		return 0, false
	}
	var id int64
	for i := range len(b) {
		id = id*10 + int64(b[i]-'0')
	}
	return SNOMED(id), true
}

func validPartition[T Text](b T) bool {
	format, kind := b[len(b)-3], b[len(b)-2]
	if kind < '0' || kind > '2' {
		return false
	}
	return format == '0' || (format == '1' && len(b) >= snomedLongFormat)
}

// IsConcept reports partition 00 or 10.
func (s SNOMED) IsConcept() bool { return s > 0 && s/10%10 == 0 }

// IsDescription reports partition 01 or 11; most EMIS code ids are these.
func (s SNOMED) IsDescription() bool { return s > 0 && s/10%10 == 1 }

// Namespace is the seven digits of the extension that made the identifier
// (1000000 UK clinical, 1000001 UK drug, 1000006 and 1000033 EMIS), 0 for an
// identifier of the international release.
func (s SNOMED) Namespace() int32 {
	if s/100%10 != 1 {
		return 0
	}
	return int32(s / 1000 % 10_000_000)
}

// LooksRounded reports an identifier of 16 to 18 digits with zeros in all the
// places after the fifteenth, as a spreadsheet leaves it. Some true
// identifiers end so: only a dictionary can tell. It may be asked of a number
// that ParseSNOMED refused.
func (s SNOMED) LooksRounded() bool {
	switch {
	case s >= 1e17:
		return s%1000 == 0
	case s >= 1e16:
		return s%100 == 0
	case s >= 1e15:
		return s%10 == 0
	}
	return false
}

// VerhoeffValid reports that b is digits alone, at least two, and that the
// last is their Verhoeff check digit.
func VerhoeffValid[T Text](b T) bool {
	var check uint8
	for i := range len(b) {
		digit := b[len(b)-1-i] - '0'
		if digit > 9 {
			return false
		}
		check = verhoeffMultiply[check][verhoeffPermute[i&7][digit]]
	}
	return check == 0 && len(b) > 1
}

// VerhoeffDigit is the check digit, '0' to '9', to be put after the digits of
// b; false where b is empty or not digits alone.
func VerhoeffDigit[T Text](b T) (byte, bool) {
	var check uint8
	for i := range len(b) {
		digit := b[len(b)-1-i] - '0'
		if digit > 9 {
			return 0, false
		}
		check = verhoeffMultiply[check][verhoeffPermute[(i+1)&7][digit]]
	}
	return '0' + verhoeffInverse[check], len(b) > 0
}

// The tables of J. Verhoeff, "Error Detecting Decimal Codes" (1969):
// multiplication in the dihedral group of order ten, its inverses, and the
// permutation that each place applies.
var (
	verhoeffMultiply = [10][10]uint8{
		{0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
		{1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
		{2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
		{3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
		{4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
		{5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
		{6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
		{7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
		{8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
		{9, 8, 7, 6, 5, 4, 3, 2, 1, 0},
	}
	verhoeffInverse = [10]uint8{0, 4, 3, 2, 1, 5, 6, 7, 8, 9}
	verhoeffPermute = [8][10]uint8{
		{0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
		{1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
		{5, 8, 0, 3, 7, 9, 6, 1, 4, 2},
		{8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
		{9, 4, 5, 3, 1, 2, 6, 8, 7, 0},
		{4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
		{2, 7, 9, 3, 8, 0, 6, 4, 1, 5},
		{7, 0, 4, 6, 9, 1, 3, 2, 5, 8},
	}
)
