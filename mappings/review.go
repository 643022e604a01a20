package mappings

import (
	"slices"
	"strconv"

	"lollipop/internal/chis"
)

// CodeReview is what a person decided about a code of the extracts: a row of
// code_review.csv, which goes along from one extract to the next.
type CodeReview struct {
	Concept            // what the code is proposed, or approved, to mean
	State       string // proposed, approved or rejected
	Equivalence string // of the proposed meaning to the code's own
	Reviewer    string
	Role        string // of the reviewer
	Reviewed    chis.Date
	Note        string
}

// The states of a review. Only an approved row maps its code. A rejected one
// takes a mapping away: the code is unmapped.
const (
	Proposed = "proposed"
	Approved = "approved"
	Rejected = "rejected"
)

// clinicalRoles may approve a code of class safety (safety rules section 6).
var clinicalRoles = []string{"clinical lead", "clinical safety officer", "clinical reviewer"}

// reviewerRoles lists the roles that a reviewer of codes may have, the clinical
// ones first.
func reviewerRoles() []string { return append(slices.Clone(clinicalRoles), "data quality lead") }

// equivalences lists how a meaning may relate to a code.
func equivalences() []string { return []string{"equivalent", "wider", "narrower", "inexact"} }

// Review is what was decided about a code, nil where nobody looked at it.
func (s *Set) Review(system, code string) *CodeReview {
	return s.reviewByCode[conceptKey{system, code}]
}

// Decided is what a person approved for one code of a source's dictionary, by
// its number, whatever its other codes say: the review of an ambiguous or a
// repaired code. nil where nobody did, or where the dictionary's term is another
// now: what was approved was not this.
func (s *Set) Decided(codeID int64, term string) *Concept {
	v := s.Review(SystemEMISLocal, CodeIDPrefix+strconv.FormatInt(codeID, 10))
	if v == nil || v.State != Approved || !sameWords(v.Display, term) {
		return nil
	}
	return &v.Concept
}

// CodeIDPrefix stands before the source's own number of a code.
const CodeIDPrefix = "codeid:"

// ConceptOf is the concept of a code under this term, nil where no row maps it. A
// local code that a review maps is one code only as long as its term says the
// same: local dictionaries use codes again.
func (s *Set) ConceptOf(system, code, term string) *Concept {
	c := s.Concept(system, code)
	if c == nil || system != SystemEMISLocal {
		return c
	}
	if v := s.Review(system, code); v != nil && &v.Concept == c && !sameWords(v.Display, term) {
		return nil
	}
	return c
}

func sameWords(a, b string) bool { return slices.Equal(termWords(a), termWords(b)) }

// Propose is what a code that no table maps may mean, as far as its own term says
// it: a start for the person who decides, who may know better.
func (s *Set) Propose(term, category, class string) Concept {
	c := Concept{Antigens: s.TermAntigens(term)}
	signs := slices.Compact(s.TermSigns(term))
	switch {
	case len(signs) == 1:
		c.Kind = signs[0]
	case len(signs) == 0 && c.Antigens != 0 && category == "Immunisations":
		c.Kind = "given"
	case class == ClassOrdinary:
		c.Kind = kindObservation
	}
	if !slices.Contains(immunisationKinds, c.Kind) {
		c.Antigens = 0
	}
	return c
}

// codeReviews reads the decisions and lets them have their effect on concepts.
func (l *loading) codeReviews() {
	s := l.set
	s.reviewByCode = map[conceptKey]*CodeReview{}
	for _, r := range l.rows("code_review.csv") {
		v := &CodeReview{
			Concept: Concept{
				System: r.oneOf("system", SystemSNOMED, SystemReadV2, SystemEMISLocal), Code: r.filled("code"), Display: r.filled("display"),
				Kind: r.text("kind"), Antigens: r.antigens("antigens"), Dose: r.text("dose"), Detail: r.text("detail"),
				Value: r.text("value"), Category: r.text("category"), Source: "code_review.csv",
			},
			State: r.oneOf("state", Proposed, Approved, Rejected), Reviewer: r.text("reviewer"), Role: r.text("reviewer_role"), Reviewed: r.date("reviewed"), Note: r.text("note"),
		}
		if v.Equivalence = r.text("equivalence"); v.Equivalence != "" {
			r.oneOf("equivalence", equivalences()...)
		}
		l.meaning(r, v)
		l.decision(r, v)
		s.reviews = append(s.reviews, v)
		s.reviewByCode[conceptKey{v.System, v.Code}] = v
	}
	for _, v := range s.reviews {
		l.apply(v)
	}
}

// meaning checks what a code is said to mean as a row of concept.csv is
// checked, but for a term that is silent: there a named person knows better.
func (l *loading) meaning(r row, v *CodeReview) {
	checkCode(r, &v.Concept)
	if v.Kind == "" && v.State != Approved {
		return
	}
	kind := l.set.kinds[v.Kind]
	if kind == nil || v.Kind == KindUnmapped {
		r.unknown("kind", l.sheets["kind.csv"].values("kind"), "%q is no kind that a concept can have", v.Kind)
		return
	}
	v.Class = kind.Class
	l.checkFields(r, &v.Concept, v.State == Proposed)
	if !slices.Contains(immunisationKinds, v.Kind) {
		return
	}
	if named := l.set.TermAntigens(v.Display); named != 0 && named != v.Antigens {
		r.wrong("antigens", "the term names %s, the row has %s", named, orNone(v.Antigens))
	}
	if v.Kind == "given" && v.Antigens == 0 && v.State != Proposed {
		r.wrong("antigens", "is empty, a dose given is one of something")
	}
	for _, sign := range l.set.TermSigns(v.Display) {
		if sign != v.Kind {
			r.wrong("kind", "the term says %s, the row says %s", sign, v.Kind)
		}
	}
}

// decision holds that somebody answers for it: for a code that may matter to
// safety, somebody clinical.
func (l *loading) decision(r row, v *CodeReview) {
	if v.State == Proposed {
		return
	}
	r.filled("reviewer")
	if v.Reviewed.IsNone() {
		r.wrong("reviewed", "is empty: the day on which %s was decided", v.State)
	}
	roles := reviewerRoles()
	if !slices.Contains(roles, v.Role) {
		r.oneOf("reviewer_role", roles...)
	} else if l.safetyCode(r, v) && !slices.Contains(clinicalRoles, v.Role) {
		r.wrong("reviewer_role", "%q cannot decide about a code of class safety: a clinical lead, clinical safety officer or clinical reviewer can", v.Role)
	}
	if v.State == Approved && v.Equivalence == "" {
		r.wrong("equivalence", "is empty: how the meaning relates to the code")
	}
}

// safetyCode reports that a code, or what it is said to mean, is of class safety.
func (l *loading) safetyCode(r row, v *CodeReview) bool {
	class := r.oneOf("class", ClassSafety, ClassOrdinary)
	before := l.set.Concept(v.System, v.Code)
	return class == ClassSafety || v.Class == ClassSafety || l.set.LikelyClass(v.Category, v.Display) == ClassSafety ||
		before != nil && before.Class == ClassSafety
}

// apply makes an approved meaning the concept of its code, and takes a rejected
// one away.
func (l *loading) apply(v *CodeReview) {
	s, key := l.set, conceptKey{v.System, v.Code}
	before := s.conceptsByCode[key]
	at := slices.Index(s.concepts, before)
	switch {
	case v.State == Approved && before == nil:
		s.concepts = append(s.concepts, &v.Concept)
		s.conceptsByCode[key] = &v.Concept
	case v.State == Approved:
		s.concepts[at] = &v.Concept
		s.conceptsByCode[key] = &v.Concept
	case v.State == Rejected && before != nil:
		s.concepts = slices.Delete(s.concepts, at, at+1)
		delete(s.conceptsByCode, key)
	}
}

// unreviewed refuses rows of the overlay of concept.csv that give a code of
// class safety another meaning: such a code is mapped by an approved review,
// which names who answers for it.
func (l *loading) unreviewed() {
	for _, r := range l.rows("concept.csv") {
		if !r.over || r.was != nil && sameMeaning(r, *r.was) {
			continue
		}
		kind := l.set.kinds[r.text("kind")]
		if kind == nil {
			continue
		}
		safety := kind.Class == ClassSafety || l.set.LikelyClass(r.text("category"), r.text("display")) == ClassSafety
		if r.was != nil {
			before := l.set.kinds[r.was.text("kind")]
			safety = safety || before != nil && before.Class == ClassSafety
		}
		if v := l.set.Review(r.text("system"), r.text("code")); safety && (v == nil || v.State != Approved) {
			r.wrong("code", "is of class safety: map it by an approved row of code_review.csv, which names a clinical reviewer (`lollipop codes export`)")
		}
	}
}

func sameMeaning(a, b row) bool {
	for _, column := range []string{"kind", "antigens", "dose", "detail", "value"} {
		if a.text(column) != b.text(column) {
			return false
		}
	}
	return true
}
