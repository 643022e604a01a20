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

// refKey is the key of a reference row within its source: a GUID, two of them
// for a row that joins two others, or a code id in the first eight bytes.
type refKey struct {
	source int32
	key    chis.GUID
	second chis.GUID
}

func guidKey(source int32, key chis.GUID) refKey { return refKey{source: source, key: key} }

func codeKey(source int32, id int64) refKey {
	k := refKey{source: source}
	binary.BigEndian.PutUint64(k.key[:], uint64(id)^1<<63) // keeps the order of the ids
	return k
}

func (k refKey) codeID() int64 { return int64(binary.BigEndian.Uint64(k.key[:8]) ^ 1<<63) }

func (k refKey) compare(o refKey) int {
	return cmp.Or(cmp.Compare(k.source, o.source), k.key.Compare(o.key), k.second.Compare(o.second))
}

// refRow is one version of a reference row: its key, its place in the order of
// versions, a digest of its content and what later steps ask of it.
type refRow struct {
	refKey
	batch     int32
	pid       int64
	row       int64
	digest    [16]byte
	links     [mappings.MaxLinks]chis.GUID // in the order of the entity's
	org       chis.GUID                    // whose agreement a delete row stands under
	flags     [2]int32                     // sharing: activated, disabled; -1 unknown
	deleted   bool
	withdrawn bool              // a standing row: a delete row follows it
	ods       chis.ODSCode      // organisation
	antigens  chis.Antigens     // drug that is a vaccine
	reading   *mappings.Reading // clinical code: what this row says, until all are settled
	parent    int64             // clinical code
	code      code              // clinical code
}

// reference is the rows of one reference entity: the standing version of each
// key in key order, and the other versions with the key they belong to.
type reference struct {
	entity *mappings.Entity
	table  *mappings.Table // of the target; nil for agreements, which add to their organisation
	rows   []refRow        // standing versions, in key order
	others []refRow
	index  map[refKey]int32
	used   []atomic.Bool
	id     []int64 // target id of each standing row, 0 if unused
}

func (r *reference) find(source int32, key chis.GUID) int32 {
	if i, ok := r.index[guidKey(source, key)]; ok {
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
	keys                          [mappings.MaxKeys]int
	pid                           int
	row                           int
	content                       []int // columns that make two versions differ
	links                         []int
	flags                         [2]int
	deleted, ods, org             int
	term, read, concept, category int
	parent, dmd                   int
}

// loadReferences reads the reference entities. Agreements come first: a delete
// row counts only where the one of its organisation stands.
func (t *run) loadReferences(ctx context.Context) error {
	known := map[string]**reference{
		"organisation": &t.orgs, "user_in_role": &t.users, "sharing_organisation": &t.sharing, "clinical_code": &t.codes,
		"location": &t.locations, "organisation_location": &t.orgLocations,
		"session": &t.sessions, "session_user": &t.sessionUsers, "drug_code": &t.drugs,
	}
	entities := t.maps.References()
	slices.SortStableFunc(entities, func(a, b *mappings.Entity) int { return cmp.Compare(agreementsFirst(a), agreementsFirst(b)) })
	for _, e := range entities {
		ref, err := t.loadReference(ctx, e)
		if err != nil {
			return err
		}
		t.refs = append(t.refs, ref)
		if to := known[e.Name]; to != nil {
			*to = ref
		}
	}
	t.settleCodes()
	return nil
}

func agreementsFirst(e *mappings.Entity) int {
	if e.Name == "sharing_organisation" {
		return 0
	}
	return 1
}

// reference is the rows of a reference entity.
func (t *run) reference(e *mappings.Entity) *reference {
	for _, ref := range t.refs {
		if ref.entity == e {
			return ref
		}
	}
	return nil
}

// loadReference reads every version of a reference entity and lets the last
// stand. sorting is by (batch, ProcessingId, file, record).
func (t *run) loadReference(ctx context.Context, e *mappings.Entity) (*reference, error) {
	var mu sync.Mutex
	var rows []refRow
	err := t.in.scan(ctx, e.Name, t.workers, nil, func(_ int, b *table.Batch) error {
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
	return t.standing(e, rows), nil
}

func compareVersions(a, b refRow) int {
	return cmp.Or(a.compare(b.refKey), cmp.Compare(a.batch, b.batch), cmp.Compare(a.pid, b.pid), cmp.Compare(a.row, b.row))
}

// standing keeps the last live version of each key. Rows must be sorted.
func (t *run) standing(e *mappings.Entity, rows []refRow) *reference {
	ref := &reference{entity: e, index: map[refKey]int32{}}
	for _, tab := range t.tables {
		if tab.Entity == e && e.Name != "sharing_organisation" {
			ref.table = tab
		}
	}
	for from := 0; from < len(rows); {
		to := from + 1
		for to < len(rows) && rows[to].refKey == rows[from].refKey {
			to++
		}
		t.stand(ref, rows[from:to])
		from = to
	}
	ref.used = make([]atomic.Bool, len(ref.rows))
	ref.id = make([]int64, len(ref.rows))
	return ref
}

// stand lets the last live version of a key stand. A delete row after it
// withdraws it, unless the agreement it came under is disabled. An agreement
// tells of itself: its last row stands whatever it says.
func (t *run) stand(ref *reference, versions []refRow) {
	last, withdrawn := -1, false
	for i := range versions {
		v := &versions[i]
		t.fates.stage(v.row)
		switch {
		case !v.deleted || ref.entity.Name == "sharing_organisation":
			last, withdrawn = i, false
		case t.disabled(v.source, t.organisationOf(ref, v)):
			t.fates.set(v.row, excludedDisabled)
		default:
			t.fates.set(v.row, excludedDelete)
			withdrawn = true
		}
	}
	for i := range versions {
		if i != last && t.fates.get(versions[i].row) == undecided {
			ref.others = append(ref.others, versions[i])
		}
	}
	if last < 0 {
		return
	}
	versions[last].withdrawn = withdrawn
	ref.index[versions[last].refKey] = int32(len(ref.rows))
	ref.rows = append(ref.rows, versions[last])
}

// organisationOf is the organisation that sent a row: its own, or that of the
// row that it follows; none where it has neither.
func (t *run) organisationOf(ref *reference, v *refRow) chis.GUID {
	if ref.entity.Organisation >= 0 {
		return v.org
	}
	for k, link := range ref.entity.Links {
		if above := t.reference(link.To); link.Follows && above != nil {
			if i := above.find(v.source, v.links[k]); i >= 0 {
				return above.rows[i].org
			}
		}
	}
	return chis.GUID{}
}

func (t *run) refColumns(e *mappings.Entity, s table.Schema) *refColumns {
	at := func(name string) int { return s.Index(name) }
	c := &refColumns{
		row: at("row_id"), pid: at("processing_id"), deleted: at("deleted"), org: -1,
		term: at("term"), read: at("read_term_id"), concept: at("snomed_ct_concept_id"),
		category: at("emis_code_category_description"), parent: at("parent_code_id"), dmd: at("dmd_product_code_id"), ods: at("ods_code"),
		keys: [mappings.MaxKeys]int{-1, -1}, flags: [2]int{at("is_activated"), at("disabled")},
	}
	for k, key := range e.Keys {
		c.keys[k] = at(e.Columns[key].Name)
	}
	for _, link := range e.Links {
		c.links = append(c.links, at(e.Columns[link.Column].Name))
	}
	if e.Organisation >= 0 {
		c.org = at(e.Columns[e.Organisation].Name)
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

// productAntigens is what the drug of a row is a vaccine against.
func (t *run) productAntigens(c *refColumns, b *table.Batch, i int) chis.Antigens {
	if p := t.maps.VaccineProduct(i64At(b, c.dmd, i), string(textAt(b, c.term, i))); p != nil {
		return p.Antigens
	}
	return 0
}

func (t *run) refRow(c *refColumns, b *table.Batch, i int) refRow {
	row := b.Vec[c.row].I64[i]
	f := t.in.file(row)
	r := refRow{
		batch: f.batch, row: row, pid: i64At(b, c.pid, i),
		digest: digestRow(b, c.content, i), deleted: i32At(b, c.deleted, i) == 1,
	}
	if b.Schema()[c.keys[0]].Kind == table.Int64 {
		r.refKey = codeKey(f.source, b.Vec[c.keys[0]].I64[i])
		if c.concept < 0 {
			r.antigens = t.productAntigens(c, b, i)
			return r // a drug
		}
		reading := t.maps.Read(mappings.DictionaryCode{
			SNOMED: textAt(b, c.concept, i), Read: textAt(b, c.read, i), ID: r.codeID(),
			Term: textAt(b, c.term, i), Category: textAt(b, c.category, i),
		})
		r.reading, r.parent = &reading, i64At(b, c.parent, i)
		return r
	}
	r.refKey = guidKey(f.source, b.Vec[c.keys[0]].GUID[i])
	if c.keys[1] >= 0 {
		r.second = b.Vec[c.keys[1]].GUID[i]
	}
	for k, column := range c.links {
		r.links[k] = b.Vec[column].GUID[i]
	}
	if c.org >= 0 {
		r.org = b.Vec[c.org].GUID[i]
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
