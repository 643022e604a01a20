package table

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/format"
)

var (
	errPage     = errors.New("malformed page")
	errChecksum = errors.New("page checksum differs")
)

// readSize is how much of a column chunk is read from the file at once.
const readSize = 64 << 10

// pageHeader is what a reader needs of a page's header.
type pageHeader struct {
	typ      format.PageType
	raw      int64 // bytes of the body, decompressed
	stored   int64 // bytes of the body in the file
	crc      uint32
	checked  bool // the page has a checksum
	values   int64
	encoding format.Encoding
	known    bool // a data page of version 1 or a dictionary
}

// parsePageHeader reads a header off b and returns its length.
func parsePageHeader(b []byte) (pageHeader, int, error) {
	var h pageHeader
	c := compact{b: b}
	c.fields(func(id int64, typ byte) bool {
		switch {
		case id == 1 && typ == typeI32:
			h.typ = format.PageType(c.int())
		case id == 2 && typ == typeI32:
			h.raw = c.int()
		case id == 3 && typ == typeI32:
			h.stored = c.int()
		case id == 4 && typ == typeI32:
			h.crc, h.checked = uint32(c.int()), true
		case (id == 5 || id == 7) && typ == typeStruct:
			h.parseBody(&c)
		default:
			return false
		}
		return true
	})
	switch {
	case c.err != nil:
		return h, 0, c.err
	case h.raw < 0 || h.raw > maxPage || h.stored < 0 || h.stored > maxPage:
		return h, 0, errPage
	case h.typ != format.DataPage && h.typ != format.DictionaryPage || !h.known || h.values < 0 || h.values > maxPage:
		return h, 0, fmt.Errorf("page of type %v is not supported", h.typ)
	}
	return h, len(b) - len(c.b), nil
}

func (h *pageHeader) parseBody(c *compact) {
	h.known = true
	c.fields(func(id int64, typ byte) bool {
		switch {
		case id == 1 && typ == typeI32:
			h.values = c.int()
		case id == 2 && typ == typeI32:
			h.encoding = format.Encoding(c.int())
		default:
			return false
		}
		return true
	})
}

// pages reads the pages of one column chunk, in order. At most readSize bytes, one page and its decompressed form are
// in memory.
type pages struct {
	file  io.ReaderAt
	zstd  *zstd.Decoder
	codec format.CompressionCodec

	pos, end int64  // what of the chunk is not read into window yet
	window   []byte // read and not used yet
	buf      []byte // window's memory
	raw      []byte // a decompressed body's memory
	body     pageHeader
}

func (p *pages) start(file io.ReaderAt, z *zstd.Decoder, c chunk) {
	p.file, p.zstd, p.codec = file, z, c.codec
	p.pos, p.end = c.from, c.to
	p.window = p.window[:0]
}

// done reports that no pages are left.
func (p *pages) done() bool { return len(p.window) == 0 && p.pos >= p.end }

// next reads the header of the next page; load or pass must follow.
func (p *pages) next() (pageHeader, error) {
	if p.done() {
		return pageHeader{}, io.ErrUnexpectedEOF
	}
	const ample = 256 // our own headers take about 30 bytes
	if err := p.need(ample); err != nil {
		return pageHeader{}, err
	}
	h, n, err := parsePageHeader(p.window)
	if err != nil && p.pos < p.end { // a foreign header with long statistics
		if err := p.need(readSize); err != nil {
			return pageHeader{}, err
		}
		h, n, err = parsePageHeader(p.window)
	}
	if err != nil {
		return pageHeader{}, err
	}
	if h.stored > int64(len(p.window)-n)+p.end-p.pos {
		return pageHeader{}, errPage
	}
	p.window, p.body = p.window[n:], h
	return h, nil
}

// need makes the window hold n bytes, or all that are left.
func (p *pages) need(n int) error {
	if len(p.window) >= n || p.pos >= p.end {
		return nil
	}
	size := int(min(int64(max(n, readSize)), int64(len(p.window))+p.end-p.pos))
	if cap(p.buf) < size+slack {
		grown := make([]byte, size+slack)
		copy(grown, p.window)
		p.buf = grown
	} else {
		copy(p.buf[:cap(p.buf)], p.window)
	}
	fill := p.buf[len(p.window):size]
	got, err := p.file.ReadAt(fill, p.pos)
	if got < len(fill) {
		if err == nil || errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return err
	}
	p.pos += int64(got)
	p.window = p.buf[:size]
	return nil
}

// pass skips the body of the page whose header next returned.
func (p *pages) pass() {
	n := int(p.body.stored)
	if n <= len(p.window) {
		p.window = p.window[n:]
		return
	}
	p.pos += int64(n - len(p.window))
	p.window = p.window[:0]
}

// load returns the body of the page whose header next returned, decompressed. It is valid until the next call, and
// slack bytes after its end may be loaded.
func (p *pages) load() ([]byte, error) {
	n := int(p.body.stored)
	if err := p.need(n); err != nil {
		return nil, err
	}
	stored := p.window[:n]
	p.window = p.window[n:]
	if p.body.checked && crc32.ChecksumIEEE(stored) != p.body.crc {
		return nil, errChecksum
	}
	if p.codec == format.Uncompressed {
		if p.body.raw != p.body.stored {
			return nil, errPage
		}
		return stored, nil
	}
	size := int(p.body.raw)
	if cap(p.raw) < size+slack {
		p.raw = make([]byte, 0, size+size/4+slack)
	}
	raw, err := p.zstd.DecodeAll(stored, p.raw[:0:cap(p.raw)-slack])
	if err != nil {
		return nil, err
	}
	if len(raw) != size {
		return nil, errPage
	}
	return p.raw[:size], nil
}
