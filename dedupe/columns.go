package dedupe

import (
	"fmt"
	"slices"
	"strings"

	"lollipop/internal/config"
	"lollipop/internal/near"
)

// binding is where in a row each word of config.PersonColumns stands, -1 for
// nowhere.
type binding map[string]int

// bind finds the columns of a header. One that the settings name must be there,
// any other may be missing; only id must be found.
func (o *Options) bind(header []string) (binding, error) {
	b := binding{}
	for _, word := range config.PersonColumns {
		name, named := o.Columns[word]
		if named && name == "" {
			b[word] = -1
			continue
		}
		if !named {
			name = word
		}
		at, err := o.find(header, name)
		if err != nil {
			return nil, err
		}
		if at < 0 && word == "id" && !named {
			if at, err = o.find(header, "record_id"); err != nil {
				return nil, err
			}
		}
		if at < 0 && (named || word == "id") {
			return nil, o.lacks(word, name, header)
		}
		b[word] = at
	}
	return b, b.useful(o.File)
}

func (o *Options) find(header []string, name string) (int, error) {
	at := -1
	for i, h := range header {
		if !strings.EqualFold(strings.TrimSpace(h), name) {
			continue
		}
		if at >= 0 {
			return 0, &TableError{File: o.File, Line: 1, Problem: fmt.Sprintf("column %q stands in the header twice", name), Next: "rename one of the two in the file"}
		}
		at = i
	}
	return at, nil
}

// lacks names no cell of the first line: a file without a header has a person there.
func (o *Options) lacks(word, name string, header []string) error {
	next := fmt.Sprintf("the first line must name the columns, and has %d cells; say under columns: what that of %s is called", len(header), word)
	if found := near.Word(name, header); found != "" {
		next = fmt.Sprintf("column %d has a name like it; %s", slices.Index(header, found)+1, next)
	}
	return &TableError{File: o.File, Line: 1, Problem: fmt.Sprintf("there is no column %q for %s", name, word), Next: next, Settings: true}
}

// useful refuses a table in which nothing could tell two people apart.
func (b binding) useful(file string) error {
	for _, word := range []string{"forename", "surname", "date_of_birth", "birth_year", "nhs_number", "other_identifier", "phone", "address", "postcode"} {
		if b[word] >= 0 {
			return nil
		}
	}
	return &TableError{
		File: file, Line: 1, Problem: "no column is known by which records could be compared", Settings: true,
		Next: "say in the settings, under columns:, which columns of the file are forename, surname, date_of_birth and the rest",
	}
}

// used are the words of the columns that are there, in their order.
func (b binding) used() []string {
	return slices.DeleteFunc(slices.Clone(config.PersonColumns), func(word string) bool { return b[word] < 0 })
}
