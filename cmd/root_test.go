package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"lollipop/internal/console"
)

// execute runs the command line as a user types it.
func execute(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = Execute(context.Background(), args, console.Streams{Out: &o, Err: &e})
	return code, o.String(), e.String()
}

func TestUsageMistakesEndWithFourAndAHint(t *testing.T) {
	tests := [][]string{
		{},
		{"transfrom"},
		{"extract", "--nonsense"},
		{"extract"},
		{"extract", "--work", "w"},
		{"extract", "surplus", "--work", "w", "--extracts", "e"},
		{"extract", "--work", "e", "--extracts", "e"},
		{"run", "--work", "e/chis/w", "--extracts", "./e"},
		{"transform", "--work", "w", "--previous", "w"},
		{"load", "--work", "w", "--target", "mysql://x"},
		{"run", "--work", "w", "--extracts", "no-such-folder"},
		{"run", "--work", "w", "--extracts", ".", "--workers", "-1"},
		{"run", "--work", "w", "--extracts", "e", "--memory", "lots"},
		{"fixtures"},
		{"fixtures", "generate"},
		{"fixtures", "generate", "--out", "x", "--scenario", "kent"},
		{"fixtures", "generate", "--out", "x", "--with", "paper"},
		{"fixtures", "generate", "--out", "x", "--faults", "some"},
		{"fixtures", "generate", "--out", "x", "--children", "0"},
		{"demo", "--children", "0"},
		{"status"},
		{"verify"},
		{"review", "apply", "--work", "w", "--decisions", ".", "report.xlsx"},
		{"review", "apply", "--work", "w", "--decisions", "no-such-folder/decisions.csv", "report.xlsx"},
	}
	for _, args := range tests {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			code, out, errs := execute(t, args...)
			if code != exitUsage {
				t.Errorf("exit code %d, want %d", code, exitUsage)
			}
			if out != "" {
				t.Errorf("a mistake wrote to standard output: %q", out)
			}
			if !strings.Contains(errs, "error:") || !strings.Contains(errs, "hint:") {
				t.Errorf("standard error lacks error or hint: %q", errs)
			}
		})
	}
}

func TestEveryHelpTellsTheExitCodes(t *testing.T) {
	root := newRootCommand(&app{})
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		if !strings.Contains(c.Long, "Exit codes:") {
			t.Errorf("help of %q lacks the exit codes", c.CommandPath())
		}
		if c.Short == "" || (c.Runnable() && !c.HasSubCommands() && c.Example == "") {
			t.Errorf("help of %q lacks a line or an example", c.CommandPath())
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(root)
}

func TestAMissingStageIsNamedWithTheNextCommand(t *testing.T) {
	for _, test := range []struct {
		args []string
		next string
	}{
		{[]string{"transform"}, "lollipop extract --work"},
		{[]string{"load"}, "lollipop transform --work"},
		{[]string{"reconcile", "--extracts", t.TempDir()}, "lollipop load --work"},
		{[]string{"verify"}, "lollipop extract --work"},
	} {
		work := t.TempDir()
		code, _, errs := execute(t, append(test.args, "--work", work)...)
		if code != exitMissing || !strings.Contains(errs, test.next) {
			t.Errorf("%v: exit code %d, standard error %q", test.args, code, errs)
		}
	}
}

func TestErrorsAreObjectsWithJSON(t *testing.T) {
	work := filepath.Join(t.TempDir(), "work")
	for want, args := range map[int][]string{
		exitMissing: {"transform", "--work", work, "--json"},
		exitUsage:   {"transform", "--nonsense", "--json"},
	} {
		code, _, errs := execute(t, args...)
		var o struct{ Type, Hint string }
		if err := json.Unmarshal([]byte(errs), &o); err != nil || o.Type != "error" || o.Hint == "" || code != want {
			t.Errorf("%v: exit code %d, %q: %v", args, code, errs, err)
		}
	}
}

func TestVersion(t *testing.T) {
	if code, out, _ := execute(t, "version"); code != exitDone || !strings.HasPrefix(out, "lollipop "+version) {
		t.Errorf("exit code %d, %q", code, out)
	}
}
