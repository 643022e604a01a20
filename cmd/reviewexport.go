package cmd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lollipop/internal/console"
	"lollipop/internal/ledger"
	"lollipop/reconcile"
	"lollipop/reconcile/workbook"
)

type reviewExportOptions struct {
	work, out, passphrase          string
	reviewers                      int
	restricted, plain, json, quiet bool
}

func newReviewExportCommand(a *app) *cobra.Command {
	var o reviewExportOptions
	c := &cobra.Command{
		Use:   "export",
		Short: "write the pairs that wait for a person into workbooks, by hub and reviewer",
		Long: `Takes the sheet Duplicates of the last report apart: a workbook for each hub, and with --reviewers N
for each of N reviewers in it, in parts where one would have more than 50,000 rows. Pairs that have
a record in common stay with one reviewer, and each has a like share of every priority. The
workbooks have the passphrase of the report, and review apply takes them when they come back.

With --restricted it is the workbook of restricted children, of the whole service. It is always
encrypted. reconcile must have written it: see its --restricted.
` + exitCodes,
		Example: "  lollipop review export --work work --out review --reviewers 3",
		Args:    noArgs,
	}
	f := c.Flags()
	f.StringVar(&o.work, "work", "", "workspace of the rehearsal")
	f.StringVar(&o.out, "out", "", "folder to write to; it may not hold what would be written")
	f.IntVar(&o.reviewers, "reviewers", 1, "among how many reviewers the pairs of a hub are divided")
	f.StringVar(&o.passphrase, "passphrase-file", "", "file that holds the passphrase of the report (default: the one of the workspace)")
	f.BoolVar(&o.restricted, "restricted", false, "the pairs of restricted children, for those alone who may see them")
	addPlainFlag(f, &o.plain)
	addOutputFlags(f, &o.json, &o.quiet)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := o.validate(); err != nil {
			return err
		}
		return runReviewExport(c.Context(), o, a.console(o.json, o.quiet))
	}
	return c
}

const mostReviewers = 100

func (o *reviewExportOptions) validate() error {
	switch {
	case o.work == "":
		return usagef("name the workspace, for example --work work", "flag --work is missing")
	case o.out == "":
		return usagef("name a folder, for example --out review", "flag --out is missing")
	case inside(o.out, o.work):
		return usagef("name a folder outside of the workspace", "flag --out names the workspace or a folder in it")
	case o.reviewers < 1 || o.reviewers > mostReviewers:
		return usagef(fmt.Sprintf("give a number from 1 to %d", mostReviewers), "flag --reviewers: %d is none", o.reviewers)
	case o.plain && o.restricted:
		return usagef("leave --plain away", "flag --plain: the workbook of restricted children is always encrypted")
	}
	return nil
}

// exportedLine is what --json tells.
type exportedLine struct {
	Files []string `json:"files"`
	Pairs int64    `json:"pairs"`
}

func runReviewExport(ctx context.Context, o reviewExportOptions, out *console.Console) error {
	ws, err := viewStage(o.work, ledger.Reconcile)
	if err != nil {
		return err
	}
	from, err := pairsWritten(ws, o.passphrase, o.restricted)
	if err != nil {
		return err
	}
	if len(from.Files) == 0 {
		return usagef("lollipop reconcile writes it; for restricted children: lollipop reconcile --restricted", "export pairs: the last report has no workbook of them")
	}
	rep, err := reportOf(ws)
	if err != nil {
		return err
	}
	secret := from.Passphrase
	if o.plain {
		secret = ""
	}
	if err := os.MkdirAll(o.out, 0o700); err != nil {
		return err
	}
	old, err := fs.Glob(os.DirFS(o.out), "review-*.xlsx")
	if err != nil {
		return err
	}
	if len(old) > 0 {
		return usagef("name an empty folder: what reviewers filled in would be lost", "flag --out: %s holds workbooks of pairs already", o.out)
	}
	done, err := workbook.ExportReview(ctx, o.out, rep, from, workbook.ExportOptions{Options: workbook.Options{Passphrase: secret}, Reviewers: o.reviewers})
	if errors.Is(err, workbook.ErrNoPairs) || errors.Is(err, workbook.ErrSealed) {
		return usagef("give the passphrase of the report with --passphrase-file, or have lollipop reconcile write the report again", "export pairs: %v", err)
	}
	if err != nil {
		return err
	}
	if err := noteExport(o, done, secret == ""); err != nil {
		return err
	}
	line := exportedLine{Pairs: done.Pairs}
	for _, f := range done.Files {
		line.Files = append(line.Files, f.Path)
		out.Note("wrote  %s", filepath.Join(o.out, f.Path))
	}
	out.Note("review: %s in %s", plural(done.Pairs, "pair"), plural(int64(len(done.Files)), "workbook"))
	if secret == "" {
		out.Warn("the workbooks hold names and NHS numbers and are not encrypted")
	}
	out.Note("next:  have them filled in, then lollipop %s --work %s FILE...", reviewWords("apply", o.restricted), o.work)
	return out.Emit("exported_pairs", line)
}

// reportOf is what the workbooks say of the report that they are of.
func reportOf(ws *ledger.Workspace) (*reconcile.Report, error) {
	var of struct {
		RunID string `json:"run_id"`
		AsOf  string `json:"as_of"`
		Tool  string `json:"tool"`
	}
	data, err := os.ReadFile(ws.Path(ledger.Reconcile, "report.json"))
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, &of); err != nil {
		return nil, fmt.Errorf("read report.json: %w", err)
	}
	return &reconcile.Report{RunID: of.RunID, AsOf: of.AsOf, Tool: of.Tool}, nil
}

// noteExport says in the ledger who took how many pairs out.
func noteExport(o reviewExportOptions, done workbook.Exported, open bool) error {
	ws, err := ledger.Open(o.work)
	if err != nil {
		return err
	}
	note := fmt.Sprintf("pairs of records: %d, in %d workbooks", done.Pairs, len(done.Files))
	if open {
		note += ", without encryption"
	}
	err = ws.Append(time.Now(), ledger.Entry{Who: who(), Command: reviewCommand("export", o.restricted), Outcome: ledger.Done, Note: note})
	if errClose := ws.Close(); err == nil {
		err = errClose
	}
	return err
}

func reviewCommand(what string, restricted bool) []string {
	command := []string{"lollipop", "review", what}
	if restricted {
		command = append(command, "--restricted")
	}
	return command
}

// reviewWords is that command without the program's name, as hints say it.
func reviewWords(what string, restricted bool) string {
	return strings.Join(reviewCommand(what, restricted)[1:], " ")
}
