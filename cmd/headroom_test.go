package cmd

import (
	"runtime"
	"testing"
)

func TestCollectorPercentIsHeadroomAtMost(t *testing.T) {
	for _, c := range []struct {
		live uint64
		want int
	}{{0, 100}, {1 << 20, 100}, {headroom, 100}, {2 * headroom, 50}, {4 * headroom, 25}} {
		if got := collectorPercent(c.live, headroom); got != c.want {
			t.Errorf("%d bytes live: %d %%, want %d", c.live, got, c.want)
		}
	}
}

func TestEachCollectionIsSeen(t *testing.T) {
	held := make([]byte, 8<<20)
	seen := make(chan uint64, 1)
	afterEachCollection(func(live uint64) {
		select {
		case seen <- live:
		default: // one that was seen before waits, or the test is over
		}
	})
	for range 3 {
		runtime.GC()
		live := <-seen
		if live < uint64(len(held)) {
			t.Errorf("%d bytes live, and %d are held", live, len(held))
		}
	}
	runtime.KeepAlive(held)
}
