package spill_test

import (
	"bytes"
	"errors"
	"testing"

	"lollipop/internal/spill"

	"pgregory.net/rapid"
)

// field is one value of any kind the codec knows.
type field struct {
	kind int
	u    uint64
	b    []byte
	g    [16]byte
}

func (f field) put(b []byte) []byte {
	switch f.kind {
	case 0:
		return spill.PutUvarint(b, f.u)
	case 1:
		return spill.PutVarint(b, int64(f.u))
	case 2:
		return spill.PutUint32(b, uint32(f.u))
	case 3:
		return spill.PutUint64(b, f.u)
	case 4:
		return spill.PutByte(b, byte(f.u))
	case 5:
		return spill.PutBool(b, f.u&1 == 1)
	case 6:
		return spill.PutBytes(b, f.b)
	case 7:
		return spill.PutString(b, string(f.b))
	default:
		return spill.PutGUID(b, f.g)
	}
}

func (f field) matches(c *spill.Cursor) bool {
	switch f.kind {
	case 0:
		return c.Uvarint() == f.u
	case 1:
		return c.Varint() == int64(f.u)
	case 2:
		return c.Uint32() == uint32(f.u)
	case 3:
		return c.Uint64() == f.u
	case 4:
		return c.Byte() == byte(f.u)
	case 5:
		return c.Bool() == (f.u&1 == 1)
	case 6:
		return bytes.Equal(c.Bytes(), f.b)
	case 7:
		return c.String() == string(f.b)
	default:
		return c.GUID() == f.g
	}
}

func drawField(t *rapid.T) field {
	f := field{kind: rapid.IntRange(0, 8).Draw(t, "kind"), u: rapid.Uint64().Draw(t, "u")}
	f.b = rapid.SliceOfN(rapid.Byte(), 0, 300).Draw(t, "b")
	copy(f.g[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "g"))
	return f
}

func TestCodecRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fields := rapid.SliceOfN(rapid.Custom(drawField), 0, 12).Draw(t, "fields")
		var b []byte
		for _, f := range fields {
			b = f.put(b)
		}
		c := spill.NewCursor(b)
		for i, f := range fields {
			if !f.matches(&c) {
				t.Fatalf("field %d of kind %d came back different", i, f.kind)
			}
		}
		if err := c.Done(); err != nil {
			t.Fatal(err)
		}
	})
}

// Every proper prefix of a record must fail, without a panic, and say so at the end.
func TestCursorPrefixFails(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fields := rapid.SliceOfN(rapid.Custom(drawField), 1, 6).Draw(t, "fields")
		var b []byte
		for _, f := range fields {
			b = f.put(b)
		}
		c := spill.NewCursor(b[:rapid.IntRange(0, len(b)-1).Draw(t, "cut")])
		for _, f := range fields {
			f.matches(&c)
		}
		if !errors.Is(c.Err(), spill.ErrShort) {
			t.Fatalf("error %v", c.Err())
		}
	})
}

func TestCursorMalformed(t *testing.T) {
	for name, b := range map[string][]byte{
		"uvarint of eleven bytes": {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1},
		"unfinished uvarint":      {0x80},
		"length beyond the end":   {5, 1, 2},
		"huge length":             {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1},
	} {
		c := spill.NewCursor(b)
		if v := c.Bytes(); v != nil || !errors.Is(c.Err(), spill.ErrShort) || c.Len() != 0 {
			t.Errorf("%s: %v, %v, %d left", name, v, c.Err(), c.Len())
		}
	}
	c := spill.NewCursor([]byte{2, 0})
	if c.Bool() || c.Err() == nil {
		t.Error("a bool of 2 was taken")
	}
	if c.Reset([]byte{7, 0}); c.Uvarint() != 7 || c.Err() != nil {
		t.Error("reset did not forget the failure")
	}
	if c.Done() == nil {
		t.Error("a left-over byte was not noticed")
	}
	c.Reset([]byte{7, 'a', 'b'})
	if c.Byte(); c.Rest() != "ab" || c.Done() != nil {
		t.Error("the rest is not what was left, or something is left after it")
	}
}

func FuzzCursor(f *testing.F) {
	f.Add([]byte{1, 2, 3, 0x80, 0x80}, []byte{0, 6, 8})
	f.Fuzz(func(t *testing.T, record, kinds []byte) {
		c := spill.NewCursor(record)
		for _, k := range kinds {
			field{kind: int(k % 9)}.matches(&c)
			if c.Err() != nil && c.Len() != 0 {
				t.Fatal("bytes are left after a failure")
			}
		}
	})
}
