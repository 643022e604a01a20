package table_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"lollipop/internal/table"
)

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// The file appears at Close, complete, and with nothing beside it.
func TestWriterAtomic(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.parquet")
	must(t, os.WriteFile(path+".partial", []byte("left by an interrupted run"), 0o644))
	w, err := table.Create(path, observations(), table.Options{})
	must(t, err)
	must(t, w.Write(madeUp(3)))
	if exists(path) || !exists(path+".partial") {
		t.Error("the file is there before Close")
	}
	info, err := w.Close()
	must(t, err)
	w.Abort()
	st, err := os.Stat(path)
	must(t, err)
	if exists(path+".partial") || st.Mode().Perm() != 0o600 || st.Size() != info.Bytes || w.Rows() != 3 {
		t.Errorf("mode %v, size %d of %d", st.Mode(), st.Size(), info.Bytes)
	}
	if _, err := w.Close(); err == nil {
		t.Error("closed twice")
	}
	if w.Write(madeUp(1)) == nil {
		t.Error("wrote after Close")
	}
}

func TestWriterAbort(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.parquet")
	w, err := table.Create(path, observations(), table.Options{})
	must(t, err)
	must(t, w.Write(madeUp(3)))
	w.Abort()
	w.Abort()
	if exists(path) || exists(path+".partial") {
		t.Error("a file is left")
	}
}

// A batch that does not add up fails, and so does Close: a file that lacks rows must not appear.
func TestWriterRefuses(t *testing.T) {
	spoil := map[string]func(b *table.Batch){
		"a value too few":     func(b *table.Batch) { b.Vec[0].I64 = b.Vec[0].I64[1:] },
		"a value too many":    func(b *table.Batch) { b.Vec[1].GUID = append(b.Vec[1].GUID, [16]byte{}) },
		"a text too few":      func(b *table.Batch) { b.Vec[15].Text.Off = b.Vec[15].Text.Off[:2] },
		"n too large":         func(b *table.Batch) { b.N++ },
		"offsets descend":     func(b *table.Batch) { b.Vec[15].Text.Off[1] = 1 << 20 },
		"bytes after the end": func(b *table.Batch) { b.Vec[18].Text.Data = append(b.Vec[18].Text.Data, 'x') },
		"a vector missing":    func(b *table.Batch) { b.Vec = b.Vec[1:] },
	}
	for name, f := range spoil {
		path := filepath.Join(t.TempDir(), "t.parquet")
		w, err := table.Create(path, observations(), table.Options{})
		must(t, err)
		b := madeUp(3)
		f(b)
		if w.Write(b) == nil {
			t.Errorf("%s: written", name)
		}
		if _, err := w.Close(); err == nil || exists(path) || exists(path+".partial") {
			t.Errorf("%s: closed with %v", name, err)
		}
	}
}

func TestCreateRefuses(t *testing.T) {
	dir := t.TempDir()
	for name, s := range map[string]table.Schema{
		"no columns":   {},
		"no name":      {{Kind: table.Text}},
		"no kind":      {{Name: "a"}},
		"same name":    {{Name: "a", Kind: table.Text}, {Name: "a", Kind: table.GUID}},
		"unknown kind": {{Name: "a", Kind: 9}},
	} {
		if _, err := table.Create(filepath.Join(dir, "t"), s, table.Options{}); err == nil {
			t.Errorf("%s: created", name)
		}
	}
	if _, err := table.Create(filepath.Join(dir, "none", "t"), observations(), table.Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
}
