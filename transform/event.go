package transform

import (
	"cmp"

	"lollipop/internal/chis"
	"lollipop/internal/spill"
	"lollipop/internal/table"
)

// event is one row of a child: a row of one of the file types of eventFields, or
// one of its patient rows. Texts share the memory of the partition.
type event struct {
	child, person int32
	entity        entity
	older         bool // an older version: contributes only if it repeats the standing one
	confidential  bool
	row           int64
	item          chis.GUID
	parent        chis.GUID // observation
	consultation  chis.GUID
	document      chis.GUID // observation
	problem       chis.GUID // that the row belongs to
	slot          chis.GUID // consultation: of its appointment
	code, user    int32
	to            int32 // referral: organisation; slot: session; prescription: drug
	date          chis.Date
	precision     chis.Precision
	endPrecision  chis.Precision
	entered       chis.Date
	end           chis.Date // problem
	number        int64     // problem: expected duration
	active, done  int32     // diary; consultation: done is complete; referral: active is transport
	abnormal      int32     // observation of 8.x: 1, 0, or -1 where it does not say
	texts         [textSlots][]byte
	book          *booking // slot
	patient       *patientContent
}

// booking is what only a slot has.
type booking struct {
	start, seen, left, at        int32 // times of day
	planned, actual, wait, delay int64 // minutes
}

func (e *event) booking() *booking {
	if e.book == nil {
		e.book = &booking{}
	}
	return e.book
}

// The texts of an event, by entity.
const (
	textValue = 0 // observation
	textUnit  = 1
	textLow   = 2
	textHigh  = 3
	textNote  = 4 // every entity: free text

	textTerm     = 0 // diary; consultation: where it took place; referral: urgency
	textDuration = 1
	textLocation = 2
	textReminder = 3
	textRemindBy = 5

	textStatus       = 0 // problem
	textSignificance = 1
	textRelationship = 2

	textType   = 1 // consultation, referral
	textMode   = 2 // referral
	textNumber = 3 // referral

	textOperator   = 5 // observation: what only 8.x says
	textReason     = 6
	textEpisode    = 7
	textQualifiers = 8

	textSlots = 9
	slotTexts = 6 // a slot has its own, in the order of eventFields
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

// encode appends the fields of row i.
func (t *run) encode(r []byte, et *eventType, b *table.Batch, i int, source int32) []byte {
	for k := range et.fields {
		v := &b.Vec[et.at[k]]
		switch f := &et.fields[k]; f.kind {
		case fieldCode, fieldDrug:
			r = spill.PutVarint(r, int64(t.named(f.kind).findCode(source, i64At(b, et.at[k], i))))
		case fieldUser, fieldOrganisation, fieldSession:
			r = spill.PutVarint(r, int64(t.named(f.kind).find(source, v.GUID[i])))
		case fieldGUID:
			r = putGUID(r, v.GUID[i])
		case fieldDate:
			r = putDate(r, v.I32[i], b.Vec[et.at[k]+1].Text.At(i))
		case fieldDay:
			r = spill.PutUint32(r, uint32(v.I32[i]))
		case fieldNumber:
			r = spill.PutVarint(r, v.I64[i])
		case fieldSmall:
			r = spill.PutVarint(r, int64(v.I32[i]))
		case fieldText:
			r = spill.PutBytes(r, v.Text.At(i))
		}
	}
	return r
}

// putGUID keeps an empty one, which most are, in one byte.
func putGUID(r []byte, g chis.GUID) []byte {
	if g.IsZero() {
		return spill.PutBool(r, false)
	}
	return spill.PutGUID(spill.PutBool(r, true), g)
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
	e := event{code: -1, user: -1, to: -1}
	e.child, e.person = int32(c.Uvarint()), int32(c.Uvarint())
	e.entity = entity(c.Byte())
	e.older, e.confidential = c.Bool(), c.Bool()
	e.row = int64(c.Uvarint())
	e.item = c.GUID()
	if e.entity >= entityPatient {
		e.patient = decodePatient(&c)
		return e, c.Done()
	}
	for i := range eventFields[e.entity] {
		e.decode(&c, &eventFields[e.entity][i])
	}
	return e, c.Done()
}

func (e *event) decode(c *spill.Cursor, f *field) {
	switch f.kind {
	case fieldCode, fieldUser, fieldOrganisation, fieldSession, fieldDrug, fieldSmall:
		*f.ref(e) = int32(c.Varint())
	case fieldGUID:
		if c.Bool() {
			*f.guid(e) = c.GUID()
		}
	case fieldDate:
		d, p := f.date(e)
		*d, *p = getDate(c)
	case fieldDay:
		*f.day(e) = chis.Date(c.Uint32())
	case fieldNumber:
		*f.number(e) = c.Varint()
	case fieldText:
		e.texts[f.text] = c.Bytes()
	}
}

// sameContent reports that two versions of one event say the same in every
// migrated column.
func sameContent(a, b *event) bool {
	if a.confidential != b.confidential || a.patient != nil && *a.patient != *b.patient {
		return false
	}
	if a.patient != nil {
		return true
	}
	for i := range eventFields[a.entity] {
		if !eventFields[a.entity][i].same(a, b) {
			return false
		}
	}
	return true
}

func (f *field) same(a, b *event) bool {
	switch f.kind {
	case fieldCode, fieldUser, fieldOrganisation, fieldSession, fieldDrug, fieldSmall:
		return *f.ref(a) == *f.ref(b)
	case fieldGUID:
		return *f.guid(a) == *f.guid(b)
	case fieldDate:
		d, p := f.date(a)
		e, q := f.date(b)
		return *d == *e && *p == *q
	case fieldDay:
		return *f.day(a) == *f.day(b)
	case fieldNumber:
		return *f.number(a) == *f.number(b)
	default:
		return string(a.texts[f.text]) == string(b.texts[f.text])
	}
}
