-- Foreign keys, not yet held against the rows: declaring one locks both tables, for a moment.

ALTER TABLE lollipop_candidate.location
	ADD CONSTRAINT location_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES lollipop_candidate.location (id) NOT VALID;

ALTER TABLE lollipop_candidate.organisation
	ADD CONSTRAINT organisation_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT organisation_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT organisation_main_location_id_fkey FOREIGN KEY (main_location_id) REFERENCES lollipop_candidate.location (id) NOT VALID;

ALTER TABLE lollipop_candidate.organisation_commissioner
	ADD CONSTRAINT organisation_commissioner_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT organisation_commissioner_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID;

ALTER TABLE lollipop_candidate.practitioner
	ADD CONSTRAINT practitioner_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID;

ALTER TABLE lollipop_candidate.organisation_location
	ADD CONSTRAINT organisation_location_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT organisation_location_location_id_fkey FOREIGN KEY (location_id) REFERENCES lollipop_candidate.location (id) NOT VALID;

ALTER TABLE lollipop_candidate.session
	ADD CONSTRAINT session_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT session_location_id_fkey FOREIGN KEY (location_id) REFERENCES lollipop_candidate.location (id) NOT VALID;

ALTER TABLE lollipop_candidate.session_practitioner
	ADD CONSTRAINT session_practitioner_session_id_fkey FOREIGN KEY (session_id) REFERENCES lollipop_candidate.session (id) NOT VALID,
	ADD CONSTRAINT session_practitioner_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.child_name
	ADD CONSTRAINT child_name_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID;

ALTER TABLE lollipop_candidate.child_address
	ADD CONSTRAINT child_address_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID;

ALTER TABLE lollipop_candidate.child_contact
	ADD CONSTRAINT child_contact_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID;

ALTER TABLE lollipop_candidate.child_identifier
	ADD CONSTRAINT child_identifier_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID;

ALTER TABLE lollipop_candidate.registration
	ADD CONSTRAINT registration_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT registration_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT registration_usual_gp_id_fkey FOREIGN KEY (usual_gp_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.registration
	ADD CONSTRAINT registration_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT registration_usual_gp_id_fkey FOREIGN KEY (usual_gp_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.registration_history
	ADD CONSTRAINT registration_history_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT registration_history_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.registration_history
	ADD CONSTRAINT registration_history_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID;

ALTER TABLE lollipop_candidate.residence_status
	ADD CONSTRAINT residence_status_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID;

ALTER TABLE lollipop_candidate.related_person
	ADD CONSTRAINT related_person_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID;

ALTER TABLE lollipop_candidate.trace_result
	ADD CONSTRAINT trace_result_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID;

ALTER TABLE lollipop_candidate.restriction
	ADD CONSTRAINT restriction_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID;

ALTER TABLE lollipop_candidate.birth
	ADD CONSTRAINT birth_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID;

ALTER TABLE lollipop_candidate.appointment
	ADD CONSTRAINT appointment_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT appointment_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT appointment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT appointment_session_id_fkey FOREIGN KEY (session_id) REFERENCES lollipop_candidate.session (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.appointment
	ADD CONSTRAINT appointment_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT appointment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT appointment_session_id_fkey FOREIGN KEY (session_id) REFERENCES lollipop_candidate.session (id) NOT VALID;

ALTER TABLE lollipop_candidate.encounter
	ADD CONSTRAINT encounter_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT encounter_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT encounter_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES lollipop_candidate.appointment (id) NOT VALID,
	ADD CONSTRAINT encounter_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT encounter_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.encounter
	ADD CONSTRAINT encounter_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT encounter_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT encounter_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.consent
	ADD CONSTRAINT consent_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT consent_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT consent_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT consent_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT consent_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.consent
	ADD CONSTRAINT consent_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT consent_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT consent_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.immunisation
	ADD CONSTRAINT immunisation_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT immunisation_duplicate_of_fkey FOREIGN KEY (duplicate_of) REFERENCES lollipop_candidate.immunisation (id) NOT VALID,
	ADD CONSTRAINT immunisation_product_id_fkey FOREIGN KEY (product_id) REFERENCES lollipop_candidate.drug_code (id) NOT VALID,
	ADD CONSTRAINT immunisation_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT immunisation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT immunisation_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT immunisation_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.immunisation
	ADD CONSTRAINT immunisation_product_id_fkey FOREIGN KEY (product_id) REFERENCES lollipop_candidate.drug_code (id) NOT VALID,
	ADD CONSTRAINT immunisation_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT immunisation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT immunisation_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.contraindication
	ADD CONSTRAINT contraindication_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT contraindication_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT contraindication_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT contraindication_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT contraindication_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.contraindication
	ADD CONSTRAINT contraindication_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT contraindication_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT contraindication_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.allergy
	ADD CONSTRAINT allergy_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT allergy_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT allergy_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT allergy_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT allergy_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.allergy
	ADD CONSTRAINT allergy_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT allergy_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT allergy_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.review
	ADD CONSTRAINT review_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT review_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT review_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT review_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT review_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.review
	ADD CONSTRAINT review_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT review_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT review_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.screening_result
	ADD CONSTRAINT screening_result_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT screening_result_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT screening_result_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT screening_result_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT screening_result_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.screening_result
	ADD CONSTRAINT screening_result_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT screening_result_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT screening_result_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.measurement
	ADD CONSTRAINT measurement_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT measurement_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT measurement_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT measurement_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT measurement_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.measurement
	ADD CONSTRAINT measurement_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT measurement_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT measurement_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.assessment
	ADD CONSTRAINT assessment_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT assessment_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT assessment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT assessment_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT assessment_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.assessment
	ADD CONSTRAINT assessment_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT assessment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT assessment_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.feeding
	ADD CONSTRAINT feeding_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT feeding_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT feeding_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT feeding_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT feeding_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.feeding
	ADD CONSTRAINT feeding_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT feeding_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT feeding_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.legal_status
	ADD CONSTRAINT legal_status_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT legal_status_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT legal_status_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT legal_status_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT legal_status_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.legal_status
	ADD CONSTRAINT legal_status_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT legal_status_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT legal_status_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.alert
	ADD CONSTRAINT alert_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT alert_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT alert_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT alert_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT alert_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.alert
	ADD CONSTRAINT alert_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT alert_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT alert_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.need
	ADD CONSTRAINT need_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT need_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT need_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT need_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT need_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.need
	ADD CONSTRAINT need_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT need_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT need_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.care_team
	ADD CONSTRAINT care_team_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT care_team_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT care_team_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT care_team_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT care_team_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.care_team
	ADD CONSTRAINT care_team_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT care_team_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT care_team_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.school
	ADD CONSTRAINT school_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT school_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT school_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT school_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT school_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.school
	ADD CONSTRAINT school_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT school_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT school_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.due_item
	ADD CONSTRAINT due_item_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT due_item_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT due_item_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT due_item_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT due_item_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.due_item
	ADD CONSTRAINT due_item_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT due_item_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT due_item_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.correspondence
	ADD CONSTRAINT correspondence_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT correspondence_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT correspondence_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT correspondence_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT correspondence_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.correspondence
	ADD CONSTRAINT correspondence_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT correspondence_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT correspondence_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.due_computed
	ADD CONSTRAINT due_computed_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID;

ALTER TABLE lollipop_candidate.problem
	ADD CONSTRAINT problem_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT problem_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT problem_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT problem_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.problem
	ADD CONSTRAINT problem_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT problem_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT problem_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.observation
	ADD CONSTRAINT observation_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT observation_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT observation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT observation_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT observation_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.observation
	ADD CONSTRAINT observation_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT observation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT observation_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.document
	ADD CONSTRAINT document_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT document_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT document_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT document_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.document
	ADD CONSTRAINT document_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT document_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT document_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.referral
	ADD CONSTRAINT referral_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT referral_target_organisation_id_fkey FOREIGN KEY (target_organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT referral_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT referral_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT referral_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID,
	ADD CONSTRAINT referral_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES lollipop_candidate.encounter (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.referral
	ADD CONSTRAINT referral_target_organisation_id_fkey FOREIGN KEY (target_organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT referral_code_id_fkey FOREIGN KEY (code_id) REFERENCES lollipop_candidate.clinical_code (id) NOT VALID,
	ADD CONSTRAINT referral_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT referral_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.audit
	ADD CONSTRAINT audit_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID,
	ADD CONSTRAINT audit_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT audit_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate_restricted.audit
	ADD CONSTRAINT audit_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES lollipop_candidate.organisation (id) NOT VALID,
	ADD CONSTRAINT audit_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES lollipop_candidate.practitioner (id) NOT VALID;

ALTER TABLE lollipop_candidate.record_note
	ADD CONSTRAINT record_note_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID;

ALTER TABLE lollipop_candidate.child_crosswalk
	ADD CONSTRAINT child_crosswalk_child_id_fkey FOREIGN KEY (child_id) REFERENCES lollipop_candidate.child (id) NOT VALID;
