package reconcile

import (
	"bytes"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// home is the table that a standing event belongs in.
func (c *childCheck) home(e *sourceRow) string {
	switch e.entity {
	case entityDiary:
		return tableDue
	case entityProblem:
		return tableProblem
	case entityConsultation:
		return tableEncounter
	case entityReferral:
		return tableReferral
	case entitySlot:
		return tableAppointment
	case entityHistory:
		return tableHistory
	case entityPatientAudit, entityRegistrationAudit:
		return tableAudit
	case entityDrug, entityIssue:
		return tableDose
	}
	m := c.meaningOf(e)
	if m == nil {
		return tableObservation
	}
	kind := c.Mappings.Kind(m.kind())
	switch {
	case kind == nil:
		return tableObservation
	case (kind.Name == kindMeasurement || kind.Name == kindAssessment) && !chis.ParseDecimal(e.text[textValue]):
		return tableObservation
	case kind.Table == tableBirth && !c.birth.has(e):
		return tableObservation
	}
	return kind.Table
}

// hidden reports that an event goes to the restricted tables.
func (c *childCheck) hiddenEvent(e *sourceRow) bool { return c.restricted || e.confidential }

// judgeEvents works out again every row that an event makes.
func (c *childCheck) judgeEvents() {
	c.gatherBirth()
	c.gatherDoses()
	for _, e := range c.events {
		c.noteEvent(e)
		c.useReferences(e)
	}
	for i := range c.targets {
		t := &c.targets[i]
		if lead := t.lead(); lead != nil && lead.entity != entityPatient && c.tables[t.table].Name != tableDocument {
			c.judgeEventRow(t, lead)
		}
	}
	c.wantDocuments()
}

func (c *childCheck) judgeEventRow(t *targetRow, e *sourceRow) {
	tab := c.tables[t.table]
	switch {
	case !e.standing:
		c.breakAt(checkValues, tab.Name, t.id, e.row, "", "made-by-a-row-that-does-not-stand")
		return
	case c.home(e) != tab.Name:
		c.breakAt(checkValues, tab.Name, t.id, e.row, "", "belongs-in-another-table")
		return
	}
	joined, parts := c.contributors(t)
	hide := c.hiddenEvent(e) || tab.Name == tableRestriction
	for _, o := range append(append([]*sourceRow(nil), joined...), parts...) {
		hide = hide || o.confidential
	}
	products := c.productsOf(t)
	for _, o := range products {
		hide = hide || o.confidential
	}
	c.judgeGroup(t, e, joined, parts)
	c.judgeProducts(t, e, products)
	c.hide = hide
	c.w.reset()
	c.w.int(c.id)
	switch tab.Name {
	case tableDose:
		c.dose(t, e, products)
	case tableBirth:
		hide = c.birthRow(e) || hide
	case tableDue:
		c.dueItem(e)
	case tableProblem:
		hide = c.problem(e)
	case tableAppointment:
		c.appointmentRow(e)
	case tableEncounter:
		c.encounterRow(e)
	case tableReferral:
		hide = c.referralRow(e)
	case tableHistory:
		c.historyRow(e)
	case tableAudit:
		hide = c.auditRow(e)
	default:
		c.plainEvent(tab.Name, e)
	}
	c.compareRow(t, e, hide)
}

// contributors are the rows that were joined into a target row as the same event
// or as a fact of the birth, and those that were joined as its parts. Nothing is
// joined into a problem: where its observation was, that is another row's affair.
func (c *childCheck) contributors(t *targetRow) (joined, parts []*sourceRow) {
	if name := c.tables[t.table].Name; name == tableProblem || name == tableReferral {
		return nil, nil
	}
	for _, l := range t.links {
		if l.primary || l.from.fate.disposition != merged {
			continue
		}
		switch l.from.fate.rule {
		case ruleSameEvent, ruleBirthFact:
			joined = append(joined, l.from)
		case ruleComponent:
			parts = append(parts, l.from)
		}
	}
	return joined, parts
}

// compareRow holds the row in c.w against what the target returned.
func (c *childCheck) compareRow(t *targetRow, e *sourceRow, hide bool) {
	tab := c.tables[t.table]
	if c.w.columns != len(tab.columns) {
		panic("reconcile: row of " + tab.Name + " with a wrong number of columns")
	}
	if hide != t.twin {
		check, kind := checkValues, "open-row-in-restricted-table"
		if hide {
			check, kind = checkSpread, "restricted-row-in-open-table"
		}
		c.breakAt(check, tab.Name, t.id, e.row, "", kind)
	}
	if bytes.Equal(c.w.data, t.data) {
		return
	}
	for _, column := range tab.differences(c.w.data, t.data) {
		c.breakAt(checkValues, tab.Name, t.id, e.row, column, "differs")
	}
}

// occurred appends a date and its precision.
func (w *wanted) occurred(d chis.PartialDate) {
	w.date(d.Date)
	w.text(d.Precision.String())
}

// tail appends the columns that end the rows of events.
func (c *childCheck) tail(e *sourceRow) {
	c.code(e)
	c.sender(e)
	c.w.ref(c.encounterOf(e, c.hide))
	c.w.date(e.entered)
	c.w.bytes(e.text[textNote])
	c.w.int(e.row)
}

func (c *childCheck) code(e *sourceRow) {
	id := table.NullInt64
	if m := c.meaningOf(e); m != nil {
		id = m.id
	}
	c.w.int(id)
}

// sender appends the organisation and the clinician.
func (c *childCheck) sender(e *sourceRow) {
	o := c.people.orgList[c.people.keys[e.person].org]
	c.w.ref(c.organisation(o))
	c.w.ref(c.practitioner(o.source, e.user))
}

// plainEvent is the row of an event that stands by itself: its own columns, then
// the date and the tail. A restriction has none but its own.
func (c *childCheck) plainEvent(name string, e *sourceRow) {
	c.ownColumns(name, e)
	if name == tableRestriction {
		return
	}
	c.w.occurred(e.when)
	if name == tableConsent || name == tableLegal || name == tableAlert {
		c.w.occurred(c.until(e))
	}
	c.details(e)
	c.tail(e)
}

// ownColumns appends the columns that no other table of events has.
func (c *childCheck) ownColumns(name string, e *sourceRow) {
	m := c.meaningOf(e)
	k := &mappings.Concept{}
	if m != nil && m.concept != nil {
		k = m.concept
	}
	switch name {
	case tableConsent:
		c.consent(k)
	case tableContra:
		c.w.text(k.Antigens.String())
	case tableAllergy:
		c.w.text(k.Kind)
	case tableReview, tableLegal, tableAlert:
		c.w.text(k.Detail)
		c.w.text(k.Value)
	case tableScreening:
		c.w.text(k.Dose)
		c.w.text(k.Detail)
		c.w.text(k.Value)
		c.w.bytes(e.text[textValue])
	case tableMeasurement:
		c.w.text(k.Detail)
		c.w.decimal(e.text[textValue])
		c.w.bytes(e.text[textUnit])
		c.w.decimal(e.text[textLow])
		c.w.decimal(e.text[textHigh])
	case tableFeeding:
		c.w.text(k.Value)
	case tableNeed:
		c.w.text(k.Detail)
	case tableAssessment:
		c.w.text(k.Detail)
		c.w.text(k.Value)
		c.w.decimal(e.text[textValue])
		c.parent(e)
	case tableCareTeam:
		c.w.text(k.Detail)
		c.w.text(k.Value)
		c.w.text("")
	case tableSchool:
		c.w.text(k.Value)
		c.w.text(firstLine(e.text[textNote]))
	case tableLetter:
		c.w.text(k.Detail)
		c.w.text(k.Value)
		c.w.text(k.Antigens.String())
	case tableRestriction:
		c.w.text(k.Detail)
		c.w.date(e.when.Date)
		c.w.text("code")
		c.w.int(e.row)
	case tableObservation:
		c.observation(e)
	}
}

// until is the end of the problem that an observation is kept as, none where it is
// none or goes on.
func (c *childCheck) until(e *sourceRow) (end chis.PartialDate) {
	if p := c.event(entityProblem, e.person, e.item); p != nil {
		end = p.end
	}
	return end
}

// details appends the problem that an observation belongs to and what only 8.x says
// of it.
func (c *childCheck) details(e *sourceRow) {
	c.problemRow(e, c.hide)
	c.w.text(e.more[moreOperator])
	c.w.int(e.abnormal)
	for _, i := range [...]int{moreReason, moreEpisode, moreQualifiers} {
		c.w.text(e.more[i])
	}
}

// problemRow appends the row of the problem that a row names, none where that was
// not sent, or where an open row would name a restricted one.
func (c *childCheck) problemRow(e *sourceRow, hide bool) {
	row := table.NullInt64
	if !e.problem.IsZero() {
		p, o := c.event(entityProblem, e.person, e.problem), c.event(entityObservation, e.person, e.problem)
		if p != nil && (o == nil || !c.hiddenEvent(o) || hide) {
			row = p.row
		}
	}
	c.w.int(row)
}

func (c *childCheck) observation(e *sourceRow) {
	for _, i := range [...]int{textValue, textUnit, textLow, textHigh} {
		c.w.bytes(e.text[i])
	}
	c.parent(e)
}

// parent appends the row of the observation that an observation is a part of.
func (c *childCheck) parent(e *sourceRow) {
	parent := table.NullInt64
	if p := c.event(entityObservation, e.person, e.parent); p != nil && !e.parent.IsZero() {
		parent = p.row
	}
	c.w.int(parent)
}

// consent appends what is consented to, for which antigens and how.
func (c *childCheck) consent(k *mappings.Concept) {
	subject, decision := k.Detail, "refused"
	switch {
	case subject == "" && k.Kind == kindDissent:
		subject = "data_sharing"
	case subject == "":
		subject = "immunisation"
	}
	switch {
	case k.Kind == kindConsent:
		decision = "given"
	case k.Value == "withdrawn":
		decision = "withdrawn"
	}
	c.w.text(subject)
	c.w.text(k.Antigens.String())
	c.w.text(decision)
}

// event is the standing event of a key, nil for none.
func (c *childCheck) event(e entity, person int32, item chis.GUID) *sourceRow {
	for _, s := range c.events {
		if s.item == item && s.entity == e && s.person == person {
			return s
		}
	}
	return nil
}

// entryOf is how an entry of a due list stands, and what it is for: what would be
// open for a child who is dead in any source is suppressed.
func (c *childCheck) entryOf(e *sourceRow) (status, antigens, dose string) {
	status = "closed"
	switch {
	case e.complete:
		status = "done"
	case e.active && c.dead:
		status = "suppressed"
	case e.active:
		status = "open"
	}
	if m := c.meaningOf(e); m != nil {
		antigens, dose = m.antigens().String(), m.dose()
	}
	return status, antigens, dose
}

func (c *childCheck) dueItem(e *sourceRow) {
	status, antigens, dose := c.entryOf(e)
	c.w.occurred(e.when)
	c.w.text(status)
	c.w.bytes(e.text[textTerm])
	c.w.text(antigens)
	c.w.text(dose)
	c.w.bytes(e.text[textDuration])
	c.w.bytes(e.text[textLocation])
	c.w.bytes(e.text[textReminder])
	c.w.text(e.more[moreRemindBy])
	c.tail(e)
}

// problem is the row of a problem beside the observation it stands on. It is
// restricted where that is.
func (c *childCheck) problem(e *sourceRow) (hide bool) {
	o := c.event(entityObservation, e.person, e.item)
	hide = c.restricted
	if o != nil {
		hide = c.hiddenEvent(o)
		c.code(o)
		c.w.occurred(o.when)
	} else {
		c.w.int(table.NullInt64)
		c.w.occurred(chis.PartialDate{})
	}
	c.w.occurred(e.end)
	c.w.bytes(e.text[textStatus])
	c.w.bytes(e.text[textSignificance])
	c.w.int(e.duration)
	c.w.occurred(e.when)
	c.problemRow(e, hide)
	c.w.text(e.relationship)
	c.sender(e)
	c.w.bytes(e.text[textNote])
	c.w.int(e.row)
	return hide
}

const (
	batchMark = "Batch Number: "
	batchEnds = ",];\r\n"
)

// batchNumber is the batch that the free text of a dose names, "" for none.
func batchNumber(note []byte) string {
	_, rest, ok := strings.Cut(string(note), batchMark)
	if !ok {
		return ""
	}
	if i := strings.IndexAny(rest, batchEnds); i >= 0 {
		rest = rest[:i]
	}
	return strings.TrimSpace(rest)
}
