package profile

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// messagesOf writes n messages of children with one dose each, the last of them
// broken where harm says so.
func messagesOf(n int, harm bool) string {
	var b strings.Builder
	b.WriteString("<All xmlns='http://www.e-mis.com/emisopen/MedicalRecord'>\n")
	for i := range n {
		fmt.Fprintf(&b, "<MedicalRecord PatientID='%d'><Registration><Sex>F</Sex><DateOfBirth>02/03/2019</DateOfBirth><FamilyName>SECRET%d</FamilyName><NhsNumber>999000%04d</NhsNumber></Registration>"+
			"<EventList><Event><AssignedDate>%d/5/2020</AssignedDate><Code><Value>65M1.</Value><Scheme>READ2</Scheme><Term>MMR</Term></Code><EventType>13</EventType></Event>"+
			"<Event><Code><Value>LOCAL1</Value><Scheme>EMISCLINICAL</Scheme><Term>No such code</Term></Code><EventType>1</EventType></Event></EventList><Odd>hidden thing</Odd>", i, i, i, i%28+1)
		if harm && i == n-1 {
			b.WriteString("</Registration>")
		}
		b.WriteString("</MedicalRecord>\n")
	}
	b.WriteString("</All>")
	return b.String()
}

func TestMessagesAreProfiledByPath(t *testing.T) {
	dir := t.TempDir()
	write := func(rel string, data []byte) {
		path := filepath.Join(dir, rel)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("gp/all.xml", []byte(messagesOf(8, true)))
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(messagesOf(6, false))); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	write("gp/more.xml.gz", packed.Bytes())
	write("gp/bomb.xml", []byte("<!DOCTYPE x [<!ENTITY a 'b'>]><MedicalRecord/>"))
	write("gp/latin.xml", []byte("<MedicalRecord><Registration><Sex>M</Sex><FamilyName>\xC9</FamilyName></Registration></MedicalRecord>"))
	write("gp/other.xml", []byte("<Letters><Letter>hidden thing</Letter></Letters>"))
	p, told := look(t, Options{Extracts: dir})
	for _, secret := range []string{"SECRET", "9990000", "hidden thing", "2019-03-02", "02/03/2019"} {
		if bytes.Contains(told, []byte(secret)) {
			t.Errorf("it tells %q", secret)
		}
	}
	files, columns := map[string]File{}, map[string]Column{}
	for _, f := range p.Files {
		files[f.File] = f
	}
	for _, c := range p.Columns {
		columns[c.File+" "+c.Column] = c
	}
	if f := files["gp/all.xml"]; f.Records != 8 || f.damaged() != 1 || f.Table != "MedicalRecord" || f.Encoding != "utf-8" {
		t.Errorf("%+v", f)
	}
	if f := files["gp/more.xml.gz"]; f.Records != 6 || f.damaged() != 0 || f.Packing != "gzip" {
		t.Errorf("%+v", f)
	}
	if f := files["gp/bomb.xml"]; !strings.Contains(f.Unreadable, "document type") {
		t.Errorf("%+v", f)
	}
	if f := files["gp/other.xml"]; !strings.Contains(f.Unreadable, "holds no medical record") {
		t.Errorf("%+v", f)
	}
	if f := files["gp/latin.xml"]; f.Encoding != "windows-1252" || f.damaged() != 0 {
		t.Errorf("%+v", f)
	}
	if c := columns["gp/all.xml MedicalRecord/Registration/NhsNumber"]; c.Rows != 7 || c.Filled != 7 || c.Distinct != 7 || c.Longest != 10 || len(c.Values) != 0 {
		t.Errorf("%+v", c)
	}
	if c := columns["gp/all.xml MedicalRecord/Registration/Sex"]; len(c.Values) != 1 || c.Values[0] != (Value{"F", 7}) {
		t.Errorf("%+v", c)
	}
	if c := columns["gp/all.xml MedicalRecord/EventList/Event/AssignedDate"]; c.From != "2020-05" || c.To != "2020-05" || c.Wrong != 0 {
		t.Errorf("%+v", c)
	}
	if c := columns["gp/all.xml MedicalRecord/Odd"]; c.Filled != 7 || len(c.Values) != 0 {
		t.Errorf("%+v", c)
	}
	codes := map[string]Code{}
	for _, c := range p.Codes {
		codes[c.Code] = c
	}
	if c := codes["65M1."]; c.Rows != 13 || c.Unmapped() || c.Kind != "given" {
		t.Errorf("%+v", c)
	}
	if c := codes["LOCAL1"]; c.Rows != 13 || !c.Unmapped() {
		t.Errorf("%+v", c)
	}
}

// A file of ever new elements does not fill the memory with columns.
func TestPathsAreBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString("<MedicalRecord>")
	for i := range mostPaths + 500 {
		fmt.Fprintf(&b, "<E%d>x</E%d>", i, i)
	}
	b.WriteString("</MedicalRecord>")
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.xml"), []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	p, _ := look(t, Options{Extracts: dir})
	last := p.Columns[len(p.Columns)-1]
	if len(p.Columns) != mostPaths+1 || last.Column != otherElements || last.Rows != 501 {
		t.Errorf("%d columns, %+v", len(p.Columns), last)
	}
}
