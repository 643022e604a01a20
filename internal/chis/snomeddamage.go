package chis

import (
	"math"
	"slices"
)

// SNOMEDKind is what a column of SNOMED CT identifiers holds.
type SNOMEDKind byte

// The kinds: the second digit of the partition.
const (
	ConceptID     SNOMEDKind = '0'
	DescriptionID SNOMEDKind = '1'
)

// SNOMEDDamage is what is wrong with the text of a SNOMED CT identifier.
type SNOMEDDamage uint8

// The damages; the zero value is none. An empty field is not damaged.
const (
	SNOMEDSound          SNOMEDDamage = iota
	SNOMEDNotDigits                   // something else than digits, as 1.77754E+15
	SNOMEDWrongLength                 // shorter than 6 or longer than 18 digits, or with a leading zero
	SNOMEDRounded                     // zeros in all places after the fifteenth, and not by nature
	SNOMEDWrongPartition              // of another kind, or of none
	SNOMEDWrongDigit                  // the check digit is wrong
)

var snomedDamageText = [...]string{
	SNOMEDSound: "", SNOMEDNotDigits: "not-digits", SNOMEDWrongLength: "length", SNOMEDRounded: "rounded",
	SNOMEDWrongPartition: "partition", SNOMEDWrongDigit: "check-digit",
}

// String is the word used in tables, empty for none.
func (d SNOMEDDamage) String() string {
	if int(d) < len(snomedDamageText) {
		return snomedDamageText[d]
	}
	return "invalid"
}

// DamageOfSNOMED says what is wrong with the text of a field for identifiers of
// a kind. An identifier that looks rounded is sound only where nothing but
// itself rounds to it.
func DamageOfSNOMED[T Text](b T, kind SNOMEDKind) SNOMEDDamage {
	b = trim(b)
	n, ok := digitsOnly(b)
	id := SNOMED(n)
	switch {
	case len(b) == 0:
		return SNOMEDSound
	case !ok:
		return SNOMEDNotDigits
	case len(b) < snomedShortest || len(b) > snomedLongest || b[0] == '0':
		return SNOMEDWrongLength
	case id.LooksRounded() && !onlyItself(id, kind):
		return SNOMEDRounded
	case !validPartition(b) || b[len(b)-2] != byte(kind):
		return SNOMEDWrongPartition
	case !VerhoeffValid(b):
		return SNOMEDWrongDigit
	}
	return SNOMEDSound
}

func onlyItself(id SNOMED, kind SNOMEDKind) bool {
	from := id.Origins(kind)
	return len(from) == 1 && from[0] == id
}

// digitsOnly reads digits alone; a number above int64 is cut off, which no
// caller reads: it has too many digits.
func digitsOnly[T Text](b T) (n int64, ok bool) {
	for i := range len(b) {
		if !isDigit(b[i]) {
			return 0, false
		}
		if len(b) <= snomedLongest {
			n = n*10 + int64(b[i]-'0')
		}
	}
	return n, len(b) > 0
}

// exactInFloat is the first whole number beyond which a binary floating-point
// number skips some.
const exactInFloat = 1 << 53

// Origins lists, ascending, the sound identifiers of a kind that s may have been
// before a spreadsheet kept fifteen of its digits, cut off or rounded, or a
// binary floating-point number took the nearest that it can hold. s itself is
// among them if it is sound. Identifiers of up to 15 digits are never damaged so:
// they have no origins. Those of 16 to 18 digits are all of an extension, so
// that their partition begins with 1.
func (s SNOMED) Origins(kind SNOMEDKind) []SNOMED {
	if s < 1e15 || s >= 1e18 {
		return nil
	}
	var found []SNOMED
	try := func(id SNOMED) {
		if id >= 1e15 && id < 1e18 && id/100%10 == 1 && id/10%10 == SNOMED(kind-'0') && id.checkDigitRight() {
			found = append(found, id)
		}
	}
	if s.LooksRounded() {
		unit := s.roundedUnit()
		for id := s - unit/2; id < s+unit; id++ {
			try(id)
		}
	}
	if s > exactInFloat && int64(float64(s)) == int64(s) {
		gap := SNOMED(math.Nextafter(float64(s), math.MaxFloat64) - float64(s))
		for id := s - gap; id <= s+gap; id++ {
			if float64(id) == float64(s) {
				try(id)
			}
		}
	}
	try(s)
	slices.Sort(found)
	return slices.Compact(found)
}

// roundedUnit is what the fifteenth digit of an identifier counts.
func (s SNOMED) roundedUnit() SNOMED {
	switch {
	case s >= 1e17:
		return 1000
	case s >= 1e16:
		return 100
	}
	return 10
}

func (s SNOMED) checkDigitRight() bool {
	var check uint8
	for i := 0; s > 0; s, i = s/10, i+1 {
		check = verhoeffMultiply[check][verhoeffPermute[i&7][s%10]]
	}
	return check == 0
}
