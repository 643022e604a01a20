package reconcile

import (
	"strings"

	"lollipop/internal/chis"
	"lollipop/mappings"
)

// Why a date cannot be right: the rules by which transform notes it.
const (
	beforeBirth = "date-before-birth"
	inFuture    = "date-in-future"
	afterDeath  = "date-after-death"
)

// impossible lists why a day cannot be that of something that happened to a child
// who was born and died on those days. A booking may well lie ahead.
func impossible(day, born, died, asOf chis.Date, booking bool) (all []string) {
	if day.Before(born) {
		all = append(all, beforeBirth)
	}
	if day.After(asOf) && !booking {
		all = append(all, inFuture)
	}
	if day.After(died) && (!booking || !day.After(asOf)) {
		all = append(all, afterDeath)
	}
	return all
}

// happened reports an event that says on which day something was done with the
// child, and not when a row was typed or something is due.
func (e *sourceRow) happened() bool {
	return e.entity == entityObservation || e.entity == entityConsultation || e.entity == entitySlot
}

// happenedOn is that day, 0 where it is not known to the day: slots have no
// precision beside theirs.
func (e *sourceRow) happenedOn() chis.Date {
	switch {
	case !e.happened():
		return 0
	case e.entity == entitySlot:
		return e.when.Date
	}
	return e.full()
}

func (c *childCheck) impossibleDates(e *sourceRow) []string {
	day := e.happenedOn()
	if day == 0 {
		return nil
	}
	return impossible(day, c.born, c.death, c.in.asOf, e.entity == entitySlot)
}

// eventDays are the columns of a table that say when something happened.
var eventDays = []string{"occurred_on", "decided_on", "appointment_on"}

// judgeDates looks for dates that cannot be right in the target and stand in no
// source. What the sources hold of them is kept, noted and listed.
func (c *childCheck) judgeDates() {
	row := c.first(c.tableNumber[tableChild])
	if row == nil {
		return
	}
	tab := c.tables[row.table]
	born, _ := tab.value(row.data, tab.Column("date_of_birth"))
	died, _ := tab.value(row.data, tab.Column("date_of_death"))
	type odd struct {
		why string
		day chis.Date
	}
	known := map[odd]bool{}
	for _, e := range c.events {
		day := e.happenedOn()
		if e.entity == entityDrug || e.entity == entityIssue { // the day of the dose that a prescription is evidence of
			day = e.full()
		}
		for _, why := range impossible(day, c.born, c.death, c.in.asOf, e.entity == entitySlot) {
			known[odd{why, day}] = true
		}
	}
	for i := range c.targets {
		t := &c.targets[i]
		on, day := c.eventDay(t)
		if day == 0 {
			continue
		}
		c.seen[checkDates]++
		booking := t.table == c.tableNumber[tableAppointment]
		for _, why := range impossible(day, chis.Date(born), chis.Date(died), c.in.asOf, booking) {
			if !known[odd{why, day}] {
				c.breakAt(checkDates, c.tables[t.table].Name, t.id, t.source, on, why)
			}
		}
	}
}

// dayPlace is where a table says when something happened, and how precisely; -1
// where it does not.
type dayPlace struct{ on, precision int }

func dayPlaceOf(t *mappings.Table) dayPlace {
	for _, name := range eventDays {
		if at := t.Column(name); at >= 0 {
			return dayPlace{at, t.Column(strings.TrimSuffix(name, "_on") + "_precision")}
		}
	}
	return dayPlace{-1, -1}
}

// eventDay is the full day on which what a target row tells of happened, and its
// column.
func (c *childCheck) eventDay(t *targetRow) (column string, day chis.Date) {
	tab := c.tables[t.table]
	at := tab.happened
	if at.on < 0 {
		return "", 0
	}
	column = tab.columns[at.on].Name
	if at.precision >= 0 {
		_, word := tab.value(t.data, at.precision)
		if p, ok := chis.ParsePrecision(word); ok && p < chis.PrecisionDay {
			return column, 0
		}
	}
	n, _ := tab.value(t.data, at.on)
	return column, chis.Date(n)
}
