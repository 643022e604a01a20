package reconcile

import (
	"context"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// reference is every staged row of one reference entity.
type reference struct {
	entity   *mappings.Entity
	number   int          // place in run.refs
	cells    *table.Batch // all rows, all columns
	versions []refVersion // by key, then in the order of versions
	standing map[refKey]int
}

// refKey is the key of a reference row: a GUID, two of them, or a code id.
type refKey struct {
	source       int32
	guid, second chis.GUID
	code         int64
}

// refVersion is one row: i is its place in cells.
type refVersion struct {
	refKey
	order
	fate      uint8 // its number in the fate book
	i         int
	target    int64 // id of the row that the target made of it, 0 for none
	used      bool
	deleted   bool // a delete row
	inert     bool // one that deletes nothing, as the agreement is disabled
	withdrawn bool // a standing row that a delete row follows
}

// loadReferences reads the reference entities and resolves the dictionaries.
// Which delete rows count is known once the agreements are.
func (r *run) loadReferences(ctx context.Context) error {
	known := map[string]**reference{
		"organisation": &r.orgs, "user_in_role": &r.users, "sharing_organisation": &r.sharing, "clinical_code": &r.codes,
		"location": &r.locations, "session": &r.sessions, "drug_code": &r.drugs,
	}
	for _, e := range r.Mappings.References() {
		ref, err := r.loadReference(ctx, e)
		if err != nil {
			return err
		}
		ref.number = len(r.refs)
		r.refs = append(r.refs, ref)
		if to := known[e.Name]; to != nil {
			*to = ref
		}
	}
	for _, ref := range r.refs {
		r.settleVersions(ref)
	}
	r.readDictionaries()
	r.findVaccineDrugs()
	return nil
}

func (r *run) loadReference(ctx context.Context, e *mappings.Entity) (*reference, error) {
	ref := &reference{entity: e, standing: map[refKey]int{}}
	paths, err := parts(r.staged(e.Name))
	if err != nil {
		return nil, err
	}
	err = table.Scan(ctx, paths, nil, func(b *table.Batch) error {
		if ref.cells == nil {
			ref.cells = table.NewBatch(b.Schema(), b.N)
		}
		appendBatch(ref.cells, b)
		return nil
	})
	if err != nil || ref.cells == nil {
		return ref, err
	}
	pid, deleted := ref.column("processing_id"), ref.column("deleted")
	for i, row := range ref.column("row_id").I64 {
		f := r.in.file(row)
		if f == nil {
			continue // settleRows has said so
		}
		v := refVersion{refKey: ref.keyOf(f.source, i), order: order{batch: f.batch, row: row}, fate: r.fateNumber(row), i: i}
		if pid != nil {
			v.pid = pid.I64[i]
		}
		v.deleted = deleted != nil && deleted.I32[i] == 1 && !ref.isAgreement()
		ref.versions = append(ref.versions, v)
	}
	slices.SortFunc(ref.versions, func(a, b refVersion) int {
		if n := a.compareKey(b.refKey); n != 0 {
			return n
		}
		return a.compare(b.order)
	})
	for n, v := range ref.versions {
		if !v.deleted {
			ref.standing[v.refKey] = n // the last one stands
		}
	}
	return ref, nil
}

// isAgreement reports the entity whose last row stands whatever it says.
func (ref *reference) isAgreement() bool { return ref.entity.Name == "sharing_organisation" }

// keyOf is the key of row i.
func (ref *reference) keyOf(source int32, i int) refKey {
	k := refKey{source: source}
	for n, c := range ref.entity.Keys {
		switch v := ref.column(ref.entity.Columns[c].Name); {
		case v.I64 != nil:
			k.code = v.I64[i]
		case n == 0:
			k.guid = v.GUID[i]
		default:
			k.second = v.GUID[i]
		}
	}
	return k
}

// settleVersions says which delete rows count, and which standing rows they
// withdraw.
func (r *run) settleVersions(ref *reference) {
	for n := range ref.versions {
		v := &ref.versions[n]
		if !v.deleted {
			continue
		}
		v.inert = r.disabled(orgKey{v.source, r.senderOf(ref, v)})
		if s := ref.find(v.refKey); s != nil && s.compare(v.order) < 0 && !v.inert {
			s.withdrawn = true
		}
	}
}

// senderOf is the organisation that a row is of: its own, or that of the row it
// follows.
func (r *run) senderOf(ref *reference, v *refVersion) chis.GUID {
	if own := ref.entity.Organisation; own >= 0 {
		return ref.guid(v, ref.entity.Columns[own].Name)
	}
	for _, link := range ref.entity.Links {
		if !link.Follows {
			continue
		}
		above := r.reference(link.To)
		if s := above.find(refKey{source: v.source, guid: ref.guid(v, ref.entity.Columns[link.Column].Name)}); s != nil {
			return r.senderOf(above, s)
		}
	}
	return chis.GUID{}
}

// reference is the rows of an entity.
func (r *run) reference(e *mappings.Entity) *reference {
	i := slices.IndexFunc(r.refs, func(ref *reference) bool { return ref.entity == e })
	return r.refs[i]
}

func (k refKey) compareKey(o refKey) int {
	if k.source != o.source {
		return int(k.source - o.source)
	}
	if n := k.guid.Compare(o.guid); n != 0 {
		return n
	}
	if n := k.second.Compare(o.second); n != 0 {
		return n
	}
	switch {
	case k.code < o.code:
		return -1
	case k.code > o.code:
		return 1
	}
	return 0
}

// column is a column of the staged table, nil where there is none.
func (ref *reference) column(name string) *table.Vector {
	if ref.cells == nil {
		return nil
	}
	if i := ref.cells.Schema().Index(name); i >= 0 {
		return &ref.cells.Vec[i]
	}
	return nil
}

func (ref *reference) text(v *refVersion, name string) string {
	if c := ref.column(name); c != nil {
		return string(c.Text.At(v.i))
	}
	return ""
}

func (ref *reference) guid(v *refVersion, name string) chis.GUID {
	if c := ref.column(name); c != nil {
		return c.GUID[v.i]
	}
	return chis.GUID{}
}

func (ref *reference) int(v *refVersion, name string) int64 {
	if c := ref.column(name); c != nil {
		return c.I64[v.i]
	}
	return table.NullInt64
}

func (ref *reference) small(v *refVersion, name string, none int32) int32 {
	if c := ref.column(name); c != nil {
		return c.I32[v.i]
	}
	return none
}

// find is the standing version of a key, nil for none.
func (ref *reference) find(k refKey) *refVersion {
	if n, ok := ref.standing[k]; ok {
		return &ref.versions[n]
	}
	return nil
}

// same reports that two versions say the same in every column but the place
// they came from, ProcessingId and, of codes, the parent.
func (ref *reference) same(a, b *refVersion) bool {
	for i, c := range ref.cells.Schema() {
		switch c.Name {
		case "row_id", "line", "offset", "processing_id", "parent_code_id":
			continue
		}
		if !equalCells(c.Kind, &ref.cells.Vec[i], a.i, &ref.cells.Vec[i], b.i, 1) {
			return false
		}
	}
	return true
}

// readDictionaries resolves each code of each source from all of its rows.
func (r *run) readDictionaries() {
	r.meanings = make([]dictionary, len(r.in.sources))
	held := make([]map[chis.SNOMED]bool, len(r.in.sources))
	for i := range r.meanings {
		r.meanings[i], held[i] = dictionary{}, map[chis.SNOMED]bool{}
	}
	rows := make([]rowMeaning, len(r.codes.versions))
	for n := range r.codes.versions {
		v := &r.codes.versions[n]
		rows[n] = readCode(r.Mappings, r.codes.text(v, "term"), r.codes.text(v, "read_term_id"), r.codes.int(v, "snomed_ct_concept_id"),
			r.codes.text(v, "emis_code_category_description"), v.code)
		rows[n].batch = v.batch
		if rows[n].sound != 0 {
			held[v.source][rows[n].sound] = true
		}
	}
	first := 0
	for n := range r.codes.versions {
		v := &r.codes.versions[n]
		if r.codes.standing[v.refKey] != n {
			continue
		}
		m := settle(rows[first:n+1], held[v.source])
		m.place = n
		for i := first; i <= n; i++ {
			row := &r.codes.versions[i]
			m.inScope = m.inScope || rows[i].inScope(r.Mappings, r.codes.text(row, "emis_code_category_description"))
			m.dosed = m.dosed || slices.ContainsFunc(rows[i].all(), func(c *mappings.Concept) bool { return c.Kind == kindGiven })
			if parent := r.codes.int(row, "parent_code_id"); parent != table.NullInt64 {
				m.parents = append(m.parents, parent)
			}
		}
		r.meanings[v.source][v.code] = m
		r.counts["codes."+m.state]++
		if m.damage != chis.SNOMEDSound {
			r.counts["codes.damaged"]++
		}
		first = n + 1
	}
	for _, d := range r.meanings {
		d.inherit()
	}
}

// disabled reports that the latest agreement row of an organisation says that it
// is disabled or not activated: its delete rows then delete nothing.
func (r *run) disabled(o orgKey) bool {
	v := r.sharing.find(refKey{source: o.source, guid: o.guid})
	if v == nil {
		return false
	}
	return r.sharing.small(v, "disabled", -1) == 1 || r.sharing.small(v, "is_activated", -1) == 0
}

// appendBatch adds the rows of src to dst, a batch of the same columns.
func appendBatch(dst, src *table.Batch) {
	for i, c := range src.Schema() {
		d, s := &dst.Vec[i], &src.Vec[i]
		switch c.Kind {
		case table.Int64:
			d.I64 = append(d.I64, s.I64...)
		case table.Int32:
			d.I32 = append(d.I32, s.I32...)
		case table.GUID:
			d.GUID = append(d.GUID, s.GUID...)
		default:
			for n := range src.N {
				d.Text.Append(s.Text.At(n))
			}
		}
	}
	dst.N += src.N
}

// equalCells compares n cells of two vectors of a kind.
func equalCells(k table.Kind, a *table.Vector, i int, b *table.Vector, j, n int) bool {
	switch k {
	case table.Int64:
		return slices.Equal(a.I64[i:i+n], b.I64[j:j+n])
	case table.Int32:
		return slices.Equal(a.I32[i:i+n], b.I32[j:j+n])
	case table.GUID:
		return slices.Equal(a.GUID[i:i+n], b.GUID[j:j+n])
	}
	return equalTexts(&a.Text, i, &b.Text, j, n)
}

func equalTexts(a *table.Texts, i int, b *table.Texts, j, n int) bool {
	x, y := a.Off[i:i+n+1], b.Off[j:j+n+1]
	if string(a.Data[x[0]:x[n]]) != string(b.Data[y[0]:y[n]]) {
		return false
	}
	shift := x[0] - y[0]
	for k := range x {
		if x[k]-y[k] != shift {
			return false
		}
	}
	return true
}
