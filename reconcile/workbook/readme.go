package workbook

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"lollipop/reconcile"
)

// page is the first sheet: blocks of rows under each other, in six columns.
type page struct {
	*book
	w   *excelize.StreamWriter
	at  int // the next row
	err error
}

// pageColumns are the widths of the first sheet: label, words, figure, and three
// of where, who and when.
var pageColumns = []float64{32, 84, 13, 30, 30, 32}

// page begins the first sheet.
func (b *book) page() (*page, error) {
	p := &page{book: b, at: 1}
	err := b.sheet(sheetReadMe, tabRead, 1, func() error { return nil })
	if err != nil {
		return nil, err
	}
	if p.w, err = b.file.NewStreamWriter(sheetReadMe); err != nil {
		return nil, err
	}
	for i, width := range pageColumns {
		if err := p.w.SetColWidth(i+1, i+1, width); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// end writes the sheet out, unless something failed on the way.
func (p *page) end() error {
	if p.err != nil {
		return p.err
	}
	return p.w.Flush()
}

// row writes cells and goes on; the first error ends it all.
func (p *page) row(height float64, cells ...any) {
	if p.err == nil {
		var opts []excelize.RowOpts
		if height > 0 {
			opts = append(opts, excelize.RowOpts{Height: height})
		}
		p.err = p.w.SetRow("A"+strconv.Itoa(p.at), cells, opts...)
	}
	p.at++
}

func (p *page) styled(style int, v any) excelize.Cell { return excelize.Cell{StyleID: style, Value: v} }

// section is a heading over a block.
func (p *page) section(words string) {
	p.row(0)
	p.row(24, p.styled(p.styles.section, words))
}

// heads are the headings of a table.
func (p *page) heads(words ...string) {
	cells := make([]any, len(words))
	for i, w := range words {
		cells[i] = p.styled(p.styles.head, w)
	}
	p.row(32, cells...)
}

func (p *page) line(values ...any) {
	cells := make([]any, len(values))
	height := 1
	for i, v := range values {
		k := text
		if _, ok := v.(int64); ok {
			k = number
		}
		cells[i] = p.cell(k, v)
		height = max(height, linesOf(plainText(v), pageColumns[i], isBold(v)))
	}
	p.row(float64(lineHeight*height)+2, cells...)
}

// contents says what else the file holds, for the list at the end of the page.
type content struct {
	name, words string
	byHub       bool // where one file would hold too many rows
}

var contents = []content{
	{sheetPractices, "A row for each practice: children before and after by age, what is due, flags, and a verdict in words.", false},
	{sheetChildren, "Each child who is not in the target, or of whom something that was sent is not.", true},
	{sheetDue, "Each child for whom something else is due than before, or on another day, with the reason.", true},
	{sheetList, "Each child for whom the old system's own list is not what the schedule says, with the reason.", true},
	{sheetBridge, "Invitations that nobody has followed yet, and appointments still to come, one by one.", true},
	{sheetPlan, "Children whom no schedule can call, and those whose plan may be wrong, with the reason.", true},
	{sheetMember, "Each child who counts for coverage otherwise than before, with the reason.", true},
	{sheetFlags, "Each start and end of child protection, looked-after status and alerts: source beside target.", true},
	{sheetFailsafe, "Babies under one whose newborn screening is missing, open or incomplete.", true},
	{sheetCovered, "Coverage of each practice, before against after, with a picture.", false},
	{sheetMeasure, "Coverage by practice, measure and quarter.", false},
	{sheetArea, "Coverage of commissioners and local authorities, registered and resident, with a picture.", false},
	{sheetAreaFull, "The same by measure and quarter, with what of a change nothing explains.", false},
	{sheetScreening, "Newborn screening under one by condition and status: source beside target.", false},
	{sheetCodes, "Codes that no mapping knows, or whose meaning nobody has verified.", false},
	{sheetDuplicates, "Pairs of records that may be one child, side by side, with what a merge would change; those that must be decided first.", true},
	{sheetAudit, "Merges that no person has seen, drawn for one to confirm.", true},
	{sheetFixes, "What to do, in words, for each practice or for the service, the most harmful first.", false},
	{sheetAccounts, "What became of every row of every file.", false},
}

// readMe writes the first sheet of the main file.
func (b *book) readMe(l *reconcile.Listing, files []string) error {
	p, err := b.page()
	if err != nil {
		return err
	}
	p.verdict(l)
	p.decisions(l)
	p.figures(l)
	p.moved(l)
	p.checks()
	p.contents(files)
	return p.end()
}

// verdict is the title, the verdict and five sentences.
func (p *page) verdict(l *reconcile.Listing) {
	p.row(30, p.styled(p.styles.title, "Reconciliation of child health records, as of "+spokenDay(p.rep.AsOf)))
	v, words := toned{"PASS", good}, "No check failed. What the target holds follows from the extracts, row by row."
	if !p.rep.Passes() {
		v, words = toned{"FAIL: do not go live", bad}, "The target must not go live yet. What failed stands below under Checks, what to do in the Fix list."
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
		width: 760, kind: excelize.Bar, title: "Rows in quarantine, by reason", across: "Rows",
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
		p.line(q.Rule, q.Words, q.Rows)
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

// checks are all checks, those that failed first.
func (p *page) checks() {
	p.section("Checks: what was asked, and what was found")
	p.heads("Answer", "Question", "Found", "Allowed", "May it be waived?", "Check, and its page")
	for _, state := range []reconcile.State{reconcile.Errored, reconcile.Failed, reconcile.Passed, reconcile.NotApplicable} {
		for i := range p.rep.Checks {
			c := &p.rep.Checks[i]
			if c.State == state {
				p.line(checkState(c), c.Question, c.Value, strings.TrimSpace(thousands(c.Tolerance)+" "+unit(c)), waivable(c), c.ID+", "+c.Doc)
			}
		}
	}
}

func (p *page) contents(files []string) {
	p.section("What else is here")
	p.heads("Sheet", "What it shows")
	for _, c := range contents {
		at := "A" + strconv.Itoa(p.at)
		split := len(files) > 0 && c.byHub
		words := c.words
		if split {
			words += " It is in the files by hub."
		}
		p.line(c.name, words)
		if p.err == nil && !split {
			p.err = p.file.SetCellHyperLink(sheetReadMe, at, "'"+c.name+"'!A1", "Location")
		}
	}
	for _, f := range files {
		p.line("File", f)
	}
}
