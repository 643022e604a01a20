package forms

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"lollipop/internal/chis"
	"lollipop/mappings"
)

// ControlHeader is the header of control.csv. A row is one figure of one
// source; which of practice, year, month and item it fills, control_figure.csv
// says. Either value or not_given is filled.
var ControlHeader = []string{"source", "figure", "practice", "year", "month", "item", "value", "not_given", "note"}

// Unknown stands in a dimension for records of which it is not known.
const Unknown = "unknown"

// Cell is what a value of control.csv is about. Dimensions that its figure does
// not have are empty.
type Cell struct{ Source, Figure, Practice, Year, Month, Item string }

// Compare orders cells as the report lists them.
func (c Cell) Compare(o Cell) int {
	return cmp.Or(
		cmp.Compare(c.Source, o.Source), cmp.Compare(c.Figure, o.Figure), cmp.Compare(c.Practice, o.Practice),
		cmp.Compare(c.Year, o.Year), cmp.Compare(c.Month, o.Month), cmp.Compare(c.Item, o.Item),
	)
}

// Total is a row of control.csv.
type Total struct {
	Cell
	Count    int64
	Day      chis.Date // of a figure whose value is a day
	NotGiven string    // why there is no value, "" where there is one
	Note     string
	Line     int // in the file
}

// Whole reports that a total which is not given stands for its whole figure: no
// dimension is filled.
func (t *Total) Whole() bool { return t.Practice+t.Year+t.Month+t.Item == "" }

// ReadControl reads control.csv. Its errors are an *Error, or the system's.
func ReadControl(path string, maps *mappings.Set) (totals []Total, in Input, err error) {
	f := form{nameOf(path), ControlHeader}
	var known []string
	for _, one := range maps.Figures() {
		known = append(known, one.ID)
	}
	lines := map[Cell]int{}
	in, err = f.read(path, func(r row) error {
		figure, err := r.word("figure", known)
		if err != nil {
			return err
		}
		t, err := r.total(maps.Figure(figure))
		if err != nil {
			return err
		}
		if first := lines[t.Cell]; first > 0 {
			return r.fail("figure", fmt.Sprintf("the same figure stands on line %d", first))
		}
		t.Line = r.line
		lines[t.Cell], totals = r.line, append(totals, t)
		return nil
	})
	return totals, in, err
}

func (r row) total(f *mappings.Figure) (t Total, err error) {
	t.Figure, t.NotGiven, t.Note = f.ID, r.text("not_given"), r.text("note")
	if t.Source, err = r.filled("source"); err != nil {
		return t, err
	}
	value := r.text("value")
	switch {
	case value == "" && t.NotGiven == "":
		return t, r.fail("value", "is empty: give it, or say in not_given why there is none")
	case value != "" && t.NotGiven != "":
		return t, r.fail("not_given", "is filled beside a value")
	case value == "" && r.blank("practice", "year", "month", "item"):
		return t, nil
	}
	if err := r.dimensions(f, &t.Cell); err != nil || value == "" {
		return t, err
	}
	if !f.Date {
		t.Count, err = r.count("value")
		return t, err
	}
	t.Day, err = r.date("value")
	return t, err
}

func (r row) blank(fields ...string) bool {
	return !slices.ContainsFunc(fields, func(f string) bool { return r.text(f) != "" })
}

// dimensions reads the cells by which a figure is divided. The others must be
// empty: what stands there was meant for something.
func (r row) dimensions(f *mappings.Figure, c *Cell) error {
	for _, d := range []struct {
		name string
		to   *string
		ok   func(string) bool
		want string
	}{
		{"practice", &c.Practice, isPractice, "the code of a practice"},
		{"year", &c.Year, isYear, "a year of four digits"},
		{"month", &c.Month, isMonth, "a month of the form yyyy-mm"},
		{"item", &c.Item, func(string) bool { return true }, ""},
	} {
		text := r.text(d.name)
		switch {
		case !f.Has(d.name) && text != "":
			return r.fail(d.name, "is filled, and the figure "+f.ID+" is not divided by it")
		case !f.Has(d.name):
		case text == "":
			return r.fail(d.name, "is empty: write "+Unknown+" where it is not known")
		case text != Unknown && !d.ok(text):
			return r.fail(d.name, fmt.Sprintf("%s is not %s, and not %s", shown(text), d.want, Unknown))
		default:
			*d.to = text
		}
	}
	return r.canonical(f, c)
}

// canonical brings a practice's code into upper case and a set of antigens into
// its one order of names.
func (r row) canonical(f *mappings.Figure, c *Cell) error {
	if c.Practice != "" && c.Practice != Unknown {
		code, _ := chis.ParseODSCode(c.Practice)
		c.Practice = string(code)
	}
	if f.ID != FigureDoses || c.Item == Unknown {
		return nil
	}
	a, err := chis.ParseAntigens(c.Item)
	if err != nil {
		return r.fail("item", err.Error())
	}
	c.Item = a.String()
	return nil
}

func isPractice(s string) bool {
	_, ok := chis.ParseODSCode(s)
	return ok
}

func isYear(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && len(s) == 4 && n >= 1000
}

func isMonth(s string) bool {
	_, ok := chis.ParseDate(s + "-01")
	return ok && len(s) == len("yyyy-mm")
}

// Figures that a program speaks of by name.
const (
	FigureLiving          = "living-children"
	FigureBirths          = "births"
	FigureDoses           = "doses"
	FigureDeclines        = "declines"
	FigureScreening       = "screening"
	FigureDue             = "due-outstanding"
	FigureAppointments    = "booked-appointments"
	FigureChildProtection = "child-protection"
	FigureLookedAfter     = "looked-after"
	FigureAlerts          = "alerts"
	FigureLast            = "last-transaction"
)
