package profile

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/mappings"
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

// An archive was read whatever its directory said: members that overlap, of any
// number, with any size.
func TestWhatAnArchiveClaims(t *testing.T) {
	text := []byte("one,two\n" + strings.Repeat("1,2\n", 1000))
	archive := func(names int, claim uint64) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for i := range names {
			name := "x" + strings.Repeat("y", i%50) + string(rune('a'+i/50%26)) + string(rune('a'+i/1300)) + ".csv"
			if claim == 0 {
				if _, err := z.Create(name); err != nil {
					t.Fatal(err)
				}
				continue
			}
			w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Store, CompressedSize64: claim, UncompressedSize64: 1 << 40})
			if err == nil {
				_, err = w.Write(text)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	whole := archive(1, uint64(len(text)))
	from, end := bytes.Index(whole, []byte("PK\x01\x02")), bytes.Index(whole, []byte("PK\x05\x06"))
	overlapping := bytes.Clone(whole[:from])
	for i := range byte(30) {
		entry := bytes.Clone(whole[from:end])
		entry[46] = 'A' + i // the first letter of the name
		overlapping = append(overlapping, entry...)
	}
	tail := bytes.Clone(whole[end:])
	binary.LittleEndian.PutUint16(tail[8:], 30)
	binary.LittleEndian.PutUint16(tail[10:], 30)
	binary.LittleEndian.PutUint32(tail[12:], uint32(len(overlapping)-from))
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"many members": {archive(10_001, 0), "10001 members"}, "a large claim": {archive(1, 1<<40), "overlap"}, "one place for all": {append(overlapping, tail...), "overlap"},
	} {
		path := filepath.Join(t.TempDir(), "x.zip")
		if err := os.WriteFile(path, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		all := members(nil, input{path: path, rel: "x.zip", size: int64(len(c.data))})
		if len(all) != 1 || !strings.Contains(all[0].trouble, c.says) {
			t.Errorf("%s: %d inputs, %q", name, len(all), all[0].trouble)
		}
	}
	path := filepath.Join(t.TempDir(), "x.zip")
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if all := members(nil, input{path: path, rel: "x.zip", size: int64(len(whole))}); len(all) != 1 || all[0].size > mostDeflated*int64(len(text)) {
		t.Errorf("a claim of 1 TiB is believed: %+v", all)
	}
}

// Each packed file had a limit of its own, and all together none.
func TestPackedFilesHaveARoomTogether(t *testing.T) {
	folder, dir := t.TempDir(), t.TempDir()
	own, err := os.ReadFile("../mappings/tolerance.csv")
	if err != nil {
		t.Fatal(err)
	}
	header, _, _ := strings.Cut(string(own), "\n")
	row := "unpacked-size,1,count,data quality lead,Y,MiB that all packed extract files of a run may become together,a test"
	if err := os.WriteFile(filepath.Join(folder, "tolerance.csv"), []byte(header+"\n"+row+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	set, err := mappings.LoadFolder(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.csv.gz", "b.csv.gz"} {
		if err := os.WriteFile(filepath.Join(dir, name), zipped(t, []byte(strings.Repeat("one,two\n1,2\n", 50_000))), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p, err := Run(t.Context(), Options{Extracts: dir, Mappings: set, Workers: 1, Temp: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	if p.Files[0].Unreadable != "" || !strings.Contains(p.Files[1].Unreadable, "unpacked-size") {
		t.Errorf("%q, %q", p.Files[0].Unreadable, p.Files[1].Unreadable)
	}
}
