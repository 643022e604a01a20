package explain

import (
	"context"
	"strings"

	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

// refused is the outcome of a pair of which one is protected.
const refused = "refused"

// Pair is a decision about two person records.
type Pair struct {
	RowA    int64  `json:"row_a"`
	RowB    int64  `json:"row_b"`
	ChildA  int64  `json:"child_a"`
	ChildB  int64  `json:"child_b"`
	Outcome string `json:"outcome"` // merged or review; empty where nothing was decided
	Rule    string `json:"rule"`
	// Score is what likeness says of the two, where two records were asked for; nil
	// where either is restricted.
	Score *Score `json:"score,omitempty"`

	levels string // as transform kept them, empty where it did not
}

// Verdict is what was decided about two person records, or about those of two
// children.
type Verdict struct {
	Records   []Record `json:"records"`
	SameChild bool     `json:"same_child"`
	// Pairs are the decisions, and pairs of which there is none: records that share
	// neither number nor identifier and are not alike.
	Pairs []Pair `json:"pairs"`
	Rules []Rule `json:"rules"`
}

// OfPair says what was decided about two person records, each given by the
// id of its patient row, or by that of its child for all records of it. Errors:
// UnknownError, and those of the ledger.
func OfPair(ctx context.Context, o Options, a, b int64) (*Verdict, error) {
	w, err := open(ctx, o)
	if err != nil {
		return nil, err
	}
	sides, err := w.sides(ctx, a, b)
	if err != nil {
		return nil, err
	}
	v := &Verdict{SameChild: sides[0][0].child == sides[1][0].child}
	isOf := func(side []person, row int64) bool {
		for _, p := range side {
			if p.row == row {
				return true
			}
		}
		return false
	}
	v.Pairs, err = w.pairs(ctx, func(p *Pair) bool {
		return isOf(sides[0], p.RowA) && isOf(sides[1], p.RowB) || isOf(sides[0], p.RowB) && isOf(sides[1], p.RowA)
	})
	if err != nil {
		return nil, err
	}
	if err := w.score(ctx, v, sides); err != nil {
		return nil, err
	}
	c := &Child{Pairs: v.Pairs}
	for _, p := range append(sides[0], sides[1]...) {
		if err := w.place(ctx, c, p); err != nil {
			return nil, err
		}
	}
	v.Records, v.Rules = c.Records, w.words(c)
	return v, nil
}

// sides finds the person records that both ids stand for.
func (w *work) sides(ctx context.Context, ids ...int64) ([][]person, error) {
	found := make([][]person, len(ids))
	err := w.crosswalk(ctx, func(p person) {
		for i, id := range ids {
			if p.row == id || p.child == id {
				found[i] = append(found[i], p)
			}
		}
	})
	if err != nil {
		return nil, err
	}
	for i, id := range ids {
		if len(found[i]) == 0 || w.protected[found[i][0].child] {
			what := "child"
			if id>>fileShift > 0 {
				what = "person record with the patient row"
			}
			return nil, &UnknownError{What: what, ID: id}
		}
	}
	return found, nil
}

// place adds a person record by where its patient row stands.
func (w *work) place(ctx context.Context, c *Child, p person) error {
	var r Record
	columns := []string{"row_id", "line", "offset"}
	err := w.at(ctx, w.staged("patient", p.row>>fileShift), columns, []int64{p.row}, func(b *table.Batch, i int) {
		r = Record{Row: w.row(p.row, b.Vec[1].I64[i], b.Vec[2].I64[i]), RetiredID: p.retired}
	})
	if err == nil && w.Identifiable && !p.restricted && !w.restricted[p.child] {
		r.Identity, err = w.identity(ctx, p.row)
	}
	c.Records = append(c.Records, r)
	return err
}

// pairs lists the decisions that are asked for, in the order of the workspace.
func (w *work) pairs(ctx context.Context, keep func(*Pair) bool) (list []Pair, err error) {
	path := []string{w.Work.Path(ledger.Transform, "pair.parquet")}
	columns := []string{"row_a", "row_b", "outcome", "rule", "child_a", "child_b", "levels"}
	err = eachRow(ctx, path, columns, func(b *table.Batch, i int) {
		p := Pair{
			RowA: b.Vec[0].I64[i], RowB: b.Vec[1].I64[i], ChildA: b.Vec[4].I64[i], ChildB: b.Vec[5].I64[i],
			Outcome: string(b.Vec[2].Text.At(i)), Rule: string(b.Vec[3].Text.At(i)), levels: string(b.Vec[6].Text.At(i)),
		}
		if keep(&p) {
			list = append(list, p)
		}
	})
	return list, err
}

// Reasons are the rules of a pair apart.
func (p *Pair) Reasons() []string { return strings.Split(p.Rule, "+") }
