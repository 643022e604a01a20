package reconcile

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// wantedRow is a row that the child must have in a table whose rows no single
// event makes.
type wantedRow struct {
	twin bool
	data []byte
}

// want keeps the row in c.w for its table.
func (c *childCheck) want(name string, twin bool) {
	t := c.tables[c.tableNumber[name]]
	if c.w.columns != len(t.columns) {
		panic("reconcile: row of " + name + " with a wrong number of columns")
	}
	c.sets[uint8(t.number)] = append(c.sets[uint8(t.number)], wantedRow{twin, slices.Clone(c.w.data)})
}

// attributes works out again the rows that come from patient rows.
func (c *childCheck) attributes() {
	for i := range c.records {
		r := &c.records[i]
		_, faults := c.unusable(r.row.patient)
		r.unusable = r.asides + faults
	}
	c.wantChild()
	c.wantNames()
	c.wantAddresses()
	c.wantContacts()
	c.wantIdentifiers()
	c.wantRelated()
	for i := range c.records {
		c.wantRegistration(&c.records[i])
		c.wantCrosswalk(&c.records[i])
		c.wantCareTeam(&c.records[i])
		c.wantTrace(&c.records[i])
		c.wantRestrictions(&c.records[i])
	}
	c.wantResidence()
	c.judgeSetAside()
	c.personNotes()
}

func (c *childCheck) wantChild() {
	number, sex, incomplete := "", "", false
	var groups []string
	is := personFlags(0)
	for i := range c.records {
		r := &c.records[i]
		if number == "" && r.person.number != 0 {
			number = plainNumber(r.person.number)
		}
		sex = cmp.Or(sex, r.sex.String())
		groups = append(groups, strings.TrimSpace(r.row.patient.ethnicGroup))
		is |= r.is
		incomplete = incomplete || r.unusable > 0 || r.quarantined > 0
	}
	c.w.reset()
	c.w.text(sex)
	c.w.date(c.born)
	c.w.date(c.death)
	c.w.bool(c.dead)
	c.w.bool(c.stillborn)
	c.w.text(number)
	c.w.text(c.practiceCode())
	c.w.text(c.residence())
	c.w.bool(is&sensitive != 0)
	c.w.bool(is&protected != 0)
	c.w.bool(incomplete)
	group := c.bestGroup(groups)
	c.w.text(group)
	c.w.text(c.Mappings.EthnicCategory(group))
	c.w.int(c.primary)
	c.want(tableChild, c.restricted)
	c.seen[checkSurvivors] += 4 // sex, date of birth, number, ethnic group
}

// bestGroup is the first ethnic group that is stated and not said to be unknown,
// else the first that is stated.
func (c *childCheck) bestGroup(groups []string) string {
	groups = slices.DeleteFunc(groups, func(g string) bool { return g == "" })
	for _, g := range groups {
		if c.Mappings.EthnicCategory(g) != mappings.EthnicNotKnown {
			return g
		}
	}
	return cmp.Or(groups...)
}

// practiceOf is the general practice of one record: the legacy service states
// it, a practice feed is it.
func (c *childCheck) practiceOf(r *record) string {
	o := c.people.orgList[c.people.keys[r.number].org]
	text := r.row.patient.externalOrganisation
	if c.in.practice[o.source] {
		v := c.orgs.find(refKey{source: o.source, guid: o.guid})
		if v == nil {
			return ""
		}
		text = c.orgs.text(v, "ods_code")
	}
	code, _ := chis.ParseODSCode(text)
	return string(code)
}

// practiceCode is the practice of the current registration that began latest,
// else of the first record that names one.
func (c *childCheck) practiceCode() (code string) {
	began := chis.Date(-1)
	for i := range c.records {
		if r := &c.records[i]; r.current() && r.registered > began && c.practiceOf(r) != "" {
			code, began = c.practiceOf(r), r.registered
		}
	}
	for i := 0; code == "" && i < len(c.records); i++ {
		code = c.practiceOf(&c.records[i])
	}
	return code
}

func (c *childCheck) residence() string {
	if c.dead {
		return "deceased"
	}
	if slices.ContainsFunc(c.records, func(r record) bool { return r.current() }) {
		return "active"
	}
	return "moved"
}

func (c *childCheck) wantResidence() {
	status, from := c.residence(), chis.Date(0)
	switch status {
	case "deceased":
		from = c.death
	case "active":
		i := slices.IndexFunc(c.records, func(r record) bool { return r.current() })
		from = c.records[i].registered
	default:
		for i := range c.records {
			day, _ := c.records[i].end()
			from = max(from, day)
		}
	}
	c.w.reset()
	c.w.int(c.id)
	c.w.text(status)
	c.w.date(from)
	c.w.int(c.primary)
	c.want(tableResidence, c.restricted)
}

// end is when and why a registration ended.
func (r *record) end() (chis.Date, string) {
	switch {
	case r.deactivated != 0:
		return r.deactivated, "deactivated"
	case r.ended != 0:
		return r.ended, "deleted"
	case r.died != 0:
		return r.died, "deceased"
	}
	return 0, ""
}

func (c *childCheck) wantRegistration(r *record) {
	p := r.row.patient
	o := c.people.orgList[c.people.keys[r.number].org]
	ended, why := r.end()
	c.w.reset()
	c.w.int(c.id)
	c.w.ref(c.organisation(o))
	c.w.text(strings.TrimSpace(p.kind))
	c.w.text(c.practiceOf(r))
	c.w.ref(c.practitioner(o.source, p.usualGP))
	c.w.text(p.externalGP)
	c.w.date(r.registered)
	c.w.date(ended)
	c.w.text(why)
	c.w.int(r.row.row)
	c.want(tableRegistration, c.restricted)
}

func (c *childCheck) wantCrosswalk(r *record) {
	k := c.people.keys[r.number]
	o := c.people.orgList[k.org]
	c.w.reset()
	c.w.int(c.id)
	c.w.text(c.in.sources[o.source])
	c.w.text(o.guid.String())
	c.w.text(k.patient.String())
	c.w.ref(c.retired[r.row.row])
	c.w.int(r.row.row)
	c.want(tableCrosswalk, c.restricted)
}

// statement is a value that one or more records state; the first one's words count.
type statement struct {
	key, use string
	from     *sourceRow
	primary  int64
}

// state adds a statement unless an earlier one says the same.
func state(list []statement, s statement) []statement {
	if slices.ContainsFunc(list, func(o statement) bool { return o.key == s.key }) {
		return list
	}
	return append(list, s)
}

// statements gathers a value from the standing rows in order, then what else they
// say of the kind, and then the value from the older versions of each. An empty key
// states nothing.
func (c *childCheck) statements(key func(*patientFields) string, use func(i int, p *patientFields) string, more func(*patientFields) []statement) (list []statement) {
	for i := range c.records {
		row := c.records[i].row
		if k := key(row.patient); k != "" {
			list = state(list, statement{k, use(i, row.patient), row, row.row})
		}
	}
	for i := range c.records {
		row := c.records[i].row
		for _, s := range more(row.patient) {
			if s.key != "" {
				list = state(list, statement{s.key, s.use, row, row.row})
			}
		}
	}
	for i := range c.records {
		for _, old := range c.records[i].older {
			if k := key(old.patient); k != "" && !old.says(c.records[i].row) {
				list = state(list, statement{k, "previous", old, c.records[i].row.row})
			}
		}
	}
	return list
}

// joinKey is one key of several parts, empty where all of them are.
func joinKey(parts ...string) string {
	if strings.Join(parts, "") == "" {
		return ""
	}
	return strings.Join(parts, "\x00")
}

func (c *childCheck) wantNames() {
	key := func(p *patientFields) string { return joinKey(fold(p.given), fold(p.middle), fold(p.surname)) }
	for _, s := range c.statements(key, func(i int, _ *patientFields) string {
		if i == 0 {
			return "official"
		}
		return "other"
	}, func(p *patientFields) []statement {
		return []statement{{key: joinKey(fold(p.calling), "", ""), use: "calling"}, {key: joinKey("", "", fold(p.formerNames)), use: "former"}}
	}) {
		p := s.from.patient
		name := []string{p.title, p.given, p.middle, p.surname}
		switch s.use {
		case "calling":
			name = []string{"", p.calling, "", ""}
		case "former":
			name = []string{"", "", "", p.formerNames}
		}
		c.w.reset()
		c.w.int(c.id)
		c.w.text(s.use)
		for _, v := range name {
			c.w.text(v)
		}
		c.w.int(s.primary)
		c.want(tableName, c.restricted)
	}
}

func postcode(text string) string {
	p, _ := chis.ParsePostcode(text)
	return p.String()
}

func (c *childCheck) wantAddresses() {
	key := func(p *patientFields) string {
		return joinKey(p.house, p.street, p.village, p.town, p.county, postcode(p.postcode), p.institute)
	}
	for _, s := range c.statements(key, func(i int, p *patientFields) string {
		switch {
		case strings.HasPrefix(strings.ToLower(strings.TrimSpace(p.kind)), "temporary"):
			return "temporary"
		case i == 0:
			return "home"
		}
		return "other"
	}, func(*patientFields) []statement { return nil }) {
		p := s.from.patient
		c.w.reset()
		c.w.int(c.id)
		for _, v := range []string{s.use, p.house, p.street, p.village, p.town, p.county, postcode(p.postcode), p.institute} {
			c.w.text(v)
		}
		c.w.int(s.primary)
		c.want(tableAddress, c.restricted)
	}
}

// distinct are values of the standing rows: each once, from the first record.
func (c *childCheck) distinct(of func(p *patientFields) []string) (list []statement) {
	for i := range c.records {
		row := c.records[i].row
		for _, k := range of(row.patient) {
			if k != "" {
				list = state(list, statement{key: k, from: row, primary: row.row})
			}
		}
	}
	return list
}

// wantDistinct wants a row of texts for each.
func (c *childCheck) wantDistinct(name string, of func(p *patientFields) []string) {
	for _, s := range c.distinct(of) {
		c.w.reset()
		c.w.int(c.id)
		for _, v := range strings.Split(s.key, "\x00") {
			c.w.text(v)
		}
		c.w.int(s.primary)
		c.want(name, c.restricted)
	}
}

func (c *childCheck) wantContacts() {
	c.wantDistinct(tableContact, func(p *patientFields) (keys []string) {
		for _, v := range [][2]string{{"home_phone", p.home}, {"mobile_phone", p.mobile}, {"email", p.email}, {"comment", p.comments}} {
			if v[1] != "" {
				keys = append(keys, joinKey(v[:]...))
			}
		}
		return keys
	})
}

func (c *childCheck) wantRelated() {
	c.wantDistinct(tableRelated, func(p *patientFields) []string { return []string{joinKey(p.carer, p.relation)} })
}

func (c *childCheck) wantIdentifiers() {
	record := -1 // distinct asks once of each record, in their order
	c.wantDistinct(tableIdentifier, func(p *patientFields) (keys []string) {
		record++
		if system, value, verdict := c.numberIdentifier(p.number); value != "" {
			if r := c.records[record].person; r.former != nil {
				keys = append(keys, joinKey("nhs_number", plainNumber(r.number), verdict))
				system = "superseded_number"
			}
			keys = append(keys, joinKey(system, value, verdict))
		}
		if _, value, verdict := c.numberIdentifier(p.formerNumber); value != "" {
			keys = append(keys, joinKey("former_number", value, verdict))
		}
		if !p.guid.IsZero() {
			keys = append(keys, joinKey("person_guid", p.guid.String(), chis.Accept.String()))
		}
		if p.patientNumber != table.NullInt64 {
			keys = append(keys, joinKey("patient_number", strconv.FormatInt(p.patientNumber, 10), chis.Accept.String()))
		}
		return keys
	})
}

// plainNumber is the text of a number that serves identity.
func plainNumber(number uint64) string {
	n, _ := chis.NHSNumberFromPlainUint64(number)
	return n.PlainNHSNumber()
}

// numberIdentifier says as what the text of an NHS number field is kept.
func (c *childCheck) numberIdentifier(text string) (system, value, verdict string) {
	_, v := chis.ClassifyNHSNumber(text, c.ranges, c.in.mode)
	value = strings.TrimSpace(text)
	if digits, n := chis.NormaliseNHSNumber(text); n == len(digits) {
		value = string(digits[:])
	}
	switch v {
	case chis.Absent:
		return "", "", ""
	case chis.Accept:
		system = "nhs_number"
	case chis.TestRange:
		system = "test_range"
	case chis.OtherNation:
		system = "other_nation"
	default:
		system = "rejected_number"
	}
	return system, value, v.String()
}

// wantRestrictions wants a row for each reason why a record is restricted.
func (c *childCheck) wantRestrictions(r *record) {
	kind := c.registerKinds[r.register]
	one := func(kind, basis string, since chis.Date) {
		c.w.reset()
		c.w.int(c.id)
		c.w.text(kind)
		c.w.date(since)
		c.w.text(basis)
		c.w.int(r.row.row)
		c.want(tableRestriction, true)
	}
	rows := c.traced[r.number]
	switch since, traced := says(rows, mappings.TraceSensitive); {
	case !r.has(sensitive):
	case r.has(ownSensitive):
		one(registerSensitive, "flag", 0)
	case kind == registerSensitive:
		one(kind, "register", r.since)
	case traced:
		one(registerSensitive, "trace", since)
	default:
		one(registerSensitive, "spread", 0)
	}
	switch since, traced := says(rows, mappings.TraceInvalid); {
	case kind != "" && kind != registerSensitive:
		one(kind, "register", r.since)
	case traced:
		one("protected", "trace", since)
	case r.has(protected) && !r.has(protectCode):
		one("protected", "spread", 0)
	}
	switch {
	case r.has(ownConfidential):
		one("confidential", "flag", 0)
	case r.has(confidential):
		one("confidential", "spread", 0)
	}
}
