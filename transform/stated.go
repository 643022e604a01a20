package transform

import (
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

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

// writeStated writes a row and its lineage for each statement: tell appends what
// stands between the child and the source row.
func writeStated[K comparable](c *childBuilder, tab uint8, list []stated[K], tell func(*appender, *stated[K])) {
	for i := range list {
		s := &list[i]
		a := c.rowAt(tab, c.restricted, 0)
		a.int(c.id)
		tell(&a, s)
		a.int(s.primary)
		id := c.endAttribute(tab, c.ordinal, &a)
		c.from(tab, id, s.primary)
		for _, row := range s.contribs {
			c.and(tab, id, row)
		}
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
	writeStated(c, c.t.tab.name, list, func(a *appender, s *stated[foldedName]) {
		a.text(s.use)
		for _, v := range s.from.patient.namedAs(s.use) {
			a.text(v)
		}
	})
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
	writeStated(c, c.t.tab.address, list, func(a *appender, s *stated[addressKey]) {
		a.text(s.use)
		k := &s.key
		for _, v := range [...]string{k.house, k.street, k.village, k.town, k.county, k.postcode, k.institute} {
			a.text(v)
		}
	})
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
	writeStated(c, c.t.tab.contact, list, func(a *appender, s *stated[systemValue]) {
		a.text(s.key.system)
		a.text(s.key.value)
	})
}

func (c *childBuilder) identifiers() {
	var list []stated[systemValue]
	for i := range c.records {
		e := c.records[i].row
		p := e.patient
		if k, ok := c.t.numberIdentifier(p.nhs); ok {
			if c.records[i].former != nil {
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
	writeStated(c, c.t.tab.identifier, list, func(a *appender, s *stated[systemValue]) {
		a.text(s.key.system)
		a.text(s.key.value)
		a.text(s.key.verdict)
	})
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
	writeStated(c, c.t.tab.related, list, func(a *appender, s *stated[carer]) {
		a.text(s.key.name)
		a.text(s.key.relation)
	})
}
