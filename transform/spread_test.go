package transform

import (
	"testing"

	"lollipop/internal/chis"
)

// Twins shared a number, so that the two records of one of them were not joined: the
// confidential one stood with the restricted, and the other openly, with name, number
// and home.
func TestConfidentialitySpreadsToTheOtherRecord(t *testing.T) {
	one, other := chis.GUID{1}, chis.GUID{2}
	r := &run{persons: []person{
		{patientRow: patientRow{personGUID: one}},
		{patientRow: patientRow{personGUID: one, confident: true}, ownConfident: true},
		{patientRow: patientRow{personGUID: other}},
	}}
	r.spreadRestriction()
	for i, want := range []struct{ confident, spread bool }{{true, true}, {true, false}, {false, false}} {
		if p := &r.persons[i]; p.confident != want.confident || p.spread != want.spread {
			t.Errorf("record %d: confidential %t, by spread %t", i, p.confident, p.spread)
		}
	}
}
