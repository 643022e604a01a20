package scan

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// hostile draws files made to confuse: pieces of rows, quotes and line ends in
// any order after a header, or whole rows with a byte changed here and there.
func hostile(t *rapid.T) []byte {
	end := rapid.SampledFrom([]string{"\r\n", "\r\n", "\n"}).Draw(t, "end")
	quote := rapid.SampledFrom([]string{`"`, `"`, ""}).Draw(t, "quote")
	columns := rapid.IntRange(1, 3).Draw(t, "columns")
	row := func(value string) string {
		return strings.Repeat(quote+value+quote+",", columns-1) + quote + value + quote + end
	}
	pieces := []string{
		row("a"), row("a"), row(""), row("long value"), row("x\"\"y"), `"`, `""`, `"""`, `","`, ",", "\r\n", "\n",
		"\r", "a", "é", "\xE9", `"` + end, end + `"`, `"",""` + end, `""x` + end, `"x` + end, `","x` + end, `"a"b"` + end,
	}
	var b strings.Builder
	b.WriteString(rapid.SampledFrom([]string{"", "", bom, end}).Draw(t, "start"))
	b.WriteString(row("h"))
	for _, p := range rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "pieces") {
		b.WriteString(p)
	}
	return []byte(b.String())
}

func options(t *rapid.T) Options {
	return Options{
		Chunk:     rapid.Int64Range(1, 60).Draw(t, "chunk"),
		Workers:   rapid.IntRange(1, 4).Draw(t, "workers"),
		MaxRecord: rapid.SampledFrom([]int{0, 0, 16, 40, 100}).Draw(t, "max"),
		window:    rapid.IntRange(1, 50).Draw(t, "window"),
		maxDamage: rapid.SampledFrom([]int{0, 0, 1, 2, 3}).Draw(t, "damages"),
	}
}

// Chunked and sequential are compared with the same oracle.
func TestChunkedIsSequential(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data, opt := hostile(t), options(t)
		if err := sameAsOracle(data, opt); err != nil {
			t.Fatal(err)
		}
		opt.Workers, opt.window = 1, 0
		if err := sameAsOracle(data, opt); err != nil {
			t.Fatalf("one worker: %v", err)
		}
	})
}

// The guesses of workers must be used, or the property above says little.
func TestGuessesAreUsable(t *testing.T) {
	data := observations(500)
	f := &file{r: bytes.NewReader(data), size: int64(len(data)), o: Options{Chunk: 10_000, Workers: 2}.withDefaults()}
	v, err := f.header(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	s := mustRun(t, data, f.o)
	c := v.newReader(context.Background(), 0, nil)
	for i, chunk := range s.Chunks {
		j := &job{start: max(int64(i)*f.o.Chunk, v.pos), end: v.chunkEnd(int64(i)), known: i == 0}
		if g := v.guess(c, j); !g.usable || g.start != chunk.Offset || g.end != chunk.End || g.records != chunk.Records {
			t.Errorf("chunk %d: guess %+v, want %+v", i, g, chunk)
		}
	}
}

// On valid input encoding/csv reads the same fields, but for CRLF in quotes.
func TestSameAsEncodingCSV(t *testing.T) {
	value := rapid.StringOfN(rapid.SampledFrom([]rune("ab,\"\r\n é{}-0")), 0, 60, -1)
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.IntRange(1, 6).Draw(t, "columns")
		end := rapid.SampledFrom([]string{"\r\n", "\n"}).Draw(t, "end")
		var b strings.Builder
		for range rapid.IntRange(1, 12).Draw(t, "rows") {
			fields := make([]string, columns)
			for i := range fields {
				fields[i] = cell(value.Draw(t, "value"), rapid.Bool().Draw(t, "quoted"))
			}
			b.WriteString(strings.Join(fields, ",") + end)
			b.WriteString(rapid.SampledFrom([]string{"", "", end}).Draw(t, "blank"))
		}
		data := b.String()
		if rapid.Bool().Draw(t, "open end") {
			data = strings.TrimSuffix(data, end)
		}
		sameAsCSV(t, data, options(t))
	})
}

// cell writes a field as CSV does; it may leave the quotes out if none are
// needed.
func cell(value string, quoted bool) string {
	if !quoted && !strings.ContainsAny(value, ",\"\r\n") {
		return value
	}
	return `"` + strings.ReplaceAll(value, `"`, `""`) + `"`
}

func sameAsCSV(t *rapid.T, data string, opt Options) {
	r := csv.NewReader(strings.NewReader(data))
	r.FieldsPerRecord = -1
	want, err := r.ReadAll()
	if err != nil {
		t.Fatalf("encoding/csv: %v", err)
	}
	opt.MaxRecord = 0
	s, err := Run(context.Background(), strings.NewReader(data), int64(len(data)), opt)
	if len(want) == 0 && err != nil {
		return
	}
	if err != nil {
		t.Fatalf("%q: %v", data, err)
	}
	got := [][]string{nil}
	for _, name := range s.Header {
		got[0] = append(got[0], strings.ReplaceAll(string(name), "\r\n", "\n"))
	}
	records, err := collect(s, []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, rec := range records {
		for i := range rec.Fields {
			rec.Fields[i] = strings.ReplaceAll(rec.Fields[i], "\r\n", "\n")
		}
		got = append(got, rec.Fields)
	}
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Fatalf("%q\n got %q\nwant %q", data, got, want)
	}
}

func TestDecodeWindows1252(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := rapid.SliceOf(rapid.Byte()).Draw(t, "src")
		var want []byte
		for _, c := range src {
			if c < 0x80 {
				want = append(want, c)
			} else {
				want = append(want, string(windows1252(c))...)
			}
		}
		if got := DecodeWindows1252([]byte("x"), src); string(got) != "x"+string(want) {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
	if got := DecodeWindows1252(nil, []byte("\x80uro \x93caf\xE9\x94 \x8D")); string(got) != "€uro “café” \u008D" {
		t.Errorf("got %q", got)
	}
}

func TestValidText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := []byte(rapid.StringOf(rapid.SampledFrom([]rune("abcdefgh\x01\x7Fé\x00"))).Draw(t, "text"))
		if rapid.Bool().Draw(t, "break") {
			b = append(b, 0xE9)
		}
		s := string(b)
		nul, invalid := ValidText(b)
		if wantNul, wantInvalid := strings.Contains(s, "\x00"), strings.ToValidUTF8(s, "") != s; nul != wantNul || invalid != wantInvalid {
			t.Fatalf("ValidText(%q) = %v, %v", b, nul, invalid)
		}
	})
}

// A sequence cut by two calls is judged as a whole.
func TestEvidenceInPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOf(rapid.SampledFrom([]string{"plain ascii", "é", "€", "\U0001F36D", "\xE9", "\xE2\x82", "\xF0\x9F", "\xC0", "\x80"})).Draw(t, "pieces")
		data := []byte(strings.Join(pieces, ""))
		want := &Survey{}
		(&oracle{}).evidence(want, data)
		var e evidence
		for rest := data; len(rest) > 0; {
			n := min(len(rest), rapid.IntRange(1, 5).Draw(t, "n"))
			e.add(rest[:n])
			rest = rest[n:]
		}
		e.finish()
		got := &Survey{HighBytes: e.high, ValidMultiByte: e.multi, InvalidUTF8: e.invalid}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: got %+v, want %+v", data, got, want)
		}
	})
}
