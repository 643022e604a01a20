package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"lollipop/internal/console"
	"lollipop/internal/ledger"
	"lollipop/transform"
)

func newTransformCommand(a *app) *cobra.Command {
	var o stageOptions
	c := &cobra.Command{
		Use:   "transform",
		Short: "stage 2: make children and their events, with the lineage of each",
		Long: `Applies versions and deletes, resolves codes, joins the records that are one child by
rule, merges what two sources tell of one event, and writes the target's tables, the
crosswalk, the lineage and the disposition of every row to 2-transform.
` + exitCodes,
		Example: "  lollipop transform --work work\n  lollipop transform --work rehearsal2 --previous rehearsal1",
		Args:    noArgs,
	}
	o.addFlags(c.Flags())
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := o.validate(needs{}); err != nil {
			return err
		}
		return withSession(o, "transform", a.console(o.json, o.quiet), func(s *session) error {
			return s.transform(c.Context())
		})
	}
	return c
}

func (s *session) transform(ctx context.Context) error {
	var sum transform.Summary
	err := s.stage(ctx, ledger.Transform, func(observe func(done, total int64, what string)) error {
		var err error
		sum, err = transform.Run(ctx, transform.Options{
			Mappings: s.maps, Work: s.ws, Workers: s.conf.Workers, Previous: s.previous, Decisions: s.conf.Decisions, RestrictedDecisions: s.conf.RestrictedDecisions, Tool: toolName(), OnProgress: observe,
		})
		s.stood = sum.Fresh
		return err
	})
	if err != nil {
		return err
	}
	if sum.Fresh {
		s.out.Note("transform: nothing changed, 2-transform stands")
	} else {
		s.out.Note("transform: %s person records are %s children; %s target rows",
			console.Count(sum.Persons), console.Count(sum.Children), console.Count(sum.Rows))
	}
	s.warnOfDecisions(sum)
	return s.out.Emit("transform", sum)
}

// warnOfDecisions says where what people decided is of no record, and so joins and
// parts nobody: a key that was mistyped looks like a record that has gone.
func (s *session) warnOfDecisions(sum transform.Summary) {
	if n := sum.Counts["decisions.nobody"]; n > 0 {
		s.out.Warn("%s decisions about pairs name a record that these extracts do not hold and do nothing: "+
			"see that both sources are names of folders, and look up the GUIDs", console.Count(n))
	}
}
