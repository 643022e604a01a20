package reconcile

import (
	"cmp"
	"context"
	"io"
	"slices"
	"sync"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// rawCheck holds the records of one segment against what stage 1 made of them.
type rawCheck struct {
	*run
	s                       *segment
	h                       io.ReaderAt
	staged, excluded, aside *rowCursor
	quarantined             []quarantinedRow // of the file, from the segment on
	find                    finder
	keys                    rawKeys
	cells                   []cellCheck
	leftFields              []leftColumn
	gap                     [64]byte
	decoded                 []string
	compared, marks         int64
}

// rawKeys are the columns of an entity by which scope is judged.
type rawKeys struct{ org, patient, item, code, date, deleted int }

func (c *rawCheck) wrong(record int64, column, kind string) {
	f := c.s.file
	c.breaks.add(Break{checkRaw, f.name, table.NullInt64, f.number<<recordBits | record, column, kind})
}

func (c *rawCheck) open() error {
	f, e := c.s.file, c.s.file.entity
	c.keys = rawKeys{e.Organisation, e.Patient, e.Item, e.Code, e.Date, e.Deleted}
	row := f.number<<recordBits | c.s.record
	paths, err := c.partsOf(f)
	if err != nil {
		return err
	}
	if c.staged, err = cursorAt(paths, nil, row); err != nil {
		return err
	}
	for _, t := range []struct {
		dir     string
		columns []string
		to      **rowCursor
	}{
		{"excluded", []string{"row_id", "rule", "category"}, &c.excluded},
		{"aside", []string{"row_id", "column", "original", "rule"}, &c.aside},
	} {
		paths, err := c.partsIn(t.dir, f.number)
		if err != nil {
			return err
		}
		if *t.to, err = cursorAt(paths, t.columns, row); err != nil {
			return err
		}
	}
	from, _ := slices.BinarySearchFunc(c.quarantine, row, func(q quarantinedRow, row int64) int { return cmp.Compare(q.row, row) })
	c.quarantined = c.quarantine[from:]
	c.bindCells()
	c.leftFields = c.leftColumns(f)
	return nil
}

func (c *rawCheck) close() {
	c.staged.close()
	c.excluded.close()
	c.aside.close()
}

// record holds one record against the one table of stage 1 that it is in.
func (c *rawCheck) record(number int64, record []string, start, end int64, line int) error {
	row := c.s.file.number<<recordBits | number
	c.compared++
	for c.staged.row() < row {
		c.breaks.add(Break{checkRaw, c.s.file.name, table.NullInt64, c.staged.row(), "", "staged-and-not-in-the-file"})
		if err := c.staged.advance(); err != nil {
			return err
		}
	}
	for c.excluded.row() < row {
		if err := c.excluded.advance(); err != nil {
			return err
		}
	}
	for len(c.quarantined) > 0 && c.quarantined[0].row < row {
		c.quarantined = c.quarantined[1:]
	}
	switch {
	case c.staged.row() == row:
		return c.judgeStaged(number, record, start, line)
	case c.excluded.row() == row:
		b := c.excluded.b
		c.judgeHeld(number, record, excluded, string(b.Vec[1].Text.At(c.excluded.i)))
		c.judgeExcluded(number, record, string(b.Vec[1].Text.At(c.excluded.i)), string(b.Vec[2].Text.At(c.excluded.i)))
	case len(c.quarantined) > 0 && c.quarantined[0].row == row:
		c.judgeHeld(number, record, quarantined, c.quarantined[0].rule)
		c.judgeWaitingDose(number, record)
		c.judgeWaitingClue(c.quarantined[0].rule, record)
		return c.judgeQuarantined(&c.quarantined[0], record, start, end)
	default:
		c.wrong(number, "", "in-the-file-and-nowhere-else")
	}
	return nil
}

// finish proves that the segment ended where the next one begins.
func (c *rawCheck) finish(n int64) {
	last := c.s.record + n
	want := c.s.next
	if want < 0 {
		want = c.s.file.records + 1
	}
	if last != want {
		c.wrong(last, "", "number-of-records-differs")
	}
	c.outcomes.compared(checkRaw, c.compared)
	c.outcomes.compared(checkMarks, c.marks)
}

// judgeStaged compares a staged row with its record, cell by cell.
func (c *rawCheck) judgeStaged(number int64, record []string, start int64, line int) error {
	f := c.s.file
	b, i := c.staged.b, c.staged.i
	if len(record) != len(f.names) {
		c.wrong(number, "", "number-of-fields-differs")
	}
	if at := b.Vec[offsetCell].I64[i]; at != start && !c.blank(start, at) {
		c.wrong(number, "offset", "differs")
	}
	if c.s.line >= 0 && b.Vec[lineCell].I64[i] != c.s.line+int64(line)-1 {
		c.wrong(number, "line", "differs")
	}
	row := b.Vec[0].I64[i]
	for c.aside.row() < row {
		c.breaks.add(Break{checkRaw, f.name, table.NullInt64, c.aside.row(), "", "set-aside-of-no-staged-row"})
		if err := c.aside.advance(); err != nil {
			return err
		}
	}
	record = c.utf8(record)
	for k := range c.cells {
		if kind := c.cells[k].compare(c, f.cell(record, k), b, i); kind != "" {
			c.wrong(number, f.entity.Columns[k].Name, kind)
		}
	}
	for c.aside.row() == row { // what no cell asked for
		c.wrong(number, string(c.aside.b.Vec[1].Text.At(c.aside.i)), "set-aside-without-cause")
		if err := c.aside.advance(); err != nil {
			return err
		}
	}
	if kind := c.compareExtra(record, b.Vec[len(b.Vec)-1].Text.At(i)); kind != "" {
		c.wrong(number, "extra", kind)
	}
	c.judgeMark(number, record)
	c.noteLeft(number, record)
	if f.entity.Patient >= 0 && !c.free(record) {
		c.judgeInScope(number, record)
	}
	return c.staged.advance()
}

// The cells that every staged row begins with.
const (
	lineCell   = 1
	offsetCell = 2
	firstCell  = 3
)

// blank reports that from and to lie on either side of empty lines alone.
func (c *rawCheck) blank(from, to int64) bool {
	for from < to {
		n, err := c.h.ReadAt(c.gap[:min(int64(len(c.gap)), to-from)], from)
		if n == 0 && err != nil {
			return false
		}
		for _, ch := range c.gap[:n] {
			if ch != '\r' && ch != '\n' {
				return false
			}
		}
		from += int64(n)
	}
	return from == to
}

// free reports a slot that nobody has booked, of a source that is asked for its
// slots: it is nobody's.
func (c *rawCheck) free(record []string) bool {
	f := c.s.file
	return f.entity.Bookable() && blankText(f.cell(record, c.keys.patient)) && !c.in.practice[f.source]
}

// judgeInScope looks for rows that should not have been written at all.
func (c *rawCheck) judgeInScope(number int64, record []string) {
	f := c.s.file
	flags := c.personFlags(record)
	kind := ""
	switch {
	case flags&rawTest != 0:
		kind = "staged-row-of-a-test-patient"
	case !inScope(flags):
		kind = "staged-row-of-a-person-out-of-scope"
	case flags&rawShared != 0:
		kind = "staged-row-under-the-key-of-two-children"
	case f.entity.Prescribed():
		if !c.deleted(record) && !c.codeInScope(record) {
			kind = "staged-row-of-a-prescription-of-no-vaccine"
		}
	case !c.in.practice[f.source]:
	case !c.Mappings.ScopeEntity(f.entity):
		kind = "staged-row-of-a-file-type-out-of-scope"
	case c.keys.code < 0 || c.deleted(record):
	case !c.codeInScope(record):
		kind = "staged-row-of-a-category-out-of-scope"
	default:
		c.markProblem(record, false)
	}
	if kind != "" {
		c.exclusion(number, kind)
	}
}

// judgeMark looks for a mark of deletion that is filled and cannot be read.
func (c *rawCheck) judgeMark(number int64, record []string) {
	f := c.s.file
	if c.keys.deleted < 0 {
		return
	}
	c.marks++
	text := f.cell(record, c.keys.deleted)
	if _, ok := chis.ParseBool(text); !ok && !blankText(text) {
		c.breaks.add(Break{checkMarks, f.name, table.NullInt64, f.number<<recordBits | number, "deleted", "neither-true-nor-false"})
	}
}

func (c *rawCheck) exclusion(number int64, kind string) {
	f := c.s.file
	c.breaks.add(Break{checkExclusions, f.name, table.NullInt64, f.number<<recordBits | number, "", kind})
}

func (c *rawCheck) guid(record []string, column int) chis.GUID {
	g, _ := chis.ParseGUID(c.s.file.cell(record, column))
	return g
}

func (c *rawCheck) personFlags(record []string) uint8 {
	n := c.find.find(c.s.file.source, c.guid(record, c.keys.org), c.guid(record, c.keys.patient))
	if n < 0 {
		return 0
	}
	return c.people.raw[n]
}

func (c *rawCheck) deleted(record []string) bool {
	v, _ := chis.ParseBool(c.s.file.cell(record, c.keys.deleted))
	return v
}

// codeInScope reports that a practice feed is to bring the event, by the
// category of its code or by what the code means, in any row that the dictionary
// has of it. A code that no dictionary has
// is for the quarantine.
func (c *rawCheck) codeInScope(record []string) bool {
	id, ok := chis.ParseInt64(c.s.file.cell(record, c.keys.code))
	if c.s.file.entity.Prescribed() {
		vaccine, known := c.drugIsVaccine(c.s.file.source, id)
		return !ok || !known || vaccine
	}
	m := c.meanings[c.s.file.source][id]
	return !ok || m == nil || m.inScope
}

// judgeExcluded holds an excluded record against the rule that left it out.
func (c *rawCheck) judgeExcluded(number int64, record []string, rule, category string) {
	f := c.s.file
	c.outcomes.compared(checkExclusions, 1)
	flags, ok := c.personFlags(record), false
	switch rule {
	case "repeated-header":
		ok = slices.Equal(record, f.names)
	case "test-patient":
		ok = flags&rawTest != 0
	case "out-of-scope-person":
		ok = flags&rawKnown != 0 && flags&rawTest == 0 && !inScope(flags)
	case ruleCategory:
		switch {
		case !c.in.practice[f.source]:
		case c.keys.code < 0:
			ok = f.entity.OnObservation() // and judgeProblems settles it
		default:
			ok = !c.codeInScope(record)
			if !c.deleted(record) {
				c.markProblem(record, true)
			}
		}
	}
	if rule == "prescribing-not-vaccine" {
		ok = f.entity.Prescribed() && !c.codeInScope(record)
	}
	if rule == "out-of-scope-file-type" {
		ok = c.in.practice[f.source] && !c.Mappings.ScopeEntity(f.entity)
	}
	if !ok {
		c.exclusion(number, "does-not-satisfy-"+rule)
	}
}

// problemKey is a problem or a referral of a practice feed: it has no code of its
// own and follows the observation of the same key.
type problemKey struct {
	source             int32
	org, patient, item chis.GUID
}

// problemMarks say what the observations behind an excluded problem are.
type problemMarks struct {
	row       int64
	out, kept bool
}

type problemBook struct {
	mu sync.Mutex
	of map[problemKey]*problemMarks
}

func (c *rawCheck) markProblem(record []string, out bool) {
	if c.s.file.name != "observation" || len(c.problems.of) == 0 {
		return
	}
	k := problemKey{c.s.file.source, c.guid(record, c.keys.org), c.guid(record, c.keys.patient), c.guid(record, c.keys.item)}
	c.problems.mu.Lock()
	defer c.problems.mu.Unlock()
	if m := c.problems.of[k]; m != nil {
		m.out, m.kept = m.out || out, m.kept || !out
	}
}

// leavesProblems reports a segment of a file of a practice feed of which problems or
// referrals were left out for the category of their observations.
func (r *run) leavesProblems(s *segment) bool {
	f := s.file
	if !f.migrated || !f.entity.OnObservation() || !r.in.practice[f.source] {
		return false
	}
	return slices.ContainsFunc(r.fates.of[f.base:f.base+f.records], func(n uint8) bool { return r.fates.fates[n].rule == ruleCategory })
}

// listProblems lists them, each by its last row.
func (r *run) listProblems(ctx context.Context, s *segment, _ io.ReaderAt) (reading, error) {
	c, f, e := &rawCheck{run: r, s: s}, s.file, s.file.entity
	take := func(number int64, record []string, _, _ int64, _ int) error {
		row := f.number<<recordBits | number
		if r.fate(row).rule == ruleCategory {
			k := problemKey{f.source, c.guid(record, e.Organisation), c.guid(record, e.Patient), c.guid(record, e.Item)}
			r.problems.mu.Lock()
			defer r.problems.mu.Unlock()
			if m := r.problems.of[k]; m == nil || m.row < row {
				r.problems.of[k] = &problemMarks{row: row}
			}
		}
		return ctx.Err()
	}
	return reading{s, take, func(int64, string) {}, func() {}}, nil
}

func (r *run) judgeProblems() {
	for _, m := range r.problems.of {
		if !m.out || m.kept {
			r.breaks.add(Break{checkExclusions, r.in.file(m.row).name, table.NullInt64, m.row, "", "does-not-satisfy-out-of-scope-category"})
		}
	}
}
