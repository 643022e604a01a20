package mappings

import (
	"slices"

	"lollipop/internal/schedule"
)

// Contacts are the reviews and newborn screening tests of contact_rule.csv, with
// the outcomes of contact_outcome.csv.
func (s *Set) Contacts() *schedule.Contacts { return s.contactRules }

var meanings = map[string]schedule.Meaning{
	"conclusive": schedule.Conclusive, "declined": schedule.Declined, "repeat": schedule.Repeat,
	"received": schedule.Received, "incomplete": schedule.Incomplete,
}

func (l *loading) contactTables() {
	var words []schedule.Word
	for _, r := range l.rows("contact_outcome.csv") {
		m := r.oneOf("meaning", "conclusive", "declined", "repeat", "received", "incomplete")
		words = append(words, schedule.Word{Programme: r.oneOf("programme", contactProgrammes...), Value: r.filled("value"), Meaning: meanings[m], Words: r.filled("words")})
	}
	var list []schedule.Contact
	for _, r := range l.rows("contact_rule.csv") {
		c := schedule.Contact{
			Programme: r.oneOf("programme", contactProgrammes...), Name: r.filled("name"), Words: r.filled("words"), Expected: r.flag("expected"), Sex: r.sex("sex"),
			Opens: r.age("opens"), By: r.age("by"), Until: r.age("until"), NotBefore: r.age("not_before"),
			Confidence: schedule.Confidence(r.oneOf("confidence", "verified", "partly", "memory")), Source: r.filled("source"),
		}
		c.BornFrom, c.BornTo = r.span("born_from", "born_to")
		if known := l.words[vocabularyKey{"review", "detail"}]; c.Programme == "review" && !slices.Contains(known, c.Name) {
			r.unknown("name", known, "no code can say that %q was done, as vocabulary.csv does not have it: everybody would be called for it again and again", c.Name)
		}
		list = append(list, c)
		if _, err := schedule.NewContacts([]schedule.Contact{c}, nil); err != nil {
			r.wrong("opens", "%v", err)
		}
	}
	l.set.contactRules, _ = schedule.NewContacts(list, words) // each was checked above
}

// contactProgrammes are the programmes of contacts.
var contactProgrammes = []string{"review", "bloodspot", "hearing", "nipe"}
