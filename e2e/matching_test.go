package e2e

import (
	"context"
	"math"
	"testing"

	"lollipop/explain"
	"lollipop/internal/ledger"
)

// matchedAsTold holds what the report says of merges by the truth: nobody is made
// one with somebody else, and whoever decides every review rightly finds nearly all.
func matchedAsTold(t *testing.T, r *rehearsal) {
	t.Helper()
	m := &r.report.Matching
	if m.Truth == nil {
		t.Fatal("the report does not measure its merges")
	}
	w := m.Truth.Wrong
	if w.Protected+w.Twin+w.Sibling+w.Stranger != 0 || w.Rate.Of == 0 || m.Truth.TwoNumbers != 0 || m.Truth.Unknown != 0 {
		t.Errorf("wrong merges %+v, %d of two numbers, %d records that no truth knows", w, m.Truth.TwoNumbers, m.Truth.Unknown)
	}
	if m.Truth.Recall.Estimate < 0.6 || m.Truth.WithReview.Estimate < 0.95 || m.Truth.WithReview.Count < m.Truth.Recall.Count {
		t.Errorf("recall %v, with reviews %v", m.Truth.Recall, m.Truth.WithReview)
	}
	if m.JoinedPairs < m.Truth.Joined || int64(m.Truth.Records) != m.Records {
		t.Errorf("%d pairs joined, %d by the truth; %d records, %d", m.JoinedPairs, m.Truth.Joined, m.Records, m.Truth.Records)
	}
	t.Logf("precision %v, recall %v, with reviews %v", m.Truth.Precision, m.Truth.Recall, m.Truth.WithReview)
}

// pairsExplained holds the score that is explained of decided pairs, of each outcome
// and rule some, against the one that transform kept.
func pairsExplained(t *testing.T, r *rehearsal) {
	t.Helper()
	const each = 3
	told, hidden := map[string]int{}, map[string]bool{}
	for _, p := range r.rows(ledger.Transform, "crosswalk", "row_id", "restricted") {
		hidden[p["row_id"]] = p["restricted"] == "1"
	}
	for _, p := range r.rows(ledger.Transform, "pair") {
		kind := p["outcome"] + " " + p["rule"]
		if told[kind]++; told[kind] > each || p["outcome"] == "refused" {
			continue
		}
		v, err := explain.OfPair(context.Background(), explain.Options{Work: r.work, Mappings: r.maps}, p.id("row_a"), p.id("row_b"))
		if err != nil {
			t.Errorf("%s: %v", kind, err)
			continue
		}
		s := v.Pairs[0].Score
		switch {
		case v.SameChild != (p["outcome"] == "merged") || len(v.Pairs) != 1:
			t.Errorf("%s: one child %v, %d pairs", kind, v.SameChild, len(v.Pairs))
		case hidden[p["row_a"]] || hidden[p["row_b"]]:
			if s != nil {
				t.Errorf("%s: the likeness of a restricted record is told", kind)
			}
		case s == nil || len(s.Steps) == 0 || s.Anew != (p["levels"] == ""):
			t.Errorf("%s: explained as %+v", kind, s)
		case p["levels"] != "" && math.Abs(s.Score*1000-float64(p.id("score"))) > 1:
			t.Errorf("%s: %f bits, transform kept %s thousandths", kind, s.Score, p["score"])
		}
	}
	if len(told) < 3 {
		t.Errorf("only %v", told)
	}
}
