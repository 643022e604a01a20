package reconcile

import (
	"cmp"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// doseGroup is an immunisation of the target: the row that leads it and those
// that were joined to it.
type doseGroup struct {
	id       int64
	twin     bool
	lead     *sourceRow
	status   string
	reason   string
	antigens chis.Antigens
	dose     string
	batch    string
	vaccine  vaccine   // expiry, site and manufacturer
	day      chis.Date // full date of a dose given, none otherwise
	of       int64
	mark     string
}

// refusal is a refusal of immunisation on a full date; no antigens means all.
type refusal struct {
	day      chis.Date
	antigens chis.Antigens
}

// doseWords are the status and reason of each kind of dose.
func doseWords(kind string) (status, reason string) {
	switch kind {
	case kindNotDone, kindNotBrought:
		return "not_given", kind
	case kindHistory:
		return "reported", ""
	}
	return "given", ""
}

// gatherDoses works out, from the target's immunisations and the rows joined in
// them, which doses count.
func (c *childCheck) gatherDoses() {
	for _, e := range c.events {
		m := c.meaningOf(e)
		if e.entity != entityObservation || m == nil || m.kind() != kindRefused || e.full() == 0 {
			continue
		}
		if m.concept.Detail == "" || m.concept.Detail == "immunisation" {
			c.refusals = append(c.refusals, refusal{e.full(), m.antigens()})
		}
	}
	tab := c.tableNumber[tableDose]
	for i := range c.targets {
		t := &c.targets[i]
		if t.table != tab {
			continue
		}
		lead := t.lead()
		if lead == nil || !lead.standing || lead.prescribes() || c.home(lead) != tableDose {
			continue
		}
		joined, parts := c.contributors(t)
		d := c.group(t.id, lead, joined, parts)
		d.twin = t.twin
		c.doses = append(c.doses, d)
	}
	c.markNear()
	c.markRefused()
	for _, d := range c.doses {
		if d.mark != "" {
			c.tally["doses."+d.mark]++
		}
	}
}

// group is what one target row says, from the rows that were joined in it: the
// union of the antigens of its parts, and dose and batch from the first row that
// states them.
func (c *childCheck) group(id int64, lead *sourceRow, joined, parts []*sourceRow) *doseGroup {
	m := c.meaningOf(lead)
	d := &doseGroup{id: id, lead: lead, antigens: m.antigens(), dose: m.concept.Dose, batch: doseBatch(lead), vaccine: qualifiersOf(lead).vaccine, of: table.NullInt64}
	d.status, d.reason = doseWords(m.kind())
	slices.SortFunc(joined, c.mergeOrder)
	for _, o := range joined {
		if k := c.meaningOf(o); k != nil && k.concept != nil {
			d.dose = cmp.Or(d.dose, k.concept.Dose)
		}
		d.batch = cmp.Or(d.batch, doseBatch(o))
		d.vaccine = d.vaccine.or(qualifiersOf(o).vaccine)
	}
	if d.status == "given" {
		for _, o := range parts {
			if k := c.meaningOf(o); k != nil {
				d.antigens |= k.antigens()
			}
		}
		if d.antigens != 0 {
			d.day = lead.full()
		}
	}
	return d
}

// mergeOrder is the order in which rows of one event lead: the legacy service
// before practices, then the lowest row.
func (c *childCheck) mergeOrder(a, b *sourceRow) int {
	practice := func(e *sourceRow) int {
		if c.in.practice[c.people.source(e.person)] {
			return 1
		}
		return 0
	}
	return cmp.Or(practice(a)-practice(b), cmp.Compare(a.row, b.row))
}

// markNear marks a dose that follows another of the same antigens closely.
func (c *childCheck) markNear() {
	order := slices.DeleteFunc(slices.Clone(c.doses), func(d *doseGroup) bool { return d.day == 0 })
	slices.SortFunc(order, func(a, b *doseGroup) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.lead.row, b.lead.row))
	})
	last := map[chis.Antigens]*doseGroup{}
	for _, d := range order {
		if before := last[d.antigens]; before != nil {
			switch days := int64(d.day.Sub(before.day)); {
			case days <= c.probableDays:
				d.mark = "probable"
			case days <= c.possibleDays:
				d.mark = "possible"
			}
			// A row refers to rows of its own table: no open row names a restricted one.
			if d.mark != "" && d.twin == before.twin {
				d.of = before.id
			}
		}
		last[d.antigens] = d
	}
}

// markRefused marks a dose given on a day on which it was refused too.
func (c *childCheck) markRefused() {
	for _, d := range c.doses {
		for _, f := range c.refusals {
			if d.day != 0 && f.day == d.day && (f.antigens == 0 || f.antigens.Any(d.antigens)) {
				d.mark = "conflict"
			}
		}
	}
}

// dose is the row of an immunisation.
func (c *childCheck) dose(t *targetRow, e *sourceRow, products []*sourceRow) {
	if e.prescribes() {
		c.productOnly(e)
		return
	}
	i := slices.IndexFunc(c.doses, func(d *doseGroup) bool { return d.id == t.id })
	d := c.doses[i]
	c.w.text(d.status)
	c.w.text(d.reason)
	c.w.text(d.antigens.String())
	c.w.text(d.dose)
	c.w.text(d.batch)
	c.w.date(d.vaccine.expires)
	c.w.text(d.vaccine.site)
	c.w.text(d.vaccine.route)
	c.w.text(d.vaccine.manufacturer)
	c.w.occurred(e.when)
	c.w.bool(d.status == "given" && d.mark == "")
	c.w.int(d.of)
	c.w.text(d.mark)
	c.w.text("coded")
	c.w.ref(c.productID(products))
	c.details(e)
	c.tail(e)
}
