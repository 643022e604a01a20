package cmd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/internal/config"
	"lollipop/internal/forms"
	"lollipop/mappings"
)

// What init writes is read by the program as it stands, and a run with it does
// what a run without would.
func TestInitWritesWhatCanBeRead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "in")
	if code, _, errs := execute(t, "fixtures", "generate", "--quiet", "--children", "60", "--out", dir); code != exitDone {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	extracts := filepath.Join(dir, "extracts")
	for from, to := range map[string]string{"chis": "north platform", "gp": "practices"} {
		if err := os.Rename(filepath.Join(extracts, from), filepath.Join(extracts, to)); err != nil {
			t.Fatal(err)
		}
	}
	if code, _, errs := execute(t, "init", "--extracts", extracts); code != exitUsage || !strings.Contains(errs, "is there already") {
		t.Fatalf("over a configuration: exit code %d: %s", code, errs)
	}
	if _, err := os.Stat(filepath.Join(dir, "forms.md")); err == nil {
		t.Fatal("a part was written all the same")
	}
	for _, name := range []string{"lollipop.yaml", "restricted.csv", "trace.csv", "control.csv", "expected.csv", "postcode_authority.csv", "decisions.csv"} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	code, _, errs := execute(t, "init", "--extracts", extracts)
	if code != exitDone || !strings.Contains(errs, "source north platform: role chis") || !strings.Contains(errs, "next:") {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	conf, err := config.Find(extracts)
	if err != nil {
		t.Fatal(err)
	}
	if conf.Sources["north platform"].Role != config.RoleCHIS || conf.Sources["practices"].Role != config.RolePractice || conf.Mappings == "" {
		t.Errorf("%+v", conf)
	}
	set, err := mappings.LoadFolder(conf.Mappings)
	if err != nil {
		t.Fatal(err)
	}
	if totals, _, err := forms.ReadControl(filepath.Join(dir, "control.csv"), set); err != nil || len(totals) != len(set.Figures()) {
		t.Errorf("control.csv: %d rows, %v", len(totals), err)
	}
	if _, _, err := forms.ReadTrace(filepath.Join(dir, "trace.csv"), set); err != nil {
		t.Errorf("trace.csv: %v", err)
	}
	if _, _, err := forms.ReadExpected(filepath.Join(dir, "expected.csv")); err != nil {
		t.Errorf("expected.csv: %v", err)
	}
	if list, _, err := forms.ReadBothDecisions(filepath.Join(dir, "decisions.csv"), ""); err != nil || len(list) != 0 {
		t.Errorf("decisions.csv: %v", err)
	}
	if _, _, err := forms.ReadPostcodes(filepath.Join(dir, "postcode_authority.csv"), set); err != nil {
		t.Errorf("postcode_authority.csv: %v", err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "restricted.csv"))
	if err != nil || strings.TrimSpace(string(text)) != strings.Join(forms.RegisterHeader, ",") {
		t.Errorf("restricted.csv: %q, %v", text, err)
	}
	page, err := os.ReadFile(filepath.Join(dir, "forms.md"))
	if err != nil || !strings.Contains(string(page), "| last-transaction |  | a day |") {
		t.Errorf("forms.md: %v\n%s", err, page)
	}
	if code, _, errs := execute(t, "extract", "--quiet", "--extracts", extracts, "--work", filepath.Join(dir, "work")); code != exitDone && code != exitFindings {
		t.Errorf("extract with what init wrote: exit code %d: %s", code, errs)
	}
}

// The examples of the page of forms are good rows.
func TestExamplesOfForms(t *testing.T) {
	set, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	sections := strings.Split(string(formsPage(set)), "\n## ")
	read := map[string]func(string) error{
		"trace.csv":              func(path string) error { _, _, err := forms.ReadTrace(path, set); return err },
		"control.csv":            func(path string) error { _, _, err := forms.ReadControl(path, set); return err },
		"expected.csv":           func(path string) error { _, _, err := forms.ReadExpected(path); return err },
		"decisions.csv":          func(path string) error { _, _, err := forms.ReadBothDecisions(path, ""); return err },
		"postcode_authority.csv": func(path string) error { _, _, err := forms.ReadPostcodes(path, set); return err },
	}
	for _, section := range sections {
		name, rest, _ := strings.Cut(section, "\n")
		check := read[name]
		if check == nil {
			continue
		}
		delete(read, name)
		var rows []string
		for line := range strings.Lines(rest) {
			if row, ok := strings.CutPrefix(line, "    "); ok {
				rows = append(rows, strings.TrimSpace(row))
			}
		}
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(strings.Join(rows, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := check(path); err != nil || len(rows) != 2 {
			t.Errorf("%s: %d rows, %v", name, len(rows), err)
		}
	}
	if len(read) > 0 {
		t.Errorf("no example of %v", read)
	}
}

func TestInitOnNothing(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"init", "flag --extracts is missing"},
		{"init --extracts nowhere", "no folder"},
		{"init --extracts " + t.TempDir(), "there is no folder"},
	} {
		if code, _, errs := execute(t, strings.Fields(c.args)...); code == exitDone || !strings.Contains(errs, c.want) {
			t.Errorf("%s: exit code %d: %s", c.args, code, errs)
		}
	}
}
