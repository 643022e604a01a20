//go:build mutant

package mutants

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/internal/forms"
)

// plantCandidates adds patients to the last plain patient file of the
// practices: two of one name, birth date and home whose numbers differ, and one
// without a number, whose practice ended, which fits both; then two records of one
// PersonGuid, of whom one has another surname and another home, as before an adoption;
// two like these whom people call one child; and two alike in everything whom
// people call two children; and two children whom one number and identifier hold
// together. It answers what people decided.
func plantCandidates(t *testing.T, extracts string) (decisions string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(extracts, "gp", "*_Admin_Patient_*.csv"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no patient file of the practices: %v", err)
	}
	text, err := os.ReadFile(files[len(files)-1])
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := func(column string) int { return slices.Index(rows[0], column) }
	like := slices.IndexFunc(rows[1:], func(r []string) bool {
		return r[at("Deleted")] == "false" && r[at("DateOfDeath")] == "" && r[at("IsConfidential")] == "false" && r[at("SpineSensitive")] != "true"
	})
	if like < 0 {
		t.Fatal("no patient to take for a pattern")
	}
	const child, identity, adopted = "Quillfeather", "{5E0C0D1E-0000-4000-8000-0000000000AA}", "Ropemaker"
	const decided, alike = "{5E0C0D1E-0000-4000-8000-0000000000BB}", "{5E0C0D1E-0000-4000-8000-0000000000CC}"
	const twins = "{5E0C0D1E-0000-4000-8000-0000000000DD}"
	for i, who := range []struct{ number, left, person, surname, postcode, forename string }{
		{"9990000018", "", "", child, "LA1 4YW", "Zephyrine"},
		{"9990000026", "2020-05-05", "", child, "LA1 4YW", "Zephyrine"},
		{"", "2020-05-05", "", child, "LA1 4YW", "Zephyrine"},
		{"9990000034", "", identity, adopted, "LA1 4YX", "Zephyrine"},
		{"", "2018-01-03", identity, "Tanglewood", "PR1 2HE", "Zephyrine"},
		{"9990000042", "", decided, "Saddlerswife", "LA1 4YZ", "Zephyrine"},
		{"", "2018-01-03", decided, "Underbrook", "PR1 2HF", "Zephyrine"},
		{"9990000050", "", alike, "Wainwrightson", "LA2 6AA", "Zephyrine"},
		{"9990000050", "2018-01-03", alike, "Wainwrightson", "LA2 6AA", "Zephyrine"},
		{"9990000069", "", twins, "Yellowley", "LA2 6AB", "Zephyrine"},
		{"9990000069", "2018-01-03", twins, "Yellowley", "LA2 6AB", "Zephaniah"},
	} {
		row := slices.Clone(rows[like+1])
		for column, value := range map[string]string{
			"PatientGuid": plantedGUID(i + 1), "PersonGuid": who.person, "NhsNumber": who.number,
			"DateOfDeactivation": who.left, "GivenName": who.forename, "MiddleNames": "", "Surname": who.surname, "Postcode": who.postcode, "DateOfBirth": "2016-02-29",
			"DateOfRegistration": "2016-03-20", "HouseNameFlatNumber": "7", "NumberAndStreet": "Ropewalk Yard", "HomePhone": "01524 900717", "MobilePhone": "",
		} {
			if c := at(column); c >= 0 {
				row[c] = value
			}
		}
		text = append(text, `"`+strings.Join(row, `","`)+"\"\r\n"...)
	}
	if err := os.WriteFile(files[len(files)-1], text, 0o600); err != nil {
		t.Fatal(err)
	}
	record := func(n int) string { return "gp," + rows[like+1][at("OrganisationGuid")] + "," + plantedGUID(n) + "," }
	return strings.Join(forms.DecisionHeader, ",") + "\n" +
		record(6) + record(7) + "same,A. Nurse,B. Lead,2021-03-01\n" +
		record(8) + record(9) + "different,A. Nurse,B. Lead,2021-03-01\n"
}

func plantedGUID(n int) string { return fmt.Sprintf("{5E0C0D1E-0000-4000-8000-%012X}", n) }
