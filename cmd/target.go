package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"lollipop/internal/ledger"
	"lollipop/internal/postgres"
	"lollipop/internal/sqlite"
	"lollipop/internal/target"
	"lollipop/load"
	loadpostgres "lollipop/load/postgres"
	"lollipop/load/schema"
	loadsqlite "lollipop/load/sqlite"
	"lollipop/reconcile"
)

// loadTarget is a load target that must be closed.
type loadTarget interface {
	load.Target
	Close() error
}

func sqlitePath(address string) (string, bool) { return strings.CutPrefix(address, "sqlite:") }

// checkTarget refuses, before anything is done, a target in SQLite that cannot be
// one: what a stage keeps in the workspace, a folder, or a file that is no database.
func checkTarget(address, work string) error {
	path, ok := sqlitePath(address)
	if !ok {
		return nil
	}
	const hint = "name a file of its own, for example --target sqlite:childhealth.db, or leave it out for target.db in the workspace"
	for _, stage := range ledger.Stages() {
		if inside(path, filepath.Join(work, stage)) {
			return usagef(hint, "target %s lies in the folder of a stage", path)
		}
	}
	for _, file := range []string{path, loadsqlite.CandidatePath(path)} {
		if is, err := databaseOrNothing(file); err != nil || !is {
			return usagef(hint, "target %s: %s is there and is no SQLite database", path, file)
		}
	}
	return nil
}

// databaseOrNothing reports a file of SQLite, an empty one, or none.
func databaseOrNothing(path string) (bool, error) {
	const magic = "SQLite format 3\x00"
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close() //nolint:errcheck // read only
	head := make([]byte, len(magic))
	n, err := io.ReadFull(f, head)
	if errors.Is(err, io.EOF) {
		return true, nil
	}
	return string(head[:n]) == magic, nil
}

// openLoadTarget opens the place of the candidate for loading.
func openLoadTarget(address string) loadTarget {
	if path, ok := sqlitePath(address); ok {
		return loadsqlite.New(loadsqlite.CandidatePath(path))
	}
	return loadpostgres.New(address)
}

// judgedTarget is a candidate open for reading.
type judgedTarget interface {
	reconcile.Target
	Int(ctx context.Context, query string) (int64, error)
	Close() error
}

// openJudged opens the candidate for reading, if it holds a complete load: a
// report on anything else would take the place of one that means something.
func openJudged(ctx context.Context, address string) (judgedTarget, error) {
	t, err := openCandidate(ctx, address)
	if err != nil {
		return nil, err
	}
	n, err := t.Int(ctx, "SELECT count(*) FROM "+t.Table("load_ledger", false)+" WHERE complete")
	if err == nil && n == 1 {
		return t, nil
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return nil, errors.Join(&candidateError{err}, t.Close())
}

// candidateError says that what stands at the target is no finished candidate.
type candidateError struct{ cause error }

func (e *candidateError) Error() string {
	if e.cause == nil {
		return "open the candidate: its load is not complete"
	}
	return "open the candidate: it holds no load of ours: " + e.cause.Error()
}

func (e *candidateError) Unwrap() error { return e.cause }

// Hint says what to type.
func (e *candidateError) Hint() string {
	return "run `lollipop load` with the same --work and --target first"
}

func openCandidate(ctx context.Context, address string) (judgedTarget, error) {
	if path, ok := sqlitePath(address); ok {
		db, err := sqlite.OpenReadOnly(loadsqlite.CandidatePath(path))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("open the candidate: %w", err)
		}
		return db, err
	}
	return postgres.Open(ctx, postgres.Options{URL: address, Schema: schema.Candidate})
}

// lockedTarget reports that another process holds the candidate.
func lockedTarget(err error) bool { return errors.Is(err, target.ErrLocked) }
