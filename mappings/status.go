package mappings

import "strings"

// StatusMeaning is what a state of a registration says of life and death.
type StatusMeaning uint8

// The zero value says neither.
const (
	StatusSilent     StatusMeaning = iota
	StatusDied                     // the registration ended with the person's death
	StatusRegistered               // the person is registered, and so alive
)

// registrationStatus is a row of registration_status.csv.
type registrationStatus struct {
	words   string
	phrase  bool // stands anywhere in the state; else is all of it
	meaning StatusMeaning
}

// RegistrationStatus is what a state of a registration means, by its words or its
// number, whatever their case and punctuation. Where several rows fit the longest
// counts.
func (s *Set) RegistrationStatus(state string) (meaning StatusMeaning) {
	if state == "" {
		return StatusSilent
	}
	said, longest := strings.Join(termWords(state), " "), 0
	for _, r := range s.statuses {
		fits := said == r.words || r.phrase && strings.Contains(" "+said+" ", " "+r.words+" ")
		if fits && len(r.words) > longest {
			meaning, longest = r.meaning, len(r.words)
		}
	}
	return meaning
}

func (l *loading) registrationStatuses() {
	meanings := map[string]StatusMeaning{"died": StatusDied, "registered": StatusRegistered, "silent": StatusSilent}
	seen := map[string]bool{}
	for _, r := range l.rows("registration_status.csv") {
		one := registrationStatus{
			words:   strings.Join(termWords(r.filled("words")), " "),
			phrase:  r.oneOf("match", "whole", "phrase") == "phrase",
			meaning: meanings[r.oneOf("meaning", "died", "registered", "silent")],
		}
		if seen[one.words] || one.words == "" {
			r.wrong("words", "%q is no word, or stands twice", r.text("words"))
		}
		seen[one.words] = true
		l.set.statuses = append(l.set.statuses, one)
	}
}
