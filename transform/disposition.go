package transform

import (
	"fmt"
	"path/filepath"

	"lollipop/internal/table"
)

// fate is what became of a staged row: an index into fates.
type fate uint8

const (
	unstaged fate = iota // no staged row has this ordinal: quarantined or excluded by stage 1
	undecided
	older // an older version of a key: repeat or older-version, once its content is compared
	loaded
	mergedRepeat
	mergedSameEvent
	mergedComponent
	mergedAgreement
	mergedBirthFact
	mergedPrescribed
	supersededOlder
	supersededWithdrawn
	excludedDelete
	excludedDisabled
	excludedUnused
	excludedEmptySlot
)

// fates gives each fate its disposition and rule, in the words of the rule table.
var fates = [...]struct{ disposition, rule string }{
	unstaged:            {"", ""},
	undecided:           {"", ""},
	older:               {"", ""},
	loaded:              {"loaded", ""},
	mergedRepeat:        {"merged", "repeat"},
	mergedSameEvent:     {"merged", "same-event"},
	mergedComponent:     {"merged", "component"},
	mergedAgreement:     {"merged", "agreement"},
	mergedBirthFact:     {"merged", "birth-fact"},
	mergedPrescribed:    {"merged", "prescribed"},
	supersededOlder:     {"superseded", "older-version"},
	supersededWithdrawn: {"superseded", "withdrawn"},
	excludedDelete:      {"excluded", "delete-row"},
	excludedDisabled:    {"excluded", "disabled-agreement"},
	excludedUnused:      {"excluded", "unused-reference"},
	excludedEmptySlot:   {"excluded", "empty-slot"},
}

// fateBook holds one fate a record, by ordinal. Writers touch disjoint ordinals.
type fateBook struct {
	in *inputs
	of []fate
}

func newFateBook(in *inputs) *fateBook { return &fateBook{in: in, of: make([]fate, in.total)} }

func (f *fateBook) set(row int64, v fate) { f.of[f.in.ordinal(row)] = v }
func (f *fateBook) get(row int64) fate    { return f.of[f.in.ordinal(row)] }

// stage notes that a row is there and must get a fate.
func (f *fateBook) stage(row int64) { f.set(row, undecided) }

var dispositionSchema = table.Schema{
	{Name: "row_id", Kind: table.Int64},
	{Name: "disposition", Kind: table.Text},
	{Name: "rule", Kind: table.Text},
}

// write writes the disposition table, one part for each migrated file, and fails
// if a staged row has none: that row would have vanished.
func (f *fateBook) write(out *output) error {
	b := table.NewBatch(dispositionSchema, batchRows)
	for no := range f.in.files {
		file := &f.in.files[no]
		if file.records == 0 || file.entity == "" {
			continue
		}
		if err := f.writeFile(out, b, int64(no)); err != nil {
			return err
		}
	}
	return nil
}

func (f *fateBook) writeFile(out *output, b *table.Batch, no int64) error {
	file := &f.in.files[no]
	var seen [len(fates)]int64
	for _, v := range f.of[file.base : file.base+file.records] {
		seen[v]++
	}
	if n := seen[undecided] + seen[older]; n > 0 {
		return fmt.Errorf("close the accounts of file %d (%s): %d rows without a disposition", no, file.entity, n)
	}
	if seen[unstaged] == file.records {
		return nil
	}
	w, err := out.create(filepath.Join("disposition", fmt.Sprintf("%05d.parquet", no)), dispositionSchema)
	if err != nil {
		return err
	}
	b.Reset()
	for i, v := range f.of[file.base : file.base+file.records] {
		if v == unstaged {
			continue
		}
		b.Vec[0].I64 = append(b.Vec[0].I64, rowID(no, int64(i)+1))
		b.Vec[1].Text.AppendString(fates[v].disposition)
		b.Vec[2].Text.AppendString(fates[v].rule)
		b.N++
		if b.Full() {
			mutateBatch("disposition", b)
			if err := w.write(b); err != nil {
				return err
			}
			b.Reset()
		}
	}
	mutateBatch("disposition", b)
	if err := w.write(b); err != nil {
		return err
	}
	return w.close()
}
