package table_test

import (
	"bytes"
	"io"
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
		appendBatch(all, b)
	}
}

func appendBatch(to, b *table.Batch) {
	for i, c := range b.Schema() {
		v, src := &to.Vec[i], &b.Vec[i]
		switch c.Kind {
		case table.Int64:
			v.I64 = append(v.I64, src.I64...)
		case table.Int32:
			v.I32 = append(v.I32, src.I32...)
		case table.GUID:
			v.GUID = append(v.GUID, src.GUID...)
		case table.Text:
			for j := range src.Text.Len() {
				v.Text.Append(src.Text.At(j))
			}
		}
	}
	to.N += b.N
}

// sameVector compares values from..from+n of a with b.
func sameVector(k table.Kind, a, b *table.Vector, from, n int) bool {
	for i := range n {
		j := from + i
		switch k {
		case table.Int64:
			if a.I64[j] != b.I64[i] {
				return false
			}
		case table.Int32:
			if a.I32[j] != b.I32[i] {
				return false
			}
		case table.GUID:
			if a.GUID[j] != b.GUID[i] {
				return false
			}
		case table.Text:
			if !bytes.Equal(a.Text.At(j), b.Text.At(i)) {
				return false
			}
		}
	}
	return true
}

func TestObservationsRoundTrip(t *testing.T) {
	const rows = 30_000
	path, info := writeObservations(t, rows, table.Options{RowGroupRows: 11_000})
	if info.Rows != rows {
		t.Fatalf("info %+v", info)
	}
	want, src := table.NewBatch(observations(), rows), newSource(1)
	for range rows {
		src.append(want)
	}
	for _, size := range []int{1000, 8192, 50_000} {
		r, err := table.Open(path)
		must(t, err)
		got, err := rowsOf(r, size)
		must(t, err)
		must(t, r.Close())
		if got.N != rows {
			t.Fatalf("%d rows", got.N)
		}
		for i, c := range observations() {
			if !sameVector(c.Kind, &want.Vec[i], &got.Vec[i], 0, rows) {
				t.Errorf("batches of %d: column %s came back different", size, c.Name)
			}
		}
	}
}

var _ = rapid.Check
