package reconcile

import (
	"cmp"
	"context"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/internal/target"
	"lollipop/mappings"
)

// memory is a target that lies in memory.
type memory struct {
	maps *mappings.Set
	rows map[string][]cells
	told cells // of the ledger of loads, unless its row says otherwise
}

func (m *memory) Table(name string, restricted bool) string {
	if restricted {
		return "restricted_" + name
	}
	return name
}

func (m *memory) Count(_ context.Context, name string) (int64, error) {
	return int64(len(m.rows[name])), nil
}

// Objects are those of the schema, without what a test names under "-", and with
// what it adds under "+".
func (m *memory) Objects(context.Context) (objects []target.Object, err error) {
	for name, says := range schemaObjects(m.maps) {
		if !slices.ContainsFunc(m.rows["-"], func(c cells) bool { return c["object"] == name }) {
			objects = append(objects, target.Object{Name: name, Says: says})
		}
	}
	for _, row := range m.rows["+"] {
		objects = append(objects, target.Object{Name: row["object"], Says: row["says"]})
	}
	return objects, nil
}

func (m *memory) Scan(_ context.Context, name string, columns []target.Column, _ string, yield func(*table.Batch) error) error {
	rows := slices.Clone(m.rows[name])
	if name == tableLoadLedger && len(rows) == 0 {
		rows = []cells{{"complete": "1"}}
	}
	for i, row := range rows {
		if name == tableLoadLedger {
			rows[i] = m.told.with(row)
		}
	}
	for i, row := range rows { // of the first load, unless a test says otherwise
		rows[i] = row.with(cells{columnLoad: cmp.Or(row[columnLoad], "1")})
	}
	slices.SortStableFunc(rows, func(a, b cells) int {
		x, _ := chis.ParseInt64(a["id"])
		y, _ := chis.ParseInt64(b["id"])
		return int(x - y)
	})
	if len(rows) == 0 {
		return nil
	}
	return yield(batchOf(target.Schema(columns), rows))
}
