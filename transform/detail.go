package transform

import (
	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// detail appends the problem that an observation belongs to and what only 8.x says
// of it, in the columns before the code.
func (c *childBuilder) detail(a *appender, e *event) {
	a.int(c.problemOf(e, e.problem, a.restricted))
	a.bytes(e.texts[textOperator])
	a.flag(e.abnormal)
	a.bytes(e.texts[textReason])
	a.bytes(e.texts[textEpisode])
	a.bytes(e.texts[textQualifiers])
}

// problemOf is the row of the problem that a row names, where it was sent. No open
// row names a restricted one: a problem is as restricted as its observation.
func (c *childBuilder) problemOf(e *event, item chis.GUID, restricted bool) int64 {
	if item.IsZero() {
		return table.NullInt64
	}
	p := c.find(entityProblem, e.person, item)
	if p == nil {
		return table.NullInt64
	}
	if o := c.find(entityObservation, e.person, item); o != nil && c.confidentialRow(o) && !restricted {
		return table.NullInt64
	}
	return p.row
}

// noFlag is the flag of what does not say.
const noFlag = -1

// vaccineFacts reads what the qualifiers of a dose say. Where they are no
// fragment of XML, or the expiry is no date, the text is set aside.
func (c *childBuilder) vaccineFacts(e *event) vaccineFacts {
	text := e.texts[textQualifiers]
	if len(text) == 0 {
		return vaccineFacts{}
	}
	facts, ok := readQualifiers(text)
	switch {
	case !ok:
		c.setAside(e.row, aside{"qualifiers", string(text), "bad-qualifiers"}, c.confidentialRow(e))
	case facts.expiry != "" && facts.expires.IsNone():
		c.setAside(e.row, aside{"qualifiers", facts.expiry, "bad-expiry"}, c.confidentialRow(e))
	}
	return facts
}
