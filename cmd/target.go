package cmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

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
