package e2e

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"lollipop/fixtures"
	"lollipop/internal/config"
	"lollipop/internal/ledger"
	"lollipop/mappings"
)

// shared are rehearsals of generated extracts, by scenario, that several tests look
// at and none changes.
var shared = map[string]*sharedRun{fixtures.ScenarioLancashire: {}, fixtures.ScenarioBroken: {}}

type sharedRun struct {
	once sync.Once
	dir  string // holds data/ and work/; "" until somebody asked
	run  *rehearsal
	err  error
}

// sharedRehearsal is the rehearsal of a scenario, with 2 workers and the workbook of
// restricted children. The first test that asks pays for it.
func sharedRehearsal(t *testing.T, scenario string) *rehearsal {
	t.Helper()
	s := shared[scenario]
	s.once.Do(func() { s.err = s.begin(t, scenario) })
	if s.err != nil {
		t.Fatal(s.err)
	}
	r := s.run
	return &rehearsal{
		delivery: r.delivery, t: t, work: r.work, workers: r.workers, told: r.told, steps: r.steps, marks: r.marks, sealing: r.sealing,
		extracted: r.extracted, transformed: r.transformed, loaded: r.loaded, report: r.report, listing: r.listing, restricted: r.restricted,
	}
}

// beginAfter opens a new workspace that holds some stages of this one, so that a test
// can go on from there and leave what others share as it is.
func (r *rehearsal) beginAfter(t *testing.T, stages ...string) *rehearsal {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "work")
	for _, stage := range stages {
		if err := os.CopyFS(filepath.Join(dir, stage), os.DirFS(r.work.Path(stage))); err != nil {
			t.Fatal(err)
		}
	}
	return r.resume(t, dir, r.workers)
}

func (s *sharedRun) begin(t *testing.T, scenario string) (err error) {
	if s.dir, err = os.MkdirTemp("", "lollipop-e2e"); err != nil {
		return err
	}
	set, err := mappings.Load()
	if err != nil {
		return err
	}
	data := filepath.Join(s.dir, "data")
	if _, err := fixtures.Run(t.Context(), fixtures.Options{Mappings: set, Out: data, Scenario: scenario, Children: size(), Seed: 3}); err != nil {
		return err
	}
	conf, err := config.Load(filepath.Join(data, "lollipop.yaml"))
	if err != nil {
		return err
	}
	work, err := ledger.Open(filepath.Join(s.dir, "work"))
	if err != nil {
		return err
	}
	s.run = &rehearsal{delivery: delivery{dir: data, maps: set, config: conf}, t: t, work: work, workers: 2, sealing: true}
	return s.run.through(t.Context(), ledger.Reconcile)
}

// TestMain removes what tests shared.
func TestMain(m *testing.M) {
	code := m.Run()
	for _, s := range shared {
		var err error
		if s.run != nil {
			err = s.run.work.Close()
		}
		if s.dir != "" {
			err = errors.Join(err, os.RemoveAll(s.dir))
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}
