package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/zstd"
)

// ErrNoColumn is wrapped by Open when a file lacks a column that was asked for; the message names both.
var ErrNoColumn = errors.New("no such column")

// Reader reads chosen columns of one file, or of several as if they were one. In memory are one page and one
// dictionary a column. It is used by one goroutine at a time; several may read one file. Close ends it.
type Reader struct {
	schema Schema
	parts  []part
	rows   int64
	cols   []column
	zstd   *zstd.Decoder

	file  source // of the part being read, nil between parts
	held  int64  // bytes of the parts that are held in memory
	part  int
	group int
	left  int64 // rows of the open row group that were not read
	err   error // the first failure; sticks
}

// source is an open file, or a small one in memory.
type source interface {
	io.ReaderAt
	io.Closer
}

// held is a file in memory: one read instead of one for each column. Most tables of a small extract are such.
type held struct{ *bytes.Reader }

func (held) Close() error { return nil }

const (
	smallFile = 64 << 10
	mostHeld  = 1 << 20 // of all parts of a reader
)

// part is one file and where its chosen columns stand.
type part struct {
	path   string
	whole  []byte // of a small file
	groups []partGroup
	rows   int64
	keyed  bool // the file has an Int64 column
}

type partGroup struct {
	rows   int64
	chunks []chunk // by column of the reader
	key    chunk   // the first Int64 column of the file
}

// Open opens one file. With no columns it reads all of them, in file order; otherwise those named, in the given order.
func Open(path string, columns ...string) (*Reader, error) {
	return OpenSequence([]string{path}, columns...)
}

// OpenSequence opens several files as one, in the given order. The chosen columns must have the same kinds in all of
// them. At least one path is needed. One file at a time is held open.
func OpenSequence(paths []string, columns ...string) (*Reader, error) {
	if len(paths) == 0 {
		return nil, errors.New("open table: no files")
	}
	r := &Reader{}
	for _, p := range paths {
		if err := r.addPart(p, columns); err != nil {
			return nil, fmt.Errorf("open table %s: %w", p, err)
		}
	}
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderMaxMemory(maxPage), zstd.WithDecodeAllCapLimit(true))
	if err != nil {
		return nil, fmt.Errorf("open table: start zstd: %w", err)
	}
	r.zstd = z
	r.cols = make([]column, len(r.schema))
	for i, c := range r.schema {
		r.cols[i].Column = c
	}
	return r, nil
}

// addPart reads the metadata of one more file.
func (r *Reader) addPart(path string, columns []string) (err error) {
	defer recovered(&err)
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // read only
	st, err := f.Stat()
	if err != nil {
		return err
	}
	var whole []byte
	if st.Size() <= smallFile && r.held+st.Size() <= mostHeld {
		if whole, err = io.ReadAll(f); err != nil {
			return err
		}
		r.held += int64(len(whole))
	}
	foot, err := readFooter(from(f, whole), st.Size())
	if err != nil {
		return err
	}
	chosen, err := choose(foot.schema, columns)
	if err != nil {
		return err
	}
	var s Schema
	for _, i := range chosen {
		s = append(s, foot.schema[i])
	}
	if r.schema == nil {
		r.schema = s
	}
	if !s.Equal(r.schema) {
		return fmt.Errorf("its columns differ from those of %s", r.parts[0].path)
	}
	p := newPart(path, foot, chosen)
	p.whole = whole
	r.parts = append(r.parts, p)
	r.rows += foot.rows
	return nil
}

// from is the file, or what was read of it.
func from(f *os.File, whole []byte) source {
	if whole == nil {
		return f
	}
	return held{bytes.NewReader(whole)}
}

// choose returns the file's positions of the named columns, or of all.
func choose(s Schema, columns []string) ([]int, error) {
	var chosen []int
	if len(columns) == 0 {
		for i := range s {
			chosen = append(chosen, i)
		}
		return chosen, nil
	}
	seen := map[string]bool{}
	for _, name := range columns {
		i := s.Index(name)
		if i < 0 {
			return nil, fmt.Errorf("%w: %q", ErrNoColumn, name)
		}
		if seen[name] {
			return nil, fmt.Errorf("column %q is asked for twice", name)
		}
		seen[name] = true
		chosen = append(chosen, i)
	}
	return chosen, nil
}

func newPart(path string, foot *footer, chosen []int) part {
	p := part{path: path, rows: foot.rows, groups: make([]partGroup, len(foot.groups))}
	key := foot.schema.firstInt64()
	p.keyed = key >= 0
	for g := range foot.groups {
		pg := partGroup{rows: foot.groups[g].rows, chunks: make([]chunk, len(chosen))}
		for i, c := range chosen {
			pg.chunks[i] = foot.groups[g].chunks[c]
		}
		if p.keyed {
			pg.key = foot.groups[g].chunks[key]
		}
		p.groups[g] = pg
	}
	return p
}

// Schema returns the columns that are read, in the order of the batch.
func (r *Reader) Schema() Schema { return r.schema }

// Rows is the number of rows in all files.
func (r *Reader) Rows() int64 { return r.rows }

// Next resets b, whose columns must be those of Schema, and fills it up to its capacity, across row groups and files.
// It returns io.EOF, and an empty batch, when no rows are left. After an error it returns that error again.
func (r *Reader) Next(b *Batch) error {
	b.Reset()
	if r.err != nil {
		return r.err
	}
	if !b.schema.Equal(r.schema) {
		return errors.New("read table: the batch has other columns")
	}
	err := r.fill(b)
	switch {
	case err != nil:
		b.Reset()
		r.err = r.wrap(err)
	case b.N == 0:
		r.err = io.EOF
	}
	return r.err
}

// wrap names the file at which reading failed. A decoder's io.EOF must not look like the end of the rows.
func (r *Reader) wrap(err error) error {
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	path := r.parts[min(r.part, len(r.parts)-1)].path
	return fmt.Errorf("read table %s: %w", path, err)
}

func (r *Reader) fill(b *Batch) (err error) {
	defer recovered(&err)
	for b.N < b.capacity {
		if r.left == 0 {
			if more, err := r.openGroup(); err != nil || !more {
				return err
			}
			continue
		}
		n := int(min(int64(b.capacity-b.N), r.left))
		for i := range r.cols {
			if err := r.cols[i].read(&b.Vec[i], n); err != nil {
				return fmt.Errorf("column %q: %w", r.cols[i].Name, err)
			}
		}
		b.N += n
		r.left -= int64(n)
	}
	return nil
}

// openGroup goes to the next row group, of the next file if need be, and reports whether there is one.
func (r *Reader) openGroup() (bool, error) {
	for r.part < len(r.parts) {
		p := &r.parts[r.part]
		if r.group < len(p.groups) {
			return true, r.startGroup(&p.groups[r.group])
		}
		r.part, r.group = r.part+1, 0
		if err := r.closeFile(); err != nil {
			return false, err
		}
	}
	return false, nil
}

func (r *Reader) startGroup(g *partGroup) error {
	if err := r.openFile(); err != nil {
		return err
	}
	for i := range r.cols {
		r.cols[i].start(r.file, r.zstd, g.chunks[i])
	}
	r.group++
	r.left = g.rows
	return nil
}

func (r *Reader) openFile() error {
	if r.file != nil {
		return nil
	}
	p := &r.parts[r.part]
	if p.whole != nil {
		r.file = from(nil, p.whole)
		return nil
	}
	f, err := os.Open(p.path)
	if err != nil {
		return err
	}
	r.file = f
	return nil
}

func (r *Reader) closeFile() error {
	if r.file == nil {
		return nil
	}
	f := r.file
	r.file = nil
	return f.Close()
}

// Close releases the file and the memory. The Reader is of no more use.
func (r *Reader) Close() error {
	if r.zstd != nil {
		r.zstd.Close()
		r.zstd = nil
	}
	if r.err == nil {
		r.err = errors.New("read table: the reader is closed")
	}
	if err := r.closeFile(); err != nil {
		return fmt.Errorf("close table: %w", err)
	}
	return nil
}

// recovered turns a panic of a decoder, which only a damaged file can cause, into an error.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("damaged file: %v", p)
	}
}
