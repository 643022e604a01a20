package reconcile

import (
	"errors"
	"io"
)

// partitions is into how many parts children are divided: a partition of the
// largest migration holds some thousand children. A worker holds one in memory.
const partitions = 512

// Kinds of record in the store.
const (
	recordTarget byte = iota
	recordSource
)

// partitionOf is the partition of a child. Neighbours go to different ones, so
// that partitions are of one size whatever ids were given.
func partitionOf(child int64) int { return int(uint64(child) % partitions) }

func isEOF(err error) bool { return errors.Is(err, io.EOF) }
