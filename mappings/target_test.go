package mappings

import (
	"slices"
	"strings"
	"testing"
)

func TestTargetTables(t *testing.T) {
	set := mustLoad(t)
	var open []string
	for _, table := range set.Tables() {
		if !table.Twin {
			open = append(open, table.Name)
		}
		if last := table.Columns[len(table.Columns)-1]; last.Name != "source_row" && table.Column("source_row") < 0 {
			t.Errorf("%s has no source_row", table.Name)
		}
		if table.Columns[0].Name != "id" || table.Columns[0].Null {
			t.Errorf("%s does not begin with its id", table.Name)
		}
	}
	if !slices.Equal(open, []string{"location", "organisation", "organisation_commissioner", "practitioner", "clinical_code", "drug_code", "organisation_location", "session", "session_practitioner"}) {
		t.Errorf("tables without a restricted twin: %q", open)
	}
	child := set.Table("child")
	if child == nil || child.Columns[child.Column("date_of_birth")].Kind != TargetDate || child.Column("nothing") != -1 {
		t.Error("child is not as target.csv says")
	}
	if set.Table("childs") != nil {
		t.Error("an unknown table is there")
	}
}

// What a table refers to stands above it or is itself, so that tables can be
// filled in order.
func TestReferencesPointUp(t *testing.T) {
	set := mustLoad(t)
	for at, table := range set.Tables() {
		for _, c := range table.Columns {
			if c.References == "" {
				continue
			}
			if to := slices.Index(set.Tables(), set.Table(c.References)); to < 0 || to > at {
				t.Errorf("%s.%s refers to %q", table.Name, c.Name, c.References)
			}
		}
	}
}

// A kind's table can take what its codes say: each word column of the target
// that comes from a concept is never null without one.
func TestKindsReachTheirTables(t *testing.T) {
	set := mustLoad(t)
	want := map[string]string{
		"given": "immunisation", "not_done": "immunisation", "history": "immunisation", "refused": "consent", "dissent": "consent",
		"contraindicated": "contraindication", "adverse_reaction": "allergy", "screening": "screening_result", "gestation": "birth",
		"death": "observation", "protection": "restriction", "need": "need", "assessment": "assessment", "care_team": "care_team", "school": "school", "correspondence": "correspondence", "unmapped": "observation",
	}
	for kind, table := range want {
		if got := set.Kind(kind); got == nil || got.Table != table {
			t.Errorf("kind %s becomes %v, want %s", kind, got, table)
		}
	}
}

// What the mappings can put into an enumerated column is allowed there.
func TestWordsCoverTheConcepts(t *testing.T) {
	set := mustLoad(t)
	words := func(key string) []string {
		table, column, _ := strings.Cut(key, ".")
		return set.Table(table).Columns[set.Table(table).Column(column)].Words
	}
	columns := map[string][3]string{ // of a kind: where its dose, detail and value go
		"refused": {"", "consent.subject", ""}, "consent_given": {"", "consent.subject", ""}, "dissent": {"", "consent.subject", ""},
		"review": {"", "", "review.outcome"}, "screening": {"screening_result.programme", "", ""}, "feeding": {"", "", "feeding.status"},
		"legal_status": {"", "", "legal_status.change"}, "alert": {"", "", "alert.change"}, "need": {"", "need.kind", ""},
		"assessment": {"", "assessment.tool", "assessment.scale"}, "care_team": {"", "care_team.role", "care_team.change"}, "school": {"", "", "school.change"},
		"correspondence": {"", "correspondence.kind", "correspondence.subject"},
	}
	for _, c := range set.Concepts() {
		for i, value := range [3]string{c.Dose, c.Detail, c.Value} {
			key := columns[c.Kind][i]
			if key != "" && !slices.Contains(words(key), value) {
				t.Errorf("%s %s has %q, which %s does not allow", c.System, c.Code, value, key)
			}
		}
	}
}
