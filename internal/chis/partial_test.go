package chis

import (
	"testing"

	"pgregory.net/rapid"
)

func TestParsePrecision(t *testing.T) {
	good := map[string]Precision{
		"U": PrecisionUnknown, "Y": PrecisionYear, "YM": PrecisionMonth, "YMD": PrecisionDay,
		"YMDT": PrecisionTime, " YMD ": PrecisionDay,
	}
	for text, want := range good {
		if got, ok := ParsePrecision(text); got != want || !ok {
			t.Errorf("ParsePrecision(%q) = %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", " ", "UY", "YMDTS", "M", "MD", "ymd", "YD", "D"} {
		if got, ok := ParsePrecision(text); ok || got != PrecisionUnknown {
			t.Errorf("ParsePrecision(%q) = %v, %v", text, got, ok)
		}
	}
}

func TestPrecisionRoundTrip(t *testing.T) {
	for p := PrecisionUnknown; p <= PrecisionTime; p++ {
		if got, ok := ParsePrecision(p.String()); got != p || !ok {
			t.Errorf("%v came back as %v", p, got)
		}
	}
	if Precision(99).String() != "U" {
		t.Error("a precision from nowhere does not print as unknown")
	}
}

func TestPartialDate(t *testing.T) {
	tests := []struct {
		date        Date
		precision   Precision
		text        string
		first, last Date
		full        bool
	}{
		{20190817, PrecisionTime, "2019-08-17", 20190817, 20190817, true},
		{20190817, PrecisionDay, "2019-08-17", 20190817, 20190817, true},
		{20190817, PrecisionMonth, "2019-08", 20190801, 20190831, false},
		{20200217, PrecisionMonth, "2020-02", 20200201, 20200229, false},
		{20190817, PrecisionYear, "2019", 20190101, 20191231, false},
		{20190817, PrecisionUnknown, "", 0, 0, false},
		{20190817, Precision(9), "", 0, 0, false},
		{0, PrecisionDay, "", 0, 0, false},
	}
	for _, tt := range tests {
		p := MakePartialDate(tt.date, tt.precision)
		if p.String() != tt.text || p.First() != tt.first || p.Last() != tt.last || p.Full() != tt.full {
			t.Errorf("%d %v: %q, %d to %d, full %v", tt.date, tt.precision, p, p.First(), p.Last(), p.Full())
		}
		if p.IsNone() != (tt.text == "") {
			t.Errorf("%d %v: IsNone = %v", tt.date, tt.precision, p.IsNone())
		}
	}
}

// A hand-made value with no date is not full, whatever its precision.
func TestPartialDateByHand(t *testing.T) {
	if (PartialDate{0, PrecisionDay}).Full() || (PartialDate{20190817, PrecisionUnknown}).Last() != 0 {
		t.Error("half a partial date counts as a date")
	}
}

func TestPartialDateCovers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "d")
		p := MakePartialDate(d, Precision(rapid.IntRange(1, 4).Draw(t, "precision")))
		if d < p.First() || d > p.Last() || !p.First().Valid() || !p.Last().Valid() {
			t.Fatalf("%s is not within %s to %s", d, p.First(), p.Last())
		}
		if again := MakePartialDate(p.Date, p.Precision); again != p {
			t.Fatalf("normalising %v again gives %v", p, again)
		}
	})
}
