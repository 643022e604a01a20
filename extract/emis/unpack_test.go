package emis

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"testing"
)

func TestPackedFilesHaveARoomTogether(t *testing.T) {
	b := &Budget{ratio: 200, always: 10, room: 25}
	for i, want := range []bool{true, true, false} {
		m := &Meter{Budget: b, To: io.Discard, Stop: func() error { return nil }, Packed: func() int64 { return 1 }}
		_, err := m.Write(make([]byte, 10))
		var limit *LimitError
		if ok := err == nil; ok != want || !ok && (!errors.As(err, &limit) || limit.Tolerance != "unpacked-size") {
			t.Errorf("file %d: %v", i+1, err)
		}
	}
}

// A gzip file may be several, one after the other; anything else after one is
// said to be what it is, and not a transfer that was cut off.
func TestGunzip(t *testing.T) {
	pack := func(text string) []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := io.WriteString(z, text); err != nil || z.Close() != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	two := append(pack("one,"), pack("two")...)
	for _, test := range []struct {
		data []byte
		text string
		err  error
	}{
		{two, "one,two", nil},
		{append(bytes.Clone(two), 0), "one,two", ErrTrailing},
		{append(bytes.Clone(two), "\x1F\x8Cmore and more of it"...), "one,two", ErrTrailing},
		{append(bytes.Clone(two), "\x1F\x8B more and more"...), "one,two", gzip.ErrHeader},
		{append(bytes.Clone(two), "\x1F\x8B"...), "one,two", io.ErrUnexpectedEOF},
		{two[:len(two)-3], "one,two", io.ErrUnexpectedEOF},
	} {
		z, err := NewGunzip(bufio.NewReader(bytes.NewReader(test.data)))
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(z)
		if string(text) != test.text || !errors.Is(err, test.err) {
			t.Errorf("%q, %v; want %q, %v", text, err, test.text, test.err)
		}
	}
}
