package mappings

import (
	"strings"
	"testing"
	"testing/fstest"

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

// A change of the programme whose old row nobody ended did nothing at all: of two rows
// that make a step due on one day the engine takes the one that is due first.
func TestScheduleRowsThatOverlapAreRefused(t *testing.T) {
	const header = "version,from,to,born_from,born_to,sex,age_due,age_due_days,vaccine,antigens,dose,action,programme,steps,due,not_before,until,gap,least_gap,needs_previous,minimum_age,minimum_interval,notes,confidence,source\n"
	const later = "V2027-09,2027-09-01,,2027-06-01,,,16 weeks,112,MenB (Bexsero),menb,2,due,routine,menb-2,16w,6w,2y,4w,4w,,,,,memory,mine\n"
	const ended = "V2025-07,2025-07-01,2027-08-31,2025-04-08,,,12 weeks,84,MenB (Bexsero),menb,2,due,routine,menb-2,12w,6w,2y,4w,4w,,,,,verified,mine\n"
	const known = "V2019-09,2019-09-01,2023-08-31,2006-09-01,,,12-13 years boys and girls (Y8),4566,HPV 2-dose universal (boys added),hpv,1-2,due,school,hpv-1,12y6m,9y,,,,,,,,verified,read since\n"
	for rows, want := range map[string]string{
		later:         "overlay/schedule.csv:2: steps: are due by schedule.csv:",
		later + ended: "",
		ended:         "",
		known:         "",
		strings.Replace(later+ended, "2027-08-31", "2027-09-01", 1): "overlay/schedule.csv:3: steps: are due by overlay/schedule.csv:2 as well, for the same births and days: end the older row by its own to",
	} {
		_, err := Load(fstest.MapFS{"schedule.csv": {Data: []byte(header + rows)}})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: want %q, got %v", rows, want, err)
		}
	}
}
