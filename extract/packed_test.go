package extract

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"lollipop/extract/emis"
	"lollipop/internal/ledger"
)

func gzipped(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// member is one of a zip archive.
type member struct {
	name string
	data []byte
	mode fs.FileMode
}

func zipped(t *testing.T, members ...member) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		h := &zip.FileHeader{Name: m.name, Method: zip.Deflate}
		if m.mode != 0 {
			h.SetMode(m.mode)
		}
		to, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(m.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pack turns the plain files of a source into one packed file each, or into one
// archive.
func pack(t *testing.T, dir string, how emis.Packing) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var members []member
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		members = append(members, member{name: "delivery/" + e.Name(), data: data})
		if how == emis.Gzip {
			mustWrite(t, path+".gz", string(gzipped(t, data)))
		}
	}
	if how == emis.Zip {
		mustWrite(t, filepath.Join(dir, "Delivery.ZIP"), string(zipped(t, append(members, member{name: "delivery/"})...)))
	}
}

// What packed files hold is staged as if it had come plain, byte for byte.
func TestPackedFilesAreReadLikePlainOnes(t *testing.T) {
	set := loadMappings(t)
	var want map[string]string
	for _, c := range []struct {
		how     emis.Packing
		workers int
	}{{emis.Plain, 2}, {emis.Gzip, 1}, {emis.Gzip, 3}, {emis.Zip, 3}} {
		dir := t.TempDir()
		crowd(t, set, dir)
		if c.how != emis.Plain {
			pack(t, filepath.Join(dir, "gp"), c.how)
		}
		o := options(t, set, dir)
		o.Workers, o.chunk = c.workers, 32<<10
		mustRun(t, o)
		got := sums(t, o)
		files := readTable(t, o, "file.parquet")
		for _, name := range []string{"/file.parquet", "/manifest.json"} { // these name the files
			delete(got, name)
		}
		if want == nil {
			want = got
		}
		if len(got) < 10 || !maps.Equal(got, want) {
			t.Errorf("%v by %d workers: other bytes than plain files", c.how, c.workers)
		}
		packedInputs(t, o, dir, files, c.how)
	}
}

// Messages in a packed file or an archive are staged as if they had come plain:
// also those whose day stands inside.
func TestPackedMessagesAreReadLikePlainOnes(t *testing.T) {
	set := loadMappings(t)
	var want map[string]string
	for _, how := range []emis.Packing{emis.Plain, emis.Gzip, emis.Zip} {
		dir := openSample(t)
		if how != emis.Plain {
			pack(t, filepath.Join(dir, "chis"), how)
			pack(t, filepath.Join(dir, "gp"), how)
		}
		o := options(t, set, dir)
		s, _ := mustRun(t, o)
		got := sums(t, o)
		m, err := o.Work.ReadManifest(ledger.Extract)
		if err != nil {
			t.Fatal(err)
		}
		var rows int64
		for _, in := range m.Content.Inputs {
			rows += in.Rows
		}
		delete(got, "/file.parquet")
		delete(got, "/manifest.json")
		if want == nil {
			want = got
		}
		if len(got) < 10 || !maps.Equal(got, want) || len(m.Content.Inputs) != 2 || rows != s.Read {
			t.Errorf("%v: other bytes than plain files, or inputs of %d rows, %d were read: %+v", how, rows, s.Read, m.Content.Inputs)
		}
	}
}

// packedInputs sees that inputs are the files as they lie there, and that a
// second run finds nothing new.
func packedInputs(t *testing.T, o Options, dir string, files []cells, how emis.Packing) {
	t.Helper()
	m, err := o.Work.ReadManifest(ledger.Extract)
	if err != nil {
		t.Fatal(err)
	}
	var rows int64
	for _, in := range m.Content.Inputs {
		rows += in.Rows
		if info, err := os.Stat(filepath.Join(dir, in.Path)); err != nil || info.Size() != in.Bytes {
			t.Errorf("input %s: %v", in.Path, err)
		}
	}
	records := int64(0)
	for _, f := range files {
		if f["source"] == "gp" && f["packing"] != how.String() {
			t.Errorf("%s is packed by %q", f["path"], f["packing"])
		}
		records += number(f["records"])
	}
	if rows != records || rows == 0 {
		t.Errorf("%d rows of inputs, %d records", rows, records)
	}
	v, err := ledger.Verify(context.Background(), o.Work, dir)
	if err != nil {
		t.Error(err)
	}
	for _, f := range v.Findings {
		if f.Path != "ledger.jsonl" { // it is the command that writes there
			t.Errorf("verify: %+v", f)
		}
	}
	if s, err := Run(context.Background(), o); err != nil || !s.Fresh {
		t.Errorf("second run: fresh %v, %v", s.Fresh, err)
	}
}

// refused sees that a run ended with a refusal that says something and left
// nothing.
func refused(t *testing.T, o Options, err, reason error, says string) {
	t.Helper()
	var refusal *emis.Refusal
	if !errors.Is(err, reason) || !errors.As(err, &refusal) || !strings.Contains(err.Error(), says) || refusal.Hint() == "" {
		t.Fatalf("error %v, want %v that says %q", err, reason, says)
	}
	nothingLeft(t, o)
}

func TestHostileArchives(t *testing.T) {
	set := loadMappings(t)
	d := one(3)
	name := d.file(observationTable)
	text := []byte(d.text(set, observationTable))
	cut := func(b []byte) []byte { return b[:len(b)-20] }
	flip := func(b []byte, at int) []byte { b = bytes.Clone(b); b[at] ^= 0xFF; return b }
	zeros := make([]byte, 80<<20)
	for _, c := range []struct {
		what, file string
		data       []byte
		says       string
	}{
		{"gzip cut off", name + ".gz", cut(gzipped(t, text)), "it ends too early, at offset"},
		{"gzip of nothing", name + ".gz", nil, "it ends too early, at offset 0 of 0"},
		{"gzip that is none", name + ".gz", text, "it is damaged near offset"},
		{"gzip with a wrong byte", name + ".gz", flip(gzipped(t, text), 60), "after"},
		{"gzip followed by something", name + ".gz", append(gzipped(t, text), "more and more of it"...), "bytes that are not packed"},
		{"gzip followed by a byte", name + ".gz", append(gzipped(t, text), 0), "bytes that are not packed follow"},
		{"gzip bomb", name + ".gz", gzipped(t, zeros), "more than 200 times as large"},
		{"zip bomb", "d.zip", zipped(t, member{name: name, data: zeros}), "more than 200 times as large"},
		{"zip cut off", "d.zip", cut(zipped(t, member{name: name, data: text})), "damaged or was cut off"},
		{"zip with a wrong byte", "d.zip", flip(zipped(t, member{name: name, data: text}), 120), "damaged near offset"},
		{"zip that is none", "d.zip", text, "damaged or was cut off"},
		{"member above", "d.zip", zipped(t, member{name: "../" + name, data: text}), "member 1 has a name that leads out"},
		{"member far above", "d.zip", zipped(t, member{name: "a/../../" + name, data: text}), "leads out of the archive"},
		{"member at the root", "d.zip", zipped(t, member{name: "/etc/" + name, data: text}), "leads out of the archive"},
		{"member of another system", "d.zip", zipped(t, member{name: `..\` + name, data: text}), "leads out of the archive"},
		{"member on a drive", "d.zip", zipped(t, member{name: "c:/" + name, data: text}), "leads out of the archive"},
		{"link", "d.zip", zipped(t, member{name: name, data: []byte("/etc/passwd"), mode: fs.ModeSymlink | 0o777}), "link or device"},
		{"archive within", "d.zip", zipped(t, member{name: "more.zip", data: text}), "itself packed"},
		{"gzip within", "d.zip", zipped(t, member{name: name + ".gz", data: text}), "itself packed"},
		{"the same twice", "d.zip", zipped(t, member{name: name, data: text}, member{name: strings.ToUpper(name), data: text}), `member 2 has the name of another: "` + strings.ToUpper(name) + `"`},
		{"locked", "d.zip", locked(zipped(t, member{name: name, data: text})), "is encrypted"},
		{"overlapping", "d.zip", overlapping(t, zipped(t, member{name: name, data: text})), "overlap"},
	} {
		t.Run(c.what, func(t *testing.T) {
			dir, d := t.TempDir(), one(3)
			d.skip = map[string]bool{observationTable: true}
			d.write(t, set, dir)
			mustWrite(t, filepath.Join(dir, "chis", c.file), string(c.data))
			o := options(t, set, dir)
			_, err := Run(context.Background(), o)
			refused(t, o, err, emis.ErrArchive, c.says)
			if strings.Contains(err.Error(), "passwd") || !strings.Contains(err.Error(), c.file[:5]) {
				t.Errorf("error %v", err)
			}
		})
	}
}

// locked sets the flag of encryption in both headers.
func locked(z []byte) []byte {
	z = bytes.Clone(z)
	for _, h := range []struct {
		sign string
		at   int
	}{{"PK\x03\x04", 6}, {"PK\x01\x02", 8}} {
		z[bytes.Index(z, []byte(h.sign))+h.at] |= 1
	}
	return z
}

// overlapping lists the member four times over in the directory, under other
// names: what one member takes up serves for all.
func overlapping(t *testing.T, z []byte) []byte {
	t.Helper()
	from, end := bytes.Index(z, []byte("PK\x01\x02")), bytes.Index(z, []byte("PK\x05\x06"))
	entry := z[from:end]
	out := bytes.Clone(z[:from])
	for i := range byte(4) {
		e := bytes.Clone(entry)
		e[46] = '1' + i // the first letter of the name
		out = append(out, e...)
	}
	tail := bytes.Clone(z[end:])
	binary.LittleEndian.PutUint16(tail[8:], 4)
	binary.LittleEndian.PutUint16(tail[10:], 4)
	binary.LittleEndian.PutUint32(tail[12:], uint32(4*len(entry)))
	return append(out, tail...)
}

func TestAnArchiveThatChangesIsFound(t *testing.T) {
	set, dir := loadMappings(t), t.TempDir()
	d := one(3)
	d.write(t, set, dir)
	pack(t, filepath.Join(dir, "chis"), emis.Zip)
	o := options(t, set, dir)
	done := false
	o.Observer.OnProgress = func(_, _ int64, what string) {
		if what == "stage" && !done {
			done = true
			h, err := os.OpenFile(filepath.Join(dir, "chis", "Delivery.ZIP"), os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				t.Error(err)
				return
			}
			_, err = h.WriteString("x")
			if err := errors.Join(err, h.Close()); err != nil {
				t.Error(err)
			}
		}
	}
	_, err := Run(context.Background(), o)
	var changed *ChangedError
	if !errors.As(err, &changed) || changed.Path != "chis/Delivery.ZIP" {
		t.Errorf("error %v", err)
	}
	nothingLeft(t, o)
}

func number(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64)
	return n
}
