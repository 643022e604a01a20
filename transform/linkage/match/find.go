package match

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
)

// Options say how Find runs. The zero value learns from the records, and sets the
// limits by the shares of error that are given by default.
type Options struct {
	Workers    int
	Parameters *Parameters // nil: learnt from the records
	Auto       float64     // probability from which records are joined, 0: by Wrong
	Review     float64     // probability from which a person is asked, 0: by Missed
	Wrong      float64     // share of the joined pairs that may be wrong, 0 for the default
	Missed     float64     // share of the pairs of one child that may be below review, 0 for the default
	Held       bool        // see Limits
	Tally      bool        // count what is compared
	Reached    bool        // keep in the result which pairs were compared
}

// SetShares sets the shares of error in parts of a million. None stands for the least
// that can be told: no estimate is zero.
func (o *Options) SetShares(wrong, missed int64) {
	const least = 1e-3
	o.Wrong, o.Missed = max(float64(wrong), least)/1e6, max(float64(missed), least)/1e6
}

// Limits are the scores of the bands: those that are set, else those that the
// errors which the parameters expect allow.
func (o *Options) Limits(of *Parameters) Limits {
	l := Limits{Held: o.Held}
	if l.Auto = ScoreOf(o.Auto); o.Auto == 0 {
		l.Auto = of.Errors.auto(cmp.Or(o.Wrong, DefaultWrong))
	}
	if l.Review = ScoreOf(o.Review); o.Review == 0 {
		l.Review = of.Errors.review(cmp.Or(o.Missed, DefaultMissed))
	}
	l.Review = min(l.Review, l.Auto)
	return l
}

// Result is what Find found.
type Result struct {
	Parameters *Parameters
	Limits     Limits
	Errors     Errors  // of these records, by the parameters
	Cluster    []int32 // of each record, the lowest record of its cluster
	Pairs      []Pair  // above the review limit, by falling score
	Candidates int     // pairs that were compared
	Refined    int     // keys with too many records, refined
	Voids      []Void
	Tally      *Tally    // where it was asked for
	Reached    []Reached // where Options.Reached asks for it: each pair that shares a key
}

// Reached is two records that share a key, whatever came of it, and the rule of
// the first such key.
type Reached struct {
	A, B int32
	rule uint8
}

// Rule is the name of the rule that brought the pair together.
func (r Reached) Rule() string { return rules[r.rule].name }

// Find finds which records are one person. The pool must have been arranged.
func (p *Pool) Find(ctx context.Context, o Options) (*Result, error) {
	o.Workers = max(o.Workers, 1)
	var given Oversize
	if o.Parameters != nil {
		given = o.Parameters.Oversize
	}
	b, err := p.block(ctx, o.Workers, given)
	if err != nil {
		return nil, err
	}
	cands, err := b.candidates(ctx, o.Workers)
	if err != nil {
		return nil, err
	}
	res := &Result{Parameters: o.Parameters, Candidates: len(cands), Refined: len(b.over), Voids: b.voids}
	if o.Reached {
		res.Reached = reached(cands)
	}
	if o.Parameters == nil {
		res.Parameters = p.train(cands, b.over)
	}
	b.keys = nil
	model := p.Model(res.Parameters)
	pairs, sums, err := p.scored(ctx, o.Workers, model, cands)
	if err != nil {
		return nil, err
	}
	res.Errors = sums.errors()
	if o.Parameters == nil {
		res.Parameters.Errors = res.Errors
	}
	res.Limits = o.Limits(res.Parameters)
	if o.Tally {
		if res.Tally, err = p.tally(ctx, o.Workers, model, res.Limits.Review, cands); err != nil {
			return nil, err
		}
	}
	res.Pairs = slices.DeleteFunc(pairs, func(x Pair) bool { return float64(x.Score) < res.Limits.Review })
	res.Cluster = p.cluster(model, res.Limits, res.Pairs)
	slices.SortFunc(res.Pairs, p.byScore)
	p.audit(res.Pairs)
	return res, ctx.Err()
}

func reached(cands []candidate) []Reached {
	list := make([]Reached, len(cands))
	for i := range cands {
		list[i] = Reached{cands[i].a, cands[i].b, uint8(bits.TrailingZeros32(cands[i].shared))}
	}
	return list
}

const scoreUnit = 1 << 14

// scored are the candidates from the lowest limit on, and the sums over all.
func (p *Pool) scored(ctx context.Context, workers int, model *Model, cands []candidate) ([]Pair, *errorSums, error) {
	units := (len(cands) + scoreUnit - 1) / scoreUnit
	lists := make([][]Pair, units)
	sums := make([]errorSums, workers)
	err := each(ctx, workers, units, func(worker, unit int) {
		for i := unit * scoreUnit; i < min((unit+1)*scoreUnit, len(cands)); i++ {
			c := &cands[i]
			w := model.weights(p, c.a, &c.levels)
			if w[Same]-max(w[Household], w[Stranger]) < hopeless {
				continue
			}
			s := score(w)
			sums[worker].add(s, s >= lowestLimit && p.free(c))
			if s >= lowestLimit {
				lists[unit] = append(lists[unit], Pair{A: c.a, B: c.b, Levels: c.levels, Score: float32(s), Class: likeliest(w)})
			}
		}
	})
	for i := range sums[1:] {
		sums[0].sum(&sums[i+1])
	}
	return slices.Concat(lists...), &sums[0], err
}

// hopeless pairs are not one child in any sum: a million of them hold half a pair.
const hopeless = -21

// free reports that nothing but its score keeps a pair apart.
func (p *Pool) free(c *candidate) bool {
	a, b := &p.records[c.a], &p.records[c.b]
	return !renamed(&c.levels) && p.forbids(a, b) == None && p.holds(a, b, &c.levels) == None
}

// cluster splits the pairs into components and decides each.
func (p *Pool) cluster(model *Model, limits Limits, pairs []Pair) []int32 {
	clusters := make([]int32, len(p.records))
	for i := range clusters {
		clusters[i] = int32(i)
	}
	components := componentsOf(pairs, len(p.records))
	m := new(memo)
	for from := 0; from < len(pairs); {
		to := from + 1
		for to < len(pairs) && components[pairs[to].A] == components[pairs[from].A] {
			to++
		}
		if to == from+1 {
			p.clusterPair(limits, &pairs[from], clusters)
		} else {
			for record, root := range p.clusterComponent(model, limits, pairs[from:to], m) {
				clusters[record] = root
			}
		}
		from = to
	}
	return clusters
}

// componentsOf tells the component of each record, and sorts the pairs by it.
func componentsOf(pairs []Pair, records int) []int32 {
	up := make([]int32, records)
	for i := range up {
		up[i] = int32(i)
	}
	root := func(i int32) int32 {
		for up[i] != i {
			up[i] = up[up[i]]
			i = up[i]
		}
		return i
	}
	for i := range pairs {
		a, b := root(pairs[i].A), root(pairs[i].B)
		up[max(a, b)] = min(a, b)
	}
	for i := range up {
		up[i] = root(int32(i))
	}
	slices.SortStableFunc(pairs, func(a, b Pair) int { return int(up[a.A] - up[b.A]) })
	return up
}
