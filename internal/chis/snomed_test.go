package chis

import (
	"regexp"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestParseSNOMED(t *testing.T) {
	tests := []struct {
		in                   string
		concept, description bool
		namespace            int32
	}{
		{"42284007", true, false, 0},                    // BCG given
		{"38598009", true, false, 0},                    // MMR given
		{"871874000", true, false, 0},                   // MenACWY given
		{"1082441000000108", true, false, 1000000},      // first 6-in-1
		{"34765811000001105", true, false, 1000001},     // Infanrix hexa
		{"1097291000000101", true, false, 1000000},      // congenital abnormality
		{"900000000000207008", true, false, 0},          // a concept of 18 digits without a namespace
		{"751431010", false, true, 0},                   // description of the international release
		{" 1777541000006114\r\n", false, true, 1000006}, // EMIS description, blanks around
	}
	for _, tt := range tests {
		s, ok := ParseSNOMED(tt.in)
		if !ok {
			t.Errorf("ParseSNOMED(%q) refuses it", tt.in)
			continue
		}
		if s.IsConcept() != tt.concept || s.IsDescription() != tt.description || s.Namespace() != tt.namespace {
			t.Errorf("%s: concept %v, description %v, namespace %d", tt.in, s.IsConcept(), s.IsDescription(), s.Namespace())
		}
		if same, _ := ParseSNOMED([]byte(tt.in)); same != s || strconv.FormatInt(int64(s), 10) != trim(tt.in) {
			t.Errorf("%s read as %d, from bytes %d", tt.in, s, same)
		}
	}
}

func TestParseSNOMEDRefuses(t *testing.T) {
	tests := map[string]string{
		"empty":                     "",
		"five digits":               "10107",
		"nineteen digits":           "1000000000000000101",
		"wrong check digit":         "42284008",
		"two digits swapped":        "42248007",
		"rounded by floating point": "34765811000001104",
		"rounded by a spreadsheet":  "34765811000001100",
		"rounded in print":          "1777541000006110", // in the specification of the extract itself
		"leading zero":              "042284007",
		"sign":                      "-42284007",
		"point":                     "42284007.0",
		"exponent":                  "1.08244E+15",
		"Read code":                 "65I1.",
		"letters":                   "EMISNQ1",
	}
	for name, in := range tests {
		if s, ok := ParseSNOMED(in); ok || s != 0 {
			t.Errorf("%s: ParseSNOMED(%q) = %d, %v", name, in, s, ok)
		}
	}
}

// Each partition with a right check digit: six are of a kind we know.
func TestSNOMEDPartitions(t *testing.T) {
	for partition := range 100 {
		text := "7374511000001" + strconv.Itoa(partition/10) + strconv.Itoa(partition%10)
		digit, _ := VerhoeffDigit(text)
		s, ok := ParseSNOMED(text + string(digit))
		if want := partition/10 <= 1 && partition%10 <= 2; ok != want {
			t.Errorf("partition %02d: ok = %v", partition, ok)
		}
		if ok && (s.Namespace() != 0) != (partition >= 10) {
			t.Errorf("partition %02d: namespace %d", partition, s.Namespace())
		}
	}
}

// A long-format identifier has room for its namespace.
func TestSNOMEDShortWithLongPartition(t *testing.T) {
	for length := snomedShortest; length <= 12; length++ {
		text := "123456789012"[:length-3] + "10"
		digit, _ := VerhoeffDigit(text)
		if _, ok := ParseSNOMED(text + string(digit)); ok != (length >= snomedLongFormat) {
			t.Errorf("%d digits in partition 10: ok = %v", length, ok)
		}
	}
}

func TestLooksRounded(t *testing.T) {
	tests := map[SNOMED]bool{
		1777541000006110:   true,  // 16 digits, the last zero
		1082441000000108:   false, // the true id
		34765811000001100:  true,  // 17 digits
		34765811000001110:  false,
		900000000000003000: true, // 18 digits
		900000000000003100: false,
		170370000:          false, // short ids are never rounded
		100000000000000:    false, // 15 digits
		0:                  false,
	}
	for s, want := range tests {
		if got := s.LooksRounded(); got != want {
			t.Errorf("%d: LooksRounded = %v", s, got)
		}
	}
}

func anySNOMED() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		item := rapid.StringMatching(`[1-9][0-9]{2,14}`).Draw(t, "item")
		partition := rapid.SampledFrom([]string{"00", "01", "02", "10", "11", "12"}).Draw(t, "partition")
		if partition[0] == '1' && len(item) < 8 {
			item += "1000000"
		}
		digit, _ := VerhoeffDigit(item + partition)
		return item + partition + string(digit)
	})
}

func TestSNOMEDRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anySNOMED().Draw(t, "text")
		if s, ok := ParseSNOMED(text); !ok || strconv.FormatInt(int64(s), 10) != text {
			t.Fatalf("%s read as %d, %v", text, s, ok)
		}
	})
}

// What a spreadsheet makes of a long id is refused, or looks rounded, or is the same.
func TestRoundingIsNoticed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anySNOMED().Draw(t, "text")
		if len(text) < 16 {
			return
		}
		kept, _ := strconv.ParseFloat(text[:15]+"."+text[15:], 64)
		rounded := strconv.FormatFloat(kept, 'f', 0, 64) + "000"[:len(text)-15]
		if s, ok := ParseSNOMED(rounded); ok && !s.LooksRounded() {
			t.Fatalf("%s rounded to %s and nobody noticed", text, rounded)
		}
	})
}

// Verhoeff finds every wrong digit and every swap of two neighbours.
func TestVerhoeffFindsErrors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		right := []byte(anySNOMED().Draw(t, "text"))
		for at := range right {
			for by := byte(1); by <= 9; by++ {
				wrong := slices.Clone(right)
				wrong[at] = '0' + (wrong[at]-'0'+by)%10
				if VerhoeffValid(wrong) {
					t.Fatalf("%s passes for %s", wrong, right)
				}
			}
			if at == 0 || right[at] == right[at-1] {
				continue
			}
			swapped := slices.Clone(right)
			swapped[at-1], swapped[at] = swapped[at], swapped[at-1]
			if VerhoeffValid(swapped) {
				t.Fatalf("%s passes for %s", swapped, right)
			}
		}
	})
}

// The tables are those of the dihedral group of a pentagon, derived afresh.
func TestVerhoeffTables(t *testing.T) {
	for a := range 10 {
		for b := range 10 {
			if got, want := int(verhoeffMultiply[a][b]), dihedral(a, b); got != want {
				t.Errorf("%d * %d = %d, want %d", a, b, got, want)
			}
		}
		if verhoeffMultiply[a][verhoeffInverse[a]] != 0 {
			t.Errorf("the inverse of %d is not %d", a, verhoeffInverse[a])
		}
		for place := 1; place < 8; place++ {
			before := verhoeffPermute[place-1][a]
			if verhoeffPermute[place][a] != verhoeffPermute[1][before] {
				t.Errorf("place %d, digit %d is not the permutation applied once more", place, a)
			}
		}
		if verhoeffPermute[0][a] != uint8(a) || verhoeffPermute[1][verhoeffPermute[7][a]] != uint8(a) {
			t.Errorf("digit %d does not come back after eight places", a)
		}
	}
}

// dihedral multiplies two symmetries of a pentagon: 0-4 turn it, 5-9 flip it first.
func dihedral(a, b int) int {
	switch {
	case a < 5 && b < 5:
		return (a + b) % 5
	case a < 5:
		return 5 + (a+b)%5
	case b < 5:
		return 5 + (a-b+10)%5
	}
	return (a - b + 5) % 5
}

func TestVerhoeffKnown(t *testing.T) {
	if digit, ok := VerhoeffDigit("236"); digit != '3' || !ok || !VerhoeffValid("2363") {
		t.Errorf("236 has check digit %c, want 3", digit)
	}
	for _, text := range []string{"", "0", "12a", " 2363"} {
		if VerhoeffValid(text) {
			t.Errorf("VerhoeffValid(%q)", text)
		}
	}
	for _, text := range []string{"", "23x"} {
		if _, ok := VerhoeffDigit(text); ok {
			t.Errorf("VerhoeffDigit(%q) has one", text)
		}
	}
}

func FuzzParseSNOMED(f *testing.F) {
	for _, seed := range []string{"42284007", "34765811000001105", "900000000000003001", "", "000000", " 38598009 "} {
		f.Add([]byte(seed))
	}
	pattern := regexp.MustCompile(`^[1-9][0-9]{2,14}(0[012]|1[012])[0-9]$`)
	f.Fuzz(func(t *testing.T, b []byte) {
		s, ok := ParseSNOMED(b)
		text := string(trim(b))
		if ok && (!pattern.MatchString(text) || strconv.FormatInt(int64(s), 10) != text) {
			t.Fatalf("ParseSNOMED(%q) = %d", b, s)
		}
		if !ok && s != 0 {
			t.Fatalf("ParseSNOMED(%q) refuses and gives %d", b, s)
		}
		if !pattern.MatchString(text) {
			return
		}
		digit, _ := VerhoeffDigit(text[:len(text)-1])
		room := text[len(text)-3] == '0' || len(text) >= snomedLongFormat
		if ok != (digit == text[len(text)-1] && room) {
			t.Fatalf("ParseSNOMED(%q) ok = %v, check digit %c", b, ok, digit)
		}
	})
}
