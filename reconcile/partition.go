package reconcile

import (
	"errors"
	"io"
)

// Children are divided into partitions, of which a worker holds one in memory: more of
// them for more rows, so that memory does not grow with the extract.
const (
	minPartitions = 512
	partitionSize = 16 << 10 // rows of the extract
)

// Kinds of record in the store.
const (
	recordTarget byte = iota
	recordSource
)

// partitionOf is the partition of a child. Neighbours go to different ones, so
// that partitions are of one size whatever ids were given.
func (r *run) partitionOf(child int64) int { return int(uint64(child) % uint64(r.partitions)) }

func isEOF(err error) bool { return errors.Is(err, io.EOF) }
