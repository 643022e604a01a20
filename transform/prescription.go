package transform

import (
	"cmp"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// prescription is a standing row that prescribed a vaccine: evidence of the
// product, not of the dose.
type prescription struct {
	event    *event
	antigens chis.Antigens
	day      chis.Date // full date, none otherwise
}

// prescriptions are those of the child by row.
func (c *childBuilder) prescriptions() []prescription {
	var list []prescription
	for _, in := range [...]entity{entityDrug, entityIssue} {
		eachKey(c.rows[in], func(e *event) {
			p := prescription{event: e}
			if e.to >= 0 {
				p.antigens = c.t.drugs.rows[e.to].antigens
			}
			if e.precision >= chis.PrecisionDay {
				p.day = e.date
			}
			list = append(list, p)
		})
	}
	slices.SortFunc(list, func(a, b prescription) int { return cmp.Compare(a.event.row, b.event.row) })
	return list
}

// same reports that two prescriptions are evidence of one dose.
func (p *prescription) same(o *prescription) bool {
	return p.day != 0 && p.antigens != 0 && p.day == o.day && p.antigens == o.antigens
}

// prescribed joins each prescription to a dose given on its day, and returns the
// others.
func (c *childBuilder) prescribed(list []given) (alone []prescription) {
	for _, p := range c.prescriptions() {
		i := slices.IndexFunc(list, func(g given) bool {
			return p.day != 0 && p.antigens != 0 && g.date == p.day && g.group.Antigens == p.antigens
		})
		if i < 0 {
			alone = append(alone, p)
			continue
		}
		list[i].products = append(list[i].products, p.event)
	}
	return alone
}

// productOnly writes the doses that prescriptions alone tell of: one for all of a
// day and its antigens. They are never counted.
func (c *childBuilder) productOnly(alone []prescription) {
	done := map[*event]bool{}
	for i := range alone {
		if done[alone[i].event] {
			continue
		}
		var rest []*event
		for j := i + 1; j < len(alone); j++ {
			if alone[i].same(&alone[j]) {
				rest = append(rest, alone[j].event)
				done[alone[j].event] = true
			}
		}
		c.productOnlyRow(&alone[i], rest)
	}
}

func (c *childBuilder) productOnlyRow(p *prescription, rest []*event) {
	e := p.event
	restricted := c.confidentialRow(e)
	for _, o := range rest {
		restricted = restricted || c.confidentialRow(o)
	}
	person, tab := &c.t.persons[e.person], c.t.tab.immunisation
	a, id := c.row(tab, restricted, e)
	a.int(c.id)
	a.text("reported")
	a.text("")
	a.text(p.antigens.String())
	a.text("")
	a.text("")
	a.date(0)
	for range 3 { // site, route and manufacturer
		a.text("")
	}
	occurred(&a, e)
	a.bool(false)
	a.int(table.NullInt64)
	a.text("")
	a.text("product_only")
	a.int(c.t.drugs.target(e.to))
	c.detail(&a, &event{abnormal: noFlag, person: e.person, problem: e.problem}) // a prescription says nothing of a value
	a.int(table.NullInt64)
	a.int(c.t.organisationID(guidKey(person.source, person.org)))
	a.int(c.t.users.target(e.user))
	a.int(c.encounterOf(e, restricted))
	a.date(e.entered)
	a.text("")
	a.int(e.row)
	a.end()
	c.made(e, tab, id)
	c.note(noteProductOnly, e.row)
	c.joinPrescriptions(rest, id)
}

func (c *childBuilder) joinPrescriptions(rows []*event, id int64) {
	for _, e := range rows {
		c.join(e, c.t.tab.immunisation, id, reasonPrescribed, mergedPrescribed)
	}
}

// productOf is the product that the first prescription of a dose tells.
func (c *childBuilder) productOf(g *given) int64 {
	if len(g.products) == 0 {
		return table.NullInt64
	}
	return c.t.drugs.target(g.products[0].to)
}
