package cmd

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/internal/console"
	"lollipop/internal/ledger"
	"lollipop/reconcile/workbook"
)

// everything is the text of all files of a workspace but the passphrase's own.
func everything(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(path, passphraseEnd) || strings.HasSuffix(path, ".db") {
			return err
		}
		data, err := os.ReadFile(path)
		all.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

// sheetsOfARun are those of docs/workbook.md, all of which every run has.
const sheetsOfARun = 25

// The workbook of a run is encrypted; the passphrase stands in a private file
// that no manifest covers, and nowhere else. A second run keeps it. Without
// encryption there is a warning and a line in the ledger.
func TestWorkbookOfARun(t *testing.T) {
	dir := t.TempDir()
	if code, _, errs := execute(t, "fixtures", "generate", "--children", "40", "--out", filepath.Join(dir, "data")); code != exitDone {
		t.Fatal(errs)
	}
	work := filepath.Join(dir, "work")
	run := func(args ...string) (out, errs string) {
		t.Helper()
		args = append(args, "--extracts", filepath.Join(dir, "data", "extracts"), "--work", work)
		code, out, errs := execute(t, args...)
		if code != exitDone && code != exitFindings {
			t.Fatalf("%q: exit code %d\n%s", args, code, errs)
		}
		return out, errs
	}
	book, key := filepath.Join(work, ledger.Reconcile, workbook.File), filepath.Join(work, passphraseFile)
	out, errs := run("run")
	if !strings.Contains(out, book) || !strings.Contains(errs, passphraseFile) {
		t.Errorf("nothing tells where workbook and passphrase are:\n%s\n%s", out, errs)
	}
	info, err := os.Stat(key)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("passphrase: %v, %v", info, err)
	}
	text, _ := os.ReadFile(key)
	first := strings.TrimSpace(string(text))
	if sheets, err := workbook.Read(book, first); err != nil || len(sheets) != sheetsOfARun {
		t.Errorf("%d sheets (%v)", len(sheets), err)
	}
	run("run") // stands
	run("reconcile", "--json")
	if text, _ = os.ReadFile(key); strings.TrimSpace(string(text)) != first {
		t.Error("a second run made another passphrase for the same workspace")
	}
	if strings.Contains(everything(t, work)+out+errs, first) {
		t.Error("the passphrase stands elsewhere too")
	}
	if err := os.Remove(key); err != nil {
		t.Fatal(err)
	}
	if code, out, _ := execute(t, "verify", "--work", work); code != exitDone {
		t.Errorf("verify misses the passphrase: %d\n%s", code, out)
	}
	_, errs = run("run", "--plain")
	if !strings.Contains(errs, "not encrypted") || !strings.Contains(everything(t, work), "--plain") {
		t.Errorf("no warning, or no line in the ledger: %s", errs)
	}
	if sheets, err := workbook.Read(book, ""); err != nil || len(sheets) != sheetsOfARun {
		t.Errorf("%d sheets (%v)", len(sheets), err)
	}
	run("run")
	if _, err := workbook.Read(book, ""); err == nil {
		t.Error("a workbook without encryption stands where one with it was asked for")
	}
	restrictedBook(t, work, first, run)
}

// restrictedBook: the workbook of restricted children comes only where it is asked
// for, opens with a passphrase of its own that is shown nowhere, is covered by
// verify, and goes with the next report.
func restrictedBook(t *testing.T, work, ordinary string, run func(...string) (string, string)) {
	t.Helper()
	book, key := filepath.Join(work, ledger.Reconcile, "restricted", workbook.RestrictedFile), filepath.Join(work, "restricted", workbook.RestrictedFile+".passphrase")
	if exists(book) || exists(key) {
		t.Fatal("it is there and nobody asked")
	}
	out, errs := run("run", "--restricted") // the report stands, and lacks it
	text, err := os.ReadFile(key)
	pass := strings.TrimSpace(string(text))
	if err != nil || !workbook.IsPassphrase(pass) || pass == ordinary || strings.Contains(everything(t, work)+out+errs, pass) {
		t.Fatalf("passphrase: %v; or it is the ordinary one, or stands elsewhere too", err)
	}
	for path, mode := range map[string]fs.FileMode{book: 0o600, key: 0o600, filepath.Dir(book): 0o700, filepath.Dir(key): 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v", path, info, err)
		}
	}
	if _, err := workbook.Read(book, ordinary); err == nil {
		t.Error("it opens with the ordinary passphrase")
	}
	if sheets, err := workbook.Read(book, pass); err != nil || len(sheets) != 16 {
		t.Errorf("%d sheets (%v)", len(sheets), err)
	}
	if !strings.Contains(errs, key) || !strings.Contains(everything(t, work), "restricted children was written (--restricted)") {
		t.Errorf("nothing tells of it: %s", errs)
	}
	if code, out, _ := execute(t, "verify", "--work", work); code != exitDone {
		t.Errorf("verify: %d\n%s", code, out)
	}
	whole, _ := os.ReadFile(book)
	if err := errors.Join(os.WriteFile(book, append(whole, 0), 0o600), os.Chmod(filepath.Dir(key), 0o755)); err != nil {
		t.Fatal(err)
	}
	if code, out, _ := execute(t, "verify", "--work", work); code != exitFindings || !strings.Contains(out, workbook.RestrictedFile) || !strings.Contains(out, "restricted: others than the owner") {
		t.Errorf("verify does not see it changed, or the folder of its key open: %d\n%s", code, out)
	}
	if _, errs = run("reconcile"); exists(book) || !strings.Contains(errs, "is gone; --restricted makes it anew") {
		t.Errorf("it outlives its report: %s", errs)
	}
}

// What restricted children stand in is never written for anybody to read.
func TestRestrictedIsNeverPlain(t *testing.T) {
	work := t.TempDir()
	for _, args := range [][]string{
		{"run", "--extracts", work, "--work", filepath.Join(t.TempDir(), "work"), "--restricted", "--plain"},
		{"due", "--work", work, "--restricted", "--from", "2021-04-01", "--to", "2021-04-30", "--out", "x.xlsx", "--plain"},
		{"due", "--work", work, "--restricted", "--from", "2021-04-01", "--to", "2021-04-30", "--out", "x.csv"},
		{"due", "--work", work, "--restricted", "--from", "2021-04-01", "--to", "2021-04-30", "--out", "x.xlsx", "--practice", "P81002"},
		{"due", "--work", work, "--restricted", "--from", "2021-04-01", "--to", "2021-04-30", "--explain", "1"},
	} {
		if code, _, errs := execute(t, args...); code != exitUsage || !strings.Contains(errs, "restricted") || !strings.Contains(errs, "hint: ") {
			t.Errorf("%q: exit code %d\n%s", args, code, errs)
		}
	}
}

// On a terminal the passphrase is shown, once, and kept nowhere.
func TestPassphraseOnATerminal(t *testing.T) {
	dir := t.TempDir()
	if code, _, errs := execute(t, "fixtures", "generate", "--children", "20", "--out", filepath.Join(dir, "data")); code != exitDone {
		t.Fatal(errs)
	}
	var out, errs bytes.Buffer
	work := filepath.Join(dir, "work")
	Execute(context.Background(), []string{"run", "--extracts", filepath.Join(dir, "data", "extracts"), "--work", work},
		console.Streams{Out: &out, Err: &errs, ErrTerminal: true})
	_, after, found := strings.Cut(errs.String(), "shown this once:  ")
	if !found || len(after) < workbook.PassphraseLength {
		t.Fatalf("no passphrase on the terminal: %q", errs.String())
	}
	shown := after[:workbook.PassphraseLength]
	if _, err := workbook.Read(filepath.Join(work, ledger.Reconcile, workbook.File), shown); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(work, passphraseFile)); err == nil || strings.Contains(everything(t, work)+out.String(), shown) {
		t.Errorf("the passphrase is kept (%v)", err)
	}
}
