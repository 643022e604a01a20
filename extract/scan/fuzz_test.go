package scan

import (
	"bytes"
	"context"
	"testing"
	"unicode/utf8"
)

// FuzzScan holds both passes against the oracle, and sees that every byte
// belongs to the mark, the header, exactly one record or a line end. More seeds
// stand in testdata/fuzz.
func FuzzScan(f *testing.F) {
	for _, seed := range []string{
		"", bom, "a", "\"h1\",\"h2\"\r\n\"1\",\"2\"\r\n",
		"\"h\"\r\n\"a\r\n\"b\"\r\n\"\"\"\"\r\n\r\n\"c\"x\r\n\"d\"",
		"h,i\na\"b\n\n\n1,2\r\n3,\"4\r",
	} {
		f.Add([]byte(seed), uint8(5), uint8(2), uint8(3), uint16(0))
	}
	f.Fuzz(func(t *testing.T, data []byte, chunk, workers, window uint8, maxRecord uint16) {
		if len(data) > 4096 {
			t.Skip("the oracle is slow")
		}
		opt := Options{Chunk: int64(chunk), Workers: 1 + int(workers)%4, MaxRecord: int(maxRecord), window: int(window)}
		check(t, data, opt)
		s, err := Run(context.Background(), bytes.NewReader(data), int64(len(data)), opt)
		if err != nil {
			return
		}
		headerEnd := s.Size
		if len(s.Chunks) > 0 {
			headerEnd = s.Chunks[0].Offset
		}
		records, err := collect(s, data)
		if err != nil {
			t.Fatal(err)
		}
		if err := covers(s, records, headerEnd, data); err != nil {
			t.Fatalf("%q with %+v: %v", data, opt, err)
		}
	})
}

// FuzzText holds the fast paths for text against the standard library.
func FuzzText(f *testing.F) {
	f.Add([]byte("plain ascii, long enough for words"))
	f.Add([]byte("caf\xE9 \x80\x81 \x00 é"))
	f.Fuzz(func(t *testing.T, b []byte) {
		nul, invalid := ValidText(b)
		if nul != (bytes.IndexByte(b, 0) >= 0) || invalid == utf8.Valid(b) {
			t.Errorf("ValidText(%q) = %v, %v", b, nul, invalid)
		}
		text := DecodeWindows1252(nil, b)
		if !utf8.Valid(text) || utf8.RuneCount(text) != len(b) {
			t.Errorf("DecodeWindows1252(%q) = %q", b, text)
		}
	})
}
