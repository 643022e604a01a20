package linkage

import (
	"testing"

	"lollipop/internal/chis"
)

// A score joins what nothing keeps apart, and nothing else.
func TestScoresJoinWhatNothingKeepsApart(t *testing.T) {
	one, two := number(t, "9995260182"), number(t, "9991590838")
	child := Person{Source: 1, Number: one, Born: day("2015-03-01"), Forename: "AMELIA", Surname: "KHAN", Sex: 'F'}
	with := func(change func(p *Person)) Person {
		p := child
		p.Source, p.Number = 2, chis.NHSNumber{}
		change(&p)
		return p
	}
	joins := Scored{A: 0, B: 1, Join: true, Score: 20}
	tests := []struct {
		name    string
		b       Person
		scored  Scored
		outcome Outcome
		rule    string
	}{
		{"alike", with(func(*Person) {}), joins, Merged, "score"},
		{"not alike enough", with(func(*Person) {}), Scored{A: 0, B: 1, Score: 3}, Review, "score-review"},
		{"held", with(func(p *Person) { p.Forename = "" }), Scored{A: 0, B: 1, Held: "placeholder-forename", Score: 3}, Review, "placeholder-forename"},
		{"no forename whatever the score", with(func(p *Person) { p.Forename = "" }), joins, Review, "score-review"},
		{"another surname whatever the score", with(func(p *Person) { p.Surname = "SHAH" }), joins, Review, "score-review"},
		{"another number", with(func(p *Person) { p.Number = two }), joins, Review, "different-nhs-number"},
		{"a twin", with(func(p *Person) { p.Forename = "AISHA" }), joins, Review, "forename-differs"},
		{"protected", with(func(p *Person) { p.Protected = true }), joins, "", ""},
		{"by rule already", with(func(p *Person) { p.Number = one }), joins, Merged, "nhs-number"},
	}
	for _, tt := range tests {
		res := Resolve([]Person{child, tt.b}, []Scored{tt.scored})
		if tt.rule == "" {
			if len(res.Pairs) != 0 || res.Children != 2 {
				t.Errorf("%s: %d pairs, %d children", tt.name, len(res.Pairs), res.Children)
			}
			continue
		}
		if len(res.Pairs) != 1 {
			t.Fatalf("%s: %d pairs, want 1", tt.name, len(res.Pairs))
		}
		p := res.Pairs[0]
		if p.Outcome != tt.outcome || p.Rule != tt.rule || p.Scored == nil || p.Scored.Score != tt.scored.Score {
			t.Errorf("%s: %s %s %v, want %s %s", tt.name, p.Outcome, p.Rule, p.Scored, tt.outcome, tt.rule)
		}
		if joined := res.Children == 1; joined != (tt.outcome == Merged) {
			t.Errorf("%s: joined %v", tt.name, joined)
		}
	}
}

// A pair that waits for a person stays two children whatever third record is like
// both.
func TestAScoreJoinsNoPairThatWaits(t *testing.T) {
	one := number(t, "9995260182")
	base := Person{Born: day("2015-03-01"), Forename: "LEO", Surname: "NOWAK"}
	a, b, c := base, base, base
	a.Source, b.Source, c.Source = 1, 2, 3
	a.Number, b.Number = one, number(t, "9991590838")
	unnumbered := b
	unnumbered.Number = chis.NHSNumber{}
	for name, persons := range map[string][]Person{"two numbers": {a, b, c}, "a review pair": {a, unnumbered, c}} {
		scored := []Scored{{A: 0, B: 1, Score: 25}, {A: 0, B: 2, Join: true, Score: 20}, {A: 1, B: 2, Join: true, Score: 19}}
		res := Resolve(persons, scored)
		if res.Child[0] == res.Child[1] {
			t.Errorf("%s: the pair is one child", name)
		}
		for _, p := range res.Pairs {
			if p.Outcome == Review && res.Child[p.A] == res.Child[p.B] {
				t.Errorf("%s: pair %d, %d waits and is one child", name, p.A, p.B)
			}
		}
	}
}
