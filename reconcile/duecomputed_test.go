package reconcile

import "testing"

// A computed due item that is lost, moved, of another vaccine, of another state,
// or open though the child is restricted, is seen.
func TestDueComputedIsWorkedOutAgain(t *testing.T) {
	for name, change := range map[string]func(rows []cells) []cells{
		"as it is":        func(rows []cells) []cells { return rows },
		"a day later":     func(rows []cells) []cells { rows[2]["due_on"] = "2020-03-03"; return rows },
		"another vaccine": func(rows []cells) []cells { rows[2]["vaccine"] = "MMRV"; return rows },
		"another rule":    func(rows []cells) []cells { rows[2]["rule_version"] = "V2026-01"; return rows },
		"refused":         func(rows []cells) []cells { rows[2]["state"] = "refused"; return rows },
		"lost":            func(rows []cells) []cells { return rows[:3] },
	} {
		w := small(t)
		w.target["due_computed"] = change(w.target["due_computed"])
		rep := w.run()
		want := Failed
		if name == "as it is" {
			want = Passed
		}
		if got := rep.Check(checkValues).State; got != want {
			t.Errorf("%s: check values is %s, want %s: %+v", name, got, want, rep.Breaks)
		}
	}
}

// A dose that the source has takes its item off the list, and a refusal keeps it
// from being called: the reading of the source decides, not the target's.
func TestDueComputedFollowsTheSource(t *testing.T) {
	w := small(t)
	w.file("chis", "clinical_code", cells{"code_id": "101", "term": "MMR vaccination contraindicated", "read_term_id": contraindicatedCode(t, w), "processing_id": "1"})
	w.file("chis", "observation", observation(orgCHIS, 1, 51, "101", "2020-01-06"))
	rep := w.run()
	if rep.Check(checkValues).State != Failed || !hasBreak(rep, "due_computed", "state") {
		t.Errorf("the contraindication changes nothing: %+v", rep.Breaks)
	}
}

func hasBreak(rep Report, table, column string) bool {
	for _, b := range rep.Breaks {
		if b.Table == table && b.Column == column {
			return true
		}
	}
	return false
}

// contraindicatedCode is the local code by which MMR is contraindicated.
func contraindicatedCode(t *testing.T, w *world) string {
	t.Helper()
	for _, k := range w.maps.Concepts() {
		if k.Kind == kindContra && k.Antigens.String() == "measles+mumps+rubella" {
			return k.Code
		}
	}
	t.Fatal("no code says that MMR is contraindicated")
	return ""
}
