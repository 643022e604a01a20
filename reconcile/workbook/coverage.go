package workbook

import (
	"fmt"

	"lollipop/reconcile"
)

// Names of the sheets about coverage.
const (
	sheetCovered  = "Coverage by practice"
	sheetMeasure  = "Coverage"
	sheetArea     = "Coverage by area"
	sheetAreaFull = "Coverage by area, measure"
	sheetMember   = "Coverage changed"
)

// share is a part of a whole, shown in percent.
type share struct{ part, whole int64 }

// coverageList has a line for each practice, all measures together, with a chart
// of before against after beside it.
func coverageList(lines []reconcile.CoverageLine) *list {
	l := &list{
		name: sheetCovered, title: "Coverage by practice: before against after, all measures and quarters together", tab: tabFigures, freeze: 1,
		note: "Children counted are measures reached by living, registered children; the single measures stand in Coverage. Restricted children are left out.",
		columns: []column{
			{"Practice", 11, id},
			{"Name", 30, text},
			{"Hub", 9, text},
			{"Before", 10, percent},
			{"After", 10, percent},
			{"Counted before", 11, number},
			{"Vaccinated before", 11, number},
			{"Counted after", 11, number},
			{"Vaccinated after", 11, number},
		},
	}
	for i := 0; i < len(lines); {
		p := &lines[i]
		var children, reached reconcile.Sides
		for ; i < len(lines) && lines[i].Practice == p.Practice; i++ {
			children.Source, children.Target = children.Source+lines[i].Children.Source, children.Target+lines[i].Children.Target
			reached.Source, reached.Target = reached.Source+lines[i].Reached.Source, reached.Target+lines[i].Reached.Target
		}
		l.rows = append(l.rows, row{"coverage/" + p.Practice, []any{
			p.Practice, p.Name, p.Hub,
			share{reached.Source, children.Source},
			share{reached.Target, children.Target},
			children.Source, reached.Source, children.Target, reached.Target,
		}})
	}
	l.chart = coverageChart
	return l
}

func measureList(lines []reconcile.CoverageLine) *list {
	l := &list{
		name: sheetMeasure, title: "Coverage by practice, measure and quarter, before and after", tab: tabFigures, freeze: 2,
		note: "Of the children who reached the age in the quarter, those vaccinated before that birthday. The last quarter ends on the day of the report. Commissioner and authority are those of the practice, whose registered children these are.",
		columns: []column{
			{"Result", 12, text},
			{"Practice", 11, id},
			{"Name", 28, text},
			{"Hub", 9, text},
			{"Commissioner", 14, id},
			{"Local authority", 12, id},
			{"Measure", 14, id},
			{"What it is", 44, text},
			{"Quarter", 20, text},
			{"Quarter from", 12, date},
			{"Children before", 10, number},
			{"Children after", 10, number},
			{"Vaccinated before", 11, number},
			{"Vaccinated after", 11, number},
			{"Before", 9, percent},
			{"After", 9, percent},
		},
	}
	for i := range lines {
		c := &lines[i]
		result := toned{"Same", good}
		if c.Children.Differ() || c.Reached.Differ() {
			result = toned{"Changed", warn}
		}
		l.rows = append(l.rows, row{fmt.Sprintf("coverage/%s/%s/%s", c.Practice, c.Measure, c.Quarter), []any{
			result, c.Practice, c.Name, c.Hub, c.Commissioner, c.Authority, c.Measure, c.Words, quarterWords(c.QuarterName, c.Partial), c.Quarter,
			c.Children.Source, c.Children.Target, c.Reached.Source, c.Reached.Target,
			share{c.Reached.Source, c.Children.Source},
			share{c.Reached.Target, c.Children.Target},
		}})
	}
	return l
}

// quarterWords names a quarter; one that is not over is counted as far as it has come.
func quarterWords(name string, partial bool) string {
	if partial {
		return name + ", so far"
	}
	return name
}

// memberWords say how a child's membership changed.
var memberWords = map[string]string{
	"gained": "Counts as vaccinated, did not before", "lost": "Counted as vaccinated, does not now", "entered": "Is counted, was not before",
	"left": "Was counted, is not now", "moved": "Is counted with another practice",
	"moved-home": "Is counted in another local authority",
}

func memberList(r reconcile.Rows[reconcile.CoverageRow]) *list {
	l := &list{
		name: sheetMember, title: "Coverage changed: children who count otherwise than before", tab: tabChildren, freeze: whoStays,
		note: capped(r, "One line for each child and measure, with the reason; what nothing explains stands first. The reasons are those of Next due changed."),
		columns: ofChildren(
			column{"Why", 40, text},
			column{"What changed", 30, text},
			column{"Measure", 14, id},
			column{"What it is", 44, text},
			column{"Where to fix", 12, text},
		),
	}
	for i := range r.List {
		c := &r.List[i]
		where, owner := reconcile.FixAccept, "hub clerk"
		if !c.Explained {
			where, owner = reconcile.FixTool, "migration engineer"
		}
		values := append([]any{reasonWords(c.Reason)}, whoValues(&c.Person)...)
		values = append(values, memberWords[c.Change], c.Measure, c.Words, where, owner, nil, "open")
		l.rows = append(l.rows, row{fmt.Sprintf("coverage/%d/%s", c.ID, c.Measure), values})
	}
	return l
}
