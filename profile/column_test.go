package profile

import (
	"strings"
	"testing"

	"lollipop/mappings"
)

// A telephone or NHS number typed where a number belongs was told as the end of
// the range, and so was what a single row has.
func TestARangeTellsNobodysValue(t *testing.T) {
	for _, c := range []struct{ values, from, to string }{
		{"3 3 3 3 3 5 9 9 9 9 9", "3", "9"},
		{"3 3 3 3 3 9000000009", "3", ""},
		{"3 3 3 3 3 9000000009 9000000009 9000000009 9000000009 9000000009", "3", ""},
		{"-12345 -12345 -12345 -12345 -12345 7", "", ""},
		{"-1234 -1234 -1234 -1234 -1234 7 7 7 7", "-1234", ""},
		{"7 7 7 7 7", "7", "7"},
		{"7 7 7 7", "", ""},
	} {
		for split := range 6 {
			one, other := newColumn("Value", mappings.KindDecimal, mappings.ShowRange), newColumn("Value", mappings.KindDecimal, mappings.ShowRange)
			for i, v := range strings.Fields(c.values) {
				if i%5 < split {
					one.see([]byte(v))
				} else {
					other.see([]byte(v))
				}
			}
			one.merge(&other)
			if got := one.result(1); got.From != c.from || got.To != c.to {
				t.Errorf("%s, split %d: from %q to %q, want %q and %q", c.values, split, got.From, got.To, c.from, c.to)
			}
		}
	}
}
