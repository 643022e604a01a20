package reconcile

import (
	"context"
	"io"
	"os"

	"lollipop/internal/table"
)

// readExtracts reads every file again and holds it against what stage 1 left.
// Problems and referrals of practice feeds follow their observations, so that
// they are looked through first and settled last.
func (r *run) readExtracts(ctx context.Context) error {
	r.problems = &problemBook{of: map[problemKey]*problemMarks{}}
	if err := r.readAll(ctx, r.leavesProblems, r.listProblems); err != nil {
		return err
	}
	for _, f := range r.raw {
		if !f.migrated {
			continue
		}
		if err := r.judgeDamage(f); err != nil {
			return err
		}
	}
	r.askOwners()
	if err := r.readAll(ctx, func(*segment) bool { return true }, r.judging); err != nil {
		r.asked = nil
		return err
	}
	if n := r.notCounted.Load(); n > 0 {
		r.counts["raw.files-not-counted"] = n
	}
	r.judgeProblems()
	r.judgeHeldRows()
	r.judgeLeftBehind()
	return nil
}

// readAll reads the wanted segments side by side. Those of all entities of a file
// of messages are one.
func (r *run) readAll(ctx context.Context, want func(*segment) bool, begin beginReading) error {
	work := r.segments(want)
	return each(ctx, r.Workers, len(work), func(ctx context.Context, _, i int) error { return r.readTogether(ctx, work[i], begin) })
}

// segments are the wanted ones, together where one pass reads them.
func (r *run) segments(want func(*segment) bool) (work [][]*segment) {
	messages := map[string]int{} // place in work by path
	for _, f := range r.raw {
		segments := f.segments
		if !f.migrated {
			segments = []segment{{file: f, record: 1, next: -1, offset: f.start, end: f.size}}
		}
		for i := range segments {
			if !want(&segments[i]) {
				continue
			}
			at, ok := messages[f.path]
			if !ok || f.open == nil {
				at, work = len(work), append(work, nil)
			}
			if f.open != nil {
				messages[f.path] = at
			}
			work[at] = append(work[at], &segments[i])
		}
	}
	return work
}

// reading is what is done with the records of one segment.
type reading struct {
	s    *segment
	take onRecord
	end  func(n int64, problem string) // after the last record that could be read
	free func()
}

type beginReading func(ctx context.Context, s *segment, h io.ReaderAt) (reading, error)

// readTogether reads segments of one file in one pass.
func (r *run) readTogether(ctx context.Context, together []*segment, begin beginReading) error {
	h, err := os.Open(together[0].file.path)
	if err != nil {
		return err
	}
	defer h.Close() //nolint:errcheck // read only
	all := make([]reading, len(together))
	for i, s := range together {
		if all[i], err = begin(ctx, s, h); err != nil {
			return err
		}
		defer all[i].free()
	}
	if together[0].file.open != nil {
		return r.readMessageRows(all)
	}
	n, problem, err := all[0].s.read(h, all[0].take)
	if err != nil {
		return err
	}
	all[0].end(n, problem)
	return nil
}

// readMessageRows hands on what a file of messages holds of some of its entities.
func (r *run) readMessageRows(all []reading) error {
	path, take := all[0].s.file.path, map[int64]onRecord{}
	for _, a := range all {
		take[a.s.file.number] = a.take
	}
	if err := r.messages.replay(path, take); err != nil {
		return err
	}
	kept := r.messages.files[path]
	for _, a := range all {
		a.end(kept.entries[a.s.file.number].rows, kept.problem)
	}
	return nil
}

// judging holds the records of a segment against what stage 1 made of them.
func (r *run) judging(ctx context.Context, s *segment, h io.ReaderAt) (reading, error) {
	if !s.file.migrated {
		return r.counting(s), nil
	}
	c := &rawCheck{run: r, s: s, h: h, find: finder{people: r.people}}
	if err := c.open(); err != nil {
		c.close()
		return reading{}, err
	}
	owners := r.asked.ownersOf(s)
	take := func(number int64, record []string, start, end int64, line int) error {
		if number&0xFFF == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if s.file.entity.Patient >= 0 {
			owners.take(number, record)
		}
		return c.record(number, record, start, end, line)
	}
	end := func(n int64, problem string) {
		if problem != "" {
			c.wrong(s.record+n, "", problem)
		}
		c.finish(n)
	}
	return reading{s, take, end, c.close}, nil
}

// counting counts the records of a file that is counted and no more. One that a
// plain reader cannot read to its end is left to the count of stage 1.
func (r *run) counting(s *segment) reading {
	f := s.file
	take := func(int64, []string, int64, int64, int) error { return nil }
	end := func(n int64, problem string) {
		if problem != "" {
			r.notCounted.Add(1)
			return
		}
		r.outcomes.compared(checkRaw, n)
		if n != f.records {
			r.breaks.add(Break{checkRaw, f.name, table.NullInt64, f.number << recordBits, "", "number-of-records-differs"})
		}
	}
	return reading{s, take, end, func() {}}
}
