package chis

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParsePostcode(t *testing.T) {
	tests := []struct {
		in, want string
		pseudo   bool
	}{
		{"M1 1AA", "M1 1AA", false},
		{"M60 1NW", "M60 1NW", false},
		{"W1A 1HQ", "W1A 1HQ", false},
		{"LA1 4YW", "LA1 4YW", false},
		{"PR25 1AA", "PR25 1AA", false},
		{"EC1A 1BB", "EC1A 1BB", false},
		{"la14yw", "LA1 4YW", false},
		{"  la1   4yw\r\n", "LA1 4YW", false},
		{"L A 1 4 Y W", "LA1 4YW", false},
		{"GIR 0AA", "GIR 0AA", false},
		{"gir0aa", "GIR 0AA", false},
		{"ZZ99 3VZ", "ZZ99 3VZ", true},
		{"zz993wz", "ZZ99 3WZ", true},
		{"ZZ99 3CZ", "ZZ99 3CZ", true},
		{"ZZ99 6CZ", "ZZ99 6CZ", true},
		{"ZZ9 9AA", "ZZ9 9AA", false},
	}
	for _, tt := range tests {
		p, ok := ParsePostcode(tt.in)
		if !ok || p.String() != tt.want || p.IsPseudo() != tt.pseudo || p.IsNone() {
			t.Errorf("ParsePostcode(%q) = %q, %v, pseudo %v", tt.in, p, ok, p.IsPseudo())
		}
		if same, _ := ParsePostcode([]byte(tt.in)); same != p || string(p.AppendTo(nil)) != tt.want {
			t.Errorf("ParsePostcode(%q) differs between text and bytes", tt.in)
		}
	}
}

func TestParsePostcodeRefuses(t *testing.T) {
	tests := []string{
		"", " ", "LA1", "4YW", "L4YW", "4", "AAAA", "LA1 4Y", "LA1 4YWW", "LA1 YYW", "LA1 44W", "1LA 4YW", "LAA 4YW", "LAA1 4YW", "LA123 4YW",
		"L1AA 4YW", "LA1A1 4YW", "GIR 1AA", "GIR 0AB", "ZZ99 VVZ", "ZZ99 33Z", "LA1-4YW", "LA1 4Y.", "L\u00c41 4YW", "UNKNOWN",
	}
	for _, letter := range "CIKMOV" {
		tests = append(tests, "LA1 4"+string(letter)+"W", "LA1 4Y"+string(letter))
	}
	for _, in := range tests {
		if p, ok := ParsePostcode(in); ok || !p.IsNone() {
			t.Errorf("ParsePostcode(%q) = %q", in, p)
		}
	}
}

// A stem is read as it is written; a sector without its space is another outward code.
func TestPostcodeStems(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		outward := rapid.StringMatching(`[A-Y][A-Y]?[0-9]([0-9A-Z])?`).Draw(t, "outward")
		inward := rapid.StringMatching(`[0-9][ABD-HJLNP-UW-Z]{2}`).Draw(t, "inward")
		p, _ := ParsePostcode(outward + inward)
		for i, want := range []string{outward + " " + inward, outward + " " + inward[:1], outward} {
			got, ok := ParsePostcodeStem(strings.ToLower(" " + want))
			if !ok || got != p.Stems()[i] || strings.TrimRight(string(got[:]), "\x00") != want {
				t.Fatalf("ParsePostcodeStem(%q) = %q, %v; of %q", want, got, ok, p.Stems())
			}
		}
	})
	for _, in := range []string{"", "LA", "4", "LA1 4Y", "LA1 44", "LA1 A", "LA1 4 YW X", "LA12345", "\u00c41"} {
		if got, ok := ParsePostcodeStem(in); ok {
			t.Errorf("ParsePostcodeStem(%q) = %q", in, got)
		}
	}
	if stems := (Postcode{}).Stems(); stems != [3]PostcodeStem{} {
		t.Errorf("stems of none: %q", stems)
	}
}

func TestNoPostcode(t *testing.T) {
	var none Postcode
	if none.String() != "" || none.IsPseudo() || !none.IsNone() {
		t.Errorf("no postcode prints as %q", none)
	}
}

func TestPostcodeRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		outward := rapid.StringMatching(`[A-Y][A-Y]?[0-9]([0-9A-Z])?`).Draw(t, "outward")
		inward := rapid.StringMatching(`[0-9][ABD-HJLNP-UW-Z]{2}`).Draw(t, "inward")
		want := outward + " " + inward
		for _, form := range []string{want, outward + inward, strings.ToLower(want), " " + outward + "  " + inward} {
			if p, ok := ParsePostcode(form); !ok || p.String() != want {
				t.Fatalf("ParsePostcode(%q) = %q, %v", form, p, ok)
			}
		}
	})
}

func FuzzParsePostcode(f *testing.F) {
	for _, seed := range []string{"LA1 4YW", "gir0aa", "ZZ99 3VZ", "", "EC1A1BB", "LA1 4CW", "A1"} {
		f.Add([]byte(seed))
	}
	pattern := regexp.MustCompile(`^(GIR0AA|ZZ99[0-9][A-Z]{2}|[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][ABD-HJLNP-UW-Z]{2})$`)
	f.Fuzz(func(t *testing.T, b []byte) {
		p, ok := ParsePostcode(b)
		squeezed := strings.Map(func(r rune) rune {
			switch {
			case strings.ContainsRune(" \t\n\v\f\r", r):
				return -1
			case r >= 'a' && r <= 'z':
				return r - ('a' - 'A')
			}
			return r
		}, string(b))
		if want := pattern.MatchString(squeezed); ok != want {
			t.Fatalf("ParsePostcode(%q) ok = %v, the pattern says %v", b, ok, want)
		}
		if !ok {
			return
		}
		if again, _ := ParsePostcode(p.String()); again != p || strings.Replace(p.String(), " ", "", 1) != squeezed {
			t.Fatalf("ParsePostcode(%q) = %q", b, p)
		}
	})
}
