package postgres

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"lollipop/internal/target"
)

// Error is what the server said, without the details that quote a row.
type Error struct {
	Code    string // SQLSTATE
	Message string
}

func (e *Error) Error() string { return e.Message + " (SQLSTATE " + e.Code + ")" }

// The SQLSTATE of each kind of broken constraint.
var constraintKinds = map[string]string{
	"23502": "not null",
	"23503": "foreign key",
	"23505": "unique",
	"23514": "check",
	"23P01": "exclusion",
}

// translate turns an error of the server into one of ours: ctx's own where it ended the statement, a ConstraintError,
// target.ErrLocked or an Error.
func translate(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var said *pgconn.PgError
	if !errors.As(err, &said) {
		return err
	}
	if kind, ok := constraintKinds[said.Code]; ok {
		return broken(kind, said)
	}
	switch {
	case said.Code == "55P03":
		return target.ErrLocked
	case strings.HasPrefix(said.Code, "22"): // data exceptions quote the value
		return &Error{Code: said.Code, Message: "the server refused a value" + columnOf(said.Where)}
	}
	return &Error{Code: said.Code, Message: said.Message}
}

func broken(kind string, said *pgconn.PgError) error {
	e := &target.ConstraintError{Kind: kind, Table: said.TableName, Constraint: said.ConstraintName}
	if said.SchemaName != "" {
		e.Table = said.SchemaName + "." + said.TableName
	}
	if e.Constraint == "" {
		e.Constraint = said.ColumnName
	}
	return e
}

var copyColumn = regexp.MustCompile(`^COPY (\w+), line \d+, column (\w+)`)

// columnOf reads "COPY table, line 3, column name: …" up to where the value would begin.
func columnOf(where string) string {
	m := copyColumn.FindStringSubmatch(where)
	if m == nil {
		return ""
	}
	return " for column " + m[2] + " of table " + m[1]
}
