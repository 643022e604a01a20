package cmd

import (
	"context"
	"errors"
	"fmt"

	"lollipop/internal/ledger"
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

// Usage reports that it is one.
func (e *usageError) Usage() bool { return true }

// findingsError ends a command that did its work and found something.
type findingsError struct{ what string }

func (e *findingsError) Error() string { return e.what }

// callersError is an error that knows whether the caller can mend it: wrong arguments,
// a wrong configuration, a form or table of theirs. Whoever declares such an error gives
// it this method, and its exit code follows; no list of them is kept.
type callersError interface{ Usage() bool }

// exitCode is the exit code of what a command returned.
func exitCode(err error) int {
	var findings *findingsError
	var callers callersError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &findings):
		return exitFindings
	case errors.As(err, &callers) && callers.Usage():
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
