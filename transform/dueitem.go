package transform

import "lollipop/internal/table"

// dueItem writes an entry of the legacy's diary. What would be open for a child
// who is dead in any source is suppressed: no letter may follow from it.
func (c *childBuilder) dueItem(e *event) {
	status := "closed"
	switch {
	case e.done == 1:
		status = "done"
	case e.active == 1 && c.dead:
		status = "suppressed"
	case e.active == 1:
		status = "open"
	}
	k := &c.t.codes.rows[e.code].code
	antigens, dose := "", ""
	if k.Concept != nil {
		antigens, dose = k.Concept.Antigens.String(), doseMark(k)
	}
	tab := c.t.tab.dueItem
	a, id := c.row(tab, c.confidentialRow(e), e)
	a.int(c.id)
	a.date(e.date)
	a.text(e.precision.String())
	a.text(status)
	a.bytes(e.texts[textTerm])
	a.text(antigens)
	a.text(dose)
	a.bytes(e.texts[textDuration])
	a.bytes(e.texts[textLocation])
	a.bytes(e.texts[textReminder])
	a.bytes(e.texts[textRemindBy])
	c.tail(&a, e)
	c.made(e, tab, id)
}

// doseMark is the dose of an immunisation code; other kinds use that column of
// the concept table for something else.
func doseMark(k *code) string {
	if k.antigens() == 0 {
		return ""
	}
	return k.Concept.Dose
}

// problem writes a problem beside the observation it stands on. A problem whose
// observation was never sent is kept without code, and the child gets a note.
func (c *childBuilder) problem(e *event) {
	code, began := table.NullInt64, &event{}
	restricted := c.restricted
	o := c.find(entityObservation, e.person, e.item)
	if o == nil {
		c.note(noteProblemAlone, e.row)
	} else {
		code, began = c.t.codes.target(o.code), o
		restricted = c.confidentialRow(o)
	}
	p := &c.t.persons[e.person]
	tab := c.t.tab.problem
	a, id := c.row(tab, restricted, e)
	a.int(c.id)
	a.int(code)
	a.date(began.date)
	a.text(began.precision.String())
	a.date(e.end)
	a.text(e.endPrecision.String())
	a.bytes(e.texts[textStatus])
	a.bytes(e.texts[textSignificance])
	a.int(e.number)
	a.date(e.date)
	a.text(e.precision.String())
	a.int(c.problemOf(e, e.problem, restricted))
	a.bytes(e.texts[textRelationship])
	a.int(c.t.organisationID(guidKey(p.source, p.org)))
	a.int(c.t.users.target(e.user))
	a.bytes(e.texts[textNote])
	a.int(e.row)
	a.end()
	c.made(e, tab, id)
	if o != nil {
		c.and(tab, id, o.row)
	}
}
