package table

import "errors"

var errUnfinished = errors.New("table: not written yet")

// Options tune a Writer. The zero value is the measured default.
type Options struct {
	RowGroupRows int // rows of one row group
}

// Info says what a closed Writer left.
type Info struct {
	Rows   int64
	Bytes  int64
	SHA256 string // of the whole file, lower-case hex
}

// Writer writes one file. It is used by one goroutine at a time.
type Writer struct{ rows int64 }

// Create starts a file of schema s that appears at path when Close succeeds.
func Create(path string, s Schema, o Options) (*Writer, error) { return nil, errUnfinished }

// Write adds the rows of b, which may be reset at once afterwards.
func (w *Writer) Write(b *Batch) error { return errUnfinished }

// Rows is the number of rows written so far.
func (w *Writer) Rows() int64 { return w.rows }

// Close completes the file, syncs it and gives it its name.
func (w *Writer) Close() (Info, error) { return Info{}, errUnfinished }

// Abort removes the temporary file. It does nothing after Close.
func (w *Writer) Abort() {}
