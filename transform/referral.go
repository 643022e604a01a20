package transform

import "lollipop/internal/table"

// referral writes a referral beside the observation it stands on, as a problem
// does. One whose observation was never sent is kept without code and date, and
// the child gets a note.
func (c *childBuilder) referral(e *event) {
	code, began := table.NullInt64, &event{user: -1}
	restricted := c.restricted
	o := c.find(entityObservation, e.person, e.item)
	if o == nil {
		c.note(noteReferralAlone, e.row)
	} else {
		code, began = c.t.codes.target(o.code), o
		restricted = c.confidentialRow(o)
	}
	p := &c.t.persons[e.person]
	tab := c.t.tab.referral
	a, id := c.row(tab, restricted, e)
	a.int(c.id)
	occurred(&a, began)
	a.int(c.t.orgs.target(e.to))
	for _, i := range [...]int{textTerm, textType, textMode, textNumber} {
		a.bytes(e.texts[i])
	}
	a.flag(e.active)
	a.int(code)
	a.int(c.t.organisationID(guidKey(p.source, p.org)))
	a.int(c.t.users.target(began.user))
	a.int(c.encounterOf(began, restricted))
	a.date(began.entered)
	a.bytes(began.texts[textNote])
	a.int(e.row)
	a.end()
	c.made(e, tab, id)
	if o != nil {
		c.and(tab, id, o.row)
	}
}
