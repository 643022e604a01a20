package codes

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"lollipop/internal/chis"
	"lollipop/mappings"
)

// reviewTable is the table that holds what was decided.
const reviewTable = "code_review.csv"

// Applied counts what a file of decisions changed.
type Applied struct {
	Approved int      `json:"approved"`
	Rejected int      `json:"rejected"`
	Proposed int      `json:"proposed"`
	Changed  []string `json:"changed"` // codes whose row is new or another, in order
	Table    []byte   `json:"-"`       // code_review.csv as it is to be
}

// Apply reads a file of decisions and lays it over those of the folder. It writes
// nothing: Table is for the caller to write once everything else is well. What is
// wrong gives an *Error that lists all of it.
func Apply(file string, data []byte, folder string) (Applied, error) {
	wrong := &Error{File: file}
	lines := readLines(data, wrong)
	before, err := decided(folder)
	if err != nil {
		return Applied{}, err
	}
	var done Applied
	all := map[string][]string{} // by key
	from := map[string]int{}
	for _, row := range before {
		all[key(row)] = row
	}
	for _, l := range lines {
		row := l.review(wrong)
		k := key(row)
		if first, twice := from[k]; twice {
			wrong.add(l.number, "code", "stands in line %d already", first)
			continue
		}
		from[k] = l.number
		l.take(row, all[k], &done, wrong)
		all[k] = row
	}
	if len(wrong.Mistakes) > 0 {
		return Applied{}, wrong
	}
	var lineOf []int // by line of the table, the line of the file
	done.Table, lineOf = write(all, from)
	if err := check(folder, done.Table, lineOf, wrong); err != nil {
		return Applied{}, err
	}
	slices.Sort(done.Changed)
	return done, nil
}

// reviewColumns are those of code_review.csv.
var reviewColumns = []string{
	"system", "code", "display", "category", "class", "kind", "antigens", "dose", "detail", "value", "state", "equivalence", "reviewer", "reviewer_role", "reviewed", "note",
}

func key(row []string) string { return row[0] + "\x00" + row[1] }

// review is the row of code_review.csv that a line asks for.
func (l *line) review(wrong *Error) []string {
	if rowHash(l.cells) != l.get("row_hash") {
		wrong.add(l.number, "row_hash", "system, code, term, category or class is not what was exported: spreadsheets round long numbers and drop leading zeros; export again, and import the columns as text")
	}
	row := append([]string{}, l.cells[:facts]...)
	row = append(row, l.cells[decision:len(l.cells)-1]...)
	at := slices.Index(reviewColumns, "reviewed")
	row[at] = day(row[at])
	return row
}

// day is a day as tables write it, of one that a spreadsheet wrote: dd/mm/yyyy, or
// the number of days since the end of 1899. Anything else stays as it is.
func day(text string) string {
	if len(text) == 10 && text[2] == '/' && text[5] == '/' {
		iso := text[6:] + "-" + text[3:5] + "-" + text[:2]
		if _, ok := chis.ParseDate(iso); ok {
			return iso
		}
	}
	const epoch = 25569 // 1970-01-01
	if n, err := strconv.Atoi(text); err == nil && len(text) == 5 {
		if d := chis.DateFromDays(int32(n - epoch)); !d.IsNone() {
			return d.String()
		}
	}
	return text
}

// take counts a row, and refuses one that would undo a decision by an old copy of
// the file.
func (l *line) take(row, before []string, done *Applied, wrong *Error) {
	state := l.get("state")
	switch state {
	case mappings.Approved:
		done.Approved++
	case mappings.Rejected:
		done.Rejected++
	case mappings.Proposed:
		done.Proposed++
	}
	if before != nil && !slices.Equal(row[facts:], before[facts:]) {
		l.later(row, before, wrong)
	}
	if !slices.Equal(row, before) {
		done.Changed = append(done.Changed, row[0]+" "+row[1])
	}
}

// later refuses a decision that is not later than the one it would replace.
func (l *line) later(row, before []string, wrong *Error) {
	at, when := slices.Index(reviewColumns, "state"), slices.Index(reviewColumns, "reviewed")
	if before[at] == mappings.Proposed {
		return
	}
	if row[at] == mappings.Proposed {
		wrong.add(l.number, "state", "was decided since this file was exported: it is %s", before[at])
		return
	}
	is, ok := chis.ParseDate(row[when])
	was, _ := chis.ParseDate(before[when])
	if ok && is <= was { // what is no date is told by the tables
		wrong.add(l.number, "reviewed", "was decided on %s already: it is %s, and this row says otherwise without a later day; take the row out where this file is an old one, else give the day of the new decision", before[when], before[at])
	}
}

// decided are the rows of the folder's table.
func decided(folder string) ([][]string, error) {
	data, err := os.ReadFile(filepath.Join(folder, reviewTable))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read decisions: %w", err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil || len(rows) == 0 || !slices.Equal(rows[0], reviewColumns) {
		return nil, fmt.Errorf("read decisions: %s is no table of reviews; `lollipop mappings check` says why", reviewTable)
	}
	return rows[1:], nil
}

// write is the table of all rows in the order of their keys.
func write(all map[string][]string, from map[string]int) (data []byte, lineOf []int) {
	rows := make([][]string, 0, len(all))
	for _, row := range all {
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b []string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(reviewColumns) // a buffer takes every write
	w.Flush()
	for _, row := range rows {
		for len(lineOf) <= bytes.Count(b.Bytes(), []byte("\n")) {
			lineOf = append(lineOf, from[key(row)])
		}
		_ = w.Write(row)
		w.Flush()
	}
	return b.Bytes(), lineOf
}

// check reads all tables as they would be, and tells mistakes of the new table by
// the lines of the file.
func check(folder string, data []byte, lineOf []int, wrong *Error) error {
	_, err := mappings.LoadWith(folder, reviewTable, data)
	var tables *mappings.Error
	if !errors.As(err, &tables) {
		return err
	}
	for _, m := range tables.Mistakes {
		if filepath.Base(m.File) != reviewTable || m.Line < 1 || m.Line > len(lineOf) || lineOf[m.Line-1] == 0 {
			return err // another table of the folder, or an older decision, is at odds with ours
		}
		column := m.Column
		if column == "display" {
			column = "term"
		}
		wrong.Mistakes = append(wrong.Mistakes, Mistake{lineOf[m.Line-1], column, m.Reason, m.Nearest})
	}
	slices.SortStableFunc(wrong.Mistakes, func(a, b Mistake) int { return cmp.Compare(a.Line, b.Line) })
	return wrong
}
