package mappings

import (
	"testing"

	"lollipop/internal/chis"
)

// Every dose that fell due from 1999 to 2021 can be recorded.
func TestScheduledDosesHaveCodes(t *testing.T) {
	due := 0
	for _, r := range mustLoad(t).ScheduleRules() {
		if r.Action != "due" {
			if len(r.Codes) > 0 {
				t.Errorf("%s %s is %s and has codes", r.Vaccine, r.Dose, r.Action)
			}
			continue
		}
		due++
		if len(r.Codes) == 0 || r.Antigens == 0 {
			t.Errorf("%s %s has no code", r.Vaccine, r.Dose)
		}
	}
	if due < 55 {
		t.Errorf("only %d doses are due", due)
	}
}

// Who was born when decides the product: the days on either side of a change.
func TestScheduleCohorts(t *testing.T) {
	tests := []struct {
		name string
		born chis.Date
		due  chis.Date
		dose string
		want string
	}{
		{"before the 6-in-1", 20170731, 20170925, "1", "DTaP/IPV/Hib (5-in-1)"},
		{"from the 6-in-1", 20170801, 20170926, "1", "DTaP/IPV/Hib/HepB (6-in-1)"},
		{"whole cell", 20040701, 20040831, "1", "DTwP/Hib"},
		{"acellular", 20040802, 20040927, "1", "DTaP/IPV/Hib (5-in-1)"},
		{"two infant doses of PCV", 20191231, 20200225, "1", "PCV (PCV7 to Apr 2010, then PCV13)"},
		{"one infant dose of PCV", 20200101, 20200325, "1", "PCV13"},
		{"no MenB yet", 20150430, 20150901, "1", ""},
		{"MenB", 20150701, 20150901, "1", "MenB (Bexsero)"},
	}
	set := mustLoad(t)
	for _, test := range tests {
		found := false
		for _, r := range set.ScheduleRules() {
			if r.Action != "due" || r.Dose != test.dose || !covers(r.From, r.To, test.due) || !covers(r.BornFrom, r.BornTo, test.born) {
				continue
			}
			found = found || r.Vaccine == test.want
			if test.want == "" && r.Vaccine == "MenB (Bexsero)" {
				t.Errorf("%s: %s is due", test.name, r.Vaccine)
			}
		}
		if test.want != "" && !found {
			t.Errorf("%s: %s is not due", test.name, test.want)
		}
	}
}

func covers(from, to, day chis.Date) bool { return !day.Before(from) && !day.After(to) }
