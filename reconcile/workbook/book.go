package workbook

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"lollipop/reconcile"
)

// book is one file under way.
type book struct {
	file    *excelize.File
	styles  *styles
	rep     *reconcile.Report
	sheets  int
	written int64
	temp    string // folder for what does not fit in memory, private like the workspace
	whose   string // data, in the foot of each page
}

func newBook(rep *reconcile.Report, temp, title, whose string) (*book, error) {
	b := &book{file: excelize.NewFile(excelize.Options{TmpDir: temp}), rep: rep, temp: temp, whose: whose}
	var err error
	if b.styles, err = newStyles(b.file); err != nil {
		return nil, err
	}
	if err := b.file.SetDefaultFont(fontName); err != nil {
		return nil, err
	}
	made := rep.AsOf + "T00:00:00Z" // no clock: the same report gives the same bytes
	return b, b.file.SetDocProps(&excelize.DocProperties{
		Title: title, Subject: "reconciliation of child health records", Creator: "Lollipop", LastModifiedBy: "Lollipop",
		Identifier: rep.RunID, Created: made, Modified: made, Language: "en-GB", Category: strings.ToLower(whose), Description: "run " + rep.RunID,
	})
}

// sheet makes a sheet and its print set-up: so many pages side by side, or with 0 the
// first sheet's own scale. more is set by the caller, whose settings come first
// because some of excelize's replace others.
func (b *book) sheet(name, tab string, across int, more func() error) error {
	if b.sheets++; b.sheets == 1 {
		if err := b.file.SetSheetName("Sheet1", name); err != nil {
			return err
		}
	} else if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	if err := more(); err != nil {
		return err
	}
	fit, a4, high, landscape := across > 0, 9, 0, "landscape"
	layout := excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape}
	if fit {
		layout.FitToWidth, layout.FitToHeight = &across, &high
	} else {
		scale := uint(readMeScale)
		layout.AdjustTo = &scale
	}
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit, TabColorRGB: &tab}); err != nil {
		return err
	}
	if err := b.file.SetPageLayout(name, &layout); err != nil {
		return err
	}
	margin, foot := 0.4, 0.6
	if err := b.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &foot}); err != nil {
		return err
	}
	no := false
	if err := b.file.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &no}); err != nil {
		return err
	}
	return b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{
		OddFooter: "&L" + b.whose + ". Run " + b.rep.RunID + "&C&A&RPage &P of &N",
	})
}

// pack gives the bytes of the file in an order and with times that never change.
func (b *book) pack() ([]byte, error) {
	var raw bytes.Buffer
	if err := b.file.Write(&raw); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	r, err := zip.NewReader(bytes.NewReader(raw.Bytes()), int64(raw.Len()))
	if err != nil {
		return nil, fmt.Errorf("order workbook: %w", err)
	}
	// Programs that guess the type of a file look at its first entry.
	first := func(f *zip.File) int {
		if f.Name == typesPart {
			return 0
		}
		return 1
	}
	slices.SortFunc(r.File, func(a, b *zip.File) int { return cmp.Or(first(a)-first(b), cmp.Compare(a.Name, b.Name)) })
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	press, err := flate.NewWriter(nil, flate.DefaultCompression) // for one entry after the other
	if err != nil {
		return nil, fmt.Errorf("order workbook: %w", err)
	}
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) {
		press.Reset(to)
		return press, nil
	})
	for _, f := range r.File {
		if err := copyEntry(w, f); err != nil {
			return nil, fmt.Errorf("order workbook: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("order workbook: %w", err)
	}
	return out.Bytes(), nil
}

func copyEntry(w *zip.Writer, f *zip.File) error {
	from, err := f.Open()
	if err != nil {
		return err
	}
	to, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return err
	}
	if f.Name == typesPart {
		err = sortTypes(to, from)
	} else {
		_, err = io.Copy(to, from) //nolint:gosec // our own bytes of a moment ago
	}
	return errors.Join(err, from.Close())
}

// typesPart names the type of every part. The library lists some of them in the
// order of a map.
const typesPart = "[Content_Types].xml"

// partTypes is what it holds: types by ending, and by name.
type partTypes struct {
	XMLName  xml.Name   `xml:"http://schemas.openxmlformats.org/package/2006/content-types Types"`
	Default  []partType `xml:"http://schemas.openxmlformats.org/package/2006/content-types Default"`
	Override []partType `xml:"http://schemas.openxmlformats.org/package/2006/content-types Override"`
}

type partType struct {
	Extension   string `xml:"Extension,attr,omitempty"`
	PartName    string `xml:"PartName,attr,omitempty"`
	ContentType string `xml:"ContentType,attr"`
}

// sortTypes copies that part in an order of its own.
func sortTypes(to io.Writer, from io.Reader) error {
	var t partTypes
	if err := xml.NewDecoder(from).Decode(&t); err != nil {
		return err
	}
	for _, list := range [][]partType{t.Default, t.Override} {
		slices.SortFunc(list, func(a, b partType) int {
			return cmp.Or(cmp.Compare(a.Extension, b.Extension), cmp.Compare(a.PartName, b.PartName))
		})
	}
	if _, err := io.WriteString(to, xml.Header); err != nil {
		return err
	}
	return xml.NewEncoder(to).Encode(t)
}

// Encrypt gives the bytes as Excel encrypts a file with a passphrase.
func Encrypt(raw []byte, passphrase string) ([]byte, error) {
	sealed, err := excelize.Encrypt(raw, &excelize.Options{Password: passphrase})
	if err != nil {
		return nil, fmt.Errorf("encrypt workbook: %w", err)
	}
	return sealed, nil
}
