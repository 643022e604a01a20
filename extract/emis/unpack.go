package emis

import (
	"archive/zip"
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"

	"lollipop/mappings"
)

// ErrTrailing says that bytes which are not packed follow a gzip file.
var ErrTrailing = errors.New("bytes that are not packed follow")

// Gunzip reads the members of a gzip file one after the other. At the end, where
// something else than a member follows, it says ErrTrailing.
type Gunzip struct {
	from   *bufio.Reader
	member *gzip.Reader
}

// NewGunzip reads the header of the first member.
func NewGunzip(from *bufio.Reader) (*Gunzip, error) {
	z, err := gzip.NewReader(from)
	if err != nil {
		return nil, err
	}
	z.Multistream(false)
	return &Gunzip{from, z}, nil
}

func (g *Gunzip) Read(p []byte) (int, error) {
	n, err := g.member.Read(p)
	if !errors.Is(err, io.EOF) {
		return n, err
	}
	switch next, err := g.from.Peek(2); {
	case len(next) == 0:
		return n, err // the end, or what the disk says
	case len(next) < 2 || next[0] != 0x1F || next[1] != 0x8B:
		return n, ErrTrailing
	}
	if err := g.member.Reset(g.from); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return n, err
	}
	g.member.Multistream(false)
	return n, nil
}

// Budget bounds what packed files may become. The figures stand in
// tolerance.csv.
type Budget struct {
	ratio  int64 // unpacked bytes to a packed one
	always int64 // bytes that a file may have whatever its ratio
	room   int64 // bytes of all files together
	used   atomic.Int64
}

// NewBudget takes the tolerances, for all files of a run.
func NewBudget(set *mappings.Set) *Budget {
	return &Budget{
		ratio:  set.Tolerance("unpacked-ratio").Value,
		room:   set.Tolerance("unpacked-size").Value << 20,
		always: set.Tolerance("unpacked-always").Value << 20,
	}
}

// Meter writes one unpacked file and stops at the budget, with a *LimitError.
type Meter struct {
	*Budget
	To     io.Writer
	Stop   func() error // asked before each write
	Packed func() int64 // packed bytes read so far, or of the whole
	N      int64        // bytes so far
}

func (m *Meter) Write(p []byte) (int, error) {
	if err := m.Stop(); err != nil {
		return 0, err
	}
	m.N += int64(len(p))
	if total := m.used.Add(int64(len(p))); total > m.room {
		return 0, &LimitError{"unpacked-size", fmt.Sprintf("packed files together become more than %d bytes", m.room)}
	}
	if m.N > m.always && m.N > m.ratio*max(1, m.Packed()) {
		return 0, &LimitError{"unpacked-ratio", fmt.Sprintf("it becomes more than %d times as large, %d bytes and more, as a bomb would", m.ratio, m.N)}
	}
	return m.To.Write(p)
}

// LimitError says which limit was met.
type LimitError struct{ Tolerance, words string }

func (e *LimitError) Error() string { return e.words }

// OpenPacked reads the bytes of a file of the disk, or of the member of an
// archive there. Closing it closes all below it.
func OpenPacked(path string, how Packing, member string) (io.ReadCloser, error) {
	if how == Zip {
		z, err := zip.OpenReader(path)
		if err != nil {
			return nil, err
		}
		m, err := z.Open(member)
		if err != nil {
			return nil, errors.Join(err, z.Close())
		}
		return packedReader{m, []io.Closer{m, z}}, nil
	}
	h, err := os.Open(path)
	if err != nil || how == Plain {
		return h, err
	}
	z, err := NewGunzip(bufio.NewReaderSize(h, 256<<10))
	if err != nil {
		return nil, errors.Join(err, h.Close())
	}
	return packedReader{z, []io.Closer{h}}, nil
}

type packedReader struct {
	io.Reader
	below []io.Closer
}

func (r packedReader) Close() (err error) {
	for _, c := range r.below {
		err = errors.Join(err, c.Close())
	}
	return err
}
