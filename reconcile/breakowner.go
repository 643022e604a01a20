package reconcile

import (
	"context"
	"io"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// settleBreaks lists each break that was added without a word on whose row it is:
// openly where the row is no person's or of a child known not to be restricted,
// else with those of restricted children. Whose a row is, the extracts say; of a
// row that they do not say it of, nobody can tell, and restriction fails closed.
func (r *run) settleBreaks(ctx context.Context) error {
	waiting := cut(r.breaks.waiting)
	r.breaks.waiting = nil
	own := r.newOwners(waiting)
	own.children = r.restrictedChildren()
	if r.spread {
		if err := own.find(ctx); err != nil {
			return err
		}
	}
	for _, b := range waiting {
		named := b.namesChild() && own.children[b.ID]
		if !named && (r.impersonal(b.Row) || own.openly(b.Row)) {
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

// owners are the source rows that some breaks name, and whose they are.
type owners struct {
	*run
	rows     []int64        // in order
	persons  []int32        // of the rows, nobody where the extracts do not say
	children map[int64]bool // restricted
}

const nobody = -1

// newOwners asks whose the rows are that breaks name.
func (r *run) newOwners(breaks []Break) *owners {
	o := &owners{run: r}
	for i := range breaks {
		if row := breaks[i].Row; !r.impersonal(row) {
			o.rows = append(o.rows, row)
		}
	}
	slices.Sort(o.rows)
	o.rows = slices.Compact(o.rows)
	o.persons = slices.Repeat([]int32{nobody}, len(o.rows))
	return o
}

// impersonal reports a row that is no person's: of a reference file, or the file
// as a whole.
func (r *run) impersonal(row int64) bool {
	f := r.in.file(row)
	return f != nil && (row&recordMask == 0 || f.entity != nil && f.entity.Patient < 0)
}

// askOwners asks, before the extracts are read, whose the rows are that breaks
// name so far: that they say it in passing saves reading them once more.
func (r *run) askOwners() {
	r.breaks.waiting = cut(r.breaks.waiting)
	r.asked = r.newOwners(r.breaks.waiting)
}

// find reads the segments of the extracts again in which rows lie that nobody
// asked for when they were read. Where messages could not be read, theirs stay
// hidden.
func (o *owners) find(ctx context.Context) error {
	var rest []int64
	for i, row := range o.rows {
		if o.asked == nil {
			rest = append(rest, row)
		} else if at, ok := slices.BinarySearch(o.asked.rows, row); ok {
			o.persons[i] = o.asked.persons[at]
		} else {
			rest = append(rest, row)
		}
	}
	return o.readAll(ctx, func(s *segment) bool {
		f := s.file
		if !f.migrated || f.entity == nil || f.open != nil && !o.messages.has(f.path) {
			return false
		}
		first, last := f.number<<recordBits|s.record, f.number<<recordBits|recordMask
		if s.next >= 0 {
			last = f.number<<recordBits | s.next - 1
		}
		at, _ := slices.BinarySearch(rest, first)
		return at < len(rest) && rest[at] <= last
	}, o.reading)
}

// reading takes the owners of the rows of a segment. What keeps it from reading
// on is a break of its own; the rows stay hidden.
func (o *owners) reading(ctx context.Context, s *segment, _ io.ReaderAt) (reading, error) {
	of := o.ownersOf(s)
	take := func(number int64, record []string, _, _ int64, _ int) error {
		of.take(number, record)
		return ctx.Err()
	}
	return reading{s, take, func(int64, string) {}, func() {}}, nil
}

// segmentOwners are the owners in one segment, whose records come in order.
type segmentOwners struct {
	*owners
	s  *segment
	at int
}

func (o *owners) ownersOf(s *segment) segmentOwners {
	at, _ := slices.BinarySearch(o.rows, s.file.number<<recordBits|s.record)
	return segmentOwners{o, s, at}
}

func (o *segmentOwners) take(number int64, record []string) {
	f := o.s.file
	row := f.number<<recordBits | number
	for o.at < len(o.rows) && o.rows[o.at] < row {
		o.at++
	}
	if o.at < len(o.rows) && o.rows[o.at] == row {
		org, _ := chis.ParseGUID(f.cell(record, f.entity.Organisation))
		patient, _ := chis.ParseGUID(f.cell(record, f.entity.Patient))
		o.persons[o.at] = o.people.find(f.source, org, patient)
	}
}

// openly reports a row of a person record that is known and whose child is not
// restricted.
func (o *owners) openly(row int64) bool {
	at, _ := slices.BinarySearch(o.rows, row)
	n := o.persons[at]
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
