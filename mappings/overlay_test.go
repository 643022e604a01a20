package mappings

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

const conceptHeader = "system,code,display,kind,antigens,dose,detail,value,category,unverified,source,note\n"

const reviewHeader = "system,code,display,category,class,kind,antigens,dose,detail,value,state,equivalence,reviewer,reviewer_role,reviewed,note\n"

// reviewed is an approved row of a local code.
func reviewed(row string) string {
	return "emis_local," + row + ",approved,equivalent,A Doctor,clinical lead,2024-02-01,\n"
}

func TestOverlay(t *testing.T) {
	over := fstest.MapFS{
		"concept.csv": {Data: []byte("\ufeff" + conceptHeader +
			"emis_local,LOLADOPT1,Adopted child,protection,,,adopted,,Personal Health and Social,N,service,\n" +
			"emis_local,SITECODE01,Height of a giant,measurement,,,height,cm,Biological values,N,service,\n")},
		"README.txt": {Data: []byte("not a table")},
	}
	plain := mustLoad(t)
	set, err := Load(over)
	if err != nil {
		t.Fatal(err)
	}
	if c := set.Concept("emis_local", "LOLADOPT1"); c.Display != "Adopted child" || c.Unverified {
		t.Errorf("the row of the folder did not replace ours: %+v", c)
	}
	if set.Concept("emis_local", "SITECODE01") == nil {
		t.Error("the new row is not there")
	}
	if len(set.Concepts()) != len(plain.Concepts())+1 {
		t.Error("the overlay lost or doubled rows")
	}
	for name, hash := range plain.Hashes() {
		if (set.Hashes()[name] == hash) == (name == "concept.csv") {
			t.Errorf("hash of %s is wrong after the overlay", name)
		}
	}
}

func TestOverlayMistakes(t *testing.T) {
	tests := []struct{ file, data, want string }{
		{"concept.csv", conceptHeader + "readv2,65M1.,Measles/mumps/rubella vaccn.,given,measles,,,,Immunisations,N,service,\n", "overlay/concept.csv:2: antigens: the term names measles+mumps+rubella, the row has measles"},
		{"concepts.csv", conceptHeader, "overlay/concepts.csv: no table has this name"},
		{"concept.xlsx", "PK", "overlay/concept.xlsx: is no table: save it as CSV UTF-8"},
		{"more/concept.csv", conceptHeader, "overlay/more: is a folder: tables in it are not read"},
		{"kind.csv", "kind,table\n", "overlay/kind.csv:1: header is kind,table"},
	}
	for _, test := range tests {
		_, err := Load(fstest.MapFS{test.file: {Data: []byte(test.data)}})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("want %q, got %v", test.want, err)
		}
	}
}

// Words beside the tables, and what programs leave, are no mistake; a link that leads
// nowhere was taken for no table.
func TestWhatMayLieBesideTables(t *testing.T) {
	if _, err := Load(fstest.MapFS{"README.md": {}, "why.TXT": {}, ".DS_Store": {}, "~$concept.csv": {}}); err != nil {
		t.Error(err)
	}
	dir := t.TempDir()
	if err := os.Symlink("gone.csv", filepath.Join(dir, "concept.csv")); err != nil {
		t.Skip(err)
	}
	if _, err := LoadFolder(dir); err == nil || !strings.Contains(err.Error(), "concept.csv: leads nowhere") {
		t.Errorf("want a mistake, got %v", err)
	}
}

func TestHashesAreStable(t *testing.T) {
	first, second := mustLoad(t).Hashes(), mustLoad(t).Hashes()
	if len(first) != len(specs) {
		t.Errorf("%d hashes for %d tables", len(first), len(specs))
	}
	for name, hash := range first {
		if len(hash) != 64 || second[name] != hash {
			t.Errorf("%s: %q then %q", name, hash, second[name])
		}
	}
	first["concept.csv"] = ""
	if mustLoad(t).Hashes()["concept.csv"] == "" {
		t.Error("a caller can change the set")
	}
}

// A row for is_confidential opened every confidential record of a message.
func TestAFolderOpensNoMessage(t *testing.T) {
	const header = "entity,column,path,as,argument,note,source\n"
	for row, refused := range map[string]bool{
		"observation,is_confidential,PolicyID,words,*=false,,mine": true,
		"problem,deleted,FileStatus,words,*=true,,mine":            true,
		"patient,patient_guid,Registration/DBID,text,,,mine":       true,
		"clinical_code,code_id,DBID,text,,,mine":                   true,
		"observation,is_confidential,PolicyID,words,-1=false;=false;*=true,a row under any policy is kept restricted,reference/emis.md section 2": false,
		"patient,email_address,Elsewhere,text,,,mine": false,
	} {
		_, err := Load(fstest.MapFS{"xml_column.csv": {Data: []byte(header + row + "\n")}})
		if got := err != nil && strings.Contains(err.Error(), "safety rules section 1"); got != refused || !refused && err != nil {
			t.Errorf("%s: %v", row, err)
		}
	}
}
