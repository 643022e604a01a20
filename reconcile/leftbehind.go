package reconcile

import (
	"cmp"
	"slices"
	"strings"

	"lollipop/mappings"
)

// leftColumn is a field of a file whose values nothing is made of.
type leftColumn struct {
	field int
	name  string // as the header spells it
}

// leftKey names a column of a file type, or with no column a whole file.
type leftKey struct{ entity, column string }

// leftValues counts the values of one of them.
type leftValues struct {
	n   int64
	row int64 // the lowest
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
	if len(c.leftFields) == 0 && (open == nil || len(open.left) == 0) {
		return
	}
	row := c.s.file.number<<recordBits | number
	if d := c.fate(row).disposition; d != loaded && d != merged {
		return
	}
	for _, l := range c.leftFields {
		if l.field < len(record) && filled(record[l.field]) {
			c.left(leftKey{c.s.file.name, l.name}, 1, row)
		}
	}
	if open != nil {
		for _, path := range open.left {
			c.left(leftKey{c.s.file.name, path}, 1, row)
		}
	}
}

// leftBehind lists the paths, from the element of a row, of the texts inside that
// nothing is made of. Elements inside that are rows answer for themselves.
func (o *openMessage) leftBehind(list []string, e *openElement, at *mappings.MessagePath, path string) []string {
	if filled(e.text) && (at == nil || !at.Known) && !noPolicy(e) {
		list = append(list, path)
	}
	for _, child := range e.children {
		if len(o.rules(child)) == 0 {
			list = o.leftBehind(list, child, o.maps.Under(at, child.name), path+"/"+child.name)
		}
	}
	return list
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

// left counts values that are left behind; any goroutine may.
func (r *run) left(k leftKey, n, row int64) {
	r.leftMu.Lock()
	defer r.leftMu.Unlock()
	if r.leftOf == nil {
		r.leftOf = map[leftKey]leftValues{}
	}
	v, ok := r.leftOf[k]
	if v.n += n; !ok || row < v.row {
		v.row = row
	}
	r.leftOf[k] = v
}

// judgeLeftBehind reports the columns, and the files of no known type, in which
// anything stands.
func (r *run) judgeLeftBehind() {
	for _, f := range r.raw {
		r.outcomes.compared(checkLeft, f.records)
		if f.entity == nil && f.records > 0 {
			r.left(leftKey{f.name, ""}, f.records, f.number<<recordBits|1)
		}
	}
	keys := make([]leftKey, 0, len(r.leftOf))
	for k := range r.leftOf {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b leftKey) int {
		return cmp.Or(cmp.Compare(a.entity, b.entity), cmp.Compare(a.column, b.column))
	})
	total, where := int64(0), []string{}
	for _, k := range keys {
		v := r.leftOf[k]
		total += v.n
		kind, name := "column-left-behind", k.entity+"."+k.column
		if k.column == "" {
			kind, name = "file-type-left-behind", k.entity
		}
		where = append(where, name)
		r.breaks.add(Break{checkLeft, k.entity, nullID, v.row, k.column, kind})
	}
	r.outcomes.set(checkLeft, total, false, strings.Join(where, ", "))
}
