package cmd

import (
	"bytes"
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"lollipop/codes"
	"lollipop/mappings"
	"lollipop/reconcile"
)

// sheet is a file of decisions as a person fills it in.
type sheet struct {
	t    *testing.T
	rows [][]string
}

func (s site) exported(name string) sheet {
	s.t.Helper()
	code, _, errs := execute(s.t, "codes", "export", "--work", s.path("work"), "--config", s.path("lollipop.yaml"), "--out", s.path(name))
	if code != exitDone {
		s.t.Fatalf("export: exit code %d: %s", code, errs)
	}
	data, err := os.ReadFile(s.path(name))
	if err != nil {
		s.t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil {
		s.t.Fatal(err)
	}
	return sheet{s.t, rows}
}

func (s *sheet) cell(row int, column string) *string {
	at := slices.Index(codes.Columns(), column)
	if at < 0 {
		s.t.Fatalf("no column %s", column)
	}
	return &s.rows[row][at]
}

func (s *sheet) text() string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.WriteAll(s.rows)
	return b.String()
}

// decide fills in row after row as the function says.
func (s *sheet) decide(how func(get func(column string) *string)) {
	for i := range s.rows[1:] {
		how(func(column string) *string { return s.cell(i+1, column) })
	}
}

func (s site) apply(name string) (code int, stderr string) {
	s.t.Helper()
	code, _, stderr = execute(s.t, "codes", "apply", "--work", s.path("work"), "--config", s.path("lollipop.yaml"), s.path(name))
	return code, stderr
}

// A rehearsal fails for codes that nobody decided about; a clinician decides, and
// the next one passes that check.
func TestDecisionsAboutCodes(t *testing.T) {
	s := newSite(t, 300)
	if code, errs := s.stage("run"); code != exitFindings {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	if c := s.checks()["safety-codes"]; c.State != reconcile.Failed {
		t.Fatalf("safety-codes is %s before anybody decided", c.State)
	}
	file := s.exported("codes.csv")
	approve := func(reviewer, role string) func(func(string) *string) {
		return func(get func(string) *string) {
			if why := *get("why"); *get("class") != mappings.ClassSafety || why == "unverified" || why == "mapped" {
				return
			}
			if *get("kind") == "" || *get("kind") == "given" && *get("antigens") == "" || *get("kind") == "refused" && *get("detail") == "" {
				*get("kind"), *get("antigens") = "observation", "" // the proposal is unfinished
			}
			*get("state"), *get("equivalence") = "approved", "equivalent"
			*get("reviewer"), *get("reviewer_role"), *get("reviewed") = reviewer, role, "21/03/2021"
		}
	}

	// By nobody clinical, or on a row that a spreadsheet changed: every mistake is told, and nothing applied.
	file.decide(approve("A Lead", "data quality lead"))
	*file.cell(2, "term") += "!"
	s.write("lead.csv", file.text())
	code, errs := s.apply("lead.csv")
	if code != exitUsage || !strings.Contains(errs, "lead.csv:2: reviewer_role: \"data quality lead\" cannot decide") && !strings.Contains(errs, "lead.csv:3: row_hash") {
		t.Errorf("exit code %d: %s", code, errs)
	}
	if _, err := os.Stat(s.path("mappings/code_review.csv")); err == nil {
		t.Error("something was applied")
	}

	*file.cell(2, "term") = strings.TrimSuffix(*file.cell(2, "term"), "!")
	file.decide(approve("A Doctor", "clinical lead"))
	s.write("doctor.csv", file.text())
	if code, errs := s.apply("doctor.csv"); code != exitDone {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	code, errs = s.stage("run")
	if !strings.Contains(errs, "mapping tables changed: code_review.csv") {
		t.Errorf("exit code %d: %s", code, errs)
	}
	checks := s.checks()
	for _, id := range []string{"safety-codes", "values", "target", "rows", "raw", "exclusions"} {
		if c := checks[id]; c.State != reconcile.Passed {
			t.Errorf("%s is %s after a clinician decided: %d, %s", id, c.State, c.Value, c.Detail)
		}
	}
	s.laterDecisions(file)
}

// laterDecisions: what was decided is not asked again, an old file undoes nothing,
// and a rejection takes the mapping away.
func (s site) laterDecisions(old sheet) {
	t := s.t
	again := s.exported("again.csv")
	again.decide(func(get func(string) *string) {
		if why := *get("why"); *get("class") == mappings.ClassSafety && why != "unverified" {
			t.Errorf("asked again: %s %s (%s)", *get("code"), *get("term"), why)
		}
	})
	old.decide(func(get func(string) *string) { *get("state") = "proposed" })
	s.write("old.csv", old.text())
	if code, errs := s.apply("old.csv"); code != exitUsage || !strings.Contains(errs, "was decided since") {
		t.Errorf("an old file: exit code %d: %s", code, errs)
	}
	before, err := os.ReadFile(s.path("mappings/code_review.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if code, errs := s.apply("doctor.csv"); code != exitDone || !strings.Contains(errs, "0 rows changed") {
		t.Errorf("the same file again: exit code %d: %s", code, errs)
	}
	if after, _ := os.ReadFile(s.path("mappings/code_review.csv")); !bytes.Equal(before, after) {
		t.Error("the same file again changed the table")
	}
	ledger, err := os.ReadFile(s.path("work/ledger.jsonl"))
	if err != nil || !bytes.Contains(ledger, []byte("approved")) {
		t.Errorf("the ledger says nothing of the decisions: %v", err)
	}
}
