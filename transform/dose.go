package transform

import (
	"cmp"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/transform/merge"
)

// dose is a standing immunisation row of a child.
type dose struct {
	event *event
	code  *code
	facts vaccineFacts // batch also from the free text
}

// refusal is a refusal of immunisation on a full date. No antigens means every
// one: a general refusal covers every vaccine.
type refusal struct {
	date     chis.Date
	antigens chis.Antigens
}

// given is one immunisation that was given, after merging.
type given struct {
	group    merge.Group
	parts    []int // positions of component rows
	date     chis.Date
	row      int64
	id       int64
	near     merge.Near
	of       int64 // local id of the dose it may repeat
	clash    bool
	twin     bool     // the row goes to the restricted twin
	products []*event // prescriptions of the dose, by row
}

// settleDoses merges, marks and writes the immunisations of the child.
func (c *childBuilder) settleDoses() {
	events := make([]merge.Event, len(c.doses))
	for i := range c.doses {
		events[i] = c.doseEvent(&c.doses[i])
	}
	parts := merge.Components(events, c.t.vaccines)
	list := make([]given, 0, len(events))
	at := map[int]int{}
	for _, g := range merge.Join(events, parts) {
		lead := &c.doses[g.Rows[0]]
		for _, i := range g.Rows {
			at[i] = len(list)
		}
		list = append(list, given{group: g, date: events[g.Rows[0]].Date, row: lead.event.row, of: table.NullInt64})
	}
	for part, lead := range parts {
		g := &list[at[lead]]
		g.parts = append(g.parts, part)
	}
	alone := c.prescribed(list)
	for i := range list {
		slices.Sort(list[i].parts)
		list[i].twin = c.anyConfidential(&list[i])
		list[i].id = c.reserve(c.t.tab.immunisation, c.doses[list[i].group.Rows[0]].event)
	}
	c.markNear(list)
	c.markClashes(list)
	for i := range list {
		c.immunisationRow(&list[i])
	}
	c.productOnly(alone)
}

// anyConfidential reports that a row of the dose is restricted: the dose is then.
func (c *childBuilder) anyConfidential(g *given) bool {
	for _, i := range slices.Concat(g.group.Rows, g.parts) {
		if c.confidentialRow(c.doses[i].event) {
			return true
		}
	}
	return slices.ContainsFunc(g.products, c.confidentialRow)
}

// doseEvent is the row as merging sees it. Only a dose that was given, with
// antigens, may be one event with another.
func (c *childBuilder) doseEvent(d *dose) merge.Event {
	m := c.mergeEvent(d.event)
	m.Dose, m.Batch = d.code.Concept.Dose, d.facts.batch
	if d.code.kind == kindGiven {
		m.Antigens = d.code.antigens()
	}
	if m.Antigens == 0 {
		m.Date = 0
	}
	return m
}

// markNear marks each given dose that follows another of the same antigens
// within 27 days. Both are kept; the later waits for a person.
func (c *childBuilder) markNear(list []given) {
	order := make([]*given, 0, len(list))
	for i := range list {
		if list[i].date != 0 {
			order = append(order, &list[i])
		}
	}
	slices.SortFunc(order, func(a, b *given) int { return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.row, b.row)) })
	for i, g := range order {
		for j := i - 1; j >= 0; j-- {
			if order[j].group.Antigens != g.group.Antigens {
				continue
			}
			g.near = c.t.windows.Nearness(order[j].date, g.date)
			if g.near != merge.Apart && g.twin == order[j].twin { // no open row names a restricted one
				g.of = order[j].id
			}
			break
		}
	}
}

// markClashes marks doses given on a day on which they were refused too: both
// rows stay, the dose is not counted, a person decides.
func (c *childBuilder) markClashes(list []given) {
	for i := range list {
		g := &list[i]
		for _, r := range c.refusals {
			if g.date != 0 && r.date == g.date && (r.antigens == 0 || r.antigens.Any(g.group.Antigens)) {
				g.clash = true
			}
		}
	}
}

func (g *given) mark() string {
	switch {
	case g.clash:
		return "conflict"
	case g.near == merge.Probable:
		return "probable"
	case g.near == merge.Possible:
		return "possible"
	default:
		return ""
	}
}

// doseWords are the status and reason of each kind of dose row.
func doseWords(k kind) (status, reason string) {
	switch k {
	case kindNotDone:
		return "not_given", "not_done"
	case kindDidNotAttend:
		return "not_given", "did_not_attend"
	case kindHistory:
		return "reported", ""
	default:
		return "given", ""
	}
}

func (c *childBuilder) immunisationRow(g *given) {
	lead := &c.doses[g.group.Rows[0]]
	e := lead.event
	status, reason := doseWords(lead.code.kind)
	antigens := g.group.Antigens
	if lead.code.kind != kindGiven {
		antigens = lead.code.antigens()
	}
	tab := c.t.tab.immunisation
	id := g.id
	a := c.rowAt(tab, g.twin, id)
	a.int(c.id)
	a.text(status)
	a.text(reason)
	a.text(antigens.String())
	a.text(g.group.Dose)
	a.text(g.group.Batch)
	facts := c.groupFacts(g)
	a.date(facts.expires)
	a.text(facts.site)
	a.text(facts.route)
	a.text(facts.maker)
	occurred(&a, e)
	a.bool(status == "given" && g.mark() == "")
	a.int(g.of)
	a.text(g.mark())
	a.text("coded")
	a.int(c.productOf(g))
	c.detail(&a, e)
	c.tail(&a, e)
	c.made(e, tab, id)
	for _, i := range g.group.Rows[1:] {
		c.join(c.doses[i].event, tab, id, reasonSameEvent, mergedSameEvent)
	}
	for _, i := range g.parts {
		c.join(c.doses[i].event, tab, id, reasonComponent, mergedComponent)
	}
	c.joinPrescriptions(g.products, id)
	if status != "not_given" && (g.mark() == "" || g.clash) {
		c.timeline.add(doseKind(status), e, antigens)
	}
	c.noteDose(g, e.row)
}

// groupFacts are the expiry, site and manufacturer of a dose: each of the first
// row that states it.
func (c *childBuilder) groupFacts(g *given) (facts vaccineFacts) {
	for _, i := range g.group.Rows {
		f := &c.doses[i].facts
		facts.expires = cmp.Or(facts.expires, f.expires)
		facts.site, facts.maker = cmp.Or(facts.site, f.site), cmp.Or(facts.maker, f.maker)
		facts.route = cmp.Or(facts.route, f.route)
	}
	return facts
}

func (c *childBuilder) noteDose(g *given, row int64) {
	switch g.mark() {
	case "conflict":
		c.note(noteGivenDeclined, row)
	case "probable":
		c.note(noteProbable, row)
	case "possible":
		c.note(notePossible, row)
	}
}
