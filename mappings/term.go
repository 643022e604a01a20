package mappings

import (
	"slices"

	"lollipop/internal/chis"
)

// immunisationKinds are the kinds whose terms name antigens and say whether a
// dose was given.
var immunisationKinds = []string{
	"given", "not_done", "did_not_attend", "history", "refused", "consent_given", "contraindicated",
}

// TermAntigens is the union of the antigens that the words of a term name.
// Haemophilus is Hib, not influenza; MMRV has varicella.
func (s *Set) TermAntigens(term string) chis.Antigens {
	var set chis.Antigens
	s.antigenWords.find(term, func(one chis.Antigens) bool {
		set = set.Union(one)
		return true
	})
	return set
}

// TermSigns lists the kinds that the words of a term point at, by term_sign.csv.
func (s *Set) TermSigns(term string) []string {
	var kinds []string
	s.signs.find(term, func(kind string) bool {
		kinds = append(kinds, kind)
		return true
	})
	return kinds
}

// checkTerm holds an immunisation's row against its own term: published lists
// carry products with the wrong antigens and "not done" codes as given.
func (l *loading) checkTerm(r row, c *Concept) {
	letter := c.Kind == "correspondence" // its antigens say what for; no dose follows from it
	if !letter && !slices.Contains(immunisationKinds, c.Kind) {
		return
	}
	if named := l.set.TermAntigens(c.Display); named != c.Antigens {
		r.wrong("antigens", "the term names %s, the row has %s", orNone(named), orNone(c.Antigens))
	}
	if letter {
		return
	}
	signs := l.set.TermSigns(c.Display)
	for _, sign := range signs {
		if sign != c.Kind {
			r.wrong("kind", "the term says %s, the row says %s", sign, c.Kind)
		}
	}
	if c.Kind != "given" && len(signs) == 0 {
		r.wrong("kind", "the row says %s, nothing in the term does", c.Kind)
	}
}

// denials are the signs that no other kind of code leaves unsaid either: a review
// is not one that the child did not attend.
var denials = []string{"refused", "not_done", "did_not_attend", "contraindicated"}

// belies reports a term that says something else than the meaning of its code:
// other antigens, or a sign of another kind and none of its own. A term that says
// nothing belies nothing.
func (s *Set) belies(term string, c *Concept) bool {
	vaccine := slices.Contains(immunisationKinds, c.Kind)
	if named := s.TermAntigens(term); vaccine && named != 0 && c.Antigens != 0 && named != c.Antigens {
		return true
	}
	own := append(s.TermSigns(c.Display), c.Kind)
	other := false
	for _, sign := range s.TermSigns(term) {
		if slices.Contains(own, sign) || c.Kind == "refused" && sign == "dissent" {
			return false
		}
		other = other || vaccine || slices.Contains(denials, sign)
	}
	return other
}

func orNone(set chis.Antigens) string {
	if set == 0 {
		return "none"
	}
	return set.String()
}
