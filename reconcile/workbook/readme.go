package workbook

import (
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"

	"lollipop/reconcile"
)

// readMe writes the first sheet of the main file: here are its other sheets, elsewhere
// those that stand in the files by hub.
func (b *book) readMe(l *reconcile.Listing, here, elsewhere []*list, files []string) error {
	p, err := b.page()
	if err != nil {
		return err
	}
	p.verdict(l)
	p.decisions(l)
	p.failedChecks()
	p.figures(l)
	p.moved(l)
	p.contents(here)
	p.elsewhere(elsewhere, files)
	return p.end()
}

// verdict is the title, the verdict and five sentences.
func (p *page) verdict(l *reconcile.Listing) {
	p.row(30, p.styled(p.styles.title, "Reconciliation of child health records, as of "+spokenDay(p.rep.AsOf)))
	v, words := toned{"PASS", good}, "No check failed. What the target holds follows from the extracts, row by row."
	if !p.rep.Passes() {
		v, words = toned{"FAIL: do not go live", bad}, "The target must not go live yet. What failed stands below, what to do in the Fix list."
	}
	p.row(22, p.cell(text, v), p.styled(p.styles.label, words))
	p.numbered(sentences(p.rep, l))
	p.row(0, p.styled(p.styles.note, "Run"), p.styled(p.styles.note, p.rep.RunID+", made by "+p.rep.Tool+". The verdict that counts is that of report.json, never a cell of a workbook."))
}

// numbered are sentences under each other.
func (p *page) numbered(sentences []string) {
	for i, s := range sentences {
		p.row(float64(lineHeight*linesOf(s, pageColumns[1], false))+5, p.styled(p.styles.label, strconv.Itoa(i+1)+"."), p.styled(p.styles.sentence, s))
	}
}

// decisions are what waits for people.
func (p *page) decisions(l *reconcile.Listing) {
	p.section("What you must decide, and by when")
	p.heads("Decision", "What it is about", "How many", "Where", "Who", "By when")
	all := decisions(p.rep, l)
	for _, d := range all {
		p.line(toned{d.what, d.tone}, d.about, d.count, d.where, d.who, d.when)
	}
	if len(all) == 0 {
		p.line(toned{"Nothing", good}, "No decision is open.", int64(0), "", "", "")
	}
}

// chartRows is how many rows of the page a chart covers.
const chartRows = 18

// figures are children by hub and rows in quarantine by reason: first a chart of
// each, side by side, then the tables they are drawn from.
func (p *page) figures(l *reconcile.Listing) {
	if l == nil {
		return
	}
	all := hubs(l.Practices)
	p.section("In pictures; the figures stand below")
	at := p.at
	for range chartRows {
		p.row(16)
	}
	const above = 3 // a blank row, the heading of the block, those of the table
	hubRows := [2]int{p.at + above, p.at + above + max(len(all), 1) - 1}
	ruleRows := [2]int{hubRows[1] + above + 1, hubRows[1] + above + max(len(l.Quarantine), 1)}
	p.draw("A", at, picture{
		width: 700, kind: excelize.Col, title: "Living children before and after, by hub", across: "Children",
		alt: "Two columns for each hub: children in the source and in the target. The figures stand in the table below.",
	}, series("C", "1D3557", hubRows), series("D", "E08A1E", hubRows))
	p.draw("C", at, picture{
		width: 640, kind: excelize.Bar, title: "Rows in quarantine, by reason", across: "Rows",
		alt: "A bar for each rule: rows in quarantine. The figures stand in the table below.",
	}, series("C", "1D3557", ruleRows))
	p.section("Living children before and after, by hub")
	p.heads("Hub", "Verdict", "In the source", "In the target", "Difference", "Practices")
	for _, h := range all {
		p.line(h.name, h.verdict(), h.children.Source, h.children.Target, h.children.Target-h.children.Source, h.practices)
	}
	if len(all) == 0 {
		p.line("none", "No child is in the extracts.", int64(0), int64(0), int64(0), int64(0))
	}
	p.section("Rows in quarantine, by reason")
	p.heads("Rule", "Why these rows could not be used", "Rows")
	for _, q := range l.Quarantine {
		p.line(plainWords(q.Rule), q.Words, q.Rows)
	}
	if len(l.Quarantine) == 0 {
		p.line("none", "No row is in quarantine.", int64(0))
	}
}

// series is a column of a table of the page, under its heading.
func series(column, colour string, rows [2]int) excelize.ChartSeries {
	ref := func(column string) string {
		return fmt.Sprintf("'%s'!$%s$%d:$%s$%d", sheetReadMe, column, rows[0], column, rows[1])
	}
	return excelize.ChartSeries{
		Name: fmt.Sprintf("'%s'!$%s$%d", sheetReadMe, column, rows[0]-1), Categories: ref("A"), Values: ref(column),
		Fill: solid(colour),
	}
}

// picture is a chart of the page, and what is said of it.
type picture struct {
	kind               excelize.ChartType
	width              uint
	title, across, alt string // across is what its bars count
}

// draw puts a picture on the page, its corner in a cell.
func (p *page) draw(column string, at int, d picture, series ...excelize.ChartSeries) {
	if p.err != nil {
		return
	}
	legend := "bottom"
	if len(series) == 1 {
		legend = "none"
	}
	gap := uint(60)
	p.err = p.file.AddChart(sheetReadMe, column+strconv.Itoa(at), &excelize.Chart{
		Type: d.kind, Series: series, GapWidth: &gap, Dimension: excelize.ChartDimension{Width: d.width, Height: 350},
		Format: excelize.GraphicOptions{AltText: d.alt, Name: d.title, OffsetX: 4, Positioning: "oneCell"}, Legend: excelize.ChartLegend{Position: legend},
		Title:    chartTitle(d.title, 13, true),
		PlotArea: excelize.ChartPlotArea{ShowVal: true}, XAxis: excelize.ChartAxis{ReverseOrder: d.kind == excelize.Bar, Font: excelize.Font{Family: fontName, Size: 10, Color: ink}},
		YAxis: excelize.ChartAxis{MajorGridLines: true, Font: excelize.Font{Family: fontName, Size: 9, Color: ink}, NumFmt: excelize.ChartNumFmt{CustomNumFmt: countForm}, Title: chartTitle(d.across, 10, false)},
	})
}

// failedChecks are those that did not pass; all of them have a sheet.
func (p *page) failedChecks() {
	p.section("Checks that did not pass")
	p.heads("Answer", "Question", "Found", "Allowed", "May it be waived?", "Check, and its page")
	n := 0
	for _, c := range sortedChecks(p.rep) {
		if c.State == reconcile.Failed || c.State == reconcile.Errored {
			n++
			p.line(checkState(c), c.Question, amount(c, c.Value), amount(c, c.Tolerance), waivable(c), c.ID+", "+c.Doc)
		}
	}
	if n == 0 {
		p.line(toned{"None", good}, "Every check passed, or does not apply.", int64(0))
	}
}

// contents are the sheets that follow, each a link.
func (p *page) contents(lists []*list) {
	p.section("The other sheets")
	p.heads("Sheet", "What it shows", "Rows")
	for _, l := range lists {
		at := "A" + strconv.Itoa(p.at)
		p.line(l.name, l.title, int64(len(l.rows)))
		if p.err == nil {
			p.err = p.file.SetCellHyperLink(sheetReadMe, at, "'"+l.name+"'!A1", "Location")
		}
	}
}

// elsewhere are the sheets of the files by hub.
func (p *page) elsewhere(lists []*list, files []string) {
	if len(files) == 0 {
		return
	}
	p.section("Sheets of the files by hub")
	p.heads("Sheet", "What it shows", "Rows")
	for _, l := range lists {
		p.line(l.name, l.title, int64(len(l.rows)))
	}
	for _, f := range files {
		p.line("File", f)
	}
}
