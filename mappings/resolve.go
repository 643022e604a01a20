package mappings

import (
	"cmp"
	"hash/fnv"
	"strconv"

	"lollipop/internal/chis"
)

// DictionaryCode is what one row of a source's dictionary says of its code.
type DictionaryCode struct {
	SNOMED, Read   []byte // as sent, empty where the row has none
	Term, Category []byte
	ID             int64 // the source's own number of the code
}

// Reading is what one row of a dictionary says by itself.
type Reading struct {
	System, Code string   // where a row of concept.csv was found, else the first that the row is valid in
	Concept      *Concept // nil: none was found
	Against      *Concept // what another code of the row means, where the two cannot both be right
	Class        string   // that of the meaning, else the likely one
	Likely       string   // the likely class, whatever it means
	Belied       bool     // its term says something else than its code
	Says         uint64   // a hash of the words of its term and of its Read code
	Sound        chis.SNOMED
	Damage       chis.SNOMEDDamage // of the SNOMED CT id
	Origin       chis.SNOMED       // the only id that the damaged one can have been; 0 for none or several
	Repaired     *Concept          // what Origin means
	Decided      bool              // a person approved Concept for this very code
}

// emisNamespaces are the namespaces in which EMIS numbers its own codes: they
// stand in a SNOMED CT column and are no SNOMED CT of any release.
// Source: reference/emis.md section 1.6.
var emisNamespaces = [...]int32{1000006, 1000033}

// Read finds what a dictionary row means: its SNOMED CT concept where the id is
// sound and known, else its Read version 2 code, else its local code, which
// concept.csv may also give as "codeid:" and the source's number. A damaged id
// is looked up nowhere; what it may have been is told beside.
func (s *Set) Read(row DictionaryCode) Reading {
	r := Reading{Damage: chis.DamageOfSNOMED(row.SNOMED, chis.ConceptID), Says: row.says()}
	snomed := ""
	if id, ok := chis.ParseSNOMED(row.SNOMED); ok && r.Damage == chis.SNOMEDSound {
		r.Sound, snomed = id, digits(id)
	}
	if c := s.Decided(row.ID, string(row.Term)); c != nil {
		r.System, r.Code, r.Concept, r.Class, r.Decided = c.System, c.Code, c, c.Class, true
		return r
	}
	padded, _ := chis.PadReadV2(row.Read)
	for _, try := range [...]struct{ system, code string }{
		{systemOfSNOMED(r.Sound), snomed},
		{SystemReadV2, padded.String()},
		{SystemEMISLocal, string(row.Read)},
		{SystemEMISLocal, CodeIDPrefix + strconv.FormatInt(row.ID, 10)},
	} {
		if try.code == "" {
			continue
		}
		if r.System == "" {
			r.System, r.Code = try.system, try.code
		}
		switch c := s.ConceptOf(try.system, try.code, string(row.Term)); {
		case c == nil:
		case r.Concept == nil:
			r.System, r.Code, r.Concept = try.system, try.code, c
		case r.Against == nil && r.Concept.contradicts(c):
			r.Against = c
		}
	}
	r.Likely = s.LikelyClass(string(row.Category), string(row.Term))
	r.Class = r.Likely
	if r.Concept != nil {
		r.Class = r.Concept.Class
	}
	if r.Damage != chis.SNOMEDSound {
		s.repair(&r, row.SNOMED)
	}
	if c := cmp.Or(r.Concept, r.Repaired); c != nil {
		r.Belied = s.belies(string(row.Term), c)
	}
	return r
}

// says tells rows apart that name one code by different words or Read codes.
func (row *DictionaryCode) says() uint64 {
	h := fnv.New64a()
	for _, word := range termWords(string(row.Term)) {
		_, _ = h.Write(append([]byte(word), ' ')) // never fails
	}
	_, _ = h.Write(append([]byte{0}, row.Read...))
	return h.Sum64()
}

func digits(id chis.SNOMED) string { return strconv.FormatInt(int64(id), 10) }

func systemOfSNOMED(id chis.SNOMED) string {
	for _, own := range emisNamespaces {
		if id.Namespace() == own {
			return SystemEMISLocal
		}
	}
	return SystemSNOMED
}

// repair finds the one id that a damaged one can have been.
func (s *Set) repair(r *Reading, sent []byte) {
	n, ok := chis.ParseInt64(sent)
	if !ok {
		return
	}
	if from := chis.SNOMED(n).Origins(chis.ConceptID); len(from) == 1 {
		r.Origin = from[0]
		r.Repaired = s.Concept(systemOfSNOMED(r.Origin), digits(r.Origin))
	}
	if r.Concept == nil && r.Repaired != nil && r.Repaired.Class == ClassSafety {
		r.Class = ClassSafety // whether or not the repair is confirmed
	}
	if r.Concept != nil && r.Repaired != nil && r.Against == nil && r.Concept.contradicts(r.Repaired) {
		r.Against = r.Repaired
	}
}

// InScope reports that a practice feed is to bring events of the code, by any
// meaning that the row may have.
func (r *Reading) InScope(s *Set) bool {
	if r.Concept == nil && r.Repaired == nil {
		return s.ScopeKind(KindUnmapped)
	}
	for _, c := range [...]*Concept{r.Concept, r.Against, r.Repaired} {
		if c != nil && s.ScopeKind(c.Kind) {
			return true
		}
	}
	return false
}

// contradicts reports that two meanings cannot both be right: the kinds differ,
// or the antigens, or a word that both state. A plain observation says less than
// any other ordinary kind, and contradicts none.
func (c *Concept) contradicts(o *Concept) bool {
	differ := func(a, b string) bool { return a != "" && b != "" && a != b }
	if c.Kind != o.Kind {
		plain := c.Kind == kindObservation || o.Kind == kindObservation
		return !plain || c.Class != o.Class
	}
	return c.Antigens != o.Antigens || differ(c.Dose, o.Dose) || differ(c.Detail, o.Detail) || differ(c.Value, o.Value)
}

const kindObservation = "observation"

// The states of a code once all rows of it are read.
const (
	StateMapped    = "mapped"    // concept.csv says what it means
	StateUnmapped  = "unmapped"  // it says nothing
	StateRepaired  = "repaired"  // it says what the id means that the damaged one was
	StateAmbiguous = "ambiguous" // the rows of the code cannot all be right
)

// Resolution is what all rows of one code of a source mean together. Concept is
// nil where its events are to be loaded as plain coded observations: unmapped
// and ambiguous codes, and repaired ones of class safety, which a person has to
// approve first.
type Resolution struct {
	System, Code string
	Concept      *Concept
	Class        string
	State        string
	Damage       chis.SNOMEDDamage
}

// Version is one row of a code, with the number of the batch that brought it.
type Version struct {
	*Reading
	Batch int32
}

// Settle resolves a code from its rows, in their order, the last of which
// stands. holds reports that the dictionary holds an id, sound, in any row: only
// that confirms a repair.
func Settle(rows []Version, holds func(chis.SNOMED) bool) Resolution {
	last := rows[len(rows)-1]
	res := Resolution{System: last.System, Code: last.Code, Concept: last.Concept, Class: last.Class, State: StateMapped, Damage: last.Damage}
	if last.Decided {
		return res // whatever the rows before it said
	}
	switch ambiguous, safety := contradiction(rows); {
	case ambiguous:
		res.Concept, res.State, res.Class = nil, StateAmbiguous, ClassOrdinary
		if safety {
			res.Class = ClassSafety
		}
	case last.Concept != nil:
	case last.Repaired != nil && holds(last.Origin):
		res.State, res.System, res.Code = StateRepaired, last.Repaired.System, last.Repaired.Code
		res.Class = last.Repaired.Class
		if res.Class != ClassSafety {
			res.Concept = last.Repaired
		}
	default:
		res.State = StateUnmapped
	}
	return res
}

// contradiction reports rows of one code that cannot all be right, and whether
// any of them may be of class safety.
func contradiction(rows []Version) (found, safety bool) {
	var distinct []Version
	for _, a := range rows {
		safety = safety || a.Class == ClassSafety || a.Likely == ClassSafety || a.Against != nil && a.Against.Class == ClassSafety
		found = found || a.Against != nil || a.Belied
		repeated := false
		for _, b := range distinct {
			found = found || a.against(b)
			repeated = repeated || a.Batch == b.Batch && a.System == b.System && a.Code == b.Code && a.Origin == b.Origin && a.Says == b.Says
		}
		if !repeated && !found {
			distinct = append(distinct, a)
		}
	}
	return found, safety
}

// against reports two meanings that contradict each other, or two different
// codes, terms or Read codes in one batch, as where two ids of a source were
// rounded to one. A later batch may amend a code.
func (v Version) against(o Version) bool {
	switch {
	case v.Batch == o.Batch && v.Says != o.Says:
		return true
	case v.Concept != nil && o.Concept != nil:
		return v.Concept.contradicts(o.Concept)
	case v.Origin != 0 && v.Origin == o.Sound || o.Origin != 0 && o.Origin == v.Sound:
		return false
	}
	return v.Batch == o.Batch && (v.System != o.System || v.Code != o.Code)
}
