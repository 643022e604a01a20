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
	Close() error
}

// openJudged opens the candidate for reading.
func openJudged(ctx context.Context, address string) (judgedTarget, error) {
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
