package mappings

import (
	"testing"

	"lollipop/internal/chis"
)

// Numbers here are published examples or of test ranges, nobody's.
func TestNHSRanges(t *testing.T) {
	set := mustLoad(t)
	tests := []struct {
		number     string
		live, test chis.Verdict
	}{
		{"9434765919", chis.TestRange, chis.Accept},
		{"9990000018", chis.TestRange, chis.Accept},
		{"0000000000", chis.Placeholder, chis.Placeholder},
		{"9999999999", chis.Placeholder, chis.Placeholder},
	}
	for _, test := range tests {
		_, live := chis.ClassifyNHSNumber(test.number, set.NHSRanges(), chis.Live)
		_, inTest := chis.ClassifyNHSNumber(test.number, set.NHSRanges(), chis.Test)
		if live != test.live || inTest != test.test {
			t.Errorf("%s…: %v live, %v test", test.number[:3], live, inTest)
		}
	}
	ends := []struct {
		at   uint64
		live chis.Verdict
	}{
		{3112999999, chis.OtherNation},
		{3113000000, chis.Reject},
		{3999999999, chis.OtherNation},
		{4000000000, chis.Accept},
		{4999999999, chis.Accept},
		{5000000000, chis.NotIssued},
		{7999999999, chis.Accept},
		{8000000000, chis.Reject},
		{9000000000, chis.TestRange},
	}
	for _, end := range ends {
		for _, r := range set.NHSRanges() {
			if end.at >= r.From && end.at <= r.To && r.Live != end.live {
				t.Errorf("%d is %v, want %v", end.at, r.Live, end.live)
			}
		}
	}
}

func TestPlaceholderForename(t *testing.T) {
	set := mustLoad(t)
	for _, name := range []string{"", "Baby", "baby boy", "Twin 1", "Twin A", "TWIN ONE", "Female", "B/O Smith", "Baby of Jane", "J", "J.P.", "Triplet 2", "Twin 1 of 2", "Not known"} {
		if !set.PlaceholderForename(string(chis.FoldName(nil, name))) {
			t.Errorf("%q is taken for a name", name)
		}
	}
	for _, name := range []string{"Bo", "Jo", "Al", "Ty", "Twinkle", "Babette", "Childebert", "Sonny", "Boyd", "Malek", "Unna", "Ada"} {
		if set.PlaceholderForename(string(chis.FoldName(nil, name))) {
			t.Errorf("%q is taken for a placeholder", name)
		}
	}
}
