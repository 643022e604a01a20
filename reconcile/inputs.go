package reconcile

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
	"lollipop/mappings"
)

const (
	recordBits = 40 // a row id is file number << 40 | record number
	recordMask = 1<<recordBits - 1
	batchRows  = 4096
)

// sourceFile is one file of the extracts, as stage 1 lists it.
type sourceFile struct {
	number      int64
	source      int32
	batch       int32
	stamp       chis.Date // day of the batch
	path        string
	entity      *mappings.Entity // nil where no table names the file type
	name        string           // of the entity, or the file type
	migrated    bool
	windows1252 bool
	records     int64
	packing     string // gzip, zip, or empty
	bytes       int64  // of what is read, unpacked
	unpacked    string // where that lies, of a packed file
	base        int64  // ordinal of its first record among those of all migrated files
}

// inputs is what the stages before left.
type inputs struct {
	extract, transform, load ledger.Manifest
	extractDir, transformDir string

	sources  []string // sorted
	practice []bool   // by source: each organisation of it is a source of its own
	files    []sourceFile
	byNumber []int32 // index into files, -1 for none
	total    int64   // records of the migrated files

	asOf, bornFrom chis.Date
	mode           chis.NHSMode
	another        bool // a practice source stands beside the legacy one
}

func openInputs(ctx context.Context, o Options) (*inputs, error) {
	in := &inputs{extractDir: o.Work.Path(ledger.Extract), transformDir: o.Work.Path(ledger.Transform)}
	for _, m := range []struct {
		stage string
		to    *ledger.Manifest
	}{{ledger.Extract, &in.extract}, {ledger.Transform, &in.transform}, {ledger.Load, &in.load}} {
		var err error
		if *m.to, err = o.Work.ReadManifest(m.stage); err != nil {
			return nil, err
		}
	}
	if err := in.configure(); err != nil {
		return nil, err
	}
	return in, in.readFiles(ctx, o.Mappings)
}

// configure takes what extract fixed for all stages.
func (in *inputs) configure() error {
	c := in.extract.Content.Config
	var ok bool
	if in.asOf, ok = chis.ParseDate(c["as_of"]); !ok {
		return errors.New("read extract manifest: as_of is missing or no date")
	}
	in.bornFrom, _ = chis.ParseDate(c["born_from"])
	if c["nhs_numbers"] == "test" {
		in.mode = chis.Test
	}
	return nil
}

func (in *inputs) readFiles(ctx context.Context, maps *mappings.Set) error {
	var sources []string
	columns := []string{"file", "source", "path", "entity", "migrated", "batch", "batch_timestamp", "encoding", "records", "packing", "bytes"}
	err := scanFile(ctx, filepath.Join(in.extractDir, "file.parquet"), columns, func(b *table.Batch) error {
		for i := range b.N {
			f := sourceFile{
				number: b.Vec[0].I64[i], path: string(b.Vec[2].Text.At(i)), name: string(b.Vec[3].Text.At(i)),
				migrated: b.Vec[4].I32[i] == 1, batch: int32(b.Vec[5].I64[i]), stamp: stampDay(string(b.Vec[6].Text.At(i))),
				windows1252: string(b.Vec[7].Text.At(i)) == "windows-1252", records: b.Vec[8].I64[i],
				packing: string(b.Vec[9].Text.At(i)), bytes: b.Vec[10].I64[i],
			}
			if f.number < 1 || f.number >= 1<<20 || f.records < 0 || f.records > recordMask {
				return fmt.Errorf("read file.parquet: file %d with %d records", f.number, f.records)
			}
			if f.entity = maps.Entity(f.name); f.entity == nil {
				f.entity = maps.EntityOfTable(f.name)
			}
			in.files = append(in.files, f)
			sources = append(sources, string(b.Vec[1].Text.At(i)))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return in.number(sources)
}

// gaveNothing lists the files of messages without a row of any kind. They stand in
// the list once for each entity.
func (in *inputs) gaveNothing() []string {
	rows := map[string]int64{}
	for i := range in.files {
		if f := &in.files[i]; f.isOpen() {
			rows[f.path] += f.records
		}
	}
	maps.DeleteFunc(rows, func(_ string, n int64) bool { return n > 0 })
	return append([]string{}, slices.Sorted(maps.Keys(rows))...) // [] in the report, not null
}

// number gives sources and records their places.
func (in *inputs) number(sources []string) error {
	in.sources = slices.Compact(slices.Sorted(slices.Values(sources)))
	legacy := false
	for _, s := range in.sources {
		practice := in.extract.Content.Config["source."+s+".role"] == "practice"
		in.practice = append(in.practice, practice)
		in.another = in.another || practice
		legacy = legacy || !practice
	}
	in.another = in.another && legacy
	for i := range in.files {
		f := &in.files[i]
		f.source = int32(slices.Index(in.sources, sources[i]))
		for int64(len(in.byNumber)) <= f.number {
			in.byNumber = append(in.byNumber, -1)
		}
		if in.byNumber[f.number] >= 0 {
			return fmt.Errorf("read file.parquet: file %d stands twice", f.number)
		}
		in.byNumber[f.number] = int32(i)
		if f.migrated {
			f.base = in.total
			in.total += f.records
		}
	}
	return nil
}

// stampDay is the day of a yyyyMMddHHmmss timestamp, none where it is not one.
func stampDay(s string) chis.Date {
	if len(s) < 8 {
		return 0
	}
	d, _ := chis.ParseDate(s[0:4] + "-" + s[4:6] + "-" + s[6:8])
	return d
}

// file is the file of a row id, nil where no file has that number.
func (in *inputs) file(row int64) *sourceFile {
	n := row >> recordBits
	if n < 0 || n >= int64(len(in.byNumber)) || in.byNumber[n] < 0 {
		return nil
	}
	return &in.files[in.byNumber[n]]
}

// ordinal numbers the records of the migrated files without gaps; ok is false
// for a row id that is no record of one.
func (in *inputs) ordinal(row int64) (n int64, ok bool) {
	f := in.file(row)
	record := row & recordMask
	if f == nil || !f.migrated || record < 1 || record > f.records {
		return 0, false
	}
	return f.base + record - 1, true
}

// parts lists the Parquet files of a folder in the order of their names.
func parts(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	var paths []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".parquet") {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	return paths, nil
}

// scanFile yields the batches of one file in order.
func scanFile(ctx context.Context, path string, columns []string, yield func(*table.Batch) error) error {
	return table.Scan(ctx, []string{path}, columns, yield)
}

// each calls do for 0 to n-1, shared among workers, and waits for all.
func each(ctx context.Context, workers, n int, do func(ctx context.Context, worker, i int) error) error {
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
	for w := range min(workers, max(n, 1)) {
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

func (r *run) staged(name string) string { return filepath.Join(r.in.extractDir, name) }
