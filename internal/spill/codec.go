package spill

import (
	"encoding/binary"
	"errors"
)

// ErrShort is returned by a Cursor that was asked for more than its record holds.
var ErrShort = errors.New("spill: record is too short or malformed")

// PutUvarint appends v to b.
func PutUvarint(b []byte, v uint64) []byte { return binary.AppendUvarint(b, v) }

// PutVarint appends v to b, small magnitudes in few bytes.
func PutVarint(b []byte, v int64) []byte { return binary.AppendVarint(b, v) }

// PutUint32 appends v to b in four bytes.
func PutUint32(b []byte, v uint32) []byte { return binary.LittleEndian.AppendUint32(b, v) }

// PutUint64 appends v to b in eight bytes.
func PutUint64(b []byte, v uint64) []byte { return binary.LittleEndian.AppendUint64(b, v) }

// PutByte appends v to b.
func PutByte(b []byte, v byte) []byte { return append(b, v) }

// PutBool appends v to b in one byte.
func PutBool(b []byte, v bool) []byte {
	if v {
		return append(b, 1)
	}
	return append(b, 0)
}

// PutBytes appends the length of v and v to b.
func PutBytes(b, v []byte) []byte { return append(binary.AppendUvarint(b, uint64(len(v))), v...) }

// PutString appends the length of v and v to b, as PutBytes does.
func PutString(b []byte, v string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(v))), v...)
}

// PutGUID appends the 16 bytes of v to b.
func PutGUID(b []byte, v [16]byte) []byte { return append(b, v[:]...) }

// Cursor reads back, in the same order, what the Put functions appended. The first failure sticks: every later call
// returns a zero value, and Err returns the failure, so that a caller may check once at the end of a record.
type Cursor struct {
	b   []byte
	err error
}

// NewCursor returns a cursor at the start of record.
func NewCursor(record []byte) Cursor { return Cursor{b: record} }

// Reset puts the cursor at the start of another record and forgets an earlier failure.
func (c *Cursor) Reset(record []byte) { c.b, c.err = record, nil }

// Err is nil, or ErrShort if a read failed.
func (c *Cursor) Err() error { return c.err }

// Len is the number of bytes not read yet.
func (c *Cursor) Len() int { return len(c.b) }

// Done returns Err, or ErrShort if bytes are left over.
func (c *Cursor) Done() error {
	if c.err == nil && len(c.b) != 0 {
		return ErrShort
	}
	return c.err
}

func (c *Cursor) fail() { c.b, c.err = nil, ErrShort }

// Uvarint reads what PutUvarint appended.
func (c *Cursor) Uvarint() uint64 {
	if len(c.b) > 0 && c.b[0] < 0x80 { // most lengths and codes
		v := uint64(c.b[0])
		c.b = c.b[1:]
		return v
	}
	v, n := binary.Uvarint(c.b)
	if n <= 0 {
		c.fail()
		return 0
	}
	c.b = c.b[n:]
	return v
}

// Varint reads what PutVarint appended.
func (c *Cursor) Varint() int64 {
	v := c.Uvarint()
	return int64(v>>1) ^ -int64(v&1)
}

// take returns the next n bytes, or nil after a failure.
func (c *Cursor) take(n int) []byte {
	if n > len(c.b) {
		c.fail()
		return nil
	}
	v := c.b[:n:n]
	c.b = c.b[n:]
	return v
}

// Uint32 reads what PutUint32 appended.
func (c *Cursor) Uint32() uint32 {
	if v := c.take(4); v != nil {
		return binary.LittleEndian.Uint32(v)
	}
	return 0
}

// Uint64 reads what PutUint64 appended.
func (c *Cursor) Uint64() uint64 {
	if v := c.take(8); v != nil {
		return binary.LittleEndian.Uint64(v)
	}
	return 0
}

// Byte reads what PutByte appended.
func (c *Cursor) Byte() byte {
	if v := c.take(1); v != nil {
		return v[0]
	}
	return 0
}

// Bool reads what PutBool appended; a byte other than 0 and 1 is a failure.
func (c *Cursor) Bool() bool {
	v := c.Byte()
	if v > 1 {
		c.fail()
	}
	return v == 1
}

// Bytes reads what PutBytes or PutString appended. The result shares the record's memory.
func (c *Cursor) Bytes() []byte {
	n := c.Uvarint()
	if n > uint64(len(c.b)) {
		c.fail()
		return nil
	}
	return c.take(int(n))
}

// String reads what PutString or PutBytes appended, as a copy.
func (c *Cursor) String() string { return string(c.Bytes()) }

// Rest is what was not read yet, as a copy; after it nothing is left.
func (c *Cursor) Rest() string { return string(c.take(len(c.b))) }

// GUID reads what PutGUID appended.
func (c *Cursor) GUID() (v [16]byte) {
	copy(v[:], c.take(16))
	return v
}
