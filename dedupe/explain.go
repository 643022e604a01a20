package dedupe

import (
	"context"
	"fmt"

	"lollipop/transform/linkage/match"
)

// Explanation is how two records of a table come to their score. It holds no
// value of either.
type Explanation struct {
	A           string          `json:"record_id_a"`
	B           string          `json:"record_id_b"`
	Prior       ExplainedStep   `json:"prior"` // of two records of which nothing is known
	Steps       []ExplainedStep `json:"steps"`
	Score       float64         `json:"score"`
	Probability float64         `json:"probability"`
	Class       string          `json:"class"` // the likeliest
	Band        string          `json:"band"`  // auto, review or distinct, by score
	// Forbidden says what keeps the two apart whatever their score, Held what leaves
	// them to a person; empty where nothing does.
	Forbidden string `json:"forbidden,omitempty"`
	Held      string `json:"held,omitempty"`
}

// ExplainedStep is what one field says for one child, in bits: above 0 for, below
// against.
type ExplainedStep struct {
	Field     string  `json:"field,omitempty"`
	Level     string  `json:"level,omitempty"`
	Household float64 `json:"against_household"` // against another child of the household
	Stranger  float64 `json:"against_stranger"`
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
	e := &Explanation{
		A: idA, B: idB, Prior: explained(&w.Prior, ""), Score: w.Score, Probability: match.Probability(w.Score),
		Class: w.Class.String(), Forbidden: w.Forbidden.String(), Held: w.Held.String(),
	}
	e.Prior.Field = ""
	for i := range w.Steps {
		e.Steps = append(e.Steps, explained(&w.Steps[i], match.LevelWord(w.Steps[i].Field, w.Steps[i].Level)))
	}
	e.Band = band(e.Score, o.Match.Limits(o.Match.Parameters))
	return e, nil
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

func explained(s *match.Step, level string) ExplainedStep {
	return ExplainedStep{Field: s.Field.String(), Level: level, Household: s.Household, Stranger: s.Stranger}
}

// band is where a score lies between the limits in force.
func band(score float64, limits match.Limits) string {
	switch {
	case score >= limits.Auto:
		return "auto"
	case score >= limits.Review:
		return "review"
	}
	return "distinct"
}
