package target

import (
	"testing"
	"time"
)

func TestDaysAgreeWithTheStandardLibrary(t *testing.T) {
	at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for at.Year() <= 9999 {
		date := int32(at.Year()*10000 + int(at.Month())*100 + at.Day())
		want := int32(at.Unix() / 86400)
		got, ok := Days(date)
		if !ok || got != want || DateOfDays(got) != date {
			t.Fatalf("Days(%d) = %d, %v; want %d, and back %d", date, got, ok, want, DateOfDays(got))
		}
		at = at.AddDate(0, 0, 1)
	}
}

func TestDaysRefusesWhatIsNoDay(t *testing.T) {
	for _, date := range []int32{0, -1, 20150229, 19000229, 20151301, 20150032, 20150100, 20150431, 100000101} {
		if _, ok := Days(date); ok {
			t.Errorf("Days(%d) is taken for a day", date)
		}
	}
	for _, days := range []int32{-719163, 2932897} {
		if got := DateOfDays(days); got != 0 {
			t.Errorf("DateOfDays(%d) = %d, want 0", days, got)
		}
	}
}
