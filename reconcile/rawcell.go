package reconcile

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// cellCheck compares the cells of one column of a staged table.
type cellCheck struct {
	name string
	kind mappings.ColumnKind
	at   int // in the staged table
}

func (c *rawCheck) bindCells() {
	for i, col := range c.s.file.entity.Columns {
		c.cells = append(c.cells, cellCheck{col.Name, col.Kind, firstCell + i})
	}
}

// compare holds the text of a field against the staged cell: the value where it
// can be read, the text itself among those set aside where that would lose
// something. It says what is wrong, "" for nothing.
func (k *cellCheck) compare(c *rawCheck, text string, b *table.Batch, i int) string {
	v := &b.Vec[k.at]
	var equal, lost bool
	switch k.kind {
	case mappings.KindGUID:
		equal, lost = sameGUID(text, v.GUID[i])
	case mappings.KindCode, mappings.KindInt:
		equal, lost = sameInt(text, v.I64[i])
	case mappings.KindDate:
		d, ok := chis.ParseDate(text)
		equal, lost = v.I32[i] == int32(d), !ok && !blankText(text)
	case mappings.KindTime:
		t, ok := chis.ParseTimeOfDay(text)
		if !ok {
			t = chis.NoTime
		}
		equal, lost = v.I32[i] == int32(t), !ok && !blankText(text)
	case mappings.KindBool:
		equal, lost = sameBool(text, v.I32[i])
	case mappings.KindDecimal:
		equal, lost = sameText(text, v.Text.At(i)), !blankText(text) && !plainDecimal(strings.TrimSpace(text))
	default:
		equal = sameText(text, v.Text.At(i))
	}
	if !equal {
		return "differs"
	}
	if lost {
		return k.setAside(c, text, b.Vec[0].I64[i])
	}
	return ""
}

// setAside finds the text among those set aside. They stand in the order of
// rows, and within a row in that of the columns.
func (k *cellCheck) setAside(c *rawCheck, text string, row int64) string {
	a := c.aside
	if a.row() != row || string(a.b.Vec[1].Text.At(a.i)) != k.name {
		return "text-is-lost"
	}
	same := sameText(text, a.b.Vec[2].Text.At(a.i))
	if err := a.advance(); err != nil {
		return "text-set-aside-cannot-be-read"
	}
	if !same {
		return "text-set-aside-differs"
	}
	return ""
}

func blankText(s string) bool { return strings.TrimSpace(s) == "" }

func sameGUID(text string, cell [16]byte) (equal, lost bool) {
	if text == "" {
		return cell == [16]byte{}, false
	}
	g, ok := chis.ParseGUID(text)
	return g == chis.GUID(cell), !ok && !blankText(text) || ok && (g.IsZero() || strings.IndexByte(text, '-') < 0)
}

// sameInt: a number written with a plus sign or leading zeros would be written
// otherwise from the cell.
func sameInt(text string, cell int64) (equal, lost bool) {
	if text == "" {
		return cell == table.NullInt64, false
	}
	n, ok := chis.ParseInt64(text)
	if !ok || n == table.NullInt64 {
		return cell == table.NullInt64, !blankText(text)
	}
	t := strings.TrimSpace(text)
	d := strings.TrimPrefix(t, "-")
	return n == cell, t[0] == '+' || d[0] == '0' && len(t) > 1
}

func sameBool(text string, cell int32) (equal, lost bool) {
	want := int32(-1)
	v, ok := chis.ParseBool(text)
	switch {
	case ok && v:
		want = 1
	case ok:
		want = 0
	}
	return want == cell, !ok && !blankText(text)
}

// plainDecimal reports digits with an optional minus and point, as numbers are
// written from a decimal column.
func plainDecimal(s string) bool { return chis.ParseDecimal(s) && s[0] != '+' }

// sameText compares a field as encoding/csv gives it, in which LF stands for the
// CR LF of the file, with the text as it stood.
func sameText(field string, cell []byte) bool {
	if field == string(cell) {
		return true
	}
	return bytes.IndexByte(cell, '\r') >= 0 && field == string(bytes.ReplaceAll(cell, []byte("\r\n"), []byte("\n")))
}

// utf8 gives the fields of a Windows-1252 file in UTF-8.
func (c *rawCheck) utf8(record []string) []string {
	if !c.s.file.windows1252 || c.s.file.open != nil {
		return record
	}
	c.decoded = c.decoded[:0]
	for _, field := range record {
		c.decoded = append(c.decoded, fromWindows1252(field))
	}
	return c.decoded
}

// windows1252High is what bytes 80 to 9F mean in Windows-1252; the five that it
// leaves open are control characters. Source: WHATWG Encoding Standard.
const windows1252High = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

func fromWindows1252(s string) string {
	if i := strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }); i < 0 {
		return s
	}
	high := []rune(windows1252High)
	out := make([]rune, 0, len(s))
	for i := range len(s) {
		switch ch := s[i]; {
		case ch >= 0x80 && ch < 0xA0:
			out = append(out, high[ch-0x80])
		default:
			out = append(out, rune(ch))
		}
	}
	return string(out)
}

// compareExtra holds the fields of columns that no table knows against the list
// of them that was staged.
func (c *rawCheck) compareExtra(record []string, staged []byte) string {
	var want [][2]string
	for i, column := range c.s.file.columns {
		if column < 0 && i < len(record) && record[i] != "" {
			want = append(want, [2]string{c.s.file.names[i], record[i]})
		}
	}
	if len(want) == 0 && len(staged) == 0 {
		return ""
	}
	var got [][2]string
	if err := json.Unmarshal(staged, &got); err != nil {
		return "cannot-be-read"
	}
	if len(got) != len(want) {
		return "differs"
	}
	for i := range got {
		if got[i][0] != want[i][0] || !sameText(want[i][1], []byte(got[i][1])) {
			return "differs"
		}
	}
	return ""
}
