package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"lollipop/load"
)

// applicationID marks a file as ours, in its header: "LOLI".
const applicationID = 0x4C4F4C49

// CandidatePath is where the candidate of a live file is built: target.candidate.db beside target.db.
func CandidatePath(live string) string {
	ext := filepath.Ext(live)
	return strings.TrimSuffix(live, ext) + ".candidate" + ext
}

// ours reports whether a file stands at path, and refuses one that is not ours. It reads the header by itself: a
// database that was being built when its process died may be beyond what SQLite opens, and is ours all the same. An
// empty file is one that died at birth.
func ours(path string) (exists bool, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("take candidate: %w", err)
	}
	defer f.Close() //nolint:errcheck // read only
	var header [100]byte
	n, err := io.ReadFull(f, header[:])
	switch {
	case err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
		return false, fmt.Errorf("take candidate: %w", err)
	case n == 0:
		return true, nil
	case n == len(header) && string(header[:16]) == "SQLite format 3\x00" && binary.BigEndian.Uint32(header[68:]) == applicationID:
		return true, nil
	}
	return false, &load.ForeignError{What: "file " + path, Type: "rm " + path}
}

// remove deletes the file and what SQLite may have left beside it.
func remove(path string) error {
	var errs []error
	for _, suffix := range []string{"", "-journal", "-wal", "-shm"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// syncFile makes the file and its name durable.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer dir.Close() //nolint:errcheck // Sync said what there is to say
	if err := dir.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrPermission) {
		return err // Windows cannot sync a folder, and need not
	}
	return nil
}
