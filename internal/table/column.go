package table

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/encoding/delta"
	"github.com/parquet-go/parquet-go/format"
)

var errText = errors.New("malformed text page")

// column decodes one column chunk after another into vectors.
type column struct {
	Column
	pages pages

	left     int64 // values of the chunk that no page was opened for
	inPage   int   // values of the open page that were not read
	encoding format.Encoding
	body     []byte // what is left of a plain page
	codes    hybrid // of a dictionary page

	i64      []int64 // the dictionary, or what a delta page was decoded to
	i32      []int32
	guid     [][16]byte
	text     Texts // the dictionary; its Data has slack
	delta64  []int64
	delta32  []int32
	hasCodes bool // the chunk has a dictionary
}

func (c *column) start(file io.ReaderAt, z *zstd.Decoder, ch chunk) {
	c.pages.start(file, z, ch)
	c.left, c.inPage, c.hasCodes = ch.rows, 0, false
}

// read appends the next n values to v.
func (c *column) read(v *Vector, n int) error {
	for n > 0 {
		if c.inPage == 0 {
			if err := c.openPage(0); err != nil {
				return err
			}
		}
		k := min(n, c.inPage)
		if err := c.decode(v, k); err != nil {
			return err
		}
		c.inPage -= k
		n -= k
	}
	return nil
}

// skip passes over the next n values; whole pages are not even decompressed.
func (c *column) skip(n int64) error {
	for n > 0 {
		if c.inPage == 0 {
			before := c.left
			if err := c.openPage(n); err != nil {
				return err
			}
			if n -= before - c.left - int64(c.inPage); n == 0 {
				return nil
			}
		}
		k := int(min(n, int64(c.inPage)))
		if err := c.pass(k); err != nil {
			return err
		}
		c.inPage -= k
		n -= int64(k)
	}
	return nil
}

// openPage goes to the next data page with values, passing over pages that lie whole within the next skip values. If
// those are all there are, no page is open afterwards.
func (c *column) openPage(skip int64) error {
	for c.left > 0 {
		h, err := c.pages.next()
		if err != nil {
			return err
		}
		if h.typ == format.DictionaryPage {
			if err := c.openDictionary(h); err != nil {
				return err
			}
			continue
		}
		if h.values > c.left {
			return errPage
		}
		c.left -= h.values
		if h.values > 0 && h.values > skip {
			c.inPage = int(h.values)
			return c.openData(h)
		}
		c.pages.pass()
		if skip -= h.values; skip == 0 && h.values > 0 {
			return nil
		}
	}
	return io.ErrUnexpectedEOF
}

// openData loads a data page and checks that it can hold its values.
func (c *column) openData(h pageHeader) error {
	body, err := c.pages.load()
	if err != nil {
		return err
	}
	c.encoding, c.body = h.encoding, body
	switch h.encoding {
	case format.Plain:
		return checkPlain(c.Kind, body, h.values)
	case format.RLEDictionary, format.PlainDictionary: //nolint:staticcheck // deprecated in writing, still met in reading
		c.encoding = format.RLEDictionary
		if !c.hasCodes {
			return errors.New("page of codes without a dictionary")
		}
		return c.codes.open(body)
	case format.DeltaBinaryPacked:
		return c.openDelta(h)
	}
	return fmt.Errorf("encoding %v is not supported", h.encoding)
}

// checkPlain reports a plain page that is shorter than its values. A text takes at least its length prefix.
func checkPlain(k Kind, body []byte, values int64) error {
	width := int64(width(k))
	if k == Text && int64(len(body)) >= width*values || int64(len(body)) == width*values {
		return nil
	}
	return errPage
}

// width is the number of bytes of a plain value, for texts of the length before it.
func width(k Kind) int {
	switch k {
	case Int64:
		return 8
	case GUID:
		return 16
	default:
		return 4
	}
}

func (c *column) openDelta(h pageHeader) error {
	var head [4]uint64 // block size, parts of a block, values, first value
	b := c.body
	for i := range head {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return errPage
		}
		head[i], b = v, b[n:]
	}
	if head[0] > 1<<16 || head[2] != uint64(h.values) {
		return errPage
	}
	var err error
	var n int
	switch c.Kind {
	case Int64:
		c.delta64, err = (&delta.BinaryPackedEncoding{}).DecodeInt64(c.delta64[:0], c.body)
		n = len(c.delta64)
	case Int32:
		c.delta32, err = (&delta.BinaryPackedEncoding{}).DecodeInt32(c.delta32[:0], c.body)
		n = len(c.delta32)
	default:
		return fmt.Errorf("encoding %v is not supported for %v", h.encoding, c.Kind)
	}
	if err == nil && int64(n) != h.values {
		err = errPage
	}
	return err
}

// openDictionary decodes the chunk's dictionary, once.
func (c *column) openDictionary(h pageHeader) error {
	if c.hasCodes || h.encoding != format.Plain && h.encoding != format.PlainDictionary { //nolint:staticcheck // as above
		return errors.New("unexpected dictionary page")
	}
	body, err := c.pages.load()
	if err != nil {
		return err
	}
	if err := checkPlain(c.Kind, body, h.values); err != nil {
		return err
	}
	c.hasCodes = true
	n := int(h.values)
	switch c.Kind {
	case Int64:
		c.i64 = appendPlain64(c.i64[:0], body, n)
	case Int32:
		c.i32 = appendPlain32(c.i32[:0], body, n)
	case GUID:
		c.guid = appendPlainGUID(c.guid[:0], body, n)
	default:
		c.text.Reset()
		c.text.start()
		if _, err := appendPlainText(&c.text, body, n); err != nil {
			return err
		}
		c.text.Data = append(c.text.Data, make([]byte, slack)...)
	}
	return nil
}

// decode appends the next n values of the open page to v.
func (c *column) decode(v *Vector, n int) error {
	switch c.encoding {
	case format.RLEDictionary:
		return c.decodeCodes(v, n)
	case format.DeltaBinaryPacked:
		if c.Kind == Int64 {
			v.I64 = append(v.I64, c.delta64[len(c.delta64)-c.inPage:][:n]...)
		} else {
			v.I32 = append(v.I32, c.delta32[len(c.delta32)-c.inPage:][:n]...)
		}
		return nil
	}
	if c.Kind == Text {
		var err error
		v.Text.start()
		c.body, err = appendPlainText(&v.Text, c.body, n)
		return err
	}
	switch c.Kind {
	case Int64:
		v.I64 = appendPlain64(v.I64, c.body, n)
	case Int32:
		v.I32 = appendPlain32(v.I32, c.body, n)
	case GUID:
		v.GUID = appendPlainGUID(v.GUID, c.body, n)
	}
	c.body = c.body[n*width(c.Kind):]
	return nil
}

func (c *column) decodeCodes(v *Vector, n int) error {
	switch c.Kind {
	case Int64:
		v.I64 = extend(v.I64, n)
		return gather(&c.codes, v.I64[len(v.I64)-n:], c.i64)
	case Int32:
		v.I32 = extend(v.I32, n)
		return gather(&c.codes, v.I32[len(v.I32)-n:], c.i32)
	case GUID:
		v.GUID = extend(v.GUID, n)
		return gather(&c.codes, v.GUID[len(v.GUID)-n:], c.guid)
	default:
		return gatherTexts(&c.codes, &v.Text, n, &c.text)
	}
}

// pass skips n values of the open page.
func (c *column) pass(n int) error {
	switch {
	case c.encoding == format.RLEDictionary:
		return c.codes.skip(n)
	case c.encoding == format.DeltaBinaryPacked: // inPage says where to go on
	case c.Kind == Text:
		for range n {
			_, rest, ok := cutText(c.body)
			if !ok {
				return errText
			}
			c.body = rest
		}
	default:
		c.body = c.body[n*width(c.Kind):]
	}
	return nil
}
