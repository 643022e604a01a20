package emis

import (
	"fmt"
	"strings"

	"lollipop/internal/table"
	"lollipop/mappings"
)

// Names of the columns that every staged table has beside its entity's.
const (
	RowIDColumn  = "row_id"
	LineColumn   = "line"
	OffsetColumn = "offset"
	ExtraColumn  = "extra"
)

// firstCell is the place of the entity's first column in a staged table.
const firstCell = 3

// maxCells is how many columns of an entity Reader.Bad can tell apart.
const maxCells = 64

// Layout is how the fields of one file become the columns of its entity. It
// is not changed after Bind.
type Layout struct {
	Entity *mappings.Entity
	Schema table.Schema // row_id, line, offset, the entity's columns, extra
	Fields int          // of the header

	cells []int        // field of each column of the entity, -1 where the file has none
	extra []extraField // fields that are no column of the entity
}

// extraField is a field that no mapping knows; name is a JSON string.
type extraField struct {
	field int
	name  []byte
}

// Bind binds a header to the columns of an entity, by name and whatever the
// order, letter case or known misspelling. It refuses, with the reason
// ErrHeader, two fields of one name and a header that lacks a column which
// every published version has. where names the file in the error.
func Bind(e *mappings.Entity, header [][]byte, where string) (*Layout, error) {
	l := &Layout{Entity: e, Schema: Schema(e), Fields: len(header), cells: make([]int, len(e.Columns))}
	if len(e.Columns) > maxCells {
		return nil, fmt.Errorf("bind %s: %d columns, at most %d are staged", e.Table, len(e.Columns), maxCells)
	}
	for i := range l.cells {
		l.cells[i] = -1
	}
	names, err := distinct(e, header, where)
	if err != nil {
		return nil, err
	}
	for field, name := range names {
		column := e.Header(name)
		if column < 0 {
			l.extra = append(l.extra, extraField{field, appendJSON(nil, header[field])})
			continue
		}
		if other := l.cells[column]; other >= 0 {
			return nil, refuse(where, "fields %q and %q both name column %s", header[other], header[field], e.Columns[column].EMIS)
		}
		l.cells[column] = field
	}
	return l, l.complete(where)
}

func refuse(where, detail string, args ...any) error {
	return &Refusal{
		Reason: ErrHeader, Where: where, Detail: fmt.Sprintf(detail, args...),
		Next: "fetch the file again, with its header as the source system writes it",
	}
}

// distinct returns the header's names as they are compared.
//
// A file that begins without its header has values in the place of names: an
// error shows none but those of known columns, and tells the others by place.
func distinct(e *mappings.Entity, header [][]byte, where string) ([]string, error) {
	names := make([]string, len(header))
	seen := make(map[string]int, len(header))
	for i, h := range header {
		names[i] = foldName(string(h))
		if first, ok := seen[names[i]]; ok && e.Header(names[i]) >= 0 {
			return nil, refuse(where, "two fields are called %q: %d and %d", names[i], first+1, i+1)
		} else if ok {
			return nil, refuse(where, "fields %d and %d have the same name, which is none of a column", first+1, i+1)
		}
		seen[names[i]] = i
	}
	return names, nil
}

func foldName(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

func (l *Layout) complete(where string) error {
	var missing []string
	for i, c := range l.Entity.Columns {
		if c.Required && l.cells[i] < 0 {
			missing = append(missing, c.EMIS)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return &Refusal{
		Reason: ErrHeader, Where: where, Detail: "no column " + strings.Join(missing, ", "),
		Next: "fetch the file again; where the source heads a column otherwise, name it in column.csv, and where it never sends it, add a layout without it to layout.csv: " +
			"lollipop mappings export --out mappings column.csv layout.csv, and docs/mappings.md",
	}
}

// Schema returns the columns of an entity's staged table.
func Schema(e *mappings.Entity) table.Schema {
	s := table.Schema{{Name: RowIDColumn, Kind: table.Int64}, {Name: LineColumn, Kind: table.Int64}, {Name: OffsetColumn, Kind: table.Int64}}
	for _, c := range e.Columns {
		s = append(s, table.Column{Name: c.Name, Kind: kindOf(c.Kind)})
	}
	return append(s, table.Column{Name: ExtraColumn, Kind: table.Text})
}

func kindOf(k mappings.ColumnKind) table.Kind {
	switch k {
	case mappings.KindGUID:
		return table.GUID
	case mappings.KindCode, mappings.KindInt:
		return table.Int64
	case mappings.KindDate, mappings.KindTime, mappings.KindBool:
		return table.Int32
	}
	return table.Text
}

// Cell returns the place of column i of the entity in a staged table.
func Cell(i int) int { return firstCell + i }
