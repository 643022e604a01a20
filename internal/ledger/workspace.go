package ledger

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// RestrictedDir is the folder of the workspace for passphrases of what is written
// of restricted children: apart from everything else, so that it can be handed to
// others. It lies outside the stages, whose manifests would miss it.
const RestrictedDir = "restricted"

// Workspace is the folder of one rehearsal. One made by Open may write and
// holds the lock; one made by View only reads. Not for concurrent writers.
type Workspace struct {
	Dir  string
	lock *os.File // nil where the workspace is for reading
}

// Open takes the workspace in dir for writing: it creates the folder with mode
// 0700 where there is none, takes the lock, and puts right what an interrupted
// rename left. The caller closes it; a process that dies loses the lock with
// it. Errors: LockedError, ErrForeign.
func Open(dir string) (*Workspace, error) {
	if dir == "" {
		return nil, errors.New("open workspace: no folder is named")
	}
	if err := prepare(dir); err != nil {
		return nil, fmt.Errorf("open workspace %s: %w", dir, err)
	}
	lock, err := takeLock(dir)
	if err != nil {
		return nil, err
	}
	w := &Workspace{Dir: dir, lock: lock}
	if err := w.repair(); err != nil {
		return nil, errors.Join(fmt.Errorf("open workspace %s: %w", dir, err), w.Close())
	}
	return w, nil
}

// View opens a workspace for reading: it takes no lock, creates nothing, and
// may stand beside a run. Every writing method of it fails. No need to close it.
func View(dir string) (*Workspace, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("open workspace: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("open workspace %s: not a folder", dir)
	}
	return &Workspace{Dir: dir}, nil
}

// Close gives the lock back. A second call does nothing.
func (w *Workspace) Close() error {
	if w.lock == nil {
		return nil
	}
	f := w.lock
	w.lock = nil
	return errors.Join(f.Truncate(0), unlock(f), f.Close())
}

// Path joins parts to the folder: Path(ledger.Extract, "file.parquet").
func (w *Workspace) Path(parts ...string) string {
	return filepath.Join(append([]string{w.Dir}, parts...)...)
}

// Glob lists the files of a folder of the workspace whose names match a pattern, in the
// order of their names: Glob("*.parquet", ledger.Extract, "aside"). A folder that is not
// there has none. Characters that mean something in patterns may stand in the name of
// the workspace itself. It panics on a malformed pattern.
func (w *Workspace) Glob(pattern string, folder ...string) []string {
	dir := w.Path(folder...)
	paths, err := fs.Glob(os.DirFS(dir), pattern)
	if err != nil {
		panic(err)
	}
	for i, name := range paths {
		paths[i] = filepath.Join(dir, name)
	}
	return paths
}

func (w *Workspace) writable() error {
	if w.lock == nil {
		return errors.New("the workspace is open for reading only")
	}
	return nil
}

// prepare makes or tightens the folder. It narrows the rights of a folder that
// is empty or a workspace already; it never touches those of another folder,
// which might be a home or a share.
func prepare(dir string) error {
	if err := os.MkdirAll(dir, dirMode); err != nil {
		return err
	}
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if runtime.GOOS == "windows" || info.Mode().Perm()&0o077 == 0 {
		return nil
	}
	ours, err := isWorkspace(dir)
	if err != nil {
		return err
	}
	if !ours {
		return &foreignError{dir: dir}
	}
	return os.Chmod(dir, dirMode)
}

type foreignError struct{ dir string }

func (e *foreignError) Error() string        { return ErrForeign.Error() }
func (e *foreignError) Is(target error) bool { return target == ErrForeign }
func (e *foreignError) Hint() string {
	return fmt.Sprintf("name a new folder with --work, or `chmod 700 %s` if it may hold identities", e.dir)
}

// Usage reports that the caller can mend it.
func (e *foreignError) Usage() bool { return true }

// isWorkspace reports that dir is empty or holds something of a workspace.
func isWorkspace(dir string) (bool, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return false, err
	}
	for _, e := range entries {
		stage, _, _ := strings.Cut(e.Name(), ".")
		if e.Name() == lockName || e.Name() == historyName || isStage(stage) {
			return true, nil
		}
	}
	return len(entries) == 0, nil
}

// repair finishes or undoes the renames of Part.Complete: an old stage is
// removed where the new one stands, and put back where it does not.
func (w *Workspace) repair() error {
	for _, stage := range Stages() {
		old := w.retired(stage)
		if _, err := os.Lstat(old); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		_, err := os.Lstat(w.Path(stage))
		switch {
		case err == nil:
			err = os.RemoveAll(old)
		case errors.Is(err, fs.ErrNotExist):
			err = os.Rename(old, w.Path(stage))
		}
		if err != nil {
			return fmt.Errorf("put %s right: %w", stage, err)
		}
	}
	return nil
}
