package reconcile

import (
	"strconv"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// meaning is what a row of a source's dictionary means, worked out again.
type meaning struct {
	concept *mappings.Concept // nil where no mapping row exists
	system  string
	code    string
	class   string
	parent  int64 // code id, table.NullInt64 for none
	id      int64 // of the target's clinical_code row, table.NullInt64 for none
	place   int   // of its row in run.codes.versions
	inScope bool  // a practice feed is to bring its events, by any of its rows
}

func (m *meaning) kind() string {
	if m.concept == nil {
		return mappings.KindUnmapped
	}
	return m.concept.Kind
}

func (m *meaning) antigens() chis.Antigens {
	if m.concept == nil {
		return 0
	}
	return m.concept.Antigens
}

// dose is the dose that a code of immunisation states: other kinds keep
// something else in that column of the concept table.
func (m *meaning) dose() string {
	if m.antigens() == 0 {
		return ""
	}
	return m.concept.Dose
}

// resolve finds the meaning of a dictionary row: by its SNOMED CT concept where
// that is valid and known, else by its Read code padded to five characters, else
// by the local code. What nothing maps keeps the first system it is valid in and
// the class that its category and words make likely.
func resolve(maps *mappings.Set, term, read string, concept int64, category string, codeID int64) meaning {
	var valid []mappings.Concept
	if concept != table.NullInt64 {
		text := strconv.FormatInt(concept, 10)
		if s, ok := chis.ParseSNOMED(text); ok && s.IsConcept() {
			valid = append(valid, mappings.Concept{System: mappings.SystemSNOMED, Code: text})
		}
	}
	if padded, ok := chis.PadReadV2(read); ok {
		valid = append(valid, mappings.Concept{System: mappings.SystemReadV2, Code: padded.String()})
	}
	if read != "" {
		valid = append(valid, mappings.Concept{System: mappings.SystemEMISLocal, Code: read})
	}
	valid = append(valid, mappings.Concept{System: mappings.SystemEMISLocal, Code: "codeid:" + strconv.FormatInt(codeID, 10)})
	for _, v := range valid {
		if c := maps.Concept(v.System, v.Code); c != nil {
			return meaning{concept: c, system: c.System, code: c.Code, class: c.Class, id: table.NullInt64}
		}
	}
	return meaning{system: valid[0].System, code: valid[0].Code, class: maps.LikelyClass(category, term), id: table.NullInt64}
}

// maxAncestors bounds the way up; the deepest dictionary seen had 12 levels, and
// parents may point in a circle.
const maxAncestors = 16

// inherit makes an unmapped code safety where the nearest mapped code above it is.
func (d dictionary) inherit() {
	for _, m := range d {
		if m.concept != nil || m.class == mappings.ClassSafety {
			continue
		}
		up := m.parent
		for range maxAncestors {
			above := d[up]
			if up == table.NullInt64 || above == nil {
				break
			}
			if above.concept != nil {
				m.class = above.concept.Class
				break
			}
			up = above.parent
		}
	}
}

// dictionary is the standing codes of one source by code id.
type dictionary map[int64]*meaning
