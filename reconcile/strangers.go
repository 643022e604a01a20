package reconcile

import (
	"context"
	"maps"
	"slices"
	"strings"

	"lollipop/internal/table"
	"lollipop/mappings"
)

// tableLoadLedger is written by load itself and belongs to no table of target.csv.
const tableLoadLedger = "load_ledger"

// loadLedgerColumns are all it has.
var loadLedgerColumns = []string{"load_id", "manifest_root", "transform_root", "as_of", "tool_version", "tables", "rows", "complete"}

// findStrangers looks for what stands in the candidate and is not of its schema:
// a table, column, view, trigger, rule, index or constraint that somebody added;
// and for what is of the schema and does not stand there. A trigger or a rule changes
// what the target will hold once it is live, and so does a constraint that is gone;
// anything else would be promoted unseen.
func (r *run) findStrangers(ctx context.Context) error {
	there, err := r.Target.Objects(ctx)
	if err != nil {
		return err
	}
	ours := r.schemaObjects()
	for _, object := range there {
		if _, is := ours[object]; is {
			ours[object] = true
		} else if !ledgerDiffers(object) {
			r.schemaBreak(object, "-not-of-the-schema")
		}
	}
	for _, object := range slices.Sorted(maps.Keys(ours)) {
		if !ours[object] {
			r.schemaBreak(object, "-missing")
		}
	}
	return nil
}

// ledgerDiffers reports what guards load_ledger in one kind of database and not in
// the other: PostgreSQL has a boolean there, and says of more columns that they are filled.
func ledgerDiffers(object string) bool {
	return strings.HasPrefix(object, "required "+tableLoadLedger+".") || object == "constraint "+tableLoadLedger+".complete_check"
}

func (r *run) schemaBreak(object, what string) {
	kind, name, _ := strings.Cut(object, " ")
	of, part, _ := strings.Cut(name, ".")
	r.breaks.add(Break{checkTarget, of, table.NullInt64, table.NullInt64, part, kind + what})
}

// schemaObjects are the tables that target.csv describes, their columns and what
// guards them, none of them found yet.
func (r *run) schemaObjects() map[string]bool {
	ours := map[string]bool{"table " + tableLoadLedger: false, "constraint " + tableLoadLedger + ".pkey": false}
	for _, c := range loadLedgerColumns {
		ours["column "+tableLoadLedger+"."+c] = false
	}
	for _, t := range r.Mappings.Tables() {
		for _, twin := range []bool{false, true} {
			if !twin || t.Twin {
				r.tableObjects(ours, t, twin)
			}
		}
	}
	return ours
}

// tableObjects adds those of a table or its twin. A twin refers to tables without
// one alone: its child may stand in the open table or in the restricted one.
func (r *run) tableObjects(ours map[string]bool, t *mappings.Table, twin bool) {
	name := t.Name
	if twin {
		name = "restricted_" + name
	}
	for _, object := range []string{"table " + name, "constraint " + name + ".pkey", "column " + name + "." + columnLoad, "required " + name + "." + columnLoad} {
		ours[object] = false
	}
	for _, c := range t.Columns {
		at := name + "." + c.Name
		ours["column "+at] = false
		if !c.Null {
			ours["required "+at] = false
		}
		if c.Kind != mappings.TargetInt {
			ours["constraint "+at+"_check"] = false
		}
		if c.References != "" && (!twin || !r.Mappings.Table(c.References).Twin) {
			ours["constraint "+at+"_fkey"] = false
		}
		switch {
		case c.Name != "child_id":
		case t.Name == tableBirth: // a child was born once
			ours["unique "+at] = false
		default:
			ours["index "+at] = false
		}
	}
}
