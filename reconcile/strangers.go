package reconcile

import (
	"context"
	"strings"

	"lollipop/internal/table"
)

// tableLoadLedger is written by load itself and belongs to no table of target.csv.
const tableLoadLedger = "load_ledger"

// findStrangers looks for what stands in the candidate and is not of its schema:
// a table, column, view, trigger or rule that somebody added. A trigger or a rule
// changes what the target will hold once it is live; anything else would be
// promoted unseen.
func (r *run) findStrangers(ctx context.Context) error {
	there, err := r.Target.Objects(ctx)
	if err != nil {
		return err
	}
	ours := r.schemaObjects()
	for _, object := range there {
		kind, name, _ := strings.Cut(object, " ")
		of, column, _ := strings.Cut(name, ".")
		if ours[object] || of == tableLoadLedger && (kind == "table" || kind == "column") {
			continue
		}
		r.breaks.add(Break{checkTarget, of, table.NullInt64, table.NullInt64, column, kind + "-not-of-the-schema"})
	}
	return nil
}

// schemaObjects are the tables and columns that target.csv describes.
func (r *run) schemaObjects() map[string]bool {
	ours := map[string]bool{}
	for _, t := range r.tables {
		for _, prefix := range []string{"", "restricted_"} {
			if prefix != "" && !t.Twin {
				continue
			}
			ours["table "+prefix+t.Name] = true
			ours["column "+prefix+t.Name+"."+columnLoad] = true
			for _, c := range t.columns {
				ours["column "+prefix+t.Name+"."+c.Name] = true
			}
		}
	}
	return ours
}
