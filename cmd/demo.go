package cmd

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lollipop/fixtures"
	"lollipop/internal/console"
	"lollipop/internal/ledger"
	"lollipop/mappings"
	"lollipop/reconcile"
	"lollipop/reconcile/workbook"
)

type demoOptions struct {
	out         string
	children    int
	json, quiet bool
	plain       bool
}

func newDemoCommand(a *app) *cobra.Command {
	var o demoOptions
	c := &cobra.Command{
		Use:   "demo",
		Short: "the whole job on synthetic extracts, in a minute",
		Long: `Makes synthetic extracts of 2,000 invented children with planted faults, runs all four
stages into SQLite and shows the verdict. The extracts are true to life, so that decisions
stay open and the verdict is fail: demo ends with 0 when all stages ran and just the checks
failed that the truth of the extracts names.
` + exitCodes,
		Example: "  lollipop demo",
		Args:    noArgs,
	}
	f := c.Flags()
	f.StringVar(&o.out, "out", "lollipop-demo", "folder to write to; an earlier demo in it is replaced")
	f.IntVar(&o.children, "children", 2000, "distinct children")
	addOutputFlags(f, &o.json, &o.quiet)
	addPlainFlag(f, &o.plain)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if o.children < 1 {
			return usagef("write a number from 1", "flag --children: %d children cannot be made", o.children)
		}
		return runDemo(c.Context(), o, a.console(o.json, o.quiet))
	}
	return c
}

// demoMark is the file that tells a demo's folder from any other, by what it says.
const (
	demoMark = "demo.txt"
	demoSays = "Made by lollipop demo, which replaces data and work beside this file.\n"
)

func runDemo(ctx context.Context, o demoOptions, out *console.Console) error {
	if err := clearDemo(o.out); err != nil {
		return err
	}
	maps, err := mappings.Load()
	if err != nil {
		return err
	}
	data := filepath.Join(o.out, "data")
	p := out.Progress("fixtures")
	_, err = fixtures.Run(ctx, fixtures.Options{
		Scenario: "lancashire", Faults: "default", Children: o.children, Seed: 1, Out: data, Mappings: maps, Observer: p.Observe,
	})
	p.End()
	if err != nil {
		return err
	}
	out.Note("fixtures: %s invented children in two sources, with planted faults, in %s", console.Count(int64(o.children)), data)
	stages := stageOptions{
		extracts: filepath.Join(data, "extracts"), work: filepath.Join(o.out, "work"),
		json: o.json, quiet: o.quiet, plain: o.plain, truth: filepath.Join(data, "truth"),
	}
	var report reconcile.Report
	err = withSession(stages, "demo", out, func(s *session) error {
		s.conf.Target = defaultTarget(s.work) // a demo touches nothing else
		err := s.all(ctx)
		report = s.report
		return err
	})
	var findings *findingsError
	if err != nil && !errors.As(err, &findings) {
		return err
	}
	return judgeDemo(data, stages.work, report, out)
}

// clearDemo removes an earlier demo and refuses any other folder. What else lies
// in a demo's folder stays.
func clearDemo(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
	case err != nil:
		return err
	case len(entries) > 0:
		if says, err := os.ReadFile(filepath.Join(dir, demoMark)); err != nil || string(says) != demoSays {
			return usagef("name another folder with --out", "folder %s holds something that is no demo", dir)
		}
		for _, made := range []string{"data", "work"} {
			if err := os.RemoveAll(filepath.Join(dir, made)); err != nil {
				return err
			}
		}
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return ledger.WriteFile(filepath.Join(dir, demoMark), []byte(demoSays))
}

// judgeDemo holds the checks that failed against those that the truth names.
func judgeDemo(data, work string, report reconcile.Report, out *console.Console) error {
	want, err := expectedChecks(filepath.Join(data, "truth", "expected_checks.csv"))
	if err != nil {
		return err
	}
	var unexpected []string
	for _, c := range report.Checks {
		if state := string(c.State); want[c.ID] != "" && !slices.Contains(strings.Split(want[c.ID], " or "), state) {
			unexpected = append(unexpected, fmt.Sprintf("%s is %s, expected %s", c.ID, state, want[c.ID]))
		}
	}
	slices.Sort(unexpected)
	if len(unexpected) > 0 {
		return fmt.Errorf("judge the demo: %s", strings.Join(unexpected, "; "))
	}
	lines := "\nThe checks that failed are those that the planted faults must fail: the demo did what it should.\n" +
		"Look at:  " + filepath.Join(work, ledger.Reconcile, workbook.File) + " (Excel) and " + filepath.Join(work, ledger.Reconcile, "report.json") + "\n" +
		"Truth:    " + filepath.Join(data, "truth") + "\n"
	return out.Print(lines)
}

// expectedChecks reads the state that each check must end in.
func expectedChecks(path string) (map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // read only
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	want := map[string]string{}
	for _, r := range rows[1:] {
		want[r[0]] = r[1]
	}
	return want, nil
}
