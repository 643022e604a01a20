package mappings

import "testing"

func TestLeftBehind(t *testing.T) {
	set := mustLoad(t)
	tests := []struct {
		table, header string
		want          bool
	}{
		{"Admin_Patient", "Surname", false},
		{"Admin_Patient", "PERSONGUID", false},
		{"Admin_Patient", "ProcessingId", false}, // a key
		{"Admin_Patient", "DummyType", false},    // read by a rule
		{"Admin_Patient", "NHSNumberStatus", true},
		{"Admin_Patient", "ExternalUsusalGP", false}, // misspelt, as in version 5.1
		{"Admin_Patient", "FavouriteColour", true},
		{"CareRecord_Observation", "enteredtime", false},
		{"Admin_OrganisationLocation", "LocationGuid", false},
	}
	for _, test := range tests {
		if got := set.LeftBehind(set.EntityOfTable(test.table), test.header); got != test.want {
			t.Errorf("%s.%s left behind: %v", test.table, test.header, got)
		}
	}
	for _, e := range set.Entities() {
		for i, c := range e.Columns {
			n, excused := set.Excuse(e, c.EMIS)
			if reaches := set.reaches[SourceColumn{e, i}]; e.Migrated && !reaches && !e.isKey(i) && !excused {
				t.Errorf("nothing says what becomes of %s.%s", e.Table, c.EMIS)
			}
			if excused && set.reaches[SourceColumn{e, i}] {
				t.Errorf("%s.%s reaches the target by target.csv: take its row out of not_migrated.csv", e.Table, c.EMIS)
			}
			if excused && n.Clinical == "" {
				t.Errorf("%s.%s is left behind without a clinical reason", e.Table, c.EMIS)
			}
		}
	}
}
