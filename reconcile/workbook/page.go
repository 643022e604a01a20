package workbook

import (
	"strconv"

	"github.com/xuri/excelize/v2"
)

// page is the first sheet: blocks of rows under each other, in six columns.
type page struct {
	*book
	w     *excelize.StreamWriter
	at    int // the next row
	paper paper
	err   error
}

// pageColumns are the widths of the first sheet: label, words, figure, and three
// of where, who and when.
var pageColumns = []float64{26, 76, 12, 26, 28, 28}

// page begins the first sheet.
func (b *book) page() (*page, error) {
	p := &page{book: b, at: 1}
	err := b.sheet(sheetReadMe, tabRead, 0, func() error { return nil })
	if err != nil {
		return nil, err
	}
	if p.w, err = b.file.NewStreamWriter(sheetReadMe); err != nil {
		return nil, err
	}
	for i, width := range pageColumns {
		if err := p.w.SetColWidth(i+1, i+1, width); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// end writes the sheet out, unless something failed on the way.
func (p *page) end() error {
	if p.err != nil {
		return p.err
	}
	return p.w.Flush()
}

// row writes cells and goes on; the first error ends it all. A height of 0 is that of
// one line.
func (p *page) row(height float64, cells ...any) {
	if height == 0 {
		height = lineHeight
	}
	if p.err == nil {
		p.err = p.w.SetRow("A"+strconv.Itoa(p.at), cells, excelize.RowOpts{Height: height})
	}
	if at := p.paper.add(p.at, height); at > 0 && p.err == nil {
		p.err = p.w.InsertPageBreak("A" + strconv.Itoa(at))
	}
	p.at++
}

func (p *page) styled(style int, v any) excelize.Cell { return excelize.Cell{StyleID: style, Value: v} }

// section is a heading over a block, which stays on one printed page if it can.
func (p *page) section(words string) {
	p.paper.begin(p.at)
	p.row(0)
	p.row(24, p.styled(p.styles.section, words))
}

// heads are the headings of a table.
func (p *page) heads(words ...string) {
	cells := make([]any, len(words))
	for i, w := range words {
		cells[i] = p.styled(p.styles.head, w)
	}
	p.row(32, cells...)
}

func (p *page) line(values ...any) {
	cells := make([]any, len(values))
	height := 1
	for i, v := range values {
		k := text
		if _, ok := v.(int64); ok {
			k = number
		}
		cells[i] = p.cell(k, v)
		height = max(height, linesOf(plainText(v), pageColumns[i], isBold(v)))
	}
	p.row(float64(lineHeight*height)+2, cells...)
}

// The first sheet is printed at this scale, in percent, so that its columns fit the
// width of a page; a page then holds rows of so many points.
const (
	readMeScale = 72
	paperHeight = 690
)

// paper says where printed pages end: a block that fits on a page is not divided.
type paper struct {
	first       int     // row of the block
	block, used float64 // points of the block so far, and of its page
}

// begin starts a block with a row.
func (p *paper) begin(row int) { p.first, p.block = row, 0 }

// add counts a row of a block, and answers the row before which a page ends, 0 for none.
func (p *paper) add(row int, height float64) int {
	p.block += height
	p.used += height
	switch {
	case p.used <= paperHeight:
		return 0
	case p.block <= paperHeight && p.first > 1:
		p.used = p.block
		return p.first
	}
	p.begin(row)
	p.block, p.used = height, height
	return row
}
