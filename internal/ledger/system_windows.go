package ledger

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockAt lies past the process id, which others must be able to read: Windows
// refuses reads of a locked range.
const lockAt = 1 << 20

func lockRange() *windows.Overlapped { return &windows.Overlapped{Offset: lockAt} }

func tryLock(f *os.File) error {
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err := windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, lockRange())
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return errHeld
	}
	return err
}

func unlock(f *os.File) error {
	return windows.UnlockFileEx(windows.Handle(f.Fd()), 0, 1, 0, lockRange())
}

// syncDir does nothing: Windows has no sync of a folder, and NTFS journals
// renames.
func syncDir(string) error { return nil }
