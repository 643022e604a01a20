package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/format"
	"pgregory.net/rapid"
)

// padded returns a page body with the slack that pages keep after it.
func padded(body []byte) []byte {
	return append(slices.Clone(body), make([]byte, slack)...)[:len(body)]
}

func drawCodes(t *rapid.T) (codes []uint32, dict int) {
	dict = rapid.SampledFrom([]int{1, 2, 3, 9, 256, 257, 70_000}).Draw(t, "dict")
	for range rapid.IntRange(1, 20).Draw(t, "runs") {
		code := uint32(rapid.IntRange(0, dict-1).Draw(t, "code"))
		for i := range rapid.SampledFrom([]int{1, 2, 7, 8, 9, 15, 16, 17, 300}).Draw(t, "length") {
			if length := rapid.IntRange(0, 3).Draw(t, "noise"); i > 16 || length > 0 {
				codes = append(codes, code)
			} else {
				codes = append(codes, uint32(rapid.IntRange(0, dict-1).Draw(t, "other")))
			}
		}
	}
	return codes, dict
}

// Codes come back however the reading is cut up and whatever is skipped, and parquet-go reads them too.
func TestHybrid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		codes, n := drawCodes(t)
		width := codeWidth(n)
		body := appendHybrid([]byte{byte(width)}, codes, width)
		dict := make([]int64, n)
		for i := range dict {
			dict[i] = int64(i) * 3
		}
		var h hybrid
		if err := h.open(padded(body)); err != nil {
			t.Fatal(err)
		}
		for at := 0; at < len(codes); {
			k := rapid.IntRange(1, len(codes)-at).Draw(t, "k")
			if rapid.Bool().Draw(t, "skip") {
				if err := h.skip(k); err != nil {
					t.Fatal(err)
				}
				at += k
				continue
			}
			got := make([]int64, k)
			if err := gather(&h, got, dict); err != nil {
				t.Fatal(err)
			}
			for i, v := range got {
				if v != dict[codes[at+i]] {
					t.Fatalf("code %d came back different", at+i)
				}
			}
			at += k
		}
		other, err := (&rle.Encoding{BitWidth: width}).DecodeInt32(nil, body[1:])
		if err != nil || len(other) < len(codes) {
			t.Fatalf("parquet-go reads %d of %d codes: %v", len(other), len(codes), err)
		}
		for i, c := range codes {
			if uint32(other[i]) != c {
				t.Fatalf("parquet-go reads code %d as %d", i, other[i])
			}
		}
	})
}

// A code beyond the dictionary is an error in every kind of run.
func TestCodeBeyondDictionary(t *testing.T) {
	for name, codes := range map[string][]uint32{"run": slices.Repeat([]uint32{6}, 40), "packed": {1, 2, 6, 3}} {
		body := padded(appendHybrid([]byte{3}, codes, 3))
		var h hybrid
		if err := h.open(body); err != nil {
			t.Fatal(err)
		}
		if gather(&h, make([]int32, len(codes)), make([]int32, 6)) == nil {
			t.Errorf("%s: ints were read", name)
		}
		dict := Texts{Off: make([]uint32, 7), Data: make([]byte, slack)}
		if err := h.open(body); err != nil {
			t.Fatal(err)
		}
		if gatherTexts(&h, &Texts{}, len(codes), &dict) == nil {
			t.Errorf("%s: texts were read", name)
		}
	}
}

// A decoder's io.EOF must not look like the end of the rows, which would lose the rest in silence.
func TestDecoderEndIsNoEnd(t *testing.T) {
	r := &Reader{parts: []part{{path: "t.parquet"}}}
	if err := r.wrap(fmt.Errorf("column: %w", io.EOF)); errors.Is(err, io.EOF) {
		t.Error(err)
	}
}

// The hash of every kind must spread values that differ in few bits, or dictionaries are given up.
func TestHashSpreads(t *testing.T) {
	const n = 1 << 12
	for name, hash := range map[string]func(i uint64) uint64{
		"int64": func(i uint64) uint64 { return hashInt64(int64(i << 20)) },
		"int32": func(i uint64) uint64 { return hashInt32(int32(i)) },
		"guid":  func(i uint64) uint64 { return hashGUID([16]byte{3: byte(i), 12: byte(i >> 8)}) },
		"text":  func(i uint64) uint64 { return hashBytes([]byte{'a', byte(i), 'b', byte(i >> 8)}) },
	} {
		seen := map[uint64]bool{}
		for i := range uint64(n) {
			seen[hash(i)%(2*n)] = true
		}
		if len(seen) < n/2 {
			t.Errorf("%s: %d values fall on %d of %d slots", name, n, len(seen), 2*n)
		}
	}
}

// FuzzColumn reads arbitrary bytes as a column chunk of each kind: an error is fine, a panic is not.
func FuzzColumn(f *testing.F) {
	for _, seed := range columnSeeds(f) {
		f.Add(seed)
	}
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecodeAllCapLimit(true))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for kind := Int64; kind <= Text; kind++ {
			for _, codec := range []format.CompressionCodec{format.Zstd, format.Uncompressed} {
				readColumn(z, b, kind, chunk{codec: codec, to: int64(len(b)), rows: 40})
			}
		}
	})
}

func readColumn(z *zstd.Decoder, b []byte, kind Kind, ch chunk) {
	c := column{Column: Column{Kind: kind}}
	var v Vector
	c.start(bytes.NewReader(b), z, ch)
	for c.read(&v, 7) == nil && v.len(kind) < int(ch.rows) {
	}
	c.start(bytes.NewReader(b), z, ch)
	if c.skip(11) == nil {
		_ = c.read(&v, 3)
	}
}

// columnSeeds are the chunks of a small table in which every encoding occurs.
func columnSeeds(f *testing.F) (seeds [][]byte) {
	s := Schema{{"a", Int64}, {"b", Int64}, {"c", Int32}, {"d", GUID}, {"e", GUID}, {"f", Text}, {"g", Text}}
	b := NewBatch(s, 40)
	for i := range 40 {
		b.Vec[0].I64 = append(b.Vec[0].I64, int64(i))
		b.Vec[1].I64 = append(b.Vec[1].I64, int64(i*i%3))
		b.Vec[2].I32 = append(b.Vec[2].I32, int32(i*77%41))
		b.Vec[3].GUID = append(b.Vec[3].GUID, [16]byte{byte(i)})
		b.Vec[4].GUID = append(b.Vec[4].GUID, [16]byte{byte(i % 2)})
		b.Vec[5].Text.AppendString("abcdefgh"[:i%5])
		b.Vec[6].Text.Append(bytes.Repeat([]byte{byte('a' + i)}, i))
		b.N++
	}
	path := f.TempDir() + "/t"
	w, err := Create(path, s, Options{})
	if err == nil {
		err = w.Write(b)
	}
	if err == nil {
		_, err = w.Close()
	}
	r, openErr := Open(path)
	if err != nil || openErr != nil {
		f.Fatal(err, openErr)
	}
	defer r.Close()
	if err := r.openFile(); err != nil {
		f.Fatal(err)
	}
	for _, c := range r.parts[0].groups[0].chunks {
		chunk, err := io.ReadAll(io.NewSectionReader(r.file, c.from, c.to-c.from))
		if err != nil {
			f.Fatal(err)
		}
		seeds = append(seeds, chunk)
	}
	return seeds
}

// FuzzFooter parses arbitrary bytes as metadata.
func FuzzFooter(f *testing.F) {
	w := &Writer{schema: Schema{{"a", Int64}, {"b", Text}}}
	b, err := w.sealed(w.metadata())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte{0x29, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Fuzz(func(t *testing.T, b []byte) {
		if foot, err := parseFooter(b); err == nil {
			_ = foot.check(int64(len(b)))
		}
		_, _, _ = parsePageHeader(b)
	})
}
