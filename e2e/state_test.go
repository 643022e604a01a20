package e2e

import (
	"os"
	"path/filepath"
	"testing"

	"lollipop/internal/ledger"
	"lollipop/mappings"
)

// A death that a state of the registration alone told of was read as nothing: the
// child went on being called.
func TestAStateOfTheRegistrationTellsOfADeath(t *testing.T) {
	state := func(n int, day, words string) row {
		return row{"patient_guid": number(n), "organisation_guid": surgery, "history_date": day, "history_time": "09:00:00", "status_description": words, "processing_id": "1"}
	}
	cases := []struct {
		states []row
		dead   string // day of death, "" for a child who lives
	}{
		{[]row{state(1, "2015-06-10", "Fully Registered"), state(1, "2020-05-04", "Death")}, "20200504"},
		{[]row{state(2, "2020-05-04", "Death"), state(2, "2020-06-01", "Fully Registered")}, ""},
		{[]row{state(3, "2020-05-04", "47")}, "20200504"},
		{[]row{state(4, "2020-05-04", "Pre-registered"), state(4, "2020-06-04", "Deducted")}, ""},
		{[]row{state(5, "", "Deducted - deceased"), state(5, "2015-06-10", "Registered")}, "0"},
		{[]row{state(6, "2019-05-04", "Death"), state(6, "2019-06-04", "registered"), state(6, "2020-05-04", "Died")}, "20200504"},
		// The child went on being called: the dated death is taken back, the other is not.
		{[]row{state(7, "", "Dead"), state(7, "2019-05-04", "Death"), state(7, "2019-06-04", "Registered")}, "0"},
		// A day that has not come takes nothing back.
		{[]row{state(8, "2020-05-04", "Death"), state(8, "2031-06-01", "Registered")}, "20200504"},
	}
	p := parcel{source: "chis", stamp: bulkDay, start: 1, version: "8.2", rows: map[string][]row{
		"organisation": {organisation(surgery, "P81001")}, "clinical_code": someCodes(),
	}}
	names := []string{"Ada", "Ben", "Cleo", "Dan", "Eve", "Fay", "Gus", "Hal"}
	for i, c := range cases {
		p.rows["patient"] = append(p.rows["patient"], patient(surgery, i+1, names[i]))
		p.rows["patient_history"] = append(p.rows["patient_history"], c.states...)
		p.rows["diary"] = append(p.rows["diary"], row{
			"diary_guid": number(0x200 + i), "patient_guid": number(i + 1), "organisation_guid": surgery, "code_id": "102", "effective_date": "2021-05-01",
			"effective_date_precision": "YMD", "is_active": "true", "is_complete": "false", "deleted": "false", "processing_id": "1",
		})
	}
	r := parcels(t, "", p).run(t, 2, ledger.Reconcile)
	proved(t, r, "legacy-due", "legacy-due-later")
	for i, c := range cases {
		want := row{"deceased": "1", "date_of_death": c.dead, "status": "deceased"}
		due := "suppressed"
		if c.dead == "" {
			want, due = row{"deceased": "0", "date_of_death": "0", "status": "active"}, "open"
		}
		id := childNamed(r, names[i])
		want["id"] = id
		holds(t, r.both("child"), "child", want)
		holds(t, r.both("due_item"), "due_item", row{"child_id": id, "status": due})
	}
}

// A flag that the source keeps as a problem ended with the problem, and was read as one
// that goes on. So did a consent.
func TestAFlagEndsWithItsProblem(t *testing.T) {
	set := loadMappings(t)
	local := func(id, read string) row {
		return code(id, read, set.Concept(mappings.SystemEMISLocal, read).Display, "Personal Health and Social")
	}
	problem := func(n, item int, end, precision string) row {
		return row{
			"observation_guid": number(item), "patient_guid": number(n), "organisation_guid": surgery, "end_date": end, "end_date_precision": precision,
			"problem_status_description": "Past Problem", "deleted": "false", "processing_id": "1",
		}
	}
	p := parcel{source: "chis", stamp: bulkDay, start: 1, rows: map[string][]row{
		"organisation": {organisation(surgery, "P81001")}, "patient": {patient(surgery, 1, "Ada"), patient(surgery, 2, "Ben")},
		"clinical_code": append(someCodes(), local("201", "LOLLAC0001"), code("202", "68NE", set.Concept(mappings.SystemReadV2, "68NE.").Display, jabs)),
		"observation": {
			observation(surgery, 1, 31, "201", "2016-08-01"), observation(surgery, 2, 32, "201", "2016-08-01"), observation(surgery, 1, 33, "202", "2016-08-02"),
		},
		"problem": {problem(1, 31, "2018-01-01", "Y"), problem(2, 32, "", "U"), problem(1, 33, "2019-05-06", "YMD")},
	}}
	r := parcels(t, "", p).run(t, 2, ledger.Reconcile)
	proved(t, r, "legacy-due", "legacy-due-later")
	holds(t, r.both("legal_status"), "legal_status", row{"child_id": childNamed(r, "Ada"), "change": "start", "until_on": "20180101", "until_precision": "Y"})
	holds(t, r.both("legal_status"), "legal_status", row{"child_id": childNamed(r, "Ben"), "change": "start", "until_on": "0", "until_precision": "U"})
	holds(t, r.both("consent"), "consent", row{"decision": "refused", "until_on": "20190506", "until_precision": "YMD"})
}

// childNamed is the id of the child with a forename.
func childNamed(r *rehearsal, given string) string {
	for _, n := range r.both("child_name") {
		if n["given_name"] == given {
			return n["child_id"]
		}
	}
	return ""
}

// A message that says dead and no day of it was read as that of a living child.
func TestAMessageThatSaysDead(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "extracts", "chis"), 0o700); err != nil {
		t.Fatal(err)
	}
	text := `<All xmlns="http://www.e-mis.com/emisopen/MedicalRecord">`
	for _, c := range []struct{ n, name, dead string }{{"1", "Ada", "1"}, {"2", "Ben", "0"}} {
		text += `<MedicalRecord PatientID="` + c.n + `"><Registration><DBID>` + c.n + `</DBID><DateOfBirth>02/03/2019</DateOfBirth><Sex>F</Sex><FamilyName>Oddley` +
			c.n + `</FamilyName><FirstNames>` + c.name + `</FirstNames><Dead>` + c.dead + `</Dead></Registration></MedicalRecord>`
	}
	if err := os.WriteFile(filepath.Join(dir, "extracts", "chis", "m_20210322.xml"), []byte(text+"</All>"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := configured(t, dir).run(t, 1, ledger.Reconcile)
	proved(t, r, openChecks...)
	holds(t, r.both("child"), "child", row{"id": childNamed(r, "Ada"), "deceased": "1", "date_of_death": "0"})
	holds(t, r.both("child"), "child", row{"id": childNamed(r, "Ben"), "deceased": "0"})
}
