package schedule

import (
	"fmt"
	"strconv"
	"strings"

	"lollipop/internal/chis"
)

// Age is a span of calendar months and of days, as schedules state ages and
// intervals: eight weeks are 56 days, three years and four months 40 months.
type Age struct {
	Months, Days int16
	Set          bool // false where a rule states none
}

var sizes = map[byte]Age{'y': {Months: 12}, 'm': {Months: 1}, 'w': {Days: 7}, 'd': {Days: 1}}

// ageUnits are the units in the order in which an age names them.
const ageUnits = "ymwd"

// ParseAge reads "3y4m", "12m", "8w" or "28d": whole numbers of years, months,
// weeks and days, each unit once and the larger first. Empty text is no age.
func ParseAge(s string) (Age, error) {
	var age Age
	if s == "" {
		return age, nil
	}
	age.Set = true
	units := ageUnits
	for rest := s; rest != ""; {
		at := strings.IndexAny(rest, units)
		if at < 0 {
			return Age{}, fmt.Errorf("read age: %q is not of the form 3y4m, 12m, 8w or 28d", s)
		}
		n, err := strconv.ParseUint(rest[:at], 10, 10)
		if err != nil {
			return Age{}, fmt.Errorf("read age: %q is not of the form 3y4m, 12m, 8w or 28d", s)
		}
		unit := sizes[rest[at]]
		age.Months += int16(n) * unit.Months
		age.Days += int16(n) * unit.Days
		units = units[strings.IndexByte(units, rest[at])+1:]
		rest = rest[at+1:]
	}
	return age, nil
}

// After is the day that lies the age after another. A birthday of 29 February
// falls on the 28th in common years (chis.Date.AddMonths).
func (a Age) After(d chis.Date) chis.Date {
	return d.AddMonths(int(a.Months)).AddDays(int(a.Days))
}

// String is the form that ParseAge reads.
func (a Age) String() string {
	if !a.Set {
		return ""
	}
	var b strings.Builder
	for _, part := range []struct {
		n    int16
		unit byte
	}{{a.Months / 12, 'y'}, {a.Months % 12, 'm'}, {a.Days, 'd'}} {
		if part.n != 0 {
			fmt.Fprintf(&b, "%d%c", part.n, part.unit)
		}
	}
	if b.Len() == 0 {
		return "0d"
	}
	return b.String()
}
