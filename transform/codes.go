package transform

import (
	"slices"
	"strconv"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// code is what a code of a source means: a row of the concept table, or, where
// none counts, the system and code it stands in and the class it probably has.
type code struct {
	mappings.Resolution
	kind    kind
	parents []int64 // each of them once, in the order of its rows
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
	kindAssessment
	kindCareTeam
	kindSchool
	kindCorrespondence
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
	"assessment": kindAssessment, "care_team": kindCareTeam, "school": kindSchool, "correspondence": kindCorrespondence,
}

// settleCodes resolves every code of a source from all of its rows: only the
// whole dictionary can confirm a repair or show a contradiction.
func (t *run) settleCodes() {
	ref := t.codes
	held := make([]map[chis.SNOMED]bool, len(t.in.sources))
	for i := range held {
		held[i] = map[chis.SNOMED]bool{}
	}
	hold := func(r *refRow) {
		if r.reading.Sound != 0 {
			held[r.source][r.reading.Sound] = true
		}
	}
	for i := range ref.rows {
		hold(&ref.rows[i])
	}
	for i := range ref.others {
		hold(&ref.others[i])
	}
	rest := ref.others
	var rows []mappings.Version
	for i := range ref.rows {
		r := &ref.rows[i]
		rows = rows[:0]
		for len(rest) > 0 && rest[0].refKey == r.refKey {
			rows = append(rows, mappings.Version{Reading: rest[0].reading, Batch: rest[0].batch})
			r.code.parents = addParent(r.code.parents, rest[0].parent)
			rest = rest[1:]
		}
		r.code.parents = addParent(r.code.parents, r.parent)
		r.code.Resolution = mappings.Settle(append(rows, mappings.Version{Reading: r.reading, Batch: r.batch}),
			func(id chis.SNOMED) bool { return held[r.source][id] })
		if r.code.Concept != nil {
			r.code.kind = kindWords[r.code.Concept.Kind]
		}
	}
	inheritClass(ref)
	for i := range ref.rows {
		ref.rows[i].reading = nil
	}
	for i := range ref.others {
		ref.others[i].reading = nil
	}
}

func addParent(parents []int64, id int64) []int64 {
	if id == table.NullInt64 || slices.Contains(parents, id) {
		return parents
	}
	return append(parents, id)
}

// maxClimb bounds the way up through parents; 12 levels were seen in a real
// dictionary, and a cycle must end.
const maxClimb = 16

// inheritClass makes an unmapped code safety where a code above it is: on each
// way up the nearest code that is not unmapped itself says so.
func inheritClass(codes *reference) {
	for i := range codes.rows {
		c := &codes.rows[i].code
		if c.State == mappings.StateUnmapped && !c.safety() && codes.safetyAbove(&codes.rows[i]) {
			c.Class = mappings.ClassSafety
		}
	}
}

func (r *reference) safetyAbove(from *refRow) bool {
	level, seen := from.code.parents, map[int64]bool{}
	for depth := 0; depth < maxClimb && len(level) > 0; depth++ {
		var next []int64
		for _, id := range level {
			i := r.findCode(from.source, id)
			if i < 0 || seen[id] {
				continue
			}
			seen[id] = true
			switch above := &r.rows[i].code; {
			case above.State == mappings.StateUnmapped:
				next = append(next, above.parents...)
			case above.safety():
				return true
			}
		}
		level = next
	}
	return false
}

func (c *code) safety() bool { return c.Class == mappings.ClassSafety }

func (c *code) kindWord() string {
	if c.Concept == nil {
		return mappings.KindUnmapped
	}
	return c.Concept.Kind
}

func (c *code) antigens() chis.Antigens {
	if c.Concept == nil {
		return 0
	}
	return c.Concept.Antigens
}

func appendInt(dst []byte, n int64) []byte {
	if n == table.NullInt64 {
		return dst
	}
	return strconv.AppendInt(dst, n, 10)
}
