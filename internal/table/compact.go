package table

import (
	"encoding/binary"
	"errors"
)

// Thrift's compact protocol, as far as Parquet's footers and page headers need it. Every length is held against the
// bytes that are there, so that a damaged header cannot make the reader allocate or run away.

var errThrift = errors.New("malformed metadata")

// The element types of the compact protocol.
const (
	typeTrue   = 1
	typeFalse  = 2
	typeByte   = 3
	typeI16    = 4
	typeI32    = 5
	typeI64    = 6
	typeDouble = 7
	typeBinary = 8
	typeList   = 9
	typeSet    = 10
	typeMap    = 11
	typeStruct = 12

	maxDepth = 32
)

// compact reads values off b. The first failure sticks and empties b.
type compact struct {
	b     []byte
	err   error
	depth int
}

func (c *compact) fail() { c.b, c.err = nil, errThrift }

func (c *compact) uvarint() uint64 {
	v, n := binary.Uvarint(c.b)
	if n <= 0 {
		c.fail()
		return 0
	}
	c.b = c.b[n:]
	return v
}

func (c *compact) int() int64 {
	v := c.uvarint()
	return int64(v>>1) ^ -int64(v&1)
}

func (c *compact) byte() byte {
	if len(c.b) == 0 {
		c.fail()
		return 0
	}
	v := c.b[0]
	c.b = c.b[1:]
	return v
}

// bytes reads a binary or string; the result shares memory with the input.
func (c *compact) bytes() []byte {
	n := c.uvarint()
	if n > uint64(len(c.b)) {
		c.fail()
		return nil
	}
	v := c.b[:n:n]
	c.b = c.b[n:]
	return v
}

// list reads a list's header. Each element takes at least one byte, which bounds n.
func (c *compact) list() (n int, elem byte) {
	h := c.byte()
	size := uint64(h >> 4)
	if size == 15 {
		size = c.uvarint()
	}
	if size > uint64(len(c.b)) {
		c.fail()
		return 0, 0
	}
	return int(size), h & 15
}

// fields calls on for each field of a struct with its id and type; on must consume the value, or return false to have
// it skipped.
func (c *compact) fields(on func(id int64, typ byte) bool) {
	if c.depth++; c.depth > maxDepth {
		c.fail()
	}
	var id int64
	for c.err == nil {
		h := c.byte()
		if h == 0 {
			break
		}
		if d := int64(h >> 4); d != 0 {
			id += d
		} else {
			id = c.int()
		}
		if typ := h & 15; !on(id, typ) {
			c.skip(typ)
		}
	}
	c.depth--
}

// structs calls on once for each element of a list of structs.
func (c *compact) structs(on func()) {
	n, elem := c.list()
	if n > 0 && elem != typeStruct {
		c.fail()
	}
	for i := 0; i < n && c.err == nil; i++ {
		on()
	}
}

func (c *compact) skip(typ byte) {
	switch typ {
	case typeTrue, typeFalse:
	case typeByte:
		c.byte()
	case typeI16, typeI32, typeI64:
		c.uvarint()
	case typeDouble:
		c.take(8)
	case typeBinary:
		c.bytes()
	case typeStruct:
		c.fields(func(int64, byte) bool { return false })
	case typeList, typeSet:
		c.skipList()
	default: // maps do not occur in what is read here
		c.fail()
	}
}

func (c *compact) skipList() {
	n, elem := c.list()
	for i := 0; i < n && c.err == nil; i++ {
		if elem == typeTrue || elem == typeFalse { // a byte each inside a list
			c.byte()
			continue
		}
		c.skip(elem)
	}
}

func (c *compact) take(n int) {
	if n > len(c.b) {
		c.fail()
		return
	}
	c.b = c.b[n:]
}
