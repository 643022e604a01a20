package spill_test

import (
	"fmt"
	"testing"

	"lollipop/internal/spill"
)

// benchRecord is shaped like a coded event: two GUIDs, dates, codes and a short text.
func benchRecord(dst []byte, i int) []byte {
	x := uint64(i) * 0x9e3779b97f4a7c15
	dst = spill.PutUvarint(dst, 3<<40|uint64(i))
	for j := range 2 {
		dst = spill.PutUint64(dst, x>>j)
		dst = spill.PutUint64(dst, x*31+uint64(j))
	}
	dst = spill.PutVarint(dst, int64(20100101+x%3000))
	dst = spill.PutVarint(dst, int64(x%5000))
	dst = spill.PutString(dst, "Y02602")
	dst = spill.PutString(dst, "")
	return spill.PutString(dst, "INFANRIX HEXA second dose")
}

func BenchmarkStore(b *testing.B) {
	for _, size := range []int{8 << 10, 16 << 10, 32 << 10} {
		b.Run(fmt.Sprintf("buffer=%dK", size>>10), func(b *testing.B) {
			const n = 1_000_000
			for b.Loop() {
				s, _ := create(b, 256, spill.Options{BufferBytes: size})
				k := s.Sink()
				var rec []byte
				for i := range n {
					rec = benchRecord(rec[:0], i)
					if err := k.Append(int(uint64(i)*0x9e3779b97f4a7c15>>56), rec); err != nil {
						b.Fatal(err)
					}
				}
				must(b, k.Flush())
				must(b, s.Finish())
				got := 0
				for p := range 256 {
					must(b, s.Read(p, func([]byte) error { got++; return nil }))
				}
				if got != n {
					b.Fatal(got)
				}
				must(b, s.Remove())
			}
			b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			b.ReportAllocs()
		})
	}
}
