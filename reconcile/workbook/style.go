package workbook

import "github.com/xuri/excelize/v2"

// styles are the numbers of the styles of one file.
type styles struct {
	title, note, head, section, sentence, label int
	cells                                       map[styleKey]int
}

type styleKey struct {
	kind kind
	tone tone
}

func (s *styles) of(k kind, t tone) int { return s.cells[styleKey{k, t}] }

// tones are fill and letters of each tone, dark on light: 7 to 1 and more.
var tones = map[tone][2]string{good: {"DDF0DD", "0B4F0B"}, warn: {"FFF0C2", "5C3B00"}, bad: {"FBD9D9", "7A0000"}}

const (
	fontName  = "Calibri"
	ink       = "1F2937"
	headFill  = "1D3557"
	lineColor = "D0D5DD"
	fillIn    = "EEF4FB"
	dateForm  = "dd/mm/yyyy"
	countForm = "#,##0"
	textForm  = 49 // "@"
)

func lines() []excelize.Border {
	var all []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		all = append(all, excelize.Border{Type: side, Color: lineColor, Style: 1})
	}
	return all
}

// newStyles makes every style that the sheets use.
func newStyles(f *excelize.File) (*styles, error) {
	s := &styles{cells: map[styleKey]int{}}
	for _, one := range []struct {
		to    *int
		style excelize.Style
	}{
		{&s.title, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 18, Bold: true, Color: headFill}, Alignment: &excelize.Alignment{Vertical: "center"}}},
		{&s.note, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 11, Color: ink}, Alignment: &excelize.Alignment{Vertical: "center"}}},
		{&s.section, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 14, Bold: true, Color: headFill}, Alignment: &excelize.Alignment{Vertical: "bottom"}}},
		{&s.sentence, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 11, Color: ink}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
		{&s.label, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 11, Bold: true, Color: ink}, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}}},
		{&s.head, excelize.Style{
			Font: &excelize.Font{Family: fontName, Size: 11, Bold: true, Color: "FFFFFF"}, Border: lines(),
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{headFill}},
			Alignment: &excelize.Alignment{Vertical: "center", Horizontal: "left", WrapText: true},
		}},
	} {
		var err error
		if *one.to, err = f.NewStyle(&one.style); err != nil {
			return nil, err
		}
	}
	for k := text; k <= fillDate; k++ {
		for t := plain; t <= bad; t++ {
			n, err := f.NewStyle(cellStyle(k, t))
			if err != nil {
				return nil, err
			}
			s.cells[styleKey{k, t}] = n
		}
	}
	return s, nil
}

func cellStyle(k kind, t tone) *excelize.Style {
	s := &excelize.Style{
		Font: &excelize.Font{Family: fontName, Size: 11, Color: ink}, Border: lines(),
		Alignment: &excelize.Alignment{Vertical: "top"},
	}
	form := ""
	switch k {
	case text, fill:
		s.NumFmt, s.Alignment.WrapText, s.Alignment.Horizontal = textForm, true, "left"
	case id:
		s.NumFmt = textForm
	case number:
		form, s.Alignment.Horizontal, s.Alignment.Indent = countForm, "right", 1 // clear of the next column
	case percent:
		form, s.Alignment.Horizontal, s.Alignment.Indent = "0.0%", "right", 1
	case points:
		form, s.Alignment.Horizontal, s.Alignment.Indent = "+0.00%;-0.00%;0.00%", "right", 1
	case bits, chance:
		form, s.Alignment.Horizontal, s.Alignment.Indent = map[kind]string{bits: "0.0", chance: "0.000000"}[k], "right", 1
	case date, fillDate:
		form, s.Alignment.Horizontal = dateForm, "left"
	}
	if form != "" {
		s.CustomNumFmt = &form
	}
	if k == fill || k == fillDate {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fillIn}}
	}
	if c, ok := tones[t]; ok {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{c[0]}}
		s.Font.Color, s.Font.Bold = c[1], true
	}
	return s
}
