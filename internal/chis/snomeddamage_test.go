package chis

import (
	"encoding/csv"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestDamageOfSNOMED(t *testing.T) {
	tests := []struct {
		in   string
		kind SNOMEDKind
		want SNOMEDDamage
	}{
		{"", ConceptID, SNOMEDSound},
		{" \r\n", ConceptID, SNOMEDSound},
		{"42284007", ConceptID, SNOMEDSound},
		{" 1082441000000108 ", ConceptID, SNOMEDSound},
		{"900000000000207008", ConceptID, SNOMEDSound}, // 18 digits of the international release
		{"1777541000006114", DescriptionID, SNOMEDSound},
		{"1.08244E+15", ConceptID, SNOMEDNotDigits},
		{"-42284007", ConceptID, SNOMEDNotDigits},
		{"1777541000006114", ConceptID, SNOMEDWrongPartition}, // a description
		{"42284007", DescriptionID, SNOMEDWrongPartition},
		{"42284008", ConceptID, SNOMEDWrongDigit},
		{"34765811000001104", ConceptID, SNOMEDWrongDigit}, // by floating point
		{"1777541000006110", DescriptionID, SNOMEDRounded}, // as the specification of the extract prints it
		{"1082441000000110", ConceptID, SNOMEDRounded},
		{"34765811000001100", ConceptID, SNOMEDRounded},
		{"10107", ConceptID, SNOMEDWrongLength},
		{"042284007", ConceptID, SNOMEDWrongLength},
		{"1000000000000000101", ConceptID, SNOMEDWrongLength},
		{"99999999999999999999999999999999999999", ConceptID, SNOMEDWrongLength},
	}
	for _, tt := range tests {
		if got := DamageOfSNOMED(tt.in, tt.kind); got != tt.want {
			t.Errorf("%q as %c: %q, want %q", tt.in, tt.kind, got, tt.want)
		}
		if got := DamageOfSNOMED([]byte(tt.in), tt.kind); got != tt.want {
			t.Errorf("bytes %q as %c: %q, want %q", tt.in, tt.kind, got, tt.want)
		}
	}
}

func TestOrigins(t *testing.T) {
	tests := []struct {
		damaged SNOMED
		kind    SNOMEDKind
		want    []SNOMED
	}{
		{1082441000000110, ConceptID, []SNOMED{1082441000000108}},   // rounded up
		{1082441000000100, ConceptID, []SNOMED{1082441000000108}},   // cut off
		{34765811000001104, ConceptID, []SNOMED{34765811000001105}}, // the nearest in floating point
		{34765811000001105, ConceptID, []SNOMED{34765811000001105}}, // as it is
		{1777541000006110, DescriptionID, []SNOMED{1777541000006114}},
		{42284008, ConceptID, nil}, // too short to be damaged so
	}
	for _, tt := range tests {
		if got := tt.damaged.Origins(tt.kind); !slices.Equal(got, tt.want) {
			t.Errorf("%d: %v, want %v", tt.damaged, got, tt.want)
		}
	}
}

// Every id that a published collection gives is sound, and each long one is
// found again from what a spreadsheet or a floating-point number makes of it.
func TestPublishedItems(t *testing.T) {
	f, err := os.Open("testdata/snomed_items.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	long := 0
	for _, line := range lines[1:] {
		if _, err := strconv.ParseInt(line[0], 10, 64); err != nil {
			continue // LOINC
		}
		if d := DamageOfSNOMED(line[0], ConceptID); d != SNOMEDSound {
			t.Errorf("%s: %s", line[0], d)
		}
		id, _ := ParseSNOMED(line[0])
		if id < 1e15 {
			continue
		}
		long++
		for how, damaged := range damagedForms(id) {
			if from := damaged.Origins(ConceptID); !slices.Contains(from, id) {
				t.Errorf("%s %s to %d: origins %v", line[0], how, damaged, from)
			}
		}
	}
	if len(lines) < 37 || long < 4 {
		t.Errorf("%d ids, %d of them long", len(lines), long)
	}
}

// damagedForms are what a spreadsheet that cuts or rounds to fifteen digits and
// a floating-point number make of an id.
func damagedForms(id SNOMED) map[string]SNOMED {
	unit := id.roundedUnit()
	return map[string]SNOMED{
		"cut": id / unit * unit, "rounded": (id + unit/2) / unit * unit, "floating": SNOMED(math.Round(float64(id))),
	}
}

// What damage leaves is noticed or is the id itself, and the id is among its
// origins. With the kind known there is nearly always no other.
func TestOriginsHoldTheTrueOne(t *testing.T) {
	several, all := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]SNOMEDKind{ConceptID, DescriptionID}).Draw(t, "kind")
		stem := rapid.StringMatching(`[1-9][0-9]{5,7}10000[0-9]{2}1`).Draw(t, "stem") + string(rune(kind))
		digit, _ := VerhoeffDigit(stem)
		id, ok := ParseSNOMED(stem + string(digit))
		if !ok {
			t.Fatalf("%s%c is no id", stem, digit)
		}
		for how, damaged := range damagedForms(id) {
			text := strconv.FormatInt(int64(damaged), 10)
			if damaged != id && DamageOfSNOMED(text, kind) == SNOMEDSound {
				t.Fatalf("%d %s to %s and nobody noticed", id, how, text)
			}
			from := damaged.Origins(kind)
			if !slices.Contains(from, id) {
				t.Fatalf("%d %s to %s: origins %v", id, how, text, from)
			}
			if all++; len(from) > 1 {
				several++
			}
		}
	})
	if several*20 > all {
		t.Errorf("%d of %d have several origins", several, all)
	}
}

func TestSNOMEDDamageWords(t *testing.T) {
	for d, want := range map[SNOMEDDamage]string{SNOMEDSound: "", SNOMEDRounded: "rounded", SNOMEDWrongDigit: "check-digit", 99: "invalid"} {
		if d.String() != want {
			t.Errorf("%d: %q", d, d)
		}
	}
}

func FuzzDamageOfSNOMED(f *testing.F) {
	for _, seed := range []string{"42284007", "1082441000000110", "34765811000001104", "1.08244E+15", "", "999999999999999999", "900000000000207008"} {
		f.Add([]byte(seed), true)
		f.Add([]byte(seed), false)
	}
	f.Fuzz(func(t *testing.T, b []byte, concept bool) {
		kind := DescriptionID
		if concept {
			kind = ConceptID
		}
		d := DamageOfSNOMED(b, kind)
		id, ok := ParseSNOMED(b)
		if d == SNOMEDSound && len(trim(b)) > 0 && (!ok || id.IsConcept() != concept || id.IsDescription() == concept) {
			t.Fatalf("%q is called sound; parsed %d, %v", b, id, ok)
		}
		n, digits := ParseInt64(b)
		if !digits {
			return
		}
		from := SNOMED(n).Origins(kind)
		for i, o := range from {
			if text := strconv.FormatInt(int64(o), 10); DamageOfSNOMED(text, kind) != SNOMEDSound || len(text) < 16 {
				t.Fatalf("%q may come from %s, which is no id", b, text)
			}
			if i > 0 && from[i-1] >= o {
				t.Fatalf("%q: origins %v not ascending", b, from)
			}
		}
	})
}
