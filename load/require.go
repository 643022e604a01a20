package load

import (
	"slices"

	"lollipop/internal/table"
	"lollipop/internal/target"
	"lollipop/mappings"
)

// requireValues refuses a batch that lacks a value the target requires. The target would refuse it too, but PostgreSQL
// writes the whole row that broke the rule into its own log, names and all. Its later complaints, about keys, checks
// and references, quote no more than an id.
func requireValues(t *mappings.Table, b *table.Batch) error {
	for i, c := range t.Columns {
		if !c.Null && lacks(Kind(c.Kind), &b.Vec[i], b.N) {
			return &target.ConstraintError{Table: t.Name, Constraint: c.Name, Kind: "not null"}
		}
	}
	return nil
}

func lacks(k target.Kind, v *table.Vector, n int) bool {
	switch k {
	case target.Int:
		return slices.Contains(v.I64[:n], target.NullInt)
	case target.Date:
		return slices.Contains(v.I32[:n], target.NullDate)
	case target.Bool:
		return slices.Contains(v.I32[:n], target.NullBool)
	}
	for i := range n {
		if v.Text.Off[i] == v.Text.Off[i+1] {
			return true
		}
	}
	return false
}
