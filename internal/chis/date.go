package chis

import (
	"errors"
	"math"
)

// Date is a day of the Gregorian calendar written as the number yyyymmdd;
// 0 is none. Dates made by this package are real days from 1800-01-01 to
// 2199-12-31, so that plain < and == on two dates are right, none being first.
type Date int32

// NoDays is Days of no date, and no day: a real date is never that far away.
const NoDays int32 = math.MinInt32

// ErrDate is returned by Date.UnmarshalText.
var ErrDate = errors.New("not a date of the form yyyy-MM-dd from 1800 to 2199")

const (
	minYear = 1800
	maxYear = 2199
	minDays = -62091 // 1800-01-01
	maxDays = 84005  // 2199-12-31
)

// ParseDate reads yyyy-MM-dd, blanks around it allowed, nothing else: a date
// in another form is set aside, never guessed at.
func ParseDate[T Text](b T) (Date, bool) {
	if len(b) != 10 {
		b = trim(b)
		if len(b) != 10 {
			return 0, false
		}
	}
	if b[4] != '-' || b[7] != '-' {
		return 0, false
	}
	y, okYear := twoDigits(b[0], b[1])
	yy, okDecade := twoDigits(b[2], b[3])
	m, okMonth := twoDigits(b[5], b[6])
	d, okDay := twoDigits(b[8], b[9])
	if !okYear || !okDecade || !okMonth || !okDay {
		return 0, false
	}
	return MakeDate(y*100+yy, m, d)
}

func twoDigits(tens, ones byte) (int, bool) {
	t, o := tens-'0', ones-'0'
	return int(t)*10 + int(o), t <= 9 && o <= 9
}

// MakeDate is the date of a year, month and day, false where there is none
// such from 1800 to 2199.
func MakeDate(y, m, d int) (Date, bool) {
	if y < minYear || y > maxYear || m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m) {
		return 0, false
	}
	return joinDate(y, m, d), true
}

// Valid reports whether d is a day this package would have made: use it on a
// number that comes from a file. None is not valid.
func (d Date) Valid() bool {
	_, ok := MakeDate(d.split())
	return ok
}

// IsNone reports the absence of a date.
func (d Date) IsNone() bool { return d == 0 }

// Year is the year, 0 of none.
func (d Date) Year() int { return int(d / 10000) }

// Month is 1 to 12, 0 of none.
func (d Date) Month() int { return int(d / 100 % 100) }

// Day is the day of the month, 0 of none.
func (d Date) Day() int { return int(d % 100) }

func (d Date) split() (y, m, day int) { return d.Year(), d.Month(), d.Day() }

func joinDate(y, m, d int) Date { return Date(y*10000 + m*100 + d) }

func isLeap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

func daysInMonth(y, m int) int {
	if m == 2 {
		if isLeap(y) {
			return 29
		}
		return 28
	}
	return 30 + (m+m>>3)&1
}

// Days counts the days from 1970-01-01, negative before it; NoDays of none.
func (d Date) Days() int32 {
	if d == 0 {
		return NoDays
	}
	// Years run from March, so that the leap day is the last of its year
	// (Howard Hinnant, "chrono-compatible low-level date algorithms").
	y, m, day := d.split()
	if m <= 2 {
		y, m = y-1, m+12
	}
	dayOfYear := (153*(m-3)+2)/5 + day - 1
	return int32(y*365 + y/4 - y/100 + y/400 + dayOfYear - 719468)
}

// DateFromDays is the inverse of Days: none for NoDays and for any day
// outside 1800 to 2199.
func DateFromDays(days int32) Date {
	if days < minDays || days > maxDays {
		return 0
	}
	n := int(days) + 719468
	era := n / 146097
	dayOfEra := n % 146097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	month := (5*dayOfYear + 2) / 153 // 0 is March
	day := dayOfYear - (153*month+2)/5 + 1
	y, m := era*400+yearOfEra, month+3
	if m > 12 {
		y, m = y+1, m-12
	}
	return joinDate(y, m, day)
}

// AddDays is the date n days later; none from none, and none where the result
// leaves 1800 to 2199.
func (d Date) AddDays(n int) Date {
	if d == 0 || n < minDays-maxDays || n > maxDays-minDays {
		return 0
	}
	return DateFromDays(d.Days() + int32(n))
}

// Sub counts the days from other to d. Where either is none it answers
// math.MaxInt32, so that no test of the form "within n days" is true by accident.
func (d Date) Sub(other Date) int32 {
	if d == 0 || other == 0 {
		return math.MaxInt32
	}
	return d.Days() - other.Days()
}

// AddMonths is the same day n months later, or the last day of that month
// where it is shorter: 31 January plus one month is 28 or 29 February, and a
// child born on 29 February has birthdays on 28 February in common years and
// on 29 February in leap years. Because of that, add months once, to the date
// of birth: two steps of six months may differ from one of twelve. None from
// none, and where the result leaves 1800 to 2199.
func (d Date) AddMonths(n int) Date {
	const most = (maxYear - minYear + 1) * 12
	if d == 0 || n < -most || n > most {
		return 0
	}
	y, m, day := d.split()
	months := y*12 + m - 1 + n
	y, m = months/12, months%12+1
	if y < minYear || y > maxYear {
		return 0
	}
	return joinDate(y, m, min(day, daysInMonth(y, m)))
}

// Before reports that both dates are there and d is the earlier.
func (d Date) Before(other Date) bool { return d != 0 && other != 0 && d < other }

// After reports that both dates are there and d is the later.
func (d Date) After(other Date) bool { return d != 0 && other != 0 && d > other }

// AppendTo appends yyyy-MM-dd, and nothing for none.
func (d Date) AppendTo(dst []byte) []byte {
	if d == 0 {
		return dst
	}
	y, m, day := d.split()
	return append(dst,
		byte('0'+y/1000%10), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10), '-',
		byte('0'+m/10), byte('0'+m%10), '-',
		byte('0'+day/10), byte('0'+day%10))
}

// String is yyyy-MM-dd, empty for none. A date of birth identifies: it belongs
// in no log and no error.
func (d Date) String() string {
	var room [10]byte
	return string(d.AppendTo(room[:0]))
}

// MarshalText is AppendTo, so that JSON and YAML carry "yyyy-MM-dd", or "" for none.
func (d Date) MarshalText() ([]byte, error) { return d.AppendTo([]byte{}), nil }

// UnmarshalText reads what MarshalText wrote, none from empty text; it answers
// ErrDate for anything else.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, ok := ParseDate(text)
	if !ok && len(trim(text)) > 0 {
		return ErrDate
	}
	*d = parsed
	return nil
}
