package scan

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// read surveys and reads data with the default options.
func read(t *testing.T, data string) (*Survey, []oracleRecord) {
	t.Helper()
	s := mustRun(t, []byte(data), Options{})
	records, err := collect(s, []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return s, records
}

func TestFields(t *testing.T) {
	tests := []struct {
		name, row string
		want      []string
	}{
		{"quoted", `"a","b"` + "\r\n", []string{"a", "b"}},
		{"unquoted", "a,b\r\n", []string{"a", "b"}},
		{"mixed", `a,"b"` + "\n", []string{"a", "b"}},
		{"empty", `"",` + "\r\n", []string{"", ""}},
		{"only commas", ",\r\n", []string{"", ""}},
		{"one empty quoted field", `""` + "\r\n", []string{""}},
		{"doubled quotes", `"""","a""b"` + "\r\n", []string{`"`, `a"b`}},
		{"doubled quotes at the ends", `"""a""",""""""` + "\r\n", []string{`"a"`, `""`}},
		{"comma in quotes", `"a,b",","` + "\r\n", []string{"a,b", ","}},
		{"line ends in quotes", "\"a\r\nb\",\"\n\r\"\r\n", []string{"a\r\nb", "\n\r"}},
		{"lone CR is data", "a\rb,\r\r\n", []string{"a\rb", "\r"}},
		{"spaces stay", `" a ", b ` + "\r\n", []string{" a ", " b "}},
		{"short row", `"a"` + "\r\n", []string{"a"}},
		{"long row", `"a","b","c"` + "\r\n", []string{"a", "b", "c"}},
		{"no line end", `"a","b"`, []string{"a", "b"}},
		{"no line end, empty field", `"a",`, []string{"a", ""}},
		{"half a line end", `"a","b"` + "\r", []string{"a", "b"}},
		{"half a line end, unquoted", "a,b\r", []string{"a", "b"}},
		{"NUL and high bytes", "\"a\x00\",\"\xE9\"\r\n", []string{"a\x00", "\xE9"}},
		{"41 bytes", `"` + strings.Repeat("x", 41) + `","b"` + "\r\n", []string{strings.Repeat("x", 41), "b"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := "\"h1\",\"h2\"\r\n" + tt.row
			s, records := read(t, data)
			if len(records) != 1 || s.Records != 1 || !reflect.DeepEqual(records[0].Fields, tt.want) {
				t.Errorf("got %+v, want one record of %q", records, tt.want)
			}
			check(t, []byte(data), Options{Chunk: 5, Workers: 2, window: 3})
		})
	}
}

// damage is a damaged record as a test writes it down.
type damage struct {
	text   string
	reason Reason
}

func TestDamage(t *testing.T) {
	const head, good = "\"h1\",\"h2\"\r\n", "\"1\",\"2\"\r\n"
	tests := []struct {
		name, body string
		records    int64
		damage     []damage
		inside     bool
	}{
		{"stray quote", `a"b,c` + "\r\n" + good, 2, []damage{{`a"b,c` + "\r\n", StrayQuote}}, false},
		{"text after quote", good + `"a"b,"c"` + "\r\n" + good, 3, []damage{{`"a"b,"c"` + "\r\n", TextAfterQuote}}, false},
		{"CR after quote", good + "\"a\"\r,\"c\"\r\n" + good, 3, []damage{{"\"a\"\r,\"c\"\r\n", TextAfterQuote}}, false},
		{"open quote in the last row", good + `"a","b`, 2, []damage{{`"a","b`, OpenQuote}}, true},
		{"open quote, then good rows", `"a,"b"` + "\r\n" + good + good + good, 4, []damage{{`"a,"b"` + "\r\n", TextAfterQuote}}, false},
		{
			"open quote that takes rows in", `"a","b` + "\r\n" + good + good + good + good, 5,
			[]damage{{`"a","b` + "\r\n", TextAfterQuote}},
			false,
		},
		{
			"two broken rows in a row", `"a"b` + "\r\n" + `"c"d` + "\r\n" + good, 2,
			[]damage{{`"a"b` + "\r\n" + `"c"d` + "\r\n", TextAfterQuote}},
			false,
		},
		{
			"two good rows between are lost", `"a"b` + "\r\n" + good + good + `"c"d` + "\r\n" + good, 2,
			[]damage{{`"a"b` + "\r\n" + good + good + `"c"d` + "\r\n", TextAfterQuote}},
			false,
		},
		{
			"three good rows between are not", `"a"b` + "\r\n" + good + good + good + `"c"d` + "\r\n" + good, 6,
			[]damage{{`"a"b` + "\r\n", TextAfterQuote}, {`"c"d` + "\r\n", TextAfterQuote}},
			false,
		},
		{
			"a short row is no restart", `"a"b` + "\r\n" + `"1"` + "\r\n" + good, 2,
			[]damage{{`"a"b` + "\r\n" + `"1"` + "\r\n", TextAfterQuote}},
			false,
		},
		{
			"LF alone is no restart after CRLF", `"a"b` + "\n" + good + good, 2,
			[]damage{{`"a"b` + "\n" + good, TextAfterQuote}},
			false,
		},
		{"no restart", `"a"b` + "\r\nx,y\r\n", 1, []damage{{`"a"b` + "\r\nx,y\r\n", TextAfterQuote}}, false},
		{"no restart, cut off inside", `"a"b` + "\r\n" + `"1","2`, 1, []damage{{`"a"b` + "\r\n" + `"1","2`, TextAfterQuote}}, true},
		{
			"too long", good + `"` + strings.Repeat("x", 100) + `",""` + "\r\n" + good, 3,
			[]damage{{`"` + strings.Repeat("x", 100) + `",""` + "\r\n", RecordTooLong}},
			false,
		},
		{"too long and open", good + `"` + strings.Repeat("x", 200), 2, []damage{{`"` + strings.Repeat("x", 200), RecordTooLong}}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := []byte(head + tt.body)
			opt := Options{MaxRecord: 80}
			s := mustRun(t, data, opt)
			var got []damage
			for _, d := range s.Damage {
				got = append(got, damage{string(data[d.Offset : d.Offset+d.Length]), d.Reason})
			}
			if s.Records != tt.records || s.EndsInside != tt.inside || !reflect.DeepEqual(got, tt.damage) {
				t.Errorf("got %d records, inside %v, damage %q; want %d, %v, %q",
					s.Records, s.EndsInside, got, tt.records, tt.inside, tt.damage)
			}
			opt.Chunk, opt.Workers, opt.window = 7, 3, 5
			check(t, data, opt)
		})
	}
}

func TestDamageWhereTheHeaderSaysOtherwise(t *testing.T) {
	for _, data := range []string{
		"\"h1\",\"h2\"\n\"a\"b\n\"1\",\"2\"\n", // LF
		"h1,h2\r\na\"b\r\n1,2\r\n",             // no quotes
		"h1,h2\na\"b\n\n1,2\n",
	} {
		s, _ := read(t, data)
		if s.Records != 2 || len(s.Damage) != 1 {
			t.Errorf("%q: %d records, damage %v; want 2 and one", data, s.Records, s.Damage)
		}
		check(t, []byte(data), Options{Chunk: 4, Workers: 2})
	}
}

func TestTooManyDamages(t *testing.T) {
	unit := "\"a\"b\r\n" + strings.Repeat("\"1\"\r\n", 3)
	data := []byte("\"h\"\r\n" + strings.Repeat(unit, 5))
	for _, workers := range []int{1, 3} {
		opt := Options{maxDamage: 3, Chunk: 20, Workers: workers}
		s := mustRun(t, data, opt)
		last := s.Damage[len(s.Damage)-1]
		if len(s.Damage) != 3 || last.Reason != TooManyDamages || last.Offset+last.Length != s.Size || s.Records != 9 {
			t.Errorf("got %d records, %+v", s.Records, s.Damage)
		}
		check(t, data, opt)
	}
}

func TestHeader(t *testing.T) {
	columns := func(n int) string { return strings.Repeat("a,", n-1) + "a\r\n" }
	tests := []struct {
		name, data string
		header     []string
		bom        bool
		end        LineEnd
		err        error
	}{
		{"quoted", "\"a\",\"b \"\"c\"\"\"\r\n", []string{"a", `b "c"`}, false, CRLF, nil},
		{"unquoted, LF", "a,b\n", []string{"a", "b"}, false, LF, nil},
		{"mark", bom + "\"a\"\r\n", []string{"a"}, true, CRLF, nil},
		{"no line end", "a,b", []string{"a", "b"}, false, NoLineEnd, nil},
		{"Windows-1252", "caf\xE9\r\n", []string{"café"}, false, CRLF, nil},
		{"empty lines first", "\r\n\na\r\n", []string{"a"}, false, CRLF, nil},
		{"most columns", columns(4096), nil, false, CRLF, nil},
		{"too many columns", columns(4097), nil, false, 0, ErrHeader},
		{"empty", "", nil, false, 0, ErrEmpty},
		{"mark only", bom, nil, false, 0, ErrEmpty},
		{"empty lines only", "\r\n\n", nil, false, 0, ErrEmpty},
		{"UTF-16, little end first", "\xFF\xFEa\x00", nil, false, 0, ErrUTF16},
		{"UTF-16, big end first", "\xFE\xFF\x00a", nil, false, 0, ErrUTF16},
		{"UTF-16 without a mark", "a\x00,\x00b\x00\r\x00\n\x00", nil, false, 0, ErrUTF16},
		{"broken", "\"a\"b,c\r\n", nil, false, 0, ErrHeader},
		{"open", "\"a,b\r\n1,2\r\n", nil, false, 0, ErrHeader},
		{"too long", strings.Repeat("a", 10_000) + "\r\n", nil, false, 0, ErrHeader},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := Run(context.Background(), strings.NewReader(tt.data), int64(len(tt.data)), Options{MaxRecord: 9000})
			if !errors.Is(err, tt.err) {
				t.Fatalf("error %v, want %v", err, tt.err)
			}
			if err != nil {
				return
			}
			if tt.header != nil && fmt.Sprintf("%s", s.Header) != fmt.Sprint(tt.header) || s.BOM != tt.bom || s.LineEnd != tt.end {
				t.Errorf("got %q, %v, %v; want %q, %v, %v", s.Header, s.BOM, s.LineEnd, tt.header, tt.bom, tt.end)
			}
			check(t, []byte(tt.data), Options{MaxRecord: 9000, Chunk: 2})
		})
	}
}

func TestOffsetsAndLines(t *testing.T) {
	data := bom + "\"h\"\r\n\r\n\"a\r\nb\"\r\n\n\"c\"\r\n"
	s, records := read(t, data)
	want := []oracleRecord{
		{Number: 1, Line: 3, Offset: 10, Length: 6, Raw: "\"a\r\nb\"", Fields: []string{"a\r\nb"}},
		{Number: 2, Line: 6, Offset: 19, Length: 3, Raw: `"c"`, Fields: []string{"c"}},
	}
	if !reflect.DeepEqual(records, want) {
		t.Errorf("got %+v\nwant %+v", records, want)
	}
	if !s.FinalLineEnd || s.HighBytes {
		t.Errorf("FinalLineEnd %v, HighBytes %v; want true, false: a byte order mark is no evidence", s.FinalLineEnd, s.HighBytes)
	}
}

// A caller that appends to a value must not write over the next one, and the
// doubled quotes of one value must not spoil another.
func TestFieldsAreApart(t *testing.T) {
	data := []byte("h\r\n\"a\"\"b\",\"c\"\"\"\"d\",\"e\"\r\n\"f\",\"g\",\"h\"\r\n")
	s := mustRun(t, data, Options{})
	var got []string
	err := s.Scan(context.Background(), bytes.NewReader(data), 0, func(r *Record) error {
		_ = append(r.Field(0), "xxxxxxxx"...)
		for i := r.Fields() - 1; i >= 0; i-- {
			got = append(got, string(r.Field(i)))
		}
		got = append(got, string(r.Raw()), fmt.Sprint(r.Quoted(0)))
		return nil
	})
	want := []string{"e", `c""d`, `a"b`, `"a""b","c""""d","e"`, "true", "h", "g", "f", `"f","g","h"`, "true"}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, %v\nwant %q", got, err, want)
	}
}

func TestScanAllocatesNothingARow(t *testing.T) {
	few, many := observations(100), observations(4000)
	allocs := func(data []byte) float64 {
		s := mustRun(t, data, Options{})
		return testing.AllocsPerRun(5, func() { readAll(t, s, data) })
	}
	if a, b := allocs(few), allocs(many); b > a+2 {
		t.Errorf("100 rows: %v allocations, 4000 rows: %v", a, b)
	}
}
