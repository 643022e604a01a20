package codes

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/mappings"
)

// asked is a code as it is exported, and how somebody filled it in.
func asked(change func(*Row)) Row {
	r := Row{
		System: "emis_local", Code: "SITE000001", Term: "Pre-school vaccination", Category: "Immunisations", Class: "safety", Why: "unmapped",
		Events: 3, Children: 2, Kind: "given", Antigens: "diphtheria+tetanus", State: "approved", Equivalence: "narrower",
		Reviewer: "A Doctor", Role: "clinical lead", Reviewed: "2024-02-01",
	}
	if change != nil {
		change(&r)
	}
	return r
}

func apply(t *testing.T, folder string, data []byte) (Applied, *Error) {
	t.Helper()
	done, err := Apply("codes.csv", data, folder)
	var wrong *Error
	if err != nil && !errors.As(err, &wrong) {
		t.Fatal(err)
	}
	return done, wrong
}

func TestApply(t *testing.T) {
	dir := t.TempDir()
	done, wrong := apply(t, dir, CSV([]Row{asked(nil), asked(func(r *Row) { r.Code, r.State, r.Reviewed = "SITE000002", "rejected", "01/02/2024" })}))
	if wrong != nil || done.Approved != 1 || done.Rejected != 1 || len(done.Changed) != 2 {
		t.Fatalf("%+v, %v", done, wrong)
	}
	if err := os.WriteFile(filepath.Join(dir, reviewTable), done.Table, 0o600); err != nil {
		t.Fatal(err)
	}
	set, err := mappings.LoadFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if c := set.ConceptOf("emis_local", "SITE000001", "pre school VACCINATION"); c == nil || c.Kind != "given" {
		t.Errorf("approved: %+v", c)
	}
	if c := set.ConceptOf("emis_local", "SITE000001", "Something else"); c != nil {
		t.Errorf("the code was used again for something else, and is still mapped: %+v", c)
	}
	if v := set.Review("emis_local", "SITE000002"); v.State != mappings.Rejected || v.Reviewed != 20240201 {
		t.Errorf("rejected: %+v", v)
	}
	again, wrong := apply(t, dir, CSV([]Row{asked(nil)}))
	if wrong != nil || len(again.Changed) != 0 || !bytes.Equal(again.Table, done.Table) {
		t.Errorf("again: %+v, %v", again.Changed, wrong)
	}
}

// A file in which nobody had filled anything in was refused for what the program
// itself proposed: a refusal that does not say of what.
func TestAProposalMayBeUnfinished(t *testing.T) {
	unfinished := func(state string) []byte {
		return CSV([]Row{asked(func(r *Row) {
			r.Code, r.Term, r.Kind, r.Antigens, r.State = "SITE000003", "No consent - measles-mumps-rubella vaccination", "refused", "measles+mumps+rubella", state
		})})
	}
	if done, wrong := apply(t, t.TempDir(), unfinished("proposed")); wrong != nil || done.Proposed != 1 {
		t.Errorf("%+v, %v", done, wrong)
	}
	if _, wrong := apply(t, t.TempDir(), unfinished("approved")); wrong == nil || !strings.Contains(wrong.Error(), "detail: is empty") {
		t.Errorf("approved without what is refused: %v", wrong)
	}
}

func TestApplyRefuses(t *testing.T) {
	row := func(change func(*Row)) []byte { return CSV([]Row{asked(change)}) }
	cut := func(old, new string) []byte { return bytes.Replace(row(nil), []byte(old), []byte(new), 1) }
	for _, c := range []struct {
		name           string
		data           []byte
		line           int
		column, reason string
	}{
		{"nobody clinical", row(func(r *Row) { r.Role = "data quality lead" }), 2, "reviewer_role", "class safety"},
		{"nobody", row(func(r *Row) { r.Reviewer = " " }), 2, "reviewer", "is empty"},
		{"an unknown antigen", row(func(r *Row) { r.Antigens = "tetnus" }), 2, "antigens", "tetnus"},
		{"an unknown kind", row(func(r *Row) { r.Kind = "gvien" }), 2, "kind", "no kind"},
		{"against the term", row(func(r *Row) { r.Term, r.Antigens = "MMR vaccination", "measles" }), 2, "antigens", "the term names"},
		{"a code that a spreadsheet rounded", cut("SITE000001", "SITE000000"), 2, "row_hash", "not what was exported"},
		{"a class made ordinary", cut(",safety,", ",ordinary,"), 2, "row_hash", "not what was exported"},
		{"a day that is none", row(func(r *Row) { r.Reviewed = "31/02/2024" }), 2, "reviewed", "no date"},
		{"a code twice", CSV([]Row{asked(nil), asked(nil)}), 3, "code", "line 2"},
		{"a column gone", cut("reviewer_role", "role"), 1, "reviewer_role", "no such column"},
		{"another file", []byte("a;b\n1;2\n"), 1, "system", "no such column"},
		{"an open quote", cut("Immunisations", `"Immun`), 0, "", "read row"},
		{"no UTF-8", cut("Pre-school", "Pre-sch\xf6ol"), 1, "", "UTF-8"},
		{"nothing", nil, 1, "", "no header"},
	} {
		done, wrong := apply(t, t.TempDir(), c.data)
		if wrong == nil {
			t.Errorf("%s: applied %+v", c.name, done)
			continue
		}
		found := false
		for _, m := range wrong.Mistakes {
			found = found || m.Line == c.line && m.Column == c.column && strings.Contains(m.Reason, c.reason)
		}
		if !found {
			t.Errorf("%s: want line %d, %s, %s; got %+v", c.name, c.line, c.column, c.reason, wrong.Mistakes)
		}
	}
}

// A workbook is filled in as well as a CSV file, and a day may be a real date.
func TestApplyAWorkbook(t *testing.T) {
	data, err := Book([]Row{asked(func(r *Row) {
		r.System, r.Code, r.Term, r.Reviewed = "snomed", "999000001000000109", "A vaccination", "45323"
	})})
	if err != nil {
		t.Fatal(err)
	}
	_, wrong := apply(t, t.TempDir(), data)
	if wrong == nil || !strings.Contains(wrong.Mistakes[0].Reason, "no SNOMED CT concept id") { // a description's
		t.Errorf("%+v", wrong)
	}
	if data, err = Book([]Row{asked(func(r *Row) { r.Reviewed = "45323" })}); err != nil {
		t.Fatal(err)
	}
	done, wrong := apply(t, t.TempDir(), data)
	if wrong != nil || !bytes.Contains(done.Table, []byte(",2024-02-01,")) {
		t.Errorf("%s %+v", done.Table, wrong)
	}
	if _, wrong = apply(t, t.TempDir(), data[:len(data)/2]); wrong == nil {
		t.Error("half a workbook was applied")
	}
}

func TestEveryRowOfAFileMayStandInAnotherOrder(t *testing.T) {
	data := CSV([]Row{asked(nil)})
	data = append(data, []byte(strings.Repeat(",", len(Columns())-1)+"\n")...)
	text := strings.ReplaceAll(string(data), "system,code", "code,system")
	text = strings.ReplaceAll(text, "emis_local,SITE000001", "SITE000001,emis_local")
	if _, wrong := apply(t, t.TempDir(), []byte(text)); wrong != nil {
		t.Error(wrong)
	}
}

// An old file of decisions, applied again, undid what was decided after it.
func TestAnOldFileUndoesNothing(t *testing.T) {
	dir := t.TempDir()
	keep := func(done Applied, wrong *Error) {
		t.Helper()
		if wrong != nil {
			t.Fatal(wrong)
		}
		if err := os.WriteFile(filepath.Join(dir, reviewTable), done.Table, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	on := func(state, day string) []byte {
		return CSV([]Row{asked(func(r *Row) { r.State, r.Reviewed = state, day })})
	}
	monday, tuesday := on("approved", "2024-02-05"), on("rejected", "06/02/2024")
	keep(apply(t, dir, monday))
	keep(apply(t, dir, tuesday))
	keep(apply(t, dir, tuesday))
	for name, data := range map[string][]byte{"older": monday, "of one day": on("approved", "2024-02-06")} {
		done, wrong := apply(t, dir, data)
		if wrong == nil || len(wrong.Mistakes) != 1 || wrong.Mistakes[0].Line != 2 || wrong.Mistakes[0].Column != "reviewed" {
			t.Errorf("%s: %s, %v", name, done.Table, wrong)
		}
	}
	keep(apply(t, dir, on("approved", "2024-02-07")))
}

// A term that begins as a formula was one to the spreadsheet that opened the file.
func TestATermIsNoFormula(t *testing.T) {
	for _, term := range []string{"=1+1", "+44", "-5 vaccination", "@SUM(1)", "'=1+1", "''-x", " =1+1", "'tis none", "x=1", "'"} {
		row := asked(func(r *Row) { r.Term, r.State, r.Value = term, "rejected", "-1" })
		if data := CSV([]Row{row}); isFormula(term) != bytes.Contains(data, []byte(","+guard+strings.TrimLeft(term, " "))) && term[0] != ' ' {
			t.Errorf("%q: %s", term, data)
		}
		book, err := Book([]Row{row})
		if err != nil {
			t.Fatal(err)
		}
		for name, data := range map[string][]byte{"csv": CSV([]Row{row}), "workbook": book} {
			wrong := &Error{}
			lines := readLines(data, wrong)
			if wrong.Mistakes != nil || len(lines) != 1 || rowHash(lines[0].cells) != lines[0].get("row_hash") {
				t.Fatalf("%s, %q: %+v %v", name, term, lines, wrong.Mistakes)
			}
			if got := lines[0].get("term"); name == "csv" && got != strings.TrimSpace(term) || lines[0].get("value") != "-1" {
				t.Errorf("%s, %q: %q", name, term, got)
			}
		}
	}
}
