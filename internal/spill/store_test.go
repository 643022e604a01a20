package spill_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"lollipop/internal/spill"

	"pgregory.net/rapid"
)

func create(t testing.TB, partitions int, o spill.Options) (*spill.Store, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "spill")
	s, err := spill.Create(dir, partitions, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Remove() })
	return s, dir
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// readAll returns the records of a partition, sorted.
func readAll(s *spill.Store, p int) ([]string, error) {
	var got []string
	err := s.Read(p, func(r []byte) error {
		got = append(got, string(r))
		return nil
	})
	slices.Sort(got)
	return got, err
}

func TestStoreRoundTrip(t *testing.T) {
	base := t.TempDir()
	run := 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		parts := rapid.IntRange(1, 5).Draw(t, "partitions")
		o := spill.Options{BufferBytes: rapid.IntRange(1, 200).Draw(t, "buffer"), MemoryBytes: rapid.IntRange(-1, 2000).Draw(t, "memory")}
		s, err := spill.Create(filepath.Join(base, fmt.Sprint(run)), parts, o)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Remove() //nolint:errcheck // the folder goes with the test
		want := make([][]string, parts)
		sinks := []*spill.Sink{s.Sink(), s.Sink()}
		for i := range rapid.IntRange(0, 60).Draw(t, "records") {
			p := rapid.IntRange(0, parts-1).Draw(t, "p")
			rec := bytes.Repeat(rapid.SliceOfN(rapid.Byte(), 0, 40).Draw(t, "rec"), rapid.IntRange(0, 9).Draw(t, "times"))
			want[p] = append(want[p], string(rec))
			if err := sinks[i%2].Append(p, rec); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(sinks[0].Flush(), sinks[1].Flush(), s.Finish()); err != nil {
			t.Fatal(err)
		}
		for p := range want {
			slices.Sort(want[p])
			got, err := readAll(s, p)
			if err != nil || !slices.Equal(got, want[p]) || int(s.Records(p)) != len(got) {
				t.Fatalf("partition %d: %d records, want %d (%v)", p, len(got), len(want[p]), err)
			}
		}
	})
}

// Rows of messages are kept in a store and must come back in the order of their
// file, also where the first blocks were held in memory and the rest went to disk.
func TestOrderOfOneSink(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "spill")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir) //nolint:errcheck // of a test
		o := spill.Options{BufferBytes: rapid.IntRange(1, 60).Draw(t, "buffer"), MemoryBytes: rapid.IntRange(-1, 300).Draw(t, "memory")}
		s, err := spill.Create(filepath.Join(dir, "spill"), 2, o)
		if err != nil {
			t.Fatal(err)
		}
		sinks := []*spill.Sink{s.Sink(), s.Sink()}
		for i, at := range rapid.SliceOfN(rapid.IntRange(0, 1), 0, 80).Draw(t, "sinks") {
			if err := sinks[at].Append(1, []byte{byte(at), byte(i)}); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(sinks[0].Flush(), sinks[1].Flush(), s.Finish()); err != nil {
			t.Fatal(err)
		}
		last := [2]int{-1, -1}
		err = s.Read(1, func(record []byte) error {
			if at, i := record[0], int(record[1]); i <= last[at] {
				return fmt.Errorf("record %d of sink %d after %d", i, at, last[at])
			}
			last[record[0]] = int(record[1])
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestSinksAtOnce(t *testing.T) {
	s, _ := create(t, 7, spill.Options{BufferBytes: 512, MemoryBytes: 20 << 10})
	const sinks, each = 4, 5000
	var wg sync.WaitGroup
	for n := range sinks {
		k := s.Sink()
		wg.Go(func() {
			for i := range each {
				if err := k.Append(i%7, fmt.Appendf(nil, "%d-%d", n, i)); err != nil {
					t.Error(err)
				}
			}
			if err := k.Flush(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	must(t, s.Finish())
	seen := map[string]bool{}
	for p := range 7 {
		got, err := readAll(s, p)
		must(t, err)
		for _, r := range got {
			seen[r] = true
		}
	}
	if len(seen) != sinks*each {
		t.Fatalf("%d different records, want %d", len(seen), sinks*each)
	}
}

// A damaged file must be an error whatever byte was hit, and must never panic.
func TestDamagedFile(t *testing.T) {
	write := func(t testing.TB) (*spill.Store, string) {
		s, dir := create(t, 1, spill.Options{BufferBytes: 300, MemoryBytes: -1})
		k := s.Sink()
		for i := range 60 {
			must(t, k.Append(0, fmt.Appendf(nil, "record %d %d", i, i*i*i*7919)))
		}
		must(t, k.Flush())
		must(t, s.Finish())
		return s, filepath.Join(dir, "part-0000.spill")
	}
	s, path := write(t)
	whole, err := os.ReadFile(path)
	must(t, err)
	damage := func(name string, b []byte) {
		must(t, os.WriteFile(path, b, 0o600))
		if _, err := readAll(s, 0); !errors.Is(err, spill.ErrCorrupt) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	for i := range whole {
		b := bytes.Clone(whole)
		b[i] ^= 1 << (i % 8)
		damage(fmt.Sprintf("bit of byte %d flipped", i), b)
	}
	for _, n := range []int{0, 1, 15, 16, 100, len(whole) - 1} {
		damage(fmt.Sprintf("cut to %d bytes", n), whole[:n])
	}
	damage("a block appended", append(bytes.Clone(whole), whole...))
	must(t, os.WriteFile(path, whole, 0o600))
	if got, err := readAll(s, 0); err != nil || len(got) != 60 {
		t.Fatalf("the undamaged file: %d records, %v", len(got), err)
	}
	must(t, os.Remove(path))
	if _, err := readAll(s, 0); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

func TestMisuse(t *testing.T) {
	s, dir := create(t, 2, spill.Options{})
	k := s.Sink()
	if k.Append(2, nil) == nil || k.Append(-1, nil) == nil {
		t.Error("a partition out of range was taken")
	}
	if k.Append(0, make([]byte, spill.MaxRecord+1)) == nil {
		t.Error("a record too large was taken")
	}
	must(t, k.Append(0, []byte("kept")))
	if _, err := readAll(s, 0); err == nil {
		t.Error("read before finish")
	}
	if s.Finish() == nil {
		t.Error("finish did not notice records in a sink")
	}
	if k.Flush() == nil {
		t.Error("flush after finish lost records in silence")
	}
	must(t, s.Remove())
	must(t, s.Remove())
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder is left: %v", err)
	}
	if _, err := spill.Create(dir, 0, spill.Options{}); err == nil {
		t.Error("no partitions were taken")
	}
}

// What an interrupted run left is removed; what is not ours is not touched.
func TestCreateOverLeftovers(t *testing.T) {
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "part-0003.spill"), []byte("old"), 0o600))
	s, err := spill.Create(dir, 4, spill.Options{})
	must(t, err)
	must(t, s.Finish())
	if got, err := readAll(s, 3); err != nil || len(got) != 0 {
		t.Fatalf("%d records of an older store, %v", len(got), err)
	}
	must(t, os.WriteFile(filepath.Join(dir, "notes.txt"), nil, 0o600))
	if _, err := spill.Create(dir, 4, spill.Options{}); err == nil {
		t.Error("a folder with other files was taken")
	}
}

func TestPrivateModes(t *testing.T) {
	s, dir := create(t, 1, spill.Options{MemoryBytes: -1})
	k := s.Sink()
	must(t, k.Append(0, []byte("x")))
	must(t, k.Flush())
	d, err := os.Stat(dir)
	must(t, err)
	f, err := os.Stat(filepath.Join(dir, "part-0000.spill"))
	must(t, err)
	if d.Mode().Perm() != 0o700 || f.Mode().Perm() != 0o600 {
		t.Errorf("modes %v and %v", d.Mode(), f.Mode())
	}
	must(t, s.Finish())
	must(t, s.RemovePartition(0))
	if _, err := readAll(s, 0); err == nil {
		t.Error("a removed partition was read")
	}
}

func TestYieldError(t *testing.T) {
	s, _ := create(t, 1, spill.Options{})
	k := s.Sink()
	must(t, k.Append(0, nil))
	must(t, k.Append(0, []byte("y")))
	must(t, k.Flush())
	must(t, s.Finish())
	stop, calls := errors.New("stop"), 0
	if err := s.Read(0, func([]byte) error { calls++; return stop }); !errors.Is(err, stop) || calls != 1 {
		t.Errorf("error %v after %d calls", err, calls)
	}
}

// What fits into memory makes no file; beyond that nothing is lost, and the file holds all of a partition.
func TestSmallStoreMakesNoFile(t *testing.T) {
	for _, test := range []struct {
		memory int
		files  int
	}{{0, 0}, {100, 1}} {
		s, dir := create(t, 2, spill.Options{BufferBytes: 50, MemoryBytes: test.memory})
		k := s.Sink()
		must(t, k.Append(1, []byte("alone")))
		for i := range 40 {
			must(t, k.Append(0, fmt.Appendf(nil, "record %d", i)))
		}
		must(t, errors.Join(k.Flush(), s.Finish()))
		files, err := os.ReadDir(dir)
		must(t, err)
		if len(files) > 2 || len(files) < test.files || test.files == 0 && len(files) > 0 {
			t.Errorf("%d bytes of memory: %d files", test.memory, len(files))
		}
		for p, want := range []int{40, 1} {
			if got, err := readAll(s, p); err != nil || len(got) != want {
				t.Errorf("%d bytes of memory: %d records of partition %d, want %d (%v)", test.memory, len(got), p, want, err)
			}
		}
		must(t, s.RemovePartition(0))
		if _, err := readAll(s, 0); err == nil {
			t.Error("a removed partition was read")
		}
	}
}

// A partition stays as large as it was, however many records there are, up to a bound.
func TestPartitionsForGrowWithTheRecords(t *testing.T) {
	for records, want := range map[int64]int{0: 256, 5e6: 256, 20e6: 1024, 60e6: 2048, 1e12: 4096} {
		if got := spill.PartitionsFor(records, 256, 32<<10); got != want {
			t.Errorf("%d records are %d partitions, want %d", records, got, want)
		}
	}
	if got := spill.PartitionsFor(1e12, 100, 1); got != 3200 {
		t.Errorf("100 doubled while a store takes it is 3,200, not %d", got)
	}
}
