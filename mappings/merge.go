package mappings

import (
	"strings"

	"lollipop/internal/chis"
)

// EventMatch says when two rows of one child from different sources are one
// event. Column names are those of the target table.
type EventMatch struct {
	Table         string
	FullDate      string            // date that must be known to the day, and equal
	Equal         []string          // equal on both sides, empty equals empty
	BlankTolerant []string          // equal, or empty on one side
	Filled        []string          // of Equal, those that may not be empty
	When          map[string]string // both rows have these values
}

// Survivor says which contributor's value a column of a merged child takes.
type Survivor struct {
	Table        string
	Column       string // of the target table
	SourceColumn string // staged name in entity patient
	Rule         string // first-filled, first-contributor or each-contributor
	Words        string
}

// Vaccine is a combined vaccine and when it was in UK use.
type Vaccine struct {
	Name     string
	Family   string
	Antigens chis.Antigens
	From, To chis.Date // both days included; no To where it still is
}

// InUse reports that the vaccine was in UK use on the day; never on none.
func (v *Vaccine) InUse(day chis.Date) bool {
	return day != 0 && !day.Before(v.From) && !day.After(v.To)
}

// EventMatches lists when events of two sources are one.
func (s *Set) EventMatches() []EventMatch { return s.matches }

// Survivorship lists the columns of a merged child and whose value they take.
func (s *Set) Survivorship() []Survivor { return s.survivors }

// Vaccines lists the combined vaccines.
func (s *Set) Vaccines() []Vaccine { return s.vaccines }

func (l *loading) merges() {
	l.eventMatches()
	l.survivorship()
	for _, r := range l.rows("vaccine_use.csv") {
		v := Vaccine{Name: r.filled("name"), Family: r.text("family"), Antigens: r.antigens("antigens")}
		v.From, v.To = r.span("from", "to")
		if v.Antigens.Len() < 2 || v.From.IsNone() {
			r.wrong("antigens", "a combined vaccine has two antigens or more, and a date of first use")
		}
		l.set.vaccines = append(l.set.vaccines, v)
	}
}

func (l *loading) eventMatches() {
	for _, r := range l.rows("event_match.csv") {
		m := EventMatch{
			Table: r.text("table"), FullDate: r.filled("full_date"), Equal: r.list("equal"), BlankTolerant: r.list("blank_tolerant"),
			Filled: r.list("filled"), When: map[string]string{},
		}
		l.targetColumns(r, "full_date", m.Table, m.FullDate)
		l.targetColumns(r, "equal", m.Table, m.Equal...)
		l.targetColumns(r, "blank_tolerant", m.Table, m.BlankTolerant...)
		l.targetColumns(r, "filled", m.Table, m.Filled...)
		for _, condition := range r.list("when") {
			column, value, ok := strings.Cut(condition, "=")
			if !ok {
				r.wrong("when", "%q is not column=value", condition)
			}
			l.targetColumns(r, "when", m.Table, column)
			m.When[column] = value
		}
		l.set.matches = append(l.set.matches, m)
	}
}

func (l *loading) survivorship() {
	patient := l.set.Entity("patient")
	for _, r := range l.rows("survivorship.csv") {
		v := Survivor{
			r.text("table"), r.text("column"), r.text("source_column"),
			r.oneOf("rule", "first-filled", "first-contributor", "each-contributor"), r.text("words"),
		}
		l.targetColumns(r, "column", v.Table, v.Column)
		if patient == nil || patient.Column(v.SourceColumn) < 0 {
			r.wrong("source_column", "%q is no column of entity patient", v.SourceColumn)
		}
		l.set.survivors = append(l.set.survivors, v)
	}
}

// targetColumns notes those of names that the target table lacks.
func (l *loading) targetColumns(r row, cell, table string, names ...string) {
	t := l.set.Table(table)
	for _, name := range names {
		if t == nil || t.Column(name) < 0 {
			r.wrong(cell, "table %q has no column %q", table, name)
		}
	}
}
