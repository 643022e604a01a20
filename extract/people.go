package extract

import (
	"bytes"
	"sync"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// What is known of a person record over all its rows, merged by "or", so that
// the order in which rows are seen does not matter.
const (
	personKnown     uint8 = 1 << iota // any row
	personLive                        // a row that is not a delete row
	personTest                        // a row says test patient
	personIn                          // a live row is in scope
	personDeletedIn                   // a delete row is in scope
	personShared                      // two live rows are of two people
	personGone                        // any delete row
)

// people are the person records of all sources.
type people struct {
	mu    sync.Mutex
	orgs  *index[orgKey]
	known *index[personKey]
	flags []uint8          // of each in known
	first []holder         // of each in known: who one of its live rows is of
	more  map[int][]holder // and the others that say otherwise
	// The day of the latest batch that holds a row of each in orgs.
	latest []chis.Date

	// Who the legacy service knows: a practice patient with one of these is
	// in scope whatever the age.
	persons *index[chis.GUID] // PersonGuid
	numbers *index[uint64]    // NHS numbers valid for identity
}

func newPeople() *people {
	return &people{
		orgs: newIndex(hashOrg), known: newIndex(hashPerson),
		persons: newIndex(hashGUID), numbers: newIndex(hashInt), more: map[int][]holder{},
	}
}

// find returns what is known of a person record, 0 for none.
func (p *people) find(source uint32, org, patient chis.GUID) uint8 {
	o, ok := p.orgs.find(orgKey{org, source})
	if !ok {
		return 0
	}
	n, ok := p.known.find(personKey{patient, uint32(o)})
	if !ok {
		return 0
	}
	return p.flags[n]
}

// inScope says whether the person of these flags is. One who is known by
// delete rows alone is judged by them.
func inScope(flags uint8) bool {
	return flags&personIn != 0 || flags&personLive == 0 && flags&personDeletedIn != 0
}

// sighting is what one patient row says.
type sighting struct {
	org, patient, person chis.GUID
	number               uint64
	flags                uint8
	holder               holder
}

// add takes over the rows of one chunk. It may be called concurrently.
func (p *people) add(source uint32, day chis.Date, legacy bool, rows []sighting) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range rows {
		s := &rows[i]
		org := uint32(p.orgs.add(orgKey{s.org, source}))
		if int(org) == len(p.latest) {
			p.latest = append(p.latest, 0)
		}
		p.latest[org] = max(p.latest[org], day)
		n := p.known.add(personKey{s.patient, org})
		if n == len(p.flags) {
			p.flags, p.first = append(p.flags, 0), append(p.first, holder{})
		}
		p.flags[n] |= s.flags
		if s.flags&personLive != 0 {
			p.hold(n, s.holder)
		}
		if !legacy {
			continue
		}
		if !s.person.IsZero() {
			p.persons.add(s.person)
		}
		if s.number != 0 {
			p.numbers.add(s.number)
		}
	}
}

// settled frees what only the patient files needed.
func (p *people) settled() { p.persons, p.numbers, p.first, p.more = nil, nil, nil, nil }

// patientCells are the places of what scope is judged by in a staged table of
// patients.
type patientCells struct {
	person, number, birth, sex, dummy, kind, forename int
}

// patientReader judges patient rows one by one.
type patientReader struct {
	*run
	keys   keys
	cells  patientCells
	legacy bool // the source is the legacy service itself
}

// see reads the last row of b.
func (r *patientReader) see(b *table.Batch) sighting {
	i := b.N - 1
	s := sighting{org: b.Vec[r.keys.organisation].GUID[i], patient: b.Vec[r.keys.patient].GUID[i], flags: personKnown}
	if r.isTest(b, i) {
		s.flags |= personTest
	}
	s.holder = r.holder(b, i)
	if !r.legacy || r.another {
		s.person = b.Vec[r.cells.person].GUID[i]
		s.number = r.number(b, i).PlainNHSNumberUint64()
	}
	if r.keys.isDeleted(b, i) {
		s.flags |= personGone
	}
	in := r.legacy || r.young(b, i) || r.known(s)
	switch deleted := r.keys.isDeleted(b, i); {
	case !deleted && in:
		s.flags |= personLive | personIn
	case !deleted:
		s.flags |= personLive
	case in:
		s.flags |= personDeletedIn
	}
	return s
}

func (r *patientReader) number(b *table.Batch, i int) chis.NHSNumber {
	n, _ := chis.ClassifyNHSNumber(b.Vec[r.cells.number].Text.At(i), r.ranges, r.mode)
	return n
}

// young says whether the birth date is in scope: an unknown one is.
func (r *patientReader) young(b *table.Batch, i int) bool {
	birth := chis.Date(b.Vec[r.cells.birth].I32[i])
	return birth == 0 || birth >= r.bornFrom
}

// known says whether the legacy service holds the same person.
func (r *patientReader) known(s sighting) bool {
	if !s.person.IsZero() {
		if _, ok := r.people.persons.find(s.person); ok {
			return true
		}
	}
	if s.number == 0 {
		return false
	}
	_, ok := r.people.numbers.find(s.number)
	return ok
}

var dummy = []byte("dummy")

// isTest knows a test patient by its flag or its type, which EMIS is known to
// write with blanks before it.
func (r *patientReader) isTest(b *table.Batch, i int) bool {
	return b.Vec[r.cells.dummy].I32[i] == 1 || bytes.EqualFold(bytes.TrimSpace(b.Vec[r.cells.kind].Text.At(i)), dummy)
}

// Age of a woman who may be somebody's mother, in years at as_of.
const (
	womanFrom    = 12
	womanThrough = 55
)

// isWoman says whether an excluded row is of a woman of child-bearing age.
func (r *patientReader) isWoman(b *table.Batch, i int) bool {
	birth := chis.Date(b.Vec[r.cells.birth].I32[i])
	sex, _ := chis.ParseSex(b.Vec[r.cells.sex].Text.At(i))
	if birth == 0 || sex != chis.SexFemale {
		return false
	}
	return birth.AddMonths(12*womanFrom) <= r.asOf && r.asOf < birth.AddMonths(12*(womanThrough+1))
}
