package mappings

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// mustLoad is the set as it ships.
func mustLoad(t *testing.T) *Set {
	t.Helper()
	set, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// copyOfTables is the shipped tables in memory, for a test to break.
func copyOfTables(t *testing.T) fstest.MapFS {
	t.Helper()
	copied := fstest.MapFS{}
	for _, s := range specs {
		data, err := fs.ReadFile(files, s.file)
		if err != nil {
			t.Fatal(err)
		}
		copied[s.file] = &fstest.MapFile{Data: data}
	}
	return copied
}

// lineOf is the number of the first line of data that holds text.
func lineOf(t *testing.T, data []byte, text string) int {
	t.Helper()
	before, _, found := strings.Cut(string(data), text)
	if !found {
		t.Fatalf("no line holds %q", text)
	}
	return strings.Count(before, "\n") + 1
}

// Each row breaks one thing in a copy of a table; Load must name it by file,
// line and column. The breaks are those that cost most: a term at odds with its
// row, a dose not given that counts as given, dates the wrong way round.
func TestLoadNamesMistake(t *testing.T) {
	tests := []struct {
		name     string
		file     string
		old, new string // first occurrence of old becomes new
		column   string // in the form file:column where the mistake shows in another table
		reason   string
	}{
		{"haemophilus is not influenza", "concept.csv", "Haemophilus influenzae type B and meningitis C vaccination,given,hib+menc", "Haemophilus influenzae type B and meningitis C vaccination,given,influenza+menc", "antigens", "the term names hib+menc, the row has influenza+menc"},
		{"MMRV has varicella", "concept.csv", "First MMRV (measles, mumps, rubella and varicella) vaccination\",given,measles+mumps+rubella+varicella", "First MMRV (measles, mumps, rubella and varicella) vaccination\",given,measles+mumps+rubella", "antigens", "the term names measles+mumps+rubella+varicella"},
		{"Bexsero is not hepatitis B", "concept.csv", "First meningococcal group B vaccination,given,menb", "First meningococcal group B vaccination,given,hepb", "antigens", "the term names menb, the row has hepb"},
		{"antigen missing from a set", "concept.csv", "MMR vaccination - 2nd dose,given,measles+mumps+rubella", "MMR vaccination - 2nd dose,given,measles+rubella", "antigens", "the term names measles+mumps+rubella"},
		{"antigens that the term does not name", "concept.csv", "No consent for any immunization,refused,", "No consent for any immunization,refused,bcg", "antigens", "the term names none, the row has bcg"},
		{"not done counted as given", "concept.csv", "First rotavirus vaccination not done,not_done", "First rotavirus vaccination not done,given", "kind", "the term says not_done, the row says given"},
		{"no consent counted as given", "concept.csv", "No consent - BCG,refused,bcg,,immunisation", "No consent - BCG,given,bcg,,", "kind", "the term says refused, the row says given"},
		{"refused counted as given", "concept.csv", "Pertussis vaccine refused,refused", "Pertussis vaccine refused,given", "kind", "the term says refused"},
		{"contraindicated counted as given", "concept.csv", "MMR vaccination contraindicated,contraindicated", "MMR vaccination contraindicated,given", "kind", "the term says contraindicated"},
		{"did not attend counted as given", "concept.csv", "Did not attend MMR vaccination,did_not_attend", "Did not attend MMR vaccination,given", "kind", "the term says did_not_attend"},
		{"given counted as not done", "concept.csv", "First rotavirus vaccination,given", "First rotavirus vaccination,not_done", "kind", "nothing in the term does"},
		{"consent not given counted as given", "concept.csv", "Immunization consent not given,refused", "Immunization consent not given,consent_given", "kind", "the term says refused"},
		{"unknown antigen", "concept.csv", "BCG vaccination (procedure),given,bcg", "BCG vaccination (procedure),given,bgc", "antigens", "unknown antigen \"bgc\""},
		{"unknown kind", "concept.csv", "Adopted,protection", "Adopted,protectoin", "kind", "is no kind that a concept can have"},
		{"unmapped is no kind of a concept", "concept.csv", "Adopted,protection", "Adopted,unmapped", "kind", "is no kind that a concept can have"},
		{"unknown class", "kind.csv", "review,review,ordinary", "review,review,odrinary", "class", "is none of safety, ordinary"},
		{"unknown system", "concept.csv", "readv2,65M1.", "read2,65M1.", "system", "is none of snomed"},
		{"rounded SNOMED id", "concept.csv", "snomed,308081000000105", "snomed,308081000000100", "code", "is no SNOMED CT concept id"},
		{"description id", "concept.csv", "snomed,38598009", "snomed,38598017", "code", "is no SNOMED CT concept id"},
		{"Read code without its dots", "concept.csv", "readv2,65M1.", "readv2,65M1", "code", "padded to five characters"},
		{"local code like a Read code", "concept.csv", "emis_local,LOLADOPT1", "emis_local,LOLAD", "code", "would be taken for a Read v2 code"},
		{"review without its review", "concept.csv", "Child 6 to 8 week examination,review,,,GP-6-8W", "Child 6 to 8 week examination,review,,,", "detail", "is empty"},
		{"review nobody knows", "concept.csv", "Child 6 to 8 week examination,review,,,GP-6-8W", "Child 6 to 8 week examination,review,,,GP-68W", "detail", "not in vocabulary.csv"},
		{"plan that neither starts nor ends", "concept.csv", "child_protection_plan,start", "child_protection_plan,begin", "value", "not in vocabulary.csv"},
		{"category nobody decided", "concept.csv", "Adopted,protection,,,adopted,,Personal Health and Social", "Adopted,protection,,,adopted,,Personal", "category", "not in scope.csv"},
		{"known mistake of the published list", "concept.csv", "heart: abnormal,screening,,nipe,infant-heart,abnormal", "heart: abnormal,screening,,nipe,infant-heart,normal", "value", "the term says abnormal (override.csv:"},
		{"duplicate key", "concept.csv", "readv2,65MC.", "readv2,65MB.", "system", "same key as line"},
		{"missing field", "kind.csv", "review,review,ordinary,", "review,ordinary,", "", "4 fields, want 5"},
		{"column renamed", "concept.csv", "system,code,display", "system,code,term", "", "header is"},
		{"kind without a scope", "scope.csv", "kind,death,Y", "kind,stillbirth2,Y", "name", "not in kind.csv"},
		{"vaccine dates", "vaccine_use.csv", "1996-01-01,2004-12-31", "2006-01-01,2004-12-31", "to", "2004-12-31 is before from"},
		{"schedule dates", "schedule.csv", "V2006-09,2006-09-04,2025-06-30", "V2006-09,2026-09-04,2025-06-30", "to", "is before from"},
		{"cohort dates", "schedule.csv", "2024-07-01,2024-12-31", "2025-07-01,2024-12-31", "born_to", "is before born_from"},
		{"practice dates", "practice.csv", "1974-04-01,,Y", "1974-04-01,1973-04-01,Y", "closed", "is before opened"},
		{"no day", "vaccine_use.csv", "1996-01-01", "1996-02-30", "from", "is no date"},
		{"one antigen is no combination", "vaccine_use.csv", "diphtheria+tetanus,1994", "tetanus,1994", "antigens", "two antigens or more"},
		{"a step twice in a course", "schedule_course.csv", "menb,menb,1 2 b", "menb,menb,1 1 2 b", "steps", "names \"1\" twice"},
		{"a review that no code records", "contact_rule.csv", "review,HV-2Y,", "review,HV-3Y,", "name", "no code can say that \"HV-3Y\" was done"},
		{"schedule without a code", "schedule_code.csv", "MenACWY,1,snomed,871874000", "MenB (Bexsero),1,snomed,871874000", "schedule.csv:dose", "has no code for dose"},
		{"schedule code of other antigens", "schedule_code.csv", "MenACWY,1,snomed,871874000", "MenACWY,1,snomed,42284007", "schedule.csv:antigens", "code 42284007 is of bcg, the rule of menacwy"},
		{"schedule code that is not given", "schedule_code.csv", "MenACWY,1,snomed,871874000", "MenACWY,1,snomed,62141000000103", "code", "no code of kind given"},
		{"ranges overlap", "nhs_range.csv", "3113000000", "3112999999", "from", "overlaps"},
		{"range backwards", "nhs_range.csv", "6000000000,7999999999", "6000000000,5999999999", "to", "is before from"},
		{"unknown verdict", "nhs_range.csv", "test-range,accept", "test-range,maybe", "test", "is no verdict"},
		{"placeholder not folded", "placeholder_name.csv", "FIRSTTWIN,", "First twin,", "pattern", "not in folded form"},
		{"unknown column kind", "column.csv", "DateOfBirth,date", "DateOfBirth,day", "kind", "is none of guid"},
		{"column of no table", "column.csv", "Admin_Patient,sex", "Admin_Pateint,sex", "table", "not in entity.csv"},
		{"layout of an unknown column", "layout.csv", "GivenName", "GivneName", "columns", "\"GivneName\" is no column of"},
		{"key of an unknown column", "entity.csv", "DiaryGuid", "DairyGuid", "item", "is no column of CareRecord_Diary"},
		{"unknown target kind", "target.csv", "child,sex,text", "child,sex,txt", "kind", "is none of id"},
		{"reference to nothing", "target.csv", "child_name,child_id,ref,N,child,", "child_name,child_id,ref,N,chidl,", "references", "is no table of target.csv"},
		{"ref without a table", "target.csv", "child_name,child_id,ref,N,child,", "child_name,child_id,ref,N,,", "references", "names a table"},
		{"derived from no source column", "target.csv", "survivor Patient.Sex", "survivor Patient.Gender", "derived_from", "Patient has no column Gender"},
		{"derived by no rule", "target.csv", "rule:dose-counting", "rule:dose-count", "derived_from", "\"dose-count\" is not in rule.csv"},
		{"words of no column", "target_word.csv", "child,sex,", "child,gender,", "column", "no table \"child\" of target.csv has a text column \"gender\""},
		{"words of no text", "target_word.csv", "child,sex,", "child,deceased,", "column", "has a text column"},
		{"a precision without words", "target.csv", "consent,until_precision,", "consent,till_precision,", "column", "is a precision, and target_word.csv has no words of it"},
		{"no words", "target_word.csv", "child,sex,M F U I", "child,sex,", "words", "names none"},
		{"kind becomes no table", "kind.csv", "death,observation", "death,deaths", "table", "is no table of target.csv"},
		{"event match on no column", "event_match.csv", "antigens,dose|batch", "antigen,dose|batch", "equal", "has no column \"antigen\""},
		{"survivor from no column", "survivorship.csv", "child,sex,sex", "child,sex,gender", "source_column", "is no column of entity patient"},
		{"duplicate rule id", "rule.csv", "older-version,", "repeat,", "id", "same key as line"},
		{"unknown disposition", "rule.csv", "older-version,transform,superseded", "older-version,transform,superceded", "disposition", "is none of loaded"},
		{"duplicate check id", "check.csv", "\ntarget,", "\nrows,", "id", "same key as line"},
		{"check without a tolerance", "check.csv", "free of patients?\",quarantine,", "free of patients?\",quarantin,", "tolerance", "not in tolerance.csv"},
		{"waived by nobody", "check.csv", "quarantine,Y,clinical lead and data quality lead", "quarantine,Y,", "waived_by", "names who may waive"},
		{"hazard twice", "check.csv", "HAZ-02", "HAZ-01", "hazard", "stands twice"},
		{"fault with an unknown rule", "fault.csv", "quarantined,nul-byte", "quarantined,nul-bytes", "rule", "not in rule.csv"},
		{"fault in no entity", "fault.csv", "nul-byte,observation", "nul-byte,observations", "entity", "is no migrated entity"},
		{"negative rate", "fault.csv", "default,0.0002", "default,-0.0002", "rate", "is no number of 0 or more"},
		{"practice of no commissioner", "practice.csv", ",01K,", ",01Z,", "commissioner", "is no ccg"},
		{"practice of a default code", "practice.csv", "\nA82003,", "\nV81999,", "code", "is no place: default_code.csv has it for practice not known"},
		{"hub of no practice", "hub.csv", "A82003,", "A82999,", "practice", "not in practice.csv"},
		{"district of no commissioner", "organisation.csv", "district,01K", "district,01Z", "within", "is no ccg"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tables := copyOfTables(t)
			data := tables[test.file].Data
			line := lineOf(t, data, test.old) + strings.Count(test.old, "\n")*strings.Count(test.new, "\n")
			tables[test.file] = &fstest.MapFile{Data: []byte(strings.Replace(string(data), test.old, test.new, 1))}
			_, err := load(tables, overlay{})
			if err == nil {
				t.Fatal("loaded")
			}
			file, column := test.file, test.column
			if other, its, elsewhere := strings.Cut(column, ":"); elsewhere {
				file, column = other, its
				line = lineOf(t, tables[file].Data, ",MenACWY,")
			}
			if !names(err, file, line, column, test.reason) {
				t.Fatalf("want %s:%d: %s: …%s…, got %v", file, line, column, test.reason, err)
			}
		})
	}
}

// names reports that err holds the mistake. Duplicate keys are named at the
// second of the two rows, which need not be the one that was broken.
func names(err error, file string, line int, column, reason string) bool {
	var all *Error
	if !errors.As(err, &all) {
		return false
	}
	for _, e := range all.Mistakes {
		if e.File != file || e.Column != column || !strings.Contains(e.Reason, reason) {
			continue
		}
		if e.Line == line || strings.HasPrefix(reason, "same key") {
			return true
		}
	}
	return false
}
