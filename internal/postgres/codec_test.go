package postgres

import (
	"bytes"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lollipop/internal/table"
	"lollipop/internal/target"
)

// canonical is how PostgreSQL shows a decimal.
func canonical(text string) string {
	scale := 0
	if i := strings.IndexByte(text, '.'); i >= 0 {
		scale = len(text) - i - 1
	}
	r, ok := new(big.Rat).SetString(strings.TrimSuffix(text, "."))
	if !ok {
		panic("no decimal: " + text)
	}
	return r.FloatString(scale)
}

func TestNumericKeepsEveryDigit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[-+]?(0{0,5}[0-9]{1,30}(\.[0-9]{0,30})?|\.[0-9]{1,12}|0{1,9}\.0{1,9}[1-9]?)`).Draw(t, "decimal")
		buf := make([]byte, 4+numericHeader+6+len(text))
		n, err := putNumeric(buf, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		got, err := appendNumeric(nil, buf[4:n])
		if err != nil || string(got) != canonical(text) {
			t.Fatalf("%s came back as %s, want %s (%v)", text, got, canonical(text), err)
		}
	})
}

func TestNumericRefuses(t *testing.T) {
	for _, text := range []string{"-", "+", ".", "1e5", "NaN", "1,5", " 1", "1 ", "--1", "1.2.3", "½", strings.Repeat("9", maxDigits+1)} {
		buf := make([]byte, 40+len(text))
		if _, err := putNumeric(buf, []byte(text)); err == nil {
			t.Errorf("%.20q is taken for a decimal", text)
		}
	}
}

func anyRows(t *rapid.T) []row {
	n := rapid.IntRange(0, 30).Draw(t, "rows")
	rows := make([]row, n)
	for i := range rows {
		rows[i] = row{
			id:     int64(i),
			number: rapid.Int64().Draw(t, "number"),
			day:    target.DateOfDays(rapid.Int32Range(-719162, 2932896).Draw(t, "day")),
			flag:   rapid.Int32Range(-1, 1).Draw(t, "flag"),
			words:  rapid.String().Draw(t, "words"),
			amount: rapid.SampledFrom([]string{"", "0", "-1.50", "9999", "10000", "0.00010", "12345678.9"}).Draw(t, "amount"),
		}
	}
	return rows
}

// stream is the rows as a whole binary COPY.
func stream(t interface{ Fatal(...any) }, rows []row) []byte {
	e := newEncoder(columns, nil)
	out := []byte(signature)
	for len(rows) > 0 {
		n := min(len(rows), 7)
		b, err := e.encode(batchOf(rows[:n]))
		if err != nil {
			t.Fatal(err)
		}
		out, rows = append(out, b...), rows[n:]
	}
	return append(out, trailer...)
}

func TestTheDecoderReadsWhatTheEncoderWroteHoweverItIsCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anyRows(t)
		in := stream(t, want)
		var got []row
		d := newDecoder(columns, func(b *table.Batch) error { got = append(got, rowsOf(b)...); return nil })
		for len(in) > 0 {
			n := rapid.IntRange(1, min(len(in), 200)).Draw(t, "cut")
			if _, err := d.Write(in[:n]); err != nil {
				t.Fatal(err)
			}
			in = in[n:]
		}
		if err := d.finish(); err != nil {
			t.Fatal(err)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("got  %v\nwant %v", got, want)
		}
	})
}

func TestAStreamThatStopsIsAnError(t *testing.T) {
	whole := stream(t, []row{{id: 1, words: "x"}, {id: 2, amount: "1.5"}})
	for n := range whole {
		d := newDecoder(columns, func(*table.Batch) error { return nil })
		if _, err := d.Write(whole[:n]); err != nil {
			t.Fatalf("the first %d bytes: %v", n, err)
		}
		if err := d.finish(); !errors.Is(err, errCopy) {
			t.Fatalf("a stream of %d of %d bytes ends with %v", n, len(whole), err)
		}
	}
}

func FuzzDecoder(f *testing.F) {
	f.Add([]byte(signature))
	f.Add(stream(f, []row{{id: 1, words: "x", amount: "-12.50", day: 20240131, flag: 1}}))
	f.Fuzz(func(t *testing.T, in []byte) {
		d := newDecoder(columns, func(b *table.Batch) error { rowsOf(b); return nil })
		if _, err := d.Write(in); err != nil {
			return
		}
		if d.finish() == nil && !bytes.HasPrefix(in, []byte(signature)) {
			t.Error("a stream without a signature was read")
		}
	})
}

func benchmarkBatch() *table.Batch {
	b := table.NewBatch(target.Schema(columns), target.BatchRows)
	for i := range target.BatchRows {
		b.Vec[0].I64 = append(b.Vec[0].I64, int64(i))
		b.Vec[1].I64 = append(b.Vec[1].I64, int64(i*7))
		b.Vec[2].I32 = append(b.Vec[2].I32, 20150312)
		b.Vec[3].I32 = append(b.Vec[3].I32, int32(i&1))
		b.Vec[4].Text.AppendString("head_circumference")
		b.Vec[5].Text.AppendString("12.50")
		b.N++
	}
	return b
}

func BenchmarkEncode(b *testing.B) {
	batch := benchmarkBatch()
	e := newEncoder(columns, []target.Fixed{{Name: "load_id", Value: 1}})
	b.ReportAllocs()
	for b.Loop() {
		out, err := e.encode(batch)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(out)))
	}
	b.ReportMetric(float64(b.N)*target.BatchRows/b.Elapsed().Seconds()/1e6, "Mrows/s")
}

func BenchmarkDecode(b *testing.B) {
	e := newEncoder(columns, nil)
	rows, err := e.encode(benchmarkBatch())
	if err != nil {
		b.Fatal(err)
	}
	d := newDecoder(columns, func(*table.Batch) error { return nil })
	if _, err := d.Write([]byte(signature)); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := d.Write(rows); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*target.BatchRows/b.Elapsed().Seconds()/1e6, "Mrows/s")
}
