package linkage

import (
	"testing"

	"lollipop/internal/chis"
)

// What a person decided of two records overrides the rules about those two, and
// about no third record; nobody can join a protected one.
func TestDecided(t *testing.T) {
	one, two := number(t, "9995260182"), number(t, "9991590838")
	ada := Person{Source: 1, Number: one, Born: day("2015-03-01"), Forename: "ADA", Surname: "KHAN", Sex: 'F', Current: true}
	with := func(change func(p *Person)) Person {
		p := ada
		p.Source = 2
		change(&p)
		return p
	}
	twin := with(func(p *Person) { p.Forename = "AISHA" })
	stranger := with(func(p *Person) { p.Number, p.Source = two, 3 })
	tests := []struct {
		name     string
		persons  []Person
		scored   []Scored
		decided  []Decided
		children int32
		outcome  Outcome // of the first two
		rule     string
	}{
		{"a rule would join, a person does not", []Person{ada, with(func(*Person) {})}, nil, []Decided{{0, 1, false}}, 2, Different, "decided-different"},
		{"a rule forbids, a person joins", []Person{ada, twin}, nil, []Decided{{1, 0, true}}, 1, Merged, "decided-same"},
		{"no key is shared, a person joins", []Person{ada, stranger}, nil, []Decided{{0, 1, true}}, 1, Merged, "decided-same"},
		{"a score would join, a person does not", []Person{ada, with(func(p *Person) { p.Number = [1]Person{}[0].Number })}, []Scored{{A: 0, B: 1, Join: true, Score: 30}}, []Decided{{0, 1, false}}, 2, Different, "decided-different"},
		{"nobody can join a protected one", []Person{ada, with(func(p *Person) { p.Protected = true })}, nil, []Decided{{0, 1, true}}, 2, Refused, "protected"},
		{"a third record is kept apart from the second", []Person{ada, stranger, with(func(p *Person) { p.Source = 4 })}, nil, []Decided{{0, 1, true}}, 2, Merged, "decided-same"},
		{"a third record that a person called another child", []Person{ada, stranger, with(func(p *Person) { p.Source, p.Forename = 4, "AISHA" })}, nil, []Decided{{0, 2, true}, {1, 2, false}, {0, 1, true}}, 2, Merged, "decided-same"},
		{"a newborn without a name, and the record that has one twice", []Person{ada, with(func(p *Person) { p.Forename = "" }), with(func(p *Person) { p.Source = 4 })}, nil, []Decided{{0, 1, true}}, 1, Merged, "decided-same"},
	}
	copies := []Person{ada, with(func(p *Person) { p.Source = 4 }), twin, with(func(p *Person) { p.Source, p.Forename = 5, "AISHA" })}
	for i := range copies {
		copies[i].PersonGUID = chis.GUID{byte(i/2 + 1)}
	}
	res := Resolve(copies, nil, Decided{0, 1, true}, Decided{2, 3, true}, Decided{0, 3, false})
	for _, p := range res.Pairs {
		if p.A < 2 && p.B >= 2 && p.Outcome != Different || p.Outcome == Review {
			t.Errorf("two children by one pair of their records: %+v", p)
		}
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res := Resolve(tt.persons, tt.scored, tt.decided...)
			if res.Children != tt.children {
				t.Errorf("%d children, want %d: %+v", res.Children, tt.children, res.Pairs)
			}
			for _, p := range res.Pairs {
				if p.A == 0 && p.B == 1 && (p.Outcome != tt.outcome || p.Rule != tt.rule) {
					t.Errorf("%s %s, want %s %s", p.Outcome, p.Rule, tt.outcome, tt.rule)
				}
				if same := res.Child[p.A] == res.Child[p.B]; same != (p.Outcome == Merged) {
					t.Errorf("%+v, and the same child: %t", p, same)
				}
			}
		})
	}
}
