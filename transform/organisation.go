package transform

import (
	"context"

	"lollipop/internal/table"
)

// writeOrganisations writes the organisations: those that were sent, and those
// that only an agreement names.
func (t *run) writeOrganisations(ctx context.Context, _ *reference, out *lineageSink) error {
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
	if err := t.writeTable("organisation", b); err != nil {
		return err
	}
	return t.writeCommissioners(cells, out)
}

func (t *run) organisation(b *table.Batch, c refCells) {
	at := func(name string) int { return c.cells.Schema().Index(name) }
	text := func(name string) []byte { return c.cells.Vec[at(name)].Text.At(0) }
	guid := func(name string) [16]byte { return c.cells.Vec[at(name)].GUID[0] }
	source := t.in.file(c.row).source
	key := guidKey(source, guid("organisation_guid"))
	a := appender{b: b}
	a.int(t.organisationID(key))
	a.guid(key.key)
	a.text(t.in.sources[source])
	a.bytes(text("ods_code"))
	a.bytes(text("organisation_name"))
	a.bytes(text("organisation_type"))
	a.int(t.organisationID(guidKey(source, guid("parent_organisation_guid"))))
	a.int(t.organisationID(guidKey(source, guid("ccg_organisation_guid"))))
	a.flag(c.cells.Vec[at("open_date")].I32[0])
	a.flag(c.cells.Vec[at("close_date")].I32[0])
	a.int(t.locations.target(t.locations.find(source, guid("main_location_guid"))))
	a.int(c.cells.Vec[at("cdb")].I64[0])
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
	a.int(table.NullInt64)
	a.int(table.NullInt64)
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
