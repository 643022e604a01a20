package cmd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/internal/ledger"
)

// A stage that a process was at work on was called interrupted, which invites
// somebody to start it again; and a load into another target was shown with the
// default one.
func TestStatusOfARunUnderway(t *testing.T) {
	work := filepath.Join(t.TempDir(), "work")
	ws, err := ledger.Open(work)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ws.Begin(ledger.Extract); err != nil {
		t.Fatal(err)
	}
	if err := ws.RecordRun(ledger.Load, ledger.StageRun{Target: "postgres://host/db"}); err != nil {
		t.Fatal(err)
	}
	status := func(args ...string) string {
		t.Helper()
		code, out, errs := execute(t, append([]string{"status", "--work", work}, args...)...)
		if code != exitDone {
			t.Fatal(code, errs)
		}
		return out
	}
	if out := status(); !strings.Contains(out, "running") || !strings.Contains(out, "wait for the process that runs extract") || !strings.Contains(out, "postgres://host/db, where the last load went") {
		t.Errorf("while it runs:\n%s", out)
	}
	if err := ws.Close(); err != nil {
		t.Fatal(err)
	}
	if out := status("--target", "sqlite:x.db"); !strings.Contains(out, "interrupted") || !strings.Contains(out, "sqlite:x.db; the last load went to postgres://host/db") {
		t.Errorf("after it died:\n%s", out)
	}
	if err := os.Remove(ws.Path("lock")); err != nil {
		t.Fatal(err)
	}
	if out := status(); !strings.Contains(out, "interrupted") {
		t.Errorf("without a lock:\n%s", out)
	}
}
