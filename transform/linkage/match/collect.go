package match

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"golang.org/x/sync/errgroup"
)

// each calls work for the units 0 to n-1 with some workers.
func each(ctx context.Context, workers, n int, work func(worker, unit int)) error {
	g, ctx := errgroup.WithContext(ctx)
	units := make(chan int)
	g.Go(func() error {
		defer close(units)
		for i := range n {
			select {
			case units <- i:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	for w := range workers {
		g.Go(func() error {
			for i := range units {
				work(w, i)
			}
			return nil
		})
	}
	return g.Wait()
}

const fillUnit = 1 << 14

// block computes keys and groups of all records. A given table of keys that are
// too large stands; without one it is made.
func (p *Pool) block(ctx context.Context, workers int, given Oversize) (*blocks, error) {
	b := &blocks{pool: p, keys: make([]uint32, len(p.records)*single), over: given}
	err := each(ctx, workers, (len(p.records)+fillUnit-1)/fillUnit, func(_, unit int) {
		b.fill(unit*fillUnit, min((unit+1)*fillUnit, len(p.records)))
	})
	if err != nil {
		return nil, err
	}
	var finds [Rules]found
	err = each(ctx, workers, single, func(_, rule int) { finds[rule] = b.group(rule) })
	if err != nil {
		return nil, err
	}
	finds[single] = b.group(single)
	b.over = Oversize{}
	maps.Copy(b.over, given)
	for _, f := range finds {
		maps.Copy(b.over, f.over)
		slices.SortFunc(f.voids, func(a, b Void) int { return cmp.Compare(b.Records, a.Records) })
		b.voids = append(b.voids, f.voids...)
	}
	return b, ctx.Err()
}

// compareUnit is about how many members of groups one unit of work has.
const compareUnit = 1 << 13

type span struct {
	rule     int
	from, to int // groups
}

// candidates compares every pair that shares a key, once.
func (b *blocks) candidates(ctx context.Context, workers int) ([]candidate, error) {
	spans := b.spans()
	lists := make([][]candidate, len(spans))
	memos := make([]*memo, workers)
	rooms := make([][]candidate, workers)
	err := each(ctx, workers, len(spans), func(w, i int) {
		if memos[w] == nil {
			memos[w] = new(memo)
		}
		rooms[w] = b.compareSpan(spans[i], memos[w], rooms[w][:0])
		lists[i] = slices.Clone(rooms[w])
	})
	if err != nil {
		return nil, err
	}
	b.groups = [Rules]groups{}
	slips := slices.IndexFunc(spans, func(s span) bool { return s.rule == single })
	if slips < 0 {
		slips = len(spans)
	}
	last := once(slices.Concat(lists[slips:]...))
	return gathered(append(lists[:slips], last)), ctx.Err()
}

// gathered is the lists as one; each is let go once it is copied.
func gathered(lists [][]candidate) []candidate {
	n := 0
	for _, l := range lists {
		n += len(l)
	}
	all := make([]candidate, 0, n)
	for i, l := range lists {
		all, lists[i] = append(all, l...), nil
	}
	return all
}

// once drops the repeats of pairs that share two keys of one rule.
func once(list []candidate) []candidate {
	slices.SortFunc(list, func(a, b candidate) int { return cmp.Or(cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b)) })
	return slices.CompactFunc(list, func(a, b candidate) bool { return a.a == b.a && a.b == b.b })
}

func (b *blocks) spans() []span {
	var spans []span
	for rule := range b.groups {
		ends := b.groups[rule].ends
		for from := 0; from < len(ends); {
			to, start := from, start(ends, from)
			for to < len(ends) && int(ends[to])-start <= compareUnit {
				to++
			}
			to = max(to, from+1)
			spans = append(spans, span{rule, from, to})
			from = to
		}
	}
	return spans
}

func start(ends []int32, i int) int {
	if i == 0 {
		return 0
	}
	return int(ends[i-1])
}

func (b *blocks) compareSpan(s span, m *memo, dst []candidate) []candidate {
	g := &b.groups[s.rule]
	for i := s.from; i < s.to; i++ {
		members := g.members[start(g.ends, i):g.ends[i]]
		if rules[s.rule].nameless && !anyNameless(b.pool, members) {
			continue
		}
		dst = b.compareGroup(s.rule, members, m, dst)
	}
	return dst
}

func anyNameless(p *Pool, members []int32) bool {
	return slices.ContainsFunc(members, func(i int32) bool { return p.records[i].forename == 0 })
}
