-- Indexes, made after the rows.

-- section child_name
CREATE INDEX child_name_child_id ON child_name (child_id);

-- section restricted_child_name
CREATE INDEX restricted_child_name_child_id ON restricted_child_name (child_id);

-- section child_address
CREATE INDEX child_address_child_id ON child_address (child_id);

-- section restricted_child_address
CREATE INDEX restricted_child_address_child_id ON restricted_child_address (child_id);

-- section child_contact
CREATE INDEX child_contact_child_id ON child_contact (child_id);

-- section restricted_child_contact
CREATE INDEX restricted_child_contact_child_id ON restricted_child_contact (child_id);

-- section child_identifier
CREATE INDEX child_identifier_child_id ON child_identifier (child_id);

-- section restricted_child_identifier
CREATE INDEX restricted_child_identifier_child_id ON restricted_child_identifier (child_id);

-- section registration
CREATE INDEX registration_child_id ON registration (child_id);

-- section restricted_registration
CREATE INDEX restricted_registration_child_id ON restricted_registration (child_id);

-- section registration_history
CREATE INDEX registration_history_child_id ON registration_history (child_id);

-- section restricted_registration_history
CREATE INDEX restricted_registration_history_child_id ON restricted_registration_history (child_id);

-- section residence_status
CREATE INDEX residence_status_child_id ON residence_status (child_id);

-- section restricted_residence_status
CREATE INDEX restricted_residence_status_child_id ON restricted_residence_status (child_id);

-- section related_person
CREATE INDEX related_person_child_id ON related_person (child_id);

-- section restricted_related_person
CREATE INDEX restricted_related_person_child_id ON restricted_related_person (child_id);

-- section trace_result
CREATE INDEX trace_result_child_id ON trace_result (child_id);

-- section restricted_trace_result
CREATE INDEX restricted_trace_result_child_id ON restricted_trace_result (child_id);

-- section restriction
CREATE INDEX restriction_child_id ON restriction (child_id);

-- section restricted_restriction
CREATE INDEX restricted_restriction_child_id ON restricted_restriction (child_id);

-- section birth
CREATE UNIQUE INDEX birth_child_id ON birth (child_id);

-- section restricted_birth
CREATE UNIQUE INDEX restricted_birth_child_id ON restricted_birth (child_id);

-- section appointment
CREATE INDEX appointment_child_id ON appointment (child_id);

-- section restricted_appointment
CREATE INDEX restricted_appointment_child_id ON restricted_appointment (child_id);

-- section encounter
CREATE INDEX encounter_child_id ON encounter (child_id);

-- section restricted_encounter
CREATE INDEX restricted_encounter_child_id ON restricted_encounter (child_id);

-- section consent
CREATE INDEX consent_child_id ON consent (child_id);

-- section restricted_consent
CREATE INDEX restricted_consent_child_id ON restricted_consent (child_id);

-- section immunisation
CREATE INDEX immunisation_child_id ON immunisation (child_id);

-- section restricted_immunisation
CREATE INDEX restricted_immunisation_child_id ON restricted_immunisation (child_id);

-- section contraindication
CREATE INDEX contraindication_child_id ON contraindication (child_id);

-- section restricted_contraindication
CREATE INDEX restricted_contraindication_child_id ON restricted_contraindication (child_id);

-- section allergy
CREATE INDEX allergy_child_id ON allergy (child_id);

-- section restricted_allergy
CREATE INDEX restricted_allergy_child_id ON restricted_allergy (child_id);

-- section review
CREATE INDEX review_child_id ON review (child_id);

-- section restricted_review
CREATE INDEX restricted_review_child_id ON restricted_review (child_id);

-- section screening_result
CREATE INDEX screening_result_child_id ON screening_result (child_id);

-- section restricted_screening_result
CREATE INDEX restricted_screening_result_child_id ON restricted_screening_result (child_id);

-- section measurement
CREATE INDEX measurement_child_id ON measurement (child_id);

-- section restricted_measurement
CREATE INDEX restricted_measurement_child_id ON restricted_measurement (child_id);

-- section assessment
CREATE INDEX assessment_child_id ON assessment (child_id);

-- section restricted_assessment
CREATE INDEX restricted_assessment_child_id ON restricted_assessment (child_id);

-- section feeding
CREATE INDEX feeding_child_id ON feeding (child_id);

-- section restricted_feeding
CREATE INDEX restricted_feeding_child_id ON restricted_feeding (child_id);

-- section legal_status
CREATE INDEX legal_status_child_id ON legal_status (child_id);

-- section restricted_legal_status
CREATE INDEX restricted_legal_status_child_id ON restricted_legal_status (child_id);

-- section alert
CREATE INDEX alert_child_id ON alert (child_id);

-- section restricted_alert
CREATE INDEX restricted_alert_child_id ON restricted_alert (child_id);

-- section need
CREATE INDEX need_child_id ON need (child_id);

-- section restricted_need
CREATE INDEX restricted_need_child_id ON restricted_need (child_id);

-- section care_team
CREATE INDEX care_team_child_id ON care_team (child_id);

-- section restricted_care_team
CREATE INDEX restricted_care_team_child_id ON restricted_care_team (child_id);

-- section school
CREATE INDEX school_child_id ON school (child_id);

-- section restricted_school
CREATE INDEX restricted_school_child_id ON restricted_school (child_id);

-- section due_item
CREATE INDEX due_item_child_id ON due_item (child_id);

-- section restricted_due_item
CREATE INDEX restricted_due_item_child_id ON restricted_due_item (child_id);

-- section correspondence
CREATE INDEX correspondence_child_id ON correspondence (child_id);

-- section restricted_correspondence
CREATE INDEX restricted_correspondence_child_id ON restricted_correspondence (child_id);

-- section due_computed
CREATE INDEX due_computed_child_id ON due_computed (child_id);

-- section restricted_due_computed
CREATE INDEX restricted_due_computed_child_id ON restricted_due_computed (child_id);

-- section problem
CREATE INDEX problem_child_id ON problem (child_id);

-- section restricted_problem
CREATE INDEX restricted_problem_child_id ON restricted_problem (child_id);

-- section observation
CREATE INDEX observation_child_id ON observation (child_id);

-- section restricted_observation
CREATE INDEX restricted_observation_child_id ON restricted_observation (child_id);

-- section document
CREATE INDEX document_child_id ON document (child_id);

-- section restricted_document
CREATE INDEX restricted_document_child_id ON restricted_document (child_id);

-- section referral
CREATE INDEX referral_child_id ON referral (child_id);

-- section restricted_referral
CREATE INDEX restricted_referral_child_id ON restricted_referral (child_id);

-- section audit
CREATE INDEX audit_child_id ON audit (child_id);

-- section restricted_audit
CREATE INDEX restricted_audit_child_id ON restricted_audit (child_id);

-- section record_note
CREATE INDEX record_note_child_id ON record_note (child_id);

-- section restricted_record_note
CREATE INDEX restricted_record_note_child_id ON restricted_record_note (child_id);

-- section child_crosswalk
CREATE INDEX child_crosswalk_child_id ON child_crosswalk (child_id);

-- section restricted_child_crosswalk
CREATE INDEX restricted_child_crosswalk_child_id ON restricted_child_crosswalk (child_id);
