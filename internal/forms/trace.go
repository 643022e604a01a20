package forms

import (
	"lollipop/internal/chis"
	"lollipop/mappings"
)

// TraceHeader is the header of trace.csv.
var TraceHeader = []string{"source", "organisation_guid", "patient_guid", "nhs_number", "new_nhs_number", "code", "date"}

// Traced is a row of trace.csv: what a trace said of the NHS number of one
// person record.
type Traced struct {
	Source                string
	Organisation, Patient chis.GUID
	Number                string // ten digits, "" where the record had none
	NewNumber             string // ten digits of a superseding number, "" for none
	Code                  string // one of trace_code.csv
	Meaning               mappings.TraceMeaning
	Date                  chis.Date // of the trace or, of a death, of that; none if not said
}

// ReadTrace reads trace.csv. Its errors are an *Error, or the system's. No
// error repeats a number.
func ReadTrace(path string, maps *mappings.Set) (traced []Traced, in Input, err error) {
	f := form{nameOf(path), TraceHeader}
	chains := chains{}
	in, err = f.read(path, func(r row) error {
		t, err := r.traced(maps)
		if err != nil {
			return err
		}
		traced = append(traced, t)
		return chains.add(r, &t)
	})
	return traced, in, err
}

// chains follow the numbers of each record from the one superseded to the new
// one.
type chains map[chainKey]string

type chainKey struct {
	source                string
	organisation, patient chis.GUID
	number                string
}

// add refuses a number with two successors, and a circle.
func (c chains) add(r row, t *Traced) error {
	if t.Meaning != mappings.TraceSuperseded {
		return nil
	}
	k := chainKey{t.Source, t.Organisation, t.Patient, t.Number}
	if next := c[k]; next != "" && next != t.NewNumber {
		return r.fail("new_nhs_number", "another row of this record names another new number")
	}
	c[k] = t.NewNumber
	for at := t.NewNumber; at != ""; at = c[chainKey{k.source, k.organisation, k.patient, at}] {
		if at == t.Number {
			return r.fail("new_nhs_number", "the numbers of this record supersede each other in a circle")
		}
	}
	return nil
}

func (r row) traced(maps *mappings.Set) (t Traced, err error) {
	if t.Source, err = r.filled("source"); err != nil {
		return t, err
	}
	if t.Organisation, err = r.guid("organisation_guid"); err != nil {
		return t, err
	}
	if t.Patient, err = r.guid("patient_guid"); err != nil {
		return t, err
	}
	if t.Number, err = r.tenDigits("nhs_number"); err != nil {
		return t, err
	}
	if t.NewNumber, err = r.tenDigits("new_nhs_number"); err != nil {
		return t, err
	}
	if t.Code, err = r.word("code", maps.TraceCodes()); err != nil {
		return t, err
	}
	t.Meaning, _ = maps.TraceMeaning(t.Code)
	if t.Date, err = r.date("date"); err != nil {
		return t, err
	}
	return t, r.sound(t)
}

// sound holds the cells of a row against what its code means.
func (r row) sound(t Traced) error {
	switch {
	case t.Meaning == mappings.TraceSuperseded && t.Number == "":
		return r.fail("nhs_number", "is empty: which number was superseded?")
	case t.Meaning == mappings.TraceSuperseded && t.NewNumber == "":
		return r.fail("new_nhs_number", "is empty, and the code says that the number was superseded")
	case t.Meaning == mappings.TraceSuperseded && t.NewNumber == t.Number:
		return r.fail("new_nhs_number", "is the number that it supersedes")
	case t.Meaning == mappings.TraceInvalid && t.NewNumber != "":
		// An invalid number has no successor: the two identities must never meet.
		return r.fail("new_nhs_number", "is filled, and the code says that the number is invalid")
	}
	return nil
}

// tenDigits is an NHS number whose check digit is right, blanks and hyphens
// taken away; "" from an empty cell. A batch trace writes ten zeros for none.
func (r row) tenDigits(field string) (string, error) {
	text := r.text(field)
	digits, n := chis.NormaliseNHSNumber(text)
	if text == "" || n == len(digits) && string(digits[:]) == "0000000000" {
		return "", nil
	}
	if n != len(digits) {
		return "", r.fail(field, "is no NHS number of ten digits")
	}
	stem := uint64(0)
	for _, d := range digits[:len(digits)-1] {
		stem = stem*10 + uint64(d-'0')
	}
	if check, ok := chis.NHSCheckDigit(stem); !ok || check != uint64(digits[len(digits)-1]-'0') {
		return "", r.fail(field, "has a wrong check digit")
	}
	return string(digits[:]), nil
}
