package similar

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The values are those of Winkler's own examples (MARTHA, DIXON, DWAYNE) and
// of the definition in doc.go worked out by hand.
func TestJaroWinklerGolden(t *testing.T) {
	cases := []struct {
		a, b string
		want float64
	}{
		{"MARTHA", "MARHTA", 0.961111},
		{"DIXON", "DICKSONX", 0.813333},
		{"DWAYNE", "DUANE", 0.840000},
		{"JAYDEN", "JADEN", 0.955556}, // 5 of 6 and 5 of 5, and JA in common
		{"ABROMS", "ABRAMS", 0.922222},
		{"CRATE", "TRACE", 0.733333},
		{"ABC", "XYZ", 0},
		{"", "ANNA", 0},
		{"", "", 0},
		{"ANNA", "ANNA", 1},
		{"A", "B", 0},
	}
	for _, c := range cases {
		if got := JaroWinkler(c.a, c.b); math.Abs(got-c.want) > 1e-6 {
			t.Errorf("JaroWinkler(%s, %s) = %.6f, want %.6f", c.a, c.b, got, c.want)
		}
	}
}

// plainJaro is the definition, character by character.
func plainJaro(a, b string) float64 {
	if a == "" || b == "" {
		return 0
	}
	reach := max(max(len(a), len(b))/2-1, 0)
	usedA, usedB := make([]bool, len(a)), make([]bool, len(b))
	m := 0
	for j := range len(b) {
		for i := max(0, j-reach); i <= min(len(a)-1, j+reach); i++ {
			if !usedA[i] && a[i] == b[j] {
				usedA[i], usedB[j] = true, true
				m++
				break
			}
		}
	}
	if m == 0 {
		return 0
	}
	swapped, i := 0, 0
	for j := range len(b) {
		if !usedB[j] {
			continue
		}
		for !usedA[i] {
			i++
		}
		if a[i] != b[j] {
			swapped++
		}
		i++
	}
	f := float64(m)
	return (f/float64(len(a)) + f/float64(len(b)) + (f-float64(swapped/2))/f) / 3
}

func TestJaroAgreesWithTheDefinition(t *testing.T) {
	text := rapid.StringMatching(`[A-D]{0,70}`)
	rapid.Check(t, func(r *rapid.T) {
		a, b := text.Draw(r, "a"), text.Draw(r, "b")
		a, b = a[:min(len(a), word)], b[:min(len(b), word)]
		if got, want := jaro(a, b), plainJaro(a, b); got != want {
			r.Fatalf("jaro(%q, %q) = %v, want %v", a, b, got, want)
		}
	})
}

func TestOneSlip(t *testing.T) {
	cases := []struct {
		a, b string
		want bool
	}{
		{"9995260182", "9995260182", false},
		{"9995260182", "9995260183", true},
		{"9995260182", "9995206182", true},
		{"9995260182", "999526028", false},
		{"9995260182", "999526018", true},
		{"99952601822", "9995260182", true},
		{"AB", "BA", true},
		{"AB", "CD", false},
		{"", "A", true},
		{"ABCD", "BADC", false},
	}
	for _, c := range cases {
		if got := OneSlip(c.a, c.b); got != c.want || OneSlip(c.b, c.a) != c.want {
			t.Errorf("OneSlip(%s, %s) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestSound(t *testing.T) {
	for name, want := range map[string]string{
		"ROBERT": "R163", "RUPERT": "R163", "TYMCZAK": "T522", "PFISTER": "P236", "HONEYMAN": "H555", "ASHCRAFT": "A261", "LEE": "L000",
	} {
		code := Sound(name)
		if got := fmt.Sprintf("%c%03X", code>>12, code&0xFFF); got != want {
			t.Errorf("Sound(%s) = %s, want %s", name, got, want)
		}
	}
	if Sound("") != 0 || Sound("أحمد") != 0 {
		t.Error("a name without letters of ours has a sound")
	}
}

func BenchmarkJaroWinkler(b *testing.B) {
	for b.Loop() {
		JaroWinkler("CHRISTOPHER", "CHRISTOFER")
	}
}
