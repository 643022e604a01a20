package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"

	"lollipop/internal/table"
	"lollipop/internal/target"
)

// Fill empties a table and copies rows into it, in one transaction, and returns their number. The rows are written
// frozen, so that no later reader has to mark them.
func (db *DB) Fill(ctx context.Context, rows target.Rows) (n int64, err error) {
	err = db.with(ctx, func(c *pgconn.PgConn) error {
		if err := exec(ctx, c, "BEGIN; TRUNCATE "+rows.Table); err != nil {
			return err
		}
		n, err = copyIn(ctx, c, rows)
		if err != nil {
			return err
		}
		return exec(ctx, c, "COMMIT")
	})
	if err != nil {
		return 0, fmt.Errorf("fill table %s: %w", rows.Table, err)
	}
	return n, nil
}

func copyIn(ctx context.Context, c *pgconn.PgConn, rows target.Rows) (int64, error) {
	src := newSource(ctx, rows)
	tag, err := c.CopyFrom(ctx, src, copySQL(rows))
	src.stop()
	if src.err != nil { // the server only repeats it
		return 0, src.err
	}
	if err != nil {
		return 0, err
	}
	if tag.RowsAffected() != src.rows {
		return 0, fmt.Errorf("the server took %d of %d rows", tag.RowsAffected(), src.rows)
	}
	return src.rows, nil
}

func copySQL(rows target.Rows) string {
	var names []string
	for _, c := range rows.Columns {
		names = append(names, quote(c.Name))
	}
	for _, f := range rows.Fixed {
		names = append(names, quote(f.Name))
	}
	return "COPY " + rows.Table + " (" + strings.Join(names, ", ") + ") FROM STDIN (FORMAT binary, FREEZE true)"
}

// source is the stream of a COPY, read by pgconn from a goroutine of its own. The lock is for the end: pgconn may
// return from a broken connection while that goroutine is still inside Read.
type source struct {
	mu      sync.Mutex
	ctx     context.Context
	next    func(*table.Batch) error
	batch   *table.Batch
	encoder encoder
	rest    []byte // encoded and not yet read
	rows    int64
	ended   bool
	err     error // of next or of the encoder
}

func newSource(ctx context.Context, rows target.Rows) *source {
	return &source{
		ctx:     ctx,
		next:    rows.Next,
		batch:   table.NewBatch(target.Schema(rows.Columns), target.BatchRows),
		encoder: newEncoder(rows.Columns, rows.Fixed),
		rest:    []byte(signature),
	}
}

// Read encodes the next batch when the one before has been read.
func (s *source) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.rest) == 0 {
		if s.ended || s.err != nil {
			return 0, s.end()
		}
		if err := s.refill(); err != nil {
			s.err = err
		}
	}
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

func (s *source) refill() error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	if err := s.next(s.batch); errors.Is(err, io.EOF) {
		s.ended, s.rest = true, trailer
		return nil
	} else if err != nil {
		return err
	}
	s.rows += int64(s.batch.N)
	var err error
	s.rest, err = s.encoder.encode(s.batch)
	return err
}

func (s *source) end() error {
	if s.err != nil {
		return s.err
	}
	return io.EOF
}

// stop makes sure that next is not called again.
func (s *source) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended, s.rest = true, nil
}
