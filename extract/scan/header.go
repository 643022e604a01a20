package scan

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"unicode/utf8"
)

// headRoom is how far into a broken header the zero bytes of UTF-16 are looked
// for.
const headRoom = 64

const bom = "\xEF\xBB\xBF"

// header reads the byte order mark and the header line, and starts the survey
// with what they say.
func (f *file) header(ctx context.Context) (*surveyor, error) {
	if f.size <= 0 {
		return nil, ErrEmpty
	}
	v := &surveyor{file: f, sha: sha256.New(), text: new(evidence)}
	v.s = &Survey{Size: f.size, MaxRecord: f.o.MaxRecord, window: f.o.window}
	start, err := f.byteOrderMark()
	if err != nil {
		return nil, err
	}
	if v.s.BOM = start > 0; v.s.BOM {
		v.sha.Write([]byte(bom))
	}
	t := v.tally()
	c := f.newReader(ctx, start, t)
	if err := v.names(c); err != nil {
		return nil, err
	}
	c.w.settle()
	v.in, v.pos, v.line = c, c.w.offset(), 1+t.lines
	return v, nil
}

// byteOrderMark returns the length of a UTF-8 mark and refuses UTF-16.
func (f *file) byteOrderMark() (int64, error) {
	b := make([]byte, min(f.size, int64(len(bom))))
	if err := readFull(f.r, b, 0); err != nil {
		return 0, err
	}
	if bytes.HasPrefix(b, []byte("\xFF\xFE")) || bytes.HasPrefix(b, []byte("\xFE\xFF")) {
		return 0, fmt.Errorf("%w: byte order mark %X", ErrUTF16, b[:2])
	}
	if string(b) == bom {
		return int64(len(bom)), nil
	}
	return 0, nil
}

// names reads the header line, which decides the dialect of the rest.
func (v *surveyor) names(c *reader) error {
	if _, err := c.w.skipBlank(); err != nil {
		return err
	}
	if c.w.done() {
		return ErrEmpty
	}
	off := c.w.offset()
	length, next, reason, err := c.w.record(&c.s, v.o.MaxRecord)
	if err != nil {
		return err
	}
	if i := bytes.IndexByte(c.w.unread()[:min(len(c.w.unread()), headRoom)], 0); reason != "" && i >= 0 {
		return fmt.Errorf("%w: NUL byte at offset %d of the header", ErrUTF16, off+int64(i))
	}
	if reason != "" {
		return fmt.Errorf("%w: %s in the record at offset %d", ErrHeader, reason, off)
	}
	if c.s.n > maxColumns {
		return fmt.Errorf("%w: %d columns, at most %d are read", ErrHeader, c.s.n, maxColumns)
	}
	line := c.w.unread()[:next]
	if i := bytes.IndexByte(line[:length], 0); i >= 0 {
		return fmt.Errorf("%w: NUL byte at offset %d of the header", ErrUTF16, off+int64(i))
	}
	v.s.Header = columnNames(line, &c.s)
	v.s.LineEnd = lineEnd(line[length:])
	c.dialect = dialect{columns: c.s.n, quoted: line[0] == '"', crlf: v.s.LineEnd == CRLF, max: v.o.MaxRecord}
	v.dialect = c.dialect
	c.w.pos += next
	return nil
}

func columnNames(line []byte, s *splitter) [][]byte {
	var rec Record
	rec.set(line, s)
	names := make([][]byte, s.n)
	for i := range names {
		name := rec.Field(i)
		if utf8.Valid(name) {
			names[i] = bytes.Clone(name)
		} else {
			names[i] = DecodeWindows1252(nil, name)
		}
	}
	return names
}

func lineEnd(b []byte) LineEnd {
	switch string(b) {
	case "\r\n":
		return CRLF
	case "\n":
		return LF
	}
	return NoLineEnd
}
