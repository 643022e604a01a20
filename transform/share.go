package transform

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// share hands out the numbers below n in ascending order and does each once,
// workers at a time. Which worker does which changes from run to run: what do
// leaves behind must not depend on it. The first error stops all.
func share(ctx context.Context, workers, n int, do func(ctx context.Context, worker, i int) error) error {
	queue := make(chan int)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		defer close(queue)
		for i := range n {
			select {
			case queue <- i:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	for w := range workers {
		g.Go(func() error {
			for i := range queue {
				if err := do(ctx, w, i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}
