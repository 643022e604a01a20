package scan

import "context"

// reader reads records of one file in order, and looks ahead after errors.
type reader struct {
	dialect
	w    window
	look window // for looking ahead; empty until needed
	s    splitter
	step int // bytes a read
}

// part is what the scan of one chunk found. Numbers count from its start.
type part struct {
	start, end int64
	records    int64
	damage     []Damage // Record and Line count from 0
	sum        tally
	inside     bool // the file ends inside quotes
	spent      bool // given up at bounds.limit: says nothing of the file
}

// bounds of the scan of one chunk.
type bounds struct {
	start, end int64 // the chunk holds the records that start in [start, end)
	limit      int64 // how far to look for a restart
	damages    int   // how many damaged ranges to stop at
}

// newReader returns a reader at off whose tally is t.
func (f *file) newReader(ctx context.Context, off int64, t *tally) *reader {
	step := int(max(1, min(int64(f.o.window), f.size)))
	return &reader{
		dialect: f.dialect,
		w:       window{r: f.r, size: f.size, stop: ctx.Err, buf: make([]byte, step), base: off, tally: t},
		step:    step,
	}
}

// reset puts the reader at off, with another tally.
func (c *reader) reset(off int64, t *tally) {
	c.w.tally = t
	c.w.seek(off)
	c.w.told = c.w.pos
}

// scan reads the chunk that starts at the next unread byte.
func (c *reader) scan(b bounds, t *tally) (p part, err error) {
	c.reset(b.start, t)
	p.start = b.start
	for !p.spent && len(p.damage) < b.damages {
		if _, err := c.w.skipBlank(); err != nil {
			return p, err
		}
		if c.w.done() || c.w.offset() >= b.end {
			break
		}
		_, next, reason, err := c.w.record(&c.s, c.max)
		if err != nil {
			return p, err
		}
		if reason == "" {
			c.w.pos += next
		} else if err := c.damage(&p, b, reason); err != nil {
			return p, err
		}
		p.records++
	}
	c.w.settle()
	p.end = c.w.offset()
	p.sum = *t
	return p, nil
}

// damage reads the damaged range that starts at the next unread byte.
func (c *reader) damage(p *part, b bounds, reason Reason) error {
	c.w.settle()
	d := Damage{Offset: c.w.offset(), Record: p.records, Line: c.w.tally.lines, Reason: reason}
	s, err := c.restart(b.limit)
	if err != nil {
		return err
	}
	d.Length = s.at - d.Offset
	p.damage = append(p.damage, d)
	if p.spent = s.spent; s.found || s.spent {
		return nil
	}
	if p.inside = reason == OpenQuote; !p.inside {
		p.inside, err = c.endsInside(s.last)
	}
	return err
}
