package mappings

import (
	"slices"
	"strings"
)

// MessagePath is a place in an EMIS Open message: an element under the nearest
// element around it that is a source row. It says whether what stands there goes
// anywhere. The nil place is one that no table knows.
type MessagePath struct {
	Known bool // read for a column, or excused by not_migrated.csv
	all   bool // and so is whatever stands below
	under map[string]*MessagePath
}

// MessageTable stands for an EMIS table in not_migrated.csv where a place in a
// message is meant: the column is then the path from the row's element.
const MessageTable = "MedicalRecord"

// anywhere begins a path that holds below every row: the last element alone counts.
const anywhere = "*/"

// MessageRow is the place of an element that is a source row, by its name.
func (s *Set) MessageRow(element string) *MessagePath { return s.messageRows.under[element] }

// Under is the place of an element inside.
func (s *Set) Under(p *MessagePath, element string) *MessagePath {
	switch {
	case p == nil:
	case p.all:
		return p
	case p.under[element] != nil:
		return p.under[element]
	}
	return s.messageKeys.under[element]
}

// at finds or makes the place at the end of a path.
func (p *MessagePath) at(path []string) *MessagePath {
	for _, step := range path {
		if p.under == nil {
			p.under = map[string]*MessagePath{}
		}
		if p.under[step] == nil {
			p.under[step] = &MessagePath{}
		}
		p = p.under[step]
	}
	return p
}

// messagePaths notes every place that a column is made of.
func (l *loading) messagePaths() {
	s := l.set
	for _, e := range s.xmlElements {
		s.messageRows.at([]string{e.Name})
		if e.Entity == nil {
			continue
		}
		for _, c := range s.xmlColumns[e.Entity.Name] {
			for _, path := range c.reads() {
				l.messageRead(&e, path)
			}
		}
	}
}

// messageRead notes one path that starts at an element.
func (l *loading) messageRead(e *XMLElement, path []string) {
	full := []string{e.Name}
	switch path[0] {
	case "":
		full = []string{MessageTable}
	case "..":
		full = []string{e.Parent}
	}
	for _, step := range path {
		if step != "" && step != "." && step != ".." {
			full = append(full, step)
		}
	}
	l.set.messageRows.at(full).Known = true
}

// The children that an element is read by, by the way in which a column is made.
var (
	identParts     = []string{"GUID", "DBID", "RefID"}
	codeParts      = []string{"Scheme", "Value", "Term", "MapScheme", "MapCode"}
	qualifierParts = []string{"Group/Term", "Group/Value", "QualifierItemID/Term", "QualifierItemID/Value"}
)

// reads lists the paths of the texts that a column is made of.
func (c *XMLColumn) reads() (list [][]string) {
	parts := []string{""}
	switch c.As {
	case "ident", "reference":
		parts = identParts
	case "code":
		parts = codeParts
	case "above", "local", "snomed":
		return nil // of elements that are rows, or codes, themselves
	case "organisation":
		return [][]string{{"", "Originator", "Organisation", "GUID"}, {"", "Originator", "Organisation", "RefID"}}
	case "qualifiers":
		parts = nil
		for _, p := range qualifierParts {
			parts = append(parts, "Qualifier/"+p)
		}
	}
	for _, path := range c.Paths {
		for _, part := range parts {
			to := slices.Clone(path)
			if part != "" {
				to = append(to, strings.Split(part, "/")...)
			}
			list = append(list, to)
		}
	}
	if c.As == "date" && c.Argument != "" || c.As == "precision" {
		list = append(list, []string{c.Argument})
	}
	return list
}

// excuseInMessage takes a row of not_migrated.csv about a place in a message. One
// that is empty or unmet is not excused.
func (l *loading) excuseInMessage(r row, n NotMigrated) {
	s := l.set
	if n.Reason == "empty" || n.Reason == "unmet" {
		return
	}
	if name, ok := strings.CutPrefix(n.Column, anywhere); ok {
		s.messageKeys.at([]string{name}).Known = true
		return
	}
	path := strings.Split(n.Column, "/")
	if s.messageRows.under[path[0]] == nil {
		r.wrong("column", "%q is no element of xml_element.csv", path[0])
		return
	}
	last := len(path) - 1
	if path[last] == "*" {
		place := s.messageRows.at(path[:last])
		place.Known, place.all = true, true
		return
	}
	s.messageRows.at(path).Known = true
}
