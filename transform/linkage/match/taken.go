package match

// columns says which fields no record of a pool fills.
type columns struct{ forename, surname, born, address, postcode bool }

// finish settles what rests on all records together.
func (p *Pool) finish() {
	p.lacks = columns{true, true, true, true, true}
	for i := range p.records {
		r := &p.records[i]
		p.lacks.forename = p.lacks.forename && r.forename == 0
		p.lacks.surname = p.lacks.surname && r.surname == 0
		p.lacks.born = p.lacks.born && r.born == 0
		p.lacks.address = p.lacks.address && r.address == 0
		p.lacks.postcode = p.lacks.postcode && r.postcode == 0
	}
	p.markTaken()
}

// holderLimit bounds the work on a number that half the file bears.
const holderLimit = 16

// markTaken marks the records of a number that two people bear: a child and its
// mother, twins under one number, or a number that stands for none. Two records
// speak of two people where both names or the birth dates are far apart, or where
// the forenames of one birth date are.
func (p *Pool) markTaken() {
	entries := make([]uint64, 0, len(p.records))
	for i := range p.records {
		if n := p.records[i].valid(); n != 0 {
			entries = append(entries, mix(n)>>32<<32|uint64(i))
		}
	}
	sortEntries(entries)
	for from := 0; from < len(entries); {
		to := groupEnd(entries, from)
		if to-from > 1 {
			p.markGroup(entries[from:to])
		}
		from = to
	}
}

func (p *Pool) markGroup(group []uint64) {
	for i, e := range group {
		a := &p.records[uint32(e)]
		for _, f := range group[i+1 : min(len(group), i+holderLimit)] {
			b := &p.records[uint32(f)]
			if a.number == b.number && p.twoPeople(a, b) {
				p.markHolders(group, a.number)
				return
			}
		}
	}
}

func (p *Pool) markHolders(group []uint64, number uint64) {
	for _, e := range group {
		if r := &p.records[uint32(e)]; r.number == number {
			r.marks |= NumberTaken
		}
	}
}

func (p *Pool) twoPeople(a, b *record) bool {
	if p.crossed(a, b) {
		return false
	}
	fore, born := p.forenames(a, b), compareBorn(a.born, b.born)
	switch {
	case born == bornDifferent && fore != nameMissing:
		return fore >= nameLike
	case born == bornDifferent:
		return true
	case born == bornEqual:
		return fore == nameDifferent || orderLevel(a, b) == orderDifferent
	}
	return false
}

// crossed reports forename and surname that changed places, near enough: one child,
// whom a clerk wrote the other way round.
func (p *Pool) crossed(a, b *record) bool {
	near := func(x, y nameID) bool {
		level := p.nameLevel(x, y, surnameKind, nil)
		return level >= nameEqual && level <= nameNear
	}
	return near(a.forename, b.surname) && near(a.surname, b.forename)
}
