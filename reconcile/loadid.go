package reconcile

import (
	"context"

	"lollipop/internal/table"
	"lollipop/internal/target"
)

// columnLoad is on every row of the target, and in the ledger of loads: which load
// wrote it. It belongs to no table of target.csv.
const columnLoad = "load_id"

// ofAnotherLoad is the break of a row that a load wrote which the ledger does not
// have, or has as unfinished: an undo would leave it, or take it along.
const ofAnotherLoad = "differs-from-the-ledger"

// readLoad reads which load the ledger has as complete. Without exactly one there
// is nothing to hold the rows against, which is a break itself.
func (r *run) readLoad(ctx context.Context) error {
	columns := []target.Column{{Name: columnLoad, Kind: target.Int}, {Name: "complete", Kind: target.Bool}}
	var loads []int64
	err := r.Target.Scan(ctx, r.Target.Table(tableLoadLedger, false), columns, columnLoad, func(b *table.Batch) error {
		for i := range b.N {
			if b.Vec[1].I32[i] == 1 {
				loads = append(loads, b.Vec[0].I64[i])
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(loads) != 1 {
		r.breaks.add(Break{checkTarget, tableLoadLedger, nullID, nullID, columnLoad, "not-one-complete-load"})
		return nil
	}
	r.load = loads[0]
	return nil
}

// withLoad are the columns of a table and, last, the load of each row.
func (t *targetTable) withLoad() []target.Column {
	columns := append([]target.Column(nil), t.columns...)
	return append(columns, target.Column{Name: columnLoad, Kind: target.Int})
}

// judgeLoad holds the load of each row against that of the ledger.
func (s *targetScan) judgeLoad(b *table.Batch) {
	if s.load == 0 {
		return
	}
	for i, load := range b.Vec[len(s.table.columns)].I64 {
		if load != s.load {
			s.join.report(b, i, columnLoad, ofAnotherLoad)
		}
	}
}
