package match

import (
	"math"
	"testing"
)

// expected makes a table of errors: so many pairs at each score.
func expected(pairs map[float64]int) Errors {
	var t errorSums
	for score, n := range pairs {
		for range n {
			t.add(score, true)
		}
	}
	return t.errors()
}

// What a table says of a limit is what the pairs from it on, and below it, add up to.
func TestErrorsAreSumsOverPairs(t *testing.T) {
	pairs := map[float64]int{-30: 5, -8: 4, -7.9: 3, 0: 2, 9.7: 10, 12.2: 100, 35: 7}
	e := expected(pairs)
	for _, l := range e.Limits {
		var joined, wrong, missed, same float64
		for score, n := range pairs {
			same += Probability(score) * float64(n)
			if math.Floor(score/limitStep)*limitStep >= l.Score {
				joined, wrong = joined+float64(n), wrong+Probability(-score)*float64(n)
			} else {
				missed += Probability(score) * float64(n)
			}
		}
		if l.Joined != joined || math.Abs(l.Wrong-wrong) > 2e-6 || math.Abs(l.Missed-missed) > 2e-6 || math.Abs(e.Same-same) > 2e-6 {
			t.Errorf("limit %g: %+v of %g, want %g joined, %g wrong, %g missed of %g", l.Score, l, e.Same, joined, wrong, missed, same)
		}
	}
}

// The limits follow the errors, in the safe direction alone.
func TestLimitsFollowTheErrors(t *testing.T) {
	auto, ask := ScoreOf(surest), ScoreOf(doubtful)
	cases := []struct {
		name          string
		pairs         map[float64]int
		wrong, missed float64
		auto, review  float64
	}{
		{"nothing", nil, 0.0005, 0.001, auto, ask},
		{"all is clear: no lower than what is surest", map[float64]int{19: 1000, -20: 1000}, 0.0005, 0.001, auto, ask},
		{"all is near: higher", map[float64]int{10.2: 1000, 13.2: 100}, 0.0005, 0.001, 10.5, ask},
		{"the sure ones pay for some", map[float64]int{10.2: 1000, 13.2: 1000}, 0.0005, 0.001, auto, ask},
		{"and for fewer where less is allowed", map[float64]int{10.2: 1000, 13.2: 1000}, 0.0002, 0.001, 10.5, ask},
		{"nothing is sure enough: above it all", map[float64]int{10.2: 1000}, 1e-9, 0.001, 10.5, ask},
		{"much is doubtful: a person is asked earlier", map[float64]int{19: 1000, -4.2: 1000}, 0.0005, 0.001, auto, -4.5},
		{"unless it may be missed", map[float64]int{19: 1000, -4.2: 1000}, 0.0005, 0.1, auto, ask},
	}
	for _, c := range cases {
		m := &Parameters{Errors: expected(c.pairs)}
		o := Options{Wrong: c.wrong, Missed: c.missed}
		if l := o.Limits(m); l.Auto != c.auto || l.Review != c.review {
			t.Errorf("%s: limits %g and %g, want %g and %g", c.name, l.Auto, l.Review, c.auto, c.review)
		}
	}
	o := Options{Auto: 0.9, Review: 0.95}
	if l := o.Limits(&Parameters{}); l.Auto != ScoreOf(0.9) || l.Review != l.Auto {
		t.Errorf("limits that are set become %g and %g", l.Auto, l.Review)
	}
}
