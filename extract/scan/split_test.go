package scan

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// The fast path tries a field with the size that its column had before. Every
// size, with a quote of every kind at every place, is held against the oracle.
func TestFastPathSeesEveryQuote(t *testing.T) {
	tail := `,"` + strings.Repeat("z", 2*reach) + `"` + "\r\n"
	for size := range reach + 10 {
		plain := `"` + strings.Repeat("x", size) + `","b"` + tail
		for at := range size {
			for _, put := range []string{`""`, `","`, `"`, `",`, "\"\r\n", "é", "\xA2\xA3", "\r\n", ","} {
				if at+len(put) > size {
					continue
				}
				value := strings.Repeat("x", at) + put + strings.Repeat("x", size-at-len(put))
				row := `"` + value + `","b"` + tail
				var s splitter
				s.split([]byte(plain), true)
				s.split([]byte(plain), true)
				sameSplit(t, &s, row)
				sameSplit(t, &s, plain)
			}
		}
	}
}

// sameSplit compares s with the oracle over one record.
func sameSplit(t *testing.T, s *splitter, row string) {
	t.Helper()
	want, length, reason := oracleFields([]byte(row))
	got, _, v := s.split([]byte(row), true)
	if got != length || v != whole != (reason != "") || v > short && v.reason() != reason {
		t.Fatalf("split(%q) = %d, %v; want %d, %q", row, got, v, length, reason)
	}
	if v != whole {
		return
	}
	var r Record
	r.set([]byte(row)[:length], s)
	fields := make([]string, r.Fields())
	for i := range fields {
		fields[i] = string(r.Field(i))
	}
	if !reflect.DeepEqual(fields, want) {
		t.Fatalf("split(%q)\n got %q\nwant %q", row, fields, want)
	}
}

// A record is too long or not whatever part of it a read brings.
func TestMaxRecordIsExact(t *testing.T) {
	const most = 20
	for length := most - 2; length <= most+3; length++ {
		for _, end := range []string{"\r\n", "\n", "\r", ""} {
			for _, quote := range []string{`"`, ""} {
				row := quote + strings.Repeat("x", length-2*len(quote)) + quote
				t.Run(fmt.Sprintf("%d %q %q", length, end, quote), func(t *testing.T) {
					data := "\"h\"\r\n" + row + end
					for window := 1; window < 30; window++ {
						check(t, []byte(data), Options{MaxRecord: most, window: window})
					}
					s := mustRun(t, []byte(data), Options{MaxRecord: most})
					if tooLong := len(s.Damage) == 1; tooLong != (length > most) {
						t.Errorf("damage %v", s.Damage)
					}
				})
			}
		}
	}
}
