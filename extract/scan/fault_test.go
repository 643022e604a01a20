package scan

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
)

// faulty reads from data as a bad disk or network would.
type faulty struct {
	data  []byte
	most  int   // bytes a read; 0: no bound
	fail  int64 // offset at which reads fail; 0: nowhere
	idle  bool  // reads return nothing and no error
	bytes atomic.Int64
}

func (f *faulty) ReadAt(b []byte, off int64) (int, error) {
	if f.idle {
		return 0, nil
	}
	if f.fail > 0 && off+int64(len(b)) > f.fail {
		if off >= f.fail {
			return 0, iotest.ErrTimeout
		}
		b = b[:f.fail-off]
	}
	if f.most > 0 && len(b) > f.most {
		b = b[:f.most]
	}
	n := copy(b, f.data[min(off, int64(len(f.data))):])
	f.bytes.Add(int64(n))
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

func TestShortReads(t *testing.T) {
	data := observations(200)
	want := mustRun(t, data, Options{Chunk: 10_000})
	got, err := Run(context.Background(), &faulty{data: data, most: 7}, int64(len(data)), Options{Chunk: 10_000, Workers: 2})
	if err != nil || got.SHA256 != want.SHA256 || got.Records != 200 || len(got.Chunks) != len(want.Chunks) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestReadErrors(t *testing.T) {
	data := observations(200)
	size := int64(len(data))
	tests := []struct {
		name string
		r    *faulty
		size int64
		want error
	}{
		{"at once", &faulty{data: data, fail: 1}, size, iotest.ErrTimeout},
		{"halfway", &faulty{data: data, fail: size / 2}, size, iotest.ErrTimeout},
		{"last byte", &faulty{data: data, fail: size - 1}, size, iotest.ErrTimeout},
		{"file shorter than said", &faulty{data: data}, size + 1, io.ErrUnexpectedEOF},
		{"nothing comes", &faulty{data: data, idle: true}, size, io.ErrNoProgress},
	}
	for _, tt := range tests {
		for _, workers := range []int{1, 3} {
			_, err := Run(context.Background(), tt.r, tt.size, Options{Workers: workers, Chunk: 10_000, window: 5000})
			if !errors.Is(err, tt.want) {
				t.Errorf("%s, %d workers: got %v, want %v", tt.name, workers, err, tt.want)
			}
		}
	}
	s := mustRun(t, data, Options{})
	err := s.Scan(context.Background(), &faulty{data: data, fail: size / 2}, 0, func(*Record) error { return nil })
	if !errors.Is(err, iotest.ErrTimeout) || !strings.Contains(err.Error(), "offset") {
		t.Errorf("second pass: got %v", err)
	}
}

func TestCancel(t *testing.T) {
	data := observations(500)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, workers := range []int{1, 3} {
		_, err := Run(ctx, bytes.NewReader(data), int64(len(data)), Options{Workers: workers, Chunk: 10_000})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%d workers: got %v", workers, err)
		}
	}
	s := mustRun(t, data, Options{})
	if err := s.Scan(ctx, bytes.NewReader(data), 0, func(*Record) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("second pass: got %v", err)
	}
}

// Cancelled while workers wait for the chunk being confirmed, Run ends them
// all: the race detector and the test's own end would tell.
func TestCancelHalfway(t *testing.T) {
	data := observations(2000)
	for after := range int64(40) {
		ctx, cancel := context.WithCancel(context.Background())
		r := &cancelling{faulty: faulty{data: data}, left: after, cancel: cancel}
		_, err := Run(ctx, r, int64(len(data)), Options{Workers: 3, Chunk: 5000, window: 3000})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("after %d reads: %v", after, err)
		}
		cancel()
	}
}

type cancelling struct {
	faulty
	left   int64
	cancel func()
}

func (c *cancelling) ReadAt(b []byte, off int64) (int, error) {
	if atomic.AddInt64(&c.left, -1) < 0 {
		c.cancel()
	}
	return c.faulty.ReadAt(b, off)
}

func TestYieldStops(t *testing.T) {
	data := observations(10)
	s := mustRun(t, data, Options{})
	stop, n := errors.New("stop"), 0
	err := s.Scan(context.Background(), bytes.NewReader(data), 0, func(*Record) error {
		if n++; n == 3 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || n != 3 {
		t.Errorf("got %v after %d records", err, n)
	}
	if err := s.Scan(context.Background(), bytes.NewReader(data), 1, nil); err == nil {
		t.Error("no error for a chunk that does not exist")
	}
}

func TestChangedFile(t *testing.T) {
	data := append(observations(50), "\"a\"b\r\n"...)
	data = append(data, observations(53)[len(observations(50)):]...)
	s := mustRun(t, data, Options{Chunk: 4000})
	change := func(at int, b byte) func([]byte) {
		return func(d []byte) { d[at] = b }
	}
	tests := []struct {
		name  string
		spoil func([]byte)
	}{
		{"one byte of a value", change(len(data)/2, '~')},
		{"a comma gone", change(bytes.LastIndexByte(data, ','), ' ')},
		{"a quote gone", change(bytes.LastIndexByte(data, '"'), 'x')},
		{"a line end gone", change(bytes.LastIndexByte(data, '\n'), ' ')},
		{"damage mended", change(bytes.Index(data, []byte("\"b\r\n"))+1, ',')},
		{"bytes moved", func(d []byte) { copy(d[5000:], d[4990:]) }},
		{"all line ends gone", func(d []byte) { copy(d, bytes.ReplaceAll(d, []byte("\r\n"), []byte("  "))) }},
	}
	for _, tt := range tests {
		other := bytes.Clone(data)
		tt.spoil(other)
		_, err := collect(s, other)
		var changed *ChangedError
		if !errors.As(err, &changed) || changed.Offset == 0 {
			t.Errorf("%s: got %v, want a ChangedError with its offset", tt.name, err)
		}
	}
	if _, err := collect(s, data[:len(data)-1]); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a byte less: got %v", err)
	}
}

// A file that changes between the scan of a chunk and its hash is not given a
// hash that belongs to neither.
func TestChangedWhileSurveyed(t *testing.T) {
	data := observations(100)
	f := &file{r: bytes.NewReader(data), size: int64(len(data)), o: Options{}.withDefaults()}
	v, err := f.header(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	g := v.guess(v.newReader(context.Background(), v.pos, nil), &job{start: v.pos, end: v.size, known: true})
	data[len(data)/2] ^= 1
	v.in.w.n, v.in.w.pos = 0, 0 // nothing held from before
	var changed *ChangedError
	if err := v.confirm(g.part); !errors.As(err, &changed) {
		t.Errorf("got %v", err)
	}
}

// endless is a header and then the same bytes again and again.
type endless struct {
	head, unit string
	bytes      atomic.Int64
}

func (e *endless) ReadAt(b []byte, off int64) (int, error) {
	n := 0
	for n < len(b) {
		at := off + int64(n)
		if at < int64(len(e.head)) {
			n += copy(b[n:], e.head[at:])
			continue
		}
		n += copy(b[n:], e.unit[(at-int64(len(e.head)))%int64(len(e.unit)):])
	}
	e.bytes.Add(int64(n))
	return n, nil
}

// Hostile files cost time in proportion to their size, seen from the bytes
// read, and memory in proportion to MaxRecord.
func TestHostileFilesAreBounded(t *testing.T) {
	const size, maxRecord = 8 << 20, 256 << 10
	line := func(s string) string { return strings.Repeat(s, 1+4000/len(s)) }
	tests := []struct{ name, head, unit string }{
		{"one open quote", "\"h\"\r\n\"", line("no end ")},
		{"one open quote over lines", "\"h\"\r\n\"", line("no end\r\n")},
		{"one unquoted field", "h\r\n", line("no end ")},
		{"broken lines", "\"h\",\"i\"\r\n", line("\"a\"b\"\r\n")},
		{"open lines", "\"h\",\"i\"\r\n", line("\"a\r\n")},
		{"lines of empty fields after an open quote", "\"h\",\"i\"\r\n\"", line("\"\",\"\"\r\n")},
		{"every fourth row broken", "\"h\"\r\n", line("\"\"x\r\n\"\"\r\n\"\"\r\n\"\"\r\n")},
		{"two readings that live long", "\"h\"\r\n", line("\"\"\r\n\"\"\r\n\"\"\r\n\",\"\"x\r\n")},
		{"empty lines", "\"h\"\r\n\"a\"b\r\n", line("\r\n")},
		{"nothing but commas", "\"h\"\r\n", line(",")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, workers := range []int{1, 2} {
				r := &endless{head: tt.head, unit: tt.unit}
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				s, err := Run(context.Background(), r, size, Options{Workers: workers, Chunk: 1 << 20, MaxRecord: maxRecord})
				if err != nil {
					t.Fatal(err)
				}
				runtime.ReadMemStats(&after)
				if times := float64(r.bytes.Load()) / size; times > 8 {
					t.Errorf("%d workers read the file %.1f times", workers, times)
				}
				table := uint64(len(s.Damage)) * 48 * 12 // two, grown by append
				if got := after.TotalAlloc - before.TotalAlloc - min(table, after.TotalAlloc-before.TotalAlloc); got > 400*maxRecord {
					t.Errorf("%d workers: %d MiB allocated, %d damages", workers, got>>20, len(s.Damage))
				}
			}
		})
	}
}
