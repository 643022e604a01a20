package mappings

import (
	"slices"

	"lollipop/internal/chis"
)

// Concept is one clinical code and what it means here.
type Concept struct {
	System  string // snomed, readv2 or emis_local
	Code    string // as that system writes it: Read v2 padded to five characters, case kept
	Display string
	Class   string // safety or ordinary, that of the kind
	Kind    string // row of kind.csv
	// Antigens covered, of immunisations and what is said of them. None in a
	// refusal, consent or contraindication means every vaccine.
	Antigens chis.Antigens
	Dose     string // dose ordinal or booster mark; of screening, the programme
	Detail   string // by kind: vocabulary.csv
	Value    string // by kind: vocabulary.csv
	Category string // EMIS code category under which the code is usually sent
	// Unverified marks a code, or a meaning of it, that nobody has read in a source.
	Unverified bool
	Source     string
}

// Kind is what codes of one kind become.
type Kind struct {
	Name  string
	Table string // of the target
	Class string // safety or ordinary; empty for unmapped, whose class is its likely class
	Words string
}

// The systems of codes.
const (
	SystemSNOMED    = "snomed"
	SystemReadV2    = "readv2"
	SystemEMISLocal = "emis_local"
)

// The classes of a code.
const (
	ClassSafety   = "safety"
	ClassOrdinary = "ordinary"
)

// KindUnmapped is the kind of a code without a row in concept.csv.
const KindUnmapped = "unmapped"

type conceptKey struct{ system, code string }

// Concept is the concept of a code, nil where no row maps it. Codes differ by case.
func (s *Set) Concept(system, code string) *Concept {
	return s.conceptsByCode[conceptKey{system, code}]
}

// Concepts lists every concept in the order of the table.
func (s *Set) Concepts() []*Concept { return s.concepts }

// Kind is the row of a kind of code, nil if unknown.
func (s *Set) Kind(name string) *Kind { return s.kinds[name] }

// Kinds lists the kinds in the order of the table.
func (s *Set) Kinds() []Kind { return s.kindList }

type vocabularyKey struct{ kind, field string }

// vocabulary reads the kinds and what a concept of each kind must say.
func (l *loading) vocabulary() {
	l.set.kinds = map[string]*Kind{}
	for _, r := range l.rows("kind.csv") {
		classes := []string{ClassSafety, ClassOrdinary}
		if r.text("kind") == KindUnmapped {
			classes = []string{""}
		}
		l.set.kindList = append(l.set.kindList, Kind{r.filled("kind"), r.filled("table"), r.oneOf("class", classes...), r.text("words")})
	}
	for i := range l.set.kindList {
		l.set.kinds[l.set.kindList[i].Name] = &l.set.kindList[i]
	}
	l.words = map[vocabularyKey][]string{}
	for _, r := range l.rows("vocabulary.csv") {
		l.knownKind(r, "kind")
		key := vocabularyKey{r.text("kind"), r.oneOf("field", "dose", "detail", "value")}
		l.words[key] = r.list("words")
		if l.words[key] == nil {
			l.words[key] = []string{}
		}
	}
	for _, r := range l.rows("antigen_word.csv") {
		l.set.antigenWords.add(r.filled("phrase"), r.antigens("antigens"))
	}
	for _, r := range l.rows("term_sign.csv") {
		l.knownKind(r, "kind")
		l.set.signs.add(r.filled("phrase"), r.text("kind"))
	}
}

func (l *loading) knownKind(r row, column string) {
	if l.set.kinds[r.text(column)] == nil {
		r.unknown(column, l.sheets["kind.csv"].values("kind"), "%q is not in kind.csv", r.text(column))
	}
}

func (l *loading) concepts() {
	l.set.conceptsByCode = map[conceptKey]*Concept{}
	rows := map[*Concept]row{}
	for _, r := range l.rows("concept.csv") {
		c := &Concept{
			System: r.oneOf("system", SystemSNOMED, SystemReadV2, SystemEMISLocal), Code: r.filled("code"), Display: r.filled("display"),
			Kind: r.filled("kind"), Antigens: r.antigens("antigens"), Dose: r.text("dose"), Detail: r.text("detail"),
			Value: r.text("value"), Category: r.filled("category"), Unverified: r.flag("unverified"), Source: r.filled("source"),
		}
		if kind := l.set.kinds[c.Kind]; kind == nil || c.Kind == KindUnmapped {
			r.unknown("kind", l.sheets["kind.csv"].values("kind"), "%q is no kind that a concept can have", c.Kind)
		} else {
			c.Class = kind.Class
		}
		l.set.concepts = append(l.set.concepts, c)
		l.set.conceptsByCode[conceptKey{c.System, c.Code}] = c
		rows[c] = r
	}
	for _, c := range l.set.concepts {
		checkCode(rows[c], c)
		l.checkFields(rows[c], c, false)
		l.checkTerm(rows[c], c)
	}
	l.overrides(rows)
}

// checkCode refuses a code that could never be found: a damaged SNOMED id, a
// Read code without its dots, a local code that would be taken for a Read code.
func checkCode(r row, c *Concept) {
	switch c.System {
	case SystemSNOMED:
		if id, ok := chis.ParseSNOMED(c.Code); !ok || !id.IsConcept() {
			r.wrong("code", "%q is no SNOMED CT concept id", c.Code)
		}
	case SystemReadV2:
		if code, ok := chis.PadReadV2(c.Code); !ok || code.String() != c.Code {
			r.wrong("code", "%q is no Read v2 code padded to five characters", c.Code)
		}
	case SystemEMISLocal:
		if _, ok := chis.PadReadV2(c.Code); ok {
			r.wrong("code", "%q would be taken for a Read v2 code", c.Code)
		}
	}
}

// checkFields holds dose, detail and value against the vocabulary of the kind. What
// is only proposed may lack some: nobody has filled it in yet.
func (l *loading) checkFields(r row, c *Concept, proposed bool) {
	fields := []struct{ name, text string }{{"dose", c.Dose}, {"detail", c.Detail}, {"value", c.Value}}
	for _, f := range fields {
		words, wanted := l.words[vocabularyKey{c.Kind, f.name}]
		if !wanted {
			continue
		}
		if f.text == "" && proposed {
			continue
		} else if f.text == "" {
			r.wrong(f.name, "is empty, a code of kind %s needs one", c.Kind)
		} else if len(words) > 0 && !slices.Contains(words, f.text) {
			r.unknown(f.name, words, "%q is not in vocabulary.csv for kind %s", f.text, c.Kind)
		}
	}
}

// overrides refuses rows that fall back to what a published list is known to
// have wrong.
func (l *loading) overrides(rows map[*Concept]row) {
	for _, r := range l.rows("override.csv") {
		field := r.oneOf("field", "antigens", "kind", "detail", "value", "dose")
		r.filled("reason")
		c := l.set.Concept(r.text("system"), r.text("code"))
		if c == nil || !slices.Contains(l.sheets["concept.csv"].columns, field) {
			continue
		}
		if at := rows[c]; at.text(field) == r.text("reference_says") {
			at.wrong(field, "%q is a known mistake of the published list: %s (%s:%d)", r.text("reference_says"), r.text("reason"), r.file, r.line)
		}
	}
}
