package mappings

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// TableError is one mistake in a table.
type TableError struct {
	File   string // name of the table file
	Line   int    // line in that file, the header being 1; 0 for the file as a whole
	Column string // empty where the row as a whole is wrong
	Reason string
}

// Error is "file:line: column: reason".
func (e *TableError) Error() string {
	where := e.File
	if e.Line > 0 {
		where = fmt.Sprintf("%s:%d", e.File, e.Line)
	}
	if e.Column == "" {
		return where + ": " + e.Reason
	}
	return where + ": " + e.Column + ": " + e.Reason
}

// problems collects every mistake, so that a user mends a table in one go.
type problems struct{ list []*TableError }

func (p *problems) add(file string, line int, column, format string, args ...any) {
	p.list = append(p.list, &TableError{file, line, column, fmt.Sprintf(format, args...)})
}

// err is nil where nothing is wrong, otherwise all mistakes by file and line.
func (p *problems) err() error {
	if len(p.list) == 0 {
		return nil
	}
	slices.SortStableFunc(p.list, func(a, b *TableError) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	all := make([]error, len(p.list))
	for i, one := range p.list {
		all[i] = one
	}
	return fmt.Errorf("check mapping tables: %w", errors.Join(all...))
}
