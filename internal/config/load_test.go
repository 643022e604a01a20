package config

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"lollipop/internal/chis"
)

func day(t testing.TB, text string) chis.Date {
	t.Helper()
	d, ok := chis.ParseDate(text)
	if !ok {
		t.Fatalf("%q is no date", text)
	}
	return d
}

// file writes a lollipop.yaml into a new folder.
func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), FileName)
	put(t, path, text)
	return path
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestLoadEverything(t *testing.T) {
	path := file(t, `
# a comment
nhs_numbers: test
as_of: 2024-03-01          # a bare date, which YAML would make a time
scope:
  born_from: "2004-03-01"
sources:
  chis: {role: chis}
  012: {role: practice}    # which YAML would make ten
  yes:
    role: practice         # which YAML would make true
restricted: secure/restricted.csv
control: secure/control.csv
allow_missing:
  - Coding_ClinicalCode
  - CareRecord_Diary
target: sqlite:out/target.db
workers: 8
memory: 2GiB
`)
	dir := filepath.Dir(path)
	put(t, filepath.Join(dir, "secure", "restricted.csv"), "")
	put(t, filepath.Join(dir, "secure", "control.csv"), "")
	got, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		Path: path, NHSNumbers: chis.Test, AsOf: day(t, "2024-03-01"), Scope: Scope{BornFrom: day(t, "2004-03-01")},
		Sources:      map[string]Source{"chis": {RoleCHIS}, "012": {RolePractice}, "yes": {RolePractice}},
		Restricted:   filepath.Join(dir, "secure", "restricted.csv"),
		Control:      filepath.Join(dir, "secure", "control.csv"),
		AllowMissing: []string{"CareRecord_Diary", "Coding_ClinicalCode"},
		Target:       "sqlite:" + filepath.Join(dir, "out", "target.db"), Workers: 8, Memory: 2 << 30,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestLoadOfNothingIsTheDefault(t *testing.T) {
	for _, text := range []string{"", "\n", "# only a comment\n", "---\n", "~\n", "\ufeff", "scope: {}\nsources: {}\nallow_missing: []\n"} {
		path := file(t, text)
		got, err := Load(path)
		want := Default()
		want.Path = path
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	cases := []struct {
		text, words, near string // words: LINE:COLUMN: and what follows
	}{
		{"as_off: 2024-03-01", `:1:1: unknown key "as_off"`, "as_of"},
		{"\nscope:\n  born_fron: 2004-03-01", `:3:3: scope: unknown key "born_fron"`, "born_from"},
		{"born_from: 2004-03-01", `:1:1: unknown key "born_from"`, "scope.born_from"},
		{"sources:\n  chis:\n    roll: chis", `:3:5: sources.chis: unknown key "roll"`, "role"},
		{"sources:\n  chis:\n    target: chis", `:3:5: sources.chis: unknown key "target"`, "target"},
		{"zzzzzzzzz: 1", `:1:1: unknown key "zzzzzzzzz"`, ""},
		{"workers: 1\nworkers: 2", `:2:1: key "workers" stands there twice`, ""},
		{"sources:\n  a: {role: chis}\n  a: {role: practice}", `:3:3: sources: key "a" stands there twice`, ""},
		{"nhs_numbers: tset", `:1:14: nhs_numbers: "tset" is not "live" or "test"`, "test"},
		{"nhs_numbers: Live", `is not "live" or "test"`, "live"},
		{"sources:\n  a:\n    role: practise", `:3:11: sources.a.role: "practise" is not`, "practice"},
		{"sources:\n  a: {}", `:2:6: sources.a: no role is given`, ""},
		{"sources:\n  a: chis", `:2:6: sources.a: keys with values are expected`, ""},
		{"sources:\n  a/b: {role: chis}", `:2:3: sources.a/b: a source is named by a folder`, ""},
		{"sources:\n  ? [a]\n  : {role: chis}", `a key must be a word`, ""},
		{"as_of: 01/03/2024", `:1:8: as_of: "01/03/2024" is not a date`, ""},
		{"as_of: 2024-02-30", `"2024-02-30" is not a date`, ""},
		{"as_of: 2024-3-1", `is not a date`, ""},
		{"as_of: 20240301", `is not a date`, ""},
		{"as_of: 2024-03-01T00:00:00Z", `is not a date`, ""},
		{"as_of:", `:1:7: as_of: no value is given`, ""},
		{"as_of: ''", `as_of: no value is given`, ""},
		{"target: ~", `target: no value is given`, ""},
		{"as_of: [2024-03-01]", `one value is expected`, ""},
		{"as_of: 2024-03-01\nscope: {born_from: 2024-03-02}", `:2:20: scope.born_from: after as_of`, ""},
		{"scope: 2004-03-01", `:1:8: scope: keys with values are expected`, ""},
		{"restricted: none.csv", `:1:13: restricted: there is no file none.csv`, ""},
		{"restricted: .", `there is no file .`, ""},
		{"decisions: a.csv\nrestricted_decisions: b/../a.csv", `:2:23: restricted_decisions: decisions and restricted_decisions name one file`, ""},
		{"allow_missing: CareRecord_Diary", `a list of table names is expected`, ""},
		{"allow_missing: [a, a]", `:1:20: allow_missing: "a" stands there twice`, ""},
		{"allow_missing: [[a]]", `one value is expected`, ""},
		{"target: mysql://x", `target: not sqlite:PATH or postgres://HOST/DATABASE`, ""},
		{"target: 'sqlite:'", `target: not sqlite:PATH`, ""},
		{"workers: 012", `:1:10: workers: "012" begins with a zero`, ""},
		{"workers: 0x10", `is not a whole number`, ""},
		{"workers: -1", `is not a whole number`, ""},
		{"workers: 0", `0 is not from 1 to 1024`, ""},
		{"workers: 99999", `is not from 1 to 1024`, ""},
		{"workers: 2.0", `is not a whole number`, ""},
		{"memory: lots", `memory: "lots" is not a size`, ""},
		{"memory: 1MiB", `memory: 1048576 bytes is less than 64 MiB`, ""},
		{"memory: 99999999999GiB", `is not a size`, ""},
		{"- a\n- b", `:1:1: keys with values are expected here`, ""},
		{"hello", `:1:1: keys with values are expected here`, ""},
		{"workers: 1\n---\nworkers: 2", `a second document begins`, ""},
		{"workers: !!str 8", `tags are not used here`, ""},
		{"scope: !mine {}", `tags are not used here`, ""},
		{"workers: &w 8", `anchors and aliases are not used here`, ""},
		{"scope: &s {}\nsources: *s", `anchors and aliases are not used here`, ""},
		{"allow_missing: &l []", `anchors and aliases are not used here`, ""},
		{"allow_missing: [&a b]", `anchors and aliases are not used here`, ""},
		{"<<: {workers: 8}", `unknown key "<<"`, ""},
		{"workers: 8\n\tmemory: 1", `:2:1: `, ""},
		{"workers: [", `:1:1: `, ""},
		{"target: \"a\\u0007b\"", `holds a control character`, ""},
		{"\x00", "control characters are not allowed", ""},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			_, err := Load(file(t, c.text))
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("error is %v", err)
			}
			if !strings.Contains(e.Error(), c.words) || e.Nearest != c.near {
				t.Errorf("error is %q near %q, want %q near %q", e, e.Nearest, c.words, c.near)
			}
			if e.Hint() == "" || strings.Contains(e.Hint(), "did you mean") != (c.near != "") {
				t.Errorf("hint %q", e.Hint())
			}
		})
	}
}

func TestLoadHostile(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'z'; c++ {
		p := string(c - 1)
		bomb += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+p+",", 9) + "]\n"
	}
	cases := map[string]string{
		"alias bomb":    bomb,
		"too large":     strings.Repeat("#", maxBytes+1),
		"deep lists":    "allow_missing: " + strings.Repeat("[", 100_000),
		"deep mappings": strings.Repeat("{a: ", 100_000),
		"long key":      strings.Repeat("k", 100_000) + ": 1",
		"bytes":         "\xff\xfe\x00workers",
	}
	for name, text := range cases {
		_, err := Load(file(t, text))
		if err == nil {
			t.Errorf("%s was read", name)
		} else if len(err.Error()) > 500 {
			t.Errorf("%s: message of %d bytes", name, len(err.Error()))
		}
	}
}

// A target may hold a password: no message repeats it.
func TestTargetIsNeverRepeated(t *testing.T) {
	for _, target := range []string{"postgress://jo:s3cret@db/x", "mysql://jo:s3cret@db/x", "postgres://jo:s3cret@db:port/x", "s3cret"} {
		_, err := Load(file(t, "target: '"+target+"'"))
		if err == nil || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("error is %v", err)
		}
	}
}

// A folder in place of the file ended with 1, as if the program had failed.
func TestLoadOfAFolder(t *testing.T) {
	var wrong *Error
	if _, err := Load(t.TempDir()); !errors.As(err, &wrong) || wrong.Problem != "it is a folder" {
		t.Errorf("%v", err)
	}
	if _, err := LoadDedupe(t.TempDir()); !errors.As(err, &wrong) {
		t.Errorf("%v", err)
	}
}

// So did a file that only others may read.
func TestLoadOfAFileThatMayNotBeRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	if err := os.WriteFile(path, nil, 0o200); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Open(path); err == nil {
		_ = f.Close()
		t.Skip("this user may read everything")
	}
	var wrong *Error
	if _, err := Load(path); !errors.As(err, &wrong) {
		t.Errorf("%v", err)
	}
}

func TestLoadOfAMissingFile(t *testing.T) {
	if _, err := Load(filepath.Join(t.TempDir(), "none.yaml")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error is %v", err)
	}
	if _, err := Load(t.TempDir()); err == nil {
		t.Error("a folder was read")
	}
}

func TestFind(t *testing.T) {
	top, here := t.TempDir(), t.TempDir()
	extracts := filepath.Join(top, "extracts")
	if err := os.Mkdir(extracts, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Chdir(here)
	workers := func(dir string) int {
		t.Helper()
		c, err := Find(dir)
		if err != nil {
			t.Fatal(err)
		}
		return c.Workers
	}
	if got := workers(extracts); got != 0 {
		t.Errorf("no file anywhere: %d", got)
	}
	put(t, filepath.Join(here, FileName), "workers: 1")
	if got := workers(extracts); got != 1 {
		t.Errorf("the current folder's: %d", got)
	}
	put(t, filepath.Join(top, FileName), "workers: 2")
	for _, dir := range []string{extracts, extracts + "/", extracts + "/../extracts"} {
		if got := workers(dir); got != 2 {
			t.Errorf("beside %s: %d", dir, got)
		}
	}
	if got := workers(""); got != 1 {
		t.Errorf("without extracts: %d", got)
	}
	t.Chdir(extracts)
	if got := workers("."); got != 2 {
		t.Errorf("beside the current folder: %d", got)
	}
}

// A file that is there and cannot be used must not be passed over for another.
func TestFindStopsAtABadFile(t *testing.T) {
	top, here := t.TempDir(), t.TempDir()
	t.Chdir(here)
	put(t, filepath.Join(here, FileName), "workers: 1")
	for _, text := range []string{"workers: x", "restricted: none.csv"} {
		put(t, filepath.Join(top, FileName), text)
		if c, err := Find(filepath.Join(top, "extracts")); err == nil {
			t.Errorf("%q: found %+v", text, c)
		}
	}
}

func TestTemplateIsTheDefault(t *testing.T) {
	c, err := parse(FileName, template)
	if err != nil {
		t.Fatal(err)
	}
	want := Default()
	want.Path = FileName
	if !reflect.DeepEqual(c, want) {
		t.Errorf("%+v", c)
	}
}

// What init writes can be read, whatever a folder is called.
func TestProposalCanBeRead(t *testing.T) {
	path := file(t, string(Propose(Proposal{
		AsOf: day(t, "2021-03-22"), Mappings: "mappings",
		Sources: map[string]string{"chis": RoleCHIS, "gp: 1 #x": RolePractice}, Why: map[string]string{"chis": "its name"},
	})))
	if err := os.Mkdir(filepath.Join(filepath.Dir(path), "mappings"), 0o700); err != nil {
		t.Fatal(err)
	}
	c, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	want := Default()
	want.Path, want.Mappings = path, filepath.Join(filepath.Dir(path), "mappings")
	want.Sources = map[string]Source{"chis": {RoleCHIS}, "gp: 1 #x": {RolePractice}}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("%+v", c)
	}
	if text := string(Propose(Proposal{AsOf: day(t, "2021-03-22")})); !strings.Contains(text, "#as_of: 2021-03-22") || !strings.Contains(text, "born_from: 2001-03-22") {
		t.Error("the day of the extract is not shown")
	}
}

// Each key is explained in the template, and its example there can be read.
func TestTemplateExamplesCanBeRead(t *testing.T) {
	var text strings.Builder
	for line := range strings.Lines(string(template)) {
		if rest, ok := strings.CutPrefix(line, "#"); ok && (strings.HasPrefix(rest, "  ") || !strings.HasPrefix(rest, " ")) {
			text.WriteString(rest)
		}
	}
	path := file(t, text.String())
	for _, form := range []string{"restricted.csv", "trace.csv", "control.csv", "expected.csv", "postcode_authority.csv", "decisions.csv"} {
		put(t, filepath.Join(filepath.Dir(path), form), "")
	}
	if err := os.Mkdir(filepath.Join(filepath.Dir(path), "mappings"), 0o700); err != nil {
		t.Fatal(err)
	}
	c, err := Load(path)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text.String())
	}
	for _, k := range topKeys() {
		if !strings.Contains(text.String(), k.name+":") {
			t.Errorf("%s is not in the template", k.name)
		}
	}
	if got := slices.Sorted(maps.Keys(c.Sources)); !slices.Equal(got, []string{"chis", "practices"}) {
		t.Errorf("sources %v", got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("workers: 8\n")
	f.Add("sources:\n  a: {role: chis}\n")
	f.Add("scope: &a {born_from: *a}\n")
	f.Add("target: [")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := parse("lollipop.yaml", []byte(text))
		if err != nil {
			var e *Error
			if !errors.As(err, &e) {
				t.Errorf("%T: %v", err, err)
			}
			return
		}
		if c.Workers < 0 || c.Workers > MaxWorkers || CheckMemory(c.Memory) != nil {
			t.Errorf("%q gave %+v", text, c)
		}
		again, err := parse("lollipop.yaml", []byte(text))
		if err != nil || !maps.Equal(c.Canonical(), again.Canonical()) {
			t.Errorf("%q is read in two ways", text)
		}
	})
}
