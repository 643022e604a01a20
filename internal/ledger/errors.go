package ledger

import (
	"errors"
	"fmt"
	"strings"
)

var (
	// ErrMissing means that an earlier stage was never completed. See MissingError.
	ErrMissing = errors.New("stage is not complete")
	// ErrLocked means that another process holds the workspace. See LockedError.
	ErrLocked = errors.New("workspace is locked")
	// ErrChanged means that a finished stage no longer fits what it was made from. See
	// ChangedError.
	ErrChanged = errors.New("stage no longer fits its inputs")
	// ErrAltered means that a manifest or the ledger is not what was written.
	ErrAltered = errors.New("altered after it was written")
	// ErrForeign means that the folder holds files, and is no workspace.
	ErrForeign = errors.New("the folder holds other files and is no workspace")
)

// MissingError names the stage that is not complete; it is ErrMissing.
type MissingError struct {
	Dir, Stage string
	// Interrupted: a partial folder of that stage stands there.
	Interrupted bool
}

func (e *MissingError) Error() string {
	if e.Interrupted {
		return fmt.Sprintf("read %s of %s: %v: it was interrupted", e.Stage, e.Dir, ErrMissing)
	}
	return fmt.Sprintf("read %s of %s: %v", e.Stage, e.Dir, ErrMissing)
}

// Is makes errors.Is(err, ErrMissing) true.
func (e *MissingError) Is(target error) bool { return target == ErrMissing }

// Hint is the next command to type.
func (e *MissingError) Hint() string {
	return fmt.Sprintf("run `lollipop %s --work %s` first", Command(e.Stage), e.Dir)
}

// LockedError says who holds the workspace; it is ErrLocked.
type LockedError struct {
	Dir string
	PID int // 0 where it is not known
}

func (e *LockedError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("open workspace %s: locked by another process", e.Dir)
	}
	return fmt.Sprintf("open workspace %s: locked by process %d", e.Dir, e.PID)
}

// Is makes errors.Is(err, ErrLocked) true.
func (e *LockedError) Is(target error) bool { return target == ErrLocked }

// Hint is what to do next.
func (e *LockedError) Hint() string {
	return "wait until that run has ended, or name another folder with --work"
}

// ManifestError says that the manifest of a stage is damaged: torn, or not what was
// written; it is ErrAltered.
type ManifestError struct {
	Dir, Stage string
	cause      error
}

func (e *ManifestError) Error() string {
	return fmt.Sprintf("read manifest of %s of %s: %v", e.Stage, e.Dir, e.cause)
}

func (e *ManifestError) Unwrap() error { return e.cause }

// Hint is what to do next.
func (e *ManifestError) Hint() string {
	return fmt.Sprintf("run `lollipop %s --work %s` again, which makes the stage anew", Command(e.Stage), e.Dir)
}

// ChangedError lists what differs between a finished stage and what it would
// be made from now; it is ErrChanged.
type ChangedError struct {
	Dir, Stage string
	What       []string // sorted within each kind: "input chis/x.csv: changed", …
}

// shown bounds a message: 400 files of a new extract would say no more than ten.
const shown = 10

func (e *ChangedError) Error() string {
	what, more := e.What, ""
	if len(what) > shown {
		more = fmt.Sprintf("; and %d more", len(what)-shown)
		what = what[:shown]
	}
	return fmt.Sprintf("read %s of %s: %v: %s%s", e.Stage, e.Dir, ErrChanged, strings.Join(what, "; "), more)
}

// Is makes errors.Is(err, ErrChanged) true.
func (e *ChangedError) Is(target error) bool { return target == ErrChanged }

// Hint is what to do next.
func (e *ChangedError) Hint() string {
	return fmt.Sprintf("run `lollipop %s` again, or name another folder with --work", Command(e.Stage))
}
