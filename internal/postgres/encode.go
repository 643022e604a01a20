package postgres

import (
	"encoding/binary"
	"errors"
	"fmt"

	"lollipop/internal/table"
	"lollipop/internal/target"
)

// The frame of a binary COPY: eleven bytes of signature, no flags, no extension; at the end a row of -1 fields.
const signature = "PGCOPY\n\xff\r\n\x00" + "\x00\x00\x00\x00" + "\x00\x00\x00\x00"

var trailer = []byte{0xff, 0xff}

const (
	null       = ^uint32(0) // length -1
	epochShift = 10957      // days from 1970-01-01 to PostgreSQL's 2000-01-01
)

// encoder writes batches as rows of a binary COPY into one buffer that is kept from batch to batch.
type encoder struct {
	columns []target.Column
	fixed   []byte // the fixed columns of every row
	fields  uint16
	widest  int // bytes of a row without what its texts hold
	buf     []byte
}

func newEncoder(columns []target.Column, fixed []target.Fixed) encoder {
	e := encoder{columns: columns, fields: uint16(len(columns) + len(fixed))}
	for _, f := range fixed {
		e.fixed = binary.BigEndian.AppendUint32(e.fixed, 4)
		e.fixed = binary.BigEndian.AppendUint32(e.fixed, uint32(f.Value))
	}
	e.widest = 2 + len(e.fixed)
	for _, c := range columns {
		switch c.Kind {
		case target.Int:
			e.widest += 4 + 8
		case target.Decimal: // its text adds more than its digits need
			e.widest += 4 + numericHeader + 2*3
		default:
			e.widest += 4 + 4
		}
	}
	return e
}

// encode returns the rows of b. The bytes are valid until the next call.
func (e *encoder) encode(b *table.Batch) ([]byte, error) {
	need := b.N * e.widest
	for i, c := range e.columns {
		if c.Kind.Vector() == table.Text {
			need += len(b.Vec[i].Text.Data)
		}
	}
	if cap(e.buf) < need {
		e.buf = make([]byte, need+need/4)
	}
	to := e.buf[:cap(e.buf)]
	at := 0
	for row := range b.N {
		binary.BigEndian.PutUint16(to[at:], e.fields)
		at += 2
		for i := range e.columns {
			n, err := e.field(to[at:], &e.columns[i], &b.Vec[i], row)
			if err != nil {
				return nil, fmt.Errorf("column %s: %w", e.columns[i].Name, err)
			}
			at += n
		}
		at += copy(to[at:], e.fixed)
	}
	return to[:at], nil
}

func (e *encoder) field(to []byte, c *target.Column, v *table.Vector, row int) (int, error) {
	switch c.Kind {
	case target.Int:
		return putInt(to, v.I64[row]), nil
	case target.Date:
		return putDate(to, v.I32[row])
	case target.Bool:
		return putBool(to, v.I32[row])
	case target.Decimal:
		return putNumeric(to, v.Text.At(row))
	}
	text := v.Text.At(row)
	if len(text) == 0 {
		return putNull(to), nil
	}
	binary.BigEndian.PutUint32(to, uint32(len(text)))
	return 4 + copy(to[4:], text), nil
}

func putNull(to []byte) int {
	binary.BigEndian.PutUint32(to, null)
	return 4
}

func putInt(to []byte, v int64) int {
	if v == target.NullInt {
		return putNull(to)
	}
	to = to[:12]
	binary.BigEndian.PutUint32(to, 8)
	binary.BigEndian.PutUint64(to[4:], uint64(v))
	return 12
}

func putDate(to []byte, v int32) (int, error) {
	if v == target.NullDate {
		return putNull(to), nil
	}
	days, ok := target.Days(v)
	if !ok {
		return 0, errors.New("a date is no day")
	}
	binary.BigEndian.PutUint32(to, 4)
	binary.BigEndian.PutUint32(to[4:], uint32(days-epochShift))
	return 8, nil
}

func putBool(to []byte, v int32) (int, error) {
	switch v {
	case target.NullBool:
		return putNull(to), nil
	case 0, 1:
		binary.BigEndian.PutUint32(to, 1)
		to[4] = byte(v)
		return 5, nil
	}
	return 0, errors.New("a bool is neither 0 nor 1")
}
