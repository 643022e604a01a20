package profile

import (
	"fmt"
	"strings"

	"lollipop/mappings"
)

// bound is how the header of a file is understood.
type bound struct {
	source string
	order  int              // of the file among all
	table  string           // as the name or the tables write it; "" where nothing is known
	entity *mappings.Entity // nil for a table that no table knows
	known  string           // "name" or "header"
	places []int            // of each heading in entity.Columns, -1 for none
	names  []string         // of each heading, as it may be told
}

// bind finds the file type, by the file's name or else by the header that looks
// most like this one, and the columns.
func bind(set *mappings.Set, in *input, header [][]byte) bound {
	b := bound{source: in.source, order: in.order, places: make([]int, len(header)), names: make([]string, len(header))}
	if in.named {
		b.table, b.known = in.name.Table, "name"
		for _, e := range set.Entities() {
			if strings.EqualFold(e.Table, in.name.Table) {
				b.entity, b.table = e, e.Table
			}
		}
	}
	if b.entity == nil {
		if e := byHeader(set, header); e != nil {
			b.entity, b.table, b.known = e, e.Table, "header"
		}
	}
	known := 0
	for i, h := range header {
		b.places[i] = -1
		if b.entity != nil {
			b.places[i] = b.entity.Header(string(h))
		}
		if b.places[i] >= 0 {
			known++
		}
	}
	tell := known > len(header)/2 && headings(header)
	for i, h := range header {
		switch {
		case b.places[i] >= 0:
			b.names[i] = b.entity.Columns[b.places[i]].EMIS
		case tell:
			b.names[i] = strings.TrimSpace(string(h))
		default:
			b.names[i] = fmt.Sprintf("column %d", i+1)
		}
	}
	return b
}

// byHeader is the file type most of whose columns a header has, nil where it is
// like none.
func byHeader(set *mappings.Set, header [][]byte) *mappings.Entity {
	var best *mappings.Entity
	most := len(header) / 2 // more than half must be known
	for _, e := range set.Entities() {
		n := 0
		for _, h := range header {
			if e.Header(string(h)) >= 0 {
				n++
			}
		}
		if n > most {
			best, most = e, n
		}
	}
	return best
}

// headings says whether a header is made of words that may be headings. A file
// without a header begins with a row of somebody's data, which nobody may see: a
// name has the shape of a heading, so that shape alone allows nothing.
func headings(header [][]byte) bool {
	if len(header) < 2 {
		return false
	}
	for _, h := range header {
		text := strings.TrimSpace(string(h))
		if len(text) == 0 || len(text) > 60 {
			return false
		}
		digits := 0
		for i := range len(text) {
			switch x := text[i]; {
			case x >= '0' && x <= '9':
				digits++
			case x >= 'a' && x <= 'z', x >= 'A' && x <= 'Z', i > 0 && (x == '_' || x == '-' || x == ' ' || x == '.'):
			default:
				return false
			}
		}
		if digits > 3 || text[0] >= '0' && text[0] <= '9' {
			return false
		}
	}
	return true
}

// describe fills in what the header says of a file.
func (b *bound) describe(f *File) {
	f.Table, f.Known = b.table, b.known
	if b.entity == nil {
		f.Unknown = append(f.Unknown, b.names...)
		return
	}
	have := make([]bool, len(b.entity.Columns))
	for i, place := range b.places {
		if place < 0 {
			f.Unknown = append(f.Unknown, b.names[i])
			continue
		}
		have[place] = true
	}
	for i, c := range b.entity.Columns {
		if c.Required && !have[i] {
			f.Missing = append(f.Missing, c.EMIS)
		}
	}
}
