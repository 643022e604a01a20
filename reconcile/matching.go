package reconcile

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"lollipop/internal/table"
)

// Matching is how person records were joined, in counts for the whole service:
// restricted records are among them, and nowhere apart.
type Matching struct {
	Records  int64 `json:"records"`
	Children int64 `json:"children"`
	// JoinedPairs are pairs of records that are one child in the target, also where
	// only a third record joins the two.
	JoinedPairs int64         `json:"joined_pairs"`
	Compared    int64         `json:"pairs_compared"` // by likeness
	Merges      []MergeCount  `json:"merges"`
	Limits      MatchLimits   `json:"limits"`
	Wrong       WrongEstimate `json:"estimated_wrong"`
	Review      []ReviewCount `json:"review"`
	Weights     []WeightBin   `json:"weights"`
	Blocks      []BlockCount  `json:"blocks"`
	Truth       *MatchTruth   `json:"truth,omitempty"`

	// Parameters are what the scores rest on, as transform saved it.
	Parameters MatchParameters `json:"-"`
}

// MatchLimits are the scores, in bits, from which a pair is for review and from
// which it is joined, and the errors that the scores expect of them. What forbids a
// union or leaves it to a person is not among what they expect.
type MatchLimits struct {
	Review float64 `json:"review"`
	Auto   float64 `json:"auto"`
	Joined float64 `json:"joined"` // pairs from the upper limit on that nothing but a score keeps apart
	Wrong  float64 `json:"wrong"`  // of these, such as are not one child
	Same   float64 `json:"same"`   // compared pairs of one child
	Missed float64 `json:"missed"` // of these, such as lie below the lower limit
}

// MergeCount counts the decisions to join by the step that took them, which is a
// rule, and the probability that the score gives.
type MergeCount struct {
	Step  string `json:"step"`
	Words string `json:"words"`
	Band  string `json:"band"`
	Pairs int64  `json:"pairs"`
}

// WrongEstimate is how many of the scored merges are expected to be wrong by the
// scores themselves, and between which numbers they lie at 95 % if the scores are
// right. It is no measurement.
type WrongEstimate struct {
	Of       int64   `json:"of"`
	Expected float64 `json:"expected"`
	Low      int64   `json:"low"`
	High     int64   `json:"high"`
}

// ReviewCount counts the pairs that wait for a person by why they do.
type ReviewCount struct {
	Reason string `json:"reason"`
	Words  string `json:"words"`
	Pairs  int64  `json:"pairs"`
}

// WeightBin counts the scored pairs of one whole bit by what became of them.
type WeightBin struct {
	From     int64 `json:"from"`
	Joined   int64 `json:"joined"`
	Through  int64 `json:"through"` // joined through a third record
	Review   int64 `json:"review"`
	Distinct int64 `json:"distinct"`
}

// BlockCount counts the compared pairs by the first rule that brought them together.
type BlockCount struct {
	Rule  string `json:"rule"`
	Pairs int64  `json:"pairs"`
}

// The files of transform that tell of scores.
const (
	weightFile    = "match_weight.parquet"
	blockFile     = "match_block.parquet"
	parameterFile = "match-parameters.json"
)

// matchBands are probabilities of one child, the highest first.
var matchBands = []struct {
	from float64
	name string
}{
	{0.999999, "0.999999 and more"},
	{0.99999, "0.99999 to 0.999999"},
	{0.9999, "0.9999 to 0.99999"},
	{0.999, "0.999 to 0.9999"},
	{0.99, "0.99 to 0.999"},
	{0.9, "0.9 to 0.99"},
	{0.5, "0.5 to 0.9"},
	{0, "below 0.5"},
}

// bandUnscored is that of pairs without a score: restricted ones, and those whose
// score is below what is listed.
const bandUnscored = "not scored"

// Probability is that of one child, by a score in bits.
func Probability(score float64) float64 { return 1 / (1 + math.Exp2(-score)) }

// probability is the same by a score in thousandths of a bit.
func probability(thousandths int64) float64 { return Probability(float64(thousandths) / 1000) }

func bandOf(p *pair) int {
	if p.score == table.NullInt64 {
		return len(matchBands)
	}
	at := probability(p.score)
	return slices.IndexFunc(matchBands, func(b struct {
		from float64
		name string
	},
	) bool {
		return at >= b.from
	})
}

func bandName(band int) string {
	if band == len(matchBands) {
		return bandUnscored
	}
	return matchBands[band].name
}

// settleMatching counts how records were joined, and holds what transform counted
// of its scores against the pairs that it lists.
func (r *run) settleMatching(ctx context.Context) error {
	m := &r.matching
	m.Records, m.Compared = int64(len(r.byRow)), r.in.transform.Content.Counts["match.candidates"]
	of := map[int64]int64{}
	for _, e := range r.byRow {
		child := r.people.list[e.person].child
		m.JoinedPairs += of[child]
		of[child]++
	}
	m.Children = int64(len(of))
	m.Merges, m.Wrong, m.Review = r.countMerges()
	if err := r.readWeights(ctx); err != nil {
		return err
	}
	r.judgeWeights()
	if err := m.Parameters.read(filepath.Join(r.in.transformDir, parameterFile)); err != nil {
		return err
	}
	r.judgeLimits()
	return nil
}

func (r *run) countMerges() (merges []MergeCount, wrong WrongEstimate, review []ReviewCount) {
	type step struct {
		rule string
		band int
	}
	joined, waits := map[step]int64{}, map[string]int64{}
	for i := range r.pairs {
		p := &r.pairs[i]
		switch p.outcome {
		case pairMerged:
			joined[step{p.rule, bandOf(p)}]++
			if p.score != table.NullInt64 {
				wrong.Of++
				wrong.Expected += 1 - probability(p.score)
			}
		case pairReview:
			waits[p.rule]++
		}
	}
	merges, review = []MergeCount{}, []ReviewCount{}
	for _, s := range slices.SortedFunc(maps.Keys(joined), func(a, b step) int {
		return cmp.Or(cmp.Compare(a.rule, b.rule), cmp.Compare(a.band, b.band))
	}) {
		merges = append(merges, MergeCount{s.rule, r.wordsOf(s.rule), bandName(s.band), joined[s]})
	}
	for _, rule := range slices.Sorted(maps.Keys(waits)) {
		review = append(review, ReviewCount{rule, r.wordsOf(rule), waits[rule]})
	}
	wrong.Low, wrong.High = poissonLimits(wrong.Expected, wrong.Of)
	wrong.Expected = math.Round(wrong.Expected*1000) / 1000
	return merges, wrong, review
}

// poissonLimits are the numbers between which a count lies at 95 % that is expected
// to be mean: many things each of which is hardly likely. It is never more than most.
func poissonLimits(mean float64, most int64) (low, high int64) {
	if mean <= 0 {
		return 0, 0
	}
	const tail = 0.025
	low = -1
	sum := 0.0
	for k := int64(0); k < most; k++ {
		logs, _ := math.Lgamma(float64(k) + 1)
		sum += math.Exp(float64(k)*math.Log(mean) - mean - logs)
		if low < 0 && sum > tail {
			low = k
		}
		if sum >= 1-tail {
			return low, k
		}
	}
	return max(low, 0), most
}

// wordsOf are those of the rule table, of each rule where several are named.
func (r *run) wordsOf(id string) string {
	var words []string
	for one := range strings.SplitSeq(id, "+") {
		words = append(words, r.ruleWords(one))
	}
	return strings.Join(words, "; ")
}

func (r *run) readWeights(ctx context.Context) error {
	m := &r.matching
	m.Weights, m.Blocks = []WeightBin{}, []BlockCount{}
	err := scanFile(ctx, filepath.Join(r.in.transformDir, weightFile), []string{"from", "joined", "through", "review", "distinct"}, func(b *table.Batch) error {
		for i := range b.N {
			at := func(column int) int64 { return b.Vec[column].I64[i] }
			m.Weights = append(m.Weights, WeightBin{at(0), at(1), at(2), at(3), at(4)})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return scanFile(ctx, filepath.Join(r.in.transformDir, blockFile), []string{"rule", "pairs"}, func(b *table.Batch) error {
		for i := range b.N {
			m.Blocks = append(m.Blocks, BlockCount{string(b.Vec[0].Text.At(i)), b.Vec[1].I64[i]})
		}
		return nil
	})
}

// judgeWeights holds the counts by score against the pairs that are listed with a
// score, and both tables against the number of pairs that were compared.
func (r *run) judgeWeights() {
	type counts struct{ joined, review int64 }
	want := map[int64]counts{}
	for i := range r.pairs {
		p := &r.pairs[i]
		if p.score == table.NullInt64 {
			continue
		}
		bin := int64(math.Floor(float64(p.score) / 1000))
		c := want[bin]
		switch p.outcome {
		case pairMerged:
			c.joined++
		case pairReview:
			c.review++
		}
		want[bin] = c
	}
	wrong := func(of string, bin int64, kind string) {
		r.breaks.add(Break{checkValues, of, bin, nullID, "", kind})
	}
	all, brought := int64(0), int64(0)
	for _, w := range r.matching.Weights {
		if c := want[w.From]; c.joined != w.Joined || c.review != w.Review {
			wrong("match_weight", w.From, "counts-differ-from-the-pairs")
		}
		delete(want, w.From)
		all += w.Joined + w.Through + w.Review + w.Distinct
	}
	for _, bin := range slices.Sorted(maps.Keys(want)) {
		if want[bin] != (counts{}) {
			wrong("match_weight", bin, "pairs-are-not-counted")
		}
	}
	for _, b := range r.matching.Blocks {
		brought += b.Pairs
	}
	if all != r.matching.Compared {
		wrong("match_weight", nullID, "counts-differ-from-the-pairs-compared")
	}
	if brought != r.matching.Compared {
		wrong("match_block", nullID, "counts-differ-from-the-pairs-compared")
	}
	r.outcomes.compared(checkValues, int64(len(r.matching.Weights)+len(r.matching.Blocks)))
}

// Sentence says how many merges may be wrong.
func (m *Matching) Sentence() string {
	if m.JoinedPairs == 0 {
		return ""
	}
	s := fmt.Sprintf("%d pairs of records are one child; of %d that were scored about %.2f are expected to be wrong by the scores' own estimate (95 %%: %d to %d)",
		m.JoinedPairs, m.Wrong.Of, m.Wrong.Expected, m.Wrong.Low, m.Wrong.High)
	if m.Truth != nil {
		s += "; " + m.Truth.sentence()
	}
	return s
}
