package spill

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/s2"
)

// Read yields every record of a partition, those of one Sink in the order in which it took them. The record is valid only during the call. An error of
// yield ends the reading and is returned as it is; a file that is not what was written gives an error that wraps
// ErrCorrupt, possibly after some records were yielded. Only after Finish.
func (s *Store) Read(p int, yield func(record []byte) error) error {
	part := &s.parts[p]
	part.mu.Lock()
	closed, held, want := part.closed, part.held, totals{part.raw, part.blocks, part.records}
	part.mu.Unlock()
	if !closed {
		return fmt.Errorf("read spill partition %d: the store is not finished", p)
	}
	if want.blocks == 0 {
		return nil
	}
	b := blockReader{r: bytes.NewReader(held), yield: yield}
	if held == nil {
		f, err := os.Open(s.path(p))
		if err != nil {
			return fmt.Errorf("read spill: %w", err)
		}
		defer f.Close() //nolint:errcheck // read only
		b.r = bufio.NewReaderSize(f, int(min(64<<10, want.raw+headerBytes*want.blocks)))
	}
	for b.got.blocks < want.blocks {
		if err := b.next(); err != nil {
			return b.wrap(p, err)
		}
	}
	if _, err := b.r.ReadByte(); b.got != want || !errors.Is(err, io.EOF) {
		return fmt.Errorf("read spill partition %d: %w: totals differ", p, ErrCorrupt)
	}
	return nil
}

// totals are what a partition's file must add up to.
type totals struct{ raw, blocks, records int64 }

// source is where blocks come from: a file, or memory.
type source interface {
	io.Reader
	io.ByteReader
}

// blockReader holds the buffers of one Read.
type blockReader struct {
	r       source
	yield   func([]byte) error
	stored  []byte
	raw     []byte
	got     totals
	stopped bool // yield returned an error
}

func (b *blockReader) wrap(p int, err error) error {
	if b.stopped {
		return err
	}
	return fmt.Errorf("read spill partition %d, block %d: %w", p, b.got.blocks, err)
}

// next reads one block and yields its records.
func (b *blockReader) next() error {
	var head [headerBytes]byte
	if _, err := io.ReadFull(b.r, head[:]); err != nil {
		return cut(err)
	}
	rawLen := int(binary.LittleEndian.Uint32(head[0:]))
	storedLen := int(binary.LittleEndian.Uint32(head[4:]))
	if storedLen > rawLen || rawLen > maxBlock {
		return fmt.Errorf("%w: block length", ErrCorrupt)
	}
	b.stored = sized(b.stored, storedLen)
	if _, err := io.ReadFull(b.r, b.stored); err != nil {
		return cut(err)
	}
	if blockSum(head[:], b.stored) != binary.LittleEndian.Uint32(head[12:]) {
		return fmt.Errorf("%w: checksum differs", ErrCorrupt)
	}
	raw := b.stored
	if storedLen < rawLen {
		var err error
		b.raw = sized(b.raw, rawLen)
		if raw, err = s2.Decode(b.raw, b.stored); err != nil || len(raw) != rawLen {
			return fmt.Errorf("%w: block does not decompress", ErrCorrupt)
		}
	}
	b.got.raw += int64(rawLen)
	b.got.blocks++
	return b.records(raw, binary.LittleEndian.Uint32(head[8:]))
}

func (b *blockReader) records(raw []byte, n uint32) error {
	for ; n > 0; n-- {
		size, used := binary.Uvarint(raw)
		if used <= 0 || size > uint64(len(raw)-used) {
			return fmt.Errorf("%w: record length", ErrCorrupt)
		}
		end := used + int(size)
		if err := b.yield(raw[used:end:end]); err != nil {
			b.stopped = true
			return err
		}
		raw = raw[end:]
		b.got.records++
	}
	if len(raw) != 0 {
		return fmt.Errorf("%w: bytes after the last record", ErrCorrupt)
	}
	return nil
}

// cut names a file that ends too early.
func cut(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: it ends too early", ErrCorrupt)
	}
	return err
}

func sized(b []byte, n int) []byte {
	if cap(b) < n {
		return make([]byte, n, n+n/4)
	}
	return b[:n]
}
