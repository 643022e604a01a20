package ledger

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
)

func basis() Content {
	return Content{
		Tool: "lollipop 1", AsOf: "2024-03-01",
		Config:   map[string]string{"nhs_numbers": "test"},
		Mappings: map[string]string{"codes.csv": "aa"},
		Previous: map[string]string{Extract: "root"},
		Inputs:   []File{{Path: "chis/a.csv", SHA256: "s", Bytes: 1}, {Path: "chis/b.csv", SHA256: "t", Bytes: 2}},
	}
}

func TestFresh(t *testing.T) {
	cases := []struct {
		name   string
		change func(c *Content, w *Workspace)
		want   []string
	}{
		{"nothing", func(*Content, *Workspace) {}, nil},
		{"other order and rows", func(c *Content, _ *Workspace) { slices.Reverse(c.Inputs); c.Inputs[0].Rows = 9 }, nil},
		{"tool", func(c *Content, _ *Workspace) { c.Tool = "lollipop 2" }, []string{`tool: "lollipop 2", was "lollipop 1"`}},
		{"day", func(c *Content, _ *Workspace) { c.AsOf = "" }, []string{`as_of: "", was "2024-03-01"`}},
		{"configuration", func(c *Content, _ *Workspace) {
			c.Config = map[string]string{"nhs_numbers": "live", "z": ""}
		}, []string{`configuration nhs_numbers: "live", was "test"`, "configuration z: new"}},
		{"no configuration", func(c *Content, _ *Workspace) { c.Config = nil }, []string{"configuration nhs_numbers: gone"}},
		{"mappings", func(c *Content, _ *Workspace) { c.Mappings = map[string]string{"codes.csv": "bb"} }, []string{"mapping table codes.csv: changed"}},
		{"stage before", func(c *Content, _ *Workspace) { c.Previous = map[string]string{Extract: "other"} }, []string{"stage before: 1-extract: changed"}},
		{"inputs", func(c *Content, _ *Workspace) {
			c.Inputs = []File{{Path: "chis/a.csv", SHA256: "s2", Bytes: 1}, {Path: "chis/c.csv"}}
		}, []string{"input chis/a.csv: changed", "input chis/b.csv: gone", "input chis/c.csv: new"}},
		{"output gone", func(_ *Content, w *Workspace) { _ = os.Remove(w.Path(Transform, "a")) }, []string{"output 2-transform/a: the file is not there"}},
		{"output cut", func(_ *Content, w *Workspace) { _ = os.Truncate(w.Path(Transform, "a"), 0) }, []string{"output 2-transform/a: 0 bytes, 1 were written"}},
		{
			"output damaged", func(_ *Content, w *Workspace) { _ = os.WriteFile(w.Path(Transform, "a"), []byte("y"), 0o600) },
			[]string{"output 2-transform/a: the bytes are not those that were written"},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorkspace(t)
			done := finish(t, w, Transform, map[string]string{"a": "x"}, basis())
			now := basis()
			c.change(&now, w)
			m, err := w.Fresh(t.Context(), Transform, now)
			if c.want == nil {
				if err != nil || m.Root != done.Root {
					t.Errorf("%v, %v", m.Root, err)
				}
				return
			}
			var changed *ChangedError
			if !errors.As(err, &changed) || !slices.Equal(changed.What, c.want) {
				t.Errorf("error is %v, want %q", err, c.want)
			}
			if _, err := w.Intact(t.Context(), Transform); errors.As(err, &changed) != strings.HasPrefix(c.name, "output") {
				t.Errorf("intact: %v", err)
			}
		})
	}
}

// A call list was made of the children of yesterday after the extract of today had been read.
func TestWhatAStageBeforeHasOutrunIsNotIntact(t *testing.T) {
	w := newWorkspace(t)
	first := finish(t, w, Extract, map[string]string{"x": "1"}, Content{})
	finish(t, w, Transform, map[string]string{"a": "x"}, Content{Previous: map[string]string{Extract: first.Root}})
	if _, err := w.Intact(t.Context(), Transform); err != nil {
		t.Fatal(err)
	}
	finish(t, w, Extract, map[string]string{"x": "2"}, Content{})
	var changed *ChangedError
	if _, err := w.Intact(t.Context(), Transform); !errors.As(err, &changed) || !slices.Equal(changed.What, []string{"1-extract was run again since"}) {
		t.Errorf("error is %v", err)
	}
	if err := os.RemoveAll(w.Path(Extract)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Intact(t.Context(), Transform); err != nil {
		t.Errorf("a stage before that is gone: %v", err)
	}
}

func TestFreshOfAMissingStage(t *testing.T) {
	w := newWorkspace(t)
	if _, err := w.Fresh(t.Context(), Extract, basis()); !errors.Is(err, ErrMissing) {
		t.Errorf("error is %v", err)
	}
}
