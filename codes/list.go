package codes

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"lollipop/internal/ledger"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// Row is one code to decide about.
type Row struct {
	System   string `json:"system"`
	Code     string `json:"code"`
	Term     string `json:"term"`
	Category string `json:"category"`
	Class    string `json:"class"` // of the mapping, or the likely one
	Parent   string `json:"parent,omitempty"`
	Why      string `json:"why"`            // unmapped, ambiguous, repaired, unverified, or mapped
	Sent     string `json:"sent,omitempty"` // the ids as the dictionary sent them
	Events   int64  `json:"events"`         // of children whose record is open
	Children int64  `json:"children"`

	Kind        string `json:"kind,omitempty"`
	Antigens    string `json:"antigens,omitempty"`
	Dose        string `json:"dose,omitempty"`
	Detail      string `json:"detail,omitempty"`
	Value       string `json:"value,omitempty"`
	State       string `json:"state"`
	Equivalence string `json:"equivalence,omitempty"`
	Reviewer    string `json:"reviewer,omitempty"`
	Role        string `json:"reviewer_role,omitempty"`
	Reviewed    string `json:"reviewed,omitempty"`
	Note        string `json:"note,omitempty"`
}

// Options say which rehearsal is looked at.
type Options struct {
	Work     *ledger.Workspace
	Mappings *mappings.Set
	All      bool // approved and plainly mapped codes as well
}

// unverified and mapped are why a mapped code is listed.
const (
	unverified = "unverified"
	mapped     = "mapped"
)

// code is a row of the target's table of codes.
type code struct {
	Row
	id     int64
	codeID int64
	source string
	usage  *usage
}

// List is every code of the rehearsal that waits for a decision: those that may
// matter to safety first, then by the number of events.
func List(ctx context.Context, o Options) ([]Row, error) {
	m, err := o.Work.ReadManifest(ledger.Transform)
	if err != nil {
		return nil, err
	}
	l := &list{Options: o, manifest: m}
	if err := l.readCodes(ctx); err != nil {
		return nil, err
	}
	if err := l.readUsage(ctx); err != nil {
		return nil, err
	}
	l.codes = slices.DeleteFunc(l.codes, func(c *code) bool { return c.usage.rows == 0 })
	if err := l.readParents(ctx); err != nil {
		return nil, err
	}
	rows := l.rows()
	slices.SortStableFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(b.Events, a.Events), cmp.Compare(a.System, b.System), cmp.Compare(a.Code, b.Code))
	})
	return rows, nil
}

// rank puts first what fails the verdict, then what else may matter to safety.
func (r *Row) rank() int {
	doubt := r.Why == unverified || r.Why == mapped && r.State != mappings.Rejected
	switch safety := r.Class == mappings.ClassSafety; {
	case safety && !doubt:
		return 0
	case !doubt:
		return 1
	case safety:
		return 2
	}
	return 3
}

type list struct {
	Options
	manifest ledger.Manifest
	codes    []*code
}

// readCodes finds the codes that wait.
func (l *list) readCodes(ctx context.Context) error {
	columns := []string{"id", "source", "code_id", "term", "read_code", "snomed_concept", "category", "system", "code", "class", "kind", "resolution"}
	return l.scan(ctx, "clinical_code", columns, func(b *table.Batch) error {
		text := func(c, i int) string { return string(b.Vec[c].Text.At(i)) }
		for i := range b.N {
			c := &code{id: b.Vec[0].I64[i], source: text(1, i), codeID: b.Vec[2].I64[i], usage: &usage{}}
			c.Row = Row{System: text(7, i), Code: text(8, i), Term: text(3, i), Category: text(6, i), Class: text(9, i), Kind: text(10, i), Why: text(11, i)}
			c.Sent = sent(text(4, i), text(5, i))
			if c.Why == mappings.StateRepaired || c.Why == mappings.StateAmbiguous {
				// Its ids are in doubt: it is named by the number of its dictionary.
				c.System, c.Code = mappings.SystemEMISLocal, mappings.CodeIDPrefix+strconv.FormatInt(c.codeID, 10)
			}
			if l.waits(c) {
				l.codes = append(l.codes, c)
			}
		}
		return nil
	})
}

func sent(read, snomed string) string {
	var parts []string
	if snomed != "" {
		parts = append(parts, "SNOMED "+snomed)
	}
	if read != "" {
		parts = append(parts, "Read "+read)
	}
	return strings.Join(parts, ", ")
}

// waits reports a code about which nobody has decided, and says why it is listed.
func (l *list) waits(c *code) bool {
	if c.Why == mappings.StateMapped {
		concept := l.Mappings.ConceptOf(c.System, c.Code, c.Term)
		switch review := l.Mappings.Review(c.System, c.Code); {
		case concept != nil && concept.Unverified && (review == nil || review.State == mappings.Proposed):
			c.Why = unverified
		case review != nil && review.State != mappings.Approved:
			c.Why = mapped
		default:
			c.Why = mapped
			return l.All
		}
		return true
	}
	return true
}

// rows are the codes as a person decides about them: a code that several sources
// send is one row.
func (l *list) rows() []Row {
	type key struct{ system, code string }
	all := map[key]*code{}
	for _, c := range l.unambiguous() {
		k := key{c.System, c.Code}
		have := all[k]
		if have == nil {
			all[k] = c
			continue
		}
		most := max(have.usage.rows, c.usage.rows) == have.usage.rows
		have.usage.join(c.usage)
		if !most {
			usage := have.usage
			*have = *c
			have.usage = usage
		}
	}
	var rows []Row
	for _, k := range slices.SortedFunc(maps.Keys(all), func(a, b key) int { return cmp.Or(cmp.Compare(a.system, b.system), cmp.Compare(a.code, b.code)) }) {
		c := all[k]
		c.Events, c.Children = c.usage.events, c.usage.children()
		l.propose(&c.Row)
		rows = append(rows, c.Row)
	}
	return rows
}

// unambiguous names a local code that stands for several terms by the numbers of
// its dictionary: one decision must not cover another code.
func (l *list) unambiguous() []*code {
	terms := map[string]map[string]bool{}
	for _, c := range l.codes {
		if c.System == mappings.SystemEMISLocal {
			if terms[c.Code] == nil {
				terms[c.Code] = map[string]bool{}
			}
			terms[c.Code][strings.ToLower(c.Term)] = true
		}
	}
	for _, c := range l.codes {
		if c.System == mappings.SystemEMISLocal && len(terms[c.Code]) > 1 {
			c.Code = mappings.CodeIDPrefix + strconv.FormatInt(c.codeID, 10)
		}
	}
	return l.codes
}

// propose fills in what the code may mean: what was proposed before, what it is
// mapped to, else what its term says by itself.
func (l *list) propose(r *Row) {
	r.State = mappings.Proposed
	var c *mappings.Concept
	if v := l.Mappings.Review(r.System, r.Code); v != nil {
		r.State, r.Equivalence, r.Reviewer, r.Role, r.Note = v.State, v.Equivalence, v.Reviewer, v.Role, v.Note
		if !v.Reviewed.IsNone() {
			r.Reviewed = v.Reviewed.String()
		}
		c = &v.Concept
	} else if c = l.Mappings.ConceptOf(r.System, r.Code, r.Term); c == nil {
		guess := l.Mappings.Propose(r.Term, r.Category, r.Class)
		c = &guess
	}
	r.Kind, r.Antigens, r.Dose, r.Detail, r.Value = c.Kind, c.Antigens.String(), c.Dose, c.Detail, c.Value
}
