package table_test

import (
	"bytes"
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
	b := table.NewBatch(s, 300)
	for i := range uint64(300) {
		for c, x := range []uint64{i, i * i % 5, i * 7919, i % 9, i, i % 3, i} {
			appendValue(&b.Vec[c], s[c].Kind, x)
		}
		b.N++
	}
	path := filepath.Join(t.TempDir(), "t.parquet")
	_, err := writeBatch(path, b, 300, table.Options{RowGroupRows: 200})
	must(t, err)
	file, err := os.ReadFile(path)
	must(t, err)
	return file, b
}

func TestTruncatedFile(t *testing.T) {
	file, _ := damaged(t)
	path := filepath.Join(t.TempDir(), "t.parquet")
	for n := range len(file) {
		must(t, os.WriteFile(path, file[:n], 0o600))
		if _, err := readFile(path); err == nil {
			t.Fatalf("cut to %d of %d bytes: no error", n, len(file))
		}
	}
}

// A flipped bit is an error, or lies where it changes no value (a page header's unused field, a name's case …): it never
// gives other values in silence, but for a column's name, which the caller asks for by name.
func TestFlippedBits(t *testing.T) {
	file, want := damaged(t)
	path := filepath.Join(t.TempDir(), "t.parquet")
	for i := range file {
		for _, bit := range []byte{1 << (i % 8), 0x80 >> (i % 8), 0xff} {
			b := bytes.Clone(file)
			b[i] ^= bit
			must(t, os.WriteFile(path, b, 0o600))
			got, err := readFile(path)
			if err != nil || !got.Schema().Equal(want.Schema()) {
				continue
			}
			if err := sameRows(want, got, 0); err != nil {
				t.Errorf("byte %d ^ %#x of %d: %v", i, bit, len(file), err)
			}
		}
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
