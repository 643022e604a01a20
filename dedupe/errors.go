package dedupe

import "fmt"

// TableError says what is wrong with a table of persons.
type TableError struct {
	File    string
	Line    int // 0 where the file as a whole is meant
	Problem string
	Next    string // what to do
	// Settings says that not the file but what was said of it is wrong.
	Settings bool
}

func (e *TableError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("read %s:%d: %s", e.File, e.Line, e.Problem)
	}
	return fmt.Sprintf("read %s: %s", e.File, e.Problem)
}

// Hint says what to do.
func (e *TableError) Hint() string { return e.Next }

// Usage reports that the settings are wrong, not the table.
func (e *TableError) Usage() bool { return e.Settings }
