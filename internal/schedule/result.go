package schedule

import "lollipop/internal/chis"

// Outcome says whether a plan could be made.
type Outcome uint8

// The outcomes. NoBirthDate to ImpossibleBirthDate are children that cannot be
// scheduled: Items is empty, no dose is judged, and the child must be listed.
// ChildDeceased to OverAge have nothing due by rule.
const (
	Scheduled Outcome = iota
	NoBirthDate
	PartialBirthDate
	UnreadBirthDate
	BornInFuture
	ImpossibleBirthDate
	ChildDeceased
	ChildStillborn
	ChildMovedAway
	OverAge

	outcomes
)

var outcomeWords = [outcomes]string{
	"scheduled", "no date of birth", "date of birth not full", "date of birth not readable", "date of birth after the day asked for",
	"date of birth impossible", "deceased", "stillborn", "moved away", "over age",
}

// String is the reason in words.
func (o Outcome) String() string { return outcomeWords[o] }

// CannotBeScheduled reports an outcome that no rule wants: the record is at fault.
func (o Outcome) CannotBeScheduled() bool { return o >= NoBirthDate && o <= ImpossibleBirthDate }

// Doubt is a set of reasons for which a plan that was made may be wrong. A child
// with any is called as planned, and listed for a person to look at.
type Doubt uint8

// The doubts.
const (
	DoseBeforeBirth Doubt = 1 << iota
	DoseInFuture
	DoseWithoutDate // no date, or not a full one
	UnknownVaccine  // a dose whose antigens nobody knows
	TooManyDoses    // three or more of one course fill nothing
)

// Verdict is why a dose counts or not.
type Verdict uint8

// The verdicts. Counted fills a step of at least one course; NoDose is an event
// that is none; the others are doses that fill nothing.
const (
	NoDose Verdict = iota
	Counted
	NotJudged // no plan: the child has no usable date of birth
	BeforeBirth
	InFuture
	NoFullDate
	NoAntigens
	NotInSchedule // no course is of these antigens
	NotInPlan     // the child's own plan has no step for it
	RepeatsDose   // marked as duplicate by who recorded the history
	PrescribedOnly
	RefusedSameDay
	SameDay   // another dose of that day fills the course's step
	TooYoung  // below the least age of the open step
	TooSoon   // below the least interval
	TooLate   // the remaining steps are offered no more at this age
	Complete  // every step was filled before
	PartOfDay // an antigen of a vaccine that was not recorded whole on that day

	verdicts
)

var verdictWords = [verdicts]string{
	"no dose", "counted", "not judged: no usable date of birth", "dated before birth", "dated in the future", "date not full",
	"vaccine not known", "vaccine not in the schedule", "not in the plan of this child", "repeats another dose",
	"known from a prescription alone", "refused on the same day", "another dose of the same day counts", "too young for the next step",
	"too soon after the dose before", "too late for the steps left", "course complete", "part of a vaccine only",
}

// String is the reason in words.
func (v Verdict) String() string { return verdictWords[v] }

// State is how an item stands as of the day asked for.
type State uint8

// The states. DueNow and Overdue are called; Upcoming will be; the others are
// not, each for its reason.
const (
	Done     State = iota
	Upcoming       // falls due after the day asked for
	DueNow         // falls due on that day
	Overdue        // fell due before it
	Waiting        // an earlier step of the same course comes first; On is when it can follow
	Suspended
	Refusal
	Contraindication
	Lapsed  // too old for it
	Dropped // the programme offers it no more
	NotOnIt // selective, and the child has not begun

	states
)

var stateWords = [states]string{
	"done", "upcoming", "due", "overdue", "waiting", "suspended", "refused", "contraindicated", "lapsed", "dropped", "not on it",
}

// String is the word for the state.
func (s State) String() string { return stateWords[s] }

// Open reports an item that is or will be called for: it counts for the next due.
func (s State) Open() bool { return s == Upcoming || s == DueNow || s == Overdue }

// Item is one dose of the child's plan.
type Item struct {
	// Rule is the position in Engine.Rules of the rule that plans it, Offer of the
	// one that names the product to give: it differs where a product was replaced.
	Rule, Offer int16
	State       State
	// Planned is the day on which it falls due for a child without any history;
	// On the day as the history has it. Both are full dates.
	Planned, On chis.Date
	// By is the position in the history of the dose that completed it, -1 where open.
	By int32
}

// Result is what Evaluate finds. Its slices are used again by the next call.
type Result struct {
	Outcome Outcome
	Doubts  Doubt
	// Verdicts has one entry for each event, in the order in which they came.
	Verdicts []Verdict
	// Items in the order of Planned, then of the rules.
	Items []Item
	// Next is the position in Items of the open item that falls due first, -1 where
	// there is none; of items of one day the first. Seasonal items are never next.
	Next int

	walk walk
}
