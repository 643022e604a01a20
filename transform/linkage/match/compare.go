package match

import "lollipop/transform/linkage/similar"

// memo remembers how alike two names or addresses are: pairs of one household are
// compared over and over. The zero value is ready; it is not safe for concurrent use.
type memo struct {
	keys   [1 << memoBits]uint64
	levels [1 << memoBits]uint8
}

const memoBits = 12

// compare is how two records agree. It is the same for a, b and b, a.
func (p *Pool) compare(a, b *record, m *memo) Levels {
	var l Levels
	l[FieldNumber] = numberLevel(a, b)
	l[FieldForename] = p.forenamesOf(a, b, m)
	l[FieldSurname] = p.surnamesOf(a, b, m)
	if swapped(a, b) {
		l[FieldForename], l[FieldSurname] = nameSwapped, nameMissing
	}
	l[FieldMiddle] = p.middleNames(a, b, m)
	l[FieldBorn] = compareBorn(a.born, b.born)
	l[FieldSex] = sexLevel(a, b)
	l[FieldPlace] = p.placeOf(a, b, m)
	l[FieldPhone] = plainLevel(a.phone, b.phone, digitsNear)
	l[FieldOther] = plainLevel(uint64(a.other), uint64(b.other), p.othersNear)
	l[FieldOrder] = orderLevel(a, b)
	return l
}

func swapped(a, b *record) bool {
	return a.forename != 0 && a.surname != 0 && a.forename == b.surname && a.surname == b.forename && a.forename != a.surname
}

func numberLevel(a, b *record) uint8 {
	bad := a.is(BadNumber) || b.is(BadNumber)
	switch {
	case a.number == 0 || b.number == 0:
		return numberMissing
	case a.number == b.number && bad: // the same slip twice, or the same wrong card: as good as near
		return numberNear
	case a.number == b.number && a.is(NumberTaken):
		return numberTaken
	case a.number == b.number:
		return numberEqual
	case !bad:
		return numberDifferent
	case digitsNear(a.number, b.number):
		return numberNear
	}
	return numberOther
}

// digitsNear reports that of two numbers of ten digits one differs, or two
// neighbours are swapped.
func digitsNear(a, b uint64) bool {
	var differ, first, last int
	var atA, atB [2]uint64
	for i := range 10 {
		da, db := a%10, b%10
		if da != db {
			if differ == 0 {
				first = i
			}
			if differ == 2 {
				return false
			}
			atA[differ], atB[differ], last = da, db, i
			differ++
		}
		a, b = a/10, b/10
	}
	return differ == 1 || differ == 2 && last == first+1 && atA[0] == atB[1] && atA[1] == atB[0]
}

func (p *Pool) othersNear(a, b uint64) bool {
	return similar.OneSlip(string(p.texts.at(textID(a))), string(p.texts.at(textID(b))))
}

func plainLevel(a, b uint64, near func(a, b uint64) bool) uint8 {
	switch {
	case a == 0 || b == 0:
		return plainMissing
	case a == b:
		return plainEqual
	case near(a, b):
		return plainNear
	}
	return plainDifferent
}

func sexLevel(a, b *record) uint8 {
	switch {
	case a.sex == 0 || b.sex == 0:
		return orderMissing
	case a.sex == b.sex:
		return orderEqual
	}
	return orderDifferent
}

func orderLevel(a, b *record) uint8 {
	switch {
	case a.order == 0 || b.order == 0:
		return orderMissing
	case a.order == b.order:
		return orderEqual
	}
	return orderDifferent
}

func compareBorn(a, b PartialDate) uint8 {
	switch {
	case a == 0 || b == 0:
		return bornMissing
	case !a.full() || !b.full():
		return comparePartial(a, b)
	case a == b:
		return bornEqual
	}
	year, month, day := a.year() == b.year(), a.month() == b.month(), a.day() == b.day()
	switch {
	case year && a.month() == b.day() && a.day() == b.month():
		return bornSwapped
	case year && (month || day), month && day:
		return bornPart
	case year:
		return bornYear
	}
	return bornDifferent
}

// comparePartial holds what both know against each other.
func comparePartial(a, b PartialDate) uint8 {
	if a.year() != b.year() || a.month() != 0 && b.month() != 0 && a.month() != b.month() {
		return bornDifferent
	}
	return bornYear
}

// nameKind is what the levels of a name depend on.
type nameKind struct {
	tag  uint64
	like float64 // Jaro-Winkler from which two names are alike
}

var (
	forenameKind = nameKind{1, 0.8}
	surnameKind  = nameKind{2, 0.85}
	nearFrom     = 0.92
)

// forenames compares without a memo, for rare use.
func (p *Pool) forenames(a, b *record) uint8 { return p.forenamesOf(a, b, nil) }

func (p *Pool) forenamesOf(a, b *record, m *memo) uint8 {
	level := p.nameLevel(a.forename, b.forename, forenameKind, m)
	if level != nameDifferent && level != nameLike {
		return level
	}
	// A child known by its second name.
	if a.middle != 0 && a.middle == b.forename || b.middle != 0 && b.middle == a.forename {
		return namePart
	}
	return level
}

func (p *Pool) surnamesOf(a, b *record, m *memo) uint8 {
	return p.nameLevel(a.surname, b.surname, surnameKind, m)
}

func (p *Pool) middleNames(a, b *record, m *memo) uint8 {
	return p.nameLevel(a.middle, b.middle, forenameKind, m)
}

func (p *Pool) nameLevel(a, b nameID, kind nameKind, m *memo) uint8 {
	switch {
	case a == 0 || b == 0:
		return nameMissing
	case a == b:
		return nameEqual
	case m == nil:
		return p.unequalNames(a, b, kind)
	}
	key := kind.tag<<60 | uint64(min(a, b))<<30 | uint64(max(a, b))
	at := mix(key) >> (64 - memoBits)
	if m.keys[at] != key {
		m.keys[at], m.levels[at] = key, p.unequalNames(a, b, kind)
	}
	return m.levels[at]
}

func (p *Pool) unequalNames(a, b nameID, kind nameKind) uint8 {
	x, y := p.names.of(a), p.names.of(b)
	if x.text > y.text { // Jaro is not always the same both ways
		x, y = y, x
		a, b = b, a
	}
	if shareGroup(x.short, y.short) || sharePart(x, y, a, b) {
		return namePart
	}
	alike := similar.JaroWinkler(x.text, y.text)
	switch {
	case alike >= nearFrom:
		return nameNear
	case alike >= kind.like || initialOf(x.text, y.text) || initialOf(y.text, x.text), len(x.text) > 2 && similar.OneSlip(x.text, y.text):
		return nameLike
	}
	return nameDifferent
}

func initialOf(initial, name string) bool { return len(initial) == 1 && initial[0] == name[0] }

func shareGroup(a, b []uint16) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

// sharePart reports that a word of one name is the other, or a word of it.
// Words of one or two letters say too little.
func sharePart(x, y *name, a, b nameID) bool {
	for _, part := range x.parts {
		if part == b {
			return len(y.text) > 2
		}
	}
	for _, part := range y.parts {
		if part == a {
			return len(x.text) > 2
		}
	}
	for _, i := range x.parts {
		for _, j := range y.parts {
			if i == j {
				return true
			}
		}
	}
	return false
}

const placeTag = 3

func (p *Pool) placeOf(a, b *record, m *memo) uint8 {
	address := uint8(addressMissing)
	switch {
	case a.address == 0 || b.address == 0:
	case a.address == b.address:
		address = addressEqual
	default:
		address = p.unequalAddress(a, b, m)
	}
	return placeLevel(address, localLevel(a, b))
}

func localLevel(a, b *record) uint8 {
	switch {
	case a.postcode == 0 || b.postcode == 0:
		if a.town == 0 || b.town == 0 {
			return localMissing
		}
		if a.town == b.town {
			return localSector
		}
		return localDifferent
	case a.postcode == b.postcode:
		return localPostcode
	case a.postcode.near(b.postcode):
		return localNear
	case a.postcode.sector() == b.postcode.sector() || a.town != 0 && a.town == b.town && !a.postcode.british():
		return localSector
	case a.postcode.district() == b.postcode.district():
		return localDistrict
	}
	return localDifferent
}

func (p *Pool) unequalAddress(x, y *record, m *memo) uint8 {
	a, b := x.address, y.address
	switch {
	case x.house != y.house: // nearly all, and no text is looked at
		return addressDifferent
	case m == nil:
		return p.addresses(a, b)
	}
	key := placeTag<<60 | uint64(min(a, b))<<30 | uint64(max(a, b))
	at := mix(key) >> (64 - memoBits)
	if m.keys[at] != key {
		m.keys[at], m.levels[at] = key, p.addresses(a, b)
	}
	return m.levels[at]
}

// houseOf is a hash of the digits of an address in their order: addresses whose
// digits are the same have the same one.
func houseOf(address []byte) uint32 {
	h := uint64(hashStart)
	for _, c := range address[:min(len(address), maxText)] {
		if digit(c) {
			h = (h ^ uint64(c)) * hashPrime
		}
	}
	return short(mix(h))
}

// addresses are near where their numbers are the same, and one slip parts them or
// their words are alike: the neighbour's house is another one.
func (p *Pool) addresses(a, b textID) uint8 {
	x, y := p.texts.at(a), p.texts.at(b)
	if !sameDigits(x, y) {
		return addressDifferent
	}
	s, t := string(x), string(y)
	if s > t {
		s, t = t, s
	}
	if similar.JaroWinkler(s, t) >= 0.9 || similar.OneSlip(s, t) {
		return addressNear
	}
	return addressDifferent
}

// sameDigits reports that two addresses have the same digits in their order.
func sameDigits(x, y []byte) bool {
	i, j := 0, 0
	for {
		for i < len(x) && !digit(x[i]) {
			i++
		}
		for j < len(y) && !digit(y[j]) {
			j++
		}
		if i == len(x) || j == len(y) {
			return i == len(x) && j == len(y)
		}
		if x[i] != y[j] {
			return false
		}
		i, j = i+1, j+1
	}
}

func digit(c byte) bool { return c >= '0' && c <= '9' }
