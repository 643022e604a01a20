package table

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"os"
	"sync"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// createdBy is fixed, so that files do not differ between builds.
const createdBy = "lollipop version 1 (build table)"

// Options tune a Writer. The zero value is the measured default.
type Options struct {
	RowGroupRows int // rows of one row group; a group is cut earlier when its texts reach 32 MiB
}

func (o Options) withDefaults() Options {
	if o.RowGroupRows <= 0 {
		// 64 Ki observations are about 17 MB in memory. Twice as many saved 1 % of the file and no time.
		o.RowGroupRows = 64 << 10
	}
	o.RowGroupRows = min(o.RowGroupRows, maxGroupRows)
	return o
}

// Info says what a closed Writer left.
type Info struct {
	Rows   int64
	Bytes  int64
	SHA256 string // of the whole file, lower-case hex
}

// Writer writes one file under a temporary name and gives it its own when it is complete. It holds one row group in
// memory. It is used by one goroutine at a time; Close or Abort ends it. It does not sync: that is for who completes the
// set of files (ledger.Part.Complete syncs each file and folder once).
type Writer struct {
	schema Schema
	opts   Options
	path   string
	file   *os.File
	sum    hash.Hash
	*tools // while a row group or the footer is written, else nil
	offset int64

	group  []Vector // the row group being gathered
	rows   int      // in group
	texts  int      // bytes of text in group
	total  int64
	groups []format.RowGroup
	err    error // the first failure; sticks
}

// tools are what a Writer needs to write out a row group. They are lent to one Writer after the other: of the hundreds
// that a run opens, 150 at once, most hold a few rows, and a set of tools is a megabyte. What an encoder writes does not
// depend on what it wrote before.
type tools struct {
	enc *encoder
	out *bufio.Writer // to the file and its sum
}

var lent = sync.Pool{New: func() any { return &tools{out: bufio.NewWriterSize(nil, 256<<10)} }}

// equipped does something with tools, and flushes what it wrote.
func (w *Writer) equipped(do func() error) error {
	if w.err != nil {
		return w.err
	}
	w.tools = lent.Get().(*tools) // the pool holds nothing else
	if w.enc == nil {
		w.enc, w.err = newEncoder()
	}
	w.out.Reset(io.MultiWriter(w.file, w.sum))
	if w.offset == 0 {
		w.emit([]byte(magic))
	}
	if w.err == nil {
		err := do()
		w.err = cmp.Or(w.err, err, w.out.Flush())
	}
	w.out.Reset(nil)
	lent.Put(w.tools)
	w.tools = nil
	return w.err
}

// Create starts a file of schema s that appears at path when Close succeeds. Until then it is called path with
// ".partial" appended; one that an interrupted run left is overwritten.
func Create(path string, s Schema, o Options) (*Writer, error) {
	if err := s.validate(); err != nil {
		return nil, fmt.Errorf("create table %s: %w", path, err)
	}
	f, err := os.OpenFile(partial(path), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("create table: %w", err)
	}
	w := &Writer{schema: s, opts: o.withDefaults(), path: path, file: f, sum: sha256.New()}
	w.group = make([]Vector, len(s))
	w.err = f.Chmod(0o600) // a left-over may have had another mode
	return w, nil
}

func partial(path string) string { return path + ".partial" }

// Rows is the number of rows written so far.
func (w *Writer) Rows() int64 { return w.total }

// Write adds the rows of b, which may be reset at once afterwards. After an error the file cannot be completed.
func (w *Writer) Write(b *Batch) error {
	if err := w.write(b); err != nil {
		if w.err == nil {
			w.err = err
		}
		return fmt.Errorf("write table %s: %w", w.path, err)
	}
	return nil
}

func (w *Writer) write(b *Batch) error {
	if w.file == nil {
		return errors.New("the writer is closed")
	}
	if w.err != nil {
		return w.err
	}
	if !b.schema.Equal(w.schema) {
		return errors.New("the batch has other columns")
	}
	if err := b.check(); err != nil {
		return err
	}
	for from := 0; from < b.N; {
		to := w.take(b, from)
		for i, c := range w.schema {
			w.group[i].appendRange(c.Kind, &b.Vec[i], from, to)
		}
		w.texts += textBytes(b, from, to)
		w.rows += to - from
		w.total += int64(to - from)
		from = to
		if w.rows >= w.opts.RowGroupRows || w.texts >= maxGroupText {
			if err := w.equipped(w.flush); err != nil {
				return err
			}
		}
	}
	return nil
}

// take returns how far the row group takes rows of b. Where it ends depends on the rows alone, not on the batches.
func (w *Writer) take(b *Batch, from int) int {
	lo, hi := from+1, min(b.N, from+w.opts.RowGroupRows-w.rows)
	room := maxGroupText - w.texts
	if textBytes(b, from, hi) < room {
		return hi
	}
	for lo < hi { // the first row with which the texts reach the bound
		mid := (lo + hi) / 2
		if textBytes(b, from, mid) >= room {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

func textBytes(b *Batch, from, to int) int {
	n := 0
	for i, c := range b.schema {
		if c.Kind == Text {
			n += int(b.Vec[i].Text.Off[to] - b.Vec[i].Text.Off[from])
		}
	}
	return n
}

// flush writes the gathered row group.
func (w *Writer) flush() error {
	g := format.RowGroup{NumRows: int64(w.rows), FileOffset: w.offset, Ordinal: int16(len(w.groups))}
	g.Columns = make([]format.ColumnChunk, 0, len(w.schema)) // kept until the footer: no more than it needs
	if len(w.groups) > 1<<15-1 {
		return errors.New("too many row groups for one file")
	}
	for i, c := range w.schema {
		v := &w.group[i]
		if err := w.enc.encode(c.Kind, v, w.rows); err != nil {
			return fmt.Errorf("encode column %q: %w", c.Name, err)
		}
		meta := w.writePages(c)
		meta.NumValues = int64(w.rows)
		meta.Statistics = statistics(c.Kind, v)
		g.TotalByteSize += meta.TotalUncompressedSize
		g.TotalCompressedSize += meta.TotalCompressedSize
		g.Columns = append(g.Columns, format.ColumnChunk{FileOffset: chunkStart(meta), MetaData: meta})
		v.reset()
	}
	w.groups = append(w.groups, g)
	w.rows, w.texts = 0, 0
	return nil
}

func chunkStart(m format.ColumnMetaData) int64 {
	if m.DictionaryPageOffset != 0 {
		return m.DictionaryPageOffset
	}
	return m.DataPageOffset
}

// writePages writes what the encoder holds and returns the chunk's metadata but for the values.
func (w *Writer) writePages(c Column) format.ColumnMetaData {
	m := format.ColumnMetaData{Type: physical(c.Kind), PathInSchema: []string{c.Name}, Codec: w.enc.codec}
	start, at := w.offset, 0
	for _, p := range w.enc.pages {
		body := w.enc.stored[at : at+p.stored]
		at += p.stored
		switch {
		case p.dict:
			m.DictionaryPageOffset = w.offset
			m.Encoding = append(m.Encoding, p.encoding)
		case m.DataPageOffset == 0:
			m.DataPageOffset = w.offset
			m.Encoding = append(m.Encoding, p.encoding)
		}
		head := w.header(p, body)
		w.emit(head)
		w.emit(body)
		m.TotalUncompressedSize += int64(len(head) + p.raw)
	}
	m.TotalCompressedSize = w.offset - start
	return m
}

func (w *Writer) header(p page, body []byte) []byte {
	h := format.PageHeader{
		Type:                 format.DataPage,
		UncompressedPageSize: int32(p.raw),
		CompressedPageSize:   int32(p.stored),
		CRC:                  int32(crc32.ChecksumIEEE(body)),
	}
	if p.dict {
		h.Type = format.DictionaryPage
		h.DictionaryPageHeader = thrift.New(format.DictionaryPageHeader{NumValues: int32(p.values), Encoding: p.encoding})
	} else {
		h.DataPageHeader = thrift.New(format.DataPageHeader{
			NumValues: int32(p.values), Encoding: p.encoding,
			DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE,
		})
	}
	return w.marshal(&h)
}

func (w *Writer) marshal(v any) []byte {
	b, err := thrift.Marshal(&thrift.CompactProtocol{}, v)
	if err != nil && w.err == nil {
		w.err = err
	}
	return b
}

// emit writes b unless something failed before.
func (w *Writer) emit(b []byte) {
	w.offset += int64(len(b))
	if w.err == nil {
		_, w.err = w.out.Write(b)
	}
}

// Close completes the file and gives it its name. After an error, of this or an earlier call, there is
// neither a file nor a temporary one.
func (w *Writer) Close() (Info, error) {
	if w.file == nil {
		return Info{}, fmt.Errorf("close table %s: the writer is closed", w.path)
	}
	if err := w.finish(); err != nil {
		w.Abort()
		return Info{}, fmt.Errorf("close table %s: %w", w.path, err)
	}
	return Info{Rows: w.total, Bytes: w.offset, SHA256: hex.EncodeToString(w.sum.Sum(nil))}, nil
}

func (w *Writer) finish() error {
	if w.rows > 0 {
		w.err = w.equipped(w.flush)
	}
	if err := w.equipped(w.writeFooter); err != nil {
		return err
	}
	f := w.file
	w.file = nil
	if err := errors.Join(f.Close(), os.Rename(partial(w.path), w.path)); err != nil {
		_ = os.Remove(partial(w.path))
		return err
	}
	return nil
}

func (w *Writer) writeFooter() error {
	footer, err := w.sealed(w.metadata())
	if err != nil {
		return err
	}
	w.emit(footer)
	w.emit(append(binary.LittleEndian.AppendUint32(nil, uint32(len(footer))), magic...))
	return nil
}

// Abort gives up and removes the temporary file. It does nothing after Close.
func (w *Writer) Abort() {
	if w.file == nil {
		return
	}
	_ = w.file.Close() // it is thrown away
	_ = os.Remove(partial(w.path))
	w.file = nil
}
