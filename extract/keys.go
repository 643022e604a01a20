package extract

import (
	"errors"
	"fmt"

	"lollipop/extract/emis"
	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// keys are the places of an entity's keys in its staged table, -1 for none.
type keys struct {
	organisation, patient, item, code, date, deleted, processingID int

	needed  []int // GUID columns that no row may lack
	dateBit uint64
}

func keysOf(e *mappings.Entity) keys {
	cell := func(i int) int {
		if i < 0 {
			return -1
		}
		return emis.Cell(i)
	}
	k := keys{
		organisation: cell(e.Organisation), patient: cell(e.Patient), item: cell(e.Item),
		code: cell(e.Code), date: cell(e.Date), deleted: cell(e.Deleted), processingID: cell(e.ProcessingID),
	}
	candidates := []int{k.organisation, k.patient, k.item}
	if e.Reference {
		candidates = nil
		for _, key := range e.Keys {
			if e.Columns[key].Kind == mappings.KindGUID {
				candidates = append(candidates, cell(key))
			}
		}
	}
	for _, c := range candidates {
		if c >= 0 && (c != k.patient || !e.Bookable()) {
			k.needed = append(k.needed, c)
		}
	}
	if e.Date >= 0 {
		k.dateBit = 1 << e.Date
	}
	return k
}

// complete says whether row i has all its keys.
func (k *keys) complete(e *mappings.Entity, b *table.Batch, i int) bool {
	for _, c := range k.needed {
		if b.Vec[c].GUID[i] == ([16]byte{}) {
			return false
		}
	}
	return !e.Reference || k.code < 0 || b.Vec[k.code].I64[i] != table.NullInt64
}

func (k *keys) isDeleted(b *table.Batch, i int) bool {
	return k.deleted >= 0 && b.Vec[k.deleted].I32[i] == 1
}

// organisationOf returns the organisation of row i, zero for none.
func (k *keys) organisationOf(b *table.Batch, i int) chis.GUID { return guidAt(b, k.organisation, i) }

func (k *keys) patientOf(b *table.Batch, i int) chis.GUID { return guidAt(b, k.patient, i) }

func (k *keys) itemOf(b *table.Batch, i int) chis.GUID { return guidAt(b, k.item, i) }

func guidAt(b *table.Batch, column, i int) chis.GUID {
	if column < 0 {
		return chis.GUID{}
	}
	return b.Vec[column].GUID[i]
}

// cellsOf finds columns by their EMIS names. The mappings name the columns
// that scope is judged by, so that the absence of one is a broken table.
func cellsOf(e *mappings.Entity, places map[string]*int) error {
	if e == nil {
		return errors.New("mappings: an entity that scope is judged by is missing")
	}
	for name, place := range places {
		i := e.Header(name)
		if i < 0 {
			return fmt.Errorf("mappings: %s has no column %s", e.Table, name)
		}
		*place = emis.Cell(i)
	}
	return nil
}
