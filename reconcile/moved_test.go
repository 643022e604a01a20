package reconcile

import (
	"testing"

	"lollipop/internal/chis"
)

func TestMovedBand(t *testing.T) {
	const day = chis.Date(20210301)
	on := func(days int) DueDay { return DueDay{What: "MMR 1", On: day.AddDays(days)} }
	for _, c := range []struct {
		name          string
		before, after DueDay
		want          int
	}{
		{"29 days earlier", on(0), on(-29), MovedMonthEarlier},
		{"28 days earlier", on(0), on(-28), MovedWeeksEarlier},
		{"8 days earlier", on(0), on(-8), MovedWeeksEarlier},
		{"7 days earlier", on(0), on(-7), MovedDaysEarlier},
		{"1 day earlier", on(0), on(-1), MovedDaysEarlier},
		{"the same day", on(0), on(0), MovedNone},
		{"1 day later", on(0), on(1), MovedDaysLater},
		{"7 days later", on(0), on(7), MovedDaysLater},
		{"8 days later", on(0), on(8), MovedWeeksLater},
		{"28 days later", on(0), on(28), MovedWeeksLater},
		{"29 days later", on(0), on(29), MovedMonthLater},
		{"nothing before", DueDay{What: "nothing"}, on(0), MovedNew},
		{"nothing after", on(0), DueDay{What: "nothing: deceased"}, MovedGone},
		{"nothing on either side", DueDay{What: "nothing"}, DueDay{What: "nothing: deceased"}, MovedNowhere},
	} {
		if got := movedBand(c.before, c.after); got != c.want {
			t.Errorf("%s: band %d, want %d", c.name, got, c.want)
		}
	}
}

func TestMovedAdds(t *testing.T) {
	a, b := Moved{MovedNew: 2}, Moved{MovedNew: 1, MovedGone: 4}
	a.add(&b)
	if a != (Moved{MovedNew: 3, MovedGone: 4}) || a.Total() != 7 {
		t.Errorf("%v, %d in all", a, a.Total())
	}
}
