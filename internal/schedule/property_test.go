package schedule_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// drawn is any history of any child, sound or not.
type drawn struct {
	child  schedule.Child
	events []schedule.Event
	asOf   chis.Date
}

func draw(t *rapid.T) drawn {
	asOf := chis.Date(20260301).AddDays(rapid.IntRange(-5000, 1000).Draw(t, "as of"))
	born := asOf.AddDays(-rapid.IntRange(-30, 20*366).Draw(t, "age"))
	d := drawn{asOf: asOf, child: schedule.Child{
		Born:     chis.MakePartialDate(born, rapid.SampledFrom([]chis.Precision{chis.PrecisionDay, chis.PrecisionDay, chis.PrecisionDay, chis.PrecisionMonth}).Draw(t, "precision")),
		Sex:      rapid.SampledFrom([]chis.Sex{0, chis.SexFemale, chis.SexMale}).Draw(t, "sex"),
		Standing: rapid.SampledFrom([]schedule.Standing{schedule.Living, schedule.Living, schedule.Living, schedule.Deceased}).Draw(t, "standing"),
	}}
	names := make([]string, 0, len(vaccines))
	for name := range vaccines {
		names = append(names, name)
	}
	slices.Sort(names)
	for range rapid.IntRange(0, 24).Draw(t, "events") {
		antigens, _ := chis.ParseAntigens(vaccines[rapid.SampledFrom(names).Draw(t, "vaccine")])
		d.events = append(d.events, schedule.Event{
			Antigens: antigens,
			Kind:     rapid.SampledFrom([]schedule.Kind{0, 0, 0, 0, 0, schedule.Reported, schedule.Duplicate, schedule.NotGiven, schedule.Consent, schedule.Refused, schedule.Contraindicated}).Draw(t, "kind"),
			On: chis.MakePartialDate(born.AddDays(rapid.OneOf(rapid.IntRange(-40, 500), rapid.IntRange(-40, 7000)).Draw(t, "day")),
				rapid.SampledFrom([]chis.Precision{chis.PrecisionDay, chis.PrecisionDay, chis.PrecisionDay, chis.PrecisionYear}).Draw(t, "precision")),
		})
	}
	return d
}

func (d *drawn) evaluate(e *schedule.Engine) *schedule.Result {
	var r schedule.Result
	e.Evaluate(&d.child, d.events, d.asOf, &r)
	return &r
}

// Nothing falls due before the age and the interval at which it would count, nor
// when it is offered no more.
func TestNeverDueTooEarly(t *testing.T) {
	e := engine(t)
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		r := d.evaluate(e)
		if len(r.Verdicts) != len(d.events) {
			t.Fatalf("%d verdicts on %d events", len(r.Verdicts), len(d.events))
		}
		for _, it := range r.Items {
			rule := &e.Rules()[it.Rule]
			if !it.State.Open() && it.State != schedule.Waiting {
				continue
			}
			born := d.child.Born.Date
			if it.On < rule.NotBefore.After(born) || (rule.Until.Set && it.On >= rule.Until.After(born)) || it.On < it.Planned {
				t.Fatalf("%s is out of its ages", shown(e, it))
			}
			if !it.State.Open() {
				continue
			}
			for _, s := range rule.Steps {
				for i, ev := range d.events {
					if r.Verdicts[i] == schedule.Counted && ev.Antigens == rule.Antigens && ev.Antigens.Has(e.Courses()[s.Course].Antigens) &&
						it.On < rule.LeastGap.After(ev.On.Date) && rule.Programme != schedule.Seasonal && !filled(r, i, s, e) {
						t.Fatalf("%s within its least interval of %s", shown(e, it), ev.On.Date)
					}
				}
			}
		}
	})
}

// filled reports that event i completed an item with a later step of the course:
// then the open step is not one that follows it.
func filled(r *schedule.Result, i int, s schedule.Step, e *schedule.Engine) bool {
	return slices.ContainsFunc(r.Items, func(it schedule.Item) bool {
		return it.By == int32(i) && slices.ContainsFunc(e.Rules()[it.Rule].Steps, func(o schedule.Step) bool { return o.Course == s.Course && o.At > s.At })
	})
}

// A dose given on the day it falls due counts, and is not due again.
func TestGivenIsNotDueAgain(t *testing.T) {
	e := engine(t)
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		d.events = slices.DeleteFunc(d.events, func(ev schedule.Event) bool { return ev.On.Date > d.asOf }) // time will pass
		r := d.evaluate(e)
		if r.Next < 0 {
			return
		}
		next := r.Items[r.Next]
		rule := &e.Rules()[next.Rule]
		on := max(next.On, d.asOf)
		d.events = append(d.events, schedule.Event{On: chis.MakePartialDate(on, chis.PrecisionDay), Antigens: rule.Antigens})
		d.asOf = on
		after := d.evaluate(e)
		v := after.Verdicts[len(d.events)-1]
		if v == schedule.RefusedSameDay || v == schedule.SameDay || after.Outcome == schedule.OverAge {
			return // what the history says of that very day
		}
		for _, it := range after.Items {
			if it.Rule == next.Rule && it.State.Open() {
				t.Fatalf("%s was due on %s, was given then (%s), and is %s", rule.Name(), next.On, v, shown(e, it))
			}
		}
		if v != schedule.Counted {
			t.Fatalf("%s was due on %s, and does not count then: %s", rule.Name(), next.On, v)
		}
	})
}

// The order in which a history is told changes nothing.
func TestOrderOfHistory(t *testing.T) {
	e := engine(t)
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		first := d.evaluate(e)
		other := d
		other.events = rapid.Permutation(d.events).Draw(t, "order")
		second := other.evaluate(e)
		if first.Outcome != second.Outcome || first.Doubts != second.Doubts || first.Next != second.Next || len(first.Items) != len(second.Items) {
			t.Fatalf("%+v\n%+v", first, second)
		}
		for i := range first.Items {
			a, b := first.Items[i], second.Items[i]
			a.By, b.By = 0, 0
			if a != b {
				t.Fatalf("%s, in another order %s", shown(e, a), shown(e, b))
			}
		}
	})
}

// A result that has been used before says the same as a new one.
func TestResultIsUsedAgain(t *testing.T) {
	e := engine(t)
	var used schedule.Result
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		e.Evaluate(&d.child, d.events, d.asOf, &used)
		fresh := d.evaluate(e)
		if !slices.Equal(used.Items, fresh.Items) || !slices.Equal(used.Verdicts, fresh.Verdicts) || used.Next != fresh.Next || used.Outcome != fresh.Outcome || used.Doubts != fresh.Doubts {
			t.Fatalf("used again %+v\nfresh %+v", used, *fresh)
		}
	})
}
