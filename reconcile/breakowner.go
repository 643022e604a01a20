package reconcile

import (
	"cmp"
	"context"
	"os"
	"slices"

	"lollipop/internal/table"
)

// settleBreaks lists each break that was added without a word on whose row it is:
// openly where the row is no person's or of a child known not to be restricted,
// else with those of restricted children. Whose a row is, the extracts say; of a
// row that they do not say it of, nobody can tell, and restriction fails closed.
func (r *run) settleBreaks(ctx context.Context) error {
	waiting := cut(r.breaks.waiting)
	r.breaks.waiting = nil
	own := &owners{run: r, rows: map[int64]bool{}}
	own.children = r.restrictedChildren()
	for _, b := range waiting {
		if !own.impersonal(b.Row) {
			own.rows[b.Row] = false
		}
	}
	if r.spread {
		if err := own.find(ctx); err != nil {
			return err
		}
	}
	for _, b := range waiting {
		named := b.namesChild() && own.children[b.ID]
		if !named && (own.impersonal(b.Row) || own.rows[b.Row]) {
			r.breaks.open = append(r.breaks.open, b)
		} else {
			r.breaks.hidden = append(r.breaks.hidden, b)
		}
	}
	return nil
}

// restrictedChildren are the children of whom any record is restricted.
func (r *run) restrictedChildren() map[int64]bool {
	children := map[int64]bool{}
	for _, e := range r.byRow {
		if p := &r.people.list[e.person]; p.restricted() && p.child != 0 {
			children[p.child] = true
		}
	}
	return children
}

// owners are source rows that breaks name, with whether they may be listed openly.
type owners struct {
	*run
	rows     map[int64]bool
	children map[int64]bool // restricted
}

// impersonal reports a row that is no person's: of a reference file, or the file
// as a whole.
func (o *owners) impersonal(row int64) bool {
	f := o.in.file(row)
	return f != nil && (row&recordMask == 0 || f.entity != nil && f.entity.Patient < 0)
}

// find reads the segments of the extracts again in which the rows lie.
func (o *owners) find(ctx context.Context) error {
	rows := make([]int64, 0, len(o.rows))
	for row := range o.rows {
		rows = append(rows, row)
	}
	slices.Sort(rows)
	for _, f := range o.raw {
		if !f.migrated || f.entity == nil {
			continue
		}
		for i := range f.segments {
			s := &f.segments[i]
			first, last := f.number<<recordBits|s.record, f.number<<recordBits|recordMask
			if s.next >= 0 {
				last = f.number<<recordBits | s.next - 1
			}
			at, _ := slices.BinarySearchFunc(rows, first, cmp.Compare[int64])
			if at == len(rows) || rows[at] > last {
				continue
			}
			if err := o.read(ctx, s); err != nil {
				return err
			}
		}
	}
	return nil
}

func (o *owners) read(ctx context.Context, s *segment) error {
	h, err := os.Open(s.file.path)
	if err != nil {
		return err
	}
	defer h.Close() //nolint:errcheck // read only
	c := &rawCheck{run: o.run, s: s}
	e := s.file.entity
	// What keeps it from reading on is a break of its own; the rows stay hidden.
	_, _, err = s.read(h, func(number int64, record []string, _, _ int64, _ int) error {
		row := s.file.number<<recordBits | number
		if _, wanted := o.rows[row]; wanted {
			o.rows[row] = o.openly(o.people.find(s.file.source, c.guid(record, e.Organisation), c.guid(record, e.Patient)))
		}
		return ctx.Err()
	})
	return err
}

// openly reports a person record that is known and whose child is not restricted.
func (o *owners) openly(n int32) bool {
	if n < 0 || o.people.list[n].row == 0 {
		return false
	}
	p := &o.people.list[n]
	return !p.restricted() && !o.children[p.child]
}

// unclaimed adds a break of a target row that names no source row: hidden where
// the row stands in a restricted table.
func (r *run) unclaimed(check, tableName string, id int64, column, kind string, twin bool) {
	r.breaks.note(Break{check, tableName, id, table.NullInt64, column, kind}, twin)
}
