package extract

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

// cells is a row of a staged table, its values as texts, by column.
type cells map[string]string

// readTable reads a table of the finished stage: a folder of parts in name
// order, or one file. An absent folder has no rows.
func readTable(t testing.TB, o Options, name string) []cells {
	t.Helper()
	path := o.Work.Path(ledger.Extract, name)
	paths := []string{path}
	if filepath.Ext(name) == "" {
		entries, err := os.ReadDir(path)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		paths = nil
		for _, e := range entries {
			paths = append(paths, filepath.Join(path, e.Name()))
		}
		slices.Sort(paths)
	}
	var rows []cells
	for _, p := range paths {
		rows = append(rows, readPart(t, p)...)
	}
	return rows
}

func readPart(t testing.TB, path string) []cells {
	t.Helper()
	r, err := table.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var rows []cells
	b := table.NewBatch(r.Schema(), 100)
	for {
		if err := r.Next(b); errors.Is(err, io.EOF) {
			return rows
		} else if err != nil {
			t.Fatal(err)
		}
		for i := range b.N {
			rows = append(rows, cellsAt(b, i))
		}
	}
}

func cellsAt(b *table.Batch, i int) cells {
	row := cells{}
	for c, column := range b.Schema() {
		v := &b.Vec[c]
		switch column.Kind {
		case table.Int64:
			row[column.Name] = fmt.Sprint(v.I64[i])
			if v.I64[i] == table.NullInt64 {
				row[column.Name] = "-"
			}
		case table.Int32:
			row[column.Name] = fmt.Sprint(v.I32[i])
		case table.GUID:
			row[column.Name] = chis.GUID(v.GUID[i]).String()
		case table.Text:
			row[column.Name] = string(v.Text.At(i))
		}
	}
	return row
}

// fates maps every row id of the finished stage to "staged", or to its fate
// and rule. A row with two fates fails the test.
func fates(t testing.TB, o Options) map[string]string {
	t.Helper()
	all := map[string]string{}
	put := func(rows []cells, fate func(cells) string) {
		for _, r := range rows {
			if had, ok := all[r["row_id"]]; ok {
				t.Fatalf("row %s is %s and %s", r["row_id"], had, fate(r))
			}
			all[r["row_id"]] = fate(r)
		}
	}
	for _, e := range o.Mappings.Entities() {
		if e.Migrated {
			put(readTable(t, o, e.Name), func(cells) string { return "staged" })
		}
	}
	put(readTable(t, o, "excluded"), func(r cells) string { return "excluded " + r["rule"] })
	put(readTable(t, o, "quarantine"), func(r cells) string { return "quarantined " + r["rule"] })
	return all
}

// checkFiles holds the list of files against the fates: every record of a
// migrated file has one, and the file's counts are their sums.
func checkFiles(t testing.TB, o Options, all map[string]string) {
	t.Helper()
	total := 0
	for _, f := range readTable(t, o, "file.parquet") {
		var number, records int64
		_, _ = fmt.Sscan(f["file"], &number)
		_, _ = fmt.Sscan(f["records"], &records)
		if f["migrated"] == "0" {
			if f["excluded"] != f["records"] {
				t.Errorf("file %s: %s of %s records excluded", f["path"], f["excluded"], f["records"])
			}
			continue
		}
		counts := map[string]int{}
		for n := int64(1); n <= records; n++ {
			fate, ok := all[fmt.Sprint(number<<40|n)]
			if !ok {
				t.Errorf("file %s: record %d has no fate", f["path"], n)
				continue
			}
			counts[fate[:6]]++
			total++
		}
		for prefix, column := range map[string]string{"staged": "staged", "exclud": "excluded", "quaran": "quarantined"} {
			if fmt.Sprint(counts[prefix]) != f[column] {
				t.Errorf("file %s: %s is %s, want %d", f["path"], column, f[column], counts[prefix])
			}
		}
	}
	if total != len(all) {
		t.Errorf("%d fates for %d records", len(all), total)
	}
}

// fileNumbers maps "<source>/<entity>/<batch>" to file numbers.
func fileNumbers(t testing.TB, o Options) map[string]int64 {
	t.Helper()
	numbers := map[string]int64{}
	for _, f := range readTable(t, o, "file.parquet") {
		var n int64
		_, _ = fmt.Sscan(f["file"], &n)
		numbers[f["source"]+"/"+f["entity"]+"/"+f["batch"]] = n
	}
	return numbers
}
