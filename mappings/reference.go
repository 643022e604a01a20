package mappings

import "slices"

// Link is a column of a reference row that names another reference row.
type Link struct {
	Column  int // index in Columns
	To      *Entity
	Follows bool // the row is used as soon as the one it names is; otherwise it uses that one
}

// References lists the migrated entities whose rows are loaded because others
// name them, in the order of entity.csv.
func (s *Set) References() []*Entity {
	var list []*Entity
	for _, e := range s.entities {
		if e.Migrated && e.Reference {
			list = append(list, e)
		}
	}
	return list
}

// references reads the keys of reference entities and whom their rows name.
func (l *loading) references() {
	for _, r := range l.rows("reference.csv") {
		e := l.set.Entity(r.text("entity"))
		if e == nil || !e.Reference {
			r.wrong("entity", "%q is no reference entity of entity.csv", r.text("entity"))
			continue
		}
		column := e.Header(r.filled("column"))
		if column < 0 {
			r.wrong("column", "%q is no column of %s", r.text("column"), e.Table)
			continue
		}
		if r.flag("key") {
			e.Keys = append(e.Keys, column)
		}
		switch use := r.text("use"); use {
		case "":
		case "legacy":
			e.WholeOfLegacy = true
		case "names", "follows":
			to := l.set.Entity(r.text("names"))
			if to == nil || !to.Reference {
				r.wrong("names", "%q is no reference entity of entity.csv", r.text("names"))
				continue
			}
			e.Links = append(e.Links, Link{Column: column, To: to, Follows: use == "follows"})
		default:
			r.wrong("use", "%q is none of names, follows, legacy", use)
		}
	}
	l.checkKeys()
}

// MaxKeys and MaxLinks bound what a reference row is remembered by.
const (
	MaxKeys  = 2
	MaxLinks = 3
)

// checkKeys holds that each reference row can be told from every other: by a
// code, or by one or two identifiers.
func (l *loading) checkKeys() {
	for _, r := range l.rows("entity.csv") {
		e := l.set.Entity(r.text("name"))
		if e == nil || !e.Reference || !e.Migrated {
			continue
		}
		code := slices.ContainsFunc(e.Keys, func(c int) bool { return e.Columns[c].Kind == KindCode })
		odd := slices.ContainsFunc(e.Keys, func(c int) bool { return e.Columns[c].Kind != KindCode && e.Columns[c].Kind != KindGUID })
		if n := len(e.Keys); n == 0 || n > MaxKeys || odd || code && n > 1 || len(e.Links) > MaxLinks {
			r.wrong("name", "reference.csv gives %s %d keys and %d links: a code, or one or two identifiers, and at most %d links", e.Name, n, len(e.Links), MaxLinks)
		}
	}
}
