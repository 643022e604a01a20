package load

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"golang.org/x/sync/errgroup"

	"lollipop/internal/ledger"
	"lollipop/internal/table"
	"lollipop/internal/target"
)

// fill writes every table, several at once where the target can. Which table is written when changes nothing: each has
// its rows in id order.
func (r *run) fill(ctx context.Context, tell *progress) error {
	g, each := errgroup.WithContext(ctx)
	g.SetLimit(max(1, min(r.Workers, r.Target.Writers())))
	for _, j := range largestFirst(r.jobs) {
		if each.Err() != nil {
			break
		}
		g.Go(func() error { return r.fillTable(each, j, tell) })
	}
	if err := g.Wait(); err != nil {
		return fmt.Errorf("load tables: %w", err)
	}
	return ctx.Err()
}

func (r *run) fillTable(ctx context.Context, j job, tell *progress) (err error) {
	if j.rows == 0 {
		return nil
	}
	cols := Columns(j.table)
	rows, err := openRuns(j, cols, func(f string) string { return r.Work.Path(ledger.Transform, f) })
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	given := int64(0)
	n, err := r.Target.Fill(ctx, target.Rows{
		Table: r.Target.Table(j.table.Name, j.restricted), Columns: cols,
		Fixed: []target.Fixed{{Name: "load_id", Value: r.ledger.LoadID}},
		Next: func(b *table.Batch) error {
			if err := rows.Next(b); err != nil {
				return err
			}
			if err := requireValues(j.table, b); err != nil {
				return err
			}
			read := int64(b.N)
			mutateBatch(j.name, b)
			given += int64(b.N)
			tell.add(read, j.name)
			return nil
		},
	})
	if err == nil && (rows.rows != j.rows || n != given) {
		err = fmt.Errorf("load %s: read %d of %d rows, wrote %d", j.name, rows.rows, j.rows, n)
	}
	return err
}

// count holds the rows that the target returns against the manifest.
func (r *run) count(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(max(1, min(r.Workers, r.Target.Writers())))
	for _, j := range r.jobs {
		g.Go(func() error {
			n, err := r.Target.Count(ctx, r.Target.Table(j.table.Name, j.restricted))
			if err == nil && n != j.rows && !mutant {
				err = &CountError{Table: j.name, Want: j.rows, Got: n}
			}
			return err
		})
	}
	return g.Wait()
}

// progress adds up rows over all goroutines.
type progress struct {
	mu          sync.Mutex
	tell        func(done, total int64, what string)
	done, total int64
}

func (p *progress) add(n int64, what string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done += n
	p.tell(p.done, p.total, what)
}

func (p *progress) step(what string) { p.add(0, what) }
