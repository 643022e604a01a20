package mappings

import (
	"slices"
	"testing"

	"lollipop/internal/chis"
)

func TestVaccineInUse(t *testing.T) {
	set := mustLoad(t)
	tests := []struct {
		antigens string
		day      chis.Date
		want     string // name, empty for none
	}{
		{"diphtheria+hib+pertussis+polio+tetanus", 20040926, ""},
		{"diphtheria+hib+pertussis+polio+tetanus", 20040927, "DTaP/IPV/Hib"},
		{"diphtheria+hib+pertussis+tetanus", 19991101, "DTwP/Hib"},
		{"diphtheria+hib+pertussis+tetanus", 20100101, ""},
		{"diphtheria+hepb+hib+pertussis+polio+tetanus", 20150101, ""},
		{"diphtheria+hepb+hib+pertussis+polio+tetanus", 20180101, "DTaP/IPV/Hib/HepB"},
		{"measles+mumps+rubella", 20200101, "MMR"},
		{"measles+mumps+rubella+varicella", 20200101, ""},
		{"hib+menc", 20200101, "Hib/MenC"},
		{"measles+mumps+rubella", 0, ""},
	}
	for _, test := range tests {
		antigens, err := chis.ParseAntigens(test.antigens)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, v := range set.Vaccines() {
			if v.Antigens == antigens && v.InUse(test.day) {
				got = v.Name
			}
		}
		if got != test.want {
			t.Errorf("%s on %d is %q, want %q", test.antigens, test.day, got, test.want)
		}
	}
}

// Monovalent hepatitis B and BCG are never absorbed: a combined vaccine with
// hepatitis B has more than hepatitis B, and none has BCG.
func TestNoCombinationWithBCG(t *testing.T) {
	for _, v := range mustLoad(t).Vaccines() {
		if v.Antigens.Any(chis.BCG) || v.Antigens.Len() < 2 {
			t.Errorf("%s is of %v", v.Name, v.Antigens)
		}
	}
}

func TestEventMatches(t *testing.T) {
	matches := mustLoad(t).EventMatches()
	i := slices.IndexFunc(matches, func(m EventMatch) bool { return m.Table == "immunisation" })
	if i < 0 {
		t.Fatal("immunisations never match")
	}
	m := matches[i]
	if m.FullDate != "occurred_on" || !slices.Equal(m.Equal, []string{"antigens"}) || !slices.Equal(m.BlankTolerant, []string{"dose", "batch"}) ||
		!slices.Equal(m.Filled, []string{"antigens"}) || m.When["status"] != "given" {
		t.Errorf("immunisations match by %+v", m)
	}
	if len(matches) != 4 {
		t.Errorf("%d tables match, want 4", len(matches))
	}
}

func TestSurvivorship(t *testing.T) {
	set := mustLoad(t)
	for _, want := range []Survivor{{Table: "child", Column: "nhs_number", SourceColumn: "nhs_number", Rule: "first-filled"}, {Table: "child_name", Column: "surname", SourceColumn: "surname", Rule: "first-contributor"}} {
		if !slices.ContainsFunc(set.Survivorship(), func(s Survivor) bool { s.Words = ""; return s == want }) {
			t.Errorf("%+v is not in survivorship.csv", want)
		}
	}
}
