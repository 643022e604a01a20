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

func TestCompleteMakesTheStage(t *testing.T) {
	w := newWorkspace(t)
	p, err := w.Begin(Extract)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Mkdir("patient"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p.Path("patient/00001-0000.parquet"), []byte("abc"), 0o644); err != nil {
		t.Fatal(err)
	}
	write(t, p.Path("a report.xlsx"), "differs from run to run")
	p.SetApart("a report.xlsx")
	absent(t, w.Path(Extract))
	m, err := p.Complete(t.Context(), Content{Outputs: []File{{Path: "patient/00001-0000.parquet", Rows: 7}}})
	if err != nil {
		t.Fatal(err)
	}
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	want := File{Path: "patient/00001-0000.parquet", Rows: 7, Bytes: 3, SHA256: abc}
	if len(m.Content.Outputs) != 1 || m.Content.Outputs[0] != want {
		t.Errorf("outputs %+v", m.Content.Outputs)
	}
	if len(m.Apart) != 1 || m.Apart[0].Bytes != 23 || m.Content.Stage != Extract || m.Content.Schema != 1 {
		t.Errorf("manifest %+v", m)
	}
	absent(t, w.partial(Extract))
	info, err := os.Stat(w.Path(Extract, "patient", "00001-0000.parquet"))
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("output mode %v, %v", info.Mode(), err)
	}
	if err := p.Abort(); err != nil {
		t.Error("Abort after Complete:", err)
	}
	if got, err := w.ReadManifest(Extract); err != nil || got.Root != m.Root {
		t.Errorf("read back %v, %v", got.Root, err)
	}
	if _, err := p.Complete(t.Context(), Content{}); err == nil {
		t.Error("a part completed twice")
	}
}

func TestCompleteRefuses(t *testing.T) {
	good := []File{{Path: "a"}}
	cases := []struct {
		name    string
		content Content
		words   string
	}{
		{"an unlisted file", Content{}, "file a is there and not listed"},
		{"a missing file", Content{Outputs: []File{{Path: "a"}, {Path: "b"}}}, "output b is listed and not there"},
		{"a file listed twice", Content{Outputs: []File{{Path: "a"}, {Path: "a"}}}, "listed twice"},
		{"rows that vanish", Content{Outputs: good, Accounting: []Account{{Source: "chis", Organisation: "-", Entity: "observation", Read: 5, Loaded: 3, Merged: 1}}}, "do not close: read 5, accounted for 4"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorkspace(t)
			before := finish(t, w, Extract, map[string]string{"old": "x"}, Content{})
			p, err := w.Begin(Extract)
			if err != nil {
				t.Fatal(err)
			}
			write(t, p.Path("a"), "x")
			if _, err := p.Complete(t.Context(), c.content); err == nil || !strings.Contains(err.Error(), c.words) {
				t.Errorf("error is %v, want %q", err, c.words)
			}
			if err := p.Abort(); err != nil {
				t.Error(err)
			}
			absent(t, w.partial(Extract))
			if m, err := w.ReadManifest(Extract); err != nil || m.Root != before.Root {
				t.Errorf("the stage that stood: %v, %v", m.Root, err)
			}
		})
	}
}

func TestCompleteStopsWhenCancelled(t *testing.T) {
	w := newWorkspace(t)
	p, err := w.Begin(Load)
	if err != nil {
		t.Fatal(err)
	}
	write(t, p.Path("a"), "x")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Complete(ctx, Content{Outputs: []File{{Path: "a"}}}); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
	absent(t, w.Path(Load))
}

func TestCompleteReplacesAnEarlierStage(t *testing.T) {
	w := newWorkspace(t)
	finish(t, w, Extract, map[string]string{"a": "one", "b": "gone after"}, Content{})
	m := finish(t, w, Extract, map[string]string{"a": "two"}, Content{})
	if read(t, w.Path(Extract, "a")) != "two" {
		t.Error("the older file stands")
	}
	absent(t, w.Path(Extract, "b"))
	absent(t, w.retired(Extract))
	if got, err := w.ReadManifest(Extract); err != nil || got.Root != m.Root {
		t.Errorf("read back %v, %v", got.Root, err)
	}
}

func TestBeginRemovesWhatAKilledRunLeft(t *testing.T) {
	w := newWorkspace(t)
	write(t, filepath.Join(w.partial(Transform), "deep", "half"), "x")
	p, err := w.Begin(Transform)
	if err != nil {
		t.Fatal(err)
	}
	absent(t, p.Path("deep"))
	if _, err := w.Begin("5-promote"); err == nil {
		t.Error("an unknown stage began")
	}
}

// The same files and facts give the same manifest, byte for byte, in whatever
// order they were listed.
func TestManifestBytesAreTheSame(t *testing.T) {
	content := func(turn bool) Content {
		c := Content{
			Tool: "lollipop 1", AsOf: "2024-03-01", Config: map[string]string{"b": "1", "a": "<&>é"},
			Inputs:     []File{{Path: "x/b.csv"}, {Path: "x/a.csv"}},
			Outputs:    []File{{Path: "a"}, {Path: "b/c"}},
			Runs:       map[string][][]string{"child": {{"b/c"}, {"a"}}},
			Accounting: []Account{{Source: "b"}, {Source: "a", Entity: "y"}, {Source: "a", Entity: "x"}},
		}
		if turn {
			c.Inputs[0], c.Inputs[1] = c.Inputs[1], c.Inputs[0]
			c.Outputs[0], c.Outputs[1] = c.Outputs[1], c.Outputs[0]
			c.Accounting[0], c.Accounting[2] = c.Accounting[2], c.Accounting[0]
			c.Counts, c.Mappings = map[string]int64{}, map[string]string{}
		}
		return c
	}
	var texts []string
	for _, turn := range []bool{false, true} {
		w := newWorkspace(t)
		p, err := w.Begin(Reconcile)
		if err != nil {
			t.Fatal(err)
		}
		write(t, p.Path("a"), "x")
		write(t, p.Path("b/c"), "y")
		if _, err := p.Complete(t.Context(), content(turn)); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, read(t, w.Path(Reconcile, manifestName)))
	}
	if texts[0] != texts[1] {
		t.Errorf("manifests differ:\n%s\n%s", texts[0], texts[1])
	}
}
