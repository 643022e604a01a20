package reconcile

// How far one day lies from another, and where there is only one of them: the bars
// of a picture, in their order.
const (
	MovedMonthEarlier = iota // by more than 28 days
	MovedWeeksEarlier        // by 8 to 28
	MovedDaysEarlier         // by 1 to 7
	MovedNone                // the same day
	MovedDaysLater
	MovedWeeksLater
	MovedMonthLater
	MovedNew     // a day after, and none before
	MovedGone    // a day before, and none after
	MovedNowhere // no day on either side
	MovedBands
)

// Moved counts children by how far a day moved.
type Moved [MovedBands]int64

// Days that part the bands.
const (
	weekDays  = 7
	fourWeeks = 28
)

// movedBand says how far it is from what was due before to what is after.
func movedBand(before, after DueDay) int {
	switch {
	case before.On == 0 && after.On == 0:
		return MovedNowhere
	case before.On == 0:
		return MovedNew
	case after.On == 0:
		return MovedGone
	}
	days, later := after.On.Sub(before.On), 1
	if days < 0 {
		days, later = -days, -1
	}
	switch {
	case days == 0:
		return MovedNone
	case days <= weekDays:
		return MovedNone + later
	case days <= fourWeeks:
		return MovedNone + 2*later
	}
	return MovedNone + 3*later
}

// Total is how many children there are.
func (m *Moved) Total() (n int64) {
	for _, one := range m {
		n += one
	}
	return n
}

func (m *Moved) add(o *Moved) {
	for i, n := range o {
		m[i] += n
	}
}
