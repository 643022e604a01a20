package e2e

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"lollipop/fixtures"
	"lollipop/internal/ledger"
	"lollipop/reconcile"
)

// Extracts without faults pass every check: nothing is in quarantine, nothing
// waits for a person, and nothing is set aside but the kinds that life brings.
func TestFaultlessExtractsPass(t *testing.T) {
	d := generate(t, fixtures.Options{Faults: fixtures.FaultsNone, Children: size(), Seed: 12})
	r := d.run(t, 2, ledger.Reconcile)
	if r.extracted.Quarantined != 0 || r.extracted.Unreadable != 0 || r.extracted.EndsInside != 0 {
		t.Errorf("%d rows in quarantine, %d unreadable", r.extracted.Quarantined, r.extracted.Unreadable)
	}
	aside := map[string]int{}
	for _, a := range r.rows(ledger.Extract, "aside", "rule", "column") {
		aside[a["rule"]+" "+a["column"]]++
	}
	if len(aside) > 0 {
		t.Errorf("set aside: %v", aside)
	}
	// A number that was changed, and a move with another name, are for a person to see.
	for _, p := range r.rows(ledger.Transform, "pair") {
		if p["outcome"] == "review" && p["rule"] != "different-nhs-number" && p["rule"] != "surname-and-home-differ" {
			t.Errorf("a pair waits for a person: %s", p["rule"])
		}
	}
	// Ends that belong to extracts as they are: people and categories out of scope, versions, and what two sources both tell.
	meant := []string{
		"out-of-scope-person", "out-of-scope-category", "out-of-scope-file-type", "prescribing-not-vaccine", "merged prescribed", "test-patient", "excluded delete-row", "excluded unused-reference", "merged agreement",
		"merged birth-fact", "merged component", "merged repeat", "merged same-event", "superseded older-version", "superseded withdrawn",
	}
	for rule := range rulesOf(r) {
		if !slices.Contains(meant, rule) {
			t.Errorf("rows are %s where no fault was planted", rule)
		}
	}
	checksEndAsTold(t, d, r)
	waits := slices.ContainsFunc(r.report.Checks, func(c reconcile.CheckResult) bool {
		return c.State == reconcile.Failed && strings.HasPrefix(c.ID, "duplicates-")
	})
	if r.report.Passes() == waits || waits && r.report.Duplicates.Cases == 0 {
		t.Errorf("the verdict is %s, %+v", r.report.Verdict, r.report.Duplicates)
	}
}

// rulesOf counts the rows that ended otherwise than loaded, by rule.
func rulesOf(r *rehearsal) map[string]int {
	rules := map[string]int{}
	for _, x := range r.rows(ledger.Extract, "excluded", "rule") {
		rules[x["rule"]]++
	}
	for _, d := range r.rows(ledger.Transform, "disposition", "disposition", "rule") {
		if d["disposition"] != "loaded" {
			rules[d["disposition"]+" "+d["rule"]]++
		}
	}
	return rules
}

// checksEndAsTold: every check ends in the state that the truth names.
func checksEndAsTold(t *testing.T, d delivery, r *rehearsal) {
	t.Helper()
	want := map[string]string{}
	for _, c := range d.truth(t, "expected_checks") {
		want[c["id"]] = c["state"]
	}
	for _, c := range r.report.Checks {
		if !slices.Contains(strings.Split(want[c.ID], " or "), string(c.State)) {
			t.Errorf("check %s is %s (%d, allowed %d), the truth says %s", c.ID, c.State, c.Value, c.Tolerance, want[c.ID])
		}
		delete(want, c.ID)
	}
	if len(want) > 0 {
		t.Errorf("no result of %v", slices.Sorted(maps.Keys(want)))
	}
	for _, a := range r.report.Accounting {
		if !a.Closes() {
			t.Errorf("open account %+v", a)
		}
	}
}
