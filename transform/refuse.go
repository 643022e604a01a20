package transform

import "lollipop/mappings"

// refSpot is a standing row of a reference entity.
type refSpot struct {
	ref *reference
	i   int32
}

// useReferences marks the reference rows that loaded rows need. Events have
// marked what they name; there come to them the organisations that sent
// patients, what the legacy system keeps whatever names it, and from all of
// these whatever they name, and whatever follows them, on and on. An
// organisation that only an agreement names gets a row from that.
func (t *run) useReferences() {
	u := &refUse{run: t, followers: t.followers(), versions: t.organisationVersions()}
	for i := range t.persons {
		p := &t.persons[i]
		for _, doctor := range p.doctors {
			t.users.use(doctor)
		}
		u.organisation(guidKey(p.source, p.org))
	}
	for _, ref := range t.refs {
		for i := range ref.rows {
			r := &ref.rows[i]
			if ref.used[i].Load() || ref.entity.WholeOfLegacy && !t.in.practice[r.source] && !r.withdrawn {
				ref.used[i].Store(true)
				u.next = append(u.next, refSpot{ref, int32(i)})
			}
		}
	}
	for len(u.next) > 0 {
		spot := u.next[len(u.next)-1]
		u.next = u.next[:len(u.next)-1]
		u.spread(spot)
	}
}

// refUse spreads the use of reference rows.
type refUse struct {
	*run
	followers map[*mappings.Entity]map[refKey][]refSpot // live rows by the row that they follow
	versions  map[refKey][]refRow                       // of organisations: earlier ones name commissioners too
	next      []refSpot
}

// followers lists the rows that are used as soon as another is.
func (t *run) followers() map[*mappings.Entity]map[refKey][]refSpot {
	all := map[*mappings.Entity]map[refKey][]refSpot{}
	for _, ref := range t.refs {
		for k, link := range ref.entity.Links {
			if !link.Follows {
				continue
			}
			of := all[link.To]
			if of == nil {
				of = map[refKey][]refSpot{}
				all[link.To] = of
			}
			for i := range ref.rows {
				if r := &ref.rows[i]; !r.withdrawn {
					key := guidKey(r.source, r.links[k])
					of[key] = append(of[key], refSpot{ref, int32(i)})
				}
			}
		}
	}
	return all
}

func (u *refUse) use(spot refSpot) {
	if spot.i >= 0 && !spot.ref.used[spot.i].Load() {
		spot.ref.used[spot.i].Store(true)
		u.next = append(u.next, spot)
	}
}

// organisation uses one that sent patients. Its agreement stands in for an
// organisation row that was never sent.
func (u *refUse) organisation(k refKey) {
	if i, ok := u.orgs.index[k]; ok {
		u.use(refSpot{u.orgs, i})
	} else if i, ok := u.sharing.index[k]; ok {
		u.use(refSpot{u.sharing, i})
	}
}

func (u *refUse) spread(spot refSpot) {
	r, entity := &spot.ref.rows[spot.i], spot.ref.entity
	for k, link := range entity.Links {
		if to := u.reference(link.To); to != nil && !link.Follows {
			u.use(refSpot{to, to.find(r.source, r.links[k])})
		}
	}
	if link := u.commissionerLink(); entity == u.orgs.entity && link >= 0 {
		for _, v := range u.versions[r.refKey] {
			u.use(refSpot{u.orgs, u.orgs.find(r.source, v.links[link])})
		}
	}
	if entity == u.sharing.entity {
		entity = u.orgs.entity
	}
	for _, f := range u.followers[entity][r.refKey] {
		u.use(f)
	}
}
