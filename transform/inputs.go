package transform

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

const (
	recordBits = 40      // a row id is file number << 40 | record number
	batchRows  = 8 << 10 // rows of one batch while reading: it stays in cache
)

// sourceFile is one file of an extract, as stage 1 listed it.
type sourceFile struct {
	source  int32
	batch   int32
	stamp   chis.Date // day of the batch's timestamp
	entity  string
	records int64
	base    int64 // ordinal of its first record among the records of all files
}

// inputs is what stage 1 left: its files, sources and configuration.
type inputs struct {
	dir      string
	manifest ledger.Manifest
	sources  []string // sorted; a source is its index
	practice []bool   // by source: each organisation of it counts as a source of its own
	files    []sourceFile
	total    int64 // records of all files
	asOf     chis.Date
	mode     chis.NHSMode
}

func openInputs(work *ledger.Workspace) (*inputs, error) {
	m, err := work.ReadManifest(ledger.Extract)
	if err != nil {
		return nil, err
	}
	in := &inputs{dir: work.Path(ledger.Extract), manifest: m}
	if m.Content.Config["nhs_numbers"] == "test" {
		in.mode = chis.Test
	}
	asOf, ok := chis.ParseDate(m.Content.Config["as_of"])
	if !ok {
		return nil, errors.New("read extract manifest: as_of is missing or no date")
	}
	in.asOf = asOf
	if err := in.readFiles(); err != nil {
		return nil, err
	}
	for _, s := range in.sources {
		in.practice = append(in.practice, m.Content.Config["source."+s+".role"] == "practice")
	}
	return in, nil
}

func (in *inputs) readFiles() error {
	r, err := table.Open(filepath.Join(in.dir, "file.parquet"),
		"file", "batch", "records", "source", "entity", "batch_timestamp")
	if err != nil {
		return err
	}
	defer r.Close()
	var names []string
	b := table.NewBatch(r.Schema(), batchRows)
	for {
		err := r.Next(b)
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		for i := range b.N {
			no := b.Vec[0].I64[i]
			if no < 0 || no >= 1<<20 {
				return fmt.Errorf("read file.parquet: file number %d out of range", no)
			}
			for int64(len(in.files)) <= no {
				in.files = append(in.files, sourceFile{})
				names = append(names, "")
			}
			in.files[no] = sourceFile{
				batch:   int32(b.Vec[1].I64[i]),
				records: b.Vec[2].I64[i],
				entity:  string(b.Vec[4].Text.At(i)),
				stamp:   stampDay(b.Vec[5].Text.At(i)),
			}
			names[no] = string(b.Vec[3].Text.At(i))
		}
	}
	in.nameSources(names)
	return nil
}

func (in *inputs) nameSources(names []string) {
	for _, n := range names {
		if n != "" && !slices.Contains(in.sources, n) {
			in.sources = append(in.sources, n)
		}
	}
	slices.Sort(in.sources)
	for no := range in.files {
		in.files[no].source = int32(slices.Index(in.sources, names[no]))
		in.files[no].base = in.total
		in.total += in.files[no].records
	}
}

// stampDay is the day of a yyyyMMddHHmmss timestamp.
func stampDay(b []byte) chis.Date {
	if len(b) < 8 {
		return 0
	}
	d, _ := chis.ParseDate(string(b[0:4]) + "-" + string(b[4:6]) + "-" + string(b[6:8]))
	return d
}

func (in *inputs) file(row int64) *sourceFile { return &in.files[row>>recordBits] }

// ordinal numbers the records of all files without gaps, in row-id order.
func (in *inputs) ordinal(row int64) int64 {
	return in.file(row).base + row&(1<<recordBits-1) - 1
}

// rowID is the id of a record of a file; records count from 1.
func rowID(file, record int64) int64 { return file<<recordBits | record }

// parts lists the files of a staged table in row order.
func (in *inputs) parts(name string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(in.dir, name))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list staged %s: %w", name, err)
	}
	var paths []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".parquet") {
			paths = append(paths, filepath.Join(in.dir, name, e.Name()))
		}
	}
	return paths, nil
}

// scan reads the chosen columns of a staged table, its parts shared among
// workers. Batches come in no set order: what yield keeps must not depend on it.
func (in *inputs) scan(ctx context.Context, name string, workers int, columns []string,
	yield func(worker int, b *table.Batch) error,
) error {
	paths, err := in.parts(name)
	if err != nil {
		return err
	}
	return share(ctx, workers, len(paths), func(ctx context.Context, w, i int) error {
		return scanPart(ctx, paths[i], columns, func(b *table.Batch) error { return yield(w, b) })
	})
}

func scanPart(ctx context.Context, path string, columns []string, yield func(*table.Batch) error) error {
	r, err := table.Open(path, columns...)
	if err != nil {
		return err
	}
	defer r.Close()
	b := table.NewBatch(r.Schema(), batchRows)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := r.Next(b)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := yield(b); err != nil {
			return err
		}
	}
}
