package transform

import (
	"bytes"
	"cmp"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
	"lollipop/internal/table"
	"lollipop/mappings"
	"lollipop/transform/merge"
)

// observation sends a standing observation row to the table its code says.
// Doses, birth facts and rows that another source may repeat are gathered and
// settled once all rows of the child are seen.
func (c *childBuilder) observation(e *event) {
	c.noteDates(e)
	k := &c.t.codes.rows[e.code].code
	c.noteCode(e, k)
	switch k.kind {
	case kindGiven, kindNotDone, kindDidNotAttend, kindHistory:
		facts := c.vaccineFacts(e)
		facts.batch = cmp.Or(facts.batch, batchInText(e.texts[textNote]))
		c.doses = append(c.doses, dose{event: e, code: k, facts: facts})
	case kindRefused, kindConsentGiven, kindDissent:
		c.consentRow(e, k)
	case kindContraindicated:
		c.contraindicationRow(e, k)
	case kindAllergy, kindAdverseReaction:
		c.wordsRow(e, c.t.tab.allergy, k.Concept.Kind)
	case kindReview:
		c.match(e, c.t.tab.review, k.Concept)
	case kindScreening:
		c.match(e, c.t.tab.screening, k.Concept)
	case kindMeasurement:
		if c.numeric(e) {
			c.match(e, c.t.tab.measurement, k.Concept)
		}
	case kindFeeding:
		c.wordsRow(e, c.t.tab.feeding, k.Concept.Value)
	case kindLegalStatus:
		c.flagRow(e, c.t.tab.legalStatus, k.Concept)
	case kindAlert:
		c.flagRow(e, c.t.tab.alert, k.Concept)
	case kindNeed:
		c.wordsRow(e, c.t.tab.need, k.Concept.Detail)
	case kindAssessment:
		c.assessmentRow(e, k.Concept)
	case kindCareTeam:
		c.wordsRow(e, c.t.tab.careTeam, k.Concept.Detail, k.Concept.Value, "")
	case kindSchool:
		c.wordsRow(e, c.t.tab.school, k.Concept.Value, schoolName(e.texts[textNote]))
	case kindCorrespondence:
		c.wordsRow(e, c.t.tab.correspondence, k.Concept.Detail, k.Concept.Value, k.Concept.Antigens.String())
	case kindBirthOrder, kindNumberBorn, kindGestation, kindBirthWeight, kindStillbirth:
		c.facts.take(e, k)
	case kindDeath:
		c.observationRow(e)
		c.and(c.t.tab.child, c.childLocal(), e.row)
	case kindProtection:
		c.protectionRow(e, k.Concept)
	default:
		c.observationRow(e)
	}
}

// numeric reports a value that is a number. A row of another is kept as a plain
// observation.
func (c *childBuilder) numeric(e *event) bool {
	value := e.texts[textValue]
	if chis.ParseDecimal(value) {
		return true
	}
	if len(value) > 0 {
		c.setAside(e.row, aside{"value", string(value), "bad-value"}, c.confidentialRow(e))
	}
	c.observationRow(e)
	return false
}

// childLocal is the local id of the child's own row.
func (c *childBuilder) childLocal() int64 { return -c.id }

// occurred appends the date of an event and how precise it is.
func occurred(a *appender, e *event) {
	a.date(e.date)
	a.text(e.precision.String())
}

// tail appends the columns that end every event table.
func (c *childBuilder) tail(a *appender, e *event) {
	p := &c.t.persons[e.person]
	a.int(c.t.codes.target(e.code))
	a.int(c.t.organisationID(guidKey(p.source, p.org)))
	a.int(c.t.users.target(e.user))
	a.int(c.encounterOf(e, a.restricted))
	a.date(e.entered)
	a.bytes(e.texts[textNote])
	a.int(e.row)
	a.end()
}

// wordsRow writes a row whose own columns are words that the code means.
func (c *childBuilder) wordsRow(e *event, tab uint8, words ...string) {
	a, id := c.row(tab, c.confidentialRow(e), e)
	a.int(c.id)
	for _, w := range words {
		a.text(w)
	}
	occurred(&a, e)
	c.detail(&a, e)
	c.tail(&a, e)
	c.made(e, tab, id)
}

// flagRow writes a start or end of a flag. A flag that is kept as a problem ends
// with that.
func (c *childBuilder) flagRow(e *event, tab uint8, k *mappings.Concept) {
	a, id := c.row(tab, c.confidentialRow(e), e)
	a.int(c.id)
	a.text(k.Detail)
	a.text(k.Value)
	occurred(&a, e)
	c.until(&a, e)
	c.detail(&a, e)
	c.tail(&a, e)
	c.made(e, tab, id)
}

// until appends the end of the problem that an observation is, none where it is none
// or has not ended.
func (c *childBuilder) until(a *appender, e *event) {
	end := event{}
	if p := c.find(entityProblem, e.person, e.item); p != nil {
		end = *p
	}
	a.date(end.end)
	a.text(end.endPrecision.String())
}

func (c *childBuilder) observationRow(e *event) {
	tab := c.t.tab.observation
	a, id := c.row(tab, c.confidentialRow(e), e)
	a.int(c.id)
	for _, i := range [...]int{textValue, textUnit, textLow, textHigh} {
		a.bytes(e.texts[i])
	}
	a.int(c.parentOf(e))
	occurred(&a, e)
	c.detail(&a, e)
	c.tail(&a, e)
	c.made(e, tab, id)
}

// parentOf is the row of the observation that an observation is a part of, where
// that was sent.
func (c *childBuilder) parentOf(e *event) int64 {
	if !e.parent.IsZero() {
		if p := c.find(entityObservation, e.person, e.parent); p != nil {
			return p.row
		}
	}
	return table.NullInt64
}

// assessmentRow writes the score of a part of a questionnaire.
func (c *childBuilder) assessmentRow(e *event, k *mappings.Concept) {
	if !c.numeric(e) {
		return
	}
	tab := c.t.tab.assessment
	a, id := c.row(tab, c.confidentialRow(e), e)
	a.int(c.id)
	a.text(k.Detail)
	a.text(k.Value)
	a.bytes(e.texts[textValue])
	a.int(c.parentOf(e))
	occurred(&a, e)
	c.detail(&a, e)
	c.tail(&a, e)
	c.made(e, tab, id)
}

func (c *childBuilder) consentRow(e *event, k *code) {
	subject, decision := k.Concept.Detail, "refused"
	if subject == "" {
		subject = "immunisation"
	}
	switch {
	case k.kind == kindConsentGiven:
		decision = "given"
	case k.Concept.Value == "withdrawn":
		decision = "withdrawn"
	}
	if k.kind == kindDissent && k.Concept.Detail == "" {
		subject = "data_sharing"
	}
	tab := c.t.tab.consent
	a, id := c.row(tab, c.confidentialRow(e), e)
	a.int(c.id)
	a.text(subject)
	a.text(k.Concept.Antigens.String())
	a.text(decision)
	occurred(&a, e)
	c.until(&a, e)
	c.detail(&a, e)
	c.tail(&a, e)
	c.made(e, tab, id)
	if subject == "immunisation" && k.kind != kindDissent {
		c.timeline.wish(k, e, c.confidentialRow(e))
	}
	if k.kind == kindRefused && subject == "immunisation" && e.date != 0 && e.precision >= chis.PrecisionDay {
		c.refusals = append(c.refusals, refusal{e.date, k.Concept.Antigens})
	}
}

func (c *childBuilder) contraindicationRow(e *event, k *code) {
	tab := c.t.tab.contraindication
	a, id := c.row(tab, c.confidentialRow(e), e)
	a.int(c.id)
	a.text(k.Concept.Antigens.String())
	occurred(&a, e)
	c.detail(&a, e)
	c.tail(&a, e)
	c.made(e, tab, id)
	c.timeline.held(schedule.Contraindicated, e, k.Concept.Antigens, c.confidentialRow(e))
}

// protectionRow keeps a protection code as the restriction it states.
func (c *childBuilder) protectionRow(e *event, k *mappings.Concept) {
	tab := c.t.tab.restriction
	a, id := c.row(tab, true, e)
	a.int(c.id)
	a.text(k.Detail)
	a.date(e.date)
	a.text("code")
	a.int(e.row)
	a.end()
	c.made(e, tab, id)
}

// matchRow is a row that another source may repeat: equal when all values and
// the full date are.
type matchRow struct {
	event *event
	tab   uint8
	code  *mappings.Concept
}

func (c *childBuilder) match(e *event, tab uint8, k *mappings.Concept) {
	c.matches = append(c.matches, matchRow{e, tab, k})
}

// key is what must be equal for two rows of two sources to be one event.
func (m *matchRow) key(tab *tableNumbers) []byte {
	var key []byte
	field := func(b []byte) { key = append(append(key, b...), 0) }
	key = append(key, m.tab)
	switch m.tab {
	case tab.review:
		field([]byte(m.code.Detail))
		field([]byte(m.code.Value))
	case tab.screening:
		field([]byte(m.code.Dose))
		field([]byte(m.code.Detail))
		field([]byte(m.code.Value))
		field(m.event.texts[textValue])
	default:
		field([]byte(m.code.Detail))
		for _, i := range [...]int{textValue, textUnit, textLow, textHigh} {
			field(m.event.texts[i])
		}
	}
	return key
}

// settleMatches writes reviews, screening results and measurements, joined where
// two sources tell the same.
func (c *childBuilder) settleMatches() {
	if !c.several {
		for i := range c.matches {
			c.matchedRow(&c.matches[i], nil)
		}
		return
	}
	events := make([]merge.Event, len(c.matches))
	for i := range c.matches {
		m := &c.matches[i]
		events[i] = c.mergeEvent(m.event)
		events[i].Key = m.key(&c.t.tab)
	}
	for _, g := range merge.Join(events, nil) {
		c.matchedRow(&c.matches[g.Rows[0]], g.Rows[1:])
	}
}

func (c *childBuilder) mergeEvent(e *event) merge.Event {
	p := &c.t.persons[e.person]
	m := merge.Event{Source: c.t.mergeSource[e.person], Practice: c.t.in.practice[p.source], Row: e.row}
	if e.precision >= chis.PrecisionDay {
		m.Date = e.date
	}
	return m
}

func (c *childBuilder) matchedRow(m *matchRow, rest []int) {
	e := m.event
	restricted := c.confidentialRow(e)
	for _, i := range rest {
		restricted = restricted || c.confidentialRow(c.matches[i].event)
	}
	a, id := c.row(m.tab, restricted, e)
	a.int(c.id)
	switch m.tab {
	case c.t.tab.review:
		a.text(m.code.Detail)
		a.text(m.code.Value)
	case c.t.tab.screening:
		a.text(m.code.Dose)
		a.text(m.code.Detail)
		a.text(m.code.Value)
		a.bytes(e.texts[textValue])
	default:
		a.text(m.code.Detail)
		a.bytes(e.texts[textValue])
		a.bytes(e.texts[textUnit])
		a.bytes(decimalOrNone(e.texts[textLow]))
		a.bytes(decimalOrNone(e.texts[textHigh]))
	}
	occurred(&a, e)
	c.detail(&a, e)
	c.tail(&a, e)
	c.made(e, m.tab, id)
	for _, i := range rest {
		c.join(c.matches[i].event, m.tab, id, reasonSameEvent, mergedSameEvent)
	}
}

// join notes a standing row that was merged into another's target row.
func (c *childBuilder) join(e *event, tab uint8, id int64, reason uint8, f fate) {
	c.joined(tab, id, e.row, reason)
	c.became(e, tab, id, f)
}

func decimalOrNone(b []byte) []byte {
	if chis.ParseDecimal(b) {
		return b
	}
	return nil
}

// batchMark begins a batch number in the free text that EMIS renders.
var batchMark = []byte("Batch Number: ")

// batchInText is the batch number of a rendered note, "" where there is none.
// EMIS 5.x to 7 have no column for it.
func batchInText(note []byte) string {
	i := bytes.Index(note, batchMark)
	if i < 0 {
		return ""
	}
	rest := note[i+len(batchMark):]
	if end := bytes.IndexAny(rest, ",];\r\n"); end >= 0 {
		rest = rest[:end]
	}
	return string(bytes.TrimSpace(rest))
}
