package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxPart bounds a part of a workbook that is read, unpacked.
const maxPart = 256 << 20

// Read gives the rows of the first sheet of a workbook, headings first, as texts:
// a number in its plain form, a date as the number that Excel keeps. Rows of
// another length are as long as they are. It reads what this package or a
// spreadsheet program wrote.
func Read(data []byte) ([][]string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("read workbook: %w", err)
	}
	var texts struct {
		Items []richText `xml:"si"`
	}
	if err := decode(z, "xl/sharedStrings.xml", &texts); err != nil && !errors.Is(err, errNoPart) {
		return nil, err
	}
	var first struct {
		Rows []struct {
			Number int       `xml:"r,attr"`
			Cells  []xmlCell `xml:"c"`
		} `xml:"sheetData>row"`
	}
	if err := decode(z, "xl/worksheets/sheet1.xml", &first); err != nil {
		return nil, err
	}
	var rows [][]string
	for _, r := range first.Rows {
		if r.Number < 0 || r.Number > maxRows {
			return nil, fmt.Errorf("read workbook: a row is numbered %d", r.Number)
		}
		for len(rows) < r.Number-1 {
			rows = append(rows, nil) // rows keep the numbers that people see
		}
		var row []string
		for _, c := range r.Cells {
			at := len(row)
			if c.Name != "" {
				at = columnOf(c.Name)
			}
			if at < len(row) || at > 1<<14 {
				return nil, fmt.Errorf("read workbook: cell %.12q is out of place", c.Name)
			}
			for len(row) < at {
				row = append(row, "")
			}
			text, err := c.text(texts.Items)
			if err != nil {
				return nil, err
			}
			row = append(row, text)
		}
		rows = append(rows, row)
	}
	return rows, nil
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

func decode(z *zip.Reader, name string, to any) error {
	f, err := z.Open(name)
	if err != nil {
		return fmt.Errorf("read workbook: %w: %s", errNoPart, name)
	}
	defer f.Close() //nolint:errcheck // read only
	limited := &io.LimitedReader{R: f, N: maxPart}
	if err := xml.NewDecoder(limited).Decode(to); err != nil {
		if limited.N == 0 {
			return fmt.Errorf("read workbook: %s is larger than %d bytes", name, maxPart)
		}
		return fmt.Errorf("read workbook: %s: %w", name, err)
	}
	return nil
}
