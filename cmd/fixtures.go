package cmd

import (
	"context"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lollipop/fixtures"
	"lollipop/internal/console"
	"lollipop/mappings"
)

type fixturesOptions struct {
	scenario, faults, out string
	with                  []string
	children, moreEvents  int
	seed                  uint64
	workers               int
	json, quiet           bool
}

func newFixturesCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:     "fixtures",
		Short:   "make synthetic extracts whose truth is known",
		Long:    "Synthetic extracts for rehearsals and for CI. No real person is in them.\n" + exitCodes,
		Example: "  lollipop fixtures generate --children 2000 --out synthetic",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			return usagef("type `lollipop fixtures --help`", "name what to do: generate, persons or score")
		},
	}
	c.AddCommand(newFixturesGenerateCommand(a), newFixturesPersonsCommand(a), newFixturesScoreCommand(a))
	return c
}

func newFixturesGenerateCommand(a *app) *cobra.Command {
	var o fixturesOptions
	c := &cobra.Command{
		Use:   "generate",
		Short: "write synthetic EMIS extracts with their truth",
		Long: `Writes extracts of a legacy child health system and of a feed of 20 practices, a
lollipop.yaml, a restricted register and the truth: who is whom, which rows are one
event, which faults were planted and where each must end. The same seed gives the same
bytes.

Scenarios: lancashire (the real practices and commissioners, invented people) and broken
(everything that can go wrong at once). Faults: default or none. With --with open some
more practices send EMIS Open messages, which the scenario broken always has.
` + exitCodes,
		Example: "  lollipop fixtures generate --children 2000 --out synthetic\n  lollipop fixtures generate --children 486062 --seed 7 --out full",
		Args:    noArgs,
	}
	f := c.Flags()
	f.StringVar(&o.scenario, "scenario", "lancashire", "lancashire or broken")
	f.StringVar(&o.faults, "faults", "default", "default or none")
	f.StringSliceVar(&o.with, "with", nil, "open: a third source, practices that send EMIS Open messages")
	f.IntVar(&o.children, "children", 2000, "distinct children")
	f.IntVar(&o.moreEvents, "more-events", 0, "so many measurements more of each child, to measure memory against events")
	f.Uint64Var(&o.seed, "seed", 1, "the same seed gives the same bytes")
	f.StringVar(&o.out, "out", "", "folder to write to; empty or not there yet")
	f.IntVar(&o.workers, "workers", 0, "workers (default: one a processor); the result does not depend on it")
	addOutputFlags(f, &o.json, &o.quiet)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := o.validate(); err != nil {
			return err
		}
		return runFixtures(c.Context(), o, a.console(o.json, o.quiet))
	}
	return c
}

func (o *fixturesOptions) validate() error {
	switch {
	case o.out == "":
		return usagef("name a folder, for example --out synthetic", "flag --out is missing")
	case filled(o.out):
		return usagef("name a folder that is empty or not there yet", "flag --out: folder %s holds something", o.out)
	case o.scenario != "lancashire" && o.scenario != "broken":
		return usagef("write --scenario lancashire or --scenario broken", "flag --scenario: %q is no scenario", o.scenario)
	case slices.ContainsFunc(o.with, func(w string) bool { return w != "open" }):
		return usagef("write --with open", "flag --with: %q is nothing that can be added", strings.Join(o.with, ","))
	case o.faults != "default" && o.faults != "none":
		return usagef("write --faults default or --faults none", "flag --faults: %q is neither default nor none", o.faults)
	case o.moreEvents < 0 || o.moreEvents > fixtures.MaxMoreEvents:
		return usagef("write a number from 0 to 1000", "flag --more-events: %d events more of each child cannot be made", o.moreEvents)
	case o.children < 1 || o.children > 5_000_000:
		return usagef("write a number from 1 to 5000000", "flag --children: %d children cannot be made", o.children)
	}
	return validWorkers(o.workers)
}

// filled reports a folder that holds something, or a file.
func filled(path string) bool {
	entries, err := os.ReadDir(path)
	return len(entries) > 0 || err != nil && exists(path)
}

func runFixtures(ctx context.Context, o fixturesOptions, out *console.Console) error {
	maps, err := mappings.Load()
	if err != nil {
		return err
	}
	p := out.Progress("fixtures")
	sum, err := fixtures.Run(ctx, fixtures.Options{
		Scenario: o.scenario, Faults: o.faults, Children: o.children, Seed: o.seed, MoreEvents: o.moreEvents, Out: o.out, Open: len(o.with) > 0,
		Workers: o.workers, Mappings: maps, Observer: p.Observe,
	})
	p.End()
	if err != nil {
		return err
	}
	out.Note("fixtures: %s children in %s", console.Count(int64(o.children)), o.out)
	out.Note("next:  lollipop run --extracts %s/extracts --work work", o.out)
	return out.Emit("fixtures", sum)
}
