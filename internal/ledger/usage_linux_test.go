package ledger

import (
	"os"
	"runtime/debug"
	"testing"
)

func TestParseVmHWM(t *testing.T) {
	cases := map[string]int64{
		"Name:\tx\nVmHWM:\t    1024 kB\nVmRSS:\t 5 kB\n": 1 << 20,
		"Name:\tx\nVmHWM:\t 7 kB":                        7 << 10,
		"Name:\tx\nVmRSS:\t 7 kB\n":                      -1,
		"Name:\tx\nVmHWM:\t 7 MB\n":                      -1,
		"Name:\tx\nVmHWM:\t x kB\n":                      -1,
		"Name:\tx\nVmHWM:\n":                             -1,
		"":                                               -1,
	}
	for text, want := range cases {
		got := parseVmHWM([]byte(text))
		if got == nil && want != -1 || got != nil && *got != want {
			t.Errorf("%q: %v, want %d", text, got, want)
		}
	}
}

// Four stages run in one process: each must report its own peak.
func TestPeakStartsAnew(t *testing.T) {
	if f, err := os.OpenFile("/proc/self/clear_refs", os.O_WRONLY, 0); err != nil {
		t.Skip("the kernel does not let this process reset its peak:", err)
	} else if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	big := make([]byte, 256<<20)
	for i := 0; i < len(big); i += 4096 {
		big[i] = 1
	}
	before := StartMeter(noon).Stop(noon)
	big = nil
	debug.FreeOSMemory()
	after := StartMeter(noon).Stop(noon)
	if *before.PeakRSSBytes < 200<<20 || *after.PeakRSSBytes > *before.PeakRSSBytes-100<<20 {
		t.Errorf("peaks %d and %d", *before.PeakRSSBytes, *after.PeakRSSBytes)
	}
	_ = big
}
