package schedule

import "lollipop/internal/chis"

// Standing says whether a child is called at all.
type Standing uint8

// The standings. Of any but Living nothing is due; doses are judged all the same.
const (
	Living Standing = iota
	Deceased
	Stillborn
	MovedAway
)

// Child is what the engine must know of a child besides the history.
type Child struct {
	// Born is the date of birth; only a full date can be scheduled.
	Born chis.PartialDate
	// BornAs is why Born is none where the record holds something in its place, by
	// StatedBirth; the zero value where it holds nothing.
	BornAs Outcome
	// Sex decides about rules for girls only: without SexFemale they do not hold.
	Sex      chis.Sex
	Standing Standing
	// SuspendedUntil is the last day on which the child must not be called, or
	// none. Due dates do not move; the items say Suspended until then.
	SuspendedUntil chis.Date
}

// Kind is what happened.
type Kind uint8

// The kinds of event, in the order in which events of one day are taken.
const (
	// Given is a dose given by whoever recorded it, Reported one given elsewhere,
	// abroad or before the child came: both count where their date is full.
	Given Kind = iota
	Reported
	// Duplicate is a dose that repeats another, ProductOnly one known from a
	// prescription alone: neither counts until a person decides.
	Duplicate
	ProductOnly
	// NotGiven and DidNotAttend are no doses and change nothing: the item stays due.
	NotGiven
	DidNotAttend
	// Consent lifts earlier refusals of its antigens; Refused stops items that
	// hold any of them until consent or a dose lifts it; Contraindicated stops
	// them for good. Antigens 0 means every one.
	Consent
	Refused
	Contraindicated

	kinds
)

var kindWords = [kinds]string{"given", "reported", "duplicate", "product-only", "not-given", "did-not-attend", "consent", "refused", "contraindicated"}

// String is the word for the kind.
func (k Kind) String() string {
	if k >= kinds {
		return "unknown"
	}
	return kindWords[k]
}

// isDose reports a kind that says a vaccine went into the child.
func (k Kind) isDose() bool { return k <= ProductOnly }

// Event is one entry of a child's history.
type Event struct {
	On       chis.PartialDate
	Antigens chis.Antigens
	Kind     Kind
	// Final: the record itself says that this dose completes the course
	// (a teenage booster as fifth dose). It fills the last step that its age allows.
	Final bool
}
