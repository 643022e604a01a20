package profile

import (
	"io"
	"slices"
	"strconv"

	"lollipop/internal/sheet"
)

// WriteBook writes the profile as an Excel workbook. Lists longer than a sheet
// are cut, and the first sheet says so: profile.json has all.
func (p *Profile) WriteBook(w io.Writer) error {
	sheets := []sheet.Sheet{
		p.entitySheet(), p.fileSheet(), p.columnSheet(), p.valueSheet(), p.practiceSheet(), p.yearSheet(),
		p.codeSheet("Unmapped codes", true), p.codeSheet("Codes", false),
	}
	readMe := sheet.Sheet{Name: "Read me", Columns: []sheet.Column{{Head: "Sheet", Width: 18}, {Head: "Rows"}, {Head: "What a row is", Width: 100}}}
	for i := range sheets {
		what := bookWords[sheets[i].Name]
		if n := len(sheets[i].Rows); n > mostRows {
			what += ". Cut after " + strconv.Itoa(mostRows) + " rows: profile.json has all"
			sheets[i].Rows = sheets[i].Rows[:mostRows]
		}
		readMe.Rows = append(readMe.Rows, []any{sheets[i].Name, len(sheets[i].Rows), what})
	}
	return sheet.Write(w, append([]sheet.Sheet{readMe}, sheets...)...)
}

// mostRows of a sheet: more opens slowly and helps nobody.
const mostRows = 200_000

var bookWords = map[string]string{
	"File types":     "A file type of a source over all its files",
	"Files":          "A file as it lies there: layout, encoding, damage",
	"Columns":        "A column of a file: how many values are filled and different; about means an estimate, within 2 %",
	"Values":         "A value of a column of fixed words that at least five rows share",
	"Practices":      "An organisation of a source: its rows, its children, the months of its first and last event",
	"Years":          "Rows of a file type by the year of the event",
	"Unmapped codes": "A code that events use and no table maps, those that may matter to safety first",
	"Codes":          "A code that events use",
}

func columns(heads ...string) []sheet.Column {
	all := make([]sheet.Column, len(heads))
	for i, h := range heads {
		all[i] = sheet.Column{Head: h, Width: widths[h]}
	}
	return all
}

var widths = map[string]int{"File": 60, "File type": 30, "Column": 28, "Term": 50, "Name": 36, "Category": 30, "Organisation": 40, "Remark": 60, "Value": 30}

func (p *Profile) entitySheet() sheet.Sheet {
	s := sheet.Sheet{Name: "File types", Columns: columns("Source", "File type", "Migrated", "Files", "Records", "Damaged")}
	for _, e := range p.Entities {
		s.Rows = append(s.Rows, []any{e.Source, e.Table, yes(e.Migrated), e.Files, e.Records, e.Damaged})
	}
	return s
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

func (p *Profile) fileSheet() sheet.Sheet {
	s := sheet.Sheet{Name: "Files", Columns: columns("Source", "File", "File type", "Known by", "Layout", "Names that differ", "Encoding", "Bytes", "Records", "Damaged", "Other width", "Remark")}
	for i := range p.Files {
		f := &p.Files[i]
		remark := f.Unreadable
		if f.CutOff {
			remark = "ends inside a record"
		}
		s.Rows = append(s.Rows, []any{f.Source, f.File, f.Table, f.Known, f.Layout, f.Differs, f.Encoding, f.Bytes, f.Records, f.damaged(), f.OtherWidth, remark})
	}
	return s
}

func (p *Profile) columnSheet() sheet.Sheet {
	s := sheet.Sheet{Name: "Columns", Columns: columns("Source", "File type", "Column", "Kind", "Rows", "Filled", "Different", "About", "Longest", "Of another form", "From", "To", "File")}
	for _, c := range p.Columns {
		about := ""
		if c.Estimate {
			about = "about"
		}
		s.Rows = append(s.Rows, []any{c.Source, c.Table, c.Column, c.Kind, c.Rows, c.Filled, c.Distinct, about, c.Longest, c.Wrong, c.From, c.To, c.File})
	}
	return s
}

func (p *Profile) valueSheet() sheet.Sheet {
	s := sheet.Sheet{Name: "Values", Columns: columns("Source", "File type", "Column", "Value", "Rows", "File")}
	for _, c := range p.Columns {
		for _, v := range c.Values {
			s.Rows = append(s.Rows, []any{c.Source, c.Table, c.Column, v.Value, v.Rows, c.File})
		}
		if c.Rarer > 0 {
			s.Rows = append(s.Rows, []any{c.Source, c.Table, c.Column, "(rarer values)", c.Rarer, c.File})
		}
	}
	return s
}

func (p *Profile) practiceSheet() sheet.Sheet {
	s := sheet.Sheet{Name: "Practices", Columns: columns("Source", "Code", "Name", "Rows", "Children", "About", "First event", "Last event", "Organisation")}
	for _, o := range p.Practices {
		about := ""
		if o.Estimate {
			about = "about"
		}
		s.Rows = append(s.Rows, []any{o.Source, o.Code, o.Name, o.Rows, o.Children, about, o.First, o.Last, o.GUID})
	}
	return s
}

func (p *Profile) yearSheet() sheet.Sheet {
	s := sheet.Sheet{Name: "Years", Columns: columns("Source", "File type", "Year", "Rows")}
	for _, e := range p.Entities {
		years := make([]string, 0, len(e.Years))
		for y := range e.Years {
			years = append(years, y)
		}
		slices.Sort(years)
		for _, y := range years {
			s.Rows = append(s.Rows, []any{e.Source, e.Table, y, e.Years[y]})
		}
	}
	return s
}

func (p *Profile) codeSheet(name string, unmapped bool) sheet.Sheet {
	s := sheet.Sheet{Name: name, Columns: columns("Source", "System", "Code", "Term", "Category", "Kind", "Class", "Rows", "Code id")}
	for _, safety := range []bool{true, false} {
		for i := range p.Codes {
			c := &p.Codes[i]
			if unmapped && (!c.Unmapped() || (c.Class == "safety") != safety) || !unmapped && !safety {
				continue
			}
			s.Rows = append(s.Rows, []any{c.Source, c.System, c.Code, c.Term, c.Category, c.Kind, c.Class, c.Rows, strconv.FormatInt(c.ID, 10)})
		}
	}
	return s
}
