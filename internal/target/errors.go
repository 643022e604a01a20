package target

import "errors"

// ErrLocked is returned when another process holds the candidate.
var ErrLocked = errors.New("the candidate is in use by another process")

// ConstraintError says that a row broke a rule of the database. It never holds a value of the row.
type ConstraintError struct {
	Table      string // empty where the database does not say
	Constraint string // the constraint's name, or the column of a missing value
	Kind       string // "not null", "unique", "foreign key", "check" or "type"
}

func (e *ConstraintError) Error() string {
	s := e.Kind + " constraint"
	if e.Constraint != "" {
		s += " " + e.Constraint
	}
	if e.Table != "" {
		s += " of table " + e.Table
	}
	return s + " is broken"
}
