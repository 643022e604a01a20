package cmd

import (
	"testing"

	"lollipop/reconcile/workbook"
)

// A pair that stood in two workbooks was counted as open twice, and as open where one of
// them decided it.
func TestAPairOfTwoWorkbooksIsOpenOnce(t *testing.T) {
	rows := []workbook.Reviewed{
		{First: 1, Other: 2},
		{First: 3, Other: 4},
		{First: 5, Other: 6, Decision: workbook.CannotTell},
		{First: 1, Other: 2, Decision: workbook.CannotTell},
		{First: 3, Other: 4, Decision: workbook.SameChild},
	}
	if got := stillOpen(rows); got != 2 {
		t.Errorf("%d pairs are still open, want 2", got)
	}
}
