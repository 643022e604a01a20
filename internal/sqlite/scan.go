package sqlite

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"zombiezen.com/go/sqlite"

	"lollipop/internal/table"
	"lollipop/internal/target"
)

// Scan reads the named columns of a table in the order of the column orderBy and hands the rows on batch by batch. The
// batch belongs to Scan and is filled again after yield has returned. An error of yield ends the scan and is returned.
func (db *DB) Scan(ctx context.Context, name string, columns []target.Column, orderBy string, yield func(*table.Batch) error) error {
	c, release, err := db.acquire(ctx)
	if err != nil {
		return err
	}
	defer release()
	s, _, err := c.PrepareTransient(selectSQL(name, columns, orderBy))
	if err != nil {
		return fmt.Errorf("scan table %s: %w", name, translate(ctx, name, err))
	}
	err = scan(s, columns, yield)
	if err := errors.Join(err, s.Finalize()); err != nil {
		return fmt.Errorf("scan table %s: %w", name, translate(ctx, name, err))
	}
	return nil
}

func selectSQL(name string, columns []target.Column, orderBy string) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = quote(c.Name)
	}
	return "SELECT " + strings.Join(names, ", ") + " FROM " + name + " ORDER BY " + quote(orderBy)
}

func scan(s *sqlite.Stmt, columns []target.Column, yield func(*table.Batch) error) error {
	b := table.NewBatch(target.Schema(columns), target.BatchRows)
	for {
		more, err := s.Step()
		if err != nil {
			return err
		}
		if !more {
			break
		}
		for i := range columns {
			if err := read(s, i, columns[i], &b.Vec[i]); err != nil {
				return err
			}
		}
		if b.N++; b.Full() {
			if err := yield(b); err != nil {
				return err
			}
			b.Reset()
		}
	}
	if b.N == 0 {
		return nil
	}
	return yield(b)
}

func read(s *sqlite.Stmt, i int, c target.Column, v *table.Vector) error {
	switch c.Kind {
	case target.Int:
		v.I64 = append(v.I64, readInt(s, i, target.NullInt))
	case target.Bool:
		v.I32 = append(v.I32, int32(readInt(s, i, int64(target.NullBool))))
	case target.Date:
		date, err := readDate(s, i, c.Name)
		if err != nil {
			return err
		}
		v.I32 = append(v.I32, date)
	default:
		readText(s, i, &v.Text)
	}
	return nil
}

// readInt asks for the type only of a 0, which is what a NULL reads as.
func readInt(s *sqlite.Stmt, i int, null int64) int64 {
	v := s.ColumnInt64(i)
	if v == 0 && s.ColumnIsNull(i) {
		return null
	}
	return v
}

func readDate(s *sqlite.Stmt, i int, name string) (int32, error) {
	var day [11]byte // one more than a date has, so that a longer value is seen
	n := s.ColumnBytes(i, day[:])
	if n == 0 {
		return target.NullDate, nil
	}
	date, ok := parseDay(day[:n])
	if !ok {
		return 0, fmt.Errorf("column %s holds something that is no date", name)
	}
	return date, nil
}

func readText(s *sqlite.Stmt, i int, t *table.Texts) {
	if len(t.Off) == 0 {
		t.Off = append(t.Off, 0)
	}
	if n := s.ColumnLen(i); n > 0 {
		from := len(t.Data)
		t.Data = slices.Grow(t.Data, n)[:from+n]
		s.ColumnBytes(i, t.Data[from:])
	}
	t.Off = append(t.Off, uint32(len(t.Data)))
}

// parseDay reads yyyy-mm-dd.
func parseDay(b []byte) (int32, bool) {
	if len(b) != 10 || b[4] != '-' || b[7] != '-' {
		return 0, false
	}
	date := int32(0)
	for i, c := range b {
		if i == 4 || i == 7 {
			continue
		}
		if c < '0' || c > '9' {
			return 0, false
		}
		date = date*10 + int32(c-'0')
	}
	_, ok := target.Days(date)
	return date, ok
}
