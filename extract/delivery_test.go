package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/internal/config"
	"lollipop/internal/ledger"
	"lollipop/mappings"
)

// row is the values of one record by EMIS column; columns not named are empty.
type row map[string]string

// delivery is one batch of one source, written by hand.
type delivery struct {
	source, stamp string
	start         int
	rows          map[string][]row    // by EMIS table
	headers       map[string][]string // instead of layout 5.4
	raw           map[string]string   // whole files instead
	skip          map[string]bool     // tables without a file
	lf            bool
}

const agreement = "B3FA020B-05FC-4196-A4DE-E91B70BEF1D2"

func loadMappings(t testing.TB) *mappings.Set {
	t.Helper()
	set, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// guid makes the text of a GUID from a letter for its kind and a number.
func guid(kind byte, n int) string {
	return fmt.Sprintf("{0A1B2C3D-00%02X-4000-8000-%012X}", kind, n)
}

func (d *delivery) file(table string) string {
	return fmt.Sprintf("%d-%d_%s_%s_%s.csv", d.start, d.start+99, table, d.stamp, agreement)
}

// write lays out the batch under dir with all its files.
func (d *delivery) write(t testing.TB, set *mappings.Set, dir string) {
	t.Helper()
	folder := filepath.Join(dir, d.source)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, e := range set.Entities() {
		if d.skip[e.Table] || e.Table == "Admin_PatientHistory" {
			continue
		}
		text, ok := d.raw[e.Table]
		if !ok {
			text = d.text(set, e.Table)
		}
		if err := os.WriteFile(filepath.Join(folder, d.file(e.Table)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func (d *delivery) header(set *mappings.Set, table string) []string {
	if h := d.headers[table]; h != nil {
		return h
	}
	return set.Layout(table, "5.4")
}

func (d *delivery) text(set *mappings.Set, table string) string {
	end := "\r\n"
	if d.lf {
		end = "\n"
	}
	header := d.header(set, table)
	var b strings.Builder
	b.WriteString(line(header) + end)
	for _, r := range d.rows[table] {
		values := make([]string, len(header))
		for i, name := range header {
			values[i] = r[name]
		}
		b.WriteString(line(values) + end)
	}
	return b.String()
}

func line(values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = `"` + strings.ReplaceAll(v, `"`, `""`) + `"`
	}
	return strings.Join(quoted, ",")
}

// add appends a row that begins as base and has the pairs of name and value
// instead.
func (d *delivery) add(table string, base row, pairs ...string) {
	r := row{}
	for k, v := range base {
		r[k] = v
	}
	for i := 0; i < len(pairs); i += 2 {
		r[pairs[i]] = pairs[i+1]
	}
	if d.rows == nil {
		d.rows = map[string][]row{}
	}
	d.rows[table] = append(d.rows[table], r)
}

const (
	patientTable     = "Admin_Patient"
	codeTable        = "Coding_ClinicalCode"
	observationTable = "CareRecord_Observation"
	diaryTable       = "CareRecord_Diary"
	problemTable     = "CareRecord_Problem"
	organisationFile = "Admin_Organisation"
	userTable        = "Admin_UserInRole"
	sharingTable     = "Agreements_SharingOrganisation"
)

// Kinds of GUID.
const (
	org = 'A'
	pat = 'B'
	obs = 'C'
	dia = 'D'
	per = 'E'
	usr = 'F'
)

// Codes of every dictionary that base makes.
const (
	codeMMR     = "90000000000001" // in scope by category
	codeAdult   = "90000000000002" // out of scope
	codeDeath   = "90000000000003" // in scope by kind, category out of scope
	codeUnknown = "90000000000099"
)

func patient(n int) row {
	return row{
		"PatientGuid": guid(pat, n), "OrganisationGuid": guid(org, 1), "Sex": "F", "DateOfBirth": "2015-05-01",
		"GivenName": "Ada", "Surname": "Testchild", "PersonGuid": guid(per, n), "Deleted": "false",
		"SpineSensitive": "false", "IsConfidential": "false", "DummyType": "false", "ProcessingId": "1",
	}
}

func observation(n, patientNo int) row {
	return row{
		"ObservationGuid": guid(obs, n), "PatientGuid": guid(pat, patientNo), "OrganisationGuid": guid(org, 1),
		"EffectiveDate": "2016-06-02", "EffectiveDatePrecision": "YMD", "EnteredDate": "2016-06-03", "EnteredTime": "12:31:00",
		"CodeId": codeMMR, "AssociatedText": "left arm", "Deleted": "false", "IsConfidential": "false", "ProcessingId": "1",
	}
}

func problem(n, patientNo int) row {
	return row{"ObservationGuid": guid(obs, n), "PatientGuid": guid(pat, patientNo), "OrganisationGuid": guid(org, 1), "Deleted": "false", "ProcessingId": "1"}
}

func code(id, category, read string) row {
	return row{"CodeId": id, "Term": "term", "ReadTermId": read, "EmisCodeCategoryDescription": category, "ProcessingId": "1"}
}

// base is a batch with an organisation, a user, an agreement, a dictionary.
func base(source, stamp string, start int) *delivery {
	d := &delivery{source: source, stamp: stamp, start: start}
	d.add(organisationFile, row{"OrganisationGuid": guid(org, 1), "OrganisationName": "Test", "ProcessingId": "1"})
	d.add(userTable, row{"UserInRoleGuid": guid(usr, 1), "OrganisationGuid": guid(org, 1), "ProcessingId": "1"})
	d.add(sharingTable, row{"OrganisationGuid": guid(org, 1), "IsActivated": "true", "Disabled": "false", "Deleted": "false"})
	d.add(codeTable, code(codeMMR, "Immunisations", "65M1"))
	d.add(codeTable, code(codeAdult, "Conditions, operations and procedures", "H33"))
	return d
}

const stamp1, stamp2 = "20210331063100", "20210401063100"

// options are those of a run over dir into a new workspace.
func options(t testing.TB, set *mappings.Set, dir string) Options {
	t.Helper()
	work, err := ledger.Open(filepath.Join(t.TempDir(), "work"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = work.Close() })
	cfg := config.Default()
	cfg.NHSNumbers = 1 // test ranges
	return Options{Extracts: dir, Mappings: set, Work: work, Config: cfg, Workers: 2}
}
