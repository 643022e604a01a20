package sqlite

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"zombiezen.com/go/sqlite"
)

// Exec runs the statements of a script one by one, outside any transaction but the script's own. Rows that they return
// are dropped.
func (db *DB) Exec(ctx context.Context, script string) error {
	c, release, err := db.acquire(ctx)
	if err != nil {
		return err
	}
	defer release()
	return translate(ctx, "", run(c, script))
}

// Int returns the one integer of a query's first row, or 0 if there is no row or it is NULL.
func (db *DB) Int(ctx context.Context, query string) (n int64, err error) {
	err = db.rows(ctx, query, func(s *sqlite.Stmt) { n = s.ColumnInt64(0) })
	return n, err
}

// Texts returns the values of the first column of a query.
func (db *DB) Texts(ctx context.Context, query string) (texts []string, err error) {
	err = db.rows(ctx, query, func(s *sqlite.Stmt) { texts = append(texts, s.ColumnText(0)) })
	return texts, err
}

// Count counts the rows of a table.
func (db *DB) Count(ctx context.Context, table string) (int64, error) {
	n, err := db.Int(ctx, "SELECT count(*) FROM "+table)
	if err != nil {
		return 0, fmt.Errorf("count rows of %s: %w", table, err)
	}
	return n, nil
}

func (db *DB) rows(ctx context.Context, query string, on func(*sqlite.Stmt)) error {
	c, release, err := db.acquire(ctx)
	if err != nil {
		return err
	}
	defer release()
	s, _, err := c.PrepareTransient(query)
	if err == nil {
		err = errors.Join(step(s, on), s.Finalize())
	}
	return translate(ctx, "", err)
}

// run executes every statement of a script.
func run(c *sqlite.Conn, script string) error {
	for {
		script = strings.TrimSpace(script)
		if script == "" {
			return nil
		}
		s, rest, err := c.PrepareTransient(script)
		if err != nil {
			return err
		}
		script = script[len(script)-rest:]
		if s.BindParamCount() > 0 {
			return errors.Join(errors.New("script has parameters"), s.Finalize())
		}
		if err := errors.Join(step(s, func(*sqlite.Stmt) {}), s.Finalize()); err != nil {
			return err
		}
	}
}

// step calls on for every row that s returns.
func step(s *sqlite.Stmt, on func(*sqlite.Stmt)) error {
	for {
		more, err := s.Step()
		if err != nil || !more {
			return err
		}
		on(s)
	}
}
