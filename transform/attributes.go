package transform

import (
	"cmp"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// attributes makes the rows that come from patient rows.
func (c *childBuilder) attributes() {
	for i := range c.records {
		r := &c.records[i]
		c.t.fates.set(r.row.row, loaded)
		list, faults := c.t.asidesOf(r.row.patient)
		for _, a := range list {
			c.setAside(r.row.row, a, c.restricted)
		}
		r.unusable = r.asides + faults
	}
	c.childRow()
	c.names()
	c.addresses()
	c.contacts()
	c.identifiers()
	for i := range c.records {
		c.registrationRow(&c.records[i])
		c.crosswalkRow(&c.records[i])
		c.careTeam(&c.records[i])
	}
	c.residenceRow()
	c.relatedPersons()
	c.traceRows()
	c.restrictions()
	c.personNotes()
}

func (c *childBuilder) primary() int64 { return c.records[0].row.row }

func (c *childBuilder) childRow() {
	c.id = c.t.childIDs[c.records[0].child]
	id := -c.id
	a := c.rowAt(c.t.tab.child, c.restricted, id)
	number, sex := chis.NHSNumber{}, chis.Sex(0)
	stillborn, sensitive, protected, incomplete := false, false, false, false
	for i := range c.records {
		r := &c.records[i]
		if number.IsNone() {
			number = r.nhs
		}
		sex = cmp.Or(sex, r.sex)
		stillborn = stillborn || r.stillborn
		sensitive = sensitive || r.sensitive
		protected = protected || r.protected
		incomplete = incomplete || r.unusable > 0 || r.quarantined > 0
	}
	a.text(sex.String())
	a.date(c.born)
	a.date(c.death)
	a.bool(c.dead)
	a.bool(stillborn)
	a.text(number.PlainNHSNumber())
	a.text(c.practiceCode())
	a.text(c.residence())
	a.bool(sensitive)
	a.bool(protected)
	a.bool(incomplete)
	a.int(c.primary())
	a.end()
	c.from(c.t.tab.child, id, c.primary())
	for i := range c.records[1:] {
		c.and(c.t.tab.child, id, c.records[i+1].row.row)
	}
}

// practiceOf is the ODS code of the general practice of one record: the legacy
// child health system states it, a practice feed is it.
func (c *childBuilder) practiceOf(r *record) string {
	if c.t.in.practice[r.source] {
		if i := c.t.orgs.find(r.source, r.org); i >= 0 {
			return string(c.t.orgs.rows[i].ods)
		}
		return ""
	}
	code, _ := chis.ParseODSCode(r.row.patient.externalOrganisation)
	return string(code)
}

// practiceCode is that of the current registration begun last, or else of the
// first record that states one.
func (c *childBuilder) practiceCode() string {
	var best *record
	for i := range c.records {
		r := &c.records[i]
		if !r.current() || c.practiceOf(r) == "" {
			continue
		}
		if best == nil || r.registered > best.registered {
			best = r // among equals the survivorship order stands
		}
	}
	if best != nil {
		return c.practiceOf(best)
	}
	for i := range c.records {
		if code := c.practiceOf(&c.records[i]); code != "" {
			return code
		}
	}
	return ""
}

func (c *childBuilder) residence() string {
	if c.dead {
		return "deceased"
	}
	for i := range c.records {
		if c.records[i].current() {
			return "active"
		}
	}
	return "moved"
}

func (c *childBuilder) residenceRow() {
	from := c.death
	switch status := c.residence(); status {
	case "active":
		from = 0
		for i := range c.records {
			if c.records[i].current() {
				from = c.records[i].registered
				break
			}
		}
	case "moved":
		from = 0
		for i := range c.records {
			ended, _ := registrationEnd(&c.records[i])
			from = max(from, ended)
		}
	}
	a := c.rowAt(c.t.tab.residence, c.restricted, 0)
	a.int(c.id)
	a.text(c.residence())
	a.date(from)
	a.int(c.primary())
	id := c.endAttribute(c.t.tab.residence, c.ordinal, &a)
	c.from(c.t.tab.residence, id, c.primary())
}

func registrationEnd(r *record) (chis.Date, string) {
	switch {
	case r.deactivated != 0:
		return r.deactivated, "deactivated"
	case r.endedByBatch != 0:
		return r.endedByBatch, "deleted"
	case r.died != 0:
		return r.died, "deceased"
	default:
		return 0, ""
	}
}

func (c *childBuilder) registrationRow(r *record) {
	p := r.row.patient
	ended, why := registrationEnd(r)
	a := c.rowAt(c.t.tab.registration, c.restricted, 0)
	a.int(c.id)
	a.int(c.t.organisationID(guidKey(r.source, r.org)))
	a.text(strings.TrimSpace(p.patientType))
	a.text(c.practiceOf(r))
	a.int(c.t.users.target(p.usualGP))
	a.text(p.externalGP)
	a.date(p.registered)
	a.date(ended)
	a.text(why)
	a.int(r.row.row)
	id := c.endAttribute(c.t.tab.registration, c.ordinal, &a)
	c.from(c.t.tab.registration, id, r.row.row)
	for _, old := range r.previous {
		if !sameContent(r.row, old) {
			c.t.fates.set(old.row, supersededOlder)
			continue
		}
		c.t.fates.set(old.row, mergedRepeat)
		c.joined(c.t.tab.registration, id, old.row, reasonRepeat)
	}
}

func (c *childBuilder) crosswalkRow(r *record) {
	a := c.rowAt(c.t.tab.crosswalk, c.restricted, 0)
	a.int(c.id)
	a.text(c.t.in.sources[r.source])
	a.guid(r.org)
	a.guid(r.patient)
	a.int(nullZero(c.t.retired[r.index]))
	a.int(r.row.row)
	id := c.endAttribute(c.t.tab.crosswalk, c.ordinal, &a)
	c.from(c.t.tab.crosswalk, id, r.row.row)
}

// stated is one distinct value of a child, with the records that state it.
type stated[K comparable] struct {
	key      K
	use      string
	from     *event // whose values are shown
	primary  int64
	contribs []int64
}

// state adds a statement to a list, or a contributor to one that stands.
func state[K comparable](list []stated[K], key K, use string, from *event, primary int64) []stated[K] {
	for i := range list {
		if list[i].key != key {
			continue
		}
		if list[i].primary != primary {
			list[i].contribs = append(list[i].contribs, primary)
		}
		if from.row != primary {
			list[i].contribs = append(list[i].contribs, from.row)
		}
		return list
	}
	s := stated[K]{key: key, use: use, from: from, primary: primary}
	if from.row != primary {
		s.contribs = append(s.contribs, from.row)
	}
	return append(list, s)
}

// write records the lineage of a statement.
func lineageOf[K comparable](c *childBuilder, tab uint8, id int64, s *stated[K]) {
	c.from(tab, id, s.primary)
	for _, row := range s.contribs {
		c.and(tab, id, row)
	}
}

type foldedName struct{ given, middle, surname string }

func fold(s string) string {
	var buf [64]byte
	return string(chis.FoldName(buf[:0], s))
}

func nameKey(p *patientContent) foldedName {
	return foldedName{fold(p.given), fold(p.middle), fold(p.surname)}
}

// names keeps every distinct name: the primary's is official, those of other
// records other, those of superseded versions previous.
func (c *childBuilder) names() {
	var list []stated[foldedName]
	for i := range c.records {
		use := "other"
		if i == 0 {
			use = "official"
		}
		e := c.records[i].row
		if key := nameKey(e.patient); key != (foldedName{}) {
			list = state(list, key, use, e, e.row)
		}
	}
	for i := range c.records {
		list = otherNames(list, c.records[i].row)
	}
	for i := range c.records {
		for _, old := range c.records[i].previous {
			if key := nameKey(old.patient); key != (foldedName{}) && !sameContent(c.records[i].row, old) {
				list = state(list, key, "previous", old, c.records[i].row.row)
			}
		}
	}
	for i := range list {
		s := &list[i]
		p := s.from.patient
		a := c.rowAt(c.t.tab.name, c.restricted, 0)
		a.int(c.id)
		a.text(s.use)
		for _, v := range p.namedAs(s.use) {
			a.text(v)
		}
		a.int(s.primary)
		id := c.endAttribute(c.t.tab.name, c.ordinal, &a)
		lineageOf(c, c.t.tab.name, id, s)
	}
}

// otherNames adds what a message says of names beside the name: what the child is
// called, and former names in one text.
func otherNames(list []stated[foldedName], e *event) []stated[foldedName] {
	if key := (foldedName{given: fold(e.patient.calling)}); key.given != "" {
		list = state(list, key, useCalling, e, e.row)
	}
	if key := (foldedName{surname: fold(e.patient.formerNames)}); key.surname != "" {
		list = state(list, key, useFormer, e, e.row)
	}
	return list
}

// Uses of names that a message alone tells.
const (
	useCalling = "calling"
	useFormer  = "former"
)

// namedAs is title, given name, middle names and surname of a use.
func (p *patientContent) namedAs(use string) [4]string {
	switch use {
	case useCalling:
		return [4]string{1: p.calling}
	case useFormer:
		return [4]string{3: p.formerNames}
	}
	return [4]string{p.title, p.given, p.middle, p.surname}
}

type addressKey struct{ house, street, village, town, county, postcode, institute string }

func addressOf(p *patientContent) addressKey {
	code, _ := chis.ParsePostcode(p.postcode)
	return addressKey{p.house, p.street, p.village, p.town, p.county, code.String(), p.institute}
}

func (c *childBuilder) addresses() {
	var list []stated[addressKey]
	for i := range c.records {
		e := c.records[i].row
		use := "other"
		switch {
		case strings.HasPrefix(strings.ToLower(strings.TrimSpace(e.patient.patientType)), "temporary"):
			use = "temporary"
		case i == 0:
			use = "home"
		}
		if key := addressOf(e.patient); key != (addressKey{}) {
			list = state(list, key, use, e, e.row)
		}
	}
	for i := range c.records {
		for _, old := range c.records[i].previous {
			if key := addressOf(old.patient); key != (addressKey{}) && !sameContent(c.records[i].row, old) {
				list = state(list, key, "previous", old, c.records[i].row.row)
			}
		}
	}
	for i := range list {
		s := &list[i]
		k := s.key
		a := c.rowAt(c.t.tab.address, c.restricted, 0)
		a.int(c.id)
		a.text(s.use)
		for _, v := range []string{k.house, k.street, k.village, k.town, k.county, k.postcode, k.institute} {
			a.text(v)
		}
		a.int(s.primary)
		id := c.endAttribute(c.t.tab.address, c.ordinal, &a)
		lineageOf(c, c.t.tab.address, id, s)
	}
}

type systemValue struct{ system, value, verdict string }

func (c *childBuilder) contacts() {
	var list []stated[systemValue]
	for i := range c.records {
		e := c.records[i].row
		for _, k := range []systemValue{
			{system: "home_phone", value: e.patient.home},
			{system: "mobile_phone", value: e.patient.mobile},
			{system: "email", value: e.patient.email},
			{system: "comment", value: e.patient.comments},
		} {
			if k.value != "" {
				list = state(list, k, "", e, e.row)
			}
		}
	}
	for i := range list {
		s := &list[i]
		a := c.rowAt(c.t.tab.contact, c.restricted, 0)
		a.int(c.id)
		a.text(s.key.system)
		a.text(s.key.value)
		a.int(s.primary)
		id := c.endAttribute(c.t.tab.contact, c.ordinal, &a)
		lineageOf(c, c.t.tab.contact, id, s)
	}
}

func (c *childBuilder) identifiers() {
	var list []stated[systemValue]
	for i := range c.records {
		e := c.records[i].row
		p := e.patient
		if k, ok := c.t.numberIdentifier(p.nhs); ok {
			if former := c.records[i].former; !former.IsNone() {
				k.system = "superseded_number" // as a trace says; it identifies nobody any more
				list = state(list, systemValue{"nhs_number", c.records[i].nhs.PlainNHSNumber(), chis.Accept.String()}, "", e, e.row)
			}
			list = state(list, k, "", e, e.row)
		}
		if k, ok := c.t.numberIdentifier(p.formerNumber); ok {
			list = state(list, systemValue{"former_number", k.value, k.verdict}, "", e, e.row)
		}
		if !p.personGUID.IsZero() {
			list = state(list, systemValue{"person_guid", p.personGUID.String(), "accept"}, "", e, e.row)
		}
		if p.patientNumber != table.NullInt64 {
			list = state(list, systemValue{"patient_number", string(appendInt(nil, p.patientNumber)), "accept"}, "", e, e.row)
		}
	}
	for i := range list {
		s := &list[i]
		a := c.rowAt(c.t.tab.identifier, c.restricted, 0)
		a.int(c.id)
		a.text(s.key.system)
		a.text(s.key.value)
		a.text(s.key.verdict)
		a.int(s.primary)
		id := c.endAttribute(c.t.tab.identifier, c.ordinal, &a)
		lineageOf(c, c.t.tab.identifier, id, s)
	}
}

// numberIdentifier says as what identifier the text of an NHS number field is
// kept. Only an accepted one serves identity.
func (t *run) numberIdentifier(text string) (systemValue, bool) {
	n, verdict := chis.ClassifyNHSNumber(text, t.ranges, t.in.mode)
	value := strings.TrimSpace(text)
	if digits, count := chis.NormaliseNHSNumber(text); count == len(digits) {
		value = string(digits[:])
	}
	switch verdict {
	case chis.Absent:
		return systemValue{}, false
	case chis.Accept:
		return systemValue{"nhs_number", n.PlainNHSNumber(), verdict.String()}, true
	case chis.TestRange:
		return systemValue{"test_range", value, verdict.String()}, true
	case chis.OtherNation:
		return systemValue{"other_nation", value, verdict.String()}, true
	default:
		return systemValue{"rejected_number", value, verdict.String()}, value != ""
	}
}

func (c *childBuilder) relatedPersons() {
	type carer struct{ name, relation string }
	var list []stated[carer]
	for i := range c.records {
		e := c.records[i].row
		if k := (carer{e.patient.carer, e.patient.relation}); k != (carer{}) {
			list = state(list, k, "", e, e.row)
		}
	}
	for i := range list {
		s := &list[i]
		a := c.rowAt(c.t.tab.related, c.restricted, 0)
		a.int(c.id)
		a.text(s.key.name)
		a.text(s.key.relation)
		a.int(s.primary)
		id := c.endAttribute(c.t.tab.related, c.ordinal, &a)
		lineageOf(c, c.t.tab.related, id, s)
	}
}

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
		if r.confident {
			c.restrictionRow("confidential", "flag", 0, row)
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
