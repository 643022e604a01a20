package reconcile

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/forms"
	"lollipop/internal/ledger"
	"lollipop/mappings"
)

// ControlFigure is one figure that the legacy system states of itself, held
// against what its extract holds. All counts are of the source's own rows, after
// versions and deletes, whoever was joined later.
type ControlFigure struct {
	Source string `json:"source"`
	Figure string `json:"figure"`
	Words  string `json:"words"` // what is counted
	Check  string `json:"check"`
	// State is failed where the figure is off by more than the tolerance of its
	// check, not_applicable where it was not given.
	State      State  `json:"state"`
	Reason     string `json:"reason"` // why it is not applicable; else empty
	Legacy     int64  `json:"legacy"` // sum of the legacy system's totals
	Extract    int64  `json:"extract"`
	Difference int64  `json:"difference"` // sum of the differences of single totals, never set off against each other
	Compared   int64  `json:"compared"`   // single totals
	LegacyDay  string `json:"legacy_day"` // of a figure whose value is a day; else empty
	ExtractDay string `json:"extract_day"`
	// Differing are the single totals that do not fit, those furthest off first.
	Differing []ControlTotal `json:"differing"`
}

// ControlTotal is one total that does not fit, with both figures.
type ControlTotal struct {
	Practice   string `json:"practice"` // dimensions; empty where the figure has no such
	Year       string `json:"year"`
	Month      string `json:"month"`
	Item       string `json:"item"`
	Legacy     int64  `json:"legacy"`
	Extract    int64  `json:"extract"`
	Difference int64  `json:"difference"` // extract less legacy
}

// counted is what the rows of the sources hold, by cell of control.csv, and the
// latest day of entry of each source.
type counted struct {
	of    map[forms.Cell]int64
	doses map[doseCell]int64 // of one worker: there are millions, and their cell is made of words
	last  map[int32]chis.Date
}

// doseCell is a cell of doses given.
type doseCell struct {
	source   int32
	antigens chis.Antigens
	year     int // 0 where it is not known
}

func newCounted() counted {
	return counted{map[forms.Cell]int64{}, map[doseCell]int64{}, map[int32]chis.Date{}}
}

func (n *counted) add(o *counted, sources []string) {
	for c, k := range o.of {
		n.of[c] += k
	}
	for d, k := range o.doses {
		n.of[forms.Cell{Source: sources[d.source], Figure: forms.FigureDoses, Item: d.antigens.String(), Year: yearWord(d.year)}] += k
	}
	for s, day := range o.last {
		n.last[s] = max(n.last[s], day)
	}
}

// countControl counts the standing rows of a child as the screens of the systems
// that sent them would.
func (c *childCheck) countControl() {
	for i := range c.records {
		r := &c.records[i]
		source := c.in.sources[c.people.source(r.number)]
		c.counted.of[forms.Cell{Source: source, Figure: forms.FigureBirths, Month: monthOf(r.born)}]++
		if r.current() {
			cell := forms.Cell{Source: source, Figure: forms.FigureLiving, Practice: cmp.Or(c.practiceOf(r), forms.Unknown), Year: yearOf(r.born)}
			c.counted.of[cell]++
		}
	}
	flags := map[flagKey]flagState{}
	for _, e := range c.events {
		c.countEvent(e, flags)
	}
	for k, state := range flags {
		if state.open {
			k.Source = c.in.sources[c.people.source(k.person)]
			c.counted.of[k.Cell]++
		}
	}
}

// flagKey is a flag of one person record, flagState its latest change.
type flagKey struct {
	forms.Cell
	person int32
}

type flagState struct {
	day  chis.Date
	open bool
}

func yearOf(d chis.Date) string { return yearWord(d.Year()) }

func yearWord(year int) string {
	if year == 0 {
		return forms.Unknown
	}
	return fmt.Sprintf("%04d", year)
}

func monthOf(d chis.Date) string {
	if d == 0 {
		return forms.Unknown
	}
	return fmt.Sprintf("%04d-%02d", d.Year(), d.Month())
}

func (c *childCheck) countEvent(e *sourceRow, flags map[flagKey]flagState) {
	s := c.people.source(e.person)
	c.counted.last[s] = max(c.counted.last[s], e.entered)
	cell := forms.Cell{Source: c.in.sources[s]}
	m := c.meaningOf(e)
	switch {
	case e.entity == entityDiary && e.active && !e.complete:
		cell.Figure = forms.FigureDue
	case e.entity == entitySlot && e.when.Date != 0 && !e.when.Date.Before(c.in.asOf):
		cell.Figure = forms.FigureAppointments
	case e.entity != entityObservation || m == nil || m.concept == nil:
		return
	case m.kind() == kindGiven:
		c.counted.doses[doseCell{s, m.antigens(), e.when.Date.Year()}]++
		return
	case m.kind() == kindRefused:
		cell.Figure, cell.Year = forms.FigureDeclines, yearOf(e.when.Date)
	case m.kind() == kindScreening && e.when.Date <= c.in.asOf && e.when.Date > c.in.asOf.AddMonths(-12):
		cell.Figure, cell.Item = forms.FigureScreening, m.concept.Dose+"/"+m.concept.Detail+"/"+m.concept.Value
	case m.kind() == kindLegal || m.kind() == kindAlert:
		k := flagKey{flagCell(m), e.person}
		was, ok := flags[k]
		ended := c.until(e).Last()
		open := m.concept.Value == "start" && (ended <= e.when.Date || ended > c.in.asOf)
		// What starts and ends on one day is open: a flag fails closed.
		if !ok || e.when.Date > was.day || e.when.Date == was.day && open {
			flags[k] = flagState{e.when.Date, open}
		}
		return
	default:
		return
	}
	c.counted.of[cell]++
}

// flagCell is the figure of a flag; its source is the record's.
func flagCell(m *meaning) forms.Cell {
	switch {
	case m.kind() == kindAlert:
		return forms.Cell{Figure: forms.FigureAlerts, Item: m.concept.Detail}
	case m.concept.Detail == lookedAfter:
		return forms.Cell{Figure: forms.FigureLookedAfter}
	}
	return forms.Cell{Figure: forms.FigureChildProtection}
}

// lookedAfter is the legal status of a child in care.
const lookedAfter = "looked_after"

// readControl reads the legacy system's own figures, before anything else is
// done: the file is an input of the report.
func (r *run) readControl() error {
	if r.Control == "" {
		return nil
	}
	totals, in, err := forms.ReadControl(r.Control, r.Mappings)
	if err != nil {
		return err
	}
	for _, t := range totals {
		if !slices.Contains(r.in.sources, t.Source) {
			return &forms.Error{
				File: in.Name, Line: t.Line, Column: 1, Field: "source", Problem: "is no source of the extracts, which are " + strings.Join(r.in.sources, ", "), Header: forms.ControlHeader,
			}
		}
	}
	r.totals = totals
	r.formInputs = append(r.formInputs, ledger.File{Path: in.Name, Bytes: in.Bytes, Rows: in.Rows, SHA256: in.SHA256})
	return nil
}

// judgeControl holds the legacy system's own figures against the extracts.
func (r *run) judgeControl() {
	if r.Control == "" {
		for _, f := range r.Mappings.Figures() {
			r.outcomes.idle(f.Check, "no control.csv was given: set control in lollipop.yaml")
		}
		return
	}
	var sources []string
	for _, t := range r.totals {
		sources = append(sources, t.Source)
	}
	for _, source := range slices.Compact(slices.Sorted(slices.Values(sources))) {
		for i := range r.Mappings.Figures() {
			r.control = append(r.control, r.controlFigure(source, &r.Mappings.Figures()[i]))
		}
	}
	for _, check := range []string{checkLegacyChildren, checkLegacyEvents, checkLegacyFlags, checkLegacyLast, checkLegacyBooked} {
		r.settleControl(check)
	}
}

func (r *run) controlFigure(source string, f *mappings.Figure) ControlFigure {
	k := ControlFigure{Source: source, Figure: f.ID, Words: f.Words, Check: f.Check, State: Passed, Differing: []ControlTotal{}}
	given := map[forms.Cell]*forms.Total{}
	for i := range r.totals {
		t := &r.totals[i]
		if t.Source != source || t.Figure != f.ID {
			continue
		}
		given[t.Cell] = t
		if t.NotGiven != "" && (t.Whole() || len(f.Dimensions) == 0) {
			k.State, k.Reason = NotApplicable, t.NotGiven
			return k
		}
	}
	switch {
	case len(given) == 0:
		k.State, k.Reason = NotApplicable, "not in control.csv"
	case !f.Counted:
		k.State, k.Reason = NotApplicable, "the extracts hold nothing that it could be compared with"
	case f.Date:
		r.compareDay(&k, given)
	default:
		r.compareTotals(&k, given)
	}
	return k
}

func (r *run) compareDay(k *ControlFigure, given map[forms.Cell]*forms.Total) {
	extract := r.counted.last[int32(slices.Index(r.in.sources, k.Source))]
	for _, t := range given {
		k.Compared, k.LegacyDay, k.ExtractDay = 1, t.Day.String(), extract.String()
		if t.Day != extract {
			k.State, k.Difference = Failed, 1
		}
	}
}

// compareTotals compares every total that the legacy system gives or the extract
// holds: one that only the extract holds is 0 to the legacy system.
func (r *run) compareTotals(k *ControlFigure, given map[forms.Cell]*forms.Total) {
	cells := map[forms.Cell]bool{}
	for c, t := range given {
		cells[c] = t.NotGiven == ""
	}
	for c := range r.counted.of {
		if _, ok := cells[c]; !ok && c.Source == k.Source && c.Figure == k.Figure {
			cells[c] = true
		}
	}
	for _, c := range slices.SortedFunc(maps.Keys(cells), forms.Cell.Compare) {
		if !cells[c] {
			continue
		}
		t := ControlTotal{Practice: c.Practice, Year: c.Year, Month: c.Month, Item: c.Item, Extract: r.counted.of[c]}
		if g := given[c]; g != nil {
			t.Legacy = g.Count
		}
		t.Difference = t.Extract - t.Legacy
		k.Compared, k.Legacy, k.Extract = k.Compared+1, k.Legacy+t.Legacy, k.Extract+t.Extract
		if t.Difference != 0 {
			k.Difference += abs(t.Difference)
			k.Differing = append(k.Differing, t)
		}
	}
	slices.SortStableFunc(k.Differing, func(a, b ControlTotal) int { return cmp.Compare(abs(b.Difference), abs(a.Difference)) })
	if limit := r.Mappings.Tolerance(r.Mappings.Check(k.Check).Tolerance); off(k.Difference, k.Legacy, limit) > limit.Value {
		k.State = Failed
	}
}

// off is a difference in the unit of a tolerance.
func off(difference, of int64, limit mappings.Tolerance) int64 {
	if limit.Unit == "ppm" {
		return ppm(difference, max(of, 1))
	}
	return difference
}

func abs(n int64) int64 { return max(n, -n) }

// settleControl settles a check by the worst of its figures: each is held against
// the tolerance by itself, so that a large one cannot hide a small one.
func (r *run) settleControl(check string) {
	var worst, compared int64
	failed := false
	limit := r.Mappings.Tolerance(r.Mappings.Check(check).Tolerance)
	reason, detail := "", ""
	for i := range r.control {
		k := &r.control[i]
		if k.Check != check {
			continue
		}
		if k.State == NotApplicable {
			reason = joinWords(reason, k.Figure+": "+k.Reason)
			continue
		}
		compared += k.Compared
		worst, failed = max(worst, off(k.Difference, k.Legacy, limit)), failed || k.State == Failed
		if k.Difference > 0 {
			detail = joinWords(detail, k.words())
		}
	}
	r.outcomes.compared(check, compared)
	if compared == 0 {
		r.outcomes.idle(check, reason)
		return
	}
	if reason != "" {
		detail = joinWords(detail, "not compared: "+reason)
	}
	r.outcomes.set(check, worst, failed, detail)
}

func joinWords(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}

// words say the worst total of a figure that does not fit, with both figures.
func (k *ControlFigure) words() string {
	if k.LegacyDay != "" {
		return fmt.Sprintf("%s of %s: the legacy system says %s, its extract %s", k.Figure, k.Source, k.LegacyDay, k.ExtractDay)
	}
	t := &k.Differing[0]
	about := ""
	for _, d := range []string{t.Practice, t.Year, t.Month, t.Item} {
		if d != "" {
			about += " " + d
		}
	}
	words := fmt.Sprintf("%s%s of %s: the legacy system counts %d, its extract holds %d", k.Figure, about, k.Source, t.Legacy, t.Extract)
	if n := len(k.Differing) - 1; n > 0 {
		words += fmt.Sprintf(" (and %d more)", n)
	}
	return words
}
