package reconcile

import "lollipop/internal/chis"

// referralKey is what a referral says to whoever receives it: when, to whom, how
// urgent, for what, and under which booking reference.
type referralKey struct {
	on                                      chis.Date
	precision, urgency, service, mode, ubrn string
	to                                      int64
}

// judgeReferrals counts the referrals of a child against those that the target
// returns, whatever lineage says. Which target row an organisation became is
// settled before, from its own row.
func (c *childCheck) judgeReferrals() {
	lost, extra := c.differingReferrals()
	for _, e := range lost {
		c.breakAt(checkReferrals, tableReferral, nullID, e.row, "", "in-a-source-and-not-in-the-target")
	}
	for _, t := range extra {
		c.breakAt(checkReferrals, tableReferral, t.id, t.source, "", "in-the-target-and-in-no-source")
	}
	for _, e := range c.events {
		if e.entity == entityReferral {
			c.seen[checkReferrals]++
		}
	}
}

// differingReferrals are those of the source that the target lacks, and the reverse.
func (c *childCheck) differingReferrals() (lost []*sourceRow, extra []*targetRow) {
	number := c.tableNumber[tableReferral]
	tab := c.tables[number]
	held := map[referralKey][]*targetRow{}
	for i := range c.targets {
		if t := &c.targets[i]; t.table == number {
			k := targetReferral(t, tab)
			held[k] = append(held[k], t)
		}
	}
	for _, e := range c.events {
		if e.entity != entityReferral {
			continue
		}
		k := c.referralOf(e)
		if len(held[k]) == 0 {
			lost = append(lost, e)
			continue
		}
		held[k] = held[k][1:]
	}
	for _, rows := range held {
		extra = append(extra, rows...)
	}
	return lost, extra
}

// referralOf is what the source says: the date is that of the observation that
// the referral stands on, none where that was never sent.
func (c *childCheck) referralOf(e *sourceRow) referralKey {
	on := chis.PartialDate{}
	if o := c.event(entityObservation, e.person, e.item); o != nil {
		on = o.when
	}
	k := referralKey{
		on: on.Date, precision: on.Precision.String(),
		urgency: string(e.text[textUrgency]), service: string(e.text[textService]), mode: string(e.text[textMode]), ubrn: string(e.text[textUBRN]),
		to: c.sentOrganisation(refKey{source: c.people.source(e.person), guid: e.target}),
	}
	if k.to == 0 {
		k.to = nullID
	}
	return k
}

func targetReferral(t *targetRow, tab *targetTable) referralKey {
	day, _ := t.cell(tab, "occurred_on")
	text := func(column string) string { _, s := t.cell(tab, column); return s }
	k := referralKey{
		on: chis.Date(day), precision: text("occurred_precision"),
		urgency: text("urgency"), service: text("service_type"), mode: text("mode"), ubrn: text("ubrn"),
	}
	k.to, _ = t.cell(tab, "target_organisation_id")
	return k
}
