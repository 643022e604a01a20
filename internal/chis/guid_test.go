package chis

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const guidSample = "{D77C65E1-0A2B-4C3D-8E4F-5061728394A5}"

func TestParseGUID(t *testing.T) {
	plain := strings.Trim(guidSample, "{}")
	tests := []struct {
		name, in string
		ok       bool
	}{
		{"as EMIS writes it", guidSample, true},
		{"lower case", strings.ToLower(guidSample), true},
		{"without braces", plain, true},
		{"blanks around", "  " + guidSample + "\r\n", true},
		{"digits alone", strings.ReplaceAll(plain, "-", ""), true},
		{"digits alone in braces", "{" + strings.ReplaceAll(plain, "-", "") + "}", true},
		{"empty", "", false},
		{"braces alone", "{}", false},
		{"one brace", "{" + plain, false},
		{"a bracket for a brace", "{" + plain + "]", false},
		{"braces swapped", "}" + plain + "{", false},
		{"two pairs of braces", "{" + guidSample + "}", false},
		{"too short", guidSample[:37], false},
		{"a letter beyond F", strings.Replace(guidSample, "D77", "G77", 1), false},
		{"a hyphen out of place", "D77C65E-10A2B-4C3D-8E4F-5061728394A5", false},
		{"a blank within", strings.Replace(guidSample, "-0A", "- A", 1), false},
		{"a hyphen for the last digit", plain[:35] + "-", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := ParseGUID(tt.in)
			if ok != tt.ok {
				t.Fatalf("ok = %v, want %v", ok, tt.ok)
			}
			if ok && got.String() != guidSample {
				t.Errorf("got %s, want %s", got, guidSample)
			}
			if !ok && !got.IsZero() {
				t.Errorf("a refused GUID came back as %s", got)
			}
		})
	}
}

func TestGUIDZero(t *testing.T) {
	g, ok := ParseGUID("{00000000-0000-0000-0000-000000000000}")
	if !ok || !g.IsZero() {
		t.Errorf("the zero GUID: %v, %v; want it read, and IsZero", g, ok)
	}
	if full, _ := ParseGUID(guidSample); full.IsZero() {
		t.Error("a GUID with digits is zero")
	}
}

func anyGUID() *rapid.Generator[GUID] {
	return rapid.Custom(func(t *rapid.T) GUID {
		return GUID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "bytes"))
	})
}

func TestGUIDRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := anyGUID().Draw(t, "g")
		text := g.String()
		for _, form := range []string{text, strings.ToLower(text), strings.Trim(text, "{}"), strings.ReplaceAll(text, "-", "")} {
			if got, ok := ParseGUID(form); !ok || got != g {
				t.Fatalf("%s read as %s, %v", form, got, ok)
			}
		}
	})
}

func TestGUIDOrderIsTextOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyGUID().Draw(t, "a"), anyGUID().Draw(t, "b")
		if a.Compare(b) != strings.Compare(a.String(), b.String()) {
			t.Fatalf("Compare(%s, %s) = %d", a, b, a.Compare(b))
		}
	})
}

func TestGUIDJSON(t *testing.T) {
	g, _ := ParseGUID(guidSample)
	text, err := json.Marshal(g)
	if err != nil || string(text) != `"`+guidSample+`"` {
		t.Fatalf("Marshal = %s, %v", text, err)
	}
	var back GUID
	if err := json.Unmarshal(text, &back); err != nil || back != g {
		t.Errorf("came back as %s, %v", back, err)
	}
	if err := back.UnmarshalText([]byte("no")); !errors.Is(err, ErrGUID) {
		t.Errorf("UnmarshalText of nonsense: %v", err)
	}
}

func FuzzParseGUID(f *testing.F) {
	for _, seed := range []string{guidSample, "{}", "", strings.Repeat("f", 32), strings.Repeat("-", 36)} {
		f.Add([]byte(seed))
	}
	hyphenated := `[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}`
	body := `(` + hyphenated + `|[0-9A-Fa-f]{32})`
	pattern := regexp.MustCompile(`^[ \t-\r]*(\{` + body + `\}|` + body + `)[ \t-\r]*$`)
	f.Fuzz(func(t *testing.T, b []byte) {
		g, ok := ParseGUID(b)
		if want := pattern.Match(b); ok != want {
			t.Fatalf("ParseGUID(%q) ok = %v, the pattern says %v", b, ok, want)
		}
		if !ok {
			return
		}
		digits := bytes.Map(func(r rune) rune {
			if hexValue[byte(r)] == notHex {
				return -1
			}
			return r
		}, bytes.ToUpper(b))
		if want := strings.ReplaceAll(strings.Trim(g.String(), "{}"), "-", ""); string(digits) != want {
			t.Fatalf("ParseGUID(%q) = %s", b, g)
		}
	})
}
