//go:build mutant

package mutants

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// plantCandidates adds five patients to the last plain patient file of the
// practices: two of one name, birth date and home whose numbers differ, and one
// without a number, whose practice ended, which fits both; then two records of one
// PersonGuid, of whom one has another surname and another home, as before an adoption.
func plantCandidates(t *testing.T, extracts string) {
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
	for i, who := range []struct{ number, left, person, surname, postcode string }{
		{"9990000018", "", "", child, "LA1 4YW"},
		{"9990000026", "2020-05-05", "", child, "LA1 4YW"},
		{"", "2020-05-05", "", child, "LA1 4YW"},
		{"9990000034", "", identity, adopted, "LA1 4YX"},
		{"", "2018-01-03", identity, "Tanglewood", "PR1 2HE"},
	} {
		row := slices.Clone(rows[like+1])
		for column, value := range map[string]string{
			"PatientGuid": "{5E0C0D1E-0000-4000-8000-00000000000" + string(rune('1'+i)) + "}", "PersonGuid": who.person, "NhsNumber": who.number,
			"DateOfDeactivation": who.left, "GivenName": "Zephyrine", "MiddleNames": "", "Surname": who.surname, "Postcode": who.postcode, "DateOfBirth": "2016-02-29",
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
}
