package reconcile

import "cmp"

// order is the place of a row among the versions of its key: by batch, then
// ProcessingId (which sources reset between batches), then file and record.
type order struct {
	pid, row int64
	batch    int32
}

func (a order) compare(b order) int {
	return cmp.Or(cmp.Compare(a.batch, b.batch), cmp.Compare(a.pid, b.pid), cmp.Compare(a.row, b.row))
}

func (a order) none() bool { return a.row == 0 }
