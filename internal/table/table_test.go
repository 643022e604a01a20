package table_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"lollipop/internal/table"

	"pgregory.net/rapid"
)

// rowsOf reads all rows with batches of the given size into one batch.
func rowsOf(r *table.Reader, size int) (*table.Batch, error) {
	b, all := table.NewBatch(r.Schema(), size), table.NewBatch(r.Schema(), 1)
	for {
		err := r.Next(b)
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		appendRows(all, b, 0, b.N)
	}
}

func appendRows(to, b *table.Batch, from, until int) {
	for i, c := range b.Schema() {
		v, src := &to.Vec[i], &b.Vec[i]
		switch c.Kind {
		case table.Int64:
			v.I64 = append(v.I64, src.I64[from:until]...)
		case table.Int32:
			v.I32 = append(v.I32, src.I32[from:until]...)
		case table.GUID:
			v.GUID = append(v.GUID, src.GUID[from:until]...)
		case table.Text:
			for j := from; j < until; j++ {
				v.Text.Append(src.Text.At(j))
			}
		}
	}
	to.N += until - from
}

// sameVector compares values from and on of a with the n values of b.
func sameVector(k table.Kind, a, b *table.Vector, from, n int) bool {
	switch k {
	case table.Int64:
		return slices.Equal(a.I64[from:from+n], b.I64)
	case table.Int32:
		return slices.Equal(a.I32[from:from+n], b.I32)
	case table.GUID:
		return slices.Equal(a.GUID[from:from+n], b.GUID)
	}
	for i := range n {
		if !bytes.Equal(a.Text.At(from+i), b.Text.At(i)) {
			return false
		}
	}
	return b.Text.Len() == n
}

// sameRows compares rows from and on of want with all of got, column by column by name.
func sameRows(want, got *table.Batch, from int) error {
	if got.N != want.N-from {
		return fmt.Errorf("%d rows, want %d", got.N, want.N-from)
	}
	for i, c := range got.Schema() {
		if j := want.Schema().Index(c.Name); !sameVector(c.Kind, &want.Vec[j], &got.Vec[i], from, got.N) {
			return fmt.Errorf("column %s came back different", c.Name)
		}
	}
	return nil
}

// writeBatch writes want in batches of the given size.
func writeBatch(path string, want *table.Batch, size int, o table.Options) (table.Info, error) {
	w, err := table.Create(path, want.Schema(), o)
	if err != nil {
		return table.Info{}, err
	}
	defer w.Abort()
	for from := 0; from < want.N; from += size {
		b := table.NewBatch(want.Schema(), size)
		appendRows(b, want, from, min(from+size, want.N))
		if err := w.Write(b); err != nil {
			return table.Info{}, err
		}
	}
	return w.Close()
}

func madeUp(rows int) *table.Batch {
	b, src := table.NewBatch(observations(), rows), newSource(1)
	for range rows {
		src.append(b)
	}
	return b
}

func TestObservationsRoundTrip(t *testing.T) {
	want := madeUp(30_000)
	path := filepath.Join(t.TempDir(), "t.parquet")
	info, err := writeBatch(path, want, 1234, table.Options{RowGroupRows: 11_000})
	must(t, err)
	file, err := os.ReadFile(path)
	must(t, err)
	sum := sha256.Sum256(file)
	if info != (table.Info{Rows: 30_000, Bytes: int64(len(file)), SHA256: hex.EncodeToString(sum[:])}) {
		t.Errorf("info %+v", info)
	}
	for _, size := range []int{1000, 8192, 50_000} {
		r, err := table.Open(path)
		must(t, err)
		got, err := rowsOf(r, size)
		must(t, err)
		must(t, r.Close())
		must(t, sameRows(want, got, 0))
	}
}

// drawTable makes a table whose columns are of every cardinality, so that every encoding occurs.
func drawTable(t *rapid.T) *table.Batch {
	var s table.Schema
	for i := range rapid.IntRange(1, 6).Draw(t, "columns") {
		kind := table.Kind(rapid.IntRange(int(table.Int64), int(table.Text)).Draw(t, "kind"))
		s = append(s, table.Column{Name: fmt.Sprintf("c%d", i), Kind: kind})
	}
	rows := rapid.SampledFrom([]int{0, 1, 2, 7, 8, 9, 100, 5000, 8192, 20_000}).Draw(t, "rows")
	b := table.NewBatch(s, rows)
	for i, c := range s {
		distinct := rapid.SampledFrom([]uint64{1, 2, 3, 200, 5000, 1 << 40}).Draw(t, "distinct")
		seed := rapid.Uint64().Draw(t, "seed")
		runs := rapid.SampledFrom([]int{1, 5, 40, 9000}).Draw(t, "runs")
		ascending := rapid.Bool().Draw(t, "ascending")
		for row := range rows {
			x := (uint64(row/runs) + seed) * 0x9e3779b97f4a7c15 >> 7 % distinct
			if ascending {
				x = uint64(row / runs)
			}
			appendValue(&b.Vec[i], c.Kind, x)
		}
	}
	b.N = rows
	return b
}

func appendValue(v *table.Vector, k table.Kind, x uint64) {
	switch k {
	case table.Int64:
		if x%7 == 3 {
			x = 1 << 63 // NullInt64
		}
		v.I64 = append(v.I64, int64(x))
	case table.Int32:
		v.I32 = append(v.I32, int32(x))
	case table.GUID:
		v.GUID = append(v.GUID, guid(byte(x), x))
	case table.Text:
		if x%3 == 0 {
			v.Text.AppendString("")
			return
		}
		v.Text.Append(bytes.Repeat([]byte(fmt.Sprintf("%x-", x)), int(x%5)))
	}
}

// Whatever the rows, the batches on both sides and the row groups: the same values come back in the same order, and the
// file's bytes depend on neither the batches nor the run.
func TestRoundTrip(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		want := drawTable(t)
		o := table.Options{RowGroupRows: rapid.SampledFrom([]int{1 << 17, 10_000, 3000, 700}).Draw(t, "group")}
		size := rapid.SampledFrom([]int{30_000, 999, 64}).Draw(t, "write")
		a, err := writeBatch(filepath.Join(dir, "a"), want, size, o)
		if err != nil {
			t.Fatal(err)
		}
		b, err := writeBatch(filepath.Join(dir, "b"), want, size+13, o)
		if err != nil || a != b {
			t.Fatalf("two runs gave %v and %v (%v)", a, b, err)
		}
		chosen := rapid.SliceOfNDistinct(rapid.SampledFrom(want.Schema()), 0, len(want.Schema()),
			func(c table.Column) string { return c.Name }).Draw(t, "chosen")
		var names []string
		for _, c := range chosen {
			names = append(names, c.Name)
		}
		r, err := table.Open(filepath.Join(dir, "a"), names...)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		got, err := rowsOf(r, rapid.SampledFrom([]int{1000, 8192, 77}).Draw(t, "read"))
		if err != nil {
			t.Fatal(err)
		}
		if err := sameRows(want, got, 0); err != nil || r.Rows() != int64(want.N) {
			t.Fatal(err, r.Rows())
		}
	})
}

func TestEmptyTable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.parquet")
	_, err := writeBatch(path, madeUp(0), 10, table.Options{})
	must(t, err)
	r, err := table.Open(path)
	must(t, err)
	defer r.Close()
	b := table.NewBatch(r.Schema(), 10)
	if err := r.Next(b); err != io.EOF || b.N != 0 || r.Rows() != 0 || !r.Schema().Equal(observations()) {
		t.Errorf("%v, %d rows", err, b.N)
	}
}

// Long texts must not make a page or a row group grow without bound, and where the groups are cut must depend on the
// rows alone.
func TestLongTexts(t *testing.T) {
	s := table.Schema{{Name: "id", Kind: table.Int64}, {Name: "letter", Kind: table.Text}}
	want := table.NewBatch(s, 1)
	for i := range 300 {
		want.Vec[0].I64 = append(want.Vec[0].I64, int64(i))
		want.Vec[1].Text.Append(bytes.Repeat([]byte{byte('a' + i%26), byte('0' + i%10)}, 1000*(i%10)*(i%10)+i))
		want.N++
	}
	want.Vec[0].I64 = append(want.Vec[0].I64, 300)
	want.Vec[1].Text.Append(bytes.Repeat([]byte("x"), 32<<20))
	want.N++
	dir := t.TempDir()
	a, err := writeBatch(filepath.Join(dir, "a"), want, 1000, table.Options{})
	must(t, err)
	b, err := writeBatch(filepath.Join(dir, "b"), want, 1, table.Options{})
	must(t, err)
	if a != b {
		t.Error("the batches can be seen in the file")
	}
	r, err := table.Open(filepath.Join(dir, "a"))
	must(t, err)
	defer r.Close()
	got, err := rowsOf(r, 100)
	must(t, err)
	must(t, sameRows(want, got, 0))
}

func TestOpenColumns(t *testing.T) {
	path, _ := writeObservations(t, 10, table.Options{})
	if _, err := table.Open(path, "row", "no_such"); !errors.Is(err, table.ErrNoColumn) || !bytes.Contains([]byte(err.Error()), []byte(`"no_such"`)) {
		t.Errorf("missing column: %v", err)
	}
	if _, err := table.Open(path, "row", "row"); err == nil {
		t.Error("a column was taken twice")
	}
	if _, err := table.Open(path + "x"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
	r, err := table.Open(path, "unit", "row")
	must(t, err)
	if got := r.Schema(); got[0].Name != "unit" || got[1].Name != "row" {
		t.Errorf("schema %v", got)
	}
	if r.Next(table.NewBatch(observations(), 1)) == nil {
		t.Error("a batch of other columns was filled")
	}
	must(t, r.Close())
	must(t, r.Close())
	if r.Next(table.NewBatch(r.Schema(), 1)) == nil || r.SeekTo(1) == nil {
		t.Error("a closed reader reads")
	}
}

func TestSequence(t *testing.T) {
	dir, want := t.TempDir(), madeUp(5000)
	var paths []string
	for i, cut := range [][2]int{{0, 1700}, {1700, 1700}, {1700, 4000}, {4000, 5000}} { // the second is empty
		part := table.NewBatch(observations(), 1)
		appendRows(part, want, cut[0], cut[1])
		paths = append(paths, filepath.Join(dir, fmt.Sprint(i)))
		_, err := writeBatch(paths[i], part, 999, table.Options{RowGroupRows: 600})
		must(t, err)
	}
	r, err := table.OpenSequence(paths, "row", "associated_text", "patient_guid")
	must(t, err)
	defer r.Close()
	got, err := rowsOf(r, 700)
	must(t, err)
	must(t, sameRows(want, got, 0))
	for _, row := range []int{4321, 0, 1699, 1700, 600, 3999, 4000, 4999} {
		must(t, r.SeekTo(want.Vec[0].I64[row]))
		got, err := rowsOf(r, 999)
		must(t, err)
		must(t, sameRows(want, got, row))
	}
	must(t, r.SeekTo(want.Vec[0].I64[4999]+1))
	if got, err := rowsOf(r, 10); err != nil || got.N != 0 {
		t.Errorf("after the last row: %d rows, %v", got.N, err)
	}
	other := filepath.Join(dir, "other")
	_, err = writeBatch(other, table.NewBatch(table.Schema{{Name: "row", Kind: table.Int32}}, 1), 1, table.Options{})
	must(t, err)
	if _, err := table.OpenSequence([]string{paths[0], other}, "row"); err == nil {
		t.Error("two kinds of one column were read as one")
	}
	if _, err := table.OpenSequence(nil); err == nil {
		t.Error("a sequence of no files was opened")
	}
}

// The key may have gaps and repeats, and need not be read.
func TestSeek(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		s := table.Schema{{Name: "note", Kind: table.Text}, {Name: "n", Kind: table.Int32}, {Name: "key", Kind: table.Int64}}
		want := table.NewBatch(s, 1)
		step := rapid.IntRange(1, 50).Draw(t, "step")
		repeat := rapid.IntRange(1, 30).Draw(t, "repeat")
		for i := range rapid.IntRange(0, 20_000).Draw(t, "rows") {
			want.Vec[0].Text.AppendString(fmt.Sprint(i % repeat))
			want.Vec[1].I32 = append(want.Vec[1].I32, int32(i))
			want.Vec[2].I64 = append(want.Vec[2].I64, int64(step*(i/repeat)))
			want.N++
		}
		path := filepath.Join(dir, "t.parquet")
		if _, err := writeBatch(path, want, 5000, table.Options{RowGroupRows: rapid.IntRange(50, 20_000).Draw(t, "group")}); err != nil {
			t.Fatal(err)
		}
		r, err := table.Open(path, "n", "note")
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		for range 3 {
			key := rapid.Int64Range(-1, int64(step*(want.N/repeat+2))).Draw(t, "key")
			from, _ := slices.BinarySearch(want.Vec[2].I64, key)
			if err := r.SeekTo(key); err != nil {
				t.Fatal(err)
			}
			got, err := rowsOf(r, 3000)
			if err != nil {
				t.Fatal(err)
			}
			if err := sameRows(want, got, from); err != nil {
				t.Fatal(err)
			}
		}
	})
}
