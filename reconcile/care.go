package reconcile

import "lollipop/internal/chis"

// encounterRow is the row of a consultation.
func (c *childCheck) encounterRow(e *sourceRow) {
	c.w.bytes(e.text[textSource])
	c.w.bytes(e.text[textType])
	c.w.int(e.flag)
	c.w.occurred(e.when)
	c.code(e)
	c.w.ref(c.rowsOf(tableAppointment, entitySlot)[itemOf{e.person, e.slot}].id)
	c.sender(e)
	c.w.date(e.entered)
	c.w.int(e.row)
}

// encounterOf is the target row of the consultation that an event names, 0 where
// that does not stand, or where an open row would name a restricted one.
func (c *childCheck) encounterOf(e *sourceRow, hide bool) int64 {
	if e.consultation.IsZero() {
		return 0
	}
	o := c.rowsOf(tableEncounter, entityConsultation)[itemOf{e.person, e.consultation}]
	if o.row == nil || c.hiddenEvent(o.row) && !hide {
		return 0
	}
	return o.id
}

// itemOf is the key of a row among those of one file type of a child.
type itemOf struct {
	person int32
	item   chis.GUID
}

// madeBy is a source row and the target row that it leads.
type madeBy struct {
	row *sourceRow
	id  int64
}

// rowsOf are the target rows of a table that standing rows of a file type made,
// by the keys of those.
func (c *childCheck) rowsOf(name string, in entity) map[itemOf]madeBy {
	if c.made[in] != nil {
		return c.made[in]
	}
	of := map[itemOf]madeBy{}
	tab := c.tableNumber[name]
	for i := range c.targets {
		t := &c.targets[i]
		if lead := t.lead(); t.table == tab && lead != nil && lead.standing && lead.entity == in {
			of[itemOf{lead.person, lead.item}] = madeBy{lead, t.id}
		}
	}
	c.made[in] = of
	return of
}

// referralRow is the row of a referral beside the observation it stands on. It is
// restricted where that is.
func (c *childCheck) referralRow(e *sourceRow) (hide bool) {
	hide = c.restricted
	o := c.event(entityObservation, e.person, e.item)
	if o == nil {
		o = &sourceRow{person: e.person, code: noCode}
	} else {
		hide = c.hiddenEvent(o)
	}
	from := c.people.orgList[c.people.keys[e.person].org]
	c.w.occurred(o.when)
	c.w.ref(c.sentOrganisation(refKey{source: from.source, guid: e.target}))
	for _, i := range [...]int{textUrgency, textService, textMode, textUBRN} {
		c.w.bytes(e.text[i])
	}
	c.w.int(e.flag)
	c.code(o)
	c.sender(o)
	c.w.ref(c.encounterOf(o, hide))
	c.w.date(o.entered)
	c.w.bytes(o.text[textNote])
	c.w.int(e.row)
	return hide
}

// sentOrganisation is the target row of an organisation whose own row was sent,
// 0 for none.
func (r *run) sentOrganisation(k refKey) int64 {
	if v := r.orgs.find(k); v != nil {
		return v.target
	}
	return 0
}
