package extract

import (
	"lollipop/extract/emis"
	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// heldTable lists the bookings that are kept out of the staged tables. One may
// be the last word on a slot that a child had before, and a booking that is
// another's now must not stay with that child.
const heldTable = "held"

// heldSchema holds what puts a row in its place among those of its slot, and
// nothing else of it. The patient is that of a quarantined row, whose key the
// quarantine names as well.
func heldSchema() table.Schema {
	return table.Schema{
		{Name: emis.RowIDColumn, Kind: table.Int64},
		{Name: "organisation_guid", Kind: table.GUID},
		{Name: "slot_guid", Kind: table.GUID},
		{Name: "patient_guid", Kind: table.GUID},
		{Name: "processing_id", Kind: table.Int64},
		{Name: "deleted", Kind: table.Int32},
	}
}

// holdBack notes a booking that is not staged, unless a key of it cannot be read:
// whose that is nobody can tell, and it takes nothing from anybody. Of a file
// type that is out of scope no row is staged.
func (c *chunk) holdBack(b *table.Batch, i int, v verdict) error {
	org, patient, slot := c.keys.organisationOf(b, i), c.keys.patientOf(b, i), c.keys.itemOf(b, i)
	if v.rule == ruleFileScope || org.IsZero() || patient.IsZero() || slot.IsZero() {
		return nil
	}
	if v.fate == excluded {
		patient = chis.GUID{}
	}
	h := c.held.rows
	h.Vec[0].I64 = append(h.Vec[0].I64, b.Vec[0].I64[i])
	h.Vec[1].GUID = append(h.Vec[1].GUID, org)
	h.Vec[2].GUID = append(h.Vec[2].GUID, slot)
	h.Vec[3].GUID = append(h.Vec[3].GUID, patient)
	h.Vec[4].I64 = append(h.Vec[4].I64, b.Vec[c.keys.processingID].I64[i])
	h.Vec[5].I32 = append(h.Vec[5].I32, asInt(c.keys.isDeleted(b, i)))
	h.N++
	return c.held.flushFull()
}
