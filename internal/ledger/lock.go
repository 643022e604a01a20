package ledger

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

const lockName = "lock"

// errHeld is what tryLock answers where another process holds the lock.
var errHeld = errors.New("held")

// takeLock locks the file by the system's own means, which lets go when the
// process ends in whatever way. The file stays: removing it would let two
// processes lock two files of one name. It holds the owner's process id.
func takeLock(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR|os.O_CREATE, fileMode)
	if err != nil {
		return nil, fmt.Errorf("lock workspace: %w", err)
	}
	if err := tryLock(f); err != nil {
		pid := readPID(f)
		_ = f.Close() // nothing was written through it
		if errors.Is(err, errHeld) {
			return nil, &LockedError{Dir: dir, PID: pid}
		}
		return nil, fmt.Errorf("lock workspace %s: %w", dir, err)
	}
	if err := writePID(f); err != nil {
		return nil, errors.Join(fmt.Errorf("lock workspace %s: %w", dir, err), f.Close())
	}
	return f, nil
}

// Underway reports that a process is at work on a stage: it holds the lock, and
// what it has made of the stage is there. It looks without keeping the lock from
// anybody for longer than a moment, and only where a stage is begun.
func (w *Workspace) Underway(stage string) bool {
	if _, err := os.Lstat(w.partial(stage)); err != nil {
		return false
	}
	f, err := os.Open(w.Path(lockName))
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // nothing is written through it
	if readPID(f) == 0 {
		return false // whoever had it gave it back
	}
	err = tryLock(f)
	if err == nil {
		_ = unlock(f) // closing it would, too
	}
	return errors.Is(err, errHeld)
}

func writePID(f *os.File) error {
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := f.WriteAt(fmt.Appendf(nil, "%d\n", os.Getpid()), 0)
	return err
}

// readPID is 0 where the file does not tell.
func readPID(f io.ReaderAt) int {
	var room [32]byte
	n, err := f.ReadAt(room[:], 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return 0
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(room[:n])))
	if err != nil || pid < 0 {
		return 0
	}
	return pid
}
