package archtest

import (
	"fmt"
	"strings"
	"testing"
)

// base is what every stage may use: the domain's types, the workspace, the
// codecs and the configuration.
var base = []string{"mappings", "internal/chis", "internal/config", "internal/forms", "internal/ledger", "internal/spill", "internal/table"}

// stores are the drivers, for the stages that speak to a target.
var stores = []string{"internal/postgres", "internal/sqlite", "internal/target"}

// allowed says which packages of the module a package may import. The longest
// key that is the package or a folder above it counts; "x/..." stands for x and
// all below it. Stages do not import each other, and reconcile shares with the
// stages it judges only what stands in base and stores.
var allowed = map[string][]string{
	"cmd":          {"..."},
	"cmd/lollipop": {"cmd", "internal/console"},

	"extract":         join(base, "extract/..."),
	"extract/emis":    {"extract/scan", "extract/xmlscan", "mappings", "internal/chis", "internal/table"},
	"extract/feed":    {"extract/scan", "extract/xmlscan", "mappings", "internal/chis", "internal/table"},
	"extract/scan":    {},
	"extract/xmlscan": {},

	"transform":                 join(base, "transform/...", "internal/schedule"),
	"transform/clean":           {"internal/chis", "mappings"},
	"transform/linkage":         {"internal/chis", "mappings", "transform/clean", "transform/linkage/similar"},
	"transform/linkage/match":   {"internal/chis", "transform/linkage/similar"},
	"transform/linkage/similar": {},
	"transform/merge":           {"internal/chis", "mappings", "transform/clean"},

	"load":      join(append(base, stores...), "load/..."),
	"calllist":  {"mappings", "internal/chis", "internal/ledger", "internal/schedule", "internal/sheet", "internal/table"},
	"codes":     {"mappings", "internal/chis", "internal/ledger", "internal/sheet", "internal/table"},
	"explain":   {"mappings", "internal/chis", "internal/ledger", "internal/table", "transform/linkage/match"}, // the matcher's own words for its scores
	"dedupe":    {"extract/scan", "internal/chis", "internal/config", "internal/ledger", "internal/near", "transform/linkage/match"},
	"review":    {"internal/chis", "internal/forms", "internal/ledger", "internal/table"},
	"profile":   {"extract/scan", "extract/emis", "extract/xmlscan", "mappings", "internal/chis", "internal/sheet"},
	"reconcile": join(append(base, stores...), "reconcile/...", "internal/accuracy", "internal/schedule"),

	"mappings": {"internal/chis", "internal/near", "internal/schedule"},
	"fixtures": {"fixtures/...", "mappings", "internal/chis", "internal/schedule"},
	"mutants":  {},
	"docs":     {},
	"e2e":      {},

	"internal/accuracy": {"internal/chis", "mappings"},
	"internal/archtest": {},
	"internal/chis":     {},
	"internal/config":   {"internal/chis", "internal/near"},
	"internal/console":  {},
	"internal/forms":    {"internal/chis", "internal/near", "mappings"},
	"internal/ledger":   {},
	"internal/near":     {},
	"internal/schedule": {"internal/chis"},
	"internal/sheet":    {},
	"internal/spill":    {},
	"internal/table":    {},
	"internal/target":   {"internal/table"},
	"internal/postgres": {"internal/postgres/...", "internal/table", "internal/target"},
	"internal/sqlite":   {"internal/table", "internal/target"},
}

// homes says where each library of others is used, by the beginning of its
// path: in no other package, so that it can be replaced.
var homes = map[string][]string{
	"filippo.io/age":                   {"reconcile/workbook"},
	"github.com/cespare/xxhash":        {"extract", "reconcile"}, // the sums of the raw equation
	"github.com/jackc/pgx":             {"internal/postgres"},
	"github.com/klauspost/compress":    {"internal/spill", "internal/table"}, // s2 for spilling, zstd for pages
	"github.com/ncruces/go-sqlite3":    {"internal/sqlite"},
	"github.com/parquet-go/parquet-go": {"internal/table"},
	"github.com/rs/zerolog":            {"internal/console"},
	"github.com/schollz/progressbar":   {"internal/console"},
	"github.com/spf13/cobra":           {"cmd"},
	"github.com/spf13/pflag":           {"cmd"},
	"github.com/xuri/excelize":         {"reconcile/workbook"},
	"go.yaml.in/yaml":                  {"internal/config"},
	"golang.org/x/sync":                {"..."},
	"golang.org/x/sys":                 {"internal/ledger"}, // locks, processor time, memory
	"golang.org/x/term":                {"internal/console"},
	"golang.org/x/text":                {"mappings", "transform/clean"},
	"zombiezen.com/go/sqlite":          {"internal/sqlite"},
}

// testHomes adds packages whose tests hold our own code against a library.
var testHomes = map[string][]string{
	"github.com/rs/zerolog":    {"internal/chis"},  // a number is masked in its log too
	"github.com/xuri/excelize": {"internal/sheet"}, // what is written is read again by another reader
	"golang.org/x/text":        {"internal/chis"},  // folding of names agrees with its tables
}

// testOnly are libraries that no file but a test may import.
var testOnly = []string{"github.com/rogpeppe/go-internal", "pgregory.net/rapid"}

func join(list []string, more ...string) []string {
	return append(append([]string{}, list...), more...)
}

// within reports that pkg is pattern, or lies below it where it ends in "...".
func within(pkg, pattern string) bool {
	if above, ok := strings.CutSuffix(pattern, "..."); ok {
		return strings.HasPrefix(pkg+"/", above)
	}
	return pkg == pattern
}

func withinAny(pkg string, patterns []string) bool {
	for _, p := range patterns {
		if within(pkg, p) {
			return true
		}
	}
	return false
}

// ruleOf is the list of allowed that counts for pkg.
func ruleOf(pkg string) ([]string, bool) {
	for key := pkg; key != ""; {
		if rule, ok := allowed[key]; ok {
			return rule, true
		}
		cut := strings.LastIndexByte(key, '/')
		key = key[:max(cut, 0)]
	}
	return nil, false
}

// wrongImport is what is wrong with one import of a file, "" if nothing.
func wrongImport(s source, what string) string {
	if what == module || strings.HasPrefix(what, module+"/") {
		return wrongOwn(s, strings.TrimPrefix(strings.TrimPrefix(what, module), "/"))
	}
	first, _, _ := strings.Cut(what, "/")
	if !strings.Contains(first, ".") {
		return "" // the standard library
	}
	return wrongLibrary(s, what)
}

func wrongOwn(s source, pkg string) string {
	rule, known := ruleOf(s.pkg)
	switch {
	case !known:
		return fmt.Sprintf("package %s has no line in the table of allowed imports", s.pkg)
	case s.test:
		return "" // a test may bring any two packages together
	case support(pkg) && !support(s.pkg):
		return fmt.Sprintf("%s is for tests", pkg)
	case !withinAny(pkg, rule):
		return fmt.Sprintf("%s may not import %s", s.pkg, pkg)
	}
	return ""
}

func wrongLibrary(s source, what string) string {
	for _, library := range testOnly {
		if below(what, library) {
			if s.test {
				return ""
			}
			return fmt.Sprintf("%s is for tests", library)
		}
	}
	for library, packages := range homes {
		if !below(what, library) {
			continue
		}
		if s.test {
			packages = append(packages[:len(packages):len(packages)], testHomes[library]...)
		}
		for _, home := range packages {
			if home == "..." || below(s.pkg, home) {
				return ""
			}
		}
		return fmt.Sprintf("%s is at home in %s, not in %s", library, strings.Join(packages, ", "), s.pkg)
	}
	return fmt.Sprintf("%s has no home in the table of libraries", what)
}

// below reports that a path is above or lies under it.
func below(p, above string) bool { return p == above || strings.HasPrefix(p, above+"/") }

func TestImports(t *testing.T) {
	for _, s := range sources(t) {
		if _, known := ruleOf(s.pkg); !known {
			t.Errorf("%s: package %q has no line in the table of allowed imports", s.path, s.pkg)
		}
		for _, what := range s.imports {
			if wrong := wrongImport(s, what); wrong != "" {
				t.Errorf("%s: %s", s.path, wrong)
			}
		}
	}
}

// The table must not allow what the design forbids, whoever edits it.
func TestTableKeepsStagesApart(t *testing.T) {
	stages := []string{"extract", "transform", "load", "reconcile"}
	for _, from := range stages {
		for _, to := range stages {
			for _, pkg := range []string{to, to + "/x"} {
				rule, _ := ruleOf(from)
				if from != to && withinAny(pkg, rule) {
					t.Errorf("the table lets %s import %s", from, pkg)
				}
			}
		}
	}
	for _, low := range []string{"internal/chis", "internal/ledger", "internal/table", "internal/spill", "internal/console", "extract/scan"} {
		if rule, ok := ruleOf(low); !ok || len(rule) > 0 {
			t.Errorf("%s must import nothing of the module, the table has %v", low, rule)
		}
	}
}

func TestWrongImport(t *testing.T) {
	cases := []struct {
		file, what string
		wrong      bool
	}{
		{"extract/run.go", "os", false},
		{"extract/run.go", "encoding/csv", false},
		{"extract/run.go", "lollipop/internal/table", false},
		{"extract/run.go", "lollipop/extract/scan", false},
		{"extract/run.go", "lollipop/transform", true},
		{"extract/run.go", "lollipop/internal/console", true},
		{"extract/run.go", "lollipop/internal/postgres", true},
		{"extract/run_test.go", "lollipop/fixtures", false},
		{"reconcile/rows.go", "lollipop/transform/clean", true},
		{"reconcile/rows.go", "lollipop/load", true},
		{"reconcile/page/page.go", "lollipop/reconcile", false},
		{"load/postgres/copy.go", "lollipop/internal/postgres", false},
		{"load/load.go", "lollipop/internal/postgres/pgtest", true},
		{"load/loadtest/suite.go", "lollipop/load", false},
		{"load/load_test.go", "lollipop/load/loadtest", false},
		{"load/load.go", "lollipop/load/loadtest", true},
		{"fixtures/dose.go", "lollipop/extract", true},
		{"internal/chis/date.go", "lollipop/internal/table", true},
		{"cmd/run.go", "lollipop/reconcile/page", false},
		{"cmd/lollipop/main.go", "lollipop/extract", true},
		{"surprise/x.go", "lollipop/internal/chis", true},
		{"surprise/x_test.go", "lollipop/internal/chis", true},
		{"internal/postgres/copy.go", "github.com/jackc/pgx/v5/pgconn", false},
		{"load/postgres/copy.go", "github.com/jackc/pgx/v5", true},
		{"load/load_test.go", "github.com/jackc/pgx/v5", true},
		{"internal/chis/fold_test.go", "golang.org/x/text/unicode/norm", false},
		{"internal/chis/fold.go", "golang.org/x/text/unicode/norm", true},
		{"mappings/load.go", "go.yaml.in/yaml/v3", true},
		{"cmd/run.go", "github.com/spf13/cobra", false},
		{"cmd/run.go", "github.com/rs/zerolog", true},
		{"transform/pair.go", "golang.org/x/sync/errgroup", false},
		{"transform/pair.go", "golang.org/x/sys/unix", true},
		{"transform/pair.go", "pgregory.net/rapid", true},
		{"transform/pair_test.go", "pgregory.net/rapid", false},
		{"transform/pair.go", "github.com/somebody/left-pad", true},
		{"internal/table/x.go", "github.com/parquet-go/parquet-go-extra", true},
	}
	for _, c := range cases {
		s := parse(t, c.file, "package x")
		if wrong := wrongImport(s, c.what); (wrong != "") != c.wrong {
			t.Errorf("%s imports %s: %q", c.file, c.what, wrong)
		}
	}
}
