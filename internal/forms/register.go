package forms

import (
	"slices"
	"strings"

	"lollipop/internal/chis"
)

// RegisterHeader is the header of restricted.csv, the register of children whose
// records must be kept apart.
var RegisterHeader = []string{"source", "organisation_guid", "patient_guid", "kind", "since"}

// registerKinds are the kinds of a row: sensitive restricts, any other protects. One
// that is not known is refused, as nobody can tell what it was to mean.
var registerKinds = []string{"adopted", "witness", "protected", "sensitive"}

// Registered is a child that the service protects.
type Registered struct {
	Source                string
	Organisation, Patient chis.GUID
	Kind                  string
	Since                 chis.Date // none if not said
}

// ReadRegister reads restricted.csv. Its errors are an *Error, or the system's.
func ReadRegister(path string) (list []Registered, in Input, err error) {
	f := form{nameOf(path), RegisterHeader}
	in, err = f.read(path, func(r row) error {
		one, err := r.registered()
		list = append(list, one)
		return err
	})
	return list, in, err
}

func (r row) registered() (one Registered, err error) {
	if one.Source, err = r.filled("source"); err != nil {
		return one, err
	}
	if one.Organisation, err = r.guid("organisation_guid"); err != nil {
		return one, err
	}
	if one.Patient, err = r.guid("patient_guid"); err != nil {
		return one, err
	}
	kind := &r.cells[slices.Index(r.header, "kind")]
	*kind = strings.ToLower(*kind)
	if one.Kind, err = r.word("kind", registerKinds); err != nil {
		return one, err
	}
	one.Since, err = r.date("since")
	return one, err
}
