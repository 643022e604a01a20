package transform

import (
	"testing"

	"lollipop/internal/chis"
)

// A booking that went to somebody who is not in the target was left with the
// child who had it before.
func TestWhoseASlotIs(t *testing.T) {
	const a, b, nobody = 0, 1, -1
	booked := func(person int32) eventVersion { return eventVersion{person: person} }
	held := func(person int32) eventVersion { return eventVersion{person: person, held: true} }
	deleted := func(v eventVersion) eventVersion { v.deleted = true; return v }
	for _, c := range []struct {
		name     string
		versions []eventVersion
		want     []fate
	}{
		{"booked", []eventVersion{booked(a)}, []fate{undecided}},
		{"taken by a patient never sent", []eventVersion{booked(a), held(nobody)}, []fate{supersededOlder, unstaged}},
		{"taken, and back", []eventVersion{booked(a), held(nobody), booked(a)}, []fate{older, unstaged, undecided}},
		{"taken by a child whose row waits", []eventVersion{booked(a), held(b)}, []fate{supersededOlder, unstaged}},
		{"own row that waits", []eventVersion{booked(a), held(a)}, []fate{undecided, unstaged}},
		{"own row that waits, of a slot that went", []eventVersion{booked(a), booked(b), held(a)}, []fate{supersededOlder, supersededOlder, unstaged}},
		{"deleted by a row held back", []eventVersion{booked(a), deleted(held(nobody))}, []fate{supersededWithdrawn, unstaged}},
		{"freed, then taken", []eventVersion{booked(a), booked(nobody), held(nobody)}, []fate{supersededOlder, excludedEmptySlot, unstaged}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := &inputs{files: []sourceFile{{}, {records: 8}}, total: 8}
			r := &run{in: in, fates: newFateBook(in), eventTypes: make([]eventType, entityPatient), places: places{disabled: []bool{false}}}
			for i := range c.versions {
				v := &c.versions[i]
				v.entity, v.item, v.row = entitySlot, chis.GUID{1}, rowID(1, int64(i+1))
				if !v.held {
					r.fates.stage(v.row)
				}
			}
			r.settleSlot(c.versions)
			for i, want := range c.want {
				if got := r.fates.get(rowID(1, int64(i+1))); got != want {
					t.Errorf("version %d: fate %d, want %d", i, got, want)
				}
			}
		})
	}
}
