package transform

import (
	"context"
	"io"
	"path/filepath"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
	"lollipop/internal/table"
)

// applyRegister marks the person records that the restricted register names,
// and counts the entries that name nobody in the extracts.
func (t *run) applyRegister() error {
	return t.readSingle("restricted_register.parquet",
		[]string{"source", "organisation_guid", "patient_guid", "kind", "since"},
		func(b *table.Batch, i int) {
			source := int32(-1)
			for s, name := range t.in.sources {
				if name == string(b.Vec[0].Text.At(i)) {
					source = int32(s)
				}
			}
			p := t.personIndex.find(personKey{source, b.Vec[1].GUID[i], b.Vec[2].GUID[i]})
			if p < 0 {
				t.counts.add("register.unknown", 1)
				return
			}
			e := registerEntry{kind: string(b.Vec[3].Text.At(i)), since: chis.Date(b.Vec[4].I32[i])}
			t.persons[p].restriction = e
			if e.kind == "sensitive" {
				t.persons[p].sensitive = true
				return
			}
			t.persons[p].protected = true
		})
}

// readSingle yields each row of one of stage 1's single files.
func (t *run) readSingle(name string, columns []string, yield func(b *table.Batch, i int)) error {
	r, err := table.Open(filepath.Join(t.in.dir, name), columns...)
	if err != nil {
		return err
	}
	defer r.Close()
	b := table.NewBatch(r.Schema(), batchRows)
	for {
		err := r.Next(b)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		for i := range b.N {
			yield(b, i)
		}
	}
}

// countQuarantine counts, for each person record, its events in quarantine.
func (t *run) countQuarantine(ctx context.Context) error {
	columns := []string{"row_id", "organisation_guid", "patient_guid"}
	return t.in.scan(ctx, "quarantine", 1, columns, func(_ int, b *table.Batch) error {
		for i := range b.N {
			source := t.in.file(b.Vec[0].I64[i]).source
			if p := t.personIndex.find(personKey{source, b.Vec[1].GUID[i], b.Vec[2].GUID[i]}); p >= 0 {
				t.persons[p].quarantined++
			}
		}
		return nil
	})
}

// countAsides counts the fields that stage 1 set aside on standing patient rows, and
// finds what they hold in the place of a date of birth.
// A value that is only written unusually keeps its meaning and does not count.
func (t *run) countAsides(ctx context.Context) error {
	byRow, bornAs := map[int64]int32{}, map[int64]schedule.Outcome{}
	err := t.in.scan(ctx, "aside", 1, []string{"row_id", "rule", "column", "original"}, func(_ int, b *table.Batch) error {
		for i := range b.N {
			row := b.Vec[0].I64[i]
			if t.in.file(row).entity != "patient" || string(b.Vec[1].Text.At(i)) == "non-canonical" {
				continue
			}
			byRow[row]++
			if string(b.Vec[2].Text.At(i)) == "date_of_birth" {
				bornAs[row] = schedule.StatedBirth(string(b.Vec[3].Text.At(i)))
			}
		}
		return nil
	})
	if err != nil || len(byRow) == 0 {
		return err
	}
	for i := range t.persons {
		p := &t.persons[i]
		p.asides, p.bornAs = byRow[p.row], bornAs[p.row]
	}
	return nil
}

// spreadRestriction gives the strongest flag on any record to every record with
// the same NHS number or PersonGuid, before any matching: restriction fails
// closed. It repeats until nothing changes, since a flag may travel by a number
// to one record and on by that record's PersonGuid.
func (t *run) spreadRestriction() {
	byNumber, byPerson := map[chis.NHSNumber]uint8{}, map[chis.GUID]uint8{}
	for changed := true; changed; {
		changed = false
		for i := range t.persons {
			changed = t.persons[i].spreadBy(byNumber, byPerson) || changed
		}
	}
}

// spreadBy takes the flags that the record's keys bear, and gives them its own.
// It reports that a key bears another flag than before.
func (p *person) spreadBy(byNumber map[chis.NHSNumber]uint8, byPerson map[chis.GUID]uint8) (changed bool) {
	const sensitive, protected, confidential = 1, 2, 4
	flags := uint8(0)
	if p.sensitive {
		flags |= sensitive
	}
	if p.protected {
		flags |= protected
	}
	if p.confident {
		flags |= confidential
	}
	var room [4]chis.NHSNumber
	numbers := p.numbers(room[:0])
	for _, n := range numbers {
		if !n.IsNone() {
			flags |= byNumber[n]
		}
	}
	if !p.personGUID.IsZero() {
		flags |= byPerson[p.personGUID]
	}
	if flags == 0 {
		return false
	}
	for _, n := range numbers {
		if !n.IsNone() && byNumber[n] != flags {
			byNumber[n], changed = flags, true
		}
	}
	if !p.personGUID.IsZero() && byPerson[p.personGUID] != flags {
		byPerson[p.personGUID], changed = flags, true
	}
	if flags&sensitive != 0 && !p.sensitive {
		p.sensitive, p.spread = true, true
	}
	if flags&protected != 0 && !p.protected {
		p.protected, p.spread = true, true
	}
	if flags&confidential != 0 && !p.confident {
		p.confident, p.spread = true, true
	}
	return changed
}
