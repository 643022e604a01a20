package postgres

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"lollipop/internal/table"
	"lollipop/internal/target"
)

var (
	errCopy  = errors.New("the server's COPY stream is damaged")
	errWidth = errors.New("a value has the wrong length for its column")
)

// decoder turns the stream of a binary COPY into batches. The server sends a row a message; a row cut by whatever
// stands between is put together again.
type decoder struct {
	columns []target.Column
	batch   *table.Batch
	yield   func(*table.Batch) error
	carry   []byte // the beginning of a row
	begun   bool   // the signature has been read
	ended   bool   // the trailer has been read
	err     error  // the first failure, of the stream or of yield
}

func newDecoder(columns []target.Column, yield func(*table.Batch) error) *decoder {
	return &decoder{columns: columns, batch: table.NewBatch(target.Schema(columns), target.BatchRows), yield: yield}
}

// Write takes the next bytes of the stream.
func (d *decoder) Write(p []byte) (int, error) {
	if d.err != nil {
		return 0, d.err
	}
	in := p
	if len(d.carry) > 0 {
		d.carry = append(d.carry, p...)
		in = d.carry
	}
	rest, err := d.take(in)
	if err != nil {
		d.err = err
		return 0, err
	}
	d.carry = append(d.carry[:0], rest...)
	return len(p), nil
}

// take decodes every whole row and returns what is left.
func (d *decoder) take(in []byte) ([]byte, error) {
	if !d.begun {
		if len(in) < len(signature) {
			return in, nil
		}
		if string(in[:len(signature)]) != signature {
			return nil, errCopy
		}
		d.begun, in = true, in[len(signature):]
	}
	for len(in) >= 2 {
		fields := int(int16(binary.BigEndian.Uint16(in)))
		if fields == -1 {
			d.ended = true
			in = in[2:]
		}
		if d.ended {
			break
		}
		if fields != len(d.columns) {
			return nil, errCopy
		}
		size, whole, err := rowSize(in, fields)
		if err != nil || !whole {
			return in, err
		}
		if err := d.row(in[2:size]); err != nil {
			return nil, err
		}
		in = in[size:]
	}
	if d.ended && len(in) > 0 {
		return nil, errCopy
	}
	return in, nil
}

// rowSize measures the row at the start of in; whole is false if in ends before it does.
func rowSize(in []byte, fields int) (size int, whole bool, err error) {
	size = 2
	for range fields {
		if len(in)-size < 4 {
			return 0, false, nil
		}
		n := binary.BigEndian.Uint32(in[size:])
		size += 4
		if n == null {
			continue
		}
		if n > 1<<30 {
			return 0, false, errCopy
		}
		if uint64(len(in)-size) < uint64(n) {
			return 0, false, nil
		}
		size += int(n)
	}
	return size, true, nil
}

func (d *decoder) row(in []byte) error {
	for i := range d.columns {
		n := binary.BigEndian.Uint32(in)
		in = in[4:]
		isNull := n == null
		if isNull {
			n = 0
		}
		if err := appendField(&d.batch.Vec[i], d.columns[i].Kind, in[:n], isNull); err != nil {
			return fmt.Errorf("column %s: %w", d.columns[i].Name, err)
		}
		in = in[n:]
	}
	if d.batch.N++; !d.batch.Full() {
		return nil
	}
	return d.flush()
}

func (d *decoder) flush() error {
	err := d.yield(d.batch)
	d.batch.Reset()
	return err
}

// finish hands on the last rows.
func (d *decoder) finish() error {
	if !d.ended || len(d.carry) > 0 {
		return errCopy
	}
	if d.batch.N == 0 {
		return nil
	}
	return d.flush()
}

func appendField(v *table.Vector, k target.Kind, in []byte, isNull bool) (err error) {
	switch k {
	case target.Int:
		n := target.NullInt
		if !isNull {
			n, err = readInt(in)
		}
		v.I64 = append(v.I64, n)
	case target.Date:
		date := target.NullDate
		if !isNull {
			date, err = readDate(in)
		}
		v.I32 = append(v.I32, date)
	case target.Bool:
		flag := target.NullBool
		if !isNull {
			if len(in) != 1 || in[0] > 1 {
				return errWidth
			}
			flag = int32(in[0])
		}
		v.I32 = append(v.I32, flag)
	case target.Decimal:
		return appendDecimal(&v.Text, in, isNull)
	default:
		v.Text.Append(in)
	}
	return err
}

// readInt takes bigint and integer alike.
func readInt(in []byte) (int64, error) {
	switch len(in) {
	case 8:
		return int64(binary.BigEndian.Uint64(in)), nil
	case 4:
		return int64(int32(binary.BigEndian.Uint32(in))), nil
	}
	return 0, errWidth
}

func readDate(in []byte) (int32, error) {
	if len(in) != 4 {
		return 0, errWidth
	}
	days := int64(int32(binary.BigEndian.Uint32(in))) + epochShift
	if days != int64(int32(days)) {
		return 0, errors.New("a date is out of range")
	}
	date := target.DateOfDays(int32(days))
	if date == 0 {
		return 0, errors.New("a date is out of range")
	}
	return date, nil
}

func appendDecimal(t *table.Texts, in []byte, isNull bool) (err error) {
	if !isNull {
		t.Data, err = appendNumeric(slices.Grow(t.Data, 2*len(in)), in)
	}
	if len(t.Off) == 0 {
		t.Off = append(t.Off, 0)
	}
	t.Off = append(t.Off, uint32(len(t.Data)))
	return err
}
