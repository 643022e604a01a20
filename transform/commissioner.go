package transform

import (
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// tableCommissioner tells who commissioned an organisation, and when.
const tableCommissioner = "organisation_commissioner"

// commission is a time in which the rows of an organisation name one commissioner.
type commission struct {
	by          chis.GUID
	from, until chis.Date // until is none where the last row still names it
}

// commissionerLink is the place of the commissioner among the links of organisations.
func (t *run) commissionerLink() int {
	for k, link := range t.orgs.entity.Links {
		if t.orgs.entity.Columns[link.Column].Name == "ccg_organisation_guid" {
			return k
		}
	}
	return -1
}

// organisationVersions are the live versions of each organisation in their order.
func (t *run) organisationVersions() map[refKey][]refRow {
	all := map[refKey][]refRow{}
	for _, list := range [][]refRow{t.orgs.rows, t.orgs.others} {
		for i := range list {
			all[list[i].refKey] = append(all[list[i].refKey], list[i])
		}
	}
	for _, versions := range all {
		slices.SortFunc(versions, compareVersions)
	}
	return all
}

// commissions are the times of an organisation: each begins on the day of the batch
// with which the commissioner first came and ends with that in which another one
// came, or none. What a batch said and took back on one day was never so.
func (t *run) commissions(versions []refRow, link int, closed chis.Date) (list []commission) {
	for i := range versions {
		by, day := versions[i].links[link], t.in.file(versions[i].row).stamp
		n := len(list)
		if n > 0 && list[n-1].until == 0 && list[n-1].by == by {
			continue
		}
		if n > 0 && list[n-1].until == 0 {
			if list[n-1].until = day; list[n-1].from == day {
				list, n = list[:n-1], n-1
			}
		}
		switch {
		case by.IsZero():
		case n > 0 && list[n-1].by == by && list[n-1].until == day:
			list[n-1].until = 0
		default:
			list = append(list, commission{by: by, from: day})
		}
	}
	if n := len(list); n > 0 && list[n-1].until == 0 && closed != 0 {
		list[n-1].end(closed)
	}
	return list
}

// end lets a time end with its organisation. One that had closed before its row
// first came began nobody knows when.
func (c *commission) end(closed chis.Date) {
	if c.until = closed; c.from >= closed {
		c.from = 0
	}
}

// writeCommissioners writes the times of every organisation that is written. The
// row that stands is their source: older ones are superseded.
func (t *run) writeCommissioners(cells []refCells, out *lineageSink) error {
	old, err := t.referenceIDs(tableCommissioner, "organisation_id", "commissioner_guid")
	if err != nil {
		return err
	}
	link, versions, given := t.commissionerLink(), t.organisationVersions(), map[int64]bool{}
	b := table.NewBatch(t.schemas[tableCommissioner], batchRows)
	for _, c := range cells {
		org := &t.orgs.rows[c.i]
		closed := c.cells.Vec[c.cells.Schema().Index("close_date")].I32[0]
		for _, s := range t.commissions(versions[org.refKey], link, chis.Date(closed)) {
			id := old[string(appendInt(nil, t.orgs.target(c.i)))+"|"+s.by.String()+"|"]
			if id == 0 || given[id] {
				t.lastIDs[tableCommissioner]++
				id = t.lastIDs[tableCommissioner]
			}
			given[id] = true
			a := appender{b: b}
			a.int(id)
			a.int(t.orgs.target(c.i))
			a.int(t.organisationID(guidKey(org.source, s.by)))
			a.guid(s.by)
			a.date(s.from)
			a.date(s.until)
			a.int(c.row)
			a.end()
			if err := out.add(c.row, tableCommissioner, id, true); err != nil {
				return err
			}
		}
	}
	return t.writeTable(tableCommissioner, b)
}
