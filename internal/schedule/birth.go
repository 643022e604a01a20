package schedule

import (
	"regexp"

	"lollipop/internal/chis"
)

// Texts that stand where a date of birth should: a year or a month with its year,
// and what has the form of a date.
var (
	partOfDate = regexp.MustCompile(`^\s*(\d{4}([-/](0?\d|1[0-2]))?([-/]00?)?|(0?[1-9]|1[0-2])[-/]\d{4}|\d{4} 00:00:00)\s*$`)
	formOfDate = regexp.MustCompile(`^\s*\d{4}-\d\d-\d\d\s*$`)
)

// StatedBirth says why a child cannot be scheduled whose record holds a text instead of
// a date of birth: a part of a date, a day that is none, or something else.
func StatedBirth(text string) Outcome {
	switch _, day := chis.ParseDate(text); {
	case partOfDate.MatchString(text):
		return PartialBirthDate
	case formOfDate.MatchString(text) && !day:
		return ImpossibleBirthDate
	}
	return UnreadBirthDate
}
