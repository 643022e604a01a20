package transform

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"sync"

	"lollipop/internal/table"
)

// useOrganisations marks the organisations that loaded rows need: those that
// sent patients or employ a used practitioner, and what stands above them. An
// organisation that only a sharing agreement names gets a row from that.
func (t *run) useOrganisations() {
	for i := range t.persons {
		p := &t.persons[i]
		t.useOrganisation(refKey{p.source, p.org}, true)
		t.users.use(t.users.find(p.source, p.usualGP))
	}
	for i := range t.users.rows {
		if u := &t.users.rows[i]; t.users.used[i].Load() {
			t.useOrganisation(refKey{u.source, u.links[0]}, false)
		}
	}
	for again := true; again; {
		again = false
		for i := range t.orgs.rows {
			if !t.orgs.used[i].Load() {
				continue
			}
			for _, link := range t.orgs.rows[i].links {
				if j := t.orgs.find(t.orgs.rows[i].source, link); j >= 0 && !t.orgs.used[j].Load() {
					t.orgs.use(j)
					again = true
				}
			}
		}
	}
}

func (t *run) useOrganisation(k refKey, sendsPatients bool) {
	if i, ok := t.orgs.index[k]; ok {
		t.orgs.use(i)
		return
	}
	if i, ok := t.sharing.index[k]; ok && sendsPatients {
		t.sharing.use(i) // stands in for the organisation row that was never sent
	}
}

// assignReferenceIDs numbers the used rows in key order, after the ids of an
// earlier rehearsal, which stay. Organisations made of a sharing row stand among
// the others.
func (t *run) assignReferenceIDs() error {
	for _, r := range []struct {
		name string
		refs []*reference
		keys []string
	}{
		{"organisation", []*reference{t.orgs, t.sharing}, []string{"source", "guid"}},
		{"practitioner", []*reference{t.users}, []string{"organisation_id", "guid"}}, // organisations have their ids by now
		{"clinical_code", []*reference{t.codes}, []string{"source", "code_id"}},
	} {
		old, err := t.referenceIDs(r.name, r.keys...)
		if err != nil {
			return err
		}
		t.numberReferences(r.name, r.refs, old)
	}
	return nil
}

func (t *run) numberReferences(name string, refs []*reference, old map[string]int64) {
	type slot struct {
		ref *reference
		i   int
	}
	var used []slot
	for _, ref := range refs {
		for i := range ref.rows {
			if ref.used[i].Load() {
				used = append(used, slot{ref, i})
			}
		}
	}
	slices.SortStableFunc(used, func(a, b slot) int { return a.ref.rows[a.i].compare(b.ref.rows[b.i].refKey) })
	given := map[int64]bool{}
	for _, s := range used {
		id := old[t.referenceKey(s.ref, s.i)]
		if id == 0 || given[id] {
			t.lastIDs[name]++
			id = t.lastIDs[name]
		}
		given[id] = true
		s.ref.id[s.i] = id
	}
}

// referenceKey is the key under which referenceIDs finds an earlier id. Two
// sources may send one user: the organisation, whose id stays, tells them apart;
// where it was never sent, the second gets a new id.
func (t *run) referenceKey(ref *reference, i int) string {
	r := &ref.rows[i]
	switch ref {
	case t.users:
		return string(appendInt(nil, t.organisationID(refKey{source: r.source, key: r.links[0]}))) + "|" + r.key.String() + "|"
	case t.codes:
		return t.in.sources[r.source] + "|" + strconv.FormatInt(r.codeID(), 10) + "|"
	default:
		return t.in.sources[r.source] + "|" + r.key.String() + "|"
	}
}

// organisationID is the target id of an organisation, from its own row or from
// its sharing row; NULL where neither exists.
func (t *run) organisationID(k refKey) int64 {
	if i, ok := t.orgs.index[k]; ok {
		return t.orgs.target(i)
	}
	if i, ok := t.sharing.index[k]; ok {
		return t.sharing.target(i)
	}
	return table.NullInt64
}

// refCells are the columns of a used reference row, copied for writing.
type refCells struct {
	row   int64
	cells *table.Batch // one row, all columns
}

// usedCells reads the content of the used rows of an entity again, in the order
// of ids.
func (t *run) usedCells(ctx context.Context, ref *reference) ([]refCells, error) {
	wanted := map[int64]int{}
	for i := range ref.rows {
		if ref.used[i].Load() {
			wanted[ref.rows[i].row] = len(wanted)
		}
	}
	found := make([]refCells, len(wanted))
	var mu sync.Mutex
	err := t.in.scan(ctx, ref.entity, t.workers, nil, func(_ int, b *table.Batch) error {
		mu.Lock()
		defer mu.Unlock()
		for i := range b.N {
			if at, ok := wanted[b.Vec[0].I64[i]]; ok {
				found[at] = refCells{b.Vec[0].I64[i], copyRow(b, i)}
			}
		}
		return nil
	})
	return found, err
}

func copyRow(b *table.Batch, i int) *table.Batch {
	c := table.NewBatch(b.Schema(), 1)
	appendRow(c, b, i)
	return c
}

// writeReferences writes organisation, practitioner and clinical_code, settles
// the fate of every reference row and leaves its lineage.
func (t *run) writeReferences(ctx context.Context) error {
	sink := t.lineage.Sink()
	for _, write := range []func(context.Context, *lineageSink) error{
		t.writeOrganisations, t.writePractitioners, t.writeCodes,
	} {
		if err := write(ctx, &lineageSink{t: t, sink: sink}); err != nil {
			return err
		}
	}
	return sink.Flush()
}

// settleReference gives the rows of a reference entity their fate: used ones are
// loaded, versions that repeat them are merged into them, the rest is superseded
// or unused.
func (t *run) settleReference(ref *reference, tableName string, out *lineageSink) error {
	for i := range ref.rows {
		if !ref.used[i].Load() {
			t.fates.set(ref.rows[i].row, excludedUnused)
			continue
		}
		t.fates.set(ref.rows[i].row, loaded)
		if err := out.add(ref.rows[i].row, tableName, ref.id[i], true); err != nil {
			return err
		}
	}
	for k := range ref.others {
		o := &ref.others[k]
		i := ref.index[o.refKey]
		switch {
		case o.digest != ref.rows[i].digest:
			t.fates.set(o.row, supersededOlder)
		case !ref.used[i].Load():
			t.fates.set(o.row, excludedUnused)
		default:
			t.fates.set(o.row, mergedRepeat)
			if err := out.merge(o.row, tableName, ref.id[i], reasonRepeat); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *run) writeOrganisations(ctx context.Context, out *lineageSink) error {
	cells, err := t.usedCells(ctx, t.orgs)
	if err != nil {
		return err
	}
	if err := t.settleReference(t.orgs, "organisation", out); err != nil {
		return err
	}
	if err := t.settleSharing(out); err != nil {
		return err
	}
	b := table.NewBatch(t.schemas["organisation"], batchRows)
	for _, c := range cells {
		t.organisation(b, c)
	}
	for i := range t.sharing.rows {
		if t.sharing.id[i] > 0 {
			t.sharedOrganisation(b, &t.sharing.rows[i], t.sharing.id[i])
		}
	}
	return t.writeTable("organisation", b)
}

func (t *run) organisation(b *table.Batch, c refCells) {
	at := func(name string) int { return c.cells.Schema().Index(name) }
	text := func(name string) []byte { return c.cells.Vec[at(name)].Text.At(0) }
	guid := func(name string) [16]byte { return c.cells.Vec[at(name)].GUID[0] }
	source := t.in.file(c.row).source
	key := refKey{source, guid("organisation_guid")}
	a := appender{b: b}
	a.int(t.organisationID(key))
	a.guid(key.key)
	a.text(t.in.sources[source])
	a.bytes(text("ods_code"))
	a.bytes(text("organisation_name"))
	a.bytes(text("organisation_type"))
	a.int(t.organisationID(refKey{source, guid("parent_organisation_guid")}))
	a.int(t.organisationID(refKey{source, guid("ccg_organisation_guid")}))
	a.flag(c.cells.Vec[at("open_date")].I32[0])
	a.flag(c.cells.Vec[at("close_date")].I32[0])
	flags := [2]int32{-1, -1}
	if i, ok := t.sharing.index[key]; ok {
		flags = t.sharing.rows[i].flags
	}
	a.flag(flags[0])
	a.flag(flags[1])
	a.int(c.row)
	a.end()
}

func (t *run) sharedOrganisation(b *table.Batch, r *refRow, id int64) {
	a := appender{b: b}
	a.int(id)
	a.guid(r.key)
	a.text(t.in.sources[r.source])
	for range 3 {
		a.text("")
	}
	a.int(table.NullInt64)
	a.int(table.NullInt64)
	a.date(0)
	a.date(0)
	a.flag(r.flags[0])
	a.flag(r.flags[1])
	a.int(r.row)
	a.end()
}

// settleSharing gives the sharing rows their fate: they contribute to the
// organisation they speak of, or stand in for its missing row.
func (t *run) settleSharing(out *lineageSink) error {
	for i := range t.sharing.rows {
		s := &t.sharing.rows[i]
		id := t.organisationID(s.refKey)
		switch {
		case id == table.NullInt64:
			t.fates.set(s.row, excludedUnused)
		case t.sharing.id[i] > 0:
			t.fates.set(s.row, loaded)
			if err := out.add(s.row, "organisation", id, true); err != nil {
				return err
			}
		default:
			t.fates.set(s.row, mergedAgreement)
			if err := out.merge(s.row, "organisation", id, reasonAgreement); err != nil {
				return err
			}
		}
	}
	for k := range t.sharing.others {
		o := &t.sharing.others[k]
		i := t.sharing.index[o.refKey]
		id := t.organisationID(o.refKey)
		switch {
		case o.digest != t.sharing.rows[i].digest:
			t.fates.set(o.row, supersededOlder)
		case id == table.NullInt64:
			t.fates.set(o.row, excludedUnused)
		default:
			t.fates.set(o.row, mergedRepeat)
			if err := out.merge(o.row, "organisation", id, reasonRepeat); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *run) writePractitioners(ctx context.Context, out *lineageSink) error {
	cells, err := t.usedCells(ctx, t.users)
	if err != nil {
		return err
	}
	if err := t.settleReference(t.users, "practitioner", out); err != nil {
		return err
	}
	b := table.NewBatch(t.schemas["practitioner"], batchRows)
	for _, c := range cells {
		at := func(name string) int { return c.cells.Schema().Index(name) }
		source := t.in.file(c.row).source
		guid := c.cells.Vec[at("user_in_role_guid")].GUID[0]
		a := appender{b: b}
		a.int(t.users.target(t.users.find(source, guid)))
		a.guid(guid)
		a.int(t.organisationID(refKey{source, c.cells.Vec[at("organisation_guid")].GUID[0]}))
		for _, name := range []string{"title", "given_name", "surname", "job_category_code", "job_category_name"} {
			a.bytes(c.cells.Vec[at(name)].Text.At(0))
		}
		a.flag(c.cells.Vec[at("contract_start_date")].I32[0])
		a.flag(c.cells.Vec[at("contract_end_date")].I32[0])
		a.int(c.row)
		a.end()
	}
	return t.writeTable("practitioner", b)
}

func (t *run) writeCodes(ctx context.Context, out *lineageSink) error {
	cells, err := t.usedCells(ctx, t.codes)
	if err != nil {
		return err
	}
	if err := t.settleReference(t.codes, "clinical_code", out); err != nil {
		return err
	}
	b := table.NewBatch(t.schemas["clinical_code"], batchRows)
	for _, c := range cells {
		at := func(name string) int { return c.cells.Schema().Index(name) }
		source := t.in.file(c.row).source
		id := c.cells.Vec[at("code_id")].I64[0]
		i := t.codes.findCode(source, id)
		known := &t.codes.rows[i].code
		a := appender{b: b}
		a.int(t.codes.target(i))
		a.text(t.in.sources[source])
		a.int(id)
		a.bytes(textAt(c.cells, at("term"), 0))
		a.bytes(textAt(c.cells, at("read_term_id"), 0))
		a.bytes(textAt(c.cells, at("snomed_ct_concept_id"), 0))
		a.bytes(textAt(c.cells, at("emis_code_category_description"), 0))
		a.text(known.System)
		a.text(known.Code)
		a.text(known.Class)
		a.text(known.kindWord())
		a.text(known.State)
		a.text(known.Damage.String())
		a.int(c.row)
		a.end()
	}
	return t.writeTable("clinical_code", b)
}

// writeTable writes a table that is complete in one batch, in the order of ids.
func (t *run) writeTable(name string, b *table.Batch) error {
	f, err := t.out.create(filepath.Join(name, "new.parquet"), b.Schema())
	if err != nil {
		return err
	}
	sorted := table.NewBatch(b.Schema(), max(b.N, 1))
	for _, i := range sortedBy(b.Vec[0].I64) {
		appendRow(sorted, b, int(i))
	}
	mutateBatch(name, sorted)
	if err := f.write(sorted); err != nil {
		return err
	}
	return f.close()
}
