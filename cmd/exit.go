package cmd

import (
	"context"
	"errors"
	"fmt"

	"lollipop/calllist"
	"lollipop/codes"
	"lollipop/dedupe"
	"lollipop/explain"
	"lollipop/extract"
	"lollipop/extract/emis"
	"lollipop/internal/accuracy"
	"lollipop/internal/config"
	"lollipop/internal/forms"
	"lollipop/internal/ledger"
	"lollipop/mappings"
	"lollipop/reconcile"
	"lollipop/reconcile/workbook"
	"lollipop/review"
)

// The exit codes. 2 stays unused: a Go panic returns it.
const (
	exitDone      = 0
	exitFailed    = 1
	exitFindings  = 3
	exitUsage     = 4
	exitMissing   = 5
	exitLocked    = 6
	exitCancelled = 130
)

// exitCodes is printed in the help of every command.
const exitCodes = `
Exit codes:
  0    done
  1    failed
  3    done, but a check failed or bytes could not be read
  4    wrong usage or configuration
  5    an earlier stage is missing or incomplete
  6    workspace or candidate locked by another process
  130  cancelled
Treat any other code as a failure.`

// usageError is a mistake in how a command was called.
type usageError struct {
	problem string
	hint    string
}

func (e *usageError) Error() string { return e.problem }

// Hint says what to type.
func (e *usageError) Hint() string { return e.hint }

// findingsError ends a command that did its work and found something.
type findingsError struct{ what string }

func (e *findingsError) Error() string { return e.what }

// exitCode is the exit code of what a command returned.
func exitCode(err error) int {
	var usage *usageError
	var findings *findingsError
	var conf *config.Error
	var tables *mappings.Error
	var decisions *codes.Error
	var table *accuracy.Error
	var unknown *explain.UnknownError
	var persons *dedupe.TableError
	var form *forms.Error
	var register *extract.RegisterError
	var nobody *calllist.UnknownError
	var truth *reconcile.TruthError
	var changed *reconcile.FormChangedError
	var decided *reconcile.DecisionsChangedError
	var reviewed *workbook.ReviewError
	var stranger *review.UnknownRowError
	var refused *review.RefusedError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &findings):
		return exitFindings
	case errors.As(err, &usage), errors.As(err, &conf), errors.As(err, &tables), errors.As(err, &decisions), errors.As(err, &table), errors.Is(err, ledger.ErrForeign),
		errors.As(err, &unknown), errors.As(err, &form), errors.As(err, &register), errors.As(err, &nobody), errors.As(err, &truth), errors.As(err, &changed),
		errors.As(err, &decided), errors.As(err, &reviewed), errors.As(err, &stranger), errors.As(err, &refused),
		errors.Is(err, emis.ErrNoSource), errors.Is(err, emis.ErrNoBatch):
		return exitUsage
	case errors.As(err, &persons) && persons.Settings:
		return exitUsage
	case errors.Is(err, ledger.ErrMissing):
		return exitMissing
	case errors.Is(err, ledger.ErrLocked), lockedTarget(err):
		return exitLocked
	case errors.Is(err, context.Canceled):
		return exitCancelled
	default:
		return exitFailed
	}
}

func usagef(hint, format string, args ...any) error {
	return &usageError{problem: fmt.Sprintf(format, args...), hint: hint}
}
