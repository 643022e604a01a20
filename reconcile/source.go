package reconcile

import (
	"bytes"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/spill"
	"lollipop/internal/table"
)

// entity numbers the kinds of row that belong to a person record.
type entity uint8

const (
	entityPatient entity = iota
	entityObservation
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
	entityCount
)

var entityNames = [entityCount]string{"patient", "observation", "diary", "problem", "consultation", "observation_referral", "slot", "drug_record", "issue_record", "patient_history", "patient_audit", "registration_audit"}

// sourceRow is one staged row of a person record: an event, or a version of the
// patient row. Texts share the memory of the partition.
type sourceRow struct {
	order
	child           int64
	person          int32
	entity          entity
	deleted         bool
	confidential    bool
	standing        bool
	wasConfidential bool // of a standing row: any version of it
	became          became
	fate            *fate
	links           []rawLink

	item, parent, user chis.GUID
	consultation       chis.GUID
	document           chis.GUID        // of an observation
	problem            chis.GUID        // that the row belongs to, or is a part of
	relationship       string           // of a problem to the one that it is a part of
	target             chis.GUID        // of a referral: organisation
	slot               chis.GUID        // of a consultation: its appointment
	session            chis.GUID        // of a slot
	drug               int64            // of a prescription: code id of the drug dictionary
	booked             *booking         // of a slot
	code               int64            // noCode for none
	when               chis.PartialDate // of a problem, the last review
	entered            chis.Date
	end                chis.PartialDate // of a problem
	duration           int64            // of a problem
	active, complete   bool             // of a diary entry
	flag               int64            // of a consultation: complete; of a referral: transport; of a slot: did not attend; -1 unknown
	text               [5][]byte
	more               [4]string  // what only 8.x says of an observation
	qualifiers         *qualified // what they say, once somebody asked
	meaning            *meaning   // of the code, once somebody asked
	known              bool
	abnormal           int64 // 1, 0, or -1 where it does not say
	patient            *patientFields
}

// booking is what a slot says beyond its key, its day and its session.
type booking struct {
	external [2]chis.GUID // a patient of another organisation, and that
	times    [4]int64     // start, seen, left, booked
	minutes  [4]int64     // planned, actual, wait, delay
	texts    [6][]byte
}

// says reports that two bookings say the same.
func (b *booking) says(o *booking) bool {
	return b.external == o.external && b.times == o.times && b.minutes == o.minutes &&
		slices.EqualFunc(b.texts[:], o.texts[:], bytes.Equal)
}

// The texts of an event, by entity.
const (
	textValue = 0 // observation
	textUnit  = 1
	textLow   = 2
	textHigh  = 3

	textTerm     = 0 // diary
	textDuration = 1
	textLocation = 2
	textReminder = 3

	textStatus       = 0 // problem
	textSignificance = 1

	textItem = 0 // audit
	textDone = 1 // both audits

	textSource = 0 // consultation
	textType   = 1

	textUrgency = 0 // referral
	textService = 1
	textMode    = 2
	textUBRN    = 3

	textNote = 4 // of those that have one
)

// What only 8.x says of an observation.
const (
	moreOperator = iota
	moreReason
	moreEpisode
	moreQualifiers

	moreRemindBy = 0 // diary, of messages
)

// patientFields is what a patient row says beyond its key.
type patientFields struct {
	number, sex, kind                                         string
	title, given, middle, surname                             string
	house, street, village, town, county, postcode, institute string
	carer, relation                                           string
	home, mobile, email, comments                             string
	formerNames, calling, formerNumber, ethnicGroup           string
	externalGP, externalOrganisation                          string
	patientNumber                                             int64
	guid, usualGP, externalDoctor                             chis.GUID
	born, died, registered, deactivated                       chis.Date
	sensitive, dead                                           bool
}

// rawLink is a row of the lineage: a target row that a source row made or
// contributed to.
type rawLink struct {
	id      int64
	table   uint8
	primary bool
}

// Every list of columns begins with the same four, and "deleted" where the file
// type has it.
var sourceColumns = [entityCount][]string{
	entityPatient: {
		"row_id", "organisation_guid", "patient_guid", "processing_id", "deleted",
		"is_confidential", "spine_sensitive", "dead", "patient_number", "person_guid", "usual_gp_user_in_role_guid",
		"date_of_birth", "date_of_death", "date_of_registration", "date_of_deactivation",
		"nhs_number", "sex", "patient_type_description", "title", "given_name", "middle_names", "surname",
		"house_name_flat_number", "number_and_street", "village", "town", "county", "postcode", "residential_institute_code",
		"carer_name", "carer_relation", "home_phone", "mobile_phone", "email_address", "contact_comments",
		"previous_names", "calling_name", "old_nhs_number", "ethnic_code",
		"external_usual_gp", "external_usual_gp_organisation", "external_usual_gp_guid",
	},
	entityObservation: {
		"row_id", "organisation_guid", "patient_guid", "processing_id", "deleted",
		"is_confidential", "observation_guid", "parent_observation_guid", "clinician_user_in_role_guid", "code_id",
		"consultation_guid", "effective_date", "effective_date_precision", "entered_date",
		"value", "numeric_unit", "numeric_range_low", "numeric_range_high", "associated_text",
		"numeric_operator", "abnormal", "abnormal_reason", "episode", "qualifiers", "document_guid", "problem_guid",
	},
	entityDiary: {
		"row_id", "organisation_guid", "patient_guid", "processing_id", "deleted",
		"is_confidential", "diary_guid", "clinician_user_in_role_guid", "code_id", "consultation_guid",
		"effective_date", "effective_date_precision", "entered_date",
		"original_term", "duration_term", "location_type_description", "associated_text", "reminder", "reminder_type", "is_active", "is_complete",
	},
	entityProblem: {
		"row_id", "organisation_guid", "patient_guid", "processing_id", "deleted",
		"observation_guid", "last_review_user_in_role_guid", "last_review_date", "last_review_date_precision",
		"end_date", "end_date_precision", "expected_duration",
		"problem_status_description", "significance_description", "comment", "parent_problem_observation_guid", "parent_problem_relationship",
	},
	entityConsultation: {
		"row_id", "organisation_guid", "patient_guid", "processing_id", "deleted",
		"is_confidential", "consultation_guid", "clinician_user_in_role_guid", "consultation_source_code_id",
		"effective_date", "effective_date_precision", "entered_date",
		"consultation_source_term", "consultation_type", "complete", "appointment_slot_guid",
	},
	entityReferral: {
		"row_id", "organisation_guid", "patient_guid", "processing_id",
		"observation_guid", "referral_target_organisation_guid",
		"referral_urgency", "referral_service_type", "referral_mode", "referral_ubrn", "transport_required",
	},
	entitySlot: {
		"row_id", "organisation_guid", "patient_guid", "processing_id", "deleted",
		"slot_guid", "session_guid", "dna_reason_code_id", "appointment_date", "did_not_attend", "booked_date",
		"appointment_start_time", "send_in_time", "left_time", "booked_time",
		"planned_duration_in_minutes", "actual_duration_in_minutes", "patient_wait_in_min", "appointment_delay_in_min",
		"slot_status", "slot_type", "booking_method", "mode_of_contact", "service_setting", "national_slot_category_name",
		"external_patient_guid", "external_patient_organisation",
	},
	entityHistory: {
		"row_id", "organisation_guid", "patient_guid", "processing_id", "history_date", "history_time", "status_description", "date_deregistered", "patient_type",
	},
	entityPatientAudit: {
		"row_id", "organisation_guid", "patient_guid", "processing_id",
		"item_guid", "user_in_role_guid", "modified_date", "modified_time", "item_type", "mode_type",
	},
	entityRegistrationAudit: {
		"row_id", "organisation_guid", "patient_guid", "processing_id", "user_in_role_guid", "modified_date", "modified_time", "mode_type",
	},
	entityDrug: {
		"row_id", "organisation_guid", "patient_guid", "processing_id", "deleted",
		"is_confidential", "drug_record_guid", "clinician_user_in_role_guid", "code_id",
		"effective_date", "effective_date_precision", "entered_date", "problem_observation_guid",
	},
	entityIssue: {
		"row_id", "organisation_guid", "patient_guid", "processing_id", "deleted",
		"is_confidential", "issue_record_guid", "clinician_user_in_role_guid", "code_id",
		"effective_date", "effective_date_precision", "entered_date", "problem_observation_guid", "consultation_guid",
	},
}

// noCode is the code of a row that has none.
const noCode = table.NullInt64

// deletedCell is the place of "deleted" in a list of columns that has it.
const deletedCell = 4

// isDelete reports that row i withdraws what its key names.
func isDelete(e entity, b *table.Batch, i int) bool {
	return sourceColumns[e][deletedCell] == "deleted" && b.Vec[deletedCell].I32[i] == 1
}

func (p *patientFields) texts() []*string {
	return []*string{
		&p.number, &p.sex, &p.kind, &p.title, &p.given, &p.middle, &p.surname,
		&p.house, &p.street, &p.village, &p.town, &p.county, &p.postcode, &p.institute,
		&p.carer, &p.relation, &p.home, &p.mobile, &p.email, &p.comments, &p.formerNames, &p.calling, &p.formerNumber, &p.ethnicGroup, &p.externalGP, &p.externalOrganisation,
	}
}

// became is what the steps before say of a staged row.
type became struct {
	fate uint8 // its number in the fate book
	slot slotState
}

func (r *run) became(e entity, row int64) became {
	b := became{fate: r.fateNumber(row)}
	if e == entitySlot {
		b.slot = r.slots[row]
	}
	return b
}

// encodeSource appends a staged row with its lineage.
func encodeSource(dst []byte, e entity, person int32, is became, links []rawLink, b *table.Batch, i int) []byte {
	v := b.Vec
	dst = spill.PutByte(dst, recordSource)
	dst = spill.PutByte(dst, byte(e))
	dst = spill.PutUvarint(dst, uint64(person))
	dst = spill.PutUvarint(dst, uint64(v[0].I64[i]))
	dst = spill.PutVarint(dst, v[3].I64[i])
	dst = spill.PutBool(dst, isDelete(e, b, i))
	dst = spill.PutByte(spill.PutByte(dst, is.fate), byte(is.slot))
	dst = spill.PutUvarint(dst, uint64(len(links)))
	for _, l := range links {
		dst = spill.PutByte(dst, l.table)
		dst = spill.PutBool(dst, l.primary)
		dst = spill.PutVarint(dst, l.id)
	}
	for c := deletedCell; c < len(v); c++ {
		switch {
		case sourceColumns[e][c] == "deleted":
		case v[c].I64 != nil:
			dst = spill.PutVarint(dst, v[c].I64[i])
		case v[c].I32 != nil:
			dst = spill.PutVarint(dst, int64(v[c].I32[i]))
		case v[c].GUID != nil:
			dst = putGUID(dst, v[c].GUID[i])
		default:
			dst = spill.PutBytes(dst, v[c].Text.At(i))
		}
	}
	return dst
}

// putGUID keeps the many empty ones in one byte.
func putGUID(dst []byte, g [16]byte) []byte {
	if g == ([16]byte{}) {
		return spill.PutBool(dst, false)
	}
	return spill.PutGUID(spill.PutBool(dst, true), g)
}

func getGUID(c *spill.Cursor) (g chis.GUID) {
	if c.Bool() {
		g = c.GUID()
	}
	return g
}

// decodeSource reads what encodeSource wrote; links are appended to arena.
func decodeSource(c *spill.Cursor, s *sourceRow, arena []rawLink) ([]rawLink, error) {
	s.entity, s.person, s.row = entity(c.Byte()), int32(c.Uvarint()), int64(c.Uvarint())
	s.pid, s.deleted, s.code, s.drug = c.Varint(), c.Bool(), noCode, noCode
	s.became = became{c.Byte(), slotState(c.Byte())}
	from := len(arena)
	for n := c.Uvarint(); n > 0 && c.Err() == nil; n-- {
		l := rawLink{table: c.Byte()}
		l.primary, l.id = c.Bool(), c.Varint()
		arena = append(arena, l)
	}
	s.links = arena[from:len(arena):len(arena)]
	if s.entity < entityCount { // Done says so where a damaged record names another
		decodeContent[s.entity](c, s)
	}
	return arena, c.Done()
}

// decodeContent reads what a row of each file type says, in the order of
// sourceColumns.
var decodeContent = [entityCount]func(*spill.Cursor, *sourceRow){
	entityPatient:           decodePatient,
	entityObservation:       decodeObservation,
	entityDiary:             decodeDiary,
	entityProblem:           decodeProblem,
	entityConsultation:      decodeConsultation,
	entityReferral:          decodeReferral,
	entitySlot:              decodeSlot,
	entityHistory:           decodeHistory,
	entityPatientAudit:      decodePatientAudit,
	entityRegistrationAudit: decodeRegistrationAudit,
	entityDrug:              decodePrescription,
	entityIssue:             decodePrescription,
}

func decodeObservation(c *spill.Cursor, s *sourceRow) {
	s.confidential = c.Varint() == 1
	s.item, s.parent, s.user, s.code, s.consultation = getGUID(c), getGUID(c), getGUID(c), c.Varint(), getGUID(c)
	s.when, s.entered = getDate(c), chis.Date(c.Varint())
	for i := range s.text {
		s.text[i] = c.Bytes()
	}
	s.more[moreOperator], s.abnormal = c.String(), c.Varint()
	for _, i := range [...]int{moreReason, moreEpisode, moreQualifiers} {
		s.more[i] = c.String()
	}
	s.document, s.problem = getGUID(c), getGUID(c)
}

func decodeDiary(c *spill.Cursor, s *sourceRow) {
	s.confidential = c.Varint() == 1
	s.item, s.user, s.code, s.consultation = getGUID(c), getGUID(c), c.Varint(), getGUID(c)
	s.when, s.entered = getDate(c), chis.Date(c.Varint())
	for _, i := range [...]int{textTerm, textDuration, textLocation, textNote, textReminder} {
		s.text[i] = c.Bytes()
	}
	s.more[moreRemindBy] = c.String()
	s.active, s.complete = c.Varint() == 1, c.Varint() == 1
}

func decodeProblem(c *spill.Cursor, s *sourceRow) {
	s.item, s.user, s.when, s.end = getGUID(c), getGUID(c), getDate(c), getDate(c)
	s.duration = c.Varint()
	for _, i := range [...]int{textStatus, textSignificance, textNote} {
		s.text[i] = c.Bytes()
	}
	s.problem, s.relationship = getGUID(c), c.String()
}

func decodeConsultation(c *spill.Cursor, s *sourceRow) {
	s.confidential = c.Varint() == 1
	s.item, s.user, s.code = getGUID(c), getGUID(c), c.Varint()
	s.when, s.entered = getDate(c), chis.Date(c.Varint())
	s.text[textSource], s.text[textType], s.flag, s.slot = c.Bytes(), c.Bytes(), c.Varint(), getGUID(c)
}

func decodeReferral(c *spill.Cursor, s *sourceRow) {
	s.item, s.target = getGUID(c), getGUID(c)
	for _, i := range [...]int{textUrgency, textService, textMode, textUBRN} {
		s.text[i] = c.Bytes()
	}
	s.flag = c.Varint()
}

func decodeSlot(c *spill.Cursor, s *sourceRow) {
	s.item, s.session, s.code = getGUID(c), getGUID(c), c.Varint()
	s.when.Date, s.flag, s.entered = chis.Date(c.Varint()), c.Varint(), chis.Date(c.Varint())
	b := &booking{}
	s.booked = b
	for _, list := range [...]*[4]int64{&b.times, &b.minutes} {
		for i := range list {
			list[i] = c.Varint()
		}
	}
	for i := range b.texts {
		b.texts[i] = c.Bytes()
	}
	b.external = [2]chis.GUID{getGUID(c), getGUID(c)}
}

func decodeHistory(c *spill.Cursor, s *sourceRow) {
	s.entered, s.flag, s.text[textStatus] = chis.Date(c.Varint()), c.Varint(), c.Bytes()
	s.end.Date, s.text[textType] = chis.Date(c.Varint()), c.Bytes()
	s.item = s.said()
}

func decodePatientAudit(c *spill.Cursor, s *sourceRow) {
	s.parent, s.user = getGUID(c), getGUID(c)
	s.entered, s.flag, s.text[textItem], s.text[textDone] = chis.Date(c.Varint()), c.Varint(), c.Bytes(), c.Bytes()
	s.item = s.said()
}

func decodeRegistrationAudit(c *spill.Cursor, s *sourceRow) {
	s.user = getGUID(c)
	s.entered, s.flag, s.text[textDone] = chis.Date(c.Varint()), c.Varint(), c.Bytes()
	s.item = s.said()
}

func decodePrescription(c *spill.Cursor, s *sourceRow) {
	s.confidential = c.Varint() == 1
	s.item, s.user, s.drug = getGUID(c), getGUID(c), c.Varint()
	s.when, s.entered = getDate(c), chis.Date(c.Varint())
	s.problem = getGUID(c)
	if s.entity == entityIssue {
		s.consultation = getGUID(c)
	}
}

// getDate reads a date and the word that says how precise it is. Without a word
// that can be read, a date is known to the day.
func getDate(c *spill.Cursor) chis.PartialDate {
	d := chis.Date(c.Varint())
	p, ok := chis.ParsePrecision(c.Bytes())
	if !ok {
		p = chis.PrecisionDay
	}
	return chis.MakePartialDate(d, p)
}

func decodePatient(c *spill.Cursor, s *sourceRow) {
	p := &patientFields{}
	s.confidential, p.sensitive, p.dead = c.Varint() == 1, c.Varint() == 1, c.Varint() == 1
	p.patientNumber, p.guid, p.usualGP = c.Varint(), getGUID(c), getGUID(c)
	for _, d := range []*chis.Date{&p.born, &p.died, &p.registered, &p.deactivated} {
		*d = chis.Date(c.Varint())
	}
	for _, t := range p.texts() {
		*t = c.String()
	}
	p.externalDoctor = getGUID(c)
	s.patient = p
}

// says reports that two versions of a row say the same in everything that the
// target takes from them.
func (s *sourceRow) says(o *sourceRow) bool {
	if s.confidential != o.confidential || s.parent != o.parent || s.user != o.user || s.code != o.code ||
		s.when != o.when || s.entered != o.entered || s.end != o.end || s.duration != o.duration ||
		s.active != o.active || s.complete != o.complete || s.flag != o.flag ||
		s.consultation != o.consultation || s.target != o.target || s.slot != o.slot ||
		s.document != o.document || s.problem != o.problem || s.relationship != o.relationship || s.drug != o.drug || s.session != o.session ||
		s.more != o.more || s.abnormal != o.abnormal {
		return false
	}
	for i := range s.text {
		if string(s.text[i]) != string(o.text[i]) {
			return false
		}
	}
	if s.booked != nil && !s.booked.says(o.booked) {
		return false
	}
	return s.patient == nil || *s.patient == *o.patient
}

// prescribes reports a prescription.
func (s *sourceRow) prescribes() bool { return s.entity == entityDrug || s.entity == entityIssue }

// full is the date of a row where the day is known, none otherwise.
func (s *sourceRow) full() chis.Date {
	if s.when.Full() {
		return s.when.Date
	}
	return 0
}
