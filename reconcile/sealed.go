package reconcile

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"lollipop/internal/chis"
	"lollipop/mappings"
)

// RestrictedDir is the folder below that of the stage for what is rendered of
// restricted children, and of nobody else.
const RestrictedDir = "restricted"

// RestrictedListing is a Listing of restricted children alone, for those who may
// see them. It counts for the whole service: none of its rows names a practice.
//
// Each child stands alone: no row names another record, and the order of every
// list is that of a hash, so that the old and the new identity of one child
// neither stand together nor are told apart by where they stand. A record whose
// NHS number a trace calls invalid is an identity that was given up: it is known
// by its id alone. Of protected children no birth date is told.
type RestrictedListing struct {
	Listing
	Everyone Rows[RestrictedRow]
}

// RestrictedRow is one restricted child, and whether it arrived.
type RestrictedRow struct {
	Person
	Protected bool
	Arrived   bool   // the target has it
	Standing  string // status: active, moved or deceased; "" where it did not arrive
	// What its record in the target holds; a dose that was not given is none.
	Doses, Screening, Allergies int64
	Row                         int64
}

// WithoutHistory reports a protected child to whose record somebody has to carry
// the history, which lies with an identity that it no longer has.
func (r *RestrictedRow) WithoutHistory() bool {
	return r.Protected && r.Arrived && r.Doses+r.Screening+r.Allergies == 0
}

// Why a child is restricted, the strongest first.
const (
	restrictedFormer       = "protected, an identity given up"
	restrictedProtected    = "protected"
	restrictedSensitive    = "sensitive"
	restrictedConfidential = "confidential"
	restrictedSomehow      = "restricted in the target alone"
)

// restriction says why the child of some records is restricted.
func (r *run) restriction(records []int32) string {
	var is personFlags
	former := false
	for _, n := range records {
		p := &r.people.list[n]
		is |= p.is
		_, invalid := says(r.traced[n], mappings.TraceInvalid)
		former = former || invalid || p.number != 0 && r.invalidNumbers[p.number]
	}
	switch {
	case former:
		return restrictedFormer
	case is&protected != 0:
		return restrictedProtected
	case is&sensitive != 0:
		return restrictedSensitive
	case is&confidential != 0:
		return restrictedConfidential
	}
	return restrictedSomehow
}

// findInvalidNumbers takes the numbers that a trace calls invalid: a record of
// another source may have one, too.
func (r *run) findInvalidNumbers() {
	r.invalidNumbers = map[uint64]bool{}
	for n, rows := range r.traced {
		if _, invalid := says(rows, mappings.TraceInvalid); invalid {
			r.invalidNumbers[r.people.list[n].number] = true
		}
	}
	delete(r.invalidNumbers, 0)
}

// seal takes from what names a child that which its restriction forbids to name.
func (s *seenChild) seal(p *Person) {
	numbers := make([]int32, len(s.records))
	for i := range s.records {
		numbers[i] = s.records[i].number
	}
	s.run.seal(p, numbers)
}

func (r *run) seal(p *Person, records []int32) {
	p.Practice, p.PracticeName, p.Hub = "", "", ""
	p.Restriction, p.Place = r.restriction(records), r.scatter(p.ID, records[0])
	switch p.Restriction {
	case restrictedFormer:
		*p = Person{ID: p.ID, Source: p.Source, Restriction: p.Restriction, Place: p.Place}
	case restrictedProtected:
		p.Born = 0 // an old and a new identity have it in common
		p.Number, _ = chis.NHSNumberFromPlainUint64(r.people.list[records[0]].number)
	}
}

// scatter is a place among restricted children that follows from nothing about
// them, and is the same in every run over the same rows.
func (r *run) scatter(child int64, record int32) uint64 {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d/%d", r.in.transform.Root, child, r.people.list[record].row))
	return binary.BigEndian.Uint64(sum[:])
}

// gatherRestricted lists a restricted child, with what its record holds.
func (g *gatherer) gatherRestricted(s *seenChild) {
	if !s.hidden {
		return
	}
	row := RestrictedRow{Person: s.person(), Arrived: s.row != nil, Row: s.primary}
	row.Protected = row.Restriction == restrictedFormer || row.Restriction == restrictedProtected
	if row.Arrived {
		row.Standing = s.residence()
	}
	tab := g.tables[g.place.dose]
	for i := range s.targets {
		t := &s.targets[i]
		switch t.table {
		case g.place.dose:
			if _, status := tab.value(t.data, g.place.doseStatus); string(status) != "not_given" {
				row.Doses++
			}
		case g.place.screening:
			row.Screening++
		case g.tableNumber[tableAllergy]:
			row.Allergies++
		}
	}
	g.everyone.add(row)
}

// lostRestricted lists a restricted child who is living, in scope and not in the
// target.
func (g *gatherer) lostRestricted(n int32, given, surname string) {
	p := &g.people.list[n]
	who := Person{Surname: surname, Forename: given, Born: p.born, Source: g.in.sources[g.people.source(n)]}
	who.Number, _ = chis.NHSNumberFromPlainUint64(p.number)
	g.seal(&who, []int32{n})
	g.children.add(ChildRow{Person: who, Why: NotLoaded, Row: p.row, Quarantined: int64(p.quarantined)})
	g.everyone.add(RestrictedRow{Person: who, Protected: p.has(protected), Row: p.row})
}

// restricted is the listing of what was gathered; nil of no gatherer.
func (g *gatherer) restricted() *RestrictedListing {
	if g == nil {
		return nil
	}
	l := &RestrictedListing{Everyone: g.everyone.done()}
	l.AsOf, l.Restricted, l.Codes = g.in.asOf, l.Everyone.Total, g.codeRows()
	l.Children, l.Flags, l.Failsafe, l.Due, l.CoverageChanged = g.children.done(), g.flags.done(), g.failsafe.done(), g.due.done(), g.members.done()
	l.Lists, l.Bridge, l.Plans = g.lists.done(), g.bridges.done(), g.plans.done()
	l.Dates, l.Places, l.Bookings = g.dates.done(), g.places.done(), g.bookings.done()
	return l
}

func compareRestricted(a, b *RestrictedRow) int {
	return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Row, b.Row))
}
