package reconcile

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"lollipop/internal/chis"
)

// said is the key of a row of a file type that has none: what it says. Two rows
// of a person that say the same are versions of one.
func (s *sourceRow) said() (key chis.GUID) {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %q %q %d %d %d %q %q", s.entity, s.parent[:], s.user[:], s.entered, s.end.Date, s.flag, s.text[0], s.text[1]))
	copy(key[:], sum[:])
	return key
}

// historyRow is the row of a change of a registration.
func (c *childCheck) historyRow(e *sourceRow) {
	c.w.ref(c.organisation(c.people.orgList[c.people.keys[e.person].org]))
	c.w.bytes(e.text[textStatus])
	c.w.date(e.entered)
	c.w.text(chis.TimeOfDay(e.flag).String())
	c.w.bytes(e.text[textType])
	c.w.date(e.end.Date)
	c.w.int(e.row)
}

// auditRow is the row of who changed what. It is restricted where the item is, and
// where no item stands: one that was withdrawn may have been confidential.
func (c *childCheck) auditRow(e *sourceRow) (hide bool) {
	o := c.people.orgList[c.people.keys[e.person].org]
	hide = c.restricted
	subject, guid, item := "registration", "", int64(nullID)
	if e.entity == entityPatientAudit {
		subject, hide = "item", true
		if !e.parent.IsZero() {
			guid = e.parent.String()
		}
		for _, kind := range []entity{entityConsultation, entityDiary, entityObservation} {
			if of := c.event(kind, e.person, e.parent); of != nil && !e.parent.IsZero() {
				hide, item = c.hiddenItem(of), of.row
			}
		}
	}
	c.w.text(subject)
	c.w.text(guid)
	c.w.int(item)
	c.w.bytes(e.text[textItem])
	c.w.bytes(e.text[textDone])
	c.w.date(e.entered)
	c.w.text(chis.TimeOfDay(e.flag).String())
	c.w.ref(c.organisation(o))
	c.w.ref(c.practitioner(o.source, e.user))
	c.w.int(e.row)
	return hide
}

// hiddenItem reports that an item, one of its versions, or a row that is one event
// with it goes to the restricted tables.
func (c *childCheck) hiddenItem(e *sourceRow) bool {
	if c.hiddenEvent(e) || e.wasConfidential {
		return true
	}
	for _, l := range e.links {
		t := c.target(l.table, l.id)
		if t == nil {
			continue
		}
		joined, parts := c.contributors(t)
		all := slices.Concat([]*sourceRow{t.lead()}, joined, parts, c.productsOf(t))
		if !slices.Contains(all, e) {
			continue
		}
		if c.tables[t.table].Name == tableRestriction || slices.ContainsFunc(all, func(o *sourceRow) bool { return o != nil && o.confidential }) {
			return true
		}
	}
	return false
}
