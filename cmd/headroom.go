package cmd

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// headroom is what may be allocated between two collections. The runtime allows as
// much again as lives, so that each megabyte that lives costs two at the peak, and
// the peak grows twice as fast as the need. At full size some 500 MB live: collecting
// each time that half of it was allocated costs no processor time that can be measured.
const headroom = 256 << 20

var headroomOnce sync.Once

// boundHeadroom lets the runtime collect as it does by itself while less than
// headroom lives, and beyond that each time that headroom was allocated. GOGC in
// the environment wins.
func boundHeadroom() {
	if os.Getenv("GOGC") == "" {
		headroomOnce.Do(func() {
			afterEachCollection(func(live uint64) { debug.SetGCPercent(collectorPercent(live, headroom)) })
		})
	}
}

// collectorPercent is GOGC for a heap of which live bytes live.
func collectorPercent(live, headroom uint64) int {
	return int(min(100, headroom*100/max(live, 1)))
}

// afterEachCollection calls do with the bytes that live after each collection from
// now on: what nothing refers to is cleaned up then, and the next such thing made.
func afterEachCollection(do func(live uint64)) {
	marker := new([64]byte) // smaller things share a block and may outlive a collection
	runtime.AddCleanup(marker, func(struct{}) {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		do(live[0].Value.Uint64())
		afterEachCollection(do)
	}, struct{}{})
}
