package cmd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestARegisterThatProtectsNobodyIsSaid(t *testing.T) {
	dir := t.TempDir()
	if code, _, errs := execute(t, "fixtures", "generate", "--children", "60", "--out", filepath.Join(dir, "in")); code != exitDone {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	extract := []string{"extract", "--quiet", "--extracts", filepath.Join(dir, "in", "extracts"), "--work", filepath.Join(dir, "work")}
	const says = "protect nobody"
	if _, _, errs := execute(t, extract...); strings.Contains(errs, says) || strings.Contains(errs, "no register") {
		t.Errorf("a register that fits: %q", errs)
	}
	path := filepath.Join(dir, "in", "restricted.csv")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(string(text), "chis,", "CHIS,")), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second finds nothing changed, and says it all the same
		if _, _, errs := execute(t, extract...); !strings.Contains(errs, says) {
			t.Errorf("a register of another source: %q", errs)
		}
	}
	if err := os.Remove(filepath.Join(dir, "in", "lollipop.yaml")); err != nil {
		t.Fatal(err)
	}
	if _, _, errs := execute(t, extract...); !strings.Contains(errs, "no register") {
		t.Errorf("no register: %q", errs)
	}
}
