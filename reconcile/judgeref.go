package reconcile

import (
	"context"
	"fmt"
	"path/filepath"

	"lollipop/internal/chis"
	"lollipop/internal/table"
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
	for _, name := range []string{tableOrganisation, tablePractitioner, tableCode} {
		t := r.tables[r.tableNumber[name]]
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

// referenceOf is the standing source row with the key that a target row has.
func (r *run) referenceOf(t *targetTable, row *targetRow) *refVersion {
	f := r.in.file(row.source)
	if f == nil {
		return nil
	}
	k := refKey{source: f.source}
	if t.Name == tableCode {
		k.code, _ = t.value(row.data, t.Column("code_id"))
		return r.codes.find(k)
	}
	_, text := t.value(row.data, t.Column("guid"))
	k.guid, _ = chis.ParseGUID(text)
	if t.Name == tablePractitioner {
		return r.users.find(k)
	}
	if v := r.orgs.find(k); v != nil {
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
	for _, ref := range []*reference{r.orgs, r.users, r.sharing, r.codes} {
		paths, err := parts(r.staged(ref.entity))
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
	r.useOrganisations()
	byID := map[rawLink]*targetRow{}
	for _, t := range r.tables {
		for i := range t.kept {
			byID[rawLink{t.kept[i].id, uint8(t.number), false}] = &t.kept[i]
		}
	}
	for _, ref := range []*reference{r.orgs, r.users, r.sharing, r.codes} {
		for n := range ref.versions {
			if err := r.judgeReference(ref, n, byID); err != nil {
				return err
			}
		}
	}
	for _, t := range r.tables {
		for i := range t.kept {
			r.judgeRowLineage(&t.kept[i], false)
			r.judgeReferenceRow(t, &t.kept[i])
		}
	}
	return nil
}

// useOrganisations marks the reference rows that live rows need: the codes and
// users that events name, the organisations that sent persons or employ a used
// user, and those that stand above them.
func (r *run) useOrganisations() {
	var next []refKey
	use := func(source int32, guid chis.GUID, sends bool) {
		k := refKey{source: source, guid: guid}
		v := r.orgs.find(k)
		if v == nil && sends {
			v = r.sharing.find(k)
		}
		if v != nil && !v.used {
			v.used = true
			next = append(next, k)
		}
	}
	for n := range r.codes.versions {
		r.codes.versions[n].used = r.used.codes.has(int64(n) + 1)
	}
	for n := range r.users.versions {
		v := &r.users.versions[n]
		if v.used = r.used.users.has(int64(n) + 1); v.used {
			use(v.source, r.users.guid(v, "organisation_guid"), false)
		}
	}
	for _, e := range r.byRow {
		o := r.people.orgList[r.people.keys[e.person].org]
		use(o.source, o.guid, true)
	}
	for len(next) > 0 {
		k := next[len(next)-1]
		next = next[:len(next)-1]
		if v := r.orgs.find(k); v != nil {
			use(k.source, r.orgs.guid(v, "parent_organisation_guid"), false)
			use(k.source, r.orgs.guid(v, "ccg_organisation_guid"), false)
		}
	}
}

// judgeReference holds the disposition of a reference row against its versions
// and its use.
func (r *run) judgeReference(ref *reference, n int, byID map[rawLink]*targetRow) error {
	v := &ref.versions[n]
	standing := &ref.versions[ref.standing[v.refKey]]
	is := r.fate(v.row)
	s := &sourceRow{order: v.order, fate: &is, links: r.refLinks[v.row]}
	for _, l := range s.links {
		if t := byID[rawLink{l.id, l.table, false}]; t != nil {
			t.links = append(t.links, link{s, l.primary})
		} else {
			r.breaks.add(Break{checkTarget, r.tableOf(l.table), l.id, v.row, "", "in-lineage-and-not-in-target"})
		}
	}
	used := standing.used
	agreement := ref == r.sharing && r.orgs.find(v.refKey) != nil
	if agreement {
		used = r.orgs.find(v.refKey).used
	}
	check, ok := checkExclusions, false
	switch words := is.words(); {
	case v != standing && words == ruleOlder:
		ok = !ref.same(v, standing)
	case v != standing && words == ruleRepeat:
		check, ok = checkMerges, used && ref.same(v, standing)
	case words == ruleUnused:
		ok = !used
	case words == ruleAgreement:
		check, ok = checkMerges, used && agreement && v == standing
	case words == loaded:
		ok = used && !agreement && v == standing
	}
	if !ok {
		r.breaks.add(Break{check, ref.entity, nullID, v.row, "", "does-not-satisfy-" + is.words()})
	}
	if is.disposition == merged && !r.claimed(v.row, is.rule, s.links) {
		r.breaks.add(Break{checkMerges, ref.entity, nullID, v.row, "", "merged-without-a-claim"})
	}
	r.outcomes.compared(check, 1)
	return nil
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
	case tablePractitioner:
		r.wantPractitioner(&w, v)
	case tableCode:
		r.wantCode(&w, v)
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
	} else {
		w.text("")
		w.text("")
		w.text("")
		w.ref(0)
		w.ref(0)
		w.date(0)
		w.date(0)
	}
	activated, disabled := int32(-1), int32(-1)
	if s := r.sharing.find(v.refKey); s != nil {
		activated, disabled = r.sharing.small(s, "is_activated", -1), r.sharing.small(s, "disabled", -1)
	}
	w.int(int64(activated))
	w.int(int64(disabled))
}

func (r *run) wantPractitioner(w *wanted, v *refVersion) {
	w.text(v.guid.String())
	w.ref(r.organisation(orgKey{v.source, r.users.guid(v, "organisation_guid")}))
	for _, column := range []string{"title", "given_name", "surname", "job_category_code", "job_category_name"} {
		w.text(r.users.text(v, column))
	}
	w.int(int64(r.users.small(v, "contract_start_date", 0)))
	w.int(int64(r.users.small(v, "contract_end_date", 0)))
}

func (r *run) wantCode(w *wanted, v *refVersion) {
	m := r.meanings[v.source][v.code]
	snomed := ""
	if n := r.codes.int(v, "snomed_ct_concept_id"); n != table.NullInt64 {
		snomed = fmt.Sprint(n)
	}
	w.text(r.in.sources[v.source])
	w.int(v.code)
	w.text(r.codes.text(v, "term"))
	w.text(r.codes.text(v, "read_term_id"))
	w.text(snomed)
	w.text(r.codes.text(v, "emis_code_category_description"))
	w.text(m.system)
	w.text(m.code)
	w.text(m.class)
	w.text(m.kind())
	w.text(m.state)
	w.text(m.damage.String())
}
