package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"lollipop/fixtures"
	"lollipop/internal/console"
	"lollipop/mappings"
)

func newFixturesPersonsCommand(a *app) *cobra.Command {
	o := fixturesOptions{scenario: fixtures.ScenarioLancashire}
	c := &cobra.Command{
		Use:   "persons",
		Short: "write a table of synthetic person records with its truth",
		Long: `Writes persons.csv, one record of a person a line, and truth.csv, which says which of them
are one child: what a matcher of persons is measured on. They are the children of
fixtures generate with the same number and seed, as each source knows them. The records
come in no order.

truth.csv holds for each record the child, the kind of record, the household, the birth
(twins share one), whether the child is protected, ethnicity, sex and age in years.
` + exitCodes,
		Example: "  lollipop fixtures persons --children 2000 --out persons",
		Args:    noArgs,
	}
	f := c.Flags()
	f.StringVar(&o.faults, "faults", "default", "default or none")
	f.IntVar(&o.children, "children", 2000, "distinct children")
	f.Uint64Var(&o.seed, "seed", 1, "the same seed gives the same bytes")
	f.StringVar(&o.out, "out", "", "folder to write to; empty or not there yet")
	addOutputFlags(f, &o.json, &o.quiet)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := o.validate(); err != nil {
			return err
		}
		return runFixturesPersons(c.Context(), o, a.console(o.json, o.quiet))
	}
	return c
}

func runFixturesPersons(ctx context.Context, o fixturesOptions, out *console.Console) error {
	maps, err := mappings.Load()
	if err != nil {
		return err
	}
	p := out.Progress("persons")
	sum, err := fixtures.Persons(ctx, fixtures.Options{
		Scenario: o.scenario, Faults: o.faults, Children: o.children, Seed: o.seed, Out: o.out, Mappings: maps, Observer: p.Observe,
	})
	p.End()
	if err != nil {
		return err
	}
	out.Note("persons: %s records of %s children in %s", console.Count(sum.Records), console.Count(sum.Children), o.out)
	return out.Emit("persons", sum)
}
