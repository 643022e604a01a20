package schedule

import "lollipop/internal/chis"

// Action is what a rule does.
type Action string

// The actions. Only Due and Then make a step fall due.
const (
	// Due: the steps fall due at an age, on the first day of the rule where it
	// states none, or at the next routine visit.
	Due Action = "due"
	// Then: the step falls due an interval after the step before it.
	Then Action = "then"
	// Instead: names the product that is given for steps that another rule made
	// due, from an age on.
	Instead Action = "instead"
	// Removed: from its first day on, steps that are still open are offered no more.
	Removed Action = "removed"
	// ProductChange and NotEligible say that something changed and make nothing due.
	ProductChange Action = "product-change"
	NotEligible   Action = "not-eligible"
)

// Programme is the way in which a dose is offered.
type Programme string

// The programmes. A selective one is only for a child who has begun its course;
// a seasonal one is called for by a campaign, and never the next item due.
const (
	Routine   Programme = "routine"
	School    Programme = "school"
	Selective Programme = "selective"
	Seasonal  Programme = "seasonal"
)

// Confidence says what a rule rests on.
type Confidence string

// The confidences. Every rule that is not Verified is named in the report.
const (
	Verified Confidence = "verified"
	Partly   Confidence = "partly" // some of it is memory; Source says what
	Memory   Confidence = "memory" // written down by somebody who knows the field, read nowhere
)

// Course is a row of steps that protect against one group of antigens.
type Course struct {
	Name string
	// Antigens that a dose must hold to count for the course; others beside them
	// do no harm.
	Antigens chis.Antigens
	// Steps in the order in which doses fill them.
	Steps []string
	// GapAfterAny: intervals run from the most recent earlier dose, counted or
	// not; else from the most recent that counted.
	GapAfterAny bool
}

// Step is a place in a course: positions in the engine's courses and in their steps.
type Step struct{ Course, At uint8 }

// Rule is one row of the schedule. It holds for a child where the day it falls
// due lies from From to To and the date of birth from BornFrom to BornTo; a zero
// date leaves a window open at that end, and both ends are included.
type Rule struct {
	Version          string
	From, To         chis.Date
	BornFrom, BornTo chis.Date
	Sex              chis.Sex // SexFemale where only girls are offered it, else 0
	Vaccine          string
	Antigens         chis.Antigens
	Dose             string
	Action           Action
	Programme        Programme
	// Steps that one dose of the vaccine fills, or with Instead and Removed those
	// that the rule is about.
	Steps []Step
	// At is the age at which it falls due; not set on the first day of the rule,
	// or where AtVisit at the next visit that the child's other rules make.
	At      Age
	AtVisit bool
	// NotBefore is the youngest age at which a dose counts, Until the age from
	// which the step is offered no more.
	NotBefore, Until Age
	// Gap is the interval at which it is planned, LeastGap the one at which a
	// dose still counts. LeastGap is never above Gap.
	Gap, LeastGap Age
	// NeedsPrevious: offered only to whoever has the step before it.
	NeedsPrevious bool
	// SeasonFrom and SeasonTo are month*100+day of a Seasonal rule, the first in
	// autumn and the last in the following spring.
	SeasonFrom, SeasonTo int16
	Confidence           Confidence
	Source               string
}

// Name tells a rule to people: version, vaccine and dose.
func (r *Rule) Name() string { return r.Version + " " + r.Vaccine + " " + r.Dose }
