package profile

import (
	"cmp"
	"slices"

	"lollipop/extract/scan"
	"lollipop/internal/chis"
	"lollipop/mappings"
)

const (
	kindUnmapped = mappings.KindUnmapped
	kindUnknown  = "unknown" // in no dictionary of the source
)

// entry is a row of a source's dictionary.
type entry struct {
	id     int64
	order  int    // of its file among all
	parent int64  // 0 for none
	class  string // of the meaning, or the likely one
	mapped bool
	used   *Code // nil where no event uses the code
}

// entry keeps a dictionary row: of a code that no event uses, little.
func (t *tally) entry(rec *scan.Record) {
	get := func(i int) []byte {
		if t.dictionary[i] < 0 {
			return nil
		}
		return rec.Field(t.dictionary[i])
	}
	id, ok := chis.ParseInt64(get(0))
	if !ok {
		return
	}
	e := entry{id: id, order: t.order}
	e.parent, _ = chis.ParseInt64(get(5))
	read := t.set.Read(mappings.DictionaryCode{SNOMED: get(3), Read: get(2), Term: get(1), Category: get(4), ID: id})
	e.class, e.mapped = read.Class, read.Concept != nil
	if t.used == nil || t.used[id] > 0 {
		e.used = &Code{ID: id, System: read.System, Code: read.Code, Term: printable(string(get(1))), Category: printable(string(get(4))), Kind: kindUnmapped}
		if read.Concept != nil {
			e.used.Kind = read.Concept.Kind
		}
	}
	t.entries = append(t.entries, e)
}

// source gathers what the files of one source gave together.
type source struct {
	orgs    map[chis.GUID]*organisation
	unnamed map[string]*organisation // what is no GUID
	codes   map[int64]int64
	entries map[int64]entry
	// Codes of messages have no number: each event says its own.
	messages map[messageCode]int64
}

func newSource() *source {
	return &source{orgs: map[chis.GUID]*organisation{}, unnamed: map[string]*organisation{}, codes: map[int64]int64{}, entries: map[int64]entry{}, messages: map[messageCode]int64{}}
}

// add adds a file. Files come in any order, and what is kept does not depend on it.
func (s *source) add(t *tally) {
	for text, o := range t.orgs {
		if g, ok := chis.ParseGUID(text); ok {
			mergeOrganisation(s.orgs, g, o)
		} else {
			mergeOrganisation(s.unnamed, "", o) // whatever it is, it is not shown
		}
	}
	for id, n := range t.codes {
		s.codes[id] += n
	}
	for _, e := range t.entries {
		if have, ok := s.entries[e.id]; !ok || have.order <= e.order { // files of other names come as they are read
			s.entries[e.id] = e
		}
	}
}

// maxAncestors bounds the way up through parents, which may point in a circle.
const maxAncestors = 16

// class is the class of a code: an unmapped one has that of the nearest mapped
// code above it, where its own words say nothing.
func (s *source) class(e entry) string {
	if e.mapped || e.class == mappings.ClassSafety {
		return e.class
	}
	for range maxAncestors {
		above, ok := s.entries[e.parent]
		if e.parent == 0 || !ok {
			break
		}
		if above.mapped {
			return above.class
		}
		e.parent = above.parent
	}
	return mappings.ClassOrdinary
}

// list is every code that events of the source use, the most frequent first.
func (s *source) list(name string) []Code {
	var all []Code
	for id, rows := range s.codes {
		c := Code{ID: id, Kind: kindUnknown}
		if e, ok := s.entries[id]; ok && e.used != nil {
			c = *e.used
			c.Class = s.class(e)
		}
		c.Source, c.Rows = name, rows
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b Code) int { return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.ID, b.ID)) })
	return all
}

// practices are the organisations of the source that sent something, in the
// order of their codes.
func (s *source) practices(name string) []Practice {
	var all []Practice
	for g, o := range s.orgs {
		if o.rows > 0 {
			all = append(all, o.practice(name, g.String()))
		}
	}
	for _, o := range s.unnamed {
		all = append(all, o.practice(name, "no identifier"))
	}
	slices.SortFunc(all, func(a, b Practice) int { return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.GUID, b.GUID)) })
	return all
}

func (o *organisation) practice(source, guid string) Practice {
	p := Practice{Source: source, GUID: guid, Code: o.code.text, Name: o.name.text, Rows: o.rows}
	n, exact := o.children.count()
	p.Children, p.Estimate = n, !exact
	if o.first != 0 {
		p.First, p.Last = o.first.String()[:7], o.last.String()[:7] // a newborn's first event is a date of birth
	}
	return p
}
