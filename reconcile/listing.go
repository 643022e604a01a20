package reconcile

import (
	"cmp"
	"sort"

	"lollipop/internal/chis"
	"lollipop/mappings"
)

// Listing is what the people who keep the records are shown beside the report:
// counts by practice, and rows about single children. It is gathered only where
// Options.Render asks for it, and stands in no JSON.
//
// No restricted child is in it, nor counted by practice; no confidential row is.
type Listing struct {
	AsOf      chis.Date
	DueDays   int // how far ahead Practices count what is due
	Practices []PracticeRow
	Children  Rows[ChildRow]
	Flags     Rows[FlagRow]
	Failsafe  Rows[FailsafeRow]
	Due       Rows[DueRow]
	// Lists are children whose legacy list is not what the schedule says; SecretLists
	// are those of them who are left out, as a confidential row plays a part.
	Lists       Rows[ListRow]
	SecretLists int64
	// DueMoved counts the children of Due by the days from what was due before to what
	// is after, ListMoved those of Lists by the days from the list to the schedule.
	DueMoved, ListMoved Moved
	Bridge              Rows[BridgeRow]
	// Plans are children who cannot be scheduled or whose plan is in doubt; SecretPlans
	// are those left out.
	Plans       Rows[PlanRow]
	SecretPlans int64
	// Coverage of practices, by measure and quarter.
	Coverage        []CoverageLine
	CoverageChanged Rows[CoverageRow]
	// Duplicates are the pairs that wait for a person, Audit merges to confirm.
	Duplicates Rows[DuplicateRow]
	Audit      []AuditRow
	Dates      Rows[DateRow]
	Places     Rows[PlaceRow]
	Bookings   Rows[BookingRow]
	Screening  []ScreeningRow
	Codes      []CodeRow
	Fixes      []FixRow
	Quarantine []RuleCount // rows in quarantine of the whole service
	// Restricted is how many children are left out here: the only thing that is
	// said of them.
	Restricted int64
	// Names are those of organisations, by the identifier that accounting gives.
	Names map[string]string
	// Newborns are the living children under one who live here, and Mothers those of
	// them of whom a carer is named who is called a mother: no file links hers.
	Newborns, Mothers int64
	// AreaNames are those of commissioners and local authorities, by code.
	AreaNames map[string]string
}

// Rows are the first of a list in the order of harm; Total counts all of them.
type Rows[T any] struct {
	List  []T
	Total int64
}

// maxListed is how many rows of a list are kept: more than that nobody reads.
const maxListed = 50_000

// Person is a child as its rows in the workbook name it.
type Person struct {
	ID                          int64 // in the target, 0 where it is not there
	Number                      chis.NHSNumber
	Surname, Forename           string
	Born                        chis.Date
	Practice, PracticeName, Hub string
	Source                      string // the system that says so

	// Of a restricted child alone, see RestrictedListing: why it is, and its place in
	// every list, which tells nothing.
	Restriction string
	Place       uint64
}

// Age bands at as_of.
const (
	AgeUnder1 = iota
	Age1To4
	Age5To19
	AgeOver
	AgeUnknown
	AgeBands
)

// ageBand is the band of a birth date on a day.
func ageBand(born, on chis.Date) int {
	const months = 12
	switch {
	case born == 0:
		return AgeUnknown
	case born.AddMonths(months) > on:
		return AgeUnder1
	case born.AddMonths(5*months) > on:
		return Age1To4
	case born.AddMonths(20*months) > on:
		return Age5To19
	}
	return AgeOver
}

// Sides are one figure before and after: as the extracts say, worked out again,
// and as the target says.
type Sides struct{ Source, Target int64 }

// Differ reports that the two figures are not the same.
func (s Sides) Differ() bool { return s.Source != s.Target }

// PracticeRow counts the living children of a practice who are not restricted.
type PracticeRow struct {
	Code, Name, Hub string
	Closed          chis.Date // 0 where open or not known
	Known           bool      // the practice table has it
	Children        [AgeBands]Sides
	Due             Sides    // items due within DueDays from as_of
	Flags           Sides    // open child protection, looked-after and alert flags
	FlagsDiffer     int64    // flags that are not the same on both sides
	ZeroDose        Sides    // aged 1 to 4 and no vaccine recorded at all
	Missing         int64    // living and not in the target
	Incomplete      int64    // children with something set aside or in quarantine
	Quarantined     int64    // rows of its children
	Waiting         [5]int64 // children with rows in quarantine, by age as in RuleCount
	SetAside        int64    // fields of its children that could not be used
	Pairs, Doses    int64    // decisions that wait for a person
	Failsafe        int64    // children under one on the worklist
	Odd             int64    // children of any age with screening results that cannot be right, or birth orders that are none
	NewYear         int64    // born on 1 January
	DueChanged      int64    // children for whom something else is due than before
	DueUnexplained  int64    // and nothing explains it
}

// Total is the sum over the age bands.
func (p *PracticeRow) Total() (s Sides) {
	for _, b := range p.Children {
		s.Source, s.Target = s.Source+b.Source, s.Target+b.Target
	}
	return s
}

// Why a child, or a row that may be one, is on the list of those not loaded or
// incomplete; in the order of harm.
const (
	NotLoaded   = iota // living, in scope and not in the target
	NotReadable        // a patient row of nobody in the target that could not be read
	LacksEvents        // events of the child are in quarantine
	LacksFields        // fields of the patient row could not be used
)

// ChildRow is a child who is not loaded, or not as the source has it.
type ChildRow struct {
	Person
	Why         int
	Quarantined int64    // events of the child in quarantine
	Waits       []string // why they are, in words
	Fields      []string // columns that were set aside
	Rule        string   // why a row could not be read, in words
	Path        string   // the file of the patient row
	Record      int64    // and its place there, the header not counted
	Row         int64
}

// How a flag compares.
const (
	FlagMissing = iota // in the source and not in the target
	FlagExtra          // in the target and of no standing source row
	FlagDiffers        // both, and not the same
	FlagSame
)

// FlagRow is one start or end of a flag.
type FlagRow struct {
	Person
	Kind, Change   string
	Result         int
	Differs        string // what is not the same, in words
	Source, Target chis.PartialDate
	OpenAtAsOf     bool // by the target, where the flag is the last of its kind
	Row            int64
	TargetID       int64
}

// ScreeningRow counts the results of children under one, by condition and status.
type ScreeningRow struct {
	Programme, Test, Status string
	// What people call test and status, nothing where the tables have no word.
	TestWords, StatusWords string
	Rows                   int64 // of the sources
	Joined                 int64 // the same result from a second source
	Target                 int64
}

// Difference is what the target lacks, or has too much.
func (s *ScreeningRow) Difference() int64 { return s.Target - (s.Rows - s.Joined) }

// Reasons to be on the worklist, in the order of harm; bits of FailsafeRow.Why.
const (
	FailRepeatOpen  = 1 << iota // 03: another sample is needed and no result followed
	FailNoOutcome               // 01: a sample was taken and nothing followed by the day set
	FailNoResult                // no blood spot at all by the day set
	FailContradict              // two conclusive results of one condition that are not the same
	FailBeforeBirth             // a result dated before birth, which counts as none
	FailEarlySample             // a sample from before the day on which one tells anything, and none since
	FailCondition               // results, and of a condition that every child of that birth date is screened for none
	FailHearing                 // hearing screen not complete
	FailExamination             // newborn examination not complete
	FailNoNumber
	FailNoPractice
	FailMovedIn         // nobody here knew the child as a newborn: what was done elsewhere has to be asked for
	FailLateExamination // newborn examination done, and after the day set
)

// FailsafeRow is a living child under one whom nobody may lose sight of.
type FailsafeRow struct {
	Person
	Why                          int
	AgeDays                      int32
	BloodSpot, Hearing, Examined string
	Row                          int64
}

// CodeRow is a code in use whose meaning nobody has approved.
type CodeRow struct {
	Source, System, Code, Term, Category, Class string
	State                                       string // unmapped, ambiguous, repaired, or mapped by a row that is marked as not verified
	Kind                                        string
	Review                                      string // proposed or rejected, "" where nobody looked at it
	Events                                      int64  // of records that are not restricted; 0 where only restricted ones use it
	CodeID                                      int64
	Live                                        bool // of extracts that are not synthetic
}

// Stops reports that the code alone keeps the verdict from being pass. A mapped
// code is listed where its mapping is not verified.
func (c *CodeRow) Stops() bool {
	return (c.Live || c.State != mappings.StateMapped) && c.Class == mappings.ClassSafety
}

// RuleCount counts rows by the rule that holds them back.
type RuleCount struct {
	Rule, Words string
	Rows        int64
	// Children are those affected: under 1 year, under 6, under 20, over, and of
	// unknown age. A child may be affected by several rules.
	Children [5]int64
}

// Where something is put right.
const (
	FixSource  = "source"
	FixMapping = "mapping"
	FixTool    = "tool"
	FixAccept  = "accept"
)

// FixRow is something to do for one practice, or for the service.
type FixRow struct {
	Harm                int // 1 is the worst
	ID                  string
	Practice, Name, Hub string // empty for the whole service
	Count               int64
	What, Do            string
	Where, Owner        string
}

// collector keeps the first rows of a list in their order, whatever the order in
// which they come.
type collector[T any] struct {
	rows    []T
	total   int64
	compare func(a, b *T) int
}

func (l *collector[T]) add(row T) {
	l.total++
	if l.rows = append(l.rows, row); len(l.rows) >= 2*maxListed {
		l.cut()
	}
}

// cut sorts in place: slices.SortFunc would hand over copies of both rows, which escape.
func (l *collector[T]) cut() {
	sort.Slice(l.rows, func(i, j int) bool { return l.compare(&l.rows[i], &l.rows[j]) < 0 })
	l.rows = l.rows[:min(len(l.rows), maxListed)]
}

// take adds what another collected.
func (l *collector[T]) take(o *collector[T]) {
	l.total += o.total - int64(len(o.rows))
	for i := range o.rows {
		l.add(o.rows[i])
	}
	o.rows = nil
}

func (l *collector[T]) done() Rows[T] {
	l.cut()
	return Rows[T]{List: l.rows, Total: l.total}
}

func compareChildren(a, b *ChildRow) int {
	return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Why, b.Why), cmp.Compare(b.Born, a.Born), cmp.Compare(b.Quarantined, a.Quarantined),
		cmp.Compare(a.Practice, b.Practice), cmp.Compare(a.Row, b.Row)) // the youngest first
}

func compareFlags(a, b *FlagRow) int {
	open := func(f *FlagRow) int {
		if f.OpenAtAsOf {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Result, b.Result), open(a)-open(b), cmp.Compare(a.Practice, b.Practice), cmp.Compare(a.ID, b.ID),
		cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Row, b.Row), cmp.Compare(a.TargetID, b.TargetID))
}

// compareFailsafe orders by the worst reason, the lowest bit; then the oldest.
func compareFailsafe(a, b *FailsafeRow) int {
	return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Why&-a.Why, b.Why&-b.Why), cmp.Compare(b.AgeDays, a.AgeDays), cmp.Compare(a.Practice, b.Practice),
		cmp.Compare(a.Row, b.Row))
}
