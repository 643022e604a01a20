package reconcile

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"syscall"

	"lollipop/mappings"
)

// The checks, as the table check.csv names them.
const (
	checkRows       = "rows"
	checkTarget     = "target"
	checkRaw        = "raw"
	checkValues     = "values"
	checkMerges     = "merges"
	checkSurvivors  = "survivors"
	checkExclusions = "exclusions"
	checkQuarantine = "quarantine"
	checkUnreadable = "unreadable"
	checkLeft       = "left-behind"
	checkMarks      = "delete-marks"
	checkLiving     = "living-missing"
	checkSpread     = "restricted-spread"
	checkProtected  = "protected-meeting"
	checkDeceased   = "deceased-due"
	checkSafety     = "safety-codes"
	checkOther      = "other-codes"

	// One by one, source against target.
	checkFlags     = "flags"
	checkRefusals  = "refusals"
	checkScreening = "screening"
	checkAlive     = "alive-dead"
	checkCrosswalk = "crosswalk"
	checkDates     = "impossible-dates"
	checkPractice  = "practice-unknown"
	checkBooked    = "booked-appointments"
	checkReferrals = "referrals"
	checkBabies    = "screening-under-one"
	checkPositives = "screening-positives"

	// Of what waits in quarantine.
	checkYoungDoses = "young-doses-quarantined"
	checkDoses      = "doses-quarantined"

	checkExpected = "expected-practices"

	// What the schedule says of both sides.
	checkNextDue   = "next-due"
	checkNextLater = "next-due-later"

	// The lists of what is due.
	checkLegacyDue   = "legacy-due"
	checkLegacyLater = "legacy-due-later"
	checkDueItems    = "due-items"
	checkBridge      = "bridge"
	checkCoverage    = "coverage"
	checkAreas       = "coverage-areas"

	// Of pairs that wait for a person.
	checkUndecided = "duplicates-undecided"
	checkLeftOver  = "duplicates-left"

	// Against the legacy system's own figures.
	checkLegacyChildren = "legacy-children"
	checkLegacyEvents   = "legacy-events"
	checkLegacyFlags    = "legacy-flags"
	checkLegacyLast     = "legacy-last"
	checkLegacyBooked   = "legacy-booked"
)

// outcome gathers what is known of one check while steps run.
type outcome struct {
	compared int64
	value    int64 // beside the breaks: set by checks that count something else
	own      bool  // value stands, not the number of breaks
	failed   bool  // whatever the value says
	idle     string
	err      error
	detail   string
}

// outcomes are those of all checks; any goroutine may add.
type outcomes struct {
	mu sync.Mutex
	of map[string]*outcome
}

func newOutcomes(maps *mappings.Set) *outcomes {
	o := &outcomes{of: map[string]*outcome{}}
	for _, c := range maps.Checks() {
		o.of[c.ID] = &outcome{}
	}
	return o
}

// compared adds to the number of things that a check looked at.
func (o *outcomes) compared(check string, n int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.get(check).compared += n
}

func (o *outcomes) get(check string) *outcome {
	if o.of[check] == nil {
		o.of[check] = &outcome{}
	}
	return o.of[check]
}

func (o *outcomes) set(check string, value int64, failed bool, detail string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	k := o.get(check)
	k.own, k.value, k.failed, k.detail = true, value, failed, detail
}

// explain adds to what is said of a check, whatever its state.
func (o *outcomes) explain(check, words string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	k := o.get(check)
	k.detail = joinWords(k.detail, words)
}

// idle says why a check has nothing to ask.
func (o *outcomes) idle(check, why string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.get(check).idle = why
}

func (o *outcomes) fail(err error, checks ...string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, c := range checks {
		if k := o.get(c); k.err == nil {
			k.err = err
		}
	}
}

var errSkipped = errors.New("an earlier step could not run")

// step runs one part of the work for the checks it serves. An error of it is an
// error of those checks and of nothing else; only a cancelled run ends it all.
func (r *run) step(ctx context.Context, name string, after bool, serves []string, do func(context.Context) error) (bool, error) {
	if !after {
		r.outcomes.fail(fmt.Errorf("%s: %w", name, errSkipped), serves...)
		return false, nil
	}
	r.progress(name)
	err := do(ctx)
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, fs.ErrPermission) {
		return false, fmt.Errorf("%s: %w", name, err) // says nothing of the data: an earlier report stands
	}
	if err != nil {
		r.outcomes.fail(fmt.Errorf("%s: %w", name, err), serves...)
		return false, nil
	}
	return true, nil
}

// results are the checks in the order of the table.
func (r *run) results() []CheckResult {
	var all []CheckResult
	for _, c := range r.Mappings.Checks() {
		all = append(all, r.result(c))
	}
	return all
}

func (r *run) result(c mappings.Check) CheckResult {
	o := r.outcomes.get(c.ID)
	t := r.Mappings.Tolerance(c.Tolerance)
	res := CheckResult{
		ID: c.ID, State: Passed, Value: o.value, Tolerance: t.Value, Unit: t.Unit, Waivable: c.Waivable, Hazard: c.Hazard,
		Question: c.Question, Compared: o.compared, Detail: o.detail, Doc: c.Doc,
	}
	if !o.own {
		res.Value = r.breaks.of(c.ID)
	}
	switch {
	case o.err != nil:
		res.State, res.Detail = Errored, o.err.Error()
	case o.failed || res.Value > res.Tolerance:
		res.State = Failed
	case o.idle != "":
		res.State, res.Detail = NotApplicable, o.idle
	}
	return res
}
