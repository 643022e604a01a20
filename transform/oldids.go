package transform

import (
	"context"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/spill"
	"lollipop/internal/table"
)

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

// oldEventRow is a row of the earlier rehearsal's event crosswalk, of a person
// that this run knows.
type oldEventRow struct {
	eventKey
	oldID
	primary bool
}

func (t *run) eachOldEvent(ctx context.Context, yield func(r *oldEventRow) error) error {
	var files []string
	for _, f := range t.previous.manifest.Content.Outputs {
		if strings.HasPrefix(f.Path, "event_crosswalk/") {
			files = append(files, f.Path)
		}
	}
	var columns []string
	for _, c := range eventCrosswalkSchema {
		columns = append(columns, c.Name)
	}
	finder := personFinder{run: t}
	var r oldEventRow
	return t.previous.each(files, columns, func(b *table.Batch) error {
		for i := range b.N {
			r.person = finder.find(t.sourceNamed(b.Vec[4].Text.At(i)), b.Vec[1].GUID[i], b.Vec[2].GUID[i])
			if r.person < 0 {
				continue
			}
			r.entity, r.item = entityNamed(b.Vec[0].Text.At(i)), b.Vec[3].GUID[i]
			r.table, r.id = t.tableIndex[string(b.Vec[5].Text.At(i))], b.Vec[eventCrosswalkID].I64[i]
			r.primary = b.Vec[eventCrosswalkRole].I32[i] == 1
			if err := yield(&r); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
}

func (t *run) distributeOldEvents(ctx context.Context, sink *spill.Sink) error {
	heirs, err := t.heirsOfSplit(ctx)
	if err != nil {
		return err
	}
	var buf []byte
	return t.eachOldEvent(ctx, func(e *oldEventRow) error {
		child := t.persons[e.person].child
		if heir, split := heirs[e.oldID]; split && heir != child {
			return nil
		}
		r := spill.PutByte(buf[:0], oldEvent)
		r = spill.PutUvarint(r, uint64(e.person))
		r = spill.PutByte(r, byte(e.entity))
		r = spill.PutGUID(r, e.item)
		r = spill.PutByte(r, e.table)
		r = spill.PutUvarint(r, uint64(e.id))
		buf = spill.PutBool(r, e.primary)
		return sink.Append(t.partitionOf(child), buf)
	})
}

// heirsOfSplit says, for the rows of children whose records have come apart
// since, which child keeps a row's id where events of both made it: that of its
// primary. Two partitions would else give the same id to two rows.
func (t *run) heirsOfSplit(ctx context.Context) (map[oldID]int32, error) {
	split := t.splitChildren()
	if len(split) == 0 {
		return nil, nil
	}
	heirs := map[oldID]int32{}
	return heirs, t.eachOldEvent(ctx, func(e *oldEventRow) error {
		p := &t.persons[e.person]
		if !split[t.previous.childOf[p.personKey]] {
			return nil
		}
		if _, ok := heirs[e.oldID]; !ok || e.primary {
			heirs[e.oldID] = p.child
		}
		return nil
	})
}

// splitChildren are the ids of children whose records are now several children.
func (t *run) splitChildren() map[int64]bool {
	now, split := map[int64]int32{}, map[int64]bool{}
	for i := range t.persons {
		p := &t.persons[i]
		old := t.previous.childOf[p.personKey]
		if child, ok := now[old]; ok && child != p.child && old != 0 {
			split[old] = true
		}
		now[old] = p.child
	}
	return split
}

func (t *run) distributeOldAttributes(ctx context.Context, sink *spill.Sink, tab uint8, ordinal map[int64]int32) error {
	name := t.tables[tab].Name
	at := t.schemas[name].Index("child_id")
	files := t.previous.tableFiles(name)
	coded := t.schemas[name].Index("code_id") >= 0 && tab != t.tab.careTeam && tab != t.tab.document
	if at < 0 || len(files) == 0 || coded || tab == t.tab.problem || tab == t.tab.history || tab == t.tab.audit || tab == t.tab.appointment || tab == t.tab.birth {
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

// readOldIDs returns the old ids of a partition with its rows, nil without an
// earlier rehearsal.
func (t *run) readOldIDs(p int, rows []*event) (*oldIDs, error) {
	if t.previous == nil {
		return nil, nil
	}
	o := &oldIDs{events: map[eventKey]oldID{}, attributes: map[attributeKey][]int64{}, given: map[oldID]bool{}}
	contributors := map[eventKey]oldID{}
	err := t.previous.store.Read(p, func(r []byte) error {
		c := spill.NewCursor(r)
		if c.Byte() == oldEvent {
			k := eventKey{int32(c.Uvarint()), entity(c.Byte()), c.GUID()}
			old := oldID{c.Byte(), int64(c.Uvarint())}
			if c.Bool() {
				o.events[k] = old
			} else {
				contributors[k] = old
			}
			return c.Done()
		}
		k := attributeKey{int32(c.Uvarint()), c.Byte(), c.GUID()}
		o.attributes[k] = append(o.attributes[k], int64(c.Uvarint()))
		return c.Done()
	})
	for _, ids := range o.attributes {
		sortIDs(ids) // the order of a partition's records is not fixed
	}
	o.inherit(contributors, rows)
	return o, err
}

// inherit lets the events that were merged into a row have its id where the
// row's primary is gone.
func (o *oldIDs) inherit(contributors map[eventKey]oldID, rows []*event) {
	if len(contributors) == 0 {
		return
	}
	stands := map[oldID]bool{}
	for _, e := range rows {
		if old, ok := o.events[eventKey{e.person, e.entity, e.item}]; ok {
			stands[old] = true
		}
	}
	for k, old := range contributors {
		if !stands[old] {
			o.events[k] = old
		}
	}
}
