package spill

import "errors"

var errUnfinished = errors.New("spill: not written yet")

// Options tune a Store. The zero value is the measured default.
type Options struct {
	BufferBytes int // bytes a Sink gathers for one partition before it writes a block
}

// Store is a set of partitions on disk.
type Store struct{}

// Sink gathers records of one goroutine.
type Sink struct{}

// Create makes the folder dir, which must not exist, and partitions in it.
func Create(dir string, partitions int, o Options) (*Store, error) { return nil, errUnfinished }

// Sink returns a new Sink for one goroutine.
func (s *Store) Sink() *Sink { return &Sink{} }

// Append adds a copy of record to a partition.
func (k *Sink) Append(partition int, record []byte) error { return errUnfinished }

// Flush writes everything gathered so far.
func (k *Sink) Flush() error { return errUnfinished }

// Finish ends writing, after all sinks are flushed.
func (s *Store) Finish() error { return errUnfinished }

// Bytes is the size of a partition's records before compression.
func (s *Store) Bytes(p int) int64 { return 0 }

// Read yields every record of a partition. The record is valid only during the call.
func (s *Store) Read(p int, yield func(record []byte) error) error { return errUnfinished }

// Remove deletes all files of the store.
func (s *Store) Remove() error { return nil }
