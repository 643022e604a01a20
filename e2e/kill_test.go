package e2e

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"lollipop/fixtures"
	"lollipop/internal/ledger"
)

// The environment of a child process: what to run over, and where.
const (
	killData = "LOLLIPOP_E2E_DATA"
	killWork = "LOLLIPOP_E2E_WORK"
)

// A process that is killed, with no chance to tidy up, leaves a workspace in
// which the same command goes on and ends with the same bytes.
func TestAKilledRunGoesOnToTheSameBytes(t *testing.T) {
	d := generate(t, fixtures.Options{Children: 150, Seed: 8})
	whole := d.run(t, 2, ledger.Reconcile)
	want := whole.stageSums(t, ledger.Reconcile)
	for _, at := range whole.somewhere(21, 1) {
		t.Run(fmt.Sprintf("step %d of %d", at, whole.steps), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "work")
			killAt(t, d, dir, at)
			d.goesOn(t, dir, want)
		})
	}
}

// killAt runs all stages in another process and kills it at a step.
func killAt(t *testing.T, d delivery, dir string, at int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.Command(self, "-test.run=^TestChildProcess$")
	child.Env = append(os.Environ(), killData+"="+d.dir, killWork+"="+dir)
	steps, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(steps)
	for n := 0; n < at && lines.Scan(); n++ {
	}
	if err := child.Process.Kill(); err != nil {
		t.Error(err)
	}
	if err := child.Wait(); err == nil {
		t.Errorf("the process was done before step %d", at)
	}
}

// TestChildProcess is the process that is killed: it writes a line a step.
func TestChildProcess(t *testing.T) {
	if os.Getenv(killData) == "" {
		t.Skip("for the test that kills it")
	}
	r := openDelivery(t, os.Getenv(killData)).resume(t, os.Getenv(killWork), 2)
	r.onHit = func(step int) { _, _ = fmt.Println("step", step) }
	if err := r.through(context.Background(), ledger.Reconcile); err != nil {
		t.Fatal(err)
	}
	<-t.Context().Done() // the last step is a time to be killed, too
}
