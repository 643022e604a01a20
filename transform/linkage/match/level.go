package match

import (
	"strconv"
	"strings"
)

// Field is something that two records are compared by.
type Field uint8

// The fields.
const (
	FieldNumber Field = iota
	FieldForename
	FieldMiddle
	FieldSurname
	FieldBorn
	FieldSex
	FieldPlace // address and postcode together: who moves changes both
	FieldPhone
	FieldOther
	FieldOrder
	Fields
)

// fieldNames are the words of files and headers.
var fieldNames = [Fields]string{
	"nhs_number", "forename", "middle_names", "surname", "date_of_birth", "sex", "place", "phone", "other_identifier", "birth_order",
}

// String is the word of files and headers.
func (f Field) String() string { return fieldNames[f] }

// Levels is how the fields of a pair agree: a code a field, 0 where either
// says nothing.
type Levels [Fields]uint8

// The levels of an NHS number.
const (
	numberMissing   = iota
	numberEqual     // and valid
	numberTaken     // equal, valid, and of two people
	numberNear      // one slip apart, and either fails its check digit
	numberDifferent // both valid
	numberOther     // different, and either fails its check digit
	numberLevels
)

// The levels of names; not every field has all of them.
const (
	nameMissing = iota
	nameEqual
	namePart      // short and full form, or a word of several in common
	nameNear      // Jaro-Winkler from 0.92
	nameLike      // from 0.8 (forenames), 0.85 (surnames); one slip apart; an initial
	nameSwapped   // forename and surname changed places
	nameDifferent // further apart
	nameLevels
)

// The levels of a birth date.
const (
	bornMissing = iota
	bornEqual
	bornSwapped // day and month changed places
	bornPart    // year, month or day differs, alone
	bornYear    // the year is the same, or all that both know
	bornDifferent
	bornLevels
)

// The levels of what is equal, nearly equal or different.
const (
	plainMissing = iota
	plainEqual
	plainNear
	plainDifferent
	plainLevels
)

// The levels of sex and birth order.
const (
	orderMissing = iota
	orderEqual
	orderDifferent
	orderLevels
)

// The levels of an address and of a locality; place is both.
const (
	addressMissing = iota
	addressEqual
	addressNear
	addressDifferent
	addressLevels
)

const (
	localMissing  = iota
	localPostcode // equal
	localNear     // one character of the postcode
	localSector   // or the town where no postcode is known
	localDistrict
	localDifferent
	localLevels
)

// levelWords are the levels of each field in words; places have theirs by two.
var levelWords = [Fields][]string{
	FieldNumber:   {"missing", "equal", "equal-held-by-two", "one-slip", "both-valid-different", "different"},
	FieldForename: {"missing", "equal", "part-or-short-form", "near", "like", "swapped", "different"},
	FieldMiddle:   {"missing", "equal", "part", "near", "like", "-", "different"},
	FieldSurname:  {"missing", "equal", "part", "near", "like", "swapped", "different"},
	FieldBorn:     {"missing", "equal", "day-month-swapped", "one-part-differs", "same-year", "different"},
	FieldSex:      {"missing", "equal", "different"},
	FieldPlace:    placeWords(),
	FieldPhone:    {"missing", "equal", "one-slip", "different"},
	FieldOther:    {"missing", "equal", "one-slip", "different"},
	FieldOrder:    {"missing", "equal", "different"},
}

func placeWords() []string {
	address := [addressLevels]string{"-", "address-equal", "address-near", "address-different"}
	local := [localLevels]string{"-", "postcode-equal", "postcode-near", "sector-or-town-equal", "district-equal", "elsewhere"}
	words := make([]string, 0, addressLevels*localLevels)
	for _, a := range address {
		for _, l := range local {
			words = append(words, a+"+"+l)
		}
	}
	words[0] = "missing"
	return words
}

// LevelWord is a level of a field in words.
func LevelWord(f Field, level uint8) string { return levelWords[f][level] }

// most is the largest number of levels that a field has.
const most = addressLevels * localLevels

func levelsOf(f Field) int { return len(levelWords[f]) }

func placeLevel(address, local uint8) uint8 { return address*localLevels + local }

// home reports that a level of the place means the same home.
func home(place uint8) bool {
	address, local := place/localLevels, place%localLevels
	switch address {
	case addressEqual:
		return local <= localSector
	case addressNear:
		return local == localPostcode
	case addressMissing:
		return local == localPostcode
	}
	return false
}

// String is the codes of the levels, field by field.
func (l Levels) String() string {
	text := make([]byte, 0, 3*Fields)
	for f, level := range l {
		if f > 0 {
			text = append(text, '.')
		}
		text = strconv.AppendUint(text, uint64(level), 10)
	}
	return string(text)
}

// ParseLevels reads what String wrote.
func ParseLevels(text string) (l Levels, ok bool) {
	codes := strings.Split(text, ".")
	if len(codes) != int(Fields) {
		return l, false
	}
	for f, code := range codes {
		n, err := strconv.ParseUint(code, 10, 8)
		if err != nil || int(n) >= levelsOf(Field(f)) {
			return l, false
		}
		l[f] = uint8(n)
	}
	return l, true
}
