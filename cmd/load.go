package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"lollipop/internal/config"
	"lollipop/internal/console"
	"lollipop/internal/ledger"
	"lollipop/load"
)

func newLoadCommand(a *app) *cobra.Command {
	var o stageOptions
	c := &cobra.Command{
		Use:   "load",
		Short: "stage 3: fill a candidate in SQLite or PostgreSQL",
		Long: `Fills a candidate with the tables of 2-transform: a file beside the live one in SQLite,
the schemas lollipop_candidate and lollipop_candidate_restricted in PostgreSQL. Rows come
first, then keys, references and checks. Nothing live is touched. A second load of the
same input changes nothing and says so; an interrupted one is built anew.
` + exitCodes,
		Example: "  lollipop load --work work\n  lollipop load --work work --target postgres://loader@localhost/childhealth",
		Args:    noArgs,
	}
	o.addFlags(c.Flags())
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := o.validate(needs{}); err != nil {
			return err
		}
		return withSession(o, "load", a.console(o.json, o.quiet), func(s *session) error {
			return s.load(c.Context())
		})
	}
	return c
}

func (s *session) load(ctx context.Context) error {
	var sum load.Summary
	err := s.stage(ctx, ledger.Load, func(observe func(done, total int64, what string)) error {
		t := openLoadTarget(s.conf.Target)
		var err error
		sum, err = load.Run(ctx, load.Options{
			Mappings: s.maps, Work: s.ws, Workers: s.conf.Workers, Target: t, Tool: toolName(),
			Observer: load.Observer{OnProgress: observe},
		})
		if errClose := t.Close(); err == nil {
			err = errClose
		}
		s.stood = sum.Unchanged
		return err
	})
	if err != nil {
		return err
	}
	where := config.RedactTarget(s.conf.Target)
	if sum.Unchanged {
		s.out.Note("load: the candidate of %s holds this already, nothing was changed", where)
	} else {
		s.out.Note("load: %s rows in %d tables, %s children, in the candidate of %s",
			console.Count(sum.Rows), sum.Tables, console.Count(sum.Children), where)
	}
	return s.out.Emit("load", sum)
}
