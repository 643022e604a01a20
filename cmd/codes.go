package cmd

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lollipop/codes"
	"lollipop/internal/config"
	"lollipop/internal/console"
	"lollipop/internal/ledger"
	"lollipop/mappings"
)

func newCodesCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "codes",
		Short: "have people decide what codes mean",
		Long: `Codes that no table maps, or whose meaning is in doubt, are decided by people: export
lists them in a file, a clinician fills it in, apply takes the decisions into the folder of
tables that lollipop.yaml names. They go along to the next extract.
` + exitCodes,
		Example: "  lollipop codes export --work work --out codes.xlsx\n  lollipop codes apply --work work codes.xlsx",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			return usagef("type `lollipop codes --help`", "name what to do: export or apply")
		},
	}
	c.AddCommand(newCodesExportCommand(a), newCodesApplyCommand(a))
	return c
}

type codesOptions struct {
	work, config, out string
	all               bool
	json, quiet       bool
}

func (o *codesOptions) validate() error {
	if o.work == "" {
		return usagef("name the workspace, for example --work work", "flag --work is missing")
	}
	return nil
}

func newCodesExportCommand(a *app) *cobra.Command {
	var o codesOptions
	c := &cobra.Command{
		Use:   "export",
		Short: "list the codes of a rehearsal that wait for a decision",
		Long: `Lists every code that an event of the rehearsal uses and that is unmapped, ambiguous, repaired
of a damaged id, or mapped by a row that nobody has read in a source, unless it is approved.
Codes that may matter to safety come first. Of each it says term, category, the term of the
code above, likely class, and how many events and children have it; restricted children are
in no count. What the code may mean is proposed where its own term says it.

To decide, fill in kind, antigens, dose, detail and value, set state to approved or rejected,
say how the meaning relates to the code (equivalence: equivalent, wider, narrower, inexact), and
who decided, in what role, on which day. Then run codes apply. Needs transform. Writes the file
and nothing else; one that exists is never overwritten.
` + exitCodes,
		Example: "  lollipop codes export --work work --out codes.xlsx",
		Args:    noArgs,
	}
	f := c.Flags()
	f.StringVar(&o.work, "work", "", "workspace of the rehearsal")
	f.StringVar(&o.out, "out", "", "file to write: codes.xlsx for a workbook, else CSV")
	f.StringVar(&o.config, "config", "", "configuration (default: lollipop.yaml in the current folder)")
	f.BoolVar(&o.all, "all", false, "approved and plainly mapped codes as well")
	addOutputFlags(f, &o.json, &o.quiet)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := o.validate(); err != nil {
			return err
		}
		if o.out == "" && !o.json {
			return usagef("name a file, for example --out codes.csv, or ask for --json", "flag --out is missing")
		}
		if err := needFolder("--out", o.out); err != nil {
			return err
		}
		return runCodesExport(c.Context(), o, a.console(o.json, o.quiet))
	}
	return c
}

func runCodesExport(ctx context.Context, o codesOptions, out *console.Console) error {
	set, ws, err := viewTransformed(o.config, o.work)
	if err != nil {
		return err
	}
	rows, err := codes.List(ctx, codes.Options{Work: ws, Mappings: set, All: o.all})
	if err != nil {
		return err
	}
	if o.out != "" {
		data := codes.CSV(rows)
		if strings.EqualFold(filepath.Ext(o.out), ".xlsx") {
			if data, err = codes.Book(rows); err != nil {
				return err
			}
		}
		if err := writeNew(filepath.Dir(o.out), map[string][]byte{filepath.Base(o.out): data}); err != nil {
			return err
		}
	}
	safety := 0
	for _, r := range rows {
		if r.Class == mappings.ClassSafety {
			safety++
		}
		if err := out.Emit("decision", r); err != nil {
			return err
		}
	}
	out.Note("codes: %s to decide about, %d of them of class safety", plural(int64(len(rows)), "code"), safety)
	if o.out != "" {
		out.Note("next:  fill in %s, then lollipop codes apply --work %s %s", o.out, o.work, o.out)
	}
	return nil
}

// viewTransformed reads the tables in force and opens a workspace in which
// transform is done, for what only reads it.
func viewTransformed(configPath, work string) (*mappings.Set, *ledger.Workspace, error) {
	set, err := loadTables(mappingsOptions{config: configPath})
	if err != nil {
		return nil, nil, err
	}
	ws, err := viewStage(work, ledger.Transform)
	return set, ws, err
}

// viewStage opens a workspace in which a stage is done.
func viewStage(work, stage string) (*ledger.Workspace, error) {
	if !isFolder(work) {
		return nil, &ledger.MissingError{Dir: work, Stage: stage}
	}
	ws, err := ledger.View(work)
	if err == nil {
		_, err = ws.StageManifest(stage)
	}
	return ws, err
}

func newCodesApplyCommand(a *app) *cobra.Command {
	var o codesOptions
	c := &cobra.Command{
		Use:   "apply FILE",
		Short: "take decisions about codes into the folder of tables",
		Long: `Reads a file of codes export (CSV or workbook) that somebody filled in, checks every row (antigens against the
term, what a kind needs, a reviewer and a day; a clinical role where the code, or what it is
said to mean, is of class safety) and writes code_review.csv in the folder that the key
mappings of lollipop.yaml names. Every mistake is listed, and then nothing is written. Each
decision stands in the ledger of the workspace. Run the stages again afterwards: those that
the table changes are made anew.
` + exitCodes,
		Example: "  lollipop codes apply --work work codes.csv",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("for example: lollipop codes apply --work work codes.csv", "name one file of decisions")
			}
			return nil
		},
	}
	f := c.Flags()
	f.StringVar(&o.work, "work", "", "workspace of the rehearsal, whose ledger notes the decisions")
	f.StringVar(&o.config, "config", "", "configuration (default: lollipop.yaml in the current folder)")
	addOutputFlags(f, &o.json, &o.quiet)
	c.RunE = func(_ *cobra.Command, args []string) error {
		if err := o.validate(); err != nil {
			return err
		}
		return runCodesApply(o, args[0], a.console(o.json, o.quiet))
	}
	return c
}

func runCodesApply(o codesOptions, file string, out *console.Console) error {
	conf, err := findConfig(stageOptions{config: o.config})
	if err != nil {
		return err
	}
	if conf.Mappings == "" {
		return usagef("make a folder for your tables and name it in "+config.FileName+", for example: mappings: mappings",
			"apply decisions: no folder of tables is named")
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return usagef("name the file that codes export wrote and somebody filled in", "read decisions: %v", err)
	}
	if _, err := viewStage(o.work, ledger.Extract); err != nil { // a folder without a rehearsal has no ledger
		return err
	}
	done, err := codes.Apply(file, data, conf.Mappings)
	if err != nil {
		return err
	}
	if err := noteDecisions(o.work, conf.Mappings, done); err != nil {
		return err
	}
	for _, code := range done.Changed {
		out.Note("codes: %s", code)
	}
	out.Note("codes: %d approved, %d rejected, %d proposed; %s changed in %s", done.Approved, done.Rejected, done.Proposed,
		plural(int64(len(done.Changed)), "row"), filepath.Join(conf.Mappings, "code_review.csv"))
	out.Note("next:  lollipop run with the same --extracts and --work")
	return out.Emit("decisions", done)
}

// noteDecisions writes the table, and who applied what in the ledger.
func noteDecisions(work, folder string, done codes.Applied) error {
	ws, err := ledger.Open(work)
	if err != nil {
		return err
	}
	err = ledger.WriteFile(filepath.Join(folder, "code_review.csv"), done.Table)
	if err == nil {
		err = ws.Append(time.Now(), ledger.Entry{
			Who: who(), Command: []string{"lollipop", "codes", "apply"}, Outcome: ledger.Done,
			Note: fmt.Sprintf("%d approved, %d rejected, %d proposed; changed: %v", done.Approved, done.Rejected, done.Proposed, done.Changed),
		})
	}
	if errClose := ws.Close(); err == nil {
		err = errClose
	}
	return err
}
