package transform

import (
	"cmp"
	"slices"

	"lollipop/internal/chis"
)

// document is one that observations of a record name. The document itself is in
// no extract.
type document struct {
	person int32
	guid   chis.GUID
	named  []*event // by row
}

// documents writes what documents the standing observations name, each once a
// record: identifiers are unique within an organisation and no further. A
// document is as restricted as any row that names it.
func (c *childBuilder) documents() {
	var list []document
	eachKey(c.rows[entityObservation], func(e *event) {
		if e.document.IsZero() {
			return
		}
		i := slices.IndexFunc(list, func(d document) bool { return d.person == e.person && d.guid == e.document })
		if i < 0 {
			i, list = len(list), append(list, document{person: e.person, guid: e.document})
		}
		list[i].named = append(list[i].named, e)
	})
	for i := range list {
		slices.SortFunc(list[i].named, func(a, b *event) int { return cmp.Compare(a.row, b.row) })
		c.documentRow(&list[i])
	}
}

// documentRow has the values of the first row that names the document. Where that
// was joined with another row, the other is the primary: it is the one that loaded.
func (c *childBuilder) documentRow(d *document) {
	e, p, tab := d.named[0], &c.t.persons[d.person], c.t.tab.document
	primary := c.leadOf(c.homes[e])
	a := c.rowAt(tab, slices.ContainsFunc(d.named, c.confidentialItem), 0)
	a.int(c.id)
	a.guid(d.guid)
	occurred(&a, e)
	a.int(c.t.codes.target(e.code))
	a.int(c.t.organisationID(guidKey(p.source, p.org)))
	a.int(c.t.users.target(e.user))
	a.date(e.entered)
	a.int(primary)
	id := c.endAttribute(tab, c.ordinal, &a)
	c.from(tab, id, primary)
	for _, o := range d.named {
		if o.row != primary {
			c.and(tab, id, o.row)
		}
	}
}

// leadOf is the primary row of a target row of the child at hand.
func (b *builder) leadOf(h home) int64 {
	for i := len(b.lineage) - 1; ; i-- {
		if l := &b.lineage[i]; l.primary && l.table == h.table && l.id == h.id {
			return l.row
		}
	}
}
