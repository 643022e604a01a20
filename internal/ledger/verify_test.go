package ledger

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestVerifyOfASoundWorkspace(t *testing.T) {
	w, first, second := twoStages(t)
	add(t, w, "extract", "transform")
	v, err := Verify(t.Context(), w, "")
	if err != nil {
		t.Fatal(err)
	}
	if !v.OK() || v.Files != 3 || v.Bytes != 14 || v.Lines != 4 {
		t.Errorf("%+v", v)
	}
	if v.Roots[Extract] != first.Root || v.Roots[Transform] != second.Root {
		t.Errorf("roots %v", v.Roots)
	}
}

func TestVerifyOfAnEmptyWorkspaceIsNotOK(t *testing.T) {
	v, err := Verify(t.Context(), newWorkspace(t), "")
	if err != nil || v.OK() {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestVerifyFinds(t *testing.T) {
	cases := []struct {
		name   string
		damage func(t *testing.T, w *Workspace)
		want   string
	}{
		{"a flipped byte", func(t *testing.T, w *Workspace) { write(t, w.Path(Extract, "file.parquet"), "fileS") }, "altered 1-extract/file.parquet"},
		{"a longer file", func(t *testing.T, w *Workspace) { write(t, w.Path(Extract, "file.parquet"), "files+") }, "altered 1-extract/file.parquet"},
		{"a lost file", func(t *testing.T, w *Workspace) { remove(t, w.Path(Transform, "pair.parquet")) }, "gone 2-transform/pair.parquet"},
		{"a file too many", func(t *testing.T, w *Workspace) { write(t, w.Path(Transform, "x/y"), "") }, "unlisted 2-transform/x/y"},
		{"a lost manifest", func(t *testing.T, w *Workspace) { remove(t, w.Path(Transform, manifestName)) }, "gone 2-transform/manifest.json"},
		{"a changed manifest", func(t *testing.T, w *Workspace) {
			path := w.Path(Transform, manifestName)
			write(t, path, strings.Replace(read(t, path), `"rows": 1`, `"rows": 2`, 1))
		}, "altered 2-transform/manifest.json"},
		{"a later extract", func(t *testing.T, w *Workspace) { finish(t, w, Extract, nil, Content{}) }, "broken 2-transform/manifest.json"},
		{"an interrupted stage", func(t *testing.T, w *Workspace) { write(t, filepath.Join(w.partial(Load), "x"), "") }, "partial 3-load"},
		{"a torn ledger", func(t *testing.T, w *Workspace) { addText(t, w, "{") }, "torn ledger.jsonl"},
		{"a changed ledger", func(t *testing.T, w *Workspace) { addText(t, w, "{}\n") }, "altered ledger.jsonl"},
		{"a ledger that lost its end", func(t *testing.T, w *Workspace) {
			first, _, _ := strings.Cut(read(t, w.Path(historyName)), "\n")
			write(t, w.Path(historyName), first+"\n")
		}, "gone ledger.jsonl, gone ledger.jsonl"}, // by its head, and as no line tells of the second stage
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w, _, _ := twoStages(t)
			c.damage(t, w)
			v, err := Verify(t.Context(), w, "")
			if err != nil {
				t.Fatal(err)
			}
			found := ""
			for _, f := range v.Findings {
				found += ", " + string(f.Kind) + " " + f.Path
			}
			if v.OK() || strings.TrimPrefix(found, ", ") != c.want {
				t.Errorf("findings %+v, want %q", v.Findings, c.want)
			}
		})
	}
}

// addText writes text after the last line of the ledger.
func addText(t *testing.T, w *Workspace, text string) {
	t.Helper()
	write(t, w.Path(historyName), read(t, w.Path(historyName))+text)
}

// Somebody removed the ledger, and nothing noticed.
func TestVerifyMissesALedger(t *testing.T) {
	w, _, _ := twoStages(t)
	remove(t, w.Path(historyName))
	v, err := Verify(t.Context(), w, "")
	if err != nil || len(v.Findings) != 3 || v.Findings[0].Kind != Gone || v.Findings[1].Kind != Gone {
		t.Errorf("%+v, %v", v.Findings, err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

func TestVerifyFindsWhatOthersMayRead(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("rights are not modes on Windows")
	}
	for at, mode := range map[string]os.FileMode{
		"1-extract/file.parquet": 0o644, "1-extract/patient": 0o755, "1-extract": 0o750, ".": 0o755,
	} {
		w, _, _ := twoStages(t)
		if err := os.Chmod(w.Path(filepath.FromSlash(at)), mode); err != nil {
			t.Fatal(err)
		}
		v, err := Verify(t.Context(), w, "")
		if err != nil || len(v.Findings) != 1 || v.Findings[0].Kind != Exposed || v.Findings[0].Path != at {
			t.Errorf("%s: %+v, %v", at, v.Findings, err)
		}
	}
}

func TestVerifyOfInputs(t *testing.T) {
	extracts := t.TempDir()
	write(t, filepath.Join(extracts, "chis", "a.csv"), "a,b\n")
	inputs, err := HashFiles(t.Context(), extracts, []string{"chis/a.csv"})
	if err != nil {
		t.Fatal(err)
	}
	w := newWorkspace(t)
	finish(t, w, Extract, nil, Content{Inputs: inputs})
	if v, err := Verify(t.Context(), w, extracts); err != nil || !v.OK() || v.Files != 1 {
		t.Errorf("%+v, %v", v, err)
	}
	write(t, filepath.Join(extracts, "chis", "a.csv"), "a;b\n")
	v, err := Verify(t.Context(), w, extracts)
	if err != nil || len(v.Findings) != 1 || v.Findings[0].Kind != Altered {
		t.Errorf("%+v, %v", v, err)
	}
}

// A manifest made by hand must not make Verify read the rest of the disk.
func TestVerifyStaysInItsFolder(t *testing.T) {
	for _, path := range []string{"../lock", "/etc/passwd", "a/../../lock"} {
		found, err := verifyFile(t.Context(), t.TempDir(), File{Path: path})
		if err != nil || found == nil || found.Kind != Altered {
			t.Errorf("%s: %+v, %v", path, found, err)
		}
	}
}

func TestVerifyStopsWhenCancelled(t *testing.T) {
	w, _, _ := twoStages(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Verify(ctx, w, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}

func TestHashFilesKeepsTheOrder(t *testing.T) {
	dir := t.TempDir()
	var paths []string
	for _, name := range []string{"z", "a", "m", "b"} {
		write(t, filepath.Join(dir, "d", name), strings.Repeat(name, 3<<20))
		paths = append(paths, "d/"+name)
	}
	files, err := HashFiles(t.Context(), dir, paths)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range files {
		want := sum([]byte(strings.Repeat(paths[i][2:], 3<<20)))
		if f.Path != paths[i] || f.SHA256 != want || f.Bytes != 3<<20 {
			t.Errorf("%+v", f)
		}
	}
	if _, err := HashFiles(t.Context(), dir, []string{"d/a", "none"}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error is %v", err)
	}
}
