package reconcile

import (
	"errors"
	"io"
)

// window reads a file from a stretch of it in memory: encoding/xml asks for a few
// kilobytes at a time, and anew at every record.
type window struct {
	h    io.ReaderAt
	data []byte
	at   int64
}

const windowBytes = 1 << 20

// of turns to another file.
func (w *window) of(h io.ReaderAt) *window {
	if w.data == nil {
		w.data = make([]byte, 0, windowBytes)
	}
	w.h, w.data, w.at = h, w.data[:0], 0
	return w
}

// ReadAt reads like the file. One goroutine may use it.
func (w *window) ReadAt(p []byte, at int64) (int, error) {
	if len(p) > cap(w.data)/2 {
		return w.h.ReadAt(p, at)
	}
	if at < w.at || at+int64(len(p)) > w.at+int64(len(w.data)) {
		n, err := w.h.ReadAt(w.data[:cap(w.data)], at)
		w.at, w.data = at, w.data[:n]
		if err != nil && !errors.Is(err, io.EOF) {
			return 0, err
		}
	}
	n := copy(p, w.data[at-w.at:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}
