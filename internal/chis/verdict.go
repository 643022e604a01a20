package chis

// Verdict is what becomes of the text in a field for an NHS number. Only
// Accept makes it one.
type Verdict uint8

// The verdicts. The zero value is none of the good ones, so that a table row
// without a verdict accepts nothing.
const (
	Absent        Verdict = iota // the field is empty
	Accept                       // an NHS number, fit for identity
	Reject                       // in a range that is not in use, or in none
	OtherNation                  // a Scottish CHI or Northern Irish H&C number: kept as an identifier of that nation
	TestRange                    // never issued, synthetic: kept as an identifier "test range", not for identity
	Placeholder                  // one digit ten times: passes the check digit and means "no number"
	BadCheckDigit                // ten digits whose last is not the check digit
	Malformed                    // not ten digits
	NotIssued                    // in a range not issued yet
)

var verdictText = [...]string{
	Absent: "absent", Accept: "accept", Reject: "reject", OtherNation: "other-nation", TestRange: "test-range",
	Placeholder: "placeholder", BadCheckDigit: "bad-check-digit", Malformed: "malformed", NotIssued: "not-issued",
}

// String is the word used in tables and reports.
func (v Verdict) String() string {
	if int(v) < len(verdictText) {
		return verdictText[v]
	}
	return "invalid"
}

// ParseVerdict reads the word that String writes; tables of ranges use it.
func ParseVerdict[T Text](b T) (Verdict, bool) {
	for v, text := range verdictText {
		if string(b) == text {
			return Verdict(v), true
		}
	}
	return Absent, false
}

// NHSMode says which of a range's two verdicts counts.
type NHSMode uint8

// The modes. Live is the zero value.
const (
	Live NHSMode = iota // real people: no number of a test range is anybody's
	Test                // synthetic people, whose numbers come from the test ranges
)

// String is "live" or "test".
func (m NHSMode) String() string {
	if m == Test {
		return "test"
	}
	return "live"
}

// NHSRange is one row of the table of number ranges, From and To inclusive.
type NHSRange struct {
	From, To   uint64
	Meaning    string
	Live, Test Verdict
}

// verdict is the row's answer in a mode. A row that forgot to say rejects.
func (r NHSRange) verdict(mode NHSMode) Verdict {
	v := r.Live
	if mode == Test {
		v = r.Test
	}
	if v == Absent {
		return Reject
	}
	return v
}
