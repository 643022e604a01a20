package chis

import (
	"testing"
	"time"
)

func TestParseTimeOfDay(t *testing.T) {
	tests := []struct {
		in   string
		want TimeOfDay
	}{
		{"00:00:00", 0},
		{"09:05:07", 90507},
		{"12:00:00", 120000},
		{"12:59:59", 125959},
		{"23:59:59", 235959},
		{" 09:05:07 ", 90507},
		{"24:00:00", NoTime},
		{"12:60:00", NoTime},
		{"12:00:60", NoTime},
		{"9:05:07", NoTime},
		{"09:05", NoTime},
		{"09:05:07.0", NoTime},
		{"09-05-07", NoTime},
		{"0a:05:07", NoTime},
		{"0.458333333333333", NoTime},
		{"", NoTime},
	}
	for _, tt := range tests {
		got, ok := ParseTimeOfDay(tt.in)
		if got != tt.want || ok != (tt.want != NoTime) {
			t.Errorf("ParseTimeOfDay(%q) = %d, %v; want %d", tt.in, got, ok, tt.want)
		}
	}
}

// Every second of a day, against package time.
func TestEverySecond(t *testing.T) {
	var text []byte
	for second := range int32(86400) {
		text = time.Unix(int64(second), 0).UTC().AppendFormat(text[:0], time.TimeOnly)
		got, ok := ParseTimeOfDay(text)
		if !ok || got.Seconds() != second || string(got.AppendTo(nil)) != string(text) {
			t.Fatalf("%s read as %d, %v", text, got, ok)
		}
	}
}

func TestNoTime(t *testing.T) {
	if NoTime.String() != "" || NoTime.Seconds() != -1 {
		t.Errorf("no time is %q, %d seconds", NoTime, NoTime.Seconds())
	}
	if TimeOfDay(0).String() != "00:00:00" {
		t.Error("midnight is not a time")
	}
}
