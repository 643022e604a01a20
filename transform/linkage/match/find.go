package match

import (
	"context"
	"slices"
)

// Options say how Find runs. The zero value learns from the records and uses the
// limits that Limits gives by default.
type Options struct {
	Workers    int
	Parameters *Parameters // nil: learnt from the records
	Auto       float64     // probability from which records are joined, 0 for the default
	Review     float64     // probability from which a person is asked, 0 for the default
	Held       bool        // see Limits
	Tally      bool        // count what is compared
}

// The bands where nobody says otherwise.
const (
	DefaultAuto   = 0.999
	DefaultReview = 0.2
)

func (o Options) withDefaults() Options {
	o.Workers = max(o.Workers, 1)
	if o.Auto == 0 {
		o.Auto = DefaultAuto
	}
	if o.Review == 0 {
		o.Review = DefaultReview
	}
	o.Review = min(o.Review, o.Auto)
	return o
}

// Bands are the limits in force: from which probability records are joined, and
// from which a person is asked.
func (o Options) Bands() (auto, review float64) {
	o = o.withDefaults()
	return o.Auto, o.Review
}

// Result is what Find found.
type Result struct {
	Parameters *Parameters
	Limits     Limits
	Cluster    []int32 // of each record, the lowest record of its cluster
	Pairs      []Pair  // above the review limit, by falling score
	Candidates int     // pairs that were compared
	Refined    int     // keys with too many records, refined
	Voids      []Void
	Tally      *Tally // where it was asked for
}

// Find finds which records are one person. The pool must have been arranged.
func (p *Pool) Find(ctx context.Context, o Options) (*Result, error) {
	o = o.withDefaults()
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
	if o.Parameters == nil {
		res.Parameters = p.train(cands, b.over)
	}
	b.keys = nil
	model := p.Model(res.Parameters)
	res.Limits = Limits{Auto: ScoreOf(o.Auto), Review: ScoreOf(o.Review), Held: o.Held}
	if o.Tally {
		if res.Tally, err = p.tally(ctx, o.Workers, model, res.Limits.Review, cands); err != nil {
			return nil, err
		}
	}
	res.Pairs, err = p.scored(ctx, o.Workers, model, res.Limits.Review, cands)
	if err != nil {
		return nil, err
	}
	res.Cluster = p.cluster(model, res.Limits, res.Pairs)
	slices.SortFunc(res.Pairs, p.byScore)
	p.audit(res.Pairs)
	return res, ctx.Err()
}

const scoreUnit = 1 << 14

// scored are the candidates above the floor.
func (p *Pool) scored(ctx context.Context, workers int, model *Model, floor float64, cands []candidate) ([]Pair, error) {
	units := (len(cands) + scoreUnit - 1) / scoreUnit
	lists := make([][]Pair, units)
	err := each(ctx, workers, units, func(_, unit int) {
		for i := unit * scoreUnit; i < min((unit+1)*scoreUnit, len(cands)); i++ {
			c := &cands[i]
			w := model.weights(p, c.a, &c.levels)
			if w[Same]-max(w[Household], w[Stranger]) < floor {
				continue
			}
			if s := score(w); s >= floor {
				lists[unit] = append(lists[unit], Pair{A: c.a, B: c.b, Levels: c.levels, Score: float32(s), Class: likeliest(w)})
			}
		}
	})
	return slices.Concat(lists...), err
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
		for record, root := range p.clusterComponent(model, limits, pairs[from:to], m) {
			clusters[record] = root
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
