package extract

import (
	"cmp"
	"slices"

	"lollipop/internal/forms"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

// register is the service's list of restricted children. Nothing is extracted
// without it where one is named: a child it names would be open.
type register struct {
	entries []forms.Registered
	input   []ledger.File // the file itself, or nothing where none was given
}

// readRegister reads restricted.csv; no path means no register.
func readRegister(path string) (*register, error) {
	if path == "" {
		return &register{}, nil
	}
	entries, in, err := forms.ReadRegister(path)
	return &register{entries, []ledger.File{{Path: in.Name, Bytes: in.Bytes, Rows: in.Rows, SHA256: in.SHA256}}}, err
}

// registerTable is the register as staged, and how many of its rows are of a
// patient that no extract holds.
func (r *run) registerTable() (b *table.Batch, strangers int64) {
	b = table.NewBatch(table.Schema{
		{Name: "source", Kind: table.Text},
		{Name: "organisation_guid", Kind: table.GUID},
		{Name: "patient_guid", Kind: table.GUID},
		{Name: "kind", Kind: table.Text},
		{Name: "since", Kind: table.Int32},
	}, 1)
	entries := slices.Clone(r.register.entries)
	slices.SortStableFunc(entries, func(a, b forms.Registered) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), a.Organisation.Compare(b.Organisation), a.Patient.Compare(b.Patient),
			cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Since, b.Since))
	})
	for _, e := range entries {
		b.Vec[0].Text.AppendString(e.Source)
		b.Vec[1].GUID = append(b.Vec[1].GUID, e.Organisation)
		b.Vec[2].GUID = append(b.Vec[2].GUID, e.Patient)
		b.Vec[3].Text.AppendString(e.Kind)
		b.Vec[4].I32 = append(b.Vec[4].I32, int32(e.Since))
		b.N++
		source := slices.Index(r.sources, e.Source)
		if source < 0 || r.people.find(uint32(source), e.Organisation, e.Patient) == 0 {
			strangers++
		}
	}
	return b, strangers
}
