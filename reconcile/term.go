package reconcile

import (
	"slices"
	"strings"

	"lollipop/mappings"
)

// plainWords is a term without letter case and punctuation.
func plainWords(term string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(term), func(c rune) bool {
		return c < 0x80 && (c < '0' || c > '9') && (c < 'a' || c > 'z')
	}), " ")
}

// vaccineKinds are those whose terms name antigens and say what was done.
var vaccineKinds = []string{kindGiven, kindNotDone, kindNotBrought, kindHistory, kindRefused, kindConsent, kindContra}

// termDenies reports that the term of a dictionary row names other antigens than
// its code, or says by a sign that something else was done, as "no consent" says
// of a dose given.
func termDenies(maps *mappings.Set, term string, c *mappings.Concept) bool {
	signs := maps.TermSigns(term)
	known := append(maps.TermSigns(c.Display), c.Kind)
	if c.Kind == kindRefused {
		known = append(known, "dissent")
	}
	agrees := slices.ContainsFunc(signs, func(s string) bool { return slices.Contains(known, s) })
	if !slices.Contains(vaccineKinds, c.Kind) {
		return !agrees && slices.ContainsFunc(signs, func(s string) bool {
			return s == kindRefused || s == kindNotDone || s == kindNotBrought || s == kindContra
		})
	}
	antigens := maps.TermAntigens(term)
	return len(signs) > 0 && !agrees || antigens != 0 && c.Antigens != 0 && antigens != c.Antigens
}
