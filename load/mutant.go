//go:build mutant

package load

import (
	"os"

	"lollipop/internal/table"
	"lollipop/internal/target"
)

const mutant = true

// mutants are the ways to break a batch, by the name that LOLLIPOP_MUTANT selects one with. Each spares the target's
// own constraints and row counts of load: it is reconcile that has to find it.
var mutants = map[string]func(name string, b *table.Batch){
	"load-drop-last-row":   dropLastRow,
	"load-date-off-by-one": dateOffByOne,
	"load-swap-child":      swapChild,
	"load-swap-columns":    swapColumns,
	"load-drop-note":       dropNote,
	"load-counted":         flipCounted,
}

func mutateBatch(name string, b *table.Batch) {
	if f := mutants[os.Getenv("LOLLIPOP_MUTANT")]; f != nil && b.N > 0 {
		f(name, b)
	}
}

func column(b *table.Batch, name string) *table.Vector { return &b.Vec[b.Schema().Index(name)] }

// dropLastRow loses the last measurement of each batch.
func dropLastRow(name string, b *table.Batch) {
	if name != "measurement" {
		return
	}
	b.N--
	for i, c := range b.Schema() {
		v := &b.Vec[i]
		switch c.Kind {
		case table.Int64:
			v.I64 = v.I64[:b.N]
		case table.Int32:
			v.I32 = v.I32[:b.N]
		default:
			v.Text.Off = v.Text.Off[:b.N+1]
			v.Text.Data = v.Text.Data[:v.Text.Off[b.N]]
		}
	}
}

// dateOffByOne moves the first dated immunisation of each batch by a day.
func dateOffByOne(name string, b *table.Batch) {
	if name != "immunisation" {
		return
	}
	for i, date := range column(b, "occurred_on").I32[:b.N] {
		if days, ok := target.Days(date); ok {
			column(b, "occurred_on").I32[i] = target.DateOfDays(days + 1)
			return
		}
	}
}

// swapChild gives two immunisations of different children to each other's child.
func swapChild(name string, b *table.Batch) {
	if name != "immunisation" {
		return
	}
	child := column(b, "child_id").I64
	for i := 1; i < b.N; i++ {
		if child[i] != child[i-1] {
			child[i], child[i-1] = child[i-1], child[i]
			return
		}
	}
}

// swapColumns binds given name and surname to each other.
func swapColumns(name string, b *table.Batch) {
	if name == "child_name" {
		given, surname := column(b, "given_name"), column(b, "surname")
		*given, *surname = *surname, *given
	}
}

// dropNote empties the notes of a batch of observations.
func dropNote(name string, b *table.Batch) {
	if name == "observation" {
		note := &column(b, "note").Text
		clear(note.Off)
		note.Data = note.Data[:0]
	}
}

// flipCounted counts the doses that do not count, and the reverse.
func flipCounted(name string, b *table.Batch) {
	if name == "immunisation" {
		for i, v := range column(b, "counted").I32 {
			column(b, "counted").I32[i] = 1 - v
		}
	}
}
