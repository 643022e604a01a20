package explain

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
	"lollipop/transform/linkage/match"
)

// Score is how two person records come to their score. It holds no value of either.
type Score struct {
	match.Told
	// Anew says that transform kept no levels of the pair, and that the two patient rows
	// were compared now: without birth orders, which stand in events, and without a look
	// at who else bears a number.
	Anew bool `json:"anew,omitempty"`
	// Against says what keeps the two apart, or leaves them to a person, whatever their score.
	Against string `json:"against,omitempty"`
}

// mostScored bounds the pairs that are scored where children are asked for.
const mostScored = 25

// score adds the scores of the pairs that are asked for, and the pairs that nothing
// was decided about.
func (w *work) score(ctx context.Context, v *Verdict, sides [][]person) error {
	if len(sides[0])*len(sides[1]) > mostScored {
		return nil
	}
	params, err := w.parameters()
	if err != nil {
		return err
	}
	for _, a := range sides[0] {
		for _, b := range sides[1] {
			if a.row == b.row || w.hides(&a) || w.hides(&b) {
				continue
			}
			p := v.pairOf(&a, &b)
			if p.Score, err = w.scoreOf(ctx, params, p); err != nil {
				return err
			}
		}
	}
	return nil
}

// hides reports a record of which no likeness is told: restricted ones are matched by
// rule alone.
func (w *work) hides(p *person) bool { return p.restricted || w.restricted[p.child] }

// pairOf is the decision about two records; a pair without one is added.
func (v *Verdict) pairOf(a, b *person) *Pair {
	if a.row > b.row {
		a, b = b, a
	}
	i := slices.IndexFunc(v.Pairs, func(p Pair) bool { return p.RowA == a.row && p.RowB == b.row })
	if i < 0 {
		i = len(v.Pairs)
		v.Pairs = append(v.Pairs, Pair{RowA: a.row, RowB: b.row, ChildA: a.child, ChildB: b.child})
	}
	return &v.Pairs[i]
}

func (w *work) parameters() (*match.Parameters, error) {
	data, err := os.ReadFile(w.Work.Path(ledger.Transform, "match-parameters.json"))
	if err != nil {
		return nil, fmt.Errorf("read what scores rest on: %w", err)
	}
	return match.ParseParameters(data)
}

func (w *work) scoreOf(ctx context.Context, params *match.Parameters, p *Pair) (*Score, error) {
	pool, err := w.poolOf(ctx, p.RowA, p.RowB)
	if err != nil {
		return nil, err
	}
	model := pool.Model(params)
	levels, kept := match.ParseLevels(p.levels)
	if !kept {
		x := model.Waterfall(pool, 0, 1)
		return &Score{Told: x.Tell(w.limits(params)), Anew: true, Against: cmp.Or(x.Forbidden.String(), x.Held.String())}, nil
	}
	x := model.OfLevels(pool, 0, levels)
	s := &Score{Told: x.Tell(w.limits(params))}
	if p.Outcome == "review" {
		s.Against = p.Rule
	}
	return s, nil
}

// limits are those of transform.
func (w *work) limits(params *match.Parameters) match.Limits {
	var o match.Options
	o.SetShares(w.Mappings.Tolerance("match-wrong").Value, w.Mappings.Tolerance("match-missed").Value)
	return o.Limits(params)
}

// poolOf brings two patient rows into the form that is compared.
func (w *work) poolOf(ctx context.Context, rows ...int64) (*match.Pool, error) {
	tables := match.Tables{Placeholder: w.Mappings.PlaceholderForename, Ranges: w.Mappings.NHSRanges(), Mode: w.mode()}
	tables.ShortForms(w.Mappings.ShortForenames())
	pool := match.NewPool(tables, len(rows))
	columns := []string{
		"row_id", "given_name", "middle_names", "surname", "house_name_flat_number", "number_and_street", "village", "town", "postcode",
		"home_phone", "mobile_phone", "nhs_number", "sex", "date_of_birth",
	}
	for _, row := range rows {
		x := &match.Person{}
		err := w.at(ctx, w.staged("patient", row>>fileShift), columns, []int64{row}, func(b *table.Batch, i int) {
			text := func(column int) string { return string(b.Vec[column].Text.At(i)) }
			*x = match.Person{
				Forename: text(1), Middle: text(2), Surname: text(3), Address: text(4) + " " + text(5) + " " + text(6), Town: text(7),
				Postcode: text(8), Phone: cmp.Or(text(10), text(9)), Born: match.PartialDate(max(b.Vec[13].I32[i], 0)),
			}
			x.Sex, _ = chis.ParseSex(text(12))
			if n, verdict := chis.ClassifyNHSNumber(text(11), tables.Ranges, tables.Mode); verdict == chis.Accept {
				x.Number = n.PlainNHSNumber()
			}
		})
		if err != nil {
			return nil, err
		}
		pool.Add(x)
	}
	pool.Arrange([]int32{0, 1})
	return pool, nil
}

func (w *work) mode() chis.NHSMode {
	if w.manifest.Content.Config["nhs_numbers"] == "test" {
		return chis.Test
	}
	return chis.Live
}
