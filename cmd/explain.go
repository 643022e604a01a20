package cmd

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"lollipop/explain"
	"lollipop/internal/console"
)

type explainOptions struct {
	work, config  string
	child         int64
	pair          string
	identifiable  bool
	json, quiet   bool
	first, second int64 // of the pair

	persons, settings, parameters string // of dedupe
}

func newExplainCommand(a *app) *cobra.Command {
	var o explainOptions
	c := &cobra.Command{
		Use:   "explain",
		Short: "tell how one child came about: source rows, rules, merges, target rows",
		Long: `With --child: the person records that are this child, and every source row under their keys
with file, line and byte offset, what became of it, by which rule, what it was merged into
and which target rows it made. Rows that extract left out bear no key any more and are not
among them.

With --pair: what was decided about two person records, by which rule, and how likeness sees
them: what each field says in bits, and what stands against joining them. A record is named
by the row id of its patient row, as source_row of the target and pair.parquet have it; the id
of a child stands for all its records.

With --pair and --persons: how two records of a table that dedupe read come to their score,
field by field, by the parameters that dedupe saved. Records are named by their ids, and no
value of theirs is shown.

Without --persons it reads the workspace and nothing else, and needs transform. No identifying value is shown without
--identifiable, none of a restricted record even with it, and of a protected child nothing.
` + exitCodes,
		Example: "  lollipop explain --work work --child 358\n  lollipop explain --work work --pair 4398046511109,70368744177665\n" +
			"  lollipop explain --persons persons.csv --parameters parameters.json --pair 17,4711",
		Args: noArgs,
	}
	f := c.Flags()
	f.StringVar(&o.work, "work", "", "workspace of the rehearsal")
	f.StringVar(&o.config, "config", "", "configuration (default: lollipop.yaml in the current folder)")
	f.Int64Var(&o.child, "child", 0, "id of a child in the target")
	f.StringVar(&o.pair, "pair", "", "two person records, A,B")
	f.StringVar(&o.persons, "persons", "", "table of persons that dedupe read")
	f.StringVar(&o.settings, "settings", "", "with --persons: what its columns are called")
	f.StringVar(&o.parameters, "parameters", "", "with --persons: what dedupe --save-parameters wrote")
	f.BoolVar(&o.identifiable, "identifiable", false, "show names, birth date, NHS number and postcode of person records")
	addOutputFlags(f, &o.json, &o.quiet)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if o.persons != "" {
			return runExplainScore(c.Context(), o, a.console(o.json, o.quiet))
		}
		if err := o.validate(); err != nil {
			return err
		}
		return runExplain(c.Context(), o, a.console(o.json, o.quiet))
	}
	return c
}

func (o *explainOptions) validate() error {
	switch {
	case o.settings != "" || o.parameters != "":
		return usagef("name the table that dedupe read", "flags --settings and --parameters go with --persons")
	case o.work == "":
		return usagef("name the workspace, for example --work work", "flag --work is missing")
	case o.child == 0 && o.pair == "":
		return usagef("name what to explain, for example --child 358", "flag --child or --pair is missing")
	case o.child != 0 && o.pair != "":
		return usagef("ask for one at a time", "flags --child and --pair do not go together")
	case o.child < 0:
		return usagef("give an id of the table child", "flag --child: %d is no id", o.child)
	case o.pair == "":
		return nil
	}
	a, b, _ := strings.Cut(o.pair, ",")
	var errA, errB error
	o.first, errA = strconv.ParseInt(strings.TrimSpace(a), 10, 64)
	o.second, errB = strconv.ParseInt(strings.TrimSpace(b), 10, 64)
	if errA != nil || errB != nil || o.first <= 0 || o.second <= 0 || o.first == o.second {
		return usagef("give two different row ids or child ids, for example --pair 358,412", "flag --pair: these are no two records")
	}
	return nil
}

func runExplain(ctx context.Context, o explainOptions, out *console.Console) error {
	set, ws, err := viewTransformed(o.config, o.work)
	if err != nil {
		return err
	}
	asked := explain.Options{Work: ws, Mappings: set, Identifiable: o.identifiable}
	if o.pair != "" {
		v, err := explain.OfPair(ctx, asked, o.first, o.second)
		if err != nil {
			return err
		}
		if err := out.Emit("explained_pair", v); err != nil {
			return err
		}
		return out.Print(pairText(v))
	}
	child, err := explain.OfChild(ctx, asked, o.child)
	if err != nil {
		return err
	}
	if err := out.Emit("explained_child", child); err != nil {
		return err
	}
	return out.Print(childText(child))
}
