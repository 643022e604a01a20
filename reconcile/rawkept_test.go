package reconcile

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"lollipop/internal/spill"
	"lollipop/mappings"

	"pgregory.net/rapid"
)

// Rows of several entries of one file, and of files that share a partition, come
// back as they were read.
func TestKeptRowsComeBack(t *testing.T) {
	store, err := spill.Create(t.TempDir(), 1, spill.Options{})
	if err != nil {
		t.Fatal(err)
	}
	sink := store.Sink()
	rows := map[int64][]rawRow{
		7: {{number: 1, record: []string{"", "a;\x00\n", "ß"}, left: leftTexts{5, []string{"Event/Text", "Event/Other"}}, start: 12, end: 900, line: 3}, {number: 2, record: []string{"", "", ""}, start: 1 << 41, end: 1<<41 + 1, line: 4}},
		8: {{number: 1, record: []string{"long " + strings.Repeat("x", 70_000)}}},
		9: {{number: 1, record: nil, start: 5, end: 6, line: 1}},
	}
	for file := int64(7); file <= 9; file++ {
		for i := range rows[file] {
			if err := sink.Append(0, encodeRaw(nil, file, &rows[file][i])); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := errors.Join(sink.Flush(), store.Finish()); err != nil {
		t.Fatal(err)
	}
	open := map[int64]keptEntry{7: {open: &openRecords{}}, 8: {open: &openRecords{}}, 9: {open: &openRecords{}}}
	m := keptMessages{store, map[string]keptFile{"a": {entries: open}}}
	defer m.remove()
	got := map[int64][]rawRow{}
	taking := func(file int64) onRecord {
		return func(number int64, record []string, start, end int64, line int) error {
			got[file] = append(got[file], rawRow{number: number, record: slices.Clone(record), left: leftTexts{open[file].open.left.n, slices.Clone(open[file].open.left.paths)}, start: start, end: end, line: line})
			return nil
		}
	}
	if err := m.replay("a", map[int64]onRecord{7: taking(7), 9: taking(9)}); err != nil {
		t.Fatal(err)
	}
	same := func(a, b rawRow) bool {
		return a.number == b.number && a.start == b.start && a.end == b.end && a.line == b.line && slices.Equal(a.record, b.record) && a.left.n == b.left.n && slices.Equal(a.left.paths, b.left.paths)
	}
	if !slices.EqualFunc(got[7], rows[7], same) || !slices.EqualFunc(got[9], rows[9], same) || len(got[8]) != 0 {
		t.Errorf("got %v", got)
	}
	stop := errors.New("enough")
	err = m.replay("a", map[int64]onRecord{8: func(int64, []string, int64, int64, int) error { return stop }})
	if !errors.Is(err, stop) {
		t.Errorf("error %v", err)
	}
}

// A window gives the bytes of the file, wherever and however much is asked for.
func TestWindow(t *testing.T) {
	text := strings.Repeat("0123456789abcdef_", 40)
	rapid.Check(t, func(t *rapid.T) {
		w := (&window{data: make([]byte, 0, 64)}).of(strings.NewReader(text))
		for range 30 {
			at, n := rapid.Int64Range(0, int64(len(text))+5).Draw(t, "at"), rapid.IntRange(1, 80).Draw(t, "n")
			p := make([]byte, n)
			got, err := w.ReadAt(p, at)
			want := text[min(at, int64(len(text))):min(at+int64(n), int64(len(text)))]
			if string(p[:got]) != want || (got < n) != errors.Is(err, io.EOF) {
				t.Fatalf("%d bytes at %d: %q (%v), want %q", n, at, p[:got], err, want)
			}
		}
	})
}

// A break named a row of a message after messages could not be read: the run ended
// with a panic. Nobody can tell whose the row is.
func TestRowsOfMessagesThatWereNotRead(t *testing.T) {
	f := sourceFile{number: 1, name: "observation", path: "a.xml", migrated: true, entity: &mappings.Entity{Patient: 1}, records: 1}
	r := &run{Options: Options{Workers: 1}, in: &inputs{files: []sourceFile{f}}, people: newPeople()}
	raw := &rawFile{sourceFile: &r.in.files[0], path: "a.xml", open: &openRecords{}}
	raw.segments = []segment{{file: raw, record: 1, next: -1}}
	r.raw = []*rawFile{raw}
	o := r.newOwners([]Break{{Row: 1<<recordBits | 1}})
	if err := o.find(t.Context()); err != nil || o.openly(1<<recordBits|1) {
		t.Errorf("listed openly, or %v", err)
	}
}
