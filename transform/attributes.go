package transform

import (
	"cmp"
	"strings"

	"lollipop/internal/chis"
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
	group, category := c.ethnicGroup()
	a.text(group)
	a.text(category)
	a.int(c.primary())
	a.end()
	c.from(c.t.tab.child, id, c.primary())
	for i := range c.records[1:] {
		c.and(c.t.tab.child, id, c.records[i+1].row.row)
	}
}

// ethnicGroup is what the first record says of the ethnic group that says one, and
// its category. A record that says it is not known gives way to one that knows.
func (c *childBuilder) ethnicGroup() (group, category string) {
	for i := range c.records {
		said := strings.TrimSpace(c.records[i].row.patient.ethnicGroup)
		is := c.t.maps.EthnicCategory(said)
		if said != "" && (group == "" || category == mappings.EthnicNotKnown && is != category) {
			group, category = said, is
		}
	}
	return group, category
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
