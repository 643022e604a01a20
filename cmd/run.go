package cmd

import (
	"context"

	"github.com/spf13/cobra"
)

func newRunCommand(a *app) *cobra.Command {
	var o stageOptions
	c := &cobra.Command{
		Use:   "run",
		Short: "all four stages, from extracts to report",
		Long: `Runs extract, transform, load and reconcile. A stage whose inputs are what they were
stands as it is; the first that is missing, was interrupted or no longer fits begins anew.
The same command goes on after Ctrl-C or a crash and ends with the same bytes.
` + exitCodes,
		Example: "  lollipop run --extracts extracts --work work\n  lollipop run --extracts extracts --work work --target postgres://loader@localhost/childhealth",
		Args:    noArgs,
	}
	o.addFlags(c.Flags())
	addPlainFlag(c.Flags(), &o.plain)
	addRestrictedFlag(c.Flags(), &o.restricted)
	addTruthFlag(c.Flags(), &o.truth)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := o.validate(needs{extracts: true}); err != nil {
			return err
		}
		return withSession(o, "run", a.console(o.json, o.quiet), func(s *session) error {
			return s.all(c.Context())
		})
	}
	return c
}

// all runs the four stages and shows the summary of the report.
func (s *session) all(ctx context.Context) error {
	if _, err := s.extract(ctx); err != nil { // what could not be read fails a check at the end
		return err
	}
	if err := s.transform(ctx); err != nil {
		return err
	}
	return s.loadAndJudge(ctx)
}
