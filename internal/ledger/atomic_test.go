package ledger

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestWriteFileReplacesAndIsPrivate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.json")
	for _, text := range []string{"one", "", "three"} {
		if err := WriteFile(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got := read(t, path); got != text {
			t.Errorf("got %q, want %q", got, text)
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	absent(t, path+".tmp")
}

// A disk that fills up while a file is written must leave the file before it.
func TestWriteToThatFailsLeavesWhatStood(t *testing.T) {
	full := errors.New("no space left")
	for _, before := range []string{"", "stood before"} {
		path := filepath.Join(t.TempDir(), "a.json")
		if before != "" {
			write(t, path, before)
		}
		err := WriteTo(path, func(w io.Writer) error {
			if _, err := w.Write([]byte("half of")); err != nil {
				t.Error(err)
			}
			return full
		})
		if !errors.Is(err, full) {
			t.Errorf("error is %v", err)
		}
		if before == "" {
			absent(t, path)
		} else if got := read(t, path); got != before {
			t.Errorf("what stood before became %q", got)
		}
		absent(t, path+".tmp")
	}
}

func TestWriteFileWhereNothingCanBeWritten(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "file"), "x")
	if err := WriteFile(filepath.Join(dir, "file", "a.json"), nil); err == nil {
		t.Error("a file served as a folder")
	}
	target := filepath.Join(dir, "folder")
	write(t, filepath.Join(target, "inside"), "kept")
	if err := WriteFile(target, []byte("x")); err == nil {
		t.Error("a folder with files was replaced")
	}
	absent(t, target+".tmp")
	if read(t, filepath.Join(target, "inside")) != "kept" {
		t.Error("the folder lost its file")
	}
}

// A run killed between write and rename leaves its temporary file.
func TestWriteFileOverALeftOver(t *testing.T) {
	dir := t.TempDir()
	path, outside := filepath.Join(dir, "a.json"), filepath.Join(dir, "outside")
	write(t, outside, "untouched")
	if err := os.Symlink(outside, path+".tmp"); err != nil {
		t.Skip("no links here:", err)
	}
	if err := WriteFile(path, []byte("new")); err != nil {
		t.Fatal(err)
	}
	if read(t, path) != "new" || read(t, outside) != "untouched" {
		t.Error("the left-over link was followed")
	}
}
