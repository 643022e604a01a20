package schedule_test

import (
	"fmt"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// A record that is at fault stops nothing and is told: the reason stands in the
// outcome or among the doubts.
func TestRecordsAtFault(t *testing.T) {
	e := engine(t)
	day := func(d chis.Date) chis.PartialDate { return chis.MakePartialDate(d, chis.PrecisionDay) }
	const asOf chis.Date = 20210301
	tests := []struct {
		name  string
		child schedule.Child
		want  schedule.Outcome
	}{
		{"no date of birth", schedule.Child{}, schedule.NoBirthDate},
		{"a year of birth", schedule.Child{Born: chis.MakePartialDate(20190101, chis.PrecisionYear)}, schedule.PartialBirthDate},
		{"a month of birth", schedule.Child{Born: chis.MakePartialDate(20190501, chis.PrecisionMonth)}, schedule.PartialBirthDate},
		{"born tomorrow", schedule.Child{Born: day(20210302)}, schedule.BornInFuture},
		{"born today", schedule.Child{Born: day(20210301)}, schedule.Scheduled},
		{"born in 1890", schedule.Child{Born: day(18900101)}, schedule.ImpossibleBirthDate},
		{"no real day", schedule.Child{Born: chis.PartialDate{Date: 20190231, Precision: chis.PrecisionDay}}, schedule.ImpossibleBirthDate},
		{"twenty years", schedule.Child{Born: day(20010301)}, schedule.OverAge},
		{"a day short of twenty", schedule.Child{Born: day(20010302)}, schedule.Scheduled},
		{"dead", schedule.Child{Born: day(20190501), Standing: schedule.Deceased}, schedule.ChildDeceased},
		{"stillborn", schedule.Child{Standing: schedule.Stillborn}, schedule.ChildStillborn},
		{"moved away", schedule.Child{Born: day(20190501), Standing: schedule.MovedAway}, schedule.ChildMovedAway},
	}
	dose := schedule.Event{On: day(20200801), Antigens: chis.Measles | chis.Mumps | chis.Rubella}
	for _, test := range tests {
		var r schedule.Result
		e.Evaluate(&test.child, []schedule.Event{dose, {Kind: schedule.Refused}}, asOf, &r)
		if r.Outcome != test.want || (len(r.Items) > 0) != (test.want == schedule.Scheduled) || (test.want != schedule.Scheduled && r.Next != -1) {
			t.Errorf("%s: %s with %d items, want %s", test.name, r.Outcome, len(r.Items), test.want)
		}
		if cannot := r.Verdicts[0] == schedule.NotJudged; cannot != (test.want.CannotBeScheduled() || test.want == schedule.ChildStillborn) {
			t.Errorf("%s: verdict %s", test.name, r.Verdicts[0])
		}
	}
}

// What stands in the place of a date of birth is the reason that is told.
func TestStatedBirth(t *testing.T) {
	e := engine(t)
	for text, want := range map[string]schedule.Outcome{
		"2019": schedule.PartialBirthDate, "2019-03": schedule.PartialBirthDate, "03/2019": schedule.PartialBirthDate, "2019-03-00": schedule.PartialBirthDate,
		"2019-00-00": schedule.PartialBirthDate, " 2019 ": schedule.PartialBirthDate, "2019 00:00:00": schedule.PartialBirthDate,
		"2019-02-30": schedule.ImpossibleBirthDate, "2015-13-45": schedule.ImpossibleBirthDate, "0000-01-01": schedule.ImpossibleBirthDate,
		"15/03/2019": schedule.UnreadBirthDate, "spring 2019": schedule.UnreadBirthDate, "-": schedule.UnreadBirthDate, "20190315": schedule.UnreadBirthDate,
	} {
		got := schedule.StatedBirth(text)
		var r schedule.Result
		e.Evaluate(&schedule.Child{BornAs: got}, nil, 20210301, &r)
		if got != want || r.Outcome != want || !got.CannotBeScheduled() {
			t.Errorf("%q: %s, planned as %s", text, got, r.Outcome)
		}
	}
	var r schedule.Result
	e.Evaluate(&schedule.Child{Born: chis.MakePartialDate(20190315, chis.PrecisionDay), BornAs: schedule.PartialBirthDate}, nil, 20210301, &r)
	if r.Outcome != schedule.Scheduled {
		t.Errorf("another record knows the date: %s", r.Outcome)
	}
}

func TestDoubts(t *testing.T) {
	e := engine(t)
	var fourteen []string
	for i := range 14 {
		fourteen = append(fourteen, fmt.Sprintf("given mmr %s", chis.Date(20210101).AddDays(i*40)))
	}
	tests := []struct {
		name   string
		events []string
		want   schedule.Doubt
	}{
		{"none", []string{"given mmr 2021-01-01"}, 0},
		{"before birth", []string{"given mmr 2019-12-31"}, schedule.DoseBeforeBirth},
		{"future", []string{"given mmr 2040-01-01"}, schedule.DoseInFuture},
		{"a year", []string{"given mmr 2021-01"}, schedule.DoseWithoutDate},
		{"no date", []string{"given mmr"}, schedule.DoseWithoutDate},
		{"unknown vaccine", []string{"given  2021-01-01"}, schedule.UnknownVaccine},
		{"fourteen of one vaccine", fourteen, schedule.TooManyDoses},
		{"refused in the future", []string{"refused mmr 2040-01-01"}, 0},
		{"two of them", []string{"given mmr 2019-12-31", "given  2021-01-01"}, schedule.DoseBeforeBirth | schedule.UnknownVaccine},
	}
	for _, test := range tests {
		r := story{born: "2020-01-01", asOf: "2024-01-01", events: test.events}.tell(t, e)
		if r.Outcome != schedule.Scheduled || r.Doubts != test.want || len(r.Verdicts) != len(test.events) {
			t.Errorf("%s: %s, doubts %b, want %b", test.name, r.Outcome, r.Doubts, test.want)
		}
	}
	if r := (story{born: "2020-01-01", asOf: "2024-01-01", events: fourteen}).tell(t, e); verdicts(r)[1] != "too young for the next step" || verdicts(r)[3] != "counted" || verdicts(r)[13] != "course complete" {
		t.Errorf("fourteen doses: %q", verdicts(r))
	}
}

// A child whom nobody may call until a day keeps the due dates, and is called after it.
func TestSuspended(t *testing.T) {
	e := engine(t)
	child := schedule.Child{Born: chis.MakePartialDate(20200101, chis.PrecisionDay), SuspendedUntil: 20210331}
	var r schedule.Result
	e.Evaluate(&child, nil, 20210331, &r)
	if r.Next != -1 {
		t.Errorf("called while suspended: %s", shown(e, r.Items[r.Next]))
	}
	e.Evaluate(&child, nil, 20210401, &r)
	if r.Next < 0 || r.Items[r.Next].On != 20200226 {
		t.Errorf("item %d is next after the suspension", r.Next)
	}
}

// Every rule that rests on memory is named; and every word of every kind is there.
func TestWords(t *testing.T) {
	e := engine(t)
	for _, r := range e.Unverified() {
		if r.Confidence == schedule.Verified || r.Source == "" {
			t.Errorf("%s: %s", r.Name(), r.Confidence)
		}
	}
	if n := len(e.Unverified()); n < 30 || n == len(e.Rules()) {
		t.Errorf("%d of %d rules unverified", n, len(e.Rules()))
	}
	for o := schedule.Scheduled; o <= schedule.OverAge; o++ {
		if o.String() == "" {
			t.Errorf("outcome %d has no words", o)
		}
	}
	for v := schedule.NoDose; v <= schedule.PartOfDay; v++ {
		if v.String() == "" {
			t.Errorf("verdict %d has no words", v)
		}
	}
	for s := schedule.Done; s <= schedule.NotOnIt; s++ {
		if s.String() == "" {
			t.Errorf("state %d has no words", s)
		}
	}
}
