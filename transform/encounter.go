package transform

import "lollipop/internal/table"

// encounter writes a consultation: where and when a child was seen. It is built
// before what happened in it.
func (c *childBuilder) encounter(e *event) {
	c.noteDates(e)
	p := &c.t.persons[e.person]
	tab := c.t.tab.encounter
	a, id := c.row(tab, c.confidentialRow(e), e)
	a.int(c.id)
	a.bytes(e.texts[textTerm])
	a.bytes(e.texts[textType])
	a.flag(e.done)
	occurred(&a, e)
	a.int(c.t.codes.target(e.code))
	a.int(c.appointmentOf(e))
	a.int(c.t.organisationID(guidKey(p.source, p.org)))
	a.int(c.t.users.target(e.user))
	a.date(e.entered)
	a.int(e.row)
	a.end()
	c.made(e, tab, id)
}

// encounterOf is the encounter that an event names, where it was sent. No open
// row names a restricted one.
func (c *childBuilder) encounterOf(e *event, restricted bool) int64 {
	if e.consultation.IsZero() {
		return table.NullInt64
	}
	o := c.find(entityConsultation, e.person, e.consultation)
	if o == nil || c.confidentialRow(o) && !restricted {
		return table.NullInt64
	}
	return c.homes[o].id
}
