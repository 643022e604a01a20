package calllist

import (
	"context"
	"fmt"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
	"lollipop/internal/table"
)

// readContacts reads what is recorded of reviews and newborn screening.
func (h *histories) readContacts(ctx context.Context) error {
	err := h.both(ctx, "review", []string{"review", "outcome", "occurred_on", "occurred_precision"}, func(c *child, b *table.Batch, i int, secret bool) {
		c.secretContact = c.secretContact || secret
		c.recorded = append(c.recorded, schedule.Recorded{Programme: "review", Name: text(b, 1, i), Outcome: text(b, 2, i), On: partial(b, 3, i)})
	})
	if err != nil {
		return err
	}
	return h.both(ctx, "screening_result", []string{"programme", "test", "status", "occurred_on", "occurred_precision"}, func(c *child, b *table.Batch, i int, secret bool) {
		c.secretContact = c.secretContact || secret
		c.recorded = append(c.recorded, schedule.Recorded{Programme: text(b, 1, i), Name: text(b, 2, i), Outcome: text(b, 3, i), On: partial(b, 4, i)})
	})
}

// contacts puts on the line the reviews and screening tests that are due up to the
// end of the period. Tests of one programme that stand alike are one entry.
func (h *histories) contacts(c *child, line *Line) {
	rules := h.Mappings.Contacts()
	h.contactEvents = rules.Events(c.recorded, h.contactEvents[:0])
	h.contactItems, _ = rules.Evaluate(&c.Child, h.contactEvents, h.asOf, h.contactItems[:0])
	type entry struct {
		programme string
		state     schedule.ContactState
		by        chis.Date
	}
	var order []entry
	names := map[entry][]string{}
	for i := range h.contactItems {
		it := &h.contactItems[i]
		rule := &rules.List()[it.Contact]
		if !it.State.Open() || it.State == schedule.ResultAwaited || it.On > h.To {
			continue
		}
		e := entry{rule.Programme, it.State, it.By}
		if names[e] == nil {
			order = append(order, e)
		}
		names[e] = append(names[e], contactName(rule))
		if line.Due == 0 || it.On < line.Due {
			line.Due = it.On
		}
		line.Overdue = line.Overdue || it.By < h.From || it.Late
	}
	for _, e := range order {
		line.Contacts = append(line.Contacts, fmt.Sprintf("%s (%s, by %s)", entryWords(e.programme, names[e]...), stateWords(e.state, c.secretContact), shown(e.by)))
	}
}

// programmes are the words for the programmes of contact_rule.csv that screen.
var programmes = map[string]string{"bloodspot": "blood spot ", "hearing": "hearing screen", "nipe": "newborn examination "}

// contactName is a review in words, a test as screening cards name it, and nothing where
// the programme has one test alone.
func contactName(r *schedule.Contact) string {
	switch r.Programme {
	case "review":
		return r.Words
	case "hearing":
		return ""
	}
	return r.Name
}

func entryWords(programme string, names ...string) string {
	return programmes[programme] + strings.Join(names, ", ")
}

// stateWords is how a contact stands: due, where it comes due in the period, and
// where a confidential row may say more.
func stateWords(s schedule.ContactState, secret bool) string {
	if s == schedule.NotYet || secret && s != schedule.ContactOverdue {
		return schedule.ContactDue.String()
	}
	return s.String()
}
