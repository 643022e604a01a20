package chis

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseDate(t *testing.T) {
	tests := []struct {
		in   string
		want Date
	}{
		{"2019-03-04", 20190304},
		{"  2019-03-04\r", 20190304},
		{"1800-01-01", 18000101},
		{"2199-12-31", 21991231},
		{"2020-02-29", 20200229},
		{"2000-02-29", 20000229},
		{"1900-02-29", 0},
		{"2100-02-29", 0},
		{"2019-02-29", 0},
		{"2019-04-31", 0},
		{"2019-13-01", 0},
		{"2019-00-01", 0},
		{"2019-01-00", 0},
		{"1799-12-31", 0},
		{"2200-01-01", 0},
		{"0000-00-00", 0},
		{"", 0},
		{"          ", 0},
		{"2019-3-4", 0},
		{"04/03/2019", 0},
		{"2019/03/04", 0},
		{"20190304", 0},
		{"2019-03-04 00:00:00", 0},
		{"44537", 0},
		{"2O19-03-04", 0},
		{"2019-03-0:", 0},
	}
	for _, tt := range tests {
		got, ok := ParseDate(tt.in)
		if got != tt.want || ok != (tt.want != 0) {
			t.Errorf("ParseDate(%q) = %d, %v; want %d", tt.in, got, ok, tt.want)
		}
		if same, _ := ParseDate([]byte(tt.in)); same != got {
			t.Errorf("ParseDate(%q) differs between text and bytes", tt.in)
		}
	}
}

// Every day of the four centuries, against package time.
func TestEveryDay(t *testing.T) {
	day := time.Date(minYear, 1, 1, 0, 0, 0, 0, time.UTC)
	want := int32(day.Unix() / 86400)
	if want != minDays {
		t.Fatalf("minDays is %d, want %d", minDays, want)
	}
	var text []byte
	for ; day.Year() <= maxYear; day, want = day.AddDate(0, 0, 1), want+1 {
		d, ok := MakeDate(day.Year(), int(day.Month()), day.Day())
		if !ok || d.Days() != want || DateFromDays(want) != d || !d.Valid() {
			t.Fatalf("%s: date %d, %v, days %d, want %d", day.Format(time.DateOnly), d, ok, d.Days(), want)
		}
		text = d.AppendTo(text[:0])
		if back, ok := ParseDate(text); string(text) != day.Format(time.DateOnly) || !ok || back != d {
			t.Fatalf("%d written as %s, read as %d", d, text, back)
		}
	}
	if want-1 != maxDays {
		t.Errorf("maxDays is %d, want %d", maxDays, want-1)
	}
}

// MakeDate refuses what package time would carry over into another month.
func TestMakeDateAgainstTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := rapid.IntRange(minYear-2, maxYear+2).Draw(t, "y")
		m := rapid.IntRange(-1, 14).Draw(t, "m")
		d := rapid.IntRange(-1, 33).Draw(t, "d")
		carried := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
		want := y >= minYear && y <= maxYear &&
			carried.Year() == y && int(carried.Month()) == m && carried.Day() == d
		if _, ok := MakeDate(y, m, d); ok != want {
			t.Fatalf("MakeDate(%d, %d, %d) ok = %v", y, m, d, ok)
		}
	})
}

func TestDateFromDaysOutside(t *testing.T) {
	for _, days := range []int32{NoDays, math.MinInt32 + 1, minDays - 1, maxDays + 1, math.MaxInt32} {
		if got := DateFromDays(days); got != 0 {
			t.Errorf("DateFromDays(%d) = %d, want none", days, got)
		}
	}
}

func anyDate() *rapid.Generator[Date] {
	return rapid.Custom(func(t *rapid.T) Date {
		return DateFromDays(rapid.Int32Range(minDays, maxDays).Draw(t, "days"))
	})
}

func (d Date) timeForTest() time.Time {
	return time.Date(d.Year(), time.Month(d.Month()), d.Day(), 0, 0, 0, 0, time.UTC)
}

func TestDateArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyDate().Draw(t, "a"), anyDate().Draw(t, "b")
		apart := b.Sub(a)
		// In seconds: a time.Duration ends at 292 years.
		if want := (b.timeForTest().Unix() - a.timeForTest().Unix()) / 86400; int64(apart) != want {
			t.Fatalf("%s - %s = %d, want %d", b, a, apart, want)
		}
		if got := a.AddDays(int(apart)); got != b {
			t.Fatalf("%s + %d days = %s, want %s", a, apart, got, b)
		}
		if a.Before(b) != (apart > 0) || a.After(b) != (apart < 0) {
			t.Fatalf("Before or After of %s and %s is wrong", a, b)
		}
	})
}

func TestAddDaysEnds(t *testing.T) {
	first, last := Date(18000101), Date(21991231)
	if got := first.AddDays(maxDays - minDays); got != last {
		t.Errorf("first to last = %s", got)
	}
	for _, n := range []int{1, math.MaxInt32, math.MaxInt64, math.MaxInt32 + 1} {
		if last.AddDays(n) != 0 || first.AddDays(-n) != 0 {
			t.Errorf("%d days beyond either end is not none", n)
		}
	}
}

func TestAddMonths(t *testing.T) {
	tests := []struct {
		from Date
		n    int
		want Date
	}{
		{20190131, 1, 20190228},
		{20200131, 1, 20200229},
		{20191231, 2, 20200229},
		{20190331, -1, 20190228},
		{20190115, -1, 20181215},
		{20190101, 12, 20200101},
		{20190815, 40, 20221215},
		{20190815, 0, 20190815},
		{21991231, 1, 0},
		{18000131, -1, 0},
		{18000131, -100000, 0},
		{18000131, math.MaxInt64, 0},
		{18000131, math.MinInt64, 0},
		{0, 12, 0},
	}
	for _, tt := range tests {
		if got := tt.from.AddMonths(tt.n); got != tt.want {
			t.Errorf("%s + %d months = %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

// A child born on a leap day has a birthday every year, on the last day of February.
func TestLeapDayBirthdays(t *testing.T) {
	const born Date = 20160229
	for age, want := range []Date{20160229, 20170228, 20180228, 20190228, 20200229, 20210228} {
		if got := born.AddMonths(12 * age); got != want {
			t.Errorf("birthday %d is %s, want %s", age, got, want)
		}
	}
	if Date(20960229).AddMonths(48) != 21000228 {
		t.Error("2100 is no leap year")
	}
}

// The result is the same day of the month, or the last one of a shorter month.
func TestAddMonthsAgainstTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "d")
		n := rapid.IntRange(-240, 240).Draw(t, "n")
		want := time.Date(d.Year(), time.Month(d.Month()+n), d.Day(), 0, 0, 0, 0, time.UTC)
		if want.Day() != d.Day() { // carried into the next month: step back to its day 0
			want = want.AddDate(0, 0, -want.Day())
		}
		expected, _ := MakeDate(want.Year(), int(want.Month()), want.Day())
		if got := d.AddMonths(n); got != expected {
			t.Fatalf("%s + %d months = %s, want %s", d, n, got, expected)
		}
	})
}

// No date never looks near, early or late.
func TestNoDate(t *testing.T) {
	const none, some Date = 0, 20190304
	if none.Days() != NoDays || none.AddDays(1) != 0 || none.AddMonths(1) != 0 || none.Valid() || !none.IsNone() {
		t.Error("arithmetic on no date gives a date")
	}
	for _, pair := range [][2]Date{{none, some}, {some, none}, {none, none}} {
		if pair[0].Before(pair[1]) || pair[0].After(pair[1]) || pair[0].Sub(pair[1]) != math.MaxInt32 {
			t.Errorf("%d and %d are ordered or near", pair[0], pair[1])
		}
	}
	if none.String() != "" {
		t.Errorf("none prints as %q", none.String())
	}
}

func TestDateValid(t *testing.T) {
	for _, d := range []Date{1, -20190304, 20190229, 20191301, 99991231, math.MaxInt32, math.MinInt32} {
		if d.Valid() {
			t.Errorf("%d is valid", int32(d))
		}
	}
}

func TestDateJSON(t *testing.T) {
	for _, d := range []Date{0, 20190304} {
		text, err := json.Marshal(d)
		if err != nil || string(text) != `"`+d.String()+`"` {
			t.Fatalf("Marshal(%d) = %s, %v", d, text, err)
		}
		back := Date(1)
		if err := json.Unmarshal(text, &back); err != nil || back != d {
			t.Errorf("%s came back as %d, %v", text, back, err)
		}
	}
	var d Date
	if err := d.UnmarshalText([]byte("2019-02-30")); !errors.Is(err, ErrDate) {
		t.Errorf("UnmarshalText of no date: %v", err)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2019-03-04", " 2020-02-29 ", "1900-02-29", "", "2019-03-04T", "0000-00-00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, ok := ParseDate(b)
		want, err := time.Parse(time.DateOnly, string(trim(b)))
		inside := err == nil && want.Year() >= minYear && want.Year() <= maxYear
		if ok != inside {
			t.Fatalf("ParseDate(%q) ok = %v, package time says %v", b, ok, inside)
		}
		if ok && (d.String() != string(trim(b)) || !d.timeForTest().Equal(want)) {
			t.Fatalf("ParseDate(%q) = %s", b, d)
		}
	})
}
