package reconcile

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"lollipop/internal/table"
)

// listed are the rows that the breaks of a file name.
func (w *world) listed(name string) (rows []string) {
	w.t.Helper()
	r, err := table.Open(filepath.Join(w.left, name), "check", "row_id")
	w.must(err)
	defer r.Close()
	b := table.NewBatch(r.Schema(), 1000)
	for {
		w.must(next(r, b))
		if b.N == 0 {
			return rows
		}
		for i := range b.N {
			rows = append(rows, fmt.Sprint(string(b.Vec[0].Text.At(i)), " ", b.Vec[1].I64[i]))
		}
	}
}

// The rows of a restricted child are listed in the restricted file alone, by
// whichever check: one finds that a row has no fate, one that a record is
// nowhere, one that it was left out without cause.
func TestBreaksOfRestrictedChildren(t *testing.T) {
	second, third := int64(4)<<recordBits|2, int64(4)<<recordBits|3
	base := func(t *testing.T) *world {
		w := small(t)
		for n := 51; n < 53; n++ {
			w.files[3].rows = append(w.files[3].rows, w.files[3].rows[0].with(cells{"observation_guid": guid(n)}))
		}
		return w
	}
	for _, test := range []struct {
		check  string
		change func(w *world)
	}{
		{checkRows, func(w *world) { w.fates[second] = fate{} }},
		{checkRaw, func(w *world) { w.files[3].skip = []int{1} }},
		{checkExclusions, func(w *world) {
			w.files[3].skip = []int{1}
			w.single["excluded/00004-0000.parquet"] = []cells{{"row_id": fmt.Sprint(second), "rule": "test-patient"}}
		}},
		{checkUnreadable, func(w *world) {
			w.files[3].skip = []int{1}
			w.single["quarantine/00004-0000.parquet"] = []cells{{
				"row_id": fmt.Sprint(second), "entity": "observation", "rule": "invalid-utf8", "organisation_guid": orgCHIS, "patient_guid": guid(1),
			}}
		}},
	} {
		for _, restricted := range []bool{false, true} {
			w := base(t)
			if restricted {
				w.files[1].rows[0]["spine_sensitive"] = "true"
			}
			test.change(w)
			rep := w.run()
			here, there := breaksFile, hiddenFile
			if restricted {
				here, there = there, here
			}
			row := fmt.Sprint(test.check, " ", second)
			if !slices.Contains(w.listed(here), row) || slices.Contains(w.listed(there), row) {
				t.Errorf("%s, restricted %t: %s lists %q, %s lists %q", test.check, restricted, here, w.listed(here), there, w.listed(there))
			}
			if restricted && slices.Contains(w.listed(breaksFile), fmt.Sprint(checkValues, " ", third)) {
				t.Errorf("%s: a row of a restricted child is listed openly", test.check)
			}
			if !slices.ContainsFunc(rep.Breaks, func(b BreakCount) bool { return b.Check == test.check }) {
				t.Errorf("%s: not counted: %v", test.check, rep.Breaks)
			}
		}
	}
}

// Whose a damaged range is, nobody can tell: it is listed with the restricted.
func TestBreakOfNobody(t *testing.T) {
	w := damaged(t, 0)
	w.run()
	row := fmt.Sprint(checkUnreadable, " ", int64(4)<<recordBits|2)
	if slices.Contains(w.listed(breaksFile), row) || !slices.Contains(w.listed(hiddenFile), row) {
		t.Errorf("open %q, restricted %q", w.listed(breaksFile), w.listed(hiddenFile))
	}
}
