package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lollipop/internal/config"
	"lollipop/internal/console"
	"lollipop/internal/ledger"
	"lollipop/reconcile"
	"lollipop/reconcile/workbook"
	"lollipop/review"
)

func newReviewCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "review",
		Short: "hand out pairs of records, and take over what people decided",
		Long: `The sheet Duplicates of the workbook shows pairs of records that may be one child, and that no
rule may join. People fill in its columns on light blue: decision, reviewer, second reviewer, day.
export writes the pairs into workbooks of their own, by hub and reviewer; apply takes what came back
into decisions.csv, which lollipop.yaml names and transform reads.
` + exitCodes,
		Example: "  lollipop review export --work work --out review\n  lollipop review apply --work work review/report-hub-1.xlsx",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			return usagef("type `lollipop review --help`", "name what to do: export or apply")
		},
	}
	c.AddCommand(newReviewExportCommand(a), newReviewApplyCommand(a))
	return c
}

type reviewOptions struct {
	work, config, decisions, passphrase string
	restricted, json, quiet             bool
}

func newReviewApplyCommand(a *app) *cobra.Command {
	var o reviewOptions
	c := &cobra.Command{
		Use:   "apply FILE...",
		Short: "take decisions from workbooks that came back into decisions.csv",
		Long: `Reads the sheet Duplicates of workbooks that somebody filled in and Excel or LibreOffice saved
again, encrypted or not. Every fact must be as it was written: one that changed is named by its
cell. A pair of priority A, and every merge, takes two different people. Every mistake of a file is
listed, and then nothing is written. What was decided is appended to decisions.csv, by the keys of
the sources, and stands in the ledger of the workspace. Run the stages again afterwards, from
transform on.

With --restricted the workbooks are those of restricted children, and the file is the one that
restricted_decisions names: sensitive and confidential records are joined by it alone.
` + exitCodes,
		Example: "  lollipop review apply --work work report.xlsx\n  lollipop review apply --work work --passphrase-file secret report-hub-1.xlsx report-hub-2.xlsx",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("for example: lollipop review apply --work work report.xlsx", "name the workbooks that were filled in")
			}
			return nil
		},
	}
	f := c.Flags()
	f.StringVar(&o.work, "work", "", "workspace of the rehearsal whose workbooks were filled in")
	f.StringVar(&o.config, "config", "", "configuration (default: lollipop.yaml in the current folder)")
	f.StringVar(&o.decisions, "decisions", "", "file to append to (default: the one that lollipop.yaml names)")
	f.StringVar(&o.passphrase, "passphrase-file", "", "file that holds the passphrase (default: the one of the workspace)")
	f.BoolVar(&o.restricted, "restricted", false, "the workbooks are of restricted children")
	addOutputFlags(f, &o.json, &o.quiet)
	c.RunE = func(c *cobra.Command, args []string) error {
		if o.work == "" {
			return usagef("name the workspace, for example --work work", "flag --work is missing")
		}
		return runReviewApply(c.Context(), o, args, a.console(o.json, o.quiet))
	}
	return c
}

func runReviewApply(ctx context.Context, o reviewOptions, files []string, out *console.Console) error {
	conf, err := findConfig(stageOptions{config: o.config})
	if err != nil {
		return err
	}
	key, file, other := "decisions", cmp.Or(o.decisions, conf.Decisions), conf.RestrictedDecisions
	if o.restricted {
		key, file, other = "restricted_decisions", cmp.Or(o.decisions, conf.RestrictedDecisions), conf.Decisions
	}
	if file != "" && other != "" && samePath(file, other) {
		return usagef("name another: restricted children are decided in a file of their own", "flag --decisions: %s is the other file of decisions in %s", file, config.FileName)
	}
	if o.decisions = file; file == "" {
		return usagef("make it with --decisions "+key+".csv, then name it in "+config.FileName+": "+key+": "+key+".csv", "apply decisions: no file of decisions is named")
	}
	if isFolder(o.decisions) || !isFolder(filepath.Dir(o.decisions)) {
		return usagef("name a file in a folder that is there", "flag --decisions: %s cannot be a file of decisions", o.decisions)
	}
	ws, err := viewStage(o.work, ledger.Transform)
	if err != nil {
		return err
	}
	decisions, open, err := readReviews(o, ws, files)
	if err != nil {
		return err
	}
	done, err := takeReview(ctx, o, decisions)
	if err != nil {
		return err
	}
	out.Note("review: %s to be one child, %s to be two; %d said before, %s still open", plural(int64(done.Same), "pair"), plural(int64(done.Different), "pair"), done.Known, plural(int64(open), "pair"))
	out.Note("next:  name %s in %s (%s:), then lollipop run with the same --extracts and --work", o.decisions, config.FileName, key)
	return out.Emit("reviewed", done)
}

// readReviews reads every workbook before anything is written, and counts the pairs
// that are still open.
func readReviews(o reviewOptions, ws *ledger.Workspace, files []string) (decisions []review.Decision, open int, err error) {
	from, err := pairsWritten(ws, o.passphrase, o.restricted)
	if err != nil {
		return nil, 0, err
	}
	var all []workbook.Reviewed
	for _, file := range files {
		if _, err := os.Stat(file); err != nil {
			return nil, 0, usagef("name the workbook that was filled in", "read decisions: there is no file %s", file)
		}
		rows, err := workbook.ReadReview(file, from.Passphrase, o.restricted, from.Files)
		var wrong *workbook.ReviewError
		if err != nil && !errors.As(err, &wrong) {
			return nil, 0, usagef("give the passphrase of that workbook with --passphrase-file, and a workbook of lollipop reconcile", "read decisions: %s cannot be opened", filepath.Base(file))
		}
		if err != nil {
			return nil, 0, err
		}
		all = append(all, rows...)
		for _, r := range rows {
			if undecided(&r) {
				continue
			}
			decisions = append(decisions, review.Decision{Where: filepath.Base(file) + " " + r.Cell, First: r.First, Second: r.Other, Marks: r.Marks, Same: r.Decision == workbook.SameChild, Reviewer: r.Reviewer, Other: r.Second, On: r.On})
		}
	}
	return decisions, stillOpen(all), nil
}

func undecided(r *workbook.Reviewed) bool {
	return r.Decision == "" || r.Decision == workbook.CannotTell
}

// stillOpen counts the pairs about which no row decides: a pair may stand in several
// workbooks.
func stillOpen(rows []workbook.Reviewed) int {
	open := map[[2]int64]bool{}
	for i := range rows {
		open[[2]int64{rows[i].First, rows[i].Other}] = true
	}
	for i := range rows {
		if !undecided(&rows[i]) {
			delete(open, [2]int64{rows[i].First, rows[i].Other})
		}
	}
	return len(open)
}

// pairsWritten is where the last report wrote the pairs, with the passphrase of the
// file that is named, else that of the workspace, else none.
func pairsWritten(ws *ledger.Workspace, passphrase string, restricted bool) (from workbook.Source, err error) {
	from.Restricted = restricted
	path := ws.Path(passphraseFile)
	if from.Files = ws.Glob("report*.xlsx", ledger.Reconcile); restricted {
		from.Files, path = ws.Glob("*.xlsx", ledger.Reconcile, reconcile.RestrictedDir), ws.Path(ledger.RestrictedDir, workbook.RestrictedFile+passphraseEnd)
	}
	text, err := os.ReadFile(cmp.Or(passphrase, path))
	if errors.Is(err, fs.ErrNotExist) && passphrase == "" {
		return from, nil
	}
	if err != nil {
		return from, usagef("name a file that holds the passphrase", "flag --passphrase-file: %v", err)
	}
	from.Passphrase = strings.TrimSpace(string(text))
	return from, nil
}

// takeReview writes the file, and who applied how many in the ledger. The workspace
// is locked before the file is read, so that what two apply at once is not lost.
func takeReview(ctx context.Context, o reviewOptions, decisions []review.Decision) (done review.Taken, err error) {
	ws, err := ledger.Open(o.work)
	if err != nil {
		return done, err
	}
	content, done, err := review.Apply(ctx, ws, o.decisions, decisions)
	if err == nil && done.Same+done.Different > 0 {
		err = ledger.WriteFile(o.decisions, content)
	}
	if err == nil {
		err = ws.Append(time.Now(), ledger.Entry{
			Who: who(), Command: reviewCommand("apply", o.restricted), Outcome: ledger.Done,
			Note: fmt.Sprintf("pairs of records: %d one child, %d two children, %d said before", done.Same, done.Different, done.Known),
		})
	}
	if errClose := ws.Close(); err == nil {
		err = errClose
	}
	return done, err
}
