package transform

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"sync"
	"sync/atomic"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// refKey is the key of a reference row within its source: a GUID, or a code id
// in its first eight bytes.
type refKey struct {
	source int32
	key    chis.GUID
}

func codeKey(source int32, id int64) refKey {
	k := refKey{source: source}
	binary.BigEndian.PutUint64(k.key[:], uint64(id)^1<<63) // keeps the order of the ids
	return k
}

func (k refKey) codeID() int64 { return int64(binary.BigEndian.Uint64(k.key[:8]) ^ 1<<63) }

func (k refKey) compare(o refKey) int {
	return cmp.Or(cmp.Compare(k.source, o.source), k.key.Compare(o.key))
}

// refRow is one version of a reference row: its key, its place in the order of
// versions, a digest of its content and what later steps ask of it.
type refRow struct {
	refKey
	batch   int32
	pid     int64
	row     int64
	digest  [16]byte
	links   [2]chis.GUID // organisation: parent, commissioner; user: organisation
	flags   [2]int32     // sharing: activated, disabled; -1 unknown
	deleted bool
	ods     chis.ODSCode      // organisation
	reading *mappings.Reading // clinical code: what this row says, until all are settled
	parent  int64             // clinical code
	code    code              // clinical code
}

// reference is the rows of one reference entity: the standing version of each
// key in key order, and the other versions with the key they belong to.
type reference struct {
	entity string
	rows   []refRow // standing versions, in key order
	others []refRow
	index  map[refKey]int32
	used   []atomic.Bool
	id     []int64 // target id of each standing row, 0 if unused
}

func (r *reference) find(source int32, key chis.GUID) int32 {
	if i, ok := r.index[refKey{source, key}]; ok {
		return i
	}
	return -1
}

func (r *reference) findCode(source int32, id int64) int32 {
	if i, ok := r.index[codeKey(source, id)]; ok {
		return i
	}
	return -1
}

func (r *reference) use(i int32) {
	if i >= 0 && !r.used[i].Load() {
		r.used[i].Store(true)
	}
}

// target is the id of a used row, NULL for none.
func (r *reference) target(i int32) int64 {
	if i < 0 || r.id[i] == 0 {
		return table.NullInt64
	}
	return r.id[i]
}

// refColumns names, for one entity, the columns that refRow is read from.
type refColumns struct {
	key                           int
	pid                           int
	row                           int
	content                       []int // columns that make two versions differ
	links                         [2]int
	flags                         [2]int
	deleted, ods                  int
	term, read, concept, category int
	parent                        int
}

// loadReference reads every version of a reference entity and lets the last
// stand. sorting is by (batch, ProcessingId, file, record).
func (t *run) loadReference(ctx context.Context, entity string) (*reference, error) {
	e := t.maps.Entity(entity)
	var mu sync.Mutex
	var rows []refRow
	err := t.in.scan(ctx, entity, t.workers, nil, func(_ int, b *table.Batch) error {
		c := t.refColumns(e, b.Schema())
		local := make([]refRow, 0, b.N)
		for i := range b.N {
			local = append(local, t.refRow(c, b, i))
		}
		mu.Lock()
		defer mu.Unlock()
		rows = append(rows, local...)
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, compareVersions)
	return t.standing(entity, rows), nil
}

func compareVersions(a, b refRow) int {
	return cmp.Or(a.compare(b.refKey), cmp.Compare(a.batch, b.batch), cmp.Compare(a.pid, b.pid), cmp.Compare(a.row, b.row))
}

// standing keeps the last version of each key. Rows must be sorted.
func (t *run) standing(entity string, rows []refRow) *reference {
	ref := &reference{entity: entity, index: map[refKey]int32{}}
	for i := range rows {
		t.fates.stage(rows[i].row)
		if i+1 < len(rows) && rows[i+1].refKey == rows[i].refKey {
			ref.others = append(ref.others, rows[i])
			continue
		}
		ref.index[rows[i].refKey] = int32(len(ref.rows))
		ref.rows = append(ref.rows, rows[i])
	}
	ref.used = make([]atomic.Bool, len(ref.rows))
	ref.id = make([]int64, len(ref.rows))
	return ref
}

func (t *run) refColumns(e *mappings.Entity, s table.Schema) *refColumns {
	at := func(name string) int { return s.Index(name) }
	c := &refColumns{
		row: at("row_id"), pid: at("processing_id"), deleted: at("deleted"),
		term: at("term"), read: at("read_term_id"), concept: at("snomed_ct_concept_id"),
		category: at("emis_code_category_description"), parent: at("parent_code_id"), ods: at("ods_code"),
		links: [2]int{-1, -1}, flags: [2]int{at("is_activated"), at("disabled")},
	}
	switch e.Name {
	case "organisation":
		c.key, c.links = at("organisation_guid"), [2]int{at("parent_organisation_guid"), at("ccg_organisation_guid")}
	case "user_in_role":
		c.key, c.links = at("user_in_role_guid"), [2]int{at("organisation_guid"), -1}
	case "sharing_organisation":
		c.key = at("organisation_guid")
	case "clinical_code":
		c.key = at("code_id")
	}
	for i, col := range s {
		switch col.Name {
		case "row_id", "line", "offset", "processing_id", "parent_code_id":
		default:
			c.content = append(c.content, i)
		}
	}
	return c
}

func (t *run) refRow(c *refColumns, b *table.Batch, i int) refRow {
	row := b.Vec[c.row].I64[i]
	f := t.in.file(row)
	r := refRow{
		batch: f.batch, row: row, pid: i64At(b, c.pid, i),
		digest: digestRow(b, c.content, i), deleted: i32At(b, c.deleted, i) == 1,
	}
	if b.Schema()[c.key].Kind == table.Int64 {
		r.refKey = codeKey(f.source, b.Vec[c.key].I64[i])
		reading := t.maps.Read(mappings.DictionaryCode{
			SNOMED: textAt(b, c.concept, i), Read: textAt(b, c.read, i), ID: r.codeID(),
			Term: textAt(b, c.term, i), Category: textAt(b, c.category, i),
		})
		r.reading, r.parent = &reading, i64At(b, c.parent, i)
		return r
	}
	r.refKey = refKey{f.source, b.Vec[c.key].GUID[i]}
	for k := range c.links {
		if c.links[k] >= 0 {
			r.links[k] = b.Vec[c.links[k]].GUID[i]
		}
	}
	r.flags = [2]int32{i32At(b, c.flags[0], i), i32At(b, c.flags[1], i)}
	r.ods, _ = chis.ParseODSCode(textAt(b, c.ods, i))
	return r
}

// i64At is the value of an optional Int64 column, NullInt64 where the column is
// absent.
func i64At(b *table.Batch, col, i int) int64 {
	if col < 0 {
		return table.NullInt64
	}
	if b.Schema()[col].Kind == table.Text { // a code kept as text
		n, ok := chis.ParseInt64(b.Vec[col].Text.At(i))
		if !ok {
			return table.NullInt64
		}
		return n
	}
	return b.Vec[col].I64[i]
}

func i32At(b *table.Batch, col, i int) int32 {
	if col < 0 {
		return -1
	}
	return b.Vec[col].I32[i]
}

// textAt is the text of an optional column. An integer column gives its digits:
// SNOMED ids are staged as integers.
func textAt(b *table.Batch, col, i int) []byte {
	if col < 0 {
		return nil
	}
	if b.Schema()[col].Kind == table.Int64 {
		return appendInt(nil, b.Vec[col].I64[i])
	}
	return b.Vec[col].Text.At(i)
}

// digestRow is a digest of the given cells: equal digests are equal content.
func digestRow(b *table.Batch, columns []int, i int) (d [16]byte) {
	var buf bytes.Buffer
	var n [8]byte
	for _, c := range columns {
		switch v := &b.Vec[c]; b.Schema()[c].Kind {
		case table.Int64:
			binary.LittleEndian.PutUint64(n[:], uint64(v.I64[i]))
			buf.Write(n[:])
		case table.Int32:
			binary.LittleEndian.PutUint32(n[:4], uint32(v.I32[i]))
			buf.Write(n[:4])
		case table.GUID:
			buf.Write(v.GUID[i][:])
		case table.Text:
			text := v.Text.At(i)
			binary.LittleEndian.PutUint32(n[:4], uint32(len(text)))
			buf.Write(n[:4])
			buf.Write(text)
		}
	}
	sum := sha256.Sum256(buf.Bytes())
	copy(d[:], sum[:])
	return d
}
