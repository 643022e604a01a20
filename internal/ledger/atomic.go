package ledger

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

const (
	dirMode  fs.FileMode = 0o700
	fileMode fs.FileMode = 0o600
)

// WriteFile puts data at path, mode 0600, or leaves what stood there before.
func WriteFile(path string, data []byte) error {
	return WriteTo(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// WriteTo calls fill on a temporary file in the folder of path, syncs it and
// renames it to path, mode 0600. Where fill or any step fails (a full disk
// included) what stood at path stays and the temporary file is removed. Two
// writers of one path at once are the caller's mistake.
func WriteTo(path string, fill func(io.Writer) error) error {
	temp := path + ".tmp"
	if err := writeTemp(temp, fill); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	if err := os.Rename(temp, path); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), errors.Join(err, os.Remove(temp)))
	}
	return syncDir(filepath.Dir(path))
}

func writeTemp(temp string, fill func(io.Writer) error) (err error) {
	// A run that was killed may have left one; O_EXCL then follows no link.
	if err := os.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	defer func() {
		if closed := f.Close(); err == nil {
			err = closed
		}
		if err != nil {
			err = errors.Join(err, os.Remove(temp))
		}
	}()
	if err := fill(f); err != nil {
		return err
	}
	return f.Sync()
}

// syncFile makes a file's bytes survive a power cut before a manifest names them.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
