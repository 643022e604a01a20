package postgres

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"lollipop/internal/target"
)

const goodbye = 2 * time.Second

// A session that was cut off lives on in the server until that notices, and with
// it its locks: a command that follows a cancelled one waits this long for them.
const (
	lockTries = 20
	lockPause = 200 * time.Millisecond
)

// Exec runs a script of statements in one transaction (the server's implicit one), unless the script manages its own.
// Rows that they return are dropped.
func (db *DB) Exec(ctx context.Context, script string) error {
	return db.with(ctx, func(c *pgconn.PgConn) error { return exec(ctx, c, script) })
}

func exec(ctx context.Context, c *pgconn.PgConn, script string) error {
	return c.Exec(ctx, script).Close()
}

// Int returns the one integer of a query's first row, or 0 if there is no row or it is NULL.
func (db *DB) Int(ctx context.Context, query string) (int64, error) {
	texts, err := db.Texts(ctx, query)
	if err != nil || len(texts) == 0 || texts[0] == "" {
		return 0, err
	}
	n, err := strconv.ParseInt(texts[0], 10, 64)
	if err != nil {
		return 0, errors.New("the query does not return an integer")
	}
	return n, nil
}

// Texts returns the values of the first column of a query as text; NULL is empty.
func (db *DB) Texts(ctx context.Context, query string) (texts []string, err error) {
	err = db.with(ctx, func(c *pgconn.PgConn) error {
		results, err := c.Exec(ctx, query).ReadAll()
		if err != nil || len(results) == 0 {
			return err
		}
		last := results[len(results)-1]
		for _, row := range last.Rows {
			texts = append(texts, string(row[0]))
		}
		return last.Err
	})
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

// Lock takes the advisory lock of a key for as long as the DB is open, or returns target.ErrLocked if another session
// holds it.
func (db *DB) Lock(ctx context.Context, key int64) error {
	c, err := db.connect(ctx)
	if err != nil {
		return err
	}
	for range lockTries {
		if err = tryLock(ctx, c, key); !errors.Is(err, target.ErrLocked) {
			break
		}
		select {
		case <-ctx.Done():
		case <-time.After(lockPause):
		}
	}
	if err != nil {
		return errors.Join(translate(ctx, err), db.part(c))
	}
	db.mu.Lock()
	db.held = append(db.held, c)
	db.mu.Unlock()
	return nil
}

func tryLock(ctx context.Context, c *pgconn.PgConn, key int64) error {
	got, err := c.Exec(ctx, fmt.Sprintf("SELECT pg_try_advisory_lock(%d)", key)).ReadAll()
	if err == nil && string(got[0].Rows[0][0]) != "t" {
		err = target.ErrLocked
	}
	return err
}
