package reconcile

import (
	"context"
	"slices"
	"sync"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// heldRow is a booking that stage 1 did not stage, as it lists it: its place
// among the rows of its slot.
type heldRow struct {
	row, pid           int64
	org, slot, patient chis.GUID
	deleted            bool
}

// heldBook holds those of all files, and how many of them the extracts hold.
type heldBook struct {
	mu   sync.Mutex
	rows map[int64]heldRow
	seen int
}

func (r *run) readHeld(ctx context.Context) error {
	r.held.rows = map[int64]heldRow{}
	paths, err := parts(r.staged("held"))
	if err != nil {
		return err
	}
	columns := []string{"row_id", "organisation_guid", "slot_guid", "patient_guid", "processing_id", "deleted"}
	return table.Scan(ctx, paths, columns, func(b *table.Batch) error {
		for i, row := range b.Vec[0].I64 {
			h := heldRow{row: row, pid: b.Vec[4].I64[i], org: b.Vec[1].GUID[i], slot: b.Vec[2].GUID[i], patient: b.Vec[3].GUID[i], deleted: b.Vec[5].I32[i] == 1}
			if _, twice := r.held.rows[row]; twice {
				r.breaks.add(Break{checkRaw, r.nameOf(row), table.NullInt64, row, "", "held-back-twice"})
			}
			r.held.rows[row] = h
		}
		return nil
	})
}

func (r *run) nameOf(row int64) string {
	if f := r.in.file(row); f != nil {
		return f.name
	}
	return ""
}

// unheld are the rules of rows that were never read as bookings, or of file types
// that nothing is staged of.
var unheld = []string{"repeated-header", "field-count", "nul-byte", "invalid-utf8", "out-of-scope-file-type"}

// judgeHeld holds what is said of a booking that is not staged against its record:
// what it takes from another child rests on that.
func (c *rawCheck) judgeHeld(number int64, record []string, disposition, rule string) {
	f := c.s.file
	if !f.entity.Bookable() {
		return
	}
	want := heldRow{
		row: f.number<<recordBits | number, pid: table.NullInt64, deleted: c.deleted(record),
		org: c.guid(record, c.keys.org), slot: c.guid(record, c.keys.item), patient: c.guid(record, c.keys.patient),
	}
	listed := !slices.Contains(unheld, rule) && !want.org.IsZero() && !want.slot.IsZero() && !want.patient.IsZero()
	if n, ok := chis.ParseInt64(f.cell(record, f.entity.ProcessingID)); ok {
		want.pid = n
	}
	if disposition == excluded {
		want.patient = chis.GUID{}
	}
	c.held.mu.Lock()
	is, held := c.held.rows[want.row]
	if held {
		c.held.seen++
	}
	c.held.mu.Unlock()
	if held != listed || held && is != want {
		c.wrong(number, "", "not-held-back-as-it-stands")
	}
}

// judgeHeldRows looks for rows that are said to be held back and are not.
func (r *run) judgeHeldRows() {
	if r.held.seen != len(r.held.rows) {
		r.breaks.add(Break{checkRaw, "slot", table.NullInt64, table.NullInt64, "", "held-back-and-not-in-the-files"})
	}
}
