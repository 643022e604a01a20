package linkage

import (
	"testing"

	"lollipop/internal/chis"
)

// A record without a number that fits two children is joined to neither.
func TestAScoreJoinsNoneOfTwoCandidates(t *testing.T) {
	base := Person{Born: day("2015-03-01"), Forename: "ZARA", Surname: "KHAN"}
	lone, one, two, more := base, base, base, base
	lone.Source, one.Source, two.Source, more.Source = 1, 2, 3, 4
	one.Number, two.Number = number(t, "9995260182"), number(t, "9991590838")
	joins := func(a, b, third int32) Scored {
		return Scored{A: a, B: b, Join: true, Score: 20, Rivals: []Rival{{Beside: a, Third: third}}}
	}
	tests := []struct {
		name    string
		persons []Person
		scored  []Scored
		rule    string
	}{
		{"two numbers", []Person{lone, one, two}, []Scored{joins(0, 1, 2), joins(0, 2, 1)}, "two-candidates"},
		{"nothing keeps the two apart", []Person{lone, one, more}, []Scored{joins(0, 1, 2)}, "score"},
		{"the third is kept apart from both", []Person{func() Person { p := lone; p.BirthOrder = 1; return p }(), one, func() Person { p := two; p.BirthOrder = 2; return p }()}, []Scored{joins(0, 1, 2)}, "score"},
		{"through a record that a rule joins", func() []Person {
			third, its := two, more
			third.Number, third.PersonGUID = chis.NHSNumber{}, chis.GUID{7}
			its.Number, its.PersonGUID = two.Number, chis.GUID{7}
			return []Person{lone, one, third, its}
		}(), []Scored{joins(0, 1, 2)}, "two-candidates"},
	}
	for _, tt := range tests {
		res := Resolve(tt.persons, tt.scored)
		for _, p := range res.Pairs {
			if p.A == 0 && p.Rule != tt.rule {
				t.Errorf("%s: %s %s, want %s", tt.name, p.Outcome, p.Rule, tt.rule)
			}
		}
		if joined := res.Child[0] == res.Child[1]; joined != (tt.rule == "score") || len(res.Pairs) == 0 {
			t.Errorf("%s: joined %v, %d pairs", tt.name, joined, len(res.Pairs))
		}
	}
}
