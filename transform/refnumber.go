package transform

import (
	"slices"

	"lollipop/internal/table"
	"lollipop/mappings"
)

// assignReferenceIDs numbers the used rows in key order, after the ids of an
// earlier rehearsal, which stay. Tables come in the order of target.csv: what a
// row names has its id before it. Organisations made of a sharing row stand
// among the others.
func (t *run) assignReferenceIDs() error {
	for _, tab := range t.tables {
		refs := t.referencesOf(tab)
		if len(refs) == 0 {
			continue
		}
		key := t.keyColumns(tab)
		names := make([]string, len(key))
		for i, c := range key {
			names[i] = tab.Columns[c].Name
		}
		old, err := t.referenceIDs(tab.Name, names...)
		if err != nil {
			return err
		}
		t.numberReferences(tab, key, refs, old)
	}
	return nil
}

// referencesOf are the references that a table is made of.
func (t *run) referencesOf(tab *mappings.Table) (refs []*reference) {
	for _, ref := range t.refs {
		if ref.table == tab {
			refs = append(refs, ref)
		}
	}
	if tab.Name == "organisation" {
		refs = append(refs, t.sharing)
	}
	return refs
}

// keyColumns are the columns of a reference table that tell its rows apart:
// those of the key, and the source. Two sources may send one user: where a table
// has no source, the organisation, whose id stays, tells them apart; where it
// was never sent, the second gets a new id.
func (t *run) keyColumns(tab *mappings.Table) (key []int) {
	for i, c := range tab.Columns {
		s, plain := c.Plain()
		switch {
		case c.DerivedFrom == "file.source", plain && slices.Contains(tab.Entity.Keys, s.Column):
			key = append(key, i)
		case plain && c.References == "organisation" && tab.Column("source") < 0:
			key = append(key, i)
		}
	}
	return key
}

func (t *run) numberReferences(tab *mappings.Table, key []int, refs []*reference, old map[string]int64) {
	var used []refSpot
	for _, ref := range refs {
		for i := range ref.rows {
			if ref.used[i].Load() {
				used = append(used, refSpot{ref, int32(i)})
			}
		}
	}
	slices.SortStableFunc(used, func(a, b refSpot) int { return a.ref.rows[a.i].compare(b.ref.rows[b.i].refKey) })
	given := map[int64]bool{}
	for _, s := range used {
		id := old[t.referenceKey(tab, key, s)]
		if id == 0 || given[id] {
			t.lastIDs[tab.Name]++
			id = t.lastIDs[tab.Name]
		}
		given[id] = true
		s.ref.id[s.i] = id
	}
}

// referenceKey is the key under which referenceIDs finds an earlier id.
func (t *run) referenceKey(tab *mappings.Table, key []int, s refSpot) string {
	r := &s.ref.rows[s.i]
	text := ""
	for _, i := range key {
		c := &tab.Columns[i]
		switch from, _ := c.Plain(); {
		case c.DerivedFrom == "file.source":
			text += t.in.sources[r.source]
		case c.Kind == mappings.TargetInt:
			text += string(appendInt(nil, r.codeID()))
		case c.Kind == mappings.TargetRef:
			text += string(appendInt(nil, t.linkID(s.ref, r, from.Column)))
		default:
			text += r.key.String()
		}
		text += "|"
	}
	return text
}

// linkID is the target id of the row that a column of a reference row names,
// NULL for none.
func (t *run) linkID(ref *reference, r *refRow, column int) int64 {
	for k, link := range ref.entity.Links {
		if link.Column == column {
			return t.targetID(link.To, guidKey(r.source, r.links[k]))
		}
	}
	return table.NullInt64
}

// targetID is the id of the target row that a reference row became, NULL for
// none.
func (t *run) targetID(e *mappings.Entity, k refKey) int64 {
	if e == t.orgs.entity {
		return t.organisationID(k)
	}
	if ref := t.reference(e); ref != nil {
		return ref.target(ref.find(k.source, k.key))
	}
	return table.NullInt64
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
