package mappings

import (
	"slices"
	"strings"
)

// XMLElement is an element of an EMIS Open message that counts as a source row:
// by its name and that of the element around it. One that says several things, as
// a referral does that is an entry too, is a row of several entities.
type XMLElement struct {
	Parent, Name string  // local names; the record itself has no parent
	Entity       *Entity // nil where the element is counted and no more
	EventType    string  // what an element without a type of its own is
}

// XMLColumn says where in a message the text of a column stands.
type XMLColumn struct {
	Column   int        // of the entity
	Paths    [][]string // tried in order, the first that is filled counts; "" begins at the record, ".." leads up, "." is the element
	As       string     // how the text is made, one of xmlWays
	Argument string
	Words    map[string]string // of the way "words": what a text becomes; "*" for any other
}

// xmlWays are the ways in which the text of a column is made of a message. A
// "date" without an argument must have a day: its entity has no column that could
// say how precise it is.
var xmlWays = []string{
	"text", "date", "precision", "time", "first", "rest", "words", "ident", "reference", "above", "organisation",
	"code", "local", "snomed", "qualifiers",
}

// XMLElements lists the elements that are source rows. Callers must not change it.
func (s *Set) XMLElements() []XMLElement { return s.xmlElements }

// XMLColumns lists where the columns of an entity stand in a message. Callers
// must not change it.
func (s *Set) XMLColumns(e *Entity) []XMLColumn { return s.xmlColumns[e.Name] }

func (l *loading) messages() {
	for _, r := range l.rows("xml_element.csv") {
		e := XMLElement{Parent: r.text("parent"), Name: r.filled("name"), EventType: r.text("event_type")}
		if name := r.text("entity"); name != "" {
			if e.Entity = l.set.Entity(name); e.Entity == nil || !e.Entity.Migrated {
				r.wrong("entity", "%q is no migrated entity", name)
			}
		}
		l.set.xmlElements = append(l.set.xmlElements, e)
	}
	l.set.xmlColumns = map[string][]XMLColumn{}
	for _, r := range l.rows("xml_column.csv") {
		e := l.set.Entity(r.text("entity"))
		if e == nil {
			r.wrong("entity", "%q is not in entity.csv", r.text("entity"))
			continue
		}
		c := XMLColumn{Column: e.Column(r.filled("column")), As: r.oneOf("as", xmlWays...), Argument: r.text("argument")}
		if c.Column < 0 {
			r.wrong("column", "%q is no column of %s", r.text("column"), e.Name)
		}
		for _, path := range strings.Split(r.text("path"), "|") {
			c.Paths = append(c.Paths, strings.Split(path, "/"))
		}
		if c.As == "words" {
			c.Words = l.xmlWords(r, c.Argument)
		}
		l.set.xmlColumns[e.Name] = append(l.set.xmlColumns[e.Name], c)
	}
	l.xmlKeys()
}

func (l *loading) xmlWords(r row, argument string) map[string]string {
	words := map[string]string{}
	for _, pair := range strings.Split(argument, ";") {
		from, to, ok := strings.Cut(pair, "=")
		if _, twice := words[from]; twice || !ok {
			r.wrong("argument", "%q is no word=word, or stands twice", pair)
		}
		words[from] = to
	}
	return words
}

// xmlKeys sees that no entity of a message lacks a key: its rows would all be
// quarantined.
func (l *loading) xmlKeys() {
	for _, r := range l.rows("xml_element.csv") {
		e := l.set.Entity(r.text("entity"))
		if e == nil {
			continue
		}
		for _, key := range []int{e.Organisation, e.Patient, e.Item, e.Code} {
			filled := slices.ContainsFunc(l.set.xmlColumns[e.Name], func(c XMLColumn) bool { return c.Column == key })
			if key >= 0 && !filled {
				r.wrong("entity", "xml_column.csv has no row for %s of %s", e.Columns[key].Name, e.Name)
			}
		}
	}
}
