package mappings

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"
)

// spec is the shape a table file must have.
type spec struct {
	file    string
	columns []string
	key     []string // columns that together name a row: unique, and what an overlay replaces by
}

// sheet is one table file, the overlay applied.
type sheet struct {
	*spec
	rows   []row
	errors *problems
}

// row is one record of a table, with where it stands.
type row struct {
	sheet *sheet
	file  string
	line  int
	cells []string
	over  bool // from the overlay
	was   *row // the embedded row of the same key that it replaces, or nil
}

// readSheet reads the file from base and then replaces and adds the rows that
// the overlay has in a file of the same name.
func readSheet(s *spec, base fs.FS, over overlay, errs *problems) *sheet {
	t := &sheet{spec: s, errors: errs}
	data, err := fs.ReadFile(base, s.file)
	if err != nil {
		errs.add(s.file, 0, "", "read table: %v", err)
		errs.hard = true
		return t
	}
	before := len(errs.list)
	t.rows = t.parse(s.file, data)
	errs.hard = errs.hard || len(errs.list) > before
	if over.fs == nil {
		return t
	}
	data, err = fs.ReadFile(over.fs, s.file)
	if errors.Is(err, fs.ErrNotExist) {
		return t
	}
	if err != nil {
		errs.add(over.name(s.file), 0, "", "read table: %v", err)
		errs.hard = true
		return t
	}
	t.overlay(t.parse(over.name(s.file), data))
	t.held()
	return t
}

// parse reads one file; rows that cannot be read are problems, not rows.
func (t *sheet) parse(file string, data []byte) []row {
	if !utf8.Valid(data) {
		t.errors.add(file, 0, "", "is not UTF-8: save it as CSV UTF-8")
		t.errors.hard = true
		return nil
	}
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	reader.FieldsPerRecord = -1
	header, err := reader.Read()
	if errors.Is(err, io.EOF) {
		t.errors.add(file, 1, "", "is empty, without a header")
		t.errors.hard = true
		return nil
	}
	if err != nil {
		t.unreadable(file, err)
		return nil
	}
	if !slices.Equal(header, t.columns) {
		if len(header) == 1 && strings.Contains(header[0], ";") {
			t.errors.add(file, 1, "", "is separated by semicolons: save it with commas")
		}
		t.errors.add(file, 1, "", "header is %s, want %s", strings.Join(header, ","), strings.Join(t.columns, ","))
		t.errors.hard = true
		return nil
	}
	var rows []row
	seen := map[string]int{}
	for {
		cells, err := reader.Read()
		if err == io.EOF {
			return rows
		}
		if err != nil {
			t.unreadable(file, err)
			return rows
		}
		line, _ := reader.FieldPos(0)
		if strings.Join(cells, "") == "" {
			continue // what spreadsheets leave below a table
		}
		if len(cells) != len(t.columns) {
			t.errors.add(file, line, "", "%d fields, want %d", len(cells), len(t.columns))
			continue
		}
		r := row{sheet: t, file: file, line: line, cells: cells}
		if first, double := seen[r.key()]; double {
			t.errors.add(file, line, t.key[0], "same key as line %d", first)
			continue
		}
		seen[r.key()] = line
		rows = append(rows, r)
	}
}

// unreadable notes what keeps a file from being read, and where.
func (t *sheet) unreadable(file string, err error) {
	line := 0
	var broken *csv.ParseError
	if errors.As(err, &broken) {
		line, err = broken.Line, broken.Err
	}
	t.errors.add(file, line, "", "cannot be read as CSV: %v", err)
	t.errors.hard = true
}

// overlay puts rows of a known key in their place and the others at the end.
func (t *sheet) overlay(rows []row) {
	at := make(map[string]int, len(t.rows))
	for i, r := range t.rows {
		at[r.key()] = i
	}
	for _, r := range rows {
		r.over = true
		if i, known := at[r.key()]; known {
			was := t.rows[i]
			r.was = &was
			t.rows[i] = r
			continue
		}
		t.rows = append(t.rows, r)
	}
}

// csv is the effective table as a file.
func (t *sheet) csv() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(t.columns) // a buffer takes every write
	for _, r := range t.rows {
		_ = w.Write(r.cells)
	}
	w.Flush()
	return b.Bytes()
}

// hash is the SHA-256 of the effective table written as CSV, in hex.
func (t *sheet) hash() string {
	sum := sha256.Sum256(t.csv())
	return hex.EncodeToString(sum[:])
}

// key is the row's key as one text.
func (r row) key() string {
	parts := make([]string, len(r.sheet.key))
	for i, column := range r.sheet.key {
		parts[i] = r.text(column)
	}
	return strings.Join(parts, "\x00")
}

// wrong notes a mistake in a cell of this row.
func (r row) wrong(column, format string, args ...any) {
	r.sheet.errors.add(r.file, r.line, column, format, args...)
}

// unknown notes a word that is none of the known ones, with the nearest of them.
func (r row) unknown(column string, known []string, format string, args ...any) {
	r.wrong(column, format, args...)
	r.sheet.errors.near(r.text(column), known)
}

// text is the cell as it stands. A column that the spec lacks is a mistake of
// this package.
func (r row) text(column string) string {
	i := slices.Index(r.sheet.columns, column)
	if i < 0 {
		panic(fmt.Sprintf("mappings: %s has no column %q", r.sheet.file, column))
	}
	return r.cells[i]
}
