package match

import (
	"slices"

	"lollipop/internal/chis"
)

// Key is what the records of one block have in common, by one rule.
type Key struct {
	Rule uint8
	Hash uint32
}

// Oversize says of keys with too many records how many refining parts are taken
// with them. A key that no part makes small enough is void: its records are not
// compared under it, and it is reported.
type Oversize map[Key]uint8

const void = 255

// Keys appends the effective keys of a record, by rule. It is a function of the
// record and of the table of keys that are too large.
func (p *Pool) keys(r *record, over Oversize, dst []Key) []Key {
	if r.is(Protected) {
		return dst
	}
	for i := range rules {
		if rules[i].slips {
			dst = p.slipKeys(r, over, dst, uint8(i))
			continue
		}
		if k, ok := p.key(r, uint8(i), over); ok {
			dst = append(dst, k)
		}
	}
	return dst
}

// key is the effective key of a record by a rule, false where it has none.
func (p *Pool) key(r *record, rule uint8, over Oversize) (Key, bool) {
	h, ok := p.base(r, rule)
	if !ok {
		return Key{}, false
	}
	return p.effective(r, Key{rule, short(h)}, h, over)
}

// base hashes the parts of a rule.
func (p *Pool) base(r *record, rule uint8) (uint64, bool) {
	h := mix(uint64(rule) + 1)
	for _, part := range rules[rule].parts {
		v, ok := p.value(r, part)
		if !ok {
			return 0, false
		}
		h = join(h, v)
	}
	return h, true
}

// effective refines a key that is too large. A part that a record lacks is one
// value more.
func (p *Pool) effective(r *record, k Key, h uint64, over Oversize) (Key, bool) {
	if len(over) == 0 {
		return k, true
	}
	times := over[k]
	if times == void {
		return Key{}, false
	}
	for _, part := range rules[k.Rule].refine[:times] {
		v, _ := p.value(r, part)
		h = join(h, v)
	}
	return p.unlessVoid(Key{k.Rule, short(h)}, over, times)
}

func (p *Pool) unlessVoid(k Key, over Oversize, times uint8) (Key, bool) {
	if times > 0 && over[k] == void {
		return Key{}, false
	}
	return k, true
}

// short is 32 bits of a hash; 0 stands for no key.
func short(h uint64) uint32 { return max(uint32(h>>32), 1) }

// slipKeys are the numbers that a record may mean: its own where it is valid,
// else every valid one that is one slip away.
func (p *Pool) slipKeys(r *record, over Oversize, dst []Key, rule uint8) []Key {
	if r.number == 0 {
		return dst
	}
	add := func(n uint64) {
		h := join(mix(uint64(rule)+1), n)
		if k, ok := p.effective(r, Key{rule, short(h)}, h, over); ok {
			dst = append(dst, k)
		}
	}
	if !r.is(BadNumber) {
		add(r.number)
		return dst
	}
	start := len(dst)
	add(r.number)
	for _, n := range corrections(r.number) {
		add(n)
	}
	slices.SortFunc(dst[start:], func(a, b Key) int { return int(int64(a.Hash) - int64(b.Hash)) })
	return append(dst[:start], slices.Compact(dst[start:])...)
}

// corrections are the valid numbers that one slip makes of another.
func corrections(number uint64) []uint64 {
	var list []uint64
	keep := func(n uint64) {
		if validNumber(n) {
			list = append(list, n)
		}
	}
	for place := uint64(1); place < 10_000_000_000; place *= 10 {
		was := number / place % 10
		for d := range uint64(10) {
			if d != was {
				keep(number - was*place + d*place)
			}
		}
		if next := number / (place * 10) % 10; place < 1_000_000_000 && next != was {
			keep(number - was*place - next*place*10 + next*place + was*place*10)
		}
	}
	return list
}

func validNumber(n uint64) bool {
	digit, ok := chis.NHSCheckDigit(n / 10)
	return ok && digit == n%10
}
