package cmd

import (
	"os"
	"path/filepath"
	"testing"
)

// Where one file could not be written, some of the others stayed.
func TestFilesAreWrittenAllOrNone(t *testing.T) {
	dir := t.TempDir()
	files := map[string][]byte{"a.csv": nil, "b.csv": nil, "c.csv": nil, filepath.Join("none", "d.csv"): nil}
	if err := writeNew(dir, files); err == nil {
		t.Fatal("a file was written into a folder that is not there")
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%d files stay", len(left))
	}
	delete(files, filepath.Join("none", "d.csv"))
	if err := writeNew(dir, files); err != nil {
		t.Error(err)
	}
	if err := writeNew(dir, files); err == nil {
		t.Error("files that were there are written again")
	}
	if left, _ := os.ReadDir(dir); len(left) != 3 {
		t.Errorf("%d files, want 3", len(left))
	}
}
