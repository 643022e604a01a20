package match

import (
	"fmt"

	"lollipop/internal/chis"
)

// Mark is something that is so of a record.
type Mark uint8

// The marks of a record.
const (
	Nameless    Mark = 1 << iota // a word stands where the forename should: Baby, Twin 1, an initial
	BadNumber                    // the NHS number has ten digits and is none
	NumberTaken                  // another child, or a mother, has the number on record too
	Protected                    // never compared with anybody
)

// Person is one record before it is brought into the form that is compared.
// Any part may be missing.
type Person struct {
	Forename, Middle, Surname string
	Address, Town, Postcode   string
	Phone                     string
	Number                    string // NHS number, in any spacing
	Other                     string // another identifier of the person
	Organisation              string
	Born                      PartialDate
	Sex                       chis.Sex
	BirthOrder                int
	Protected                 bool
}

// PartialDate is a date as the number yyyymmdd, of which month and day may be
// 00; 0 is none.
type PartialDate int32

func (d PartialDate) year() int32  { return int32(d) / 10000 }
func (d PartialDate) month() int32 { return int32(d) / 100 % 100 }
func (d PartialDate) day() int32   { return int32(d) % 100 }

// full reports that the day is known.
func (d PartialDate) full() bool { return d.day() != 0 }

// record is a person in the form that is compared: names and texts are places
// in the pool's lists. It takes 64 bytes, what a processor fetches at once: pairs
// lie anywhere in a long list.
type record struct {
	number   uint64 // ten digits, 0 for none; see BadNumber
	postcode postcode
	phone    uint64
	forename nameID
	middle   nameID
	surname  nameID
	town     nameID
	address  textID
	other    textID
	org      textID
	born     PartialDate
	sex      chis.Sex
	order    uint8
	marks    Mark
	house    uint32 // see houseOf
}

// Format keeps what identifies out of every log and error.
func (record) Format(s fmt.State, _ rune) { _, _ = s.Write([]byte("a record")) }

func (r *record) is(m Mark) bool { return r.marks&m != 0 }

// valid is the NHS number where it is one, 0 otherwise.
func (r *record) valid() uint64 {
	if r.is(BadNumber) {
		return 0
	}
	return r.number
}
