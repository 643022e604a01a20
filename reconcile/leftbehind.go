package reconcile

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"lollipop/mappings"
)

// leftColumn is a field of a file whose values nothing is made of.
type leftColumn struct {
	field int
	name  string // as the header spells it
}

// leftKey names a column of a file type, or with no column a whole file.
type leftKey struct{ entity, column string }

// A file may be made to have millions of columns or elements of names of its own.
// All values are counted; named are the first places in their order, whatever the
// order in which they were found.
const (
	maxLeft  = 100 // places that are named
	maxPlace = 200 // bytes of the name of one
)

// leftValues counts the values that are left behind.
type leftValues struct {
	mu    sync.Mutex
	n     int64
	first map[leftKey]int64 // the lowest row of each place: of maxLeft places, and of one more where there are more
}

// add counts n values of a row that stand in some places; any goroutine may.
func (l *leftValues) add(n, row int64, places ...leftKey) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.first == nil {
		l.first = map[leftKey]int64{}
	}
	l.n += n
	for _, k := range places {
		if first, ok := l.first[k]; !ok {
			l.first[leftKey{k.entity, strings.Clone(k.column)}] = row
		} else {
			l.first[k] = min(first, row)
		}
	}
	if len(l.first) > 4*maxLeft {
		for _, k := range l.places()[maxLeft+1:] {
			delete(l.first, k)
		}
	}
}

// places lists what is held in order, file types before columns.
func (l *leftValues) places() []leftKey {
	return slices.SortedFunc(maps.Keys(l.first), func(a, b leftKey) int {
		if (a.column == "") != (b.column == "") {
			return cmp.Compare(a.column, b.column)
		}
		return cmp.Or(cmp.Compare(a.entity, b.entity), cmp.Compare(a.column, b.column))
	})
}

// leftTexts are the texts inside an element that are left behind: how many, and the
// paths of the first of them by name.
type leftTexts struct {
	n     int64
	paths []string
}

func (l *leftTexts) add(path string) {
	l.n++
	if l.paths = append(l.paths, path); len(l.paths) > 4*maxLeft {
		slices.Sort(l.paths)
		l.paths = slices.Compact(l.paths)
		l.paths = l.paths[:min(len(l.paths), maxLeft+1)]
	}
}

// leftColumns lists the fields of a file that must be empty, as nothing is made
// of them: neither migrated, nor a key, nor excused by not_migrated.csv.
func (r *run) leftColumns(f *rawFile) (list []leftColumn) {
	for i, name := range f.names {
		if r.Mappings.LeftBehind(f.entity, name) {
			list = append(list, leftColumn{i, name})
		}
	}
	return list
}

// noteLeft counts the values of a row that stands, or adds to one, which are
// left behind. What an older version said, or a row that was withdrawn or left
// out, is no part of the record.
func (c *rawCheck) noteLeft(number int64, record []string) {
	open := c.s.file.open
	if len(c.leftFields) == 0 && (open == nil || open.left.n == 0) {
		return
	}
	row := c.s.file.number<<recordBits | number
	if d := c.fate(row).disposition; d != loaded && d != merged {
		return
	}
	for _, l := range c.leftFields {
		if l.field < len(record) && filled(record[l.field]) {
			c.left.add(1, row, leftKey{c.s.file.name, shortPlace(l.name)})
		}
	}
	if open == nil || open.left.n == 0 {
		return
	}
	places := make([]leftKey, len(open.left.paths))
	for i, path := range open.left.paths {
		places[i] = leftKey{c.s.file.name, path}
	}
	c.left.add(open.left.n, row, places...)
}

// leftBehind notes the paths, from the element of a row, of the texts inside that
// nothing is made of. Elements inside that are rows answer for themselves.
func (o *openMessage) leftBehind(l *leftTexts, e *openElement, at *mappings.MessagePath, path string) {
	if filled(e.text) && (at == nil || !at.Known) && !noPolicy(e) {
		l.add(path)
	}
	for _, child := range e.children {
		if len(o.rules(child)) == 0 {
			o.leftBehind(l, child, o.maps.Under(at, child.name), shortPlace(path+"/"+child.name))
		}
	}
}

// shortPlace cuts a name that is longer than any of a layout.
func shortPlace(name string) string {
	if len(name) <= maxPlace {
		return name
	}
	return strings.ToValidUTF8(name[:maxPlace], "") + "..."
}

// noPolicy reports an element that names no policy: most elements of a message have
// one.
func noPolicy(e *openElement) bool {
	return strings.EqualFold(e.name, "PolicyID") && strings.TrimSpace(e.text) == "-1"
}

// filled reports a value. Later layouts write the word NULL into columns that
// they have given up.
func filled(cell string) bool {
	cell = strings.TrimSpace(cell)
	return cell != "" && cell != "NULL"
}

// judgeLeftBehind reports the columns, and the files of no known type, in which
// anything stands.
func (r *run) judgeLeftBehind() {
	for _, f := range r.raw {
		r.outcomes.compared(checkLeft, f.records)
		if f.entity == nil && f.records > 0 {
			r.left.add(f.records, f.number<<recordBits|1, leftKey{f.name, ""})
		}
	}
	places := r.left.places()
	named := places[:min(len(places), maxLeft)]
	where := make([]string, len(named))
	for i, k := range named {
		kind := "file-type-left-behind"
		if where[i] = k.entity; k.column != "" {
			kind, where[i] = "column-left-behind", k.entity+"."+k.column
		}
		r.breaks.add(Break{checkLeft, k.entity, nullID, r.left.first[k], k.column, kind})
	}
	detail := strings.Join(where, ", ")
	if len(places) > maxLeft {
		detail += fmt.Sprintf("; and more places than these %d, which are not named", maxLeft)
	}
	r.outcomes.set(checkLeft, r.left.n, false, detail)
}
