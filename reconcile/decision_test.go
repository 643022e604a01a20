package reconcile

import (
	"strings"
	"testing"

	"lollipop/internal/forms"
)

// What people decided must show in what became of the pair.
func TestJudgeDecisions(t *testing.T) {
	pairs := func(outcome string) []pair { return []pair{{rowA: 1, rowB: 2, outcome: outcome}} }
	for _, test := range []struct {
		name       string
		same       bool
		oneChild   bool
		restricted bool
		alone      bool // no third record is of either child
		pairs      []pair
		want       string
	}{
		{"one child, and joined", true, true, false, false, pairs(pairMerged), ""},
		{"one child, and something about a third record forbids it", true, false, false, false, pairs(pairReview), ""},
		{"one child, and nothing forbids it", true, false, false, true, pairs(pairReview), "decided-same-and-nothing-against-it"},
		{"one child, and forgotten", true, false, false, false, pairs(pairDifferent), "decided-same-and-two-children different-and-nobody-said-so"},
		{"one child, and in no pair", true, false, false, false, nil, "decided-same-and-two-children"},
		{"one child, and restricted", true, false, true, false, nil, ""},
		{"two children, and kept apart", false, false, false, false, pairs(pairDifferent), ""},
		{"two children, and joined through others", false, true, false, false, pairs(pairDifferent), "decided-different-and-one-child"},
	} {
		r := &run{people: newPeople(), breaks: newBreakList(), byRow: []rowPerson{{1, 0}, {2, 1}, {3, 2}}, pairs: test.pairs, outcomes: &outcomes{of: map[string]*outcome{}}}
		r.people.list = []person{{row: 1, child: 1}, {row: 2, child: 2}, {row: 3, child: 2}}
		if test.alone {
			r.people.list[2].child = 3
		}
		if test.oneChild {
			r.people.list[1].child = 1
		}
		if test.restricted {
			r.people.list[0].is |= sensitive
		}
		r.decided = map[[2]int64]forms.Decision{{1, 2}: {Same: test.same, Second: "B. Lead"}}
		r.judgeDecisions()
		got := ""
		for _, b := range r.breaks.totals() {
			got += b.Kind + " "
		}
		if strings.TrimSpace(got) != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	r := &run{people: newPeople(), breaks: newBreakList(), pairs: pairs(pairDifferent), outcomes: &outcomes{of: map[string]*outcome{}}}
	if r.judgeDecisions(); r.breaks.of(checkMerges) != 1 {
		t.Error("a pair is said to be two children, and nobody said so")
	}
}
