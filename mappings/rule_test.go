package mappings

import "testing"

func TestChecks(t *testing.T) {
	set := mustLoad(t)
	if n := len(set.Checks()); n != 46 {
		t.Errorf("%d checks, want 46", n)
	}
	waivable := map[string]bool{"quarantine": true, "next-due-later": true, "legacy-due-later": true, "coverage": true, "coverage-areas": true, "duplicates-undecided": true, "duplicates-left": true, "unreadable": true, "delete-marks": true, "doses-quarantined": true, "practice-unknown": true, "other-codes": true, "legacy-events": true, "legacy-last": true, "expected-practices": true}
	for _, c := range set.Checks() {
		if c.Waivable != waivable[c.ID] {
			t.Errorf("%s waivable: %v", c.ID, c.Waivable)
		}
		if set.Check(c.ID) == nil {
			t.Errorf("%s is not found by its id", c.ID)
		}
	}
	if set.Check("nothing") != nil || set.Rule("nothing") != nil {
		t.Error("an unknown id is found")
	}
}

func TestTolerance(t *testing.T) {
	set := mustLoad(t)
	tests := []struct {
		id    string
		value int64
		unit  string
	}{
		{"quarantine", 5000, "ppm"},
		{"quarantine-patient", 0, "count"},
		{"other-codes", 5000, "ppm"},
		{"safety-codes", 0, "count"},
		{"patient-deletes", 50000, "ppm"},
		{"probable-duplicate", 13, "days"},
		{"possible-duplicate", 27, "days"},
		{"nobody wrote this", 0, "count"},
	}
	for _, test := range tests {
		if got := set.Tolerance(test.id); got.Value != test.value || got.Unit != test.unit {
			t.Errorf("%s is %d %s", test.id, got.Value, got.Unit)
		}
	}
}

// The dispositions of the rules by which rows leave.
func TestRules(t *testing.T) {
	set := mustLoad(t)
	want := map[string]string{
		"quote-error": "quarantined", "no-patient": "quarantined", "no-code": "quarantined", "test-patient": "excluded",
		"out-of-scope-person": "excluded", "file-type-not-migrated": "excluded", "bad-date": "aside", "non-canonical": "aside",
		"repeat": "merged", "birth-fact": "merged", "older-version": "superseded", "withdrawn": "superseded", "delete-row": "excluded",
		"unused-reference": "excluded", "nhs-number": "merge", "forename-differs": "review", "protected": "refused", "given-and-declined": "note",
	}
	for id, disposition := range want {
		if r := set.Rule(id); r == nil || r.Disposition != disposition {
			t.Errorf("rule %s is %v, want %s", id, r, disposition)
		}
	}
	for k := KindGUID; k < KindText; k++ {
		if r := set.Rule("bad-" + k.String()); r == nil || r.Disposition != "aside" {
			t.Errorf("no rule for a bad %v", k)
		}
	}
}

// Three faults at least are bound for each table of the target, not counting those
// that strike whatever row they meet.
func TestEveryTableHasItsFaults(t *testing.T) {
	set := mustLoad(t)
	kinds := map[string]map[string]bool{}
	for _, f := range set.Faults() {
		for _, name := range f.Tables {
			if kinds[name] == nil {
				kinds[name] = map[string]bool{}
			}
			kinds[name][f.Kind] = true
		}
	}
	for _, table := range set.Tables() {
		if n := len(kinds[table.Name]); n < 3 {
			t.Errorf("%s: %d faults, want at least three", table.Name, n)
		}
	}
}

// A fault that is planted says what must become of it in the words of its rule.
func TestFaultsAgreeWithRules(t *testing.T) {
	set := mustLoad(t)
	for _, f := range set.Faults() {
		r := set.Rule(f.Rule)
		if r == nil {
			continue
		}
		switch r.Disposition {
		case "aside", "note", "derive", "loaded":
			if f.Disposition != "loaded" {
				t.Errorf("fault %s is %s, its rule %s is %s", f.Kind, f.Disposition, r.ID, r.Disposition)
			}
		default:
			if f.Disposition != r.Disposition {
				t.Errorf("fault %s is %s, its rule %s is %s", f.Kind, f.Disposition, r.ID, r.Disposition)
			}
		}
	}
}
