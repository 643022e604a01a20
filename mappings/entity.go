package mappings

import (
	"slices"
	"strings"
)

// ColumnKind says how the text of a source column is read.
type ColumnKind uint8

// The kinds of column. The zero value is none of them.
const (
	KindGUID    ColumnKind = iota + 1 // identifier with or without braces
	KindCode                          // whole number of up to 18 digits that names a code
	KindInt                           // whole number
	KindDate                          // yyyy-MM-dd
	KindTime                          // HH:mm:ss
	KindBool                          // true or false, 1 or 0
	KindDecimal                       // decimal number, kept as text
	KindText                          // text as sent
)

var columnKinds = []string{"", "guid", "code", "int", "date", "time", "bool", "decimal", "text"}

// String is the word used in tables.
func (k ColumnKind) String() string {
	if int(k) < len(columnKinds) {
		return columnKinds[k]
	}
	return "invalid"
}

// Entity is one type of source file. Fields that name a column hold its index
// in Columns, or -1 where the entity has none.
type Entity struct {
	Name      string   // of the staged table, such as observation
	Table     string   // of the source file, such as CareRecord_Observation
	Migrated  bool     // staged; the others are counted and excluded
	Reference bool     // loaded where another row names it: organisations, users, codes, places
	Columns   []Column // of every known version, those of 5.4 first and in its order

	Organisation int // organisation that sent the row; of a reference row, the one it belongs to
	Patient      int
	Item         int // own GUID of the row; none for patient and clinical_code
	Code         int // CodeId
	Date         int // date of the event
	Deleted      int
	Confidential int
	ProcessingID int

	Keys          []int  // of a reference entity: the columns that tell its rows apart
	Links         []Link // of a reference entity: the rows that it names
	WholeOfLegacy bool   // of a reference entity: whatever the legacy system sends is used

	byName  map[string]int
	byEMIS  map[string]int // name or alias, lower case
	layouts map[string][]string
}

// OnObservation reports a file type without a code of its own whose rows stand
// on the observation of the same key, such as a problem.
func (e *Entity) OnObservation() bool {
	return e.Code < 0 && e.Item >= 0 && e.Columns[e.Item].Name == "observation_guid"
}

// Bookable reports a file type whose rows are places that persons book. A row
// without a patient is free, and another row of the same key may be another
// person's.
func (e *Entity) Bookable() bool { return e.Name == "slot" }

// Prescribed reports a file type whose code is one of the drug dictionary.
func (e *Entity) Prescribed() bool { return e.Name == "drug_record" || e.Name == "issue_record" }

// Dictionary names the file type that has the codes of this one's rows.
func (e *Entity) Dictionary() string {
	if e.Prescribed() {
		return "drug_code"
	}
	return "clinical_code"
}

// IsDictionary reports one of the two file types that have codes of others.
func (e *Entity) IsDictionary() bool { return e.Name == "clinical_code" || e.Name == "drug_code" }

// Column is one column of a source file.
type Column struct {
	Name     string // snake_case, as staged
	EMIS     string // as the source spells it in version 5.4
	Kind     ColumnKind
	Aliases  []string // other spellings seen in headers
	Required bool     // in every known version
}

// Late reports a file type that the oldest version does not have: a batch may
// lack it.
func (e *Entity) Late() bool { return e.layouts[versions[0]] == nil }

// Column is the index in Columns of the column with that staged name, or -1.
func (e *Entity) Column(snake string) int {
	if i, ok := e.byName[snake]; ok {
		return i
	}
	return -1
}

// names are the columns as the source spells them.
func (e *Entity) names() []string {
	all := make([]string, len(e.Columns))
	for i, c := range e.Columns {
		all[i] = c.EMIS
	}
	return all
}

// Header is the index in Columns of the column that a source file heads so,
// whatever the case, aliases included, or -1.
func (e *Entity) Header(name string) int {
	if i, ok := e.byEMIS[strings.ToLower(strings.TrimSpace(name))]; ok {
		return i
	}
	return -1
}

// versions are the layouts of the source's specification, oldest first.
var versions = []string{"5.0", "5.1", "5.3", "5.4", "7", "7.1", "8.0", "8.2", "8.x-observed"}

// Versions lists the known layouts, oldest first; those that a folder of the
// user's adds stand last.
func (s *Set) Versions() []string { return slices.Clone(s.versions) }

// Layout is the header of a file type in a version, spelt and ordered as that
// version has it. Where a version says nothing of a file type, the one before
// it stands. It is nil for an unknown table or version, and where the file
// type came later. Callers must not change it.
func (s *Set) Layout(table, version string) []string {
	e := s.EntityOfTable(table)
	if e == nil {
		return nil
	}
	for i := slices.Index(s.versions, version); i >= 0; i-- {
		if columns := e.layouts[s.versions[i]]; columns != nil {
			return columns
		}
	}
	return nil
}

// Entities lists every file type, the migrated ones first. Callers must not
// change it.
func (s *Set) Entities() []*Entity { return s.entities }

// Entity is the entity of that name, nil if unknown.
func (s *Set) Entity(name string) *Entity { return s.entityByName[name] }

// EntityOfTable is the entity of a source table such as Admin_Patient, nil if
// unknown.
func (s *Set) EntityOfTable(emisTable string) *Entity { return s.entityByTable[emisTable] }

func (l *loading) entities() {
	l.set.versions = slices.Clone(versions)
	l.set.entityByName, l.set.entityByTable = map[string]*Entity{}, map[string]*Entity{}
	for _, r := range l.rows("entity.csv") {
		e := &Entity{
			Name: r.filled("name"), Table: r.text("table"), Migrated: r.flag("migrated"), Reference: r.flag("reference"),
			byName: map[string]int{}, byEMIS: map[string]int{}, layouts: map[string][]string{},
		}
		if l.set.entityByName[e.Name] != nil {
			r.wrong("name", "%q stands twice", e.Name)
		}
		l.set.entities = append(l.set.entities, e)
		l.set.entityByName[e.Name], l.set.entityByTable[e.Table] = e, e
	}
	l.columns()
	l.roles()
	l.layouts()
	l.references()
	l.messages()
}

func (l *loading) columns() {
	for _, r := range l.rows("column.csv") {
		e := l.set.EntityOfTable(r.text("table"))
		if e == nil {
			r.unknown("table", l.sheets["entity.csv"].values("table"), "%q is not in entity.csv", r.text("table"))
			continue
		}
		kind := slices.Index(columnKinds, r.oneOf("kind", columnKinds[1:]...))
		c := Column{Name: r.filled("name"), EMIS: r.filled("emis"), Kind: ColumnKind(max(kind, 0)), Aliases: r.list("aliases"), Required: true}
		if e.Column(c.Name) >= 0 {
			r.wrong("name", "%q stands twice in %s", c.Name, e.Table)
		}
		e.byName[c.Name] = len(e.Columns)
		for _, header := range append([]string{c.EMIS}, c.Aliases...) {
			header = strings.ToLower(strings.TrimSpace(header))
			if other, taken := e.byEMIS[header]; taken && other != len(e.Columns) {
				r.wrong("aliases", "%q heads column %s already", header, e.Columns[other].EMIS)
			}
			e.byEMIS[header] = len(e.Columns)
		}
		e.Columns = append(e.Columns, c)
	}
}

// roles finds the columns that mean the same in every entity.
func (l *loading) roles() {
	for _, r := range l.rows("entity.csv") {
		e := l.set.EntityOfTable(r.text("table"))
		role := func(column string) int {
			name := r.text(column)
			if name == "" {
				return -1
			}
			i := e.Header(name)
			if i < 0 {
				r.wrong(column, "%q is no column of %s", name, e.Table)
			}
			return i
		}
		e.Organisation, e.Patient, e.Item = role("organisation"), role("patient"), role("item")
		e.Code, e.Date, e.Deleted = role("code"), role("date"), role("deleted")
		e.Confidential, e.ProcessingID = role("confidential"), role("processing_id")
	}
}

// layouts reads the headers and finds out which columns every version has.
func (l *loading) layouts() {
	for _, r := range l.rows("layout.csv") {
		e := l.set.EntityOfTable(r.text("table"))
		if e == nil {
			r.unknown("table", l.sheets["entity.csv"].values("table"), "%q is not in entity.csv", r.text("table"))
			continue
		}
		columns := strings.Fields(r.filled("columns"))
		present := make([]bool, len(e.Columns))
		for _, name := range columns {
			i := e.Header(name)
			if i < 0 {
				r.wrong("columns", "%q is no column of %s", name, e.Table)
				r.sheet.errors.near(name, e.names())
				continue
			}
			present[i] = true
		}
		for i := range e.Columns {
			e.Columns[i].Required = e.Columns[i].Required && present[i]
		}
		for _, version := range r.list("versions") {
			if r.over && version != "" && !slices.Contains(l.set.versions, version) {
				l.set.versions = append(l.set.versions, version) // a site's own
			}
			if !slices.Contains(l.set.versions, version) || e.layouts[version] != nil {
				r.unknown("versions", l.set.versions, "%q is unknown or stands twice", version)
			}
			e.layouts[version] = columns
		}
	}
}
