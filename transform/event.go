package transform

import (
	"cmp"

	"lollipop/internal/chis"
	"lollipop/internal/spill"
	"lollipop/internal/table"
)

// event is one row of a child: an observation, diary entry or problem, or one of
// its patient rows. Texts share the memory of the partition.
type event struct {
	child, person int32
	entity        entity
	older         bool // an older version: contributes only if it repeats the standing one
	confidential  bool
	row           int64
	item, parent  chis.GUID
	code, user    int32
	date          chis.Date
	precision     chis.Precision
	entered       chis.Date
	texts         [textSlots][]byte
	end           chis.Date // problem
	endPrecision  chis.Precision
	number        int64 // problem: expected duration
	active, done  bool  // diary
	patient       *patientContent
}

// The texts of an event, by entity.
const (
	textValue = 0 // observation
	textUnit  = 1
	textLow   = 2
	textHigh  = 3
	textNote  = 4 // every entity: free text

	textTerm     = 0 // diary
	textDuration = 1
	textLocation = 2

	textStatus       = 0 // problem
	textSignificance = 1

	textSlots = 5
)

// compareEvents orders the rows of a partition: by child, then by source key
// with the standing version of a key first. Persons stand in source-key order,
// so that a person's index serves for the key.
func compareEvents(a, b *event) int {
	older := func(e *event) int {
		if e.older {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(a.child, b.child), cmp.Compare(a.entity, b.entity), cmp.Compare(a.person, b.person),
		a.item.Compare(b.item), cmp.Compare(older(a), older(b)), cmp.Compare(a.row, b.row))
}

// eventColumns are the columns of the second pass, in the order that the
// encoders below name by position.
var eventColumns = [...][]string{
	entityObservation: {
		"row_id", "organisation_guid", "patient_guid", "observation_guid", "is_confidential",
		"parent_observation_guid", "code_id", "effective_date", "effective_date_precision", "entered_date",
		"clinician_user_in_role_guid", "value", "numeric_unit", "numeric_range_low", "numeric_range_high", "associated_text",
	},
	entityDiary: {
		"row_id", "organisation_guid", "patient_guid", "diary_guid", "is_confidential",
		"code_id", "effective_date", "effective_date_precision", "entered_date",
		"clinician_user_in_role_guid", "original_term", "duration_term", "location_type_description", "associated_text",
		"is_active", "is_complete",
	},
	entityProblem: {
		"row_id", "organisation_guid", "patient_guid", "observation_guid",
		"end_date", "end_date_precision", "expected_duration", "last_review_date", "last_review_date_precision",
		"last_review_user_in_role_guid", "problem_status_description", "significance_description", "comment",
	},
}

// encodeEvent appends the content of row i after the header.
func (t *run) encodeEvent(r []byte, e entity, b *table.Batch, i int, source int32) []byte {
	switch e {
	case entityObservation:
		return t.encodeObservation(r, b, i, source)
	case entityDiary:
		return t.encodeDiary(r, b, i, source)
	default:
		return t.encodeProblem(r, b, i, source)
	}
}

func (t *run) encodeObservation(r []byte, b *table.Batch, i int, source int32) []byte {
	v := b.Vec
	parent := v[5].GUID[i]
	r = spill.PutBool(r, parent != chis.GUID{})
	if parent != (chis.GUID{}) {
		r = spill.PutGUID(r, parent)
	}
	r = spill.PutVarint(r, int64(t.codes.findCode(source, v[6].I64[i])))
	r = putDate(r, v[7].I32[i], v[8].Text.At(i))
	r = spill.PutUint32(r, uint32(v[9].I32[i]))
	r = spill.PutVarint(r, int64(t.users.find(source, v[10].GUID[i])))
	for c := 11; c <= 15; c++ {
		r = spill.PutBytes(r, v[c].Text.At(i))
	}
	return r
}

func (t *run) encodeDiary(r []byte, b *table.Batch, i int, source int32) []byte {
	v := b.Vec
	r = spill.PutVarint(r, int64(t.codes.findCode(source, v[5].I64[i])))
	r = putDate(r, v[6].I32[i], v[7].Text.At(i))
	r = spill.PutUint32(r, uint32(v[8].I32[i]))
	r = spill.PutVarint(r, int64(t.users.find(source, v[9].GUID[i])))
	for c := 10; c <= 13; c++ {
		r = spill.PutBytes(r, v[c].Text.At(i))
	}
	r = spill.PutBool(r, v[14].I32[i] == 1)
	return spill.PutBool(r, v[15].I32[i] == 1)
}

func (t *run) encodeProblem(r []byte, b *table.Batch, i int, source int32) []byte {
	v := b.Vec
	r = putDate(r, v[4].I32[i], v[5].Text.At(i))
	r = spill.PutVarint(r, v[6].I64[i])
	r = putDate(r, v[7].I32[i], v[8].Text.At(i))
	r = spill.PutVarint(r, int64(t.users.find(source, v[9].GUID[i])))
	for c := 10; c <= 12; c++ {
		r = spill.PutBytes(r, v[c].Text.At(i))
	}
	return r
}

// putDate appends a date with the precision that stands for it: an empty or
// unknown precision word beside a date is a full date, and no date is unknown.
func putDate(r []byte, date int32, precision []byte) []byte {
	p, ok := chis.ParsePrecision(precision)
	if !ok {
		p = chis.PrecisionDay
	}
	d := chis.MakePartialDate(chis.Date(date), p)
	r = spill.PutUint32(r, uint32(d.Date))
	return spill.PutByte(r, byte(d.Precision))
}

func getDate(c *spill.Cursor) (chis.Date, chis.Precision) {
	d := chis.Date(c.Uint32())
	return d, chis.Precision(c.Byte())
}

// decodeEvent reads what the second distribution wrote.
func decodeEvent(r []byte) (event, error) {
	c := spill.NewCursor(r)
	e := event{code: -1, user: -1}
	e.child, e.person = int32(c.Uvarint()), int32(c.Uvarint())
	e.entity = entity(c.Byte())
	e.older, e.confidential = c.Bool(), c.Bool()
	e.row = int64(c.Uvarint())
	e.item = c.GUID()
	switch e.entity {
	case entityObservation:
		if c.Bool() {
			e.parent = c.GUID()
		}
		e.code = int32(c.Varint())
		e.date, e.precision = getDate(&c)
		e.entered = chis.Date(c.Uint32())
		e.user = int32(c.Varint())
		for i := range textSlots {
			e.texts[i] = c.Bytes()
		}
	case entityDiary:
		e.code = int32(c.Varint())
		e.date, e.precision = getDate(&c)
		e.entered = chis.Date(c.Uint32())
		e.user = int32(c.Varint())
		for _, i := range [...]int{textTerm, textDuration, textLocation, textNote} {
			e.texts[i] = c.Bytes()
		}
		e.active, e.done = c.Bool(), c.Bool()
	case entityProblem:
		e.end, e.endPrecision = getDate(&c)
		e.number = c.Varint()
		e.date, e.precision = getDate(&c)
		e.user = int32(c.Varint())
		for _, i := range [...]int{textStatus, textSignificance, textNote} {
			e.texts[i] = c.Bytes()
		}
	case entityPatient:
		e.patient = decodePatient(&c)
	}
	return e, c.Done()
}

// sameContent reports that two versions of one event say the same in every
// migrated column.
func sameContent(a, b *event) bool {
	if a.confidential != b.confidential || a.parent != b.parent || a.code != b.code || a.user != b.user ||
		a.date != b.date || a.precision != b.precision || a.entered != b.entered ||
		a.end != b.end || a.endPrecision != b.endPrecision || a.number != b.number ||
		a.active != b.active || a.done != b.done {
		return false
	}
	for i := range a.texts {
		if string(a.texts[i]) != string(b.texts[i]) {
			return false
		}
	}
	return a.patient == nil || *a.patient == *b.patient
}
