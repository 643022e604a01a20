package reconcile

import (
	"lollipop/internal/chis"
	"lollipop/mappings"
)

// lifeState is a state of a registration that says something of life and death.
type lifeState struct {
	dead bool
	day  chis.Date // none where it is not known
}

// recordOf is the record of the child that a row belongs to, nil for none.
func (c *childCheck) recordOf(e *sourceRow) *record {
	for i := range c.records {
		if c.records[i].number == e.person {
			return &c.records[i]
		}
	}
	return nil
}

// stateEvidence takes what a state of a registration says of its person record.
func (c *childCheck) stateEvidence(e *sourceRow) {
	meaning := c.Mappings.RegistrationStatus(string(e.text[textStatus]))
	if meaning == mappings.StatusRegistered && e.entered > c.in.asOf {
		return // nobody is known to be registered on a day to come
	}
	if r := c.recordOf(e); r != nil && meaning != mappings.StatusSilent {
		r.states = append(r.states, lifeState{meaning == mappings.StatusDied, e.entered})
	}
}

// stateOfDeath adds a death that states tell of, unless a later one says registered.
// Its day is that of the first such state, of the last where the person was registered
// between the two; none where no such state has a day.
func (r *record) stateOfDeath() {
	var back, first, last chis.Date
	said, undated := false, false
	for _, s := range r.states {
		switch {
		case !s.dead:
			back = max(back, s.day)
		case s.day == 0:
			said, undated = true, true
		default:
			said, last = true, max(last, s.day)
			if first == 0 || s.day < first {
				first = s.day
			}
		}
	}
	takenBack := last != 0 && last < back
	switch {
	case !said || takenBack && !undated:
		return
	case takenBack:
		first = 0
	case first < back:
		first = last
	}
	r.dead = true
	if first != 0 && (r.deathCode == 0 || first < r.deathCode) {
		r.deathCode = first
	}
}
