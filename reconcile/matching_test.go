package reconcile

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/internal/accuracy"
	"lollipop/internal/table"
)

// Limits that tables of the Poisson distribution give.
func TestPoissonLimits(t *testing.T) {
	for _, c := range []struct {
		mean      float64
		most      int64
		low, high int64
	}{{0, 100, 0, 0}, {0.01, 100, 0, 0}, {0.3, 100, 0, 2}, {3, 100, 0, 7}, {10, 1000, 4, 17}, {3, 5, 0, 5}} {
		if low, high := poissonLimits(c.mean, c.most); low != c.low || high != c.high {
			t.Errorf("%v of %d: %d to %d, want %d to %d", c.mean, c.most, low, high, c.low, c.high)
		}
	}
}

func TestBands(t *testing.T) {
	for score, want := range map[int64]string{
		20_000: "0.999999 and more", 9_965: "0.999 to 0.9999", 9_963: "0.99 to 0.999", 0: "0.5 to 0.9", -1: "below 0.5", table.NullInt64: bandUnscored,
	} {
		if got := bandName(bandOf(&pair{score: score})); got != want {
			t.Errorf("%d: %s, want %s", score, got, want)
		}
	}
}

// What transform counted of its scores is held against the pairs that it lists.
func TestCountsByScore(t *testing.T) {
	pairs := []pair{
		{outcome: pairMerged, rule: "score", score: 12_345},
		{outcome: pairMerged, rule: "nhs-number", score: 12_999},
		{outcome: pairReview, rule: "score-review", score: -500},
		{outcome: pairMerged, rule: "nhs-number", score: table.NullInt64},
	}
	sound := func() ([]WeightBin, []BlockCount) {
		return []WeightBin{{From: -30, Distinct: 95}, {From: -1, Review: 1}, {From: 12, Joined: 2, Through: 2}}, []BlockCount{{"a", 60}, {"b", 40}}
	}
	tests := []struct {
		name   string
		change func(m *Matching)
		want   string
	}{
		{"sound", func(*Matching) {}, ""},
		{"a pair under another score", func(m *Matching) { m.Weights[1].From = -2 }, "counts-differ-from-the-pairs"},
		{"a pair that is not counted", func(m *Matching) { m.Weights = m.Weights[:2]; m.Compared = 96; m.Blocks[0].Pairs = 56 }, "pairs-are-not-counted"},
		{"strangers lost", func(m *Matching) { m.Weights[0].Distinct-- }, "counts-differ-from-the-pairs-compared"},
		{"a rule that counts twice", func(m *Matching) { m.Blocks[1].Pairs++ }, "counts-differ-from-the-pairs-compared"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := bench(t)
			r := c.run
			r.outcomes, r.pairs = newOutcomes(c.Mappings), pairs
			r.matching.Weights, r.matching.Blocks = sound()
			r.matching.Compared = 100
			test.change(&r.matching)
			r.judgeWeights()
			got := r.breaks.totals()
			if (len(got) > 0) != (test.want != "") || len(got) > 0 && got[0].Kind != test.want {
				t.Errorf("got %v, want %q", got, test.want)
			}
		})
	}
}

func TestMergesAreCountedByStepAndBand(t *testing.T) {
	r := bench(t).run
	r.pairs = []pair{
		{outcome: pairMerged, rule: "score", score: 10_000},
		{outcome: pairMerged, rule: "score", score: 10_100},
		{outcome: pairMerged, rule: "nhs-number+person-guid", score: table.NullInt64},
		{outcome: pairReview, rule: "two-candidates", score: 11_000},
		{outcome: pairRefused, rule: "protected", score: table.NullInt64},
	}
	merges, wrong, review := r.countMerges()
	if len(merges) != 2 || merges[0].Step != "nhs-number+person-guid" || merges[0].Band != bandUnscored || merges[1].Pairs != 2 || merges[1].Band != "0.999 to 0.9999" {
		t.Errorf("%+v", merges)
	}
	if len(review) != 1 || review[0].Reason != "two-candidates" || review[0].Words == "" || !strings.Contains(merges[0].Words, ";") {
		t.Errorf("%+v %+v", review, merges)
	}
	if wrong.Of != 2 || wrong.Expected != 0.002 || wrong.High != 0 {
		t.Errorf("%+v", wrong)
	}
}

// A truth that cannot be read ends the run before any work, and says what it should be.
func TestATruthThatCannotBeUsed(t *testing.T) {
	dir := t.TempDir()
	r := &run{Options: Options{Truth: dir}}
	var wrong *TruthError
	if err := r.readTruth(); !errors.As(err, &wrong) || !errors.Is(err, os.ErrNotExist) || wrong.Hint() == "" {
		t.Errorf("no file: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, TruthFile), []byte("record_id,child_id\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var line *accuracy.Error
	if err := r.readTruth(); !errors.As(err, &line) || !errors.As(err, &wrong) {
		t.Errorf("another table: %v", err)
	}
	r.Truth = ""
	if err := r.readTruth(); err != nil || len(r.formInputs) != 0 {
		t.Errorf("no truth: %v, %v", err, r.formInputs)
	}
}

// Children of the target are measured against who the records really are.
func TestTruthOfChildren(t *testing.T) {
	c := bench(t)
	r := c.run
	r.in.sources, r.judged = []string{"chis", "gp"}, true
	for n := range r.people.list { // chis 1 and gp 1 are child 1, the others by themselves
		r.people.list[n] = person{row: int64(n) + 1, child: int64(n) + 1}
		r.byRow = append(r.byRow, rowPerson{int64(n) + 1, int32(n)})
	}
	r.people.list[gpOne].child = 1
	r.people.list[chisOne].number, r.people.list[gpOne].number = 9995260182, 9995260190
	r.pairs = []pair{{rowA: 2, rowB: 4, outcome: pairReview}}
	r.Truth = t.TempDir()
	text := "source,organisation_guid,patient_guid,person_id,kind,birth\n"
	for _, line := range [][2]string{{"chis," + orgCHIS + "," + guid(1), "1,base,b"}, {"gp," + orgCHIS + "," + guid(1), "2,base,b"}, {"chis," + orgCHIS + "," + guid(2), "3,base,"}, {"gp," + orgCHIS + "," + guid(2), "3,feed,"}, {"gp," + orgCHIS + "," + guid(9), "4,base,"}} {
		text += line[0] + "," + line[1] + "\n"
	}
	if err := os.WriteFile(filepath.Join(r.Truth, TruthFile), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := r.settleTruth(); err != nil {
		t.Fatal(err)
	}
	got := r.matching.Truth
	if got.Joined != 1 || got.Wrong.Twin != 1 || got.TruePairs != 1 || got.Right != 0 || got.WithReview.Count != 1 || got.TwoNumbers != 1 || got.Absent != 1 || got.Unknown != 0 {
		t.Errorf("%+v", got)
	}
	if s := got.sentence(); !strings.Contains(s, "1 of 1 are wrong (95 %: 0 to 1)") {
		t.Error(s)
	}
}
