package e2e

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"lollipop/fixtures"
	"lollipop/internal/ledger"
)

// The same extracts give the same bytes of every stage, whatever the number of
// workers.
func TestAnyNumberOfWorkersGivesTheSameBytes(t *testing.T) {
	two := sharedRehearsal(t, fixtures.ScenarioBroken)
	want := two.openSums(t)
	for _, workers := range []int{1, 8} {
		r := two.run(t, workers, ledger.Reconcile)
		sameSums(t, fmt.Sprintf("%d workers", workers), want, r.openSums(t))
		if listed := two.restricted; listed.Everyone.Total == 0 || !reflect.DeepEqual(listed, r.restricted) {
			t.Errorf("%d workers: another listing of %d restricted children", workers, listed.Everyone.Total)
		}
	}
}

// openSums are the sums of all stages without the workbook of restricted children,
// which is encrypted and has other bytes each time, and with the root in the place of
// the manifest that holds its sum.
func (r *rehearsal) openSums(t *testing.T) map[string]string {
	t.Helper()
	all := r.stageSums(t, ledger.Reconcile)
	all[ledger.Reconcile+"/manifest.json"] = r.report.Root
	maps.DeleteFunc(all, func(path, _ string) bool { return strings.HasPrefix(path, ledger.Reconcile+"/restricted/") })
	return all
}

// Cancelled at any step of any stage, a run leaves nothing that the next stage
// takes for done; and the same command goes on and ends with the same bytes.
func TestACancelledRunGoesOnToTheSameBytes(t *testing.T) {
	d := generate(t, fixtures.Options{Children: 150, Seed: 6})
	whole := d.run(t, 2, ledger.Reconcile)
	want := whole.stageSums(t, ledger.Reconcile)
	for _, at := range whole.somewhere(20, rounds(2)) {
		t.Run(fmt.Sprintf("step %d of %d", at, whole.steps), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "work")
			cancelAt(t, d, dir, at)
			d.goesOn(t, dir, want)
		})
	}
}

func rounds(n int) int {
	if testing.Short() {
		return 1
	}
	return n
}

// somewhere draws steps of each stage, as many of each.
func (r *rehearsal) somewhere(seed uint64, each int) (steps []int) {
	r.t.Logf("seed %d", seed)
	dice := rand.New(rand.NewPCG(seed, 0))
	ends := append(slices.Sorted(maps.Values(r.marks)), r.steps)
	for i := range ends[1:] {
		for range each {
			steps = append(steps, ends[i]+1+dice.IntN(max(1, ends[i+1]-ends[i])))
		}
	}
	return steps
}

// goesOn: the same command on what an interrupted run left ends as a run that
// never stopped, and leaves nothing half done.
func (d delivery) goesOn(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	r := d.resume(t, dir, 2)
	if err := r.through(context.Background(), ledger.Reconcile); err != nil {
		t.Fatal(err)
	}
	sameSums(t, "resumed", want, r.stageSums(t, ledger.Reconcile))
	nothingPartial(t, dir)
}

// cancelAt runs until an observer was called so often, and cancels.
func cancelAt(t *testing.T, d delivery, dir string, at int) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r := d.resume(t, dir, 2)
	r.onHit = func(step int) {
		if step == at {
			cancel()
		}
	}
	err := r.through(ctx, ledger.Reconcile)
	if err == nil && r.steps > at {
		t.Errorf("cancelled at step %d of %d, and done", at, r.steps)
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled run: %v", err)
	}
	if err != nil {
		nextRefuses(t, r)
	}
	if err := r.work.Close(); err != nil {
		t.Fatal(err)
	}
}

// nextRefuses: the stage behind the first unfinished one does not start.
func nextRefuses(t *testing.T, r *rehearsal) {
	t.Helper()
	r.onHit = nil
	next := map[string]func(context.Context) error{ledger.Extract: r.transform, ledger.Transform: r.load, ledger.Load: r.reconcile}
	for _, stage := range ledger.Stages() {
		if _, err := r.work.ReadManifest(stage); err == nil {
			continue
		}
		if start := next[stage]; start != nil {
			if err := start(context.Background()); err == nil {
				t.Errorf("the stage after %s ran without it", stage)
			} else if !errors.Is(err, ledger.ErrMissing) && !errors.Is(err, os.ErrNotExist) {
				t.Errorf("the stage after %s: %v, want missing", stage, err)
			}
		}
		return
	}
}

// nothingPartial: neither a stage nor a file is half there.
func nothingPartial(t *testing.T, dir string) {
	t.Helper()
	for path := range sums(t, dir) {
		for _, pattern := range []string{"*.partial", "*.tmp", "*-journal", "*-wal"} {
			if ok, _ := filepath.Match(pattern, filepath.Base(path)); ok {
				t.Errorf("%s is left", path)
			}
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ".partial" {
			t.Errorf("%s is left", e.Name())
		}
	}
}

// A run that fails or is cancelled leaves the stage of the run before as it
// stood.
func TestACancelledStageLeavesTheOldOne(t *testing.T) {
	d := generate(t, fixtures.Options{Children: 200, Seed: 7})
	r := d.run(t, 2, ledger.Transform)
	before := r.stageSums(t, ledger.Transform)
	d.config.AsOf = d.config.AsOf.AddDays(1) // another configuration: every stage has to run anew
	for _, at := range []int{1, 3} {
		again := &rehearsal{delivery: d, t: t, work: r.work, workers: 2}
		ctx, cancel := context.WithCancel(context.Background())
		again.onHit = func(step int) {
			if step == at {
				cancel()
			}
		}
		if err := again.extract(ctx); !errors.Is(err, context.Canceled) {
			t.Fatalf("cancelled extract: %v", err)
		}
		cancel()
		if got := r.stageSums(t, ledger.Transform); !maps.Equal(got, before) {
			t.Error("the stages of the run before are not as they were")
		}
	}
}
