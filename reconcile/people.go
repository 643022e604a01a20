package reconcile

import (
	"encoding/binary"
	"math/bits"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// orgKey is an organisation within its source.
type orgKey struct {
	source int32
	guid   chis.GUID
}

// personKey is a person record: a PatientGuid is unique within the organisation
// that sent it.
type personKey struct {
	org     int32 // place in people.orgList
	patient chis.GUID
}

// people numbers organisations and person records. It is filled by one goroutine
// at a time and then read by any.
type people struct {
	orgs    map[orgKey]int32
	orgList []orgKey
	keys    []personKey
	slots   []int32 // open addressing over keys: number + 1, 0 is free
	list    []person
	raw     []uint8            // by person: what the extracts say, see rawKnown
	waits   map[int32][]string // by person: the rules by which events of it are in quarantine, each once
}

// person is one person record: what its standing patient row says of identity,
// and what else is known of it.
type person struct {
	row         int64 // the standing patient row, 0 where none is staged
	child       int64 // as the target's crosswalk says, 0 for none
	number      uint64
	former      *oldNumber // by number, as the trace says; nil for none
	guid        chis.GUID
	born, died  chis.Date
	registered  chis.Date
	deactivated chis.Date
	ended       chis.Date        // day of the batch whose delete row ended the registration
	since       chis.Date        // of the register
	forename    int32            // interned folded name, 0 where missing or a placeholder
	quarantined int32            // events of it in quarantine
	asides      int32            // fields of the standing row that were set aside
	bornAs      schedule.Outcome // what the standing row holds in the place of a date of birth
	review      int32            // pairs of it that wait for a decision
	paired      bool             // it stands in one, or in one that was decided to be two children
	register    uint8            // place in run.registerKinds, 0 for none
	sex         chis.Sex
	is          personFlags
}

type personFlags uint8

const (
	ownSensitive personFlags = 1 << iota // by its own flag
	ownConfidential
	confidential // by flag or spread
	protectCode  // a live code says so
	sensitive    // by flag, register or spread
	protected
	disabledAgreement
	inWaitingPair // its child stands in a pair that waits
)

// oldNumber is a number that another supersedes, and the one before it.
type oldNumber struct {
	number uint64
	before *oldNumber
}

// numbers are the record's number and those that it supersedes, by as many steps as
// the trace has.
func (p *person) numbers() (list []uint64) {
	if p.number == 0 {
		return nil
	}
	list = append(list, p.number)
	for s := p.former; s != nil; s = s.before {
		list = append(list, s.number)
	}
	return list
}

// inCommon are the numbers that two records share.
func (p *person) inCommon(o *person) (shared []uint64) {
	for _, n := range p.numbers() {
		if slices.Contains(o.numbers(), n) {
			shared = append(shared, n)
		}
	}
	return shared
}

func (p *person) has(f personFlags) bool { return p.is&f != 0 }

// restricted reports that every row of the person's child is restricted.
func (p *person) restricted() bool { return p.is&(sensitive|protected|confidential) != 0 }

// current reports that no source ended the registration.
func (p *person) current() bool { return p.deactivated == 0 && p.ended == 0 && p.died == 0 }

func newPeople() *people {
	return &people{orgs: map[orgKey]int32{}, slots: make([]int32, 1<<10)}
}

func (p *people) org(source int32, guid chis.GUID) int32 {
	k := orgKey{source, guid}
	n, ok := p.orgs[k]
	if !ok {
		n = int32(len(p.orgList))
		p.orgs[k], p.orgList = n, append(p.orgList, k)
	}
	return n
}

func (k *personKey) hash() uint64 {
	h := binary.LittleEndian.Uint64(k.patient[:]) ^ uint64(k.org)*0x9E3779B97F4A7C15
	hi, lo := bits.Mul64(h^0xA0761D6478BD642F, binary.LittleEndian.Uint64(k.patient[8:])^0xE7037ED1A0B428DB)
	return hi ^ lo
}

// slot is where a key stands or would stand.
func (p *people) slot(k personKey) int {
	mask := uint64(len(p.slots) - 1)
	for i := k.hash() & mask; ; i = (i + 1) & mask {
		if n := p.slots[i]; n == 0 || p.keys[n-1] == k {
			return int(i)
		}
	}
}

// waitsFor notes why an event of a person is in quarantine.
func (p *people) waitsFor(n int32, rule string) {
	if p.waits == nil {
		p.waits = map[int32][]string{}
	}
	if !slices.Contains(p.waits[n], rule) {
		p.waits[n] = append(p.waits[n], rule)
	}
}

// find is the number of a person record, -1 where it is not known.
func (p *people) find(source int32, org, patient chis.GUID) int32 {
	o, ok := p.orgs[orgKey{source, org}]
	if !ok {
		return -1
	}
	return p.slots[p.slot(personKey{o, patient})] - 1
}

// add is find for a record that may be new.
func (p *people) add(source int32, org, patient chis.GUID) int32 {
	k := personKey{p.org(source, org), patient}
	at := p.slot(k)
	if n := p.slots[at]; n > 0 {
		return n - 1
	}
	p.keys = append(p.keys, k)
	p.list = append(p.list, person{})
	p.raw = append(p.raw, 0)
	p.slots[at] = int32(len(p.keys))
	if 2*len(p.keys) > len(p.slots) {
		p.grow()
	}
	return int32(len(p.keys)) - 1
}

func (p *people) grow() {
	p.slots = make([]int32, 2*len(p.slots))
	for i, k := range p.keys {
		p.slots[p.slot(k)] = int32(i) + 1
	}
}

// source is the source of a person record.
func (p *people) source(n int32) int32 { return p.orgList[p.keys[n].org].source }

// finder remembers the last person found: rows of one patient often follow each
// other. One a goroutine.
type finder struct {
	people  *people
	source  int32
	org     chis.GUID
	patient chis.GUID
	at      int32
	any     bool
}

func (f *finder) find(source int32, org, patient chis.GUID) int32 {
	if f.any && f.patient == patient && f.org == org && f.source == source {
		return f.at
	}
	f.source, f.org, f.patient, f.any = source, org, patient, true
	f.at = f.people.find(source, org, patient)
	return f.at
}
