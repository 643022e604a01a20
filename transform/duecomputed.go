package transform

import (
	"cmp"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// timeline is what the schedule engine is told of the child: doses, refusals,
// consents and contraindications. Doses that repeat others, or that a
// prescription alone tells of, count nowhere and are left out.
type timeline struct {
	events []schedule.Event
	hidden chis.Antigens // refused or contraindicated in a confidential row
	result schedule.Result
}

func (l *timeline) add(k schedule.Kind, e *event, antigens chis.Antigens) {
	l.events = append(l.events, schedule.Event{On: chis.MakePartialDate(e.date, e.precision), Antigens: antigens, Kind: k})
}

// held adds what keeps a dose from being due: a row about it tells no more than
// the row that it rests on.
func (l *timeline) held(k schedule.Kind, e *event, antigens chis.Antigens, confidential bool) {
	l.add(k, e, antigens)
	if !confidential {
		return
	}
	if antigens == 0 {
		antigens = ^chis.Antigens(0)
	}
	l.hidden |= antigens
}

// wish adds a refusal or consent; dissent from sharing is none.
func (l *timeline) wish(k *code, e *event, confidential bool) {
	if k.kind == kindConsentGiven {
		l.add(schedule.Consent, e, k.Concept.Antigens)
		return
	}
	l.held(schedule.Refused, e, k.Concept.Antigens, confidential)
}

func doseKind(status string) schedule.Kind {
	if status == "reported" {
		return schedule.Reported
	}
	return schedule.Given
}

// dueComputed writes what the schedule engine finds due of the child, beside what
// the legacy system lists: each dose that is or was due and is not given, and
// those of the next day on which something falls due.
func (c *childBuilder) dueComputed() {
	if mutated("transform-due-lose-dose") && len(c.timeline.events) > 0 {
		c.timeline.events = c.timeline.events[1:]
	}
	r := &c.timeline.result
	child := c.scheduled()
	c.t.engine.Evaluate(&child, c.timeline.events, c.t.in.asOf, r)
	c.t.counts.add("due."+r.Outcome.String(), 1)
	if r.Outcome.CannotBeScheduled() {
		c.dueReason("cannot_be_scheduled", r.Outcome.String())
	}
	for _, d := range schedule.DoubtsOf(r.Doubts) {
		if r.Outcome == schedule.Scheduled {
			c.dueReason("in_doubt", d.String())
		}
	}
	next := c.t.engine.NextUpcoming(r)
	for i := range r.Items {
		it := &r.Items[i]
		if c.t.engine.Listed(it, c.t.in.asOf, next) {
			c.dueRow(it)
		}
	}
}

// scheduled is the child as the engine sees it.
func (c *childBuilder) scheduled() schedule.Child {
	child := schedule.Child{Born: chis.MakePartialDate(c.born, chis.PrecisionDay)}
	for i := range c.records {
		r := &c.records[i]
		child.Sex, child.BornAs = cmp.Or(child.Sex, r.sex), cmp.Or(child.BornAs, r.bornAs)
		if r.stillborn {
			child.Standing = schedule.Stillborn
		}
	}
	switch status := c.residence(); {
	case child.Standing == schedule.Stillborn:
	case c.dead:
		child.Standing = schedule.Deceased
	case status == "moved":
		child.Standing = schedule.MovedAway
	}
	return child
}

func (c *childBuilder) dueRow(it *schedule.Item) {
	e := c.t.engine
	rule := &e.Rules()[it.Rule]
	hide := c.restricted || (it.State == schedule.Refusal || it.State == schedule.Contraindication) && c.timeline.hidden.Any(rule.Antigens)
	a := c.rowAt(c.t.tab.dueComputed, hide, 0)
	a.int(c.id)
	a.text(it.State.String())
	a.date(it.On)
	a.date(it.Planned)
	a.text(e.Rules()[it.Offer].Vaccine)
	a.text(rule.Antigens.String())
	a.text(e.Dose(it))
	a.text(rule.Version)
	a.text("")
	c.endDue(&a)
}

// dueReason says why the child cannot be scheduled, or why its plan is in doubt.
func (c *childBuilder) dueReason(state, reason string) {
	a := c.rowAt(c.t.tab.dueComputed, c.restricted, 0)
	a.int(c.id)
	a.text(state)
	a.date(0)
	a.date(0)
	for range 4 {
		a.text("")
	}
	a.text(reason)
	c.endDue(&a)
}

func (c *childBuilder) endDue(a *appender) {
	a.int(c.primary())
	id := c.endAttribute(c.t.tab.dueComputed, c.ordinal, a)
	c.from(c.t.tab.dueComputed, id, c.primary())
}
