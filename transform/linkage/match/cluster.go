package match

import (
	"cmp"
	"slices"
)

// MaxCluster is how many records of one child are believed.
const MaxCluster = 8

// contradiction is the score below which a pair without a number in common
// forbids a union.
const contradiction = -3

// Limits are the scores of the bands, as binary logarithms of odds.
type Limits struct {
	Auto   float64 // from here on records are joined
	Review float64 // from here on a person is asked
	// Held pairs are joined by score all the same: placeholders, sexes that differ.
	// What forbids a union does so whatever is asked.
	Held bool
}

// forest is a union-find over the records of one component.
type forest map[int32]int32

func (f forest) root(i int32) int32 {
	for {
		up, ok := f[i]
		if !ok || up == i {
			return i
		}
		i = up
	}
}

// join makes the lower of two roots the root of both.
func (f forest) join(a, b int32) { f[max(a, b)] = min(a, b) }

// clusterer decides the pairs of one component.
type clusterer struct {
	pool   *Pool
	model  *Model
	limits Limits
	memo   *memo
	done   forest            // what is joined
	asked  forest            // what would be, if every case were decided for it
	groups map[int32][]int32 // members of a joined root; those of one record are absent
}

// ClusterComponent decides the pairs of a connected component, the highest score
// first: it joins, or says why not, and makes a review case of each union that is
// proposed or refused. Each record's cluster is then the lowest record of it. It
// is a function of the records and the pairs.
func (p *Pool) ClusterComponent(model *Model, limits Limits, pairs []Pair) (cluster map[int32]int32) {
	return p.clusterComponent(model, limits, pairs, new(memo))
}

func (p *Pool) clusterComponent(model *Model, limits Limits, pairs []Pair, m *memo) map[int32]int32 {
	slices.SortFunc(pairs, p.byScore)
	c := &clusterer{p, model, limits, m, forest{}, forest{}, map[int32][]int32{}}
	torn := c.torn(pairs)
	for i := range pairs {
		c.join(&pairs[i], torn[i])
	}
	for i := range pairs {
		c.ask(&pairs[i])
	}
	cluster := map[int32]int32{}
	for i := range pairs {
		for _, r := range [2]int32{pairs[i].A, pairs[i].B} {
			cluster[r] = c.done.root(r)
		}
	}
	c.bridges(pairs)
	return cluster
}

// clusterPair is clusterComponent of a pair alone, as most are: there is no third
// record to ask.
func (p *Pool) clusterPair(limits Limits, x *Pair, clusters []int32) {
	switch x.Fate, x.Reason = Proposed, p.alone(limits, x); {
	case x.Reason != None:
	case x.Score < contradiction && x.Levels[FieldNumber] != numberEqual:
		x.Fate, x.Reason = Refused, Contradicted
	default:
		x.Fate = Joined
		clusters[max(x.A, x.B)] = min(x.A, x.B)
	}
}

// alone names what keeps two records apart by themselves, None where their score
// joins them.
func (p *Pool) alone(limits Limits, x *Pair) Reason {
	a, b := &p.records[x.A], &p.records[x.B]
	if forbidden := p.forbids(a, b); forbidden != None {
		return forbidden
	}
	if renamed(&x.Levels) {
		return SurnameDiffers
	}
	if held := p.holds(a, b, &x.Levels); held != None && !limits.Held {
		return held
	}
	if float64(x.Score) < limits.Auto {
		return BelowLimit
	}
	return None
}

// byScore sorts pairs by falling score; ties by what the records hold.
func (p *Pool) byScore(a, b Pair) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(p.tie(&a), p.tie(&b)), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
}

func (p *Pool) tie(x *Pair) uint64 {
	return pairHash(p.contents[x.A], p.contents[x.B], 0)
}

// join decides whether a pair's score joins its clusters.
func (c *clusterer) join(x *Pair, torn bool) {
	x.Fate, x.Reason = Distinct, c.pool.alone(c.limits, x)
	if x.Reason != None {
		return
	}
	if torn && !c.limits.Held {
		x.Reason = TwoCandidates
		return
	}
	ra, rb := c.done.root(x.A), c.done.root(x.B)
	if ra != rb {
		if x.Reason = c.refuses(ra, rb); x.Reason != None {
			x.Fate = Refused
			return
		}
		c.union(ra, rb)
	}
	x.Fate, x.Reason = Joined, None
}

// torn marks the pairs one record of which fits a third about as well, where that
// third cannot be the other: twins whose records differ in what this one lacks.
// The score alone says how well two records agree, not that nobody else does; it
// stands where it is above the other's by as much as joining takes.
func (c *clusterer) torn(pairs []Pair) map[int]bool {
	of := map[int32][]int{} // by record, the pairs that may be joined
	for i := range pairs {
		x := &pairs[i]
		a, b := &c.pool.records[x.A], &c.pool.records[x.B]
		if float64(x.Score) >= c.limits.Review && c.pool.forbids(a, b) == None && !renamed(&x.Levels) {
			of[x.A], of[x.B] = append(of[x.A], i), append(of[x.B], i)
		}
	}
	torn := map[int]bool{}
	for r, mine := range of {
		for k, i := range mine {
			for _, j := range mine[k+1:] {
				if float64(pairs[i].Score)-float64(pairs[j].Score) < c.limits.Auto && c.apart(pairs[i].other(r), pairs[j].other(r)) != None {
					torn[i], torn[j] = true, true
				}
			}
		}
	}
	return torn
}

// other is the record of a pair beside r.
func (x *Pair) other(r int32) int32 { return x.A + x.B - r }

func (c *clusterer) group(root int32) []int32 {
	if g := c.groups[root]; g != nil {
		return g
	}
	return []int32{root}
}

// refuses names what keeps two clusters apart.
func (c *clusterer) refuses(ra, rb int32) Reason {
	ga, gb := c.group(ra), c.group(rb)
	if len(ga)+len(gb) > MaxCluster {
		return ClusterFull
	}
	for _, i := range ga {
		for _, j := range gb {
			if reason := c.apart(i, j); reason != None {
				return reason
			}
		}
	}
	return None
}

// apart names what keeps two records apart even where each agrees with a third.
func (c *clusterer) apart(i, j int32) Reason {
	a, b := &c.pool.records[i], &c.pool.records[j]
	if reason := c.pool.forbids(a, b); reason != None {
		return reason
	}
	if l, s := c.model.pairScore(c.pool, i, j, c.memo); s < contradiction && l[FieldNumber] != numberEqual {
		return Contradicted
	}
	return None
}

func (c *clusterer) union(ra, rb int32) {
	g := append(slices.Clone(c.group(ra)), c.group(rb)...)
	delete(c.groups, ra)
	delete(c.groups, rb)
	c.done.join(ra, rb)
	c.groups[min(ra, rb)] = g
	c.asked.join(c.asked.root(ra), c.asked.root(rb))
}

// ask makes a review case of a pair that nothing joins yet.
func (c *clusterer) ask(x *Pair) {
	if c.done.root(x.A) == c.done.root(x.B) {
		x.Fate = Joined
		return
	}
	ra, rb := c.asked.root(x.A), c.asked.root(x.B)
	if ra == rb {
		x.Fate = Implied
		return
	}
	c.asked.join(ra, rb)
	if x.Fate != Refused {
		x.Fate = Proposed
	}
}

// bridges marks the pairs without which a cluster would fall into two of at
// least two records each: what one pair alone holds together.
func (c *clusterer) bridges(pairs []Pair) {
	for i := range pairs {
		x := &pairs[i]
		if x.Fate != Joined || len(c.group(c.done.root(x.A))) < 4 {
			continue
		}
		f, sizes := forest{}, map[int32]int{}
		for j := range pairs {
			if y := &pairs[j]; i != j && y.Fate == Joined && c.done.root(y.A) == c.done.root(x.A) {
				if ra, rb := f.root(y.A), f.root(y.B); ra != rb {
					f.join(ra, rb)
				}
			}
		}
		for _, m := range c.group(c.done.root(x.A)) {
			sizes[f.root(m)]++
		}
		ra, rb := f.root(x.A), f.root(x.B)
		x.Bridge = ra != rb && sizes[ra] > 1 && sizes[rb] > 1
	}
}
