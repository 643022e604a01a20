package reconcile

import (
	"context"
	"fmt"

	"lollipop/internal/ledger"
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

	steps, done int64
}

// Run judges the target and leaves the report in the workspace, completely or
// not at all. A verdict of fail is no error. Errors: ledger.MissingError where a
// stage before is not complete, what the disk says, a cancelled ctx.
func Run(ctx context.Context, o Options) (Report, error) {
	r := &run{Options: o.withDefaults(), counts: map[string]int64{}, breaks: newBreakList(), steps: stepCount}
	var err error
	if r.in, err = openInputs(r.Options); err != nil {
		return Report{}, fmt.Errorf("reconcile: %w", err)
	}
	r.outcomes = newOutcomes(r.Mappings)
	if r.part, err = r.Work.Begin(ledger.Reconcile); err != nil {
		return Report{}, fmt.Errorf("reconcile: %w", err)
	}
	defer r.part.Abort() //nolint:errcheck // after Complete it does nothing
	if err := r.judge(ctx); err != nil {
		return Report{}, fmt.Errorf("reconcile: %w", err)
	}
	rep, err := r.complete(ctx)
	if err != nil {
		return Report{}, fmt.Errorf("reconcile: %w", err)
	}
	return rep, nil
}

// stepCount is the number of steps, for the progress.
const stepCount = 6

func (r *run) progress(what string) {
	r.OnProgress(r.done, r.steps, what)
	r.done++
}

// judge runs the steps.
func (r *run) judge(ctx context.Context) error {
	_, err := r.step(ctx, "rows", true, []string{checkRows, checkQuarantine, checkUnreadable}, r.settleRows)
	return err
}

// identifies reports that a text holds an identifier of a restricted child.
func (r *run) identifies([]byte) bool { return false }
