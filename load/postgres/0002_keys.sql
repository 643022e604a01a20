-- Keys, checks and indexes, made after the rows; one scan of a table for its key and one for its checks.

-- section lollipop_candidate.location
ALTER TABLE lollipop_candidate.location ADD CONSTRAINT location_pkey PRIMARY KEY (id);
ALTER TABLE lollipop_candidate.location
	ADD CONSTRAINT location_id_check CHECK (id > 0),
	ADD CONSTRAINT location_guid_check CHECK (guid <> ''),
	ADD CONSTRAINT location_source_check CHECK (source <> ''),
	ADD CONSTRAINT location_name_check CHECK (name <> ''),
	ADD CONSTRAINT location_type_check CHECK (type <> ''),
	ADD CONSTRAINT location_parent_id_check CHECK (parent_id > 0),
	ADD CONSTRAINT location_opened_on_check CHECK (opened_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT location_closed_on_check CHECK (closed_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT location_contact_name_check CHECK (contact_name <> ''),
	ADD CONSTRAINT location_fax_check CHECK (fax <> ''),
	ADD CONSTRAINT location_email_check CHECK (email <> ''),
	ADD CONSTRAINT location_phone_check CHECK (phone <> ''),
	ADD CONSTRAINT location_house_check CHECK (house <> ''),
	ADD CONSTRAINT location_street_check CHECK (street <> ''),
	ADD CONSTRAINT location_village_check CHECK (village <> ''),
	ADD CONSTRAINT location_town_check CHECK (town <> ''),
	ADD CONSTRAINT location_county_check CHECK (county <> ''),
	ADD CONSTRAINT location_postcode_check CHECK (postcode <> ''),
	ADD CONSTRAINT location_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.organisation
ALTER TABLE lollipop_candidate.organisation ADD CONSTRAINT organisation_pkey PRIMARY KEY (id);
ALTER TABLE lollipop_candidate.organisation
	ADD CONSTRAINT organisation_id_check CHECK (id > 0),
	ADD CONSTRAINT organisation_guid_check CHECK (guid <> ''),
	ADD CONSTRAINT organisation_source_check CHECK (source <> ''),
	ADD CONSTRAINT organisation_ods_code_check CHECK (ods_code <> ''),
	ADD CONSTRAINT organisation_name_check CHECK (name <> ''),
	ADD CONSTRAINT organisation_type_check CHECK (type <> ''),
	ADD CONSTRAINT organisation_parent_id_check CHECK (parent_id > 0),
	ADD CONSTRAINT organisation_commissioner_id_check CHECK (commissioner_id > 0),
	ADD CONSTRAINT organisation_opened_on_check CHECK (opened_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT organisation_closed_on_check CHECK (closed_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT organisation_main_location_id_check CHECK (main_location_id > 0),
	ADD CONSTRAINT organisation_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.organisation_commissioner
ALTER TABLE lollipop_candidate.organisation_commissioner ADD CONSTRAINT organisation_commissioner_pkey PRIMARY KEY (id);
ALTER TABLE lollipop_candidate.organisation_commissioner
	ADD CONSTRAINT organisation_commissioner_id_check CHECK (id > 0),
	ADD CONSTRAINT organisation_commissioner_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT organisation_commissioner_commissioner_id_check CHECK (commissioner_id > 0),
	ADD CONSTRAINT organisation_commissioner_commissioner_guid_check CHECK (commissioner_guid <> ''),
	ADD CONSTRAINT organisation_commissioner_from_on_check CHECK (from_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT organisation_commissioner_until_on_check CHECK (until_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT organisation_commissioner_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.practitioner
ALTER TABLE lollipop_candidate.practitioner ADD CONSTRAINT practitioner_pkey PRIMARY KEY (id);
ALTER TABLE lollipop_candidate.practitioner
	ADD CONSTRAINT practitioner_id_check CHECK (id > 0),
	ADD CONSTRAINT practitioner_guid_check CHECK (guid <> ''),
	ADD CONSTRAINT practitioner_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT practitioner_title_check CHECK (title <> ''),
	ADD CONSTRAINT practitioner_given_name_check CHECK (given_name <> ''),
	ADD CONSTRAINT practitioner_surname_check CHECK (surname <> ''),
	ADD CONSTRAINT practitioner_job_category_code_check CHECK (job_category_code <> ''),
	ADD CONSTRAINT practitioner_job_category_check CHECK (job_category <> ''),
	ADD CONSTRAINT practitioner_registration_number_check CHECK (registration_number <> ''),
	ADD CONSTRAINT practitioner_contract_start_on_check CHECK (contract_start_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT practitioner_contract_end_on_check CHECK (contract_end_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT practitioner_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.clinical_code
ALTER TABLE lollipop_candidate.clinical_code ADD CONSTRAINT clinical_code_pkey PRIMARY KEY (id);
ALTER TABLE lollipop_candidate.clinical_code
	ADD CONSTRAINT clinical_code_id_check CHECK (id > 0),
	ADD CONSTRAINT clinical_code_source_check CHECK (source <> ''),
	ADD CONSTRAINT clinical_code_term_check CHECK (term <> ''),
	ADD CONSTRAINT clinical_code_read_code_check CHECK (read_code <> ''),
	ADD CONSTRAINT clinical_code_snomed_concept_check CHECK (snomed_concept <> ''),
	ADD CONSTRAINT clinical_code_snomed_description_id_check CHECK (snomed_description_id <> ''),
	ADD CONSTRAINT clinical_code_category_check CHECK (category <> ''),
	ADD CONSTRAINT clinical_code_system_check CHECK (system IN ('snomed', 'readv2', 'emis_local')),
	ADD CONSTRAINT clinical_code_code_check CHECK (code <> ''),
	ADD CONSTRAINT clinical_code_class_check CHECK (class IN ('safety', 'ordinary')),
	ADD CONSTRAINT clinical_code_kind_check CHECK (kind IN ('given', 'not_done', 'did_not_attend', 'history', 'refused', 'consent_given', 'dissent', 'contraindicated', 'allergy', 'adverse_reaction', 'review', 'screening', 'measurement', 'assessment', 'feeding', 'birth_order', 'number_born', 'gestation', 'birth_weight', 'stillbirth', 'death', 'legal_status', 'alert', 'need', 'care_team', 'school', 'correspondence', 'protection', 'observation', 'unmapped')),
	ADD CONSTRAINT clinical_code_resolution_check CHECK (resolution <> ''),
	ADD CONSTRAINT clinical_code_id_damage_check CHECK (id_damage <> ''),
	ADD CONSTRAINT clinical_code_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.drug_code
ALTER TABLE lollipop_candidate.drug_code ADD CONSTRAINT drug_code_pkey PRIMARY KEY (id);
ALTER TABLE lollipop_candidate.drug_code
	ADD CONSTRAINT drug_code_id_check CHECK (id > 0),
	ADD CONSTRAINT drug_code_source_check CHECK (source <> ''),
	ADD CONSTRAINT drug_code_term_check CHECK (term <> ''),
	ADD CONSTRAINT drug_code_dmd_code_check CHECK (dmd_code <> ''),
	ADD CONSTRAINT drug_code_bnf_chapter_check CHECK (bnf_chapter <> ''),
	ADD CONSTRAINT drug_code_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.organisation_location
ALTER TABLE lollipop_candidate.organisation_location ADD CONSTRAINT organisation_location_pkey PRIMARY KEY (id);
ALTER TABLE lollipop_candidate.organisation_location
	ADD CONSTRAINT organisation_location_id_check CHECK (id > 0),
	ADD CONSTRAINT organisation_location_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT organisation_location_location_id_check CHECK (location_id > 0),
	ADD CONSTRAINT organisation_location_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.session
ALTER TABLE lollipop_candidate.session ADD CONSTRAINT session_pkey PRIMARY KEY (id);
ALTER TABLE lollipop_candidate.session
	ADD CONSTRAINT session_id_check CHECK (id > 0),
	ADD CONSTRAINT session_guid_check CHECK (guid <> ''),
	ADD CONSTRAINT session_source_check CHECK (source <> ''),
	ADD CONSTRAINT session_description_check CHECK (description <> ''),
	ADD CONSTRAINT session_type_check CHECK (type <> ''),
	ADD CONSTRAINT session_category_check CHECK (category <> ''),
	ADD CONSTRAINT session_started_on_check CHECK (started_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT session_start_time_check CHECK (start_time <> ''),
	ADD CONSTRAINT session_ended_on_check CHECK (ended_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT session_end_time_check CHECK (end_time <> ''),
	ADD CONSTRAINT session_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT session_location_id_check CHECK (location_id > 0),
	ADD CONSTRAINT session_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.session_practitioner
ALTER TABLE lollipop_candidate.session_practitioner ADD CONSTRAINT session_practitioner_pkey PRIMARY KEY (id);
ALTER TABLE lollipop_candidate.session_practitioner
	ADD CONSTRAINT session_practitioner_id_check CHECK (id > 0),
	ADD CONSTRAINT session_practitioner_session_id_check CHECK (session_id > 0),
	ADD CONSTRAINT session_practitioner_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT session_practitioner_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.child
ALTER TABLE lollipop_candidate.child ADD CONSTRAINT child_pkey PRIMARY KEY (id);
ALTER TABLE lollipop_candidate.child
	ADD CONSTRAINT child_id_check CHECK (id > 0),
	ADD CONSTRAINT child_sex_check CHECK (sex IN ('M', 'F', 'U', 'I')),
	ADD CONSTRAINT child_date_of_birth_check CHECK (date_of_birth BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT child_date_of_death_check CHECK (date_of_death BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT child_nhs_number_check CHECK (nhs_number <> ''),
	ADD CONSTRAINT child_practice_code_check CHECK (practice_code <> ''),
	ADD CONSTRAINT child_status_check CHECK (status IN ('active', 'moved', 'deceased', 'unknown')),
	ADD CONSTRAINT child_ethnic_group_check CHECK (ethnic_group <> ''),
	ADD CONSTRAINT child_ethnic_category_check CHECK (ethnic_category <> ''),
	ADD CONSTRAINT child_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.child
ALTER TABLE lollipop_candidate_restricted.child ADD CONSTRAINT child_pkey PRIMARY KEY (id);
ALTER TABLE lollipop_candidate_restricted.child
	ADD CONSTRAINT child_id_check CHECK (id > 0),
	ADD CONSTRAINT child_sex_check CHECK (sex IN ('M', 'F', 'U', 'I')),
	ADD CONSTRAINT child_date_of_birth_check CHECK (date_of_birth BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT child_date_of_death_check CHECK (date_of_death BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT child_nhs_number_check CHECK (nhs_number <> ''),
	ADD CONSTRAINT child_practice_code_check CHECK (practice_code <> ''),
	ADD CONSTRAINT child_status_check CHECK (status IN ('active', 'moved', 'deceased', 'unknown')),
	ADD CONSTRAINT child_ethnic_group_check CHECK (ethnic_group <> ''),
	ADD CONSTRAINT child_ethnic_category_check CHECK (ethnic_category <> ''),
	ADD CONSTRAINT child_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.child_name
ALTER TABLE lollipop_candidate.child_name ADD CONSTRAINT child_name_pkey PRIMARY KEY (id);
CREATE INDEX child_name_child_id ON lollipop_candidate.child_name (child_id);
ALTER TABLE lollipop_candidate.child_name
	ADD CONSTRAINT child_name_id_check CHECK (id > 0),
	ADD CONSTRAINT child_name_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT child_name_use_check CHECK (use IN ('official', 'other', 'previous', 'calling', 'former')),
	ADD CONSTRAINT child_name_title_check CHECK (title <> ''),
	ADD CONSTRAINT child_name_given_name_check CHECK (given_name <> ''),
	ADD CONSTRAINT child_name_middle_names_check CHECK (middle_names <> ''),
	ADD CONSTRAINT child_name_surname_check CHECK (surname <> ''),
	ADD CONSTRAINT child_name_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.child_name
ALTER TABLE lollipop_candidate_restricted.child_name ADD CONSTRAINT child_name_pkey PRIMARY KEY (id);
CREATE INDEX child_name_child_id ON lollipop_candidate_restricted.child_name (child_id);
ALTER TABLE lollipop_candidate_restricted.child_name
	ADD CONSTRAINT child_name_id_check CHECK (id > 0),
	ADD CONSTRAINT child_name_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT child_name_use_check CHECK (use IN ('official', 'other', 'previous', 'calling', 'former')),
	ADD CONSTRAINT child_name_title_check CHECK (title <> ''),
	ADD CONSTRAINT child_name_given_name_check CHECK (given_name <> ''),
	ADD CONSTRAINT child_name_middle_names_check CHECK (middle_names <> ''),
	ADD CONSTRAINT child_name_surname_check CHECK (surname <> ''),
	ADD CONSTRAINT child_name_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.child_address
ALTER TABLE lollipop_candidate.child_address ADD CONSTRAINT child_address_pkey PRIMARY KEY (id);
CREATE INDEX child_address_child_id ON lollipop_candidate.child_address (child_id);
ALTER TABLE lollipop_candidate.child_address
	ADD CONSTRAINT child_address_id_check CHECK (id > 0),
	ADD CONSTRAINT child_address_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT child_address_use_check CHECK (use IN ('home', 'temporary', 'other', 'previous')),
	ADD CONSTRAINT child_address_house_check CHECK (house <> ''),
	ADD CONSTRAINT child_address_street_check CHECK (street <> ''),
	ADD CONSTRAINT child_address_village_check CHECK (village <> ''),
	ADD CONSTRAINT child_address_town_check CHECK (town <> ''),
	ADD CONSTRAINT child_address_county_check CHECK (county <> ''),
	ADD CONSTRAINT child_address_postcode_check CHECK (postcode <> ''),
	ADD CONSTRAINT child_address_institute_code_check CHECK (institute_code <> ''),
	ADD CONSTRAINT child_address_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.child_address
ALTER TABLE lollipop_candidate_restricted.child_address ADD CONSTRAINT child_address_pkey PRIMARY KEY (id);
CREATE INDEX child_address_child_id ON lollipop_candidate_restricted.child_address (child_id);
ALTER TABLE lollipop_candidate_restricted.child_address
	ADD CONSTRAINT child_address_id_check CHECK (id > 0),
	ADD CONSTRAINT child_address_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT child_address_use_check CHECK (use IN ('home', 'temporary', 'other', 'previous')),
	ADD CONSTRAINT child_address_house_check CHECK (house <> ''),
	ADD CONSTRAINT child_address_street_check CHECK (street <> ''),
	ADD CONSTRAINT child_address_village_check CHECK (village <> ''),
	ADD CONSTRAINT child_address_town_check CHECK (town <> ''),
	ADD CONSTRAINT child_address_county_check CHECK (county <> ''),
	ADD CONSTRAINT child_address_postcode_check CHECK (postcode <> ''),
	ADD CONSTRAINT child_address_institute_code_check CHECK (institute_code <> ''),
	ADD CONSTRAINT child_address_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.child_contact
ALTER TABLE lollipop_candidate.child_contact ADD CONSTRAINT child_contact_pkey PRIMARY KEY (id);
CREATE INDEX child_contact_child_id ON lollipop_candidate.child_contact (child_id);
ALTER TABLE lollipop_candidate.child_contact
	ADD CONSTRAINT child_contact_id_check CHECK (id > 0),
	ADD CONSTRAINT child_contact_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT child_contact_system_check CHECK (system IN ('home_phone', 'mobile_phone', 'email', 'comment')),
	ADD CONSTRAINT child_contact_value_check CHECK (value <> ''),
	ADD CONSTRAINT child_contact_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.child_contact
ALTER TABLE lollipop_candidate_restricted.child_contact ADD CONSTRAINT child_contact_pkey PRIMARY KEY (id);
CREATE INDEX child_contact_child_id ON lollipop_candidate_restricted.child_contact (child_id);
ALTER TABLE lollipop_candidate_restricted.child_contact
	ADD CONSTRAINT child_contact_id_check CHECK (id > 0),
	ADD CONSTRAINT child_contact_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT child_contact_system_check CHECK (system IN ('home_phone', 'mobile_phone', 'email', 'comment')),
	ADD CONSTRAINT child_contact_value_check CHECK (value <> ''),
	ADD CONSTRAINT child_contact_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.child_identifier
ALTER TABLE lollipop_candidate.child_identifier ADD CONSTRAINT child_identifier_pkey PRIMARY KEY (id);
CREATE INDEX child_identifier_child_id ON lollipop_candidate.child_identifier (child_id);
ALTER TABLE lollipop_candidate.child_identifier
	ADD CONSTRAINT child_identifier_id_check CHECK (id > 0),
	ADD CONSTRAINT child_identifier_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT child_identifier_system_check CHECK (system IN ('nhs_number', 'superseded_number', 'former_number', 'test_range', 'other_nation', 'rejected_number', 'person_guid', 'patient_number')),
	ADD CONSTRAINT child_identifier_value_check CHECK (value <> ''),
	ADD CONSTRAINT child_identifier_verdict_check CHECK (verdict <> ''),
	ADD CONSTRAINT child_identifier_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.child_identifier
ALTER TABLE lollipop_candidate_restricted.child_identifier ADD CONSTRAINT child_identifier_pkey PRIMARY KEY (id);
CREATE INDEX child_identifier_child_id ON lollipop_candidate_restricted.child_identifier (child_id);
ALTER TABLE lollipop_candidate_restricted.child_identifier
	ADD CONSTRAINT child_identifier_id_check CHECK (id > 0),
	ADD CONSTRAINT child_identifier_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT child_identifier_system_check CHECK (system IN ('nhs_number', 'superseded_number', 'former_number', 'test_range', 'other_nation', 'rejected_number', 'person_guid', 'patient_number')),
	ADD CONSTRAINT child_identifier_value_check CHECK (value <> ''),
	ADD CONSTRAINT child_identifier_verdict_check CHECK (verdict <> ''),
	ADD CONSTRAINT child_identifier_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.registration
ALTER TABLE lollipop_candidate.registration ADD CONSTRAINT registration_pkey PRIMARY KEY (id);
CREATE INDEX registration_child_id ON lollipop_candidate.registration (child_id);
ALTER TABLE lollipop_candidate.registration
	ADD CONSTRAINT registration_id_check CHECK (id > 0),
	ADD CONSTRAINT registration_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT registration_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT registration_patient_type_check CHECK (patient_type <> ''),
	ADD CONSTRAINT registration_practice_code_check CHECK (practice_code <> ''),
	ADD CONSTRAINT registration_usual_gp_id_check CHECK (usual_gp_id > 0),
	ADD CONSTRAINT registration_external_gp_check CHECK (external_gp <> ''),
	ADD CONSTRAINT registration_registered_on_check CHECK (registered_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT registration_ended_on_check CHECK (ended_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT registration_end_reason_check CHECK (end_reason IN ('deactivated', 'deleted', 'deceased')),
	ADD CONSTRAINT registration_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.registration
ALTER TABLE lollipop_candidate_restricted.registration ADD CONSTRAINT registration_pkey PRIMARY KEY (id);
CREATE INDEX registration_child_id ON lollipop_candidate_restricted.registration (child_id);
ALTER TABLE lollipop_candidate_restricted.registration
	ADD CONSTRAINT registration_id_check CHECK (id > 0),
	ADD CONSTRAINT registration_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT registration_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT registration_patient_type_check CHECK (patient_type <> ''),
	ADD CONSTRAINT registration_practice_code_check CHECK (practice_code <> ''),
	ADD CONSTRAINT registration_usual_gp_id_check CHECK (usual_gp_id > 0),
	ADD CONSTRAINT registration_external_gp_check CHECK (external_gp <> ''),
	ADD CONSTRAINT registration_registered_on_check CHECK (registered_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT registration_ended_on_check CHECK (ended_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT registration_end_reason_check CHECK (end_reason IN ('deactivated', 'deleted', 'deceased')),
	ADD CONSTRAINT registration_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.registration_history
ALTER TABLE lollipop_candidate.registration_history ADD CONSTRAINT registration_history_pkey PRIMARY KEY (id);
CREATE INDEX registration_history_child_id ON lollipop_candidate.registration_history (child_id);
ALTER TABLE lollipop_candidate.registration_history
	ADD CONSTRAINT registration_history_id_check CHECK (id > 0),
	ADD CONSTRAINT registration_history_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT registration_history_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT registration_history_status_check CHECK (status <> ''),
	ADD CONSTRAINT registration_history_happened_on_check CHECK (happened_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT registration_history_happened_at_check CHECK (happened_at <> ''),
	ADD CONSTRAINT registration_history_patient_type_check CHECK (patient_type <> ''),
	ADD CONSTRAINT registration_history_ended_on_check CHECK (ended_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT registration_history_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.registration_history
ALTER TABLE lollipop_candidate_restricted.registration_history ADD CONSTRAINT registration_history_pkey PRIMARY KEY (id);
CREATE INDEX registration_history_child_id ON lollipop_candidate_restricted.registration_history (child_id);
ALTER TABLE lollipop_candidate_restricted.registration_history
	ADD CONSTRAINT registration_history_id_check CHECK (id > 0),
	ADD CONSTRAINT registration_history_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT registration_history_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT registration_history_status_check CHECK (status <> ''),
	ADD CONSTRAINT registration_history_happened_on_check CHECK (happened_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT registration_history_happened_at_check CHECK (happened_at <> ''),
	ADD CONSTRAINT registration_history_patient_type_check CHECK (patient_type <> ''),
	ADD CONSTRAINT registration_history_ended_on_check CHECK (ended_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT registration_history_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.residence_status
ALTER TABLE lollipop_candidate.residence_status ADD CONSTRAINT residence_status_pkey PRIMARY KEY (id);
CREATE INDEX residence_status_child_id ON lollipop_candidate.residence_status (child_id);
ALTER TABLE lollipop_candidate.residence_status
	ADD CONSTRAINT residence_status_id_check CHECK (id > 0),
	ADD CONSTRAINT residence_status_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT residence_status_status_check CHECK (status IN ('active', 'moved', 'deceased', 'unknown')),
	ADD CONSTRAINT residence_status_from_on_check CHECK (from_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT residence_status_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.residence_status
ALTER TABLE lollipop_candidate_restricted.residence_status ADD CONSTRAINT residence_status_pkey PRIMARY KEY (id);
CREATE INDEX residence_status_child_id ON lollipop_candidate_restricted.residence_status (child_id);
ALTER TABLE lollipop_candidate_restricted.residence_status
	ADD CONSTRAINT residence_status_id_check CHECK (id > 0),
	ADD CONSTRAINT residence_status_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT residence_status_status_check CHECK (status IN ('active', 'moved', 'deceased', 'unknown')),
	ADD CONSTRAINT residence_status_from_on_check CHECK (from_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT residence_status_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.related_person
ALTER TABLE lollipop_candidate.related_person ADD CONSTRAINT related_person_pkey PRIMARY KEY (id);
CREATE INDEX related_person_child_id ON lollipop_candidate.related_person (child_id);
ALTER TABLE lollipop_candidate.related_person
	ADD CONSTRAINT related_person_id_check CHECK (id > 0),
	ADD CONSTRAINT related_person_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT related_person_name_check CHECK (name <> ''),
	ADD CONSTRAINT related_person_relationship_check CHECK (relationship <> ''),
	ADD CONSTRAINT related_person_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.related_person
ALTER TABLE lollipop_candidate_restricted.related_person ADD CONSTRAINT related_person_pkey PRIMARY KEY (id);
CREATE INDEX related_person_child_id ON lollipop_candidate_restricted.related_person (child_id);
ALTER TABLE lollipop_candidate_restricted.related_person
	ADD CONSTRAINT related_person_id_check CHECK (id > 0),
	ADD CONSTRAINT related_person_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT related_person_name_check CHECK (name <> ''),
	ADD CONSTRAINT related_person_relationship_check CHECK (relationship <> ''),
	ADD CONSTRAINT related_person_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.trace_result
ALTER TABLE lollipop_candidate.trace_result ADD CONSTRAINT trace_result_pkey PRIMARY KEY (id);
CREATE INDEX trace_result_child_id ON lollipop_candidate.trace_result (child_id);
ALTER TABLE lollipop_candidate.trace_result
	ADD CONSTRAINT trace_result_id_check CHECK (id > 0),
	ADD CONSTRAINT trace_result_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT trace_result_meaning_check CHECK (meaning IN ('superseded', 'invalid', 'sensitive', 'dead')),
	ADD CONSTRAINT trace_result_code_check CHECK (code <> ''),
	ADD CONSTRAINT trace_result_number_check CHECK (number <> ''),
	ADD CONSTRAINT trace_result_new_number_check CHECK (new_number <> ''),
	ADD CONSTRAINT trace_result_traced_on_check CHECK (traced_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT trace_result_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.trace_result
ALTER TABLE lollipop_candidate_restricted.trace_result ADD CONSTRAINT trace_result_pkey PRIMARY KEY (id);
CREATE INDEX trace_result_child_id ON lollipop_candidate_restricted.trace_result (child_id);
ALTER TABLE lollipop_candidate_restricted.trace_result
	ADD CONSTRAINT trace_result_id_check CHECK (id > 0),
	ADD CONSTRAINT trace_result_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT trace_result_meaning_check CHECK (meaning IN ('superseded', 'invalid', 'sensitive', 'dead')),
	ADD CONSTRAINT trace_result_code_check CHECK (code <> ''),
	ADD CONSTRAINT trace_result_number_check CHECK (number <> ''),
	ADD CONSTRAINT trace_result_new_number_check CHECK (new_number <> ''),
	ADD CONSTRAINT trace_result_traced_on_check CHECK (traced_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT trace_result_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.restriction
ALTER TABLE lollipop_candidate.restriction ADD CONSTRAINT restriction_pkey PRIMARY KEY (id);
CREATE INDEX restriction_child_id ON lollipop_candidate.restriction (child_id);
ALTER TABLE lollipop_candidate.restriction
	ADD CONSTRAINT restriction_id_check CHECK (id > 0),
	ADD CONSTRAINT restriction_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT restriction_kind_check CHECK (kind <> ''),
	ADD CONSTRAINT restriction_since_on_check CHECK (since_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT restriction_basis_check CHECK (basis IN ('flag', 'code', 'register', 'trace', 'spread')),
	ADD CONSTRAINT restriction_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.restriction
ALTER TABLE lollipop_candidate_restricted.restriction ADD CONSTRAINT restriction_pkey PRIMARY KEY (id);
CREATE INDEX restriction_child_id ON lollipop_candidate_restricted.restriction (child_id);
ALTER TABLE lollipop_candidate_restricted.restriction
	ADD CONSTRAINT restriction_id_check CHECK (id > 0),
	ADD CONSTRAINT restriction_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT restriction_kind_check CHECK (kind <> ''),
	ADD CONSTRAINT restriction_since_on_check CHECK (since_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT restriction_basis_check CHECK (basis IN ('flag', 'code', 'register', 'trace', 'spread')),
	ADD CONSTRAINT restriction_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.birth
ALTER TABLE lollipop_candidate.birth ADD CONSTRAINT birth_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX birth_child_id ON lollipop_candidate.birth (child_id);
ALTER TABLE lollipop_candidate.birth
	ADD CONSTRAINT birth_id_check CHECK (id > 0),
	ADD CONSTRAINT birth_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT birth_outcome_check CHECK (outcome IN ('live', 'still')),
	ADD CONSTRAINT birth_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.birth
ALTER TABLE lollipop_candidate_restricted.birth ADD CONSTRAINT birth_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX birth_child_id ON lollipop_candidate_restricted.birth (child_id);
ALTER TABLE lollipop_candidate_restricted.birth
	ADD CONSTRAINT birth_id_check CHECK (id > 0),
	ADD CONSTRAINT birth_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT birth_outcome_check CHECK (outcome IN ('live', 'still')),
	ADD CONSTRAINT birth_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.appointment
ALTER TABLE lollipop_candidate.appointment ADD CONSTRAINT appointment_pkey PRIMARY KEY (id);
CREATE INDEX appointment_child_id ON lollipop_candidate.appointment (child_id);
ALTER TABLE lollipop_candidate.appointment
	ADD CONSTRAINT appointment_id_check CHECK (id > 0),
	ADD CONSTRAINT appointment_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT appointment_status_check CHECK (status IN ('booked', 'past', 'did_not_attend', 'suppressed', 'unknown')),
	ADD CONSTRAINT appointment_appointment_on_check CHECK (appointment_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT appointment_start_time_check CHECK (start_time <> ''),
	ADD CONSTRAINT appointment_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT appointment_seen_time_check CHECK (seen_time <> ''),
	ADD CONSTRAINT appointment_left_time_check CHECK (left_time <> ''),
	ADD CONSTRAINT appointment_booked_on_check CHECK (booked_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT appointment_booked_time_check CHECK (booked_time <> ''),
	ADD CONSTRAINT appointment_slot_status_check CHECK (slot_status <> ''),
	ADD CONSTRAINT appointment_slot_type_check CHECK (slot_type <> ''),
	ADD CONSTRAINT appointment_booking_method_check CHECK (booking_method <> ''),
	ADD CONSTRAINT appointment_mode_check CHECK (mode <> ''),
	ADD CONSTRAINT appointment_setting_check CHECK (setting <> ''),
	ADD CONSTRAINT appointment_national_category_check CHECK (national_category <> ''),
	ADD CONSTRAINT appointment_external_patient_check CHECK (external_patient <> ''),
	ADD CONSTRAINT appointment_external_organisation_check CHECK (external_organisation <> ''),
	ADD CONSTRAINT appointment_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT appointment_session_id_check CHECK (session_id > 0),
	ADD CONSTRAINT appointment_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.appointment
ALTER TABLE lollipop_candidate_restricted.appointment ADD CONSTRAINT appointment_pkey PRIMARY KEY (id);
CREATE INDEX appointment_child_id ON lollipop_candidate_restricted.appointment (child_id);
ALTER TABLE lollipop_candidate_restricted.appointment
	ADD CONSTRAINT appointment_id_check CHECK (id > 0),
	ADD CONSTRAINT appointment_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT appointment_status_check CHECK (status IN ('booked', 'past', 'did_not_attend', 'suppressed', 'unknown')),
	ADD CONSTRAINT appointment_appointment_on_check CHECK (appointment_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT appointment_start_time_check CHECK (start_time <> ''),
	ADD CONSTRAINT appointment_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT appointment_seen_time_check CHECK (seen_time <> ''),
	ADD CONSTRAINT appointment_left_time_check CHECK (left_time <> ''),
	ADD CONSTRAINT appointment_booked_on_check CHECK (booked_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT appointment_booked_time_check CHECK (booked_time <> ''),
	ADD CONSTRAINT appointment_slot_status_check CHECK (slot_status <> ''),
	ADD CONSTRAINT appointment_slot_type_check CHECK (slot_type <> ''),
	ADD CONSTRAINT appointment_booking_method_check CHECK (booking_method <> ''),
	ADD CONSTRAINT appointment_mode_check CHECK (mode <> ''),
	ADD CONSTRAINT appointment_setting_check CHECK (setting <> ''),
	ADD CONSTRAINT appointment_national_category_check CHECK (national_category <> ''),
	ADD CONSTRAINT appointment_external_patient_check CHECK (external_patient <> ''),
	ADD CONSTRAINT appointment_external_organisation_check CHECK (external_organisation <> ''),
	ADD CONSTRAINT appointment_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT appointment_session_id_check CHECK (session_id > 0),
	ADD CONSTRAINT appointment_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.encounter
ALTER TABLE lollipop_candidate.encounter ADD CONSTRAINT encounter_pkey PRIMARY KEY (id);
CREATE INDEX encounter_child_id ON lollipop_candidate.encounter (child_id);
ALTER TABLE lollipop_candidate.encounter
	ADD CONSTRAINT encounter_id_check CHECK (id > 0),
	ADD CONSTRAINT encounter_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT encounter_source_term_check CHECK (source_term <> ''),
	ADD CONSTRAINT encounter_type_check CHECK (type <> ''),
	ADD CONSTRAINT encounter_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT encounter_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT encounter_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT encounter_appointment_id_check CHECK (appointment_id > 0),
	ADD CONSTRAINT encounter_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT encounter_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT encounter_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT encounter_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.encounter
ALTER TABLE lollipop_candidate_restricted.encounter ADD CONSTRAINT encounter_pkey PRIMARY KEY (id);
CREATE INDEX encounter_child_id ON lollipop_candidate_restricted.encounter (child_id);
ALTER TABLE lollipop_candidate_restricted.encounter
	ADD CONSTRAINT encounter_id_check CHECK (id > 0),
	ADD CONSTRAINT encounter_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT encounter_source_term_check CHECK (source_term <> ''),
	ADD CONSTRAINT encounter_type_check CHECK (type <> ''),
	ADD CONSTRAINT encounter_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT encounter_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT encounter_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT encounter_appointment_id_check CHECK (appointment_id > 0),
	ADD CONSTRAINT encounter_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT encounter_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT encounter_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT encounter_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.consent
ALTER TABLE lollipop_candidate.consent ADD CONSTRAINT consent_pkey PRIMARY KEY (id);
CREATE INDEX consent_child_id ON lollipop_candidate.consent (child_id);
ALTER TABLE lollipop_candidate.consent
	ADD CONSTRAINT consent_id_check CHECK (id > 0),
	ADD CONSTRAINT consent_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT consent_subject_check CHECK (subject IN ('immunisation', 'data_sharing', 'screening')),
	ADD CONSTRAINT consent_antigens_check CHECK (antigens <> ''),
	ADD CONSTRAINT consent_decision_check CHECK (decision IN ('given', 'refused', 'withdrawn')),
	ADD CONSTRAINT consent_decided_on_check CHECK (decided_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT consent_decided_precision_check CHECK (decided_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT consent_until_on_check CHECK (until_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT consent_until_precision_check CHECK (until_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT consent_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT consent_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT consent_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT consent_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT consent_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT consent_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT consent_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT consent_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT consent_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT consent_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT consent_note_check CHECK (note <> ''),
	ADD CONSTRAINT consent_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.consent
ALTER TABLE lollipop_candidate_restricted.consent ADD CONSTRAINT consent_pkey PRIMARY KEY (id);
CREATE INDEX consent_child_id ON lollipop_candidate_restricted.consent (child_id);
ALTER TABLE lollipop_candidate_restricted.consent
	ADD CONSTRAINT consent_id_check CHECK (id > 0),
	ADD CONSTRAINT consent_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT consent_subject_check CHECK (subject IN ('immunisation', 'data_sharing', 'screening')),
	ADD CONSTRAINT consent_antigens_check CHECK (antigens <> ''),
	ADD CONSTRAINT consent_decision_check CHECK (decision IN ('given', 'refused', 'withdrawn')),
	ADD CONSTRAINT consent_decided_on_check CHECK (decided_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT consent_decided_precision_check CHECK (decided_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT consent_until_on_check CHECK (until_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT consent_until_precision_check CHECK (until_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT consent_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT consent_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT consent_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT consent_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT consent_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT consent_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT consent_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT consent_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT consent_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT consent_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT consent_note_check CHECK (note <> ''),
	ADD CONSTRAINT consent_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.immunisation
ALTER TABLE lollipop_candidate.immunisation ADD CONSTRAINT immunisation_pkey PRIMARY KEY (id);
CREATE INDEX immunisation_child_id ON lollipop_candidate.immunisation (child_id);
ALTER TABLE lollipop_candidate.immunisation
	ADD CONSTRAINT immunisation_id_check CHECK (id > 0),
	ADD CONSTRAINT immunisation_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT immunisation_status_check CHECK (status IN ('given', 'not_given', 'reported')),
	ADD CONSTRAINT immunisation_reason_check CHECK (reason IN ('not_done', 'did_not_attend')),
	ADD CONSTRAINT immunisation_antigens_check CHECK (antigens <> ''),
	ADD CONSTRAINT immunisation_dose_check CHECK (dose <> ''),
	ADD CONSTRAINT immunisation_batch_check CHECK (batch <> ''),
	ADD CONSTRAINT immunisation_expires_on_check CHECK (expires_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT immunisation_site_check CHECK (site <> ''),
	ADD CONSTRAINT immunisation_route_check CHECK (route <> ''),
	ADD CONSTRAINT immunisation_manufacturer_check CHECK (manufacturer <> ''),
	ADD CONSTRAINT immunisation_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT immunisation_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT immunisation_duplicate_of_check CHECK (duplicate_of > 0),
	ADD CONSTRAINT immunisation_duplicate_kind_check CHECK (duplicate_kind IN ('probable', 'possible', 'conflict')),
	ADD CONSTRAINT immunisation_evidence_check CHECK (evidence IN ('coded', 'product_only')),
	ADD CONSTRAINT immunisation_product_id_check CHECK (product_id > 0),
	ADD CONSTRAINT immunisation_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT immunisation_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT immunisation_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT immunisation_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT immunisation_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT immunisation_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT immunisation_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT immunisation_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT immunisation_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT immunisation_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT immunisation_note_check CHECK (note <> ''),
	ADD CONSTRAINT immunisation_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.immunisation
ALTER TABLE lollipop_candidate_restricted.immunisation ADD CONSTRAINT immunisation_pkey PRIMARY KEY (id);
CREATE INDEX immunisation_child_id ON lollipop_candidate_restricted.immunisation (child_id);
ALTER TABLE lollipop_candidate_restricted.immunisation
	ADD CONSTRAINT immunisation_id_check CHECK (id > 0),
	ADD CONSTRAINT immunisation_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT immunisation_status_check CHECK (status IN ('given', 'not_given', 'reported')),
	ADD CONSTRAINT immunisation_reason_check CHECK (reason IN ('not_done', 'did_not_attend')),
	ADD CONSTRAINT immunisation_antigens_check CHECK (antigens <> ''),
	ADD CONSTRAINT immunisation_dose_check CHECK (dose <> ''),
	ADD CONSTRAINT immunisation_batch_check CHECK (batch <> ''),
	ADD CONSTRAINT immunisation_expires_on_check CHECK (expires_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT immunisation_site_check CHECK (site <> ''),
	ADD CONSTRAINT immunisation_route_check CHECK (route <> ''),
	ADD CONSTRAINT immunisation_manufacturer_check CHECK (manufacturer <> ''),
	ADD CONSTRAINT immunisation_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT immunisation_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT immunisation_duplicate_of_check CHECK (duplicate_of > 0),
	ADD CONSTRAINT immunisation_duplicate_kind_check CHECK (duplicate_kind IN ('probable', 'possible', 'conflict')),
	ADD CONSTRAINT immunisation_evidence_check CHECK (evidence IN ('coded', 'product_only')),
	ADD CONSTRAINT immunisation_product_id_check CHECK (product_id > 0),
	ADD CONSTRAINT immunisation_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT immunisation_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT immunisation_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT immunisation_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT immunisation_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT immunisation_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT immunisation_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT immunisation_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT immunisation_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT immunisation_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT immunisation_note_check CHECK (note <> ''),
	ADD CONSTRAINT immunisation_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.contraindication
ALTER TABLE lollipop_candidate.contraindication ADD CONSTRAINT contraindication_pkey PRIMARY KEY (id);
CREATE INDEX contraindication_child_id ON lollipop_candidate.contraindication (child_id);
ALTER TABLE lollipop_candidate.contraindication
	ADD CONSTRAINT contraindication_id_check CHECK (id > 0),
	ADD CONSTRAINT contraindication_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT contraindication_antigens_check CHECK (antigens <> ''),
	ADD CONSTRAINT contraindication_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT contraindication_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT contraindication_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT contraindication_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT contraindication_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT contraindication_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT contraindication_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT contraindication_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT contraindication_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT contraindication_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT contraindication_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT contraindication_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT contraindication_note_check CHECK (note <> ''),
	ADD CONSTRAINT contraindication_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.contraindication
ALTER TABLE lollipop_candidate_restricted.contraindication ADD CONSTRAINT contraindication_pkey PRIMARY KEY (id);
CREATE INDEX contraindication_child_id ON lollipop_candidate_restricted.contraindication (child_id);
ALTER TABLE lollipop_candidate_restricted.contraindication
	ADD CONSTRAINT contraindication_id_check CHECK (id > 0),
	ADD CONSTRAINT contraindication_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT contraindication_antigens_check CHECK (antigens <> ''),
	ADD CONSTRAINT contraindication_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT contraindication_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT contraindication_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT contraindication_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT contraindication_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT contraindication_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT contraindication_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT contraindication_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT contraindication_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT contraindication_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT contraindication_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT contraindication_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT contraindication_note_check CHECK (note <> ''),
	ADD CONSTRAINT contraindication_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.allergy
ALTER TABLE lollipop_candidate.allergy ADD CONSTRAINT allergy_pkey PRIMARY KEY (id);
CREATE INDEX allergy_child_id ON lollipop_candidate.allergy (child_id);
ALTER TABLE lollipop_candidate.allergy
	ADD CONSTRAINT allergy_id_check CHECK (id > 0),
	ADD CONSTRAINT allergy_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT allergy_kind_check CHECK (kind IN ('allergy', 'adverse_reaction')),
	ADD CONSTRAINT allergy_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT allergy_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT allergy_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT allergy_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT allergy_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT allergy_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT allergy_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT allergy_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT allergy_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT allergy_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT allergy_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT allergy_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT allergy_note_check CHECK (note <> ''),
	ADD CONSTRAINT allergy_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.allergy
ALTER TABLE lollipop_candidate_restricted.allergy ADD CONSTRAINT allergy_pkey PRIMARY KEY (id);
CREATE INDEX allergy_child_id ON lollipop_candidate_restricted.allergy (child_id);
ALTER TABLE lollipop_candidate_restricted.allergy
	ADD CONSTRAINT allergy_id_check CHECK (id > 0),
	ADD CONSTRAINT allergy_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT allergy_kind_check CHECK (kind IN ('allergy', 'adverse_reaction')),
	ADD CONSTRAINT allergy_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT allergy_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT allergy_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT allergy_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT allergy_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT allergy_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT allergy_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT allergy_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT allergy_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT allergy_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT allergy_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT allergy_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT allergy_note_check CHECK (note <> ''),
	ADD CONSTRAINT allergy_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.review
ALTER TABLE lollipop_candidate.review ADD CONSTRAINT review_pkey PRIMARY KEY (id);
CREATE INDEX review_child_id ON lollipop_candidate.review (child_id);
ALTER TABLE lollipop_candidate.review
	ADD CONSTRAINT review_id_check CHECK (id > 0),
	ADD CONSTRAINT review_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT review_review_check CHECK (review <> ''),
	ADD CONSTRAINT review_outcome_check CHECK (outcome IN ('done', 'normal', 'abnormal_observe', 'abnormal_referred', 'abnormal_treated', 'not_done', 'not_offered', 'refused', 'did_not_attend')),
	ADD CONSTRAINT review_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT review_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT review_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT review_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT review_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT review_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT review_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT review_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT review_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT review_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT review_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT review_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT review_note_check CHECK (note <> ''),
	ADD CONSTRAINT review_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.review
ALTER TABLE lollipop_candidate_restricted.review ADD CONSTRAINT review_pkey PRIMARY KEY (id);
CREATE INDEX review_child_id ON lollipop_candidate_restricted.review (child_id);
ALTER TABLE lollipop_candidate_restricted.review
	ADD CONSTRAINT review_id_check CHECK (id > 0),
	ADD CONSTRAINT review_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT review_review_check CHECK (review <> ''),
	ADD CONSTRAINT review_outcome_check CHECK (outcome IN ('done', 'normal', 'abnormal_observe', 'abnormal_referred', 'abnormal_treated', 'not_done', 'not_offered', 'refused', 'did_not_attend')),
	ADD CONSTRAINT review_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT review_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT review_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT review_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT review_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT review_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT review_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT review_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT review_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT review_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT review_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT review_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT review_note_check CHECK (note <> ''),
	ADD CONSTRAINT review_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.screening_result
ALTER TABLE lollipop_candidate.screening_result ADD CONSTRAINT screening_result_pkey PRIMARY KEY (id);
CREATE INDEX screening_result_child_id ON lollipop_candidate.screening_result (child_id);
ALTER TABLE lollipop_candidate.screening_result
	ADD CONSTRAINT screening_result_id_check CHECK (id > 0),
	ADD CONSTRAINT screening_result_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT screening_result_programme_check CHECK (programme IN ('bloodspot', 'hearing', 'nipe')),
	ADD CONSTRAINT screening_result_test_check CHECK (test <> ''),
	ADD CONSTRAINT screening_result_status_check CHECK (status <> ''),
	ADD CONSTRAINT screening_result_value_check CHECK (value <> ''),
	ADD CONSTRAINT screening_result_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT screening_result_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT screening_result_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT screening_result_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT screening_result_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT screening_result_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT screening_result_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT screening_result_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT screening_result_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT screening_result_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT screening_result_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT screening_result_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT screening_result_note_check CHECK (note <> ''),
	ADD CONSTRAINT screening_result_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.screening_result
ALTER TABLE lollipop_candidate_restricted.screening_result ADD CONSTRAINT screening_result_pkey PRIMARY KEY (id);
CREATE INDEX screening_result_child_id ON lollipop_candidate_restricted.screening_result (child_id);
ALTER TABLE lollipop_candidate_restricted.screening_result
	ADD CONSTRAINT screening_result_id_check CHECK (id > 0),
	ADD CONSTRAINT screening_result_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT screening_result_programme_check CHECK (programme IN ('bloodspot', 'hearing', 'nipe')),
	ADD CONSTRAINT screening_result_test_check CHECK (test <> ''),
	ADD CONSTRAINT screening_result_status_check CHECK (status <> ''),
	ADD CONSTRAINT screening_result_value_check CHECK (value <> ''),
	ADD CONSTRAINT screening_result_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT screening_result_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT screening_result_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT screening_result_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT screening_result_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT screening_result_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT screening_result_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT screening_result_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT screening_result_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT screening_result_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT screening_result_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT screening_result_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT screening_result_note_check CHECK (note <> ''),
	ADD CONSTRAINT screening_result_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.measurement
ALTER TABLE lollipop_candidate.measurement ADD CONSTRAINT measurement_pkey PRIMARY KEY (id);
CREATE INDEX measurement_child_id ON lollipop_candidate.measurement (child_id);
ALTER TABLE lollipop_candidate.measurement
	ADD CONSTRAINT measurement_id_check CHECK (id > 0),
	ADD CONSTRAINT measurement_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT measurement_kind_check CHECK (kind <> ''),
	ADD CONSTRAINT measurement_unit_check CHECK (unit <> ''),
	ADD CONSTRAINT measurement_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT measurement_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT measurement_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT measurement_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT measurement_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT measurement_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT measurement_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT measurement_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT measurement_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT measurement_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT measurement_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT measurement_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT measurement_note_check CHECK (note <> ''),
	ADD CONSTRAINT measurement_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.measurement
ALTER TABLE lollipop_candidate_restricted.measurement ADD CONSTRAINT measurement_pkey PRIMARY KEY (id);
CREATE INDEX measurement_child_id ON lollipop_candidate_restricted.measurement (child_id);
ALTER TABLE lollipop_candidate_restricted.measurement
	ADD CONSTRAINT measurement_id_check CHECK (id > 0),
	ADD CONSTRAINT measurement_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT measurement_kind_check CHECK (kind <> ''),
	ADD CONSTRAINT measurement_unit_check CHECK (unit <> ''),
	ADD CONSTRAINT measurement_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT measurement_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT measurement_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT measurement_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT measurement_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT measurement_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT measurement_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT measurement_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT measurement_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT measurement_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT measurement_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT measurement_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT measurement_note_check CHECK (note <> ''),
	ADD CONSTRAINT measurement_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.assessment
ALTER TABLE lollipop_candidate.assessment ADD CONSTRAINT assessment_pkey PRIMARY KEY (id);
CREATE INDEX assessment_child_id ON lollipop_candidate.assessment (child_id);
ALTER TABLE lollipop_candidate.assessment
	ADD CONSTRAINT assessment_id_check CHECK (id > 0),
	ADD CONSTRAINT assessment_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT assessment_tool_check CHECK (tool IN ('asq3', 'asq_se')),
	ADD CONSTRAINT assessment_scale_check CHECK (scale IN ('communication', 'gross_motor', 'fine_motor', 'problem_solving', 'personal_social', 'social_emotional')),
	ADD CONSTRAINT assessment_parent_row_check CHECK (parent_row > 0),
	ADD CONSTRAINT assessment_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT assessment_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT assessment_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT assessment_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT assessment_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT assessment_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT assessment_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT assessment_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT assessment_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT assessment_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT assessment_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT assessment_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT assessment_note_check CHECK (note <> ''),
	ADD CONSTRAINT assessment_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.assessment
ALTER TABLE lollipop_candidate_restricted.assessment ADD CONSTRAINT assessment_pkey PRIMARY KEY (id);
CREATE INDEX assessment_child_id ON lollipop_candidate_restricted.assessment (child_id);
ALTER TABLE lollipop_candidate_restricted.assessment
	ADD CONSTRAINT assessment_id_check CHECK (id > 0),
	ADD CONSTRAINT assessment_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT assessment_tool_check CHECK (tool IN ('asq3', 'asq_se')),
	ADD CONSTRAINT assessment_scale_check CHECK (scale IN ('communication', 'gross_motor', 'fine_motor', 'problem_solving', 'personal_social', 'social_emotional')),
	ADD CONSTRAINT assessment_parent_row_check CHECK (parent_row > 0),
	ADD CONSTRAINT assessment_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT assessment_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT assessment_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT assessment_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT assessment_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT assessment_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT assessment_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT assessment_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT assessment_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT assessment_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT assessment_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT assessment_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT assessment_note_check CHECK (note <> ''),
	ADD CONSTRAINT assessment_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.feeding
ALTER TABLE lollipop_candidate.feeding ADD CONSTRAINT feeding_pkey PRIMARY KEY (id);
CREATE INDEX feeding_child_id ON lollipop_candidate.feeding (child_id);
ALTER TABLE lollipop_candidate.feeding
	ADD CONSTRAINT feeding_id_check CHECK (id > 0),
	ADD CONSTRAINT feeding_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT feeding_status_check CHECK (status IN ('breast', 'mixed', 'bottle')),
	ADD CONSTRAINT feeding_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT feeding_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT feeding_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT feeding_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT feeding_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT feeding_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT feeding_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT feeding_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT feeding_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT feeding_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT feeding_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT feeding_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT feeding_note_check CHECK (note <> ''),
	ADD CONSTRAINT feeding_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.feeding
ALTER TABLE lollipop_candidate_restricted.feeding ADD CONSTRAINT feeding_pkey PRIMARY KEY (id);
CREATE INDEX feeding_child_id ON lollipop_candidate_restricted.feeding (child_id);
ALTER TABLE lollipop_candidate_restricted.feeding
	ADD CONSTRAINT feeding_id_check CHECK (id > 0),
	ADD CONSTRAINT feeding_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT feeding_status_check CHECK (status IN ('breast', 'mixed', 'bottle')),
	ADD CONSTRAINT feeding_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT feeding_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT feeding_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT feeding_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT feeding_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT feeding_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT feeding_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT feeding_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT feeding_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT feeding_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT feeding_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT feeding_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT feeding_note_check CHECK (note <> ''),
	ADD CONSTRAINT feeding_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.legal_status
ALTER TABLE lollipop_candidate.legal_status ADD CONSTRAINT legal_status_pkey PRIMARY KEY (id);
CREATE INDEX legal_status_child_id ON lollipop_candidate.legal_status (child_id);
ALTER TABLE lollipop_candidate.legal_status
	ADD CONSTRAINT legal_status_id_check CHECK (id > 0),
	ADD CONSTRAINT legal_status_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT legal_status_kind_check CHECK (kind <> ''),
	ADD CONSTRAINT legal_status_change_check CHECK (change IN ('start', 'end')),
	ADD CONSTRAINT legal_status_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT legal_status_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT legal_status_until_on_check CHECK (until_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT legal_status_until_precision_check CHECK (until_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT legal_status_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT legal_status_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT legal_status_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT legal_status_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT legal_status_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT legal_status_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT legal_status_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT legal_status_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT legal_status_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT legal_status_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT legal_status_note_check CHECK (note <> ''),
	ADD CONSTRAINT legal_status_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.legal_status
ALTER TABLE lollipop_candidate_restricted.legal_status ADD CONSTRAINT legal_status_pkey PRIMARY KEY (id);
CREATE INDEX legal_status_child_id ON lollipop_candidate_restricted.legal_status (child_id);
ALTER TABLE lollipop_candidate_restricted.legal_status
	ADD CONSTRAINT legal_status_id_check CHECK (id > 0),
	ADD CONSTRAINT legal_status_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT legal_status_kind_check CHECK (kind <> ''),
	ADD CONSTRAINT legal_status_change_check CHECK (change IN ('start', 'end')),
	ADD CONSTRAINT legal_status_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT legal_status_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT legal_status_until_on_check CHECK (until_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT legal_status_until_precision_check CHECK (until_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT legal_status_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT legal_status_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT legal_status_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT legal_status_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT legal_status_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT legal_status_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT legal_status_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT legal_status_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT legal_status_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT legal_status_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT legal_status_note_check CHECK (note <> ''),
	ADD CONSTRAINT legal_status_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.alert
ALTER TABLE lollipop_candidate.alert ADD CONSTRAINT alert_pkey PRIMARY KEY (id);
CREATE INDEX alert_child_id ON lollipop_candidate.alert (child_id);
ALTER TABLE lollipop_candidate.alert
	ADD CONSTRAINT alert_id_check CHECK (id > 0),
	ADD CONSTRAINT alert_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT alert_kind_check CHECK (kind <> ''),
	ADD CONSTRAINT alert_change_check CHECK (change IN ('start', 'end')),
	ADD CONSTRAINT alert_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT alert_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT alert_until_on_check CHECK (until_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT alert_until_precision_check CHECK (until_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT alert_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT alert_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT alert_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT alert_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT alert_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT alert_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT alert_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT alert_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT alert_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT alert_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT alert_note_check CHECK (note <> ''),
	ADD CONSTRAINT alert_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.alert
ALTER TABLE lollipop_candidate_restricted.alert ADD CONSTRAINT alert_pkey PRIMARY KEY (id);
CREATE INDEX alert_child_id ON lollipop_candidate_restricted.alert (child_id);
ALTER TABLE lollipop_candidate_restricted.alert
	ADD CONSTRAINT alert_id_check CHECK (id > 0),
	ADD CONSTRAINT alert_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT alert_kind_check CHECK (kind <> ''),
	ADD CONSTRAINT alert_change_check CHECK (change IN ('start', 'end')),
	ADD CONSTRAINT alert_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT alert_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT alert_until_on_check CHECK (until_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT alert_until_precision_check CHECK (until_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT alert_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT alert_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT alert_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT alert_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT alert_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT alert_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT alert_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT alert_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT alert_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT alert_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT alert_note_check CHECK (note <> ''),
	ADD CONSTRAINT alert_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.need
ALTER TABLE lollipop_candidate.need ADD CONSTRAINT need_pkey PRIMARY KEY (id);
CREATE INDEX need_child_id ON lollipop_candidate.need (child_id);
ALTER TABLE lollipop_candidate.need
	ADD CONSTRAINT need_id_check CHECK (id > 0),
	ADD CONSTRAINT need_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT need_kind_check CHECK (kind IN ('disability', 'send', 'interpreter', 'accessible_information')),
	ADD CONSTRAINT need_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT need_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT need_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT need_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT need_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT need_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT need_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT need_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT need_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT need_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT need_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT need_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT need_note_check CHECK (note <> ''),
	ADD CONSTRAINT need_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.need
ALTER TABLE lollipop_candidate_restricted.need ADD CONSTRAINT need_pkey PRIMARY KEY (id);
CREATE INDEX need_child_id ON lollipop_candidate_restricted.need (child_id);
ALTER TABLE lollipop_candidate_restricted.need
	ADD CONSTRAINT need_id_check CHECK (id > 0),
	ADD CONSTRAINT need_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT need_kind_check CHECK (kind IN ('disability', 'send', 'interpreter', 'accessible_information')),
	ADD CONSTRAINT need_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT need_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT need_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT need_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT need_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT need_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT need_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT need_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT need_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT need_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT need_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT need_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT need_note_check CHECK (note <> ''),
	ADD CONSTRAINT need_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.care_team
ALTER TABLE lollipop_candidate.care_team ADD CONSTRAINT care_team_pkey PRIMARY KEY (id);
CREATE INDEX care_team_child_id ON lollipop_candidate.care_team (child_id);
ALTER TABLE lollipop_candidate.care_team
	ADD CONSTRAINT care_team_id_check CHECK (id > 0),
	ADD CONSTRAINT care_team_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT care_team_role_check CHECK (role IN ('usual_gp', 'external_gp', 'health_visitor', 'school_nurse', 'community_nurse')),
	ADD CONSTRAINT care_team_change_check CHECK (change IN ('start', 'end', 'stated')),
	ADD CONSTRAINT care_team_name_check CHECK (name <> ''),
	ADD CONSTRAINT care_team_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT care_team_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT care_team_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT care_team_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT care_team_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT care_team_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT care_team_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT care_team_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT care_team_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT care_team_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT care_team_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT care_team_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT care_team_note_check CHECK (note <> ''),
	ADD CONSTRAINT care_team_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.care_team
ALTER TABLE lollipop_candidate_restricted.care_team ADD CONSTRAINT care_team_pkey PRIMARY KEY (id);
CREATE INDEX care_team_child_id ON lollipop_candidate_restricted.care_team (child_id);
ALTER TABLE lollipop_candidate_restricted.care_team
	ADD CONSTRAINT care_team_id_check CHECK (id > 0),
	ADD CONSTRAINT care_team_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT care_team_role_check CHECK (role IN ('usual_gp', 'external_gp', 'health_visitor', 'school_nurse', 'community_nurse')),
	ADD CONSTRAINT care_team_change_check CHECK (change IN ('start', 'end', 'stated')),
	ADD CONSTRAINT care_team_name_check CHECK (name <> ''),
	ADD CONSTRAINT care_team_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT care_team_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT care_team_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT care_team_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT care_team_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT care_team_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT care_team_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT care_team_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT care_team_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT care_team_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT care_team_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT care_team_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT care_team_note_check CHECK (note <> ''),
	ADD CONSTRAINT care_team_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.school
ALTER TABLE lollipop_candidate.school ADD CONSTRAINT school_pkey PRIMARY KEY (id);
CREATE INDEX school_child_id ON lollipop_candidate.school (child_id);
ALTER TABLE lollipop_candidate.school
	ADD CONSTRAINT school_id_check CHECK (id > 0),
	ADD CONSTRAINT school_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT school_change_check CHECK (change IN ('start', 'end')),
	ADD CONSTRAINT school_name_check CHECK (name <> ''),
	ADD CONSTRAINT school_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT school_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT school_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT school_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT school_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT school_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT school_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT school_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT school_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT school_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT school_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT school_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT school_note_check CHECK (note <> ''),
	ADD CONSTRAINT school_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.school
ALTER TABLE lollipop_candidate_restricted.school ADD CONSTRAINT school_pkey PRIMARY KEY (id);
CREATE INDEX school_child_id ON lollipop_candidate_restricted.school (child_id);
ALTER TABLE lollipop_candidate_restricted.school
	ADD CONSTRAINT school_id_check CHECK (id > 0),
	ADD CONSTRAINT school_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT school_change_check CHECK (change IN ('start', 'end')),
	ADD CONSTRAINT school_name_check CHECK (name <> ''),
	ADD CONSTRAINT school_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT school_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT school_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT school_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT school_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT school_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT school_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT school_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT school_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT school_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT school_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT school_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT school_note_check CHECK (note <> ''),
	ADD CONSTRAINT school_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.due_item
ALTER TABLE lollipop_candidate.due_item ADD CONSTRAINT due_item_pkey PRIMARY KEY (id);
CREATE INDEX due_item_child_id ON lollipop_candidate.due_item (child_id);
ALTER TABLE lollipop_candidate.due_item
	ADD CONSTRAINT due_item_id_check CHECK (id > 0),
	ADD CONSTRAINT due_item_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT due_item_due_on_check CHECK (due_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT due_item_due_precision_check CHECK (due_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT due_item_status_check CHECK (status IN ('open', 'done', 'closed', 'suppressed')),
	ADD CONSTRAINT due_item_term_check CHECK (term <> ''),
	ADD CONSTRAINT due_item_antigens_check CHECK (antigens <> ''),
	ADD CONSTRAINT due_item_dose_check CHECK (dose <> ''),
	ADD CONSTRAINT due_item_duration_check CHECK (duration <> ''),
	ADD CONSTRAINT due_item_location_type_check CHECK (location_type <> ''),
	ADD CONSTRAINT due_item_reminder_check CHECK (reminder <> ''),
	ADD CONSTRAINT due_item_reminder_type_check CHECK (reminder_type <> ''),
	ADD CONSTRAINT due_item_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT due_item_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT due_item_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT due_item_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT due_item_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT due_item_note_check CHECK (note <> ''),
	ADD CONSTRAINT due_item_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.due_item
ALTER TABLE lollipop_candidate_restricted.due_item ADD CONSTRAINT due_item_pkey PRIMARY KEY (id);
CREATE INDEX due_item_child_id ON lollipop_candidate_restricted.due_item (child_id);
ALTER TABLE lollipop_candidate_restricted.due_item
	ADD CONSTRAINT due_item_id_check CHECK (id > 0),
	ADD CONSTRAINT due_item_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT due_item_due_on_check CHECK (due_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT due_item_due_precision_check CHECK (due_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT due_item_status_check CHECK (status IN ('open', 'done', 'closed', 'suppressed')),
	ADD CONSTRAINT due_item_term_check CHECK (term <> ''),
	ADD CONSTRAINT due_item_antigens_check CHECK (antigens <> ''),
	ADD CONSTRAINT due_item_dose_check CHECK (dose <> ''),
	ADD CONSTRAINT due_item_duration_check CHECK (duration <> ''),
	ADD CONSTRAINT due_item_location_type_check CHECK (location_type <> ''),
	ADD CONSTRAINT due_item_reminder_check CHECK (reminder <> ''),
	ADD CONSTRAINT due_item_reminder_type_check CHECK (reminder_type <> ''),
	ADD CONSTRAINT due_item_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT due_item_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT due_item_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT due_item_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT due_item_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT due_item_note_check CHECK (note <> ''),
	ADD CONSTRAINT due_item_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.correspondence
ALTER TABLE lollipop_candidate.correspondence ADD CONSTRAINT correspondence_pkey PRIMARY KEY (id);
CREATE INDEX correspondence_child_id ON lollipop_candidate.correspondence (child_id);
ALTER TABLE lollipop_candidate.correspondence
	ADD CONSTRAINT correspondence_id_check CHECK (id > 0),
	ADD CONSTRAINT correspondence_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT correspondence_kind_check CHECK (kind IN ('invitation', 'reminder', 'result', 'letter')),
	ADD CONSTRAINT correspondence_subject_check CHECK (subject IN ('immunisation', 'review', 'screening', 'other')),
	ADD CONSTRAINT correspondence_antigens_check CHECK (antigens <> ''),
	ADD CONSTRAINT correspondence_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT correspondence_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT correspondence_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT correspondence_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT correspondence_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT correspondence_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT correspondence_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT correspondence_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT correspondence_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT correspondence_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT correspondence_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT correspondence_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT correspondence_note_check CHECK (note <> ''),
	ADD CONSTRAINT correspondence_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.correspondence
ALTER TABLE lollipop_candidate_restricted.correspondence ADD CONSTRAINT correspondence_pkey PRIMARY KEY (id);
CREATE INDEX correspondence_child_id ON lollipop_candidate_restricted.correspondence (child_id);
ALTER TABLE lollipop_candidate_restricted.correspondence
	ADD CONSTRAINT correspondence_id_check CHECK (id > 0),
	ADD CONSTRAINT correspondence_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT correspondence_kind_check CHECK (kind IN ('invitation', 'reminder', 'result', 'letter')),
	ADD CONSTRAINT correspondence_subject_check CHECK (subject IN ('immunisation', 'review', 'screening', 'other')),
	ADD CONSTRAINT correspondence_antigens_check CHECK (antigens <> ''),
	ADD CONSTRAINT correspondence_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT correspondence_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT correspondence_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT correspondence_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT correspondence_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT correspondence_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT correspondence_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT correspondence_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT correspondence_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT correspondence_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT correspondence_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT correspondence_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT correspondence_note_check CHECK (note <> ''),
	ADD CONSTRAINT correspondence_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.due_computed
ALTER TABLE lollipop_candidate.due_computed ADD CONSTRAINT due_computed_pkey PRIMARY KEY (id);
CREATE INDEX due_computed_child_id ON lollipop_candidate.due_computed (child_id);
ALTER TABLE lollipop_candidate.due_computed
	ADD CONSTRAINT due_computed_id_check CHECK (id > 0),
	ADD CONSTRAINT due_computed_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT due_computed_state_check CHECK (state IN ('overdue', 'due', 'upcoming', 'suspended', 'refused', 'contraindicated', 'cannot_be_scheduled', 'in_doubt')),
	ADD CONSTRAINT due_computed_due_on_check CHECK (due_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT due_computed_planned_on_check CHECK (planned_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT due_computed_vaccine_check CHECK (vaccine <> ''),
	ADD CONSTRAINT due_computed_antigens_check CHECK (antigens <> ''),
	ADD CONSTRAINT due_computed_dose_check CHECK (dose <> ''),
	ADD CONSTRAINT due_computed_rule_version_check CHECK (rule_version <> ''),
	ADD CONSTRAINT due_computed_reason_check CHECK (reason <> ''),
	ADD CONSTRAINT due_computed_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.due_computed
ALTER TABLE lollipop_candidate_restricted.due_computed ADD CONSTRAINT due_computed_pkey PRIMARY KEY (id);
CREATE INDEX due_computed_child_id ON lollipop_candidate_restricted.due_computed (child_id);
ALTER TABLE lollipop_candidate_restricted.due_computed
	ADD CONSTRAINT due_computed_id_check CHECK (id > 0),
	ADD CONSTRAINT due_computed_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT due_computed_state_check CHECK (state IN ('overdue', 'due', 'upcoming', 'suspended', 'refused', 'contraindicated', 'cannot_be_scheduled', 'in_doubt')),
	ADD CONSTRAINT due_computed_due_on_check CHECK (due_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT due_computed_planned_on_check CHECK (planned_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT due_computed_vaccine_check CHECK (vaccine <> ''),
	ADD CONSTRAINT due_computed_antigens_check CHECK (antigens <> ''),
	ADD CONSTRAINT due_computed_dose_check CHECK (dose <> ''),
	ADD CONSTRAINT due_computed_rule_version_check CHECK (rule_version <> ''),
	ADD CONSTRAINT due_computed_reason_check CHECK (reason <> ''),
	ADD CONSTRAINT due_computed_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.problem
ALTER TABLE lollipop_candidate.problem ADD CONSTRAINT problem_pkey PRIMARY KEY (id);
CREATE INDEX problem_child_id ON lollipop_candidate.problem (child_id);
ALTER TABLE lollipop_candidate.problem
	ADD CONSTRAINT problem_id_check CHECK (id > 0),
	ADD CONSTRAINT problem_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT problem_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT problem_began_on_check CHECK (began_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT problem_began_precision_check CHECK (began_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT problem_ended_on_check CHECK (ended_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT problem_ended_precision_check CHECK (ended_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT problem_status_check CHECK (status <> ''),
	ADD CONSTRAINT problem_significance_check CHECK (significance <> ''),
	ADD CONSTRAINT problem_last_review_on_check CHECK (last_review_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT problem_last_review_precision_check CHECK (last_review_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT problem_parent_row_check CHECK (parent_row > 0),
	ADD CONSTRAINT problem_parent_relationship_check CHECK (parent_relationship <> ''),
	ADD CONSTRAINT problem_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT problem_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT problem_note_check CHECK (note <> ''),
	ADD CONSTRAINT problem_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.problem
ALTER TABLE lollipop_candidate_restricted.problem ADD CONSTRAINT problem_pkey PRIMARY KEY (id);
CREATE INDEX problem_child_id ON lollipop_candidate_restricted.problem (child_id);
ALTER TABLE lollipop_candidate_restricted.problem
	ADD CONSTRAINT problem_id_check CHECK (id > 0),
	ADD CONSTRAINT problem_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT problem_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT problem_began_on_check CHECK (began_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT problem_began_precision_check CHECK (began_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT problem_ended_on_check CHECK (ended_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT problem_ended_precision_check CHECK (ended_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT problem_status_check CHECK (status <> ''),
	ADD CONSTRAINT problem_significance_check CHECK (significance <> ''),
	ADD CONSTRAINT problem_last_review_on_check CHECK (last_review_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT problem_last_review_precision_check CHECK (last_review_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT problem_parent_row_check CHECK (parent_row > 0),
	ADD CONSTRAINT problem_parent_relationship_check CHECK (parent_relationship <> ''),
	ADD CONSTRAINT problem_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT problem_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT problem_note_check CHECK (note <> ''),
	ADD CONSTRAINT problem_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.observation
ALTER TABLE lollipop_candidate.observation ADD CONSTRAINT observation_pkey PRIMARY KEY (id);
CREATE INDEX observation_child_id ON lollipop_candidate.observation (child_id);
ALTER TABLE lollipop_candidate.observation
	ADD CONSTRAINT observation_id_check CHECK (id > 0),
	ADD CONSTRAINT observation_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT observation_value_check CHECK (value <> ''),
	ADD CONSTRAINT observation_unit_check CHECK (unit <> ''),
	ADD CONSTRAINT observation_range_low_check CHECK (range_low <> ''),
	ADD CONSTRAINT observation_range_high_check CHECK (range_high <> ''),
	ADD CONSTRAINT observation_parent_row_check CHECK (parent_row > 0),
	ADD CONSTRAINT observation_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT observation_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT observation_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT observation_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT observation_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT observation_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT observation_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT observation_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT observation_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT observation_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT observation_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT observation_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT observation_note_check CHECK (note <> ''),
	ADD CONSTRAINT observation_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.observation
ALTER TABLE lollipop_candidate_restricted.observation ADD CONSTRAINT observation_pkey PRIMARY KEY (id);
CREATE INDEX observation_child_id ON lollipop_candidate_restricted.observation (child_id);
ALTER TABLE lollipop_candidate_restricted.observation
	ADD CONSTRAINT observation_id_check CHECK (id > 0),
	ADD CONSTRAINT observation_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT observation_value_check CHECK (value <> ''),
	ADD CONSTRAINT observation_unit_check CHECK (unit <> ''),
	ADD CONSTRAINT observation_range_low_check CHECK (range_low <> ''),
	ADD CONSTRAINT observation_range_high_check CHECK (range_high <> ''),
	ADD CONSTRAINT observation_parent_row_check CHECK (parent_row > 0),
	ADD CONSTRAINT observation_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT observation_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT observation_problem_row_check CHECK (problem_row > 0),
	ADD CONSTRAINT observation_value_operator_check CHECK (value_operator <> ''),
	ADD CONSTRAINT observation_abnormal_reason_check CHECK (abnormal_reason <> ''),
	ADD CONSTRAINT observation_episode_check CHECK (episode <> ''),
	ADD CONSTRAINT observation_qualifiers_check CHECK (qualifiers <> ''),
	ADD CONSTRAINT observation_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT observation_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT observation_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT observation_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT observation_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT observation_note_check CHECK (note <> ''),
	ADD CONSTRAINT observation_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.document
ALTER TABLE lollipop_candidate.document ADD CONSTRAINT document_pkey PRIMARY KEY (id);
CREATE INDEX document_child_id ON lollipop_candidate.document (child_id);
ALTER TABLE lollipop_candidate.document
	ADD CONSTRAINT document_id_check CHECK (id > 0),
	ADD CONSTRAINT document_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT document_guid_check CHECK (guid <> ''),
	ADD CONSTRAINT document_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT document_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT document_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT document_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT document_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT document_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT document_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.document
ALTER TABLE lollipop_candidate_restricted.document ADD CONSTRAINT document_pkey PRIMARY KEY (id);
CREATE INDEX document_child_id ON lollipop_candidate_restricted.document (child_id);
ALTER TABLE lollipop_candidate_restricted.document
	ADD CONSTRAINT document_id_check CHECK (id > 0),
	ADD CONSTRAINT document_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT document_guid_check CHECK (guid <> ''),
	ADD CONSTRAINT document_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT document_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT document_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT document_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT document_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT document_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT document_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.referral
ALTER TABLE lollipop_candidate.referral ADD CONSTRAINT referral_pkey PRIMARY KEY (id);
CREATE INDEX referral_child_id ON lollipop_candidate.referral (child_id);
ALTER TABLE lollipop_candidate.referral
	ADD CONSTRAINT referral_id_check CHECK (id > 0),
	ADD CONSTRAINT referral_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT referral_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT referral_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT referral_target_organisation_id_check CHECK (target_organisation_id > 0),
	ADD CONSTRAINT referral_urgency_check CHECK (urgency <> ''),
	ADD CONSTRAINT referral_service_type_check CHECK (service_type <> ''),
	ADD CONSTRAINT referral_mode_check CHECK (mode <> ''),
	ADD CONSTRAINT referral_ubrn_check CHECK (ubrn <> ''),
	ADD CONSTRAINT referral_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT referral_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT referral_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT referral_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT referral_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT referral_note_check CHECK (note <> ''),
	ADD CONSTRAINT referral_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.referral
ALTER TABLE lollipop_candidate_restricted.referral ADD CONSTRAINT referral_pkey PRIMARY KEY (id);
CREATE INDEX referral_child_id ON lollipop_candidate_restricted.referral (child_id);
ALTER TABLE lollipop_candidate_restricted.referral
	ADD CONSTRAINT referral_id_check CHECK (id > 0),
	ADD CONSTRAINT referral_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT referral_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT referral_occurred_precision_check CHECK (occurred_precision IN ('U', 'Y', 'YM', 'YMD', 'YMDT')),
	ADD CONSTRAINT referral_target_organisation_id_check CHECK (target_organisation_id > 0),
	ADD CONSTRAINT referral_urgency_check CHECK (urgency <> ''),
	ADD CONSTRAINT referral_service_type_check CHECK (service_type <> ''),
	ADD CONSTRAINT referral_mode_check CHECK (mode <> ''),
	ADD CONSTRAINT referral_ubrn_check CHECK (ubrn <> ''),
	ADD CONSTRAINT referral_code_id_check CHECK (code_id > 0),
	ADD CONSTRAINT referral_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT referral_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT referral_encounter_id_check CHECK (encounter_id > 0),
	ADD CONSTRAINT referral_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT referral_note_check CHECK (note <> ''),
	ADD CONSTRAINT referral_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.audit
ALTER TABLE lollipop_candidate.audit ADD CONSTRAINT audit_pkey PRIMARY KEY (id);
CREATE INDEX audit_child_id ON lollipop_candidate.audit (child_id);
ALTER TABLE lollipop_candidate.audit
	ADD CONSTRAINT audit_id_check CHECK (id > 0),
	ADD CONSTRAINT audit_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT audit_subject_check CHECK (subject IN ('item', 'registration')),
	ADD CONSTRAINT audit_item_guid_check CHECK (item_guid <> ''),
	ADD CONSTRAINT audit_item_row_check CHECK (item_row > 0),
	ADD CONSTRAINT audit_item_type_check CHECK (item_type <> ''),
	ADD CONSTRAINT audit_mode_check CHECK (mode <> ''),
	ADD CONSTRAINT audit_changed_on_check CHECK (changed_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT audit_changed_at_check CHECK (changed_at <> ''),
	ADD CONSTRAINT audit_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT audit_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT audit_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.audit
ALTER TABLE lollipop_candidate_restricted.audit ADD CONSTRAINT audit_pkey PRIMARY KEY (id);
CREATE INDEX audit_child_id ON lollipop_candidate_restricted.audit (child_id);
ALTER TABLE lollipop_candidate_restricted.audit
	ADD CONSTRAINT audit_id_check CHECK (id > 0),
	ADD CONSTRAINT audit_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT audit_subject_check CHECK (subject IN ('item', 'registration')),
	ADD CONSTRAINT audit_item_guid_check CHECK (item_guid <> ''),
	ADD CONSTRAINT audit_item_row_check CHECK (item_row > 0),
	ADD CONSTRAINT audit_item_type_check CHECK (item_type <> ''),
	ADD CONSTRAINT audit_mode_check CHECK (mode <> ''),
	ADD CONSTRAINT audit_changed_on_check CHECK (changed_on BETWEEN '1800-01-01' AND '2199-12-31'),
	ADD CONSTRAINT audit_changed_at_check CHECK (changed_at <> ''),
	ADD CONSTRAINT audit_organisation_id_check CHECK (organisation_id > 0),
	ADD CONSTRAINT audit_practitioner_id_check CHECK (practitioner_id > 0),
	ADD CONSTRAINT audit_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.record_note
ALTER TABLE lollipop_candidate.record_note ADD CONSTRAINT record_note_pkey PRIMARY KEY (id);
CREATE INDEX record_note_child_id ON lollipop_candidate.record_note (child_id);
ALTER TABLE lollipop_candidate.record_note
	ADD CONSTRAINT record_note_id_check CHECK (id > 0),
	ADD CONSTRAINT record_note_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT record_note_kind_check CHECK (kind IN ('quarantined-event', 'review-pair', 'unmapped-safety-code', 'repaired-safety-code', 'ambiguous-safety-code', 'probable-duplicate', 'possible-duplicate', 'given-and-declined', 'death-in-one-source', 'problem-without-observation', 'referral-without-observation', 'product-only-vaccine', 'date-before-birth', 'date-in-future', 'date-after-death', 'set-aside-field')),
	ADD CONSTRAINT record_note_about_row_check CHECK (about_row > 0),
	ADD CONSTRAINT record_note_note_check CHECK (note <> ''),
	ADD CONSTRAINT record_note_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.record_note
ALTER TABLE lollipop_candidate_restricted.record_note ADD CONSTRAINT record_note_pkey PRIMARY KEY (id);
CREATE INDEX record_note_child_id ON lollipop_candidate_restricted.record_note (child_id);
ALTER TABLE lollipop_candidate_restricted.record_note
	ADD CONSTRAINT record_note_id_check CHECK (id > 0),
	ADD CONSTRAINT record_note_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT record_note_kind_check CHECK (kind IN ('quarantined-event', 'review-pair', 'unmapped-safety-code', 'repaired-safety-code', 'ambiguous-safety-code', 'probable-duplicate', 'possible-duplicate', 'given-and-declined', 'death-in-one-source', 'problem-without-observation', 'referral-without-observation', 'product-only-vaccine', 'date-before-birth', 'date-in-future', 'date-after-death', 'set-aside-field')),
	ADD CONSTRAINT record_note_about_row_check CHECK (about_row > 0),
	ADD CONSTRAINT record_note_note_check CHECK (note <> ''),
	ADD CONSTRAINT record_note_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate.child_crosswalk
ALTER TABLE lollipop_candidate.child_crosswalk ADD CONSTRAINT child_crosswalk_pkey PRIMARY KEY (id);
CREATE INDEX child_crosswalk_child_id ON lollipop_candidate.child_crosswalk (child_id);
ALTER TABLE lollipop_candidate.child_crosswalk
	ADD CONSTRAINT child_crosswalk_id_check CHECK (id > 0),
	ADD CONSTRAINT child_crosswalk_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT child_crosswalk_source_check CHECK (source <> ''),
	ADD CONSTRAINT child_crosswalk_organisation_guid_check CHECK (organisation_guid <> ''),
	ADD CONSTRAINT child_crosswalk_patient_guid_check CHECK (patient_guid <> ''),
	ADD CONSTRAINT child_crosswalk_source_row_check CHECK (source_row > 0);

-- section lollipop_candidate_restricted.child_crosswalk
ALTER TABLE lollipop_candidate_restricted.child_crosswalk ADD CONSTRAINT child_crosswalk_pkey PRIMARY KEY (id);
CREATE INDEX child_crosswalk_child_id ON lollipop_candidate_restricted.child_crosswalk (child_id);
ALTER TABLE lollipop_candidate_restricted.child_crosswalk
	ADD CONSTRAINT child_crosswalk_id_check CHECK (id > 0),
	ADD CONSTRAINT child_crosswalk_child_id_check CHECK (child_id > 0),
	ADD CONSTRAINT child_crosswalk_source_check CHECK (source <> ''),
	ADD CONSTRAINT child_crosswalk_organisation_guid_check CHECK (organisation_guid <> ''),
	ADD CONSTRAINT child_crosswalk_patient_guid_check CHECK (patient_guid <> ''),
	ADD CONSTRAINT child_crosswalk_source_row_check CHECK (source_row > 0);
