package mappings

import (
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// Measure is one figure of coverage: of the children who reach an age, those who
// by then had a step of a course.
type Measure struct {
	ID               string
	Months           int // the age, in months
	Words            string
	Step             schedule.Step
	BornFrom, BornTo chis.Date // none leaves that end open
	Confidence       schedule.Confidence
}

// maxMeasures is how many a set of bits holds.
const maxMeasures = 64

// Measures lists the measures of coverage.csv in its order, 64 at most.
func (s *Set) Measures() []Measure { return s.measures }

// Authority is the code of the local authority that the practices of a
// commissioner are counted with, empty if unknown.
func (s *Set) Authority(commissioner string) string { return s.authorities[commissioner] }

func (l *loading) coverage() {
	for _, r := range l.rows("coverage.csv") {
		m := Measure{
			ID: r.filled("measure"), Months: int(r.integer("months")), Words: r.filled("words"),
			Confidence: schedule.Confidence(r.oneOf("confidence", "verified", "partly", "memory")),
		}
		m.BornFrom, m.BornTo = r.span("born_from", "born_to")
		if m.Months < 1 || m.Months > 20*12 {
			r.wrong("months", "is no age from 1 to 240 months")
		}
		if l.set.engine != nil {
			if steps := r.stepsIn("step", l.set.engine.Courses()); len(steps) == 1 {
				m.Step = steps[0]
			} else {
				r.wrong("step", "names %d steps, one is wanted", len(steps))
			}
		}
		l.set.measures = append(l.set.measures, m)
	}
	if len(l.set.measures) > maxMeasures {
		l.problems.add("coverage.csv", 0, "measure", "has %d measures, %d are the most", len(l.set.measures), maxMeasures)
	}
	l.set.authorities = map[string]string{}
	for _, r := range l.rows("authority.csv") {
		if !l.hasOrganisation("ccg", r.text("commissioner")) {
			r.wrong("commissioner", "%q is no ccg of organisation.csv", r.text("commissioner"))
		}
		known := slices.ContainsFunc(l.set.organisations, func(o Organisation) bool { return o.Type == "local_authority" && o.Code == r.text("authority") })
		if !known {
			r.wrong("authority", "%q is no local authority of organisation.csv", r.text("authority"))
		}
		l.set.authorities[r.text("commissioner")] = r.text("authority")
	}
}
