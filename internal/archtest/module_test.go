package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "lollipop"

// source is one Go file.
type source struct {
	path    string // from the root of the module, forward slashes
	pkg     string // its folder: "internal/chis", "" for the root
	test    bool   // a _test.go file
	file    *ast.File
	fset    *token.FileSet
	imports []string
}

// at is where a node stands.
func (s source) at(n ast.Node) string { return s.fset.Position(n.Pos()).String() }

// support: a package that exists for tests and may be imported by them alone.
func support(pkg string) bool { return strings.HasSuffix(path.Base(pkg), "test") }

// root is the folder of go.mod.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}

// parse reads one file's text as if it stood at name.
func parse(t testing.TB, name, text string) source {
	t.Helper()
	s := source{path: name, pkg: strings.TrimPrefix(path.Dir(name), "."), test: strings.HasSuffix(name, "_test.go"), fset: token.NewFileSet()}
	file, err := parser.ParseFile(s.fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	s.file = file
	for _, spec := range file.Imports {
		what, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		s.imports = append(s.imports, what)
	}
	return s
}

// texts reads the files of the module whose names end in one of the endings,
// by path. Data of tests and hidden folders (but .ci) are passed over.
func texts(t testing.TB, endings ...string) map[string]string {
	t.Helper()
	top := root(t)
	found := map[string]string{}
	err := filepath.WalkDir(top, func(full string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if full != top && skipped(full) {
				return fs.SkipDir
			}
			return nil
		}
		if !slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(full, e) }) {
			return nil
		}
		rel, err := filepath.Rel(top, full)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(full)
		found[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func skipped(dir string) bool {
	name := filepath.Base(dir)
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
		return true // a module of its own
	}
	return name == "testdata" || name != ".ci" && (name[0] == '.' || name[0] == '_')
}

// sources parses every Go file of the module, in the order of their paths.
func sources(t testing.TB) []source {
	t.Helper()
	files := texts(t, ".go")
	var list []source
	for name, text := range files {
		list = append(list, parse(t, name, text))
	}
	slices.SortFunc(list, func(a, b source) int { return strings.Compare(a.path, b.path) })
	return list
}

// A wrong root would make every test here pass over nothing.
func TestSourcesAreFound(t *testing.T) {
	var here, chis bool
	for _, s := range sources(t) {
		here = here || s.path == "internal/archtest/module_test.go" && s.test && s.pkg == "internal/archtest"
		chis = chis || s.pkg == "internal/chis" && !s.test
	}
	if !here || !chis {
		t.Errorf("this file found: %v, internal/chis found: %v", here, chis)
	}
}
