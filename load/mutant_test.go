//go:build mutant

package load

import (
	"testing"

	"lollipop/internal/table"
	"lollipop/internal/target"
	"lollipop/mappings"
)

// Each mutant changes its own table, keeps the batch sound, and lets the others be.
func TestMutantsChangeTheirTable(t *testing.T) {
	set, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	victims := map[string]string{
		"load-drop-last-row": "measurement", "load-date-off-by-one": "immunisation", "load-swap-child": "immunisation",
		"load-swap-columns": "child_name", "load-drop-note": "observation", "load-counted": "immunisation",
	}
	for name := range mutants {
		t.Setenv("LOLLIPOP_MUTANT", name)
		for _, tb := range set.Tables() {
			b, was := twoRows(tb), twoRows(tb)
			mutateBatch(tb.Name, b)
			if changed := !same(b, was); changed != (victims[name] == tb.Name) {
				t.Errorf("%s on %s: changed %v", name, tb.Name, changed)
			}
		}
	}
}

func twoRows(t *mappings.Table) *table.Batch {
	b := table.NewBatch(target.Schema(Columns(t)), 2)
	for i, c := range b.Schema() {
		v := &b.Vec[i]
		for row := range 2 {
			switch c.Kind {
			case table.Int64:
				v.I64 = append(v.I64, int64(row+1))
			case table.Int32:
				v.I32 = append(v.I32, []int32{1, 20240101}[min(1, len(c.Name)/8)])
			default:
				v.Text.AppendString(c.Name)
			}
		}
	}
	b.N = 2
	return b
}

func same(a, b *table.Batch) bool {
	if a.N != b.N {
		return false
	}
	for i, c := range a.Schema() {
		for row := range a.N {
			x, y := &a.Vec[i], &b.Vec[i]
			switch c.Kind {
			case table.Int64:
				if x.I64[row] != y.I64[row] {
					return false
				}
			case table.Int32:
				if x.I32[row] != y.I32[row] {
					return false
				}
			default:
				if string(x.Text.At(row)) != string(y.Text.At(row)) {
					return false
				}
			}
		}
	}
	return true
}
