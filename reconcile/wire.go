package reconcile

import (
	"lollipop/internal/chis"
	"lollipop/internal/spill"
	"lollipop/internal/table"
	"lollipop/internal/target"
)

// wanted is a target row worked out again: every column after the id, in the
// order of the target table and in the form of targetTable.encode.
type wanted struct {
	data    []byte
	columns int
}

func (w *wanted) reset() { w.data, w.columns = w.data[:0], 1 }

func (w *wanted) int(n int64) {
	w.data = spill.PutVarint(w.data, n)
	w.columns++
}

// ref appends the id of another row, NULL for 0.
func (w *wanted) ref(id int64) {
	if id == 0 {
		id = table.NullInt64
	}
	w.int(id)
}

func (w *wanted) date(d chis.Date) { w.int(int64(d)) }

func (w *wanted) bool(v bool) {
	n := int64(0)
	if v {
		n = 1
	}
	w.int(n)
}

func (w *wanted) text(s string) {
	w.data = spill.PutString(w.data, s)
	w.columns++
}

func (w *wanted) bytes(b []byte) {
	w.data = spill.PutBytes(w.data, b)
	w.columns++
}

// decimal appends a number, NULL where the text is none.
func (w *wanted) decimal(b []byte) {
	if !chis.ParseDecimal(b) {
		b = nil
	}
	w.bytes(canonicalDecimal(b))
}

// differences names the columns in which two encoded rows of a table differ.
func (t *targetTable) differences(a, b []byte) (names []string) {
	x, y := spill.NewCursor(a), spill.NewCursor(b)
	for _, c := range t.columns[1:] {
		switch c.Kind {
		case target.Text, target.Decimal:
			if string(x.Bytes()) != string(y.Bytes()) {
				names = append(names, c.Name)
			}
		default:
			if x.Varint() != y.Varint() {
				names = append(names, c.Name)
			}
		}
	}
	return names
}

// value is one column of an encoded row: its number, or its text.
func (t *targetTable) value(data []byte, column int) (n int64, text []byte) {
	c := spill.NewCursor(data)
	for i := 1; i <= column; i++ {
		switch t.columns[i].Kind {
		case target.Text, target.Decimal:
			text, n = c.Bytes(), 0
		default:
			n, text = c.Varint(), nil
		}
	}
	return n, text
}

// cell is one column of an encoded row: its number, or its text.
type cell struct {
	number int64
	text   []byte
}

// some reads columns, which ascend, in one pass.
func (t *targetTable) some(data []byte, columns []int, to []cell) {
	c := spill.NewCursor(data)
	at := 1
	for i, column := range columns {
		for ; at <= column; at++ {
			switch t.columns[at].Kind {
			case target.Text, target.Decimal:
				to[i] = cell{text: c.Bytes()}
			default:
				to[i] = cell{number: c.Varint()}
			}
		}
	}
}

// skipColumn goes past a column.
func skipColumn(c *spill.Cursor, k target.Kind) {
	switch k {
	case target.Text, target.Decimal:
		c.Bytes()
	default:
		c.Varint()
	}
}

// primary is the source_row of an encoded row.
func (t *targetTable) primary(data []byte) int64 {
	n, _ := t.value(data, t.source)
	return n
}
