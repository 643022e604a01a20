package reconcile

import (
	"cmp"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// history is the child's history as the source has it, for the schedule engine:
// worked out from the rows of the extracts, and from what was joined into which
// dose. Doses that repeat others and products alone count nowhere.
func (c *childCheck) history() (events []schedule.Event, secret chis.Antigens) {
	for _, d := range c.doses {
		if d.mark != "probable" && d.mark != "possible" && d.status != "not_given" {
			kind := schedule.Given
			if d.status == "reported" {
				kind = schedule.Reported
			}
			events = append(events, schedule.Event{On: d.lead.when, Antigens: d.antigens, Kind: kind})
		}
	}
	for _, e := range c.events {
		m := c.meaningOf(e)
		if e.entity != entityObservation || m == nil || m.concept == nil {
			continue
		}
		kind, is := c.wish(m)
		if !is {
			continue
		}
		events = append(events, schedule.Event{On: e.when, Antigens: m.antigens(), Kind: kind})
		if c.hiddenEvent(e) && kind != schedule.Consent {
			secret |= orAll(m.antigens())
		}
	}
	return events, secret
}

// wish is what a code says about doses to come: that they are refused, agreed to
// or contraindicated.
func (c *childCheck) wish(m *meaning) (kind schedule.Kind, is bool) {
	switch m.kind() {
	case kindRefused, kindConsent, kindContra:
		return scheduleKind(m.concept)
	}
	return 0, false
}

func orAll(a chis.Antigens) chis.Antigens {
	if a == 0 {
		return ^chis.Antigens(0)
	}
	return a
}

// planned is the child as the schedule engine sees it.
func (c *childCheck) planned() schedule.Child {
	child := schedule.Child{Born: chis.MakePartialDate(c.born, chis.PrecisionDay), Sex: c.sex()}
	for i := range c.records {
		child.BornAs = cmp.Or(child.BornAs, c.records[i].bornAs)
	}
	switch {
	case c.stillborn:
		child.Standing = schedule.Stillborn
	case c.dead:
		child.Standing = schedule.Deceased
	case !slices.ContainsFunc(c.records, func(r record) bool { return r.current() }):
		child.Standing = schedule.MovedAway
	}
	return child
}

// sex is that of the first record that states one.
func (c *childCheck) sex() chis.Sex {
	for i := range c.records {
		if s := c.records[i].sex; s != 0 {
			return s
		}
	}
	return 0
}

// wantDue wants the rows of due_computed: the engine over the source's history.
func (c *childCheck) wantDue() {
	events, secret := c.history()
	child := c.planned()
	engine, r := c.Mappings.Schedule(), &c.schedule
	engine.Evaluate(&child, events, c.in.asOf, r)
	if r.Outcome.CannotBeScheduled() {
		c.wantReason("cannot_be_scheduled", r.Outcome.String())
	}
	if r.Outcome == schedule.Scheduled {
		for _, d := range schedule.DoubtsOf(r.Doubts) {
			c.wantReason("in_doubt", d.String())
		}
	}
	next := engine.NextUpcoming(r)
	for i := range r.Items {
		it := &r.Items[i]
		if !engine.Listed(it, c.in.asOf, next) {
			continue
		}
		rule := engine.Rules()[it.Rule]
		kept := it.State == schedule.Refusal || it.State == schedule.Contraindication
		c.w.reset()
		c.w.int(c.id)
		c.w.text(it.State.String())
		c.w.date(it.On)
		c.w.date(it.Planned)
		c.w.text(engine.Rules()[it.Offer].Vaccine)
		c.w.text(rule.Antigens.String())
		c.w.text(engine.Dose(it))
		c.w.text(rule.Version)
		c.w.text("")
		c.w.int(c.primary)
		c.want(tableDueComputed, c.restricted || kept && secret.Any(rule.Antigens))
	}
}

// wantReason wants a row that says why there is no plan, or why it is in doubt.
func (c *childCheck) wantReason(state, reason string) {
	c.w.reset()
	c.w.int(c.id)
	c.w.text(state)
	c.w.date(0)
	c.w.date(0)
	for range 4 {
		c.w.text("")
	}
	c.w.text(reason)
	c.w.int(c.primary)
	c.want(tableDueComputed, c.restricted)
}
