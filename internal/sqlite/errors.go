package sqlite

import (
	"context"
	"fmt"
	"strings"
	"syscall"

	"zombiezen.com/go/sqlite"

	"lollipop/internal/target"
)

// translate turns an error of the driver into one of ours: ctx's own where it interrupted the statement, ErrLocked,
// or a ConstraintError. SQLite's messages name tables, columns and constraints, never values.
func translate(ctx context.Context, table string, err error) error {
	if err != nil && ctx.Err() != nil && sqlite.ErrCode(err).ToPrimary() == sqlite.ResultInterrupt {
		return ctx.Err()
	}
	return explain(table, err)
}

func explain(table string, err error) error {
	if err == nil {
		return nil
	}
	code := sqlite.ErrCode(err)
	switch code.ToPrimary() {
	case sqlite.ResultBusy, sqlite.ResultLocked:
		return fmt.Errorf("%w: %w", target.ErrLocked, err)
	case sqlite.ResultConstraint:
		return constraint(code, table, err.Error())
	case sqlite.ResultFull:
		return &fullError{err}
	}
	return err
}

// fullError says that there is no room for the database, in the way in which the
// system says it of other files.
type fullError struct{ cause error }

func (e *fullError) Error() string        { return e.cause.Error() }
func (e *fullError) Unwrap() error        { return e.cause }
func (e *fullError) Is(target error) bool { return target == syscall.ENOSPC }

var kinds = map[sqlite.ResultCode]string{
	sqlite.ResultConstraintCheck:      "check",
	sqlite.ResultConstraintForeignKey: "foreign key",
	sqlite.ResultConstraintNotNull:    "not null",
	sqlite.ResultConstraintPrimaryKey: "unique",
	sqlite.ResultConstraintRowID:      "unique",
	sqlite.ResultConstraintUnique:     "unique",
}

// constraint reads the name from "… constraint failed: NAME (…)" or "cannot store … in … column TABLE.COLUMN (…)".
func constraint(code sqlite.ResultCode, table, message string) error {
	e := &target.ConstraintError{Table: strings.Trim(table, `"`), Kind: kinds[code]}
	const said = "constraint failed: "
	var name string
	if i := strings.LastIndex(message, said); i >= 0 {
		name = message[i+len(said):]
	}
	if _, column, found := strings.Cut(message, " column "); found {
		name = column
	}
	name, _, _ = strings.Cut(name, " (")
	name, _, _ = strings.Cut(name, ",") // the columns of a unique index
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		name = name[i+1:]
	}
	e.Constraint = name
	if e.Kind == "" {
		e.Kind = "type"
	}
	return e
}
