package dedupe

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
)

// maxRow is the longest row in bytes. A quote that is never closed would else
// take the whole file for one field.
const maxRow = 16 << 20

var errRowTooLong = errors.New("the row is longer than 16 MiB")

// source is the bytes of a table on their way to the CSV reader. It stops at a row
// that does not end, and sees what no text holds before a row of it is read.
type source struct {
	r     io.Reader
	given int64 // bytes handed over
	row   int64 // bytes handed over when the last whole row was read
	nul   bool  // a NUL byte was seen
	high  bool  // a byte beyond ASCII was seen
}

func (s *source) Read(p []byte) (int, error) {
	if s.given-s.row > maxRow {
		return 0, errRowTooLong
	}
	n, err := s.r.Read(p)
	s.given += int64(n)
	s.nul = s.nul || bytes.IndexByte(p[:n], 0) >= 0
	s.high = s.high || !ascii(p[:n])
	return n, err
}

func ascii(p []byte) bool {
	for len(p) >= 8 {
		if binary.NativeEndian.Uint64(p)&0x8080808080808080 != 0 {
			return false
		}
		p = p[8:]
	}
	for _, c := range p {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// open opens the table and tells its size. It is read once or twice, and so must
// be a file.
func (o *Options) open() (*os.File, int64, error) {
	refuse := func(problem, next string) (*os.File, int64, error) {
		return nil, 0, &TableError{File: o.File, Problem: problem, Next: next, Settings: true}
	}
	info, err := os.Stat(o.File) // opening a named pipe would wait for ever
	switch {
	case err != nil:
		return refuse(reason(err), "name a CSV file with a header")
	case info.IsDir():
		return refuse("it is a folder", "name a CSV file with a header")
	case !info.Mode().IsRegular():
		return refuse("it is a pipe or a device, and may have to be read twice", "write it to a file first, and name that")
	}
	f, err := os.Open(o.File)
	if err != nil {
		return refuse(reason(err), "name a CSV file that may be read")
	}
	return f, info.Size(), nil
}

// start leaves a byte order mark out, and refuses that of UTF-16.
func (o *Options) start(f io.Reader) (io.Reader, error) {
	var mark [3]byte
	n, err := io.ReadFull(f, mark[:])
	switch {
	case err == nil && string(mark[:]) == "\xEF\xBB\xBF":
		return f, nil
	case n >= 2 && (string(mark[:2]) == "\xFF\xFE" || string(mark[:2]) == "\xFE\xFF"):
		return nil, &TableError{File: o.File, Line: 1, Problem: "the file is UTF-16", Next: "save it as CSV in UTF-8 (Excel: CSV UTF-8)"}
	}
	return io.MultiReader(bytes.NewReader(mark[:n]), f), nil
}
