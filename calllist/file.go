package calllist

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/sheet"
)

// columns are those of the list, the row's key and hash last. They fit two pages side
// by side in a size that can be read; each begins with whom the line is about.
var columns = []sheet.Column{
	{Head: "state", Width: 14},
	{Head: "practice", Width: 10},
	{Head: "NHS number", Width: 14},
	{Head: "surname", Width: 16},
	{Head: "given name", Width: 14},
	{Head: "date of birth", Width: 12},
	{Head: "sex", Width: 5},
	{Head: "address", Width: 26},
	{Head: "postcode", Width: 10},
	{Head: "telephone", Width: 16},
	{Head: "due on", Width: 12},
	{Head: "overdue", Width: 9},
	{Head: "what", Width: 34},
	{Head: "reviews and screening", Width: 28},
	{Head: "booked on", Width: 12},
	{Head: "reason", Width: 26},
	{Head: "child", Width: 10},
	{Head: "row hash", Width: 18},
}

// cells are a line in the order of columns; days stay days.
func (l *Line) cells() []any {
	overdue := ""
	if l.Overdue {
		overdue = "yes"
	}
	cells := []any{
		string(l.State), l.Practice, l.NHS, l.Surname, l.Given, dayOf(l.Born), l.Sex, l.Address, l.Postcode, l.Phone,
		dayOf(l.Due), overdue, strings.Join(l.What, "; "), strings.Join(l.Contacts, "; "), dayOf(l.Booked), l.Reason, strconv.FormatInt(l.Child, 10),
	}
	sum := sha256.Sum256(fmt.Append(nil, cells...))
	return append(cells, hex.EncodeToString(sum[:8]))
}

func dayOf(d chis.Date) any {
	if d.IsNone() {
		return ""
	}
	return sheet.Day{Year: d.Year(), Month: d.Month(), Day: d.Day()}
}

// CSV is the list as CSV, with the mark by which spreadsheets know UTF-8. What a
// spreadsheet would run, blanks before it or not, is guarded by an apostrophe.
func (l *List) CSV() []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	var head []string
	for _, c := range columns {
		head = append(head, c.Head)
	}
	_ = w.Write(head) // a buffer takes every write
	for i := range l.Lines {
		var record []string
		for _, cell := range l.Lines[i].cells() {
			text := fmt.Sprint(cell)
			if first := strings.TrimLeft(text, " \t\r\n"); first != "" && strings.ContainsAny(first[:1], "=+-@") {
				text = "'" + text
			}
			record = append(record, text)
		}
		_ = w.Write(record)
	}
	w.Flush()
	return b.Bytes()
}

// stateMeans says what to do with a child of a state.
var stateMeans = map[State]string{
	Call:      ": invite the child for all that stands under what, and reviews and screening",
	LookFirst: ": something is due, and the reason says what to look at before the child is invited",
	InDoubt:   ": nothing is due by the record, which may be wrong; the reason says why",
	CannotBe:  ": correct the date of birth; nobody calls the child until then",
}

// Book is the list as a workbook: what it is, then the lines.
func (l *List) Book(title string) ([]byte, error) {
	about := sheet.Sheet{Name: "Read me", Columns: []sheet.Column{{Head: "what", Width: 60}, {Head: "children", Width: 12}}}
	about.Rows = append(about.Rows, []any{title, ""}, []any{"worked out as of " + shown(l.AsOf), ""}, []any{"children of whom the list is", l.Children})
	states := map[State]int64{}
	for i := range l.Lines {
		states[l.Lines[i].State]++
	}
	for _, s := range []State{Call, LookFirst, InDoubt, CannotBe} {
		about.Rows = append(about.Rows, []any{"on the list: " + string(s) + stateMeans[s], states[s]})
	}
	for _, why := range slices.Sorted(maps.Keys(l.Off)) {
		about.Rows = append(about.Rows, []any{"not on the list: " + why, l.Off[why]})
	}
	if l.Sealed {
		about.Rows = append(about.Rows, []any{"each line stands alone: write no earlier name or number beside one", ""})
	} else {
		about.Rows = append(about.Rows, []any{"restricted children of the whole service, who stand on no list", l.Restricted},
			[]any{"children without a practice that the tables know, on no list of practice or hub", l.Unplaced})
	}
	var b bytes.Buffer
	err := sheet.Write(&b, about, l.lines())
	return b.Bytes(), err
}
