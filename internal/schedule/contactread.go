package schedule

import (
	"strings"

	"lollipop/internal/chis"
)

// Recorded is a row of a record about a review or a screening test.
type Recorded struct {
	Programme string // review, bloodspot, hearing or nipe
	Name      string // of the review, the condition, the ear test or the examination
	Outcome   string
	On        chis.PartialDate
}

// wholeExamination is the review that stands for all parts of the newborn
// examination at once.
const wholeExamination = "NIPE-NB"

// Events reads rows of a record as events of the contacts, and appends them. A
// newborn examination that names no parts is one of each part; a response of both
// ears is an outcome of the hearing screen. What no rule speaks of is left out.
func (c *Contacts) Events(rows []Recorded, events []ContactEvent) []ContactEvent {
	ears := map[string]chis.PartialDate{}
	for i := range rows {
		r := &rows[i]
		programme, meaning := r.Programme, c.Meaning(r.Programme, r.Outcome)
		whole := r.Programme == "review" && r.Name == wholeExamination
		if whole {
			programme = "nipe"
		}
		for at := range c.list {
			if l := &c.list[at]; l.Programme == programme && (whole || l.Name == r.Name) {
				events = append(events, ContactEvent{On: r.On, Contact: int16(at), Meaning: meaning})
			}
		}
		if _, ear, ok := strings.Cut(r.Name, "-"); ok && r.Programme == "hearing" && (r.Outcome == "clear" || r.Outcome == "no-clear") {
			if was, known := ears[ear]; !known || r.On.Date < was.Date {
				ears[ear] = r.On
			}
		}
	}
	left, one := ears["left"]
	right, other := ears["right"]
	if at := c.Find("hearing", "outcome"); at >= 0 && one && other {
		if right.Date > left.Date {
			left = right
		}
		events = append(events, ContactEvent{On: left, Contact: int16(at), Meaning: Conclusive})
	}
	return events
}
