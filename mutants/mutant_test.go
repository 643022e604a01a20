//go:build mutant

package mutants

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/extract"
	"lollipop/fixtures"
	"lollipop/internal/config"
	"lollipop/internal/ledger"
	"lollipop/internal/sqlite"
	"lollipop/load"
	loadsqlite "lollipop/load/sqlite"
	"lollipop/mappings"
	"lollipop/reconcile"
	"lollipop/transform"
)

// variable is read by the seam of each stage.
const variable = "LOLLIPOP_MUTANT"

// mutant is a row of mutants.csv.
type mutant struct{ name, stage, check string }

func readTable(t *testing.T) (list []mutant) {
	t.Helper()
	f, err := os.Open("mutants.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[1:] {
		list = append(list, mutant{r[0], r[1], r[3]})
	}
	return list
}

// world is one fixture and the configuration that belongs to it.
type world struct {
	maps     *mappings.Set
	conf     config.Config
	extracts string
	base     string // a workspace that no mutant touched
}

func newWorld(t *testing.T) *world {
	t.Helper()
	maps, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	out := filepath.Join(dir, "fixture")
	if _, err := fixtures.Run(context.Background(), fixtures.Options{Children: 1000, Seed: 5, Scenario: fixtures.ScenarioBroken, Out: out, Mappings: maps}); err != nil {
		t.Fatal(err)
	}
	w := &world{maps: maps, extracts: filepath.Join(out, "extracts"), base: filepath.Join(dir, "work")}
	decisions := plantCandidates(t, w.extracts)
	if w.conf, err = config.Find(w.extracts); err != nil {
		t.Fatal(err)
	}
	w.conf.Decisions = filepath.Join(dir, "decisions.csv")
	if err := os.WriteFile(w.conf.Decisions, []byte(decisions), 0o600); err != nil {
		t.Fatal(err)
	}
	return w
}

// stages in their order, by the word of mutants.csv.
var stages = []struct{ word, folder string }{
	{"extract", ledger.Extract}, {"transform", ledger.Transform}, {"load", ledger.Load}, {"reconcile", ledger.Reconcile},
}

// run runs the stages from one on in a workspace. It returns the stage that
// refused, "" for none.
func (w *world) run(t *testing.T, dir, from string) (reconcile.Report, string, error) {
	t.Helper()
	ctx := context.Background()
	ws, err := ledger.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	var rep reconcile.Report
	first := slices.IndexFunc(stages, func(s struct{ word, folder string }) bool { return s.word == from })
	for _, s := range stages[first:] {
		switch s.word {
		case "extract":
			_, err = extract.Run(ctx, extract.Options{Extracts: w.extracts, Mappings: w.maps, Work: ws, Config: w.conf})
		case "transform":
			_, err = transform.Run(ctx, transform.Options{Mappings: w.maps, Work: ws, Decisions: w.conf.Decisions})
		case "load":
			err = w.load(ctx, ws, dir)
		case "reconcile":
			rep, err = w.judge(ctx, ws, dir)
		}
		if err != nil {
			return rep, s.word, err
		}
	}
	return rep, "", nil
}

func candidate(dir string) string { return loadsqlite.CandidatePath(filepath.Join(dir, "target.db")) }

func (w *world) load(ctx context.Context, ws *ledger.Workspace, dir string) error {
	target := loadsqlite.New(candidate(dir))
	defer target.Close()
	_, err := load.Run(ctx, load.Options{Mappings: w.maps, Work: ws, Target: target})
	return err
}

func (w *world) judge(ctx context.Context, ws *ledger.Workspace, dir string) (reconcile.Report, error) {
	db, err := sqlite.OpenReadOnly(candidate(dir))
	if err != nil {
		return reconcile.Report{}, err
	}
	defer db.Close()
	return reconcile.Run(ctx, reconcile.Options{Mappings: w.maps, Work: ws, Extracts: w.extracts, Target: db, Trace: w.conf.Trace, Control: w.conf.Control, Expected: w.conf.Expected, Postcodes: w.conf.Postcodes, Decisions: w.conf.Decisions})
}

// linkTo makes a workspace that holds the stages before one: the finished ones of
// the base, which no stage changes.
func (w *world) linkTo(t *testing.T, dir, stage string) {
	t.Helper()
	for _, s := range stages {
		if s.word == stage {
			break
		}
		if err := os.Symlink(filepath.Join(w.base, s.folder), filepath.Join(dir, s.folder)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
}

func TestMutants(t *testing.T) {
	w := newWorld(t)
	t.Setenv(variable, "")
	sound, stage, err := w.run(t, w.base, "extract")
	if err != nil {
		t.Fatalf("%s without a mutant: %v", stage, err)
	}
	list := readTable(t)
	if len(list) < 20 {
		t.Errorf("%d mutants, want at least 20", len(list))
	}
	everyCheckCanFail(t, w, &sound, list)
	for _, m := range list {
		t.Run(m.name, func(t *testing.T) { w.try(t, m, &sound) })
	}
}

// everyCheckCanFail holds that no check passes whatever happens: the broken
// extracts fail it, or a mutant does.
func everyCheckCanFail(t *testing.T, w *world, sound *reconcile.Report, list []mutant) {
	t.Helper()
	for _, c := range w.maps.Checks() {
		byMutant := slices.ContainsFunc(list, func(m mutant) bool { return m.check == c.ID })
		if sound.Check(c.ID).State != reconcile.Failed && !byMutant {
			t.Errorf("check %s fails on no broken extract and for no mutant", c.ID)
		}
	}
}

// try runs one mutant: the check that its row names must fail, and must not have
// failed without it.
func (w *world) try(t *testing.T, m mutant, sound *reconcile.Report) {
	dir := t.TempDir()
	w.linkTo(t, dir, m.stage)
	t.Setenv(variable, m.name)
	rep, refused, err := w.run(t, dir, m.stage)
	if want, ok := strings.CutPrefix(m.check, "stage "); ok {
		if refused != want {
			t.Fatalf("stage %q refused, want %q (%v)", refused, want, err)
		}
		return
	}
	if err != nil {
		t.Fatalf("%s: %v", refused, err)
	}
	if rep.ManifestRoot == sound.ManifestRoot && m.stage != "load" {
		t.Fatalf("%s changed nothing: the seam was not reached, or the fixture holds no such row", m.name)
	}
	before, after := sound.Check(m.check), rep.Check(m.check)
	if before == nil || before.State != reconcile.Passed {
		t.Fatalf("check %s does not pass without a mutant", m.check)
	}
	if after.State != reconcile.Failed {
		t.Errorf("check %s is %s, want failed: %s", m.check, after.State, after.Detail)
	}
	var failed []string
	for i := range rep.Checks {
		if s := sound.Checks[i].State; s == reconcile.Passed && rep.Checks[i].State != reconcile.Passed {
			failed = append(failed, rep.Checks[i].ID)
		}
	}
	t.Logf("failed beside what fails without it: %v", failed)
}
