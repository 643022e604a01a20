package reconcile

import (
	"slices"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// Why an entry cannot be right, or says nothing: rules of rule.csv. It stays as its
// source has it.
const (
	resultOfStillborn = "result-of-stillborn"
	resultsContradict = "results-contradict"
	testesOfGirl      = "testes-of-girl"
	orderNotKnown     = "birth-order-not-known"
	bornOnNewYear     = "born-on-new-year"
)

// oddEntry is a standing row of a source that bears such an entry.
type oddEntry struct {
	row *sourceRow
	why string
}

// oddEntries are those of the child among the rows that may be shown.
func (c *childCheck) oddEntries(shown func(*sourceRow) bool) (odd []oddEntry) {
	var spots []*sourceRow // conclusive ones of blood spots
	for _, e := range c.events {
		if e.entity != entityObservation {
			continue
		}
		switch m := c.meaningOf(e); {
		case m == nil:
		case m.kind() == kindBirthOrder && noOrder(m, e) && shown(e):
			odd = append(odd, oddEntry{e, orderNotKnown})
		case m.kind() == kindScreening && c.conclusive(m) && shown(e):
			if c.stillborn {
				odd = append(odd, oddEntry{e, resultOfStillborn})
			}
			if strings.HasSuffix(m.concept.Detail, "testes") && c.records[0].sex == chis.SexFemale {
				odd = append(odd, oddEntry{e, testesOfGirl})
			}
			if m.concept.Dose == programmeBloodSpot {
				spots = append(spots, e)
			}
		}
	}
	for _, e := range spots {
		if slices.ContainsFunc(spots, func(o *sourceRow) bool { return contradict(c.meaningOf(o), c.meaningOf(e)) }) {
			odd = append(odd, oddEntry{e, resultsContradict})
		}
	}
	return odd
}

// conclusive reports a screening result that settles its test.
func (r *run) conclusive(m *meaning) bool {
	return r.Mappings.Contacts().Meaning(m.concept.Dose, m.concept.Value) == schedule.Conclusive
}

// contradict reports two results of one blood spot condition that are not the same.
func contradict(a, b *meaning) bool {
	return a.concept.Detail == b.concept.Detail && spotStatus(a.concept.Value) != spotStatus(b.concept.Value)
}

// noOrder reports a birth order that is none: 8 is not applicable and 9 not known.
// Source: the birth record of the Personal Demographics Service.
func noOrder(m *meaning, e *sourceRow) bool {
	n, ok := birthValue(m, e)
	return ok && (n == 8 || n == 9)
}

// spotStatus takes the sub-status from a status of the blood spot programme.
func spotStatus(value string) string { return value[:min(len(value), 2)] }

// judgeOdd counts odd entries for the report, those of restricted children too.
func (c *childCheck) judgeOdd() {
	c.odd = c.oddEntries(func(*sourceRow) bool { return true })
	for _, o := range c.odd {
		c.tally["odd."+o.why]++
	}
	if newYear(c.born) {
		c.tally["odd."+bornOnNewYear]++
	}
}

// newYear reports a date of 1 January, which stands where only the year is known.
func newYear(born chis.Date) bool { return born.Month() == 1 && born.Day() == 1 }

// gatherOdd lists them beside the dates that cannot be right: what is so only by a
// confidential row is not.
func (g *gatherer) gatherOdd(s *seenChild) {
	if newYear(s.childCheck.born) && s.living {
		s.source.NewYear++
		g.newYears = append(g.newYears, g.oddRow(s, s.records[0].row, bornOnNewYear))
	}
	if len(s.odd) == 0 {
		return
	}
	odd := s.oddEntries(func(e *sourceRow) bool { return !s.twinOf(e) })
	for _, o := range odd {
		g.addOdd(s, o.row, o.why)
	}
	if len(odd) > 0 {
		s.source.Odd++
	}
}

// addOdd lists an entry of a source that cannot be right.
func (g *gatherer) addOdd(s *seenChild, e *sourceRow, why string) {
	row := g.oddRow(s, e, why)
	row.Event, row.On = s.home(e), e.happenedOn()
	g.dates.add(row)
}

// oddRow is a line of what is odd about a source row: as such, about the birth date.
func (g *gatherer) oddRow(s *seenChild, e *sourceRow, why string) DateRow {
	row := DateRow{Person: s.person(), Why: why, Event: tableChild, On: s.childCheck.born, Row: e.row}
	row.Source = g.in.sources[g.people.source(e.person)]
	row.Path, row.Record = g.origin(e.row)
	return row
}

// listNewYears lists the children born on 1 January of practices where they are more
// than chance makes: a clerk's date, in the place of one that nobody knew.
func (g *gatherer) listNewYears() {
	for i := range g.newYears {
		if row := &g.newYears[i]; g.tooManyNewYears(g.practice(row.Practice)) {
			g.dates.add(*row)
		}
	}
}

func (g *gatherer) tooManyNewYears(p *PracticeRow) bool {
	total := p.Total().Source
	return p.NewYear >= g.Mappings.Tolerance("new-year-births-at-least").Value && p.NewYear*1_000_000 > total*g.Mappings.Tolerance("new-year-births").Value
}
