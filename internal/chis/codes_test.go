package chis

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPadReadV2(t *testing.T) {
	tests := []struct{ in, want string }{
		{"G20", "G20.."},
		{"G20..", "G20.."},
		{"G", "G...."},
		{"65I1", "65I1."},
		{"65b", "65b.."},
		{"65B", "65B.."},
		{"C1zy3", "C1zy3"},
		{"C1zy3-1", "C1zy3"},
		{"C1zy3-12", "C1zy3"},
		{"G20..-1", "G20.."},
		{"G20-1", "G20.."},
		{" 9Ni ", "9Ni.."},
		{"", ""},
		{" ", ""},
		{".", ""},
		{".....", ""},
		{"G.2", ""},
		{"G..20", ""},
		{"EMISNQAC724", ""},
		{"^ESCT123", ""},
		{"EMISREQ|42B6.", ""},
		{"G20...", ""},
		{"C1zy34", ""},
		{"65I-KC60", ""},
		{"G20-", ""},
		{"-1", ""},
		{"G20-123", ""},
		{"G20-1-1", ""},
		{"G 20", ""},
		{"G2é", ""},
		{"42284007", ""},
	}
	for _, tt := range tests {
		got, ok := PadReadV2(tt.in)
		if got.String() != tt.want || ok != (tt.want != "") {
			t.Errorf("PadReadV2(%q) = %q, %v; want %q", tt.in, got, ok, tt.want)
		}
		if same, _ := PadReadV2([]byte(tt.in)); same != got {
			t.Errorf("PadReadV2(%q) differs between text and bytes", tt.in)
		}
	}
}

func TestPadReadV2Properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.StringMatching(`[0-9A-Za-z]{1,5}`).Draw(t, "code")
		padded := (code + "....")[:5]
		for _, form := range []string{code, padded, code + "-1", padded + "-99"} {
			if got, ok := PadReadV2(form); !ok || got.String() != padded {
				t.Fatalf("PadReadV2(%q) = %q, %v", form, got, ok)
			}
		}
	})
}

func FuzzPadReadV2(f *testing.F) {
	for _, seed := range []string{"G20", "C1zy3-1", "EMISNQAC724", "", "...", "G20--1"} {
		f.Add([]byte(seed))
	}
	pattern := regexp.MustCompile(`^([0-9A-Za-z][0-9A-Za-z]{0,4}\.{0,4})(-[0-9]{1,2})?$`)
	f.Fuzz(func(t *testing.T, b []byte) {
		code, ok := PadReadV2(b)
		match := pattern.FindSubmatch(trim(b))
		if want := match != nil && len(match[1]) <= 5; ok != want {
			t.Fatalf("PadReadV2(%q) ok = %v, the pattern says %v", b, ok, want)
		}
		if ok && !bytes.HasPrefix(code[:], match[1]) {
			t.Fatalf("PadReadV2(%q) = %q", b, code)
		}
	})
}

func TestParseODSCode(t *testing.T) {
	tests := []struct {
		in       string
		want     ODSCode
		practice bool
	}{
		{"P81001", "P81001", true},
		{"p81001", "P81001", true},
		{" Y00001 ", "Y00001", true},
		{"V81999", "V81999", true},
		{"RXN", "RXN", false},
		{"01K", "01K", false},
		{"Q99", "Q99", false},
		{"G9999998", "G9999998", false},
		{"P8100A", "P8100A", false},
		{"", "", false},
		{"P8", "", false},
		{"G99999981", "", false},
		{"P81 01", "", false},
		{"P81-01", "", false},
		{"É8100", "", false},
	}
	for _, tt := range tests {
		got, ok := ParseODSCode(tt.in)
		if got != tt.want || ok != (tt.want != "") || got.IsPracticeCode() != tt.practice {
			t.Errorf("ParseODSCode(%q) = %q, %v, practice %v", tt.in, got, ok, got.IsPracticeCode())
		}
		if same, _ := ParseODSCode([]byte(tt.in)); same != got {
			t.Errorf("ParseODSCode(%q) differs between text and bytes", tt.in)
		}
	}
}

func TestParseSex(t *testing.T) {
	good := map[string]Sex{
		"M": SexMale, "F": SexFemale, "U": SexUnknown, "I": SexIndeterminate, "m": SexMale, " F ": SexFemale,
	}
	for in, want := range good {
		if got, ok := ParseSex(in); got != want || !ok || got.String() != strings.ToUpper(strings.TrimSpace(in)) {
			t.Errorf("ParseSex(%q) = %v, %v", in, got, ok)
		}
	}
	for _, in := range []string{"", " ", "X", "1", "9", "MF", "Male"} {
		if got, ok := ParseSex(in); ok || got != 0 || got.String() != "" {
			t.Errorf("ParseSex(%q) = %v, %v", in, got, ok)
		}
	}
	if !SexMale.Known() || !SexFemale.Known() || SexUnknown.Known() || SexIndeterminate.Known() || Sex(0).Known() {
		t.Error("male and female alone are known")
	}
}
