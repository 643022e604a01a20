package workbook

import (
	"cmp"
	"fmt"

	"lollipop/reconcile"
)

// areaWords say what a figure of an area counts.
func areaWords(a *reconcile.CoverageArea) string {
	switch {
	case a.Area == reconcile.AreaService:
		return "Whole service, restricted children as well"
	case a.Area == reconcile.AreaCommissioner:
		return "Commissioner: registered"
	case a.Basis == reconcile.BasisResident:
		return "Local authority: resident"
	}
	return "Local authority: registered"
}

// areaNote says by what children are placed.
func areaNote(c *reconcile.Coverage) string {
	const registered = "Registered: children of the practices of the area, and those of no practice who live in it. "
	if !c.Resident {
		return registered + "No postcode table was given: there are no figures by residence, and who has no practice counts nowhere."
	}
	return registered + "Resident: by postcode, as postcode_authority.csv says; whose postcode it lacks counts by practice."
}

// perMillion is a share that is given in parts per million.
func perMillion(n int64) share { return share{n, 1_000_000} }

// areaKey names an area.
func areaKey(a *reconcile.CoverageArea) string {
	return fmt.Sprintf("%s/%s/%s", a.Area, a.Basis, a.Code)
}

// areaList has a line for each area, all measures together, with a chart of the
// commissioners beside it.
func areaList(c *reconcile.Coverage, names map[string]string) *list {
	l := &list{
		name: sheetArea, title: "Coverage by commissioner and local authority: before against after, all measures and quarters together", tab: tabFigures, freeze: 2,
		note: areaNote(c),
		columns: []column{
			{"Counted by", 40, text},
			{"Name", 34, text},
			{"Code", 12, id},
			{"Before", 9, percent},
			{"After", 9, percent},
			{"Counted before", 11, number},
			{"Vaccinated before", 11, number},
			{"Counted after", 11, number},
			{"Vaccinated after", 11, number},
			{"Placed by postcode before", 11, number},
			{"Placed by postcode after", 11, number},
		},
	}
	commissioners := 0
	for i := 0; i < len(c.Areas); {
		a, sum := &c.Areas[i], reconcile.CoverageArea{}
		for ; i < len(c.Areas) && areaKey(&c.Areas[i]) == areaKey(a); i++ {
			sum.Add(&c.Areas[i])
		}
		if a.Area == reconcile.AreaService {
			continue
		}
		if a.Area == reconcile.AreaCommissioner {
			commissioners++
		}
		l.rows = append(l.rows, row{"coverage-area/" + areaKey(a), []any{
			areaWords(a), areaName(names, a), a.Code,
			share{sum.ReachedBefore, sum.ChildrenBefore},
			share{sum.ReachedAfter, sum.ChildrenAfter},
			sum.ChildrenBefore, sum.ReachedBefore, sum.ChildrenAfter, sum.ReachedAfter, sum.ByPostcodeBefore, sum.ByPostcodeAfter,
		}})
	}
	if commissioners > 0 {
		l.chart = commissionerChart(commissioners)
	}
	return l
}

// areaName is the name of an area; its code stands in a column of its own.
func areaName(names map[string]string, a *reconcile.CoverageArea) string {
	switch {
	case a.Area == reconcile.AreaService:
		return "Whole service"
	case a.Code == "":
		return "Area not known"
	}
	return cmp.Or(names[a.Code], a.Code+", name not known")
}

// areaFullList has a line for each area, measure and quarter.
func areaFullList(c *reconcile.Coverage, l *reconcile.Listing) *list {
	full := &list{
		name: sheetAreaFull, title: "Coverage by commissioner and local authority, measure and quarter, before and after", tab: tabFigures, freeze: 3,
		note: areaNote(c) + " Not explained: the change that is left when the changes of children that have a reason are undone.",
		columns: []column{
			{"Result", 12, text},
			{"Counted by", 40, text},
			{"Name", 34, text},
			{"Code", 12, id},
			{"Measure", 14, id},
			{"What it is", 44, text},
			{"Quarter", 20, text},
			{"Before", 9, percent},
			{"After", 9, percent},
			{"Change", 10, points},
			{"Not explained", 11, points},
			{"Children before", 10, number},
			{"Children after", 10, number},
			{"Vaccinated before", 11, number},
			{"Vaccinated after", 11, number},
			{"Placed by postcode before", 11, number},
			{"Placed by postcode after", 11, number},
		},
	}
	words := map[string]string{}
	for i := range l.Coverage {
		words[l.Coverage[i].Measure] = l.Coverage[i].Words
	}
	for i := range c.Areas {
		a := &c.Areas[i]
		result := toned{"Same", good}
		if a.ChildrenBefore != a.ChildrenAfter || a.ReachedBefore != a.ReachedAfter {
			result = toned{"Changed", warn}
		}
		if a.MovedUnexplained != 0 {
			result = toned{"Not explained", bad}
		}
		full.rows = append(full.rows, row{fmt.Sprintf("coverage-area/%s/%s/%s", areaKey(a), a.Measure, a.Quarter), []any{
			result, areaWords(a), areaName(l.AreaNames, a), a.Code, a.Measure, words[a.Measure], quarterWords(a.QuarterName, a.Partial),
			share{a.ReachedBefore, a.ChildrenBefore},
			share{a.ReachedAfter, a.ChildrenAfter},
			perMillion(a.Moved), perMillion(a.MovedUnexplained),
			a.ChildrenBefore, a.ChildrenAfter, a.ReachedBefore, a.ReachedAfter, a.ByPostcodeBefore, a.ByPostcodeAfter,
		}})
	}
	return full
}
