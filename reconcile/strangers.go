package reconcile

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"lollipop/internal/table"
	"lollipop/mappings"
)

// tableLoadLedger is written by load itself and belongs to no table of target.csv.
const tableLoadLedger = "load_ledger"

// findStrangers looks for what stands in the candidate and is not of its schema:
// a table, column, view, trigger, rule, index or constraint that somebody added;
// for what is of the schema and does not stand there; and for a constraint or index
// that bears its name and says something else. A trigger or a rule changes what the
// target will hold once it is live, and so does a constraint that is gone; anything
// else would be promoted unseen.
func (r *run) findStrangers(ctx context.Context) error {
	there, err := r.Target.Objects(ctx)
	if err != nil {
		return err
	}
	ours := schemaObjects(r.Mappings)
	for _, object := range there {
		says, is := ours[object.Name]
		switch {
		case !is:
			r.schemaBreak(object.Name, "-not-of-the-schema")
		case says != object.Says:
			r.schemaBreak(object.Name, "-differs-from-the-schema")
		}
		delete(ours, object.Name)
	}
	for _, name := range slices.Sorted(maps.Keys(ours)) {
		r.schemaBreak(name, "-missing")
	}
	return nil
}

func (r *run) schemaBreak(object, what string) {
	kind, name, _ := strings.Cut(object, " ")
	of, part, _ := strings.Cut(name, ".")
	r.breaks.add(Break{checkTarget, of, table.NullInt64, table.NullInt64, part, kind + what})
}

// schemaObjects are the tables that target.csv describes, their columns and what
// guards them, by name, with what each says.
func schemaObjects(set *mappings.Set) map[string]string {
	ours := map[string]string{}
	ledgerObjects(ours)
	for _, t := range set.Tables() {
		for _, twin := range []bool{false, true} {
			if !twin || t.Twin {
				tableObjects(ours, set, t, twin)
			}
		}
	}
	return ours
}

// ledgerObjects adds those of load_ledger, of which only the root is empty at first.
func ledgerObjects(ours map[string]string) {
	ours["table "+tableLoadLedger] = ""
	ours["constraint "+tableLoadLedger+".pkey"] = "(load_id)"
	ours["constraint "+tableLoadLedger+".complete_check"] = "complete in (0, 1)"
	for _, c := range []string{"load_id", "manifest_root", "transform_root", "as_of", "tool_version", "tables", "rows", "complete"} {
		ours["column "+tableLoadLedger+"."+c] = ""
		if c != "manifest_root" {
			ours["required "+tableLoadLedger+"."+c] = ""
		}
	}
}

// tableObjects adds those of a table or its twin. A twin refers to tables without
// one alone: its child may stand in the open table or in the restricted one.
func tableObjects(ours map[string]string, set *mappings.Set, t *mappings.Table, twin bool) {
	name := t.Name
	if twin {
		name = "restricted_" + name
	}
	ours["table "+name] = ""
	ours["constraint "+name+".pkey"] = "(id)"
	ours["column "+name+"."+columnLoad] = ""
	ours["required "+name+"."+columnLoad] = ""
	for _, c := range t.Columns {
		at := name + "." + c.Name
		ours["column "+at] = ""
		if !c.Null {
			ours["required "+at] = ""
		}
		if says := columnCheck(c); says != "" {
			ours["constraint "+at+"_check"] = says
		}
		if c.References != "" && (!twin || !set.Table(c.References).Twin) {
			ours["constraint "+at+"_fkey"] = fmt.Sprintf("(%s) references %s (id)", c.Name, c.References)
		}
		switch {
		case c.Name != "child_id":
		case t.Name == tableBirth: // a child was born once
			ours["unique "+at] = "(child_id)"
		default:
			ours["index "+at] = "(child_id)"
		}
	}
}

// columnCheck is what every value of a column satisfies, in the words of target.Object.
func columnCheck(c mappings.TargetColumn) string {
	switch {
	case c.Kind == mappings.TargetInt:
		return ""
	case c.Kind == mappings.TargetBool:
		return c.Name + " in (0, 1)"
	case c.Kind == mappings.TargetDate:
		return c.Name + " between '1800-01-01' and '2199-12-31'"
	case c.Words != nil:
		return c.Name + " in ('" + strings.Join(c.Words, "', '") + "')"
	case c.Kind == mappings.TargetText, c.Kind == mappings.TargetDecimal:
		return c.Name + " <> ''"
	default: // an id
		return c.Name + " > 0"
	}
}
