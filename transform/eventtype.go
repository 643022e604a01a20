package transform

import (
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// entity numbers the file types whose rows belong to a person record. A child's
// rows come in this order: what stands on an observation comes after it.
type entity uint8

const (
	entityObservation entity = iota
	entityDiary
	entityProblem
	entityConsultation
	entityReferral
	entitySlot
	entityDrug
	entityIssue
	entityHistory
	entityPatientAudit
	entityRegistrationAudit
	entityPatient // second distribution only
)

var entityNames = [...]string{
	entityObservation: "observation", entityDiary: "diary", entityProblem: "problem", entityConsultation: "consultation",
	entityReferral: "observation_referral", entitySlot: "slot", entityDrug: "drug_record", entityIssue: "issue_record", entityHistory: "patient_history", entityPatientAudit: "patient_audit",
	entityRegistrationAudit: "registration_audit", entityPatient: "patient",
}

func entityNamed(name []byte) entity {
	for e, n := range entityNames {
		if n == string(name) {
			return entity(e)
		}
	}
	return entityPatient
}

// eventFields declare what each file type of events brings to its child. Adding
// a file type is: a row of entity.csv, a line here, and what childBuilder makes
// of it.
var eventFields = [entityPatient][]field{
	entityObservation: {
		codeField("code_id", func(e *event) *int32 { return &e.code }),
		userField("clinician_user_in_role_guid", func(e *event) *int32 { return &e.user }),
		guidField("parent_observation_guid", func(e *event) *chis.GUID { return &e.parent }),
		guidField("consultation_guid", func(e *event) *chis.GUID { return &e.consultation }),
		guidField("document_guid", func(e *event) *chis.GUID { return &e.document }),
		guidField("problem_guid", problemOf),
		dateField("effective_date", whenOf),
		dayField("entered_date", enteredOf),
		textField("value", textValue), textField("numeric_unit", textUnit),
		textField("numeric_range_low", textLow), textField("numeric_range_high", textHigh), textField("associated_text", textNote),
		textField("numeric_operator", textOperator), textField("abnormal_reason", textReason),
		textField("episode", textEpisode), textField("qualifiers", textQualifiers),
		flagField("abnormal", func(e *event) *int32 { return &e.abnormal }),
	},
	entityDiary: {
		codeField("code_id", func(e *event) *int32 { return &e.code }),
		userField("clinician_user_in_role_guid", func(e *event) *int32 { return &e.user }),
		guidField("consultation_guid", func(e *event) *chis.GUID { return &e.consultation }),
		dateField("effective_date", whenOf),
		dayField("entered_date", enteredOf),
		textField("original_term", textTerm), textField("duration_term", textDuration),
		textField("location_type_description", textLocation), textField("associated_text", textNote),
		textField("reminder", textReminder), textField("reminder_type", textRemindBy),
		flagField("is_active", func(e *event) *int32 { return &e.active }),
		flagField("is_complete", func(e *event) *int32 { return &e.done }),
	},
	entityProblem: {
		userField("last_review_user_in_role_guid", func(e *event) *int32 { return &e.user }),
		dateField("end_date", func(e *event) (*chis.Date, *chis.Precision) { return &e.end, &e.endPrecision }),
		numberField("expected_duration", func(e *event) *int64 { return &e.number }),
		dateField("last_review_date", whenOf),
		textField("problem_status_description", textStatus), textField("significance_description", textSignificance),
		guidField("parent_problem_observation_guid", problemOf), textField("parent_problem_relationship", textRelationship),
		textField("comment", textNote),
	},
	entityConsultation: {
		codeField("consultation_source_code_id", func(e *event) *int32 { return &e.code }),
		userField("clinician_user_in_role_guid", func(e *event) *int32 { return &e.user }),
		dateField("effective_date", whenOf),
		dayField("entered_date", enteredOf),
		textField("consultation_source_term", textTerm), textField("consultation_type", textType),
		flagField("complete", func(e *event) *int32 { return &e.done }),
		guidField("appointment_slot_guid", func(e *event) *chis.GUID { return &e.slot }),
	},
	entityReferral: { // the columns beside these are headers alone: reference/emis.md section 4, row 8
		organisationField("referral_target_organisation_guid", func(e *event) *int32 { return &e.to }),
		textField("referral_urgency", textTerm), textField("referral_service_type", textType), textField("referral_mode", textMode),
		textField("referral_ubrn", textNumber),
		flagField("transport_required", func(e *event) *int32 { return &e.active }),
	},
	entitySlot: {
		codeField("dna_reason_code_id", func(e *event) *int32 { return &e.code }),
		sessionField("session_guid", func(e *event) *int32 { return &e.to }),
		dayField("appointment_date", func(e *event) *chis.Date { return &e.date }),
		timeField("appointment_start_time", func(e *event) *int32 { return &e.booking().start }),
		timeField("send_in_time", func(e *event) *int32 { return &e.booking().seen }),
		timeField("left_time", func(e *event) *int32 { return &e.booking().left }),
		flagField("did_not_attend", func(e *event) *int32 { return &e.done }),
		numberField("planned_duration_in_minutes", func(e *event) *int64 { return &e.booking().planned }),
		numberField("actual_duration_in_minutes", func(e *event) *int64 { return &e.booking().actual }),
		numberField("patient_wait_in_min", func(e *event) *int64 { return &e.booking().wait }),
		numberField("appointment_delay_in_min", func(e *event) *int64 { return &e.booking().delay }),
		dayField("booked_date", enteredOf),
		guidField("external_patient_guid", func(e *event) *chis.GUID { return &e.parent }),
		guidField("external_patient_organisation", func(e *event) *chis.GUID { return &e.consultation }),
		timeField("booked_time", func(e *event) *int32 { return &e.booking().at }),
		textField("slot_status", 0), textField("slot_type", 1), textField("booking_method", 2), textField("mode_of_contact", 3),
		textField("service_setting", 4), textField("national_slot_category_name", 5),
	},
	entityHistory: {
		dayField("history_date", enteredOf), timeField("history_time", timeOf), textField("status_description", textStatus),
		textField("patient_type", textType), dayField("date_deregistered", func(e *event) *chis.Date { return &e.end }), // of messages
	},
	entityPatientAudit: {
		guidField("item_guid", func(e *event) *chis.GUID { return &e.parent }),
		dayField("modified_date", enteredOf), timeField("modified_time", timeOf),
		userField("user_in_role_guid", func(e *event) *int32 { return &e.user }),
		textField("item_type", textTerm), textField("mode_type", textType),
	},
	entityRegistrationAudit: {
		dayField("modified_date", enteredOf), timeField("modified_time", timeOf),
		userField("user_in_role_guid", func(e *event) *int32 { return &e.user }),
		textField("mode_type", textType),
	},
	entityDrug: {
		drugField("code_id", func(e *event) *int32 { return &e.to }),
		userField("clinician_user_in_role_guid", func(e *event) *int32 { return &e.user }),
		dateField("effective_date", whenOf),
		dayField("entered_date", enteredOf),
		guidField("problem_observation_guid", problemOf),
	},
	entityIssue: {
		drugField("code_id", func(e *event) *int32 { return &e.to }),
		userField("clinician_user_in_role_guid", func(e *event) *int32 { return &e.user }),
		guidField("consultation_guid", func(e *event) *chis.GUID { return &e.consultation }),
		dateField("effective_date", whenOf),
		dayField("entered_date", enteredOf),
		guidField("problem_observation_guid", problemOf),
	},
}

func whenOf(e *event) (*chis.Date, *chis.Precision) { return &e.date, &e.precision }

func enteredOf(e *event) *chis.Date { return &e.entered }

func problemOf(e *event) *chis.GUID { return &e.problem }

func timeOf(e *event) *int32 { return &e.done }

// fieldKind says how a column is carried.
type fieldKind uint8

const (
	fieldCode         fieldKind = iota // place of its row in the dictionary, -1 for none
	fieldUser                          // place of a user, -1 for none
	fieldOrganisation                  // place of an organisation, -1 for none
	fieldSession                       // place of a session, -1 for none
	fieldDrug                          // place of a drug, -1 for none
	fieldGUID                          // as it is
	fieldDate                          // with the column beside it that says how precise it is
	fieldDay                           // a date known to the day
	fieldNumber                        // whole number
	fieldSmall                         // a time of day, or 1, 0 or -1 for neither, as staged
	fieldText
)

// field is a column of a staged row and where an event holds it.
type field struct {
	column string
	kind   fieldKind

	ref    func(*event) *int32 // a reference row, or a flag
	guid   func(*event) *chis.GUID
	date   func(*event) (*chis.Date, *chis.Precision)
	day    func(*event) *chis.Date
	number func(*event) *int64
	text   int
}

// precisionColumn is beside each date that may be partial.
const precisionColumn = "_precision"

func codeField(column string, to func(*event) *int32) field {
	return field{column: column, kind: fieldCode, ref: to}
}

func userField(column string, to func(*event) *int32) field {
	return field{column: column, kind: fieldUser, ref: to}
}

func organisationField(column string, to func(*event) *int32) field {
	return field{column: column, kind: fieldOrganisation, ref: to}
}

func sessionField(column string, to func(*event) *int32) field {
	return field{column: column, kind: fieldSession, ref: to}
}

func drugField(column string, to func(*event) *int32) field {
	return field{column: column, kind: fieldDrug, ref: to}
}

func timeField(column string, to func(*event) *int32) field { return flagField(column, to) }

func flagField(column string, to func(*event) *int32) field {
	return field{column: column, kind: fieldSmall, ref: to}
}

func guidField(column string, to func(*event) *chis.GUID) field {
	return field{column: column, kind: fieldGUID, guid: to}
}

func dateField(column string, to func(*event) (*chis.Date, *chis.Precision)) field {
	return field{column: column, kind: fieldDate, date: to}
}

func dayField(column string, to func(*event) *chis.Date) field {
	return field{column: column, kind: fieldDay, day: to}
}

func numberField(column string, to func(*event) *int64) field {
	return field{column: column, kind: fieldNumber, number: to}
}

func textField(column string, slot int) field {
	return field{column: column, kind: fieldText, text: slot}
}

// eventType is a file type bound to the columns that are read of it.
type eventType struct {
	entity
	fields []field

	columns      []string // of the second distribution: three keys, own key, confidential, fields
	at           []int    // place of each field in columns
	confidential int      // place in columns, -1 for a row that takes another's mark

	keys    []string // of the order of versions
	deleted int      // places in keys; -1 for none
	uses    []use

	status, statusDay int // places in keys, of states of a registration

	said, saidKeys []int // of a file type without a key: places of all that a row says, in columns and in keys
}

// itemOf is the key of a row among those of its file type and person. A row of a
// file type without a key is what it says: two that say the same are one.
func itemOf(b *table.Batch, said []int, i int) chis.GUID {
	if said == nil {
		return b.Vec[cellItem].GUID[i]
	}
	return digestRow(b, said, i)
}

// place is the place of a column in a list, which gets it where it has it not.
func place(list *[]string, name string) int {
	i := slices.Index(*list, name)
	if i < 0 {
		i = len(*list)
		*list = append(*list, name)
	}
	return i
}

// own are the columns of a file type beside those of the person and of order.
func own(m *mappings.Entity) (names []string) {
	for i, c := range m.Columns {
		if i != m.Organisation && i != m.Patient && i != m.ProcessingID {
			names = append(names, c.Name)
		}
	}
	return names
}

// use is a reference row that a standing row needs in the target.
type use struct {
	kind fieldKind
	at   int // place in eventType.keys
}

// maxUses is how many reference rows an event may name.
const maxUses = 4

// Places in both lists of columns.
const (
	cellRow = iota
	cellOrganisation
	cellPatient
	cellItem
	cellFirst       // of what differs by file type
	cellPID         = cellFirst
	cellObservation = cellFirst + 1 // of versions of observations: date, its precision, value
)

// bindEventTypes finds the columns of every file type of events.
func (t *run) bindEventTypes() {
	t.eventTypes = make([]eventType, entityPatient)
	for e := range entityPatient {
		t.eventTypes[e] = bindEventType(t.maps.Entity(entityNames[e]), e)
	}
}

func bindEventType(m *mappings.Entity, e entity) eventType {
	b := eventType{entity: e, fields: eventFields[e], confidential: -1, deleted: -1}
	begin := []string{"row_id", m.Columns[m.Organisation].Name, m.Columns[m.Patient].Name}
	if m.Item >= 0 {
		begin = append(begin, m.Columns[m.Item].Name)
	} else {
		begin = append(begin, own(m)[0])
	}
	b.columns = append(b.columns, begin...)
	b.keys = append(append(b.keys, begin...), m.Columns[m.ProcessingID].Name)
	if e == entityObservation {
		b.keys = append(b.keys, "effective_date", "effective_date"+precisionColumn, "value")
	}
	if m.Confidential >= 0 {
		b.confidential = len(b.columns)
		b.columns = append(b.columns, m.Columns[m.Confidential].Name)
	}
	if m.Deleted >= 0 {
		b.deleted = len(b.keys)
		b.keys = append(b.keys, m.Columns[m.Deleted].Name)
	}
	if m.Item < 0 {
		for _, name := range own(m) {
			b.said, b.saidKeys = append(b.said, place(&b.columns, name)), append(b.saidKeys, place(&b.keys, name))
		}
	}
	if e == entityHistory {
		b.status, b.statusDay = place(&b.keys, "status_description"), place(&b.keys, "history_date")
	}
	for _, f := range b.fields {
		b.at = append(b.at, place(&b.columns, f.column))
		switch f.kind {
		case fieldDate:
			b.columns = append(b.columns, f.column+precisionColumn)
		case fieldCode, fieldUser, fieldOrganisation, fieldSession, fieldDrug:
			b.uses = append(b.uses, use{f.kind, place(&b.keys, f.column)})
		}
	}
	return b
}

// named is the reference rows that a field of a kind names.
func (t *run) named(k fieldKind) *reference {
	switch k {
	case fieldCode:
		return t.codes
	case fieldOrganisation:
		return t.orgs
	case fieldSession:
		return t.sessions
	case fieldDrug:
		return t.drugs
	default:
		return t.users
	}
}
