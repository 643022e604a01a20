package transform

import (
	"cmp"
	"maps"
	"slices"

	"lollipop/internal/table"
	"lollipop/transform/linkage"
	"lollipop/transform/linkage/match"
)

var (
	weightSchema = table.Schema{
		{Name: "from", Kind: table.Int64}, // whole bits
		{Name: "joined", Kind: table.Int64},
		{Name: "through", Kind: table.Int64}, // joined through a third record
		{Name: "review", Kind: table.Int64},
		{Name: "distinct", Kind: table.Int64},
	}
	blockSchema = table.Schema{
		{Name: "rule", Kind: table.Text},
		{Name: "pairs", Kind: table.Int64}, // of which it is the first rule whose key they share
	}
)

// weightBin counts the scored pairs of one whole bit by what became of them.
type weightBin struct{ joined, through, review, distinct int64 }

// writeWeights writes how many pairs of records were scored, by score and what
// became of them, and by the rule that brought them together.
func (t *run) writeWeights(like *likenesses, decided []linkage.Pair) error {
	bins := t.weightBins(like, decided)
	b := table.NewBatch(weightSchema, len(bins)+1)
	for _, from := range slices.SortedFunc(maps.Keys(bins), cmp.Compare[int]) {
		n, a := bins[from], appender{b: b}
		for _, v := range []int64{int64(from), n.joined, n.through, n.review, n.distinct} {
			a.int(v)
		}
		a.end()
	}
	if err := t.writeSingle("match_weight.parquet", b); err != nil {
		return err
	}
	b = table.NewBatch(blockSchema, 32)
	for rule, n := range like.tally.ByRule {
		a := appender{b: b}
		a.text(rule)
		a.int(n)
		a.end()
	}
	return t.writeSingle("match_block.parquet", b)
}

func (t *run) weightBins(like *likenesses, decided []linkage.Pair) map[int]*weightBin {
	outcome := make(map[[2]int32]linkage.Outcome, len(decided))
	for i := range decided {
		if p := &decided[i]; p.Scored != nil {
			outcome[[2]int32{p.A, p.B}] = p.Outcome
		}
	}
	bins := map[int]*weightBin{}
	at := func(bin int) *weightBin {
		if bins[bin] == nil {
			bins[bin] = &weightBin{}
		}
		return bins[bin]
	}
	for bin, n := range like.tally.Below {
		at(bin).distinct += n
	}
	for i := range like.pairs {
		x := &like.pairs[i]
		a, b := like.order[x.A], like.order[x.B]
		n, o := at(match.Bin(match.Thousandths(float64(x.Score)))), outcome[[2]int32{min(a, b), max(a, b)}]
		switch {
		case o == linkage.Merged:
			n.joined++
		case o == linkage.Review:
			n.review++
		case t.persons[a].child == t.persons[b].child:
			n.through++
		default:
			n.distinct++
		}
	}
	return bins
}
