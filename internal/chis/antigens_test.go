package chis

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseAntigens(t *testing.T) {
	sixInOne := Diphtheria | Tetanus | Pertussis | Polio | Hib | HepB
	tests := []struct {
		in   string
		want Antigens
		text string
	}{
		{"", 0, ""},
		{" ", 0, ""},
		{"bcg", BCG, "bcg"},
		{"measles+mumps+rubella", Measles | Mumps | Rubella, "measles+mumps+rubella"},
		{"rubella + measles+mumps", Measles | Mumps | Rubella, "measles+mumps+rubella"},
		{"diphtheria+tetanus+pertussis+hib+polio+hepb", sixInOne, "diphtheria+hepb+hib+pertussis+polio+tetanus"},
		{"hib+menc", Hib | MenC, "hib+menc"},
		{"polio+polio", Polio, "polio"},
	}
	for _, tt := range tests {
		got, err := ParseAntigens(tt.in)
		if err != nil || got != tt.want || got.String() != tt.text {
			t.Errorf("ParseAntigens(%q) = %q, %v; want %q", tt.in, got, err, tt.text)
		}
		if same, err := ParseAntigens([]byte(tt.in)); err != nil || same != got {
			t.Errorf("ParseAntigens(%q) differs between text and bytes", tt.in)
		}
	}
}

func TestParseAntigensNamesTheUnknown(t *testing.T) {
	tests := map[string]string{
		"measles+mups": `"mups"`, "Measles": `"Measles"`, "measles+": `""`, "+": `""`, "measles,mumps": `"measles,mumps"`,
		"haemophilus": `"haemophilus"`,
	}
	for in, word := range tests {
		got, err := ParseAntigens(in)
		if err == nil || got != 0 || !strings.Contains(err.Error(), word) {
			t.Errorf("ParseAntigens(%q) = %v, %v; want an error that names %s", in, got, err, word)
		}
	}
}

// The bits are stored in files: each name keeps its place for ever.
func TestAntigenBitsAreFixed(t *testing.T) {
	want := []string{
		"diphtheria", "tetanus", "pertussis", "polio", "hib", "hepb", "menb", "menc", "menacwy", "pneumococcal", "rotavirus",
		"measles", "mumps", "rubella", "varicella", "bcg", "hpv", "influenza", "hepa", "typhoid", "covid19", "rsv",
	}
	for bit, name := range want {
		if got := Antigens(1 << bit).String(); got != name {
			t.Errorf("bit %d is %q, want %q", bit, got, name)
		}
	}
	if antigensEnd != 1<<len(want) {
		t.Error("an antigen has a bit and no name")
	}
	if RSV != 1<<21 || Influenza != 1<<17 || Hib != 1<<4 {
		t.Error("a constant left its bit")
	}
}

func TestAntigensByName(t *testing.T) {
	if len(antigensByName) != len(antigenNames) {
		t.Fatalf("%d antigens by name, %d names", len(antigensByName), len(antigenNames))
	}
	var names []string
	for _, one := range antigensByName {
		if one.Len() != 1 {
			t.Errorf("%v is not one antigen", one)
		}
		names = append(names, one.String())
	}
	if !slices.IsSorted(names) || len(slices.Compact(names)) != len(antigenNames) {
		t.Errorf("not in order, or one twice: %v", names)
	}
}

func TestAntigenSets(t *testing.T) {
	mmr := Measles | Mumps | Rubella
	if !mmr.Has(Measles|Rubella) || mmr.Has(Measles|Varicella) || !mmr.Has(0) {
		t.Error("Has is not the subset")
	}
	if !mmr.Any(Measles|Varicella) || mmr.Any(Varicella) || mmr.Any(0) {
		t.Error("Any is not the overlap")
	}
	if mmr.Union(Varicella).Len() != 4 || Antigens(0).Len() != 0 {
		t.Error("Union or Len is wrong")
	}
}

func TestAntigensRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set := Antigens(rapid.Uint32Range(0, 1<<len(antigenNames)-1).Draw(t, "set"))
		names := strings.Split(set.String(), "+")
		if !slices.IsSorted(names) {
			t.Fatalf("%v is not sorted", names)
		}
		shuffled := strings.Join(rapid.Permutation(names).Draw(t, "names"), "+")
		if got, err := ParseAntigens(shuffled); err != nil || got != set {
			t.Fatalf("%q came back as %q, %v", shuffled, got, err)
		}
	})
}
