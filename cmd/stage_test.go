package cmd

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheLedgerSaysWho(t *testing.T) {
	if who() == "" {
		t.Skip("the system does not say who runs this")
	}
	work := t.TempDir()
	if code, _, _ := execute(t, "transform", "--work", work); code != exitMissing {
		t.Fatalf("exit code %d", code)
	}
	data, err := os.ReadFile(filepath.Join(work, "ledger.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	line, _, _ := bytes.Cut(data, []byte("\n"))
	var entry struct{ Who string }
	if err := json.Unmarshal(line, &entry); err != nil || entry.Who != who() {
		t.Errorf("%s: %v", line, err)
	}
}

func TestWrongPathsAreWrongUsage(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	gone, work := filepath.Join(dir, "gone"), filepath.Join(dir, "work")
	for _, args := range [][]string{
		{"transform", "--work", file},
		{"transform", "--work", work, "--previous", gone},
		{"transform", "--work", work, "--config", gone},
		{"transform", "--work", work, "--config", dir},
		{"transform", "--work", work, "--memory", "10"},
		{"extract", "--work", work, "--extracts", gone},
		{"verify", "--work", work, "--extracts", gone},
		{"fixtures", "generate", "--out", dir},
		{"fixtures", "generate", "--out", file},
	} {
		if code, _, stderr := execute(t, args...); code != exitUsage || !bytes.Contains([]byte(stderr), []byte("hint: ")) {
			t.Errorf("%q: exit code %d, %s", args, code, stderr)
		}
		if exists(work) {
			t.Fatalf("%q made a workspace", args)
		}
	}
}

// A day that was changed between two stages was passed over in silence, and the report
// stood on the old one.
func TestADayChangedBetweenStagesIsRefused(t *testing.T) {
	s := newSite(t, 20)
	if code, errs := s.stage("extract"); code != exitDone && code != exitFindings {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	conf, err := os.ReadFile(s.path("lollipop.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	s.write("lollipop.yaml", strings.Replace(string(conf), `as_of: "2021-03-22"`, `as_of: "2021-02-01"`, 1))
	for _, stage := range []string{"transform", "load", "reconcile"} {
		if code, errs := s.stage(stage); code != exitUsage || !strings.Contains(errs, "as_of is 2021-02-01 in the configuration, and 1-extract was made with 2021-03-22") || !strings.Contains(errs, "hint: run `lollipop extract`") {
			t.Errorf("%s: exit code %d: %s", stage, code, errs)
		}
	}
}

// Without the configuration of the rehearsal a call list went by the program's own
// schedule, and not by the one that the target was made with; and of a practice that no
// table knows --explain said that the child is not of it.
func TestACallListGoesByTheTablesOfTheRehearsal(t *testing.T) {
	s := newSite(t, 40)
	s.table("tolerance.csv", "other-codes,77,ppm,me,Y,of this test,set for this project")
	for _, stage := range []string{"extract", "transform"} {
		if code, errs := s.stage(stage); code != exitDone && code != exitFindings {
			t.Fatalf("exit code %d: %s", code, errs)
		}
	}
	due := []string{"due", "--work", s.path("work"), "--from", "2021-04-01", "--to", "2021-04-30"}
	code, _, errs := execute(t, append(due, "--hub", "Hub 1", "--out", s.path("x.xlsx"))...)
	if code != exitUsage || !strings.Contains(errs, "2-transform was made with: tolerance.csv") || !strings.Contains(errs, "hint: name the configuration") {
		t.Errorf("other tables: exit code %d: %s", code, errs)
	}
	due = append(due, "--config", s.path("lollipop.yaml"))
	if code, _, errs = execute(t, append(due, "--hub", "Hub 1", "--out", s.path("x.xlsx"))...); code != exitDone {
		t.Errorf("the same tables: exit code %d: %s", code, errs)
	}
	if code, _, errs = execute(t, "due", "--work", s.path("work"), "--from", "2021-04-01", "--to", "2021-04-30", "--hub", "Hub 1", "--explain", "1", "--config", s.path("nowhere.yaml")); code != exitUsage || !strings.Contains(errs, "hint: name a file") {
		t.Errorf("no configuration: exit code %d: %s", code, errs)
	}
	for _, whom := range [][]string{{"--practice", "P99999"}, {"--hub", "Hub 9"}} {
		if code, _, errs = execute(t, append(append(due, whom...), "--explain", "1")...); code != exitUsage || !strings.Contains(errs, whom[1]) {
			t.Errorf("%v: exit code %d: %s", whom, code, errs)
		}
	}
}
