package mappings

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

func TestReviewsMapAndUnmapCodes(t *testing.T) {
	set, err := Load(fstest.MapFS{"code_review.csv": {Data: []byte(reviewHeader +
		reviewed("SITE000001,Pre-school jab,Immunisations,safety,given,diphtheria+tetanus,B,,") + // a term that is silent
		"emis_local,SITE000002,Another,Immunisations,safety,given,bcg,,,,proposed,,,,,\n" +
		"emis_local,SITE000003,A leaflet,Administration,ordinary,observation,,,,,approved,wider,A Lead,data quality lead,2024-02-01,\n" +
		"emis_local,LOLADOPT1,Adopted,Personal Health and Social,safety,,,,,,rejected,,A Doctor,clinical lead,2024-02-01,wrong here\n")}})
	if err != nil {
		t.Fatal(err)
	}
	for code, kind := range map[string]string{"SITE000001": "given", "SITE000002": "", "SITE000003": "observation", "LOLADOPT1": ""} {
		got := ""
		if c := set.Concept(SystemEMISLocal, code); c != nil {
			got = c.Kind
		}
		if got != kind {
			t.Errorf("%s is of kind %q, want %q", code, got, kind)
		}
	}
	if v := set.Review(SystemEMISLocal, "SITE000002"); v == nil || v.State != Proposed {
		t.Errorf("review %+v", v)
	}
}

func TestReviewsThatNobodyMayMake(t *testing.T) {
	const antigens = "diphtheria+tetanus"
	for _, c := range []struct{ name, row, column, reason string }{
		{"nobody clinical", "S1,Pre-school jab,Immunisations,safety,given," + antigens + ",B,,,approved,equivalent,A Lead,data quality lead,2024-02-01,", "reviewer_role", "class safety"},
		{"called ordinary", "S1,Pre-school vaccination,Immunisations,ordinary,observation,,,,,approved,equivalent,A Lead,data quality lead,2024-02-01,", "reviewer_role", "class safety"},
		{"nobody", "S1,Jab,Immunisations,safety,given," + antigens + ",B,,,approved,equivalent,,clinical lead,2024-02-01,", "reviewer", "is empty"},
		{"no day", "S1,Jab,Immunisations,safety,given," + antigens + ",B,,,approved,equivalent,A Doctor,clinical lead,,", "reviewed", "is empty"},
		{"no role", "S1,Jab,Immunisations,safety,given," + antigens + ",B,,,approved,equivalent,A Doctor,doctor,2024-02-01,", "reviewer_role", "is none of"},
		{"no relation", "S1,Jab,Immunisations,safety,given," + antigens + ",B,,,approved,,A Doctor,clinical lead,2024-02-01,", "equivalence", "is empty"},
		{"other antigens than the term", "S1,MMR booster,Immunisations,safety,given,measles,B,,,approved,equivalent,A Doctor,clinical lead,2024-02-01,", "antigens", "the term names measles+mumps+rubella"},
		{"given without antigens", "S1,Jab,Immunisations,safety,given,,,,,approved,equivalent,A Doctor,clinical lead,2024-02-01,", "antigens", "is empty"},
		{"a refusal as given", "S1,MMR vaccine refused,Immunisations,safety,given,measles+mumps+rubella,,,,approved,equivalent,A Doctor,clinical lead,2024-02-01,", "kind", "the term says refused"},
		{"approved as nothing", "S1,Jab,Immunisations,safety,,,,,,approved,equivalent,A Doctor,clinical lead,2024-02-01,", "kind", "no kind"},
		{"a rejection by nobody clinical", "LOLADOPT1,Adopted,Personal Health and Social,ordinary,,,,,,rejected,,A Lead,data quality lead,2024-02-01,", "reviewer_role", "class safety"},
		{"state", "S1,Jab,Immunisations,safety,given,bcg,,,,aproved,equivalent,A Doctor,clinical lead,2024-02-01,", "state", "none of proposed"},
	} {
		row := strings.Replace(c.row, "S1,", "SITE000001,", 1)
		_, err := Load(fstest.MapFS{"code_review.csv": {Data: []byte(reviewHeader + "emis_local," + row + "\n")}})
		if !names(err, "overlay/code_review.csv", 2, c.column, c.reason) {
			t.Errorf("%s: want column %s: %s; got %v", c.name, c.column, c.reason, err)
		}
	}
}

func TestWhatAFolderMayNotChange(t *testing.T) {
	plain := mustLoad(t)
	header := map[string]string{}
	for _, f := range plain.TableFiles() {
		header[f.Name] = strings.Join(f.Columns, ",") + "\n"
	}
	for _, c := range []struct{ file, row, column, reason, nearest string }{
		{"tolerance.csv", "values,1,count,me,N,,me", "value", "section 10", ""},
		{"tolerance.csv", "quarantine-patient,1,count,me,N,,me", "value", "section 10", ""},
		{"tolerance.csv", "other-codes,9,days,me,N,,me", "unit", "must stay", ""},
		{"tolerance.csv", "othr-codes,9,ppm,me,N,,me", "id", "means nothing", "other-codes"},
		{"check.csv", "values,Is it?,values,Y,me,HAZ-04,docs/checks/values.md", "", "take the row out", ""},
		{"kind.csv", "tattoo,observation,ordinary,,me", "", "take the row out", ""},
		{"target.csv", "child,tattoo,text,Y,,,", "", "take the row out", ""},
		{"category_class.csv", "Immunisations,ordinary,me", "class", "stay safety", ""},
		{"column.csv", "Admin_Patient,date_of_birth,DateOfBirth,text,,,me", "kind", "must stay", ""},
		{"column.csv", "Admin_Patients,x,X,text,,,me", "table", "not in entity.csv", "Admin_Patient"},
		{"column.csv", "Admin_Patient,date_of_birth,DateOfBirth,date,Sex,,me", "aliases", "heads column", ""},
		{"concept.csv", "snomed,42284007,BCG vaccination (procedure),given,,,,,Immunisations,N,me,", "code", "code_review.csv", ""},
		{"concept.csv", "emis_local,SITE000009,Allergy to tape,observation,,,,,Unset,N,me,", "code", "code_review.csv", ""},
		{"profile_column.csv", "CareRecord_Observation,AssociatedText,values,me", "", "take the row out", ""},
		{"layout.csv", ",,A B,me", "table", "not in entity.csv", ""},
	} {
		_, err := Load(fstest.MapFS{c.file: {Data: []byte(header[c.file] + c.row + "\n")}})
		if !names(err, "overlay/"+c.file, 2, c.column, c.reason) {
			t.Errorf("%s %s: want %s: %s; got %v", c.file, c.row, c.column, c.reason, err)
			continue
		}
		var all *Error
		if errors.As(err, &all); c.nearest != "" && all.Mistakes[0].Nearest != c.nearest {
			t.Errorf("%s: nearest is %q, want %q", c.row, all.Mistakes[0].Nearest, c.nearest)
		}
	}
}

func TestWhatAFolderMayChange(t *testing.T) {
	plain := mustLoad(t)
	header := map[string]string{}
	whole := fstest.MapFS{"notes.txt": {Data: []byte("x")}, "~$concept.csv": {Data: []byte("x")}}
	for _, f := range plain.TableFiles() {
		header[f.Name] = strings.Join(f.Columns, ",") + "\n"
		whole[f.Name] = &fstest.MapFile{Data: f.CSV}
	}
	same, err := Load(whole)
	if err != nil {
		t.Fatalf("the exported tables over themselves: %v", err)
	}
	if fmt.Sprint(same.Hashes()) != fmt.Sprint(plain.Hashes()) {
		t.Error("the exported tables are others")
	}
	for file, row := range map[string]string{
		"tolerance.csv": "other-codes,6000,ppm,me,N,,me",
		"nhs_range.csv": "0000000001,0000000009,odd,reject,reject,me",
		"layout.csv":    "Admin_Patient,9.0,PatientGuid OrganisationGuid,me",
		"column.csv":    "Admin_Patient,tattoo,Tattoo,text,Ink,,me",
	} {
		blank := strings.Repeat(",", strings.Count(header[file], ",")) + "\n" // as spreadsheets leave it
		data := "\ufeff" + header[file] + row + "\n" + blank
		if _, err := Load(fstest.MapFS{file: {Data: []byte(data)}}); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}
