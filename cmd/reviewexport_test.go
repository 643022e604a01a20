package cmd

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/internal/forms"
	"lollipop/internal/ledger"
	"lollipop/reconcile/workbook"
)

// sealPair makes two records of the legacy system sensitive that are both current under
// one number, and answers their keys.
func sealPair(t *testing.T, extracts string) (keys [2]string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(extracts, "chis", "*_Admin_Patient_*.csv"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var tables [][][]string
	seen, number := map[string]string{}, "" // by number, the first patient who is current
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(strings.NewReader(string(text)))
		r.LazyQuotes, r.FieldsPerRecord = true, -1
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		tables = append(tables, rows)
		at := func(name string) int { return slices.Index(rows[0], name) }
		for _, row := range rows[1:] {
			if len(row) != len(rows[0]) || row[at("NhsNumber")] == "" || row[at("DateOfDeactivation")]+row[at("DateOfDeath")] != "" || row[at("Deleted")] == "true" {
				continue
			}
			n, patient := row[at("NhsNumber")], row[at("PatientGuid")]
			switch before := seen[n]; {
			case before == "":
				seen[n] = patient
			case before != patient && number == "":
				number = n
				keys = [2]string{"chis," + row[at("OrganisationGuid")] + "," + before, "chis," + row[at("OrganisationGuid")] + "," + patient}
			}
		}
	}
	if number == "" {
		t.Fatal("no number stands on two current records")
	}
	for i, rows := range tables {
		var out strings.Builder
		for _, row := range rows {
			if at := slices.Index(rows[0], "NhsNumber"); at < len(row) && row[at] == number {
				row[slices.Index(rows[0], "SpineSensitive")] = "true"
			}
			out.WriteString(`"` + strings.Join(row, `","`) + "\"\r\n")
		}
		if err := os.WriteFile(files[i], []byte(out.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return keys
}

// A pair of sensitive records stands in the workbook of restricted children alone, is
// handed out from there, and is decided by their file of decisions and by no other.
func TestRestrictedPairsAreDecided(t *testing.T) {
	if testing.Short() {
		t.Skip("runs all stages three times")
	}
	dir := filepath.Join(t.TempDir(), "in")
	if code, _, errs := execute(t, "fixtures", "generate", "--quiet", "--children", "600", "--out", dir); code != exitDone {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	extracts, work, out := filepath.Join(dir, "extracts"), filepath.Join(dir, "work [1]"), filepath.Join(dir, "out [1]")
	keys := sealPair(t, extracts)
	run := func() {
		t.Helper()
		if code, _, errs := execute(t, "run", "--quiet", "--restricted", "--extracts", extracts, "--work", work); code != exitFindings {
			t.Fatalf("exit code %d: %s", code, errs)
		}
	}
	pairs := func() (n int) {
		t.Helper()
		secret, err := os.ReadFile(filepath.Join(work, ledger.RestrictedDir, workbook.RestrictedFile+passphraseEnd))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := workbook.ReadReview(filepath.Join(work, ledger.Reconcile, "restricted", workbook.RestrictedFile), strings.TrimSpace(string(secret)), true, nil)
		if err != nil {
			t.Fatal(err)
		}
		return len(rows)
	}
	run()
	before := pairs()
	if before == 0 {
		t.Fatal("no pair of restricted children")
	}
	if code, _, errs := execute(t, "review", "export", "--work", work, "--out", out, "--restricted"); code != exitDone || !strings.Contains(errs, "review apply --restricted") {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	if code, _, errs := execute(t, "review", "export", "--work", work, "--out", out, "--restricted"); code != exitUsage || !strings.Contains(errs, "already") {
		t.Fatalf("over what is there: exit code %d: %s", code, errs)
	}
	line := strings.Join(forms.DecisionHeader, ",") + "\n" + keys[0] + "," + keys[1] + ",same,A. Nurse,B. Lead,2021-03-01\n"
	conf := filepath.Join(dir, "lollipop.yaml")
	text, err := os.ReadFile(conf)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"decisions", "restricted_decisions"} {
		want := before
		if key == "restricted_decisions" {
			want--
		}
		for path, content := range map[string]string{conf: string(text) + "\n" + key + ": said.csv\n", filepath.Join(dir, "said.csv"): line} {
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		run()
		if got := pairs(); got > want || key == "decisions" && got != want {
			t.Errorf("%s: %d pairs wait, want %d", key, got, want)
		}
		if rep, err := os.ReadFile(filepath.Join(work, ledger.Reconcile, "report.json")); err != nil || strings.Contains(string(rep), `"check": "merges"`) {
			t.Errorf("%s: breaks of merges, %v", key, err)
		}
	}
}
