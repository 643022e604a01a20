package config

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"lollipop/internal/chis"
)

// key is one known key of a mapping and how its value is read.
type key struct {
	name string
	read func(r *reader, n *yaml.Node, path string) error
}

func topKeys() []key {
	return []key{
		{"nhs_numbers", readMode},
		{"as_of", readAsOf},
		{"scope", readScope},
		{"sources", readSources},
		{"restricted", readForm(func(c *Config) *string { return &c.Restricted })},
		{"trace", readForm(func(c *Config) *string { return &c.Trace })},
		{"control", readForm(func(c *Config) *string { return &c.Control })},
		{"expected", readForm(func(c *Config) *string { return &c.Expected })},
		{"postcode_authority", readForm(func(c *Config) *string { return &c.Postcodes })},
		{"decisions", readDecisions(func(c *Config) *string { return &c.Decisions })},
		{"restricted_decisions", readDecisions(func(c *Config) *string { return &c.RestrictedDecisions })},
		{"mappings", readMappings},
		{"allow_missing", readAllowMissing},
		{"target", readTarget},
		{"workers", readWorkers},
		{"memory", readMemory},
	}
}

func readMode(r *reader, n *yaml.Node, path string) error {
	word, err := r.oneOf(n, path, "live", "test")
	if word == "test" {
		r.config.NHSNumbers = chis.Test
	}
	return err
}

func readAsOf(r *reader, n *yaml.Node, path string) (err error) {
	r.config.AsOf, err = r.date(n, path)
	return err
}

func readScope(r *reader, n *yaml.Node, path string) error {
	return r.mapping(n, path, []key{{"born_from", func(r *reader, n *yaml.Node, path string) (err error) {
		r.bornFrom = n
		r.config.Scope.BornFrom, err = r.date(n, path)
		return err
	}}})
}

func readSources(r *reader, n *yaml.Node, path string) error {
	return r.entries(n, path, func(name, value *yaml.Node) error {
		at := path + "." + name.Value
		if strings.ContainsAny(name.Value, `/\`) || name.Value == "" {
			return r.fail(name, at, "a source is named by a folder, without slashes", "")
		}
		s := Source{}
		err := r.mapping(value, at, []key{{"role", func(r *reader, n *yaml.Node, path string) (err error) {
			s.Role, err = r.oneOf(n, path, RoleCHIS, RolePractice)
			return err
		}}})
		if err == nil && s.Role == "" {
			err = r.fail(value, at, "no role is given", "")
		}
		r.config.Sources[name.Value] = s
		return err
	})
}

// readForm reads the path of a file that the service fills in. One that is named
// and missing is an error: without its register, protected children would be open.
func readForm(to func(*Config) *string) func(*reader, *yaml.Node, string) error {
	return func(r *reader, n *yaml.Node, path string) error {
		text, err := r.text(n, path)
		if err != nil {
			return err
		}
		file := r.resolve(text)
		if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
			return r.fail(n, path, fmt.Sprintf("there is no file %s", text), "")
		}
		*to(r.config) = file
		return nil
	}
}

// readDecisions reads the path of a file that is made once somebody decides. The
// stages that read it refuse one that is missing; to make it must be possible.
func readDecisions(to func(*Config) *string) func(*reader, *yaml.Node, string) error {
	return func(r *reader, n *yaml.Node, path string) error {
		text, err := r.text(n, path)
		*to(r.config) = r.resolve(text)
		if c := r.config; err == nil && c.Decisions != "" && c.Decisions == c.RestrictedDecisions {
			return r.fail(n, path, "decisions and restricted_decisions name one file, so that it would decide about restricted children for everybody who may read it", "")
		}
		return err
	}
}

func readMappings(r *reader, n *yaml.Node, path string) error {
	text, err := r.text(n, path)
	if err != nil {
		return err
	}
	dir := r.resolve(text)
	// A folder that is named and missing would leave codes unmapped in silence.
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return r.fail(n, path, fmt.Sprintf("there is no folder %s", text), "")
	}
	r.config.Mappings = dir
	return nil
}

func readAllowMissing(r *reader, n *yaml.Node, path string) error {
	if err := r.plain(n, path); err != nil {
		return err
	}
	if n.Kind != yaml.SequenceNode {
		return r.fail(n, path, "a list of table names is expected", "")
	}
	for _, item := range n.Content {
		name, err := r.text(item, path)
		if err != nil {
			return err
		}
		if slices.Contains(r.config.AllowMissing, name) {
			return r.fail(item, path, fmt.Sprintf("%q stands there twice", name), "")
		}
		r.config.AllowMissing = append(r.config.AllowMissing, name)
	}
	slices.Sort(r.config.AllowMissing)
	return nil
}

func readTarget(r *reader, n *yaml.Node, path string) error {
	text, err := r.text(n, path)
	if err != nil {
		return err
	}
	// The value is not repeated in errors: it may hold a password.
	if err := CheckTarget(text); err != nil {
		return r.fail(n, path, err.Error(), "")
	}
	if file, ok := strings.CutPrefix(text, "sqlite:"); ok {
		text = "sqlite:" + r.resolve(file)
	}
	r.config.Target = text
	return nil
}

func readWorkers(r *reader, n *yaml.Node, path string) error {
	text, err := r.text(n, path)
	if err != nil {
		return err
	}
	workers, err := parseWhole(text)
	if err != nil {
		return r.fail(n, path, err.Error(), "")
	}
	if workers < 1 || workers > MaxWorkers {
		return r.fail(n, path, fmt.Sprintf("%d is not from 1 to %d", workers, MaxWorkers), "")
	}
	r.config.Workers = int(workers)
	return nil
}

func readMemory(r *reader, n *yaml.Node, path string) error {
	text, err := r.text(n, path)
	if err != nil {
		return err
	}
	bytes, err := ParseSize(text)
	if err = cmp.Or(err, CheckMemory(bytes)); err != nil {
		return r.fail(n, path, err.Error(), "")
	}
	r.config.Memory = bytes
	return nil
}

// resolve takes a relative path from the folder of the file.
func (r *reader) resolve(path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(filepath.Dir(r.file), path)
}

func quoted(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strconv.Quote(w)
	}
	return strings.Join(out, " or ")
}
