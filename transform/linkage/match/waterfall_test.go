package match

import (
	"math"
	"testing"
)

// The steps of a waterfall add up to the score that the pair was given, rare
// names and all.
func TestWaterfallAddsUp(t *testing.T) {
	p, res, _ := find(t, newPeople(11, 300).persons, Options{Workers: 2})
	model := p.Model(res.Parameters)
	for i := range res.Pairs {
		x := &res.Pairs[i]
		w := model.Waterfall(p, x.A, x.B)
		household, stranger := w.Prior.Household, w.Prior.Stranger
		for _, s := range w.Steps {
			if s.Level == 0 || x.Levels[s.Field] != s.Level {
				t.Fatalf("%s: level %d, the pair has %d", s.Field, s.Level, x.Levels[s.Field])
			}
			household, stranger = household+s.Household, stranger+s.Stranger
		}
		together := -math.Log2(math.Exp2(-household) + math.Exp2(-stranger))
		if math.Abs(together-float64(x.Score)) > 1e-3 || math.Abs(w.Score-float64(x.Score)) > 1e-3 || w.Class != x.Class {
			t.Errorf("steps come to %f, score %f, class %s; the pair has %f, %s", together, w.Score, w.Class, x.Score, x.Class)
		}
		if x.Fate == Joined && w.Forbidden != None {
			t.Errorf("a joined pair is said to be forbidden: %s", w.Forbidden)
		}
	}
	if len(res.Pairs) < 50 {
		t.Errorf("%d pairs, too few to mean something", len(res.Pairs))
	}
	forbidden := 0
	for at := range int32(900) { // of 30 records each with each
		a, b := at%30, at/30
		w := model.Waterfall(p, a, b)
		if w.Forbidden == DifferentNumbers {
			forbidden++
		}
		if w.Forbidden == DifferentNumbers && p.records[a].number == p.records[b].number {
			t.Errorf("records %d and %d have the same number", a, b)
		}
	}
	if forbidden == 0 {
		t.Error("no two numbers forbid a union")
	}
}
