package scan

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"sort"
)

// rows is the second pass over one chunk.
type rows struct {
	chunk  Chunk
	damage []Damage // those of the chunk still to come
	c      reader
	rec    Record
	line   int64
	sum    tally
}

// Scan reads chunk number chunk of the file that s describes and yields its
// records in order. It stops at an error of yield and returns it as it is.
// Several chunks may be scanned at once, with one reader r if it stands that.
//
// A *ChangedError says that the file is not the one surveyed. It may come after
// some or all records of the chunk were yielded: only a nil error vouches for
// them.
func (s *Survey) Scan(ctx context.Context, r io.ReaderAt, chunk int, yield func(*Record) error) error {
	if chunk < 0 || chunk >= len(s.Chunks) {
		return fmt.Errorf("scan chunk %d: the file has %d", chunk, len(s.Chunks))
	}
	p := s.rows(ctx, r, s.Chunks[chunk])
	for {
		lines, err := p.c.w.skipBlank()
		if err != nil {
			return err
		}
		p.line += lines
		if p.c.w.done() || p.c.w.offset() >= p.chunk.End {
			return p.finish()
		}
		if err := p.next(yield); err != nil {
			return err
		}
	}
}

func (s *Survey) rows(ctx context.Context, r io.ReaderAt, chunk Chunk) *rows {
	o := Options{MaxRecord: s.MaxRecord, window: s.window}.withDefaults()
	p := &rows{chunk: chunk, line: chunk.FirstLine}
	step := max(1, min(int64(o.window), chunk.End-chunk.Offset))
	p.c.max = o.MaxRecord
	p.c.w = window{r: r, size: s.Size, stop: ctx.Err, buf: make([]byte, step), base: chunk.Offset, tally: &p.sum}
	p.rec.Number = chunk.FirstRecord - 1
	first := sort.Search(len(s.Damage), func(i int) bool { return s.Damage[i].Offset >= chunk.Offset })
	p.damage = s.Damage[first:]
	return p
}

// next yields the record at the next unread byte and reads it.
func (p *rows) next(yield func(*Record) error) error {
	w := &p.c.w
	off := w.offset()
	if len(p.damage) > 0 && p.damage[0].Offset <= off {
		return p.damaged(yield)
	}
	length, next, reason, err := w.record(&p.c.s, p.c.max)
	if err != nil {
		return err
	}
	if reason != "" {
		return &ChangedError{Offset: off, Detail: "a row is broken: " + string(reason)}
	}
	if off+int64(next) > p.chunk.End {
		return &ChangedError{Offset: off, Detail: fmt.Sprintf("a row runs over offset %d, where one ended", p.chunk.End)}
	}
	b := w.unread()
	rec := &p.rec
	rec.Number++
	rec.Line, rec.Offset, rec.Length = p.line, off, length
	rec.set(b[:length:length], &p.c.s)
	err = yield(rec)
	p.line += int64(bytes.Count(b[:next], lf))
	w.pos += next
	return err
}

// damaged yields the next damaged range and reads it.
func (p *rows) damaged(yield func(*Record) error) error {
	w, d := &p.c.w, p.damage[0]
	if off := w.offset(); d.Offset != off || d.Offset+d.Length > p.chunk.End {
		return &ChangedError{Offset: off, Detail: fmt.Sprintf("the damage at offset %d is not where it was", d.Offset)}
	}
	show := int(min(d.Length, int64(p.c.max)))
	for len(w.unread()) < show {
		if err := w.more(); err != nil {
			return err
		}
	}
	p.damage = p.damage[1:]
	raw := w.unread()[:show:show]
	p.rec = Record{
		Number: p.rec.Number + 1, Line: p.line, Offset: d.Offset, Length: int(d.Length),
		Kind: Damaged, Reason: d.Reason, raw: raw, scratch: p.rec.scratch,
	}
	if err := yield(&p.rec); err != nil {
		return err
	}
	p.rec.Kind, p.rec.Reason = Row, ""
	return p.skip(d.Length)
}

// skip reads n bytes and counts their lines.
func (p *rows) skip(n int64) error {
	for w := &p.c.w; ; {
		b := w.unread()
		b = b[:min(int64(len(b)), n)]
		p.line += int64(bytes.Count(b, lf))
		w.pos += len(b)
		if n -= int64(len(b)); n == 0 {
			return nil
		}
		if err := w.more(); err != nil {
			return err
		}
	}
}

// finish holds what was read against the survey.
func (p *rows) finish() error {
	w := &p.c.w
	w.settle()
	c := p.chunk
	switch off := w.offset(); {
	case off != c.End:
		return &ChangedError{Offset: off, Detail: fmt.Sprintf("a chunk ended at offset %d before", c.End)}
	case p.rec.Number != c.FirstRecord+c.Records-1:
		return &ChangedError{Offset: off, Detail: fmt.Sprintf("the chunk from offset %d had %d records", c.Offset, c.Records)}
	case p.sum.crc != c.Sum:
		return &ChangedError{Offset: c.Offset, Detail: fmt.Sprintf("the bytes up to offset %d are others", c.End)}
	}
	return nil
}
