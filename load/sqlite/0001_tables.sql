-- The candidate's tables. Dates are text yyyy-mm-dd, booleans 0 or 1, decimals text as sent.
-- SQLite cannot add a constraint later: they stand here, and foreign keys are checked after the rows.

PRAGMA application_id = 0x4C4F4C49;

-- One row a load; complete is set last.
CREATE TABLE load_ledger (
	load_id        INTEGER PRIMARY KEY NOT NULL, -- number of the load, on every row that it wrote
	manifest_root  TEXT,                         -- root of the load's manifest; empty until complete
	transform_root TEXT NOT NULL,                -- root of the manifest of the stage before
	as_of          TEXT NOT NULL,                -- day the run stands on
	tool_version   TEXT NOT NULL,                -- name and version of the program
	tables         INTEGER NOT NULL,             -- tables filled, restricted ones included
	rows           INTEGER NOT NULL,             -- rows in them
	complete       INTEGER NOT NULL,             -- 1 once every row is in and every constraint holds
	CONSTRAINT load_ledger_complete_check CHECK (complete = 0 OR complete = 1)
) STRICT;

CREATE TABLE location (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	guid TEXT NOT NULL, -- EMIS location GUID (from Location.LocationGuid)
	source TEXT NOT NULL, -- Source system the row came from (from file.source)
	name TEXT, -- Name as sent (from Location.LocationName)
	type TEXT, -- Type of location as sent (free text) (from Location.LocationTypeDescription)
	parent_id INTEGER, -- Location that this one is a part of (from Location.ParentLocationGuid)
	opened_on TEXT, -- Open date (from Location.OpenDate)
	closed_on TEXT, -- Close date (from Location.CloseDate)
	contact_name TEXT, -- Main contact as sent (from Location.MainContactName)
	fax TEXT, -- Fax number (from Location.FaxNumber)
	email TEXT, -- E-mail address (from Location.EmailAddress)
	phone TEXT, -- Telephone number (from Location.PhoneNumber)
	house TEXT, -- House name or flat number (from Location.HouseNameFlatNumber)
	street TEXT, -- Number and street (from Location.NumberAndStreet)
	village TEXT, -- Village (from Location.Village)
	town TEXT, -- Town (from Location.Town)
	county TEXT, -- County (from Location.County)
	postcode TEXT, -- Postcode as sent (from Location.Postcode)
	withdrawn INTEGER NOT NULL, -- A later batch deleted the location; it stands because a loaded row names it (from rule:withdrawn-reference)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT location_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES location (id),
	CONSTRAINT location_id_check CHECK (id > 0),
	CONSTRAINT location_guid_check CHECK (guid <> ''),
	CONSTRAINT location_source_check CHECK (source <> ''),
	CONSTRAINT location_name_check CHECK (name <> ''),
	CONSTRAINT location_type_check CHECK (type <> ''),
	CONSTRAINT location_parent_id_check CHECK (parent_id > 0),
	CONSTRAINT location_opened_on_check CHECK (opened_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT location_closed_on_check CHECK (closed_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT location_contact_name_check CHECK (contact_name <> ''),
	CONSTRAINT location_fax_check CHECK (fax <> ''),
	CONSTRAINT location_email_check CHECK (email <> ''),
	CONSTRAINT location_phone_check CHECK (phone <> ''),
	CONSTRAINT location_house_check CHECK (house <> ''),
	CONSTRAINT location_street_check CHECK (street <> ''),
	CONSTRAINT location_village_check CHECK (village <> ''),
	CONSTRAINT location_town_check CHECK (town <> ''),
	CONSTRAINT location_county_check CHECK (county <> ''),
	CONSTRAINT location_postcode_check CHECK (postcode <> ''),
	CONSTRAINT location_withdrawn_check CHECK (withdrawn = 0 OR withdrawn = 1),
	CONSTRAINT location_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE organisation (
	id INTEGER PRIMARY KEY NOT NULL, -- Key; ascending in the order of the source key
	guid TEXT NOT NULL, -- EMIS organisation GUID in braces and upper case (from Organisation.OrganisationGuid)
	source TEXT NOT NULL, -- Source system the row came from (from file.source)
	ods_code TEXT, -- ODS code as sent (from Organisation.ODSCode)
	name TEXT, -- Name as sent (from Organisation.OrganisationName)
	type TEXT, -- Organisation type as sent (free text in EMIS) (from Organisation.OrganisationType)
	parent_id INTEGER, -- Parent organisation where it was sent (from Organisation.ParentOrganisationGuid)
	commissioner_id INTEGER, -- Latest commissioner (CCG) where it was sent; organisation_commissioner has those before (from Organisation.CCGOrganisationGuid)
	opened_on TEXT, -- Open date (from Organisation.OpenDate)
	closed_on TEXT, -- Close date (from Organisation.CloseDate)
	main_location_id INTEGER, -- Main location where it was sent (from Organisation.MainLocationGuid)
	cdb INTEGER, -- Number of the organisation in EMIS (CDB); older files name it so (from Organisation.CDB)
	activated INTEGER, -- Sharing agreement activated; empty where no agreement row was sent (from SharingOrganisation.IsActivated)
	disabled INTEGER, -- Sharing agreement disabled; empty where no agreement row was sent (from SharingOrganisation.Disabled)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT organisation_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES organisation (id),
	CONSTRAINT organisation_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES organisation (id),
	CONSTRAINT organisation_main_location_id_fkey FOREIGN KEY (main_location_id) REFERENCES location (id),
	CONSTRAINT organisation_id_check CHECK (id > 0),
	CONSTRAINT organisation_guid_check CHECK (guid <> ''),
	CONSTRAINT organisation_source_check CHECK (source <> ''),
	CONSTRAINT organisation_ods_code_check CHECK (ods_code <> ''),
	CONSTRAINT organisation_name_check CHECK (name <> ''),
	CONSTRAINT organisation_type_check CHECK (type <> ''),
	CONSTRAINT organisation_parent_id_check CHECK (parent_id > 0),
	CONSTRAINT organisation_commissioner_id_check CHECK (commissioner_id > 0),
	CONSTRAINT organisation_opened_on_check CHECK (opened_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT organisation_closed_on_check CHECK (closed_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT organisation_main_location_id_check CHECK (main_location_id > 0),
	CONSTRAINT organisation_activated_check CHECK (activated = 0 OR activated = 1),
	CONSTRAINT organisation_disabled_check CHECK (disabled = 0 OR disabled = 1),
	CONSTRAINT organisation_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE organisation_commissioner (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	organisation_id INTEGER NOT NULL, -- Organisation (from rule:commissioner-by-date)
	commissioner_id INTEGER, -- Commissioner; empty where its own row was not sent (from rule:commissioner-by-date)
	commissioner_guid TEXT NOT NULL, -- EMIS organisation GUID of the commissioner (from rule:commissioner-by-date)
	from_on TEXT, -- Day of the first batch that says so: it was so then and may have been before; empty where the organisation had closed by then (from rule:commissioner-by-date)
	until_on TEXT, -- Day of the batch that says otherwise or on which the organisation closed; empty where it is so still (from rule:commissioner-by-date)
	source_row INTEGER NOT NULL, -- Row id of the row of the organisation that stands
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT organisation_commissioner_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT organisation_commissioner_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES organisation (id),
	CONSTRAINT organisation_commissioner_id_check CHECK (id > 0),
	CONSTRAINT organisation_commissioner_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT organisation_commissioner_commissioner_id_check CHECK (commissioner_id > 0),
	CONSTRAINT organisation_commissioner_commissioner_guid_check CHECK (commissioner_guid <> ''),
	CONSTRAINT organisation_commissioner_from_on_check CHECK (from_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT organisation_commissioner_until_on_check CHECK (until_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT organisation_commissioner_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE practitioner (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	guid TEXT NOT NULL, -- EMIS user-in-role GUID (from UserInRole.UserInRoleGuid)
	organisation_id INTEGER, -- Employing organisation (from UserInRole.OrganisationGuid)
	title TEXT, -- Title (from UserInRole.Title)
	given_name TEXT, -- Given name (from UserInRole.GivenName)
	surname TEXT, -- Surname (from UserInRole.Surname)
	job_category_code TEXT, -- Job category code (from UserInRole.JobCategoryCode)
	job_category TEXT, -- Job category name (from UserInRole.JobCategoryName)
	registration_number TEXT, -- Number with the professional register; from version 8.0 (from UserInRole.RegistrationNumber)
	contract_start_on TEXT, -- Start of contract (from UserInRole.ContractStartDate)
	contract_end_on TEXT, -- End of contract (from UserInRole.ContractEndDate)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT practitioner_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT practitioner_id_check CHECK (id > 0),
	CONSTRAINT practitioner_guid_check CHECK (guid <> ''),
	CONSTRAINT practitioner_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT practitioner_title_check CHECK (title <> ''),
	CONSTRAINT practitioner_given_name_check CHECK (given_name <> ''),
	CONSTRAINT practitioner_surname_check CHECK (surname <> ''),
	CONSTRAINT practitioner_job_category_code_check CHECK (job_category_code <> ''),
	CONSTRAINT practitioner_job_category_check CHECK (job_category <> ''),
	CONSTRAINT practitioner_registration_number_check CHECK (registration_number <> ''),
	CONSTRAINT practitioner_contract_start_on_check CHECK (contract_start_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT practitioner_contract_end_on_check CHECK (contract_end_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT practitioner_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE clinical_code (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	source TEXT NOT NULL, -- Source whose dictionary holds the code (from file.source)
	code_id INTEGER NOT NULL, -- EMIS code id (text-like integer up to 18 digits) (from ClinicalCode.CodeId)
	term TEXT, -- Term as sent (from ClinicalCode.Term)
	read_code TEXT, -- ReadTermId as sent (from ClinicalCode.ReadTermId)
	snomed_concept TEXT, -- SNOMED CT concept id as sent (text so that no reader rounds it) (from ClinicalCode.SnomedCTConceptId)
	snomed_description_id TEXT, -- SnomedCTDescriptionId as sent: which of the terms of the concept was chosen (from ClinicalCode.SnomedCTDescriptionId)
	category TEXT, -- EMIS code category (from ClinicalCode.EmisCodeCategoryDescription)
	system TEXT NOT NULL, -- System the code was resolved in: snomed or readv2 or emis_local (from rule:code-resolution)
	code TEXT NOT NULL, -- Code within that system (from rule:code-resolution)
	class TEXT NOT NULL, -- safety or ordinary (from concept.class or rule:likely-class)
	kind TEXT NOT NULL, -- What the code means for loading; 'unmapped' where no mapping row counts (from concept.kind or 'unmapped')
	resolution TEXT NOT NULL, -- How the code got its meaning: mapped, unmapped, repaired (of a damaged SNOMED CT id) or ambiguous (its rows contradict each other) (from rule:code-resolution)
	id_damage TEXT, -- What is wrong with the SNOMED CT id as sent: not-digits, length, rounded, partition or check-digit; empty for nothing (from rule:damaged-id)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT clinical_code_id_check CHECK (id > 0),
	CONSTRAINT clinical_code_source_check CHECK (source <> ''),
	CONSTRAINT clinical_code_term_check CHECK (term <> ''),
	CONSTRAINT clinical_code_read_code_check CHECK (read_code <> ''),
	CONSTRAINT clinical_code_snomed_concept_check CHECK (snomed_concept <> ''),
	CONSTRAINT clinical_code_snomed_description_id_check CHECK (snomed_description_id <> ''),
	CONSTRAINT clinical_code_category_check CHECK (category <> ''),
	CONSTRAINT clinical_code_system_check CHECK (system = 'snomed' OR system = 'readv2' OR system = 'emis_local'),
	CONSTRAINT clinical_code_code_check CHECK (code <> ''),
	CONSTRAINT clinical_code_class_check CHECK (class = 'safety' OR class = 'ordinary'),
	CONSTRAINT clinical_code_kind_check CHECK (kind = 'given' OR kind = 'not_done' OR kind = 'did_not_attend' OR kind = 'history' OR kind = 'refused' OR kind = 'consent_given' OR kind = 'dissent' OR kind = 'contraindicated' OR kind = 'allergy' OR kind = 'adverse_reaction' OR kind = 'review' OR kind = 'screening' OR kind = 'measurement' OR kind = 'assessment' OR kind = 'feeding' OR kind = 'birth_order' OR kind = 'number_born' OR kind = 'gestation' OR kind = 'birth_weight' OR kind = 'stillbirth' OR kind = 'death' OR kind = 'legal_status' OR kind = 'alert' OR kind = 'need' OR kind = 'care_team' OR kind = 'school' OR kind = 'correspondence' OR kind = 'protection' OR kind = 'observation' OR kind = 'unmapped'),
	CONSTRAINT clinical_code_resolution_check CHECK (resolution <> ''),
	CONSTRAINT clinical_code_id_damage_check CHECK (id_damage <> ''),
	CONSTRAINT clinical_code_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE drug_code (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	source TEXT NOT NULL, -- Source whose dictionary holds the code (from file.source)
	code_id INTEGER NOT NULL, -- EMIS code id of the drug (from DrugCode.CodeId)
	term TEXT, -- Term as sent (from DrugCode.Term)
	dmd_code TEXT, -- dm+d product code as sent; an id and never a number (from DrugCode.DmdProductCodeId)
	bnf_chapter TEXT, -- Chapter of the British National Formulary; sent by version 8.0 only (from DrugCode.BNFChapterRef)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT drug_code_id_check CHECK (id > 0),
	CONSTRAINT drug_code_source_check CHECK (source <> ''),
	CONSTRAINT drug_code_term_check CHECK (term <> ''),
	CONSTRAINT drug_code_dmd_code_check CHECK (dmd_code <> ''),
	CONSTRAINT drug_code_bnf_chapter_check CHECK (bnf_chapter <> ''),
	CONSTRAINT drug_code_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE organisation_location (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	organisation_id INTEGER, -- Organisation (from OrganisationLocation.OrganisationGuid)
	location_id INTEGER, -- Location; empty where it was never sent (from OrganisationLocation.LocationGuid)
	main INTEGER, -- Main location of the organisation (from OrganisationLocation.IsMainLocation)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT organisation_location_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT organisation_location_location_id_fkey FOREIGN KEY (location_id) REFERENCES location (id),
	CONSTRAINT organisation_location_id_check CHECK (id > 0),
	CONSTRAINT organisation_location_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT organisation_location_location_id_check CHECK (location_id > 0),
	CONSTRAINT organisation_location_main_check CHECK (main = 0 OR main = 1),
	CONSTRAINT organisation_location_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE session (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	guid TEXT NOT NULL, -- EMIS session GUID (from Session.AppointmentSessionGuid)
	source TEXT NOT NULL, -- Source system the row came from (from file.source)
	description TEXT, -- Name of the session as sent (from Session.Description)
	type TEXT, -- Type of session as sent (from Session.SessionTypeDescription)
	category TEXT, -- Category of session as sent (from Session.SessionCategoryDisplayName)
	started_on TEXT, -- First day (from Session.StartDate)
	start_time TEXT, -- Time of day at which it starts; HH:mm:ss local (from Session.StartTime)
	ended_on TEXT, -- Last day (from Session.EndDate)
	end_time TEXT, -- Time of day at which it ends; HH:mm:ss local (from Session.EndTime)
	private INTEGER, -- Marked private in the source (from Session.Private)
	organisation_id INTEGER, -- Organisation that holds the session (from Session.OrganisationGuid)
	location_id INTEGER, -- Place where it is held; empty where it was never sent (from Session.LocationGuid)
	withdrawn INTEGER NOT NULL, -- A later batch deleted the session; it stands because a loaded row names it (from rule:withdrawn-reference)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT session_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT session_location_id_fkey FOREIGN KEY (location_id) REFERENCES location (id),
	CONSTRAINT session_id_check CHECK (id > 0),
	CONSTRAINT session_guid_check CHECK (guid <> ''),
	CONSTRAINT session_source_check CHECK (source <> ''),
	CONSTRAINT session_description_check CHECK (description <> ''),
	CONSTRAINT session_type_check CHECK (type <> ''),
	CONSTRAINT session_category_check CHECK (category <> ''),
	CONSTRAINT session_started_on_check CHECK (started_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT session_start_time_check CHECK (start_time <> ''),
	CONSTRAINT session_ended_on_check CHECK (ended_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT session_end_time_check CHECK (end_time <> ''),
	CONSTRAINT session_private_check CHECK (private = 0 OR private = 1),
	CONSTRAINT session_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT session_location_id_check CHECK (location_id > 0),
	CONSTRAINT session_withdrawn_check CHECK (withdrawn = 0 OR withdrawn = 1),
	CONSTRAINT session_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE session_practitioner (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	session_id INTEGER, -- Session (from SessionUser.SessionGuid)
	practitioner_id INTEGER, -- Who holds it; empty where the user was never sent (from SessionUser.UserInRoleGuid)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT session_practitioner_session_id_fkey FOREIGN KEY (session_id) REFERENCES session (id),
	CONSTRAINT session_practitioner_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT session_practitioner_id_check CHECK (id > 0),
	CONSTRAINT session_practitioner_session_id_check CHECK (session_id > 0),
	CONSTRAINT session_practitioner_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT session_practitioner_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE child (
	id INTEGER PRIMARY KEY NOT NULL, -- Key; ascending in the order of the lowest source key of its person records
	sex TEXT, -- M F U or I (from survivor Patient.Sex)
	date_of_birth TEXT, -- Date of birth; empty where none was readable (from survivor Patient.DateOfBirth)
	date_of_death TEXT, -- Date of death where one is known (from rule:death)
	deceased INTEGER NOT NULL, -- Death known by date or flag or code or state of the registration in any source (from rule:death)
	stillborn INTEGER NOT NULL, -- Stillbirth recorded by code (from rule:death)
	nhs_number TEXT, -- NHS number usable for identity; other numbers stand in child_identifier (from survivor Patient.NhsNumber)
	practice_code TEXT, -- ODS code of the general practice (from rule:practice-code)
	status TEXT NOT NULL, -- active or moved or deceased or unknown (from rule:residence)
	sensitive INTEGER NOT NULL, -- Spine sensitive on any record (from rule:restricted of Patient.SpineSensitive)
	protected INTEGER NOT NULL, -- Adopted or otherwise protected identity (from rule:restricted)
	incomplete INTEGER NOT NULL, -- A field of the patient row was set aside or its events are in quarantine (from rule:incomplete)
	ethnic_group TEXT, -- Ethnic group as sent; from messages alone (from survivor Patient.EthnicCode)
	ethnic_category TEXT, -- Ethnic category (A to S of the 2001 census; Z not stated; 99 not known) where ethnic_category.csv knows the group (from rule:ethnic-category of Patient.EthnicCode)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT child_id_check CHECK (id > 0),
	CONSTRAINT child_sex_check CHECK (sex = 'M' OR sex = 'F' OR sex = 'U' OR sex = 'I'),
	CONSTRAINT child_date_of_birth_check CHECK (date_of_birth BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT child_date_of_death_check CHECK (date_of_death BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT child_deceased_check CHECK (deceased = 0 OR deceased = 1),
	CONSTRAINT child_stillborn_check CHECK (stillborn = 0 OR stillborn = 1),
	CONSTRAINT child_nhs_number_check CHECK (nhs_number <> ''),
	CONSTRAINT child_practice_code_check CHECK (practice_code <> ''),
	CONSTRAINT child_status_check CHECK (status = 'active' OR status = 'moved' OR status = 'deceased' OR status = 'unknown'),
	CONSTRAINT child_sensitive_check CHECK (sensitive = 0 OR sensitive = 1),
	CONSTRAINT child_protected_check CHECK (protected = 0 OR protected = 1),
	CONSTRAINT child_incomplete_check CHECK (incomplete = 0 OR incomplete = 1),
	CONSTRAINT child_ethnic_group_check CHECK (ethnic_group <> ''),
	CONSTRAINT child_ethnic_category_check CHECK (ethnic_category <> ''),
	CONSTRAINT child_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_child (
	id INTEGER PRIMARY KEY NOT NULL, -- Key; ascending in the order of the lowest source key of its person records
	sex TEXT, -- M F U or I (from survivor Patient.Sex)
	date_of_birth TEXT, -- Date of birth; empty where none was readable (from survivor Patient.DateOfBirth)
	date_of_death TEXT, -- Date of death where one is known (from rule:death)
	deceased INTEGER NOT NULL, -- Death known by date or flag or code or state of the registration in any source (from rule:death)
	stillborn INTEGER NOT NULL, -- Stillbirth recorded by code (from rule:death)
	nhs_number TEXT, -- NHS number usable for identity; other numbers stand in child_identifier (from survivor Patient.NhsNumber)
	practice_code TEXT, -- ODS code of the general practice (from rule:practice-code)
	status TEXT NOT NULL, -- active or moved or deceased or unknown (from rule:residence)
	sensitive INTEGER NOT NULL, -- Spine sensitive on any record (from rule:restricted of Patient.SpineSensitive)
	protected INTEGER NOT NULL, -- Adopted or otherwise protected identity (from rule:restricted)
	incomplete INTEGER NOT NULL, -- A field of the patient row was set aside or its events are in quarantine (from rule:incomplete)
	ethnic_group TEXT, -- Ethnic group as sent; from messages alone (from survivor Patient.EthnicCode)
	ethnic_category TEXT, -- Ethnic category (A to S of the 2001 census; Z not stated; 99 not known) where ethnic_category.csv knows the group (from rule:ethnic-category of Patient.EthnicCode)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_child_id_check CHECK (id > 0),
	CONSTRAINT restricted_child_sex_check CHECK (sex = 'M' OR sex = 'F' OR sex = 'U' OR sex = 'I'),
	CONSTRAINT restricted_child_date_of_birth_check CHECK (date_of_birth BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_child_date_of_death_check CHECK (date_of_death BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_child_deceased_check CHECK (deceased = 0 OR deceased = 1),
	CONSTRAINT restricted_child_stillborn_check CHECK (stillborn = 0 OR stillborn = 1),
	CONSTRAINT restricted_child_nhs_number_check CHECK (nhs_number <> ''),
	CONSTRAINT restricted_child_practice_code_check CHECK (practice_code <> ''),
	CONSTRAINT restricted_child_status_check CHECK (status = 'active' OR status = 'moved' OR status = 'deceased' OR status = 'unknown'),
	CONSTRAINT restricted_child_sensitive_check CHECK (sensitive = 0 OR sensitive = 1),
	CONSTRAINT restricted_child_protected_check CHECK (protected = 0 OR protected = 1),
	CONSTRAINT restricted_child_incomplete_check CHECK (incomplete = 0 OR incomplete = 1),
	CONSTRAINT restricted_child_ethnic_group_check CHECK (ethnic_group <> ''),
	CONSTRAINT restricted_child_ethnic_category_check CHECK (ethnic_category <> ''),
	CONSTRAINT restricted_child_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE child_name (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	use TEXT NOT NULL, -- official or other or previous or calling or former (from rule:name-use)
	title TEXT, -- Title (from Patient.Title)
	given_name TEXT, -- Given name as sent; of use calling the name that the child goes by (from Patient.GivenName|CallingName)
	middle_names TEXT, -- Middle names as sent (from Patient.MiddleNames)
	surname TEXT, -- Surname as sent; of use former all former names in one text (from Patient.Surname|PreviousNames)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT child_name_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT child_name_id_check CHECK (id > 0),
	CONSTRAINT child_name_child_id_check CHECK (child_id > 0),
	CONSTRAINT child_name_use_check CHECK (use = 'official' OR use = 'other' OR use = 'previous' OR use = 'calling' OR use = 'former'),
	CONSTRAINT child_name_title_check CHECK (title <> ''),
	CONSTRAINT child_name_given_name_check CHECK (given_name <> ''),
	CONSTRAINT child_name_middle_names_check CHECK (middle_names <> ''),
	CONSTRAINT child_name_surname_check CHECK (surname <> ''),
	CONSTRAINT child_name_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_child_name (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	use TEXT NOT NULL, -- official or other or previous or calling or former (from rule:name-use)
	title TEXT, -- Title (from Patient.Title)
	given_name TEXT, -- Given name as sent; of use calling the name that the child goes by (from Patient.GivenName|CallingName)
	middle_names TEXT, -- Middle names as sent (from Patient.MiddleNames)
	surname TEXT, -- Surname as sent; of use former all former names in one text (from Patient.Surname|PreviousNames)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_child_name_id_check CHECK (id > 0),
	CONSTRAINT restricted_child_name_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_child_name_use_check CHECK (use = 'official' OR use = 'other' OR use = 'previous' OR use = 'calling' OR use = 'former'),
	CONSTRAINT restricted_child_name_title_check CHECK (title <> ''),
	CONSTRAINT restricted_child_name_given_name_check CHECK (given_name <> ''),
	CONSTRAINT restricted_child_name_middle_names_check CHECK (middle_names <> ''),
	CONSTRAINT restricted_child_name_surname_check CHECK (surname <> ''),
	CONSTRAINT restricted_child_name_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE child_address (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	use TEXT NOT NULL, -- home or temporary or other or previous (from rule:address-use)
	house TEXT, -- House name or flat number (from Patient.HouseNameFlatNumber)
	street TEXT, -- Number and street (from Patient.NumberAndStreet)
	village TEXT, -- Village (from Patient.Village)
	town TEXT, -- Town (from Patient.Town)
	county TEXT, -- County (from Patient.County)
	postcode TEXT, -- Postcode in the form AA9A 9AA where readable; otherwise empty and the original set aside (from Patient.Postcode)
	institute_code TEXT, -- Residential institute code (from Patient.ResidentialInstituteCode)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT child_address_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT child_address_id_check CHECK (id > 0),
	CONSTRAINT child_address_child_id_check CHECK (child_id > 0),
	CONSTRAINT child_address_use_check CHECK (use = 'home' OR use = 'temporary' OR use = 'other' OR use = 'previous'),
	CONSTRAINT child_address_house_check CHECK (house <> ''),
	CONSTRAINT child_address_street_check CHECK (street <> ''),
	CONSTRAINT child_address_village_check CHECK (village <> ''),
	CONSTRAINT child_address_town_check CHECK (town <> ''),
	CONSTRAINT child_address_county_check CHECK (county <> ''),
	CONSTRAINT child_address_postcode_check CHECK (postcode <> ''),
	CONSTRAINT child_address_institute_code_check CHECK (institute_code <> ''),
	CONSTRAINT child_address_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_child_address (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	use TEXT NOT NULL, -- home or temporary or other or previous (from rule:address-use)
	house TEXT, -- House name or flat number (from Patient.HouseNameFlatNumber)
	street TEXT, -- Number and street (from Patient.NumberAndStreet)
	village TEXT, -- Village (from Patient.Village)
	town TEXT, -- Town (from Patient.Town)
	county TEXT, -- County (from Patient.County)
	postcode TEXT, -- Postcode in the form AA9A 9AA where readable; otherwise empty and the original set aside (from Patient.Postcode)
	institute_code TEXT, -- Residential institute code (from Patient.ResidentialInstituteCode)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_child_address_id_check CHECK (id > 0),
	CONSTRAINT restricted_child_address_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_child_address_use_check CHECK (use = 'home' OR use = 'temporary' OR use = 'other' OR use = 'previous'),
	CONSTRAINT restricted_child_address_house_check CHECK (house <> ''),
	CONSTRAINT restricted_child_address_street_check CHECK (street <> ''),
	CONSTRAINT restricted_child_address_village_check CHECK (village <> ''),
	CONSTRAINT restricted_child_address_town_check CHECK (town <> ''),
	CONSTRAINT restricted_child_address_county_check CHECK (county <> ''),
	CONSTRAINT restricted_child_address_postcode_check CHECK (postcode <> ''),
	CONSTRAINT restricted_child_address_institute_code_check CHECK (institute_code <> ''),
	CONSTRAINT restricted_child_address_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE child_contact (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	system TEXT NOT NULL, -- home_phone or mobile_phone or email or comment (from rule:contact)
	value TEXT NOT NULL, -- Value as sent (from Patient.HomePhone|MobilePhone|EmailAddress|ContactComments)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT child_contact_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT child_contact_id_check CHECK (id > 0),
	CONSTRAINT child_contact_child_id_check CHECK (child_id > 0),
	CONSTRAINT child_contact_system_check CHECK (system = 'home_phone' OR system = 'mobile_phone' OR system = 'email' OR system = 'comment'),
	CONSTRAINT child_contact_value_check CHECK (value <> ''),
	CONSTRAINT child_contact_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_child_contact (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	system TEXT NOT NULL, -- home_phone or mobile_phone or email or comment (from rule:contact)
	value TEXT NOT NULL, -- Value as sent (from Patient.HomePhone|MobilePhone|EmailAddress|ContactComments)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_child_contact_id_check CHECK (id > 0),
	CONSTRAINT restricted_child_contact_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_child_contact_system_check CHECK (system = 'home_phone' OR system = 'mobile_phone' OR system = 'email' OR system = 'comment'),
	CONSTRAINT restricted_child_contact_value_check CHECK (value <> ''),
	CONSTRAINT restricted_child_contact_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE child_identifier (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	system TEXT NOT NULL, -- nhs_number or superseded_number or former_number or test_range or other_nation or rejected_number or person_guid or patient_number (from rule:identifier)
	value TEXT NOT NULL, -- Value (numbers without spaces) (from Patient.NhsNumber|OldNhsNumber|PersonGuid|PatientNumber)
	verdict TEXT NOT NULL, -- Verdict of the number rule; 'accept' for the others (from rule:number-verdict)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT child_identifier_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT child_identifier_id_check CHECK (id > 0),
	CONSTRAINT child_identifier_child_id_check CHECK (child_id > 0),
	CONSTRAINT child_identifier_system_check CHECK (system = 'nhs_number' OR system = 'superseded_number' OR system = 'former_number' OR system = 'test_range' OR system = 'other_nation' OR system = 'rejected_number' OR system = 'person_guid' OR system = 'patient_number'),
	CONSTRAINT child_identifier_value_check CHECK (value <> ''),
	CONSTRAINT child_identifier_verdict_check CHECK (verdict <> ''),
	CONSTRAINT child_identifier_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_child_identifier (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	system TEXT NOT NULL, -- nhs_number or superseded_number or former_number or test_range or other_nation or rejected_number or person_guid or patient_number (from rule:identifier)
	value TEXT NOT NULL, -- Value (numbers without spaces) (from Patient.NhsNumber|OldNhsNumber|PersonGuid|PatientNumber)
	verdict TEXT NOT NULL, -- Verdict of the number rule; 'accept' for the others (from rule:number-verdict)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_child_identifier_id_check CHECK (id > 0),
	CONSTRAINT restricted_child_identifier_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_child_identifier_system_check CHECK (system = 'nhs_number' OR system = 'superseded_number' OR system = 'former_number' OR system = 'test_range' OR system = 'other_nation' OR system = 'rejected_number' OR system = 'person_guid' OR system = 'patient_number'),
	CONSTRAINT restricted_child_identifier_value_check CHECK (value <> ''),
	CONSTRAINT restricted_child_identifier_verdict_check CHECK (verdict <> ''),
	CONSTRAINT restricted_child_identifier_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE registration (
	id INTEGER PRIMARY KEY NOT NULL, -- Key; one for each person record
	child_id INTEGER NOT NULL, -- Child
	organisation_id INTEGER, -- Organisation that sent the record (from Patient.OrganisationGuid)
	patient_type TEXT, -- Patient type; leading spaces removed (from Patient.PatientTypeDescription)
	practice_code TEXT, -- ODS code of the general practice (from rule:practice-code of Patient.ExternalUsualGPOrganisation)
	usual_gp_id INTEGER, -- Usual GP (from Patient.UsualGpUserInRoleGuid)
	external_gp TEXT, -- Usual GP elsewhere as text (from Patient.ExternalUsualGP)
	registered_on TEXT, -- Date of registration (from Patient.DateOfRegistration)
	ended_on TEXT, -- Date of deactivation or of the batch whose delete row ended it (from rule:registration-end of Patient.DateOfDeactivation|DateOfDeath)
	end_reason TEXT, -- deactivated or deleted or deceased (from rule:registration-end)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT registration_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT registration_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT registration_usual_gp_id_fkey FOREIGN KEY (usual_gp_id) REFERENCES practitioner (id),
	CONSTRAINT registration_id_check CHECK (id > 0),
	CONSTRAINT registration_child_id_check CHECK (child_id > 0),
	CONSTRAINT registration_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT registration_patient_type_check CHECK (patient_type <> ''),
	CONSTRAINT registration_practice_code_check CHECK (practice_code <> ''),
	CONSTRAINT registration_usual_gp_id_check CHECK (usual_gp_id > 0),
	CONSTRAINT registration_external_gp_check CHECK (external_gp <> ''),
	CONSTRAINT registration_registered_on_check CHECK (registered_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT registration_ended_on_check CHECK (ended_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT registration_end_reason_check CHECK (end_reason = 'deactivated' OR end_reason = 'deleted' OR end_reason = 'deceased'),
	CONSTRAINT registration_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_registration (
	id INTEGER PRIMARY KEY NOT NULL, -- Key; one for each person record
	child_id INTEGER NOT NULL, -- Child
	organisation_id INTEGER, -- Organisation that sent the record (from Patient.OrganisationGuid)
	patient_type TEXT, -- Patient type; leading spaces removed (from Patient.PatientTypeDescription)
	practice_code TEXT, -- ODS code of the general practice (from rule:practice-code of Patient.ExternalUsualGPOrganisation)
	usual_gp_id INTEGER, -- Usual GP (from Patient.UsualGpUserInRoleGuid)
	external_gp TEXT, -- Usual GP elsewhere as text (from Patient.ExternalUsualGP)
	registered_on TEXT, -- Date of registration (from Patient.DateOfRegistration)
	ended_on TEXT, -- Date of deactivation or of the batch whose delete row ended it (from rule:registration-end of Patient.DateOfDeactivation|DateOfDeath)
	end_reason TEXT, -- deactivated or deleted or deceased (from rule:registration-end)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_registration_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_registration_usual_gp_id_fkey FOREIGN KEY (usual_gp_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_registration_id_check CHECK (id > 0),
	CONSTRAINT restricted_registration_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_registration_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_registration_patient_type_check CHECK (patient_type <> ''),
	CONSTRAINT restricted_registration_practice_code_check CHECK (practice_code <> ''),
	CONSTRAINT restricted_registration_usual_gp_id_check CHECK (usual_gp_id > 0),
	CONSTRAINT restricted_registration_external_gp_check CHECK (external_gp <> ''),
	CONSTRAINT restricted_registration_registered_on_check CHECK (registered_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_registration_ended_on_check CHECK (ended_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_registration_end_reason_check CHECK (end_reason = 'deactivated' OR end_reason = 'deleted' OR end_reason = 'deceased'),
	CONSTRAINT restricted_registration_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE registration_history (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	organisation_id INTEGER, -- Organisation that sent the row (from PatientHistory.OrganisationGuid)
	status TEXT, -- Status of the registration as sent (from PatientHistory.StatusDescription)
	happened_on TEXT, -- Day of the change; of a registration that a message tells as a whole its first day (from PatientHistory.HistoryDate)
	happened_at TEXT, -- Time of day; HH:mm:ss local (from PatientHistory.HistoryTime)
	patient_type TEXT, -- Type of patient; from messages alone (from PatientHistory.PatientType)
	ended_on TEXT, -- Last day of a registration that a message tells as a whole; empty where it goes on (from PatientHistory.DateDeregistered)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT registration_history_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT registration_history_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT registration_history_id_check CHECK (id > 0),
	CONSTRAINT registration_history_child_id_check CHECK (child_id > 0),
	CONSTRAINT registration_history_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT registration_history_status_check CHECK (status <> ''),
	CONSTRAINT registration_history_happened_on_check CHECK (happened_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT registration_history_happened_at_check CHECK (happened_at <> ''),
	CONSTRAINT registration_history_patient_type_check CHECK (patient_type <> ''),
	CONSTRAINT registration_history_ended_on_check CHECK (ended_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT registration_history_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_registration_history (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	organisation_id INTEGER, -- Organisation that sent the row (from PatientHistory.OrganisationGuid)
	status TEXT, -- Status of the registration as sent (from PatientHistory.StatusDescription)
	happened_on TEXT, -- Day of the change; of a registration that a message tells as a whole its first day (from PatientHistory.HistoryDate)
	happened_at TEXT, -- Time of day; HH:mm:ss local (from PatientHistory.HistoryTime)
	patient_type TEXT, -- Type of patient; from messages alone (from PatientHistory.PatientType)
	ended_on TEXT, -- Last day of a registration that a message tells as a whole; empty where it goes on (from PatientHistory.DateDeregistered)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_registration_history_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_registration_history_id_check CHECK (id > 0),
	CONSTRAINT restricted_registration_history_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_registration_history_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_registration_history_status_check CHECK (status <> ''),
	CONSTRAINT restricted_registration_history_happened_on_check CHECK (happened_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_registration_history_happened_at_check CHECK (happened_at <> ''),
	CONSTRAINT restricted_registration_history_patient_type_check CHECK (patient_type <> ''),
	CONSTRAINT restricted_registration_history_ended_on_check CHECK (ended_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_registration_history_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE residence_status (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	status TEXT NOT NULL, -- active or moved or deceased or unknown (from rule:residence)
	from_on TEXT, -- Date since when; empty where not known (from rule:residence)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT residence_status_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT residence_status_id_check CHECK (id > 0),
	CONSTRAINT residence_status_child_id_check CHECK (child_id > 0),
	CONSTRAINT residence_status_status_check CHECK (status = 'active' OR status = 'moved' OR status = 'deceased' OR status = 'unknown'),
	CONSTRAINT residence_status_from_on_check CHECK (from_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT residence_status_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_residence_status (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	status TEXT NOT NULL, -- active or moved or deceased or unknown (from rule:residence)
	from_on TEXT, -- Date since when; empty where not known (from rule:residence)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_residence_status_id_check CHECK (id > 0),
	CONSTRAINT restricted_residence_status_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_residence_status_status_check CHECK (status = 'active' OR status = 'moved' OR status = 'deceased' OR status = 'unknown'),
	CONSTRAINT restricted_residence_status_from_on_check CHECK (from_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_residence_status_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE related_person (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	name TEXT, -- Name of the carer as sent (from Patient.CarerName)
	relationship TEXT, -- Relationship as sent (from Patient.CarerRelation)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT related_person_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT related_person_id_check CHECK (id > 0),
	CONSTRAINT related_person_child_id_check CHECK (child_id > 0),
	CONSTRAINT related_person_name_check CHECK (name <> ''),
	CONSTRAINT related_person_relationship_check CHECK (relationship <> ''),
	CONSTRAINT related_person_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_related_person (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	name TEXT, -- Name of the carer as sent (from Patient.CarerName)
	relationship TEXT, -- Relationship as sent (from Patient.CarerRelation)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_related_person_id_check CHECK (id > 0),
	CONSTRAINT restricted_related_person_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_related_person_name_check CHECK (name <> ''),
	CONSTRAINT restricted_related_person_relationship_check CHECK (relationship <> ''),
	CONSTRAINT restricted_related_person_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE trace_result (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	meaning TEXT NOT NULL, -- superseded or invalid or sensitive or dead (from rule:trace)
	code TEXT NOT NULL, -- Code of the trace as sent (from rule:trace)
	number TEXT, -- NHS number that was traced (from rule:trace)
	new_number TEXT, -- NHS number that supersedes it (from rule:trace)
	traced_on TEXT, -- Date of the trace or, of a death, of that (from rule:trace)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT trace_result_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT trace_result_id_check CHECK (id > 0),
	CONSTRAINT trace_result_child_id_check CHECK (child_id > 0),
	CONSTRAINT trace_result_meaning_check CHECK (meaning = 'superseded' OR meaning = 'invalid' OR meaning = 'sensitive' OR meaning = 'dead'),
	CONSTRAINT trace_result_code_check CHECK (code <> ''),
	CONSTRAINT trace_result_number_check CHECK (number <> ''),
	CONSTRAINT trace_result_new_number_check CHECK (new_number <> ''),
	CONSTRAINT trace_result_traced_on_check CHECK (traced_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT trace_result_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_trace_result (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	meaning TEXT NOT NULL, -- superseded or invalid or sensitive or dead (from rule:trace)
	code TEXT NOT NULL, -- Code of the trace as sent (from rule:trace)
	number TEXT, -- NHS number that was traced (from rule:trace)
	new_number TEXT, -- NHS number that supersedes it (from rule:trace)
	traced_on TEXT, -- Date of the trace or, of a death, of that (from rule:trace)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_trace_result_id_check CHECK (id > 0),
	CONSTRAINT restricted_trace_result_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_trace_result_meaning_check CHECK (meaning = 'superseded' OR meaning = 'invalid' OR meaning = 'sensitive' OR meaning = 'dead'),
	CONSTRAINT restricted_trace_result_code_check CHECK (code <> ''),
	CONSTRAINT restricted_trace_result_number_check CHECK (number <> ''),
	CONSTRAINT restricted_trace_result_new_number_check CHECK (new_number <> ''),
	CONSTRAINT restricted_trace_result_traced_on_check CHECK (traced_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_trace_result_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restriction (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	kind TEXT NOT NULL, -- sensitive or adopted or witness or protected or confidential (from rule:restricted)
	since_on TEXT, -- Date since when (from rule:restricted)
	basis TEXT NOT NULL, -- flag or code or register or trace or spread (from rule:restricted)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restriction_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT restriction_id_check CHECK (id > 0),
	CONSTRAINT restriction_child_id_check CHECK (child_id > 0),
	CONSTRAINT restriction_kind_check CHECK (kind <> ''),
	CONSTRAINT restriction_since_on_check CHECK (since_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restriction_basis_check CHECK (basis = 'flag' OR basis = 'code' OR basis = 'register' OR basis = 'trace' OR basis = 'spread'),
	CONSTRAINT restriction_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_restriction (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	kind TEXT NOT NULL, -- sensitive or adopted or witness or protected or confidential (from rule:restricted)
	since_on TEXT, -- Date since when (from rule:restricted)
	basis TEXT NOT NULL, -- flag or code or register or trace or spread (from rule:restricted)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_restriction_id_check CHECK (id > 0),
	CONSTRAINT restricted_restriction_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_restriction_kind_check CHECK (kind <> ''),
	CONSTRAINT restricted_restriction_since_on_check CHECK (since_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_restriction_basis_check CHECK (basis = 'flag' OR basis = 'code' OR basis = 'register' OR basis = 'trace' OR basis = 'spread'),
	CONSTRAINT restricted_restriction_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE birth (
	id INTEGER PRIMARY KEY NOT NULL, -- Key; at most one for each child
	child_id INTEGER NOT NULL, -- Child
	birth_order INTEGER, -- Order in the birth (from Observation.Value of kind birth_order)
	number_born INTEGER, -- Number born in the delivery (from Observation.Value of kind number_born)
	gestation_days INTEGER, -- Gestation in days (from Observation.Value of kind gestation)
	weight_g INTEGER, -- Birth weight in grams (from Observation.Value of kind birth_weight)
	outcome TEXT, -- live or still (from Observation of kind stillbirth)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT birth_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT birth_id_check CHECK (id > 0),
	CONSTRAINT birth_child_id_check CHECK (child_id > 0),
	CONSTRAINT birth_outcome_check CHECK (outcome = 'live' OR outcome = 'still'),
	CONSTRAINT birth_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_birth (
	id INTEGER PRIMARY KEY NOT NULL, -- Key; at most one for each child
	child_id INTEGER NOT NULL, -- Child
	birth_order INTEGER, -- Order in the birth (from Observation.Value of kind birth_order)
	number_born INTEGER, -- Number born in the delivery (from Observation.Value of kind number_born)
	gestation_days INTEGER, -- Gestation in days (from Observation.Value of kind gestation)
	weight_g INTEGER, -- Birth weight in grams (from Observation.Value of kind birth_weight)
	outcome TEXT, -- live or still (from Observation of kind stillbirth)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_birth_id_check CHECK (id > 0),
	CONSTRAINT restricted_birth_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_birth_outcome_check CHECK (outcome = 'live' OR outcome = 'still'),
	CONSTRAINT restricted_birth_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE appointment (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	status TEXT NOT NULL, -- booked past did_not_attend suppressed or unknown (from rule:appointment-status)
	appointment_on TEXT, -- Day (from Slot.AppointmentDate)
	start_time TEXT, -- Time of day; HH:mm:ss local (from Slot.AppointmentStartTime)
	planned_minutes INTEGER, -- Planned duration (from Slot.PlannedDurationInMinutes)
	actual_minutes INTEGER, -- Actual duration (from Slot.ActualDurationInMinutes)
	did_not_attend INTEGER, -- The child was not brought (from Slot.DidNotAttend)
	code_id INTEGER, -- Why the child was not brought (from Slot.DnaReasonCodeId)
	seen_time TEXT, -- Time of day when called in (from Slot.SendInTime)
	left_time TEXT, -- Time of day when gone (from Slot.LeftTime)
	wait_minutes INTEGER, -- How long the patient waited (from Slot.PatientWaitInMin)
	delay_minutes INTEGER, -- How late it began (from Slot.AppointmentDelayInMin)
	booked_on TEXT, -- Day of booking (from version 8.0) (from Slot.BookedDate)
	booked_time TEXT, -- Time of day of booking (from Slot.BookedTime)
	slot_status TEXT, -- Status as sent (from version 8.0) (from Slot.SlotStatus)
	slot_type TEXT, -- Type of slot as sent (from version 8.0) (from Slot.SlotType)
	booking_method TEXT, -- How it was booked (from version 8.0) (from Slot.BookingMethod)
	mode TEXT, -- Mode of contact as sent (from version 8.0) (from Slot.ModeOfContact)
	setting TEXT, -- Setting as sent (from version 8.2); of a message the name of the place (from Slot.ServiceSetting)
	national_category TEXT, -- National category of the slot (from version 8.2) (from Slot.NationalSlotCategoryName)
	external_patient TEXT, -- Patient of another organisation for whom the slot is; as sent (from version 8.0) (from Slot.ExternalPatientGuid)
	external_organisation TEXT, -- Organisation of that patient; as sent (from version 8.0) (from Slot.ExternalPatientOrganisation)
	organisation_id INTEGER, -- Organisation (from Slot.OrganisationGuid)
	session_id INTEGER, -- Session that the slot belongs to where it was sent (from Slot.SessionGuid)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT appointment_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT appointment_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT appointment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT appointment_session_id_fkey FOREIGN KEY (session_id) REFERENCES session (id),
	CONSTRAINT appointment_id_check CHECK (id > 0),
	CONSTRAINT appointment_child_id_check CHECK (child_id > 0),
	CONSTRAINT appointment_status_check CHECK (status = 'booked' OR status = 'past' OR status = 'did_not_attend' OR status = 'suppressed' OR status = 'unknown'),
	CONSTRAINT appointment_appointment_on_check CHECK (appointment_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT appointment_start_time_check CHECK (start_time <> ''),
	CONSTRAINT appointment_did_not_attend_check CHECK (did_not_attend = 0 OR did_not_attend = 1),
	CONSTRAINT appointment_code_id_check CHECK (code_id > 0),
	CONSTRAINT appointment_seen_time_check CHECK (seen_time <> ''),
	CONSTRAINT appointment_left_time_check CHECK (left_time <> ''),
	CONSTRAINT appointment_booked_on_check CHECK (booked_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT appointment_booked_time_check CHECK (booked_time <> ''),
	CONSTRAINT appointment_slot_status_check CHECK (slot_status <> ''),
	CONSTRAINT appointment_slot_type_check CHECK (slot_type <> ''),
	CONSTRAINT appointment_booking_method_check CHECK (booking_method <> ''),
	CONSTRAINT appointment_mode_check CHECK (mode <> ''),
	CONSTRAINT appointment_setting_check CHECK (setting <> ''),
	CONSTRAINT appointment_national_category_check CHECK (national_category <> ''),
	CONSTRAINT appointment_external_patient_check CHECK (external_patient <> ''),
	CONSTRAINT appointment_external_organisation_check CHECK (external_organisation <> ''),
	CONSTRAINT appointment_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT appointment_session_id_check CHECK (session_id > 0),
	CONSTRAINT appointment_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_appointment (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	status TEXT NOT NULL, -- booked past did_not_attend suppressed or unknown (from rule:appointment-status)
	appointment_on TEXT, -- Day (from Slot.AppointmentDate)
	start_time TEXT, -- Time of day; HH:mm:ss local (from Slot.AppointmentStartTime)
	planned_minutes INTEGER, -- Planned duration (from Slot.PlannedDurationInMinutes)
	actual_minutes INTEGER, -- Actual duration (from Slot.ActualDurationInMinutes)
	did_not_attend INTEGER, -- The child was not brought (from Slot.DidNotAttend)
	code_id INTEGER, -- Why the child was not brought (from Slot.DnaReasonCodeId)
	seen_time TEXT, -- Time of day when called in (from Slot.SendInTime)
	left_time TEXT, -- Time of day when gone (from Slot.LeftTime)
	wait_minutes INTEGER, -- How long the patient waited (from Slot.PatientWaitInMin)
	delay_minutes INTEGER, -- How late it began (from Slot.AppointmentDelayInMin)
	booked_on TEXT, -- Day of booking (from version 8.0) (from Slot.BookedDate)
	booked_time TEXT, -- Time of day of booking (from Slot.BookedTime)
	slot_status TEXT, -- Status as sent (from version 8.0) (from Slot.SlotStatus)
	slot_type TEXT, -- Type of slot as sent (from version 8.0) (from Slot.SlotType)
	booking_method TEXT, -- How it was booked (from version 8.0) (from Slot.BookingMethod)
	mode TEXT, -- Mode of contact as sent (from version 8.0) (from Slot.ModeOfContact)
	setting TEXT, -- Setting as sent (from version 8.2); of a message the name of the place (from Slot.ServiceSetting)
	national_category TEXT, -- National category of the slot (from version 8.2) (from Slot.NationalSlotCategoryName)
	external_patient TEXT, -- Patient of another organisation for whom the slot is; as sent (from version 8.0) (from Slot.ExternalPatientGuid)
	external_organisation TEXT, -- Organisation of that patient; as sent (from version 8.0) (from Slot.ExternalPatientOrganisation)
	organisation_id INTEGER, -- Organisation (from Slot.OrganisationGuid)
	session_id INTEGER, -- Session that the slot belongs to where it was sent (from Slot.SessionGuid)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_appointment_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_appointment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_appointment_session_id_fkey FOREIGN KEY (session_id) REFERENCES session (id),
	CONSTRAINT restricted_appointment_id_check CHECK (id > 0),
	CONSTRAINT restricted_appointment_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_appointment_status_check CHECK (status = 'booked' OR status = 'past' OR status = 'did_not_attend' OR status = 'suppressed' OR status = 'unknown'),
	CONSTRAINT restricted_appointment_appointment_on_check CHECK (appointment_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_appointment_start_time_check CHECK (start_time <> ''),
	CONSTRAINT restricted_appointment_did_not_attend_check CHECK (did_not_attend = 0 OR did_not_attend = 1),
	CONSTRAINT restricted_appointment_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_appointment_seen_time_check CHECK (seen_time <> ''),
	CONSTRAINT restricted_appointment_left_time_check CHECK (left_time <> ''),
	CONSTRAINT restricted_appointment_booked_on_check CHECK (booked_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_appointment_booked_time_check CHECK (booked_time <> ''),
	CONSTRAINT restricted_appointment_slot_status_check CHECK (slot_status <> ''),
	CONSTRAINT restricted_appointment_slot_type_check CHECK (slot_type <> ''),
	CONSTRAINT restricted_appointment_booking_method_check CHECK (booking_method <> ''),
	CONSTRAINT restricted_appointment_mode_check CHECK (mode <> ''),
	CONSTRAINT restricted_appointment_setting_check CHECK (setting <> ''),
	CONSTRAINT restricted_appointment_national_category_check CHECK (national_category <> ''),
	CONSTRAINT restricted_appointment_external_patient_check CHECK (external_patient <> ''),
	CONSTRAINT restricted_appointment_external_organisation_check CHECK (external_organisation <> ''),
	CONSTRAINT restricted_appointment_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_appointment_session_id_check CHECK (session_id > 0),
	CONSTRAINT restricted_appointment_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE encounter (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	source_term TEXT, -- Kind of place or contact as sent (from Consultation.ConsultationSourceTerm)
	type TEXT, -- Type of consultation as sent (from version 8.0) (from Consultation.ConsultationType)
	complete INTEGER, -- The source calls it complete (from Consultation.Complete)
	occurred_on TEXT, -- Date (from Consultation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- U Y YM YMD or YMDT (from Consultation.EffectiveDatePrecision)
	code_id INTEGER, -- Code of the kind of place or contact (from Consultation.ConsultationSourceCodeId)
	appointment_id INTEGER, -- Appointment that it was where that was sent (from Consultation.AppointmentSlotGuid)
	organisation_id INTEGER, -- Organisation (from Consultation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Consultation.ClinicianUserInRoleGuid)
	recorded_on TEXT, -- Date entered (from Consultation.EnteredDate)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT encounter_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT encounter_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT encounter_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment (id),
	CONSTRAINT encounter_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT encounter_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT encounter_id_check CHECK (id > 0),
	CONSTRAINT encounter_child_id_check CHECK (child_id > 0),
	CONSTRAINT encounter_source_term_check CHECK (source_term <> ''),
	CONSTRAINT encounter_type_check CHECK (type <> ''),
	CONSTRAINT encounter_complete_check CHECK (complete = 0 OR complete = 1),
	CONSTRAINT encounter_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT encounter_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT encounter_code_id_check CHECK (code_id > 0),
	CONSTRAINT encounter_appointment_id_check CHECK (appointment_id > 0),
	CONSTRAINT encounter_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT encounter_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT encounter_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT encounter_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_encounter (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	source_term TEXT, -- Kind of place or contact as sent (from Consultation.ConsultationSourceTerm)
	type TEXT, -- Type of consultation as sent (from version 8.0) (from Consultation.ConsultationType)
	complete INTEGER, -- The source calls it complete (from Consultation.Complete)
	occurred_on TEXT, -- Date (from Consultation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- U Y YM YMD or YMDT (from Consultation.EffectiveDatePrecision)
	code_id INTEGER, -- Code of the kind of place or contact (from Consultation.ConsultationSourceCodeId)
	appointment_id INTEGER, -- Appointment that it was where that was sent (from Consultation.AppointmentSlotGuid)
	organisation_id INTEGER, -- Organisation (from Consultation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Consultation.ClinicianUserInRoleGuid)
	recorded_on TEXT, -- Date entered (from Consultation.EnteredDate)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_encounter_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_encounter_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_encounter_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_encounter_id_check CHECK (id > 0),
	CONSTRAINT restricted_encounter_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_encounter_source_term_check CHECK (source_term <> ''),
	CONSTRAINT restricted_encounter_type_check CHECK (type <> ''),
	CONSTRAINT restricted_encounter_complete_check CHECK (complete = 0 OR complete = 1),
	CONSTRAINT restricted_encounter_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_encounter_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_encounter_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_encounter_appointment_id_check CHECK (appointment_id > 0),
	CONSTRAINT restricted_encounter_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_encounter_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_encounter_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_encounter_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE consent (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	subject TEXT NOT NULL, -- immunisation or data_sharing or screening (from concept.detail)
	antigens TEXT, -- Antigens covered; empty means every one (from concept.antigens)
	decision TEXT NOT NULL, -- given or refused or withdrawn (from concept.kind)
	decided_on TEXT, -- Date (from Observation.EffectiveDate)
	decided_precision TEXT NOT NULL, -- U Y YM YMD or YMDT (from Observation.EffectiveDatePrecision)
	until_on TEXT, -- End of the problem that the row itself is, where one says so (from Problem.EndDate)
	until_precision TEXT NOT NULL, -- U Y YM YMD or YMDT (from Problem.EndDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT consent_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT consent_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT consent_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT consent_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT consent_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT consent_id_check CHECK (id > 0),
	CONSTRAINT consent_child_id_check CHECK (child_id > 0),
	CONSTRAINT consent_subject_check CHECK (subject = 'immunisation' OR subject = 'data_sharing' OR subject = 'screening'),
	CONSTRAINT consent_antigens_check CHECK (antigens <> ''),
	CONSTRAINT consent_decision_check CHECK (decision = 'given' OR decision = 'refused' OR decision = 'withdrawn'),
	CONSTRAINT consent_decided_on_check CHECK (decided_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT consent_decided_precision_check CHECK (decided_precision = 'U' OR decided_precision = 'Y' OR decided_precision = 'YM' OR decided_precision = 'YMD' OR decided_precision = 'YMDT'),
	CONSTRAINT consent_until_on_check CHECK (until_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT consent_until_precision_check CHECK (until_precision = 'U' OR until_precision = 'Y' OR until_precision = 'YM' OR until_precision = 'YMD' OR until_precision = 'YMDT'),
	CONSTRAINT consent_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT consent_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT consent_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT consent_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT consent_episode_check CHECK (episode <> ''),
	CONSTRAINT consent_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT consent_code_id_check CHECK (code_id > 0),
	CONSTRAINT consent_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT consent_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT consent_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT consent_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT consent_note_check CHECK (note <> ''),
	CONSTRAINT consent_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_consent (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	subject TEXT NOT NULL, -- immunisation or data_sharing or screening (from concept.detail)
	antigens TEXT, -- Antigens covered; empty means every one (from concept.antigens)
	decision TEXT NOT NULL, -- given or refused or withdrawn (from concept.kind)
	decided_on TEXT, -- Date (from Observation.EffectiveDate)
	decided_precision TEXT NOT NULL, -- U Y YM YMD or YMDT (from Observation.EffectiveDatePrecision)
	until_on TEXT, -- End of the problem that the row itself is, where one says so (from Problem.EndDate)
	until_precision TEXT NOT NULL, -- U Y YM YMD or YMDT (from Problem.EndDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_consent_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_consent_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_consent_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_consent_id_check CHECK (id > 0),
	CONSTRAINT restricted_consent_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_consent_subject_check CHECK (subject = 'immunisation' OR subject = 'data_sharing' OR subject = 'screening'),
	CONSTRAINT restricted_consent_antigens_check CHECK (antigens <> ''),
	CONSTRAINT restricted_consent_decision_check CHECK (decision = 'given' OR decision = 'refused' OR decision = 'withdrawn'),
	CONSTRAINT restricted_consent_decided_on_check CHECK (decided_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_consent_decided_precision_check CHECK (decided_precision = 'U' OR decided_precision = 'Y' OR decided_precision = 'YM' OR decided_precision = 'YMD' OR decided_precision = 'YMDT'),
	CONSTRAINT restricted_consent_until_on_check CHECK (until_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_consent_until_precision_check CHECK (until_precision = 'U' OR until_precision = 'Y' OR until_precision = 'YM' OR until_precision = 'YMD' OR until_precision = 'YMDT'),
	CONSTRAINT restricted_consent_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT restricted_consent_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT restricted_consent_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT restricted_consent_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT restricted_consent_episode_check CHECK (episode <> ''),
	CONSTRAINT restricted_consent_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT restricted_consent_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_consent_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_consent_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_consent_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_consent_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_consent_note_check CHECK (note <> ''),
	CONSTRAINT restricted_consent_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE immunisation (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	status TEXT NOT NULL, -- given or not_given or reported (from concept.kind)
	reason TEXT, -- not_done or did_not_attend where not given (from concept.kind)
	antigens TEXT, -- Sorted antigen names joined by + (from concept.antigens)
	dose TEXT, -- Dose ordinal or booster mark of the code (from concept.dose)
	batch TEXT, -- Batch number: of the qualifiers or where the free text holds one in the rendered form (from rule:batch-in-text)
	expires_on TEXT, -- Expiry date of the batch (from rule:vaccine-qualifiers)
	site TEXT, -- Site of the injection as sent (from rule:vaccine-qualifiers)
	route TEXT, -- Route of the dose as sent; no published qualifier names one: the key is of memory and unverified (from rule:vaccine-qualifiers)
	manufacturer TEXT, -- Manufacturer as sent (from rule:vaccine-qualifiers)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate or DrugRecord.EffectiveDate or IssueRecord.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- U Y YM YMD or YMDT (from Observation.EffectiveDatePrecision or DrugRecord.EffectiveDatePrecision or IssueRecord.EffectiveDatePrecision)
	counted INTEGER NOT NULL, -- Counts as given until a person decides otherwise (from rule:dose-counting)
	duplicate_of INTEGER, -- Earlier dose of the same antigens within the days of tolerance possible-duplicate (from rule:dose-duplicate)
	duplicate_kind TEXT, -- probable (within the days of tolerance probable-duplicate) or possible (later) or conflict (declined on the same day) (from rule:dose-duplicate)
	evidence TEXT NOT NULL, -- coded or product_only: known from a prescription alone and never counted (from rule:prescribed)
	product_id INTEGER, -- Product where a prescription of that day tells it (from IssueRecord.CodeId or DrugRecord.CodeId)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid or DrugRecord.ProblemObservationGuid or IssueRecord.ProblemObservationGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER, -- Code; empty where a prescription alone tells of the dose (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid or DrugRecord.OrganisationGuid or IssueRecord.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid or DrugRecord.ClinicianUserInRoleGuid or IssueRecord.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid or IssueRecord.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate or DrugRecord.EnteredDate or IssueRecord.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT immunisation_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT immunisation_duplicate_of_fkey FOREIGN KEY (duplicate_of) REFERENCES immunisation (id),
	CONSTRAINT immunisation_product_id_fkey FOREIGN KEY (product_id) REFERENCES drug_code (id),
	CONSTRAINT immunisation_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT immunisation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT immunisation_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT immunisation_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT immunisation_id_check CHECK (id > 0),
	CONSTRAINT immunisation_child_id_check CHECK (child_id > 0),
	CONSTRAINT immunisation_status_check CHECK (status = 'given' OR status = 'not_given' OR status = 'reported'),
	CONSTRAINT immunisation_reason_check CHECK (reason = 'not_done' OR reason = 'did_not_attend'),
	CONSTRAINT immunisation_antigens_check CHECK (antigens <> ''),
	CONSTRAINT immunisation_dose_check CHECK (dose <> ''),
	CONSTRAINT immunisation_batch_check CHECK (batch <> ''),
	CONSTRAINT immunisation_expires_on_check CHECK (expires_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT immunisation_site_check CHECK (site <> ''),
	CONSTRAINT immunisation_route_check CHECK (route <> ''),
	CONSTRAINT immunisation_manufacturer_check CHECK (manufacturer <> ''),
	CONSTRAINT immunisation_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT immunisation_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT immunisation_counted_check CHECK (counted = 0 OR counted = 1),
	CONSTRAINT immunisation_duplicate_of_check CHECK (duplicate_of > 0),
	CONSTRAINT immunisation_duplicate_kind_check CHECK (duplicate_kind = 'probable' OR duplicate_kind = 'possible' OR duplicate_kind = 'conflict'),
	CONSTRAINT immunisation_evidence_check CHECK (evidence = 'coded' OR evidence = 'product_only'),
	CONSTRAINT immunisation_product_id_check CHECK (product_id > 0),
	CONSTRAINT immunisation_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT immunisation_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT immunisation_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT immunisation_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT immunisation_episode_check CHECK (episode <> ''),
	CONSTRAINT immunisation_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT immunisation_code_id_check CHECK (code_id > 0),
	CONSTRAINT immunisation_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT immunisation_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT immunisation_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT immunisation_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT immunisation_note_check CHECK (note <> ''),
	CONSTRAINT immunisation_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_immunisation (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	status TEXT NOT NULL, -- given or not_given or reported (from concept.kind)
	reason TEXT, -- not_done or did_not_attend where not given (from concept.kind)
	antigens TEXT, -- Sorted antigen names joined by + (from concept.antigens)
	dose TEXT, -- Dose ordinal or booster mark of the code (from concept.dose)
	batch TEXT, -- Batch number: of the qualifiers or where the free text holds one in the rendered form (from rule:batch-in-text)
	expires_on TEXT, -- Expiry date of the batch (from rule:vaccine-qualifiers)
	site TEXT, -- Site of the injection as sent (from rule:vaccine-qualifiers)
	route TEXT, -- Route of the dose as sent; no published qualifier names one: the key is of memory and unverified (from rule:vaccine-qualifiers)
	manufacturer TEXT, -- Manufacturer as sent (from rule:vaccine-qualifiers)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate or DrugRecord.EffectiveDate or IssueRecord.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- U Y YM YMD or YMDT (from Observation.EffectiveDatePrecision or DrugRecord.EffectiveDatePrecision or IssueRecord.EffectiveDatePrecision)
	counted INTEGER NOT NULL, -- Counts as given until a person decides otherwise (from rule:dose-counting)
	duplicate_of INTEGER, -- Earlier dose of the same antigens within the days of tolerance possible-duplicate (from rule:dose-duplicate)
	duplicate_kind TEXT, -- probable (within the days of tolerance probable-duplicate) or possible (later) or conflict (declined on the same day) (from rule:dose-duplicate)
	evidence TEXT NOT NULL, -- coded or product_only: known from a prescription alone and never counted (from rule:prescribed)
	product_id INTEGER, -- Product where a prescription of that day tells it (from IssueRecord.CodeId or DrugRecord.CodeId)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid or DrugRecord.ProblemObservationGuid or IssueRecord.ProblemObservationGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER, -- Code; empty where a prescription alone tells of the dose (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid or DrugRecord.OrganisationGuid or IssueRecord.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid or DrugRecord.ClinicianUserInRoleGuid or IssueRecord.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid or IssueRecord.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate or DrugRecord.EnteredDate or IssueRecord.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_immunisation_product_id_fkey FOREIGN KEY (product_id) REFERENCES drug_code (id),
	CONSTRAINT restricted_immunisation_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_immunisation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_immunisation_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_immunisation_id_check CHECK (id > 0),
	CONSTRAINT restricted_immunisation_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_immunisation_status_check CHECK (status = 'given' OR status = 'not_given' OR status = 'reported'),
	CONSTRAINT restricted_immunisation_reason_check CHECK (reason = 'not_done' OR reason = 'did_not_attend'),
	CONSTRAINT restricted_immunisation_antigens_check CHECK (antigens <> ''),
	CONSTRAINT restricted_immunisation_dose_check CHECK (dose <> ''),
	CONSTRAINT restricted_immunisation_batch_check CHECK (batch <> ''),
	CONSTRAINT restricted_immunisation_expires_on_check CHECK (expires_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_immunisation_site_check CHECK (site <> ''),
	CONSTRAINT restricted_immunisation_route_check CHECK (route <> ''),
	CONSTRAINT restricted_immunisation_manufacturer_check CHECK (manufacturer <> ''),
	CONSTRAINT restricted_immunisation_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_immunisation_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_immunisation_counted_check CHECK (counted = 0 OR counted = 1),
	CONSTRAINT restricted_immunisation_duplicate_of_check CHECK (duplicate_of > 0),
	CONSTRAINT restricted_immunisation_duplicate_kind_check CHECK (duplicate_kind = 'probable' OR duplicate_kind = 'possible' OR duplicate_kind = 'conflict'),
	CONSTRAINT restricted_immunisation_evidence_check CHECK (evidence = 'coded' OR evidence = 'product_only'),
	CONSTRAINT restricted_immunisation_product_id_check CHECK (product_id > 0),
	CONSTRAINT restricted_immunisation_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT restricted_immunisation_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT restricted_immunisation_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT restricted_immunisation_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT restricted_immunisation_episode_check CHECK (episode <> ''),
	CONSTRAINT restricted_immunisation_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT restricted_immunisation_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_immunisation_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_immunisation_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_immunisation_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_immunisation_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_immunisation_note_check CHECK (note <> ''),
	CONSTRAINT restricted_immunisation_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE contraindication (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	antigens TEXT, -- Antigens; empty means every one (from concept.antigens)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT contraindication_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT contraindication_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT contraindication_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT contraindication_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT contraindication_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT contraindication_id_check CHECK (id > 0),
	CONSTRAINT contraindication_child_id_check CHECK (child_id > 0),
	CONSTRAINT contraindication_antigens_check CHECK (antigens <> ''),
	CONSTRAINT contraindication_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT contraindication_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT contraindication_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT contraindication_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT contraindication_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT contraindication_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT contraindication_episode_check CHECK (episode <> ''),
	CONSTRAINT contraindication_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT contraindication_code_id_check CHECK (code_id > 0),
	CONSTRAINT contraindication_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT contraindication_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT contraindication_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT contraindication_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT contraindication_note_check CHECK (note <> ''),
	CONSTRAINT contraindication_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_contraindication (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	antigens TEXT, -- Antigens; empty means every one (from concept.antigens)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_contraindication_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_contraindication_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_contraindication_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_contraindication_id_check CHECK (id > 0),
	CONSTRAINT restricted_contraindication_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_contraindication_antigens_check CHECK (antigens <> ''),
	CONSTRAINT restricted_contraindication_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_contraindication_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_contraindication_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT restricted_contraindication_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT restricted_contraindication_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT restricted_contraindication_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT restricted_contraindication_episode_check CHECK (episode <> ''),
	CONSTRAINT restricted_contraindication_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT restricted_contraindication_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_contraindication_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_contraindication_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_contraindication_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_contraindication_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_contraindication_note_check CHECK (note <> ''),
	CONSTRAINT restricted_contraindication_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE allergy (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	kind TEXT NOT NULL, -- allergy or adverse_reaction (from concept.kind)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT allergy_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT allergy_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT allergy_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT allergy_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT allergy_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT allergy_id_check CHECK (id > 0),
	CONSTRAINT allergy_child_id_check CHECK (child_id > 0),
	CONSTRAINT allergy_kind_check CHECK (kind = 'allergy' OR kind = 'adverse_reaction'),
	CONSTRAINT allergy_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT allergy_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT allergy_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT allergy_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT allergy_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT allergy_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT allergy_episode_check CHECK (episode <> ''),
	CONSTRAINT allergy_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT allergy_code_id_check CHECK (code_id > 0),
	CONSTRAINT allergy_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT allergy_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT allergy_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT allergy_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT allergy_note_check CHECK (note <> ''),
	CONSTRAINT allergy_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_allergy (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	kind TEXT NOT NULL, -- allergy or adverse_reaction (from concept.kind)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_allergy_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_allergy_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_allergy_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_allergy_id_check CHECK (id > 0),
	CONSTRAINT restricted_allergy_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_allergy_kind_check CHECK (kind = 'allergy' OR kind = 'adverse_reaction'),
	CONSTRAINT restricted_allergy_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_allergy_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_allergy_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT restricted_allergy_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT restricted_allergy_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT restricted_allergy_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT restricted_allergy_episode_check CHECK (episode <> ''),
	CONSTRAINT restricted_allergy_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT restricted_allergy_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_allergy_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_allergy_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_allergy_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_allergy_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_allergy_note_check CHECK (note <> ''),
	CONSTRAINT restricted_allergy_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE review (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	review TEXT NOT NULL, -- Review id of the review table (from concept.detail)
	outcome TEXT NOT NULL, -- done normal abnormal_observe abnormal_referred abnormal_treated not_done not_offered refused did_not_attend (from concept.value)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT review_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT review_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT review_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT review_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT review_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT review_id_check CHECK (id > 0),
	CONSTRAINT review_child_id_check CHECK (child_id > 0),
	CONSTRAINT review_review_check CHECK (review <> ''),
	CONSTRAINT review_outcome_check CHECK (outcome = 'done' OR outcome = 'normal' OR outcome = 'abnormal_observe' OR outcome = 'abnormal_referred' OR outcome = 'abnormal_treated' OR outcome = 'not_done' OR outcome = 'not_offered' OR outcome = 'refused' OR outcome = 'did_not_attend'),
	CONSTRAINT review_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT review_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT review_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT review_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT review_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT review_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT review_episode_check CHECK (episode <> ''),
	CONSTRAINT review_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT review_code_id_check CHECK (code_id > 0),
	CONSTRAINT review_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT review_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT review_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT review_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT review_note_check CHECK (note <> ''),
	CONSTRAINT review_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_review (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	review TEXT NOT NULL, -- Review id of the review table (from concept.detail)
	outcome TEXT NOT NULL, -- done normal abnormal_observe abnormal_referred abnormal_treated not_done not_offered refused did_not_attend (from concept.value)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_review_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_review_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_review_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_review_id_check CHECK (id > 0),
	CONSTRAINT restricted_review_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_review_review_check CHECK (review <> ''),
	CONSTRAINT restricted_review_outcome_check CHECK (outcome = 'done' OR outcome = 'normal' OR outcome = 'abnormal_observe' OR outcome = 'abnormal_referred' OR outcome = 'abnormal_treated' OR outcome = 'not_done' OR outcome = 'not_offered' OR outcome = 'refused' OR outcome = 'did_not_attend'),
	CONSTRAINT restricted_review_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_review_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_review_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT restricted_review_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT restricted_review_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT restricted_review_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT restricted_review_episode_check CHECK (episode <> ''),
	CONSTRAINT restricted_review_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT restricted_review_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_review_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_review_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_review_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_review_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_review_note_check CHECK (note <> ''),
	CONSTRAINT restricted_review_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE screening_result (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	programme TEXT NOT NULL, -- bloodspot or hearing or nipe (from concept.dose)
	test TEXT NOT NULL, -- Condition or ear test or examination (from concept.detail)
	status TEXT NOT NULL, -- Status code of the programme or result word (from concept.value)
	value TEXT, -- Value as sent (from Observation.Value)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT screening_result_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT screening_result_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT screening_result_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT screening_result_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT screening_result_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT screening_result_id_check CHECK (id > 0),
	CONSTRAINT screening_result_child_id_check CHECK (child_id > 0),
	CONSTRAINT screening_result_programme_check CHECK (programme = 'bloodspot' OR programme = 'hearing' OR programme = 'nipe'),
	CONSTRAINT screening_result_test_check CHECK (test <> ''),
	CONSTRAINT screening_result_status_check CHECK (status <> ''),
	CONSTRAINT screening_result_value_check CHECK (value <> ''),
	CONSTRAINT screening_result_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT screening_result_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT screening_result_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT screening_result_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT screening_result_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT screening_result_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT screening_result_episode_check CHECK (episode <> ''),
	CONSTRAINT screening_result_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT screening_result_code_id_check CHECK (code_id > 0),
	CONSTRAINT screening_result_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT screening_result_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT screening_result_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT screening_result_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT screening_result_note_check CHECK (note <> ''),
	CONSTRAINT screening_result_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_screening_result (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	programme TEXT NOT NULL, -- bloodspot or hearing or nipe (from concept.dose)
	test TEXT NOT NULL, -- Condition or ear test or examination (from concept.detail)
	status TEXT NOT NULL, -- Status code of the programme or result word (from concept.value)
	value TEXT, -- Value as sent (from Observation.Value)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_screening_result_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_screening_result_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_screening_result_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_screening_result_id_check CHECK (id > 0),
	CONSTRAINT restricted_screening_result_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_screening_result_programme_check CHECK (programme = 'bloodspot' OR programme = 'hearing' OR programme = 'nipe'),
	CONSTRAINT restricted_screening_result_test_check CHECK (test <> ''),
	CONSTRAINT restricted_screening_result_status_check CHECK (status <> ''),
	CONSTRAINT restricted_screening_result_value_check CHECK (value <> ''),
	CONSTRAINT restricted_screening_result_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_screening_result_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_screening_result_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT restricted_screening_result_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT restricted_screening_result_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT restricted_screening_result_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT restricted_screening_result_episode_check CHECK (episode <> ''),
	CONSTRAINT restricted_screening_result_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT restricted_screening_result_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_screening_result_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_screening_result_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_screening_result_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_screening_result_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_screening_result_note_check CHECK (note <> ''),
	CONSTRAINT restricted_screening_result_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE measurement (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	kind TEXT NOT NULL, -- weight height head_circumference bmi_centile and others (from concept.detail)
	value TEXT, -- Value; exact decimal as sent (from Observation.Value)
	unit TEXT, -- Unit as sent (from Observation.NumericUnit)
	range_low TEXT, -- Lower limit (from Observation.NumericRangeLow)
	range_high TEXT, -- Upper limit (from Observation.NumericRangeHigh)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT measurement_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT measurement_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT measurement_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT measurement_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT measurement_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT measurement_id_check CHECK (id > 0),
	CONSTRAINT measurement_child_id_check CHECK (child_id > 0),
	CONSTRAINT measurement_kind_check CHECK (kind <> ''),
	CONSTRAINT measurement_value_check CHECK (value <> ''),
	CONSTRAINT measurement_unit_check CHECK (unit <> ''),
	CONSTRAINT measurement_range_low_check CHECK (range_low <> ''),
	CONSTRAINT measurement_range_high_check CHECK (range_high <> ''),
	CONSTRAINT measurement_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT measurement_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT measurement_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT measurement_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT measurement_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT measurement_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT measurement_episode_check CHECK (episode <> ''),
	CONSTRAINT measurement_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT measurement_code_id_check CHECK (code_id > 0),
	CONSTRAINT measurement_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT measurement_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT measurement_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT measurement_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT measurement_note_check CHECK (note <> ''),
	CONSTRAINT measurement_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_measurement (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	kind TEXT NOT NULL, -- weight height head_circumference bmi_centile and others (from concept.detail)
	value TEXT, -- Value; exact decimal as sent (from Observation.Value)
	unit TEXT, -- Unit as sent (from Observation.NumericUnit)
	range_low TEXT, -- Lower limit (from Observation.NumericRangeLow)
	range_high TEXT, -- Upper limit (from Observation.NumericRangeHigh)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_measurement_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_measurement_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_measurement_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_measurement_id_check CHECK (id > 0),
	CONSTRAINT restricted_measurement_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_measurement_kind_check CHECK (kind <> ''),
	CONSTRAINT restricted_measurement_value_check CHECK (value <> ''),
	CONSTRAINT restricted_measurement_unit_check CHECK (unit <> ''),
	CONSTRAINT restricted_measurement_range_low_check CHECK (range_low <> ''),
	CONSTRAINT restricted_measurement_range_high_check CHECK (range_high <> ''),
	CONSTRAINT restricted_measurement_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_measurement_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_measurement_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT restricted_measurement_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT restricted_measurement_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT restricted_measurement_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT restricted_measurement_episode_check CHECK (episode <> ''),
	CONSTRAINT restricted_measurement_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT restricted_measurement_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_measurement_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_measurement_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_measurement_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_measurement_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_measurement_note_check CHECK (note <> ''),
	CONSTRAINT restricted_measurement_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE assessment (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	tool TEXT NOT NULL, -- Questionnaire or scale: asq3 or asq_se (from concept.detail)
	scale TEXT NOT NULL, -- What of it is scored: communication gross_motor fine_motor problem_solving personal_social or social_emotional (from concept.value)
	score TEXT NOT NULL, -- Score; exact decimal as sent (from Observation.Value)
	parent_row INTEGER, -- Row id of the questionnaire that it belongs to where it was sent (from Observation.ParentObservationGuid)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT assessment_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT assessment_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT assessment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT assessment_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT assessment_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT assessment_id_check CHECK (id > 0),
	CONSTRAINT assessment_child_id_check CHECK (child_id > 0),
	CONSTRAINT assessment_tool_check CHECK (tool = 'asq3' OR tool = 'asq_se'),
	CONSTRAINT assessment_scale_check CHECK (scale = 'communication' OR scale = 'gross_motor' OR scale = 'fine_motor' OR scale = 'problem_solving' OR scale = 'personal_social' OR scale = 'social_emotional'),
	CONSTRAINT assessment_score_check CHECK (score <> ''),
	CONSTRAINT assessment_parent_row_check CHECK (parent_row > 0),
	CONSTRAINT assessment_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT assessment_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT assessment_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT assessment_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT assessment_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT assessment_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT assessment_episode_check CHECK (episode <> ''),
	CONSTRAINT assessment_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT assessment_code_id_check CHECK (code_id > 0),
	CONSTRAINT assessment_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT assessment_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT assessment_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT assessment_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT assessment_note_check CHECK (note <> ''),
	CONSTRAINT assessment_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_assessment (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	tool TEXT NOT NULL, -- Questionnaire or scale: asq3 or asq_se (from concept.detail)
	scale TEXT NOT NULL, -- What of it is scored: communication gross_motor fine_motor problem_solving personal_social or social_emotional (from concept.value)
	score TEXT NOT NULL, -- Score; exact decimal as sent (from Observation.Value)
	parent_row INTEGER, -- Row id of the questionnaire that it belongs to where it was sent (from Observation.ParentObservationGuid)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_assessment_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_assessment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_assessment_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_assessment_id_check CHECK (id > 0),
	CONSTRAINT restricted_assessment_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_assessment_tool_check CHECK (tool = 'asq3' OR tool = 'asq_se'),
	CONSTRAINT restricted_assessment_scale_check CHECK (scale = 'communication' OR scale = 'gross_motor' OR scale = 'fine_motor' OR scale = 'problem_solving' OR scale = 'personal_social' OR scale = 'social_emotional'),
	CONSTRAINT restricted_assessment_score_check CHECK (score <> ''),
	CONSTRAINT restricted_assessment_parent_row_check CHECK (parent_row > 0),
	CONSTRAINT restricted_assessment_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_assessment_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_assessment_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT restricted_assessment_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT restricted_assessment_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT restricted_assessment_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT restricted_assessment_episode_check CHECK (episode <> ''),
	CONSTRAINT restricted_assessment_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT restricted_assessment_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_assessment_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_assessment_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_assessment_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_assessment_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_assessment_note_check CHECK (note <> ''),
	CONSTRAINT restricted_assessment_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE feeding (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	status TEXT NOT NULL, -- breast or mixed or bottle (from concept.value)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT feeding_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT feeding_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT feeding_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT feeding_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT feeding_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT feeding_id_check CHECK (id > 0),
	CONSTRAINT feeding_child_id_check CHECK (child_id > 0),
	CONSTRAINT feeding_status_check CHECK (status = 'breast' OR status = 'mixed' OR status = 'bottle'),
	CONSTRAINT feeding_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT feeding_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT feeding_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT feeding_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT feeding_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT feeding_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT feeding_episode_check CHECK (episode <> ''),
	CONSTRAINT feeding_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT feeding_code_id_check CHECK (code_id > 0),
	CONSTRAINT feeding_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT feeding_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT feeding_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT feeding_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT feeding_note_check CHECK (note <> ''),
	CONSTRAINT feeding_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_feeding (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	status TEXT NOT NULL, -- breast or mixed or bottle (from concept.value)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_feeding_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_feeding_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_feeding_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_feeding_id_check CHECK (id > 0),
	CONSTRAINT restricted_feeding_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_feeding_status_check CHECK (status = 'breast' OR status = 'mixed' OR status = 'bottle'),
	CONSTRAINT restricted_feeding_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_feeding_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_feeding_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT restricted_feeding_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT restricted_feeding_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT restricted_feeding_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT restricted_feeding_episode_check CHECK (episode <> ''),
	CONSTRAINT restricted_feeding_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT restricted_feeding_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_feeding_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_feeding_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_feeding_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_feeding_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_feeding_note_check CHECK (note <> ''),
	CONSTRAINT restricted_feeding_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE legal_status (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	kind TEXT NOT NULL, -- child_protection_plan or looked_after (from concept.detail)
	change TEXT NOT NULL, -- start or end (from concept.value)
	occurred_on TEXT, -- Date of the change (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	until_on TEXT, -- End of the problem that the row itself is, where one says so (from Problem.EndDate)
	until_precision TEXT NOT NULL, -- U Y YM YMD or YMDT (from Problem.EndDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT legal_status_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT legal_status_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT legal_status_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT legal_status_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT legal_status_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT legal_status_id_check CHECK (id > 0),
	CONSTRAINT legal_status_child_id_check CHECK (child_id > 0),
	CONSTRAINT legal_status_kind_check CHECK (kind <> ''),
	CONSTRAINT legal_status_change_check CHECK (change = 'start' OR change = 'end'),
	CONSTRAINT legal_status_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT legal_status_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT legal_status_until_on_check CHECK (until_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT legal_status_until_precision_check CHECK (until_precision = 'U' OR until_precision = 'Y' OR until_precision = 'YM' OR until_precision = 'YMD' OR until_precision = 'YMDT'),
	CONSTRAINT legal_status_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT legal_status_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT legal_status_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT legal_status_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT legal_status_episode_check CHECK (episode <> ''),
	CONSTRAINT legal_status_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT legal_status_code_id_check CHECK (code_id > 0),
	CONSTRAINT legal_status_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT legal_status_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT legal_status_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT legal_status_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT legal_status_note_check CHECK (note <> ''),
	CONSTRAINT legal_status_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_legal_status (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	kind TEXT NOT NULL, -- child_protection_plan or looked_after (from concept.detail)
	change TEXT NOT NULL, -- start or end (from concept.value)
	occurred_on TEXT, -- Date of the change (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	until_on TEXT, -- End of the problem that the row itself is, where one says so (from Problem.EndDate)
	until_precision TEXT NOT NULL, -- U Y YM YMD or YMDT (from Problem.EndDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_legal_status_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_legal_status_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_legal_status_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_legal_status_id_check CHECK (id > 0),
	CONSTRAINT restricted_legal_status_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_legal_status_kind_check CHECK (kind <> ''),
	CONSTRAINT restricted_legal_status_change_check CHECK (change = 'start' OR change = 'end'),
	CONSTRAINT restricted_legal_status_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_legal_status_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_legal_status_until_on_check CHECK (until_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_legal_status_until_precision_check CHECK (until_precision = 'U' OR until_precision = 'Y' OR until_precision = 'YM' OR until_precision = 'YMD' OR until_precision = 'YMDT'),
	CONSTRAINT restricted_legal_status_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT restricted_legal_status_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT restricted_legal_status_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT restricted_legal_status_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT restricted_legal_status_episode_check CHECK (episode <> ''),
	CONSTRAINT restricted_legal_status_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT restricted_legal_status_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_legal_status_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_legal_status_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_legal_status_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_legal_status_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_legal_status_note_check CHECK (note <> ''),
	CONSTRAINT restricted_legal_status_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE alert (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	kind TEXT NOT NULL, -- Kind of alert (from concept.detail)
	change TEXT NOT NULL, -- start or end (from concept.value)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	until_on TEXT, -- End of the problem that the row itself is, where one says so (from Problem.EndDate)
	until_precision TEXT NOT NULL, -- U Y YM YMD or YMDT (from Problem.EndDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT alert_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT alert_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT alert_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT alert_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT alert_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT alert_id_check CHECK (id > 0),
	CONSTRAINT alert_child_id_check CHECK (child_id > 0),
	CONSTRAINT alert_kind_check CHECK (kind <> ''),
	CONSTRAINT alert_change_check CHECK (change = 'start' OR change = 'end'),
	CONSTRAINT alert_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT alert_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT alert_until_on_check CHECK (until_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT alert_until_precision_check CHECK (until_precision = 'U' OR until_precision = 'Y' OR until_precision = 'YM' OR until_precision = 'YMD' OR until_precision = 'YMDT'),
	CONSTRAINT alert_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT alert_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT alert_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT alert_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT alert_episode_check CHECK (episode <> ''),
	CONSTRAINT alert_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT alert_code_id_check CHECK (code_id > 0),
	CONSTRAINT alert_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT alert_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT alert_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT alert_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT alert_note_check CHECK (note <> ''),
	CONSTRAINT alert_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_alert (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	kind TEXT NOT NULL, -- Kind of alert (from concept.detail)
	change TEXT NOT NULL, -- start or end (from concept.value)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	until_on TEXT, -- End of the problem that the row itself is, where one says so (from Problem.EndDate)
	until_precision TEXT NOT NULL, -- U Y YM YMD or YMDT (from Problem.EndDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_alert_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_alert_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_alert_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_alert_id_check CHECK (id > 0),
	CONSTRAINT restricted_alert_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_alert_kind_check CHECK (kind <> ''),
	CONSTRAINT restricted_alert_change_check CHECK (change = 'start' OR change = 'end'),
	CONSTRAINT restricted_alert_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_alert_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_alert_until_on_check CHECK (until_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_alert_until_precision_check CHECK (until_precision = 'U' OR until_precision = 'Y' OR until_precision = 'YM' OR until_precision = 'YMD' OR until_precision = 'YMDT'),
	CONSTRAINT restricted_alert_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT restricted_alert_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT restricted_alert_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT restricted_alert_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT restricted_alert_episode_check CHECK (episode <> ''),
	CONSTRAINT restricted_alert_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT restricted_alert_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_alert_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_alert_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_alert_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_alert_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_alert_note_check CHECK (note <> ''),
	CONSTRAINT restricted_alert_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE need (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	kind TEXT NOT NULL, -- disability send interpreter accessible_information (from concept.detail)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT need_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT need_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT need_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT need_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT need_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT need_id_check CHECK (id > 0),
	CONSTRAINT need_child_id_check CHECK (child_id > 0),
	CONSTRAINT need_kind_check CHECK (kind = 'disability' OR kind = 'send' OR kind = 'interpreter' OR kind = 'accessible_information'),
	CONSTRAINT need_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT need_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT need_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT need_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT need_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT need_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT need_episode_check CHECK (episode <> ''),
	CONSTRAINT need_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT need_code_id_check CHECK (code_id > 0),
	CONSTRAINT need_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT need_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT need_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT need_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT need_note_check CHECK (note <> ''),
	CONSTRAINT need_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_need (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	kind TEXT NOT NULL, -- disability send interpreter accessible_information (from concept.detail)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_need_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_need_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_need_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_need_id_check CHECK (id > 0),
	CONSTRAINT restricted_need_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_need_kind_check CHECK (kind = 'disability' OR kind = 'send' OR kind = 'interpreter' OR kind = 'accessible_information'),
	CONSTRAINT restricted_need_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_need_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_need_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT restricted_need_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT restricted_need_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT restricted_need_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT restricted_need_episode_check CHECK (episode <> ''),
	CONSTRAINT restricted_need_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT restricted_need_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_need_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_need_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_need_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_need_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_need_note_check CHECK (note <> ''),
	CONSTRAINT restricted_need_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE care_team (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	role TEXT NOT NULL, -- usual_gp external_gp health_visitor school_nurse or community_nurse (from concept.detail or rule:care-team)
	change TEXT NOT NULL, -- start or end; stated where a patient row says so without a date (from concept.value or rule:care-team)
	name TEXT, -- Name as sent where the source states one (from Patient.ExternalUsualGP)
	occurred_on TEXT, -- Date of the change (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER, -- Code; empty where a patient row tells of it (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid or Patient.OrganisationGuid)
	practitioner_id INTEGER, -- Who it is (from Observation.ClinicianUserInRoleGuid or Patient.UsualGpUserInRoleGuid|ExternalUsualGPGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT care_team_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT care_team_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT care_team_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT care_team_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT care_team_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT care_team_id_check CHECK (id > 0),
	CONSTRAINT care_team_child_id_check CHECK (child_id > 0),
	CONSTRAINT care_team_role_check CHECK (role = 'usual_gp' OR role = 'external_gp' OR role = 'health_visitor' OR role = 'school_nurse' OR role = 'community_nurse'),
	CONSTRAINT care_team_change_check CHECK (change = 'start' OR change = 'end' OR change = 'stated'),
	CONSTRAINT care_team_name_check CHECK (name <> ''),
	CONSTRAINT care_team_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT care_team_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT care_team_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT care_team_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT care_team_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT care_team_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT care_team_episode_check CHECK (episode <> ''),
	CONSTRAINT care_team_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT care_team_code_id_check CHECK (code_id > 0),
	CONSTRAINT care_team_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT care_team_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT care_team_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT care_team_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT care_team_note_check CHECK (note <> ''),
	CONSTRAINT care_team_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_care_team (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	role TEXT NOT NULL, -- usual_gp external_gp health_visitor school_nurse or community_nurse (from concept.detail or rule:care-team)
	change TEXT NOT NULL, -- start or end; stated where a patient row says so without a date (from concept.value or rule:care-team)
	name TEXT, -- Name as sent where the source states one (from Patient.ExternalUsualGP)
	occurred_on TEXT, -- Date of the change (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER, -- Code; empty where a patient row tells of it (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid or Patient.OrganisationGuid)
	practitioner_id INTEGER, -- Who it is (from Observation.ClinicianUserInRoleGuid or Patient.UsualGpUserInRoleGuid|ExternalUsualGPGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_care_team_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_care_team_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_care_team_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_care_team_id_check CHECK (id > 0),
	CONSTRAINT restricted_care_team_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_care_team_role_check CHECK (role = 'usual_gp' OR role = 'external_gp' OR role = 'health_visitor' OR role = 'school_nurse' OR role = 'community_nurse'),
	CONSTRAINT restricted_care_team_change_check CHECK (change = 'start' OR change = 'end' OR change = 'stated'),
	CONSTRAINT restricted_care_team_name_check CHECK (name <> ''),
	CONSTRAINT restricted_care_team_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_care_team_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_care_team_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT restricted_care_team_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT restricted_care_team_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT restricted_care_team_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT restricted_care_team_episode_check CHECK (episode <> ''),
	CONSTRAINT restricted_care_team_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT restricted_care_team_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_care_team_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_care_team_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_care_team_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_care_team_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_care_team_note_check CHECK (note <> ''),
	CONSTRAINT restricted_care_team_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE school (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	change TEXT NOT NULL, -- start or end (from concept.value)
	name TEXT, -- Name of the school: what the first line of the free text says (from rule:school-name)
	occurred_on TEXT, -- Date of the change (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT school_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT school_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT school_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT school_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT school_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT school_id_check CHECK (id > 0),
	CONSTRAINT school_child_id_check CHECK (child_id > 0),
	CONSTRAINT school_change_check CHECK (change = 'start' OR change = 'end'),
	CONSTRAINT school_name_check CHECK (name <> ''),
	CONSTRAINT school_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT school_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT school_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT school_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT school_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT school_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT school_episode_check CHECK (episode <> ''),
	CONSTRAINT school_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT school_code_id_check CHECK (code_id > 0),
	CONSTRAINT school_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT school_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT school_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT school_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT school_note_check CHECK (note <> ''),
	CONSTRAINT school_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_school (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	change TEXT NOT NULL, -- start or end (from concept.value)
	name TEXT, -- Name of the school: what the first line of the free text says (from rule:school-name)
	occurred_on TEXT, -- Date of the change (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_school_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_school_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_school_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_school_id_check CHECK (id > 0),
	CONSTRAINT restricted_school_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_school_change_check CHECK (change = 'start' OR change = 'end'),
	CONSTRAINT restricted_school_name_check CHECK (name <> ''),
	CONSTRAINT restricted_school_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_school_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_school_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT restricted_school_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT restricted_school_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT restricted_school_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT restricted_school_episode_check CHECK (episode <> ''),
	CONSTRAINT restricted_school_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT restricted_school_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_school_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_school_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_school_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_school_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_school_note_check CHECK (note <> ''),
	CONSTRAINT restricted_school_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE due_item (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	due_on TEXT, -- Due date (from Diary.EffectiveDate)
	due_precision TEXT NOT NULL, -- Precision (from Diary.EffectiveDatePrecision)
	status TEXT NOT NULL, -- open or done or closed or suppressed (from rule:due-status of Diary.IsActive|IsComplete)
	term TEXT, -- What is due as sent (from Diary.OriginalTerm)
	antigens TEXT, -- Antigens where the code is an immunisation (from concept.antigens)
	dose TEXT, -- Dose where the code states one (from concept.dose)
	duration TEXT, -- Duration text (from Diary.DurationTerm)
	location_type TEXT, -- Kind of place (from Diary.LocationTypeDescription)
	reminder TEXT, -- The reminder as sent; from messages alone (from Diary.Reminder)
	reminder_type TEXT, -- How the child is to be reminded as sent (T telephone, V verbal, L letter); from messages alone (from Diary.ReminderType)
	code_id INTEGER NOT NULL, -- Code (from Diary.CodeId)
	organisation_id INTEGER, -- Organisation (from Diary.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Diary.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Diary.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Diary.EnteredDate)
	note TEXT, -- Free text (from Diary.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT due_item_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT due_item_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT due_item_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT due_item_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT due_item_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT due_item_id_check CHECK (id > 0),
	CONSTRAINT due_item_child_id_check CHECK (child_id > 0),
	CONSTRAINT due_item_due_on_check CHECK (due_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT due_item_due_precision_check CHECK (due_precision = 'U' OR due_precision = 'Y' OR due_precision = 'YM' OR due_precision = 'YMD' OR due_precision = 'YMDT'),
	CONSTRAINT due_item_status_check CHECK (status = 'open' OR status = 'done' OR status = 'closed' OR status = 'suppressed'),
	CONSTRAINT due_item_term_check CHECK (term <> ''),
	CONSTRAINT due_item_antigens_check CHECK (antigens <> ''),
	CONSTRAINT due_item_dose_check CHECK (dose <> ''),
	CONSTRAINT due_item_duration_check CHECK (duration <> ''),
	CONSTRAINT due_item_location_type_check CHECK (location_type <> ''),
	CONSTRAINT due_item_reminder_check CHECK (reminder <> ''),
	CONSTRAINT due_item_reminder_type_check CHECK (reminder_type <> ''),
	CONSTRAINT due_item_code_id_check CHECK (code_id > 0),
	CONSTRAINT due_item_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT due_item_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT due_item_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT due_item_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT due_item_note_check CHECK (note <> ''),
	CONSTRAINT due_item_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_due_item (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	due_on TEXT, -- Due date (from Diary.EffectiveDate)
	due_precision TEXT NOT NULL, -- Precision (from Diary.EffectiveDatePrecision)
	status TEXT NOT NULL, -- open or done or closed or suppressed (from rule:due-status of Diary.IsActive|IsComplete)
	term TEXT, -- What is due as sent (from Diary.OriginalTerm)
	antigens TEXT, -- Antigens where the code is an immunisation (from concept.antigens)
	dose TEXT, -- Dose where the code states one (from concept.dose)
	duration TEXT, -- Duration text (from Diary.DurationTerm)
	location_type TEXT, -- Kind of place (from Diary.LocationTypeDescription)
	reminder TEXT, -- The reminder as sent; from messages alone (from Diary.Reminder)
	reminder_type TEXT, -- How the child is to be reminded as sent (T telephone, V verbal, L letter); from messages alone (from Diary.ReminderType)
	code_id INTEGER NOT NULL, -- Code (from Diary.CodeId)
	organisation_id INTEGER, -- Organisation (from Diary.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Diary.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Diary.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Diary.EnteredDate)
	note TEXT, -- Free text (from Diary.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_due_item_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_due_item_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_due_item_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_due_item_id_check CHECK (id > 0),
	CONSTRAINT restricted_due_item_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_due_item_due_on_check CHECK (due_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_due_item_due_precision_check CHECK (due_precision = 'U' OR due_precision = 'Y' OR due_precision = 'YM' OR due_precision = 'YMD' OR due_precision = 'YMDT'),
	CONSTRAINT restricted_due_item_status_check CHECK (status = 'open' OR status = 'done' OR status = 'closed' OR status = 'suppressed'),
	CONSTRAINT restricted_due_item_term_check CHECK (term <> ''),
	CONSTRAINT restricted_due_item_antigens_check CHECK (antigens <> ''),
	CONSTRAINT restricted_due_item_dose_check CHECK (dose <> ''),
	CONSTRAINT restricted_due_item_duration_check CHECK (duration <> ''),
	CONSTRAINT restricted_due_item_location_type_check CHECK (location_type <> ''),
	CONSTRAINT restricted_due_item_reminder_check CHECK (reminder <> ''),
	CONSTRAINT restricted_due_item_reminder_type_check CHECK (reminder_type <> ''),
	CONSTRAINT restricted_due_item_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_due_item_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_due_item_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_due_item_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_due_item_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_due_item_note_check CHECK (note <> ''),
	CONSTRAINT restricted_due_item_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE correspondence (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	kind TEXT NOT NULL, -- invitation reminder result or letter (from concept.detail)
	subject TEXT NOT NULL, -- immunisation review screening or other (from concept.value)
	antigens TEXT, -- Antigens where the code names a vaccine; sorted names joined by + (from concept.antigens)
	occurred_on TEXT, -- Day on which it was sent (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT correspondence_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT correspondence_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT correspondence_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT correspondence_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT correspondence_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT correspondence_id_check CHECK (id > 0),
	CONSTRAINT correspondence_child_id_check CHECK (child_id > 0),
	CONSTRAINT correspondence_kind_check CHECK (kind = 'invitation' OR kind = 'reminder' OR kind = 'result' OR kind = 'letter'),
	CONSTRAINT correspondence_subject_check CHECK (subject = 'immunisation' OR subject = 'review' OR subject = 'screening' OR subject = 'other'),
	CONSTRAINT correspondence_antigens_check CHECK (antigens <> ''),
	CONSTRAINT correspondence_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT correspondence_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT correspondence_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT correspondence_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT correspondence_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT correspondence_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT correspondence_episode_check CHECK (episode <> ''),
	CONSTRAINT correspondence_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT correspondence_code_id_check CHECK (code_id > 0),
	CONSTRAINT correspondence_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT correspondence_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT correspondence_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT correspondence_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT correspondence_note_check CHECK (note <> ''),
	CONSTRAINT correspondence_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_correspondence (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	kind TEXT NOT NULL, -- invitation reminder result or letter (from concept.detail)
	subject TEXT NOT NULL, -- immunisation review screening or other (from concept.value)
	antigens TEXT, -- Antigens where the code names a vaccine; sorted names joined by + (from concept.antigens)
	occurred_on TEXT, -- Day on which it was sent (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_correspondence_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_correspondence_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_correspondence_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_correspondence_id_check CHECK (id > 0),
	CONSTRAINT restricted_correspondence_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_correspondence_kind_check CHECK (kind = 'invitation' OR kind = 'reminder' OR kind = 'result' OR kind = 'letter'),
	CONSTRAINT restricted_correspondence_subject_check CHECK (subject = 'immunisation' OR subject = 'review' OR subject = 'screening' OR subject = 'other'),
	CONSTRAINT restricted_correspondence_antigens_check CHECK (antigens <> ''),
	CONSTRAINT restricted_correspondence_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_correspondence_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_correspondence_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT restricted_correspondence_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT restricted_correspondence_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT restricted_correspondence_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT restricted_correspondence_episode_check CHECK (episode <> ''),
	CONSTRAINT restricted_correspondence_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT restricted_correspondence_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_correspondence_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_correspondence_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_correspondence_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_correspondence_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_correspondence_note_check CHECK (note <> ''),
	CONSTRAINT restricted_correspondence_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE due_computed (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	state TEXT NOT NULL, -- overdue due upcoming suspended refused or contraindicated; cannot_be_scheduled and in_doubt name no dose but a reason (from rule:due-computed)
	due_on TEXT, -- Day on which it fell or falls due (from rule:due-computed)
	planned_on TEXT, -- Day on which it falls due for a child without any history (from rule:due-computed)
	vaccine TEXT, -- Product to give (from rule:due-computed)
	antigens TEXT, -- Antigens of the rule (from rule:due-computed)
	dose TEXT, -- Dose as the rule writes it (from rule:due-computed)
	rule_version TEXT, -- Version of the schedule that the rule is of (from rule:due-computed)
	reason TEXT, -- Why the child cannot be scheduled or the plan is in doubt (from rule:due-computed)
	source_row INTEGER NOT NULL, -- Row id of the child's primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT due_computed_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT due_computed_id_check CHECK (id > 0),
	CONSTRAINT due_computed_child_id_check CHECK (child_id > 0),
	CONSTRAINT due_computed_state_check CHECK (state = 'overdue' OR state = 'due' OR state = 'upcoming' OR state = 'suspended' OR state = 'refused' OR state = 'contraindicated' OR state = 'cannot_be_scheduled' OR state = 'in_doubt'),
	CONSTRAINT due_computed_due_on_check CHECK (due_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT due_computed_planned_on_check CHECK (planned_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT due_computed_vaccine_check CHECK (vaccine <> ''),
	CONSTRAINT due_computed_antigens_check CHECK (antigens <> ''),
	CONSTRAINT due_computed_dose_check CHECK (dose <> ''),
	CONSTRAINT due_computed_rule_version_check CHECK (rule_version <> ''),
	CONSTRAINT due_computed_reason_check CHECK (reason <> ''),
	CONSTRAINT due_computed_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_due_computed (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	state TEXT NOT NULL, -- overdue due upcoming suspended refused or contraindicated; cannot_be_scheduled and in_doubt name no dose but a reason (from rule:due-computed)
	due_on TEXT, -- Day on which it fell or falls due (from rule:due-computed)
	planned_on TEXT, -- Day on which it falls due for a child without any history (from rule:due-computed)
	vaccine TEXT, -- Product to give (from rule:due-computed)
	antigens TEXT, -- Antigens of the rule (from rule:due-computed)
	dose TEXT, -- Dose as the rule writes it (from rule:due-computed)
	rule_version TEXT, -- Version of the schedule that the rule is of (from rule:due-computed)
	reason TEXT, -- Why the child cannot be scheduled or the plan is in doubt (from rule:due-computed)
	source_row INTEGER NOT NULL, -- Row id of the child's primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_due_computed_id_check CHECK (id > 0),
	CONSTRAINT restricted_due_computed_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_due_computed_state_check CHECK (state = 'overdue' OR state = 'due' OR state = 'upcoming' OR state = 'suspended' OR state = 'refused' OR state = 'contraindicated' OR state = 'cannot_be_scheduled' OR state = 'in_doubt'),
	CONSTRAINT restricted_due_computed_due_on_check CHECK (due_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_due_computed_planned_on_check CHECK (planned_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_due_computed_vaccine_check CHECK (vaccine <> ''),
	CONSTRAINT restricted_due_computed_antigens_check CHECK (antigens <> ''),
	CONSTRAINT restricted_due_computed_dose_check CHECK (dose <> ''),
	CONSTRAINT restricted_due_computed_rule_version_check CHECK (rule_version <> ''),
	CONSTRAINT restricted_due_computed_reason_check CHECK (reason <> ''),
	CONSTRAINT restricted_due_computed_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE problem (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	code_id INTEGER, -- Code of the observation the problem stands on; empty where that row was never sent (from Observation.CodeId of the same item)
	began_on TEXT, -- Date of the observation (from Observation.EffectiveDate of the same item)
	began_precision TEXT NOT NULL, -- Precision; U where unknown (from Observation.EffectiveDatePrecision of the same item)
	ended_on TEXT, -- End date (from Problem.EndDate)
	ended_precision TEXT NOT NULL, -- Precision (from Problem.EndDatePrecision)
	status TEXT, -- Status as sent (from Problem.ProblemStatusDescription)
	significance TEXT, -- Significance as sent (from Problem.SignificanceDescription)
	expected_duration INTEGER, -- Expected duration in days (from Problem.ExpectedDuration)
	last_review_on TEXT, -- Date of the last review (from Problem.LastReviewDate)
	last_review_precision TEXT NOT NULL, -- Precision (from Problem.LastReviewDatePrecision)
	parent_row INTEGER, -- Row id of the problem that this one is a part of; empty where that was not sent or is restricted and this row is not (from Problem.ParentProblemObservationGuid)
	parent_relationship TEXT, -- How it belongs to that as sent: Grouped Combined Evolved or Replaced (from Problem.ParentProblemRelationship)
	organisation_id INTEGER, -- Organisation (from Problem.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician of the last review (from Problem.LastReviewUserInRoleGuid)
	note TEXT, -- Comment (from Problem.Comment)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT problem_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT problem_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT problem_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT problem_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT problem_id_check CHECK (id > 0),
	CONSTRAINT problem_child_id_check CHECK (child_id > 0),
	CONSTRAINT problem_code_id_check CHECK (code_id > 0),
	CONSTRAINT problem_began_on_check CHECK (began_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT problem_began_precision_check CHECK (began_precision = 'U' OR began_precision = 'Y' OR began_precision = 'YM' OR began_precision = 'YMD' OR began_precision = 'YMDT'),
	CONSTRAINT problem_ended_on_check CHECK (ended_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT problem_ended_precision_check CHECK (ended_precision = 'U' OR ended_precision = 'Y' OR ended_precision = 'YM' OR ended_precision = 'YMD' OR ended_precision = 'YMDT'),
	CONSTRAINT problem_status_check CHECK (status <> ''),
	CONSTRAINT problem_significance_check CHECK (significance <> ''),
	CONSTRAINT problem_last_review_on_check CHECK (last_review_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT problem_last_review_precision_check CHECK (last_review_precision = 'U' OR last_review_precision = 'Y' OR last_review_precision = 'YM' OR last_review_precision = 'YMD' OR last_review_precision = 'YMDT'),
	CONSTRAINT problem_parent_row_check CHECK (parent_row > 0),
	CONSTRAINT problem_parent_relationship_check CHECK (parent_relationship <> ''),
	CONSTRAINT problem_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT problem_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT problem_note_check CHECK (note <> ''),
	CONSTRAINT problem_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_problem (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	code_id INTEGER, -- Code of the observation the problem stands on; empty where that row was never sent (from Observation.CodeId of the same item)
	began_on TEXT, -- Date of the observation (from Observation.EffectiveDate of the same item)
	began_precision TEXT NOT NULL, -- Precision; U where unknown (from Observation.EffectiveDatePrecision of the same item)
	ended_on TEXT, -- End date (from Problem.EndDate)
	ended_precision TEXT NOT NULL, -- Precision (from Problem.EndDatePrecision)
	status TEXT, -- Status as sent (from Problem.ProblemStatusDescription)
	significance TEXT, -- Significance as sent (from Problem.SignificanceDescription)
	expected_duration INTEGER, -- Expected duration in days (from Problem.ExpectedDuration)
	last_review_on TEXT, -- Date of the last review (from Problem.LastReviewDate)
	last_review_precision TEXT NOT NULL, -- Precision (from Problem.LastReviewDatePrecision)
	parent_row INTEGER, -- Row id of the problem that this one is a part of; empty where that was not sent or is restricted and this row is not (from Problem.ParentProblemObservationGuid)
	parent_relationship TEXT, -- How it belongs to that as sent: Grouped Combined Evolved or Replaced (from Problem.ParentProblemRelationship)
	organisation_id INTEGER, -- Organisation (from Problem.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician of the last review (from Problem.LastReviewUserInRoleGuid)
	note TEXT, -- Comment (from Problem.Comment)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_problem_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_problem_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_problem_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_problem_id_check CHECK (id > 0),
	CONSTRAINT restricted_problem_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_problem_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_problem_began_on_check CHECK (began_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_problem_began_precision_check CHECK (began_precision = 'U' OR began_precision = 'Y' OR began_precision = 'YM' OR began_precision = 'YMD' OR began_precision = 'YMDT'),
	CONSTRAINT restricted_problem_ended_on_check CHECK (ended_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_problem_ended_precision_check CHECK (ended_precision = 'U' OR ended_precision = 'Y' OR ended_precision = 'YM' OR ended_precision = 'YMD' OR ended_precision = 'YMDT'),
	CONSTRAINT restricted_problem_status_check CHECK (status <> ''),
	CONSTRAINT restricted_problem_significance_check CHECK (significance <> ''),
	CONSTRAINT restricted_problem_last_review_on_check CHECK (last_review_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_problem_last_review_precision_check CHECK (last_review_precision = 'U' OR last_review_precision = 'Y' OR last_review_precision = 'YM' OR last_review_precision = 'YMD' OR last_review_precision = 'YMDT'),
	CONSTRAINT restricted_problem_parent_row_check CHECK (parent_row > 0),
	CONSTRAINT restricted_problem_parent_relationship_check CHECK (parent_relationship <> ''),
	CONSTRAINT restricted_problem_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_problem_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_problem_note_check CHECK (note <> ''),
	CONSTRAINT restricted_problem_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE observation (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	value TEXT, -- Value as sent (from Observation.Value)
	unit TEXT, -- Unit as sent (from Observation.NumericUnit)
	range_low TEXT, -- Lower limit as sent (from Observation.NumericRangeLow)
	range_high TEXT, -- Upper limit as sent (from Observation.NumericRangeHigh)
	parent_row INTEGER, -- Row id of the parent observation where it was sent (from Observation.ParentObservationGuid)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT observation_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT observation_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT observation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT observation_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT observation_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT observation_id_check CHECK (id > 0),
	CONSTRAINT observation_child_id_check CHECK (child_id > 0),
	CONSTRAINT observation_value_check CHECK (value <> ''),
	CONSTRAINT observation_unit_check CHECK (unit <> ''),
	CONSTRAINT observation_range_low_check CHECK (range_low <> ''),
	CONSTRAINT observation_range_high_check CHECK (range_high <> ''),
	CONSTRAINT observation_parent_row_check CHECK (parent_row > 0),
	CONSTRAINT observation_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT observation_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT observation_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT observation_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT observation_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT observation_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT observation_episode_check CHECK (episode <> ''),
	CONSTRAINT observation_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT observation_code_id_check CHECK (code_id > 0),
	CONSTRAINT observation_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT observation_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT observation_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT observation_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT observation_note_check CHECK (note <> ''),
	CONSTRAINT observation_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_observation (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	value TEXT, -- Value as sent (from Observation.Value)
	unit TEXT, -- Unit as sent (from Observation.NumericUnit)
	range_low TEXT, -- Lower limit as sent (from Observation.NumericRangeLow)
	range_high TEXT, -- Upper limit as sent (from Observation.NumericRangeHigh)
	parent_row INTEGER, -- Row id of the parent observation where it was sent (from Observation.ParentObservationGuid)
	occurred_on TEXT, -- Date (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	problem_row INTEGER, -- Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)
	value_operator TEXT, -- Operator before the value as sent; 8.x only (from Observation.NumericOperator)
	abnormal INTEGER, -- Marked abnormal; 8.x only (from Observation.Abnormal)
	abnormal_reason TEXT, -- Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)
	episode TEXT, -- Kind of episode as sent; 8.x only (from Observation.Episode)
	qualifiers TEXT, -- Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)
	code_id INTEGER NOT NULL, -- Code (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_observation_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_observation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_observation_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_observation_id_check CHECK (id > 0),
	CONSTRAINT restricted_observation_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_observation_value_check CHECK (value <> ''),
	CONSTRAINT restricted_observation_unit_check CHECK (unit <> ''),
	CONSTRAINT restricted_observation_range_low_check CHECK (range_low <> ''),
	CONSTRAINT restricted_observation_range_high_check CHECK (range_high <> ''),
	CONSTRAINT restricted_observation_parent_row_check CHECK (parent_row > 0),
	CONSTRAINT restricted_observation_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_observation_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_observation_problem_row_check CHECK (problem_row > 0),
	CONSTRAINT restricted_observation_value_operator_check CHECK (value_operator <> ''),
	CONSTRAINT restricted_observation_abnormal_check CHECK (abnormal = 0 OR abnormal = 1),
	CONSTRAINT restricted_observation_abnormal_reason_check CHECK (abnormal_reason <> ''),
	CONSTRAINT restricted_observation_episode_check CHECK (episode <> ''),
	CONSTRAINT restricted_observation_qualifiers_check CHECK (qualifiers <> ''),
	CONSTRAINT restricted_observation_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_observation_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_observation_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_observation_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_observation_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_observation_note_check CHECK (note <> ''),
	CONSTRAINT restricted_observation_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE document (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	guid TEXT NOT NULL, -- EMIS GUID of the document; the document itself is in no extract (from Observation.DocumentGuid)
	occurred_on TEXT, -- Date of the row that names it (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	code_id INTEGER, -- Code of the row that names it (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation that holds it (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	source_row INTEGER NOT NULL, -- Row id of the primary source row of the row that names the document
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT document_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT document_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT document_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT document_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT document_id_check CHECK (id > 0),
	CONSTRAINT document_child_id_check CHECK (child_id > 0),
	CONSTRAINT document_guid_check CHECK (guid <> ''),
	CONSTRAINT document_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT document_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT document_code_id_check CHECK (code_id > 0),
	CONSTRAINT document_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT document_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT document_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT document_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_document (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	guid TEXT NOT NULL, -- EMIS GUID of the document; the document itself is in no extract (from Observation.DocumentGuid)
	occurred_on TEXT, -- Date of the row that names it (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- Precision (from Observation.EffectiveDatePrecision)
	code_id INTEGER, -- Code of the row that names it (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation that holds it (from Observation.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	source_row INTEGER NOT NULL, -- Row id of the primary source row of the row that names the document
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_document_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_document_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_document_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_document_id_check CHECK (id > 0),
	CONSTRAINT restricted_document_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_document_guid_check CHECK (guid <> ''),
	CONSTRAINT restricted_document_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_document_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_document_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_document_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_document_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_document_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_document_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE referral (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	occurred_on TEXT, -- Date of the observation that it stands on (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- U Y YM YMD or YMDT (from Observation.EffectiveDatePrecision)
	target_organisation_id INTEGER, -- Organisation referred to where it was sent (from ObservationReferral.ReferralTargetOrganisationGuid)
	urgency TEXT, -- Urgency as sent (from ObservationReferral.ReferralUrgency)
	service_type TEXT, -- Type of service as sent (from ObservationReferral.ReferralServiceType)
	mode TEXT, -- Mode as sent (from ObservationReferral.ReferralMode)
	ubrn TEXT, -- Booking reference as sent (from ObservationReferral.ReferralUBRN)
	transport_required INTEGER, -- Transport required (from version 8.0) (from ObservationReferral.TransportRequired)
	code_id INTEGER, -- Code of the observation; empty where that was never sent (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation that referred (from ObservationReferral.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT referral_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT referral_target_organisation_id_fkey FOREIGN KEY (target_organisation_id) REFERENCES organisation (id),
	CONSTRAINT referral_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT referral_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT referral_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT referral_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter (id),
	CONSTRAINT referral_id_check CHECK (id > 0),
	CONSTRAINT referral_child_id_check CHECK (child_id > 0),
	CONSTRAINT referral_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT referral_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT referral_target_organisation_id_check CHECK (target_organisation_id > 0),
	CONSTRAINT referral_urgency_check CHECK (urgency <> ''),
	CONSTRAINT referral_service_type_check CHECK (service_type <> ''),
	CONSTRAINT referral_mode_check CHECK (mode <> ''),
	CONSTRAINT referral_ubrn_check CHECK (ubrn <> ''),
	CONSTRAINT referral_transport_required_check CHECK (transport_required = 0 OR transport_required = 1),
	CONSTRAINT referral_code_id_check CHECK (code_id > 0),
	CONSTRAINT referral_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT referral_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT referral_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT referral_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT referral_note_check CHECK (note <> ''),
	CONSTRAINT referral_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_referral (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	occurred_on TEXT, -- Date of the observation that it stands on (from Observation.EffectiveDate)
	occurred_precision TEXT NOT NULL, -- U Y YM YMD or YMDT (from Observation.EffectiveDatePrecision)
	target_organisation_id INTEGER, -- Organisation referred to where it was sent (from ObservationReferral.ReferralTargetOrganisationGuid)
	urgency TEXT, -- Urgency as sent (from ObservationReferral.ReferralUrgency)
	service_type TEXT, -- Type of service as sent (from ObservationReferral.ReferralServiceType)
	mode TEXT, -- Mode as sent (from ObservationReferral.ReferralMode)
	ubrn TEXT, -- Booking reference as sent (from ObservationReferral.ReferralUBRN)
	transport_required INTEGER, -- Transport required (from version 8.0) (from ObservationReferral.TransportRequired)
	code_id INTEGER, -- Code of the observation; empty where that was never sent (from Observation.CodeId)
	organisation_id INTEGER, -- Organisation that referred (from ObservationReferral.OrganisationGuid)
	practitioner_id INTEGER, -- Clinician (from Observation.ClinicianUserInRoleGuid)
	encounter_id INTEGER, -- Consultation in which it was recorded (from Observation.ConsultationGuid)
	recorded_on TEXT, -- Date entered (from Observation.EnteredDate)
	note TEXT, -- Free text (from Observation.AssociatedText)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_referral_target_organisation_id_fkey FOREIGN KEY (target_organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_referral_code_id_fkey FOREIGN KEY (code_id) REFERENCES clinical_code (id),
	CONSTRAINT restricted_referral_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_referral_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_referral_id_check CHECK (id > 0),
	CONSTRAINT restricted_referral_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_referral_occurred_on_check CHECK (occurred_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_referral_occurred_precision_check CHECK (occurred_precision = 'U' OR occurred_precision = 'Y' OR occurred_precision = 'YM' OR occurred_precision = 'YMD' OR occurred_precision = 'YMDT'),
	CONSTRAINT restricted_referral_target_organisation_id_check CHECK (target_organisation_id > 0),
	CONSTRAINT restricted_referral_urgency_check CHECK (urgency <> ''),
	CONSTRAINT restricted_referral_service_type_check CHECK (service_type <> ''),
	CONSTRAINT restricted_referral_mode_check CHECK (mode <> ''),
	CONSTRAINT restricted_referral_ubrn_check CHECK (ubrn <> ''),
	CONSTRAINT restricted_referral_transport_required_check CHECK (transport_required = 0 OR transport_required = 1),
	CONSTRAINT restricted_referral_code_id_check CHECK (code_id > 0),
	CONSTRAINT restricted_referral_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_referral_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_referral_encounter_id_check CHECK (encounter_id > 0),
	CONSTRAINT restricted_referral_recorded_on_check CHECK (recorded_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_referral_note_check CHECK (note <> ''),
	CONSTRAINT restricted_referral_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE audit (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	subject TEXT NOT NULL, -- item or registration (from PatientAudit or RegistrationAudit)
	item_guid TEXT, -- EMIS GUID of the item that was changed; empty for a registration (from PatientAudit.ItemGuid)
	item_row INTEGER, -- Row id of the standing observation or diary entry or consultation of that GUID; empty where none was sent (from PatientAudit.ItemGuid)
	item_type TEXT, -- Kind of item as sent (from PatientAudit.ItemType)
	mode TEXT, -- What was done as sent (from PatientAudit.ModeType RegistrationAudit.ModeType)
	changed_on TEXT, -- Day of the change (from PatientAudit.ModifiedDate RegistrationAudit.ModifiedDate)
	changed_at TEXT, -- Time of day; HH:mm:ss local (from PatientAudit.ModifiedTime RegistrationAudit.ModifiedTime)
	organisation_id INTEGER, -- Organisation in whose record it was changed (from PatientAudit.OrganisationGuid RegistrationAudit.OrganisationGuid)
	practitioner_id INTEGER, -- Who changed it; empty where the user was never sent (from PatientAudit.UserInRoleGuid RegistrationAudit.UserInRoleGuid)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT audit_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT audit_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT audit_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT audit_id_check CHECK (id > 0),
	CONSTRAINT audit_child_id_check CHECK (child_id > 0),
	CONSTRAINT audit_subject_check CHECK (subject = 'item' OR subject = 'registration'),
	CONSTRAINT audit_item_guid_check CHECK (item_guid <> ''),
	CONSTRAINT audit_item_row_check CHECK (item_row > 0),
	CONSTRAINT audit_item_type_check CHECK (item_type <> ''),
	CONSTRAINT audit_mode_check CHECK (mode <> ''),
	CONSTRAINT audit_changed_on_check CHECK (changed_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT audit_changed_at_check CHECK (changed_at <> ''),
	CONSTRAINT audit_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT audit_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT audit_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_audit (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	subject TEXT NOT NULL, -- item or registration (from PatientAudit or RegistrationAudit)
	item_guid TEXT, -- EMIS GUID of the item that was changed; empty for a registration (from PatientAudit.ItemGuid)
	item_row INTEGER, -- Row id of the standing observation or diary entry or consultation of that GUID; empty where none was sent (from PatientAudit.ItemGuid)
	item_type TEXT, -- Kind of item as sent (from PatientAudit.ItemType)
	mode TEXT, -- What was done as sent (from PatientAudit.ModeType RegistrationAudit.ModeType)
	changed_on TEXT, -- Day of the change (from PatientAudit.ModifiedDate RegistrationAudit.ModifiedDate)
	changed_at TEXT, -- Time of day; HH:mm:ss local (from PatientAudit.ModifiedTime RegistrationAudit.ModifiedTime)
	organisation_id INTEGER, -- Organisation in whose record it was changed (from PatientAudit.OrganisationGuid RegistrationAudit.OrganisationGuid)
	practitioner_id INTEGER, -- Who changed it; empty where the user was never sent (from PatientAudit.UserInRoleGuid RegistrationAudit.UserInRoleGuid)
	source_row INTEGER NOT NULL, -- Row id of the primary source row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_audit_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	CONSTRAINT restricted_audit_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
	CONSTRAINT restricted_audit_id_check CHECK (id > 0),
	CONSTRAINT restricted_audit_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_audit_subject_check CHECK (subject = 'item' OR subject = 'registration'),
	CONSTRAINT restricted_audit_item_guid_check CHECK (item_guid <> ''),
	CONSTRAINT restricted_audit_item_row_check CHECK (item_row > 0),
	CONSTRAINT restricted_audit_item_type_check CHECK (item_type <> ''),
	CONSTRAINT restricted_audit_mode_check CHECK (mode <> ''),
	CONSTRAINT restricted_audit_changed_on_check CHECK (changed_on BETWEEN '1800-01-01' AND '2199-12-31'),
	CONSTRAINT restricted_audit_changed_at_check CHECK (changed_at <> ''),
	CONSTRAINT restricted_audit_organisation_id_check CHECK (organisation_id > 0),
	CONSTRAINT restricted_audit_practitioner_id_check CHECK (practitioner_id > 0),
	CONSTRAINT restricted_audit_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE record_note (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	kind TEXT NOT NULL, -- Kind of note (from rule:record-note)
	about_row INTEGER, -- Row id of the source row that the note is about (from rule:record-note)
	note TEXT NOT NULL, -- What a clinician should know in words (from rule:record-note)
	source_row INTEGER NOT NULL, -- Row id of the child's primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT record_note_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT record_note_id_check CHECK (id > 0),
	CONSTRAINT record_note_child_id_check CHECK (child_id > 0),
	CONSTRAINT record_note_kind_check CHECK (kind = 'quarantined-event' OR kind = 'review-pair' OR kind = 'unmapped-safety-code' OR kind = 'repaired-safety-code' OR kind = 'ambiguous-safety-code' OR kind = 'probable-duplicate' OR kind = 'possible-duplicate' OR kind = 'given-and-declined' OR kind = 'death-in-one-source' OR kind = 'problem-without-observation' OR kind = 'referral-without-observation' OR kind = 'product-only-vaccine' OR kind = 'date-before-birth' OR kind = 'date-in-future' OR kind = 'date-after-death' OR kind = 'set-aside-field'),
	CONSTRAINT record_note_about_row_check CHECK (about_row > 0),
	CONSTRAINT record_note_note_check CHECK (note <> ''),
	CONSTRAINT record_note_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_record_note (
	id INTEGER PRIMARY KEY NOT NULL, -- Key
	child_id INTEGER NOT NULL, -- Child
	kind TEXT NOT NULL, -- Kind of note (from rule:record-note)
	about_row INTEGER, -- Row id of the source row that the note is about (from rule:record-note)
	note TEXT NOT NULL, -- What a clinician should know in words (from rule:record-note)
	source_row INTEGER NOT NULL, -- Row id of the child's primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_record_note_id_check CHECK (id > 0),
	CONSTRAINT restricted_record_note_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_record_note_kind_check CHECK (kind = 'quarantined-event' OR kind = 'review-pair' OR kind = 'unmapped-safety-code' OR kind = 'repaired-safety-code' OR kind = 'ambiguous-safety-code' OR kind = 'probable-duplicate' OR kind = 'possible-duplicate' OR kind = 'given-and-declined' OR kind = 'death-in-one-source' OR kind = 'problem-without-observation' OR kind = 'referral-without-observation' OR kind = 'product-only-vaccine' OR kind = 'date-before-birth' OR kind = 'date-in-future' OR kind = 'date-after-death' OR kind = 'set-aside-field'),
	CONSTRAINT restricted_record_note_about_row_check CHECK (about_row > 0),
	CONSTRAINT restricted_record_note_note_check CHECK (note <> ''),
	CONSTRAINT restricted_record_note_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE child_crosswalk (
	id INTEGER PRIMARY KEY NOT NULL, -- Key; one for each person record
	child_id INTEGER NOT NULL, -- Child
	source TEXT NOT NULL, -- Source (from file.source)
	organisation_guid TEXT NOT NULL, -- Organisation GUID of the person record (from Patient.OrganisationGuid)
	patient_guid TEXT NOT NULL, -- Patient GUID of the person record (from Patient.PatientGuid)
	retired_id INTEGER, -- Child id that this record had before a merge retired it (from rule:retired-id)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT child_crosswalk_child_id_fkey FOREIGN KEY (child_id) REFERENCES child (id),
	CONSTRAINT child_crosswalk_id_check CHECK (id > 0),
	CONSTRAINT child_crosswalk_child_id_check CHECK (child_id > 0),
	CONSTRAINT child_crosswalk_source_check CHECK (source <> ''),
	CONSTRAINT child_crosswalk_organisation_guid_check CHECK (organisation_guid <> ''),
	CONSTRAINT child_crosswalk_patient_guid_check CHECK (patient_guid <> ''),
	CONSTRAINT child_crosswalk_source_row_check CHECK (source_row > 0)
) STRICT;

CREATE TABLE restricted_child_crosswalk (
	id INTEGER PRIMARY KEY NOT NULL, -- Key; one for each person record
	child_id INTEGER NOT NULL, -- Child
	source TEXT NOT NULL, -- Source (from file.source)
	organisation_guid TEXT NOT NULL, -- Organisation GUID of the person record (from Patient.OrganisationGuid)
	patient_guid TEXT NOT NULL, -- Patient GUID of the person record (from Patient.PatientGuid)
	retired_id INTEGER, -- Child id that this record had before a merge retired it (from rule:retired-id)
	source_row INTEGER NOT NULL, -- Row id of the primary patient row
	load_id INTEGER NOT NULL, -- Load that wrote the row
	CONSTRAINT restricted_child_crosswalk_id_check CHECK (id > 0),
	CONSTRAINT restricted_child_crosswalk_child_id_check CHECK (child_id > 0),
	CONSTRAINT restricted_child_crosswalk_source_check CHECK (source <> ''),
	CONSTRAINT restricted_child_crosswalk_organisation_guid_check CHECK (organisation_guid <> ''),
	CONSTRAINT restricted_child_crosswalk_patient_guid_check CHECK (patient_guid <> ''),
	CONSTRAINT restricted_child_crosswalk_source_row_check CHECK (source_row > 0)
) STRICT;
