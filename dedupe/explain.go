package dedupe

import (
	"context"
	"fmt"

	"lollipop/transform/linkage/match"
)

// Explanation is how two records of a table come to their score. It holds no
// value of either.
type Explanation struct {
	A string `json:"record_id_a"`
	B string `json:"record_id_b"`
	match.Told
	// Forbidden says what keeps the two apart whatever their score, Held what leaves
	// them to a person; empty where nothing does.
	Forbidden string `json:"forbidden,omitempty"`
	Held      string `json:"held,omitempty"`
}

// Explain takes the score of two records of a table apart, by the parameters of
// an earlier run, which Options.Match must hold. It writes nothing. Errors:
// TableError.
func Explain(ctx context.Context, o Options, idA, idB string) (*Explanation, error) {
	o = o.withDefaults()
	t, err := o.read(ctx)
	if err != nil {
		return nil, err
	}
	if err := t.arrange(o.File); err != nil {
		return nil, err
	}
	var at [2]int32
	for i, id := range [2]string{idA, idB} {
		if at[i] = t.find(id); at[i] < 0 {
			return nil, &TableError{
				File: o.File, Problem: fmt.Sprintf("no record has the id %q", id), Next: "give two ids as they stand in the file", Settings: true,
			}
		}
	}
	w := t.pool.Model(o.Match.Parameters).Waterfall(t.pool, at[0], at[1])
	return &Explanation{
		A: idA, B: idB, Told: w.Tell(o.Match.Limits(o.Match.Parameters)), Forbidden: w.Forbidden.String(), Held: w.Held.String(),
	}, nil
}

// find is the record with an id, -1 where there is none.
func (t *table) find(id string) int32 {
	for i, row := range t.rows {
		if string(t.ids.at(row)) == id {
			return int32(i)
		}
	}
	return -1
}
