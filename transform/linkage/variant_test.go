package linkage

import (
	"testing"

	"lollipop/internal/chis"
)

// A forename that is written in two ways parts no records of one number, identifier
// and home, as long as nothing speaks of a second child.
func TestVariants(t *testing.T) {
	one, two := number(t, "9995260182"), number(t, "9991590838")
	child := Person{
		Source: 1, Number: one, PersonGUID: chis.GUID{7}, Born: day("2015-03-01"), Forename: "AMELIA", Surname: "KHAN", Postcode: postcode("LA1 4YW"), Sex: 'F', Current: true,
	}
	with := func(change func(p *Person)) Person {
		p := child
		p.Source, p.Forename = 2, "AMALIA"
		change(&p)
		return p
	}
	third := func(change func(p *Person)) []Person {
		return []Person{with(func(p *Person) { p.Source, p.Forename = 3, "AMELIA"; change(p) })}
	}
	same := func(*Person) {}
	tests := []struct {
		name    string
		b       Person
		third   []Person
		variant bool
		rule    string // of the first two
		also    string // of the first and the third, "" where there is no such pair
	}{
		{"two ways to write one name", with(same), nil, true, "forename-variant", ""},
		{"the score says no", with(same), nil, false, "forename-differs", ""},
		{"alike, and no slip", with(func(p *Person) { p.Forename = "MIRELIA" }), nil, true, "forename-differs", ""},
		{"near", with(func(p *Person) { p.Forename = "AMEELIAE" }), nil, true, "forename-variant", ""},
		{"another number", with(func(p *Person) { p.Number = two }), nil, true, "different-nhs-number", ""},
		{"no number", with(func(p *Person) { p.Number = chis.NHSNumber{} }), nil, true, "forename-differs", ""},
		{"another identifier", with(func(p *Person) { p.PersonGUID = chis.GUID{8} }), nil, true, "forename-differs", ""},
		{"no identifier", with(func(p *Person) { p.PersonGUID = chis.GUID{} }), nil, true, "forename-differs", ""},
		{"another home", with(func(p *Person) { p.Postcode = postcode("PR1 2HE") }), nil, true, "forename-differs", ""},
		{"no home", with(func(p *Person) { p.Postcode = chis.Postcode{} }), nil, true, "forename-differs", ""},
		{"both current in one source", with(func(p *Person) { p.Source = 1 }), nil, true, "forename-differs", ""},
		{"a twin by birth order", with(func(p *Person) { p.BirthOrder = 2 }), nil, true, "forename-differs", ""},
		{"a twin by the number born", with(func(p *Person) { p.NumberBorn = 2 }), nil, true, "forename-differs", ""},
		{"dead, and the other active after", with(func(p *Person) { p.Dead, p.Died = true, day("2015-04-01") }), nil, true, "forename-differs", ""},
		{"a woman holds the number", with(func(p *Person) { p.HeldByWoman = true }), nil, true, "forename-differs", ""},
		{"protected", with(func(p *Person) { p.Protected = true }), nil, true, "protected", ""},
		{"a third record of the name", with(same), third(same), true, "forename-variant", "nhs-number+person-guid"},
		{"a third record of a third name", with(same), third(func(p *Person) { p.Forename = "MIA" }), true, "forename-differs", "forename-differs"},
		{"a twin in the home", with(same), third(func(p *Person) { p.Number, p.PersonGUID, p.Forename = two, chis.GUID{9}, "ZOE" }), true, "forename-differs", ""},
		{"a twin in the home of whom nothing is known", with(same), third(func(p *Person) { p.Number, p.PersonGUID = chis.NHSNumber{}, chis.GUID{} }), true, "forename-differs", ""},
		{"a namesake elsewhere", with(same), third(func(p *Person) { p.Number, p.PersonGUID, p.Postcode = two, chis.GUID{9}, postcode("PR1 2HE") }), true, "forename-variant", ""},
	}
	child.LastActive = day("2020-01-01")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			scored := []Scored{{A: 0, B: 1, Variant: tt.variant, Like: tt.b.Forename == "AMALIA" || tt.b.Forename == "MIRELIA", Score: 20}}
			if len(tt.third) > 0 && tt.third[0].Forename == child.Forename {
				scored = append(scored, Scored{A: 1, B: 2, Variant: true, Score: 19})
			}
			res := Resolve(append([]Person{child, tt.b}, tt.third...), scored)
			for _, p := range res.Pairs {
				if want := [...]string{1: tt.rule, 2: tt.also}[p.B]; p.A == 0 && p.Rule != want {
					t.Errorf("%d, %d: %s %s, want %s", p.A, p.B, p.Outcome, p.Rule, want)
				}
				if joined := res.Child[p.A] == res.Child[p.B]; joined != (p.Outcome == Merged) {
					t.Errorf("%d, %d: %s %s, and joined %v", p.A, p.B, p.Outcome, p.Rule, joined)
				}
			}
		})
	}
}

// What nothing joins is two holders of the number again, and parts those who bear one
// name; what a person called two children stays two.
func TestAVariantThatStaysApart(t *testing.T) {
	n := number(t, "9995260182")
	base := Person{Source: 1, Number: n, PersonGUID: chis.GUID{7}, Born: day("2015-03-01"), Forename: "AMELIA", Surname: "KHAN", Postcode: postcode("LA1 4YW")}
	again, other, late := base, base, base
	again.Source, other.Source, late.Source = 2, 3, 4
	other.Forename = "AMALIA"
	late.Forename, late.Number, late.BirthOrder = "AMALIA", chis.NHSNumber{}, 2
	base.BirthOrder = 1
	scored := []Scored{{A: 0, B: 2, Variant: true, Score: 20}, {A: 1, B: 2, Variant: true, Score: 20}}
	for name, res := range map[string]Result{
		"a record of the group is kept apart": Resolve([]Person{base, again, other, late}, scored),
		"two children, a person says":         Resolve([]Person{base, again, other}, scored, Decided{A: 0, B: 2}),
	} {
		if res.Child[0] == res.Child[2] || res.Child[1] == res.Child[2] {
			t.Errorf("%s: joined", name)
		}
		for _, p := range res.Pairs {
			if p.A == 0 && p.B == 1 && p.Rule != "number-held-by-second-child" {
				t.Errorf("%s: %s %s", name, p.Outcome, p.Rule)
			}
		}
	}
}

func postcode(text string) chis.Postcode {
	p, _ := chis.ParsePostcode(text)
	return p
}
