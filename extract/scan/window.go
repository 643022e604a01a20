package scan

import (
	"fmt"
	"io"
)

// window is a moving view of a file. Its bytes from pos on are unread.
type window struct {
	r    io.ReaderAt
	size int64        // of the file
	stop func() error // asked before each read

	buf    []byte
	base   int64 // file offset of buf[0]
	n, pos int   // bytes held; bytes read

	tally *tally // told of each byte read, in order; may be nil
	told  int    // bytes of buf it was told of
}

func (w *window) offset() int64  { return w.base + int64(w.pos) }
func (w *window) unread() []byte { return w.buf[w.pos:w.n] }

// atEnd says that nothing follows the bytes held.
func (w *window) atEnd() bool { return w.base+int64(w.n) >= w.size }

// done says that every byte of the file has been read.
func (w *window) done() bool { return w.pos == w.n && w.atEnd() }

// seek makes off the next unread byte. A window with a tally does not seek.
func (w *window) seek(off int64) {
	if off >= w.base && off <= w.base+int64(w.n) {
		w.pos = int(off - w.base)
		return
	}
	w.base, w.n, w.pos = off, 0, 0
}

// settle tells the tally of everything read so far.
func (w *window) settle() {
	if w.tally != nil && w.pos > w.told {
		w.tally.add(w.buf[w.told:w.pos])
		w.told = w.pos
	}
}

// more reads on, keeping the unread bytes and making room if they are many.
// It must not be called at the end.
func (w *window) more() error {
	if err := w.stop(); err != nil {
		return err
	}
	w.settle()
	rest := w.n - w.pos
	if rest > len(w.buf)/2 {
		bigger := make([]byte, 2*len(w.buf))
		copy(bigger, w.unread())
		w.buf = bigger
	} else {
		copy(w.buf, w.unread())
	}
	w.base += int64(w.pos)
	w.n, w.pos, w.told = rest, 0, 0
	room := min(int64(len(w.buf)-rest), w.size-w.base-int64(rest))
	err := readFull(w.r, w.buf[rest:rest+int(room)], w.base+int64(rest))
	if err == nil {
		w.n += int(room)
	}
	return err
}

// readFull fills b from offset off. It stands short reads without an error,
// which io.ReaderAt forbids and network file systems commit.
func readFull(r io.ReaderAt, b []byte, off int64) error {
	for idle := 0; len(b) > 0; {
		n, err := r.ReadAt(b, off)
		if n < 0 || n > len(b) {
			return fmt.Errorf("read at offset %d: invalid count %d", off, n)
		}
		b, off = b[n:], off+int64(n)
		if len(b) == 0 {
			return nil
		}
		if err == io.EOF {
			return fmt.Errorf("read at offset %d: file is shorter than its size: %w", off, io.ErrUnexpectedEOF)
		}
		if err != nil {
			return fmt.Errorf("read at offset %d: %w", off, err)
		}
		if idle++; n > 0 {
			idle = 0
		}
		if idle == 100 {
			return fmt.Errorf("read at offset %d: %w", off, io.ErrNoProgress)
		}
	}
	return nil
}

// skipBlank moves over empty lines and counts them.
func (w *window) skipBlank() (lines int64, err error) {
	for {
		b := w.unread()
		switch {
		case len(b) > 0 && b[0] == '\n':
			w.pos++
			lines++
			continue
		case len(b) > 1 && b[0] == '\r' && b[1] == '\n':
			w.pos += 2
			lines++
			continue
		case len(b) > 1 || len(b) == 1 && b[0] != '\r':
			return lines, nil
		}
		if w.atEnd() {
			w.pos = w.n // at most half a CRLF
			return lines, nil
		}
		if err := w.more(); err != nil {
			return lines, err
		}
	}
}

// record splits the record at the next unread byte, which must exist, and
// leaves it unread. A reason other than "" says that it is broken.
func (w *window) record(s *splitter, maxRecord int) (length, next int, reason Reason, err error) {
	for {
		b := w.unread()
		length, next, v := s.split(b, w.atEnd())
		switch {
		case v == whole && length <= maxRecord:
			return length, next, "", nil
		case v == short && len(b) < maxRecord+2:
			if err := w.more(); err != nil {
				return 0, 0, "", err
			}
		case v <= short || length >= maxRecord:
			return 0, 0, RecordTooLong, nil
		default:
			return 0, 0, v.reason(), nil
		}
	}
}
