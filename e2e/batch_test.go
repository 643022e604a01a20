package e2e

import (
	"fmt"
	"slices"
	"testing"

	"lollipop/internal/ledger"
)

// said is every row of the target with the texts of its columns, but for the
// numbers of the source rows behind it.
func (r *rehearsal) said() map[string][]string {
	all := map[string][]string{}
	for _, t := range r.maps.Tables() {
		for _, row := range r.both(t.Name) {
			delete(row, "source_row")
			delete(row, "about_row")
			delete(row, "parent_row")
			all[t.Name] = append(all[t.Name], fmt.Sprint(row))
		}
		slices.Sort(all[t.Name])
	}
	return all
}

// sameTarget holds the targets of two rehearsals against each other.
func sameTarget(t *testing.T, what string, want, got map[string][]string) {
	t.Helper()
	for table, rows := range want {
		if !slices.Equal(rows, got[table]) {
			t.Errorf("%s: %s says other things:\n%v\n%v", what, table, rows, got[table])
		}
	}
	for table := range got {
		if want[table] == nil {
			t.Errorf("%s: %s has rows", what, table)
		}
	}
}

// A delta sent again, a bulk sent again, and batches that lie in the folder in any
// order change nothing in the target. Ids start anew in each.
func TestBatchesSentAgainChangeNothing(t *testing.T) {
	bulk := parcel{source: "legacy", stamp: bulkDay, start: 400, rows: map[string][]row{
		"organisation": {organisation(surgery, "P81001")}, "clinical_code": someCodes(),
		"patient": {patient(surgery, 1, "Stays"), patient(surgery, 2, "Leaves"), patient(surgery, 3, "Renamed")},
		"observation": {
			observation(surgery, 1, 10, "101", "2016-08-01"), observation(surgery, 1, 11, "102", "2016-09-01"),
			observation(surgery, 2, 12, "101", "2016-08-01"), observation(surgery, 1, 13, "104", "2016-01-01").with("value", "3.5"),
		},
	}}
	delta := parcel{source: "legacy", stamp: deltaDay, start: 1, rows: map[string][]row{
		"patient": {patient(surgery, 2, "Leaves").with("deleted", "true"), patient(surgery, 3, "Newname"), patient(surgery, 4, "Comes")},
		"observation": {
			observation(surgery, 1, 10, "101", "2016-08-02"), observation(surgery, 1, 11, "", "").with("deleted", "true"),
			observation(surgery, 4, 14, "102", "2017-01-01"),
		},
	}}
	again, early := delta, delta
	again.stamp, again.start = thirdDay, 1
	first := parcels(t, "", bulk, delta).run(t, 2, ledger.Transform)
	second := parcels(t, "", again, delta, bulk).after(first).run(t, 1, ledger.Reconcile)
	proved(t, second)
	sameTarget(t, "the delta again", first.said(), second.said())

	early.stamp, early.start = "20210301041500", 90 // a delta that a later bulk overtakes
	late := bulk
	late.stamp, late.start = thirdDay, 7
	alone := parcels(t, "", bulk).run(t, 1, ledger.Transform)
	repeated := parcels(t, "", late, bulk).after(alone).run(t, 2, ledger.Reconcile)
	proved(t, repeated)
	sameTarget(t, "the bulk again", alone.said(), repeated.said())
	if n := len(parcels(t, "", early, bulk).run(t, 2, ledger.Transform).rows(ledger.Transform, "child", "id")); n != 4 {
		t.Errorf("%d children, want 4: a batch is applied at its own time", n)
	}
}
