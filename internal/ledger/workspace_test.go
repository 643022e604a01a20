package ledger

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestOpenMakesAPrivateFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "work")
	open(t, dir)
	info, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
		t.Errorf("mode %v", info.Mode())
	}
}

func TestOpenRights(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("rights are not modes on Windows")
	}
	cases := []struct {
		name  string
		mode  os.FileMode
		files []string
		fails bool
	}{
		{"empty folder", 0o755, nil, false},
		{"workspace", 0o755, []string{"ledger.jsonl", "notes.txt"}, false},
		{"interrupted workspace", 0o777, []string{"1-extract.partial"}, false},
		{"somebody's folder", 0o755, []string{"notes.txt"}, true},
		{"somebody's private folder", 0o700, []string{"notes.txt"}, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, f := range c.files {
				write(t, filepath.Join(dir, f), "x")
			}
			if err := os.Chmod(dir, c.mode); err != nil {
				t.Fatal(err)
			}
			w, err := Open(dir)
			if c.fails {
				checkForeign(t, dir, c.mode, err)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
				t.Errorf("mode %v, %v", info.Mode(), err)
			}
		})
	}
}

func checkForeign(t *testing.T, dir string, mode os.FileMode, err error) {
	t.Helper()
	if !errors.Is(err, ErrForeign) {
		t.Fatalf("error is %v", err)
	}
	info, statErr := os.Stat(dir)
	if statErr != nil || info.Mode().Perm() != mode {
		t.Errorf("the rights of a folder that is not ours became %v, %v", info.Mode(), statErr)
	}
	absent(t, filepath.Join(dir, lockName))
}

func TestOpenRefuses(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, "x")
	for _, dir := range []string{"", file} {
		if w, err := Open(dir); err == nil {
			t.Errorf("Open(%q) succeeded: %v", dir, w.Close())
		}
	}
	if _, err := View(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("View of nothing: %v", err)
	}
	if _, err := View(file); err == nil {
		t.Error("View of a file succeeded")
	}
}

func TestViewOnlyReads(t *testing.T) {
	w, first, _ := twoStages(t)
	v, err := View(w.Dir)
	if err != nil {
		t.Fatal(err)
	}
	m, err := v.ReadManifest(Extract)
	if err != nil || m.Root != first.Root {
		t.Errorf("manifest: %v %v", m.Root, err)
	}
	if _, err := v.Begin(Load); err == nil {
		t.Error("Begin succeeded without the lock")
	}
	if err := v.Append(noon, Entry{}); err == nil {
		t.Error("Append succeeded without the lock")
	}
	if err := v.RecordRun(Load, StageRun{}); err == nil {
		t.Error("RecordRun succeeded without the lock")
	}
	if err := v.Close(); err != nil {
		t.Error(err)
	}
}

func TestClosedWorkspaceDoesNotWrite(t *testing.T) {
	w := newWorkspace(t)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Begin(Extract); err == nil {
		t.Error("Begin succeeded after Close")
	}
}

// Part.Complete renames twice: a kill between must not lose the older stage.
func TestOpenPutsRenamesRight(t *testing.T) {
	t.Run("between the renames", func(t *testing.T) {
		w, first, _ := twoStages(t)
		rename(t, w.Path(Extract), w.retired(Extract))
		write(t, filepath.Join(w.partial(Extract), manifestName), "{}")
		again := reopen(t, w)
		if m, err := again.ReadManifest(Extract); err != nil || m.Root != first.Root {
			t.Errorf("the older stage: %v, %v", m.Root, err)
		}
	})
	t.Run("after the renames", func(t *testing.T) {
		w, first, _ := twoStages(t)
		write(t, filepath.Join(w.retired(Extract), "old.parquet"), "x")
		again := reopen(t, w)
		if m, err := again.ReadManifest(Extract); err != nil || m.Root != first.Root {
			t.Errorf("the newer stage: %v, %v", m.Root, err)
		}
		absent(t, w.retired(Extract))
	})
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func reopen(t *testing.T, w *Workspace) *Workspace {
	t.Helper()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return open(t, w.Dir)
}

func TestErrorsNameTheNextCommand(t *testing.T) {
	cases := []struct {
		err  error
		is   error
		text string
		hint string
	}{
		{&MissingError{Dir: "w", Stage: Extract}, ErrMissing, "1-extract", "lollipop extract --work w"},
		{&MissingError{Dir: "w", Stage: Load, Interrupted: true}, ErrMissing, "interrupted", "lollipop load"},
		{&LockedError{Dir: "w", PID: 42}, ErrLocked, "process 42", "--work"},
		{&LockedError{Dir: "w"}, ErrLocked, "another process", "--work"},
		{&ChangedError{Dir: "w", Stage: Transform, What: []string{"a", "b"}}, ErrChanged, "a; b", "lollipop transform"},
		{&ChangedError{What: make([]string, 15)}, ErrChanged, "and 5 more", "again"},
		{&foreignError{dir: "w"}, ErrForeign, "other files", "chmod 700 w"},
	}
	for _, c := range cases {
		var hinted interface{ Hint() string }
		if !errors.Is(c.err, c.is) || !errors.As(c.err, &hinted) {
			t.Errorf("%v: wrong kind", c.err)
			continue
		}
		if !strings.Contains(c.err.Error(), c.text) || !strings.Contains(hinted.Hint(), c.hint) {
			t.Errorf("%v / %v: want %q / %q", c.err, hinted.Hint(), c.text, c.hint)
		}
	}
}

// Of a workspace whose name looks like a pattern nothing was listed.
func TestGlob(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "work [1]")
	w := open(t, dir)
	for _, name := range []string{"b.parquet", "a.parquet", "a.txt"} {
		if err := errors.Join(os.MkdirAll(w.Path(Extract, "aside"), 0o700), os.WriteFile(w.Path(Extract, "aside", name), nil, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{filepath.Join(dir, Extract, "aside", "a.parquet"), filepath.Join(dir, Extract, "aside", "b.parquet")}
	if got := w.Glob("*.parquet", Extract, "aside"); !slices.Equal(got, want) {
		t.Errorf("listed %q", got)
	}
	if got := w.Glob("*.parquet", Extract, "held"); len(got) > 0 {
		t.Errorf("of a folder that is not there %q", got)
	}
}
