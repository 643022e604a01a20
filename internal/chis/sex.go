package chis

// Sex is the letter a source writes: M, F, U (unknown) or I (indeterminate).
// The zero value is none, which differs from U: nothing was said.
type Sex byte

// The values of Sex.
const (
	SexMale          Sex = 'M'
	SexFemale        Sex = 'F'
	SexUnknown       Sex = 'U'
	SexIndeterminate Sex = 'I'
)

// ParseSex reads one of the four letters in either case, blanks around it
// allowed. Other code sets (1, 2, 9, X) are mapped by tables, since 9 means
// indeterminate in one and not specified in another.
func ParseSex[T Text](b T) (Sex, bool) {
	b = trim(b)
	if len(b) != 1 {
		return 0, false
	}
	switch s := Sex(upper(b[0])); s {
	case SexMale, SexFemale, SexUnknown, SexIndeterminate:
		return s, true
	}
	return 0, false
}

// Known reports male or female: the only two values that can disagree.
func (s Sex) Known() bool { return s == SexMale || s == SexFemale }

// String is the letter, empty for none.
func (s Sex) String() string {
	if s == 0 {
		return ""
	}
	return string([]byte{byte(s)})
}
