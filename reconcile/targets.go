package reconcile

import (
	"context"
	"errors"
	"path/filepath"

	"lollipop/internal/spill"
	"lollipop/internal/table"
	"lollipop/internal/target"
	"lollipop/mappings"
)

// targetTable is one table of the target with its restricted twin.
type targetTable struct {
	*mappings.Table
	number   int
	columns  []target.Column
	schema   table.Schema
	child    int // column that names the child; -1 for a reference table
	source   int // column source_row
	happened dayPlace
	ids      bitset
	rows     int64
	kept     []targetRow // of a reference table: all rows
}

// targetRow is one row as the target returns it. data holds every column after
// the id, encoded.
type targetRow struct {
	child, id int64
	source    int64 // source_row
	table     uint8
	twin      bool
	data      []byte
	links     []link
	first     [1]link // most have one link: it needs no memory of its own
}

// attach adds a link. The row stays where it is from now on.
func (t *targetRow) attach(l link) {
	if t.links == nil {
		t.links = t.first[:0]
	}
	t.links = append(t.links, l)
}

// link joins a target row with a source row that lineage names for it.
type link struct {
	from    *sourceRow
	primary bool
}

func (r *run) bindTables() {
	r.tableNumber = map[string]uint8{}
	for i, t := range r.Mappings.Tables() {
		tt := &targetTable{Table: t, number: i, columns: targetColumns(t), child: t.Column("child_id"), source: t.Column("source_row"), happened: dayPlaceOf(t)}
		tt.schema = target.Schema(tt.columns)
		if t.Name == tableChild {
			tt.child = 0
		}
		r.tables = append(r.tables, tt)
		r.tableNumber[t.Name] = uint8(i)
	}
}

// isReference reports a table that no child owns.
func (t *targetTable) isReference() bool { return t.child < 0 }

// scanTargets reads every table of the target once: it holds each row against
// the one that transform wrote and sends it to the partition of its child.
func (r *run) scanTargets(ctx context.Context) error {
	if err := errors.Join(r.findStrangers(ctx), r.readLoad(ctx)); err != nil {
		return err
	}
	sinks := make([]*spill.Sink, r.Workers)
	for w := range sinks {
		sinks[w] = r.store.Sink()
	}
	open := make([]bitset, r.Workers)
	err := each(ctx, r.Workers, len(r.tables), func(ctx context.Context, w, i int) error {
		for _, twin := range []bool{false, true} {
			if twin && !r.tables[i].Twin {
				continue
			}
			s := &targetScan{run: r, table: r.tables[i], twin: twin, sink: sinks[w], open: &open[w]}
			if err := s.all(ctx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for w := range sinks {
		if err := sinks[w].Flush(); err != nil {
			return err
		}
		r.openChildren.union(&open[w])
	}
	for _, t := range r.tables {
		r.outcomes.compared(checkTarget, t.rows)
		r.counts["target."+t.Name] = t.rows
	}
	return nil
}

func (s *bitset) union(o *bitset) {
	for len(s.words) < len(o.words) {
		s.words = append(s.words, 0)
	}
	for i, w := range o.words {
		s.words[i] |= w
	}
}

// targetScan reads one table, or its twin.
type targetScan struct {
	*run
	table *targetTable
	twin  bool
	sink  *spill.Sink
	open  *bitset // children with rows in open tables
	join  joiner
	buf   []byte
}

func (s *targetScan) all(ctx context.Context) error {
	name := s.table.Name
	if s.twin {
		name = "restricted_" + name
	}
	if err := s.join.open(s.run, s.table, name, s.twin); err != nil {
		return err
	}
	defer s.join.close()
	err := s.Target.Scan(ctx, s.Target.Table(s.table.Name, s.twin), s.table.withLoad(), "id", func(b *table.Batch) error {
		if err := s.join.take(b); err != nil {
			return err
		}
		s.judgeLoad(b)
		return s.batch(b)
	})
	if err != nil {
		return err
	}
	return s.join.finish()
}

func (s *targetScan) batch(b *table.Batch) error {
	t := s.table
	for i, id := range b.Vec[0].I64 {
		t.rows++
		if !t.ids.add(id) {
			s.unclaimed(checkTarget, t.Name, id, "id", "id-twice", s.twin)
			continue
		}
		if t.isReference() {
			t.kept = append(t.kept, targetRow{id: id, source: b.Vec[t.source].I64[i], table: uint8(t.number), data: t.encode(nil, b, i)})
			continue
		}
		child := b.Vec[t.child].I64[i]
		if !s.twin {
			s.open.add(child)
		}
		r := spill.PutByte(s.buf[:0], recordTarget)
		r = spill.PutByte(r, byte(t.number))
		r = spill.PutBool(r, s.twin)
		r = spill.PutVarint(r, id)
		r = spill.PutVarint(r, child)
		r = spill.PutVarint(r, b.Vec[t.source].I64[i])
		s.buf = t.encode(r, b, i)
		if err := s.sink.Append(s.partitionOf(child), s.buf); err != nil {
			return err
		}
	}
	return nil
}

// encode appends every column after the id.
func (t *targetTable) encode(dst []byte, b *table.Batch, i int) []byte {
	for c := 1; c < len(t.columns); c++ {
		v := &b.Vec[c]
		switch t.columns[c].Kind {
		case target.Int:
			dst = spill.PutVarint(dst, v.I64[i])
		case target.Date, target.Bool:
			dst = spill.PutVarint(dst, int64(v.I32[i]))
		case target.Decimal:
			dst = spill.PutBytes(dst, canonicalDecimal(v.Text.At(i)))
		default:
			dst = spill.PutBytes(dst, v.Text.At(i))
		}
	}
	return dst
}

// canonicalDecimal is a plain decimal without a plus sign and leading zeros;
// other text is returned as it is.
func canonicalDecimal(b []byte) []byte {
	if len(b) == 0 || b[0] != '+' && b[0] != '0' && b[0] != '-' {
		return b
	}
	sign, rest := []byte(nil), b
	if b[0] == '-' || b[0] == '+' {
		rest = b[1:]
		if b[0] == '-' {
			sign = b[:1]
		}
	}
	for len(rest) > 1 && rest[0] == '0' && rest[1] != '.' {
		rest = rest[1:]
	}
	zero := true
	for _, c := range rest {
		zero = zero && (c == '0' || c == '.')
	}
	if sign == nil || zero {
		return rest
	}
	return append([]byte("-"), rest...)
}

// joiner holds the rows of a target table, as they come in the order of ids,
// against the rows that transform wrote: a full outer join, column by column.
type joiner struct {
	run   *run
	table *targetTable
	twin  bool
	runs  []*cursor
}

// cursor stands on a row of one sorted run.
type cursor struct {
	r *table.Reader
	b *table.Batch
	i int
}

func (j *joiner) open(r *run, t *targetTable, name string, twin bool) error {
	j.run, j.table, j.twin = r, t, twin
	columns := make([]string, len(t.columns))
	for i, c := range t.columns {
		columns[i] = c.Name
	}
	for _, files := range r.in.transform.Content.Runs[name] {
		if len(files) == 0 {
			continue
		}
		paths := make([]string, len(files))
		for i, f := range files {
			paths[i] = filepath.Join(r.in.transformDir, filepath.FromSlash(f))
		}
		reader, err := table.OpenSequence(paths, columns...)
		if err != nil {
			return err
		}
		c := &cursor{r: reader, b: table.NewBatch(reader.Schema(), batchRows)}
		j.runs = append(j.runs, c)
		if err := c.fill(); err != nil {
			return err
		}
	}
	return nil
}

func (j *joiner) close() {
	for _, c := range j.runs {
		_ = c.r.Close() // read only
	}
}

// fill reads on where the batch is used up. At the end N is 0.
func (c *cursor) fill() error {
	if c.i < c.b.N {
		return nil
	}
	c.i = 0
	return next(c.r, c.b)
}

func (c *cursor) done() bool { return c.b.N == 0 }
func (c *cursor) id() int64  { return c.b.Vec[0].I64[c.i] }

// lowest is the run that stands on the lowest id, and the id up to which it is
// alone; nil at the end of all.
func (j *joiner) lowest() (low *cursor, below int64) {
	below = maxInt64
	for _, c := range j.runs {
		switch {
		case c.done():
		case low == nil:
			low = c
		case c.id() < low.id():
			low, below = c, low.id()
		default:
			below = min(below, c.id())
		}
	}
	return low, below
}

const maxInt64 = 1<<63 - 1

// take compares the next rows of the target.
func (j *joiner) take(b *table.Batch) error {
	for i := 0; i < b.N; {
		id := b.Vec[0].I64[i]
		low, below := j.lowest()
		switch {
		case low == nil || low.id() > id:
			j.report(b, i, "", "not-written-by-transform")
			i++
			continue
		case low.id() < id:
			j.report(low.b, low.i, "", "missing-in-target")
			low.i++
		default:
			n := 1
			for i+n < b.N && low.i+n < low.b.N && b.Vec[0].I64[i+n] == low.b.Vec[0].I64[low.i+n] && b.Vec[0].I64[i+n] < below {
				n++
			}
			j.compare(low.b, low.i, b, i, n)
			low.i += n
			i += n
		}
		if err := low.fill(); err != nil {
			return err
		}
	}
	return nil
}

// finish reports what transform wrote after the last row of the target.
func (j *joiner) finish() error {
	for {
		low, _ := j.lowest()
		if low == nil {
			return nil
		}
		j.report(low.b, low.i, "", "missing-in-target")
		low.i++
		if err := low.fill(); err != nil {
			return err
		}
	}
}

func (j *joiner) report(b *table.Batch, i int, column, kind string) {
	found := Break{checkTarget, j.table.Name, b.Vec[0].I64[i], b.Vec[j.table.source].I64[i], column, kind}
	if j.twin {
		j.run.breaks.note(found, true)
		return
	}
	j.run.breaks.add(found) // an open row may be of a child that should not be open
}

// compare compares n rows column by column; only where a column differs does it
// look for the rows.
func (j *joiner) compare(a *table.Batch, from int, b *table.Batch, to, n int) {
	for c, col := range j.table.schema {
		if equalCells(col.Kind, &a.Vec[c], from, &b.Vec[c], to, n) {
			continue
		}
		for k := range n {
			if equalCells(col.Kind, &a.Vec[c], from+k, &b.Vec[c], to+k, 1) {
				continue
			}
			if j.table.columns[c].Kind == target.Decimal &&
				string(canonicalDecimal(a.Vec[c].Text.At(from+k))) == string(canonicalDecimal(b.Vec[c].Text.At(to+k))) {
				continue
			}
			j.report(b, to+k, col.Name, "differs-from-transform")
		}
	}
}

// next is Reader.Next that leaves an empty batch at the end.
func next(r *table.Reader, b *table.Batch) error {
	err := r.Next(b)
	if isEOF(err) {
		return nil
	}
	return err
}
