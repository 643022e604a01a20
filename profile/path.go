package profile

import (
	"slices"
	"strings"

	"lollipop/mappings"
)

// mostPaths bounds the element paths of a file that are counted apart: a message of
// the schema has some hundreds.
const mostPaths = 4096

// otherElements names the column of the elements beyond mostPaths.
const otherElements = "other elements"

// paths counts the elements of messages by where they stand.
type paths struct {
	known   map[string]shownPath // by the end of a path, from an element that is a row
	of      map[step]int32
	columns []pathColumn
}

// step is an element inside another.
type step struct {
	in   int32 // place of its column, -1 for the record itself
	name string
}

// pathColumn is what the elements of one path hold.
type pathColumn struct {
	column
	elements int64
	steps    []string
}

// shownPath is what the tables read at a path.
type shownPath struct {
	kind mappings.ColumnKind
	show mappings.Shown
}

func newPaths(set *mappings.Set) *paths {
	p := &paths{known: map[string]shownPath{}, of: map[step]int32{}}
	for _, rule := range set.XMLElements() {
		if rule.Entity == nil {
			continue
		}
		for _, c := range set.XMLColumns(rule.Entity) {
			column := rule.Entity.Columns[c.Column]
			is := shownPath{column.Kind, set.Shown(rule.Entity.Table, column.EMIS)}
			switch c.As {
			case "ident", "reference", "above", "precision", "time":
				continue // it leads to another element, or is what another column says as well
			}
			for _, path := range c.Paths {
				p.know(rule.Name, path, is)
			}
		}
	}
	return p
}

// know notes what stands at the end of a path. Where two columns read one place, it
// is shown no more than the one that shows less.
func (p *paths) know(name string, path []string, is shownPath) {
	if slices.ContainsFunc(path, func(s string) bool { return s == "" || s == "." || s == ".." }) {
		return
	}
	key := strings.Join(append([]string{name}, path...), "/")
	if have, twice := p.known[key]; twice && have != is {
		is = shownPath{mappings.KindText, mappings.ShowNothing}
	}
	p.known[key] = is
}

// look is the place of the column of an element inside another, -1 where there are
// too many.
func (p *paths) look(in int32, name []byte) int32 {
	if at, ok := p.of[step{in, string(name)}]; ok {
		return at
	}
	if len(p.columns) >= mostPaths {
		return -1
	}
	var steps []string
	if in >= 0 {
		steps = slices.Clone(p.columns[in].steps)
	}
	steps = append(steps, string(name))
	at := int32(len(p.columns))
	is := p.reads(steps)
	p.of[step{in, string(name)}] = at
	p.columns = append(p.columns, pathColumn{column: newColumn(strings.Join(steps, "/"), is.kind, is.show), steps: steps})
	return at
}

// reads is what the tables read at a path: by the longest end of it that they know.
func (p *paths) reads(steps []string) shownPath {
	for from := range steps {
		if is, ok := p.known[strings.Join(steps[from:], "/")]; ok {
			return is
		}
	}
	return shownPath{}
}

// see counts an element. A day is told as the other files write it.
func (c *pathColumn) see(text []byte) {
	c.elements++
	if text = trimmed(text); len(text) == 0 {
		return
	}
	if c.kind == mappings.KindDate {
		text = isoDay(text)
	}
	c.column.see(text)
}

func trimmed(text []byte) []byte { return []byte(strings.TrimSpace(string(text))) }

// isoDay writes dd/MM/yyyy, MM/yyyy or yyyy, with or without a time of day, as
// yyyy-MM-dd, a missing part as its first; another text stays.
func isoDay(text []byte) []byte {
	day, _, _ := strings.Cut(string(text), " ")
	parts := strings.Split(day, "/")
	slices.Reverse(parts)
	if len(parts) > 3 || len(parts[0]) != 4 {
		return text
	}
	for i := range parts[1:] {
		if len(parts[i+1]) == 1 {
			parts[i+1] = "0" + parts[i+1]
		}
	}
	for len(parts) < 3 {
		parts = append(parts, "01")
	}
	return []byte(strings.Join(parts, "-"))
}

// results are the columns in the order of their paths.
func (p *paths) results(source, file string) (all []Column) {
	for i := range p.columns {
		c := &p.columns[i]
		out := c.result(c.elements)
		out.Source, out.File, out.Table = source, file, tableMessages
		all = append(all, out)
	}
	slices.SortFunc(all, func(a, b Column) int { return strings.Compare(a.Column, b.Column) })
	return all
}
