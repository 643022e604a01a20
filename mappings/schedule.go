package mappings

import "lollipop/internal/chis"

// ScheduleRule is one dose of the national schedule: due where both the day it
// falls due and the date of birth lie in its windows. A zero date leaves a
// window open at that end; both ends are included.
type ScheduleRule struct {
	Version          string
	From, To         chis.Date // days on which the dose falls due
	BornFrom, BornTo chis.Date
	AgeDue           string // in words
	AgeDueDays       int    // -1 where the rule gives no age
	Vaccine          string
	Antigens         chis.Antigens
	Dose             string
	// Action is due; the others say that something changed and make nothing due:
	// removed, product-change, not-eligible.
	Action          string
	MinimumAge      string // in words
	MinimumInterval string // in words
	Notes           string
	Source          string
	// Codes are those under which the dose is recorded, the usual one first; at
	// least one where Action is due.
	Codes []*Concept
}

// ScheduleRules lists the rules in the order of the table.
func (s *Set) ScheduleRules() []ScheduleRule { return s.schedule }

func (l *loading) scheduleRules() {
	codes := l.scheduleCodes()
	used := map[doseKey]bool{}
	for _, r := range l.rows("schedule.csv") {
		rule := ScheduleRule{
			Version: r.filled("version"), AgeDue: r.text("age_due"), AgeDueDays: -1, Vaccine: r.filled("vaccine"), Antigens: r.antigens("antigens"),
			Dose: r.text("dose"), Action: r.oneOf("action", "due", "removed", "product-change", "not-eligible"),
			MinimumAge: r.text("minimum_age"), MinimumInterval: r.text("minimum_interval"), Notes: r.text("notes"), Source: r.filled("source"),
		}
		rule.From, rule.To = r.span("from", "to")
		rule.BornFrom, rule.BornTo = r.span("born_from", "born_to")
		if r.text("age_due_days") != "" {
			rule.AgeDueDays = int(r.integer("age_due_days"))
		}
		if rule.Action == "due" {
			key := doseKey{rule.Vaccine, rule.Dose}
			used[key] = true
			rule.Codes = l.codesOf(r, &rule, codes[key])
		}
		l.set.schedule = append(l.set.schedule, rule)
	}
	for _, r := range l.rows("schedule_code.csv") {
		if !used[doseKey{r.text("vaccine"), r.text("dose")}] {
			r.wrong("vaccine", "no dose %q of %q is due in schedule.csv", r.text("dose"), r.text("vaccine"))
		}
	}
}

type doseKey struct{ vaccine, dose string }

func (l *loading) scheduleCodes() map[doseKey][]*Concept {
	codes := map[doseKey][]*Concept{}
	for _, r := range l.rows("schedule_code.csv") {
		c := l.set.Concept(r.text("system"), r.text("code"))
		if c == nil || c.Kind != "given" {
			r.wrong("code", "%s %q is no code of kind given", r.text("system"), r.text("code"))
			continue
		}
		key := doseKey{r.text("vaccine"), r.text("dose")}
		codes[key] = append(codes[key], c)
	}
	return codes
}

// codesOf checks the codes of a dose: one at least, and of its antigens.
func (l *loading) codesOf(r row, rule *ScheduleRule, codes []*Concept) []*Concept {
	if len(codes) == 0 {
		r.wrong("dose", "schedule_code.csv has no code for dose %q of %q", rule.Dose, rule.Vaccine)
	}
	for _, c := range codes {
		if c.Antigens != rule.Antigens {
			r.wrong("antigens", "code %s is of %s, the rule of %s", c.Code, orNone(c.Antigens), orNone(rule.Antigens))
		}
	}
	return codes
}
