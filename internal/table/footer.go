package table

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go/format"
)

const magic = "PAR1"

var errNotTable = errors.New("not a complete Parquet file")

// chunk is where the pages of one column of one row group stand.
type chunk struct {
	codec    format.CompressionCodec
	from, to int64 // file offsets
	rows     int64
	min, max int64 // of an Int64 column, where ranged
	ranged   bool
}

// group is one row group.
type group struct {
	rows   int64
	chunks []chunk // by column of the file
}

// footer is what a reader needs of a file's metadata.
type footer struct {
	schema Schema
	groups []group
	rows   int64
	seal   string // as the file states it
}

// readFooter reads and checks the metadata of a file of the given size.
func readFooter(r io.ReaderAt, size int64) (*footer, error) {
	var tail [8]byte
	if size < int64(len(magic)+len(tail)) {
		return nil, errNotTable
	}
	if _, err := r.ReadAt(tail[:], size-8); err != nil {
		return nil, err
	}
	n := int64(binary.LittleEndian.Uint32(tail[:4]))
	if string(tail[4:]) != magic || n > size-12 || n > maxFooter {
		return nil, errNotTable
	}
	b := make([]byte, n)
	if _, err := r.ReadAt(b, size-8-n); err != nil {
		return nil, err
	}
	f, err := parseFooter(b)
	if err != nil {
		return nil, err
	}
	return f, f.check(size - 8 - n)
}

// columnMeta is a chunk as the file states it, before it is held against the schema.
type columnMeta struct {
	chunk
	typ        format.Type
	size       int64
	data, dict int64
	external   bool
	minV, maxV []byte
}

func parseFooter(b []byte) (*footer, error) {
	c := &compact{b: b}
	f := &footer{}
	var elements []element
	c.fields(func(id int64, typ byte) bool {
		switch {
		case id == 2 && typ == typeList:
			c.structs(func() { elements = append(elements, parseElement(c)) })
		case id == 3 && typ == typeI64:
			f.rows = c.int()
		case id == 4 && typ == typeList:
			c.structs(func() { f.groups = append(f.groups, parseGroup(c)) })
		case id == 5 && typ == typeList:
			c.structs(func() { parseSeal(c, f) })
		default:
			return false
		}
		return true
	})
	if c.err != nil {
		return nil, c.err
	}
	var err error
	f.schema, err = schemaOf(elements)
	return f, err
}

// element is one entry of the file's schema.
type element struct {
	name             string
	typ, length      int64
	repeat, children int64
}

func parseElement(c *compact) element {
	e := element{typ: -1, repeat: -1}
	c.fields(func(id int64, typ byte) bool {
		switch {
		case id == 1 && typ == typeI32:
			e.typ = c.int()
		case id == 2 && typ == typeI32:
			e.length = c.int()
		case id == 3 && typ == typeI32:
			e.repeat = c.int()
		case id == 4 && typ == typeBinary:
			e.name = string(c.bytes())
		case id == 5 && typ == typeI32:
			e.children = c.int()
		default:
			return false
		}
		return true
	})
	return e
}

// schemaOf accepts the flat schemas of required columns that Writer makes.
func schemaOf(elements []element) (Schema, error) {
	if len(elements) == 0 || elements[0].children != int64(len(elements)-1) {
		return nil, errors.New("schema is not flat")
	}
	s := make(Schema, 0, len(elements)-1)
	for _, e := range elements[1:] {
		if !utf8.ValidString(e.name) {
			return nil, errThrift
		}
		kind, ok := e.kind()
		if !ok || e.children != 0 || e.repeat != int64(format.Required) {
			return nil, fmt.Errorf("column %q is not a required int64, int32, 16-byte or text column", e.name)
		}
		s = append(s, Column{Name: e.name, Kind: kind})
	}
	return s, s.validate()
}

func (e element) kind() (Kind, bool) {
	switch {
	case e.typ == int64(format.Int64):
		return Int64, true
	case e.typ == int64(format.Int32):
		return Int32, true
	case e.typ == int64(format.FixedLenByteArray) && e.length == 16:
		return GUID, true
	case e.typ == int64(format.ByteArray):
		return Text, true
	}
	return 0, false
}

func parseGroup(c *compact) group {
	var g group
	c.fields(func(id int64, typ byte) bool {
		switch {
		case id == 1 && typ == typeList:
			c.structs(func() { g.chunks = append(g.chunks, parseChunk(c)) })
		case id == 3 && typ == typeI64:
			g.rows = c.int()
		default:
			return false
		}
		return true
	})
	return g
}

func parseChunk(c *compact) chunk {
	var m columnMeta
	c.fields(func(id int64, typ byte) bool {
		switch {
		case id == 1 && typ == typeBinary:
			m.external = len(c.bytes()) > 0
		case id == 3 && typ == typeStruct:
			parseColumnMeta(c, &m)
		default:
			return false
		}
		return true
	})
	m.from = m.data
	if m.dict > 0 && m.dict < m.data {
		m.from = m.dict
	}
	m.to = m.from + m.size
	if m.external || m.size < 0 || m.from < 0 || m.to < m.from {
		c.fail()
	}
	if m.typ == format.Int64 && len(m.minV) == 8 && len(m.maxV) == 8 {
		m.min = int64(binary.LittleEndian.Uint64(m.minV))
		m.max = int64(binary.LittleEndian.Uint64(m.maxV))
		m.ranged = true
	}
	return m.chunk
}

func parseColumnMeta(c *compact, m *columnMeta) {
	c.fields(func(id int64, typ byte) bool {
		switch {
		case id == 1 && typ == typeI32:
			m.typ = format.Type(c.int())
		case id == 4 && typ == typeI32:
			m.codec = format.CompressionCodec(c.int())
		case id == 5 && typ == typeI64:
			m.rows = c.int()
		case id == 7 && typ == typeI64:
			m.size = c.int()
		case id == 9 && typ == typeI64:
			m.data = c.int()
		case id == 11 && typ == typeI64:
			m.dict = c.int()
		case id == 12 && typ == typeStruct:
			parseStatistics(c, m)
		default:
			return false
		}
		return true
	})
}

func parseStatistics(c *compact, m *columnMeta) {
	c.fields(func(id int64, typ byte) bool {
		switch {
		case id == 5 && typ == typeBinary:
			m.maxV = c.bytes()
		case id == 6 && typ == typeBinary:
			m.minV = c.bytes()
		default:
			return false
		}
		return true
	})
}

// check holds the row groups against the schema and the space before the footer, which starts at end.
func (f *footer) check(end int64) error {
	if f.seal != f.sum() {
		return errSeal
	}
	var rows int64
	for g := range f.groups {
		gr := &f.groups[g]
		if len(gr.chunks) != len(f.schema) || gr.rows < 0 {
			return fmt.Errorf("row group %d does not match the schema", g)
		}
		for i, ch := range gr.chunks {
			if ch.from < int64(len(magic)) || ch.to > end || ch.rows != gr.rows {
				return fmt.Errorf("row group %d, column %q: pages lie outside the file", g, f.schema[i].Name)
			}
			if ch.codec != format.Uncompressed && ch.codec != format.Zstd {
				return fmt.Errorf("row group %d, column %q: compression %v is not supported", g, f.schema[i].Name, ch.codec)
			}
		}
		if rows += gr.rows; rows < 0 {
			return errThrift
		}
	}
	if rows != f.rows {
		return fmt.Errorf("row groups hold %d rows, the file states %d", rows, f.rows)
	}
	return nil
}
