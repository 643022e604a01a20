package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/internal/ledger"
	"lollipop/reconcile"
)

// What a message said in an element that no column is made of vanished without a
// word. Of rows that are withdrawn, and of what a table excuses, nothing is said.
func TestWhatAMessageLeavesBehind(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "extracts", "chis"), 0o700); err != nil {
		t.Fatal(err)
	}
	event := func(n, status, more string) string {
		return "<Event><DBID>" + n + "</DBID><RefID>" + n + "</RefID><FileStatus>" + status + "</FileStatus><AssignedDate>14/03/2020</AssignedDate><AssignedTime>00:00:00</AssignedTime>" +
			"<PolicyID>-1</PolicyID><Code><Value>65M1.</Value><Scheme>READ2</Scheme><Term>Measles/mumps/rubella vaccn.</Term><OldCode>1</OldCode></Code>" + more + "<EventType>13</EventType></Event>"
	}
	text := `<MedicalRecord xmlns="http://www.e-mis.com/emisopen/MedicalRecord"><Registration><DBID>1</DBID><DateOfBirth>02/03/2019</DateOfBirth><Sex>F</Sex>` +
		`<FamilyName>Oddley</FamilyName><FirstNames>Ada</FirstNames><CustomRegistrationFields><CustomRegistrationEntry><FieldName>School</FieldName><FieldValue>St A</FieldValue>` +
		`</CustomRegistrationEntry></CustomRegistrationFields></Registration><EventList>` +
		event("1", "0", "<ColdChain><Broken>yes</Broken><When/></ColdChain>") + event("2", "2", "<ColdChain><Broken>yes</Broken></ColdChain>") + event("3", "0", "<Ward> </Ward>") +
		`</EventList><MiscellaneousData><Note>ring the school</Note></MiscellaneousData><Originator><System><Name>EMIS</Name></System></Originator></MedicalRecord>`
	if err := os.WriteFile(filepath.Join(dir, "extracts", "chis", "m_20210322.xml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	r := configured(t, dir).run(t, 1, ledger.Reconcile)
	proved(t, r, openChecks...)
	want := []string{
		"observation.Event/ColdChain/Broken", "patient.MedicalRecord/MiscellaneousData/Note",
		"patient.MedicalRecord/Registration/CustomRegistrationFields/CustomRegistrationEntry/FieldName",
		"patient.MedicalRecord/Registration/CustomRegistrationFields/CustomRegistrationEntry/FieldValue",
	}
	if c := r.report.Check("left-behind"); c.State != reconcile.Failed || c.Value != 4 || c.Detail != strings.Join(want, ", ") {
		t.Errorf("left-behind is %s: %d values in %s", c.State, c.Value, c.Detail)
	}
}
