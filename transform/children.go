package transform

import (
	"context"
	"sync"

	"lollipop/internal/spill"
	"lollipop/internal/table"
)

// buildChildren distributes all rows by child and builds each child. Partitions
// are computed side by side; each gets its ids and is written in its turn.
func (t *run) buildChildren(ctx context.Context) error {
	store, err := t.newStore("children")
	if err != nil {
		return err
	}
	defer store.Remove() //nolint:errcheck // the stage's folder is removed or completed without it
	if err := t.distribute(ctx, store); err != nil {
		return err
	}
	files, err := t.openTargets()
	if err != nil {
		return err
	}
	crosswalk, err := t.out.create("event_crosswalk/00.parquet", eventCrosswalkSchema)
	if err != nil {
		return err
	}
	asides, err := t.openAsides()
	if err != nil {
		return err
	}
	c := &committer{t: t, files: files, crosswalk: crosswalk, asides: asides, turns: newTableTurns(len(t.tables) + 2)}
	builders := make([]*childBuilder, t.workers)
	sinks := make([]*lineageSink, t.workers)
	for w := range builders {
		builders[w] = &childBuilder{builder: t.newBuilder(), homes: map[*event]home{}}
		sinks[w] = &lineageSink{t: t, sink: t.lineage.Sink()}
	}
	err = t.eachPartition(ctx, func(ctx context.Context, w, p int) error {
		if err := t.buildPartition(ctx, store, p, builders[w]); err != nil {
			return err
		}
		return c.commit(ctx, p, builders[w].builder, sinks[w])
	})
	if err != nil {
		return err
	}
	for _, s := range sinks {
		if err := s.sink.Flush(); err != nil {
			return err
		}
	}
	for _, f := range []*tableFile{crosswalk, asides[0], asides[1]} {
		if err := f.close(); err != nil {
			return err
		}
	}
	for k := range files {
		t.lastIDs[t.tables[k].Name] = max(files[k].last, t.lastIDs[t.tables[k].Name])
	}
	return closeTargets(files)
}

func (t *run) buildPartition(ctx context.Context, store *spill.Store, p int, c *childBuilder) error {
	rows, err := c.memory.read(store, p)
	if err != nil {
		return err
	}
	c.reset()
	if c.old, err = t.readOldIDs(p, rows); err != nil {
		return err
	}
	for from := 0; from < len(rows); {
		to := from + 1
		for to < len(rows) && rows[to].child == rows[from].child {
			to++
		}
		c.build(rows[from:to])
		from = to
	}
	clear(c.memory.events) // lets go of the patients' texts
	t.progress(int64(len(rows)))
	return ctx.Err()
}

// committer writes finished partitions in their order.
type committer struct {
	t         *run
	files     []targetFile
	crosswalk *tableFile
	asides    [2]*tableFile
	turns     *tableTurns
	mu        sync.Mutex
}

// commit gives the partition its ids and writes its rows, table by table, each
// after the partition before.
func (c *committer) commit(ctx context.Context, p int, b *builder, sink *lineageSink) error {
	tables := len(c.t.tables)
	if err := c.turns.wait(ctx, tables, p); err != nil {
		return err
	}
	base := c.take(b)
	c.turns.pass(tables, p)
	b.rebase(base)
	for k := range c.files {
		if err := c.turns.wait(ctx, k, p); err != nil {
			return err
		}
		if err := c.write(k, b); err != nil {
			return err
		}
		c.turns.pass(k, p)
	}
	for i := range b.lineage {
		if err := sink.put(b.lineage[i]); err != nil {
			return err
		}
	}
	if err := c.turns.wait(ctx, tables+1, p); err != nil {
		return err
	}
	defer c.turns.pass(tables+1, p)
	for i, f := range c.asides {
		if err := f.write(b.asides[i]); err != nil {
			return err
		}
	}
	mutateBatch("event_crosswalk", b.events)
	return c.crosswalk.write(b.events)
}

// take reserves the ids of a partition and returns what its local ids are
// raised by.
func (c *committer) take(b *builder) []int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	base := make([]int64, len(c.files))
	for k := range c.files {
		base[k] = c.files[k].last
		c.files[k].last += b.count[k]
	}
	return base
}

func (c *committer) write(k int, b *builder) error {
	f := &c.files[k]
	if f.open == nil {
		return nil
	}
	for _, w := range []struct {
		file  *sortedRuns
		batch *table.Batch
	}{{f.open, b.open[k]}, {f.twin, b.twin[k]}} {
		if w.batch.N == 0 {
			continue
		}
		mutateBatch(c.t.tables[k].Name, w.batch)
		if err := w.file.write(w.batch); err != nil {
			return err
		}
	}
	return nil
}
