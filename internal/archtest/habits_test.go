package archtest

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strings"
	"testing"
)

// longest is the number of lines no function may pass; half of it needs a
// reason already.
const longest = 100

// emptyNames are names that say nothing of what a package holds.
var emptyNames = []string{"util", "utils", "common", "helper", "helpers", "misc", "types", "data", "shared", "lib"}

// ban is a call or a variable of the standard library that only some packages
// may use outside tests.
type ban struct {
	pkg, name string
	only      []string // patterns as in the table of imports
	because   string
}

var bans = []ban{
	{"context", "Background", []string{"cmd/..."}, "the command's context must reach everything, or Ctrl-C does not"},
	{"context", "TODO", nil, "the command's context must reach everything, or Ctrl-C does not"},
	{"os", "Exit", []string{"cmd/lollipop"}, "only main ends the process"},
	{"log", "*", nil, "only the console speaks"},
	{"os", "Stdout", []string{"cmd/...", "internal/console"}, "only the console speaks"},
	{"os", "Stderr", []string{"cmd/...", "internal/console"}, "only the console speaks"},
	{"fmt", "Print", nil, "only the console speaks"},
	{"fmt", "Printf", nil, "only the console speaks"},
	{"fmt", "Println", nil, "only the console speaks"},
	{"time", "Now", []string{"cmd/...", "internal/console"}, "the same input must give the same bytes: time is handed in"},
	{"time", "Since", []string{"cmd/...", "internal/console"}, "the same input must give the same bytes: time is handed in"},
	{"math/rand", "*", nil, "the same input must give the same bytes: use math/rand/v2 with a seed"},
}

// banned finds what a file uses and may not. Tests and support packages may.
func banned(s source) []string {
	if s.test || support(s.pkg) {
		return nil
	}
	names := importNames(s)
	var wrong []string
	ast.Inspect(s.file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok {
				wrong = append(wrong, breaks(s, names[id.Name], sel)...)
			}
		}
		return true
	})
	return wrong
}

func breaks(s source, pkg string, sel *ast.SelectorExpr) []string {
	var wrong []string
	for _, b := range bans {
		if b.pkg == pkg && (b.name == sel.Sel.Name || b.name == "*") && !withinAny(s.pkg, b.only) {
			wrong = append(wrong, fmt.Sprintf("%s: %s.%s: %s", s.at(sel), pkg, sel.Sel.Name, b.because))
		}
	}
	return wrong
}

// importNames maps the names a file uses for its imports to their paths.
func importNames(s source) map[string]string {
	names := map[string]string{}
	for i, spec := range s.file.Imports {
		name := path.Base(s.imports[i])
		if spec.Name != nil {
			name = spec.Name.Name
		}
		names[name] = s.imports[i]
	}
	return names
}

// shapes finds init functions and functions that are too long.
func shapes(s source) []string {
	var wrong []string
	for _, d := range s.file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if f.Recv == nil && f.Name.Name == "init" {
			wrong = append(wrong, s.at(f)+": init: nothing happens before main")
		}
		lines := s.fset.Position(f.End()).Line - s.fset.Position(f.Pos()).Line + 1
		if !s.test && lines > longest {
			wrong = append(wrong, fmt.Sprintf("%s: %s has %d lines, %d are the most", s.at(f), f.Name.Name, lines, longest))
		}
	}
	return wrong
}

func TestHabits(t *testing.T) {
	for _, s := range sources(t) {
		for _, wrong := range slices.Concat(banned(s), shapes(s)) {
			t.Error(wrong)
		}
		if slices.Contains(emptyNames, path.Base(s.pkg)) {
			t.Errorf("%s: the name of the package says nothing", s.path)
		}
	}
}

// Each package tells in doc.go what it is.
func TestPackagesHaveADoc(t *testing.T) {
	documented, seen := map[string]bool{}, map[string]string{}
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		seen[s.pkg] = s.path
		isMain := s.file.Name.Name == "main"
		if s.file.Doc != nil && (isMain || path.Base(s.path) == "doc.go") {
			documented[s.pkg] = true
		}
	}
	for pkg, at := range seen {
		if !documented[pkg] {
			t.Errorf("%s: package %s has no doc.go with a package comment", at, pkg)
		}
	}
}

func TestBanned(t *testing.T) {
	cases := []struct {
		name, file, text string
		wrong            int
	}{
		{"context below cmd", "load/a.go", `import "context"; var c = context.Background()`, 1},
		{"context in cmd", "cmd/a.go", `import "context"; var c = context.Background()`, 0},
		{"context under another name", "load/a.go", `import c "context"; var x = c.TODO()`, 1},
		{"context in a test", "load/a_test.go", `import "context"; var c = context.Background()`, 0},
		{"something else named context", "load/a.go", `var context t; var c = context.Background()`, 0},
		{"exit", "cmd/a.go", `import "os"; func f() { os.Exit(1) }`, 1},
		{"exit in main", "cmd/lollipop/main.go", `import "os"; func f() { os.Exit(1) }`, 0},
		{"print", "extract/a.go", `import "fmt"; func f() { fmt.Println(); fmt.Sprintln() }`, 1},
		{"standard error", "extract/a.go", `import "os"; var w = os.Stderr`, 1},
		{"standard error in console", "internal/console/a.go", `import "os"; var w = os.Stderr`, 0},
		{"log", "cmd/a.go", `import "log"; func f() { log.Fatal() }`, 1},
		{"clock", "transform/a.go", `import "time"; var n = time.Now()`, 1},
		{"clock handed on", "transform/a.go", `import "time"; var n = time.Now`, 1},
		{"clock in a support package", "load/loadtest/a.go", `import "time"; var n = time.Now()`, 0},
		{"dice without a seed", "fixtures/a.go", `import "math/rand"; var n = rand.Int()`, 1},
		{"dice with a seed", "fixtures/a.go", `import "math/rand/v2"; var n = rand.New(nil)`, 0},
	}
	for _, c := range cases {
		got := banned(parse(t, c.file, "package x; "+c.text))
		if len(got) != c.wrong {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

func TestShapes(t *testing.T) {
	long := func(lines int) string { return "func f() {" + strings.Repeat("\n", lines-1) + "}" }
	cases := []struct {
		name, file, text string
		wrong            int
	}{
		{"init", "load/a.go", "func init() {}", 1},
		{"init in a test", "load/a_test.go", "func init() {}", 1},
		{"a method named init", "load/a.go", "func (t T) init() {}", 0},
		{"as long as may be", "load/a.go", long(longest), 0},
		{"too long", "load/a.go", long(longest + 1), 1},
		{"long in a test", "load/a_test.go", long(longest + 1), 0},
	}
	for _, c := range cases {
		if got := shapes(parse(t, c.file, "package x; "+c.text)); len(got) != c.wrong {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}
