package forms

import (
	"fmt"

	"lollipop/internal/chis"
)

// ExpectedHeader is the header of expected.csv.
var ExpectedHeader = []string{"source", "organisation_code", "patients", "latest", "note"}

// Expected is a row of expected.csv: an organisation whose patients a source
// must send.
type Expected struct {
	Source   string
	Code     chis.ODSCode
	Patients int64     // at the last rehearsal, -1 where there was none
	Latest   chis.Date // day of the latest batch that held rows of it then, none if not said
	Note     string
}

// ReadExpected reads expected.csv. Its errors are an *Error, or the system's.
func ReadExpected(path string) (expected []Expected, in Input, err error) {
	f := form{nameOf(path), ExpectedHeader}
	lines := map[[2]string]int{}
	in, err = f.read(path, func(r row) error {
		e, err := r.expected()
		if err != nil {
			return err
		}
		key := [2]string{e.Source, string(e.Code)}
		if first := lines[key]; first > 0 {
			return r.fail("organisation_code", fmt.Sprintf("the same organisation stands on line %d", first))
		}
		lines[key], expected = r.line, append(expected, e)
		return nil
	})
	return expected, in, err
}

func (r row) expected() (e Expected, err error) {
	e.Patients, e.Note = -1, r.text("note")
	if e.Source, err = r.filled("source"); err != nil {
		return e, err
	}
	code, err := r.filled("organisation_code")
	if err != nil {
		return e, err
	}
	var ok bool
	if e.Code, ok = chis.ParseODSCode(code); !ok {
		return e, r.fail("organisation_code", fmt.Sprintf("%s is no code of an organisation", shown(code)))
	}
	if r.text("patients") != "" {
		if e.Patients, err = r.count("patients"); err != nil {
			return e, err
		}
	}
	e.Latest, err = r.date("latest")
	return e, err
}
