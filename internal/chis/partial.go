package chis

// Precision says how much of a date is known; EMIS keeps it in a column beside
// the date, which is padded with 01.
type Precision uint8

// The precisions, coarse to fine. Unknown is the zero value.
const (
	PrecisionUnknown Precision = iota // U: the date is empty or to be ignored
	PrecisionYear                     // Y
	PrecisionMonth                    // YM
	PrecisionDay                      // YMD
	PrecisionTime                     // YMDT: the day, and a time in another column
)

const precisionText = "YMDT"

// ParsePrecision reads U, Y, YM, YMD or YMDT, blanks around it allowed. An
// empty field is not a precision: the caller decides what it stands for.
func ParsePrecision[T Text](b T) (Precision, bool) {
	b = trim(b)
	if len(b) == 0 || len(b) > len(precisionText) {
		return PrecisionUnknown, false
	}
	if b[0] == 'U' {
		return PrecisionUnknown, len(b) == 1
	}
	for i := range len(b) {
		if b[i] != precisionText[i] {
			return PrecisionUnknown, false
		}
	}
	return Precision(len(b)), true
}

// String is the text that ParsePrecision reads.
func (p Precision) String() string {
	if p == PrecisionUnknown || p > PrecisionTime {
		return "U"
	}
	return precisionText[:p]
}

// PartialDate is a date with its precision, as MakePartialDate normalises it:
// two partial dates that say the same are equal by ==.
type PartialDate struct {
	Date      Date
	Precision Precision
}

// MakePartialDate joins a date with its precision: a year stands on 01-01, a
// month on its first day. No date, or precision Unknown, gives the zero value.
func MakePartialDate(d Date, p Precision) PartialDate {
	if d == 0 || p == PrecisionUnknown || p > PrecisionTime {
		return PartialDate{}
	}
	y, m, day := d.split()
	switch p {
	case PrecisionYear:
		m, day = 1, 1
	case PrecisionMonth:
		day = 1
	}
	return PartialDate{joinDate(y, m, day), p}
}

// Full reports that the day is known. Only a full date may join two events.
func (p PartialDate) Full() bool { return p.Date != 0 && p.Precision >= PrecisionDay }

// IsNone reports that nothing is known.
func (p PartialDate) IsNone() bool { return p.Date == 0 || p.Precision == PrecisionUnknown }

// First is the earliest day it can mean; none of none.
func (p PartialDate) First() Date {
	if p.IsNone() {
		return 0
	}
	return p.Date
}

// Last is the latest day it can mean; none of none.
func (p PartialDate) Last() Date {
	y, m, _ := p.Date.split()
	switch {
	case p.IsNone():
		return 0
	case p.Precision == PrecisionYear:
		return joinDate(y, 12, 31)
	case p.Precision == PrecisionMonth:
		return joinDate(y, m, daysInMonth(y, m))
	}
	return p.Date
}

// AppendTo appends yyyy, yyyy-MM or yyyy-MM-dd, and nothing for none.
func (p PartialDate) AppendTo(dst []byte) []byte {
	if p.IsNone() {
		return dst
	}
	start := len(dst)
	dst = p.Date.AppendTo(dst)
	switch p.Precision {
	case PrecisionYear:
		return dst[:start+4]
	case PrecisionMonth:
		return dst[:start+7]
	}
	return dst
}

// String is what AppendTo appends.
func (p PartialDate) String() string {
	var room [10]byte
	return string(p.AppendTo(room[:0]))
}
