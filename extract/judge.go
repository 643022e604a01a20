package extract

import (
	"lollipop/internal/table"
)

// judge gives row i of the batch, a readable row of the chunk, its fate.
func (c *chunk) judge(b *table.Batch, i int) verdict {
	switch {
	case !c.keys.complete(c.Entity, b, i):
		return quarantine(ruleNoKey, reasonKey)
	case c.Entity.Reference:
		return verdict{}
	case c.Entity.Bookable() && c.keys.patientOf(b, i).IsZero():
		return c.judgeFree()
	case c.patients != nil:
		return c.judgePatient(b, i)
	}
	return c.judgeEvent(b, i)
}

// judgeFree keeps a slot that nobody has booked: it may free one that somebody
// had. It holds nothing of anybody.
func (c *chunk) judgeFree() verdict {
	switch {
	case c.practice && !c.Mappings.ScopeEntity(c.Entity):
		return exclude(ruleFileScope, noCategory)
	case c.reader.Bad&(1<<c.Entity.Patient) != 0:
		return quarantine(ruleNoKey, reasonKey)
	}
	return verdict{}
}

func (c *chunk) judgePatient(b *table.Batch, i int) verdict {
	flags := c.people.find(c.source, c.keys.organisationOf(b, i), c.keys.patientOf(b, i))
	switch {
	case flags&personTest != 0:
		return exclude(ruleTestPatient, noCategory)
	case !inScope(flags):
		c.note(b, i)
		return exclude(rulePersonScope, noCategory)
	case flags&personShared != 0:
		return quarantine(ruleSharedKey, reasonShared)
	}
	return verdict{}
}

// judgeEvent tries the rules in their order. A delete row stands for keys
// alone: nothing else of it is asked.
func (c *chunk) judgeEvent(b *table.Batch, i int) verdict {
	flags := c.people.find(c.source, c.keys.organisationOf(b, i), c.keys.patientOf(b, i))
	switch {
	case flags&personTest != 0:
		return exclude(ruleTestPatient, c.category(b, i))
	case flags&personKnown != 0 && !inScope(flags):
		return exclude(rulePersonScope, c.category(b, i))
	}
	v := c.judgeContent(b, i)
	deleted := c.keys.isDeleted(b, i)
	if c.practice && !deleted && c.keys.code >= 0 {
		c.markFollowers(b, i, v.rule == ruleCategory)
	}
	switch {
	case v.rule == ruleFileScope:
		return v // a delete row too: there is nothing to withdraw
	case flags&personShared != 0 && v.rule == ruleCategory:
		return v // a delete row too: no row of the patient is staged
	case flags&personShared != 0:
		return quarantine(ruleSharedKey, reasonShared)
	case flags&personLive != 0 && deleted:
		return verdict{}
	case flags&personLive != 0 || v.rule == ruleCategory || v.rule == rulePrescribing:
		return v
	}
	return quarantine(ruleNoPatient, reasonNoPatient)
}

// judgeContent judges an event apart from whose it is.
func (c *chunk) judgeContent(b *table.Batch, i int) verdict {
	if c.practice && !c.Mappings.ScopeEntity(c.Entity) {
		return exclude(ruleFileScope, noCategory)
	}
	v := verdict{}
	switch {
	case c.Entity.Prescribed():
		v = c.judgeDrug(b.Vec[c.keys.code].I64[i])
	case c.keys.code < 0:
		v = c.judgeFollower(b, i)
	default:
		v = c.judgeCode(b.Vec[c.keys.code].I64[i])
	}
	if v.rule == "" && c.reader.Bad&c.keys.dateBit != 0 {
		return quarantine(ruleNoDate, reasonNoDate)
	}
	return v
}

// judgeDrug keeps the prescriptions of vaccines. One of a drug that no dictionary
// knows may be of one.
func (c *chunk) judgeDrug(code int64) verdict {
	if code == table.NullInt64 {
		return quarantine(ruleNoCode, reasonNoCode)
	}
	vaccine, ok := c.drugs[c.source][code]
	switch {
	case !ok:
		return quarantine(ruleUnknownCode, reasonUnknown)
	case !vaccine:
		return exclude(rulePrescribing, noCategory)
	}
	return verdict{}
}

func (c *chunk) judgeCode(code int64) verdict {
	if code == table.NullInt64 {
		return quarantine(ruleNoCode, reasonNoCode)
	}
	info, ok := c.codes[c.source].find(code)
	switch {
	case !ok:
		return quarantine(ruleUnknownCode, reasonUnknown)
	case c.practice && !info.in:
		return exclude(ruleCategory, c.codes[c.source].category(code))
	}
	return verdict{}
}

// judgeFollower lets a row that stands on an observation follow that.
func (c *chunk) judgeFollower(b *table.Batch, i int) verdict {
	if !c.practice || !c.Entity.OnObservation() {
		return verdict{}
	}
	if key, ok := c.itemKey(c.source, c.keys.eventOf(b, i)); ok && c.followers.out(key) {
		return exclude(ruleCategory, noCategory)
	}
	return verdict{}
}

// markFollowers tells what stands on an observation of its category.
func (c *chunk) markFollowers(b *table.Batch, i int, out bool) {
	if c.Entity != c.observationEntity {
		return
	}
	if key, ok := c.itemKey(c.source, c.keys.eventOf(b, i)); ok {
		c.followers.mark(key, out)
	}
}

// category returns the category of an event's code.
func (c *chunk) category(b *table.Batch, i int) string {
	if c.keys.code < 0 || c.Entity.Prescribed() || b.Vec[c.keys.code].I64[i] == table.NullInt64 {
		return noCategory
	}
	return c.codes[c.source].category(b.Vec[c.keys.code].I64[i])
}
