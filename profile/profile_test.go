package profile

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/fixtures"
	"lollipop/mappings"
)

func tables(t *testing.T) *mappings.Set {
	t.Helper()
	set, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// generated makes extracts of invented children.
func generated(t *testing.T, scenario string, children int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "in")
	_, err := fixtures.Run(t.Context(), fixtures.Options{Scenario: scenario, Faults: "default", Children: children, Seed: 3, Out: dir, Mappings: tables(t)})
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "extracts")
}

func look(t *testing.T, o Options) (*Profile, []byte) {
	t.Helper()
	o.Mappings = tables(t)
	p, err := Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	return p, data
}

func TestTheResultDoesNotDependOnWorkers(t *testing.T) {
	dir := generated(t, "broken", 300)
	_, want := look(t, Options{Extracts: dir, Workers: 1, chunk: 1 << 14})
	for _, workers := range []int{2, 8} {
		if _, got := look(t, Options{Extracts: dir, Workers: workers, chunk: 1 << 14}); !bytes.Equal(got, want) {
			t.Errorf("%d workers say something else", workers)
		}
	}
}

// An organisation was called by whichever batch was read last, and its first field
// was its code where the file has no codes.
func TestTheLatestNameOfAnOrganisation(t *testing.T) {
	const guid, other = "96CFF4E1-63E2-4B78-82B8-B6EBF8CBAF09", "{96cff4e1-63e2-4b78-82b8-b6ebf8cbaf09}"
	dir := t.TempDir()
	write := func(rel, text string) {
		path := filepath.Join(dir, "gp", rel)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	header := tables(t).Layout("Admin_Organisation", "5.4")
	organisation := func(guid, name, code string) string {
		row := make([]string, len(header))
		row[slices.Index(header, "OrganisationGuid")], row[slices.Index(header, "OrganisationName")], row[slices.Index(header, "ODSCode")] = guid, name, code
		return strings.Join(row, ",") + "\n"
	}
	head := strings.Join(header, ",") + "\n"
	const org, obs = "Admin_Organisation_", "CareRecord_Observation_"
	write("1-1_"+org+"20210301000000_"+guid+".csv", head+strings.Repeat(organisation(guid, "Oldest Surgery", "P00001")+organisation(other, "Old Surgery", "P00002"), 3000))
	write("1-1_"+org+"20210302000000_"+guid+".csv", head+organisation(guid, "New Surgery", ""))
	write("1-1_"+org+"20210303000000_"+guid+".csv", "OrganisationGuid,OrganisationName\n"+guid+",\n")
	events := tables(t).Layout("CareRecord_Observation", "5.4")
	row := make([]string, len(events))
	row[slices.Index(events, "OrganisationGuid")] = guid
	write("1-1_"+obs+"20210303000000_"+guid+".csv", strings.Join(events, ",")+"\n"+strings.Join(row, ",")+"\n")
	for range 10 {
		for _, workers := range []int{1, 2, 8} {
			p, _ := look(t, Options{Extracts: dir, Workers: workers, chunk: 1 << 12})
			if len(p.Practices) != 1 || p.Practices[0].Name != "New Surgery" || p.Practices[0].Code != "P00002" {
				t.Fatalf("%d workers: %+v", workers, p.Practices)
			}
		}
	}
}

// A plain second reading of undamaged extracts: every column's figures.
func TestColumnsAgainstAPlainReading(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "in")
	if _, err := fixtures.Run(t.Context(), fixtures.Options{Scenario: "lancashire", Faults: "none", Children: 130, Seed: 3, Out: dir, Mappings: tables(t)}); err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(dir, "extracts")
	p, _ := look(t, Options{Extracts: dir, Workers: 2, chunk: 1 << 14})
	at := 0
	for _, f := range p.Files {
		text := unpacked(t, dir, f.File)
		rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", f.File, err)
		}
		if f.Records != int64(len(rows)-1) {
			t.Errorf("%s: %d records, want %d", f.File, f.Records, len(rows)-1)
		}
		for i := range rows[0] {
			values, longest, filled := map[string]bool{}, 0, int64(0)
			for _, r := range rows[1:] {
				if v := r[i]; v != "" {
					filled++
					values[v] = true
					longest = max(longest, len(v)+strings.Count(v, "\n")) // encoding/csv turns CRLF inside quotes into LF
				}
			}
			c := p.Columns[at]
			at++
			if c.Filled != filled || c.Distinct != int64(len(values)) || c.Estimate || c.Longest != longest || c.Wrong != 0 {
				t.Errorf("%s, %s: %+v; want %d filled, %d different, longest %d", f.File, rows[0][i], c, filled, len(values), longest)
			}
		}
	}
	if at != len(p.Columns) {
		t.Errorf("%d columns, want %d", len(p.Columns), at)
	}
}

// unpacked is the text of a file as the generator made it, however it is packed.
func unpacked(t *testing.T, dir, rel string) []byte {
	t.Helper()
	if archive, member, in := strings.Cut(rel, ".zip/"); in {
		z, err := zip.OpenReader(filepath.Join(dir, archive+".zip"))
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		text, err := fs.ReadFile(z, member)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	text, err := os.ReadFile(filepath.Join(dir, rel))
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(rel, ".gz") {
		z, err := gzip.NewReader(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if text, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	return text
}

// No name, number, address, date of birth or free text of anybody is told.
func TestNothingThatIdentifiesIsShown(t *testing.T) {
	dir := generated(t, "lancashire", 300)
	_, told := look(t, Options{Extracts: dir, Workers: 2})
	var hidden []string
	paths, _ := filepath.Glob(dir + "/*/*_Admin_Patient_*.csv")
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		reader := csv.NewReader(bytes.NewReader(text))
		reader.FieldsPerRecord, reader.LazyQuotes = -1, true
		rows, err := reader.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range rows[0] {
			if !slices.Contains([]string{"GivenName", "Surname", "DateOfBirth", "NhsNumber", "Postcode", "NumberAndStreet", "MobilePhone", "EmailAddress", "PatientGuid"}, name) {
				continue
			}
			for _, r := range rows[1:] {
				if i < len(r) && len(r[i]) > 4 {
					hidden = append(hidden, `"`+r[i]+`"`)
				}
			}
		}
	}
	if len(hidden) < 1000 {
		t.Fatalf("only %d values to look for", len(hidden))
	}
	for _, value := range hidden {
		if bytes.Contains(told, []byte(value)) {
			t.Fatalf("a value of a patient is told (%d characters)", len(value)-2)
		}
	}
}

func TestWhatIsNoExtract(t *testing.T) {
	dir := t.TempDir()
	write := func(rel, text string) {
		path := filepath.Join(dir, filepath.FromSlash(rel))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("loose.csv", "Colour,Size\nred,3\nblue,4\n")
	write("a/empty.csv", "")
	write("a/utf16.csv", "\xff\xfea\x00,\x00b\x00\n\x00")
	write("a/headerless.csv", "\"SECRETSON\",\"Ada\",\"1999-01-01\"\n\"OTHER\",\"Bea\",\"2001-02-03\"\n")
	write("a/list.csv", "Smithson,Ada,PR1 2AB\nJonesdottir,Bea,PR1 2AC\n")
	write("a/broken.csv", "A1,B\nx,\"y\nz\n")
	write("a/ragged.csv", "one,two\n1\n1,2\n1,2,3\n")
	write("a/latin.csv", "one,two\ncaf\xe9,2\n")
	header := strings.Join(tables(t).Layout("Admin_Patient", "5.4"), ",")
	write("b/patients of may.csv", header+"\n"+strings.Repeat(",", strings.Count(header, ","))+"\n")
	write("b/1-2_Admin_Patient_20210308043107_96CFF4E1-63E2-4B78-82B8-B6EBF8CBAF09.csv", "SECRETSON,Ada,1999-01-01\nX,Y,2001-01-01\n")
	write("b/record.xml", "<MedicalRecord><Surname>SECRETSON</Surname></MedicalRecord>")
	write("b/notes.bin", "\x00\x01\x02")
	write("b/more of may.csv", header+",Local note\n"+strings.Repeat(",", strings.Count(header, ",")+1)+"\n")
	p, told := look(t, Options{Extracts: dir})
	byName := map[string]File{}
	for _, f := range p.Files {
		byName[f.File] = f
	}
	for name, says := range map[string]string{"a/empty.csv": "is empty", "a/utf16.csv": "UTF-16", "b/notes.bin": "no text"} {
		if !strings.Contains(byName[name].Unreadable, says) {
			t.Errorf("%s: %+v", name, byName[name])
		}
	}
	if bytes.Contains(told, []byte("SECRETSON")) || bytes.Contains(told, []byte("Ada")) || bytes.Contains(told, []byte("Smithson")) || bytes.Contains(told, []byte("PR1")) {
		t.Error("the first row of a file without a header is told")
	}
	if f := byName["a/broken.csv"]; f.damaged() != 1 || !f.CutOff {
		t.Errorf("broken: %+v", f)
	}
	if f := byName["a/ragged.csv"]; f.OtherWidth != 2 || f.Records != 3 {
		t.Errorf("ragged: %+v", f)
	}
	if f := byName["a/latin.csv"]; f.Encoding != "windows-1252" {
		t.Errorf("latin: %+v", f)
	}
	if f := byName["b/patients of may.csv"]; f.Table != "Admin_Patient" || f.Known != "header" || f.Differs != 0 {
		t.Errorf("by header: %+v", f)
	}
	if f := byName["b/more of may.csv"]; !slices.Equal(f.Unknown, []string{"Local note"}) {
		t.Errorf("a column more: %+v", f)
	}
	if f := byName["loose.csv"]; f.Table != "" || f.Records != 2 || !slices.Equal(f.Unknown, []string{"column 1", "column 2"}) {
		t.Errorf("foreign: %+v", f)
	}
	if _, err := Run(t.Context(), Options{Extracts: t.TempDir(), Mappings: tables(t)}); err == nil {
		t.Error("an empty folder is no error")
	}
}

// Anything but a file was opened at the top level, and a pipe waited for.
func TestWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink(os.DevNull, filepath.Join(dir, "x.csv")); err != nil {
		t.Skip(err)
	}
	p, _ := look(t, Options{Extracts: dir})
	if len(p.Files) != 1 || p.Files[0].Unreadable != irregular {
		t.Errorf("%+v", p.Files)
	}
}

// Codes and their likely classes, held against the truth of the generator.
func TestUnmappedCodes(t *testing.T) {
	p, _ := look(t, Options{Extracts: generated(t, "lancashire", 500)})
	var safety, ordinary int
	for _, c := range p.Codes {
		stray := strings.HasPrefix(c.Code, "EMISNQZZ1") || strings.HasPrefix(c.Code, "EMISNQZZ2")
		switch {
		case !stray:
		case !c.Unmapped():
			t.Errorf("mapped: %+v", c)
		case (c.Class == "safety") != strings.HasPrefix(c.Code, "EMISNQZZ2") || c.Term == "" || c.Category == "" || c.Rows == 0:
			t.Errorf("%+v", c)
		case c.Class == "safety":
			safety++
		default:
			ordinary++
		}
	}
	if safety == 0 || ordinary == 0 {
		t.Errorf("%d safety, %d ordinary codes without a mapping", safety, ordinary)
	}
}
