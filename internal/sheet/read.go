package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

const (
	maxPart    = 128 << 20 // bytes of a part of a workbook that is read, unpacked
	maxColumns = 256
	maxHeld    = 1 << 21 // rows, cells and shared texts, those left blank too
)

// Read gives the rows of the first sheet of a workbook, headings first, as texts:
// a number in its plain form, a date as the number that Excel keeps. Rows of
// another length are as long as they are. It reads what this package or a
// spreadsheet program wrote.
func Read(data []byte) ([][]string, error) { return read(data, maxHeld) }

func read(data []byte, most int) ([][]string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("read workbook: %w", err)
	}
	r := reading{most: most}
	err = parts(z, "xl/sharedStrings.xml", "sst", r.sharedText)
	if err != nil && !errors.Is(err, errNoPart) {
		return nil, err
	}
	if err := parts(z, "xl/worksheets/sheet1.xml", "sheetData", r.rowOrCell); err != nil {
		return nil, err
	}
	return r.rows, nil
}

// reading is what is read of a workbook so far.
type reading struct {
	texts []richText
	rows  [][]string
	held  int // rows, cells and texts
	most  int // of them
}

// hold counts what is kept in memory, where a few bytes may ask for much.
func (r *reading) hold(n int) error {
	if r.held += n; r.held > r.most {
		return fmt.Errorf("read workbook: it has more than %d rows and cells", r.most)
	}
	return nil
}

func (r *reading) sharedText(d *xml.Decoder, e xml.StartElement) error {
	if e.Name.Local != "si" {
		return d.Skip()
	}
	if err := r.hold(1); err != nil {
		return err
	}
	var text richText
	err := d.DecodeElement(&text, &e)
	r.texts = append(r.texts, text)
	return err
}

func (r *reading) rowOrCell(d *xml.Decoder, e xml.StartElement) error {
	switch e.Name.Local {
	case "row":
		return r.row(e)
	case "c":
		return r.cell(d, e)
	}
	return d.Skip()
}

// row begins a row. Rows keep the numbers that people see.
func (r *reading) row(e xml.StartElement) error {
	number := len(r.rows) + 1
	for _, a := range e.Attr {
		if a.Name.Local != "r" {
			continue
		}
		n, err := strconv.Atoi(a.Value)
		if err != nil || n < 0 || n > maxRows {
			return fmt.Errorf("read workbook: a row is numbered %.12q", a.Value)
		}
		number = max(number, n)
	}
	more := number - len(r.rows)
	if err := r.hold(more); err != nil {
		return err
	}
	r.rows = append(r.rows, make([][]string, more)...)
	return nil
}

func (r *reading) cell(d *xml.Decoder, e xml.StartElement) error {
	var c xmlCell
	if err := d.DecodeElement(&c, &e); err != nil {
		return err
	}
	if len(r.rows) == 0 {
		return errors.New("read workbook: a cell is in no row")
	}
	row := &r.rows[len(r.rows)-1]
	at := len(*row)
	if c.Name != "" {
		at = columnOf(c.Name)
	}
	switch {
	case at < len(*row):
		return fmt.Errorf("read workbook: cell %.12q is out of place", c.Name)
	case at >= maxColumns:
		return fmt.Errorf("read workbook: cell %.12q is beyond column %d, the last that is read", c.Name, maxColumns)
	}
	if err := r.hold(at + 1 - len(*row)); err != nil {
		return err
	}
	text, err := c.text(r.texts)
	for len(*row) < at {
		*row = append(*row, "")
	}
	*row = append(*row, text)
	return err
}

// richText is a text, in one piece or in several of different looks.
type richText struct {
	Text string `xml:"t"`
	Runs []struct {
		Text string `xml:"t"`
	} `xml:"r"`
}

func (t richText) String() string {
	all := t.Text
	for _, r := range t.Runs {
		all += r.Text
	}
	return all
}

type xmlCell struct {
	Name   string   `xml:"r,attr"`
	Type   string   `xml:"t,attr"`
	Value  string   `xml:"v"`
	Inline richText `xml:"is"`
}

func (c *xmlCell) text(shared []richText) (string, error) {
	switch c.Type {
	case "inlineStr":
		return c.Inline.String(), nil
	case "s":
		n := -1
		if _, err := fmt.Sscan(c.Value, &n); err != nil || n < 0 || n >= len(shared) {
			return "", fmt.Errorf("read workbook: cell %.12q names no text", c.Name)
		}
		return shared[n].String(), nil
	}
	return c.Value, nil
}

// columnOf is the column, from 0, that the name of a cell says.
func columnOf(name string) int {
	n := 0
	for _, letter := range strings.TrimRight(name, "0123456789") {
		if letter < 'A' || letter > 'Z' || n > 1<<14 {
			return 1 << 15
		}
		n = n*26 + int(letter-'A') + 1
	}
	return n - 1
}

var errNoPart = errors.New("the workbook lacks a part")

// parts gives see the start of each element inside the first one of a name.
func parts(z *zip.Reader, name, inside string, see func(*xml.Decoder, xml.StartElement) error) error {
	f, err := z.Open(name)
	if err != nil {
		return fmt.Errorf("read workbook: %w: %s", errNoPart, name)
	}
	defer f.Close() //nolint:errcheck // read only
	limited := &io.LimitedReader{R: f, N: maxPart}
	d := xml.NewDecoder(limited)
	for within := false; err == nil; {
		var token xml.Token
		if token, err = d.Token(); err != nil {
			break
		}
		switch e := token.(type) {
		case xml.StartElement:
			if within {
				err = see(d, e)
			}
			within = within || e.Name.Local == inside
		case xml.EndElement:
			if within && e.Name.Local == inside {
				return nil
			}
		}
	}
	if limited.N == 0 {
		return fmt.Errorf("read workbook: %s is larger than %d bytes", name, maxPart)
	}
	return fmt.Errorf("read workbook: %s: %w", name, err)
}
