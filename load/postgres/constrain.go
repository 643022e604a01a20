package postgres

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"lollipop/load/schema"
)

// Constrain adds keys, checks and indexes, then references, and holds all of them against the rows. Tables are worked
// on at once, the largest first; each of the four steps ends before the next begins.
func (t *Target) Constrain(ctx context.Context, workers int, onStep func(string)) error {
	sizes, err := t.bySize(ctx)
	if err != nil {
		return err
	}
	each := sections{workers: min(max(workers, 1), maxWriters), sizes: sizes, onStep: onStep}
	exec := func(ctx context.Context, s schema.Section) error { return t.db.Exec(ctx, s.SQL) }
	if err := each.run(ctx, keysSQL, exec); err != nil {
		return err
	}
	onStep("references")
	if err := t.db.Exec(ctx, referencesSQL); err != nil {
		return err
	}
	if err := each.run(ctx, validateSQL, exec); err != nil {
		return err
	}
	return each.run(ctx, verifySQL, func(ctx context.Context, s schema.Section) error {
		n, err := t.db.Int(ctx, s.SQL)
		if err != nil {
			return err
		}
		return errBroken(s.Name, n)
	})
}

// bySize gives each table its place by size, the largest first.
func (t *Target) bySize(ctx context.Context) (map[string]int, error) {
	names, err := t.db.Texts(ctx, fmt.Sprintf(`SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname IN ('%s', '%s') AND c.relkind = 'r' ORDER BY pg_table_size(c.oid) DESC, 1`, schema.Candidate, schema.CandidateRestricted))
	places := make(map[string]int, len(names))
	for i, name := range names {
		places[name] = i
	}
	return places, err
}

// sections runs the parts of a file, several at once.
type sections struct {
	workers int
	sizes   map[string]int
	mu      sync.Mutex
	onStep  func(string)
}

func (e *sections) run(ctx context.Context, file string, do func(context.Context, schema.Section) error) error {
	list := schema.Sections(file)
	slices.SortStableFunc(list, func(a, b schema.Section) int { return e.sizes[a.Name] - e.sizes[b.Name] })
	g, each := errgroup.WithContext(ctx)
	g.SetLimit(e.workers)
	for _, s := range list {
		if each.Err() != nil {
			break
		}
		g.Go(func() error {
			e.tell(s.Name)
			return do(each, s)
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}

func (e *sections) tell(what string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.onStep(what)
}
