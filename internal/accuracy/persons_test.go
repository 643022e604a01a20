package accuracy

import (
	"errors"
	"math"
	"strings"
	"testing"

	"lollipop/internal/chis"
)

const (
	orgA  = "{CCEA2C67-A299-402B-A4FE-324CE69252E6}"
	one   = "{00000000-0000-0000-0000-000000000001}"
	two   = "{00000000-0000-0000-0000-000000000002}"
	three = "{00000000-0000-0000-0000-000000000003}"
)

func TestReadPersons(t *testing.T) {
	table := "source,organisation_guid,patient_guid,person_id,kind,sex\n" +
		"chis," + orgA + "," + one + ",7,base+dead-by-trace,F\n" +
		"gp," + strings.ToLower(orgA) + "," + two + ",7,feed,F\n" +
		"gp," + orgA + "," + three + ",8,base,M\n"
	at := func(source string, _, patient chis.GUID) int32 {
		if source == "gp" && patient[15] == 3 {
			return -1
		}
		return int32(patient[15]) * 10
	}
	p, err := ReadPersons(strings.NewReader(table), at)
	if err != nil {
		t.Fatal(err)
	}
	if p.Records() != 2 || p.Absent != 1 || p.Places[0] != 10 || p.Places[1] != 20 {
		t.Errorf("%d records at %v, %d absent", p.Records(), p.Places, p.Absent)
	}
	s := p.Score([]int32{0, 0})
	if s.TruePairs != 1 || s.Right != 1 || len(s.ByKind) != 1 || s.ByKind[0].Name != "feed" {
		t.Errorf("%+v", s)
	}
	for name, bad := range map[string]string{
		"twice":          table + "chis," + orgA + "," + one + ",9,base,F\n",
		"no identifier":  table + "chis,x," + one + ",9,base,F\n",
		"nobody":         table + "chis," + orgA + "," + two + ",,base,F\n",
		"another header": "record_id,child_id\n1,2\n",
	} {
		var wrong *Error
		if _, err := ReadPersons(strings.NewReader(bad), at); !errors.As(err, &wrong) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A pair that is decided rightly joins the whole groups of both.
func TestWithPairs(t *testing.T) {
	truth := read(t, "record_id,child_id\n1,A\n2,A\n3,A\n4,B\n5,B\n")
	groups := grouped(t, truth, "1+2 3 4 5")
	for _, c := range []struct {
		pairs [][2]int32
		found int64
	}{
		{nil, 1},
		{[][2]int32{{0, 2}}, 3},
		{[][2]int32{{1, 2}, {0, 2}, {0, 3}}, 3},
		{[][2]int32{{0, 2}, {3, 4}}, 4},
	} {
		if got := truth.WithPairs(groups, c.pairs); got.Count != c.found || got.Of != 4 {
			t.Errorf("%v: %d of %d, want %d of 4", c.pairs, got.Count, got.Of, c.found)
		}
	}
}

// The limits of F1 enclose it, and are those of the share that it rises with.
func TestLimitsOfF1(t *testing.T) {
	low, high := harmonicLimits(90, 100, 110)
	f1 := harmonic(90.0/100, 90.0/110)
	if s := NewRate(90, 120); !(low < f1 && f1 < high) || math.Abs(low-2*s.Low/(1+s.Low)) > 1e-12 {
		t.Errorf("%f: %f to %f", f1, low, high)
	}
	if low, high := harmonicLimits(0, 0, 0); low != 0 || high != 0 {
		t.Errorf("of nothing: %f to %f", low, high)
	}
}
