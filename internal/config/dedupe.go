package config

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"lollipop/internal/chis"
	"lollipop/internal/near"
)

// PersonColumns are the words for what a table of persons may hold.
var PersonColumns = []string{
	"id", "forename", "middle_names", "surname", "sex", "date_of_birth", "birth_year", "birth_month", "birth_day", "address", "town", "postcode",
	"phone", "nhs_number", "other_identifier", "birth_order", "organisation",
}

// Dedupe is the settings of a table of persons.
type Dedupe struct {
	Path string
	// Columns gives for a word of PersonColumns the file's own name. One that is
	// not named is looked for under its word, and may be missing.
	Columns map[string]string
	// Live says that numbers of test ranges are nobody's.
	Live bool
	// Auto and Review are the probabilities from which records are joined and from
	// which a person is asked. Where they are 0, Wrong and Missed set them: the shares
	// of the joined pairs that may be wrong, and of those of one child that may go
	// unasked; 0 for the defaults.
	Auto, Review, Wrong, Missed float64
}

// LoadDedupe reads settings strictly. A file that cannot be used is an *Error.
func LoadDedupe(path string) (Dedupe, error) {
	d := Dedupe{Path: path, Columns: map[string]string{}}
	data, err := readBounded(path)
	if errors.Is(err, fs.ErrNotExist) {
		return d, &Error{File: path, Problem: "there is no such file"}
	}
	if err != nil {
		return d, err
	}
	root, err := document(path, data)
	if err != nil || root == nil {
		return d, err
	}
	r := &reader{file: path, config: &Config{}}
	if err := d.read(r, root); err != nil {
		return d, err
	}
	if problem := d.contradiction(); problem != "" {
		return d, &Error{File: path, Problem: problem}
	}
	return d, nil
}

func (d *Dedupe) read(r *reader, root *yaml.Node) error {
	return r.only(root, "", []key{
		{"columns", d.readColumns},
		{"nhs_numbers", func(r *reader, n *yaml.Node, path string) error {
			word, err := r.oneOf(n, path, "live", "any")
			d.Live = word == "live"
			return err
		}},
		{"bands", func(r *reader, n *yaml.Node, path string) error {
			return r.only(n, path, []key{
				{"auto", readShare(&d.Auto)}, {"review", readShare(&d.Review)}, {"wrong", readShare(&d.Wrong)}, {"missed", readShare(&d.Missed)},
			})
		}},
	})
}

// contradiction says what the settings cannot mean together, "" where they can: a
// column that counts as evidence twice, two birth dates, a person asked only about
// what is joined anyhow.
func (d *Dedupe) contradiction() string {
	of := map[string]string{}
	for _, word := range PersonColumns {
		name := d.Columns[word]
		if name == "" {
			continue
		}
		if other := of[strings.ToLower(name)]; other != "" {
			return fmt.Sprintf("columns: %q is said to be both %s and %s", clip(name), other, word)
		}
		of[strings.ToLower(name)] = word
	}
	switch parts := d.Columns["birth_year"] + d.Columns["birth_month"] + d.Columns["birth_day"]; {
	case d.Columns["date_of_birth"] != "" && parts != "":
		return "columns: name date_of_birth, or birth_year, birth_month and birth_day, and not both"
	case d.Auto != 0 && d.Wrong != 0:
		return "bands: auto and wrong both say from where records are joined; name one"
	case d.Review != 0 && d.Missed != 0:
		return "bands: review and missed both say from where a person is asked; name one"
	case d.Auto != 0 && d.Review != 0 && d.Review > d.Auto:
		return "bands: review is above auto; a person is asked from review up to auto"
	}
	return ""
}

// only is mapping for a file that has no keys elsewhere to hint at.
func (r *reader) only(n *yaml.Node, path string, keys []key) error {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	return r.entries(n, path, func(name, value *yaml.Node) error {
		at := slices.Index(names, name.Value)
		if at < 0 {
			return r.fail(name, path, fmt.Sprintf("unknown key %q; known are %s", clip(name.Value), strings.Join(names, ", ")), near.Word(name.Value, names))
		}
		return keys[at].read(r, value, join(path, name.Value))
	})
}

func (d *Dedupe) readColumns(r *reader, n *yaml.Node, path string) error {
	keys := make([]key, len(PersonColumns))
	for i, word := range PersonColumns {
		keys[i] = key{word, func(r *reader, n *yaml.Node, path string) (err error) {
			if isNull(n) { // "phone:" alone: this file has none
				d.Columns[word] = ""
				return nil
			}
			d.Columns[word], err = r.text(n, path)
			return err
		}}
	}
	return r.only(n, path, keys)
}

// readShare reads a probability between 0 and 1.
func readShare(to *float64) func(r *reader, n *yaml.Node, path string) error {
	return func(r *reader, n *yaml.Node, path string) error {
		text, err := r.text(n, path)
		if err != nil {
			return err
		}
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || !(v > 0 && v < 1) {
			return r.fail(n, path, fmt.Sprintf("%q is no probability between 0 and 1", clip(text)), "")
		}
		*to = v
		return nil
	}
}

// Mode is how NHS numbers are read.
func (d Dedupe) Mode() chis.NHSMode {
	if d.Live {
		return chis.Live
	}
	return chis.Test
}
