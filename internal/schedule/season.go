package schedule

import "lollipop/internal/chis"

// season counts one dose a season.
func (w *walk) season(day int32) Verdict {
	rule := &w.e.rules[w.e.seasonal[0]]
	if day < rule.NotBefore.After(chis.DateFromDays(w.born)).Days() {
		return TooYoung
	}
	for _, was := range w.fluDays {
		if seasonYear(rule, chis.DateFromDays(was)) == seasonYear(rule, chis.DateFromDays(day)) {
			return Complete
		}
	}
	w.fluDays = append(w.fluDays, day)
	return Counted
}

// seasonYear is the year in which the season begins to which a day belongs; days
// between two seasons belong to the one before.
func seasonYear(rule *Rule, d chis.Date) int {
	if d.Month()*100+d.Day() >= int(rule.SeasonFrom) {
		return d.Year()
	}
	return d.Year() - 1
}

// seasons adds the item of the season that runs, or of the next one, for a child
// who is of the age on its first day.
func (w *walk) seasons(born chis.Date, suspended bool, r *Result) {
	for _, i := range w.e.seasonal {
		rule := &w.e.rules[i]
		year := seasonYear(rule, w.asOf)
		if over, _ := chis.MakeDate(year+1, int(rule.SeasonTo/100), int(rule.SeasonTo%100)); w.asOf.After(over) {
			year++
		}
		on, ok := chis.MakeDate(year, int(rule.SeasonFrom/100), int(rule.SeasonFrom%100))
		if !ok || !inWindow(on, rule.From, rule.To) || !inWindow(born, rule.BornFrom, rule.BornTo) ||
			on < rule.NotBefore.After(born) || on >= rule.Until.After(born) {
			continue
		}
		r.Items = append(r.Items, w.seasonItem(int16(i), on, suspended))
	}
}

func (w *walk) seasonItem(rule int16, on chis.Date, suspended bool) Item {
	it := Item{Rule: rule, Offer: rule, By: -1, Planned: on, On: on}
	r := &w.e.rules[rule]
	for i := range w.events {
		ev := &w.events[i]
		if w.verdict[i] == Counted && ev.Antigens.Has(r.Antigens) && seasonYear(r, ev.On.Date) == on.Year() {
			it.State, it.By, it.On = Done, int32(i), ev.On.Date
			return it
		}
	}
	it.State = w.standing(r, on.Days(), false, suspended)
	return it
}
