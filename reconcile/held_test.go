package reconcile

import (
	"testing"

	"lollipop/internal/chis"
)

// Whose a slot is when somebody who is not in the target has booked it.
func TestWhoseASlotIs(t *testing.T) {
	a, b := chis.GUID{1}, chis.GUID{2}
	booked := func(patient chis.GUID) slotVersion { return slotVersion{patient: patient} }
	held := func(patient chis.GUID) slotVersion { return slotVersion{patient: patient, held: true} }
	deleted := func(v slotVersion) slotVersion { v.deleted = true; return v }
	for _, c := range []struct {
		name     string
		versions []slotVersion
		want     string // a letter a version: s stands, f freed, t taken, - no row of the target
	}{
		{"booked", []slotVersion{booked(a)}, "s"},
		{"taken by a test patient", []slotVersion{booked(a), held(chis.GUID{})}, "t-"},
		{"taken, and back", []slotVersion{booked(a), held(b), booked(a)}, "s-s"},
		{"own row that waits", []slotVersion{booked(a), held(a)}, "s-"},
		{"own row that waits, of a slot that went", []slotVersion{booked(a), booked(b), held(a)}, "tt-"},
		{"deleted by a row held back", []slotVersion{booked(a), deleted(held(b))}, "f-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := &run{in: &inputs{files: []sourceFile{{number: 1, records: 8, migrated: true}}, byNumber: []int32{-1, 0}, total: 8}}
			r.slots = map[int64]slotState{}
			for i := range c.versions {
				c.versions[i].row = 1<<recordBits | int64(i+1)
			}
			r.settleSlot(c.versions, false)
			for i := range c.versions {
				got := [...]byte{slotStands: 's', slotFreed: 'f', slotTaken: 't'}[r.slots[c.versions[i].row]]
				if c.want[i] == '-' {
					got = '-'
				}
				if got != c.want[i] {
					t.Errorf("version %d: %c, want %c", i, got, c.want[i])
				}
			}
		})
	}
}
