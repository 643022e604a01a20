package reconcile

import (
	"context"
	"errors"
	"os"

	"lollipop/internal/spill"
)

// keptMessages are the rows of the messages as encoding/xml read them, once: they
// are asked for when people are read, when the extracts are held against stage 1,
// and where a break names a row. Rows of one file come back in its order.
type keptMessages struct {
	store *spill.Store
	files map[string]keptFile // by path
}

// keptFile is where the rows of a file lie, and what kept it from being read to
// its end, "" for nothing.
type keptFile struct {
	partition int
	entries   map[int64]keptEntry // by number in the list of files
	problem   string
}

// keptEntry is a file of messages as one entity sees it, and how many rows it has.
type keptEntry struct {
	rows int64
	open *openRecords
}

const (
	messagesDir       = "messages"
	messagePartitions = 512 // several files may share one
)

// keepMessages reads every file of messages, for all its entities in one pass.
func (r *run) keepMessages(ctx context.Context) error {
	work := r.segments(func(s *segment) bool { return s.file.open != nil })
	if len(work) == 0 {
		return nil
	}
	dir, err := r.part.Mkdir(messagesDir)
	if err != nil {
		return err
	}
	store, err := spill.Create(dir, min(len(work), messagePartitions), spill.Options{})
	if err != nil {
		return err
	}
	r.messages = keptMessages{store, map[string]keptFile{}}
	sinks, windows := make([]*spill.Sink, r.Workers), make([]window, r.Workers)
	for w := range sinks {
		sinks[w] = store.Sink()
	}
	kept := make([]keptFile, len(work))
	err = each(ctx, r.Workers, len(work), func(ctx context.Context, w, i int) error {
		kept[i].partition = i % messagePartitions
		return kept[i].read(ctx, work[i], sinks[w], &windows[w])
	})
	if err != nil {
		return err
	}
	for _, s := range sinks {
		if err := s.Flush(); err != nil {
			return err
		}
	}
	if err := store.Finish(); err != nil {
		return err
	}
	for i, k := range kept {
		r.messages.files[work[i][0].file.path] = k
	}
	return nil
}

func (k *keptFile) read(ctx context.Context, together []*segment, sink *spill.Sink, w *window) error {
	h, err := os.Open(together[0].file.path)
	if err != nil {
		return err
	}
	defer h.Close() //nolint:errcheck // read only
	var buf []byte
	readers := make([]*openReader, len(together))
	for i, s := range together {
		readers[i] = newOpenReader(s, func(number int64, record []string, start, end int64, line int) error {
			if !s.file.migrated {
				return ctx.Err() // it is counted and no more
			}
			buf = encodeRaw(buf[:0], s.file.number, &rawRow{number: number, record: record, left: s.file.open.left, start: start, end: end, line: line})
			return errors.Join(ctx.Err(), sink.Append(k.partition, buf))
		})
	}
	if k.problem, err = readMessages(w.of(h), readers); err != nil {
		return err
	}
	k.entries = map[int64]keptEntry{}
	for _, reader := range readers {
		k.entries[reader.s.file.number] = keptEntry{reader.n, reader.s.file.open}
	}
	return nil
}

// has reports that the rows of a file are kept. Where the step failed that reads
// messages, none are.
func (m *keptMessages) has(path string) bool {
	_, ok := m.files[path]
	return ok
}

// replay hands on the rows of a file of messages to those that take the rows of
// each entry.
func (m *keptMessages) replay(path string, take map[int64]onRecord) error {
	kept := m.files[path]
	var row rawRow
	return m.store.Read(kept.partition, func(record []byte) error {
		c := spill.NewCursor(record)
		file := int64(c.Uvarint())
		if to := take[file]; to != nil {
			row.decode(&c)
			if err := c.Done(); err != nil {
				return err
			}
			kept.entries[file].open.left = row.left
			return to(row.number, row.record, row.start, row.end, row.line)
		}
		return c.Err()
	})
}

// remove removes what was kept.
func (m *keptMessages) remove() {
	if m.store != nil {
		_ = m.store.Remove() // what is left of it makes Complete fail
	}
}
