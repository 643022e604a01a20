package reconcile

import (
	"cmp"

	"lollipop/internal/chis"
)

// DateRow is a date or a result of a source that cannot be right: kept as it is, and
// listed.
type DateRow struct {
	Person
	Why    string // rule, by which the child has a note where it is about a date
	Event  string // table of the target
	On     chis.Date
	Path   string
	Record int64
	Row    int64
}

// PlaceRow is a living child whose practice will call nobody.
type PlaceRow struct {
	Person
	Why    string
	Closed chis.Date
	Row    int64
}

// How an appointment or referral compares.
const (
	BookingLost  = iota // an appointment or referral of the source that is not in the target
	BookingExtra        // in the target and in no source
	BookingTaken        // the slot went to somebody else
	BookingFreed        // the slot was freed or deleted
	BookingAlone        // a referral whose observation was never sent
)

// BookingRow is an appointment still to come, or a referral, that somebody has to
// look at.
type BookingRow struct {
	Person
	Result int
	Kind   string // table of the target
	On     chis.Date
	At     string // time of day
	Path   string
	Record int64
	Row    int64
}

// gatherMore lists what a person has to look at beside flags and screening.
func (g *gatherer) gatherMore(s *seenChild) {
	g.gatherDates(s)
	g.gatherOdd(s)
	g.gatherPlace(s)
	g.gatherBookings(s)
}

func (g *gatherer) gatherDates(s *seenChild) {
	for _, e := range s.events {
		for _, why := range s.impossibleDates(e) {
			if !s.twinOf(e) {
				g.addOdd(s, e, why)
			}
		}
	}
}

func (g *gatherer) gatherPlace(s *seenChild) {
	if s.row == nil || !s.targetLiving || s.residence() != statusActive {
		return
	}
	if why := g.placeProblem(s.target.Code); why != "" {
		_, _, _, closed := g.describe(s.target.Code)
		g.places.add(PlaceRow{Person: s.person(), Why: why, Closed: closed, Row: s.primary})
	}
}

// gatherBookings lists the appointments ahead that differ, and slots ahead that
// the child had and has no longer.
func (g *gatherer) gatherBookings(s *seenChild) {
	number := s.tableNumber[tableAppointment]
	tab := g.tables[number]
	held := map[string]int{}
	for i := range s.targets {
		t := &s.targets[i]
		day, _ := t.cell(tab, "appointment_on")
		if t.table == number && day != 0 && !chis.Date(day).Before(g.in.asOf) {
			_, at := t.cell(tab, "start_time")
			held[bookingKey(chis.Date(day), at)]++
		}
	}
	for _, e := range s.events {
		switch day := e.when.Date; {
		case e.entity == entityReferral && s.event(entityObservation, e.person, e.item) == nil && !s.twinOf(e):
			g.booking(s, e, BookingAlone)
		case e.entity != entitySlot || day == 0 || day.Before(g.in.asOf):
		default:
			k := bookingKey(day, chis.TimeOfDay(e.booked.times[0]).String())
			if held[k]--; held[k] < 0 && !s.twinOf(e) {
				g.booking(s, e, BookingLost)
			}
		}
	}
	lost, extra := s.differingReferrals()
	for _, e := range lost {
		if !s.twinOf(e) {
			g.booking(s, e, BookingLost)
		}
	}
	for _, t := range extra {
		if !s.apart(t) {
			day, _ := t.cell(g.tables[t.table], "occurred_on")
			g.addExtra(s, t, tableReferral, chis.Date(day), "")
		}
	}
	for k, n := range held {
		for ; n > 0; n-- {
			g.extraBooking(s, k)
		}
	}
	for _, e := range s.gone {
		result := BookingFreed
		if s.lost(e) == ruleOlder {
			result = BookingTaken
		}
		g.booking(s, e, result)
	}
}

func (g *gatherer) booking(s *seenChild, e *sourceRow, result int) {
	row := BookingRow{Person: s.person(), Result: result, Kind: s.home(e), Row: e.row}
	if e.entity == entitySlot {
		row.On, row.At = e.when.Date, chis.TimeOfDay(e.booked.times[0]).String()
	} else if o := s.event(entityObservation, e.person, e.item); o != nil {
		row.On = o.when.Date
	}
	row.Source = g.in.sources[g.people.source(e.person)]
	row.Path, row.Record = g.origin(e.row)
	g.bookings.add(row)
}

// extraBooking lists an appointment of the target that no source has.
func (g *gatherer) extraBooking(s *seenChild, key string) {
	number := s.tableNumber[tableAppointment]
	tab := g.tables[number]
	for i := range s.targets {
		t := &s.targets[i]
		day, _ := t.cell(tab, "appointment_on")
		_, at := t.cell(tab, "start_time")
		if t.table == number && !s.apart(t) && bookingKey(chis.Date(day), at) == key {
			g.addExtra(s, t, tableAppointment, chis.Date(day), at)
			return
		}
	}
}

// addExtra lists a row of the target that no source has.
func (g *gatherer) addExtra(s *seenChild, t *targetRow, kind string, on chis.Date, at string) {
	row := BookingRow{Person: s.person(), Result: BookingExtra, Kind: kind, On: on, At: at, Row: t.source}
	row.Path, row.Record = g.origin(t.source)
	g.bookings.add(row)
}

func compareDates(a, b *DateRow) int {
	return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Practice, b.Practice), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Why, b.Why))
}

func comparePlaces(a, b *PlaceRow) int {
	return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Why, b.Why), cmp.Compare(b.Born, a.Born), cmp.Compare(a.Practice, b.Practice), cmp.Compare(a.ID, b.ID))
}

func compareBookings(a, b *BookingRow) int {
	return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Result, b.Result), cmp.Compare(a.On, b.On), cmp.Compare(a.At, b.At), cmp.Compare(a.Practice, b.Practice), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Row, b.Row))
}
