package schema

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/mappings"
)

var update = flag.Bool("update", false, "write the SQL files")

func load(t *testing.T) *mappings.Set {
	t.Helper()
	set, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestFilesAreThoseOfTheMappings(t *testing.T) {
	set := load(t)
	for folder, files := range map[string]Files{"../sqlite": SQLite(set), "../postgres": Postgres(set)} {
		for _, name := range slices.Sorted(maps.Keys(files)) {
			path := filepath.Join(folder, name)
			if *update {
				if err := os.WriteFile(path, []byte(files[name]), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			is, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if string(is) != files[name] {
				t.Errorf("%s is not what the mappings say: run go generate ./load/schema", path)
			}
		}
		committed, err := filepath.Glob(filepath.Join(folder, "*.sql"))
		if err != nil || len(committed) != len(files) {
			t.Errorf("%s holds %v, %v", folder, committed, err)
		}
	}
}

// Every list of words belongs to a column that exists.
func TestWordsAreOfColumns(t *testing.T) {
	set := load(t)
	for key := range words {
		table, column, found := strings.Cut(key, ".")
		if !found {
			continue
		}
		if tb := set.Table(table); tb == nil || tb.Column(column) < 0 || tb.Columns[tb.Column(column)].Kind != mappings.TargetText {
			t.Errorf("%s is no column of text", key)
		}
	}
}

// What the mappings can put into an enumerated column is allowed there.
func TestWordsCoverTheConcepts(t *testing.T) {
	set := load(t)
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
			if key != "" && !slices.Contains(strings.Fields(words[key]), value) {
				t.Errorf("%s %s has %q, which %s does not allow", c.System, c.Code, value, key)
			}
		}
	}
}

func TestSections(t *testing.T) {
	got := Sections("-- head\n\n-- section a b\nSELECT 1;\n-- note\n\n-- section c\nSELECT 2;\n")
	want := []Section{{"a b", "SELECT 1;\n-- note\n"}, {"c", "SELECT 2;\n"}}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
