package transform

import (
	"path/filepath"

	"lollipop/internal/table"
)

// targetFile is a table being written, with its restricted twin and the last id
// given so far.
type targetFile struct {
	open, twin *sortedRuns
	last       int64
}

// sortedRuns writes one table as runs of ascending ids: rows that keep the id of
// an earlier rehearsal, those of them that came out of order because they moved
// to another child, and new rows. Without an earlier rehearsal there is one run.
type sortedRuns struct {
	out      *output
	name     string
	schema   table.Schema
	kept     *tableFile
	fresh    *tableFile
	keptRows *table.Batch
	new      *table.Batch
	moved    *table.Batch
	lastKept int64
	above    int64 // ids above it are new
}

// openTargets creates the files of every table that children fill.
func (t *run) openTargets() ([]targetFile, error) {
	files := make([]targetFile, len(t.tables))
	for k := range t.tables {
		files[k].last = t.lastIDs[t.tables[k].Name]
		if !t.tables[k].Twin {
			continue // reference tables are written already
		}
		name := t.tables[k].Name
		var err error
		if files[k].open, err = t.openRuns(name, t.schemas[name], files[k].last); err != nil {
			return nil, err
		}
		if files[k].twin, err = t.openRuns("restricted_"+name, t.schemas[name], files[k].last); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func (t *run) openRuns(name string, s table.Schema, above int64) (*sortedRuns, error) {
	r := &sortedRuns{out: t.out, name: name, schema: s, above: above}
	var err error
	if r.fresh, err = t.out.create(filepath.Join(name, "new.parquet"), s); err != nil || t.previous == nil {
		return r, err
	}
	r.keptRows, r.new, r.moved = table.NewBatch(s, batchRows), table.NewBatch(s, batchRows), table.NewBatch(s, 1)
	r.kept, err = t.out.create(filepath.Join(name, "kept.parquet"), s)
	return r, err
}

// write adds the rows of one partition, with final ids.
func (r *sortedRuns) write(b *table.Batch) error {
	if r.kept == nil {
		return r.fresh.write(b)
	}
	r.keptRows.Reset()
	r.new.Reset()
	ids := b.Vec[0].I64
	for _, i := range sortedBy(ids) {
		switch id := ids[i]; {
		case id > r.above:
			appendRow(r.new, b, int(i))
		case id > r.lastKept:
			r.lastKept = id
			appendRow(r.keptRows, b, int(i))
		default:
			appendRow(r.moved, b, int(i))
		}
	}
	if err := r.kept.write(r.keptRows); err != nil {
		return err
	}
	return r.fresh.write(r.new)
}

// close completes the files of the table.
func (r *sortedRuns) close() error {
	if r.kept != nil {
		if err := r.kept.close(); err != nil {
			return err
		}
		if err := r.writeMoved(); err != nil {
			return err
		}
	}
	return r.fresh.close()
}

func (r *sortedRuns) writeMoved() error {
	if r.moved.N == 0 {
		return nil
	}
	f, err := r.out.create(filepath.Join(r.name, "moved.parquet"), r.schema)
	if err != nil {
		return err
	}
	r.keptRows.Reset()
	for _, i := range sortedBy(r.moved.Vec[0].I64) {
		appendRow(r.keptRows, r.moved, int(i))
	}
	if err := f.write(r.keptRows); err != nil {
		return err
	}
	return f.close()
}

// appendRow copies row i of a batch to the end of another of the same columns.
func appendRow(to, from *table.Batch, i int) {
	for k, col := range from.Schema() {
		a, b := &to.Vec[k], &from.Vec[k]
		switch col.Kind {
		case table.Int64:
			a.I64 = append(a.I64, b.I64[i])
		case table.Int32:
			a.I32 = append(a.I32, b.I32[i])
		case table.GUID:
			a.GUID = append(a.GUID, b.GUID[i])
		case table.Text:
			a.Text.Append(b.Text.At(i))
		}
	}
	to.N++
}

func closeTargets(files []targetFile) error {
	for i := range files {
		for _, r := range []*sortedRuns{files[i].open, files[i].twin} {
			if r == nil {
				continue
			}
			if err := r.close(); err != nil {
				return err
			}
		}
	}
	return nil
}
