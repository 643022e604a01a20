package cmd

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"lollipop/mappings"
	"lollipop/reconcile"
)

// site is a folder of synthetic extracts with a folder of tables beside them.
type site struct {
	t   *testing.T
	dir string
}

func newSite(t *testing.T, children int) site {
	t.Helper()
	s := site{t, filepath.Join(t.TempDir(), "in")}
	if code, _, errs := execute(t, "fixtures", "generate", "--quiet", "--children", strconv.Itoa(children), "--out", s.dir); code != exitDone {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	if err := os.Mkdir(s.path("mappings"), 0o700); err != nil {
		t.Fatal(err)
	}
	conf, err := os.ReadFile(s.path("lollipop.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	s.write("lollipop.yaml", string(conf)+"\nmappings: mappings\n")
	return s
}

func (s site) path(rel string) string { return filepath.Join(s.dir, filepath.FromSlash(rel)) }

func (s site) write(rel, text string) {
	s.t.Helper()
	if err := os.WriteFile(s.path(rel), []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

// table lays rows over a table.
func (s site) table(name string, rows ...string) {
	s.t.Helper()
	set, err := mappings.Load()
	if err != nil {
		s.t.Fatal(err)
	}
	for _, f := range set.TableFiles() {
		if f.Name == name {
			s.write("mappings/"+name, strings.Join(f.Columns, ",")+"\n"+strings.Join(rows, "\n")+"\n")
			return
		}
	}
	s.t.Fatalf("no table %s", name)
}

// rename heads a column of a file type of a source otherwise.
func (s site) rename(source, emisTable, from, to string) {
	s.t.Helper()
	paths, err := filepath.Glob(s.path("extracts/" + source + "/*_" + emisTable + "_*.csv"))
	if err != nil || len(paths) == 0 {
		s.t.Fatalf("no file of %s: %v", emisTable, err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			s.t.Fatal(err)
		}
		head, rest, _ := strings.Cut(string(text), "\n")
		if !strings.Contains(head, `"`+from+`"`) {
			s.t.Fatalf("no column %s in %s", from, head)
		}
		head = strings.Replace(head, `"`+from+`"`, `"`+to+`"`, 1)
		if err := os.WriteFile(path, []byte(head+"\n"+rest), 0o600); err != nil {
			s.t.Fatal(err)
		}
	}
}

// stage runs a stage, or all, on the site's extracts and workspace.
func (s site) stage(name string) (code int, stderr string) {
	s.t.Helper()
	args := []string{name, "--work", s.path("work"), "--config", s.path("lollipop.yaml"), "--extracts", s.path("extracts")}
	code, _, stderr = execute(s.t, args...)
	return code, stderr
}

// checks are the checks of the report by id.
func (s site) checks() map[string]reconcile.CheckResult {
	s.t.Helper()
	data, err := os.ReadFile(s.path("work/4-reconcile/report.json"))
	if err != nil {
		s.t.Fatal(err)
	}
	var report reconcile.Report
	if err := json.Unmarshal(data, &report); err != nil {
		s.t.Fatal(err)
	}
	all := map[string]reconcile.CheckResult{}
	for _, c := range report.Checks {
		all[c.ID] = c
	}
	return all
}

// Without a compiler: a column headed otherwise, a layout of the site's own, what
// codes mean, and a figure of a check.
func TestTablesOfAFolderTakeEffect(t *testing.T) {
	s := newSite(t, 60)
	s.rename("gp", "CareRecord_Observation", "CodeId", "SiteCode")
	s.rename("chis", "CareRecord_Diary", "LocationTypeDescription", "SiteRemark")
	if code, errs := s.stage("extract"); code != exitFailed || !strings.Contains(errs, "no column") || !strings.Contains(errs, "mappings export --out mappings column.csv layout.csv") {
		t.Fatalf("headers that no table knows: exit code %d: %s", code, errs)
	}
	set, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	s.table("column.csv", "CareRecord_Observation,code_id,CodeId,code,SiteCode,,site")
	diary := strings.ReplaceAll(strings.Join(set.Layout("CareRecord_Diary", "5.4"), " "), " LocationTypeDescription", "")
	s.table("layout.csv", "CareRecord_Diary,site-1,"+diary+",site")
	if code, errs := s.stage("run"); code != exitFindings {
		t.Fatalf("with an alias and a layout: exit code %d: %s", code, errs)
	}
	before := s.checks()
	for _, id := range []string{"rows", "target", "raw", "values"} {
		if before[id].State != reconcile.Passed {
			t.Errorf("check %s is %s", id, before[id].State)
		}
	}
	if before["other-codes"].Value == 0 {
		t.Fatal("no unmapped code to map")
	}

	var rows []string
	for _, code := range []string{"101", "102", "103", "104", "105", "106", "304"} {
		rows = append(rows, "emis_local,EMISNQZZ"+code+",Advice,observation,,,,,\"Health management, screening and monitoring\",N,site,")
	}
	s.table("concept.csv", rows...)
	s.table("tolerance.csv", "other-codes,77,ppm,data quality lead,Y,of the events,site")
	if code, errs := s.stage("reconcile"); code != exitFailed || !strings.Contains(errs, "mapping table concept.csv: changed") {
		t.Errorf("a report on what other tables made: exit code %d: %s", code, errs)
	}
	code, errs := s.stage("run")
	for _, stage := range []string{"extract", "transform", "load", "reconcile"} {
		if want := stage + ": made anew, as these mapping tables changed: concept.csv, tolerance.csv"; !strings.Contains(errs, want) {
			t.Errorf("exit code %d, standard error lacks %q:\n%s", code, want, errs)
		}
	}
	if c := s.checks()["other-codes"]; c.Value != 0 || c.Tolerance != 77 {
		t.Errorf("other-codes: value %d, tolerance %d; want 0 and 77", c.Value, c.Tolerance)
	}
}

// A rule of the schedule that is not what the service follows: on both sides alike it
// shows against the old system's list, which knows no table of ours; on one side
// alone nothing is judged, and the table is named.
func TestASwappedRuleIsNamed(t *testing.T) {
	s := newSite(t, 300)
	s.table("schedule.csv", "V2000-01,1996-10-01,2025-12-31,,2024-06-30,,3 years 4 months,549,MMR,measles+mumps+rubella,2,due,routine,mmr-2,18m,15m,,4w,4w,,,,swapped,partly,test")
	if code, errs := s.stage("run"); code != exitFindings {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	checks := s.checks()
	if c := checks["legacy-due"]; c.State != reconcile.Failed || c.Value == 0 {
		t.Errorf("legacy-due is %s, value %d", c.State, c.Value)
	}
	for _, blind := range []string{"next-due", "next-due-later", "values", "due-items"} {
		if c := checks[blind]; c.State != reconcile.Passed {
			t.Errorf("%s is %s, value %d; docs/schedule.md says that it cannot see this", blind, c.State, c.Value)
		}
	}
	s.table("schedule.csv")
	if code, errs := s.stage("reconcile"); code != exitFailed || !strings.Contains(errs, "mapping table schedule.csv: changed") {
		t.Errorf("the rule on one side alone: exit code %d: %s", code, errs)
	}
}

func TestTablesThatContradictThemselvesStopEverything(t *testing.T) {
	dir := t.TempDir()
	s := site{t, dir}
	for _, folder := range []string{"mappings", "extracts"} {
		if err := os.Mkdir(s.path(folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	s.write("lollipop.yaml", "mappings: mappings\n")
	s.table("tolerance.csv", "values,5,count,me,N,some allowed,me", "vlaues,5,count,me,N,some allowed,me")
	s.table("concept.csv", `emis_local,SITE000001,MMR vaccination,given,measels,,,,Immunisations,N,me,`)
	if code, errs := s.stage("run"); code != exitUsage || !strings.Contains(errs, "hint: `lollipop mappings check`") {
		t.Errorf("exit code %d: %s", code, errs)
	}
	code, out, errs := execute(t, "mappings", "check", s.path("mappings"))
	if code != exitUsage {
		t.Errorf("exit code %d", code)
	}
	for _, want := range []string{
		"tolerance.csv     2  value", "section 10", "tolerance.csv     3  id", "values", "concept.csv       2  antigens", "measles", "concept.csv       2  code",
		"code_review.csv",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("lacks %q:\n%s\n%s", want, out, errs)
		}
	}
	code, out, _ = execute(t, "mappings", "check", "--json", s.path("mappings"))
	if n := strings.Count(out, `{"type":"mistake","file":"`); code != exitUsage || n < 4 {
		t.Errorf("exit code %d, %d mistakes:\n%s", code, n, out)
	}
}
