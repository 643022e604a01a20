package e2e

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/fixtures"
	"lollipop/internal/forms"
	"lollipop/internal/ledger"
	"lollipop/reconcile"
)

// People decide about pairs of a rehearsal, and the next one goes on from its extract:
// what they said is done, reconcile finds nothing wrong with it, and it asks no more.
func TestDecisionsAreDoneAndAskedNoMore(t *testing.T) {
	first := sharedRehearsal(t, fixtures.ScenarioLancashire)
	r := first.beginAfter(t, ledger.Extract)
	r.sealing = first.sealing
	keys := map[int64]string{}
	for _, c := range first.rows(ledger.Transform, "crosswalk") {
		keys[c.id("row_id")] = c["source"] + "," + c["organisation_guid"] + "," + c["patient_guid"]
	}
	before := first.waitingOfA()
	lines := []string{strings.Join(forms.DecisionHeader, ",")}
	want := map[[2]int64]string{}
	apart := map[int64]bool{} // records of pairs that nobody joins
	for i := range first.listing.Duplicates.List {
		x := &first.listing.Duplicates.List[i]
		rows := [2]int64{x.First.Row, x.Second.Row}
		if x.Priority != reconcile.PriorityA || apart[rows[0]] || apart[rows[1]] || len(want) == 6 {
			continue
		}
		apart[rows[0]], apart[rows[1]] = true, true
		said, outcome := "different,A. Nurse,B. Lead,2021-04-01", "different"
		if x.Rule == "both-current-in-one-source" {
			said, outcome = "same,A. Nurse,B. Lead,2021-04-01", "merged"
		}
		want[rows] = outcome
		lines = append(lines, keys[rows[0]]+","+keys[rows[1]]+","+said)
	}
	if len(want) < 2 {
		t.Fatalf("%d pairs to decide about", len(want))
	}
	r.config.Decisions = filepath.Join(t.TempDir(), "decisions.csv")
	if err := os.WriteFile(r.config.Decisions, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	for _, stage := range []func(context.Context) error{r.transform, r.load, r.reconcile} {
		if err := stage(ctx); err != nil {
			t.Fatal(err)
		}
	}
	done := 0
	for _, p := range r.rows(ledger.Transform, "pair") {
		if outcome := want[[2]int64{p.id("row_a"), p.id("row_b")}]; outcome != "" {
			if done++; p["outcome"] != outcome || (p["child_a"] == p["child_b"]) != (outcome == "merged") {
				t.Errorf("decided to be %s, and is %s by %s", outcome, p["outcome"], p["rule"])
			}
		}
	}
	if after := r.waitingOfA(); done != len(want) || after > before-done {
		t.Errorf("%d of %d decisions are in pairs; %d of priority A wait where %d did", done, len(want), after, before)
	}
	for _, id := range []string{"merges", "values", "survivors", "next-due", "coverage", "protected-meeting", "crosswalk"} {
		if c := r.report.Check(id); c.State != reconcile.Passed {
			t.Errorf("check %s is %s after decisions: %s %+v", id, c.State, c.Detail, r.report.Breaks)
		}
	}
}

// waitingOfA counts the pairs of priority A that people are shown.
func (r *rehearsal) waitingOfA() (n int) {
	for i := range r.listing.Duplicates.List {
		if r.listing.Duplicates.List[i].Priority == reconcile.PriorityA {
			n++
		}
	}
	return n
}
