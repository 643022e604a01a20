package reconcile

// useReferences marks the reference rows that live rows need: the codes, users
// and others that events name, the organisations that sent persons, and what the
// legacy system keeps whatever names it. These need what they name, and bring
// what follows them.
func (r *run) useReferences() {
	var next []func() // what a row that was marked asks for
	var mark func(ref *reference, v *refVersion)
	mark = func(ref *reference, v *refVersion) {
		if v == nil || v.used {
			return
		}
		v.used = true
		next = append(next, func() { r.spreadUse(ref, v, mark) })
	}
	for _, ref := range r.refs {
		for n := range ref.versions {
			v := &ref.versions[n]
			kept := ref.entity.WholeOfLegacy && !r.in.practice[v.source] && !v.withdrawn && !v.deleted
			if r.used.has(ref, n) || kept && ref.find(v.refKey) == v {
				mark(ref, v)
			}
		}
	}
	for _, e := range r.byRow {
		o := r.people.orgList[r.people.keys[e.person].org]
		if k := (refKey{source: o.source, guid: o.guid}); r.orgs.find(k) != nil {
			mark(r.orgs, r.orgs.find(k))
		} else {
			mark(r.sharing, r.sharing.find(k))
		}
	}
	for len(next) > 0 {
		last := next[len(next)-1]
		next = next[:len(next)-1]
		last()
	}
}

// spreadUse marks what a used row names, and the live rows that follow it. A row
// may follow an organisation that only its agreement tells of.
func (r *run) spreadUse(ref *reference, v *refVersion, mark func(*reference, *refVersion)) {
	for _, link := range ref.entity.Links {
		if !link.Follows {
			named := refKey{source: v.source, guid: ref.guid(v, ref.entity.Columns[link.Column].Name)}
			mark(r.reference(link.To), r.reference(link.To).find(named))
		}
	}
	entity := ref.entity
	if ref == r.orgs { // earlier rows name commissioners too
		for _, old := range r.liveVersions(v.refKey) {
			mark(r.orgs, r.orgs.find(refKey{source: v.source, guid: r.orgs.guid(old, "ccg_organisation_guid")}))
		}
	}
	if ref == r.sharing {
		entity = r.orgs.entity
	}
	for _, other := range r.refs {
		for _, link := range other.entity.Links {
			if !link.Follows || link.To != entity {
				continue
			}
			for _, n := range r.followersOf(other, other.entity.Columns[link.Column].Name)[orgKey{v.source, v.guid}] {
				mark(other, &other.versions[n])
			}
		}
	}
}

// followersOf lists the standing rows of an entity that no delete row withdrew,
// by the row that they follow.
func (r *run) followersOf(ref *reference, column string) map[orgKey][]int {
	if r.followers == nil {
		r.followers = map[*reference]map[orgKey][]int{}
	}
	if r.followers[ref] == nil {
		all := map[orgKey][]int{}
		for _, n := range ref.standing {
			if v := &ref.versions[n]; !v.withdrawn {
				k := orgKey{v.source, ref.guid(v, column)}
				all[k] = append(all[k], n)
			}
		}
		r.followers[ref] = all
	}
	return r.followers[ref]
}
