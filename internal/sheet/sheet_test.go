package sheet

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Another program's reader finds what was written, codes with every digit.
func TestAnotherReaderAgrees(t *testing.T) {
	long := strings.Repeat("x", maxCell+5)
	rows := [][]any{
		{"999000001000000109", 12, "a & <b> \"c\"\nd"}, {"=1+1", int64(-3), " blank "}, {"", 0, ""}, {"\x01\xff", 1, long},
	}
	var first, second bytes.Buffer
	sheets := []Sheet{{Name: "A & B", Columns: []Column{{Head: "code", Width: 20}, {Head: "rows"}, {Head: "term"}}, Rows: rows}, {Name: "none", Columns: []Column{{Head: "x"}}}}
	for _, to := range []*bytes.Buffer{&first, &second} {
		if err := Write(to, sheets...); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the same rows give other bytes")
	}
	f, err := excelize.OpenReader(&first)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if names := f.GetSheetList(); len(names) != 2 || names[0] != "A & B" {
		t.Errorf("sheets %q", names)
	}
	for cell, want := range map[string]string{
		"A1": "code", "A2": "999000001000000109", "B2": "12", "C2": "a & <b> \"c\"\nd", "A3": "=1+1", "B3": "-3", "C3": " blank ", "A4": "", "A5": "\ufffd\ufffd", "C5": long[:maxCell],
	} {
		if got, err := f.GetCellValue("A & B", cell); err != nil || got != want {
			t.Errorf("%s: %.40q, %v; want %.40q", cell, got, err, want)
		}
	}
	if kind, _ := f.GetCellType("A & B", "A3"); kind == excelize.CellTypeFormula {
		t.Error("a text has become a formula")
	}
}

// A list is printed for people to work from: paper once showed names on one page and
// their addresses on the next, and cut what was too long for its cell.
func TestPrinted(t *testing.T) {
	var b bytes.Buffer
	columns := []Column{{Head: "surname"}, {Head: "given name"}, {Head: "what"}}
	if err := Write(&b, Sheet{Name: "List", Columns: columns, Across: 2, Lead: 2}, Sheet{Name: "Hub 1's", Columns: columns}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for i, want := range []struct {
		name, titles string
		across       int
		panes        excelize.Panes
	}{
		{"List", "'List'!$A:$B,'List'!$1:$1", 2, excelize.Panes{Freeze: true, XSplit: 2, YSplit: 1, TopLeftCell: "C2", ActivePane: "bottomRight"}},
		{"Hub 1's", "'Hub 1''s'!$1:$1", 1, excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}},
	} {
		layout, err := f.GetPageLayout(want.name)
		if err != nil || *layout.Orientation != "landscape" || *layout.Size != 9 || *layout.FitToWidth != want.across || *layout.FitToHeight != 0 {
			t.Errorf("%s: printed as %+v (%v)", want.name, layout, err)
		}
		if props, err := f.GetSheetProps(want.name); err != nil || props.FitToPage == nil || !*props.FitToPage {
			t.Errorf("%s: it does not fit the page (%v)", want.name, err)
		}
		if got := f.GetDefinedName(); len(got) != 2 || got[i].RefersTo != want.titles || got[i].Scope != want.name {
			t.Errorf("%s: names %+v", want.name, got)
		}
		panes, err := f.GetPanes(want.name)
		panes.Selection = nil
		if err != nil || panes.XSplit != want.panes.XSplit || panes.YSplit != want.panes.YSplit || panes.TopLeftCell != want.panes.TopLeftCell || panes.ActivePane != want.panes.ActivePane {
			t.Errorf("%s: panes %+v (%v)", want.name, panes, err)
		}
	}
	style, err := f.GetStyle(2)
	if err != nil || style.Alignment == nil || !style.Alignment.WrapText {
		t.Errorf("texts do not wrap: %+v (%v)", style, err)
	}
}

func TestWrappedTextsHaveRoom(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  int
	}{
		{"", 10, 1}, {"one line", 10, 1}, {"just fits!", 10, 1}, {"does not fit", 10, 2}, {"MMR 2 (12/08/2015); HPV 1", 10, 3}, {"a\nb", 10, 2}, {"abcdefghijklmnop", 5, 4},
	} {
		if got := linesOf(c.text, c.width); got != c.want {
			t.Errorf("%q in %d: %d lines, want %d", c.text, c.width, got, c.want)
		}
	}
	var b bytes.Buffer
	if err := Write(&b, Sheet{Name: "x", Columns: []Column{{Head: "x", Width: 10}}, Rows: [][]any{{"short"}, {"does not fit"}, {strings.Repeat("word ", 200)}}}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for row, want := range map[int]float64{3: 2 * lineHeight, 4: mostLines * lineHeight} {
		if got, err := f.GetRowHeight("x", row); err != nil || got != want {
			t.Errorf("row %d has %v points, want %v (%v)", row, got, want, err)
		}
	}
}

func TestCellNames(t *testing.T) {
	for column, want := range map[int]string{0: "A1", 25: "Z1", 26: "AA1", 701: "ZZ1", 702: "AAA1"} {
		if got := cellName(column, 1); got != want {
			t.Errorf("column %d: %s, want %s", column, got, want)
		}
	}
}

func TestTooManyRows(t *testing.T) {
	if err := Write(&bytes.Buffer{}, Sheet{Name: "x", Columns: []Column{{Head: "x"}}, Rows: make([][]any, maxRows)}); err == nil {
		t.Error("written")
	}
}

// What a spreadsheet program saves again is read as it stood.
func TestRead(t *testing.T) {
	want := [][]string{{"code", "rows", "term"}, {"999000001000000109", "12", "a"}, {"", "0", "b\nc"}}
	var own bytes.Buffer
	if err := Write(&own, Sheet{Name: "x", Columns: []Column{{Head: "code"}, {Head: "rows"}, {Head: "term"}}, Rows: [][]any{{"999000001000000109", 12, "a"}, {"", 0, "b\nc"}}}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(own.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStr("x", "A6", "added"); err != nil { // below two empty rows
		t.Fatal(err)
	}
	var saved bytes.Buffer
	if err := f.Write(&saved); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"our own": own.Bytes(), "saved again": saved.Bytes()} {
		got, err := Read(data)
		if err != nil {
			t.Fatal(name, err)
		}
		if name == "saved again" {
			if len(got) != 6 || got[5][0] != "added" {
				t.Errorf("%s: %q", name, got)
			}
			got = got[:3]
		}
		for i, row := range want {
			if strings.Join(got[i], "|") != strings.Join(row, "|") {
				t.Errorf("%s: row %d is %q, want %q", name, i, got[i], row)
			}
		}
	}
	for _, bad := range []string{"", "PK", "code,rows\n1,2\n"} {
		if _, err := Read([]byte(bad)); err == nil {
			t.Errorf("%q is a workbook", bad)
		}
	}
}

// A small file with a cell far to the right in each row took gigabytes.
func TestASmallWorkbookTakesLittleMemory(t *testing.T) {
	book := func(rows, texts string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, text := range map[string]string{"xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + rows + "</sheetData></worksheet>", "xl/sharedStrings.xml": "<sst>" + texts + "</sst>"} {
			if err := add(z, name, []byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for name, c := range map[string]struct{ rows, texts, says string }{
		"far to the right": {strings.Repeat(`<row><c r="XFD1"/></row>`, 1000), "", "beyond column 256"},
		"one too far":      {`<row><c r="IW1"/></row>`, "", "beyond column 256"},
		"many of them":     {strings.Repeat(`<row><c r="IV1"/></row>`, 90), "", "more than 20000 rows and cells"},
		"many rows":        {strings.Repeat(`<row/>`, 20_001), "", "more than 20000 rows and cells"},
		"many texts":       {"", strings.Repeat(`<si/>`, 20_001), "more than 20000 rows and cells"},
		"a far row":        {`<row r="1048577"/>`, "", "is numbered"},
		"no row":           {`<c/>`, "", "in no row"},
		"cut off":          {`<row><c>`, "", "sheet1.xml"},
	} {
		if _, err := read(book(c.rows, c.texts), 20_000); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	rows, err := Read(book(`<row r="2"><c r="IV2" t="s"><v>0</v></c></row>`, "<si><t>a</t></si>"))
	if err != nil || len(rows) != 2 || len(rows[1]) != 256 || rows[1][255] != "a" {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}
