package mappings

import "testing"

func TestLikelyClass(t *testing.T) {
	set := mustLoad(t)
	tests := []struct{ category, term, want string }{
		{"Immunisations", "Some local thing", ClassSafety},
		{"Allergy and adverse reactions", "Dust", ClassSafety},
		{"Administration, documents and attachments", "Declines sharing", ClassSafety},
		{"Unset", "Subject to child protection plan", ClassSafety},
		{"Personal Health and Social", "In foster care", ClassSafety},
		{"Health management, screening and monitoring", "Newborn hearing screening passed", ClassSafety},
		{"Health management, screening and monitoring", "Hearing screened", ClassSafety}, // a stem at the end of two words
		{"Health management, screening and monitoring", "Vaccinated at school", ClassSafety},
		{"Health management, screening and monitoring", "Toothbrushing advice", ClassOrdinary},
		{"Symptoms and Findings", "Sore throat", ClassOrdinary},
		{"a category nobody knows", "Refused BCG", ClassSafety},
		{"", "", ClassOrdinary},
	}
	for _, test := range tests {
		if got := set.LikelyClass(test.category, test.term); got != test.want {
			t.Errorf("%q in %q is %s", test.term, test.category, got)
		}
	}
}

func TestScope(t *testing.T) {
	set := mustLoad(t)
	for _, in := range []string{"Immunisations", "Allergy and adverse reactions", "Health management, screening and monitoring", "Biological values"} {
		if !set.ScopeCategory(in) {
			t.Errorf("category %q is out", in)
		}
	}
	for _, out := range []string{"Symptoms and Findings", "Obstetrics and Birth", "Personal Health and Social", "", "no such category"} {
		if set.ScopeCategory(out) {
			t.Errorf("category %q is in", out)
		}
	}
	for _, in := range []string{"given", "refused", "legal_status", "alert", "protection", "death", "screening", "birth_weight"} {
		if !set.ScopeKind(in) {
			t.Errorf("kind %s is out", in)
		}
	}
	for _, out := range []string{"observation", "unmapped", "no such kind"} {
		if set.ScopeKind(out) {
			t.Errorf("kind %s is in", out)
		}
	}
}

// A mapped safety code may not be lost because its category is not brought.
func TestEverySafetyConceptInScope(t *testing.T) {
	set := mustLoad(t)
	for _, c := range set.Concepts() {
		if c.Class == ClassSafety && !set.ScopeKind(c.Kind) {
			t.Errorf("%s %s of kind %s is out of scope", c.System, c.Code, c.Kind)
		}
	}
}
