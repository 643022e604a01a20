package mappings

import (
	"lollipop/internal/schedule"
)

// ScheduleRule is a rule of the schedule engine with what only people and the
// fixtures read of it.
type ScheduleRule struct {
	schedule.Rule
	AgeDue          string // in words
	AgeDueDays      int    // -1 where the rule gives no age
	MinimumAge      string // in words
	MinimumInterval string // in words
	Notes           string
	// Codes are those under which the dose is recorded, the usual one first; at
	// least one where Action is due.
	Codes []*Concept
}

// ScheduleRules lists the rules in the order of the table.
func (s *Set) ScheduleRules() []ScheduleRule { return s.schedule }

// Schedule is the engine made of schedule.csv and schedule_course.csv. Its rules
// are those of ScheduleRules, in the same order.
func (s *Set) Schedule() *schedule.Engine { return s.engine }

func (l *loading) scheduleRules() {
	courses := l.courses()
	codes := l.scheduleCodes()
	used := map[doseKey]bool{}
	rules := make([]schedule.Rule, 0, len(l.rows("schedule.csv")))
	for _, r := range l.rows("schedule.csv") {
		rule := l.scheduleRule(r, courses)
		if rule.Action == schedule.Due {
			key := doseKey{rule.Vaccine, rule.Dose}
			used[key] = true
			rule.Codes = l.codesOf(r, &rule, codes[key])
		}
		l.set.schedule = append(l.set.schedule, rule)
		rules = append(rules, rule.Rule)
	}
	for _, r := range l.rows("schedule_code.csv") {
		if !used[doseKey{r.text("vaccine"), r.text("dose")}] {
			r.wrong("vaccine", "no dose %q of %q is due in schedule.csv", r.text("dose"), r.text("vaccine"))
		}
	}
	l.overlaps()
	l.engine(courses, rules)
}

// engine makes the engine once every rule has been found sound by itself.
func (l *loading) engine(courses []schedule.Course, rules []schedule.Rule) {
	if l.problems.err() != nil {
		return
	}
	engine, err := schedule.New(courses, rules)
	if err != nil {
		l.problems.add("schedule.csv", 0, "", "%v", err)
		return
	}
	l.set.engine = engine
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
