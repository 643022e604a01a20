package extract

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/fixtures"
	"lollipop/internal/config"
	"lollipop/mappings"
)

// generated makes a small fixture and the options of a run over it.
func generated(t *testing.T, set *mappings.Set, scenario, faults string) (Options, string) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "fixture")
	_, err := fixtures.Run(context.Background(), fixtures.Options{
		Scenario: scenario, Faults: faults, Children: 400, Seed: 7, Out: out, Mappings: set,
	})
	if err != nil {
		t.Fatal(err)
	}
	o := options(t, set, filepath.Join(out, "extracts"))
	if o.Config, err = config.Load(filepath.Join(out, "lollipop.yaml")); err != nil {
		t.Fatal(err)
	}
	o.chunk = 256 << 10
	return o, filepath.Join(out, "truth")
}

func readTruth(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, r := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = r[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// Every fault planted for this stage ends by its rule, and every file has the
// records and the hash that the generator wrote.
func TestPlantedFaults(t *testing.T) {
	set := loadMappings(t)
	for _, scenario := range []string{fixtures.ScenarioLancashire, fixtures.ScenarioBroken} {
		t.Run(scenario, func(t *testing.T) {
			o, truth := generated(t, set, scenario, fixtures.FaultsDefault)
			_, all := mustRun(t, o)
			files := map[string]cells{}
			for _, f := range readTable(t, o, "file.parquet") {
				if known, ok := files[f["path"]]; !ok || f["entity"] == "patient" || known["entity"] != "patient" {
					files[f["path"]] = f // of messages the file of patients counts
				}
				files[f["path"]+" "+f["entity"]] = f
			}
			for _, c := range readTruth(t, filepath.Join(truth, "count.csv")) {
				f := files[strings.TrimPrefix(c["file"], "extracts/")]
				if f["records"] != c["records"] || f["sha256"] != c["sha256"] || f["bytes"] != c["bytes"] {
					t.Errorf("%s: %v, want %v", c["file"], f, c)
				}
			}
			checkFaults(t, set, files, all, readTruth(t, filepath.Join(truth, "fault.csv")))
		})
	}
}

func checkFaults(t *testing.T, set *mappings.Set, files map[string]cells, all map[string]string, faults []map[string]string) {
	t.Helper()
	checked, entities := map[string]int{}, map[string]string{}
	for _, f := range set.Faults() {
		entities[f.Kind] = f.Entity
	}
	for _, f := range faults {
		rule := set.Rule(f["rule_id"])
		if rule == nil || rule.Stage != "extract" || !slices.Contains([]string{"quarantined", "excluded"}, f["disposition"]) {
			continue
		}
		var number, record int64
		file := files[strings.TrimPrefix(f["file"], "extracts/")]
		if strings.HasSuffix(f["file"], ".xml") {
			file = files[f["file"]+" "+entities[f["kind"]]]
		}
		_, _ = fmt.Sscan(file["file"]+" "+f["record"], &number, &record)
		checked[f["rule_id"]]++
		if got, want := all[fmt.Sprint(number<<40|record)], f["disposition"]+" "+f["rule_id"]; got != want {
			t.Errorf("%s, record %d of %s: %s, want %s", f["kind"], record, f["file"], got, want)
		}
	}
	if len(checked) < 2 {
		t.Errorf("only %v were planted", checked)
	}
	t.Log(checked)
}

// Without faults nothing is quarantined, and nobody but the people and records
// out of scope is excluded.
func TestFaultlessFixture(t *testing.T) {
	o, _ := generated(t, loadMappings(t), fixtures.ScenarioLancashire, fixtures.FaultsNone)
	s, _ := mustRun(t, o)
	if s.Quarantined != 0 || s.Unreadable != 0 || s.EndsInside != 0 || s.RestrictedWithoutPatient != 0 || s.Staged == 0 {
		t.Errorf("summary %+v", s.Counts)
	}
}
