package table

// Reader reads chosen columns of one file, or of several as if they were one. It is used by one goroutine at a time.
type Reader struct {
	schema Schema
	rows   int64
}

// Open opens one file. With no columns it reads all of them, in file order.
func Open(path string, columns ...string) (*Reader, error) {
	return OpenSequence([]string{path}, columns...)
}

// OpenSequence opens several files of the same columns as one, in the given order.
func OpenSequence(paths []string, columns ...string) (*Reader, error) { return nil, errUnfinished }

// Schema returns the columns that are read, in the order of the batch.
func (r *Reader) Schema() Schema { return r.schema }

// Rows is the number of rows in all files.
func (r *Reader) Rows() int64 { return r.rows }

// Next resets b and fills it up to its capacity. It returns io.EOF, and an empty batch, when no rows are left.
func (r *Reader) Next(b *Batch) error { return errUnfinished }

// SeekTo makes Next go on at the first row whose first Int64 column is at least v; rows must ascend by it.
func (r *Reader) SeekTo(v int64) error { return errUnfinished }

// Close releases the files.
func (r *Reader) Close() error { return nil }
