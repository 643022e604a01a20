package transform

import (
	"context"

	"lollipop/internal/chis"
	"lollipop/mappings"
)

// statusEvidence is what the states of a registration say of life and death.
type statusEvidence struct {
	died, undated   bool      // a state says so; one that does has no day, and no other takes it back
	first, last     chis.Date // of the states that say so
	registeredAfter chis.Date // latest day on which a state says registered
}

// add takes one state. States come in any order.
func (s *statusEvidence) add(meaning mappings.StatusMeaning, day chis.Date) {
	switch meaning {
	case mappings.StatusDied:
		s.died, s.undated = true, s.undated || day == 0
		s.first, s.last = earlier(s.first, day), max(s.last, day)
	case mappings.StatusRegistered:
		s.registeredAfter = max(s.registeredAfter, day)
	}
}

// death is the day on which a state says that the person has died, unless a later
// one says registered: then the death was taken back. Where nothing tells which came
// first the person counts as dead.
func (s *statusEvidence) death() (day chis.Date, dead bool) {
	switch {
	case !s.died:
		return 0, false
	case s.last != 0 && s.registeredAfter > s.last:
		return 0, s.undated
	case s.first != 0 && s.registeredAfter > s.first:
		return s.last, true
	}
	return s.first, true
}

// settleStates adds deaths that the states of registrations tell of to what codes
// say.
func (t *run) settleStates(context.Context) error {
	for i := range t.persons {
		p := &t.persons[i]
		if day, dead := p.status.death(); dead {
			p.dead, p.deathCode = true, earlier(p.deathCode, day)
		}
	}
	return nil
}
