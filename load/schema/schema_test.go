package schema

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
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

func TestSections(t *testing.T) {
	got := Sections("-- head\n\n-- section a b\nSELECT 1;\n-- note\n\n-- section c\nSELECT 2;\n")
	want := []Section{{"a b", "SELECT 1;\n-- note\n"}, {"c", "SELECT 2;\n"}}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
