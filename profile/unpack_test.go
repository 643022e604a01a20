package profile

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pack packs every file of a folder of extracts: one source as gzip, file by
// file, the other as one archive.
func pack(t *testing.T, dir string) {
	t.Helper()
	paths, err := filepath.Glob(dir + "/*/*.csv")
	if err != nil || len(paths) == 0 {
		t.Fatal(err)
	}
	var archive bytes.Buffer
	z := zip.NewWriter(&archive)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Base(filepath.Dir(path)) == "gp" {
			w, err := z.Create("delivery/" + filepath.Base(path))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write(text); err != nil {
				t.Fatal(err)
			}
		} else if err := os.WriteFile(path+".gz", zipped(t, text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "gp", "all.zip"), archive.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func zipped(t *testing.T, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Packed extracts say what the same extracts say unpacked, and leave nothing behind.
func TestPackedExtractsSayTheSame(t *testing.T) {
	dir, temp := generated(t, "lancashire", 60), t.TempDir()
	plain, _ := look(t, Options{Extracts: dir})
	pack(t, dir)
	packed, _ := look(t, Options{Extracts: dir, Temp: temp, Workers: 2})
	for _, p := range []*Profile{plain, packed} {
		for i := range p.Columns {
			p.Columns[i].File = ""
		}
	}
	same := func(what string, a, b any) {
		x, _ := json.Marshal(a)
		y, _ := json.Marshal(b)
		if !bytes.Equal(x, y) {
			t.Errorf("%s differ", what)
		}
	}
	same("columns", plain.Columns, packed.Columns)
	same("entities", plain.Entities, packed.Entities)
	same("practices", plain.Practices, packed.Practices)
	same("codes", plain.Codes, packed.Codes)
	for i := range packed.Files {
		if f := packed.Files[i]; f.Packing == "" || f.Bytes != plain.Files[i].Bytes || f.Layout != plain.Files[i].Layout {
			t.Errorf("%+v", f)
		}
	}
	if left, _ := os.ReadDir(temp); len(left) > 0 {
		t.Errorf("%d files are left", len(left))
	}
}

func TestPackedFilesThatAreBad(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "x")
	if err := os.MkdirAll(filepath.Join(dir, "a"), 0o700); err != nil {
		t.Fatal(err)
	}
	whole := zipped(t, []byte(strings.Repeat("one,two\n1,2\n", 10_000)))
	var evil bytes.Buffer
	z := zip.NewWriter(&evil)
	for _, name := range []string{"../SECRET.csv", "fine.csv"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte("one,two\n1,2\n")); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"cut.csv.gz": whole[:len(whole)-9], "no.csv.gz": []byte("one,two\n"), "no.zip": []byte("PK no"), "evil.zip": evil.Bytes(),
		"bomb.csv.gz": zipped(t, make([]byte, 70<<20)),
	} {
		if err := os.WriteFile(filepath.Join(dir, "a", name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p, told := look(t, Options{Extracts: dir, Temp: t.TempDir()})
	got := map[string]string{}
	for _, f := range p.Files {
		got[f.File] = f.Unreadable
	}
	for name, says := range map[string]string{
		"a/cut.csv.gz": "cut off", "a/no.csv.gz": "damaged", "a/no.zip": "no archive", "a/evil.zip": "1 members that are not read", "a/bomb.csv.gz": "unpacked-ratio",
	} {
		if !strings.Contains(got[name], says) {
			t.Errorf("%s: %q, want %q", name, got[name], says)
		}
	}
	if why, ok := got["a/evil.zip/fine.csv"]; !ok || why != "" {
		t.Errorf("the good member: %q", why)
	}
	if bytes.Contains(told, []byte("SECRET")) {
		t.Error("the name of an evil member is told")
	}
}
