package reconcile

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// readRetired reads the child ids that person records had before a merge. Only a
// run after an earlier rehearsal has any; they are claims of transform.
func (r *run) readRetired(ctx context.Context) error {
	r.retired = map[int64]int64{}
	if r.in.transform.Content.Previous["rehearsal"] == "" {
		return nil
	}
	path := filepath.Join(r.in.transformDir, "crosswalk.parquet")
	return scanFile(ctx, path, []string{"row_id", "retired_id"}, func(b *table.Batch) error {
		for i, id := range b.Vec[1].I64 {
			if id != table.NullInt64 {
				r.retired[b.Vec[0].I64[i]] = id
			}
		}
		return nil
	})
}

// organisation is the id of an organisation in the target, 0 for none. One whose
// own row was never sent may stand on its agreement.
func (r *run) organisation(o orgKey) int64 {
	k := refKey{source: o.source, guid: o.guid}
	if v := r.orgs.find(k); v != nil {
		return v.target
	}
	if v := r.sharing.find(k); v != nil {
		return v.target
	}
	return 0
}

// practitioner is the id of a user in the target, 0 for none.
func (r *run) practitioner(source int32, guid chis.GUID) int64 {
	if v := r.users.find(refKey{source: source, guid: guid}); v != nil {
		return v.target
	}
	return 0
}

// bindReferences finds the source row of every row of the reference tables, and
// their lineage.
func (r *run) bindReferences(ctx context.Context) error {
	for _, t := range r.tables {
		name := t.Name
		if name == tableCommissioner {
			continue // its rows have no source row of their own
		}
		for i := range t.kept {
			row := &t.kept[i]
			v := r.referenceOf(t, row)
			switch {
			case v == nil:
				r.breaks.add(Break{checkValues, name, row.id, row.source, "", "no-source-row-says-so"})
			case v.target != 0:
				r.breaks.add(Break{checkValues, name, row.id, row.source, "", "two-rows-of-one-key"})
			default:
				v.target = row.id
			}
		}
	}
	for source, d := range r.meanings {
		for code, m := range d {
			if v := r.codes.find(refKey{source: int32(source), code: code}); v.target != 0 {
				m.id = v.target
			}
		}
	}
	return r.linkReferences(ctx)
}

// referenceOf is the standing source row with the key that a target row has. A
// row that only joins two others has no key of its own: its source row tells.
func (r *run) referenceOf(t *targetTable, row *targetRow) *refVersion {
	f := r.in.file(row.source)
	if f == nil {
		return nil
	}
	ref, k := r.reference(t.Entity), refKey{source: f.source}
	switch code, guid := t.Column("code_id"), t.Column("guid"); {
	case code >= 0:
		k.code, _ = t.value(row.data, code)
	case guid >= 0:
		_, text := t.value(row.data, guid)
		k.guid, _ = chis.ParseGUID(text)
	default:
		rows := ref.column("row_id")
		if rows == nil {
			return nil
		}
		i, ok := slices.BinarySearch(rows.I64, row.source)
		if !ok {
			return nil
		}
		k = ref.keyOf(f.source, i)
	}
	if v := ref.find(k); v != nil || ref != r.orgs {
		return v
	}
	return r.sharing.find(k)
}

// linkReferences reads the lineage of reference rows and proves that every link
// of the lineage was met.
func (r *run) linkReferences(ctx context.Context) error {
	l, err := r.openLineage()
	if err != nil || l == nil {
		return err
	}
	defer l.close()
	r.refLinks = map[int64][]rawLink{}
	for _, ref := range r.refs {
		paths, err := parts(r.staged(ref.entity.Name))
		if err != nil {
			return err
		}
		for _, p := range paths {
			first := true
			err := scanFile(ctx, p, []string{"row_id"}, func(b *table.Batch) error {
				for _, row := range b.Vec[0].I64 {
					if first {
						if err := l.seek(row); err != nil {
							return err
						}
						first = false
					}
					links, err := l.take(row)
					if err != nil {
						return err
					}
					if len(links) > 0 {
						r.refLinks[row] = append([]rawLink(nil), links...)
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
	}
	r.linksTaken += l.taken
	r.links = l.r.Rows()
	return nil
}

// judgeReferences judges the reference rows, of the source and of the target.
func (r *run) judgeReferences() error {
	if r.links != r.linksTaken {
		r.breaks.add(Break{checkTarget, "", nullID, nullID, "", "lineage-of-no-staged-row"})
	}
	r.counts["lineage"] = r.links
	r.useReferences()
	byID := map[rawLink]*targetRow{}
	for _, t := range r.tables {
		for i := range t.kept {
			byID[rawLink{t.kept[i].id, uint8(t.number), false}] = &t.kept[i]
		}
	}
	for _, ref := range r.refs {
		for n := range ref.versions {
			if err := r.judgeReference(ref, n, byID); err != nil {
				return err
			}
		}
	}
	for _, t := range r.tables {
		for i := range t.kept {
			r.judgeRowLineage(&t.kept[i], false)
			if t.Name != tableCommissioner {
				r.judgeReferenceRow(t, &t.kept[i])
			}
		}
	}
	r.judgeCommissioners()
	for _, t := range r.tables {
		for i := range t.kept {
			t.kept[i].links = nil // and with them the source rows
		}
	}
	r.refLinks = nil
	return nil
}

// judgeReference holds the disposition of a reference row against its versions
// and its use.
func (r *run) judgeReference(ref *reference, n int, byID map[rawLink]*targetRow) error {
	v := &ref.versions[n]
	is := &r.fates.fates[v.fate]
	s := &sourceRow{order: v.order, fate: is, links: r.refLinks[v.row]}
	for _, l := range s.links {
		if t := byID[rawLink{l.id, l.table, false}]; t != nil {
			t.links = append(t.links, link{s, l.primary})
		} else {
			r.breaks.add(Break{checkTarget, r.tableOf(l.table), l.id, v.row, "", "in-lineage-and-not-in-target"})
		}
	}
	check := checkExclusions
	if is.disposition == merged {
		check = checkMerges
	}
	if is.words() != r.mustBe(ref, v) {
		r.breaks.add(Break{check, ref.entity.Name, nullID, v.row, "", "does-not-satisfy-" + is.words()})
	}
	if is.disposition == merged && !r.claimed(v.row, is.rule, s.links) {
		r.breaks.add(Break{checkMerges, ref.entity.Name, nullID, v.row, "", "merged-without-a-claim"})
	}
	r.outcomes.compared(check, 1)
	return nil
}

// mustBe is the disposition that a reference row must have, in a word.
func (r *run) mustBe(ref *reference, v *refVersion) string {
	if v.deleted {
		if v.inert {
			return ruleDisabled
		}
		return ruleDelete
	}
	standing := ref.find(v.refKey)
	used, agreement := standing.used, false
	if ref == r.sharing {
		if o := r.orgs.find(v.refKey); o != nil {
			used, agreement = o.used, true
		}
	}
	switch {
	case standing.withdrawn && !used:
		return ruleWithdrawn
	case v != standing && !ref.same(v, standing):
		return ruleOlder
	case !used:
		return ruleUnused
	case v != standing:
		return ruleRepeat
	case agreement:
		return ruleAgreement
	}
	return loaded
}

// judgeReferenceRow works a row of a reference table out again.
func (r *run) judgeReferenceRow(t *targetTable, row *targetRow) {
	v := r.referenceOf(t, row)
	if v == nil || v.target != row.id {
		return // bindReferences has said so
	}
	var w wanted
	w.reset()
	switch t.Name {
	case tableOrganisation:
		r.wantOrganisation(&w, v)
	case tableCode:
		r.wantCode(&w, v)
	default:
		r.wantPlain(&w, t, v)
	}
	w.int(v.row)
	if w.columns != len(t.columns) {
		panic(fmt.Sprintf("reconcile: row of %s with a wrong number of columns", t.Name))
	}
	for _, column := range t.differences(w.data, row.data) {
		r.breaks.add(Break{checkValues, t.Name, row.id, v.row, column, "differs"})
	}
	r.outcomes.compared(checkValues, 1)
}

func (r *run) wantOrganisation(w *wanted, v *refVersion) {
	above := func(column string) {
		w.ref(r.organisation(orgKey{v.source, r.orgs.guid(v, column)}))
	}
	w.text(v.guid.String())
	w.text(r.in.sources[v.source])
	if o := r.orgs.find(v.refKey); o == v {
		w.text(r.orgs.text(v, "ods_code"))
		w.text(r.orgs.text(v, "organisation_name"))
		w.text(r.orgs.text(v, "organisation_type"))
		above("parent_organisation_guid")
		above("ccg_organisation_guid")
		w.int(int64(r.orgs.small(v, "open_date", 0)))
		w.int(int64(r.orgs.small(v, "close_date", 0)))
		w.ref(r.referenceID(tableLocation, refKey{source: v.source, guid: r.orgs.guid(v, "main_location_guid")}))
		w.int(r.orgs.int(v, "cdb"))
	} else {
		w.text("")
		w.text("")
		w.text("")
		w.ref(0)
		w.ref(0)
		w.date(0)
		w.date(0)
		w.ref(0)
		w.int(table.NullInt64)
	}
	activated, disabled := int32(-1), int32(-1)
	if s := r.sharing.find(v.refKey); s != nil {
		activated, disabled = r.sharing.small(s, "is_activated", -1), r.sharing.small(s, "disabled", -1)
	}
	w.int(int64(activated))
	w.int(int64(disabled))
}

// wantPlain wants each column as the one source column has it that target.csv
// names for it.
func (r *run) wantPlain(w *wanted, t *targetTable, v *refVersion) {
	ref := r.reference(t.Entity)
	for i := 1; i < len(t.Columns)-1; i++ {
		c := &t.Columns[i]
		from, _ := c.Plain()
		switch {
		case c.DerivedFrom == "file.source":
			w.text(r.in.sources[v.source])
		case c.DerivedFrom == "rule:withdrawn-reference":
			w.bool(v.withdrawn)
		case c.References != "":
			guid := ref.guid(v, from.Entity.Columns[from.Column].Name)
			w.ref(r.referenceID(c.References, refKey{source: v.source, guid: guid}))
		default:
			w.staged(c.Kind, from.Entity.Columns[from.Column].Kind, ref.column(from.Entity.Columns[from.Column].Name), v.i)
		}
	}
}

// referenceID is the id of a row of a reference table, 0 for none.
func (r *run) referenceID(name string, k refKey) int64 {
	if name == tableOrganisation {
		return r.organisation(orgKey{k.source, k.guid})
	}
	if v := r.reference(r.Mappings.Table(name).Entity).find(k); v != nil {
		return v.target
	}
	return 0
}

// staged appends a cell of a staged table.
func (w *wanted) staged(as mappings.TargetKind, kind mappings.ColumnKind, v *table.Vector, i int) {
	text := as == mappings.TargetText
	switch kind {
	case mappings.KindGUID:
		w.text(chis.GUID(v.GUID[i]).String())
	case mappings.KindTime:
		w.text(chis.TimeOfDay(v.I32[i]).String())
	case mappings.KindDate, mappings.KindBool:
		w.int(int64(v.I32[i]))
	case mappings.KindInt, mappings.KindCode:
		switch n := v.I64[i]; {
		case !text:
			w.int(n)
		case n == table.NullInt64:
			w.text("")
		default:
			w.text(strconv.FormatInt(n, 10))
		}
	default:
		w.bytes(v.Text.At(i))
	}
}

func (r *run) wantCode(w *wanted, v *refVersion) {
	m := r.meanings[v.source][v.code]
	number := func(column string) string {
		if n := r.codes.int(v, column); n != table.NullInt64 {
			return fmt.Sprint(n)
		}
		return ""
	}
	w.text(r.in.sources[v.source])
	w.int(v.code)
	w.text(r.codes.text(v, "term"))
	w.text(r.codes.text(v, "read_term_id"))
	w.text(number("snomed_ct_concept_id"))
	w.text(number("snomed_ct_description_id"))
	w.text(r.codes.text(v, "emis_code_category_description"))
	w.text(m.system)
	w.text(m.code)
	w.text(m.class)
	w.text(m.kind())
	w.text(m.state)
	w.text(m.damage.String())
}
