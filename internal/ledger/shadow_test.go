package ledger

import (
	"os"
	"path/filepath"
	"testing"
)

func TestShadowLeavesItsWorkspaceAsItIs(t *testing.T) {
	w, first, _ := twoStages(t)
	before := read(t, w.Path(Extract, "file.parquet"))
	dir, remove, err := Shadow(w.Dir)
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, dir)
	if m, err := s.ReadManifest(Extract); err != nil || m.Root != first.Root {
		t.Fatalf("root %.8s, %v", m.Root, err)
	}
	finish(t, s, Extract, map[string]string{"file.parquet": "other"}, Content{})
	if got := read(t, w.Path(Extract, "file.parquet")); got != before {
		t.Errorf("the workspace holds %q", got)
	}
	if v, err := Verify(t.Context(), w, ""); err != nil || !v.OK() {
		t.Errorf("%+v, %v", v.Findings, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := remove(); err != nil {
		t.Fatal(err)
	}
	absent(t, dir)
}

func TestShadowTakesAwayWhatAKillLeft(t *testing.T) {
	w, _, _ := twoStages(t)
	dir := w.Dir + shadowSuffix
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	write(t, filepath.Join(dir, "3-load.partial", "x"), "")
	if _, _, err := Shadow(w.Dir); err != nil {
		t.Fatal(err)
	}
	absent(t, filepath.Join(dir, "3-load.partial"))
}

func TestShadowOfNoWorkspaceIsEmpty(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "none")
	shadow, remove, err := Shadow(dir)
	if err != nil {
		t.Fatal(err)
	}
	absent(t, dir)
	if entries, err := os.ReadDir(shadow); err != nil || len(entries) != 0 {
		t.Errorf("%v, %v", entries, err)
	}
	if err := remove(); err != nil {
		t.Error(err)
	}
}
