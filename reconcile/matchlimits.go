package reconcile

import "math"

// expectedErrors is what the scores expect of a limit at each score, by rising score.
type expectedErrors struct {
	Same   float64 `json:"pairs_of_one_child"`
	Limits []struct {
		Score  float64 `json:"score"`
		Joined float64 `json:"joined"`
		Wrong  float64 `json:"wrong"`
		Missed float64 `json:"missed"`
	} `json:"limits"`
}

// The bands are never nearer to each other than these probabilities, whatever the
// errors: many sure pairs do not pay for single doubtful ones.
const (
	surest   = 0.999
	doubtful = 0.2
)

// limits are those that the tolerances allow by what is expected, and what that is.
func (e *expectedErrors) limits(wrong, missed float64) (l MatchLimits) {
	if len(e.Limits) == 0 {
		return l
	}
	l.Review, l.Same = e.Limits[0].Score, e.Same
	for _, at := range e.Limits {
		if at.Missed > missed*e.Same {
			break
		}
		l.Review = at.Score
	}
	l.Auto = e.Limits[len(e.Limits)-1].Score
	for i := len(e.Limits) - 1; i >= 0 && e.Limits[i].Wrong <= max(wrong*e.Limits[i].Joined, 0.5); i-- {
		l.Auto = e.Limits[i].Score
	}
	bits := func(p float64) float64 { return math.Log2(p / (1 - p)) }
	l.Auto = max(l.Auto, bits(surest))
	l.Review = min(l.Review, bits(doubtful), l.Auto)
	for _, at := range e.Limits {
		if at.Score <= l.Auto {
			l.Joined, l.Wrong = at.Joined, at.Wrong
		}
		if at.Score <= l.Review {
			l.Missed = at.Missed
		}
	}
	l.Auto, l.Review = inThousandths(l.Auto), inThousandths(l.Review)
	return l
}

// leastShare stands for a share of none, in parts of a million: no estimate is zero.
const leastShare = 1e-3

func inThousandths(bits float64) float64 { return math.Round(1000*bits) / 1000 }

// judgeLimits works the limits of the bands out again from what the scores expect,
// and holds transform's against them.
func (r *run) judgeLimits() {
	share := func(id string) float64 { return max(float64(r.Mappings.Tolerance(id).Value), leastShare) / 1e6 }
	l := r.matching.Parameters.Expected.limits(share("match-wrong"), share("match-missed"))
	r.matching.Limits = l
	counts := r.in.transform.Content.Counts
	for name, limit := range map[string]float64{"match.limit-auto": l.Auto, "match.limit-review": l.Review} {
		if counts[name] != int64(math.Round(1000*limit)) {
			r.breaks.add(Break{checkValues, "match_weight", nullID, nullID, name, "limit-does-not-follow-from-the-errors"})
		}
	}
	r.outcomes.compared(checkValues, 2)
}
