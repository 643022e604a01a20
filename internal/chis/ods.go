package chis

// ODSCode is the code of an organisation in the Organisation Data Service:
// three to eight upper-case letters and digits. Empty is none.
type ODSCode string

const (
	odsShortest = 3
	odsLongest  = 8
)

// ParseODSCode reads a code, letters folded up, blanks around it allowed. It
// says nothing of whether the organisation exists.
func ParseODSCode[T Text](b T) (ODSCode, bool) {
	b = trim(b)
	if len(b) < odsShortest || len(b) > odsLongest {
		return "", false
	}
	var code [odsLongest]byte
	for i := range len(b) {
		code[i] = upper(b[i])
		if !isAlphanumeric(code[i]) {
			return "", false
		}
	}
	return ODSCode(code[:len(b)]), true
}

// IsPracticeCode reports a letter and five digits, as general practices have.
// So have the default codes, such as V81999 (unknown): a table names those.
func (c ODSCode) IsPracticeCode() bool {
	return len(c) == 6 && isUpper(c[0]) && leadingDigits(c[1:]) == 5
}
