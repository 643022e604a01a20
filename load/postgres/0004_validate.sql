-- The foreign keys held against the rows: locks no other table, so that many can run at once.

-- section lollipop_candidate.location
ALTER TABLE lollipop_candidate.location
	VALIDATE CONSTRAINT location_parent_id_fkey;

-- section lollipop_candidate.organisation
ALTER TABLE lollipop_candidate.organisation
	VALIDATE CONSTRAINT organisation_parent_id_fkey,
	VALIDATE CONSTRAINT organisation_commissioner_id_fkey,
	VALIDATE CONSTRAINT organisation_main_location_id_fkey;

-- section lollipop_candidate.organisation_commissioner
ALTER TABLE lollipop_candidate.organisation_commissioner
	VALIDATE CONSTRAINT organisation_commissioner_organisation_id_fkey,
	VALIDATE CONSTRAINT organisation_commissioner_commissioner_id_fkey;

-- section lollipop_candidate.practitioner
ALTER TABLE lollipop_candidate.practitioner
	VALIDATE CONSTRAINT practitioner_organisation_id_fkey;

-- section lollipop_candidate.organisation_location
ALTER TABLE lollipop_candidate.organisation_location
	VALIDATE CONSTRAINT organisation_location_organisation_id_fkey,
	VALIDATE CONSTRAINT organisation_location_location_id_fkey;

-- section lollipop_candidate.session
ALTER TABLE lollipop_candidate.session
	VALIDATE CONSTRAINT session_organisation_id_fkey,
	VALIDATE CONSTRAINT session_location_id_fkey;

-- section lollipop_candidate.session_practitioner
ALTER TABLE lollipop_candidate.session_practitioner
	VALIDATE CONSTRAINT session_practitioner_session_id_fkey,
	VALIDATE CONSTRAINT session_practitioner_practitioner_id_fkey;

-- section lollipop_candidate.child_name
ALTER TABLE lollipop_candidate.child_name
	VALIDATE CONSTRAINT child_name_child_id_fkey;

-- section lollipop_candidate.child_address
ALTER TABLE lollipop_candidate.child_address
	VALIDATE CONSTRAINT child_address_child_id_fkey;

-- section lollipop_candidate.child_contact
ALTER TABLE lollipop_candidate.child_contact
	VALIDATE CONSTRAINT child_contact_child_id_fkey;

-- section lollipop_candidate.child_identifier
ALTER TABLE lollipop_candidate.child_identifier
	VALIDATE CONSTRAINT child_identifier_child_id_fkey;

-- section lollipop_candidate.registration
ALTER TABLE lollipop_candidate.registration
	VALIDATE CONSTRAINT registration_child_id_fkey,
	VALIDATE CONSTRAINT registration_organisation_id_fkey,
	VALIDATE CONSTRAINT registration_usual_gp_id_fkey;

-- section lollipop_candidate_restricted.registration
ALTER TABLE lollipop_candidate_restricted.registration
	VALIDATE CONSTRAINT registration_organisation_id_fkey,
	VALIDATE CONSTRAINT registration_usual_gp_id_fkey;

-- section lollipop_candidate.registration_history
ALTER TABLE lollipop_candidate.registration_history
	VALIDATE CONSTRAINT registration_history_child_id_fkey,
	VALIDATE CONSTRAINT registration_history_organisation_id_fkey;

-- section lollipop_candidate_restricted.registration_history
ALTER TABLE lollipop_candidate_restricted.registration_history
	VALIDATE CONSTRAINT registration_history_organisation_id_fkey;

-- section lollipop_candidate.residence_status
ALTER TABLE lollipop_candidate.residence_status
	VALIDATE CONSTRAINT residence_status_child_id_fkey;

-- section lollipop_candidate.related_person
ALTER TABLE lollipop_candidate.related_person
	VALIDATE CONSTRAINT related_person_child_id_fkey;

-- section lollipop_candidate.trace_result
ALTER TABLE lollipop_candidate.trace_result
	VALIDATE CONSTRAINT trace_result_child_id_fkey;

-- section lollipop_candidate.restriction
ALTER TABLE lollipop_candidate.restriction
	VALIDATE CONSTRAINT restriction_child_id_fkey;

-- section lollipop_candidate.birth
ALTER TABLE lollipop_candidate.birth
	VALIDATE CONSTRAINT birth_child_id_fkey;

-- section lollipop_candidate.appointment
ALTER TABLE lollipop_candidate.appointment
	VALIDATE CONSTRAINT appointment_child_id_fkey,
	VALIDATE CONSTRAINT appointment_code_id_fkey,
	VALIDATE CONSTRAINT appointment_organisation_id_fkey,
	VALIDATE CONSTRAINT appointment_session_id_fkey;

-- section lollipop_candidate_restricted.appointment
ALTER TABLE lollipop_candidate_restricted.appointment
	VALIDATE CONSTRAINT appointment_code_id_fkey,
	VALIDATE CONSTRAINT appointment_organisation_id_fkey,
	VALIDATE CONSTRAINT appointment_session_id_fkey;

-- section lollipop_candidate.encounter
ALTER TABLE lollipop_candidate.encounter
	VALIDATE CONSTRAINT encounter_child_id_fkey,
	VALIDATE CONSTRAINT encounter_code_id_fkey,
	VALIDATE CONSTRAINT encounter_appointment_id_fkey,
	VALIDATE CONSTRAINT encounter_organisation_id_fkey,
	VALIDATE CONSTRAINT encounter_practitioner_id_fkey;

-- section lollipop_candidate_restricted.encounter
ALTER TABLE lollipop_candidate_restricted.encounter
	VALIDATE CONSTRAINT encounter_code_id_fkey,
	VALIDATE CONSTRAINT encounter_organisation_id_fkey,
	VALIDATE CONSTRAINT encounter_practitioner_id_fkey;

-- section lollipop_candidate.consent
ALTER TABLE lollipop_candidate.consent
	VALIDATE CONSTRAINT consent_child_id_fkey,
	VALIDATE CONSTRAINT consent_code_id_fkey,
	VALIDATE CONSTRAINT consent_organisation_id_fkey,
	VALIDATE CONSTRAINT consent_practitioner_id_fkey,
	VALIDATE CONSTRAINT consent_encounter_id_fkey;

-- section lollipop_candidate_restricted.consent
ALTER TABLE lollipop_candidate_restricted.consent
	VALIDATE CONSTRAINT consent_code_id_fkey,
	VALIDATE CONSTRAINT consent_organisation_id_fkey,
	VALIDATE CONSTRAINT consent_practitioner_id_fkey;

-- section lollipop_candidate.immunisation
ALTER TABLE lollipop_candidate.immunisation
	VALIDATE CONSTRAINT immunisation_child_id_fkey,
	VALIDATE CONSTRAINT immunisation_duplicate_of_fkey,
	VALIDATE CONSTRAINT immunisation_product_id_fkey,
	VALIDATE CONSTRAINT immunisation_code_id_fkey,
	VALIDATE CONSTRAINT immunisation_organisation_id_fkey,
	VALIDATE CONSTRAINT immunisation_practitioner_id_fkey,
	VALIDATE CONSTRAINT immunisation_encounter_id_fkey;

-- section lollipop_candidate_restricted.immunisation
ALTER TABLE lollipop_candidate_restricted.immunisation
	VALIDATE CONSTRAINT immunisation_product_id_fkey,
	VALIDATE CONSTRAINT immunisation_code_id_fkey,
	VALIDATE CONSTRAINT immunisation_organisation_id_fkey,
	VALIDATE CONSTRAINT immunisation_practitioner_id_fkey;

-- section lollipop_candidate.contraindication
ALTER TABLE lollipop_candidate.contraindication
	VALIDATE CONSTRAINT contraindication_child_id_fkey,
	VALIDATE CONSTRAINT contraindication_code_id_fkey,
	VALIDATE CONSTRAINT contraindication_organisation_id_fkey,
	VALIDATE CONSTRAINT contraindication_practitioner_id_fkey,
	VALIDATE CONSTRAINT contraindication_encounter_id_fkey;

-- section lollipop_candidate_restricted.contraindication
ALTER TABLE lollipop_candidate_restricted.contraindication
	VALIDATE CONSTRAINT contraindication_code_id_fkey,
	VALIDATE CONSTRAINT contraindication_organisation_id_fkey,
	VALIDATE CONSTRAINT contraindication_practitioner_id_fkey;

-- section lollipop_candidate.allergy
ALTER TABLE lollipop_candidate.allergy
	VALIDATE CONSTRAINT allergy_child_id_fkey,
	VALIDATE CONSTRAINT allergy_code_id_fkey,
	VALIDATE CONSTRAINT allergy_organisation_id_fkey,
	VALIDATE CONSTRAINT allergy_practitioner_id_fkey,
	VALIDATE CONSTRAINT allergy_encounter_id_fkey;

-- section lollipop_candidate_restricted.allergy
ALTER TABLE lollipop_candidate_restricted.allergy
	VALIDATE CONSTRAINT allergy_code_id_fkey,
	VALIDATE CONSTRAINT allergy_organisation_id_fkey,
	VALIDATE CONSTRAINT allergy_practitioner_id_fkey;

-- section lollipop_candidate.review
ALTER TABLE lollipop_candidate.review
	VALIDATE CONSTRAINT review_child_id_fkey,
	VALIDATE CONSTRAINT review_code_id_fkey,
	VALIDATE CONSTRAINT review_organisation_id_fkey,
	VALIDATE CONSTRAINT review_practitioner_id_fkey,
	VALIDATE CONSTRAINT review_encounter_id_fkey;

-- section lollipop_candidate_restricted.review
ALTER TABLE lollipop_candidate_restricted.review
	VALIDATE CONSTRAINT review_code_id_fkey,
	VALIDATE CONSTRAINT review_organisation_id_fkey,
	VALIDATE CONSTRAINT review_practitioner_id_fkey;

-- section lollipop_candidate.screening_result
ALTER TABLE lollipop_candidate.screening_result
	VALIDATE CONSTRAINT screening_result_child_id_fkey,
	VALIDATE CONSTRAINT screening_result_code_id_fkey,
	VALIDATE CONSTRAINT screening_result_organisation_id_fkey,
	VALIDATE CONSTRAINT screening_result_practitioner_id_fkey,
	VALIDATE CONSTRAINT screening_result_encounter_id_fkey;

-- section lollipop_candidate_restricted.screening_result
ALTER TABLE lollipop_candidate_restricted.screening_result
	VALIDATE CONSTRAINT screening_result_code_id_fkey,
	VALIDATE CONSTRAINT screening_result_organisation_id_fkey,
	VALIDATE CONSTRAINT screening_result_practitioner_id_fkey;

-- section lollipop_candidate.measurement
ALTER TABLE lollipop_candidate.measurement
	VALIDATE CONSTRAINT measurement_child_id_fkey,
	VALIDATE CONSTRAINT measurement_code_id_fkey,
	VALIDATE CONSTRAINT measurement_organisation_id_fkey,
	VALIDATE CONSTRAINT measurement_practitioner_id_fkey,
	VALIDATE CONSTRAINT measurement_encounter_id_fkey;

-- section lollipop_candidate_restricted.measurement
ALTER TABLE lollipop_candidate_restricted.measurement
	VALIDATE CONSTRAINT measurement_code_id_fkey,
	VALIDATE CONSTRAINT measurement_organisation_id_fkey,
	VALIDATE CONSTRAINT measurement_practitioner_id_fkey;

-- section lollipop_candidate.assessment
ALTER TABLE lollipop_candidate.assessment
	VALIDATE CONSTRAINT assessment_child_id_fkey,
	VALIDATE CONSTRAINT assessment_code_id_fkey,
	VALIDATE CONSTRAINT assessment_organisation_id_fkey,
	VALIDATE CONSTRAINT assessment_practitioner_id_fkey,
	VALIDATE CONSTRAINT assessment_encounter_id_fkey;

-- section lollipop_candidate_restricted.assessment
ALTER TABLE lollipop_candidate_restricted.assessment
	VALIDATE CONSTRAINT assessment_code_id_fkey,
	VALIDATE CONSTRAINT assessment_organisation_id_fkey,
	VALIDATE CONSTRAINT assessment_practitioner_id_fkey;

-- section lollipop_candidate.feeding
ALTER TABLE lollipop_candidate.feeding
	VALIDATE CONSTRAINT feeding_child_id_fkey,
	VALIDATE CONSTRAINT feeding_code_id_fkey,
	VALIDATE CONSTRAINT feeding_organisation_id_fkey,
	VALIDATE CONSTRAINT feeding_practitioner_id_fkey,
	VALIDATE CONSTRAINT feeding_encounter_id_fkey;

-- section lollipop_candidate_restricted.feeding
ALTER TABLE lollipop_candidate_restricted.feeding
	VALIDATE CONSTRAINT feeding_code_id_fkey,
	VALIDATE CONSTRAINT feeding_organisation_id_fkey,
	VALIDATE CONSTRAINT feeding_practitioner_id_fkey;

-- section lollipop_candidate.legal_status
ALTER TABLE lollipop_candidate.legal_status
	VALIDATE CONSTRAINT legal_status_child_id_fkey,
	VALIDATE CONSTRAINT legal_status_code_id_fkey,
	VALIDATE CONSTRAINT legal_status_organisation_id_fkey,
	VALIDATE CONSTRAINT legal_status_practitioner_id_fkey,
	VALIDATE CONSTRAINT legal_status_encounter_id_fkey;

-- section lollipop_candidate_restricted.legal_status
ALTER TABLE lollipop_candidate_restricted.legal_status
	VALIDATE CONSTRAINT legal_status_code_id_fkey,
	VALIDATE CONSTRAINT legal_status_organisation_id_fkey,
	VALIDATE CONSTRAINT legal_status_practitioner_id_fkey;

-- section lollipop_candidate.alert
ALTER TABLE lollipop_candidate.alert
	VALIDATE CONSTRAINT alert_child_id_fkey,
	VALIDATE CONSTRAINT alert_code_id_fkey,
	VALIDATE CONSTRAINT alert_organisation_id_fkey,
	VALIDATE CONSTRAINT alert_practitioner_id_fkey,
	VALIDATE CONSTRAINT alert_encounter_id_fkey;

-- section lollipop_candidate_restricted.alert
ALTER TABLE lollipop_candidate_restricted.alert
	VALIDATE CONSTRAINT alert_code_id_fkey,
	VALIDATE CONSTRAINT alert_organisation_id_fkey,
	VALIDATE CONSTRAINT alert_practitioner_id_fkey;

-- section lollipop_candidate.need
ALTER TABLE lollipop_candidate.need
	VALIDATE CONSTRAINT need_child_id_fkey,
	VALIDATE CONSTRAINT need_code_id_fkey,
	VALIDATE CONSTRAINT need_organisation_id_fkey,
	VALIDATE CONSTRAINT need_practitioner_id_fkey,
	VALIDATE CONSTRAINT need_encounter_id_fkey;

-- section lollipop_candidate_restricted.need
ALTER TABLE lollipop_candidate_restricted.need
	VALIDATE CONSTRAINT need_code_id_fkey,
	VALIDATE CONSTRAINT need_organisation_id_fkey,
	VALIDATE CONSTRAINT need_practitioner_id_fkey;

-- section lollipop_candidate.care_team
ALTER TABLE lollipop_candidate.care_team
	VALIDATE CONSTRAINT care_team_child_id_fkey,
	VALIDATE CONSTRAINT care_team_code_id_fkey,
	VALIDATE CONSTRAINT care_team_organisation_id_fkey,
	VALIDATE CONSTRAINT care_team_practitioner_id_fkey,
	VALIDATE CONSTRAINT care_team_encounter_id_fkey;

-- section lollipop_candidate_restricted.care_team
ALTER TABLE lollipop_candidate_restricted.care_team
	VALIDATE CONSTRAINT care_team_code_id_fkey,
	VALIDATE CONSTRAINT care_team_organisation_id_fkey,
	VALIDATE CONSTRAINT care_team_practitioner_id_fkey;

-- section lollipop_candidate.school
ALTER TABLE lollipop_candidate.school
	VALIDATE CONSTRAINT school_child_id_fkey,
	VALIDATE CONSTRAINT school_code_id_fkey,
	VALIDATE CONSTRAINT school_organisation_id_fkey,
	VALIDATE CONSTRAINT school_practitioner_id_fkey,
	VALIDATE CONSTRAINT school_encounter_id_fkey;

-- section lollipop_candidate_restricted.school
ALTER TABLE lollipop_candidate_restricted.school
	VALIDATE CONSTRAINT school_code_id_fkey,
	VALIDATE CONSTRAINT school_organisation_id_fkey,
	VALIDATE CONSTRAINT school_practitioner_id_fkey;

-- section lollipop_candidate.due_item
ALTER TABLE lollipop_candidate.due_item
	VALIDATE CONSTRAINT due_item_child_id_fkey,
	VALIDATE CONSTRAINT due_item_code_id_fkey,
	VALIDATE CONSTRAINT due_item_organisation_id_fkey,
	VALIDATE CONSTRAINT due_item_practitioner_id_fkey,
	VALIDATE CONSTRAINT due_item_encounter_id_fkey;

-- section lollipop_candidate_restricted.due_item
ALTER TABLE lollipop_candidate_restricted.due_item
	VALIDATE CONSTRAINT due_item_code_id_fkey,
	VALIDATE CONSTRAINT due_item_organisation_id_fkey,
	VALIDATE CONSTRAINT due_item_practitioner_id_fkey;

-- section lollipop_candidate.correspondence
ALTER TABLE lollipop_candidate.correspondence
	VALIDATE CONSTRAINT correspondence_child_id_fkey,
	VALIDATE CONSTRAINT correspondence_code_id_fkey,
	VALIDATE CONSTRAINT correspondence_organisation_id_fkey,
	VALIDATE CONSTRAINT correspondence_practitioner_id_fkey,
	VALIDATE CONSTRAINT correspondence_encounter_id_fkey;

-- section lollipop_candidate_restricted.correspondence
ALTER TABLE lollipop_candidate_restricted.correspondence
	VALIDATE CONSTRAINT correspondence_code_id_fkey,
	VALIDATE CONSTRAINT correspondence_organisation_id_fkey,
	VALIDATE CONSTRAINT correspondence_practitioner_id_fkey;

-- section lollipop_candidate.due_computed
ALTER TABLE lollipop_candidate.due_computed
	VALIDATE CONSTRAINT due_computed_child_id_fkey;

-- section lollipop_candidate.problem
ALTER TABLE lollipop_candidate.problem
	VALIDATE CONSTRAINT problem_child_id_fkey,
	VALIDATE CONSTRAINT problem_code_id_fkey,
	VALIDATE CONSTRAINT problem_organisation_id_fkey,
	VALIDATE CONSTRAINT problem_practitioner_id_fkey;

-- section lollipop_candidate_restricted.problem
ALTER TABLE lollipop_candidate_restricted.problem
	VALIDATE CONSTRAINT problem_code_id_fkey,
	VALIDATE CONSTRAINT problem_organisation_id_fkey,
	VALIDATE CONSTRAINT problem_practitioner_id_fkey;

-- section lollipop_candidate.observation
ALTER TABLE lollipop_candidate.observation
	VALIDATE CONSTRAINT observation_child_id_fkey,
	VALIDATE CONSTRAINT observation_code_id_fkey,
	VALIDATE CONSTRAINT observation_organisation_id_fkey,
	VALIDATE CONSTRAINT observation_practitioner_id_fkey,
	VALIDATE CONSTRAINT observation_encounter_id_fkey;

-- section lollipop_candidate_restricted.observation
ALTER TABLE lollipop_candidate_restricted.observation
	VALIDATE CONSTRAINT observation_code_id_fkey,
	VALIDATE CONSTRAINT observation_organisation_id_fkey,
	VALIDATE CONSTRAINT observation_practitioner_id_fkey;

-- section lollipop_candidate.document
ALTER TABLE lollipop_candidate.document
	VALIDATE CONSTRAINT document_child_id_fkey,
	VALIDATE CONSTRAINT document_code_id_fkey,
	VALIDATE CONSTRAINT document_organisation_id_fkey,
	VALIDATE CONSTRAINT document_practitioner_id_fkey;

-- section lollipop_candidate_restricted.document
ALTER TABLE lollipop_candidate_restricted.document
	VALIDATE CONSTRAINT document_code_id_fkey,
	VALIDATE CONSTRAINT document_organisation_id_fkey,
	VALIDATE CONSTRAINT document_practitioner_id_fkey;

-- section lollipop_candidate.referral
ALTER TABLE lollipop_candidate.referral
	VALIDATE CONSTRAINT referral_child_id_fkey,
	VALIDATE CONSTRAINT referral_target_organisation_id_fkey,
	VALIDATE CONSTRAINT referral_code_id_fkey,
	VALIDATE CONSTRAINT referral_organisation_id_fkey,
	VALIDATE CONSTRAINT referral_practitioner_id_fkey,
	VALIDATE CONSTRAINT referral_encounter_id_fkey;

-- section lollipop_candidate_restricted.referral
ALTER TABLE lollipop_candidate_restricted.referral
	VALIDATE CONSTRAINT referral_target_organisation_id_fkey,
	VALIDATE CONSTRAINT referral_code_id_fkey,
	VALIDATE CONSTRAINT referral_organisation_id_fkey,
	VALIDATE CONSTRAINT referral_practitioner_id_fkey;

-- section lollipop_candidate.audit
ALTER TABLE lollipop_candidate.audit
	VALIDATE CONSTRAINT audit_child_id_fkey,
	VALIDATE CONSTRAINT audit_organisation_id_fkey,
	VALIDATE CONSTRAINT audit_practitioner_id_fkey;

-- section lollipop_candidate_restricted.audit
ALTER TABLE lollipop_candidate_restricted.audit
	VALIDATE CONSTRAINT audit_organisation_id_fkey,
	VALIDATE CONSTRAINT audit_practitioner_id_fkey;

-- section lollipop_candidate.record_note
ALTER TABLE lollipop_candidate.record_note
	VALIDATE CONSTRAINT record_note_child_id_fkey;

-- section lollipop_candidate.child_crosswalk
ALTER TABLE lollipop_candidate.child_crosswalk
	VALIDATE CONSTRAINT child_crosswalk_child_id_fkey;
