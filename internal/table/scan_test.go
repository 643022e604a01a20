package table

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
)

func TestScan(t *testing.T) {
	var paths []string
	schema := Schema{{Name: "n", Kind: Int64}}
	for part, rows := range []int{scanRows + 5, 0, 7} {
		paths = append(paths, filepath.Join(t.TempDir(), "part.parquet"))
		w, err := Create(paths[part], schema, Options{})
		if err != nil {
			t.Fatal(err)
		}
		b := NewBatch(schema, rows)
		for i := range rows {
			b.Vec[0].I64 = append(b.Vec[0].I64, int64(i))
			b.N++
		}
		if err := w.Write(b); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	rows, sum := 0, int64(0)
	add := func(b *Batch) error {
		rows += b.N
		for _, v := range b.Vec[0].I64 {
			sum += v
		}
		return nil
	}
	if err := Scan(context.Background(), paths, []string{"n"}, add); err != nil {
		t.Fatal(err)
	}
	if n := int64(scanRows + 5); rows != scanRows+12 || sum != n*(n-1)/2+21 {
		t.Errorf("%d rows, sum %d", rows, sum)
	}
	if err := Scan(context.Background(), nil, []string{"n"}, add); err != nil {
		t.Errorf("no files: %v", err)
	}
	if err := Scan(context.Background(), paths, []string{"m"}, add); !errors.Is(err, ErrNoColumn) {
		t.Errorf("a column that is not there: %v", err)
	}
	stop := errors.New("enough")
	if err := Scan(context.Background(), paths, []string{"n"}, func(*Batch) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("a yield that fails: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Scan(ctx, paths, []string{"n"}, add); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
