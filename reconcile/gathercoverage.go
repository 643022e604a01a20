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
	QuarterName             string
	Partial                 bool // not over on the day of the report
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

// coverageLines are the figures of practices, by hub, practice, measure and quarter.
func (g *gatherer) coverageLines() (all []CoverageLine) {
	sums := map[coverageCell]*coverageSides{} // wherever the children live
	for k, s := range g.covered.cells {
		if k.service {
			continue
		}
		k.authority, k.located = "", false
		if sums[k] == nil {
			sums[k] = &coverageSides{}
		}
		sums[k].take(s)
	}
	for k, s := range sums {
		m, first := &g.Mappings.Measures()[k.measure], g.covered.firstOf(k.quarter)
		l := CoverageLine{
			Practice: k.practice, Commissioner: g.commissioner(k.practice), Measure: m.ID, Words: m.Words, measure: k.measure,
			Quarter: first, QuarterName: quarterName(first), Partial: g.covered.partial(k.quarter),
			Children: Sides{s.children[sideBefore], s.children[sideAfter]}, Reached: Sides{s.reached[sideBefore], s.reached[sideAfter]},
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
