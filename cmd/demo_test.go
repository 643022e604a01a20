package cmd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDemoDoesTheWholeJob(t *testing.T) {
	out := filepath.Join(t.TempDir(), "demo")
	code, stdout, stderr := execute(t, "demo", "--out", out, "--children", "300")
	if code != exitDone {
		t.Fatalf("exit code %d\n%s\n%s", code, stdout, stderr)
	}
	for _, want := range []string{"Verdict:", "What stands out", "report.json", "Every row"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("standard output lacks %q:\n%s", want, stdout)
		}
	}
	if _, err := os.Stat(filepath.Join(out, "work", "4-reconcile", "report.json")); err != nil {
		t.Error(err)
	}
	if code, _, _ := execute(t, "demo", "--out", out, "--children", "300"); code != exitDone {
		t.Errorf("a second demo: exit code %d", code)
	}
}

func TestDemoTouchesNoOtherFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"mine.txt", demoMark} { // one of that name may be somebody else's
		keep := filepath.Join(dir, name)
		if err := os.WriteFile(keep, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		if code, _, _ := execute(t, "demo", "--out", dir, "--children", "10"); code != exitUsage {
			t.Errorf("exit code %d, want %d", code, exitUsage)
		}
		if _, err := os.Stat(keep); err != nil {
			t.Error("the demo removed a file that is not its own")
		}
	}
}

func TestDemoReplacesNoMoreThanADemo(t *testing.T) {
	dir := t.TempDir()
	keep := filepath.Join(dir, "mine.txt")
	for name, text := range map[string]string{demoMark: demoSays, "mine.txt": "x"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := clearDemo(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(keep); err != nil {
		t.Error("the demo removed a file that is not its own")
	}
}
