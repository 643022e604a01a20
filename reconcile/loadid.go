package reconcile

import (
	"context"
	"strconv"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/internal/target"
)

// columnLoad is on every row of the target, and in the ledger of loads: which load
// wrote it. It belongs to no table of target.csv.
const columnLoad = "load_id"

// ofAnotherLoad is the break of a row that a load wrote which the ledger does not
// have, or has as unfinished: an undo would leave it, or take it along.
const ofAnotherLoad = "differs-from-the-ledger"

// ofAnotherStage is the break of a ledger that tells of something else than the
// manifest of load, which the report quotes and people sign: once live, nothing
// else would say which rehearsal the target holds.
const ofAnotherStage = "differs-from-the-manifest"

// ledgerColumns are what the ledger of loads says of one.
var ledgerColumns = []target.Column{
	{Name: columnLoad, Kind: target.Int},
	{Name: "complete", Kind: target.Bool},
	{Name: "manifest_root", Kind: target.Text},
	{Name: "transform_root", Kind: target.Text},
	{Name: "as_of", Kind: target.Date},
	{Name: "tool_version", Kind: target.Text},
	{Name: "tables", Kind: target.Int},
	{Name: "rows", Kind: target.Int},
}

// readLoad reads which load the ledger has as complete, and holds what it says of
// it against the manifest. Without exactly one there is nothing to hold the rows
// against, which is a break itself.
func (r *run) readLoad(ctx context.Context) error {
	var loads []int64
	var says []string
	err := r.Target.Scan(ctx, r.Target.Table(tableLoadLedger, false), ledgerColumns, columnLoad, func(b *table.Batch) error {
		for i := range b.N {
			if b.Vec[1].I32[i] == 1 {
				loads = append(loads, b.Vec[0].I64[i])
				says = []string{
					string(b.Vec[2].Text.At(i)), string(b.Vec[3].Text.At(i)), chis.Date(b.Vec[4].I32[i]).String(), string(b.Vec[5].Text.At(i)),
					strconv.FormatInt(b.Vec[6].I64[i], 10), strconv.FormatInt(b.Vec[7].I64[i], 10),
				}
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
	for i, want := range r.in.told() {
		if says[i] != want {
			r.breaks.add(Break{checkTarget, tableLoadLedger, nullID, nullID, ledgerColumns[i+2].Name, ofAnotherStage})
		}
	}
	return nil
}

// told is what the manifest of load says, in the order of the ledger's columns.
func (in *inputs) told() []string {
	content := in.load.Content
	var tables, rows int64
	for name, n := range content.Counts {
		if strings.HasPrefix(name, "rows.") {
			tables, rows = tables+1, rows+n
		}
	}
	return []string{in.load.Root, in.transform.Root, content.AsOf, content.Tool, strconv.FormatInt(tables, 10), strconv.FormatInt(rows, 10)}
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
