package ledger

import (
	"bytes"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func anyContent() *rapid.Generator[Content] {
	word := rapid.StringMatching(`[a-z0-9_é<&>"\\/ ]{0,12}`)
	number := rapid.Int64()
	file := rapid.Custom(func(t *rapid.T) File {
		return File{Path: word.Draw(t, "path"), SHA256: word.Draw(t, "sha"), Bytes: number.Draw(t, "bytes"), Rows: number.Draw(t, "rows")}
	})
	return rapid.Custom(func(t *rapid.T) Content {
		return Content{
			Schema: rapid.IntRange(0, ContentSchema).Draw(t, "schema"),
			Stage:  word.Draw(t, "stage"), Tool: word.Draw(t, "tool"), AsOf: word.Draw(t, "as of"),
			Config:   rapid.MapOf(word, word).Draw(t, "config"),
			Counts:   rapid.MapOf(word, number).Draw(t, "counts"),
			Inputs:   rapid.SliceOf(file).Draw(t, "inputs"),
			Outputs:  rapid.SliceOf(file).Draw(t, "outputs"),
			Previous: rapid.MapOf(word, word).Draw(t, "previous"),
			Runs:     rapid.MapOf(word, rapid.SliceOf(rapid.SliceOf(word))).Draw(t, "runs"),
		}
	})
}

// Whatever content holds, a manifest reads back to the same root, and the root
// is that of the same JSON with sorted keys, as any other program would make it.
func TestManifestReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyContent().Draw(t, "content")
		data, root, err := encodeManifest(c, nil)
		if err != nil {
			t.Fatal(err)
		}
		m, err := decodeManifest(data)
		if err != nil {
			t.Fatal(err)
		}
		if direct, err := Root(c); err != nil || direct != root || m.Root != root {
			t.Fatalf("roots %s, %s, %s, %v", direct, root, m.Root, err)
		}
		if again, err := Root(m.Content); err != nil || again != root {
			t.Fatalf("read back, content hashes to %s, %v", again, err)
		}
	})
}

func TestCanonicalHasSortedKeysAndNoNull(t *testing.T) {
	c := Content{Inputs: []File{{Path: "a"}}, Accounting: []Account{{Source: "chis"}}, Runs: map[string][][]string{"t": {nil}}}
	text, err := canonical(c)
	if err != nil {
		t.Fatal(err)
	}
	// encoding/json sorts the keys of maps.
	var tree map[string]any
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	if err := dec.Decode(&tree); err != nil {
		t.Fatal(err)
	}
	sorted, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(text, sorted) {
		t.Errorf("keys are not in order:\n%s\n%s", text, sorted)
	}
	if bytes.Contains(text, []byte("null")) {
		t.Errorf("null in %s", text)
	}
}

// The root of a given content never changes between versions: workspaces kept
// for years are checked against it.
func TestRootIsPinned(t *testing.T) {
	c := Content{
		Stage: Extract, Tool: "lollipop 0.1", AsOf: "2024-03-01", Config: map[string]string{"nhs_numbers": "test"},
		Outputs: []File{{Path: "file.parquet", Bytes: 3, Rows: 1, SHA256: sum([]byte("abc"))}},
	}
	const want = "14ae5ea233eb96a29f13633be9b4fb1bbc335ad2da7cda670fa55e1dfa53053c"
	got, err := Root(c)
	if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("root %s, was %s", got, want)
	}
}

func TestRootDoesNotTouchTheCallersLists(t *testing.T) {
	c := Content{Inputs: []File{{Path: "b"}, {Path: "a"}}}
	if _, err := Root(c); err != nil {
		t.Fatal(err)
	}
	if c.Inputs[0].Path != "b" || c.Config != nil {
		t.Errorf("content became %+v", c)
	}
}

func TestReadManifestFollowsTheChain(t *testing.T) {
	w, _, second := twoStages(t)
	if m, err := w.ReadManifest(Transform); err != nil || m.Root != second.Root {
		t.Fatalf("%v, %v", m.Root, err)
	}
	finish(t, w, Extract, map[string]string{"file.parquet": "other files"}, Content{})
	_, err := w.ReadManifest(Transform)
	var changed *ChangedError
	if !errors.As(err, &changed) || changed.Stage != Transform || !strings.Contains(err.Error(), Extract) {
		t.Errorf("a transform of an older extract was read: %v", err)
	}
	if m, err := w.StageManifest(Transform); err != nil || m.Root != second.Root {
		t.Errorf("StageManifest: %v, %v", m.Root, err)
	}
}

func TestReadManifestOfAMissingStage(t *testing.T) {
	w := newWorkspace(t)
	var missing *MissingError
	if _, err := w.ReadManifest(Load); !errors.As(err, &missing) || missing.Interrupted || !errors.Is(err, ErrMissing) {
		t.Errorf("error is %v", err)
	}
	if _, err := w.Begin(Load); err != nil {
		t.Fatal(err)
	}
	if _, err := w.ReadManifest(Load); !errors.As(err, &missing) || !missing.Interrupted {
		t.Errorf("error is %v", err)
	}
	finish(t, w, Transform, nil, Content{Previous: map[string]string{Extract: "root of a lost stage"}})
	if _, err := w.ReadManifest(Transform); !errors.As(err, &missing) || missing.Stage != Extract {
		t.Errorf("error is %v", err)
	}
	if _, err := w.ReadManifest("lock"); err == nil {
		t.Error("a file that is no stage was read")
	}
}

// Each byte of content counts: whatever digit or letter is changed is noticed.
func TestReadManifestNoticesAlteration(t *testing.T) {
	w, _, _ := twoStages(t)
	path := w.Path(Extract, manifestName)
	good := read(t, path)
	for i := range good {
		bad := []byte(good)
		switch c := bad[i]; {
		case c >= '0' && c < '9', c >= 'a' && c < 'z':
			bad[i]++
		default:
			continue
		}
		write(t, path, string(bad))
		if _, err := w.ReadManifest(Extract); err == nil && !inApartName(good, i) {
			t.Errorf("byte %d changed and not noticed: %s", i, bad[max(0, i-20):min(len(bad), i+20)])
		}
	}
}

// inApartName: the word "apart" itself is outside content; a manifest without
// that list is a manifest.
func inApartName(text string, i int) bool {
	at := strings.Index(text, `"apart"`)
	return i >= at && i < at+len(`"apart"`)
}

func TestDecodeManifestRefuses(t *testing.T) {
	newer := strings.Replace(`{"content":CONTENT,"root":"ROOT"}`, "CONTENT", `{"schema":99}`, 1)
	newer = strings.Replace(newer, "ROOT", sum([]byte(`{"schema":99}`)), 1)
	cases := map[string]string{"": "", "null": "null", "list": "[]", "no content": `{"root":"x"}`, "cut": `{"content":{`, "newer": newer}
	for name, text := range cases {
		if _, err := decodeManifest([]byte(text)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// A field that a later version adds to content is kept under the root.
func TestDecodeManifestWithAnUnknownField(t *testing.T) {
	content := `{"schema":1,"stage":"1-extract","zeal":5}`
	text := `{"content":` + content + `,"root":"` + sum([]byte(content)) + `"}`
	if _, err := decodeManifest([]byte(text)); err != nil {
		t.Error(err)
	}
	text = strings.Replace(text, `"zeal":5`, `"zeal":6`, 1)
	if _, err := decodeManifest([]byte(text)); !errors.Is(err, ErrAltered) {
		t.Errorf("error is %v", err)
	}
}

func TestManifestOfAnotherStage(t *testing.T) {
	w, _, _ := twoStages(t)
	write(t, filepath.Join(w.Path(Load), manifestName), read(t, w.Path(Extract, manifestName)))
	if _, err := w.ReadManifest(Load); !errors.Is(err, ErrAltered) {
		t.Errorf("error is %v", err)
	}
}

func FuzzDecodeManifest(f *testing.F) {
	data, _, err := encodeManifest(Content{Stage: Extract}, nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"content":null,"root":""}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := decodeManifest(data)
		if err == nil && len(m.Root) != 64 {
			t.Errorf("root %q was accepted", m.Root)
		}
	})
}
