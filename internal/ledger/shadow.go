package ledger

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// shadowSuffix ends the name of a shadow beside its workspace.
const shadowSuffix = ".dry-run"

// Shadow makes a workspace beside the one in dir, with the same finished stages,
// in which a command can run and leave that one as it is. Files are hard links:
// it costs no space, and what replaces a stage in the shadow replaces its links
// alone. remove takes it away; one that a kill left behind is taken away first.
// Errors: LockedError where another dry run of the same workspace goes on.
func Shadow(dir string) (shadow string, remove func() error, err error) {
	shadow = filepath.Clean(dir) + shadowSuffix
	if err := clearShadow(shadow); err != nil {
		return "", nil, fmt.Errorf("make a copy of workspace %s: %w", dir, err)
	}
	remove = func() error { return os.RemoveAll(shadow) }
	if err := os.MkdirAll(shadow, dirMode); err != nil {
		return "", nil, fmt.Errorf("make a copy of workspace %s: %w", dir, err)
	}
	of := &Workspace{Dir: dir}
	for _, stage := range Stages() {
		if _, err := of.StageManifest(stage); err != nil {
			continue // missing or altered: the command will say so of the shadow
		}
		if err := linkTree(of.Path(stage), filepath.Join(shadow, stage)); err != nil {
			return "", nil, errors.Join(fmt.Errorf("make a copy of workspace %s: %w", dir, err), remove())
		}
	}
	return shadow, remove, nil
}

// clearShadow removes what an earlier dry run left, if none goes on.
func clearShadow(shadow string) error {
	if _, err := os.Lstat(shadow); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	lock, err := takeLock(shadow)
	if err != nil {
		return err
	}
	return errors.Join(unlock(lock), lock.Close(), os.RemoveAll(shadow))
}

// linkTree makes the folders below from anew and links its files into them.
func linkTree(from, to string) error {
	return filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if e.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), dirMode)
		}
		return os.Link(path, filepath.Join(to, rel))
	})
}
