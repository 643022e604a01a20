package config

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"lollipop/internal/chis"
	"lollipop/internal/near"
)

// reader walks the nodes of one file into a Config. It reads the text of
// scalars as it stands and never follows an alias.
type reader struct {
	file     string
	config   *Config
	bornFrom *yaml.Node // where scope.born_from stands, for a check against as_of
}

func (r *reader) fail(n *yaml.Node, path, problem, nearest string) error {
	return &Error{File: r.file, Line: n.Line, Column: n.Column, Key: path, Problem: problem, Nearest: nearest}
}

// mapping reads a mapping whose keys are all known.
func (r *reader) mapping(n *yaml.Node, path string, keys []key) error {
	return r.entries(n, path, func(name, value *yaml.Node) error {
		at := slices.IndexFunc(keys, func(k key) bool { return k.name == name.Value })
		if at < 0 {
			return r.fail(name, path, fmt.Sprintf("unknown key %q", clip(name.Value)), nearestKey(name.Value, keys))
		}
		return keys[at].read(r, value, join(path, name.Value))
	})
}

// nearestKey looks among the keys that belong here first, then among those of
// other places, which it names in full.
func nearestKey(word string, here []key) string {
	names := make([]string, len(here))
	for i, k := range here {
		names[i] = k.name
	}
	if found := near.Word(word, names); found != "" {
		return found
	}
	elsewhere := []string{"scope.born_from", "sources.NAME.role"}
	for _, k := range topKeys() {
		elsewhere = append(elsewhere, k.name)
	}
	for _, full := range elsewhere {
		last := full[strings.LastIndexByte(full, '.')+1:]
		if near.Word(word, []string{last}) != "" {
			return full
		}
	}
	return ""
}

// entries calls visit for each pair of a mapping, and refuses what YAML allows
// and nobody means: the same key twice, a key that is a list, merge keys.
func (r *reader) entries(n *yaml.Node, path string, visit func(name, value *yaml.Node) error) error {
	if err := r.plain(n, path); err != nil {
		return err
	}
	if n.Kind != yaml.MappingNode {
		return r.fail(n, path, "keys with values are expected here", "")
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		if err := r.plain(name, path); err != nil {
			return err
		}
		if name.Kind != yaml.ScalarNode {
			return r.fail(name, path, "a key must be a word", "")
		}
		if seen[name.Value] {
			return r.fail(name, path, fmt.Sprintf("key %q stands there twice", clip(name.Value)), "")
		}
		seen[name.Value] = true
		if err := visit(name, value); err != nil {
			return err
		}
	}
	return nil
}

// plain refuses anchors, aliases and tags: the file needs none, and they let a
// few lines stand for gigabytes.
func (r *reader) plain(n *yaml.Node, path string) error {
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		return r.fail(n, path, "anchors and aliases are not used here", "")
	case n.Style&yaml.TaggedStyle != 0:
		return r.fail(n, path, "tags are not used here", "")
	}
	return nil
}

// text is the text of a scalar as it stands in the file, quoted or not.
func (r *reader) text(n *yaml.Node, path string) (string, error) {
	if err := r.plain(n, path); err != nil {
		return "", err
	}
	if n.Kind != yaml.ScalarNode {
		return "", r.fail(n, path, "one value is expected, not a list or keys", "")
	}
	if isNull(n) || n.Value == "" {
		return "", r.fail(n, path, "no value is given: give one or take the line out", "")
	}
	if i := strings.IndexFunc(n.Value, func(c rune) bool { return c < ' ' || c == 0x7f }); i >= 0 {
		return "", r.fail(n, path, "the value holds a control character", "")
	}
	return n.Value, nil
}

func (r *reader) oneOf(n *yaml.Node, path string, words ...string) (string, error) {
	text, err := r.text(n, path)
	if err != nil {
		return "", err
	}
	if !slices.Contains(words, text) {
		return "", r.fail(n, path, fmt.Sprintf("%q is not %s", clip(text), quoted(words)), near.Word(text, words))
	}
	return text, nil
}

func (r *reader) date(n *yaml.Node, path string) (chis.Date, error) {
	text, err := r.text(n, path)
	if err != nil {
		return 0, err
	}
	d, ok := chis.ParseDate(text)
	if !ok {
		return 0, r.fail(n, path, fmt.Sprintf("%q is not a date of the form yyyy-mm-dd", clip(text)), "")
	}
	return d, nil
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// clip keeps a message short whatever stands in the file.
func clip(text string) string {
	const most = 40
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return text
}
