package docs_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// modules are those that go.mod requires.
func modules(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, m := range regexp.MustCompile(`(?m)^\s*(?:require )?([a-z0-9.-]+\.[a-z]+/\S+) v\S+`).FindAllStringSubmatch(read(t, "../go.mod"), -1) {
		all = append(all, m[1])
	}
	if len(all) == 0 {
		t.Fatal("go.mod requires nothing")
	}
	return all
}

// imports are the packages of this module that import each module, with
// " (tests)" after those that only do so in tests.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	all := modules(t)
	found := map[string][]string{}
	err := filepath.WalkDir("..", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") {
			if err == nil && e.IsDir() && strings.HasPrefix(e.Name(), ".") && e.Name() != ".." {
				return fs.SkipDir
			}
			return err
		}
		home := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), "../")
		if strings.HasSuffix(path, "_test.go") {
			home += " (tests)"
		}
		for _, imported := range importsOf(t, path) {
			for _, module := range all {
				if (imported == module || strings.HasPrefix(imported, module+"/")) && !slices.Contains(found[module], home) {
					found[module] = append(found[module], home)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func importsOf(t *testing.T, path string) []string {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), path, src, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, imported)
	}
	return all
}

// A module that the code imports has a line that names the packages doing so;
// one that it does not import has none.
func TestEveryDependencyHasALine(t *testing.T) {
	lines := rows(t, read(t, "dependencies.md"))
	used := imports(t)
	for module, homes := range used {
		cells := lines[module]
		if len(cells) != 5 {
			t.Errorf("dependencies.md has no line of five cells for %s, imported by %s", module, strings.Join(homes, ", "))
			continue
		}
		for _, home := range homes {
			if cells[1] != "any package" && !strings.HasSuffix(home, " (tests)") && !strings.Contains(cells[1], "`"+home+"`") {
				t.Errorf("dependencies.md does not name %s as a home of %s", home, module)
			}
		}
	}
	for module := range lines {
		if used[module] == nil {
			t.Errorf("dependencies.md describes %s, which nothing imports", module)
		}
	}
}
