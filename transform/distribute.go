package transform

import (
	"context"
	"encoding/binary"
	"path/filepath"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/spill"
	"lollipop/internal/table"
)

// A partition is the unit of work of every distribution: what a worker holds in
// memory. There are more of them for more rows, so that memory does not grow with
// the extract. Their number hangs on the extract alone, and no result on it.
const (
	minPartitions = 256
	partitionSize = 32 << 10 // rows
)

// eachPartition runs do over all partitions, shared among workers in order.
func (t *run) eachPartition(ctx context.Context, do func(ctx context.Context, worker, p int) error) error {
	return share(ctx, t.workers, t.partitions, do)
}

// partitionOfSlot is the partition of a slot, whose versions may be of several persons.
func (t *run) partitionOfSlot(slot chis.GUID) int {
	return int(binary.BigEndian.Uint16(slot[:])) % t.partitions
}

// partitionOf is the partition of a child. Partitions are ranges of children,
// so that ids given partition by partition ascend in the order of children.
func (t *run) partitionOf(child int32) int {
	return int(int64(child) * int64(t.partitions) / int64(max(t.children, 1)))
}

// distribute sends every standing row, with its content, to the partition of its
// child, and with it the older versions, whose content is compared there.
func (t *run) distribute(ctx context.Context, store *spill.Store) error {
	for e := range entityPatient {
		et := &t.eventTypes[e]
		err := t.distributeEntity(ctx, store, et, func(r []byte, b *table.Batch, i int, source int32) []byte {
			return t.encode(r, et, b, i, source)
		})
		if err != nil {
			return err
		}
	}
	patients := &eventType{entity: entityPatient, columns: patientColumns, confidential: -1}
	if err := t.distributeEntity(ctx, store, patients, t.encodePatient); err != nil {
		return err
	}
	return store.Finish()
}

type encoder func(r []byte, b *table.Batch, i int, source int32) []byte

func (t *run) distributeEntity(ctx context.Context, store *spill.Store, et *eventType, encode encoder) error {
	sinks := make([]*spill.Sink, t.workers)
	buffers := make([][]byte, t.workers)
	for w := range sinks {
		sinks[w] = store.Sink()
	}
	err := t.in.scan(ctx, entityNames[et.entity], t.workers, et.columns, func(w int, b *table.Batch) error {
		t.progress(int64(b.N))
		return t.distributeBatch(sinks[w], &buffers[w], et, b, encode)
	})
	if err != nil {
		return err
	}
	for _, s := range sinks {
		if err := s.Flush(); err != nil {
			return err
		}
	}
	return nil
}

func (t *run) distributeBatch(sink *spill.Sink, buffer *[]byte, et *eventType, b *table.Batch, encode encoder) error {
	e := et.entity
	finder := personFinder{run: t}
	for i := range b.N {
		row := b.Vec[cellRow].I64[i]
		f := t.fates.get(row)
		if f != undecided && f != older && (e != entityPatient || f != loaded) {
			continue
		}
		source := t.in.file(row).source
		person := finder.find(source, b.Vec[cellOrganisation].GUID[i], b.Vec[cellPatient].GUID[i])
		child := t.persons[person].child
		item := chis.GUID{}
		if e != entityPatient {
			item = itemOf(b, et.said, i)
		}
		r := spill.PutUvarint((*buffer)[:0], uint64(child))
		r = spill.PutUvarint(r, uint64(person))
		r = spill.PutByte(r, byte(e))
		r = spill.PutBool(r, f == older)
		r = spill.PutBool(r, i32At(b, et.confidential, i) == 1)
		r = spill.PutUvarint(r, uint64(row))
		r = spill.PutGUID(r, item)
		r = encode(r, b, i, source)
		*buffer = r
		if err := sink.Append(t.partitionOf(child), r); err != nil {
			return err
		}
	}
	return nil
}

// partitionRows is the memory of one partition's rows, used again for the next.
type partitionRows struct {
	arena  []byte
	events []event
	sorted []*event
}

// read fills the memory with the rows of a partition, in the order of
// compareEvents. What an earlier call returned is no longer valid.
func (m *partitionRows) read(store *spill.Store, p int) ([]*event, error) {
	m.arena = slices.Grow(m.arena[:0], int(store.Bytes(p)))
	m.events = slices.Grow(m.events[:0], int(store.Records(p)))
	err := store.Read(p, func(r []byte) error {
		if cap(m.arena)-len(m.arena) < len(r) {
			m.arena = make([]byte, 0, max(len(r), 1<<20)) // the full one stays alive through its events
		}
		from := len(m.arena)
		m.arena = append(m.arena, r...)
		e, err := decodeEvent(m.arena[from:len(m.arena):len(m.arena)])
		m.events = append(m.events, e)
		return err
	})
	if err != nil {
		return nil, err
	}
	m.sorted = m.sorted[:0]
	for i := range m.events {
		m.sorted = append(m.sorted, &m.events[i])
	}
	slices.SortFunc(m.sorted, compareEvents)
	return m.sorted, nil
}

func (t *run) newStore(name string) (*spill.Store, error) {
	return spill.Create(filepath.Join(t.tmp, name), t.partitions, spill.Options{})
}
