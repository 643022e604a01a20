package archtest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// written are the endings of files that people read.
var written = []string{".go", ".md", ".yml", ".yaml", ".sql", ".txtar", ".html", ".sh", ".ci/run", "go.mod", ".gitignore"}

// phrases do not belong into the project: it says why things are as they are in
// its own words, and runs on any machine.
var phrases = []struct {
	pattern *regexp.Regexp
	because string
}{
	{regexp.MustCompile(`(^|[^\w.])/(work|root|home|Users)/\w`), "a path of one machine"},
	{regexp.MustCompile(`\b(STYLE|DESIGN|RULES|CONTRACT)(\.md\b| section\b| §| ?[0-9])`), "a page the project does not have"},
	{regexp.MustCompile(`(//|#|--)\s*(TODO|FIXME|XXX|HACK)\b`), "something unfinished: finish it, or write down what is missing in docs"},
	{regexp.MustCompile(`(?i)\b(issue|ticket|PR|pull request) #?[0-9]+\b`), "a number nobody can look up: say what happened"},
}

// strangers are words that have no business here, by the beginning of their
// SHA-256 in lower case, so that this file does not hold them.
var strangers = []string{"c857d09db23e", "c70eca6b0f88", "7d3194f79e64", "60965168ce76", "053ea4804ef1", "3ea125d0bff3", "487b91042c7c", "de2187af3fb0", "94a168d2da57", "d298391b0743", "386ebc0efd04"}

func TestWords(t *testing.T) {
	for name, text := range texts(t, written...) {
		if name == "internal/archtest/words_test.go" {
			continue
		}
		for _, wrong := range wrongLines(text) {
			t.Errorf("%s:%s", name, wrong)
		}
		for _, word := range strangersIn(text) {
			t.Errorf("%s: %q does not belong here", name, word)
		}
	}
}

// wrongLines lists lines, from 1, with what is wrong on them.
func wrongLines(text string) []string {
	var wrong []string
	number := 0
	for line := range strings.Lines(text) {
		number++
		for _, p := range phrases {
			if found := p.pattern.FindString(line); found != "" {
				wrong = append(wrong, fmt.Sprintf("%d: %q: %s", number, strings.TrimSpace(found), p.because))
			}
		}
	}
	return wrong
}

// strangersIn lists the words of text that are strangers, each once.
func strangersIn(text string) []string {
	var found []string
	seen := map[string]bool{}
	for _, word := range words.FindAllString(text, -1) {
		if !seen[word] && slices.Contains(strangers, mark(word)) {
			found = append(found, word)
		}
		seen[word] = true
	}
	return found
}

var words = regexp.MustCompile(`[A-Za-z]+`)

func mark(word string) string {
	h := sha256.Sum256([]byte(strings.ToLower(word)))
	return hex.EncodeToString(h[:6])
}

func TestWrongLines(t *testing.T) {
	cases := map[string]int{
		"// plain words about work/extract and the home of a library": 0,
		"path := \"/home/jo/lollipop\"":                               1,
		"see /work/x":                                                 1,
		"rel/work/x and a./work/":                                     0,
		"// as STYLE 39 says":                                         1,
		"// see docs/design.md":                                       0,
		"TODO()":                                                      0,
		"// see DESIGN.md":                                            1,
		"const STYLESHEET = 5":                                        0,
		"// TODO: later\n// fine\n// XXX":                             2,
		"// fixes issue #12":                                          1,
		"// tissue 5":                                                 0,
	}
	for text, want := range cases {
		if got := wrongLines(text); len(got) != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestStrangers(t *testing.T) {
	for _, s := range strangers {
		if len(s) != 12 {
			t.Errorf("%q is no mark", s)
		}
	}
	if mark("Word") != mark("word") || mark("word") == mark("words") {
		t.Error("a mark is of one word in any case")
	}
}
