package cmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"lollipop/internal/console"
	"lollipop/internal/ledger"
)

type verifyOptions struct {
	work, extracts string
	json, quiet    bool
}

func newVerifyCommand(a *app) *cobra.Command {
	var o verifyOptions
	c := &cobra.Command{
		Use:   "verify",
		Short: "check that a workspace is what was written",
		Long: `Hashes every file of every finished stage again, follows the roots from stage to stage
and checks the ledger's own chain. It needs no database; it may be run years later.
With --extracts the input files are hashed too.
` + exitCodes,
		Example: "  lollipop verify --work work --extracts extracts",
		Args:    noArgs,
	}
	f := c.Flags()
	f.StringVar(&o.work, "work", "", "workspace to check")
	f.StringVar(&o.extracts, "extracts", "", "extracts folder, to check the input files too")
	addOutputFlags(f, &o.json, &o.quiet)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if o.work == "" {
			return usagef("name the workspace, for example --work work", "flag --work is missing")
		}
		if o.extracts != "" && !isFolder(o.extracts) {
			return usagef("name the extracts folder of that run, or leave --extracts out", "flag --extracts: %s is no folder", o.extracts)
		}
		return runVerify(c.Context(), o, a.console(o.json, o.quiet))
	}
	return c
}

func runVerify(ctx context.Context, o verifyOptions, out *console.Console) error {
	if !exists(o.work) {
		return usagef("name the workspace of a rehearsal; `lollipop extract` makes one", "flag --work: there is no folder %s", o.work)
	}
	ws, err := ledger.View(o.work)
	if err != nil {
		return err
	}
	v, err := ledger.Verify(ctx, ws, o.extracts)
	if err != nil {
		return err
	}
	if err := out.Emit("verify", v); err != nil {
		return err
	}
	if len(v.Stages) == 0 && len(v.Findings) == 0 {
		return &ledger.MissingError{Dir: o.work, Stage: ledger.Extract}
	}
	for _, f := range v.Findings {
		if err := out.Print(fmt.Sprintf("%s: %s\n", f.Path, f.Words)); err != nil {
			return err
		}
	}
	if !v.OK() {
		return &findingsError{fmt.Sprintf("the workspace is not what was written: %d findings", len(v.Findings))}
	}
	return out.Print(fmt.Sprintf("%s files of %d stages are what was written; the ledger's chain of %d lines holds\n",
		console.Count(int64(v.Files)), len(v.Stages), v.Lines))
}
