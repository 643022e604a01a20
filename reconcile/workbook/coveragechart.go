package workbook

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"
)

// Columns of the figures of a list of coverage, and how they are drawn.
const (
	columnName   = "B"
	columnBefore = "D"
	columnAfter  = "E"
	afterColour  = "E07A1F"
	lineColour   = "8A94A6"
	// mostNamed is how many practices that moved are named: more nobody tells apart.
	mostNamed = 8
)

// movers are colours and shapes of practices that moved; no two share a shape.
var movers = [mostNamed][2]string{
	{"D55E00", "diamond"}, {"0072B2", "triangle"}, {"009E73", "square"}, {"CC79A7", "star"}, {"E69F00", "plus"}, {"56B4E9", "x"}, {"7A0000", "dash"}, {"000000", "dot"},
}

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

// chartTitle is a title of a chart or an axis.
func chartTitle(text string, size float64, bold bool) excelize.ChartTitle {
	return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: text, Font: &excelize.Font{Family: fontName, Size: size, Bold: bold, Color: ink}}}}
}

// cells names some rows of some columns of a list.
func (l *list) cells(first, last string, from, to int) string {
	return fmt.Sprintf("'%s'!$%s$%d:$%s$%d", l.name, first, from, last, to)
}

// head names the heading of a column of a list.
func (l *list) head(column string) string { return fmt.Sprintf("'%s'!$%s$%d", l.name, column, headRow) }

// coverageChart is a point for each practice: on the line from corner to corner
// nothing changed. Those that moved furthest are named.
func coverageChart(l *list) *excelize.Chart {
	last := headRow + max(len(l.rows), 1)
	before := l.cells(columnBefore, columnBefore, firstRow, last)
	series := []excelize.ChartSeries{
		{
			Name: l.head(columnBefore), Categories: before, Values: before, Marker: excelize.ChartMarker{Symbol: "none"},
			Fill: solid(lineColour), Line: excelize.LineOptions{Type: excelize.LineSolid, Width: 1, Fill: solid(lineColour)},
		},
		{
			Name: l.head("A"), Categories: before, Values: l.cells(columnAfter, columnAfter, firstRow, last),
			Marker: excelize.ChartMarker{Symbol: "circle", Size: 6, Fill: solid(headFill)},
		},
	}
	for i, at := range movedMost(l) {
		row := firstRow + at
		series = append(series, excelize.ChartSeries{
			Name: fmt.Sprintf("'%s'!$%s$%d", l.name, columnName, row), Categories: l.cells(columnBefore, columnBefore, row, row), Values: l.cells(columnAfter, columnAfter, row, row),
			Marker: excelize.ChartMarker{Symbol: movers[i][1], Size: 9, Fill: solid(movers[i][0])},
		})
	}
	least, most := lowest(l), 1.0
	axis := func(title string) excelize.ChartAxis {
		return excelize.ChartAxis{
			Minimum: &least, Maximum: &most, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0%"},
			Font: excelize.Font{Family: fontName, Size: 9, Color: ink}, Title: chartTitle(title, 10, false),
		}
	}
	return &excelize.Chart{
		Type: excelize.Scatter, Legend: excelize.ChartLegend{Position: "bottom"}, XAxis: axis("Before"), YAxis: axis("After"), Series: series,
		Dimension: excelize.ChartDimension{Width: 620, Height: 600},
		Format: excelize.GraphicOptions{
			Name: "Coverage before against after, by practice", Positioning: "oneCell",
			AltText: "A point for each practice: coverage before across, after upwards. Off the line from corner to corner it changed; those that moved furthest are named. The figures stand in the table beside it.",
		},
		Title: chartTitle("Coverage of each practice: on the line it is after as it was before", 13, true),
	}
}

// movedMost are the rows of the practices whose coverage moved, furthest first.
func movedMost(l *list) []int {
	type moved struct {
		row int
		by  float64
	}
	var all []moved
	for i, r := range l.rows {
		if a, b := r.values[3].(share), r.values[4].(share); a != b && a.whole > 0 && b.whole > 0 {
			by := float64(b.part)/float64(b.whole) - float64(a.part)/float64(a.whole)
			all = append(all, moved{i, max(by, -by)})
		}
	}
	slices.SortStableFunc(all, func(a, b moved) int { return cmp.Compare(b.by, a.by) })
	rows := make([]int, 0, mostNamed)
	for _, m := range all[:min(len(all), mostNamed)] {
		rows = append(rows, m.row)
	}
	return rows
}

// lowest is the tenth below every figure, so that the points have room.
func lowest(l *list) float64 {
	tenths := int64(9)
	for _, r := range l.rows {
		for _, v := range r.values[3:5] {
			if s, ok := v.(share); ok && s.whole > 0 {
				tenths = min(tenths, s.part*10/s.whole)
			}
		}
	}
	return float64(tenths) / 10
}

// commissionerChart has two bars for each commissioner, whose rows come first.
func commissionerChart(n int) func(*list) *excelize.Chart {
	return func(l *list) *excelize.Chart {
		bar := func(column, colour string) excelize.ChartSeries {
			return excelize.ChartSeries{
				Name: l.head(column), Categories: l.cells(columnName, columnName, firstRow, headRow+n), Values: l.cells(column, column, firstRow, headRow+n),
				Fill: solid(colour),
			}
		}
		gap, zero, one := uint(60), 0.0, 1.0
		font := excelize.Font{Family: fontName, Size: 9, Color: ink}
		return &excelize.Chart{
			Type: excelize.Bar, Legend: excelize.ChartLegend{Position: "bottom"}, GapWidth: &gap,
			Series:    []excelize.ChartSeries{bar(columnBefore, headFill), bar(columnAfter, afterColour)},
			XAxis:     excelize.ChartAxis{ReverseOrder: true, Font: font},
			YAxis:     excelize.ChartAxis{Minimum: &zero, Maximum: &one, MajorGridLines: true, Font: font, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0%"}, Title: chartTitle("Coverage", 10, false)},
			PlotArea:  excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0.0%"}},
			Dimension: excelize.ChartDimension{Width: 620, Height: uint(160 + 48*n)},
			Format: excelize.GraphicOptions{
				Name: "Coverage before and after, by commissioner", Positioning: "oneCell",
				AltText: "Two bars for each commissioner: coverage before and after. The figures stand in the table beside it.",
			},
			Title: chartTitle("Coverage by commissioner, before and after", 13, true),
		}
	}
}
