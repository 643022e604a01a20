package forms

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"lollipop/internal/chis"
	"lollipop/internal/near"
)

// Input is a file as it was read, for the manifest of the stage that read it.
type Input struct {
	Name   string // without its folder
	Bytes  int64
	Rows   int64
	SHA256 string
}

// Error is a form that cannot be used, and where that stands. It repeats no
// value of a cell that may identify a child.
type Error struct {
	File         string
	Line, Column int    // from 1; 0 where the file as a whole is meant
	Field        string // column by its name, or ""
	Problem      string
	Nearest      string // the known word that looks most like the one found, or ""
	Header       []string
	Next         string // what to do, where it is not to correct the file
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("read " + e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", e.Line, e.Column)
	}
	b.WriteString(": ")
	if e.Field != "" {
		b.WriteString(e.Field + ": ")
	}
	b.WriteString(e.Problem)
	return b.String()
}

// Hint says what to do next.
func (e *Error) Hint() string {
	switch {
	case e.Next != "":
		return e.Next
	case e.Nearest != "":
		return fmt.Sprintf("did you mean %q?", e.Nearest)
	}
	return "correct the file: its header is " + strings.Join(e.Header, ",")
}

// Usage reports that the caller can mend it.
func (e *Error) Usage() bool { return true }

// maxBytes bounds a form, which is read whole: a trace of every child of a
// county has a tenth of it.
const maxBytes = 512 << 20

// form is one file with its header.
type form struct {
	name   string
	header []string
}

// row is one record with where it stands.
type row struct {
	form
	line    int
	columns []int // of each cell
	cells   []string
}

// read yields every record after the header, blanks around cells taken away.
func (f form) read(path string, yield func(row) error) (Input, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return Input{}, f.wrong(0, 0, "", "is no file")
	}
	data, err := bounded(path)
	if errors.Is(err, fs.ErrPermission) {
		return Input{}, f.wrong(0, 0, "", "you may not read it")
	}
	if err != nil {
		return Input{}, fmt.Errorf("read %s: %w", f.name, err)
	}
	return f.parse(data, yield)
}

// parse is read of what a file holds.
func (f form) parse(data []byte, yield func(row) error) (Input, error) {
	if int64(len(data)) > maxBytes {
		return Input{}, f.wrong(0, 0, "", fmt.Sprintf("larger than %d bytes", maxBytes))
	}
	if err := f.encoding(data); err != nil {
		return Input{}, err
	}
	sum := sha256.Sum256(data)
	in := Input{Name: f.name, Bytes: int64(len(data)), SHA256: hex.EncodeToString(sum[:])}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))))
	r.FieldsPerRecord = -1
	for first := true; ; first = false {
		cells, err := r.Read()
		var broken *csv.ParseError
		switch {
		case errors.Is(err, io.EOF) && first:
			return in, f.wrong(0, 0, "", "no header")
		case errors.Is(err, io.EOF):
			return in, nil
		case errors.As(err, &broken):
			return in, f.broken(broken)
		case err != nil:
			return in, fmt.Errorf("read %s: %w", f.name, err)
		}
		one := f.row(r, cells)
		switch {
		case first:
			err = one.isHeader()
		case one.nothing(): // a spreadsheet leaves such rows where something was cleared
		default:
			if err = one.fits(); err == nil {
				in.Rows++
				err = yield(one)
			}
		}
		if err != nil {
			return in, err
		}
	}
}

// saveAs says how a spreadsheet writes a form that can be read.
const saveAs = "save it as CSV UTF-8, with commas between the columns"

// encoding refuses what a spreadsheet writes otherwise than in UTF-8.
func (f form) encoding(data []byte) error {
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) || bytes.IndexByte(data, 0) >= 0 {
		e := f.wrong(0, 0, "", "is UTF-16, or no text")
		e.Next = saveAs
		return e
	}
	if utf8.Valid(data) {
		return nil
	}
	line := 1
	for text := range bytes.Lines(data) {
		if !utf8.Valid(text) {
			break
		}
		line++
	}
	e := f.wrong(line, 1, "", "holds a letter that is no UTF-8")
	e.Next = saveAs
	return e
}

// broken says where a record that cannot be read begins: an open quote shows only
// lines after it, or at the end of the file.
func (f form) broken(p *csv.ParseError) error {
	if p.StartLine < p.Line {
		return f.wrong(p.StartLine, 1, "", "a quote opens in this line and does not end with its cell: "+p.Err.Error())
	}
	return f.wrong(p.Line, p.Column, "", p.Err.Error())
}

func bounded(path string) ([]byte, error) {
	h, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer h.Close() //nolint:errcheck // only read
	return io.ReadAll(io.LimitReader(h, maxBytes+1))
}

func (f form) row(r *csv.Reader, cells []string) row {
	one := row{form: f, cells: cells}
	for i := range cells {
		line, column := r.FieldPos(i)
		if i == 0 {
			one.line = line
		}
		one.columns = append(one.columns, column)
		cells[i] = strings.TrimSpace(cells[i])
	}
	return one
}

func (f form) wrong(line, column int, field, problem string) *Error {
	return &Error{File: f.name, Line: line, Column: column, Field: field, Problem: problem, Header: f.header}
}

// nothing reports a record of which every cell is empty.
func (r row) nothing() bool {
	return !slices.ContainsFunc(r.cells, func(cell string) bool { return cell != "" })
}

// isHeader holds the first record against the header, in any letter case.
func (r row) isHeader() error {
	for i, want := range r.header {
		switch {
		case i >= len(r.cells):
			return r.wrong(r.line, 1, "", "the header lacks "+want)
		case !strings.EqualFold(r.cells[i], want):
			e := r.wrong(r.line, r.columns[i], "", fmt.Sprintf("the header has %s where %s belongs", shown(r.cells[i]), want))
			if len(r.cells) == 1 && strings.ContainsAny(r.cells[i], ";\t") {
				e.Next = saveAs
			}
			return e
		}
	}
	if len(r.cells) > len(r.header) {
		return r.wrong(r.line, r.columns[len(r.header)], "", "the header has more columns than it should")
	}
	return nil
}

func (r row) fits() error {
	if len(r.cells) != len(r.header) {
		return r.wrong(r.line, 1, "", fmt.Sprintf("%d fields, want %d", len(r.cells), len(r.header)))
	}
	return nil
}

// text is a cell by the name of its column.
func (r row) text(field string) string { return r.cells[slices.Index(r.header, field)] }

// fail says what is wrong with a cell.
func (r row) fail(field, problem string) error {
	return r.wrong(r.line, r.columns[slices.Index(r.header, field)], field, problem)
}

// filled is the text of a cell that may not be empty.
func (r row) filled(field string) (string, error) {
	if text := r.text(field); text != "" {
		return text, nil
	}
	return "", r.fail(field, "is empty")
}

// word is the text of a cell that must be one of the known words.
func (r row) word(field string, known []string) (string, error) {
	text, err := r.filled(field)
	if err != nil || slices.Contains(known, text) {
		return text, err
	}
	e := r.wrong(r.line, r.columns[slices.Index(r.header, field)], field, fmt.Sprintf("%s is not known", shown(text)))
	if e.Nearest = near.Word(text, known); e.Nearest == "" && len(known) <= 12 {
		e.Next = "write one of " + strings.Join(known, ", ")
	}
	return "", e
}

// guid is the value of a cell that must hold an identifier. What it holds
// instead is not repeated.
func (r row) guid(field string) (chis.GUID, error) {
	g, ok := chis.ParseGUID(r.text(field))
	if !ok || g.IsZero() {
		return chis.GUID{}, r.fail(field, "is no GUID")
	}
	return g, nil
}

// date is the day that a cell names, none where it is empty.
func (r row) date(field string) (chis.Date, error) {
	text := r.text(field)
	d, ok := chis.ParseDate(text)
	if !ok && text != "" {
		e := r.wrong(r.line, r.columns[slices.Index(r.header, field)], field, "is no date of the form yyyy-mm-dd")
		e.Next = "write it as 2021-03-31: a spreadsheet changes dates where the column is not formatted as text"
		return 0, e
	}
	return d, nil
}

// count is a whole number of at least 0.
func (r row) count(field string) (int64, error) {
	text := r.text(field)
	n, ok := chis.ParseInt64(text)
	if !ok || n < 0 || strings.ContainsAny(text, "+-") {
		return 0, r.fail(field, fmt.Sprintf("%s is no whole number of 0 or more", shown(text)))
	}
	return n, nil
}

// shown is a text as a message may show it: not where it may be the number of a
// child that stands in the wrong column.
func shown(text string) string {
	quoted := strconv.Quote(clip(text))
	if manyDigits(text) || manyDigits(quoted) { // an escape has digits too
		return "a text with a long number"
	}
	return quoted
}

func manyDigits(text string) bool {
	digits := 0
	for _, c := range text {
		if c >= '0' && c <= '9' {
			digits++
		}
	}
	return digits > 8
}

// clip keeps a message short whatever stands in the file.
func clip(text string) string {
	const most = 40
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return text
}

// nameOf is the name of a file without its folder.
func nameOf(path string) string { return filepath.Base(path) }
