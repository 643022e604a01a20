package console

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Table is rows in aligned columns of plain ASCII. A column of integers stands
// to the right with commas between thousands, any other to the left.
type Table struct {
	head []string
	rows [][]string
	text []bool // by column: some cell is no integer
}

// NewTable makes a table with these column headings.
func NewTable(head ...string) *Table {
	return &Table{head: head, text: make([]bool, len(head))}
}

// Row adds a row: a cell for each column, integers as int or int64. An empty
// string leaves a cell blank without making its column text. Cells missing at
// the end are blank; cells too many are a mistake of ours and panic.
func (t *Table) Row(cells ...any) {
	row := make([]string, len(t.head))
	for i, cell := range cells {
		switch v := cell.(type) {
		case int:
			row[i] = Count(int64(v))
		case int64:
			row[i] = Count(v)
		default:
			row[i] = clean(fmt.Sprint(v))
			t.text[i] = t.text[i] || row[i] != ""
		}
	}
	t.rows = append(t.rows, row)
}

// String is the table: headings, a rule, the rows; no blanks at the ends of
// lines.
func (t *Table) String() string {
	widths := make([]int, len(t.head))
	rule := make([]string, len(t.head))
	for i, h := range t.head {
		widths[i] = utf8.RuneCountInString(h)
		for _, row := range t.rows {
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
		}
		rule[i] = strings.Repeat("-", widths[i])
	}
	var b strings.Builder
	t.line(&b, t.head, widths)
	t.line(&b, rule, widths)
	for _, row := range t.rows {
		t.line(&b, row, widths)
	}
	return b.String()
}

func (t *Table) line(b *strings.Builder, cells []string, widths []int) {
	var line strings.Builder
	for i, cell := range cells {
		if i > 0 {
			line.WriteString("  ")
		}
		blanks := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
		if t.text[i] {
			line.WriteString(cell + blanks)
		} else {
			line.WriteString(blanks + cell)
		}
	}
	b.WriteString(strings.TrimRight(line.String(), " "))
	b.WriteByte('\n')
}
