package transform

import (
	"bytes"

	"lollipop/internal/table"
)

// careTeam writes who a patient row says cares for the child. Who else does is
// said by codes.
func (c *childBuilder) careTeam(r *record) {
	p := r.row.patient
	if id := c.t.users.target(p.usualGP); id != table.NullInt64 {
		c.careTeamRow(r, "usual_gp", "", id)
	}
	if id := c.t.users.target(p.externalGPUser); id != table.NullInt64 || p.externalGP != "" {
		c.careTeamRow(r, "external_gp", p.externalGP, id)
	}
}

func (c *childBuilder) careTeamRow(r *record, role, name string, practitioner int64) {
	nothing := &event{abnormal: noFlag}
	a := c.rowAt(c.t.tab.careTeam, c.restricted, 0)
	a.int(c.id)
	a.text(role)
	a.text("stated")
	a.text(name)
	occurred(&a, nothing)
	c.detail(&a, nothing)
	a.int(table.NullInt64) // code
	a.int(c.t.organisationID(guidKey(r.source, r.org)))
	a.int(practitioner)
	a.int(table.NullInt64) // encounter
	a.date(0)
	a.text("")
	a.int(r.row.row)
	id := c.endAttribute(c.t.tab.careTeam, c.ordinal, &a)
	c.from(c.t.tab.careTeam, id, r.row.row)
}

// schoolName is the first line of a note.
func schoolName(note []byte) string {
	if i := bytes.IndexAny(note, "\r\n"); i >= 0 {
		note = note[:i]
	}
	return string(bytes.TrimSpace(note))
}
