package reconcile

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"lollipop/internal/table"
)

// rawFile is one file of the extracts as a plain reader sees it: a header, then
// records between damaged ranges.
type rawFile struct {
	*sourceFile
	path     string
	size     int64
	start    int64    // of the first record
	line     int64    // on which that may begin, from 1
	names    []string // of the fields
	columns  []int    // by field: column of the entity, -1 for none
	fields   []int    // by column of the entity: its field, -1 for none
	segments []segment
	damaged  []quarantinedRow
	open     *openRecords // of messages, else nil
}

// segment is a stretch of a file without damage. Where the next one starts is a
// claim of stage 1, which reading to its end proves.
type segment struct {
	file        *rawFile
	record      int64 // number of its first record
	next        int64 // number of the record after its last, -1 where the file ends
	offset, end int64
	line        int64 // -1 where it is not known
}

var byteOrderMark = []byte("\xEF\xBB\xBF")

// onDisk is where the bytes of the file lie, unpacked.
func (f *sourceFile) onDisk(extracts string) string {
	if f.packing != "" {
		return f.unpacked
	}
	return filepath.Join(extracts, filepath.FromSlash(f.path))
}

// openRaw reads the header of a file. A file without a byte has no fields.
func (r *run) openRaw(f *sourceFile) (*rawFile, error) {
	if f.isOpen() {
		return r.openMessages(f)
	}
	raw := &rawFile{sourceFile: f, path: f.onDisk(r.Extracts)}
	h, err := os.Open(raw.path)
	if err != nil {
		return nil, err
	}
	defer h.Close() //nolint:errcheck // read only
	info, err := h.Stat()
	if err != nil {
		return nil, err
	}
	raw.size = info.Size()
	buffered := bufio.NewReader(h)
	mark := int64(0)
	if b, _ := buffered.Peek(len(byteOrderMark)); string(b) == string(byteOrderMark) {
		mark, _ = int64(len(b)), skip(buffered, len(b))
	}
	c := csv.NewReader(buffered)
	c.FieldsPerRecord = -1
	header, err := c.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read header of file %d: %w", f.number, err)
	}
	raw.start = mark + c.InputOffset()
	if raw.line, err = linesBefore(h, raw.start); err != nil {
		return nil, err
	}
	return raw, raw.bind(header)
}

// linesBefore is the line that begins at a place near the start of a file.
func linesBefore(h io.ReaderAt, at int64) (int64, error) {
	head := make([]byte, at)
	if _, err := h.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return 0, err
	}
	return int64(bytes.Count(head, []byte{'\n'})) + 1, nil
}

func skip(b *bufio.Reader, n int) int {
	k, _ := b.Discard(n)
	return k
}

// bind finds the column of each field by its name.
func (f *rawFile) bind(header []string) error {
	f.names = header
	if f.entity == nil || !f.migrated {
		return nil
	}
	f.fields = make([]int, len(f.entity.Columns))
	for i := range f.fields {
		f.fields[i] = -1
	}
	for i, name := range header {
		c := f.entity.Header(name)
		if c >= 0 && f.fields[c] >= 0 {
			return fmt.Errorf("read header of file %d: two fields are called %s", f.number, f.entity.Columns[c].EMIS)
		}
		f.columns = append(f.columns, c)
		if c >= 0 {
			f.fields[c] = i
		}
	}
	return nil
}

// cell is what a record has in a column of the entity, empty where it has none.
func (f *rawFile) cell(record []string, column int) string {
	if column < 0 || f.fields[column] < 0 || f.fields[column] >= len(record) {
		return ""
	}
	return record[f.fields[column]]
}

// brokenRules are those of ranges that are no records.
var brokenRules = []string{"quote-error", "truncated", "too-large"}

// divide cuts a file into segments: at its damaged ranges, and where a part of
// stage 1 begins, so that segments can be read side by side.
func (r *run) divide(f *rawFile) error {
	if f.open != nil {
		return nil // read in one piece
	}
	from, _ := slices.BinarySearchFunc(r.quarantine, f.number<<recordBits, func(q quarantinedRow, row int64) int { return cmp.Compare(q.row, row) })
	for _, q := range r.quarantine[from:] {
		if q.row>>recordBits != f.number {
			break
		}
		if slices.Contains(brokenRules, q.rule) {
			f.damaged = append(f.damaged, q)
		}
	}
	type mark struct{ record, next, offset, resume, line int64 }
	marks := []mark{{next: 1, resume: f.start, line: f.line}}
	paths, err := r.partsOf(f)
	if err != nil {
		return err
	}
	for _, p := range paths {
		row, offset, line, err := firstRow(p)
		if err != nil {
			return err
		}
		if n := row & recordMask; n > 1 {
			marks = append(marks, mark{n, n, offset, offset, line})
		}
	}
	for _, q := range f.damaged {
		n := q.row & recordMask
		marks = append(marks, mark{n, n + 1, q.offset, q.offset + q.bytes, -1})
	}
	slices.SortFunc(marks, func(a, b mark) int { return cmp.Or(cmp.Compare(a.next, b.next), cmp.Compare(a.record, b.record)) })
	for i, m := range marks {
		s := segment{file: f, record: m.next, next: -1, offset: m.resume, end: f.size, line: m.line}
		if i+1 < len(marks) {
			s.next, s.end = marks[i+1].record, marks[i+1].offset
		}
		if s.offset > s.end || s.offset < f.start || s.end > f.size {
			row := f.number<<recordBits | s.record
			r.breaks.add(Break{checkRaw, f.name, table.NullInt64, row, "offset", "places-of-records-are-out-of-order"})
			continue // its records are missed by the segments that are read
		}
		f.segments = append(f.segments, s)
	}
	return nil
}

// partsOf lists the parts of a file's staged rows.
func (r *run) partsOf(f *rawFile) ([]string, error) { return r.partsIn(f.entity.Name, f.number) }

// partsIn lists the parts of a folder of stage 1 that belong to a file.
func (r *run) partsIn(dir string, number int64) ([]string, error) {
	all, err := r.folders.parts(r.staged(dir))
	prefix := filepath.Join(r.staged(dir), fmt.Sprintf("%05d-", number))
	from, _ := slices.BinarySearch(all, prefix)
	to := from
	for to < len(all) && strings.HasPrefix(all[to], prefix) {
		to++
	}
	return all[from:to:to], err
}

// folders lists each folder once: every file of the extracts asks for three.
type folders struct {
	mu sync.Mutex
	of map[string][]string
}

func (l *folders) parts(dir string) ([]string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if list, ok := l.of[dir]; ok {
		return list, nil
	}
	list, err := parts(dir)
	if err != nil {
		return nil, err
	}
	if l.of == nil {
		l.of = map[string][]string{}
	}
	l.of[dir] = list
	return list, nil
}

// firstRow is the id, offset and line of the first row of a part.
func firstRow(path string) (row, offset, line int64, err error) {
	reader, err := table.Open(path, "row_id", "offset", "line")
	if err != nil {
		return 0, 0, 0, err
	}
	defer reader.Close()
	b := table.NewBatch(reader.Schema(), 1)
	if err := reader.Next(b); err != nil {
		return 0, 0, 0, fmt.Errorf("read first row of a part: %w", err)
	}
	return b.Vec[0].I64[0], b.Vec[1].I64[0], b.Vec[2].I64[0], nil
}

// rowCursor walks over a table in the order of row ids.
type rowCursor struct {
	r *table.Reader
	b *table.Batch
	i int
}

// cursorAt opens parts at the first row from row on. No parts give a cursor at
// its end.
func cursorAt(paths, columns []string, row int64) (*rowCursor, error) {
	if len(paths) == 0 {
		return &rowCursor{b: &table.Batch{}}, nil
	}
	reader, err := table.OpenSequence(paths, columns...)
	if err != nil {
		return nil, err
	}
	c := &rowCursor{r: reader, b: table.NewBatch(reader.Schema(), 1024)}
	if err := reader.SeekTo(row); err != nil {
		return nil, errors.Join(err, reader.Close())
	}
	if err := next(reader, c.b); err != nil {
		return nil, errors.Join(err, reader.Close())
	}
	return c, nil
}

func (c *rowCursor) close() {
	if c != nil && c.r != nil {
		_ = c.r.Close() // read only
	}
}

// row is the id of the row it stands on, beyond every id at the end.
func (c *rowCursor) row() int64 {
	if c.i >= c.b.N {
		return maxInt64
	}
	return c.b.Vec[0].I64[c.i]
}

func (c *rowCursor) advance() error {
	if c.i++; c.i < c.b.N || c.r == nil {
		return nil
	}
	c.i = 0
	return next(c.r, c.b)
}

// onRecord takes a record, which is valid until it returns, with its place.
type onRecord func(number int64, record []string, start, end int64, line int) error

// read hands on the records of a segment of a CSV file. It returns the number of records and
// what kept it from reading to the segment's end, "" for nothing.
func (s *segment) read(h io.ReaderAt, yield onRecord) (n int64, problem string, err error) {
	section := io.NewSectionReader(h, s.offset, s.end-s.offset)
	c := csv.NewReader(bufio.NewReaderSize(section, int(min(rawBuffer, max(section.Size(), 16)))))
	c.FieldsPerRecord, c.ReuseRecord = -1, true
	for at := s.offset; ; n++ {
		record, err := c.Read()
		var broken *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return n, "", nil
		case errors.As(err, &broken):
			return n, "record-cannot-be-read", nil
		case err != nil:
			return n, "", err
		}
		end := s.offset + c.InputOffset()
		line, _ := c.FieldPos(0)
		if err := yield(s.record+n, record, at, end, line); err != nil {
			return n, "", err
		}
		at = end
	}
}

const rawBuffer = 256 << 10
