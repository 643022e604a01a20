package match

import (
	"slices"

	"lollipop/internal/chis"
)

// Tables are what people may change of how names and numbers are read.
type Tables struct {
	// Placeholder reports that a folded forename stands for none.
	Placeholder func(folded string) bool
	Ranges      []chis.NHSRange
	Mode        chis.NHSMode
	shortForms  map[string][]uint16
}

// ShortForms says which forenames are forms of one name: each group lists them
// folded.
func (t *Tables) ShortForms(groups [][]string) {
	t.shortForms = map[string][]uint16{}
	for i, g := range groups {
		for _, name := range g {
			t.shortForms[name] = append(t.shortForms[name], uint16(i))
		}
	}
}

// Pool is records in the form that is compared. Add is not safe for concurrent
// use; once the records are in, everything else is.
type Pool struct {
	tables   Tables
	names    names
	texts    texts
	records  []record
	contents []uint64 // of each record, see content
	room     []byte
	lacks    columns
}

// NewPool is an empty pool. count is how many records are expected, 0 where
// nobody knows.
func NewPool(tables Tables, count int) *Pool {
	p := &Pool{tables: tables, names: newNames(), texts: newTexts()}
	p.Expect(count)
	return p
}

// Expect makes room for so many records in all.
func (p *Pool) Expect(count int) {
	more := max(count-len(p.records), 0)
	p.records, p.contents = slices.Grow(p.records, more), slices.Grow(p.contents, more)
}

// Len is the number of records.
func (p *Pool) Len() int { return len(p.records) }

// Add brings a person into the form that is compared; its place is Len before.
func (p *Pool) Add(x *Person) {
	r := p.record(x)
	p.records, p.contents = append(p.records, r), append(p.contents, p.content(&r))
}

// Resize makes room for so many records, which Set fills in any order.
func (p *Pool) Resize(count int) {
	p.records, p.contents = make([]record, count), make([]uint64, count)
}

// Set puts a person in a place.
func (p *Pool) Set(place int, x *Person) {
	p.records[place] = p.record(x)
	p.contents[place] = p.content(&p.records[place])
}

func (p *Pool) record(x *Person) record {
	r := record{
		forename: p.names.raw(x.Forename, &p.tables), middle: p.names.raw(x.Middle, &p.tables), surname: p.names.raw(x.Surname, &p.tables),
		town: p.names.raw(x.Town, &p.tables), postcode: parsePostcode(x.Postcode), phone: parsePhone(x.Phone),
		born: x.Born, order: uint8(min(max(x.BirthOrder, 0), 99)),
	}
	if x.Sex.Known() {
		r.sex = x.Sex
	}
	if x.Protected {
		r.marks |= Protected
	}
	p.number(&r, x.Number)
	p.nameless(&r)
	p.room = appendAddress(p.room[:0], x.Address)
	r.address, r.house = p.texts.id(p.room), houseOf(p.room)
	p.room = appendPlain(p.room[:0], x.Other)
	r.other = p.texts.id(p.room)
	p.room = appendPlain(p.room[:0], x.Organisation)
	r.org = p.texts.id(p.room)
	return r
}

// number keeps ten digits also where they are no number: they may be one with a
// digit wrong.
func (p *Pool) number(r *record, text string) {
	if text == "" {
		return
	}
	n, verdict := chis.ClassifyNHSNumber(text, p.tables.Ranges, p.tables.Mode)
	switch verdict {
	case chis.Accept:
		r.number = n.PlainNHSNumberUint64()
	case chis.BadCheckDigit:
		digits, _ := chis.NormaliseNHSNumber(text)
		for _, d := range digits {
			r.number = r.number*10 + uint64(d-'0')
		}
		r.marks |= BadNumber
	}
}

// nameless marks a placeholder and takes it away; an initial stays, to be held
// against the name that it begins.
func (p *Pool) nameless(r *record) {
	name := p.names.of(r.forename)
	if r.forename == 0 || !p.tables.Placeholder(name.text) {
		return
	}
	r.marks |= Nameless
	if len(name.text) > 1 {
		r.forename = 0
	}
}

// parsePhone keeps the last ten digits: +44 and the leading 0 are one.
func parsePhone(text string) uint64 {
	var digits uint64
	n := 0
	for i := range len(text) {
		if c := text[i]; c >= '0' && c <= '9' {
			digits = (digits*10 + uint64(c-'0')) % 10_000_000_000
			n++
		}
	}
	if n < 7 {
		return 0
	}
	return digits
}

// content is the hash of all that a record says, which what others say does not change.
func (p *Pool) content(r *record) uint64 {
	h := join(p.names.of(r.forename).hash, p.names.of(r.surname).hash)
	for _, v := range [...]uint64{
		p.names.of(r.middle).hash, p.names.of(r.town).hash, p.texts.hash(r.address), p.texts.hash(r.other), p.texts.hash(r.org),
		r.number, uint64(r.postcode), r.phone, uint64(r.born)<<32 | uint64(r.sex)<<16 | uint64(r.order)<<8 | uint64(r.marks&^NumberTaken),
	} {
		h = join(h, v)
	}
	return h
}

// Order is the records in the order that Find works in: by birth date, name and
// content, so that it does not depend on where they stood, and such as are
// compared lie near each other. Where content is the same, less decides.
func (p *Pool) Order(less func(a, b int32) int) []int32 {
	type item struct {
		high, content uint64
		at            int32
	}
	items := make([]item, len(p.records))
	for i := range p.records {
		r := &p.records[i]
		items[i] = item{uint64(r.born)<<32 | p.names.of(r.surname).hash>>32, p.contents[i], int32(i)}
	}
	slices.SortFunc(items, func(a, b item) int {
		switch {
		case a.high != b.high:
			return order(a.high, b.high)
		case a.content != b.content:
			return order(a.content, b.content)
		}
		return less(a.at, b.at)
	})
	sorted := make([]int32, len(items))
	for i := range items {
		sorted[i] = items[i].at
	}
	return sorted
}

func order(a, b uint64) int {
	if a < b {
		return -1
	}
	return 1
}

// Arrange puts the records in an order that Order gave.
func (p *Pool) Arrange(sorted []int32) {
	done := make([]bool, len(sorted))
	for start := range sorted { // each circle of places in turn: a second list would double what the records take
		if done[start] {
			continue
		}
		first, content, at := p.records[start], p.contents[start], start
		for next := int(sorted[at]); next != start; at, next = next, int(sorted[next]) {
			p.records[at], p.contents[at], done[at] = p.records[next], p.contents[next], true
		}
		p.records[at], p.contents[at], done[at] = first, content, true
	}
	p.finish()
}
