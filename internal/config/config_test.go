package config

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/internal/chis"
)

func TestRoles(t *testing.T) {
	set := func(name, role string) map[string]Source { return map[string]Source{name: {Role: role}} }
	cases := []struct {
		name    string
		sources map[string]Source
		present []string
		want    map[string]string
	}{
		{"a single source is the legacy platform", nil, []string{"north"}, map[string]string{"north": RoleCHIS}},
		{"a single source set otherwise", set("north", RolePractice), []string{"north"}, map[string]string{"north": RolePractice}},
		{"by name", nil, []string{"chis", "north"}, map[string]string{"chis": RoleCHIS, "north": RolePractice}},
		{"by name set otherwise", set("chis", RolePractice), []string{"chis", "north"}, map[string]string{"chis": RolePractice, "north": RolePractice}},
		{"two of another name", nil, []string{"a", "b"}, map[string]string{"a": RolePractice, "b": RolePractice}},
		{"set", set("b", RoleCHIS), []string{"a", "b"}, map[string]string{"a": RolePractice, "b": RoleCHIS}},
		{"none", nil, nil, map[string]string{}},
	}
	for _, c := range cases {
		got, err := Config{Sources: c.sources}.Roles(c.present)
		if err != nil || !maps.Equal(got, c.want) {
			t.Errorf("%s: %v, %v", c.name, got, err)
		}
	}
}

func TestRolesOfAnUnknownSource(t *testing.T) {
	c := Config{Sources: map[string]Source{"chis": {RoleCHIS}, "practises": {RolePractice}}}
	_, err := c.Roles([]string{"chis", "practices"})
	var e *Error
	if !errors.As(err, &e) || e.Nearest != "practices" || !strings.Contains(e.Error(), "sources.practises") {
		t.Errorf("error is %v", err)
	}
}

func TestBornFrom(t *testing.T) {
	asOf := day(t, "2024-02-29")
	if got := Default().BornFrom(asOf); got != day(t, "2004-02-29") {
		t.Errorf("default %v", got)
	}
	c := Config{Scope: Scope{BornFrom: day(t, "2010-01-01")}}
	if got := c.BornFrom(asOf); got != day(t, "2010-01-01") {
		t.Errorf("set %v", got)
	}
	if got := Default().BornFrom(0); !got.IsNone() {
		t.Errorf("of no day %v", got)
	}
}

func TestCanonical(t *testing.T) {
	got := Default().Canonical()
	want := map[string]string{"allow_missing": "", "nhs_numbers": "live", "restricted": "none", "trace": "none"}
	if !maps.Equal(got, want) {
		t.Errorf("default: %v", got)
	}
	c := Config{
		NHSNumbers: chis.Test, Restricted: "/somewhere/restricted.csv", Trace: "/somewhere/trace.csv", AllowMissing: []string{"a", "b"},
		Target: "postgres://jo:s3cret@db/x", Workers: 3, Memory: 5, Path: "/somewhere",
	}
	c = c.WithEffective(day(t, "2024-03-01"), map[string]string{"chis": RoleCHIS, "north": RolePractice})
	want = map[string]string{
		"allow_missing": "a,b", "nhs_numbers": "test", "restricted": "given", "trace": "given",
		"as_of": "2024-03-01", "born_from": "2004-03-01", "source.chis.role": "chis", "source.north.role": "practice",
	}
	if got := c.Canonical(); !maps.Equal(got, want) {
		t.Errorf("full: %v", got)
	}
}

// Where the run happens and with how many workers must not change a root.
func TestCanonicalLeavesOutTheMachine(t *testing.T) {
	a, b := Default(), Default()
	b.Workers, b.Memory, b.Target, b.Path = 7, 1<<40, "sqlite:x", "/elsewhere"
	a.Restricted, b.Restricted = "/a/restricted.csv", "/b/restricted.csv"
	a.Trace, b.Trace, a.Control, b.Expected = "/a/trace.csv", "/b/trace.csv", "/a/control.csv", "/b/expected.csv"
	if !maps.Equal(a.Canonical(), b.Canonical()) {
		t.Error("the machine shows in the configuration")
	}
}

func TestWithEffectiveLeavesTheOriginal(t *testing.T) {
	c := Config{Sources: map[string]Source{"chis": {RoleCHIS}}}
	_ = c.WithEffective(day(t, "2024-03-01"), map[string]string{"x": RolePractice})
	if len(c.Sources) != 1 || !c.AsOf.IsNone() {
		t.Errorf("%+v", c)
	}
}

func TestParseSize(t *testing.T) {
	good := map[string]int64{
		"0": 0, "7": 7, "7B": 7, "1KiB": 1 << 10, "1k": 1 << 10, "512 MiB": 512 << 20, "2GiB": 2 << 30, "2g": 2 << 30,
		"1GB": 1e9, "1 kb": 1000, " 3TiB ": 3 << 40, "8388607TiB": 8388607 << 40,
	}
	for text, want := range good {
		if got, err := ParseSize(text); err != nil || got != want {
			t.Errorf("%q: %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "GiB", "-1", "1.5GiB", "010MiB", "0x10", "1 G i B", "8388608TiB", "99999999999999999999", "1e3", "١"} {
		if got, err := ParseSize(text); err == nil {
			t.Errorf("%q: %d", text, got)
		}
	}
}

func TestTargets(t *testing.T) {
	cases := []struct {
		target, shown string
		good          bool
	}{
		{"sqlite:a/b.db", "sqlite:a/b.db", true},
		{"postgres://jo:s3cret@db:5432/x?sslkey=k", "postgres://db:5432/x", true},
		{"postgresql:///x", "postgresql:///x", true},
		{"sqlite:", "sqlite:", false},
		{"postgres://a b/x", "(hidden)", false},
		{"host=db password=s3cret", "(hidden)", false},
		{"", "(hidden)", false},
	}
	for _, c := range cases {
		if got := RedactTarget(c.target); got != c.shown {
			t.Errorf("%q is shown as %q", c.target, got)
		}
		if err := CheckTarget(c.target); (err == nil) != c.good {
			t.Errorf("%q: %v", c.target, err)
		}
	}
}

func TestSettingsOfPersonsThatContradictThemselves(t *testing.T) {
	for text, want := range map[string]string{
		"columns: {forename: name, surname: Name}":        "said to be both forename and surname",
		"columns: {date_of_birth: dob, birth_year: year}": "and not both",
		"bands: {auto: 0.1, review: 0.9}":                 "review is above auto",
		"bands: {auto: 0.9, review: 0.1}":                 "",
		"columns: {birth_year: y, birth_month: m}":        "",
	} {
		path := filepath.Join(t.TempDir(), "settings.yaml")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := LoadDedupe(path); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}
