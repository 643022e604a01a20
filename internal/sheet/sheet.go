package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Sheet is one sheet of a workbook.
type Sheet struct {
	Name    string // as Excel allows it: up to 31 characters, none of []:*?/\
	Columns []Column
	Rows    [][]any // of each column a string, int, int64 or Day; "" leaves the cell blank
	Across  int     // pages side by side when printed; 1 where 0
	Lead    int     // columns that each of them begins with, and that stay in sight
}

// Day is a day of the calendar, shown as dd/mm/yyyy and sorted as a day.
type Day struct{ Year, Month, Day int }

// String is yyyy-MM-dd.
func (d Day) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// serial counts days as Excel does: from 1899-12-30, right from March 1900 on.
func (d Day) serial() int {
	return int(time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours()) / hoursOfDay
}

const hoursOfDay = 24

// Column is one column of a sheet.
type Column struct {
	Head  string
	Width int // in characters; 14 where 0
}

const (
	maxRows = 1 << 20 // of a sheet, as Excel has it
	maxCell = 32767   // characters of a cell
)

// Write writes the workbook. A sheet with more rows than Excel has is refused.
func Write(w io.Writer, sheets ...Sheet) error {
	z := zip.NewWriter(w)
	for _, part := range frame(sheets) {
		if err := add(z, part.name, []byte(part.text)); err != nil {
			return err
		}
	}
	for i := range sheets {
		if len(sheets[i].Rows) >= maxRows {
			return fmt.Errorf("write sheet %s: %d rows, a sheet holds %d", sheets[i].Name, len(sheets[i].Rows), maxRows-1)
		}
		if err := add(z, fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), sheets[i].xml()); err != nil {
			return err
		}
	}
	return z.Close()
}

// add adds a part whose time says nothing.
func add(z *zip.Writer, name string, data []byte) error {
	f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	if _, err := f.Write(data); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

type part struct{ name, text string }

const (
	prolog = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	pack   = "http://schemas.openxmlformats.org/package/2006"
	main   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	mime   = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// frame are the parts around the sheets. The styles are: 0 plain, 1 a bold
// heading, 2 text that stays text and wraps, so that paper shows all of it, 3 a whole number with thousands,
// 4 a day.
func frame(sheets []Sheet) []part {
	var types, names, rels, titles strings.Builder
	for i, s := range sheets {
		n := strconv.Itoa(i + 1)
		types.WriteString(`<Override PartName="/xl/worksheets/sheet` + n + `.xml" ContentType="` + mime + `worksheet+xml"/>`)
		names.WriteString(`<sheet name="` + escaped(s.Name) + `" sheetId="` + n + `" r:id="rId` + n + `"/>`)
		titles.WriteString(`<definedName name="_xlnm.Print_Titles" localSheetId="` + strconv.Itoa(i) + `">` + escaped(s.titles()) + `</definedName>`)
		rels.WriteString(`<Relationship Id="rId` + n + `" Type="` + office + `/worksheet" Target="worksheets/sheet` + n + `.xml"/>`)
	}
	styles := strconv.Itoa(len(sheets) + 1)
	return []part{
		{"[Content_Types].xml", prolog + `<Types xmlns="` + pack + `/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="` + mime + `sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="` + mime + `styles+xml"/>` + types.String() + `</Types>`},
		{"_rels/.rels", prolog + `<Relationships xmlns="` + pack + `/relationships"><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", prolog + `<workbook xmlns="` + main + `" xmlns:r="` + office + `"><sheets>` + names.String() + `</sheets><definedNames>` + titles.String() + `</definedNames></workbook>`},
		{"xl/_rels/workbook.xml.rels", prolog + `<Relationships xmlns="` + pack + `/relationships">` + rels.String() + `<Relationship Id="rId` + styles + `" Type="` + office + `/styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", prolog + `<styleSheet xmlns="` + main + `"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="10"/><name val="Arial"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EDEE"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf xfId="0"/><xf xfId="0" fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf xfId="0" numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf xfId="0" numFmtId="3" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf xfId="0" numFmtId="164" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf></cellXfs></styleSheet>`},
	}
}

// xml is the sheet as its part of the workbook.
func (s *Sheet) xml() []byte {
	var b bytes.Buffer
	last := cellName(len(s.Columns)-1, len(s.Rows)+1)
	b.WriteString(prolog + `<worksheet xmlns="` + main + `"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">` + s.pane() + `</sheetView></sheetViews><cols>`)
	for i, c := range s.Columns {
		fmt.Fprintf(&b, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, c.width())
	}
	b.WriteString(`</cols><sheetData><row r="1">`)
	for i, c := range s.Columns {
		inline(&b, cellName(i, 1), 1, c.Head)
	}
	b.WriteString(`</row>`)
	for n, row := range s.Rows {
		fmt.Fprintf(&b, `<row r="%d"%s>`, n+2, s.height(row))
		for i, value := range row {
			cell(&b, cellName(i, n+2), value)
		}
		b.WriteString(`</row>`)
	}
	fmt.Fprintf(&b, `</sheetData><autoFilter ref="A1:%s"/><printOptions gridLines="1"/><pageMargins left="0.4" right="0.4" top="0.4" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="%d" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;A&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter></worksheet>`, last, max(s.Across, 1))
	return b.Bytes()
}

func (c *Column) width() int {
	if c.Width == 0 {
		return 14
	}
	return c.Width
}

// Points of a line of text, and how many lines a row may have: Excel allows 409 points.
const (
	lineHeight = 13
	mostLines  = 31
)

// height is set where a text wraps: not every program works it out by itself, and
// the row below would be written over its second line.
func (s *Sheet) height(row []any) string {
	most := 1
	for i, value := range row {
		if text, ok := value.(string); ok && i < len(s.Columns) {
			most = max(most, linesOf(text, s.Columns[i].width()))
		}
	}
	if most == 1 {
		return ""
	}
	return fmt.Sprintf(` ht="%d" customHeight="1"`, lineHeight*min(most, mostLines))
}

// linesOf guesses into how many lines a text wraps, rather one too many.
func linesOf(text string, width int) int {
	lines := 0
	for part := range strings.SplitSeq(text, "\n") {
		at := 0
		lines++
		for word := range strings.FieldsSeq(part) {
			n := utf8.RuneCountInString(word)
			if at > 0 && at+1+n > width {
				lines, at = lines+1, 0
			}
			if at > 0 {
				at++
			}
			for at += n; at > width; at -= width {
				lines++
			}
		}
	}
	return lines
}

// pane keeps the headings in sight, and the columns that lead.
func (s *Sheet) pane() string {
	if s.Lead == 0 {
		return `<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>`
	}
	return fmt.Sprintf(`<pane xSplit="%d" ySplit="1" topLeftCell="%s" activePane="bottomRight" state="frozen"/>`, s.Lead, cellName(s.Lead, 2))
}

// titles are what each printed page repeats: the headings, and the columns that lead.
func (s *Sheet) titles() string {
	name := `'` + strings.ReplaceAll(s.Name, `'`, `''`) + `'!`
	titles := name + `$1:$1`
	if s.Lead > 0 {
		titles = name + `$A:$` + strings.TrimSuffix(cellName(s.Lead-1, 1), "1") + `,` + titles
	}
	return titles
}

func cell(b *bytes.Buffer, name string, value any) {
	switch v := value.(type) {
	case int:
		fmt.Fprintf(b, `<c r="%s" s="3"><v>%d</v></c>`, name, v)
	case int64:
		fmt.Fprintf(b, `<c r="%s" s="3"><v>%d</v></c>`, name, v)
	case Day:
		fmt.Fprintf(b, `<c r="%s" s="4"><v>%d</v></c>`, name, v.serial())
	case string:
		if v != "" {
			inline(b, name, 2, v)
		}
	default:
		panic(fmt.Sprintf("sheet: a cell of type %T", value))
	}
}

func inline(b *bytes.Buffer, name string, style int, text string) {
	fmt.Fprintf(b, `<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, name, style, escaped(clip(text)))
}

// clip keeps a text to what a cell holds.
func clip(text string) string {
	if utf8.RuneCountInString(text) <= maxCell {
		return text
	}
	return string([]rune(text)[:maxCell])
}

// escaped is a text in XML; what XML cannot hold becomes U+FFFD.
func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a builder takes every write
	return b.String()
}

// cellName is the name of a cell: column from 0, row from 1.
func cellName(column, row int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name + strconv.Itoa(row)
}
