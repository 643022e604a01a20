package reconcile

import "testing"

// A date without a day was read as the first day also where nothing could say
// so, and the precision was that of the text with its time.
func TestDaysOfMessages(t *testing.T) {
	for _, test := range []struct{ text, full, partial, precision string }{
		{"12/05/2019", "2019-05-12", "2019-05-12", "YMD"},
		{" 2/5/2019 10:31:00 ", "2019-05-02", "2019-05-02", "YMD"},
		{"2019", "2019", "2019-01-01", "Y"},
		{"2019 00:00:00", "2019 00:00:00", "2019-01-01", "Y"},
		{"05/2019", "05/2019", "2019-05-01", "YM"},
		{"12/05/2019 approx", "12/05/2019 approx", "12/05/2019 approx", "YMD"},
		{"", "", "", "U"},
	} {
		full, partial, precision := openDay(test.text, ""), openDay(test.text, "DatePart"), openPrecision("", test.text)
		if full != test.full || partial != test.partial || precision != test.precision {
			t.Errorf("%q: %q, %q, %q; want %q, %q, %q", test.text, full, partial, precision, test.full, test.partial, test.precision)
		}
	}
}
