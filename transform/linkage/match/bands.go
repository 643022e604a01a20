package match

import (
	"fmt"
	"math"
)

// The shares of error that the limits are set by where nobody says otherwise.
const (
	DefaultWrong  = 0.0005 // of the joined pairs, such as are not one child
	DefaultMissed = 0.001  // of the compared pairs of one child, such as no person is asked about
)

// The bands are never nearer to each other than these, whatever the shares of error:
// the many sure pairs of a file do not pay for single doubtful ones.
const (
	surest   = 0.999 // probability below which nothing is joined
	doubtful = 0.2   // probability from which a person is always asked
)

// The scores for which errors are estimated.
const (
	lowestLimit  = -8.0
	highestLimit = 20.0
	limitStep    = 0.5
	limitCount   = int((highestLimit-lowestLimit)/limitStep) + 1
)

// Expected is what a limit at a score would do, by the estimate of the model.
type Expected struct {
	Score  float64 `json:"score"`
	Joined float64 `json:"joined"` // pairs from here on that nothing but a score keeps apart
	Wrong  float64 `json:"wrong"`  // of these, such as are not one child
	Missed float64 `json:"missed"` // pairs of one child below it
}

// Errors is what is expected of every limit, for pairs that share a key.
type Errors struct {
	Same   float64    `json:"pairs_of_one_child"`
	Limits []Expected `json:"limits"`
}

// errorSums are pairs counted by score, the first class those below every limit. Sums are
// whole numbers of parts of a pair, so that their order does not matter.
type errorSums struct {
	joined      [limitCount + 1]uint64
	wrong, same [limitCount + 1]uint64
}

const errorPart = 1 << 36 // 2^36 parts of a pair, and 2^28 pairs, fit

func (t *errorSums) add(score float64, free bool) {
	at := 0
	if score >= lowestLimit {
		at = min(int((score-lowestLimit)/limitStep), limitCount-1) + 1
	}
	t.same[at] += uint64(Probability(score) * errorPart)
	if free {
		t.joined[at]++
		t.wrong[at] += uint64(Probability(-score) * errorPart)
	}
}

func (t *errorSums) sum(other *errorSums) {
	for i := range t.joined {
		t.joined[i] += other.joined[i]
		t.wrong[i] += other.wrong[i]
		t.same[i] += other.same[i]
	}
}

// errors are the sums from each limit on, and below it.
func (t *errorSums) errors() Errors {
	e := Errors{Limits: make([]Expected, limitCount)}
	below := uint64(0)
	for i := range e.Limits {
		below += t.same[i]
		e.Limits[i] = Expected{Score: lowestLimit + float64(i)*limitStep, Missed: pairsOf(below)}
	}
	e.Same = pairsOf(below + t.same[limitCount])
	joined, wrong := uint64(0), uint64(0)
	for i := limitCount - 1; i >= 0; i-- {
		joined, wrong = joined+t.joined[i+1], wrong+t.wrong[i+1]
		e.Limits[i].Joined, e.Limits[i].Wrong = float64(joined), pairsOf(wrong)
	}
	return e
}

// pairsOf is parts as pairs, to a millionth.
func pairsOf(parts uint64) float64 { return math.Round(float64(parts)/errorPart*1e6) / 1e6 }

// auto is the lowest limit from which at most a share of what it joins is wrong, or less
// than half a pair, as in a file of ten rows; and no lower than what is surest.
func (e *Errors) auto(share float64) float64 {
	limit := highestLimit
	for i := len(e.Limits) - 1; i >= 0 && e.Limits[i].Wrong <= max(share*e.Limits[i].Joined, 0.5); i-- {
		limit = e.Limits[i].Score
	}
	return max(limit, ScoreOf(surest))
}

// review is the highest limit below which at most a share of the pairs of one
// child lie, and no higher than what is doubtful.
func (e *Errors) review(share float64) float64 {
	limit := lowestLimit
	for _, l := range e.Limits {
		if l.Missed > share*e.Same {
			break
		}
		limit = l.Score
	}
	return min(limit, ScoreOf(doubtful))
}

// Below is how many pairs of one child are expected below a score, or the next limit
// under it.
func (e *Errors) Below(score float64) float64 {
	i := int(math.Floor((score - lowestLimit) / limitStep))
	return e.Limits[max(0, min(i, len(e.Limits)-1))].Missed
}

// valid refuses a table that errors did not make.
func (e *Errors) valid() error {
	if len(e.Limits) != limitCount || !(e.Same >= 0) {
		return fmt.Errorf("%w: expected_errors has %d limits, want %d", ErrParameters, len(e.Limits), limitCount)
	}
	for i, l := range e.Limits {
		if l.Score != lowestLimit+float64(i)*limitStep || !(l.Joined >= 0 && l.Wrong >= 0 && l.Missed >= 0) {
			return fmt.Errorf("%w: expected_errors: limit %d is not that of score %g, or below 0", ErrParameters, i+1, lowestLimit+float64(i)*limitStep)
		}
	}
	return nil
}
