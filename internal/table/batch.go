package table

import (
	"fmt"
	"math"
)

// Texts is a column of texts in one flat buffer: text i is Data[Off[i]:Off[i+1]]. Off has one element more than there
// are texts, or none when there are none. One Texts holds less than 4 GiB.
type Texts struct {
	Off  []uint32
	Data []byte
}

// Len is the number of texts.
func (t *Texts) Len() int { return max(len(t.Off)-1, 0) }

// At returns text i. It is valid until the next Append or Reset and is not to be changed.
func (t *Texts) At(i int) []byte {
	from, to := t.Off[i], t.Off[i+1]
	return t.Data[from:to:to]
}

// Append adds a copy of v.
func (t *Texts) Append(v []byte) {
	t.start()
	t.Data = append(t.Data, v...)
	t.Off = append(t.Off, uint32(len(t.Data)))
}

// AppendString adds a copy of v.
func (t *Texts) AppendString(v string) {
	t.start()
	t.Data = append(t.Data, v...)
	t.Off = append(t.Off, uint32(len(t.Data)))
}

// Reset empties t and keeps its memory.
func (t *Texts) Reset() {
	t.Off = t.Off[:0]
	t.Data = t.Data[:0]
}

func (t *Texts) start() {
	if len(t.Off) == 0 {
		t.Off = append(t.Off, 0)
	}
}

// appendRange adds texts from..to of src.
func (t *Texts) appendRange(src *Texts, from, to int) {
	if from == to {
		return
	}
	t.start()
	shift := uint32(len(t.Data)) - src.Off[from]
	t.Data = append(t.Data, src.Data[src.Off[from]:src.Off[to]]...)
	for _, o := range src.Off[from+1 : to+1] {
		t.Off = append(t.Off, o+shift)
	}
}

// check reports offsets that do not describe Data.
func (t *Texts) check() error {
	if len(t.Off) == 0 {
		return nil
	}
	if uint64(len(t.Data)) > math.MaxUint32 {
		return fmt.Errorf("texts of %d bytes, want less than 4 GiB", len(t.Data))
	}
	prev := uint32(0)
	for i, o := range t.Off {
		if o < prev || (i == 0 && o != 0) {
			return fmt.Errorf("text offset %d is out of order", i)
		}
		if o-prev > maxText {
			return fmt.Errorf("text %d has %d bytes, want at most %d", i-1, o-prev, maxText)
		}
		prev = o
	}
	if int(prev) != len(t.Data) {
		return fmt.Errorf("text offsets end at %d of %d bytes", prev, len(t.Data))
	}
	return nil
}

// Vector is the values of one column of a batch. Just the field of the column's kind is used.
type Vector struct {
	I64  []int64
	I32  []int32
	GUID [][16]byte
	Text Texts
}

func (v *Vector) len(k Kind) int {
	switch k {
	case Int64:
		return len(v.I64)
	case Int32:
		return len(v.I32)
	case GUID:
		return len(v.GUID)
	default:
		return v.Text.Len()
	}
}

func (v *Vector) reset() {
	v.I64, v.I32, v.GUID = v.I64[:0], v.I32[:0], v.GUID[:0]
	v.Text.Reset()
}

// appendRange adds values from..to of src, a vector of the same kind.
func (v *Vector) appendRange(k Kind, src *Vector, from, to int) {
	switch k {
	case Int64:
		v.I64 = append(v.I64, src.I64[from:to]...)
	case Int32:
		v.I32 = append(v.I32, src.I32[from:to]...)
	case GUID:
		v.GUID = append(v.GUID, src.GUID[from:to]...)
	default:
		v.Text.appendRange(&src.Text, from, to)
	}
}

// Batch is N rows, held by columns: Vec[i] belongs to column i of the schema. Whoever fills one appends a value to
// every vector and then adds one to N. A batch is used by one goroutine at a time.
type Batch struct {
	N   int
	Vec []Vector

	schema   Schema
	capacity int
}

// NewBatch returns an empty batch for capacity rows (at least 1). Its memory grows as it is needed: most tables of a
// small extract hold a few rows, and hundreds of batches are made.
func NewBatch(s Schema, capacity int) *Batch {
	return &Batch{Vec: make([]Vector, len(s)), schema: s, capacity: max(capacity, 1)}
}

// Schema returns the columns of the batch.
func (b *Batch) Schema() Schema { return b.schema }

// Cap is the number of rows that Next fills at most and at which Full is true.
func (b *Batch) Cap() int { return b.capacity }

// Full reports whether the batch has reached its capacity.
func (b *Batch) Full() bool { return b.N >= b.capacity }

// Reset empties the batch and keeps its memory.
func (b *Batch) Reset() {
	b.N = 0
	for i := range b.Vec {
		b.Vec[i].reset()
	}
}

// check reports a batch whose vectors do not all hold N values.
func (b *Batch) check() error {
	if len(b.Vec) != len(b.schema) {
		return fmt.Errorf("batch has %d vectors for %d columns", len(b.Vec), len(b.schema))
	}
	for i, c := range b.schema {
		v := &b.Vec[i]
		if n := v.len(c.Kind); n != b.N {
			return fmt.Errorf("column %q has %d values in a batch of %d rows", c.Name, n, b.N)
		}
		if c.Kind != Text {
			continue
		}
		if err := v.Text.check(); err != nil {
			return fmt.Errorf("column %q: %w", c.Name, err)
		}
	}
	return nil
}
