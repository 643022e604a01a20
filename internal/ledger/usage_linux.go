package ledger

import (
	"bytes"
	"os"
	"strconv"
)

// peakRSS is VmHWM: getrusage's figure outlives exec and cannot be reset.
func peakRSS() *int64 {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return nil
	}
	return parseVmHWM(data)
}

func parseVmHWM(status []byte) *int64 {
	_, rest, ok := bytes.Cut(status, []byte("\nVmHWM:"))
	if !ok {
		return nil
	}
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	fields := bytes.Fields(line)
	if len(fields) != 2 || string(fields[1]) != "kB" {
		return nil
	}
	kib, err := strconv.ParseInt(string(fields[0]), 10, 64)
	if err != nil {
		return nil
	}
	size := kib << 10
	return &size
}

// resetPeak asks the kernel to begin VmHWM anew. Where it refuses (a locked
// down container) the peak stays that of the process.
func resetPeak() {
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}
