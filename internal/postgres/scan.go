package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"lollipop/internal/table"
	"lollipop/internal/target"
)

// Scan reads the named columns of a table in the order of the column orderBy and hands the rows on batch by batch. The
// batch belongs to Scan and is filled again after yield has returned. An error of yield ends the scan and is returned.
//
// The planner is told to walk the index of orderBy: on a table just loaded it has no statistics and would sort.
func (db *DB) Scan(ctx context.Context, name string, columns []target.Column, orderBy string, yield func(*table.Batch) error) error {
	d := newDecoder(columns, yield)
	err := db.with(ctx, func(c *pgconn.PgConn) error {
		if err := exec(ctx, c, "BEGIN READ ONLY; SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off"); err != nil {
			return err
		}
		if _, err := c.CopyTo(ctx, d, selectSQL(name, columns, orderBy)); err != nil {
			return err
		}
		return exec(ctx, c, "COMMIT")
	})
	if d.err != nil {
		err = d.err
	}
	if err == nil {
		err = d.finish()
	}
	if err != nil {
		return fmt.Errorf("scan table %s: %w", name, err)
	}
	return nil
}

func selectSQL(name string, columns []target.Column, orderBy string) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = quote(c.Name)
	}
	return "COPY (SELECT " + strings.Join(names, ", ") + " FROM " + name + " ORDER BY " + quote(orderBy) +
		") TO STDOUT (FORMAT binary)"
}
