package transform

// detail appends what only 8.x says of an observation, in the columns before the
// code.
func (a *appender) detail(e *event) {
	a.bytes(e.texts[textOperator])
	a.flag(e.abnormal)
	a.bytes(e.texts[textReason])
	a.bytes(e.texts[textEpisode])
	a.bytes(e.texts[textQualifiers])
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
