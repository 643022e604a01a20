package transform

import (
	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// places numbers the organisations of slots, with whether their delete rows
// count for nothing.
type places struct {
	number   map[refKey]int32
	disabled []bool
}

// placeOf is the number of an organisation that sent slots. It may be called by
// any worker: numbers only tell organisations apart.
func (t *run) placeOf(source int32, org chis.GUID) int32 {
	k := guidKey(source, org)
	t.placesMu.Lock()
	defer t.placesMu.Unlock()
	n, ok := t.places.number[k]
	if !ok {
		n = int32(len(t.places.disabled))
		t.places.number[k] = n
		t.places.disabled = append(t.places.disabled, t.disabled(source, org))
	}
	return n
}

// settleSlot applies the versions of a slot, whoever booked it. The last says
// whose it is: what another had of it before is superseded, and where nobody has
// it any longer what anybody had is withdrawn. One who booked it and is not in
// the target has it all the same.
func (t *run) settleSlot(versions []eventVersion) {
	stand := t.slotHolder(versions)
	for i := range versions {
		switch v := &versions[i]; {
		case v.held || v.deleted || v.person < 0 || i == stand:
		case stand < 0:
			t.fates.set(v.row, supersededWithdrawn)
		case v.person == versions[stand].person && !versions[stand].held:
			t.fates.set(v.row, older)
		default:
			t.fates.set(v.row, supersededOlder)
		}
	}
	if stand >= 0 && !versions[stand].held {
		t.stands(&versions[stand])
	}
}

// slotHolder is the version by which somebody has the slot, -1 where it is free.
// It gives the versions that free it their fates. A version of one's own booking
// that waits in quarantine takes nothing: as with any event the one before stands.
func (t *run) slotHolder(versions []eventVersion) int {
	stand := -1
	for i := range versions {
		v := &versions[i]
		switch {
		case v.deleted && t.places.disabled[v.owner]:
			t.leave(v, excludedDisabled)
		case v.deleted:
			t.leave(v, excludedDelete)
			stand = -1
		case v.held && stand >= 0 && v.person >= 0 && v.person == versions[stand].person:
		case v.person < 0 && !v.held:
			t.leave(v, excludedEmptySlot)
			stand = -1
		default:
			stand = i
		}
	}
	return stand
}

func (t *run) leave(v *eventVersion, f fate) {
	if !v.held {
		t.fates.set(v.row, f)
	}
}

// appointment writes a slot that is booked for the child.
func (c *childBuilder) appointment(e *event) {
	c.noteDates(e)
	p, b := &c.t.persons[e.person], e.booking()
	tab := c.t.tab.appointment
	a, id := c.row(tab, c.restricted, e)
	at := func(t int32) { a.text(chis.TimeOfDay(t).String()) }
	a.int(c.id)
	a.text(c.appointmentStatus(e))
	a.date(e.date)
	at(b.start)
	a.int(b.planned)
	a.int(b.actual)
	a.flag(e.done)
	a.int(c.t.codes.target(e.code))
	at(b.seen)
	at(b.left)
	a.int(b.wait)
	a.int(b.delay)
	a.date(e.entered)
	at(b.at)
	for _, text := range e.texts[:slotTexts] {
		a.bytes(text)
	}
	for _, g := range [...]chis.GUID{e.parent, e.consultation} { // a patient of another organisation
		if g.IsZero() {
			a.text("")
		} else {
			a.guid(g)
		}
	}
	a.int(c.t.organisationID(guidKey(p.source, p.org)))
	a.int(c.t.sessions.target(e.to))
	a.int(e.row)
	a.end()
	c.made(e, tab, id)
}

// appointmentStatus: nothing is booked for a child who is dead in any source.
func (c *childBuilder) appointmentStatus(e *event) string {
	switch {
	case e.date == 0:
		return "unknown"
	case e.date >= c.t.in.asOf && c.dead:
		return "suppressed"
	case e.date >= c.t.in.asOf:
		return "booked"
	case e.done == 1:
		return "did_not_attend"
	}
	return "past"
}

// appointmentOf is the appointment that a consultation was, where it was sent.
// No open row names a restricted one.
func (c *childBuilder) appointmentOf(e *event) int64 {
	o := c.find(entitySlot, e.person, e.slot)
	if e.slot.IsZero() || o == nil {
		return table.NullInt64
	}
	return c.homes[o].id
}
