package chis

import (
	"math"
	"math/big"
	"regexp"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestParseBool(t *testing.T) {
	tests := []struct {
		in        string
		value, ok bool
	}{
		{"true", true, true},
		{"TRUE", true, true},
		{"True", true, true},
		{"false", false, true},
		{"FALSE", false, true},
		{"1", true, true},
		{"0", false, true},
		{" true ", true, true},
		{"", false, false},
		{"2", false, false},
		{"yes", false, false},
		{"truefalse", false, false},
		{"fals", false, false},
		{"tru\x00", false, false},
	}
	for _, tt := range tests {
		value, ok := ParseBool(tt.in)
		if value != tt.value || ok != tt.ok {
			t.Errorf("ParseBool(%q) = %v, %v; want %v, %v", tt.in, value, ok, tt.value, tt.ok)
		}
		if v, k := ParseBool([]byte(tt.in)); v != value || k != ok {
			t.Errorf("ParseBool(%q) differs between text and bytes", tt.in)
		}
	}
}

func TestParseInt64(t *testing.T) {
	tests := []struct {
		in   string
		want int64
		ok   bool
	}{
		{"0", 0, true},
		{"-0", 0, true},
		{"007", 7, true},
		{"+42", 42, true},
		{" 42\r\n", 42, true},
		{"9223372036854775807", math.MaxInt64, true},
		{"-9223372036854775808", math.MinInt64, true},
		{"9223372036854775808", 0, false},
		{"-9223372036854775809", 0, false},
		{"99999999999999999999", 0, false},
		{"", 0, false},
		{"-", 0, false},
		{"+", 0, false},
		{"+-1", 0, false},
		{"1 2", 0, false},
		{"1.0", 0, false},
		{"1e3", 0, false},
		{"0x10", 0, false},
	}
	for _, tt := range tests {
		got, ok := ParseInt64(tt.in)
		if ok != tt.ok || (ok && got != tt.want) {
			t.Errorf("ParseInt64(%q) = %d, %v; want %d, %v", tt.in, got, ok, tt.want, tt.ok)
		}
	}
}

// ParseInt64 agrees with arbitrary precision around and beyond both limits.
func TestParseInt64AgainstBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[-+]?[0-9]{1,21}`).Draw(t, "text")
		want, _ := new(big.Int).SetString(text, 10)
		got, ok := ParseInt64(text)
		if ok != want.IsInt64() || (ok && got != want.Int64()) {
			t.Fatalf("ParseInt64(%q) = %d, %v", text, got, ok)
		}
	})
}

func TestParseInt64RoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64().Draw(t, "n")
		if got, ok := ParseInt64(strconv.AppendInt(nil, n, 10)); !ok || got != n {
			t.Fatalf("%d came back as %d, %v", n, got, ok)
		}
	})
}

func TestParseDecimal(t *testing.T) {
	good := []string{"0", "3", "3.5", "-3.50", "+12.000", "0003", "123456789012345678901234567890.1"}
	bad := []string{"", "-", ".", ".5", "5.", "-.5", "1.2.3", "1,5", "1e3", " 1", "1 ", "0x1", "NaN", "--1", "1-"}
	for _, text := range good {
		if !ParseDecimal(text) || !ParseDecimal([]byte(text)) {
			t.Errorf("ParseDecimal(%q) = false", text)
		}
	}
	for _, text := range bad {
		if ParseDecimal(text) || ParseDecimal([]byte(text)) {
			t.Errorf("ParseDecimal(%q) = true", text)
		}
	}
}

func TestParseDecimalAgainstPattern(t *testing.T) {
	pattern := regexp.MustCompile(`^[-+]?[0-9]+(\.[0-9]+)?$`)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[-+0-9. e]{0,8}`).Draw(t, "text")
		if got := ParseDecimal(text); got != pattern.MatchString(text) {
			t.Fatalf("ParseDecimal(%q) = %v", text, got)
		}
	})
}
