package table_test

import (
	"os"
	"path/filepath"
	"testing"

	"lollipop/internal/table"
)

// readFile reads all of a file; any outcome but a panic is the caller's to judge.
func readFile(path string) (*table.Batch, error) {
	r, err := table.Open(path)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return rowsOf(r, 500)
}

// damaged is a small file in which every encoding occurs, and its rows.
func damaged(t testing.TB) ([]byte, *table.Batch) {
	t.Helper()
	s := table.Schema{
		{Name: "id", Kind: table.Int64},
		{Name: "code", Kind: table.Int64},
		{Name: "date", Kind: table.Int32},
		{Name: "patient", Kind: table.GUID},
		{Name: "guid", Kind: table.GUID},
		{Name: "unit", Kind: table.Text},
		{Name: "note", Kind: table.Text},
	}
	b := table.NewBatch(s, 200)
	for i := range uint64(200) {
		for c, x := range []uint64{i, i * i % 5, i * 7919, i % 9, i, i % 3, i} {
			appendValue(&b.Vec[c], s[c].Kind, x)
		}
		b.N++
	}
	path := filepath.Join(t.TempDir(), "t.parquet")
	_, err := writeBatch(path, b, 200, table.Options{RowGroupRows: 130})
	must(t, err)
	file, err := os.ReadFile(path)
	must(t, err)
	return file, b
}

func TestTruncatedFile(t *testing.T) {
	file, _ := damaged(t)
	path := filepath.Join(t.TempDir(), "t.parquet")
	must(t, os.WriteFile(path, file, 0o600))
	for n := len(file) - 1; n >= 0; n-- {
		must(t, os.Truncate(path, int64(n)))
		if _, err := readFile(path); err == nil {
			t.Fatalf("cut to %d of %d bytes: no error", n, len(file))
		}
	}
}

// A flipped bit is an error, or lies where it changes nothing (a column's statistics that are not used, the name of the
// program …): it never gives other values in silence.
func TestFlippedBits(t *testing.T) {
	file, want := damaged(t)
	path := filepath.Join(t.TempDir(), "t.parquet")
	must(t, os.WriteFile(path, file, 0o600))
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	must(t, err)
	defer f.Close()
	unnoticed := 0
	for i, was := range file {
		_, err := f.WriteAt([]byte{was ^ 1<<(i%8)}, int64(i))
		must(t, err)
		if got, err := readFile(path); err == nil {
			unnoticed++
			if err := sameRows(want, got, 0); err != nil {
				t.Errorf("byte %d of %d: %v", i, len(file), err)
			}
		}
		_, err = f.WriteAt([]byte{was}, int64(i))
		must(t, err)
	}
	if unnoticed > len(file)/10 {
		t.Errorf("%d of %d flips were not noticed", unnoticed, len(file))
	}
}

func FuzzOpen(f *testing.F) {
	file, _ := damaged(f)
	f.Add(file)
	f.Add(file[:len(file)/2])
	f.Add([]byte("PAR1\x00\x00\x00\x00PAR1"))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "t.parquet")
		must(t, os.WriteFile(path, b, 0o600))
		r, err := table.Open(path)
		if err != nil {
			return
		}
		defer r.Close()
		batch := table.NewBatch(r.Schema(), 100)
		for range 50 {
			if r.Next(batch) != nil {
				break
			}
		}
		_ = r.SeekTo(5) // must not panic either
	})
}
