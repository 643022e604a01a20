package mappings

import (
	"slices"
	"strings"
	"testing"

	"lollipop/internal/chis"
)

const (
	mmr     = chis.Measles | chis.Mumps | chis.Rubella
	fiveIn1 = chis.Diphtheria | chis.Tetanus | chis.Pertussis | chis.Polio | chis.Hib
)

func TestConcept(t *testing.T) {
	set := mustLoad(t)
	tests := []struct {
		system, code, kind, class string
		antigens                  chis.Antigens
		dose                      string
	}{
		{"readv2", "65M1.", "given", "safety", mmr, ""},
		{"readv2", "65MH.", "given", "safety", fiveIn1, "1"},
		{"readv2", "65b..", "given", "safety", chis.Hib | chis.MenC, "B"},
		{"readv2", "65B..", "given", "safety", chis.Rubella, ""}, // differs from the one above by case alone
		{"readv2", "657A.", "given", "safety", chis.Hib, "1"},
		{"snomed", "1082441000000108", "given", "safety", fiveIn1 | chis.HepB, "1"},
		{"snomed", "432636005", "given", "safety", mmr | chis.Varicella, ""},
		{"snomed", "61621000000107", "not_done", "safety", chis.Rotavirus, "1"},
		{"snomed", "171280006", "refused", "safety", mmr, ""},
		{"snomed", "268559007", "refused", "safety", 0, ""},
		{"snomed", "237364002", "stillbirth", "safety", 0, ""},
		{"snomed", "364589006", "birth_weight", "ordinary", 0, ""},
		{"snomed", "50373000", "measurement", "ordinary", 0, ""},
		{"snomed", "442162000", "review", "ordinary", 0, ""},
		{"snomed", "429726000", "screening", "safety", 0, "bloodspot"},
		{"emis_local", "LOLADOPT1", "protection", "safety", 0, ""},
		{"emis_local", "LOLDEATH01", "death", "safety", 0, ""},
		{"emis_local", "LOLCPPLAN1", "legal_status", "safety", 0, ""},
	}
	for _, test := range tests {
		c := set.Concept(test.system, test.code)
		if c == nil {
			t.Errorf("%s %s is missing", test.system, test.code)
			continue
		}
		if c.Kind != test.kind || c.Class != test.class || c.Antigens != test.antigens || c.Dose != test.dose {
			t.Errorf("%s %s is %s %s %v %q", test.system, test.code, c.Kind, c.Class, c.Antigens, c.Dose)
		}
	}
	for _, unknown := range [][2]string{{"readv2", "65m1."}, {"snomed", "65M1."}, {"ctv3", "62R.."}} {
		if set.Concept(unknown[0], unknown[1]) != nil {
			t.Errorf("%s %s is mapped", unknown[0], unknown[1])
		}
	}
}

// Nobody may take for read in a source what stands only in somebody's memory.
func TestMemoryIsMarked(t *testing.T) {
	for _, c := range mustLoad(t).Concepts() {
		fromMemory := strings.Contains(c.Source, "unverified")
		ours := c.System == SystemEMISLocal && strings.HasPrefix(c.Code, "LOL")
		if (fromMemory || ours) && !c.Unverified {
			t.Errorf("%s %s is not marked unverified", c.System, c.Code)
		}
	}
}

// Each kind that a child's record needs has a code, so that a fixture can say it.
func TestEveryKindHasCodes(t *testing.T) {
	set := mustLoad(t)
	have := map[string]int{}
	for _, c := range set.Concepts() {
		have[c.Kind]++
	}
	for _, k := range set.Kinds() {
		if k.Name != KindUnmapped && have[k.Name] == 0 {
			t.Errorf("no code of kind %s", k.Name)
		}
	}
}

// Every blood spot condition has a code for the result that nearly every baby
// has, and for suspected.
func TestBloodspotResults(t *testing.T) {
	set := mustLoad(t)
	have := map[[2]string]bool{}
	conditions := map[string]bool{}
	for _, c := range set.Concepts() {
		if c.Kind == "screening" && c.Dose == "bloodspot" && c.Detail != "card" {
			have[[2]string{c.Detail, c.Value}] = true
			conditions[c.Detail] = true
		}
	}
	if len(conditions) != 11 {
		t.Errorf("%d conditions, want 11", len(conditions))
	}
	for condition := range conditions {
		for _, status := range []string{"02", "03", "04", "08", "09", "recorded"} {
			if !have[[2]string{condition, status}] {
				t.Errorf("%s has no code for status %s", condition, status)
			}
		}
	}
}

// The published list calls nine findings normal whose terms say abnormal.
func TestAbnormalIsNotNormal(t *testing.T) {
	for _, c := range mustLoad(t).Concepts() {
		if c.Value == "normal" && slices.Contains(termWords(c.Display), "abnormal") {
			t.Errorf("%s %q is normal", c.Code, c.Display)
		}
	}
}

func TestTermAntigens(t *testing.T) {
	set := mustLoad(t)
	tests := []struct {
		term string
		want chis.Antigens
	}{
		{"Haemophilus influenzae type B vaccination", chis.Hib},
		{"Haemophilus influenzae type b and influenza vaccination", chis.Hib | chis.Influenza},
		{"HAEMOPHILUS INFLUENZAE TYPE B/MENINGITIS C", chis.Hib | chis.MenC},
		{"First DTaP/IPV/Hib/HepB vaccination", fiveIn1 | chis.HepB},
		{"Td/IPV booster", chis.Tetanus | chis.Diphtheria | chis.Polio},
		{"MMRV", mmr | chis.Varicella},
		{"Measles/mumps/rubella vaccn.", mmr},
		{"Meningitis ACW and Y vaccination", chis.MenACWY},
		{"Administration of meningitis A, C, W135 and Y vaccine", chis.MenACWY},
		{"Meningitis C", chis.MenC},
		{"No consent for any immunization", 0},
		{"", 0},
	}
	for _, test := range tests {
		if got := set.TermAntigens(test.term); got != test.want {
			t.Errorf("%q names %v, want %v", test.term, got, test.want)
		}
	}
}

func FuzzTermAntigens(f *testing.F) {
	set, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("Haemophilus influenzae type B and meningitis C vaccination not done")
	f.Add("a\xff*  (MMR)")
	f.Fuzz(func(t *testing.T, term string) {
		got := set.TermAntigens(term)
		if again := set.TermAntigens(" " + term + " vaccination"); again != got {
			t.Errorf("%q names %v, with words around it %v", term, got, again)
		}
		set.LikelyClass("", term)
	})
}
