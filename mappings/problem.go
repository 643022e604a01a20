package mappings

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"lollipop/internal/near"
)

// TableError is one mistake in a table.
type TableError struct {
	File   string // name of the table file
	Line   int    // line in that file, the header being 1; 0 for the file as a whole
	Column string // empty where the row as a whole is wrong
	Reason string
	// Nearest is the known word that looks most like the one found, or "".
	Nearest string
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

// Hint says what to type, where a word looks like a known one.
func (e *TableError) Hint() string {
	if e.Nearest == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %q?", e.Nearest)
}

// Error is every mistake of a set of tables, by file and line.
type Error struct{ Mistakes []*TableError }

// Error is a mistake a line.
func (e *Error) Error() string {
	all := make([]error, len(e.Mistakes))
	for i, one := range e.Mistakes {
		all[i] = one
	}
	return fmt.Sprintf("check mapping tables: %v", errors.Join(all...))
}

// Unwrap gives the mistakes one by one.
func (e *Error) Unwrap() []error {
	all := make([]error, len(e.Mistakes))
	for i, one := range e.Mistakes {
		all[i] = one
	}
	return all
}

// Hint says what to type.
func (e *Error) Hint() string {
	if len(e.Mistakes) == 1 && e.Mistakes[0].Nearest != "" {
		return e.Mistakes[0].Hint()
	}
	return "`lollipop mappings check` lists every mistake of the tables, one a line"
}

// Usage reports that the caller can mend it.
func (e *Error) Usage() bool { return true }

// problems collects every mistake, so that a user mends a table in one go.
type problems struct {
	list []*TableError
	hard bool // of the embedded tables, or of a file as a whole: what follows would be false
}

func (p *problems) add(file string, line int, column, format string, args ...any) {
	p.list = append(p.list, &TableError{File: file, Line: line, Column: column, Reason: fmt.Sprintf(format, args...)})
}

// near gives the mistake that was noted last the known word nearest to what
// stands there.
func (p *problems) near(word string, known []string) {
	p.list[len(p.list)-1].Nearest = near.Word(word, known)
}

// err is nil where nothing is wrong, otherwise all mistakes by file and line.
func (p *problems) err() error {
	if len(p.list) == 0 {
		return nil
	}
	slices.SortStableFunc(p.list, func(a, b *TableError) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return &Error{p.list}
}
