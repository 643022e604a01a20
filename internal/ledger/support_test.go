package ledger

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// noon is any moment: nothing here reads the clock.
var noon = time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC)

func open(t *testing.T, dir string) *Workspace {
	t.Helper()
	w, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

func newWorkspace(t *testing.T) *Workspace {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "work"))
}

// write puts a file below an existing or new folder.
func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// finish completes a stage with the given files and answers its manifest.
func finish(t *testing.T, w *Workspace, stage string, files map[string]string, c Content) Manifest {
	t.Helper()
	p, err := w.Begin(stage)
	if err != nil {
		t.Fatal(err)
	}
	for rel, text := range files {
		write(t, p.Path(rel), text)
		c.Outputs = append(c.Outputs, File{Path: rel, Rows: 1})
	}
	m, err := p.Complete(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Append(noon, Entry{Who: "jo", Command: []string{"lollipop", stage}, Outcome: Done, Roots: map[string]string{stage: m.Root}}); err != nil {
		t.Fatal(err)
	}
	return m
}

// twoStages makes a workspace with extract and a transform made from it.
func twoStages(t *testing.T) (*Workspace, Manifest, Manifest) {
	t.Helper()
	w := newWorkspace(t)
	first := finish(t, w, Extract, map[string]string{"file.parquet": "files", "patient/00001-0000.parquet": "rows"}, Content{AsOf: "2024-03-01"})
	second := finish(t, w, Transform, map[string]string{"pair.parquet": "pairs"},
		Content{Previous: map[string]string{Extract: first.Root}})
	return w, first, second
}

func absent(t *testing.T, path string) {
	t.Helper()
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is there, or: %v", path, err)
	}
}
