package scan

import (
	"context"
	"sync"
)

// guess is a part scanned by a worker from a place that looked like a record
// start. It holds only if the chunk before ends exactly there.
type guess struct {
	part
	usable bool
}

// job is one chunk for a worker.
type job struct {
	start, end int64
	known      bool // start is a record start, not only the chunk's first byte
	out        chan guess
}

// scanAhead starts the workers, and returns their jobs in the order of the
// chunks and a function that waits for their end. It returns nil for the jobs
// if there is nothing to do at once.
func (v *surveyor) scanAhead(ctx context.Context) (<-chan *job, func()) {
	var all sync.WaitGroup
	if v.o.Workers == 1 || v.size-v.pos <= v.o.Chunk {
		return nil, all.Wait
	}
	// What waits here is all that may be scanned ahead of the chunk being
	// confirmed.
	queue := make(chan *job, v.o.Workers)
	work := make(chan *job)
	first := v.pos
	all.Go(func() {
		defer close(work)
		defer close(queue)
		v.dispatch(ctx, first, queue, work)
	})
	for range v.o.Workers {
		all.Go(func() {
			c := v.newReader(ctx, first, nil)
			for j := range work {
				j.out <- v.guess(c, j)
			}
		})
	}
	return queue, all.Wait
}

// dispatch sends a job for each chunk from that of byte first on, to be taken
// in order and to be worked on.
func (f *file) dispatch(ctx context.Context, first int64, queue, work chan<- *job) {
	for i := first / f.o.Chunk; i*f.o.Chunk < f.size; i++ {
		start := i * f.o.Chunk
		j := &job{start: max(start, first), end: f.chunkEnd(i), known: start <= first, out: make(chan guess, 1)}
		for _, to := range []chan<- *job{queue, work} {
			select {
			case to <- j:
			case <-ctx.Done():
				return
			}
		}
	}
}

// take returns the next guess; an unusable one if no worker makes any.
func take(ctx context.Context, queue <-chan *job) (guess, error) {
	if queue == nil {
		return guess{}, ctx.Err()
	}
	select {
	case j, ok := <-queue:
		if !ok {
			return guess{}, ctx.Err()
		}
		select {
		case g := <-j.out:
			return g, ctx.Err()
		case <-ctx.Done():
		}
	case <-ctx.Done():
	}
	return guess{}, ctx.Err()
}

// guessDamage is how many damaged ranges a guess may hold, for several guesses
// are in memory at once.
const guessDamage = 1 << 16

// guess scans the chunk of j. Where it fails, even for an error of the reader,
// the scan in order finds out.
func (f *file) guess(c *reader, j *job) guess {
	start := j.start
	if !j.known {
		c.reset(start-c.lineEndSize(), nil)
		s, err := c.restart(j.end)
		if err != nil || !s.found {
			return guess{}
		}
		start = s.at
	}
	b := bounds{start: start, end: j.end, limit: j.end + f.o.Chunk, damages: min(f.o.maxDamage, guessDamage)}
	p, err := c.scan(b, new(tally))
	return guess{part: p, usable: err == nil && !p.spent && len(p.damage) < b.damages}
}

// lineEndSize returns the number of bytes before a restart that must be its
// line end.
func (d dialect) lineEndSize() int64 {
	if d.crlf {
		return 2
	}
	return 1
}
