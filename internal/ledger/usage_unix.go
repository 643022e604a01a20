//go:build unix

package ledger

import "golang.org/x/sys/unix"

// cpuSeconds is the user and system time of this process so far, nil where the
// system does not tell.
func cpuSeconds() *float64 {
	var u unix.Rusage
	if unix.Getrusage(unix.RUSAGE_SELF, &u) != nil {
		return nil
	}
	seconds := float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
	return &seconds
}
