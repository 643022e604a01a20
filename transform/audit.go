package transform

import (
	"sort"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// history writes a change of a registration, or a registration that a message tells
// as a whole: the patient row tells of the latest alone.
func (c *childBuilder) history(e *event) {
	p := &c.t.persons[e.person]
	tab := c.t.tab.history
	a, id := c.row(tab, c.restricted, e)
	a.int(c.id)
	a.int(c.t.organisationID(guidKey(p.source, p.org)))
	a.bytes(e.texts[textStatus])
	a.date(e.entered)
	a.text(chis.TimeOfDay(e.done).String())
	a.bytes(e.texts[textType])
	a.date(e.end)
	a.int(e.row)
	a.end()
	c.made(e, tab, id)
}

// audit writes who changed an item of the record, or the registration, and when.
// It is as restricted as the item is, and restricted where nobody knows the item:
// one that was withdrawn may have been confidential.
func (c *childBuilder) audit(e *event) {
	p := &c.t.persons[e.person]
	tab := c.t.tab.audit
	subject, restricted, itemRow := "registration", c.restricted, table.NullInt64
	if e.entity == entityPatientAudit {
		subject, restricted = "item", true
		if o := c.auditedItem(e); o != nil {
			restricted, itemRow = c.confidentialItem(o), o.row
		}
	}
	a, id := c.row(tab, restricted, e)
	a.int(c.id)
	a.text(subject)
	if e.parent.IsZero() {
		a.text("")
	} else {
		a.guid(e.parent)
	}
	a.int(itemRow)
	a.bytes(e.texts[textTerm])
	a.bytes(e.texts[textType])
	a.date(e.entered)
	a.text(chis.TimeOfDay(e.done).String())
	a.int(c.t.organisationID(guidKey(p.source, p.org)))
	a.int(c.t.users.target(e.user))
	a.int(e.row)
	a.end()
	c.made(e, tab, id)
}

// auditedItem is the standing row that an audit row speaks of, nil where none
// was sent.
func (c *childBuilder) auditedItem(e *event) *event {
	if e.parent.IsZero() {
		return nil
	}
	for _, kind := range [...]entity{entityObservation, entityDiary, entityConsultation} {
		if o := c.find(kind, e.person, e.parent); o != nil {
			return o
		}
	}
	return nil
}

// confidentialItem reports that an item is restricted, or that a version of it or
// a row that it was joined with is.
func (c *childBuilder) confidentialItem(o *event) bool {
	if c.confidentialRow(o) || c.twins[c.homes[o]] {
		return true
	}
	rows := c.rows[o.entity]
	at := sort.Search(len(rows), func(i int) bool { return compareEvents(rows[i], o) >= 0 })
	for _, v := range rows[at:] {
		if v.person != o.person || v.item != o.item {
			break
		}
		if c.confidentialRow(v) {
			return true
		}
	}
	return false
}
