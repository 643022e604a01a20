package mappings

import (
	"slices"
	"strconv"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// courses reads schedule_course.csv.
func (l *loading) courses() []schedule.Course {
	var courses []schedule.Course
	for _, r := range l.rows("schedule_course.csv") {
		c := schedule.Course{Name: r.filled("course"), Antigens: r.antigens("antigens"), Steps: strings.Fields(r.filled("steps"))}
		c.GapAfterAny = r.oneOf("gap_after", "counted", "any") == "any"
		if c.Antigens == 0 {
			r.wrong("antigens", "is empty")
		}
		for i, step := range c.Steps {
			if slices.Contains(c.Steps[:i], step) { // no dose would fill the second, and every later one would count too low
				r.wrong("steps", "names %q twice: write each step once, in the order in which doses fill them", step)
			}
		}
		courses = append(courses, c)
	}
	return courses
}

// scheduleRule reads one row of schedule.csv.
func (l *loading) scheduleRule(r row, courses []schedule.Course) ScheduleRule {
	rule := ScheduleRule{
		AgeDue: r.text("age_due"), AgeDueDays: -1, MinimumAge: r.text("minimum_age"), MinimumInterval: r.text("minimum_interval"), Notes: r.text("notes"),
		Rule: schedule.Rule{
			Version: r.filled("version"), Vaccine: r.filled("vaccine"), Antigens: r.antigens("antigens"), Dose: r.text("dose"), Source: r.filled("source"),
			Action:     schedule.Action(r.oneOf("action", "due", "then", "instead", "removed", "product-change", "not-eligible")),
			Programme:  schedule.Programme(r.oneOf("programme", "routine", "school", "selective", "seasonal")),
			Confidence: schedule.Confidence(r.oneOf("confidence", "verified", "partly", "memory")),
			Sex:        r.sex("sex"), Steps: r.steps(courses), NotBefore: r.age("not_before"), Until: r.age("until"),
			Gap: r.age("gap"), LeastGap: r.age("least_gap"), NeedsPrevious: r.mark("needs_previous"),
		},
	}
	rule.From, rule.To = r.span("from", "to")
	rule.BornFrom, rule.BornTo = r.span("born_from", "born_to")
	r.dueAt(&rule.Rule)
	if r.text("age_due_days") != "" {
		rule.AgeDueDays = int(r.integer("age_due_days"))
		r.agree(&rule)
	}
	if rule.Confidence == schedule.Verified && strings.Contains(rule.Source, "unverified") {
		r.wrong("confidence", "is verified, and the source says unverified")
	}
	if err := rule.Check(courses); err != nil {
		r.wrong("action", "the rule %v", err)
	}
	return rule
}

// dueAt reads when the rule makes something due: an age, the next visit, or for
// a seasonal rule a season.
func (r row) dueAt(rule *schedule.Rule) {
	switch text := r.text("due"); {
	case text == "visit":
		rule.AtVisit = true
	case rule.Programme == schedule.Seasonal:
		from, to, ok := season(text)
		if !ok {
			r.wrong("due", "%q is no season of the form 09-01..03-31", text)
		}
		rule.SeasonFrom, rule.SeasonTo = from, to
	default:
		rule.At = r.age("due")
	}
}

func season(text string) (from, to int16, ok bool) {
	a, b, found := strings.Cut(text, "..")
	from, okFrom := monthDay(a)
	to, okTo := monthDay(b)
	return from, to, found && okFrom && okTo
}

func monthDay(text string) (int16, bool) {
	month, day, _ := strings.Cut(text, "-")
	m, errMonth := strconv.Atoi(month)
	d, errDay := strconv.Atoi(day)
	_, real := chis.MakeDate(2001, m, d) // 29 February is no day of every year
	return int16(m*100 + d), real && errMonth == nil && errDay == nil
}

// agree holds the age that the engine reads against the number of days that the
// fixtures read: they may differ by the length of months.
func (r row) agree(rule *ScheduleRule) {
	const most = 4
	if !rule.At.Set {
		return
	}
	const born chis.Date = 20010301
	if days := int(rule.At.After(born).Sub(born)); days < rule.AgeDueDays-most || days > rule.AgeDueDays+most {
		r.wrong("due", "is %d days, age_due_days says %d", days, rule.AgeDueDays)
	}
}

func (r row) age(column string) schedule.Age {
	age, err := schedule.ParseAge(r.text(column))
	if err != nil {
		r.wrong(column, "%q is no age of the form 3y4m, 12m, 8w or 28d", r.text(column))
	}
	return age
}

func (r row) mark(column string) bool { return r.oneOf(column, "", "Y") == "Y" }

// sex is the sex that a rule is for, 0 for both.
func (r row) sex(column string) chis.Sex {
	text := r.oneOf(column, "", "F", "M")
	sex, _ := chis.ParseSex(text)
	return sex
}

// steps reads the steps of the row: course-step, separated by blanks.
func (r row) steps(courses []schedule.Course) []schedule.Step { return r.stepsIn("steps", courses) }

func (r row) stepsIn(column string, courses []schedule.Course) []schedule.Step {
	var steps []schedule.Step
	for _, name := range strings.Fields(r.text(column)) {
		course, step, _ := strings.Cut(name, "-")
		c := slices.IndexFunc(courses, func(c schedule.Course) bool { return c.Name == course })
		if c < 0 {
			r.wrong(column, "%q is of no course of schedule_course.csv", name)
			continue
		}
		s := slices.Index(courses[c].Steps, step)
		if s < 0 {
			r.wrong(column, "course %s has no step %q", course, step)
			continue
		}
		steps = append(steps, schedule.Step{Course: uint8(c), At: uint8(s)})
	}
	return steps
}
