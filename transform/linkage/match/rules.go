package match

// part is a piece of a blocking key: what two records must have in common.
type part uint8

const (
	partNumber part = iota
	partBorn
	partYear
	partDayMonth
	partDateEitherWay // year, and day and month in either order
	partPostcode
	partDistrict // or the town where no postcode is known
	partAddress
	partForename
	partInitial
	partSurname
	partSound // how the surname sounds
	partNamesEitherWay
	partSex
	partPhone
	partOther
	partOrganisation
	partContent
)

// rule is one way in which two records of a person are brought together. The
// refining parts are taken, one after the other, where a key has too many records.
type rule struct {
	name   string
	parts  []part
	refine []part
	few    bool // refined from MaxSpread values of the next part on: namesakes grow with the square of a county
	// nameless: of a pair one record has no forename.
	nameless bool
	// slips: a number that fails its check is looked for under every valid one
	// that one slip makes of it.
	slips bool
}

// Rules is how many blocking rules there are.
const Rules = 17

// rules are in the order in which they claim a pair: the first whose key both
// records share scores it. Those with a condition stand last.
var rules = [Rules]rule{
	{name: "nhs-number", parts: []part{partNumber}, refine: []part{partBorn, partForename, partContent}},
	{name: "birth-date+postcode", parts: []part{partBorn, partPostcode}, refine: []part{partSound, partInitial, partContent}},
	{name: "birth-date+surname-sound", parts: []part{partBorn, partSound}, refine: []part{partInitial, partDistrict, partContent}, few: true},
	{name: "birth-date+forename", parts: []part{partBorn, partForename}, refine: []part{partDistrict, partSound, partContent}, few: true},
	{name: "forename+surname+year", parts: []part{partForename, partSurname, partYear}, refine: []part{partDistrict, partPostcode, partContent}, few: true},
	{name: "postcode+forename", parts: []part{partPostcode, partForename}, refine: []part{partYear, partSound, partContent}},
	{name: "postcode+address+sex+year", parts: []part{partPostcode, partAddress, partSex, partYear}, refine: []part{partSound, partInitial, partContent}},
	{name: "forename+surname+district", parts: []part{partForename, partSurname, partDistrict}, refine: []part{partYear, partPostcode, partContent}, few: true},
	{name: "surname+date-either-way", parts: []part{partSurname, partDateEitherWay}, refine: []part{partInitial, partDistrict, partContent}, few: true},
	{name: "names-either-way+birth-date", parts: []part{partNamesEitherWay, partBorn}, refine: []part{partDistrict, partSex, partContent}},
	{name: "forename+surname+day+month", parts: []part{partForename, partSurname, partDayMonth}, refine: []part{partDistrict, partPostcode, partContent}, few: true},
	{name: "phone+birth-date", parts: []part{partPhone, partBorn}, refine: []part{partForename, partSound, partContent}},
	{name: "other-identifier", parts: []part{partOther}, refine: []part{partBorn, partForename, partContent}},
	{name: "surname+postcode+initial", parts: []part{partSurname, partPostcode, partInitial}, refine: []part{partYear, partSex, partContent}, few: true},
	{name: "address+initial", parts: []part{partAddress, partInitial, partDistrict}, refine: []part{partSound, partYear, partContent}, few: true},
	{name: "birth-date+organisation+sex", parts: []part{partBorn, partOrganisation, partSex}, refine: []part{partSound, partDistrict, partPostcode}, nameless: true},
	{name: "nhs-number-one-slip", parts: []part{partNumber}, refine: []part{partBorn, partForename, partContent}, slips: true},
}

// fieldsOf are the fields that the records of a key have in common by its making.
func fieldsOf(r *rule) (used [Fields]bool) {
	for _, p := range r.parts {
		for _, f := range partFields[p] {
			used[f] = true
		}
	}
	return used
}

var partFields = map[part][]Field{
	partNumber: {FieldNumber}, partBorn: {FieldBorn}, partYear: {FieldBorn}, partDayMonth: {FieldBorn}, partDateEitherWay: {FieldBorn},
	partPostcode: {FieldPlace}, partDistrict: {FieldPlace}, partAddress: {FieldPlace}, partForename: {FieldForename},
	partInitial: {FieldForename}, partSurname: {FieldSurname}, partSound: {FieldSurname},
	partNamesEitherWay: {FieldForename, FieldSurname}, partSex: {FieldSex}, partPhone: {FieldPhone}, partOther: {FieldOther},
}

// value is a part of a record as a number, false where the record lacks it.
func (p *Pool) value(r *record, of part) (uint64, bool) {
	switch of {
	case partNumber:
		return r.number, r.valid() != 0
	case partBorn:
		return uint64(r.born), r.born.full()
	case partYear:
		return uint64(r.born.year()), r.born != 0
	case partDayMonth:
		return uint64(r.born % 10000), r.born.full()
	case partDateEitherWay:
		d, m := r.born.day(), r.born.month()
		return uint64(r.born.year()*10000 + min(d, m)*100 + max(d, m)), r.born.full()
	case partPostcode:
		return uint64(r.postcode), r.postcode != 0
	case partDistrict:
		return p.district(r)
	case partAddress:
		return p.texts.hash(r.address), r.address != 0
	case partSex:
		return uint64(r.sex), r.sex != 0
	case partPhone:
		return r.phone, r.phone != 0
	case partOther:
		return p.texts.hash(r.other), r.other != 0
	case partOrganisation:
		return p.texts.hash(r.org), r.org != 0
	case partContent:
		return p.content(r), true
	}
	return p.nameValue(r, of)
}

func (p *Pool) district(r *record) (uint64, bool) {
	if r.postcode != 0 {
		return uint64(r.postcode.district()), true
	}
	return p.names.of(r.town).hash, r.town != 0
}

func (p *Pool) nameValue(r *record, of part) (uint64, bool) {
	fore, sur := p.names.of(r.forename), p.names.of(r.surname)
	switch of {
	case partForename:
		if len(fore.parts) > 0 {
			fore = p.names.of(fore.parts[0])
		}
		return fore.hash, r.forename != 0
	case partInitial:
		if r.forename == 0 {
			return 0, false
		}
		return uint64(fore.text[0]), true
	case partSurname:
		return sur.hash, r.surname != 0
	case partSound:
		if sur.sound == 0 {
			return sur.hash, r.surname != 0
		}
		return uint64(sur.sound), true
	default: // partNamesEitherWay
		return join(min(fore.hash, sur.hash), max(fore.hash, sur.hash)), r.forename != 0 && r.surname != 0
	}
}
