package transform

import (
	"context"
	"sync"

	"lollipop/internal/table"
)

// builder gathers the target rows of one partition. Ids are local, 1 upwards in
// each table, until the partition's turn gives them their base.
type builder struct {
	t       *run
	open    []*table.Batch // by table
	twin    []*table.Batch
	count   []int64
	lineage []lineageRecord
	events  *table.Batch    // event crosswalk, ids local
	eventOf []uint8         // table of each crosswalk row
	asides  [2]*table.Batch // fields set aside, of open and of restricted rows
	old     *oldIDs         // nil without an earlier rehearsal
	twins   map[home]bool   // rows of the child at hand that are restricted
}

func (t *run) newBuilder() *builder {
	b := &builder{t: t, count: make([]int64, len(t.tables)), twins: map[home]bool{}}
	for i := range t.tables {
		s := t.schemas[t.tables[i].Name]
		b.open = append(b.open, table.NewBatch(s, 1024))
		if t.tables[i].Twin {
			b.twin = append(b.twin, table.NewBatch(s, 64))
		} else {
			b.twin = append(b.twin, nil)
		}
	}
	b.events = table.NewBatch(eventCrosswalkSchema, 1024)
	b.asides = [2]*table.Batch{table.NewBatch(asideSchema, 64), table.NewBatch(asideSchema, 64)}
	return b
}

func (b *builder) reset() {
	for i := range b.open {
		b.open[i].Reset()
		if b.twin[i] != nil {
			b.twin[i].Reset()
		}
		b.count[i] = 0
	}
	b.lineage = b.lineage[:0]
	b.events.Reset()
	b.eventOf = b.eventOf[:0]
	b.asides[0].Reset()
	b.asides[1].Reset()
}

// eventCrosswalkSchema names the target row of every standing event row.
var eventCrosswalkSchema = table.Schema{
	{Name: "entity", Kind: table.Text},
	{Name: "organisation_guid", Kind: table.GUID},
	{Name: "patient_guid", Kind: table.GUID},
	{Name: "item_guid", Kind: table.GUID},
	{Name: "source", Kind: table.Text},
	{Name: "table", Kind: table.Text},
	{Name: "id", Kind: table.Int64},
	{Name: "role", Kind: table.Int32}, // 1 where the event row is the target row's primary
}

// Columns of the event crosswalk that are named by position.
const (
	eventCrosswalkID   = 6
	eventCrosswalkRole = 7
)

// Ids are local until the partition's turn: from 1 upwards in each table for new
// rows, and the negative of the old id for a row that an earlier rehearsal named.

// reserve takes the id of the row that an event makes.
func (b *builder) reserve(tab uint8, e *event) int64 {
	if old, ok := b.old.takeEvent(e, tab); ok {
		return -old
	}
	b.count[tab]++
	return b.count[tab]
}

// rowAt begins a row with its id; the caller appends the columns after it and
// ends it.
func (b *builder) rowAt(tab uint8, restricted bool, id int64) appender {
	a := appender{b: b.open[tab], restricted: restricted}
	if restricted {
		a.b = b.twin[tab]
		b.twins[home{tab, id}] = true
	}
	a.int(id)
	return a
}

// row begins the row that an event makes and returns its id.
func (b *builder) row(tab uint8, restricted bool, e *event) (appender, int64) {
	id := b.reserve(tab, e)
	return b.rowAt(tab, restricted, id), id
}

// endAttribute completes a row that no event makes. It has its id from what it
// says: the row of an earlier rehearsal that said the same of this child.
func (b *builder) endAttribute(tab uint8, child int32, a *appender) int64 {
	a.end()
	ids := a.b.Vec[0].I64
	at := &ids[len(ids)-1]
	if b.old != nil {
		digest := digestRow(a.b, b.t.attributeCells[tab], a.b.N-1)
		if old, ok := b.old.takeAttribute(child, tab, digest); ok {
			*at = -old
			return *at
		}
	}
	b.count[tab]++
	*at = b.count[tab]
	return *at
}

// from records the row's primary source row.
func (b *builder) from(tab uint8, id, row int64) {
	b.lineage = append(b.lineage, lineageRecord{row: row, id: id, table: tab, primary: true})
}

// and records a contributor without a merge of its own.
func (b *builder) and(tab uint8, id, row int64) {
	b.lineage = append(b.lineage, lineageRecord{row: row, id: id, table: tab})
}

// joined records a contributor that was merged for a reason.
func (b *builder) joined(tab uint8, id, row int64, reason uint8) {
	b.lineage = append(b.lineage, lineageRecord{row: row, id: id, table: tab, reason: reason})
}

// tableTurns lets partitions through one after the other, table by table, so
// that rows are written in id order while the next partition is still computed.
type tableTurns struct {
	mu     sync.Mutex
	passed *sync.Cond
	next   []int // by table: the partition whose turn it is
}

func newTableTurns(tables int) *tableTurns {
	tt := &tableTurns{next: make([]int, tables)}
	tt.passed = sync.NewCond(&tt.mu)
	return tt
}

// wait returns when it is the turn of partition p in table k, or ctx has ended.
func (tt *tableTurns) wait(ctx context.Context, k, p int) error {
	tt.mu.Lock()
	defer tt.mu.Unlock()
	if tt.next[k] == p {
		return nil
	}
	defer context.AfterFunc(ctx, tt.wake)()
	for tt.next[k] != p && ctx.Err() == nil {
		tt.passed.Wait()
	}
	return ctx.Err()
}

func (tt *tableTurns) wake() {
	tt.mu.Lock()
	defer tt.mu.Unlock()
	tt.passed.Broadcast()
}

// pass ends the turn of partition p in table k.
func (tt *tableTurns) pass(k, p int) {
	tt.mu.Lock()
	defer tt.mu.Unlock()
	tt.next[k] = p + 1
	tt.passed.Broadcast()
}

// ownRef is a column that names a row of the same child, by its local id until
// the partition's turn.
type ownRef struct {
	column int
	table  uint8
}

func (t *run) bindOwnRefs() {
	t.ownRefs = make([][]ownRef, len(t.tables))
	for k, tab := range t.tables {
		for i, c := range tab.Columns {
			if c.References != "" && c.References != "child" && t.maps.Table(c.References).Twin {
				t.ownRefs[k] = append(t.ownRefs[k], ownRef{i, t.tableIndex[c.References]})
			}
		}
	}
}

// rebase turns local ids into final ones.
func (b *builder) rebase(base []int64) {
	for k := range b.open {
		for _, batch := range []*table.Batch{b.open[k], b.twin[k]} {
			if batch == nil || batch.N == 0 {
				continue
			}
			shift(batch.Vec[0].I64, base[k])
			for _, r := range b.t.ownRefs[k] {
				shift(batch.Vec[r.column].I64, base[r.table])
			}
		}
	}
	for i := range b.lineage {
		b.lineage[i].id = final(b.lineage[i].id, base[b.lineage[i].table])
	}
	ids := b.events.Vec[eventCrosswalkID].I64
	for i := range ids {
		ids[i] = final(ids[i], base[b.eventOf[i]])
	}
}

// shift turns local ids into final ones: new ids start above base, negative ones
// are ids of an earlier rehearsal.
func shift(ids []int64, base int64) {
	for i, id := range ids {
		ids[i] = final(id, base)
	}
}

func final(id, base int64) int64 {
	switch {
	case id == table.NullInt64:
		return id
	case id < 0:
		return -id
	default:
		return id + base
	}
}
