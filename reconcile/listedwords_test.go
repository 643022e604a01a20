package reconcile

import (
	"testing"

	"lollipop/internal/chis"
)

// What an old list calls for is read by clerks: no abbreviations of ours, and the
// dose of a combined vaccine is not that of its last antigen.
func TestListedWords(t *testing.T) {
	for _, c := range []struct{ antigens, dose, want string }{
		{"diphtheria+hepb+hib+pertussis+polio+tetanus", "3", "diphtheria, hepatitis B, Hib, pertussis, polio, tetanus: dose 3"},
		{"hib+menc", "B", "Hib, MenC: dose B"},
		{"hpv", "2", "HPV 2"},
		{"menacwy", "", "MenACWY"},
		{"measles+mumps+rubella", "", "measles, mumps, rubella"},
	} {
		a, err := chis.ParseAntigens(c.antigens)
		if err != nil {
			t.Fatal(err)
		}
		if got := listedWords(&listEntry{dueName: dueName{a, c.dose}}); got != c.want {
			t.Errorf("%s, dose %q: %q, want %q", c.antigens, c.dose, got, c.want)
		}
	}
}
