package transform

import (
	"strconv"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// code is what a dictionary row means: a row of the concept table, or, where
// none exists, the system and code it stands in and the class it probably has.
type code struct {
	concept *mappings.Concept // nil: unmapped
	system  string
	text    string
	safety  bool
	kind    kind
	parent  int64
}

// kind is what a code's event becomes. The words are those of the concept table.
type kind uint8

const (
	kindUnmapped kind = iota
	kindObservation
	kindGiven
	kindNotDone
	kindDidNotAttend
	kindHistory
	kindRefused
	kindConsentGiven
	kindDissent
	kindContraindicated
	kindAllergy
	kindAdverseReaction
	kindReview
	kindScreening
	kindMeasurement
	kindFeeding
	kindBirthOrder
	kindNumberBorn
	kindGestation
	kindBirthWeight
	kindStillbirth
	kindDeath
	kindLegalStatus
	kindAlert
	kindNeed
	kindProtection
)

var kindWords = map[string]kind{
	"unmapped": kindUnmapped, "observation": kindObservation, "given": kindGiven, "not_done": kindNotDone,
	"did_not_attend": kindDidNotAttend, "history": kindHistory, "refused": kindRefused,
	"consent_given": kindConsentGiven, "dissent": kindDissent, "contraindicated": kindContraindicated,
	"allergy": kindAllergy, "adverse_reaction": kindAdverseReaction, "review": kindReview,
	"screening": kindScreening, "measurement": kindMeasurement, "feeding": kindFeeding,
	"birth_order": kindBirthOrder, "number_born": kindNumberBorn, "gestation": kindGestation,
	"birth_weight": kindBirthWeight, "stillbirth": kindStillbirth, "death": kindDeath,
	"legal_status": kindLegalStatus, "alert": kindAlert, "need": kindNeed, "protection": kindProtection,
}

// meaning is what a dictionary row means. What no row of the concept table maps
// gets the class that its category and the words of its term make likely.
func (t *run) meaning(row mappings.DictionaryCode, term, category []byte) code {
	var c code
	c.system, c.text, c.concept = t.maps.Resolve(row)
	if c.concept == nil {
		c.safety = t.maps.LikelyClass(string(category), string(term)) == mappings.ClassSafety
		return c
	}
	c.safety, c.kind = c.concept.Class == mappings.ClassSafety, kindWords[c.concept.Kind]
	return c
}

// maxClimb bounds the way up through parents; 12 levels were seen in a real
// dictionary, and a cycle must end.
const maxClimb = 16

// inheritClass makes an unmapped code safety where a code above it is.
func inheritClass(codes *reference) {
	for i := range codes.rows {
		r := &codes.rows[i]
		if r.code.concept != nil || r.code.safety {
			continue
		}
		up := r.code.parent
		for range maxClimb {
			j := int32(-1)
			if up != table.NullInt64 {
				j = codes.findCode(r.source, up)
			}
			if j < 0 {
				break
			}
			if above := &codes.rows[j].code; above.concept != nil {
				r.code.safety = above.safety
				break
			}
			up = codes.rows[j].code.parent
		}
	}
}

func (c *code) class() string {
	if c.safety {
		return mappings.ClassSafety
	}
	return mappings.ClassOrdinary
}

func (c *code) kindWord() string {
	if c.concept == nil {
		return "unmapped"
	}
	return c.concept.Kind
}

func (c *code) antigens() chis.Antigens {
	if c.concept == nil {
		return 0
	}
	return c.concept.Antigens
}

func appendInt(dst []byte, n int64) []byte {
	if n == table.NullInt64 {
		return dst
	}
	return strconv.AppendInt(dst, n, 10)
}
