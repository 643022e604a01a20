package transform

import (
	"lollipop/internal/chis"
	"lollipop/mappings"
)

// restrictions writes why the child is restricted, for each reason once.
func (c *childBuilder) restrictions() {
	for i := range c.records {
		r := &c.records[i]
		row := r.row.row
		if r.sensitive {
			basis, since := c.sensitiveBy(r)
			c.restrictionRow("sensitive", basis, since, row)
		}
		invalid, traced := tracedAs(c.t.traced[r.index], mappings.TraceInvalid)
		switch register := r.restriction; {
		case register.kind != "" && register.kind != "sensitive":
			c.restrictionRow(register.kind, "register", register.since, row)
		case traced:
			c.restrictionRow("protected", "trace", invalid, row)
		case r.protected && !r.protectCode:
			c.restrictionRow("protected", "spread", 0, row)
		}
		switch {
		case r.ownConfident:
			c.restrictionRow("confidential", "flag", 0, row)
		case r.confident:
			c.restrictionRow("confidential", "spread", 0, row)
		}
	}
}

// sensitiveBy is what makes a record sensitive, and since when where that is known.
func (c *childBuilder) sensitiveBy(r *record) (string, chis.Date) {
	since, traced := tracedAs(c.t.traced[r.index], mappings.TraceSensitive)
	switch {
	case r.ownSensitive:
		return "flag", 0
	case r.restriction.kind == "sensitive":
		return "register", r.restriction.since
	case traced:
		return "trace", since
	}
	return "spread", 0
}

func (c *childBuilder) restrictionRow(kind, basis string, since chis.Date, row int64) {
	a := c.rowAt(c.t.tab.restriction, true, 0)
	a.int(c.id)
	a.text(kind)
	a.date(since)
	a.text(basis)
	a.int(row)
	id := c.endAttribute(c.t.tab.restriction, c.ordinal, &a)
	c.from(c.t.tab.restriction, id, row)
}
