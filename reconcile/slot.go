package reconcile

import (
	"context"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/spill"
	"lollipop/internal/table"
)

// appointmentRow is the row of a slot that is booked.
func (c *childCheck) appointmentRow(e *sourceRow) {
	time := func(n int64) { c.w.text(chis.TimeOfDay(n).String()) }
	status := "past"
	switch {
	case e.when.Date == 0:
		status = "unknown"
	case !e.when.Date.Before(c.in.asOf):
		status = "booked"
		if c.dead {
			status = "suppressed"
		}
	case e.flag == 1:
		status = "did_not_attend"
	}
	c.w.text(status)
	c.w.date(e.when.Date)
	time(e.booked.times[0])
	c.w.int(e.booked.minutes[0])
	c.w.int(e.booked.minutes[1])
	c.w.int(e.flag)
	c.code(e)
	time(e.booked.times[1])
	time(e.booked.times[2])
	c.w.int(e.booked.minutes[2])
	c.w.int(e.booked.minutes[3])
	c.w.date(e.entered)
	time(e.booked.times[3])
	for _, text := range e.booked.texts {
		c.w.bytes(text)
	}
	for _, guid := range e.booked.external {
		text := ""
		if !guid.IsZero() {
			text = guid.String()
		}
		c.w.text(text)
	}
	o := c.people.orgList[c.people.keys[e.person].org]
	c.w.ref(c.organisation(o))
	c.w.ref(c.sessionID(refKey{source: o.source, guid: e.session}))
	c.w.int(e.row)
}

func (r *run) sessionID(k refKey) int64 {
	if v := r.sessions.find(k); v != nil {
		return v.target
	}
	return 0
}

// slotState says why a row of a slot does not stand.
type slotState uint8

const (
	slotStands slotState = iota
	slotFreed            // the slot is deleted, or nobody's now
	slotTaken            // it is another person's now
)

// slotVersion is one row of a slot. Slots are looked at by themselves, since the
// rows of one may be of several children.
type slotVersion struct {
	order
	org     orgKey
	slot    chis.GUID
	patient chis.GUID // none for a free slot
	deleted bool
	held    bool // not staged: it has a place and no fate
}

// slotPartitions is enough for any number of slots: of each but a few words are kept.
const slotPartitions = 512

// settleSlots finds out whose each slot is. Slots are spread over partitions by
// their keys.
func (r *run) settleSlots(ctx context.Context) error {
	dir, err := r.part.Mkdir("slots")
	if err != nil {
		return err
	}
	store, err := spill.Create(dir, slotPartitions, spill.Options{})
	if err != nil {
		return err
	}
	defer store.Remove() //nolint:errcheck // what is left of it makes Complete fail
	paths, err := parts(r.staged(entityNames[entitySlot]))
	if err != nil {
		return err
	}
	sink := store.Sink()
	columns := []string{"row_id", "organisation_guid", "patient_guid", "processing_id", "deleted", "slot_guid"}
	err = table.Scan(ctx, paths, columns, func(b *table.Batch) error {
		var buf [96]byte
		for i, row := range b.Vec[0].I64 {
			v := spill.PutVarint(spill.PutVarint(buf[:0], row), b.Vec[3].I64[i])
			v = spill.PutBool(spill.PutBool(v, b.Vec[4].I32[i] == 1), false)
			v = spill.PutGUID(spill.PutGUID(v, b.Vec[1].GUID[i]), b.Vec[5].GUID[i])
			if err := sink.Append(int(b.Vec[5].GUID[i][15])%slotPartitions, putGUID(v, b.Vec[2].GUID[i])); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, h := range r.held.rows {
		v := spill.PutVarint(spill.PutVarint(nil, h.row), h.pid)
		v = spill.PutGUID(spill.PutGUID(spill.PutBool(spill.PutBool(v, h.deleted), true), h.org), h.slot)
		if err := sink.Append(int(h.slot[15])%slotPartitions, putGUID(v, h.patient)); err != nil {
			return err
		}
	}
	if err := sink.Flush(); err != nil {
		return err
	}
	if err := store.Finish(); err != nil {
		return err
	}
	r.slots = map[int64]slotState{}
	for p := range slotPartitions {
		if err := r.settleSlotPartition(store, p); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) settleSlotPartition(store *spill.Store, p int) error {
	type key struct {
		org  orgKey
		slot chis.GUID
	}
	of := map[key][]slotVersion{}
	err := store.Read(p, func(record []byte) error {
		c := spill.NewCursor(record)
		v := slotVersion{order: order{row: c.Varint(), pid: c.Varint()}, deleted: c.Bool(), held: c.Bool()}
		f := r.in.file(v.row)
		if f == nil {
			return nil // settleRows has said so
		}
		v.batch, v.org = f.batch, orgKey{f.source, c.GUID()}
		v.slot, v.patient = c.GUID(), getGUID(&c)
		of[key{v.org, v.slot}] = append(of[key{v.org, v.slot}], v)
		return c.Done()
	})
	for k, versions := range of {
		r.settleSlot(versions, r.disabled(k.org))
	}
	return err
}

// settleSlot marks the booked rows of one slot that do not stand. What is left
// out is judged here as well: a free slot has no child to be judged with.
func (r *run) settleSlot(versions []slotVersion, inert bool) {
	last := lastOfSlot(versions, inert)
	for i := range versions {
		v := &versions[i]
		_, ok := r.in.ordinal(v.row)
		switch {
		case !ok || v.held:
		case v.patient.IsZero():
			r.judgeFreeSlot(v, inert)
		case v.deleted:
		case last == nil || last.deleted || !last.held && last.patient.IsZero():
			r.slots[v.row] = slotFreed
		case last.held || last.patient != v.patient:
			r.slots[v.row] = slotTaken
		}
	}
}

// lastOfSlot is the version that says whose a slot is, nil for none. One of the
// child who has it, held back for a fault of its own, says nothing new.
func lastOfSlot(versions []slotVersion, inert bool) (last *slotVersion) {
	slices.SortFunc(versions, func(a, b slotVersion) int { return a.compare(b.order) })
	for i := range versions {
		v := &versions[i]
		own := last != nil && !last.deleted && !v.deleted && !v.patient.IsZero() && v.patient == last.patient
		if v.deleted && inert || v.held && own {
			continue
		}
		last = v
	}
	return last
}

func (r *run) judgeFreeSlot(v *slotVersion, inert bool) {
	want := ruleEmptySlot
	switch {
	case v.deleted && inert:
		want = ruleDisabled
	case v.deleted:
		want = ruleDelete
	}
	r.outcomes.compared(checkExclusions, 1)
	if is := r.fate(v.row); is.disposition != excluded || is.rule != want {
		r.breaks.add(Break{checkExclusions, entityNames[entitySlot], nullID, v.row, "", "does-not-satisfy-" + is.words()})
	}
}
