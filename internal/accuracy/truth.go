package accuracy

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Truth is who each record is. Records are numbered in the order of the file.
type Truth struct {
	ids     map[string]int32
	names   []string // the id of each record
	records []record
	words   []string // of kinds, ethnicities and sexes
	byWord  map[string]int32
}

// record is what is true of one record: numbers stand for words.
type record struct {
	child, birth, household int32
	kind, ethnicity, sex    int32
	age                     int32 // in years, -1 where it is not known
	protected               bool
}

// Error is a table that cannot be used: which line, and why.
type Error struct {
	Line   int
	Reason string
}

func (e *Error) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// Hint says what the table should hold.
func (e *Error) Hint() string {
	return "give a CSV file with a header: record_id and child_id for the truth, record_id and cluster_id for a grouping"
}

// Usage reports that the caller can mend it.
func (e *Error) Usage() bool { return true }

// ReadTruth reads a table with the columns record_id and child_id, and where it
// has them kind, household, birth, protected, ethnicity, sex and age. A record
// without household or birth has one that is its child's alone.
func ReadTruth(r io.Reader) (*Truth, error) {
	t := newTruth()
	add := t.adder()
	err := readTable(r, []string{"record_id", "child_id"}, func(line int, cell func(string) string) error {
		id, child := cell("record_id"), cell("child_id")
		if _, twice := t.ids[id]; twice || id == "" || child == "" {
			return &Error{line, "record_id is empty or stands here a second time, or child_id is empty"}
		}
		t.ids[id] = int32(len(t.records))
		t.names = append(t.names, id)
		add(child, cell("kind"), cell)
		return nil
	})
	return t, err
}

func newTruth() *Truth { return &Truth{ids: map[string]int32{}, byWord: map[string]int32{}} }

// adder adds records, each with its child, its kind and what its line says besides.
func (t *Truth) adder() func(child, kind string, cell func(string) string) {
	children, births, households := numbering{}, numbering{}, numbering{}
	return func(child, kind string, cell func(string) string) {
		t.records = append(t.records, record{
			child: children.of(child), birth: births.or(cell("birth"), child), household: households.or(cell("household"), child),
			kind: t.word(kind), ethnicity: t.word(cell("ethnicity")), sex: t.word(cell("sex")), age: age(cell("age")),
			protected: cell("protected") != "",
		})
	}
}

// Records is how many records the truth has.
func (t *Truth) Records() int { return len(t.records) }

// Index is the number of the record with an id.
func (t *Truth) Index(id string) (int32, bool) {
	i, ok := t.ids[id]
	return i, ok
}

// ReadClusters reads a table of record_id and cluster_id. It gives the group of
// each record of the truth; every one must stand in it once, and no other.
func (t *Truth) ReadClusters(r io.Reader) ([]int32, error) {
	groups, seen := slices.Repeat([]int32{-1}, len(t.records)), numbering{}
	err := readTable(r, []string{"record_id", "cluster_id"}, func(line int, cell func(string) string) error {
		i, known := t.Index(cell("record_id"))
		switch {
		case !known:
			return &Error{line, "the truth has no such record_id"}
		case groups[i] >= 0:
			return &Error{line, "this record_id stands here a second time"}
		}
		groups[i] = seen.of(cell("cluster_id"))
		return nil
	})
	if missing := slices.Index(groups, -1); err == nil && missing >= 0 {
		err = fmt.Errorf("read groups: %d records of the truth are in none", count(groups, -1))
	}
	return groups, err
}

func count(list []int32, v int32) (n int) {
	for _, x := range list {
		if x == v {
			n++
		}
	}
	return n
}

// numbering numbers texts as they come.
type numbering map[string]int32

func (n numbering) of(text string) int32 {
	i, ok := n[text]
	if !ok {
		i = int32(len(n))
		n[text] = i
	}
	return i
}

// or numbers a text, or where it is empty another that it never meets.
func (n numbering) or(text, other string) int32 {
	if text == "" {
		return n.of("\x00" + other)
	}
	return n.of(text)
}

func (t *Truth) word(text string) int32 {
	i, ok := t.byWord[text]
	if !ok {
		i = int32(len(t.words))
		t.byWord[text], t.words = i, append(t.words, text)
	}
	return i
}

func age(text string) int32 {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return -1
	}
	return int32(n)
}

// readTable calls row for each line of a CSV table; cell gives the text under
// the name of a column, or none where the table lacks it.
func readTable(r io.Reader, needed []string, row func(line int, cell func(string) string) error) error {
	c := csv.NewReader(r)
	c.ReuseRecord = true
	header, err := c.Read()
	if err != nil {
		return fmt.Errorf("read header: %w", err)
	}
	at := map[string]int{}
	for i, name := range header {
		at[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))] = i
	}
	for _, name := range needed {
		if _, ok := at[name]; !ok {
			return &Error{1, "there is no column " + name}
		}
	}
	for {
		fields, err := c.Read()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("read table: %w", err)
		}
		line, _ := c.FieldPos(0)
		cell := func(name string) string {
			if i, ok := at[name]; ok {
				return strings.Clone(fields[i])
			}
			return ""
		}
		if err := row(line, cell); err != nil {
			return err
		}
	}
}
