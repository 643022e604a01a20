package ledger

import (
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func add(t *testing.T, w *Workspace, words ...string) {
	t.Helper()
	for i, word := range words {
		e := Entry{Who: "jo", Command: []string{"lollipop", word}, Outcome: Done, Roots: map[string]string{Extract: "r"}}
		if err := w.Append(noon.Add(time.Duration(i)*time.Minute), e); err != nil {
			t.Fatal(err)
		}
	}
}

// kinds is what History finds, as words.
func kinds(t *testing.T, w *Workspace) (entries []Entry, found string) {
	t.Helper()
	entries, findings, err := w.History()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		found += string(f.Kind) + " "
	}
	return entries, strings.TrimSpace(found)
}

func TestHistoryIsAChain(t *testing.T) {
	w := newWorkspace(t)
	if entries, found := kinds(t, w); entries != nil || found != "" {
		t.Errorf("a new workspace has %v, %q", entries, found)
	}
	add(t, w, "extract", "transform", "load")
	entries, found := kinds(t, w)
	if len(entries) != 3 || found != "" {
		t.Fatalf("%d entries, %q", len(entries), found)
	}
	if entries[0].Previous != noLine || entries[1].Time != "2024-03-01T12:01:00Z" || entries[2].Command[1] != "load" {
		t.Errorf("entries %+v", entries)
	}
	lines := strings.Split(read(t, w.Path(historyName)), "\n")
	if entries[2].Previous != sum([]byte(lines[1])) {
		t.Error("the third line does not hold the hash of the second")
	}
}

func TestHistoryNoticesAlteration(t *testing.T) {
	cases := []struct {
		name  string
		alter func(lines []string) []string
		want  string
	}{
		{"a word changed", func(l []string) []string { l[1] = strings.Replace(l[1], "jo", "al", 1); return l }, "altered"},
		{"a line taken out", func(l []string) []string { return append(l[:1], l[2:]...) }, "altered gone"},
		{"two lines swapped", func(l []string) []string { l[0], l[1] = l[1], l[0]; return l }, "altered altered altered"},
		{"a line that is no entry", func(l []string) []string { l[1] = "hello"; return l }, "altered altered"},
		{"an empty line", func(l []string) []string { l[1] = ""; return l }, "altered altered"},
		{"the end cut off", func(l []string) []string { l[2] = l[2][:20]; return l[:3] }, "torn gone"},
		{"the last line taken out", func(l []string) []string { return append(l[:2], "") }, "gone"},
		{"every line taken out", func([]string) []string { return nil }, "gone"},
		{"another last line", func(l []string) []string { l[2] = strings.Replace(l[2], "jo", "al", 1); return l }, "gone"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorkspace(t)
			add(t, w, "extract", "transform", "load")
			lines := c.alter(strings.Split(read(t, w.Path(historyName)), "\n"))
			write(t, w.Path(historyName), strings.Join(lines, "\n"))
			if _, found := kinds(t, w); found != c.want {
				t.Errorf("found %q, want %q", found, c.want)
			}
		})
	}
}

// A crash may cut the line that is written at any byte: the next cuts off what is
// torn, says so, and the chain holds again.
func TestAppendAfterACrash(t *testing.T) {
	w := newWorkspace(t)
	add(t, w, "extract")
	safe, came := len(read(t, w.Path(historyName))), read(t, w.Path(headName))
	add(t, w, "transform")
	whole := read(t, w.Path(historyName))
	for at := safe; at <= len(whole); at++ {
		write(t, w.Path(headName), came)
		if err := os.WriteFile(w.Path(historyName), []byte(whole[:at]), 0o600); err != nil {
			t.Fatal(err)
		}
		add(t, w, "load")
		entries, found := kinds(t, w)
		if found != "" {
			t.Fatalf("cut at %d: found %q", at, found)
		}
		want := strings.Count(whole[:at], "\n") + 1
		if at > 0 && whole[at-1] != '\n' {
			want++
			if note := entries[want-2]; note.Outcome != cut || note.Note == "" {
				t.Fatalf("cut at %d: no note but %+v", at, note)
			}
		}
		if len(entries) != want {
			t.Fatalf("cut at %d: %d entries, want %d", at, len(entries), want)
		}
	}
}

// Lines that were lost show in verify, and go on showing after the next line.
func TestLostLinesShow(t *testing.T) {
	w := newWorkspace(t)
	add(t, w, "extract", "transform", "due")
	lines := strings.SplitAfter(read(t, w.Path(historyName)), "\n")
	write(t, w.Path(historyName), lines[0]+lines[1])
	if _, found := kinds(t, w); found != "gone" {
		t.Errorf("the last line is gone: found %q", found)
	}
	add(t, w, "load")
	entries, found := kinds(t, w)
	if found != "gone" || len(entries) != 4 || entries[2].Outcome != lost || !strings.Contains(entries[2].Note, "had 3 lines, 2 are here") {
		t.Errorf("found %q, entries %+v", found, entries)
	}
	remove(t, w.Path(headName))
	if _, found := kinds(t, w); found != "gone gone" {
		t.Errorf("without its head: found %q", found)
	}
}

// A torn line may be longer than what is written over it.
func TestAppendAfterALongTornLine(t *testing.T) {
	w := newWorkspace(t)
	write(t, w.Path(historyName), strings.Repeat("x", 10_000))
	add(t, w, "extract")
	if entries, found := kinds(t, w); len(entries) != 2 || found != "" || !strings.Contains(entries[0].Note, "10000 bytes") {
		t.Errorf("%d entries, found %q", len(entries), found)
	}
}

func TestAppendHidesPasswords(t *testing.T) {
	cases := map[string]string{
		"postgres://jo:s3cret@db:5432/x":    "postgres://jo:***@db:5432/x",
		"--target=postgres://jo:s3cret@db/": "--target=postgres://jo:***@db/",
		"host=db password=s3cret user=jo":   "host=db password=*** user=jo",
		"postgres://db/x?PASSWORD=s3cret&a": "postgres://db/x?PASSWORD=***&a",
		"sqlite:work/target.db":             "sqlite:work/target.db",
		"postgres://jo@db/x":                "postgres://jo@db/x",
	}
	w := newWorkspace(t)
	for word := range cases {
		add(t, w, word)
	}
	if text := read(t, w.Path(historyName)); strings.Contains(text, "s3cret") {
		t.Errorf("a password stands in %s", text)
	}
	for word, want := range cases {
		if got := redact([]string{word})[0]; got != want {
			t.Errorf("redact(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestHistoryKeepsWhatWasAppended(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "work")
		if err != nil {
			rt.Fatal(err)
		}
		w := &Workspace{Dir: dir, lock: os.Stdin} // no lock is needed here
		words := rapid.SliceOfN(rapid.String(), 1, 5).Draw(rt, "words")
		for _, word := range words {
			if err := w.Append(noon, Entry{Note: word}); err != nil {
				rt.Fatal(err)
			}
		}
		entries, findings, err := w.History()
		if err != nil || len(findings) > 0 || len(entries) != len(words) {
			rt.Fatalf("%d entries, %v, %v", len(entries), findings, err)
		}
		for i, e := range entries {
			if e.Note != strings.ToValidUTF8(words[i], "\ufffd") {
				rt.Errorf("note %q, want %q", e.Note, words[i])
			}
		}
	})
}
