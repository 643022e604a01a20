package reconcile

// Tables of the target that a rule here speaks of.
const (
	tableChild        = "child"
	tableName         = "child_name"
	tableAddress      = "child_address"
	tableContact      = "child_contact"
	tableIdentifier   = "child_identifier"
	tableRegistration = "registration"
	tableHistory      = "registration_history"
	tableCommissioner = "organisation_commissioner"
	tableAudit        = "audit"
	tableResidence    = "residence_status"
	tableRelated      = "related_person"
	tableTrace        = "trace_result"
	tableRestriction  = "restriction"
	tableBirth        = "birth"
	tableConsent      = "consent"
	tableDose         = "immunisation"
	tableContra       = "contraindication"
	tableAllergy      = "allergy"
	tableReview       = "review"
	tableScreening    = "screening_result"
	tableMeasurement  = "measurement"
	tableFeeding      = "feeding"
	tableLegal        = "legal_status"
	tableAlert        = "alert"
	tableNeed         = "need"
	tableAssessment   = "assessment"
	tableCareTeam     = "care_team"
	tableSchool       = "school"
	tableLetter       = "correspondence"
	tableDocument     = "document"
	tableDue          = "due_item"
	tableDueComputed  = "due_computed"
	tableProblem      = "problem"
	tableObservation  = "observation"
	tableAppointment  = "appointment"
	tableEncounter    = "encounter"
	tableReferral     = "referral"
	tableNote         = "record_note"
	tableCrosswalk    = "child_crosswalk"
	tableOrganisation = "organisation"
	tableLocation     = "location"
	tableCode         = "clinical_code"
)

// Kinds of code that a rule here speaks of.
const (
	kindGiven       = "given"
	kindNotDone     = "not_done"
	kindNotBrought  = "did_not_attend"
	kindHistory     = "history"
	kindRefused     = "refused"
	kindConsent     = "consent_given"
	kindContra      = "contraindicated"
	kindDissent     = "dissent"
	kindScreening   = "screening"
	kindLegal       = "legal_status"
	kindAlert       = "alert"
	kindMeasurement = "measurement"
	kindAssessment  = "assessment"
	kindBirthOrder  = "birth_order"
	kindNumberBorn  = "number_born"
	kindGestation   = "gestation"
	kindBirthWeight = "birth_weight"
	kindStillbirth  = "stillbirth"
	kindDeath       = "death"
	kindProtection  = "protection"
)

// subjectImmunisation is what a consent without another subject is about.
const subjectImmunisation = "immunisation"

// Rules of dispositions.
const (
	ruleRepeat     = "repeat"
	ruleSameEvent  = "same-event"
	ruleComponent  = "component"
	ruleBirthFact  = "birth-fact"
	rulePrescribed = "prescribed"
	ruleAgreement  = "agreement"
	ruleOlder      = "older-version"
	ruleWithdrawn  = "withdrawn"
	ruleDelete     = "delete-row"
	ruleCategory   = "out-of-scope-category"
	ruleDisabled   = "disabled-agreement"
	ruleUnused     = "unused-reference"
	ruleEmptySlot  = "empty-slot"
)

// nullID stands where a break has no target row.
const nullID = -1 << 63
