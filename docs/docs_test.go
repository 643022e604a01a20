package docs_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"lollipop/mappings"
)

func load(t *testing.T) *mappings.Set {
	t.Helper()
	set, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// section is the part of a page under a heading, up to the next heading of
// any level.
func section(t *testing.T, page, heading string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, "\n"+heading+"\n")
	if !ok {
		t.Fatalf("no heading %q", heading)
	}
	if end := regexp.MustCompile(`(?m)^#`).FindStringIndex(rest); end != nil {
		rest = rest[:end[0]]
	}
	return rest
}

// rows are the cells of every table row whose first cell is a word in
// backticks, by that word.
func rows(t *testing.T, text string) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	for _, line := range strings.Split(text, "\n") {
		if !strings.HasPrefix(line, "| `") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		word := strings.Trim(cells[0], "`")
		if found[word] != nil {
			t.Errorf("%s has two lines", word)
		}
		found[word] = cells
	}
	return found
}

func TestEveryRuleHasALine(t *testing.T) {
	lines := rows(t, section(t, read(t, "design.md"), "## Rules"))
	set := load(t)
	for _, r := range set.Rules() {
		cells := lines[r.ID]
		if len(cells) != 5 {
			t.Errorf("design.md has no line of five cells for rule %s (%s, %s)", r.ID, r.Stage, r.Disposition)
			continue
		}
		if cells[1] != r.Stage || cells[2] != r.Disposition {
			t.Errorf("design.md says of rule %s: %s, %s; the table says %s, %s", r.ID, cells[1], cells[2], r.Stage, r.Disposition)
		}
	}
	for id := range lines {
		if set.Rule(id) == nil {
			t.Errorf("design.md describes rule %s, which is in no table", id)
		}
	}
}

// amount is a tolerance as a page gives it.
func amount(x mappings.Tolerance) string {
	if x.Unit == "ppm" {
		return strconv.FormatFloat(float64(x.Value)/10_000, 'f', -1, 64) + " %"
	}
	return strconv.FormatInt(x.Value, 10)
}

func TestEveryCheckHasAPage(t *testing.T) {
	set := load(t)
	index := rows(t, section(t, read(t, "design.md"), "## Checks"))
	hazards := rows(t, read(t, "hazards.md"))
	for _, c := range set.Checks() {
		page := read(t, strings.TrimPrefix(c.Doc, "docs/"))
		tolerance := set.Tolerance(c.Tolerance)
		waived := "cannot be waived"
		if c.Waivable {
			waived = c.WaivedBy
		}
		for _, want := range []string{"# " + c.ID + "\n", c.Question, c.Hazard, tolerance.Owner, amount(tolerance), waived} {
			if !strings.Contains(page, want) {
				t.Errorf("%s does not say %q", c.Doc, want)
			}
		}
		for _, heading := range []string{"## How it is worked out", "## Tolerance", "## What a failure means", "## What to do next"} {
			if len(strings.TrimSpace(section(t, page, heading))) < 40 {
				t.Errorf("%s says too little under %q", c.Doc, heading)
			}
		}
		if index[c.ID] == nil {
			t.Errorf("design.md has no line for check %s", c.ID)
		}
		if hazards[c.Hazard] == nil || !strings.Contains(strings.Join(hazards[c.Hazard], " "), "checks/"+c.ID+".md") {
			t.Errorf("hazards.md has no line for %s that names check %s", c.Hazard, c.ID)
		}
	}
	for id := range index {
		if set.Check(id) == nil {
			t.Errorf("design.md lists check %s, which is in no table", id)
		}
	}
	pages, err := filepath.Glob("checks/*.md")
	if err != nil || len(pages) != len(set.Checks()) {
		t.Errorf("%d pages for %d checks (%v)", len(pages), len(set.Checks()), err)
	}
}

func TestEveryMappingTableHasALine(t *testing.T) {
	lines := rows(t, read(t, "mappings.md"))
	hashes := load(t).Hashes()
	for file := range hashes {
		if lines[file] == nil {
			t.Errorf("mappings.md has no line for %s", file)
		}
	}
	for file := range lines {
		if strings.HasSuffix(file, ".csv") && hashes[file] == "" {
			t.Errorf("mappings.md describes %s, which is no table", file)
		}
	}
}

// pages are README.md, CHANGELOG.md and every page below docs, relative to docs.
func pages(t *testing.T) []string {
	t.Helper()
	all := []string{"../README.md", "../CHANGELOG.md"}
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".md") {
			all = append(all, filepath.ToSlash(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var link = regexp.MustCompile(`\]\(([^)#\s]+)(?:#[^)]*)?\)`)

func TestLinksLead(t *testing.T) {
	for _, page := range pages(t) {
		for _, m := range link.FindAllStringSubmatch(read(t, page), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			to := filepath.Join(filepath.Dir(filepath.FromSlash(page)), filepath.FromSlash(m[1]))
			if _, err := os.Stat(to); err != nil {
				t.Errorf("%s links to %s, which is not there", page, m[1])
			}
		}
	}
}

func TestDecisionsAreNumbered(t *testing.T) {
	name := regexp.MustCompile(`^(\d{4})-[a-z0-9-]+\.md$`)
	entries, err := os.ReadDir("decisions")
	if err != nil {
		t.Fatal(err)
	}
	var seen []string
	for _, e := range entries {
		m := name.FindStringSubmatch(e.Name())
		if m == nil {
			t.Errorf("decisions/%s is not named NNNN-words.md", e.Name())
			continue
		}
		if slices.Contains(seen, m[1]) {
			t.Errorf("decision %s stands twice", m[1])
		}
		seen = append(seen, m[1])
	}
}
