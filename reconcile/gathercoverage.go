package reconcile

import (
	"cmp"
	"slices"
	"strings"

	"lollipop/internal/chis"
)

// CoverageLine is one measure of one practice in one quarter.
type CoverageLine struct {
	Practice, Name, Hub     string
	Commissioner, Authority string
	Measure, Words          string
	Quarter                 chis.Date // its first day
	Children, Reached       Sides
	measure                 int
}

// CoverageRow is a child who counts for a measure otherwise than before.
type CoverageRow struct {
	Person
	Measure, Words string
	Change, Reason string
	Explained      bool
	Row            int64
}

func (g *gatherer) gatherCoverage(s *seenChild) {
	for _, c := range s.coverageChanges {
		m := &g.Mappings.Measures()[c.measure]
		g.members.add(CoverageRow{Person: s.person(), Measure: m.ID, Words: m.Words, Change: c.kind, Reason: c.reason, Explained: explains(c.reason), Row: s.primary})
	}
}

func compareCoverage(a, b *CoverageRow) int {
	flag := func(v bool) int {
		if v {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(a.Place, b.Place), flag(a.Explained)-flag(b.Explained), -strings.Compare(a.Change, b.Change), strings.Compare(a.Practice, b.Practice),
		cmp.Compare(a.ID, b.ID), strings.Compare(a.Measure, b.Measure))
}

// coverageLines are the cells of practices, by hub, practice, measure and quarter.
func (g *gatherer) coverageLines() (all []CoverageLine) {
	for k, s := range g.covered.cells {
		if k.service {
			continue
		}
		m := &g.Mappings.Measures()[k.measure]
		l := CoverageLine{
			Practice: k.practice, Commissioner: g.commissioner(k.practice), Measure: m.ID, Words: m.Words, measure: k.measure,
			Quarter: g.covered.first.AddMonths(monthsOfQuarter * k.quarter), Children: s.children, Reached: s.reached,
		}
		l.Authority = g.Mappings.Authority(l.Commissioner)
		l.Name, l.Hub, _, _ = g.describe(k.practice)
		all = append(all, l)
	}
	slices.SortFunc(all, func(a, b CoverageLine) int {
		return cmp.Or(strings.Compare(a.Hub, b.Hub), strings.Compare(a.Practice, b.Practice), a.measure-b.measure, cmp.Compare(a.Quarter, b.Quarter))
	})
	return all[:min(len(all), maxListed)]
}
