package docs_test

import (
	"reflect"
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
