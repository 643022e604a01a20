package linkage

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"lollipop/internal/chis"
)

func number(t testing.TB, s string) chis.NHSNumber {
	t.Helper()
	ranges := []chis.NHSRange{{From: 9000000000, To: 9999999999, Test: chis.Accept}}
	n, v := chis.ClassifyNHSNumber(s, ranges, chis.Test)
	if v != chis.Accept {
		t.Fatalf("test number is %v", v)
	}
	return n
}

func day(s string) chis.Date {
	d, _ := chis.ParseDate(s)
	return d
}

func TestResolveFollowsTheIdentityRules(t *testing.T) {
	one, two := number(t, "9995260182"), number(t, "9991590838")
	child := Person{Source: 1, Number: one, Born: day("2015-03-01"), Forename: "AMELIA", Surname: "KHAN", Sex: 'F', Current: true}
	with := func(change func(p *Person)) Person {
		p := child
		p.Source = 2
		change(&p)
		return p
	}
	guid := chis.GUID{1}
	source := int32(0)
	guidOnly := func(surname, postcode string) Person {
		source++
		return with(func(p *Person) {
			p.Number, p.PersonGUID, p.Source, p.Surname = chis.NHSNumber{}, guid, source, surname
			p.Postcode, _ = chis.ParsePostcode(postcode)
		})
	}
	tests := []struct {
		name    string
		a, b    Person
		outcome Outcome
		rule    string
	}{
		{"same number", child, with(func(*Person) {}), Merged, "nhs-number"},
		{"old number of a superseded one", with(func(p *Person) { p.Number, p.Former = two, &Superseded{Number: one} }), child, Merged, "nhs-number"},
		{
			"new numbers that have nothing in common", with(func(p *Person) { p.Number, p.PersonGUID, p.Source = two, guid, 1 }),
			with(func(p *Person) {
				p.Former, p.PersonGUID = &Superseded{Number: one}, guid
				p.Number = number(t, "9434765919")
			}), Review, "different-nhs-number",
		},
		{"twin with the old number", with(func(p *Person) { p.Number, p.Former, p.Forename = two, &Superseded{Number: one}, "AISHA" }), child, Review, "forename-differs"},
		{"changed surname", child, with(func(p *Person) { p.Surname = "SHAH" }), Merged, "nhs-number"},
		{"twin with the same number", child, with(func(p *Person) { p.Forename = "AISHA" }), Review, "forename-differs"},
		{"placeholder forename", child, with(func(p *Person) { p.Forename = "" }), Review, "placeholder-forename"},
		{"birth date differs", child, with(func(p *Person) { p.Born = day("2015-03-02") }), Review, "birth-date-differs"},
		{"birth date missing", child, with(func(p *Person) { p.Born = 0 }), Review, "birth-date-differs"},
		{"birth order differs", with(func(p *Person) { p.BirthOrder, p.Source = 1, 1 }), with(func(p *Person) { p.BirthOrder = 2 }), Review, "birth-order-differs"},
		{"number born differs", with(func(p *Person) { p.NumberBorn, p.Source = 1, 1 }), with(func(p *Person) { p.NumberBorn = 2 }), Review, "number-born-differs"},
		{"both current in one source", child, with(func(p *Person) { p.Source = 1 }), Review, "both-current-in-one-source"},
		{"one ended in one source", child, with(func(p *Person) { p.Source, p.Current = 1, false }), Merged, "nhs-number"},
		{
			"dead and active after", with(func(p *Person) { p.Source, p.Dead, p.Died = 1, true, day("2016-01-01") }),
			with(func(p *Person) { p.LastActive = day("2016-01-02") }), Review, "one-dead-other-active",
		},
		{
			"dead and silent after", with(func(p *Person) { p.Source, p.Dead, p.Died = 1, true, day("2016-01-01") }),
			with(func(p *Person) { p.LastActive = day("2016-01-01") }), Merged, "nhs-number",
		},
		{"renamed and moved, by PersonGuid alone", guidOnly("SHAH", "LA1 4YW"), guidOnly("KHAN", "PR1 2HE"), Review, "surname-and-home-differ"},
		{"renamed in one home, by PersonGuid alone", guidOnly("SHAH", "LA1 4YW"), guidOnly("KHAN", "LA1 4YW"), Merged, "person-guid"},
		{"renamed, one home not known", guidOnly("SHAH", "LA1 4YW"), guidOnly("KHAN", ""), Merged, "person-guid"},
		{"sex and surname differ", child, with(func(p *Person) { p.Sex, p.Surname = 'M', "SHAH" }), Review, "sex-and-surname-differ"},
		{"a woman holds the number", child, with(func(p *Person) { p.HeldByWoman = true }), Review, "number-held-by-woman"},
		{"protected", child, with(func(p *Person) { p.Protected = true }), Refused, "protected"},
		{
			"same person guid, two numbers", with(func(p *Person) { p.Source, p.PersonGUID = 1, guid }),
			with(func(p *Person) { p.PersonGUID, p.Number = guid, two }), Review, "different-nhs-number",
		},
		{
			"same person guid, one number missing", with(func(p *Person) { p.Source, p.PersonGUID = 1, guid }),
			with(func(p *Person) { p.PersonGUID, p.Number = guid, chis.NHSNumber{} }), Merged, "person-guid",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res := Resolve([]Person{tt.a, tt.b}, nil)
			if len(res.Pairs) != 1 {
				t.Fatalf("pairs = %d, want 1", len(res.Pairs))
			}
			got := res.Pairs[0]
			if got.Outcome != tt.outcome || got.Rule != tt.rule {
				t.Errorf("got %s %s, want %s %s", got.Outcome, got.Rule, tt.outcome, tt.rule)
			}
			if joined := res.Child[0] == res.Child[1]; joined != (tt.outcome == Merged) {
				t.Errorf("joined = %v with outcome %s", joined, tt.outcome)
			}
		})
	}
}

func TestResolveRefusesAUnionThroughAThirdRecord(t *testing.T) {
	one, two := number(t, "9995260182"), number(t, "9991590838")
	guid := chis.GUID{7}
	base := Person{Born: day("2015-03-01"), Forename: "LEO", Surname: "NOWAK"}
	a, b, c := base, base, base
	a.Source, a.Number = 1, one
	b.Source, b.Number, b.PersonGUID = 2, one, guid
	c.Source, c.PersonGUID = 3, guid
	d := base
	d.Source, d.Number, d.PersonGUID = 4, two, guid
	res := Resolve([]Person{a, b, c, d}, nil)
	if res.Child[0] != res.Child[1] || res.Child[1] != res.Child[2] {
		t.Errorf("records of one child stayed apart: %v", res.Child)
	}
	if res.Child[3] == res.Child[0] {
		t.Error("two different valid numbers were joined through a record without one")
	}
}

func TestSecondChildOfTheNumberKeepsAllApart(t *testing.T) {
	n := number(t, "9995260182")
	base := Person{Number: n, Born: day("2015-03-01"), Forename: "LEO"}
	a, b, c := base, base, base
	a.Source, b.Source, c.Source = 1, 2, 3
	c.Forename = "MIA"
	res := Resolve([]Person{a, b, c}, nil)
	if res.Children != 3 {
		t.Errorf("children = %d, want 3: the number is held by a second child of that birth date", res.Children)
	}
}

// Two records of a number that a second child holds once became one child through
// a third record that shared only the PersonGuid with each.
func TestAReviewPairIsNeverOneChild(t *testing.T) {
	n := number(t, "9995260182")
	guid := chis.GUID{7}
	base := Person{Born: day("2015-03-01"), Forename: "LEO", PersonGUID: guid}
	a, b, c, twin := base, base, base, base
	a.Source, a.Number = 1, n
	b.Source, b.Number = 2, n
	c.Source = 3
	twin.Source, twin.Number, twin.Forename, twin.PersonGUID = 4, n, "MIA", chis.GUID{8}
	res := Resolve([]Person{c, a, b, twin}, nil)
	for _, p := range res.Pairs {
		if p.Outcome == Review && res.Child[p.A] == res.Child[p.B] {
			t.Errorf("pair %d, %d waits for review (%s) and is one child", p.A, p.B, p.Rule)
		}
	}
}

// Whatever the records, no child holds two records that a condition keeps apart,
// and permuting the records changes no decision about which are together.
func TestNoChildHoldsAConflict(t *testing.T) {
	numbers := []chis.NHSNumber{{}, number(t, "9995260182"), number(t, "9991590838")}
	person := rapid.Custom(func(r *rapid.T) Person {
		return Person{
			Source: int32(rapid.IntRange(0, 3).Draw(r, "source")), Number: numbers[rapid.IntRange(0, 2).Draw(r, "number")],
			PersonGUID: chis.GUID{byte(rapid.IntRange(0, 2).Draw(r, "guid"))},
			Born:       []chis.Date{0, day("2015-03-01"), day("2015-03-02")}[rapid.IntRange(0, 2).Draw(r, "born")],
			Forename:   []string{"", "LEO", "MIA"}[rapid.IntRange(0, 2).Draw(r, "name")],
			BirthOrder: int32(rapid.IntRange(0, 2).Draw(r, "order")), Current: rapid.Bool().Draw(r, "current"),
			Protected: rapid.IntRange(0, 9).Draw(r, "protected") == 0,
		}
	})
	rapid.Check(t, func(r *rapid.T) {
		persons := rapid.SliceOfN(person, 2, 8).Draw(r, "persons")
		res := Resolve(persons, nil)
		for i := range persons {
			for j := i + 1; j < len(persons); j++ {
				if res.Child[i] == res.Child[j] && Conflict(&persons[i], &persons[j]) != "" {
					r.Fatalf("records %d and %d are one child and conflict", i, j)
				}
			}
		}
		if n := slices.Max(res.Child) + 1; n != res.Children {
			r.Fatalf("children = %d, numbered up to %d", res.Children, n)
		}
	})
}
