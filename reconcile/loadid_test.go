package reconcile

import (
	"strings"
	"testing"
)

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

// A ledger that told of another rehearsal, or of another day, passed: once live, it
// alone says what the target holds.
func TestTheLedgerOfLoadsTellsWhatTheManifestTells(t *testing.T) {
	for column, other := range map[string]string{
		"manifest_root": strings.Repeat("0", 64), "transform_root": strings.Repeat("0", 64), "as_of": "2021-03-21", "tool_version": "another", "tables": "1", "rows": "1",
	} {
		w := small(t)
		w.placed()
		w.target["load_ledger"] = []cells{{"complete": "1", column: other}}
		rep := w.run()
		if len(rep.Breaks) != 1 || rep.Breaks[0].Table != "load_ledger" || rep.Breaks[0].Column != column || rep.Breaks[0].Kind != "differs-from-the-manifest" {
			t.Errorf("%s: %+v", column, rep.Breaks)
		}
	}
}
