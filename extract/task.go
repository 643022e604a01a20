package extract

import (
	"context"

	"golang.org/x/sync/errgroup"

	"lollipop/extract/scan"
)

// task is a chunk of a file.
type task struct {
	*file
	chunk int
}

// tasks lists the chunks of the files that want accepts, in file order.
func (r *run) tasks(want func(*file) bool) []task {
	var all []task
	for _, f := range r.files {
		if f.layout == nil || !want(f) {
			continue
		}
		for i := range f.chunks() {
			all = append(all, task{f, i})
		}
	}
	return all
}

// chunks is the number of chunks that hold rows of the file.
func (f *file) chunks() int {
	switch {
	case f.messages != nil:
		return f.messages.chunksOf(f)
	case f.survey != nil:
		return len(f.survey.Chunks)
	}
	return 0
}

// each does every task, Workers at a time. A worker gets its own scratch.
func (r *run) each(ctx context.Context, tasks []task, do func(context.Context, *scratch, int) error) error {
	next := make(chan int)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		defer close(next)
		for i := range tasks {
			select {
			case next <- i:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	for range min(r.Workers, len(tasks)) {
		g.Go(func() error {
			s := newScratch(r.capacity)
			for i := range next {
				if err := do(ctx, s, i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

// scan reads a chunk.
func (r *run) scan(ctx context.Context, t task, yield func(*scan.Record) error) error {
	h, err := t.open()
	if err != nil {
		return err
	}
	defer h.Close() //nolint:errcheck // read only
	err = t.survey.Scan(ctx, counted{h, &r.progress}, t.chunk, yield)
	if err != nil {
		return t.asChanged(err)
	}
	return t.unchanged(h.Stat())
}
