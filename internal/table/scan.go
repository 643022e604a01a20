package table

import (
	"context"
	"errors"
	"io"
)

// scanRows is the number of rows that Scan hands over at a time.
const scanRows = 4096

// Scan reads chosen columns of several files as one and yields their rows batch
// by batch, in order; no files are no rows. A batch is valid until yield
// returns. It stops at the first error, of yield or its own, and between
// batches where ctx is done.
func Scan(ctx context.Context, paths, columns []string, yield func(*Batch) error) error {
	if len(paths) == 0 {
		return nil
	}
	r, err := OpenSequence(paths, columns...)
	if err != nil {
		return err
	}
	defer r.Close()
	b := NewBatch(r.Schema(), scanRows)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := r.Next(b)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := yield(b); err != nil {
			return err
		}
	}
}
