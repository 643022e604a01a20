package emis

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"lollipop/extract/scan"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// observationLayout binds the header of layout 5.4.
func observationLayout(t testing.TB) (*Layout, [][]byte) {
	t.Helper()
	set, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	var header [][]byte
	for _, name := range set.Layout("CareRecord_Observation", "5.4") {
		header = append(header, []byte(name))
	}
	l, err := Bind(set.Entity("observation"), header, "test")
	if err != nil {
		t.Fatal(err)
	}
	return l, header
}

// eachRecord scans rows below a header.
func eachRecord(t testing.TB, text []byte, yield func(*scan.Record)) {
	t.Helper()
	r := bytes.NewReader(text)
	s, err := scan.Run(context.Background(), r, int64(len(text)), scan.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range s.Chunks {
		if err := s.Scan(context.Background(), r, i, func(rec *scan.Record) error { yield(rec); return nil }); err != nil {
			t.Fatal(err)
		}
	}
}

func observationText(header [][]byte, rows int, value string) []byte {
	text := append(bytes.Join(header, []byte(",")), "\r\n"...)
	for i := range rows {
		for c := range header {
			field := ""
			switch {
			case bytes.HasSuffix(header[c], []byte("Guid")):
				field = fmt.Sprintf("{D77C65E1-0000-4000-8000-%012X}", i)
			case bytes.HasSuffix(header[c], []byte("Date")):
				field = "2020-03-14"
			case string(header[c]) == "CodeId":
				field = "1777541000006110"
			case string(header[c]) == "Value":
				field = value
			case string(header[c]) == "AssociatedText":
				field = "Batch Number: AB123, left thigh"
			}
			text = append(append(append(text, '"'), field...), "\","...)
		}
		text = append(text[:len(text)-1], "\r\n"...)
	}
	return text
}

func TestDropTakesBackTheLastRow(t *testing.T) {
	l, header := observationLayout(t)
	kept := func(drop bool) string {
		r := &Reader{Layout: l, Batch: table.NewBatch(l.Schema, 8), Aside: table.NewBatch(AsideSchema(), 8)}
		eachRecord(t, observationText(header, 6, "3,2"), func(rec *scan.Record) {
			if !drop && rec.Number%2 == 0 {
				return
			}
			r.Read(rec, rec.Number)
			if rec.Number%2 == 0 {
				r.Drop()
			}
		})
		if r.Batch.N != 3 || r.Aside.N != 3 {
			t.Fatalf("%d rows, %d aside", r.Batch.N, r.Aside.N)
		}
		return fmt.Sprint(r.Batch.Vec, r.Aside.Vec)
	}
	if kept(true) != kept(false) {
		t.Error("a dropped row left something")
	}
}

func TestReadAllocatesNothing(t *testing.T) {
	l, header := observationLayout(t)
	r := &Reader{Layout: l, Batch: table.NewBatch(l.Schema, 1), Aside: table.NewBatch(AsideSchema(), 1)}
	eachRecord(t, observationText(header, 1, "3.2"), func(rec *scan.Record) {
		read := func() {
			r.Batch.Reset()
			r.Aside.Reset()
			r.Read(rec, 1)
		}
		if n := testing.AllocsPerRun(100, read); n != 0 {
			t.Errorf("%v allocations a row", n)
		}
	})
}

// BenchmarkRead types rows of a 5.4 observation file.
func BenchmarkRead(b *testing.B) {
	l, header := observationLayout(b)
	r := &Reader{Layout: l, Batch: table.NewBatch(l.Schema, 1), Aside: table.NewBatch(AsideSchema(), 1)}
	text := observationText(header, 1, "3.2")
	eachRecord(b, text, func(rec *scan.Record) {
		b.SetBytes(int64(rec.Length))
		b.ReportAllocs()
		for b.Loop() {
			r.Batch.Reset()
			r.Aside.Reset()
			r.Read(rec, 1)
		}
	})
}
