package calllist

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/internal/schedule"
	"lollipop/mappings"
)

// Options say whose list is made, and for when.
type Options struct {
	Work     *ledger.Workspace
	Mappings *mappings.Set
	// One of the three, or with Explain none: the ODS code of a practice, the name
	// of a hub, or the description of a session or the name of its place.
	Practice, Hub, Clinic string
	// Restricted asks for the restricted children of the whole service and nobody
	// else, for those who may see them; none of the three goes with it.
	Restricted bool
	From, To   chis.Date
	AsOf       chis.Date // none: that of the rehearsal
}

// State says what a line of the list is for.
type State string

// The states of a line.
const (
	Call      State = "call"
	CannotBe  State = "cannot be scheduled"
	LookFirst State = "look at the record first" // to be called, and the plan is in doubt or something of the child waits
	InDoubt   State = "in doubt"                 // nothing falls due in the period, and the plan is in doubt
)

// Line is one child of the list. It identifies: it belongs into the file that was
// asked for, and nowhere else.
type Line struct {
	State    State
	Practice string
	Child    int64
	NHS      string // 3-3-4
	Surname  string
	Given    string
	Born     chis.Date
	Sex      string
	Address  string
	Postcode string
	Phone    string
	Due      chis.Date // the first day on which something of it fell or falls due
	Overdue  bool      // before the period, or on the day of the list
	What     []string  // immunisations
	Contacts []string  // reviews and newborn screening
	Booked   chis.Date // the next appointment, none where there is none
	Reason   string
}

// List is a call list, and what became of the others.
type List struct {
	AsOf     chis.Date
	Lines    []Line           // by practice, day and name
	Children int              // open children of whom the list is
	Off      map[string]int64 // children that are not on it, by reason
	// Restricted children of the whole service stand on no ordinary list.
	Restricted int64
	Sealed     bool // a list of restricted children
	// Unplaced children live here and have no practice, or one that the tables do not
	// know: they stand on the list of a clinic at most.
	Unplaced int64
}

// Build makes the list.
func Build(ctx context.Context, o Options) (*List, error) {
	h, err := read(ctx, o)
	if err != nil {
		return nil, err
	}
	l := &List{AsOf: h.asOf, Off: map[string]int64{}, Restricted: h.restricted, Unplaced: h.unplaced, Sealed: o.Restricted}
	for _, c := range h.sorted() {
		if !h.asked(c) {
			continue
		}
		l.Children++
		line, off := h.line(c)
		if off != "" {
			l.Off[off]++
			continue
		}
		l.Lines = append(l.Lines, line)
	}
	slices.SortStableFunc(l.Lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(h.place(a.Child), h.place(b.Child)), cmp.Compare(a.Practice, b.Practice), cmp.Compare(a.Due, b.Due), cmp.Compare(a.Surname, b.Surname), cmp.Compare(a.Given, b.Given), cmp.Compare(a.Child, b.Child))
	})
	return l, nil
}

// asked reports that the list is about this child.
func (h *histories) asked(c *child) bool {
	switch {
	case h.Practice != "":
		return c.practice == h.Practice
	case h.Hub != "":
		return h.Mappings.Hub(c.practice) == h.Hub
	case h.Clinic != "":
		return c.clinic
	}
	return true
}

// nowhere reports that no list of a practice or hub holds the children of a practice.
func (h *histories) nowhere(practice string) bool {
	return practice == "" || h.Mappings.Practice(practice) == nil && h.Mappings.Hub(practice) == ""
}

// line is the line of a child, or why there is none.
func (h *histories) line(c *child) (line Line, off string) {
	r := &h.result
	h.contactItems = h.contactItems[:0]
	if c.former {
		return line, "an identity given up"
	}
	h.engine.Evaluate(&c.Child, c.events, h.asOf, r)
	line = Line{
		State: Call, Practice: c.practice, Child: c.id, NHS: spaced(c.nhs), Surname: c.surname, Given: c.given, Born: c.Born.Date, Sex: c.Sex.String(),
		Address: strings.Join(c.address, ", "), Postcode: c.postcode, Phone: c.phone, Booked: c.booked,
	}
	if c.protected {
		line.Born = 0 // an old and a new identity have it in common
	}
	switch {
	case r.Outcome.CannotBeScheduled():
		line.State, line.Reason = CannotBe, cmp.Or(c.undated, r.Outcome.String())
		return line, ""
	case r.Outcome != schedule.Scheduled:
		return line, r.Outcome.String()
	case c.silent:
		return line, "marked as not to be contacted, or bereaved"
	}
	held := h.due(r, &line)
	h.contacts(c, &line)
	nothing := len(line.What)+len(line.Contacts) == 0
	switch {
	case nothing && r.Doubts != 0:
		line.State, line.Reason = InDoubt, r.Doubts.String()
	case nothing:
		return line, held
	case r.Doubts != 0 || len(c.waits) > 0:
		reasons := slices.Clone(c.waits)
		if r.Doubts != 0 {
			reasons = slices.Insert(reasons, 0, r.Doubts.String())
		}
		line.State, line.Reason = LookFirst, strings.Join(reasons, "; ")
	}
	return line, ""
}

// due puts what falls due up to the end of the period on the line, and says why
// nothing does.
func (h *histories) due(r *schedule.Result, line *Line) (held string) {
	held = "nothing falls due in the period"
	for i := range r.Items {
		it := &r.Items[i]
		rule := &h.engine.Rules()[it.Rule]
		switch {
		case rule.Programme == schedule.Seasonal || it.On > h.To:
		case it.State.Open():
			line.What = append(line.What, fmt.Sprintf("%s %s (%s)", h.engine.Rules()[it.Offer].Vaccine, h.engine.Dose(it), shown(it.On)))
			if line.Due == 0 || it.On < line.Due {
				line.Due = it.On
			}
			line.Overdue = line.Overdue || it.On < h.From || it.State == schedule.Overdue
		case it.State == schedule.Refusal || it.State == schedule.Contraindication:
			held = "what falls due is refused or contraindicated"
		}
	}
	return held
}

// shown is a day as people write it.
func shown(d chis.Date) string { return fmt.Sprintf("%02d/%02d/%04d", d.Day(), d.Month(), d.Year()) }

// spaced is a number in its groups of three, three and four digits.
func spaced(number string) string {
	if len(number) != 10 {
		return number
	}
	return number[:3] + " " + number[3:6] + " " + number[6:]
}
