package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"lollipop/calllist"
	"lollipop/codes"
	"lollipop/dedupe"
	"lollipop/explain"
	"lollipop/extract/emis"
	"lollipop/internal/accuracy"
	"lollipop/internal/config"
	"lollipop/internal/forms"
	"lollipop/internal/ledger"
	"lollipop/internal/target"
	"lollipop/load"
	"lollipop/mappings"
	"lollipop/reconcile"
	"lollipop/reconcile/workbook"
	"lollipop/review"
)

func TestExitCodes(t *testing.T) {
	for _, test := range []struct {
		code int
		err  error
	}{
		{exitFailed, errors.New("x")},
		{exitFailed, &load.ForeignError{}},
		{exitFailed, &load.CountError{}},
		{exitFailed, &emis.Refusal{Reason: emis.ErrHeader}},
		{exitFailed, &dedupe.TableError{}},
		{exitFindings, &findingsError{"x"}},
		{exitUsage, &usageError{problem: "x"}},
		{exitUsage, &config.Error{}},
		{exitUsage, &mappings.Error{}},
		{exitUsage, &codes.Error{}},
		{exitUsage, &accuracy.Error{}},
		{exitUsage, &explain.UnknownError{}},
		{exitUsage, &dedupe.TableError{Settings: true}},
		{exitUsage, &forms.Error{}},
		{exitUsage, &calllist.UnknownError{}},
		{exitUsage, &reconcile.TruthError{Err: errors.New("x")}},
		{exitUsage, &reconcile.FormChangedError{}},
		{exitUsage, &reconcile.DecisionsChangedError{}},
		{exitUsage, &workbook.ReviewError{}},
		{exitUsage, &review.UnknownRowError{}},
		{exitUsage, &review.RefusedError{}},
		{exitUsage, &emis.Refusal{Reason: emis.ErrNoSource}},
		{exitUsage, &emis.Refusal{Reason: emis.ErrNoBatch}},
		{exitMissing, &ledger.MissingError{Stage: ledger.Extract}},
		{exitLocked, &ledger.LockedError{}},
		{exitLocked, target.ErrLocked},
		{exitCancelled, context.Canceled},
	} {
		err := fmt.Errorf("run: %w", errors.Join(errors.New("close"), test.err))
		if got := exitCode(err); got != test.code {
			t.Errorf("%T: exit code %d, want %d", test.err, got, test.code)
		}
	}
	if got := exitCode(nil); got != exitDone {
		t.Errorf("done: exit code %d", got)
	}
}

// madeUp is an error that nothing in this package names.
type madeUp struct{ callers bool }

func (e madeUp) Error() string { return "made up" }
func (e madeUp) Usage() bool   { return e.callers }

func TestANewErrorBringsItsExitCode(t *testing.T) {
	for callers, want := range map[bool]int{true: exitUsage, false: exitFailed} {
		if got := exitCode(fmt.Errorf("run: %w", madeUp{callers})); got != want {
			t.Errorf("mended by the caller %t: exit code %d, want %d", callers, got, want)
		}
	}
}

// A folder of something else as the workspace is the caller's mistake.
func TestAFolderOfOthersIsWrongUsage(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows knows no mode of a folder")
	}
	dir := t.TempDir()
	if err := errors.Join(os.Chmod(dir, 0o755), os.WriteFile(filepath.Join(dir, "letter.txt"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	_, err := ledger.Open(dir)
	if got := exitCode(err); !errors.Is(err, ledger.ErrForeign) || got != exitUsage {
		t.Errorf("exit code %d, %v", got, err)
	}
}

// Where a disk was full no stage said what to do, nor that the same command goes on.
func TestAFullDiskSaysWhatToDo(t *testing.T) {
	var hint interface{ Hint() string }
	for _, cause := range []error{syscall.ENOSPC, syscall.EFBIG, syscall.EDQUOT} {
		if err := withRoom(fmt.Errorf("write x: %w", cause)); !errors.As(err, &hint) || hint.Hint() == "" || exitCode(err) != exitFailed {
			t.Errorf("%v: %T", cause, err)
		}
	}
	if err := withRoom(errors.New("x")); errors.As(err, &hint) {
		t.Errorf("%T", err)
	}
}
