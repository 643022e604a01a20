package match

// Told is a waterfall in words. It holds no value of either record.
type Told struct {
	Prior       ToldStep   `json:"prior"` // of two records of which nothing is known
	Steps       []ToldStep `json:"steps"`
	Score       float64    `json:"score"` // in bits
	Probability float64    `json:"probability"`
	Class       string     `json:"class"` // the likeliest
	Band        string     `json:"band"`  // auto, review or distinct, by score
}

// ToldStep is what one field says for one child, in bits: above 0 for, below against.
type ToldStep struct {
	Field     string  `json:"field,omitempty"` // empty for the prior
	Level     string  `json:"level,omitempty"`
	Household float64 `json:"against_household"` // against another child of the household
	Stranger  float64 `json:"against_stranger"`
}

// Tell says a waterfall in words, with the band of its score between the limits in force.
func (w *Waterfall) Tell(limits Limits) Told {
	t := Told{
		Prior: ToldStep{Household: w.Prior.Household, Stranger: w.Prior.Stranger},
		Score: w.Score, Probability: Probability(w.Score), Class: w.Class.String(), Band: limits.band(w.Score),
	}
	for _, s := range w.Steps {
		t.Steps = append(t.Steps, ToldStep{s.Field.String(), LevelWord(s.Field, s.Level), s.Household, s.Stranger})
	}
	return t
}

func (l Limits) band(score float64) string {
	switch {
	case score >= l.Auto:
		return "auto"
	case score >= l.Review:
		return "review"
	}
	return "distinct"
}
