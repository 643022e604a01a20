package ledger

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// cpuSeconds is the user and kernel time of this process so far.
func cpuSeconds() *float64 {
	var created, exited, kernel, user windows.Filetime
	if windows.GetProcessTimes(windows.CurrentProcess(), &created, &exited, &kernel, &user) != nil {
		return nil
	}
	seconds := float64(ticks(kernel)+ticks(user)) / 1e7
	return &seconds
}

// ticks are of 100 nanoseconds.
func ticks(t windows.Filetime) int64 { return int64(t.HighDateTime)<<32 | int64(t.LowDateTime) }

// memoryCounters is PROCESS_MEMORY_COUNTERS of psapi.h, which x/sys lacks.
type memoryCounters struct {
	size                   uint32
	pageFaults             uint32
	peakWorkingSet         uintptr
	workingSet             uintptr
	quotaPeakPagedPool     uintptr
	quotaPagedPool         uintptr
	quotaPeakNonPagedPool  uintptr
	quotaNonPagedPool      uintptr
	pagefileUsage, peakUse uintptr
}

func peakRSS() *int64 {
	get := windows.NewLazySystemDLL("kernel32.dll").NewProc("K32GetProcessMemoryInfo")
	if get.Find() != nil {
		return nil
	}
	c := memoryCounters{}
	c.size = uint32(unsafe.Sizeof(c))
	ok, _, _ := get.Call(uintptr(windows.CurrentProcess()), uintptr(unsafe.Pointer(&c)), uintptr(c.size))
	if ok == 0 {
		return nil
	}
	peak := int64(c.peakWorkingSet)
	return &peak
}

func resetPeak() {}
