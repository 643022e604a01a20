package transform

import (
	"cmp"
	"slices"
	"sort"

	"lollipop/internal/chis"
)

// tableNumbers are the positions of the target tables that this package fills.
type tableNumbers struct {
	child, name, address, contact, identifier, registration, residence, related, trace, restriction, birth,
	consent, immunisation, contraindication, allergy, review, screening, measurement, feeding,
	legalStatus, alert, need, assessment, careTeam, school, correspondence, document, dueItem, dueComputed, problem, observation, appointment, encounter, referral, history, audit, note, crosswalk uint8
}

// childBuilder makes the target rows of one child at a time.
type childBuilder struct {
	*builder
	memory     partitionRows
	id         int64
	ordinal    int32
	records    []record // person records in survivorship order: the first is primary
	restricted bool
	born       chis.Date
	dead       bool
	death      chis.Date
	rows       [entityPatient + 1][]*event // by file type: standing and older, in source-key order
	notes      [noteKinds]noteTally
	doses      []dose
	refusals   []refusal
	facts      birthFacts
	homes      map[*event]home // where a standing row ended
	several    bool            // records of more than one source
	matches    []matchRow
	timeline   timeline
}

// record is one person record of the child with its standing patient row and
// the older versions of it.
type record struct {
	*person
	index    int32
	row      *event
	unusable int32 // fields of the row that could not be used
	previous []*event
}

// home is the target row that a source row made or was joined to.
type home struct {
	table uint8
	id    int64
}

// build makes the rows of one child out of its source rows, which are in the
// order of compareEvents.
func (c *childBuilder) build(rows []*event) {
	c.divide(rows)
	c.begin(c.rows[entityPatient])
	c.attributes()
	for _, step := range [...]struct {
		entity
		row    func(*event)
		settle func()
	}{
		{entitySlot, c.appointment, nil},       // consultations name it
		{entityConsultation, c.encounter, nil}, // events name it
		{entityObservation, c.observation, c.settleObservations},
		{entityDrug, nil, nil}, // settled with the doses
		{entityIssue, nil, nil},
		{entityDiary, c.dueItem, nil},
		{entityProblem, c.problem, nil},
		{entityReferral, c.referral, nil},
		{entityHistory, c.history, nil},
		{entityPatientAudit, c.audit, nil},
		{entityRegistrationAudit, c.audit, nil},
	} {
		if step.row != nil {
			eachKey(c.rows[step.entity], step.row)
		}
		if step.settle != nil {
			step.settle()
		}
		c.repeats(c.rows[step.entity])
	}
	c.dueComputed()
	c.writeNotes()
}

func (c *childBuilder) settleObservations() {
	c.settleDoses()
	c.settleBirth()
	c.settleMatches()
	c.documents()
}

// divide cuts the rows of a child, which are in the order of their file types.
func (c *childBuilder) divide(rows []*event) {
	for e := range c.rows {
		n := sort.Search(len(rows), func(i int) bool { return rows[i].entity > entity(e) })
		c.rows[e], rows = rows[:n], rows[n:]
	}
}

// eachKey calls do with the standing row of each key.
func eachKey(rows []*event, do func(e *event)) {
	for _, e := range rows {
		if !e.older {
			do(e)
		}
	}
}

// begin orders the person records by survivorship and settles what holds for
// the whole child: restriction, birth and death.
func (c *childBuilder) begin(patients []*event) {
	c.records = c.records[:0]
	for _, e := range patients {
		if e.older {
			last := &c.records[len(c.records)-1] // a key's standing row comes first
			last.previous = append(last.previous, e)
			continue
		}
		c.records = append(c.records, record{person: &c.t.persons[e.person], index: e.person, row: e})
	}
	c.several = false
	for i := range c.records {
		c.several = c.several || c.t.mergeSource[c.records[i].index] != c.t.mergeSource[c.records[0].index]
	}
	slices.SortFunc(c.records, c.survivorship)
	c.ordinal = c.records[0].child
	c.restricted, c.dead, c.death, c.born = false, false, 0, 0
	for i := range c.records {
		r := &c.records[i]
		c.restricted = c.restricted || r.restricted()
		c.dead = c.dead || r.isDead()
		c.born = cmp.Or(c.born, r.born)
		c.death = cmp.Or(c.death, r.died)
	}
	if c.death == 0 {
		c.death = earliest(c.records, func(r *record) chis.Date { return r.deathCode })
	}
	c.notes = [noteKinds]noteTally{}
	c.doses, c.refusals, c.facts = c.doses[:0], c.refusals[:0], birthFacts{}
	clear(c.homes)
	clear(c.twins)
	c.matches = c.matches[:0]
	c.timeline.events, c.timeline.hidden = c.timeline.events[:0], 0
}

func earliest(records []record, of func(*record) chis.Date) (d chis.Date) {
	for i := range records {
		if v := of(&records[i]); v != 0 && (d == 0 || v < d) {
			d = v
		}
	}
	return d
}

// survivorship orders records: current before ended, the legacy child health
// system before practices, then the latest registration, then the lowest row.
func (c *childBuilder) survivorship(a, b record) int {
	return cmp.Or(
		compareBool(!a.current(), !b.current()),
		compareBool(c.t.in.practice[a.source], c.t.in.practice[b.source]),
		cmp.Compare(b.registered, a.registered),
		cmp.Compare(a.row.row, b.row.row),
	)
}

// find returns the standing row of a file type of a record by its key, or nil.
func (c *childBuilder) find(in entity, person int32, item chis.GUID) *event {
	rows := c.rows[in]
	i := sort.Search(len(rows), func(i int) bool {
		e := rows[i]
		return e.person > person || e.person == person && e.item.Compare(item) >= 0
	})
	if i < len(rows) && rows[i].person == person && rows[i].item == item && !rows[i].older {
		return rows[i]
	}
	return nil
}

// became notes where a standing row ended, its fate and its crosswalk row.
func (c *childBuilder) became(e *event, tab uint8, id int64, f fate) {
	c.homes[e] = home{tab, id}
	c.t.fates.set(e.row, f)
	p := &c.t.persons[e.person]
	v := c.events.Vec
	v[0].Text.AppendString(entityNames[e.entity])
	v[1].GUID = append(v[1].GUID, p.org)
	v[2].GUID = append(v[2].GUID, p.patient)
	v[3].GUID = append(v[3].GUID, e.item)
	v[4].Text.AppendString(c.t.in.sources[p.source])
	v[5].Text.AppendString(c.t.tables[tab].Name)
	v[eventCrosswalkID].I64 = append(v[eventCrosswalkID].I64, id)
	role := int32(0)
	if f == loaded {
		role = 1
	}
	v[eventCrosswalkRole].I32 = append(v[eventCrosswalkRole].I32, role)
	c.events.N++
	c.eventOf = append(c.eventOf, tab)
}

// made is became for a row that is the primary of its target row.
func (c *childBuilder) made(e *event, tab uint8, id int64) {
	c.from(tab, id, e.row)
	c.became(e, tab, id, loaded)
}

// repeats settles older versions: one that says the same as the standing row is
// merged into what that row made, another is superseded.
func (c *childBuilder) repeats(rows []*event) {
	var standing *event
	for _, e := range rows {
		if !e.older {
			standing = e
			continue
		}
		if !sameContent(standing, e) {
			c.t.fates.set(e.row, supersededOlder)
			continue
		}
		h := c.homes[standing]
		c.joined(h.table, h.id, e.row, reasonRepeat)
		c.t.fates.set(e.row, mergedRepeat)
	}
}

// confidentialRow reports that a row goes to the restricted tables.
func (c *childBuilder) confidentialRow(e *event) bool {
	return c.restricted || e.confidential && !mutated("transform-open-confidential")
}
