package load

import (
	"errors"
	"fmt"
	"io"
	"math"

	"lollipop/internal/table"
	"lollipop/internal/target"
)

// rowReader reads the rows of one table in id order, from one sorted run or from several merged. Close ends it.
type rowReader struct {
	name    string
	sources []*runSource
	last    int64 // highest id so far
	rows    int64
}

// runSource is one run and, where runs are merged, the batch of it that is being taken from.
type runSource struct {
	reader *table.Reader
	batch  *table.Batch
	at     int // next row of batch
}

// openRuns opens the files of a table; file names are made into paths by pathOf. Columns are read by name, so that the
// order of the file does not matter and a column it lacks is an error.
func openRuns(j job, columns []target.Column, pathOf func(string) string) (*rowReader, error) {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	r := &rowReader{name: j.name, last: math.MinInt64}
	for _, run := range j.runs {
		if len(run) == 0 {
			continue
		}
		paths := make([]string, len(run))
		for i, f := range run {
			paths[i] = pathOf(f)
		}
		reader, err := table.OpenSequence(paths, names...)
		if err != nil {
			return nil, errors.Join(err, r.Close())
		}
		r.sources = append(r.sources, &runSource{reader: reader})
		if got, want := reader.Schema(), target.Schema(columns); !got.Equal(want) {
			return nil, errors.Join(fmt.Errorf("open %s: its columns have other kinds than the target's", j.name), r.Close())
		}
	}
	return r, r.check(j.rows)
}

// check holds the files against the manifest before a row is read.
func (r *rowReader) check(want int64) error {
	n := int64(0)
	for _, s := range r.sources {
		n += s.reader.Rows()
	}
	if n != want {
		return errors.Join(fmt.Errorf("open %s: its files hold %d rows, the manifest of transform says %d", r.name, n, want), r.Close())
	}
	return nil
}

// Close closes the files.
func (r *rowReader) Close() error {
	var errs []error
	for _, s := range r.sources {
		errs = append(errs, s.reader.Close())
	}
	r.sources = nil
	return errors.Join(errs...)
}

// Next fills b, as target.Rows wants it. Ids that do not ascend are an error: the target's tables stand in id order.
func (r *rowReader) Next(b *table.Batch) error {
	var err error
	switch len(r.sources) {
	case 0:
		b.Reset()
		return io.EOF
	case 1:
		err = r.sources[0].reader.Next(b)
	default:
		err = r.merge(b)
	}
	if err != nil {
		return err
	}
	for _, id := range b.Vec[0].I64[:b.N] {
		if id <= r.last {
			return fmt.Errorf("read %s: its ids do not ascend", r.name)
		}
		r.last = id
	}
	r.rows += int64(b.N)
	return nil
}

// merge fills b with the rows that come next by id over all runs.
func (r *rowReader) merge(b *table.Batch) error {
	b.Reset()
	for !b.Full() {
		first, next, err := r.heads(b)
		if err != nil {
			return err
		}
		if first == nil {
			break
		}
		ids := first.batch.Vec[0].I64
		from := first.at
		for first.at < first.batch.N && ids[first.at] <= next && b.N+first.at-from < b.Cap() {
			first.at++
		}
		appendRows(b, first.batch, from, first.at)
	}
	if b.N == 0 {
		return io.EOF
	}
	return nil
}

// heads returns the run with the lowest next id, nil at the end of all, and the lowest id of the others.
func (r *rowReader) heads(like *table.Batch) (first *runSource, next int64, err error) {
	lowest := int64(math.MaxInt64)
	next = lowest
	for _, s := range r.sources {
		id, ok, err := s.head(like)
		if err != nil {
			return nil, 0, err
		}
		switch {
		case !ok:
		case first == nil || id < lowest:
			if first != nil {
				next = lowest
			}
			first, lowest = s, id
		case id < next:
			next = id
		}
	}
	return first, next, nil
}

// head returns the next id of the run, reading its next batch if need be.
func (s *runSource) head(like *table.Batch) (id int64, ok bool, err error) {
	if s.batch == nil {
		s.batch = table.NewBatch(like.Schema(), like.Cap())
	}
	if s.at == s.batch.N {
		s.at = 0
		if err := s.reader.Next(s.batch); errors.Is(err, io.EOF) {
			return 0, false, nil
		} else if err != nil {
			return 0, false, err
		}
	}
	return s.batch.Vec[0].I64[s.at], true, nil
}

// appendRows adds rows from..to of src to b, a batch of the same columns.
func appendRows(b, src *table.Batch, from, to int) {
	for i, c := range b.Schema() {
		v, s := &b.Vec[i], &src.Vec[i]
		switch c.Kind {
		case table.Int64:
			v.I64 = append(v.I64, s.I64[from:to]...)
		case table.Int32:
			v.I32 = append(v.I32, s.I32[from:to]...)
		default:
			for row := from; row < to; row++ {
				v.Text.Append(s.Text.At(row))
			}
		}
	}
	b.N += to - from
}
