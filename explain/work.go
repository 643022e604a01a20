package explain

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

// fileShift is where the file number stands in a row id.
const fileShift = 40

// work is a rehearsal that is being read.
type work struct {
	Options
	manifest   ledger.Manifest
	files      map[int64]inputFile
	protected  map[int64]bool // children
	restricted map[int64]bool // children
}

type inputFile struct{ source, path, entity string }

// person is a person record as the crosswalk has it.
type person struct {
	source                string
	organisation, patient [16]byte
	child, row, retired   int64
	restricted            bool
}

func open(ctx context.Context, o Options) (*work, error) {
	m, err := o.Work.Intact(ctx, ledger.Transform)
	if err != nil {
		return nil, err
	}
	w := &work{Options: o, manifest: m, files: map[int64]inputFile{}, protected: map[int64]bool{}, restricted: map[int64]bool{}}
	file := []string{o.Work.Path(ledger.Extract, "file.parquet")}
	err = table.Scan(ctx, file, []string{"file", "source", "path", "entity"}, func(b *table.Batch) error {
		for i := range b.N {
			text := func(column int) string { return string(b.Vec[column].Text.At(i)) }
			w.files[b.Vec[0].I64[i]] = inputFile{text(1), text(2), text(3)}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return w, w.scan(ctx, "restricted_child", []string{"id", "protected"}, func(b *table.Batch, i int) {
		id := b.Vec[0].I64[i]
		w.restricted[id] = true
		w.protected[id] = b.Vec[1].I32[i] == 1
	})
}

// scan yields the rows of a table of transform, none where it has no file.
func (w *work) scan(ctx context.Context, name string, columns []string, yield func(b *table.Batch, i int)) error {
	var paths []string
	for _, run := range w.manifest.Content.Runs[name] {
		for _, file := range run {
			paths = append(paths, w.Work.Path(ledger.Transform, filepath.FromSlash(file)))
		}
	}
	return eachRow(ctx, paths, columns, yield)
}

func eachRow(ctx context.Context, paths, columns []string, yield func(b *table.Batch, i int)) error {
	return table.Scan(ctx, paths, columns, func(b *table.Batch) error {
		for i := range b.N {
			yield(b, i)
		}
		return nil
	})
}

// personsOf are the person records of a child, in the order of the crosswalk.
func (w *work) personsOf(ctx context.Context, child int64) ([]person, error) {
	unknown := &UnknownError{What: "child", ID: child}
	var found []person
	err := w.crosswalk(ctx, func(p person) {
		if p.child == child {
			found = append(found, p)
		}
		if p.retired == child && !w.protected[p.child] {
			unknown.Now = p.child
		}
	})
	if err == nil && len(found) == 0 {
		err = unknown
	}
	return found, err
}

func (w *work) crosswalk(ctx context.Context, yield func(person)) error {
	columns := []string{"source", "organisation_guid", "patient_guid", "child_id", "row_id", "retired_id", "restricted"}
	path := []string{w.Work.Path(ledger.Transform, "crosswalk.parquet")}
	return eachRow(ctx, path, columns, func(b *table.Batch, i int) {
		p := person{
			source: string(b.Vec[0].Text.At(i)), organisation: b.Vec[1].GUID[i], patient: b.Vec[2].GUID[i],
			child: b.Vec[3].I64[i], row: b.Vec[4].I64[i], restricted: b.Vec[6].I32[i] == 1,
		}
		if retired := b.Vec[5].I64[i]; retired != table.NullInt64 {
			p.retired = retired
		}
		yield(p)
	})
}

// staged are the files of an entity that hold the rows of one input file.
func (w *work) staged(entity string, file int64) []string {
	return w.Work.Glob(fmt.Sprintf("%05d-*.parquet", file), ledger.Extract, entity)
}

// at yields the rows whose first column, by which the files ascend, is one of
// ids, which ascend too. Those that are not there are passed over.
func (w *work) at(ctx context.Context, paths, columns []string, ids []int64, yield func(b *table.Batch, i int)) error {
	if len(paths) == 0 || len(ids) == 0 {
		return nil
	}
	r, err := table.OpenSequence(paths, columns...)
	if err != nil {
		return err
	}
	defer r.Close()
	b := table.NewBatch(r.Schema(), 64)
	for _, id := range ids {
		if err := seekRows(ctx, r, b, id, yield); err != nil {
			return err
		}
	}
	return nil
}

// seekRows yields every row of one id: a source row makes many target rows.
func seekRows(ctx context.Context, r *table.Reader, b *table.Batch, id int64, yield func(b *table.Batch, i int)) error {
	if err := r.SeekTo(id); err != nil {
		return err
	}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := r.Next(b)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		for i := range b.N {
			if b.Vec[0].I64[i] != id {
				return nil
			}
			yield(b, i)
		}
	}
}
