package mappings

import (
	"slices"
	"strings"
	"testing"
)

// Kinds for which no source gives a code: their rows are of the synthetic
// dictionaries and say that nobody has read them anywhere.
func TestNothingIsGuessed(t *testing.T) {
	set, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	unpublished := []string{"contraindicated", "history", "adverse_reaction", "allergy", "consent_given", "dissent", "assessment", "correspondence", "care_team", "school"}
	seen := map[string]int{}
	for _, c := range set.Concepts() {
		published := strings.HasPrefix(c.Source, "reference/")
		if !published && (c.System != SystemEMISLocal || !c.Unverified) {
			t.Errorf("%s %s has no published source (%s) and does not say so", c.System, c.Code, c.Source)
		}
		if slices.Contains(unpublished, c.Kind) {
			seen[c.Kind]++
			if published {
				t.Errorf("%s %s of kind %s has a source: docs/mappings.md says there is none", c.System, c.Code, c.Kind)
			}
		}
	}
	for _, kind := range unpublished {
		if seen[kind] == 0 {
			t.Errorf("no row of kind %s", kind)
		}
	}
}
