package spill

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"

	"github.com/klauspost/compress/s2"
)

// A block is a header of 16 bytes (little-endian: raw length, stored length, records, CRC-32C of the twelve bytes
// before and of the stored bytes) and the stored bytes: s2, or the records as they are where s2 does not make them
// smaller. A record is its length as a uvarint and its bytes; none spans two blocks. Measured over coded events, s2 costs
// 70 ns a record and halves the file.
const headerBytes = 16

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

func blockSum(header, stored []byte) uint32 {
	return crc32.Update(crc32.Checksum(header[:12], castagnoli()), castagnoli(), stored)
}

// buffer gathers the records of one partition.
type buffer struct {
	data    []byte
	records uint32
}

// Sink gathers records and writes them to the store's partitions in whole blocks. It is used by one goroutine.
type Sink struct {
	store *Store
	bufs  []buffer
	block []byte // the header and stored bytes of the block being written
}

// Append adds a copy of record (which may be empty) to a partition. After an error the store is of no more use.
func (k *Sink) Append(partition int, record []byte) error {
	if uint(partition) >= uint(len(k.bufs)) {
		return fmt.Errorf("append to spill: partition %d of %d", partition, len(k.bufs))
	}
	if len(record) > MaxRecord {
		return fmt.Errorf("append to spill: record of %d bytes, want at most %d", len(record), MaxRecord)
	}
	b := &k.bufs[partition]
	if need := len(record) + binary.MaxVarintLen32; len(b.data) > 0 && len(b.data)+need > k.store.opts.BufferBytes {
		if err := k.write(partition); err != nil {
			return err
		}
	}
	b.data = binary.AppendUvarint(b.data, uint64(len(record)))
	b.data = append(b.data, record...)
	b.records++
	return nil
}

// Flush writes everything gathered so far. The sink may be used on.
func (k *Sink) Flush() error {
	for p := range k.bufs {
		if k.bufs[p].records == 0 {
			continue
		}
		if err := k.write(p); err != nil {
			return err
		}
	}
	return nil
}

func (k *Sink) pending() bool {
	for i := range k.bufs {
		if k.bufs[i].records > 0 {
			return true
		}
	}
	return false
}

// write turns one partition's buffer into a block. Compression happens before the lock is taken.
func (k *Sink) write(p int) error {
	b := &k.bufs[p]
	k.block = appendBlock(k.block[:0], b.data, b.records)
	if err := k.store.append(p, k.block, len(b.data), b.records); err != nil {
		return fmt.Errorf("write spill partition %d: %w", p, err)
	}
	b.data, b.records = b.data[:0], 0
	if cap(b.data) > 2*k.store.opts.BufferBytes { // one huge record must not stay in memory
		b.data, k.block = nil, nil
	}
	return nil
}

func appendBlock(dst, raw []byte, records uint32) []byte {
	need := headerBytes + max(s2.MaxEncodedLen(len(raw)), len(raw))
	if cap(dst) < need {
		dst = make([]byte, 0, need)
	}
	dst = dst[:need]
	stored := s2.Encode(dst[headerBytes:], raw)
	if len(stored) >= len(raw) {
		stored = dst[headerBytes : headerBytes+copy(dst[headerBytes:], raw)]
	}
	dst = dst[:headerBytes+len(stored)]
	binary.LittleEndian.PutUint32(dst[0:], uint32(len(raw)))
	binary.LittleEndian.PutUint32(dst[4:], uint32(len(stored)))
	binary.LittleEndian.PutUint32(dst[8:], records)
	binary.LittleEndian.PutUint32(dst[12:], blockSum(dst[:headerBytes], dst[headerBytes:]))
	return dst
}

// append writes one block under the partition's lock.
func (s *Store) append(p int, block []byte, raw int, records uint32) error {
	part := &s.parts[p]
	part.mu.Lock()
	defer part.mu.Unlock()
	if part.err != nil {
		return part.err
	}
	if part.closed {
		return errors.New("the store is finished")
	}
	if s.hold(len(block)) {
		part.held = append(part.held, block...)
	} else if part.err = part.write(s.path(p), block); part.err != nil {
		return part.err
	}
	part.raw += int64(raw)
	part.blocks++
	part.records += int64(records)
	return nil
}

// hold reports whether a block may stay in memory. Once memory was full no block may, so that those of a partition keep
// their order.
func (s *Store) hold(size int) bool {
	if s.onDisk.Load() || s.held.Add(int64(size)) > int64(s.opts.MemoryBytes) {
		s.onDisk.Store(true)
		return false
	}
	return true
}

// write appends a block to the file, after what was in memory.
func (p *partition) write(path string, block []byte) error {
	if p.file == nil {
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		p.file = f
	}
	if len(p.held) > 0 {
		if _, err := p.file.Write(p.held); err != nil {
			return err
		}
		p.held = nil
	}
	_, err := p.file.Write(block)
	return err
}
