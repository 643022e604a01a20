package extract

import (
	"cmp"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/forms"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

// given are the forms that come beside the extracts. The others change no row
// here, and are read so that one which cannot be used is said before any work.
type given struct {
	trace    []forms.Traced
	expected []forms.Expected
	input    []ledger.File // of the trace: it decides what the stage writes
}

func (r *run) readForms() error {
	if path := r.Config.Trace; path != "" {
		traced, in, err := forms.ReadTrace(path, r.Mappings)
		if err != nil {
			return err
		}
		r.given.trace = traced
		r.given.input = []ledger.File{{Path: in.Name, Bytes: in.Bytes, Rows: in.Rows, SHA256: in.SHA256}}
	}
	if path := r.Config.Control; path != "" {
		if _, _, err := forms.ReadControl(path, r.Mappings); err != nil {
			return err
		}
	}
	if path := r.Config.Expected; path != "" {
		var err error
		if r.given.expected, _, err = forms.ReadExpected(path); err != nil {
			return err
		}
	}
	if path := r.Config.Postcodes; path != "" {
		if _, _, err := forms.ReadPostcodes(path, r.Mappings); err != nil {
			return err
		}
	}
	return nil
}

// traceTable is the trace as staged, and how many of its rows are of a patient
// whom no extract holds, and of one out of scope: of both nothing is kept.
func (r *run) traceTable() (b *table.Batch, strangers, outside int64) {
	b = table.NewBatch(table.Schema{
		{Name: "source", Kind: table.Text},
		{Name: "organisation_guid", Kind: table.GUID},
		{Name: "patient_guid", Kind: table.GUID},
		{Name: "nhs_number", Kind: table.Text},
		{Name: "new_nhs_number", Kind: table.Text},
		{Name: "code", Kind: table.Text},
		{Name: "date", Kind: table.Int32},
	}, 1)
	rows := slices.Clone(r.given.trace)
	slices.SortStableFunc(rows, compareTraced)
	for _, t := range rows {
		switch flags := r.flagsOf(t.Source, t.Organisation, t.Patient); {
		case flags == 0:
			strangers++
			continue
		case flags&personTest != 0 || !inScope(flags):
			outside++
			continue
		}
		b.Vec[0].Text.AppendString(t.Source)
		b.Vec[1].GUID = append(b.Vec[1].GUID, t.Organisation)
		b.Vec[2].GUID = append(b.Vec[2].GUID, t.Patient)
		b.Vec[3].Text.AppendString(t.Number)
		b.Vec[4].Text.AppendString(t.NewNumber)
		b.Vec[5].Text.AppendString(t.Code)
		b.Vec[6].I32 = append(b.Vec[6].I32, int32(t.Date))
		b.N++
	}
	mutateBatch("trace", b)
	return b, strangers, outside
}

func compareTraced(a, b forms.Traced) int {
	return cmp.Or(cmp.Compare(a.Source, b.Source), a.Organisation.Compare(b.Organisation), a.Patient.Compare(b.Patient),
		cmp.Compare(a.Number, b.Number), cmp.Compare(a.NewNumber, b.NewNumber), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Date, b.Date))
}

// flagsOf is what is known of the person record that a form names, 0 for none.
func (r *run) flagsOf(source string, org, patient chis.GUID) uint8 {
	i := slices.Index(r.sources, source)
	if i < 0 {
		return 0
	}
	return r.people.find(uint32(i), org, patient)
}
