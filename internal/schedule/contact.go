package schedule

import (
	"errors"
	"slices"

	"lollipop/internal/chis"
)

// Contact is a review or a screening test that a child is to have by an age.
type Contact struct {
	Programme        string // review, bloodspot, hearing or nipe
	Name             string // of the review, the condition or the examination
	Words            string // the name as people say it
	BornFrom, BornTo chis.Date
	Sex              chis.Sex // SexMale for what only boys have, else 0
	// Expected: every child of these birth dates is to have it; else what is
	// recorded is judged, and nothing is missed (an evaluation area, a whole card).
	Expected bool
	// Opens is the age from which it is due, By the last at which it is on time,
	// Until the one from which it is offered no more.
	Opens, By, Until Age
	// NotBefore is the youngest age at which it counts; not set: from birth.
	NotBefore  Age
	Confidence Confidence
	Source     string
}

// Meaning is what an outcome says about a contact.
type Meaning uint8

// The meanings. None is an outcome that no table knows: it completes nothing.
const (
	None Meaning = iota
	Conclusive
	Declined
	Repeat     // another sample is wanted
	Received   // on its way: the laboratory has it
	Incomplete // not done, not attended, no result
)

// Word is an outcome of a programme as records write it, with its meaning.
type Word struct {
	Programme, Value string
	Meaning          Meaning
	Words            string
}

// Contacts holds reviews and screening tests. It never changes and is safe for
// concurrent use.
type Contacts struct {
	list     []Contact
	outcomes map[[2]string]Word
}

// NewContacts checks the rules: an order of ages, and no name twice for a birth date.
func NewContacts(list []Contact, words []Word) (*Contacts, error) {
	c := &Contacts{list: list, outcomes: map[[2]string]Word{}}
	const born chis.Date = 20010301
	for i := range list {
		r := &list[i]
		switch {
		case !r.Opens.Set || !r.By.Set || !r.Until.Set:
			return nil, errors.New(r.Programme + " " + r.Name + ": the ages opens, by and until must be filled")
		case r.Opens.After(born) > r.By.After(born) || r.By.After(born) > r.Until.After(born):
			return nil, errors.New(r.Programme + " " + r.Name + ": opens, by and until are not in this order")
		case r.NotBefore.After(born) > r.By.After(born):
			return nil, errors.New(r.Programme + " " + r.Name + ": not_before is after by: nobody could be in time")
		}
	}
	for _, w := range words {
		c.outcomes[[2]string{w.Programme, w.Value}] = w
	}
	return c, nil
}

// List is what the contacts were made of; it must not be changed.
// ContactEvent.Contact and ContactItem.Contact are positions in it.
func (c *Contacts) List() []Contact { return c.list }

// Find is the position of a contact, -1 where there is none of this name.
func (c *Contacts) Find(programme, name string) int {
	return slices.IndexFunc(c.list, func(r Contact) bool { return r.Programme == programme && r.Name == name })
}

// statusDigits is how long a status of the blood spot programme is; what follows
// it is a sub-status.
const statusDigits = 2

// Outcome is the word that an outcome is. A sub-status of the blood spot programme that
// stands in no table means what its status means; any other word has no meaning.
func (c *Contacts) Outcome(programme, value string) Word {
	w, known := c.outcomes[[2]string{programme, value}]
	if !known && programme == "bloodspot" && len(value) > statusDigits {
		return c.outcomes[[2]string{programme, value[:statusDigits]}]
	}
	return w
}

// Meaning is what an outcome says.
func (c *Contacts) Meaning(programme, value string) Meaning {
	return c.Outcome(programme, value).Meaning
}

// ContactEvent is an entry of the history about a contact.
type ContactEvent struct {
	On      chis.PartialDate
	Contact int16
	Meaning Meaning
}

// ContactState is how a contact stands.
type ContactState uint8

// The states. ContactDue to ContactOverdue, SampleAgain, ResultAwaited and
// NotComplete are for a worklist.
const (
	Completed ContactState = iota
	NotYet                 // its age has not come
	ContactDue
	ContactOverdue
	SampleAgain   // a repeat was asked for, and nothing came after it
	ResultAwaited // the laboratory has the sample
	NotComplete   // an attempt is recorded, and no outcome
	ContactDeclined
	TooOld      // offered no more, and never done
	NotExpected // not of every child, and nothing is recorded

	contactStates
)

var contactWords = [contactStates]string{
	"completed", "not yet", "due", "overdue", "repeat needed", "result awaited", "not complete", "declined", "too old", "not expected",
}

// String is the word for the state.
func (s ContactState) String() string { return contactWords[s] }

// Open reports a state in which somebody has to do something, or soon will.
func (s ContactState) Open() bool { return s >= NotYet && s <= NotComplete }

// ContactItem is one contact of a child. Late says that By has passed.
type ContactItem struct {
	Contact int16
	State   ContactState
	Late    bool
	On, By  chis.Date // from when it is due, and the last day on time
	Event   int32     // the event that decided, -1 where none did
}

// Evaluate says how each contact of the child stands as of a day, and appends
// the items to list. There are none for a child of whom nothing is due or who
// cannot be scheduled: Outcome says which.
func (c *Contacts) Evaluate(child *Child, events []ContactEvent, asOf chis.Date, list []ContactItem) ([]ContactItem, Outcome) {
	out := outcome(child, asOf)
	if out != Scheduled {
		return list, out
	}
	born := child.Born.Date
	for i := range c.list {
		r := &c.list[i]
		if !inWindow(born, r.BornFrom, r.BornTo) || (r.Sex == chis.SexMale && child.Sex == chis.SexFemale) {
			continue
		}
		list = append(list, c.item(i, born, events, asOf))
	}
	return list, out
}

// latest is the last event of each meaning, by date and then by place.
type latest [Incomplete + 1]struct {
	on    chis.Date
	event int32
}

// item holds one contact against the history.
func (c *Contacts) item(i int, born chis.Date, events []ContactEvent, asOf chis.Date) ContactItem {
	r := &c.list[i]
	it := ContactItem{Contact: int16(i), On: r.Opens.After(born), By: r.By.After(born)}
	var last latest
	for m := range last {
		last[m].event = -1
	}
	for j := range events {
		ev := &events[j]
		if at := &last[ev.Meaning]; c.about(ev, i) && counts(ev, r, born, asOf) && (at.event < 0 || ev.On.Date > at.on) {
			at.on, at.event = ev.On.Date, int32(j)
		}
	}
	m := last.decides()
	it.Event, it.State = last[m].event, stateOf(m)
	if m == None {
		it.State = untouched(r, &it, asOf)
	}
	if it.State.Open() && it.State != NotYet {
		it.Late = asOf > it.By
		if asOf >= r.Until.After(born) {
			it.State = TooOld
		}
	}
	return it
}

// decides is the meaning that stands: a conclusive outcome unless a repeat was
// asked for after it, else the last of the others, and of one day the one that
// leaves most to do.
func (l *latest) decides() Meaning {
	conclusive, repeat := &l[Conclusive], &l[Repeat]
	if conclusive.event >= 0 && (repeat.event < 0 || repeat.on <= conclusive.on) {
		return Conclusive
	}
	best := None
	for _, m := range [...]Meaning{Declined, Received, Repeat, Incomplete} {
		if l[m].event >= 0 && (best == None || l[m].on >= l[best].on) {
			best = m
		}
	}
	return best
}

// about reports an event of the contact, or of the whole card that it is part of.
func (c *Contacts) about(ev *ContactEvent, i int) bool {
	if int(ev.Contact) == i {
		return true
	}
	return ev.Meaning == Received && ev.Contact >= 0 && c.list[ev.Contact].Programme == c.list[i].Programme
}

// counts reports that an event says something: not before birth, not before the
// age at which it counts, not after the day asked for. What has no full date counts.
func counts(ev *ContactEvent, r *Contact, born, asOf chis.Date) bool {
	if ev.Meaning == None {
		return false
	}
	return !ev.On.Full() || (ev.On.Date >= born && ev.On.Date >= r.NotBefore.After(born) && ev.On.Date <= asOf)
}

func stateOf(m Meaning) ContactState {
	switch m {
	case Conclusive:
		return Completed
	case Declined:
		return ContactDeclined
	case Repeat:
		return SampleAgain
	case Received:
		return ResultAwaited
	}
	return NotComplete
}

// untouched is the state of a contact of which nothing is recorded.
func untouched(r *Contact, it *ContactItem, asOf chis.Date) ContactState {
	switch {
	case !r.Expected:
		return NotExpected
	case asOf < it.On:
		return NotYet
	case asOf <= it.By:
		return ContactDue
	}
	return ContactOverdue
}
