package reconcile

import (
	"slices"
	"testing"

	"lollipop/internal/chis"
)

// A record without a number that a score joined to one of two children who both fit
// it in everything: nobody can tell whose it is.
func TestSecondCandidate(t *testing.T) {
	home := func() *patientFields {
		return &patientFields{postcode: "LA1 4YW", house: "3", street: "High Street", mobile: "07700900001"}
	}
	tests := []struct {
		name   string
		change func(joined, third *record)
		want   bool
	}{
		{"another number", func(_, third *record) { third.person.number = 9995260190 }, true},
		{"both current in one source", func(joined, third *record) { third.person.number, third.source = 0, joined.source }, true},
		{"another birth order", func(joined, third *record) {
			third.person.number, joined.birthOrder, third.birthOrder = 0, 1, 2
		}, true},
		{"the same child for all that is known", func(_, third *record) { third.person.number = 0 }, false},
		{"another surname", func(_, third *record) { third.person.number, third.surname = 9995260190, "OTHER" }, false},
		{"another home", func(_, third *record) { third.person.number, third.row.patient.postcode = 9995260190, "LA1 4YX" }, false},
		{"another telephone", func(_, third *record) { third.person.number, third.row.patient.mobile = 9995260190, "07700900002" }, false},
		{"no telephone", func(_, third *record) { third.person.number, third.row.patient.mobile = 9995260190, "" }, false},
		{"another sex", func(_, third *record) { third.person.number, third.sex = 9995260190, chis.SexMale }, false},
		{"restricted", func(_, third *record) { third.person.number = 9995260190; third.is |= sensitive }, false},
		{"kept apart from the lone record as well", func(_, third *record) {
			third.person.number, third.source, third.deactivated = 9995260190, -1, 0
		}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := bench(t)
			c.outcomes = newOutcomes(c.Mappings)
			c.addRecord(chisOne, func(r *record) { r.person.number, r.row.patient = 0, home() })
			c.addRecord(gpOne, func(r *record) { r.row.patient = home() })
			c.addRecord(chisTwo, func(r *record) { r.row.patient, r.child, r.source = home(), 2, 9 })
			test.change(&c.records[1], &c.records[2])
			lone, joined := &c.records[0], &c.records[1]
			c.byLikeness = map[[2]int64]bool{{lone.row.row, joined.row.row}: true}
			for i := range c.records {
				c.byRow = append(c.byRow, rowPerson{c.records[i].row.row, c.records[i].number})
			}
			slices.SortFunc(c.byRow, func(a, b rowPerson) int { return int(a.row - b.row) })
			c.askForLookalikes()
			c.noteLookalikes()
			c.judgeRivals()
			got := c.breaks.totals()
			if found := len(got) > 0; found != test.want || found && got[0].Kind != "another-record-fits-as-well" {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
