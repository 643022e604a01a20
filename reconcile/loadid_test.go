package reconcile

import "testing"

// Each row says which load wrote it, and the ledger has that load alone.
func TestLoadOfRows(t *testing.T) {
	for _, test := range []struct {
		name, broken string // the table with breaks
		change       func(w *world)
	}{
		{"as it is", "", func(*world) {}},
		{"another number", "", func(w *world) {
			w.target["load_ledger"] = []cells{{"load_id": "7", "complete": "1"}}
			for name, rows := range w.target {
				for i := range rows {
					if name != "load_ledger" {
						rows[i][columnLoad] = "7"
					}
				}
			}
		}},
		{"a row of another load", "review", func(w *world) { w.target["review"][0][columnLoad] = "2" }},
		{"a reference row of no load", "organisation", func(w *world) { w.target["organisation"][0][columnLoad] = "none" }},
		{"no complete load", "load_ledger", func(w *world) { w.target["load_ledger"] = []cells{{"load_id": "1", "complete": "0"}} }},
		{"two loads", "load_ledger", func(w *world) {
			w.target["load_ledger"] = []cells{{"load_id": "1", "complete": "1"}, {"load_id": "2", "complete": "1"}}
		}},
	} {
		w := small(t)
		test.change(w)
		rep := w.run()
		if want := map[bool]State{true: Failed, false: Passed}[test.broken != ""]; rep.Check(checkTarget).State != want {
			t.Errorf("%s: %s: %v", test.name, rep.Check(checkTarget).State, rep.Breaks)
		}
		for _, b := range rep.Breaks {
			if b.Check == checkTarget && (b.Table != test.broken || b.Column != columnLoad || b.Count != 1) {
				t.Errorf("%s: %+v", test.name, b)
			}
		}
	}
}
