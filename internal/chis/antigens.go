package chis

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// Antigens is the set of diseases a vaccine protects against, as bits. Zero is
// the empty set. Bits are stored in files: new names are added at the end, and
// none is ever given a new place.
type Antigens uint32

// The antigens. Hib is Haemophilus influenzae type b, which is not Influenza.
const (
	Diphtheria Antigens = 1 << iota
	Tetanus
	Pertussis
	Polio
	Hib
	HepB
	MenB
	MenC
	MenACWY
	Pneumococcal
	Rotavirus
	Measles
	Mumps
	Rubella
	Varicella
	BCG
	HPV
	Influenza
	HepA
	Typhoid
	COVID19
	RSV

	antigensEnd // the next free bit
)

// antigenNames gives each bit its name in tables.
var antigenNames = [...]string{
	"diphtheria", "tetanus", "pertussis", "polio", "hib", "hepb", "menb", "menc", "menacwy", "pneumococcal",
	"rotavirus", "measles", "mumps", "rubella", "varicella", "bcg", "hpv", "influenza", "hepa", "typhoid",
	"covid19", "rsv",
}

// antigensByName lists the sets of one in the order of their names.
var antigensByName = [...]Antigens{
	BCG, COVID19, Diphtheria, HepA, HepB, Hib, HPV, Influenza, Measles, MenACWY, MenB, MenC, Mumps, Pertussis,
	Pneumococcal, Polio, Rotavirus, RSV, Rubella, Tetanus, Typhoid, Varicella,
}

// AntigenNames lists the words that ParseAntigens knows.
func AntigenNames() []string { return slices.Clone(antigenNames[:]) }

// ParseAntigens reads names joined by "+", in any order, as tables write them.
// Empty text is the empty set. The error names the first unknown word.
func ParseAntigens[T Text](b T) (Antigens, error) {
	if len(trim(b)) == 0 {
		return 0, nil
	}
	var set Antigens
	for start := 0; start <= len(b); {
		end := start
		for end < len(b) && b[end] != '+' {
			end++
		}
		one := antigenNamed(trim(b[start:end]))
		if one == 0 {
			return 0, fmt.Errorf("read antigens: unknown antigen %q", string(b[start:end]))
		}
		set |= one
		start = end + 1
	}
	return set, nil
}

// antigenNamed is the set of the one antigen of that name, empty where there is none.
func antigenNamed[T Text](name T) Antigens {
	for i, known := range antigenNames {
		if string(name) == known {
			return 1 << i
		}
	}
	return 0
}

// String is the names in alphabetical order joined by "+", empty for the empty set.
func (a Antigens) String() string {
	var text strings.Builder
	for _, one := range antigensByName {
		if !a.Has(one) {
			continue
		}
		if text.Len() > 0 {
			text.WriteByte('+')
		}
		text.WriteString(antigenNames[bits.TrailingZeros32(uint32(one))])
	}
	return text.String()
}

// Has reports that every antigen of other is in a.
func (a Antigens) Has(other Antigens) bool { return a&other == other }

// Any reports that a and other share an antigen.
func (a Antigens) Any(other Antigens) bool { return a&other != 0 }

// Union is the antigens of either.
func (a Antigens) Union(other Antigens) Antigens { return a | other }

// Len counts the antigens.
func (a Antigens) Len() int { return bits.OnesCount32(uint32(a)) }
