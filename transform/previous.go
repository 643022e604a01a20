package transform

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/internal/spill"
	"lollipop/internal/table"
)

// previous is an earlier rehearsal, whose ids this one keeps.
type previous struct {
	work     *ledger.Workspace
	manifest ledger.Manifest
	childOf  map[personKey]int64 // by the sources of this run
	store    *spill.Store        // old ids by the partition of the child they belong to now
}

// lastIDCount is the count of a manifest that holds the highest id ever given in
// a table: none is reused, also where its row is gone.
const lastIDCount = "last_id."

// openPrevious reads the crosswalk of the earlier rehearsal, where one is given.
func (t *run) openPrevious() error {
	t.lastIDs = map[string]int64{}
	if t.opts.Previous == "" {
		return nil
	}
	work, err := ledger.View(t.opts.Previous)
	if err != nil {
		return fmt.Errorf("open the earlier rehearsal: %w", err)
	}
	m, err := work.ReadManifest(ledger.Transform)
	if err != nil {
		return fmt.Errorf("open the earlier rehearsal: %w", err)
	}
	t.previous = &previous{work: work, manifest: m, childOf: map[personKey]int64{}}
	for name, n := range m.Content.Counts {
		if tab, ok := strings.CutPrefix(name, lastIDCount); ok {
			t.lastIDs[tab] = n
		}
	}
	return t.previous.each([]string{"crosswalk.parquet"}, nil, func(b *table.Batch) error {
		for i := range b.N {
			k := personKey{t.sourceNamed(b.Vec[0].Text.At(i)), b.Vec[1].GUID[i], b.Vec[2].GUID[i]}
			t.previous.childOf[k] = b.Vec[3].I64[i]
		}
		return nil
	})
}

func (t *run) sourceNamed(name []byte) int32 {
	for i, s := range t.in.sources {
		if s == string(name) {
			return int32(i)
		}
	}
	return -1
}

// each yields the rows of files of the earlier rehearsal.
func (p *previous) each(files, columns []string, yield func(b *table.Batch) error) error {
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = p.work.Path(ledger.Transform, filepath.FromSlash(f))
	}
	r, err := table.OpenSequence(paths, columns...)
	if err != nil {
		return err
	}
	defer r.Close()
	b := table.NewBatch(r.Schema(), batchRows)
	for {
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

// tableFiles are the files of a table and its twin, whatever their runs.
func (p *previous) tableFiles(name string) []string {
	var files []string
	for _, n := range []string{name, "restricted_" + name} {
		for _, run := range p.manifest.Content.Runs[n] {
			files = append(files, run...)
		}
	}
	return files
}

// numberChildren gives every child its id: the lowest that its records had
// before, else a new one after the highest ever given. Children are then put in
// the order of their ids.
func (t *run) numberChildren() {
	t.childIDs = make([]int64, t.children)
	t.retired = make([]int64, len(t.persons))
	if t.previous != nil {
		t.keepChildIDs()
	}
	last := t.lastIDs["child"]
	for i := range t.childIDs {
		if t.childIDs[i] == 0 {
			last++
			t.childIDs[i] = last
		}
	}
	t.lastIDs["child"] = last
	t.orderChildren()
}

func (t *run) keepChildIDs() {
	claimed := map[int64]bool{}
	for i := range t.persons { // in the order of source keys
		p := &t.persons[i]
		old := t.previous.childOf[p.personKey]
		if old == 0 || claimed[old] {
			continue
		}
		if now := t.childIDs[p.child]; now != 0 && now < old {
			continue
		} else if now != 0 {
			delete(claimed, now)
		}
		t.childIDs[p.child], claimed[old] = old, true
	}
	for i := range t.persons {
		p := &t.persons[i]
		if old := t.previous.childOf[p.personKey]; old != 0 && !claimed[old] {
			t.retired[i] = old
			t.counts.add("children.retired", 1)
		}
	}
}

// orderChildren renumbers children so that ordinals ascend with ids.
func (t *run) orderChildren() {
	order := sortedBy(t.childIDs)
	place := make([]int32, len(order))
	ids := make([]int64, len(order))
	for at, child := range order {
		place[child] = int32(at)
		ids[at] = t.childIDs[child]
	}
	t.childIDs = ids
	for i := range t.persons {
		t.persons[i].child = place[t.persons[i].child]
	}
}

// Kinds of record in the store of old ids.
const (
	oldEvent byte = iota
	oldAttribute
)

type eventKey struct {
	person int32
	entity entity
	item   chis.GUID
}

type attributeKey struct {
	child  int32
	table  uint8
	digest [16]byte
}

type oldID struct {
	table uint8
	id    int64
}

// oldIDs are the ids that the rows of one partition had before. Each is given
// back once. A nil one holds nothing.
type oldIDs struct {
	events     map[eventKey]oldID
	attributes map[attributeKey][]int64
	given      map[oldID]bool
}

func (o *oldIDs) takeEvent(e *event, tab uint8) (int64, bool) {
	if o == nil {
		return 0, false
	}
	old, ok := o.events[eventKey{e.person, e.entity, e.item}]
	if !ok || old.table != tab || o.given[old] {
		return 0, false
	}
	o.given[old] = true
	return old.id, true
}

func (o *oldIDs) takeAttribute(child int32, tab uint8, digest [16]byte) (int64, bool) {
	k := attributeKey{child, tab, digest}
	ids := o.attributes[k]
	if len(ids) == 0 {
		return 0, false
	}
	o.attributes[k] = ids[1:]
	return ids[0], true
}

// bindAttributeCells chooses, for each table, the cells that say what a row
// says: not its id, nor the rows of the extract it came from.
func (t *run) bindAttributeCells() {
	t.attributeCells = make([][]int, len(t.tables))
	for k, tab := range t.tables {
		for i, c := range tab.Columns {
			switch c.Name {
			case "id", "source_row", "about_row":
			default:
				t.attributeCells[k] = append(t.attributeCells[k], i)
			}
		}
	}
}

// distributeOldIDs sends the ids of the earlier rehearsal to the partitions of
// the children that their rows belong to now.
func (t *run) distributeOldIDs(ctx context.Context) error {
	if t.previous == nil {
		return nil
	}
	var err error
	if t.previous.store, err = t.newStore("previous"); err != nil {
		return err
	}
	sink := t.previous.store.Sink()
	if err := t.distributeOldEvents(ctx, sink); err != nil {
		return err
	}
	ordinal := make(map[int64]int32, t.children)
	for child, id := range t.childIDs {
		ordinal[id] = int32(child)
	}
	for k := range t.tables {
		if err := t.distributeOldAttributes(ctx, sink, uint8(k), ordinal); err != nil {
			return err
		}
	}
	if err := sink.Flush(); err != nil {
		return err
	}
	return t.previous.store.Finish()
}

func (t *run) distributeOldEvents(ctx context.Context, sink *spill.Sink) error {
	var files []string
	for _, f := range t.previous.manifest.Content.Outputs {
		if strings.HasPrefix(f.Path, "event_crosswalk/") {
			files = append(files, f.Path)
		}
	}
	finder := personFinder{run: t}
	var buf []byte
	return t.previous.each(files, nil, func(b *table.Batch) error {
		for i := range b.N {
			person := finder.find(t.sourceNamed(b.Vec[4].Text.At(i)), b.Vec[1].GUID[i], b.Vec[2].GUID[i])
			if person < 0 {
				continue
			}
			r := spill.PutByte(buf[:0], oldEvent)
			r = spill.PutUvarint(r, uint64(person))
			r = spill.PutByte(r, byte(entityNamed(b.Vec[0].Text.At(i))))
			r = spill.PutGUID(r, b.Vec[3].GUID[i])
			r = spill.PutByte(r, t.tableIndex[string(b.Vec[5].Text.At(i))])
			buf = spill.PutUvarint(r, uint64(b.Vec[eventCrosswalkID].I64[i]))
			if err := sink.Append(t.partitionOf(t.persons[person].child), buf); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
}

func entityNamed(name []byte) entity {
	for e, n := range entityNames {
		if n == string(name) {
			return entity(e)
		}
	}
	return entityPatient
}

func (t *run) distributeOldAttributes(ctx context.Context, sink *spill.Sink, tab uint8, ordinal map[int64]int32) error {
	name := t.tables[tab].Name
	at := t.schemas[name].Index("child_id")
	files := t.previous.tableFiles(name)
	if at < 0 || len(files) == 0 || t.schemas[name].Index("code_id") >= 0 || tab == t.tab.problem || tab == t.tab.birth {
		return nil // no child, or made by events, which keep their ids by key
	}
	var buf []byte
	return t.previous.each(files, nil, func(b *table.Batch) error {
		for i := range b.N {
			child, ok := ordinal[b.Vec[at].I64[i]]
			if !ok {
				continue
			}
			r := spill.PutByte(buf[:0], oldAttribute)
			r = spill.PutUvarint(r, uint64(child))
			r = spill.PutByte(r, tab)
			r = spill.PutGUID(r, digestRow(b, t.attributeCells[tab], i))
			buf = spill.PutUvarint(r, uint64(b.Vec[0].I64[i]))
			if err := sink.Append(t.partitionOf(child), buf); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
}

// readOldIDs returns the old ids of a partition, nil without an earlier
// rehearsal.
func (t *run) readOldIDs(p int) (*oldIDs, error) {
	if t.previous == nil {
		return nil, nil
	}
	o := &oldIDs{events: map[eventKey]oldID{}, attributes: map[attributeKey][]int64{}, given: map[oldID]bool{}}
	err := t.previous.store.Read(p, func(r []byte) error {
		c := spill.NewCursor(r)
		if c.Byte() == oldEvent {
			k := eventKey{int32(c.Uvarint()), entity(c.Byte()), c.GUID()}
			o.events[k] = oldID{c.Byte(), int64(c.Uvarint())}
			return c.Done()
		}
		k := attributeKey{int32(c.Uvarint()), c.Byte(), c.GUID()}
		o.attributes[k] = append(o.attributes[k], int64(c.Uvarint()))
		return c.Done()
	})
	for _, ids := range o.attributes {
		sortIDs(ids) // the order of a partition's records is not fixed
	}
	return o, err
}

// referenceIDs are the ids of a reference table in the earlier rehearsal, by the
// text of its key.
func (t *run) referenceIDs(name string, keyColumns ...string) (map[string]int64, error) {
	of := map[string]int64{}
	if t.previous == nil {
		return of, nil
	}
	err := t.previous.each(t.previous.tableFiles(name), append([]string{"id"}, keyColumns...), func(b *table.Batch) error {
		for i := range b.N {
			key := ""
			for c := range keyColumns {
				key += string(textAt(b, c+1, i)) + "|"
			}
			of[key] = b.Vec[0].I64[i]
		}
		return nil
	})
	if errors.Is(err, os.ErrNotExist) {
		return of, nil
	}
	return of, err
}
