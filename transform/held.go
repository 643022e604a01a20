package transform

import (
	"context"

	"lollipop/internal/spill"
	"lollipop/internal/table"
)

// heldColumns are those of the bookings that stage 1 kept out of the staged
// rows, of which it left nothing but their place in the order of their slot.
var heldColumns = []string{"row_id", "organisation_guid", "slot_guid", "patient_guid", "processing_id", "deleted"}

// noneHeld is the person of a held version whose patient is no record: those of
// records lie below it.
const noneHeld = -2

// heldPerson tells a held version, and the person whose it is.
func heldPerson(spilled int32) (person int32, held bool) {
	if spilled > noneHeld {
		return spilled, false
	}
	return noneHeld - 1 - spilled, true
}

// spillHeld adds the held bookings to the versions of their slots.
func (t *run) spillHeld(ctx context.Context, store *spill.Store) error {
	sinks := make([]*spill.Sink, t.workers)
	for w := range sinks {
		sinks[w] = store.Sink()
	}
	err := t.in.scan(ctx, "held", t.workers, heldColumns, func(w int, b *table.Batch) error {
		return t.spillHeldBatch(sinks[w], b)
	})
	if err != nil {
		return err
	}
	for _, s := range sinks {
		if err := s.Flush(); err != nil {
			return err
		}
	}
	return nil
}

func (t *run) spillHeldBatch(sink *spill.Sink, b *table.Batch) error {
	var buf [128]byte
	finder := personFinder{run: t}
	for i, row := range b.Vec[0].I64 {
		f := t.in.file(row)
		org, slot := b.Vec[1].GUID[i], b.Vec[2].GUID[i]
		r := spill.PutBool(append(buf[:0], byte(entitySlot)), b.Vec[5].I32[i] == 1)
		r = spill.PutVarint(r, noneHeld-1-int64(finder.find(f.source, org, b.Vec[3].GUID[i])))
		r = spill.PutVarint(spill.PutGUID(r, slot), int64(t.placeOf(f.source, org)))
		r = spill.PutVarint(spill.PutUvarint(r, uint64(f.batch)), b.Vec[4].I64[i])
		r = spill.PutUvarint(r, uint64(row))
		for range t.eventTypes[entitySlot].uses {
			r = spill.PutVarint(r, -1)
		}
		r = spill.PutVarint(spill.PutUint32(r, 0), 0)
		if err := sink.Append(t.partitionOfSlot(slot), r); err != nil {
			return err
		}
	}
	return nil
}
