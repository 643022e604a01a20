package docs_test

import (
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"lollipop/internal/ledger"
	"lollipop/reconcile"
)

// Every field of the report's JSON has a line, and every line is a field.
func TestReportFieldsHaveLines(t *testing.T) {
	page := read(t, "report.md")
	for heading, of := range map[string]any{
		"## First level":              reconcile.Report{},
		"## A check":                  reconcile.CheckResult{},
		"## A line of the accounting": ledger.Account{},
		"## Breaks":                   reconcile.BreakCount{},
	} {
		lines := rows(t, section(t, page, heading))
		kind := reflect.TypeOf(of)
		for i := range kind.NumField() {
			name, _, _ := strings.Cut(kind.Field(i).Tag.Get("json"), ",")
			if name == "-" {
				continue
			}
			if lines[name] == nil {
				t.Errorf("report.md says nothing of %s under %q", name, heading)
			}
			delete(lines, name)
		}
		for name := range lines {
			t.Errorf("report.md describes %s under %q, which is no field", name, heading)
		}
	}
}

// Every type of object that a command emits has a line.
func TestObjectsHaveLines(t *testing.T) {
	lines := rows(t, section(t, read(t, "report.md"), "## For programs"))
	files, err := filepath.Glob("../cmd/*.go")
	if err != nil {
		t.Fatal(err)
	}
	emitted := map[string]bool{}
	for _, file := range files {
		for _, m := range regexp.MustCompile(`\.Emit\("([^"]+)"`).FindAllStringSubmatch(read(t, file), -1) {
			emitted[m[1]] = true
			if lines[m[1]] == nil {
				t.Errorf("report.md says nothing of objects of the type %s, which %s emits", m[1], filepath.Base(file))
			}
		}
	}
	for kind := range lines {
		if !emitted[kind] {
			t.Errorf("report.md describes objects of the type %s, which no command emits", kind)
		}
	}
}
