package workbook

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"lollipop/internal/chis"
)

// kind is what the cells of a column hold.
type kind int

const (
	text    kind = iota // shown as it is, wrapped
	id                  // text that must never be taken for a number
	number              // whole number
	date                // real date, shown dd/mm/yyyy
	percent             // a share
	points              // the difference of two shares
	bits                // a weight, to a tenth
	chance              // a probability, to six places
	fill                // for people to fill in: no fact, not in the hash
	fillDate
)

// column is one column of a list.
type column struct {
	head  string
	width float64
	kind  kind
}

// row is one row of a list: its key, and a value for each column before the last
// two. A value is a string, int64, chis.Date or nil for blank, or a toned one.
type row struct {
	key    string
	values []any
}

// toned is a value in the colour of what it means; the words say it too.
type toned struct {
	words string
	tone  tone
}

type tone int

const (
	plain tone = iota
	good
	warn
	bad
)

// list is a sheet with one table: a title, a sentence and rows under headings.
type list struct {
	name, title, note string
	columns           []column
	rows              []row
	freeze            int // columns that stay, and with which each printed page begins
	tab               string
	chart             func(*list) *excelize.Chart // beside the table, nil for none
	choices           map[string][]string         // by heading: what may be filled in
}

const (
	headRow  = 4 // title, a note of two lines, headings
	firstRow = headRow + 1
)

// keyed are the columns with those that end every list, narrow where a chart stands beside.
func (l *list) keyed() []column {
	key, hash := 30.0, 19.0
	if l.chart != nil {
		key, hash = 10, 10
	}
	return append(l.columns[:len(l.columns):len(l.columns)], column{"Row key", key, id}, column{"Row hash", hash, id})
}

// write adds the sheet. What Excel keeps beside the rows (filter, panes, widths,
// print set-up) is set before they are streamed: set later it would vanish.
func (b *book) write(l *list) error {
	columns := l.keyed()
	end, err := excelize.ColumnNumberToName(len(columns))
	if err != nil {
		return err
	}
	last := headRow + max(len(l.rows), 1)
	err = b.sheet(l.name, l.tab, l.across(), func() error {
		if len(l.rows) == 0 {
			return nil
		}
		return b.file.AutoFilter(l.name, fmt.Sprintf("A%d:%s%d", headRow, end, last), nil)
	})
	if err != nil {
		return err
	}
	if err := b.printed(l, last); err != nil {
		return err
	}
	if err := b.beside(l); err != nil {
		return err
	}
	if err := b.choose(l); err != nil {
		return err
	}
	w, err := b.file.NewStreamWriter(l.name)
	if err != nil {
		return err
	}
	for i, c := range columns {
		if err := w.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	corner, _ := excelize.CoordinatesToCellName(l.freeze+1, firstRow)
	pane := "bottomLeft"
	if l.freeze > 0 {
		pane = "bottomRight"
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, XSplit: l.freeze, YSplit: headRow, TopLeftCell: corner, ActivePane: pane}); err != nil {
		return err
	}
	if err := b.head(w, l, columns); err != nil {
		return err
	}
	if err := b.rows(w, l, columns); err != nil {
		return err
	}
	b.written += int64(len(l.rows))
	return w.Flush()
}

// beside puts the chart of a list to the right of its table.
func (b *book) beside(l *list) error {
	if l.chart == nil {
		return nil
	}
	corner, _ := excelize.CoordinatesToCellName(len(l.keyed())+2, headRow)
	return b.file.AddChart(l.name, corner, l.chart(l))
}

// printed says what paper shows: the headings and the columns that stay on each page,
// and neither keys nor hashes, unless a chart stands behind them.
func (b *book) printed(l *list, last int) error {
	name := func(column int) string {
		s, _ := excelize.ColumnNumberToName(column) // from 1
		return s
	}
	right, below := len(l.columns), last
	if l.chart != nil {
		const wide, high = 64, 20 // pixels of a cell that nobody set
		size := l.chart(l).Dimension
		right, below = len(l.keyed())+2+int(size.Width)/wide, max(last, headRow+int(size.Height)/high)
	}
	area := fmt.Sprintf("'%s'!$A$1:$%s$%d", l.name, name(right), below)
	titles := fmt.Sprintf("'%s'!$A:$%s,'%s'!$%d:$%d", l.name, name(max(l.freeze, 1)), l.name, headRow, headRow)
	return cmp.Or(
		b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: area, Scope: l.name}),
		b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: l.name}),
	)
}

// paperWidth is how much of the width of columns a page shows in a size that can be read.
const paperWidth = 240

// across is how many pages lie side by side when the list is printed.
func (l *list) across() int {
	var lead, rest float64
	for i, c := range l.columns {
		if i < max(l.freeze, 1) {
			lead += c.width
		} else {
			rest += c.width
		}
	}
	return max(1, int(math.Ceil(rest/(paperWidth-lead))))
}

// choose offers what may be filled in: other words can be typed and are a
// reviewer's own.
func (b *book) choose(l *list) error {
	for i, c := range l.columns {
		if l.choices[c.head] == nil || len(l.rows) == 0 {
			continue
		}
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		v := excelize.NewDataValidation(true)
		v.Sqref = fmt.Sprintf("%s%d:%s%d", name, firstRow, name, headRow+len(l.rows))
		if err := v.SetDropList(l.choices[c.head]); err != nil {
			return err
		}
		v.ShowErrorMessage = false
		if err := b.file.AddDataValidation(l.name, v); err != nil {
			return err
		}
	}
	return nil
}

// noteLine is how many letters of a note a small screen shows side by side.
const noteLine = 160

// noteLines divides a note that is longer at a space.
func noteLines(note string) (first, second string) {
	if len(note) <= noteLine {
		return note, ""
	}
	const word = 12 // room to end a word
	at := strings.LastIndexByte(note[:max(noteLine, len(note)/2+word)], ' ')
	return note[:at], note[at+1:]
}

// head writes title, note and headings.
func (b *book) head(w *excelize.StreamWriter, l *list, columns []column) error {
	heads := make([]any, len(columns))
	for i, c := range columns {
		heads[i] = excelize.Cell{StyleID: b.styles.head, Value: c.head}
	}
	if err := w.SetRow("A1", []any{excelize.Cell{StyleID: b.styles.title, Value: l.title}}, excelize.RowOpts{Height: 26}); err != nil {
		return err
	}
	first, second := noteLines(l.note)
	for i, line := range []string{first, second} {
		if err := w.SetRow("A"+strconv.Itoa(2+i), []any{excelize.Cell{StyleID: b.styles.note, Value: line}}, excelize.RowOpts{Height: 16}); err != nil {
			return err
		}
	}
	return w.SetRow("A"+strconv.Itoa(headRow), heads, excelize.RowOpts{Height: 48})
}

func (b *book) rows(w *excelize.StreamWriter, l *list, columns []column) error {
	if len(l.rows) == 0 {
		return w.SetRow("A"+strconv.Itoa(firstRow), []any{excelize.Cell{StyleID: b.styles.of(text, good), Value: "Nothing to show here."}})
	}
	cells := make([]any, len(columns))
	for n, r := range l.rows {
		if len(r.values) != len(columns)-2 {
			return fmt.Errorf("sheet %s: row %s has %d values for %d columns", l.name, r.key, len(r.values), len(columns)-2)
		}
		for i, v := range r.values {
			cells[i] = b.cell(columns[i].kind, v)
		}
		cells[len(r.values)] = b.cell(id, r.key)
		cells[len(r.values)+1] = b.cell(id, l.hash(&r))
		if err := w.SetRow("A"+strconv.Itoa(firstRow+n), cells, l.height(&r)...); err != nil {
			return err
		}
	}
	return nil
}

// lineHeight is that of one line of cell text, in points; Excel allows rows of 409.
const (
	lineHeight = 15
	mostLines  = 26
)

// height is set where a text wraps: not every program works it out by itself.
func (l *list) height(r *row) []excelize.RowOpts {
	most := 1
	for i, v := range r.values {
		if c := &l.columns[i]; c.kind == text || c.kind == fill {
			most = max(most, linesOf(plainText(v), c.width, isBold(v)))
		}
	}
	if most == 1 {
		return nil
	}
	return []excelize.RowOpts{{Height: float64(lineHeight * most)}}
}

func isBold(v any) bool {
	t, ok := v.(toned)
	return ok && t.tone != plain
}

// linesOf guesses into how many lines a text wraps in a column of that width,
// rather one too many. Capitals, as in the names of practices, are wider than digits.
func linesOf(s string, width float64, bold bool) int {
	room := int(width * 1.1) // a letter is narrower than a digit, by which widths are counted
	if bold {
		room = int(width)
	}
	if capitals(s) {
		room = int(width * 0.85)
	}
	lines, at := 1, 0
	for word := range wordsOf(s, room) {
		n := utf8.RuneCountInString(word)
		if at > 0 && at+1+n > room {
			lines, at = lines+1, 0
		}
		if at > 0 {
			at++
		}
		at += n
		for at > room && room > 0 {
			lines, at = lines+1, at-room
		}
	}
	return min(lines, mostLines)
}

// wordsOf are the pieces between which a text may wrap: a word that is too long for a
// line, as the name of a file is, wraps behind its hyphens, too.
func wordsOf(s string, room int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for word := range strings.FieldsSeq(s) {
			pieces := []string{word}
			if utf8.RuneCountInString(word) > room {
				pieces = strings.SplitAfter(word, "-")
			}
			for _, piece := range pieces {
				if !yield(piece) {
					return
				}
			}
		}
	}
}

// capitals reports a text of which more than half are capitals.
func capitals(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			n++
		}
	}
	return 2*n > utf8.RuneCountInString(s)
}

// hash covers the key and the facts of a row, as their plain text.
func (l *list) hash(r *row) string {
	h := sha256.New()
	h.Write([]byte(r.key))
	for i, v := range r.values {
		if l.columns[i].kind == fill || l.columns[i].kind == fillDate {
			continue
		}
		h.Write([]byte{0x1f})
		h.Write([]byte(plainText(v)))
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// plainText is a value as the hash takes it.
func plainText(v any) string {
	switch v := v.(type) {
	case string:
		return clean(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case chis.Date:
		if v == 0 {
			return ""
		}
		return v.String()
	case toned:
		return clean(v.words)
	case float64:
		return strconv.FormatFloat(v, 'f', 6, 64)
	case share:
		return fmt.Sprintf("%d/%d", v.part, v.whole)
	}
	return ""
}

// dayZero is the day that Excel counts dates from; below the first of March 1900
// its count is not that of the calendar.
var dayZero, dayOne = chis.Date(18991230), chis.Date(19000301)

// cell is a value with the style of its column.
func (b *book) cell(k kind, v any) excelize.Cell {
	c := excelize.Cell{StyleID: b.styles.of(k, plain)}
	switch v := v.(type) {
	case toned:
		c.StyleID, c.Value = b.styles.of(k, v.tone), clean(v.words)
	case chis.Date:
		switch {
		case v == 0:
		case v < dayOne:
			c.StyleID, c.Value = b.styles.of(id, plain), day(v)
		default:
			c.Value = int64(v.Sub(dayZero))
		}
	case share:
		if v.whole > 0 {
			c.Value = float64(v.part) / float64(v.whole)
		}
	case string:
		if v != "" {
			c.Value = clean(v)
		}
	default:
		c.Value = v
	}
	return c
}

// day is a date as people here write it.
func day(d chis.Date) string { return fmt.Sprintf("%02d/%02d/%04d", d.Day(), d.Month(), d.Year()) }

// longest is how much of a text a cell holds here; Excel's own limit is 32,767.
const longest = 1000

// clean makes text fit for a cell: no control characters, no invalid bytes, and
// not endless. What begins like a formula stays the text that it is, because the
// cell is typed as text.
func clean(s string) string {
	if utf8.RuneCountInString(s) > longest {
		s = string([]rune(s)[:longest]) + "…"
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r) || r == 0xFFFE || r == 0xFFFF:
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
