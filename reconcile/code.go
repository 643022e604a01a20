package reconcile

import (
	"slices"
	"strconv"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// meaning is what a row of a source's dictionary means, worked out again.
type meaning struct {
	concept  *mappings.Concept // nil where no mapping row counts
	likely   *mappings.Concept // what an ambiguous or repaired code most likely means, nil where nothing tells
	system   string
	code     string
	class    string
	state    string // mapped, unmapped, repaired or ambiguous
	damage   chis.SNOMEDDamage
	parents  []int64       // code ids
	id       int64         // of the target's clinical_code row, table.NullInt64 for none
	place    int           // of its row in run.codes.versions
	inScope  bool          // a practice feed is to bring its events, by any of its rows
	inherits bool          // class safety from a code above
	dosed    bool          // a dose given, by any of its rows
	named    chis.Antigens // where nothing maps it for sure: what its terms and codes name
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

// rowMeaning is what one row of a code says, worked out again.
type rowMeaning struct {
	found        []*mappings.Concept // what its sound codes mean, the one that counts first
	system, code string
	class        string
	likely       string // class by category and words
	belied       bool   // the term says something else than the code
	words, read  string // of the term, and the Read code: rows of one batch differ in none
	sound        chis.SNOMED
	damage       chis.SNOMEDDamage
	origin       chis.SNOMED       // the only id that the damaged one can have been
	repaired     *mappings.Concept // what that means
	batch        int32
	decided      bool          // a person approved a meaning for this very code
	named        chis.Antigens // by its term, where that is not what its code says
}

// readCode looks a dictionary row up: by its SNOMED CT concept where the id is
// sound, else by its Read code padded to five characters, else by the local code.
// What nothing maps keeps the first system it is valid in and the class that its
// category and words make likely.
func readCode(maps *mappings.Set, term, read string, concept int64, category string, codeID int64) rowMeaning {
	m := rowMeaning{likely: maps.LikelyClass(category, term), words: plainWords(term), read: read}
	m.class = m.likely
	var valid []mappings.Concept
	if concept != table.NullInt64 {
		text := strconv.FormatInt(concept, 10)
		if m.damage = chis.DamageOfSNOMED(text, chis.ConceptID); m.damage == chis.SNOMEDSound {
			m.sound = chis.SNOMED(concept)
			valid = append(valid, mappings.Concept{System: snomedSystem(m.sound), Code: text})
		} else if from := chis.SNOMED(concept).Origins(chis.ConceptID); len(from) == 1 {
			m.origin = from[0]
			m.repaired = maps.Concept(snomedSystem(m.origin), strconv.FormatInt(int64(m.origin), 10))
		}
	}
	if c := maps.Decided(codeID, term); c != nil { // a person has: no other code of the row counts
		m.found, m.system, m.code, m.class, m.origin, m.repaired = []*mappings.Concept{c}, c.System, c.Code, c.Class, 0, nil
		m.decided = true
		return m
	}
	if padded, ok := chis.PadReadV2(read); ok {
		valid = append(valid, mappings.Concept{System: mappings.SystemReadV2, Code: padded.String()})
	}
	if read != "" {
		valid = append(valid, mappings.Concept{System: mappings.SystemEMISLocal, Code: read})
	}
	valid = append(valid, mappings.Concept{System: mappings.SystemEMISLocal, Code: "codeid:" + strconv.FormatInt(codeID, 10)})
	m.system, m.code = valid[0].System, valid[0].Code
	for _, v := range valid {
		if c := maps.ConceptOf(v.System, v.Code, term); c != nil {
			m.found = append(m.found, c)
		}
	}
	switch {
	case len(m.found) > 0:
		m.system, m.code, m.class = m.found[0].System, m.found[0].Code, m.found[0].Class
	case m.repaired != nil && m.repaired.Class == mappings.ClassSafety:
		m.class = mappings.ClassSafety
	}
	if all := m.all(); len(all) > 0 {
		m.belied = termDenies(maps, term, all[0])
	}
	if len(m.found) == 0 || m.belied {
		m.named = maps.TermAntigens(term)
	}
	return m
}

// snomedSystem is where an id is looked up: those that EMIS made itself are
// local codes.
func snomedSystem(id chis.SNOMED) string {
	if n := id.Namespace(); n == 1000006 || n == 1000033 {
		return mappings.SystemEMISLocal
	}
	return mappings.SystemSNOMED
}

// all lists every meaning that the row may have.
func (m *rowMeaning) all() []*mappings.Concept {
	if m.repaired == nil {
		return m.found
	}
	return append(m.found[:len(m.found):len(m.found)], m.repaired)
}

// inScope reports that a practice feed is to bring the code by any meaning.
func (m *rowMeaning) inScope(maps *mappings.Set, category string) bool {
	if maps.ScopeCategory(category) || len(m.all()) == 0 && maps.ScopeKind(mappings.KindUnmapped) {
		return true
	}
	return slices.ContainsFunc(m.all(), func(c *mappings.Concept) bool { return maps.ScopeKind(c.Kind) })
}

// plainObservation is the kind that says least: it contradicts no other ordinary one.
const plainObservation = "observation"

// atOdds reports two meanings that cannot both be right.
func atOdds(a, b *mappings.Concept) bool {
	if a.Kind != b.Kind {
		return a.Class != b.Class || a.Kind != plainObservation && b.Kind != plainObservation
	}
	for _, words := range [][2]string{{a.Dose, b.Dose}, {a.Detail, b.Detail}, {a.Value, b.Value}} {
		if words[0] != "" && words[1] != "" && words[0] != words[1] {
			return true
		}
	}
	return a.Antigens != b.Antigens
}

// contradictsItself reports a row whose own codes, its damaged one as it may have
// been among them, cannot all be right, and the class of what contradicts.
func (m *rowMeaning) contradictsItself() (safety, found bool) {
	for i, c := range m.all() {
		if i > 0 && len(m.found) > 0 && atOdds(m.found[0], c) {
			return c.Class == mappings.ClassSafety, true
		}
	}
	return false, false
}

// contradicts reports that two rows of a code cannot both be right.
func (m *rowMeaning) contradicts(o *rowMeaning) bool {
	if m.batch == o.batch && (m.words != o.words || m.read != o.read) {
		return true
	}
	if len(m.found) > 0 && len(o.found) > 0 {
		return atOdds(m.found[0], o.found[0])
	}
	if m.origin != 0 && m.origin == o.sound || o.origin != 0 && o.origin == m.sound {
		return false
	}
	return m.batch == o.batch && (m.system != o.system || m.code != o.code)
}

// settle is what the rows of a code mean together: the last stands, unless some
// of them contradict each other. held are the sound ids of the dictionary.
func settle(rows []rowMeaning, held map[chis.SNOMED]bool) *meaning {
	last := &rows[len(rows)-1]
	m := &meaning{system: last.system, code: last.code, class: last.class, damage: last.damage, state: mappings.StateUnmapped, id: table.NullInt64}
	odd, safety := false, false
	seen := map[rowKey]bool{}
	for i := range rows {
		against, self := rows[i].contradictsItself()
		odd = odd || self || rows[i].belied
		safety = safety || against || rows[i].class == mappings.ClassSafety || rows[i].likely == mappings.ClassSafety
		if k := (rowKey{rows[i].system, rows[i].code, rows[i].words, rows[i].read, rows[i].origin, rows[i].batch}); !odd && !seen[k] {
			seen[k] = true
			for j := range rows[:i] {
				odd = odd || rows[i].contradicts(&rows[j])
			}
		}
	}
	switch {
	case last.decided:
		m.state, m.concept = mappings.StateMapped, last.found[0]
	case odd:
		m.state, m.class = mappings.StateAmbiguous, mappings.ClassOrdinary
		if safety {
			m.class = mappings.ClassSafety
		}
	case len(last.found) > 0:
		m.state, m.concept = mappings.StateMapped, last.found[0]
	case last.repaired != nil && held[last.origin]:
		m.state, m.class = mappings.StateRepaired, last.repaired.Class
		m.system, m.code = last.repaired.System, last.repaired.Code
		if m.class == mappings.ClassOrdinary {
			m.concept = last.repaired
		}
	}
	if m.concept == nil {
		m.named = named(rows)
		if all := last.all(); len(all) > 0 {
			m.likely = all[0]
		}
	}
	return m
}

// named are the antigens that the terms and codes of some rows name.
func named(rows []rowMeaning) (all chis.Antigens) {
	for i := range rows {
		all |= rows[i].named
		for _, c := range rows[i].all() {
			all |= conceptAbout(c)
		}
	}
	return all
}

// rowKey says when two rows of a code say the same of it.
type rowKey struct {
	system, code string
	words, read  string
	origin       chis.SNOMED
	batch        int32
}

// maxAncestors bounds the way up; the deepest dictionary seen had 12 levels, and
// parents may point in a circle.
const maxAncestors = 16

// inherit makes an unmapped code safety where on any way up the nearest code that
// is not unmapped is.
func (d dictionary) inherit() {
	for _, m := range d {
		if m.state == mappings.StateUnmapped && m.class != mappings.ClassSafety && d.safeAbove(m.parents, maxAncestors, map[int64]int{}) {
			m.inherits = true
		}
	}
	for _, m := range d {
		if m.inherits {
			m.class = mappings.ClassSafety
		}
	}
}

// safeAbove climbs no code again that was met with as many levels left.
func (d dictionary) safeAbove(parents []int64, left int, met map[int64]int) bool {
	if left == 0 {
		return false
	}
	for _, id := range parents {
		above := d[id]
		if above == nil || met[id] >= left {
			continue
		}
		met[id] = left
		if above.state != mappings.StateUnmapped {
			if above.class == mappings.ClassSafety {
				return true
			}
			continue
		}
		if d.safeAbove(above.parents, left-1, met) {
			return true
		}
	}
	return false
}

// dictionary is the standing codes of one source by code id.
type dictionary map[int64]*meaning
