//go:build unix

package table_test

import (
	"io"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"lollipop/internal/table"
)

const benchRows = 1_000_000

// cpu is the processor time this process has used: the machine may be busy with other work.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func reportRows(b *testing.B, start time.Duration) {
	b.ReportMetric(benchRows*float64(b.N)/(cpu()-start).Seconds(), "rows/cpu-s")
}

func BenchmarkRead(b *testing.B) {
	path, info := writeObservations(b, benchRows, table.Options{})
	for name, columns := range map[string][]string{
		"all":   nil,
		"8of26": {"row", "observation_guid", "patient_guid", "organisation_guid", "effective_date", "code_id", "value_e6", "associated_text"},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			start := cpu()
			for b.Loop() {
				readThrough(b, path, columns...)
			}
			reportRows(b, start)
			b.ReportMetric(float64(info.Bytes)/benchRows, "file-B/row")
		})
	}
}

func readThrough(b *testing.B, path string, columns ...string) {
	r, err := table.Open(path, columns...)
	must(b, err)
	defer r.Close()
	batch, rows := table.NewBatch(r.Schema(), 8192), 0
	for {
		err := r.Next(batch)
		if err == io.EOF {
			break
		}
		must(b, err)
		rows += batch.N
	}
	if rows != benchRows {
		b.Fatal(rows)
	}
}

func BenchmarkWrite(b *testing.B) {
	var batches []*table.Batch
	src := newSource(1)
	for range benchRows / 5 / 4000 {
		batch := table.NewBatch(observations(), 4000)
		for !batch.Full() {
			src.append(batch)
		}
		batches = append(batches, batch)
	}
	dir := b.TempDir()
	b.ReportAllocs()
	start := cpu()
	for b.Loop() {
		w, err := table.Create(filepath.Join(dir, "t.parquet"), observations(), table.Options{})
		must(b, err)
		for i := range 5 * len(batches) {
			must(b, w.Write(batches[i%len(batches)]))
		}
		_, err = w.Close()
		must(b, err)
	}
	reportRows(b, start)
}
