package mappings

import (
	"regexp"
	"slices"
	"strings"
)

// TargetKind is the type of a target column.
type TargetKind uint8

// The kinds of target column. The zero value is none of them.
const (
	TargetID      TargetKind = iota + 1 // key of the table
	TargetRef                           // id of a row of References
	TargetRow                           // row id of a source row
	TargetInt                           // whole number
	TargetDate                          // day
	TargetBool                          // true or false
	TargetText                          // text
	TargetDecimal                       // exact decimal number
)

var targetKinds = []string{"", "id", "ref", "row", "int", "date", "bool", "text", "decimal"}

// String is the word used in tables.
func (k TargetKind) String() string {
	if int(k) < len(targetKinds) {
		return targetKinds[k]
	}
	return "invalid"
}

// Table is one table of the target.
type Table struct {
	Name    string
	Columns []TargetColumn
	Twin    bool    // has a restricted twin of the same shape: child, and all that hangs on a child
	Entity  *Entity // of a table without a twin: the reference entity whose rows make it
}

// TargetColumn is one column of a target table.
type TargetColumn struct {
	Name        string
	Kind        TargetKind
	Null        bool   // may be NULL
	References  string // table whose id this is, of kind ref
	DerivedFrom string // in words: source columns, concept fields, rules
	Comment     string
	Sources     []SourceColumn // those that DerivedFrom names
	Words       []string       // the texts that it may hold, nil where it may hold any
}

// SourceColumn is a column of a file type.
type SourceColumn struct {
	Entity *Entity
	Column int // index in Columns
}

// Plain is the one source column that a value is taken from as it is, and
// whether the derivation is no more than that.
func (c *TargetColumn) Plain() (SourceColumn, bool) {
	if len(c.Sources) != 1 {
		return SourceColumn{}, false
	}
	s := c.Sources[0]
	_, name, _ := strings.Cut(s.Entity.Table, "_")
	return s, c.DerivedFrom == name+"."+s.Entity.Columns[s.Column].EMIS
}

// Column is the index of the column of that name, or -1.
func (t *Table) Column(name string) int {
	return slices.IndexFunc(t.Columns, func(c TargetColumn) bool { return c.Name == name })
}

// Tables lists the target's tables in the order of target.csv, which is one in
// which they can be filled.
func (s *Set) Tables() []*Table { return s.tables }

// Table is the target table of that name, nil if unknown.
func (s *Set) Table(name string) *Table { return s.tableByName[name] }

func (l *loading) target() {
	s := l.set
	s.tableByName = map[string]*Table{}
	for _, r := range l.rows("target.csv") {
		name := r.filled("table")
		t := s.tableByName[name]
		if t == nil {
			t = &Table{Name: name, Twin: name == "child"}
			s.tables = append(s.tables, t)
			s.tableByName[name] = t
		}
		kind := TargetKind(max(0, slices.Index(targetKinds, r.oneOf("kind", targetKinds[1:]...))))
		c := TargetColumn{
			Name: r.filled("column"), Kind: kind, Null: r.flag("null"), References: r.text("references"),
			DerivedFrom: r.text("derived_from"), Comment: r.text("comment"), Sources: l.derivation(r),
		}
		if (kind == TargetID) != (len(t.Columns) == 0) {
			r.wrong("kind", "the id is the first column of a table and the only one")
		}
		t.Columns = append(t.Columns, c)
		t.Twin = t.Twin || c.Name == "child_id"
		if t != s.tables[len(s.tables)-1] {
			r.wrong("table", "rows of %q do not stand together", name)
		}
		l.checkReference(r, c)
	}
	l.targetWords()
	for _, t := range s.tables {
		t.bindEntity()
	}
	for _, r := range l.rows("kind.csv") {
		if s.tableByName[r.text("table")] == nil {
			r.wrong("table", "%q is no table of target.csv", r.text("table"))
		}
	}
}

// targetWords gives columns the words that they may hold: those of target_word.csv, where "*" is every table that has the
// column, and for the kind of a code the kinds that there are.
func (l *loading) targetWords() {
	words := map[string][]string{}
	for _, r := range l.rows("target_word.csv") {
		at := r.filled("table") + "." + r.filled("column")
		if words[at] = strings.Fields(r.text("words")); len(words[at]) == 0 {
			r.wrong("words", "names none")
		}
		if !l.targetHas(r.text("table"), r.text("column")) {
			r.wrong("column", "no table %q of target.csv has a text column %q", r.text("table"), r.text("column"))
		}
	}
	for _, k := range l.set.kindList {
		words["clinical_code.kind"] = append(words["clinical_code.kind"], k.Name)
	}
	for _, t := range l.set.tables {
		for i := range t.Columns {
			c := &t.Columns[i]
			if c.Words = words[t.Name+"."+c.Name]; c.Words == nil {
				c.Words = words["*."+c.Name]
			}
		}
	}
	for _, r := range l.rows("target.csv") {
		t := l.set.tableByName[r.text("table")]
		if at := t.Column(r.text("column")); strings.HasSuffix(r.text("column"), "_precision") && t.Columns[at].Words == nil {
			r.wrong("column", "is a precision, and target_word.csv has no words of it")
		}
	}
}

// targetHas reports a text column of a table, or of any with "*".
func (l *loading) targetHas(table, column string) bool {
	return slices.ContainsFunc(l.set.tables, func(t *Table) bool {
		i := t.Column(column)
		return (table == "*" || table == t.Name) && i >= 0 && t.Columns[i].Kind == TargetText
	})
}

// checkReference holds that tables refer only to themselves and to those above.
func (l *loading) checkReference(r row, c TargetColumn) {
	if (c.Kind == TargetRef) != (c.References != "") {
		r.wrong("references", "a column of kind ref, and no other, names a table")
		return
	}
	if c.References != "" && l.set.tableByName[c.References] == nil {
		r.wrong("references", "%q is no table of target.csv at or above this one", c.References)
	}
}

// bindEntity finds the reference entity that a table without a twin is made of:
// the one that its first derived column is taken from.
func (t *Table) bindEntity() {
	for _, c := range t.Columns {
		if len(c.Sources) > 0 && !t.Twin {
			t.Entity = c.Sources[0].Entity
			return
		}
	}
}

// sourceColumns finds what a derivation takes from the source, such as
// Patient.HomePhone|MobilePhone.
var sourceColumns = regexp.MustCompile(`\b([A-Z][A-Za-z]+)\.([A-Za-z|]+)`)

// derivation lists the source columns that a derivation names.
func (l *loading) derivation(r row) (list []SourceColumn) {
	for _, found := range sourceColumns.FindAllStringSubmatch(r.text("derived_from"), -1) {
		i := slices.IndexFunc(l.set.entities, func(e *Entity) bool {
			return e.Migrated && strings.HasSuffix(e.Table, "_"+found[1])
		})
		for _, column := range strings.Split(found[2], "|") {
			if i < 0 || l.set.entities[i].Header(column) < 0 {
				r.wrong("derived_from", "%s has no column %s", found[1], column)
				continue
			}
			list = append(list, SourceColumn{l.set.entities[i], l.set.entities[i].Header(column)})
		}
	}
	return list
}
