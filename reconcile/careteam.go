package reconcile

import (
	"cmp"
	"slices"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// wantCareTeam wants a row for each doctor whom a patient row names: the usual one
// where the user is known, the one elsewhere by identifier or by name.
func (c *childCheck) wantCareTeam(r *record) {
	p, source := r.row.patient, c.people.source(r.number)
	if id := c.practitioner(source, p.usualGP); id != 0 {
		c.wantDoctor(r, "usual_gp", "", id)
	}
	if id := c.practitioner(source, p.externalDoctor); id != 0 || p.externalGP != "" {
		c.wantDoctor(r, "external_gp", p.externalGP, id)
	}
}

func (c *childCheck) wantDoctor(r *record, role, name string, practitioner int64) {
	c.w.reset()
	c.w.int(c.id)
	for _, v := range []string{role, "stated", name} {
		c.w.text(v)
	}
	c.w.occurred(chis.PartialDate{})
	c.details(&sourceRow{abnormal: -1})
	c.w.int(table.NullInt64)
	c.w.ref(c.organisation(c.people.orgList[c.people.keys[r.number].org]))
	c.w.ref(practitioner)
	c.w.int(table.NullInt64)
	c.w.date(0)
	c.w.text("")
	c.w.int(r.row.row)
	c.want(tableCareTeam, c.restricted)
}

// firstLine is a text up to its first line end.
func firstLine(text []byte) string {
	line, _, _ := strings.Cut(strings.ReplaceAll(string(text), "\r", "\n"), "\n")
	return strings.TrimSpace(line)
}

// wantDocuments wants a row for each document that live observations of a record
// name: with the values of the lowest such row, and restricted where any of them is.
func (c *childCheck) wantDocuments() {
	named := map[itemOf][]*sourceRow{}
	for _, e := range c.events {
		if e.entity == entityObservation && !e.document.IsZero() {
			k := itemOf{e.person, e.document}
			named[k] = append(named[k], e)
		}
	}
	for k, rows := range named {
		first := slices.MinFunc(rows, func(a, b *sourceRow) int { return cmp.Compare(a.row, b.row) })
		o := c.people.orgList[c.people.keys[k.person].org]
		c.w.reset()
		c.w.int(c.id)
		c.w.text(k.item.String())
		c.w.occurred(first.when)
		c.code(first)
		c.w.ref(c.organisation(o))
		c.w.ref(c.practitioner(o.source, first.user))
		c.w.date(first.entered)
		c.w.int(c.leadOf(first))
		c.want(tableDocument, slices.ContainsFunc(rows, c.hiddenItem))
	}
}

// leadOf is the primary row of the event that a row became, or was joined to. A
// row that is neither is its own.
func (c *childCheck) leadOf(e *sourceRow) int64 {
	for _, l := range e.links {
		t := c.target(l.table, l.id)
		if e.fate.disposition == merged && t != nil && t.lead() != nil && c.claimed(e.row, e.fate.rule, []rawLink{l}) {
			return t.lead().row
		}
	}
	return e.row
}
