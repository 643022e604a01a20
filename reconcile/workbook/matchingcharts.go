package workbook

import "github.com/xuri/excelize/v2"

// drawn is a chart over the rows of a list.
type drawn struct {
	*list
	chart excelize.Chart
}

func (l *list) draw(kind excelize.ChartType, width, height uint, title, alt string) *drawn {
	d := &drawn{list: l}
	d.chart = excelize.Chart{
		Type: kind, Dimension: excelize.ChartDimension{Width: width, Height: height}, Legend: excelize.ChartLegend{Position: "bottom"},
		Format: excelize.GraphicOptions{Name: title, AltText: alt, Positioning: "oneCell"},
		Title:  chartTitle(title, 13, true),
	}
	return d
}

// add draws a column over the categories of some columns, under its heading.
func (d *drawn) add(categories, column, colour string) {
	last := headRow + max(len(d.rows), 1)
	s := excelize.ChartSeries{
		Name: d.head(column), Categories: d.cells(categories[:1], categories[len(categories)-1:], firstRow, last), Values: d.cells(column, column, firstRow, last),
		Fill: solid(colour),
	}
	d.chart.Series = append(d.chart.Series, s)
}

func axisOf(title, form string) excelize.ChartAxis {
	return excelize.ChartAxis{
		MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: form}, Font: excelize.Font{Family: fontName, Size: 9, Color: ink},
		Title: chartTitle(title, 10, false),
	}
}

// weightChart has a column for what became of the pairs of each bit. The scale is
// that of powers of ten: strangers are thousands of times more than children.
func weightChart(l *list) *excelize.Chart {
	d := l.draw(excelize.Col, 1100, 480, "Pairs by match weight (scale of powers of ten; grey bars are the limits)",
		"Columns by whole bits of match weight: pairs joined, for review and apart; the limits of review and of joining are marked. The figures stand in the table beside it.")
	d.add("A", "D", "2A7F3E")
	d.add("A", "F", "E08A1E")
	d.add("A", "G", "1D3557")
	d.add("A", "I", "B8BEC8")
	gap, overlap := uint(20), 100
	d.chart.GapWidth, d.chart.Overlap = &gap, &overlap
	d.chart.XAxis, d.chart.YAxis = axisOf("Match weight, bits", "0"), axisOf("Pairs", countForm)
	d.chart.XAxis.MajorGridLines, d.chart.XAxis.TickLabelPosition = false, excelize.ChartTickLabelLow
	d.chart.YAxis.LogBase = 10
	return &d.chart
}

// parameterChart has two bars for each way to agree: what it says against strangers
// and against another child of the home.
func parameterChart(l *list) *excelize.Chart {
	d := l.draw(excelize.Bar, 900, uint(200+22*len(l.rows)), "Weight of each way to agree, bits: right speaks for one child, left against",
		"Two bars for each field and level: bits against strangers, and bits against another child of the home. The figures stand in the table beside it.")
	d.add("AB", "F", "1D3557")
	d.add("AB", "G", "E08A1E")
	gap := uint(40)
	d.chart.GapWidth = &gap
	d.chart.XAxis, d.chart.YAxis = axisOf("", "@"), axisOf("Bits", "0")
	d.chart.XAxis.MajorGridLines, d.chart.XAxis.ReverseOrder, d.chart.XAxis.TickLabelPosition = false, true, excelize.ChartTickLabelLow
	d.chart.XAxis.Title = excelize.ChartTitle{}
	return &d.chart
}

// accuracyChart is the recall of each group with its limits.
func accuracyChart(l *list) *excelize.Chart {
	d := l.draw(excelize.StockHighLowClose, 1000, 480, "Recall with its limits of 95 %, by whom the pairs are of",
		"A line for each group from the lower to the upper limit of its recall, with the estimate marked. The figures stand in the table beside it.")
	d.add("AB", "E", "6B7280")
	d.add("AB", "F", "6B7280")
	d.add("AB", "G", "1D3557")
	d.chart.Legend.Position = "none"
	d.chart.XAxis, d.chart.YAxis = axisOf("", "@"), axisOf("Recall", "0%")
	d.chart.XAxis.MajorGridLines = false
	d.chart.XAxis.Title = excelize.ChartTitle{}
	one := 1.0
	d.chart.YAxis.Maximum = &one
	return &d.chart
}
