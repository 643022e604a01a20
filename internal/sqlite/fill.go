package sqlite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unsafe"

	"zombiezen.com/go/sqlite"

	"lollipop/internal/table"
	"lollipop/internal/target"
)

// Fill writes rows into an empty table, in one transaction, and returns their number. Without a journal a failed or
// cancelled Fill leaves the file damaged; it is to be deleted.
func (db *DB) Fill(ctx context.Context, rows target.Rows) (int64, error) {
	c, release, err := db.acquire(ctx)
	if err != nil {
		return 0, err
	}
	defer release()
	n, err := fill(ctx, c, rows)
	if err != nil {
		return n, fmt.Errorf("fill table %s: %w", rows.Table, translate(ctx, rows.Table, err))
	}
	return n, nil
}

func fill(ctx context.Context, c *sqlite.Conn, rows target.Rows) (n int64, err error) {
	if err := run(c, "BEGIN"); err != nil {
		return 0, err
	}
	defer func() {
		if err == nil {
			err = run(c, "COMMIT")
			return
		}
		c.SetInterrupt(nil)
		_ = run(c, "ROLLBACK") // the first failure is the one to tell
	}()
	s, _, err := c.PrepareTransient(insertSQL(rows))
	if err != nil {
		return 0, err
	}
	for i, f := range rows.Fixed {
		s.BindInt64(len(rows.Columns)+i+1, int64(f.Value))
	}
	in := inserter{stmt: s, binders: make([]binder, len(rows.Columns))}
	for i, col := range rows.Columns {
		in.binders[i] = binder{kind: col.Kind, param: i + 1}
	}
	n, err = in.all(ctx, rows)
	return n, errors.Join(err, s.Finalize())
}

func insertSQL(rows target.Rows) string {
	var names []string
	for _, c := range rows.Columns {
		names = append(names, quote(c.Name))
	}
	for _, f := range rows.Fixed {
		names = append(names, quote(f.Name))
	}
	marks := strings.Repeat("?, ", len(names)-1) + "?"
	return "INSERT INTO " + rows.Table + " (" + strings.Join(names, ", ") + ") VALUES (" + marks + ")"
}

// inserter runs one prepared statement for every row of the batches.
type inserter struct {
	stmt    *sqlite.Stmt
	binders []binder
}

func (in *inserter) all(ctx context.Context, rows target.Rows) (n int64, err error) {
	b := table.NewBatch(target.Schema(rows.Columns), target.BatchRows)
	for {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		if err := rows.Next(b); errors.Is(err, io.EOF) {
			return n, nil
		} else if err != nil {
			return n, err
		}
		if err := in.batch(b); err != nil {
			return n, err
		}
		n += int64(b.N)
	}
}

func (in *inserter) batch(b *table.Batch) error {
	for i := range b.N {
		for c := range in.binders {
			if err := in.binders[c].bind(in.stmt, &b.Vec[c], i); err != nil {
				return err
			}
		}
		if _, err := in.stmt.Step(); err != nil {
			return err
		}
		if err := in.stmt.Reset(); err != nil {
			return err
		}
	}
	return nil
}

// binder binds one column. A parameter keeps its value from row to row, so that a value equal to the one above it in
// the batch is not bound again: most codes, organisations and dates.
type binder struct {
	kind  target.Kind
	param int
	day   [10]byte
}

func (d *binder) bind(s *sqlite.Stmt, v *table.Vector, i int) error {
	switch d.kind {
	case target.Int:
		if i > 0 && v.I64[i] == v.I64[i-1] {
			return nil
		}
		if v.I64[i] == target.NullInt {
			s.BindNull(d.param)
		} else {
			s.BindInt64(d.param, v.I64[i])
		}
	case target.Date, target.Bool:
		if i > 0 && v.I32[i] == v.I32[i-1] {
			return nil
		}
		return d.bindSmall(s, v.I32[i])
	default:
		d.bindText(s, &v.Text, i)
	}
	return nil
}

func (d *binder) bindSmall(s *sqlite.Stmt, v int32) error {
	switch {
	case d.kind == target.Bool && v == target.NullBool, d.kind == target.Date && v == target.NullDate:
		s.BindNull(d.param)
	case d.kind == target.Bool:
		s.BindInt64(d.param, int64(v))
	default:
		if _, ok := target.Days(v); !ok {
			return errors.New("a date is no day")
		}
		putDay(&d.day, v)
		s.BindText(d.param, text(d.day[:]))
	}
	return nil
}

func (d *binder) bindText(s *sqlite.Stmt, t *table.Texts, i int) {
	v := t.At(i)
	switch {
	case i > 0 && bytes.Equal(v, t.At(i-1)):
	case len(v) == 0:
		s.BindNull(d.param)
	default:
		s.BindText(d.param, text(v))
	}
}

// text lends v to BindText, which copies it before it returns.
func text(v []byte) string { return unsafe.String(unsafe.SliceData(v), len(v)) }

// putDay writes a date yyyymmdd as yyyy-mm-dd.
func putDay(to *[10]byte, date int32) {
	to[4], to[7] = '-', '-'
	for _, i := range [...]int{9, 8, 6, 5, 3, 2, 1, 0} {
		to[i] = byte('0' + date%10)
		date /= 10
	}
}
