package extract

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"lollipop/extract/emis"
	"lollipop/extract/xmlscan"
	"lollipop/mappings"
)

// messageCursor reads the records of a file one after the other.
type messageCursor struct {
	f       *file
	h       io.ReaderAt
	message *emis.Message
	data    []byte
	pos     int64 // the bytes before it are counted in line
	line    int64
}

func (r *run) messageCursor(f *file, h io.ReaderAt) *messageCursor {
	return &messageCursor{f: f, h: h, message: emis.NewMessage(r.shapes, f.Source, f.windows1252), line: 1}
}

// open reads a span and returns the line on which it begins. Of a damaged one it
// reads what is kept of it.
func (c *messageCursor) open(span emis.Span) (line int64, err error) {
	if err := c.skip(span.Offset); err != nil {
		return 0, err
	}
	length := span.Length
	if span.Reason != "" {
		length = min(length, maxOriginal)
	}
	if c.data, err = c.read(c.data, span.Offset, length); err != nil {
		return 0, err
	}
	line = c.line
	c.pos += length
	c.line += int64(bytes.Count(c.data, []byte{'\n'}))
	if span.Reason != "" {
		return line, nil
	}
	var syntax *xmlscan.SyntaxError
	if err := c.message.Read(c.data); errors.As(err, &syntax) {
		return 0, &ChangedError{Path: c.f.Rel, Detail: fmt.Sprintf("offset %d: %s", span.Offset+syntax.Offset, syntax.Reason)}
	} else if err != nil {
		return 0, err
	}
	return line, nil
}

// skip counts lines up to a place.
func (c *messageCursor) skip(to int64) (err error) {
	for c.pos < to {
		if c.data, err = c.read(c.data, c.pos, min(to-c.pos, 1<<20)); err != nil {
			return err
		}
		c.pos += int64(len(c.data))
		c.line += int64(bytes.Count(c.data, []byte{'\n'}))
	}
	return nil
}

func (c *messageCursor) read(buf []byte, from, length int64) ([]byte, error) {
	if int64(cap(buf)) < length {
		buf = make([]byte, max(length, 64<<10))
	}
	buf = buf[:length]
	if n, err := c.h.ReadAt(buf, from); n < len(buf) {
		if errors.Is(err, io.EOF) {
			return buf, &ChangedError{Path: c.f.Rel, Detail: fmt.Sprintf("offset %d: the file is shorter than it was", from+int64(n))}
		}
		return buf, fmt.Errorf("read %s at offset %d: %w", c.f.Rel, from, err)
	}
	return buf, nil
}

// place is where a row stands in the file; from is the line of its record.
func (c *messageCursor) place(span emis.Span, row *emis.MessageRow, from int64) place {
	before := c.data[:row.Offset]
	return place{
		line: from + int64(bytes.Count(before, []byte{'\n'})), offset: span.Offset + int64(row.Offset),
		length: int64(row.Length), raw: row.Raw,
	}
}

// codes adds to a dictionary of the file the codes of a record that it has not.
func (c *messageCursor) codes(span emis.Span, line int64, of *mappings.Entity, seen map[int64]bool, m *messageFile) {
	known := func(id int64) bool {
		before := seen[id]
		seen[id] = true
		return before
	}
	c.message.Codes(of, known, func(row *emis.MessageRow) {
		code := codeRow{place: c.place(span, row, line)}
		code.raw = bytes.Clone(code.raw)
		for _, text := range row.Texts {
			code.texts = append(code.texts, bytes.Clone(text))
		}
		m.codes[of] = append(m.codes[of], code)
	})
}

// chunksOf is the number of chunks that hold rows of an entry.
func (m *messageFile) chunksOf(f *file) int {
	switch {
	case m.records(f) == 0:
		return 0
	case f.Entity != nil && f.Entity.IsDictionary():
		return 1
	}
	return len(m.parts)
}

func (m *messageFile) records(f *file) int64 {
	if f.Entity != nil && f.Entity.IsDictionary() {
		return int64(len(m.codes[f.Entity]))
	}
	return m.counts[f]
}

// messageRows hands on the rows of an entry in one chunk; nil stands for a
// stretch that cannot be read.
func (r *run) messageRows(ctx context.Context, t task, yield func(place, *emis.MessageRow) error) error {
	m := t.messages
	if t.Entity.IsDictionary() {
		return m.codeRows(t, yield)
	}
	h, err := t.open()
	if err != nil {
		return err
	}
	defer h.Close() //nolint:errcheck // read only
	part := m.parts[t.chunk]
	c := r.messageCursor(t.file, counted{h, &r.progress})
	c.pos, c.line = m.spans[part.from].Offset, part.line
	number := part.first[t.file]
	for _, span := range m.spans[part.from:part.to] {
		if err := ctx.Err(); err != nil {
			return err
		}
		if span.Reason != "" && t.Entity != r.patientEntity {
			continue
		}
		if err := r.spanRows(c, t, span, &number, yield); err != nil {
			return err
		}
	}
	if t.chunk+1 < len(m.parts) && number != m.parts[t.chunk+1].first[t.file] {
		return &ChangedError{Path: t.Rel, Detail: fmt.Sprintf("offset %d: other rows than before", c.pos)}
	}
	return t.unchanged(h.Stat())
}

func (r *run) spanRows(c *messageCursor, t task, span emis.Span, number *int64, yield func(place, *emis.MessageRow) error) error {
	line, err := c.open(span)
	if err != nil {
		return err
	}
	if span.Reason != "" {
		*number++
		return yield(place{t.Number<<40 | *number, line, span.Offset, span.Length, c.data}, nil)
	}
	return c.message.Rows(t.Entity, func(row *emis.MessageRow) error {
		*number++
		p := c.place(span, row, line)
		p.id = t.Number<<40 | *number
		return yield(p, row)
	})
}

func (m *messageFile) codeRows(t task, yield func(place, *emis.MessageRow) error) error {
	for i, code := range m.codes[t.Entity] {
		p := code.place
		p.id = t.Number<<40 | int64(i+1)
		if err := yield(p, &emis.MessageRow{Texts: code.texts, Raw: p.raw}); err != nil {
			return err
		}
	}
	return nil
}

// damage is the verdict on the damaged span at an offset.
func (m *messageFile) damage(offset int64) verdict {
	at, found := slices.BinarySearchFunc(m.spans, offset, func(s emis.Span, to int64) int { return cmp.Compare(s.Offset, to) })
	if found && m.spans[at].Reason != "" {
		return quarantine(damageRule(m.spans[at], m.lead.size), string(m.spans[at].Reason))
	}
	return quarantine(ruleXML, "")
}

func damageRule(span emis.Span, size int64) string {
	switch span.Reason {
	case xmlscan.EndsInside:
		if span.Offset+span.Length == size {
			return ruleTruncated
		}
	case xmlscan.TokenTooLong, xmlscan.NameTooLong, xmlscan.ManyAttributes, xmlscan.ManyReferences, xmlscan.TooDeep, emis.MessageTooLong, emis.ManyElements:
		return ruleTooLarge
	case xmlscan.BadEncoding:
		return ruleUTF8
	}
	return ruleXML
}
