package reconcile

import (
	"bytes"
	"slices"

	"lollipop/internal/chis"
)

// judgeCommissioners works out again who commissioned each organisation and when,
// and holds the table against it as a set, ids apart.
func (r *run) judgeCommissioners() {
	t := r.tables[r.tableNumber[tableCommissioner]]
	var want []wanted
	for _, n := range r.orgs.standing {
		if v := &r.orgs.versions[n]; v.target != 0 {
			want = append(want, r.wantCommissioners(v)...)
		}
	}
	r.outcomes.compared(checkValues, int64(len(want)))
	var odd []*targetRow
	for i := range t.kept {
		row := &t.kept[i]
		at := slices.IndexFunc(want, func(w wanted) bool { return bytes.Equal(w.data, row.data) })
		if at < 0 {
			odd = append(odd, row)
			continue
		}
		want = slices.Delete(want, at, at+1)
	}
	for _, row := range odd {
		at := slices.IndexFunc(want, func(w wanted) bool { return t.primary(w.data) == row.source })
		if at < 0 {
			r.breaks.add(Break{checkValues, t.Name, row.id, row.source, "", "no-source-row-says-so"})
			continue
		}
		for _, column := range t.differences(want[at].data, row.data) {
			r.breaks.add(Break{checkValues, t.Name, row.id, row.source, column, "differs"})
		}
		want = slices.Delete(want, at, at+1)
	}
	for _, w := range want {
		r.breaks.add(Break{checkValues, t.Name, nullID, t.primary(w.data), "", "row-is-missing"})
	}
}

// commissionerOf is what the live rows of a day say last.
type commissionerOf struct {
	day chis.Date
	by  chis.GUID
}

// wantCommissioners are the rows of an organisation, from what its live rows said
// at the end of each day.
func (r *run) wantCommissioners(standing *refVersion) (rows []wanted) {
	var days []commissionerOf
	for _, v := range r.liveVersions(standing.refKey) {
		said := commissionerOf{r.in.file(v.row).stamp, r.orgs.guid(v, "ccg_organisation_guid")}
		if n := len(days); n > 0 && days[n-1].day == said.day {
			days[n-1] = said
			continue
		}
		days = append(days, said)
	}
	closed := chis.Date(r.orgs.small(standing, "close_date", 0))
	for i := 0; i < len(days); {
		from, by := days[i].day, days[i].by
		for i < len(days) && days[i].by == by {
			i++
		}
		until := closed
		if i < len(days) {
			until = days[i].day
		} else if closed != 0 && closed <= from {
			from = 0
		}
		if by.IsZero() {
			continue
		}
		var w wanted
		w.reset()
		w.ref(standing.target)
		w.ref(r.organisation(orgKey{standing.source, by}))
		w.text(by.String())
		w.date(from)
		w.date(until)
		w.int(standing.row)
		rows = append(rows, w)
	}
	return rows
}

// liveVersions are the rows of an organisation that are no delete rows, in order.
func (r *run) liveVersions(k refKey) (list []*refVersion) {
	at, _ := slices.BinarySearchFunc(r.orgs.versions, k, func(v refVersion, k refKey) int { return v.compareKey(k) })
	for ; at < len(r.orgs.versions) && r.orgs.versions[at].refKey == k; at++ {
		if !r.orgs.versions[at].deleted {
			list = append(list, &r.orgs.versions[at])
		}
	}
	return list
}
