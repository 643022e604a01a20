package reconcile

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"lollipop/internal/chis"
	"lollipop/internal/forms"
	"lollipop/internal/ledger"
	"lollipop/internal/spill"
)

// run is one reconciliation under way.
type run struct {
	Options
	in       *inputs
	part     *ledger.Part
	outcomes *outcomes
	breaks   *breakList
	counts   map[string]int64

	fates      *fateBook
	accounts   map[accountKey]*ledger.Account
	quarantine []quarantinedRow

	raw        []*rawFile
	openRules  openRules // of messages
	folders    folders   // of stage 1
	messages   keptMessages
	problems   *problemBook
	notCounted atomic.Int64 // files of file types that are counted, which a plain reader cannot read
	left       leftValues

	ranges                      []chis.NHSRange
	refs                        []*reference // of every entity
	followers                   map[*reference]map[orgKey][]int
	orgs, users, sharing, codes *reference
	locations, sessions, drugs  *reference
	tellings                    map[int32][]rawPatient // while patients are read: the different live rows of each record
	forenames                   map[string]int32
	meanings                    []dictionary // by source
	people                      *people
	byRow                       []rowPerson              // in the order of rows
	registerKinds               []string                 // 0 is none
	traced                      map[int32][]forms.Traced // by person
	traceRows                   []forms.Traced
	followed                    followed // what the trace says of numbers
	trace                       Trace
	totals                      []forms.Total // of control.csv
	counted                     counted
	expected                    []forms.Expected
	authorities                 *forms.Authorities // of postcodes, nil where none were given
	practices                   []ExpectedPractice
	latestOf                    map[orgKey]chis.Date // day of the latest batch with a patient row of it
	linkSums                    []uint64             // by person: events of lineage less those of the event crosswalk
	control                     []ControlFigure
	formInputs                  []ledger.File // forms that this stage alone reads
	pairs                       []pair
	byLikeness, byVariant       map[[2]int64]bool // the rows of pairs that transform joined by likeness, see ruleScore
	decisions                   []forms.Decision
	decided                     map[[2]int64]forms.Decision // by the rows of a pair
	parted                      map[[2]int64]forms.Decision // by two children, see partedChildren
	lookalikes                  lookalikes
	tenants                     tenants
	claims                      []claim         // in the order of rows
	reasons                     []string        // of claims
	retired                     map[int64]int64 // by patient row: the child id it had before a merge
	womenNumbers, sharedNumbers map[uint64]bool
	invalidNumbers              map[uint64]bool    // that a trace calls so
	hidden                      map[chis.GUID]bool // items that carried a code of protection
	setAside                    map[int64][]asideCell
	asideCells                  int64 // rows of setAside that no source row has asked for

	slots                      map[int64]slotState // of rows of slots that do not stand; until rows are distributed
	held                       heldBook
	waitingMu                  sync.Mutex
	waiting                    waitingDoses
	drugAntigens               map[refKey]chis.Antigens // of every drug of a dictionary, none where it is no vaccine
	waitingPairs               waitingPairs
	tables                     []*targetTable
	tableNumber                map[string]uint8
	store                      *spill.Store
	partitions                 int // of store
	openChildren               bitset
	used                       usedReferences
	asked                      *owners             // of rows that breaks named before the extracts were read
	links, linksTaken          int64               // rows of the lineage: all, and those that a staged row met
	refLinks                   map[int64][]rawLink // of reference rows
	probableDays, possibleDays int64

	due        dueCounts
	nextDue    NextDue
	dueLists   DueLists
	bridge     Bridge
	covered    *coverageJudge
	coverage   Coverage
	kept       *keeper
	cases      []reviewCase
	audit      []*pair        // merges drawn for people to confirm
	audited    map[int64]bool // the patient rows of these
	duplicates Duplicates
	matching   Matching
	gatherers  []*gatherer        // of the workers
	asideNames map[int64][]string // by patient row: the columns that stage 1 set aside
	load       int64              // number of the one complete load, 0 where there is not one
	spread     bool               // the restriction of every record is known
	judged     bool               // every child and reference
	listing    *Listing
	sealed     *RestrictedListing // nil where nobody asked for it

	steps, done int64
}

// Run judges the target and leaves the report in the workspace, completely or
// not at all. A verdict of fail is no error. Errors: ledger.MissingError where a
// stage before is not complete, what the disk says, a cancelled ctx.
func Run(ctx context.Context, o Options) (Report, error) {
	r := &run{Options: o.withDefaults(), counts: map[string]int64{}, breaks: newBreakList(), steps: stepCount, control: []ControlFigure{}, practices: []ExpectedPractice{}}
	var err error
	if r.in, err = openInputs(ctx, r.Options); err != nil {
		return Report{}, fmt.Errorf("reconcile: %w", err)
	}
	if err := errors.Join(r.readTrace(), r.readDecisions(), r.readControl(), r.readExpected(), r.readPostcodes(), r.readTruth()); err != nil {
		return Report{}, fmt.Errorf("reconcile: %w", err)
	}
	if rep, ok, err := r.stands(ctx); err != nil || ok {
		return rep, err
	}
	r.outcomes = newOutcomes(r.Mappings)
	if r.part, err = r.Work.Begin(ledger.Reconcile); err != nil {
		return Report{}, fmt.Errorf("reconcile: %w", err)
	}
	defer r.part.Abort() //nolint:errcheck // after Complete it does nothing
	if err := errors.Join(r.judge(ctx), r.settleTruth()); err != nil {
		return Report{}, fmt.Errorf("reconcile: %w", err)
	}
	rep, err := r.complete(ctx)
	if err != nil {
		return Report{}, fmt.Errorf("reconcile: %w", err)
	}
	return rep, nil
}

// stepCount is the number of steps, for the progress.
const stepCount = 8

func (r *run) progress(what string) {
	r.OnProgress(r.done, r.steps, what)
	r.done++
}

// judge runs the steps. The first settles what became of every record; the
// others stand on it.
func (r *run) judge(ctx context.Context) error {
	r.bindTables()
	r.ranges, r.people, r.hidden = r.Mappings.NHSRanges(), newPeople(), map[chis.GUID]bool{}
	r.womenNumbers, r.latestOf = map[uint64]bool{}, map[orgKey]chis.Date{}
	r.probableDays = r.Mappings.Tolerance("probable-duplicate").Value
	r.possibleDays = r.Mappings.Tolerance("possible-duplicate").Value
	rows, err := r.step(ctx, "rows", true, []string{checkRows, checkQuarantine, checkUnreadable}, r.settleRows)
	if err != nil {
		return err
	}
	if !rows {
		r.accounts = nil // half of them says nothing, and closes nothing
	}
	derived := []string{
		checkTarget, checkValues, checkMerges, checkSurvivors, checkExclusions, checkSpread, checkProtected, checkDeceased,
		checkSafety, checkOther, checkFlags, checkRefusals, checkScreening, checkBabies, checkPositives, checkBooked, checkReferrals, checkDates,
		checkPractice, checkDoses, checkAlive, checkNextDue, checkNextLater, checkLegacyDue, checkLegacyLater, checkDueItems, checkBridge,
		checkCoverage, checkAreas, checkUndecided, checkLeftOver,
		checkLegacyChildren, checkLegacyEvents, checkLegacyFlags, checkLegacyLast, checkLegacyBooked,
	}
	codes, err := r.step(ctx, "references", rows, append([]string{checkRaw, checkLeft, checkMarks, checkYoungDoses, checkLiving, checkExpected}, derived...), r.loadReferences)
	if err != nil {
		return err
	}
	defer r.removeUnpacked()
	defer func() { r.messages.remove() }()
	seen, err := r.step(ctx, "patients of the extracts", codes, []string{checkRaw, checkLeft, checkMarks, checkYoungDoses, checkDoses, checkExclusions, checkLiving, checkMerges, checkExpected}, r.readPeople)
	if err != nil {
		return err
	}
	known, err := r.step(ctx, "persons", codes, append([]string{checkLiving, checkExpected}, derived...), r.loadKnown)
	if err != nil {
		return err
	}
	if seen && known {
		r.judgeLiving()
		r.judgeExpected()
	}
	if _, err := r.step(ctx, "extracts", seen && known, []string{checkRaw, checkLeft, checkMarks, checkYoungDoses, checkDoses, checkExclusions}, r.readExtracts); err != nil {
		return err
	}
	defer r.removeStore()
	spilled, err := r.step(ctx, "distribute", known, derived, r.distribute)
	if err != nil {
		return err
	}
	judged, err := r.step(ctx, "children", spilled, derived, r.judgeAll)
	if err != nil {
		return err
	}
	if _, err = r.step(ctx, "crosswalks", judged, []string{checkCrosswalk}, r.judgeCrosswalk); err != nil {
		return err
	}
	return r.settleBreaks(ctx)
}

// loadKnown reads what every child is judged by.
func (r *run) loadKnown(ctx context.Context) error {
	for _, do := range []func(context.Context) error{
		r.loadPersons, r.describePersons, r.readClaims, r.readSetAside, r.readRetired, r.readCrosswalk,
	} {
		if err := do(ctx); err != nil {
			return err
		}
	}
	r.findSharedNumbers()
	return nil
}

// distribute sends source rows and target rows to the partitions of their children.
func (r *run) distribute(ctx context.Context) error {
	dir, err := r.part.Mkdir(spillDir)
	if err != nil {
		return err
	}
	r.partitions = spill.PartitionsFor(r.in.total, minPartitions, partitionSize)
	if r.store, err = spill.Create(dir, r.partitions, spill.Options{}); err != nil {
		return err
	}
	if err := r.settleSlots(ctx); err != nil {
		return err
	}
	if err := r.scanTargets(ctx); err != nil {
		return err
	}
	if err := r.bindReferences(ctx); err != nil {
		return err
	}
	if err := r.distributeSources(ctx); err != nil {
		return err
	}
	r.judgeClaims()
	r.fates.of, r.fates.staged, r.slots = nil, nil, nil // each row has its own now
	return r.findProtected(ctx)
}

const spillDir = "tmp"

func (r *run) removeStore() {
	if r.store != nil {
		_ = r.store.Remove() // what is left of it makes Complete fail
	}
}

func (r *run) judgeAll(ctx context.Context) error {
	r.spreadRestriction()
	r.spread = true
	r.findInvalidNumbers()
	if r.Render != nil {
		r.audit = r.drawAudit()
	}
	r.askForLookalikes()
	r.askForTwins()
	if err := r.judgeChildren(ctx); err != nil {
		return err
	}
	r.judgeRivals()
	r.judgeTwins()
	r.judgeRestriction()
	if err := r.settleMatching(ctx); err != nil {
		return err
	}
	r.settleDue()
	r.settleLists()
	r.settleBridge()
	r.settleCoverage()
	r.judgeDuplicates()
	r.judgeControl()
	if err := r.judgeReferences(); err != nil {
		return err
	}
	r.judged = true
	return nil
}
