package codes

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"lollipop/internal/sheet"
)

// Columns are those of the file that a person fills in: what is known of a code,
// then what is decided, then a hash of the first five.
func Columns() []string {
	return []string{
		"system", "code", "term", "category", "class", "parent", "why", "sent", "events", "children",
		"kind", "antigens", "dose", "detail", "value", "state", "equivalence", "reviewer", "reviewer_role", "reviewed", "note", "row_hash",
	}
}

// facts are the columns that nobody may change.
const facts = 5

// decision is the place of the first column that a person fills in.
const decision = 10

// cells are a row as text, in the order of Columns.
func (r *Row) cells() []string {
	cells := []string{
		r.System, r.Code, r.Term, r.Category, r.Class, r.Parent, r.Why, r.Sent, strconv.FormatInt(r.Events, 10), strconv.FormatInt(r.Children, 10),
		r.Kind, r.Antigens, r.Dose, r.Detail, r.Value, r.State, r.Equivalence, r.Reviewer, r.Role, r.Reviewed, r.Note,
	}
	return append(cells, rowHash(cells))
}

func rowHash(cells []string) string {
	known := make([]string, facts)
	for i := range known {
		known[i] = strings.TrimSpace(cells[i])
		if isFormula(known[i]) { // a guard that stayed on is no other code
			known[i] = strings.TrimLeft(known[i], guard+" ")
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(known, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// CSV is the file of rows, with the mark by which spreadsheets know UTF-8.
func CSV(rows []Row) []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	_ = w.Write(Columns()) // a buffer takes every write
	for i := range rows {
		cells := rows[i].cells()
		for k, cell := range cells {
			cells[k] = guarded(cell)
		}
		_ = w.Write(cells)
	}
	w.Flush()
	return b.Bytes()
}

const guard = "'"

// isFormula says whether a spreadsheet may run a text that somebody typed as a
// term, or whether it is such a text behind guards.
func isFormula(text string) bool {
	text = strings.TrimLeft(text, guard+" \t\r\n")
	return text != "" && strings.ContainsRune("=+-@", rune(text[0]))
}

// guarded is a text as a spreadsheet shows it and runs nothing of it.
func guarded(text string) string {
	if isFormula(text) {
		return guard + text
	}
	return text
}

// bare is a text without its guard.
func bare(text string) string {
	if rest, ok := strings.CutPrefix(text, guard); ok && isFormula(rest) {
		return rest
	}
	return text
}

// Book is the same file as an Excel workbook, in which no code is rounded.
func Book(rows []Row) ([]byte, error) {
	s := sheet.Sheet{Name: "Codes", Across: 3, Lead: 3}
	for _, head := range Columns() {
		width := map[string]int{"term": 50, "category": 26, "parent": 30, "sent": 30, "antigens": 36, "code": 22, "note": 30}[head]
		s.Columns = append(s.Columns, sheet.Column{Head: head, Width: width})
	}
	for i := range rows {
		cells := make([]any, 0, len(Columns()))
		for _, cell := range rows[i].cells() {
			cells = append(cells, cell)
		}
		cells[slices.Index(Columns(), "events")], cells[slices.Index(Columns(), "children")] = rows[i].Events, rows[i].Children
		s.Rows = append(s.Rows, cells)
	}
	var b bytes.Buffer
	err := sheet.Write(&b, s, howTo())
	return b.Bytes(), err
}

// howTo is the sheet that says how to fill the other in. It comes second: what is read
// back is the first.
func howTo() sheet.Sheet {
	s := sheet.Sheet{Name: "How to fill in", Columns: []sheet.Column{{Head: "column", Width: 24}, {Head: "what it holds, or what to write", Width: 100}}}
	for _, line := range [][2]string{
		{"system to class", "The code as the extracts know it, and the class it probably has: safety, or ordinary. Facts: leave them."},
		{"parent", "The term of the code above it in the dictionary."},
		{"why", "Why it waits: unmapped, ambiguous, repaired of a damaged id, or mapped by a row that nobody has read in a source."},
		{"events, children", "How many have it, restricted children left out."},
		{"kind", "What the code says, for example given, refused, measurement; a proposal stands here where the term itself says it."},
		{"antigens, dose", "Of a vaccination: its antigens joined by +, and the number of the dose or B for a booster."},
		{"detail, value", "Of any other kind: what it is about, and what it says."},
		{"state", "approved: it means that. rejected: take away the meaning that it has. proposed, or blank: not decided, and without effect."},
		{"equivalence", "How the meaning relates to the code: equivalent, wider, narrower or inexact."},
		{"reviewer, reviewer_role", "Who decided, in what role. A safety code takes a clinical lead, a clinical safety officer or a clinical reviewer."},
		{"reviewed", "The day, yyyy-mm-dd."},
		{"row_hash", "Shows that the facts were not changed. Leave it."},
		{"when done", "Save the file and run: lollipop codes apply --work WORK FILE"},
	} {
		s.Rows = append(s.Rows, []any{line[0], line[1]})
	}
	return s
}

// bookMark begins every workbook, and no CSV.
const bookMark = "PK\x03\x04"

// readRecords reads the records of a file with the line each stands in, CSV or a
// workbook.
func readRecords(data []byte, wrong *Error) (records [][]string, numbers []int) {
	if bytes.HasPrefix(data, []byte(bookMark)) {
		rows, err := sheet.Read(data)
		if err != nil {
			wrong.add(0, "", "%v", err)
			return nil, nil
		}
		for i, row := range rows {
			records, numbers = append(records, row), append(numbers, i+1)
		}
		return records, numbers
	}
	if !utf8.Valid(data) {
		wrong.add(1, "", "is not UTF-8: save it as CSV UTF-8")
		return nil, nil
	}
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	reader.FieldsPerRecord = -1
	for {
		cells, err := reader.Read()
		if err == io.EOF {
			return records, numbers
		}
		if err != nil {
			wrong.add(0, "", "read row: %v", err)
			return nil, nil
		}
		number, _ := reader.FieldPos(0)
		records, numbers = append(records, cells), append(numbers, number)
	}
}

// Mistake is one thing wrong with a file of decisions.
type Mistake struct {
	Line    int    `json:"line"`
	Column  string `json:"column,omitempty"`
	Reason  string `json:"reason"`
	Nearest string `json:"nearest,omitempty"`
}

// Error is every mistake of a file of decisions; nothing was applied.
type Error struct {
	File     string
	Mistakes []Mistake
}

// Error is a mistake a line.
func (e *Error) Error() string {
	lines := make([]error, len(e.Mistakes))
	for i, m := range e.Mistakes {
		where := fmt.Sprintf("%s:%d", e.File, m.Line)
		if m.Column != "" {
			where += ": " + m.Column
		}
		lines[i] = fmt.Errorf("%s: %s", where, m.Reason)
	}
	return fmt.Sprintf("read decisions: %v", errors.Join(lines...))
}

// Hint says what to do next.
func (e *Error) Hint() string {
	for _, m := range e.Mistakes {
		if m.Nearest != "" {
			return fmt.Sprintf("did you mean %q? nothing was applied: mend the file and apply it again", m.Nearest)
		}
	}
	return "nothing was applied: mend the file and apply it again"
}

// Usage reports that the caller can mend it.
func (e *Error) Usage() bool { return true }

func (e *Error) add(line int, column, format string, args ...any) {
	e.Mistakes = append(e.Mistakes, Mistake{Line: line, Column: column, Reason: fmt.Sprintf(format, args...)})
}

// line is a row of a file with the line it stands in.
type line struct {
	number int
	cells  []string
}

// get is the cell of a column.
func (l *line) get(column string) string { return l.cells[slices.Index(Columns(), column)] }

// readLines reads a file of decisions. Columns may stand in another order, and
// others beside them, as people add some.
func readLines(data []byte, wrong *Error) []line {
	records, numbers := readRecords(data, wrong)
	if len(records) == 0 {
		if wrong.Mistakes == nil {
			wrong.add(1, "", "there is no header")
		}
		return nil
	}
	header := records[0]
	place := make([]int, 0, len(Columns()))
	for _, column := range Columns() {
		at := slices.Index(header, column)
		if at < 0 {
			wrong.add(1, column, "there is no such column")
		}
		place = append(place, at)
	}
	if wrong.Mistakes != nil {
		return nil
	}
	var lines []line
	for n, cells := range records[1:] {
		if strings.Join(cells, "") == "" {
			continue // what spreadsheets leave below a table
		}
		l := line{number: numbers[n+1]}
		for _, at := range place {
			text := ""
			if at < len(cells) {
				text = strings.TrimSpace(bare(strings.TrimSpace(cells[at])))
			}
			l.cells = append(l.cells, text)
		}
		lines = append(lines, l)
	}
	return lines
}
