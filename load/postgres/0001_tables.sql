-- The candidate's tables, without keys: those come after the rows.

CREATE SCHEMA lollipop_candidate;
CREATE SCHEMA lollipop_candidate_restricted;
COMMENT ON SCHEMA lollipop_candidate IS 'lollipop candidate: a load under way or waiting to be judged; dropped by the next load';
COMMENT ON SCHEMA lollipop_candidate_restricted IS 'lollipop candidate: rows of restricted children, and rows restricted by themselves';

CREATE TABLE lollipop_candidate.load_ledger (
	load_id        integer PRIMARY KEY,
	manifest_root  text,
	transform_root text NOT NULL,
	as_of          date NOT NULL,
	tool_version   text NOT NULL,
	tables         bigint NOT NULL,
	rows           bigint NOT NULL,
	complete       boolean NOT NULL
);
COMMENT ON TABLE lollipop_candidate.load_ledger IS 'One row a load; complete is set last';
COMMENT ON COLUMN lollipop_candidate.load_ledger.load_id IS 'Number of the load, on every row that it wrote';
COMMENT ON COLUMN lollipop_candidate.load_ledger.manifest_root IS 'Root of the load''s manifest; empty until complete';
COMMENT ON COLUMN lollipop_candidate.load_ledger.transform_root IS 'Root of the manifest of the stage before';
COMMENT ON COLUMN lollipop_candidate.load_ledger.as_of IS 'Day the run stands on';
COMMENT ON COLUMN lollipop_candidate.load_ledger.tool_version IS 'Name and version of the program';
COMMENT ON COLUMN lollipop_candidate.load_ledger.tables IS 'Tables filled, restricted ones included';
COMMENT ON COLUMN lollipop_candidate.load_ledger.rows IS 'Rows in them';
COMMENT ON COLUMN lollipop_candidate.load_ledger.complete IS 'Every row is in and every constraint holds';

CREATE TABLE lollipop_candidate.location (
	id bigint NOT NULL,
	guid text NOT NULL,
	source text NOT NULL,
	name text,
	type text,
	parent_id bigint,
	opened_on date,
	closed_on date,
	contact_name text,
	fax text,
	email text,
	phone text,
	house text,
	street text,
	village text,
	town text,
	county text,
	postcode text,
	withdrawn boolean NOT NULL,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.location.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.location.guid IS 'EMIS location GUID (from Location.LocationGuid)';
COMMENT ON COLUMN lollipop_candidate.location.source IS 'Source system the row came from (from file.source)';
COMMENT ON COLUMN lollipop_candidate.location.name IS 'Name as sent (from Location.LocationName)';
COMMENT ON COLUMN lollipop_candidate.location.type IS 'Type of location as sent (free text) (from Location.LocationTypeDescription)';
COMMENT ON COLUMN lollipop_candidate.location.parent_id IS 'Location that this one is a part of (from Location.ParentLocationGuid)';
COMMENT ON COLUMN lollipop_candidate.location.opened_on IS 'Open date (from Location.OpenDate)';
COMMENT ON COLUMN lollipop_candidate.location.closed_on IS 'Close date (from Location.CloseDate)';
COMMENT ON COLUMN lollipop_candidate.location.contact_name IS 'Main contact as sent (from Location.MainContactName)';
COMMENT ON COLUMN lollipop_candidate.location.fax IS 'Fax number (from Location.FaxNumber)';
COMMENT ON COLUMN lollipop_candidate.location.email IS 'E-mail address (from Location.EmailAddress)';
COMMENT ON COLUMN lollipop_candidate.location.phone IS 'Telephone number (from Location.PhoneNumber)';
COMMENT ON COLUMN lollipop_candidate.location.house IS 'House name or flat number (from Location.HouseNameFlatNumber)';
COMMENT ON COLUMN lollipop_candidate.location.street IS 'Number and street (from Location.NumberAndStreet)';
COMMENT ON COLUMN lollipop_candidate.location.village IS 'Village (from Location.Village)';
COMMENT ON COLUMN lollipop_candidate.location.town IS 'Town (from Location.Town)';
COMMENT ON COLUMN lollipop_candidate.location.county IS 'County (from Location.County)';
COMMENT ON COLUMN lollipop_candidate.location.postcode IS 'Postcode as sent (from Location.Postcode)';
COMMENT ON COLUMN lollipop_candidate.location.withdrawn IS 'A later batch deleted the location; it stands because a loaded row names it (from rule:withdrawn-reference)';
COMMENT ON COLUMN lollipop_candidate.location.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.location.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.organisation (
	id bigint NOT NULL,
	guid text NOT NULL,
	source text NOT NULL,
	ods_code text,
	name text,
	type text,
	parent_id bigint,
	commissioner_id bigint,
	opened_on date,
	closed_on date,
	main_location_id bigint,
	cdb bigint,
	activated boolean,
	disabled boolean,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.organisation.id IS 'Key; ascending in the order of the source key';
COMMENT ON COLUMN lollipop_candidate.organisation.guid IS 'EMIS organisation GUID in braces and upper case (from Organisation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.organisation.source IS 'Source system the row came from (from file.source)';
COMMENT ON COLUMN lollipop_candidate.organisation.ods_code IS 'ODS code as sent (from Organisation.ODSCode)';
COMMENT ON COLUMN lollipop_candidate.organisation.name IS 'Name as sent (from Organisation.OrganisationName)';
COMMENT ON COLUMN lollipop_candidate.organisation.type IS 'Organisation type as sent (free text in EMIS) (from Organisation.OrganisationType)';
COMMENT ON COLUMN lollipop_candidate.organisation.parent_id IS 'Parent organisation where it was sent (from Organisation.ParentOrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.organisation.commissioner_id IS 'Latest commissioner (CCG) where it was sent; organisation_commissioner has those before (from Organisation.CCGOrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.organisation.opened_on IS 'Open date (from Organisation.OpenDate)';
COMMENT ON COLUMN lollipop_candidate.organisation.closed_on IS 'Close date (from Organisation.CloseDate)';
COMMENT ON COLUMN lollipop_candidate.organisation.main_location_id IS 'Main location where it was sent (from Organisation.MainLocationGuid)';
COMMENT ON COLUMN lollipop_candidate.organisation.cdb IS 'Number of the organisation in EMIS (CDB); older files name it so (from Organisation.CDB)';
COMMENT ON COLUMN lollipop_candidate.organisation.activated IS 'Sharing agreement activated; empty where no agreement row was sent (from SharingOrganisation.IsActivated)';
COMMENT ON COLUMN lollipop_candidate.organisation.disabled IS 'Sharing agreement disabled; empty where no agreement row was sent (from SharingOrganisation.Disabled)';
COMMENT ON COLUMN lollipop_candidate.organisation.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.organisation.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.organisation_commissioner (
	id bigint NOT NULL,
	organisation_id bigint NOT NULL,
	commissioner_id bigint,
	commissioner_guid text NOT NULL,
	from_on date,
	until_on date,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.organisation_commissioner.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.organisation_commissioner.organisation_id IS 'Organisation (from rule:commissioner-by-date)';
COMMENT ON COLUMN lollipop_candidate.organisation_commissioner.commissioner_id IS 'Commissioner; empty where its own row was not sent (from rule:commissioner-by-date)';
COMMENT ON COLUMN lollipop_candidate.organisation_commissioner.commissioner_guid IS 'EMIS organisation GUID of the commissioner (from rule:commissioner-by-date)';
COMMENT ON COLUMN lollipop_candidate.organisation_commissioner.from_on IS 'Day of the first batch that says so: it was so then and may have been before; empty where the organisation had closed by then (from rule:commissioner-by-date)';
COMMENT ON COLUMN lollipop_candidate.organisation_commissioner.until_on IS 'Day of the batch that says otherwise or on which the organisation closed; empty where it is so still (from rule:commissioner-by-date)';
COMMENT ON COLUMN lollipop_candidate.organisation_commissioner.source_row IS 'Row id of the row of the organisation that stands';
COMMENT ON COLUMN lollipop_candidate.organisation_commissioner.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.practitioner (
	id bigint NOT NULL,
	guid text NOT NULL,
	organisation_id bigint,
	title text,
	given_name text,
	surname text,
	job_category_code text,
	job_category text,
	registration_number text,
	contract_start_on date,
	contract_end_on date,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.practitioner.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.practitioner.guid IS 'EMIS user-in-role GUID (from UserInRole.UserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.practitioner.organisation_id IS 'Employing organisation (from UserInRole.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.practitioner.title IS 'Title (from UserInRole.Title)';
COMMENT ON COLUMN lollipop_candidate.practitioner.given_name IS 'Given name (from UserInRole.GivenName)';
COMMENT ON COLUMN lollipop_candidate.practitioner.surname IS 'Surname (from UserInRole.Surname)';
COMMENT ON COLUMN lollipop_candidate.practitioner.job_category_code IS 'Job category code (from UserInRole.JobCategoryCode)';
COMMENT ON COLUMN lollipop_candidate.practitioner.job_category IS 'Job category name (from UserInRole.JobCategoryName)';
COMMENT ON COLUMN lollipop_candidate.practitioner.registration_number IS 'Number with the professional register; from version 8.0 (from UserInRole.RegistrationNumber)';
COMMENT ON COLUMN lollipop_candidate.practitioner.contract_start_on IS 'Start of contract (from UserInRole.ContractStartDate)';
COMMENT ON COLUMN lollipop_candidate.practitioner.contract_end_on IS 'End of contract (from UserInRole.ContractEndDate)';
COMMENT ON COLUMN lollipop_candidate.practitioner.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.practitioner.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.clinical_code (
	id bigint NOT NULL,
	source text NOT NULL,
	code_id bigint NOT NULL,
	term text,
	read_code text,
	snomed_concept text,
	snomed_description_id text,
	category text,
	system text NOT NULL,
	code text NOT NULL,
	class text NOT NULL,
	kind text NOT NULL,
	resolution text NOT NULL,
	id_damage text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.clinical_code.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.clinical_code.source IS 'Source whose dictionary holds the code (from file.source)';
COMMENT ON COLUMN lollipop_candidate.clinical_code.code_id IS 'EMIS code id (text-like integer up to 18 digits) (from ClinicalCode.CodeId)';
COMMENT ON COLUMN lollipop_candidate.clinical_code.term IS 'Term as sent (from ClinicalCode.Term)';
COMMENT ON COLUMN lollipop_candidate.clinical_code.read_code IS 'ReadTermId as sent (from ClinicalCode.ReadTermId)';
COMMENT ON COLUMN lollipop_candidate.clinical_code.snomed_concept IS 'SNOMED CT concept id as sent (text so that no reader rounds it) (from ClinicalCode.SnomedCTConceptId)';
COMMENT ON COLUMN lollipop_candidate.clinical_code.snomed_description_id IS 'SnomedCTDescriptionId as sent: which of the terms of the concept was chosen (from ClinicalCode.SnomedCTDescriptionId)';
COMMENT ON COLUMN lollipop_candidate.clinical_code.category IS 'EMIS code category (from ClinicalCode.EmisCodeCategoryDescription)';
COMMENT ON COLUMN lollipop_candidate.clinical_code.system IS 'System the code was resolved in: snomed or readv2 or emis_local (from rule:code-resolution)';
COMMENT ON COLUMN lollipop_candidate.clinical_code.code IS 'Code within that system (from rule:code-resolution)';
COMMENT ON COLUMN lollipop_candidate.clinical_code.class IS 'safety or ordinary (from concept.class or rule:likely-class)';
COMMENT ON COLUMN lollipop_candidate.clinical_code.kind IS 'What the code means for loading; ''unmapped'' where no mapping row counts (from concept.kind or ''unmapped'')';
COMMENT ON COLUMN lollipop_candidate.clinical_code.resolution IS 'How the code got its meaning: mapped, unmapped, repaired (of a damaged SNOMED CT id) or ambiguous (its rows contradict each other) (from rule:code-resolution)';
COMMENT ON COLUMN lollipop_candidate.clinical_code.id_damage IS 'What is wrong with the SNOMED CT id as sent: not-digits, length, rounded, partition or check-digit; empty for nothing (from rule:damaged-id)';
COMMENT ON COLUMN lollipop_candidate.clinical_code.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.clinical_code.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.drug_code (
	id bigint NOT NULL,
	source text NOT NULL,
	code_id bigint NOT NULL,
	term text,
	dmd_code text,
	bnf_chapter text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.drug_code.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.drug_code.source IS 'Source whose dictionary holds the code (from file.source)';
COMMENT ON COLUMN lollipop_candidate.drug_code.code_id IS 'EMIS code id of the drug (from DrugCode.CodeId)';
COMMENT ON COLUMN lollipop_candidate.drug_code.term IS 'Term as sent (from DrugCode.Term)';
COMMENT ON COLUMN lollipop_candidate.drug_code.dmd_code IS 'dm+d product code as sent; an id and never a number (from DrugCode.DmdProductCodeId)';
COMMENT ON COLUMN lollipop_candidate.drug_code.bnf_chapter IS 'Chapter of the British National Formulary; sent by version 8.0 only (from DrugCode.BNFChapterRef)';
COMMENT ON COLUMN lollipop_candidate.drug_code.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.drug_code.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.organisation_location (
	id bigint NOT NULL,
	organisation_id bigint,
	location_id bigint,
	main boolean,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.organisation_location.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.organisation_location.organisation_id IS 'Organisation (from OrganisationLocation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.organisation_location.location_id IS 'Location; empty where it was never sent (from OrganisationLocation.LocationGuid)';
COMMENT ON COLUMN lollipop_candidate.organisation_location.main IS 'Main location of the organisation (from OrganisationLocation.IsMainLocation)';
COMMENT ON COLUMN lollipop_candidate.organisation_location.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.organisation_location.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.session (
	id bigint NOT NULL,
	guid text NOT NULL,
	source text NOT NULL,
	description text,
	type text,
	category text,
	started_on date,
	start_time text,
	ended_on date,
	end_time text,
	private boolean,
	organisation_id bigint,
	location_id bigint,
	withdrawn boolean NOT NULL,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.session.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.session.guid IS 'EMIS session GUID (from Session.AppointmentSessionGuid)';
COMMENT ON COLUMN lollipop_candidate.session.source IS 'Source system the row came from (from file.source)';
COMMENT ON COLUMN lollipop_candidate.session.description IS 'Name of the session as sent (from Session.Description)';
COMMENT ON COLUMN lollipop_candidate.session.type IS 'Type of session as sent (from Session.SessionTypeDescription)';
COMMENT ON COLUMN lollipop_candidate.session.category IS 'Category of session as sent (from Session.SessionCategoryDisplayName)';
COMMENT ON COLUMN lollipop_candidate.session.started_on IS 'First day (from Session.StartDate)';
COMMENT ON COLUMN lollipop_candidate.session.start_time IS 'Time of day at which it starts; HH:mm:ss local (from Session.StartTime)';
COMMENT ON COLUMN lollipop_candidate.session.ended_on IS 'Last day (from Session.EndDate)';
COMMENT ON COLUMN lollipop_candidate.session.end_time IS 'Time of day at which it ends; HH:mm:ss local (from Session.EndTime)';
COMMENT ON COLUMN lollipop_candidate.session.private IS 'Marked private in the source (from Session.Private)';
COMMENT ON COLUMN lollipop_candidate.session.organisation_id IS 'Organisation that holds the session (from Session.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.session.location_id IS 'Place where it is held; empty where it was never sent (from Session.LocationGuid)';
COMMENT ON COLUMN lollipop_candidate.session.withdrawn IS 'A later batch deleted the session; it stands because a loaded row names it (from rule:withdrawn-reference)';
COMMENT ON COLUMN lollipop_candidate.session.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.session.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.session_practitioner (
	id bigint NOT NULL,
	session_id bigint,
	practitioner_id bigint,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.session_practitioner.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.session_practitioner.session_id IS 'Session (from SessionUser.SessionGuid)';
COMMENT ON COLUMN lollipop_candidate.session_practitioner.practitioner_id IS 'Who holds it; empty where the user was never sent (from SessionUser.UserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.session_practitioner.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.session_practitioner.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.child (
	id bigint NOT NULL,
	sex text,
	date_of_birth date,
	date_of_death date,
	deceased boolean NOT NULL,
	stillborn boolean NOT NULL,
	nhs_number text,
	practice_code text,
	status text NOT NULL,
	sensitive boolean NOT NULL,
	protected boolean NOT NULL,
	incomplete boolean NOT NULL,
	ethnic_group text,
	ethnic_category text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.child.id IS 'Key; ascending in the order of the lowest source key of its person records';
COMMENT ON COLUMN lollipop_candidate.child.sex IS 'M F U or I (from survivor Patient.Sex)';
COMMENT ON COLUMN lollipop_candidate.child.date_of_birth IS 'Date of birth; empty where none was readable (from survivor Patient.DateOfBirth)';
COMMENT ON COLUMN lollipop_candidate.child.date_of_death IS 'Date of death where one is known (from rule:death)';
COMMENT ON COLUMN lollipop_candidate.child.deceased IS 'Death known by date or flag or code or state of the registration in any source (from rule:death)';
COMMENT ON COLUMN lollipop_candidate.child.stillborn IS 'Stillbirth recorded by code (from rule:death)';
COMMENT ON COLUMN lollipop_candidate.child.nhs_number IS 'NHS number usable for identity; other numbers stand in child_identifier (from survivor Patient.NhsNumber)';
COMMENT ON COLUMN lollipop_candidate.child.practice_code IS 'ODS code of the general practice (from rule:practice-code)';
COMMENT ON COLUMN lollipop_candidate.child.status IS 'active or moved or deceased or unknown (from rule:residence)';
COMMENT ON COLUMN lollipop_candidate.child.sensitive IS 'Spine sensitive on any record (from rule:restricted of Patient.SpineSensitive)';
COMMENT ON COLUMN lollipop_candidate.child.protected IS 'Adopted or otherwise protected identity (from rule:restricted)';
COMMENT ON COLUMN lollipop_candidate.child.incomplete IS 'A field of the patient row was set aside or its events are in quarantine (from rule:incomplete)';
COMMENT ON COLUMN lollipop_candidate.child.ethnic_group IS 'Ethnic group as sent; from messages alone (from survivor Patient.EthnicCode)';
COMMENT ON COLUMN lollipop_candidate.child.ethnic_category IS 'Ethnic category (A to S of the 2001 census; Z not stated; 99 not known) where ethnic_category.csv knows the group (from rule:ethnic-category of Patient.EthnicCode)';
COMMENT ON COLUMN lollipop_candidate.child.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate.child.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.child (
	id bigint NOT NULL,
	sex text,
	date_of_birth date,
	date_of_death date,
	deceased boolean NOT NULL,
	stillborn boolean NOT NULL,
	nhs_number text,
	practice_code text,
	status text NOT NULL,
	sensitive boolean NOT NULL,
	protected boolean NOT NULL,
	incomplete boolean NOT NULL,
	ethnic_group text,
	ethnic_category text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.child.id IS 'Key; ascending in the order of the lowest source key of its person records';
COMMENT ON COLUMN lollipop_candidate_restricted.child.sex IS 'M F U or I (from survivor Patient.Sex)';
COMMENT ON COLUMN lollipop_candidate_restricted.child.date_of_birth IS 'Date of birth; empty where none was readable (from survivor Patient.DateOfBirth)';
COMMENT ON COLUMN lollipop_candidate_restricted.child.date_of_death IS 'Date of death where one is known (from rule:death)';
COMMENT ON COLUMN lollipop_candidate_restricted.child.deceased IS 'Death known by date or flag or code or state of the registration in any source (from rule:death)';
COMMENT ON COLUMN lollipop_candidate_restricted.child.stillborn IS 'Stillbirth recorded by code (from rule:death)';
COMMENT ON COLUMN lollipop_candidate_restricted.child.nhs_number IS 'NHS number usable for identity; other numbers stand in child_identifier (from survivor Patient.NhsNumber)';
COMMENT ON COLUMN lollipop_candidate_restricted.child.practice_code IS 'ODS code of the general practice (from rule:practice-code)';
COMMENT ON COLUMN lollipop_candidate_restricted.child.status IS 'active or moved or deceased or unknown (from rule:residence)';
COMMENT ON COLUMN lollipop_candidate_restricted.child.sensitive IS 'Spine sensitive on any record (from rule:restricted of Patient.SpineSensitive)';
COMMENT ON COLUMN lollipop_candidate_restricted.child.protected IS 'Adopted or otherwise protected identity (from rule:restricted)';
COMMENT ON COLUMN lollipop_candidate_restricted.child.incomplete IS 'A field of the patient row was set aside or its events are in quarantine (from rule:incomplete)';
COMMENT ON COLUMN lollipop_candidate_restricted.child.ethnic_group IS 'Ethnic group as sent; from messages alone (from survivor Patient.EthnicCode)';
COMMENT ON COLUMN lollipop_candidate_restricted.child.ethnic_category IS 'Ethnic category (A to S of the 2001 census; Z not stated; 99 not known) where ethnic_category.csv knows the group (from rule:ethnic-category of Patient.EthnicCode)';
COMMENT ON COLUMN lollipop_candidate_restricted.child.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate_restricted.child.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.child_name (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	use text NOT NULL,
	title text,
	given_name text,
	middle_names text,
	surname text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.child_name.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.child_name.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.child_name.use IS 'official or other or previous or calling or former (from rule:name-use)';
COMMENT ON COLUMN lollipop_candidate.child_name.title IS 'Title (from Patient.Title)';
COMMENT ON COLUMN lollipop_candidate.child_name.given_name IS 'Given name as sent; of use calling the name that the child goes by (from Patient.GivenName|CallingName)';
COMMENT ON COLUMN lollipop_candidate.child_name.middle_names IS 'Middle names as sent (from Patient.MiddleNames)';
COMMENT ON COLUMN lollipop_candidate.child_name.surname IS 'Surname as sent; of use former all former names in one text (from Patient.Surname|PreviousNames)';
COMMENT ON COLUMN lollipop_candidate.child_name.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate.child_name.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.child_name (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	use text NOT NULL,
	title text,
	given_name text,
	middle_names text,
	surname text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.child_name.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.child_name.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.child_name.use IS 'official or other or previous or calling or former (from rule:name-use)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_name.title IS 'Title (from Patient.Title)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_name.given_name IS 'Given name as sent; of use calling the name that the child goes by (from Patient.GivenName|CallingName)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_name.middle_names IS 'Middle names as sent (from Patient.MiddleNames)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_name.surname IS 'Surname as sent; of use former all former names in one text (from Patient.Surname|PreviousNames)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_name.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate_restricted.child_name.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.child_address (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	use text NOT NULL,
	house text,
	street text,
	village text,
	town text,
	county text,
	postcode text,
	institute_code text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.child_address.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.child_address.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.child_address.use IS 'home or temporary or other or previous (from rule:address-use)';
COMMENT ON COLUMN lollipop_candidate.child_address.house IS 'House name or flat number (from Patient.HouseNameFlatNumber)';
COMMENT ON COLUMN lollipop_candidate.child_address.street IS 'Number and street (from Patient.NumberAndStreet)';
COMMENT ON COLUMN lollipop_candidate.child_address.village IS 'Village (from Patient.Village)';
COMMENT ON COLUMN lollipop_candidate.child_address.town IS 'Town (from Patient.Town)';
COMMENT ON COLUMN lollipop_candidate.child_address.county IS 'County (from Patient.County)';
COMMENT ON COLUMN lollipop_candidate.child_address.postcode IS 'Postcode in the form AA9A 9AA where readable; otherwise empty and the original set aside (from Patient.Postcode)';
COMMENT ON COLUMN lollipop_candidate.child_address.institute_code IS 'Residential institute code (from Patient.ResidentialInstituteCode)';
COMMENT ON COLUMN lollipop_candidate.child_address.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate.child_address.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.child_address (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	use text NOT NULL,
	house text,
	street text,
	village text,
	town text,
	county text,
	postcode text,
	institute_code text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.child_address.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.child_address.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.child_address.use IS 'home or temporary or other or previous (from rule:address-use)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_address.house IS 'House name or flat number (from Patient.HouseNameFlatNumber)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_address.street IS 'Number and street (from Patient.NumberAndStreet)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_address.village IS 'Village (from Patient.Village)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_address.town IS 'Town (from Patient.Town)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_address.county IS 'County (from Patient.County)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_address.postcode IS 'Postcode in the form AA9A 9AA where readable; otherwise empty and the original set aside (from Patient.Postcode)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_address.institute_code IS 'Residential institute code (from Patient.ResidentialInstituteCode)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_address.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate_restricted.child_address.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.child_contact (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	system text NOT NULL,
	value text NOT NULL,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.child_contact.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.child_contact.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.child_contact.system IS 'home_phone or mobile_phone or email or comment (from rule:contact)';
COMMENT ON COLUMN lollipop_candidate.child_contact.value IS 'Value as sent (from Patient.HomePhone|MobilePhone|EmailAddress|ContactComments)';
COMMENT ON COLUMN lollipop_candidate.child_contact.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate.child_contact.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.child_contact (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	system text NOT NULL,
	value text NOT NULL,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.child_contact.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.child_contact.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.child_contact.system IS 'home_phone or mobile_phone or email or comment (from rule:contact)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_contact.value IS 'Value as sent (from Patient.HomePhone|MobilePhone|EmailAddress|ContactComments)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_contact.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate_restricted.child_contact.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.child_identifier (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	system text NOT NULL,
	value text NOT NULL,
	verdict text NOT NULL,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.child_identifier.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.child_identifier.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.child_identifier.system IS 'nhs_number or superseded_number or former_number or test_range or other_nation or rejected_number or person_guid or patient_number (from rule:identifier)';
COMMENT ON COLUMN lollipop_candidate.child_identifier.value IS 'Value (numbers without spaces) (from Patient.NhsNumber|OldNhsNumber|PersonGuid|PatientNumber)';
COMMENT ON COLUMN lollipop_candidate.child_identifier.verdict IS 'Verdict of the number rule; ''accept'' for the others (from rule:number-verdict)';
COMMENT ON COLUMN lollipop_candidate.child_identifier.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate.child_identifier.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.child_identifier (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	system text NOT NULL,
	value text NOT NULL,
	verdict text NOT NULL,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.child_identifier.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.child_identifier.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.child_identifier.system IS 'nhs_number or superseded_number or former_number or test_range or other_nation or rejected_number or person_guid or patient_number (from rule:identifier)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_identifier.value IS 'Value (numbers without spaces) (from Patient.NhsNumber|OldNhsNumber|PersonGuid|PatientNumber)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_identifier.verdict IS 'Verdict of the number rule; ''accept'' for the others (from rule:number-verdict)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_identifier.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate_restricted.child_identifier.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.registration (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	organisation_id bigint,
	patient_type text,
	practice_code text,
	usual_gp_id bigint,
	external_gp text,
	registered_on date,
	ended_on date,
	end_reason text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.registration.id IS 'Key; one for each person record';
COMMENT ON COLUMN lollipop_candidate.registration.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.registration.organisation_id IS 'Organisation that sent the record (from Patient.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.registration.patient_type IS 'Patient type; leading spaces removed (from Patient.PatientTypeDescription)';
COMMENT ON COLUMN lollipop_candidate.registration.practice_code IS 'ODS code of the general practice (from rule:practice-code of Patient.ExternalUsualGPOrganisation)';
COMMENT ON COLUMN lollipop_candidate.registration.usual_gp_id IS 'Usual GP (from Patient.UsualGpUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.registration.external_gp IS 'Usual GP elsewhere as text (from Patient.ExternalUsualGP)';
COMMENT ON COLUMN lollipop_candidate.registration.registered_on IS 'Date of registration (from Patient.DateOfRegistration)';
COMMENT ON COLUMN lollipop_candidate.registration.ended_on IS 'Date of deactivation or of the batch whose delete row ended it (from rule:registration-end of Patient.DateOfDeactivation|DateOfDeath)';
COMMENT ON COLUMN lollipop_candidate.registration.end_reason IS 'deactivated or deleted or deceased (from rule:registration-end)';
COMMENT ON COLUMN lollipop_candidate.registration.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate.registration.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.registration (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	organisation_id bigint,
	patient_type text,
	practice_code text,
	usual_gp_id bigint,
	external_gp text,
	registered_on date,
	ended_on date,
	end_reason text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.registration.id IS 'Key; one for each person record';
COMMENT ON COLUMN lollipop_candidate_restricted.registration.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.registration.organisation_id IS 'Organisation that sent the record (from Patient.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.registration.patient_type IS 'Patient type; leading spaces removed (from Patient.PatientTypeDescription)';
COMMENT ON COLUMN lollipop_candidate_restricted.registration.practice_code IS 'ODS code of the general practice (from rule:practice-code of Patient.ExternalUsualGPOrganisation)';
COMMENT ON COLUMN lollipop_candidate_restricted.registration.usual_gp_id IS 'Usual GP (from Patient.UsualGpUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.registration.external_gp IS 'Usual GP elsewhere as text (from Patient.ExternalUsualGP)';
COMMENT ON COLUMN lollipop_candidate_restricted.registration.registered_on IS 'Date of registration (from Patient.DateOfRegistration)';
COMMENT ON COLUMN lollipop_candidate_restricted.registration.ended_on IS 'Date of deactivation or of the batch whose delete row ended it (from rule:registration-end of Patient.DateOfDeactivation|DateOfDeath)';
COMMENT ON COLUMN lollipop_candidate_restricted.registration.end_reason IS 'deactivated or deleted or deceased (from rule:registration-end)';
COMMENT ON COLUMN lollipop_candidate_restricted.registration.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate_restricted.registration.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.registration_history (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	organisation_id bigint,
	status text,
	happened_on date,
	happened_at text,
	patient_type text,
	ended_on date,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.registration_history.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.registration_history.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.registration_history.organisation_id IS 'Organisation that sent the row (from PatientHistory.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.registration_history.status IS 'Status of the registration as sent (from PatientHistory.StatusDescription)';
COMMENT ON COLUMN lollipop_candidate.registration_history.happened_on IS 'Day of the change; of a registration that a message tells as a whole its first day (from PatientHistory.HistoryDate)';
COMMENT ON COLUMN lollipop_candidate.registration_history.happened_at IS 'Time of day; HH:mm:ss local (from PatientHistory.HistoryTime)';
COMMENT ON COLUMN lollipop_candidate.registration_history.patient_type IS 'Type of patient; from messages alone (from PatientHistory.PatientType)';
COMMENT ON COLUMN lollipop_candidate.registration_history.ended_on IS 'Last day of a registration that a message tells as a whole; empty where it goes on (from PatientHistory.DateDeregistered)';
COMMENT ON COLUMN lollipop_candidate.registration_history.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.registration_history.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.registration_history (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	organisation_id bigint,
	status text,
	happened_on date,
	happened_at text,
	patient_type text,
	ended_on date,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.registration_history.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.registration_history.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.registration_history.organisation_id IS 'Organisation that sent the row (from PatientHistory.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.registration_history.status IS 'Status of the registration as sent (from PatientHistory.StatusDescription)';
COMMENT ON COLUMN lollipop_candidate_restricted.registration_history.happened_on IS 'Day of the change; of a registration that a message tells as a whole its first day (from PatientHistory.HistoryDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.registration_history.happened_at IS 'Time of day; HH:mm:ss local (from PatientHistory.HistoryTime)';
COMMENT ON COLUMN lollipop_candidate_restricted.registration_history.patient_type IS 'Type of patient; from messages alone (from PatientHistory.PatientType)';
COMMENT ON COLUMN lollipop_candidate_restricted.registration_history.ended_on IS 'Last day of a registration that a message tells as a whole; empty where it goes on (from PatientHistory.DateDeregistered)';
COMMENT ON COLUMN lollipop_candidate_restricted.registration_history.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.registration_history.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.residence_status (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	status text NOT NULL,
	from_on date,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.residence_status.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.residence_status.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.residence_status.status IS 'active or moved or deceased or unknown (from rule:residence)';
COMMENT ON COLUMN lollipop_candidate.residence_status.from_on IS 'Date since when; empty where not known (from rule:residence)';
COMMENT ON COLUMN lollipop_candidate.residence_status.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate.residence_status.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.residence_status (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	status text NOT NULL,
	from_on date,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.residence_status.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.residence_status.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.residence_status.status IS 'active or moved or deceased or unknown (from rule:residence)';
COMMENT ON COLUMN lollipop_candidate_restricted.residence_status.from_on IS 'Date since when; empty where not known (from rule:residence)';
COMMENT ON COLUMN lollipop_candidate_restricted.residence_status.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate_restricted.residence_status.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.related_person (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	name text,
	relationship text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.related_person.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.related_person.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.related_person.name IS 'Name of the carer as sent (from Patient.CarerName)';
COMMENT ON COLUMN lollipop_candidate.related_person.relationship IS 'Relationship as sent (from Patient.CarerRelation)';
COMMENT ON COLUMN lollipop_candidate.related_person.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate.related_person.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.related_person (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	name text,
	relationship text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.related_person.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.related_person.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.related_person.name IS 'Name of the carer as sent (from Patient.CarerName)';
COMMENT ON COLUMN lollipop_candidate_restricted.related_person.relationship IS 'Relationship as sent (from Patient.CarerRelation)';
COMMENT ON COLUMN lollipop_candidate_restricted.related_person.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate_restricted.related_person.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.trace_result (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	meaning text NOT NULL,
	code text NOT NULL,
	number text,
	new_number text,
	traced_on date,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.trace_result.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.trace_result.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.trace_result.meaning IS 'superseded or invalid or sensitive or dead (from rule:trace)';
COMMENT ON COLUMN lollipop_candidate.trace_result.code IS 'Code of the trace as sent (from rule:trace)';
COMMENT ON COLUMN lollipop_candidate.trace_result.number IS 'NHS number that was traced (from rule:trace)';
COMMENT ON COLUMN lollipop_candidate.trace_result.new_number IS 'NHS number that supersedes it (from rule:trace)';
COMMENT ON COLUMN lollipop_candidate.trace_result.traced_on IS 'Date of the trace or, of a death, of that (from rule:trace)';
COMMENT ON COLUMN lollipop_candidate.trace_result.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate.trace_result.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.trace_result (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	meaning text NOT NULL,
	code text NOT NULL,
	number text,
	new_number text,
	traced_on date,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.trace_result.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.trace_result.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.trace_result.meaning IS 'superseded or invalid or sensitive or dead (from rule:trace)';
COMMENT ON COLUMN lollipop_candidate_restricted.trace_result.code IS 'Code of the trace as sent (from rule:trace)';
COMMENT ON COLUMN lollipop_candidate_restricted.trace_result.number IS 'NHS number that was traced (from rule:trace)';
COMMENT ON COLUMN lollipop_candidate_restricted.trace_result.new_number IS 'NHS number that supersedes it (from rule:trace)';
COMMENT ON COLUMN lollipop_candidate_restricted.trace_result.traced_on IS 'Date of the trace or, of a death, of that (from rule:trace)';
COMMENT ON COLUMN lollipop_candidate_restricted.trace_result.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate_restricted.trace_result.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.restriction (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	kind text NOT NULL,
	since_on date,
	basis text NOT NULL,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.restriction.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.restriction.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.restriction.kind IS 'sensitive or adopted or witness or protected or confidential (from rule:restricted)';
COMMENT ON COLUMN lollipop_candidate.restriction.since_on IS 'Date since when (from rule:restricted)';
COMMENT ON COLUMN lollipop_candidate.restriction.basis IS 'flag or code or register or trace or spread (from rule:restricted)';
COMMENT ON COLUMN lollipop_candidate.restriction.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.restriction.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.restriction (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	kind text NOT NULL,
	since_on date,
	basis text NOT NULL,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.restriction.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.restriction.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.restriction.kind IS 'sensitive or adopted or witness or protected or confidential (from rule:restricted)';
COMMENT ON COLUMN lollipop_candidate_restricted.restriction.since_on IS 'Date since when (from rule:restricted)';
COMMENT ON COLUMN lollipop_candidate_restricted.restriction.basis IS 'flag or code or register or trace or spread (from rule:restricted)';
COMMENT ON COLUMN lollipop_candidate_restricted.restriction.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.restriction.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.birth (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	birth_order bigint,
	number_born bigint,
	gestation_days bigint,
	weight_g bigint,
	outcome text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.birth.id IS 'Key; at most one for each child';
COMMENT ON COLUMN lollipop_candidate.birth.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.birth.birth_order IS 'Order in the birth (from Observation.Value of kind birth_order)';
COMMENT ON COLUMN lollipop_candidate.birth.number_born IS 'Number born in the delivery (from Observation.Value of kind number_born)';
COMMENT ON COLUMN lollipop_candidate.birth.gestation_days IS 'Gestation in days (from Observation.Value of kind gestation)';
COMMENT ON COLUMN lollipop_candidate.birth.weight_g IS 'Birth weight in grams (from Observation.Value of kind birth_weight)';
COMMENT ON COLUMN lollipop_candidate.birth.outcome IS 'live or still (from Observation of kind stillbirth)';
COMMENT ON COLUMN lollipop_candidate.birth.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.birth.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.birth (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	birth_order bigint,
	number_born bigint,
	gestation_days bigint,
	weight_g bigint,
	outcome text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.birth.id IS 'Key; at most one for each child';
COMMENT ON COLUMN lollipop_candidate_restricted.birth.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.birth.birth_order IS 'Order in the birth (from Observation.Value of kind birth_order)';
COMMENT ON COLUMN lollipop_candidate_restricted.birth.number_born IS 'Number born in the delivery (from Observation.Value of kind number_born)';
COMMENT ON COLUMN lollipop_candidate_restricted.birth.gestation_days IS 'Gestation in days (from Observation.Value of kind gestation)';
COMMENT ON COLUMN lollipop_candidate_restricted.birth.weight_g IS 'Birth weight in grams (from Observation.Value of kind birth_weight)';
COMMENT ON COLUMN lollipop_candidate_restricted.birth.outcome IS 'live or still (from Observation of kind stillbirth)';
COMMENT ON COLUMN lollipop_candidate_restricted.birth.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.birth.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.appointment (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	status text NOT NULL,
	appointment_on date,
	start_time text,
	planned_minutes bigint,
	actual_minutes bigint,
	did_not_attend boolean,
	code_id bigint,
	seen_time text,
	left_time text,
	wait_minutes bigint,
	delay_minutes bigint,
	booked_on date,
	booked_time text,
	slot_status text,
	slot_type text,
	booking_method text,
	mode text,
	setting text,
	national_category text,
	external_patient text,
	external_organisation text,
	organisation_id bigint,
	session_id bigint,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.appointment.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.appointment.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.appointment.status IS 'booked past did_not_attend suppressed or unknown (from rule:appointment-status)';
COMMENT ON COLUMN lollipop_candidate.appointment.appointment_on IS 'Day (from Slot.AppointmentDate)';
COMMENT ON COLUMN lollipop_candidate.appointment.start_time IS 'Time of day; HH:mm:ss local (from Slot.AppointmentStartTime)';
COMMENT ON COLUMN lollipop_candidate.appointment.planned_minutes IS 'Planned duration (from Slot.PlannedDurationInMinutes)';
COMMENT ON COLUMN lollipop_candidate.appointment.actual_minutes IS 'Actual duration (from Slot.ActualDurationInMinutes)';
COMMENT ON COLUMN lollipop_candidate.appointment.did_not_attend IS 'The child was not brought (from Slot.DidNotAttend)';
COMMENT ON COLUMN lollipop_candidate.appointment.code_id IS 'Why the child was not brought (from Slot.DnaReasonCodeId)';
COMMENT ON COLUMN lollipop_candidate.appointment.seen_time IS 'Time of day when called in (from Slot.SendInTime)';
COMMENT ON COLUMN lollipop_candidate.appointment.left_time IS 'Time of day when gone (from Slot.LeftTime)';
COMMENT ON COLUMN lollipop_candidate.appointment.wait_minutes IS 'How long the patient waited (from Slot.PatientWaitInMin)';
COMMENT ON COLUMN lollipop_candidate.appointment.delay_minutes IS 'How late it began (from Slot.AppointmentDelayInMin)';
COMMENT ON COLUMN lollipop_candidate.appointment.booked_on IS 'Day of booking (from version 8.0) (from Slot.BookedDate)';
COMMENT ON COLUMN lollipop_candidate.appointment.booked_time IS 'Time of day of booking (from Slot.BookedTime)';
COMMENT ON COLUMN lollipop_candidate.appointment.slot_status IS 'Status as sent (from version 8.0) (from Slot.SlotStatus)';
COMMENT ON COLUMN lollipop_candidate.appointment.slot_type IS 'Type of slot as sent (from version 8.0) (from Slot.SlotType)';
COMMENT ON COLUMN lollipop_candidate.appointment.booking_method IS 'How it was booked (from version 8.0) (from Slot.BookingMethod)';
COMMENT ON COLUMN lollipop_candidate.appointment.mode IS 'Mode of contact as sent (from version 8.0) (from Slot.ModeOfContact)';
COMMENT ON COLUMN lollipop_candidate.appointment.setting IS 'Setting as sent (from version 8.2); of a message the name of the place (from Slot.ServiceSetting)';
COMMENT ON COLUMN lollipop_candidate.appointment.national_category IS 'National category of the slot (from version 8.2) (from Slot.NationalSlotCategoryName)';
COMMENT ON COLUMN lollipop_candidate.appointment.external_patient IS 'Patient of another organisation for whom the slot is; as sent (from version 8.0) (from Slot.ExternalPatientGuid)';
COMMENT ON COLUMN lollipop_candidate.appointment.external_organisation IS 'Organisation of that patient; as sent (from version 8.0) (from Slot.ExternalPatientOrganisation)';
COMMENT ON COLUMN lollipop_candidate.appointment.organisation_id IS 'Organisation (from Slot.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.appointment.session_id IS 'Session that the slot belongs to where it was sent (from Slot.SessionGuid)';
COMMENT ON COLUMN lollipop_candidate.appointment.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.appointment.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.appointment (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	status text NOT NULL,
	appointment_on date,
	start_time text,
	planned_minutes bigint,
	actual_minutes bigint,
	did_not_attend boolean,
	code_id bigint,
	seen_time text,
	left_time text,
	wait_minutes bigint,
	delay_minutes bigint,
	booked_on date,
	booked_time text,
	slot_status text,
	slot_type text,
	booking_method text,
	mode text,
	setting text,
	national_category text,
	external_patient text,
	external_organisation text,
	organisation_id bigint,
	session_id bigint,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.status IS 'booked past did_not_attend suppressed or unknown (from rule:appointment-status)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.appointment_on IS 'Day (from Slot.AppointmentDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.start_time IS 'Time of day; HH:mm:ss local (from Slot.AppointmentStartTime)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.planned_minutes IS 'Planned duration (from Slot.PlannedDurationInMinutes)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.actual_minutes IS 'Actual duration (from Slot.ActualDurationInMinutes)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.did_not_attend IS 'The child was not brought (from Slot.DidNotAttend)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.code_id IS 'Why the child was not brought (from Slot.DnaReasonCodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.seen_time IS 'Time of day when called in (from Slot.SendInTime)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.left_time IS 'Time of day when gone (from Slot.LeftTime)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.wait_minutes IS 'How long the patient waited (from Slot.PatientWaitInMin)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.delay_minutes IS 'How late it began (from Slot.AppointmentDelayInMin)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.booked_on IS 'Day of booking (from version 8.0) (from Slot.BookedDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.booked_time IS 'Time of day of booking (from Slot.BookedTime)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.slot_status IS 'Status as sent (from version 8.0) (from Slot.SlotStatus)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.slot_type IS 'Type of slot as sent (from version 8.0) (from Slot.SlotType)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.booking_method IS 'How it was booked (from version 8.0) (from Slot.BookingMethod)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.mode IS 'Mode of contact as sent (from version 8.0) (from Slot.ModeOfContact)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.setting IS 'Setting as sent (from version 8.2); of a message the name of the place (from Slot.ServiceSetting)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.national_category IS 'National category of the slot (from version 8.2) (from Slot.NationalSlotCategoryName)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.external_patient IS 'Patient of another organisation for whom the slot is; as sent (from version 8.0) (from Slot.ExternalPatientGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.external_organisation IS 'Organisation of that patient; as sent (from version 8.0) (from Slot.ExternalPatientOrganisation)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.organisation_id IS 'Organisation (from Slot.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.session_id IS 'Session that the slot belongs to where it was sent (from Slot.SessionGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.appointment.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.encounter (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	source_term text,
	type text,
	complete boolean,
	occurred_on date,
	occurred_precision text NOT NULL,
	code_id bigint,
	appointment_id bigint,
	organisation_id bigint,
	practitioner_id bigint,
	recorded_on date,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.encounter.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.encounter.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.encounter.source_term IS 'Kind of place or contact as sent (from Consultation.ConsultationSourceTerm)';
COMMENT ON COLUMN lollipop_candidate.encounter.type IS 'Type of consultation as sent (from version 8.0) (from Consultation.ConsultationType)';
COMMENT ON COLUMN lollipop_candidate.encounter.complete IS 'The source calls it complete (from Consultation.Complete)';
COMMENT ON COLUMN lollipop_candidate.encounter.occurred_on IS 'Date (from Consultation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.encounter.occurred_precision IS 'U Y YM YMD or YMDT (from Consultation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.encounter.code_id IS 'Code of the kind of place or contact (from Consultation.ConsultationSourceCodeId)';
COMMENT ON COLUMN lollipop_candidate.encounter.appointment_id IS 'Appointment that it was where that was sent (from Consultation.AppointmentSlotGuid)';
COMMENT ON COLUMN lollipop_candidate.encounter.organisation_id IS 'Organisation (from Consultation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.encounter.practitioner_id IS 'Clinician (from Consultation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.encounter.recorded_on IS 'Date entered (from Consultation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.encounter.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.encounter.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.encounter (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	source_term text,
	type text,
	complete boolean,
	occurred_on date,
	occurred_precision text NOT NULL,
	code_id bigint,
	appointment_id bigint,
	organisation_id bigint,
	practitioner_id bigint,
	recorded_on date,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.encounter.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.encounter.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.encounter.source_term IS 'Kind of place or contact as sent (from Consultation.ConsultationSourceTerm)';
COMMENT ON COLUMN lollipop_candidate_restricted.encounter.type IS 'Type of consultation as sent (from version 8.0) (from Consultation.ConsultationType)';
COMMENT ON COLUMN lollipop_candidate_restricted.encounter.complete IS 'The source calls it complete (from Consultation.Complete)';
COMMENT ON COLUMN lollipop_candidate_restricted.encounter.occurred_on IS 'Date (from Consultation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.encounter.occurred_precision IS 'U Y YM YMD or YMDT (from Consultation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.encounter.code_id IS 'Code of the kind of place or contact (from Consultation.ConsultationSourceCodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.encounter.appointment_id IS 'Appointment that it was where that was sent (from Consultation.AppointmentSlotGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.encounter.organisation_id IS 'Organisation (from Consultation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.encounter.practitioner_id IS 'Clinician (from Consultation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.encounter.recorded_on IS 'Date entered (from Consultation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.encounter.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.encounter.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.consent (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	subject text NOT NULL,
	antigens text,
	decision text NOT NULL,
	decided_on date,
	decided_precision text NOT NULL,
	until_on date,
	until_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.consent.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.consent.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.consent.subject IS 'immunisation or data_sharing or screening (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate.consent.antigens IS 'Antigens covered; empty means every one (from concept.antigens)';
COMMENT ON COLUMN lollipop_candidate.consent.decision IS 'given or refused or withdrawn (from concept.kind)';
COMMENT ON COLUMN lollipop_candidate.consent.decided_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.consent.decided_precision IS 'U Y YM YMD or YMDT (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.consent.until_on IS 'End of the problem that the row itself is, where one says so (from Problem.EndDate)';
COMMENT ON COLUMN lollipop_candidate.consent.until_precision IS 'U Y YM YMD or YMDT (from Problem.EndDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.consent.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate.consent.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate.consent.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate.consent.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate.consent.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate.consent.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate.consent.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.consent.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.consent.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.consent.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.consent.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.consent.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.consent.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.consent.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.consent (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	subject text NOT NULL,
	antigens text,
	decision text NOT NULL,
	decided_on date,
	decided_precision text NOT NULL,
	until_on date,
	until_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.consent.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.subject IS 'immunisation or data_sharing or screening (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.antigens IS 'Antigens covered; empty means every one (from concept.antigens)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.decision IS 'given or refused or withdrawn (from concept.kind)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.decided_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.decided_precision IS 'U Y YM YMD or YMDT (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.until_on IS 'End of the problem that the row itself is, where one says so (from Problem.EndDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.until_precision IS 'U Y YM YMD or YMDT (from Problem.EndDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.consent.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.immunisation (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	status text NOT NULL,
	reason text,
	antigens text,
	dose text,
	batch text,
	expires_on date,
	site text,
	route text,
	manufacturer text,
	occurred_on date,
	occurred_precision text NOT NULL,
	counted boolean NOT NULL,
	duplicate_of bigint,
	duplicate_kind text,
	evidence text NOT NULL,
	product_id bigint,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.immunisation.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.immunisation.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.immunisation.status IS 'given or not_given or reported (from concept.kind)';
COMMENT ON COLUMN lollipop_candidate.immunisation.reason IS 'not_done or did_not_attend where not given (from concept.kind)';
COMMENT ON COLUMN lollipop_candidate.immunisation.antigens IS 'Sorted antigen names joined by + (from concept.antigens)';
COMMENT ON COLUMN lollipop_candidate.immunisation.dose IS 'Dose ordinal or booster mark of the code (from concept.dose)';
COMMENT ON COLUMN lollipop_candidate.immunisation.batch IS 'Batch number: of the qualifiers or where the free text holds one in the rendered form (from rule:batch-in-text)';
COMMENT ON COLUMN lollipop_candidate.immunisation.expires_on IS 'Expiry date of the batch (from rule:vaccine-qualifiers)';
COMMENT ON COLUMN lollipop_candidate.immunisation.site IS 'Site of the injection as sent (from rule:vaccine-qualifiers)';
COMMENT ON COLUMN lollipop_candidate.immunisation.route IS 'Route of the dose as sent; no published qualifier names one: the key is of memory and unverified (from rule:vaccine-qualifiers)';
COMMENT ON COLUMN lollipop_candidate.immunisation.manufacturer IS 'Manufacturer as sent (from rule:vaccine-qualifiers)';
COMMENT ON COLUMN lollipop_candidate.immunisation.occurred_on IS 'Date (from Observation.EffectiveDate or DrugRecord.EffectiveDate or IssueRecord.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.immunisation.occurred_precision IS 'U Y YM YMD or YMDT (from Observation.EffectiveDatePrecision or DrugRecord.EffectiveDatePrecision or IssueRecord.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.immunisation.counted IS 'Counts as given until a person decides otherwise (from rule:dose-counting)';
COMMENT ON COLUMN lollipop_candidate.immunisation.duplicate_of IS 'Earlier dose of the same antigens within the days of tolerance possible-duplicate (from rule:dose-duplicate)';
COMMENT ON COLUMN lollipop_candidate.immunisation.duplicate_kind IS 'probable (within the days of tolerance probable-duplicate) or possible (later) or conflict (declined on the same day) (from rule:dose-duplicate)';
COMMENT ON COLUMN lollipop_candidate.immunisation.evidence IS 'coded or product_only: known from a prescription alone and never counted (from rule:prescribed)';
COMMENT ON COLUMN lollipop_candidate.immunisation.product_id IS 'Product where a prescription of that day tells it (from IssueRecord.CodeId or DrugRecord.CodeId)';
COMMENT ON COLUMN lollipop_candidate.immunisation.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid or DrugRecord.ProblemObservationGuid or IssueRecord.ProblemObservationGuid)';
COMMENT ON COLUMN lollipop_candidate.immunisation.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate.immunisation.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate.immunisation.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate.immunisation.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate.immunisation.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate.immunisation.code_id IS 'Code; empty where a prescription alone tells of the dose (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.immunisation.organisation_id IS 'Organisation (from Observation.OrganisationGuid or DrugRecord.OrganisationGuid or IssueRecord.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.immunisation.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid or DrugRecord.ClinicianUserInRoleGuid or IssueRecord.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.immunisation.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid or IssueRecord.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.immunisation.recorded_on IS 'Date entered (from Observation.EnteredDate or DrugRecord.EnteredDate or IssueRecord.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.immunisation.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.immunisation.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.immunisation.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.immunisation (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	status text NOT NULL,
	reason text,
	antigens text,
	dose text,
	batch text,
	expires_on date,
	site text,
	route text,
	manufacturer text,
	occurred_on date,
	occurred_precision text NOT NULL,
	counted boolean NOT NULL,
	duplicate_of bigint,
	duplicate_kind text,
	evidence text NOT NULL,
	product_id bigint,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.status IS 'given or not_given or reported (from concept.kind)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.reason IS 'not_done or did_not_attend where not given (from concept.kind)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.antigens IS 'Sorted antigen names joined by + (from concept.antigens)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.dose IS 'Dose ordinal or booster mark of the code (from concept.dose)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.batch IS 'Batch number: of the qualifiers or where the free text holds one in the rendered form (from rule:batch-in-text)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.expires_on IS 'Expiry date of the batch (from rule:vaccine-qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.site IS 'Site of the injection as sent (from rule:vaccine-qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.route IS 'Route of the dose as sent; no published qualifier names one: the key is of memory and unverified (from rule:vaccine-qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.manufacturer IS 'Manufacturer as sent (from rule:vaccine-qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.occurred_on IS 'Date (from Observation.EffectiveDate or DrugRecord.EffectiveDate or IssueRecord.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.occurred_precision IS 'U Y YM YMD or YMDT (from Observation.EffectiveDatePrecision or DrugRecord.EffectiveDatePrecision or IssueRecord.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.counted IS 'Counts as given until a person decides otherwise (from rule:dose-counting)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.duplicate_of IS 'Earlier dose of the same antigens within the days of tolerance possible-duplicate (from rule:dose-duplicate)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.duplicate_kind IS 'probable (within the days of tolerance probable-duplicate) or possible (later) or conflict (declined on the same day) (from rule:dose-duplicate)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.evidence IS 'coded or product_only: known from a prescription alone and never counted (from rule:prescribed)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.product_id IS 'Product where a prescription of that day tells it (from IssueRecord.CodeId or DrugRecord.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid or DrugRecord.ProblemObservationGuid or IssueRecord.ProblemObservationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.code_id IS 'Code; empty where a prescription alone tells of the dose (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.organisation_id IS 'Organisation (from Observation.OrganisationGuid or DrugRecord.OrganisationGuid or IssueRecord.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid or DrugRecord.ClinicianUserInRoleGuid or IssueRecord.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid or IssueRecord.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.recorded_on IS 'Date entered (from Observation.EnteredDate or DrugRecord.EnteredDate or IssueRecord.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.immunisation.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.contraindication (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	antigens text,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.contraindication.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.contraindication.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.contraindication.antigens IS 'Antigens; empty means every one (from concept.antigens)';
COMMENT ON COLUMN lollipop_candidate.contraindication.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.contraindication.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.contraindication.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate.contraindication.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate.contraindication.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate.contraindication.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate.contraindication.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate.contraindication.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate.contraindication.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.contraindication.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.contraindication.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.contraindication.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.contraindication.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.contraindication.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.contraindication.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.contraindication.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.contraindication (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	antigens text,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.antigens IS 'Antigens; empty means every one (from concept.antigens)';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.contraindication.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.allergy (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	kind text NOT NULL,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.allergy.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.allergy.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.allergy.kind IS 'allergy or adverse_reaction (from concept.kind)';
COMMENT ON COLUMN lollipop_candidate.allergy.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.allergy.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.allergy.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate.allergy.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate.allergy.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate.allergy.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate.allergy.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate.allergy.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate.allergy.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.allergy.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.allergy.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.allergy.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.allergy.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.allergy.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.allergy.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.allergy.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.allergy (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	kind text NOT NULL,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.kind IS 'allergy or adverse_reaction (from concept.kind)';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.allergy.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.review (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	review text NOT NULL,
	outcome text NOT NULL,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.review.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.review.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.review.review IS 'Review id of the review table (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate.review.outcome IS 'done normal abnormal_observe abnormal_referred abnormal_treated not_done not_offered refused did_not_attend (from concept.value)';
COMMENT ON COLUMN lollipop_candidate.review.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.review.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.review.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate.review.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate.review.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate.review.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate.review.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate.review.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate.review.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.review.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.review.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.review.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.review.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.review.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.review.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.review.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.review (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	review text NOT NULL,
	outcome text NOT NULL,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.review.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.review.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.review.review IS 'Review id of the review table (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate_restricted.review.outcome IS 'done normal abnormal_observe abnormal_referred abnormal_treated not_done not_offered refused did_not_attend (from concept.value)';
COMMENT ON COLUMN lollipop_candidate_restricted.review.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.review.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.review.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.review.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate_restricted.review.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate_restricted.review.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate_restricted.review.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate_restricted.review.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.review.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.review.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.review.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.review.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.review.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.review.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.review.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.review.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.screening_result (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	programme text NOT NULL,
	test text NOT NULL,
	status text NOT NULL,
	value text,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.screening_result.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.screening_result.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.screening_result.programme IS 'bloodspot or hearing or nipe (from concept.dose)';
COMMENT ON COLUMN lollipop_candidate.screening_result.test IS 'Condition or ear test or examination (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate.screening_result.status IS 'Status code of the programme or result word (from concept.value)';
COMMENT ON COLUMN lollipop_candidate.screening_result.value IS 'Value as sent (from Observation.Value)';
COMMENT ON COLUMN lollipop_candidate.screening_result.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.screening_result.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.screening_result.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate.screening_result.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate.screening_result.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate.screening_result.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate.screening_result.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate.screening_result.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate.screening_result.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.screening_result.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.screening_result.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.screening_result.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.screening_result.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.screening_result.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.screening_result.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.screening_result.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.screening_result (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	programme text NOT NULL,
	test text NOT NULL,
	status text NOT NULL,
	value text,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.programme IS 'bloodspot or hearing or nipe (from concept.dose)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.test IS 'Condition or ear test or examination (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.status IS 'Status code of the programme or result word (from concept.value)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.value IS 'Value as sent (from Observation.Value)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.screening_result.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.measurement (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	kind text NOT NULL,
	value numeric,
	unit text,
	range_low numeric,
	range_high numeric,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.measurement.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.measurement.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.measurement.kind IS 'weight height head_circumference bmi_centile and others (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate.measurement.value IS 'Value; exact decimal as sent (from Observation.Value)';
COMMENT ON COLUMN lollipop_candidate.measurement.unit IS 'Unit as sent (from Observation.NumericUnit)';
COMMENT ON COLUMN lollipop_candidate.measurement.range_low IS 'Lower limit (from Observation.NumericRangeLow)';
COMMENT ON COLUMN lollipop_candidate.measurement.range_high IS 'Upper limit (from Observation.NumericRangeHigh)';
COMMENT ON COLUMN lollipop_candidate.measurement.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.measurement.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.measurement.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate.measurement.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate.measurement.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate.measurement.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate.measurement.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate.measurement.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate.measurement.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.measurement.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.measurement.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.measurement.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.measurement.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.measurement.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.measurement.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.measurement.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.measurement (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	kind text NOT NULL,
	value numeric,
	unit text,
	range_low numeric,
	range_high numeric,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.kind IS 'weight height head_circumference bmi_centile and others (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.value IS 'Value; exact decimal as sent (from Observation.Value)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.unit IS 'Unit as sent (from Observation.NumericUnit)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.range_low IS 'Lower limit (from Observation.NumericRangeLow)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.range_high IS 'Upper limit (from Observation.NumericRangeHigh)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.measurement.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.assessment (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	tool text NOT NULL,
	scale text NOT NULL,
	score numeric NOT NULL,
	parent_row bigint,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.assessment.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.assessment.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.assessment.tool IS 'Questionnaire or scale: asq3 or asq_se (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate.assessment.scale IS 'What of it is scored: communication gross_motor fine_motor problem_solving personal_social or social_emotional (from concept.value)';
COMMENT ON COLUMN lollipop_candidate.assessment.score IS 'Score; exact decimal as sent (from Observation.Value)';
COMMENT ON COLUMN lollipop_candidate.assessment.parent_row IS 'Row id of the questionnaire that it belongs to where it was sent (from Observation.ParentObservationGuid)';
COMMENT ON COLUMN lollipop_candidate.assessment.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.assessment.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.assessment.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate.assessment.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate.assessment.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate.assessment.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate.assessment.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate.assessment.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate.assessment.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.assessment.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.assessment.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.assessment.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.assessment.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.assessment.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.assessment.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.assessment.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.assessment (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	tool text NOT NULL,
	scale text NOT NULL,
	score numeric NOT NULL,
	parent_row bigint,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.tool IS 'Questionnaire or scale: asq3 or asq_se (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.scale IS 'What of it is scored: communication gross_motor fine_motor problem_solving personal_social or social_emotional (from concept.value)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.score IS 'Score; exact decimal as sent (from Observation.Value)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.parent_row IS 'Row id of the questionnaire that it belongs to where it was sent (from Observation.ParentObservationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.assessment.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.feeding (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	status text NOT NULL,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.feeding.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.feeding.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.feeding.status IS 'breast or mixed or bottle (from concept.value)';
COMMENT ON COLUMN lollipop_candidate.feeding.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.feeding.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.feeding.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate.feeding.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate.feeding.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate.feeding.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate.feeding.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate.feeding.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate.feeding.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.feeding.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.feeding.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.feeding.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.feeding.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.feeding.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.feeding.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.feeding.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.feeding (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	status text NOT NULL,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.status IS 'breast or mixed or bottle (from concept.value)';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.feeding.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.legal_status (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	kind text NOT NULL,
	change text NOT NULL,
	occurred_on date,
	occurred_precision text NOT NULL,
	until_on date,
	until_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.legal_status.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.legal_status.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.legal_status.kind IS 'child_protection_plan or looked_after (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate.legal_status.change IS 'start or end (from concept.value)';
COMMENT ON COLUMN lollipop_candidate.legal_status.occurred_on IS 'Date of the change (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.legal_status.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.legal_status.until_on IS 'End of the problem that the row itself is, where one says so (from Problem.EndDate)';
COMMENT ON COLUMN lollipop_candidate.legal_status.until_precision IS 'U Y YM YMD or YMDT (from Problem.EndDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.legal_status.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate.legal_status.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate.legal_status.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate.legal_status.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate.legal_status.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate.legal_status.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate.legal_status.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.legal_status.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.legal_status.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.legal_status.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.legal_status.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.legal_status.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.legal_status.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.legal_status.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.legal_status (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	kind text NOT NULL,
	change text NOT NULL,
	occurred_on date,
	occurred_precision text NOT NULL,
	until_on date,
	until_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.kind IS 'child_protection_plan or looked_after (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.change IS 'start or end (from concept.value)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.occurred_on IS 'Date of the change (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.until_on IS 'End of the problem that the row itself is, where one says so (from Problem.EndDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.until_precision IS 'U Y YM YMD or YMDT (from Problem.EndDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.legal_status.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.alert (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	kind text NOT NULL,
	change text NOT NULL,
	occurred_on date,
	occurred_precision text NOT NULL,
	until_on date,
	until_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.alert.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.alert.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.alert.kind IS 'Kind of alert (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate.alert.change IS 'start or end (from concept.value)';
COMMENT ON COLUMN lollipop_candidate.alert.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.alert.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.alert.until_on IS 'End of the problem that the row itself is, where one says so (from Problem.EndDate)';
COMMENT ON COLUMN lollipop_candidate.alert.until_precision IS 'U Y YM YMD or YMDT (from Problem.EndDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.alert.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate.alert.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate.alert.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate.alert.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate.alert.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate.alert.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate.alert.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.alert.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.alert.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.alert.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.alert.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.alert.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.alert.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.alert.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.alert (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	kind text NOT NULL,
	change text NOT NULL,
	occurred_on date,
	occurred_precision text NOT NULL,
	until_on date,
	until_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.alert.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.kind IS 'Kind of alert (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.change IS 'start or end (from concept.value)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.until_on IS 'End of the problem that the row itself is, where one says so (from Problem.EndDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.until_precision IS 'U Y YM YMD or YMDT (from Problem.EndDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.alert.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.need (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	kind text NOT NULL,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.need.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.need.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.need.kind IS 'disability send interpreter accessible_information (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate.need.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.need.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.need.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate.need.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate.need.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate.need.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate.need.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate.need.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate.need.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.need.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.need.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.need.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.need.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.need.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.need.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.need.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.need (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	kind text NOT NULL,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.need.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.need.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.need.kind IS 'disability send interpreter accessible_information (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate_restricted.need.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.need.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.need.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.need.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate_restricted.need.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate_restricted.need.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate_restricted.need.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate_restricted.need.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.need.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.need.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.need.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.need.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.need.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.need.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.need.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.need.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.care_team (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	role text NOT NULL,
	change text NOT NULL,
	name text,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.care_team.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.care_team.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.care_team.role IS 'usual_gp external_gp health_visitor school_nurse or community_nurse (from concept.detail or rule:care-team)';
COMMENT ON COLUMN lollipop_candidate.care_team.change IS 'start or end; stated where a patient row says so without a date (from concept.value or rule:care-team)';
COMMENT ON COLUMN lollipop_candidate.care_team.name IS 'Name as sent where the source states one (from Patient.ExternalUsualGP)';
COMMENT ON COLUMN lollipop_candidate.care_team.occurred_on IS 'Date of the change (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.care_team.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.care_team.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate.care_team.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate.care_team.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate.care_team.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate.care_team.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate.care_team.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate.care_team.code_id IS 'Code; empty where a patient row tells of it (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.care_team.organisation_id IS 'Organisation (from Observation.OrganisationGuid or Patient.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.care_team.practitioner_id IS 'Who it is (from Observation.ClinicianUserInRoleGuid or Patient.UsualGpUserInRoleGuid|ExternalUsualGPGuid)';
COMMENT ON COLUMN lollipop_candidate.care_team.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.care_team.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.care_team.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.care_team.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.care_team.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.care_team (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	role text NOT NULL,
	change text NOT NULL,
	name text,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.role IS 'usual_gp external_gp health_visitor school_nurse or community_nurse (from concept.detail or rule:care-team)';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.change IS 'start or end; stated where a patient row says so without a date (from concept.value or rule:care-team)';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.name IS 'Name as sent where the source states one (from Patient.ExternalUsualGP)';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.occurred_on IS 'Date of the change (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.code_id IS 'Code; empty where a patient row tells of it (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.organisation_id IS 'Organisation (from Observation.OrganisationGuid or Patient.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.practitioner_id IS 'Who it is (from Observation.ClinicianUserInRoleGuid or Patient.UsualGpUserInRoleGuid|ExternalUsualGPGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.care_team.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.school (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	change text NOT NULL,
	name text,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.school.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.school.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.school.change IS 'start or end (from concept.value)';
COMMENT ON COLUMN lollipop_candidate.school.name IS 'Name of the school: what the first line of the free text says (from rule:school-name)';
COMMENT ON COLUMN lollipop_candidate.school.occurred_on IS 'Date of the change (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.school.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.school.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate.school.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate.school.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate.school.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate.school.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate.school.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate.school.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.school.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.school.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.school.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.school.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.school.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.school.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.school.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.school (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	change text NOT NULL,
	name text,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.school.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.school.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.school.change IS 'start or end (from concept.value)';
COMMENT ON COLUMN lollipop_candidate_restricted.school.name IS 'Name of the school: what the first line of the free text says (from rule:school-name)';
COMMENT ON COLUMN lollipop_candidate_restricted.school.occurred_on IS 'Date of the change (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.school.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.school.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.school.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate_restricted.school.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate_restricted.school.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate_restricted.school.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate_restricted.school.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.school.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.school.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.school.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.school.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.school.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.school.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.school.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.school.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.due_item (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	due_on date,
	due_precision text NOT NULL,
	status text NOT NULL,
	term text,
	antigens text,
	dose text,
	duration text,
	location_type text,
	reminder text,
	reminder_type text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.due_item.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.due_item.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.due_item.due_on IS 'Due date (from Diary.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.due_item.due_precision IS 'Precision (from Diary.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.due_item.status IS 'open or done or closed or suppressed (from rule:due-status of Diary.IsActive|IsComplete)';
COMMENT ON COLUMN lollipop_candidate.due_item.term IS 'What is due as sent (from Diary.OriginalTerm)';
COMMENT ON COLUMN lollipop_candidate.due_item.antigens IS 'Antigens where the code is an immunisation (from concept.antigens)';
COMMENT ON COLUMN lollipop_candidate.due_item.dose IS 'Dose where the code states one (from concept.dose)';
COMMENT ON COLUMN lollipop_candidate.due_item.duration IS 'Duration text (from Diary.DurationTerm)';
COMMENT ON COLUMN lollipop_candidate.due_item.location_type IS 'Kind of place (from Diary.LocationTypeDescription)';
COMMENT ON COLUMN lollipop_candidate.due_item.reminder IS 'The reminder as sent; from messages alone (from Diary.Reminder)';
COMMENT ON COLUMN lollipop_candidate.due_item.reminder_type IS 'How the child is to be reminded as sent (T telephone, V verbal, L letter); from messages alone (from Diary.ReminderType)';
COMMENT ON COLUMN lollipop_candidate.due_item.code_id IS 'Code (from Diary.CodeId)';
COMMENT ON COLUMN lollipop_candidate.due_item.organisation_id IS 'Organisation (from Diary.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.due_item.practitioner_id IS 'Clinician (from Diary.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.due_item.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Diary.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.due_item.recorded_on IS 'Date entered (from Diary.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.due_item.note IS 'Free text (from Diary.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.due_item.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.due_item.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.due_item (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	due_on date,
	due_precision text NOT NULL,
	status text NOT NULL,
	term text,
	antigens text,
	dose text,
	duration text,
	location_type text,
	reminder text,
	reminder_type text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.due_on IS 'Due date (from Diary.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.due_precision IS 'Precision (from Diary.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.status IS 'open or done or closed or suppressed (from rule:due-status of Diary.IsActive|IsComplete)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.term IS 'What is due as sent (from Diary.OriginalTerm)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.antigens IS 'Antigens where the code is an immunisation (from concept.antigens)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.dose IS 'Dose where the code states one (from concept.dose)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.duration IS 'Duration text (from Diary.DurationTerm)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.location_type IS 'Kind of place (from Diary.LocationTypeDescription)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.reminder IS 'The reminder as sent; from messages alone (from Diary.Reminder)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.reminder_type IS 'How the child is to be reminded as sent (T telephone, V verbal, L letter); from messages alone (from Diary.ReminderType)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.code_id IS 'Code (from Diary.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.organisation_id IS 'Organisation (from Diary.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.practitioner_id IS 'Clinician (from Diary.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Diary.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.recorded_on IS 'Date entered (from Diary.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.note IS 'Free text (from Diary.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.due_item.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.correspondence (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	kind text NOT NULL,
	subject text NOT NULL,
	antigens text,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.correspondence.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.correspondence.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.correspondence.kind IS 'invitation reminder result or letter (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate.correspondence.subject IS 'immunisation review screening or other (from concept.value)';
COMMENT ON COLUMN lollipop_candidate.correspondence.antigens IS 'Antigens where the code names a vaccine; sorted names joined by + (from concept.antigens)';
COMMENT ON COLUMN lollipop_candidate.correspondence.occurred_on IS 'Day on which it was sent (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.correspondence.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.correspondence.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate.correspondence.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate.correspondence.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate.correspondence.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate.correspondence.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate.correspondence.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate.correspondence.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.correspondence.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.correspondence.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.correspondence.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.correspondence.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.correspondence.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.correspondence.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.correspondence.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.correspondence (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	kind text NOT NULL,
	subject text NOT NULL,
	antigens text,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.kind IS 'invitation reminder result or letter (from concept.detail)';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.subject IS 'immunisation review screening or other (from concept.value)';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.antigens IS 'Antigens where the code names a vaccine; sorted names joined by + (from concept.antigens)';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.occurred_on IS 'Day on which it was sent (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.correspondence.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.due_computed (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	state text NOT NULL,
	due_on date,
	planned_on date,
	vaccine text,
	antigens text,
	dose text,
	rule_version text,
	reason text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.due_computed.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.due_computed.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.due_computed.state IS 'overdue due upcoming suspended refused or contraindicated; cannot_be_scheduled and in_doubt name no dose but a reason (from rule:due-computed)';
COMMENT ON COLUMN lollipop_candidate.due_computed.due_on IS 'Day on which it fell or falls due (from rule:due-computed)';
COMMENT ON COLUMN lollipop_candidate.due_computed.planned_on IS 'Day on which it falls due for a child without any history (from rule:due-computed)';
COMMENT ON COLUMN lollipop_candidate.due_computed.vaccine IS 'Product to give (from rule:due-computed)';
COMMENT ON COLUMN lollipop_candidate.due_computed.antigens IS 'Antigens of the rule (from rule:due-computed)';
COMMENT ON COLUMN lollipop_candidate.due_computed.dose IS 'Dose as the rule writes it (from rule:due-computed)';
COMMENT ON COLUMN lollipop_candidate.due_computed.rule_version IS 'Version of the schedule that the rule is of (from rule:due-computed)';
COMMENT ON COLUMN lollipop_candidate.due_computed.reason IS 'Why the child cannot be scheduled or the plan is in doubt (from rule:due-computed)';
COMMENT ON COLUMN lollipop_candidate.due_computed.source_row IS 'Row id of the child''s primary patient row';
COMMENT ON COLUMN lollipop_candidate.due_computed.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.due_computed (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	state text NOT NULL,
	due_on date,
	planned_on date,
	vaccine text,
	antigens text,
	dose text,
	rule_version text,
	reason text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.due_computed.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.due_computed.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.due_computed.state IS 'overdue due upcoming suspended refused or contraindicated; cannot_be_scheduled and in_doubt name no dose but a reason (from rule:due-computed)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_computed.due_on IS 'Day on which it fell or falls due (from rule:due-computed)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_computed.planned_on IS 'Day on which it falls due for a child without any history (from rule:due-computed)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_computed.vaccine IS 'Product to give (from rule:due-computed)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_computed.antigens IS 'Antigens of the rule (from rule:due-computed)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_computed.dose IS 'Dose as the rule writes it (from rule:due-computed)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_computed.rule_version IS 'Version of the schedule that the rule is of (from rule:due-computed)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_computed.reason IS 'Why the child cannot be scheduled or the plan is in doubt (from rule:due-computed)';
COMMENT ON COLUMN lollipop_candidate_restricted.due_computed.source_row IS 'Row id of the child''s primary patient row';
COMMENT ON COLUMN lollipop_candidate_restricted.due_computed.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.problem (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	code_id bigint,
	began_on date,
	began_precision text NOT NULL,
	ended_on date,
	ended_precision text NOT NULL,
	status text,
	significance text,
	expected_duration bigint,
	last_review_on date,
	last_review_precision text NOT NULL,
	parent_row bigint,
	parent_relationship text,
	organisation_id bigint,
	practitioner_id bigint,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.problem.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.problem.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.problem.code_id IS 'Code of the observation the problem stands on; empty where that row was never sent (from Observation.CodeId of the same item)';
COMMENT ON COLUMN lollipop_candidate.problem.began_on IS 'Date of the observation (from Observation.EffectiveDate of the same item)';
COMMENT ON COLUMN lollipop_candidate.problem.began_precision IS 'Precision; U where unknown (from Observation.EffectiveDatePrecision of the same item)';
COMMENT ON COLUMN lollipop_candidate.problem.ended_on IS 'End date (from Problem.EndDate)';
COMMENT ON COLUMN lollipop_candidate.problem.ended_precision IS 'Precision (from Problem.EndDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.problem.status IS 'Status as sent (from Problem.ProblemStatusDescription)';
COMMENT ON COLUMN lollipop_candidate.problem.significance IS 'Significance as sent (from Problem.SignificanceDescription)';
COMMENT ON COLUMN lollipop_candidate.problem.expected_duration IS 'Expected duration in days (from Problem.ExpectedDuration)';
COMMENT ON COLUMN lollipop_candidate.problem.last_review_on IS 'Date of the last review (from Problem.LastReviewDate)';
COMMENT ON COLUMN lollipop_candidate.problem.last_review_precision IS 'Precision (from Problem.LastReviewDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.problem.parent_row IS 'Row id of the problem that this one is a part of; empty where that was not sent or is restricted and this row is not (from Problem.ParentProblemObservationGuid)';
COMMENT ON COLUMN lollipop_candidate.problem.parent_relationship IS 'How it belongs to that as sent: Grouped Combined Evolved or Replaced (from Problem.ParentProblemRelationship)';
COMMENT ON COLUMN lollipop_candidate.problem.organisation_id IS 'Organisation (from Problem.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.problem.practitioner_id IS 'Clinician of the last review (from Problem.LastReviewUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.problem.note IS 'Comment (from Problem.Comment)';
COMMENT ON COLUMN lollipop_candidate.problem.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.problem.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.problem (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	code_id bigint,
	began_on date,
	began_precision text NOT NULL,
	ended_on date,
	ended_precision text NOT NULL,
	status text,
	significance text,
	expected_duration bigint,
	last_review_on date,
	last_review_precision text NOT NULL,
	parent_row bigint,
	parent_relationship text,
	organisation_id bigint,
	practitioner_id bigint,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.problem.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.code_id IS 'Code of the observation the problem stands on; empty where that row was never sent (from Observation.CodeId of the same item)';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.began_on IS 'Date of the observation (from Observation.EffectiveDate of the same item)';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.began_precision IS 'Precision; U where unknown (from Observation.EffectiveDatePrecision of the same item)';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.ended_on IS 'End date (from Problem.EndDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.ended_precision IS 'Precision (from Problem.EndDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.status IS 'Status as sent (from Problem.ProblemStatusDescription)';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.significance IS 'Significance as sent (from Problem.SignificanceDescription)';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.expected_duration IS 'Expected duration in days (from Problem.ExpectedDuration)';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.last_review_on IS 'Date of the last review (from Problem.LastReviewDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.last_review_precision IS 'Precision (from Problem.LastReviewDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.parent_row IS 'Row id of the problem that this one is a part of; empty where that was not sent or is restricted and this row is not (from Problem.ParentProblemObservationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.parent_relationship IS 'How it belongs to that as sent: Grouped Combined Evolved or Replaced (from Problem.ParentProblemRelationship)';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.organisation_id IS 'Organisation (from Problem.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.practitioner_id IS 'Clinician of the last review (from Problem.LastReviewUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.note IS 'Comment (from Problem.Comment)';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.problem.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.observation (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	value text,
	unit text,
	range_low text,
	range_high text,
	parent_row bigint,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.observation.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.observation.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.observation.value IS 'Value as sent (from Observation.Value)';
COMMENT ON COLUMN lollipop_candidate.observation.unit IS 'Unit as sent (from Observation.NumericUnit)';
COMMENT ON COLUMN lollipop_candidate.observation.range_low IS 'Lower limit as sent (from Observation.NumericRangeLow)';
COMMENT ON COLUMN lollipop_candidate.observation.range_high IS 'Upper limit as sent (from Observation.NumericRangeHigh)';
COMMENT ON COLUMN lollipop_candidate.observation.parent_row IS 'Row id of the parent observation where it was sent (from Observation.ParentObservationGuid)';
COMMENT ON COLUMN lollipop_candidate.observation.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.observation.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.observation.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate.observation.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate.observation.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate.observation.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate.observation.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate.observation.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate.observation.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.observation.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.observation.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.observation.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.observation.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.observation.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.observation.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.observation.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.observation (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	value text,
	unit text,
	range_low text,
	range_high text,
	parent_row bigint,
	occurred_on date,
	occurred_precision text NOT NULL,
	problem_row bigint,
	value_operator text,
	abnormal boolean,
	abnormal_reason text,
	episode text,
	qualifiers text,
	code_id bigint NOT NULL,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.observation.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.value IS 'Value as sent (from Observation.Value)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.unit IS 'Unit as sent (from Observation.NumericUnit)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.range_low IS 'Lower limit as sent (from Observation.NumericRangeLow)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.range_high IS 'Upper limit as sent (from Observation.NumericRangeHigh)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.parent_row IS 'Row id of the parent observation where it was sent (from Observation.ParentObservationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.occurred_on IS 'Date (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.problem_row IS 'Row id of the problem that it belongs to; empty where that was not sent or is restricted and this row is not (from Observation.ProblemGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.value_operator IS 'Operator before the value as sent; 8.x only (from Observation.NumericOperator)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.abnormal IS 'Marked abnormal; 8.x only (from Observation.Abnormal)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.abnormal_reason IS 'Why it is abnormal as sent; 8.x only (from Observation.AbnormalReason)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.episode IS 'Kind of episode as sent; 8.x only (from Observation.Episode)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.qualifiers IS 'Qualifiers as sent: a fragment of XML; 8.x only (from Observation.Qualifiers)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.code_id IS 'Code (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.organisation_id IS 'Organisation (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.encounter_id IS 'Consultation in which it was recorded; empty where that was not sent or is restricted and this row is not (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.observation.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.document (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	guid text NOT NULL,
	occurred_on date,
	occurred_precision text NOT NULL,
	code_id bigint,
	organisation_id bigint,
	practitioner_id bigint,
	recorded_on date,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.document.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.document.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.document.guid IS 'EMIS GUID of the document; the document itself is in no extract (from Observation.DocumentGuid)';
COMMENT ON COLUMN lollipop_candidate.document.occurred_on IS 'Date of the row that names it (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.document.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.document.code_id IS 'Code of the row that names it (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.document.organisation_id IS 'Organisation that holds it (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.document.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.document.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.document.source_row IS 'Row id of the primary source row of the row that names the document';
COMMENT ON COLUMN lollipop_candidate.document.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.document (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	guid text NOT NULL,
	occurred_on date,
	occurred_precision text NOT NULL,
	code_id bigint,
	organisation_id bigint,
	practitioner_id bigint,
	recorded_on date,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.document.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.document.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.document.guid IS 'EMIS GUID of the document; the document itself is in no extract (from Observation.DocumentGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.document.occurred_on IS 'Date of the row that names it (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.document.occurred_precision IS 'Precision (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.document.code_id IS 'Code of the row that names it (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.document.organisation_id IS 'Organisation that holds it (from Observation.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.document.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.document.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.document.source_row IS 'Row id of the primary source row of the row that names the document';
COMMENT ON COLUMN lollipop_candidate_restricted.document.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.referral (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	occurred_on date,
	occurred_precision text NOT NULL,
	target_organisation_id bigint,
	urgency text,
	service_type text,
	mode text,
	ubrn text,
	transport_required boolean,
	code_id bigint,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.referral.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.referral.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.referral.occurred_on IS 'Date of the observation that it stands on (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate.referral.occurred_precision IS 'U Y YM YMD or YMDT (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate.referral.target_organisation_id IS 'Organisation referred to where it was sent (from ObservationReferral.ReferralTargetOrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.referral.urgency IS 'Urgency as sent (from ObservationReferral.ReferralUrgency)';
COMMENT ON COLUMN lollipop_candidate.referral.service_type IS 'Type of service as sent (from ObservationReferral.ReferralServiceType)';
COMMENT ON COLUMN lollipop_candidate.referral.mode IS 'Mode as sent (from ObservationReferral.ReferralMode)';
COMMENT ON COLUMN lollipop_candidate.referral.ubrn IS 'Booking reference as sent (from ObservationReferral.ReferralUBRN)';
COMMENT ON COLUMN lollipop_candidate.referral.transport_required IS 'Transport required (from version 8.0) (from ObservationReferral.TransportRequired)';
COMMENT ON COLUMN lollipop_candidate.referral.code_id IS 'Code of the observation; empty where that was never sent (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate.referral.organisation_id IS 'Organisation that referred (from ObservationReferral.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.referral.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.referral.encounter_id IS 'Consultation in which it was recorded (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate.referral.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate.referral.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate.referral.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.referral.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.referral (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	occurred_on date,
	occurred_precision text NOT NULL,
	target_organisation_id bigint,
	urgency text,
	service_type text,
	mode text,
	ubrn text,
	transport_required boolean,
	code_id bigint,
	organisation_id bigint,
	practitioner_id bigint,
	encounter_id bigint,
	recorded_on date,
	note text,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.referral.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.referral.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.referral.occurred_on IS 'Date of the observation that it stands on (from Observation.EffectiveDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.referral.occurred_precision IS 'U Y YM YMD or YMDT (from Observation.EffectiveDatePrecision)';
COMMENT ON COLUMN lollipop_candidate_restricted.referral.target_organisation_id IS 'Organisation referred to where it was sent (from ObservationReferral.ReferralTargetOrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.referral.urgency IS 'Urgency as sent (from ObservationReferral.ReferralUrgency)';
COMMENT ON COLUMN lollipop_candidate_restricted.referral.service_type IS 'Type of service as sent (from ObservationReferral.ReferralServiceType)';
COMMENT ON COLUMN lollipop_candidate_restricted.referral.mode IS 'Mode as sent (from ObservationReferral.ReferralMode)';
COMMENT ON COLUMN lollipop_candidate_restricted.referral.ubrn IS 'Booking reference as sent (from ObservationReferral.ReferralUBRN)';
COMMENT ON COLUMN lollipop_candidate_restricted.referral.transport_required IS 'Transport required (from version 8.0) (from ObservationReferral.TransportRequired)';
COMMENT ON COLUMN lollipop_candidate_restricted.referral.code_id IS 'Code of the observation; empty where that was never sent (from Observation.CodeId)';
COMMENT ON COLUMN lollipop_candidate_restricted.referral.organisation_id IS 'Organisation that referred (from ObservationReferral.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.referral.practitioner_id IS 'Clinician (from Observation.ClinicianUserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.referral.encounter_id IS 'Consultation in which it was recorded (from Observation.ConsultationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.referral.recorded_on IS 'Date entered (from Observation.EnteredDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.referral.note IS 'Free text (from Observation.AssociatedText)';
COMMENT ON COLUMN lollipop_candidate_restricted.referral.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.referral.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.audit (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	subject text NOT NULL,
	item_guid text,
	item_row bigint,
	item_type text,
	mode text,
	changed_on date,
	changed_at text,
	organisation_id bigint,
	practitioner_id bigint,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.audit.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.audit.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.audit.subject IS 'item or registration (from PatientAudit or RegistrationAudit)';
COMMENT ON COLUMN lollipop_candidate.audit.item_guid IS 'EMIS GUID of the item that was changed; empty for a registration (from PatientAudit.ItemGuid)';
COMMENT ON COLUMN lollipop_candidate.audit.item_row IS 'Row id of the standing observation or diary entry or consultation of that GUID; empty where none was sent (from PatientAudit.ItemGuid)';
COMMENT ON COLUMN lollipop_candidate.audit.item_type IS 'Kind of item as sent (from PatientAudit.ItemType)';
COMMENT ON COLUMN lollipop_candidate.audit.mode IS 'What was done as sent (from PatientAudit.ModeType RegistrationAudit.ModeType)';
COMMENT ON COLUMN lollipop_candidate.audit.changed_on IS 'Day of the change (from PatientAudit.ModifiedDate RegistrationAudit.ModifiedDate)';
COMMENT ON COLUMN lollipop_candidate.audit.changed_at IS 'Time of day; HH:mm:ss local (from PatientAudit.ModifiedTime RegistrationAudit.ModifiedTime)';
COMMENT ON COLUMN lollipop_candidate.audit.organisation_id IS 'Organisation in whose record it was changed (from PatientAudit.OrganisationGuid RegistrationAudit.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.audit.practitioner_id IS 'Who changed it; empty where the user was never sent (from PatientAudit.UserInRoleGuid RegistrationAudit.UserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate.audit.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate.audit.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.audit (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	subject text NOT NULL,
	item_guid text,
	item_row bigint,
	item_type text,
	mode text,
	changed_on date,
	changed_at text,
	organisation_id bigint,
	practitioner_id bigint,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.audit.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.audit.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.audit.subject IS 'item or registration (from PatientAudit or RegistrationAudit)';
COMMENT ON COLUMN lollipop_candidate_restricted.audit.item_guid IS 'EMIS GUID of the item that was changed; empty for a registration (from PatientAudit.ItemGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.audit.item_row IS 'Row id of the standing observation or diary entry or consultation of that GUID; empty where none was sent (from PatientAudit.ItemGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.audit.item_type IS 'Kind of item as sent (from PatientAudit.ItemType)';
COMMENT ON COLUMN lollipop_candidate_restricted.audit.mode IS 'What was done as sent (from PatientAudit.ModeType RegistrationAudit.ModeType)';
COMMENT ON COLUMN lollipop_candidate_restricted.audit.changed_on IS 'Day of the change (from PatientAudit.ModifiedDate RegistrationAudit.ModifiedDate)';
COMMENT ON COLUMN lollipop_candidate_restricted.audit.changed_at IS 'Time of day; HH:mm:ss local (from PatientAudit.ModifiedTime RegistrationAudit.ModifiedTime)';
COMMENT ON COLUMN lollipop_candidate_restricted.audit.organisation_id IS 'Organisation in whose record it was changed (from PatientAudit.OrganisationGuid RegistrationAudit.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.audit.practitioner_id IS 'Who changed it; empty where the user was never sent (from PatientAudit.UserInRoleGuid RegistrationAudit.UserInRoleGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.audit.source_row IS 'Row id of the primary source row';
COMMENT ON COLUMN lollipop_candidate_restricted.audit.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.record_note (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	kind text NOT NULL,
	about_row bigint,
	note text NOT NULL,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.record_note.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate.record_note.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.record_note.kind IS 'Kind of note (from rule:record-note)';
COMMENT ON COLUMN lollipop_candidate.record_note.about_row IS 'Row id of the source row that the note is about (from rule:record-note)';
COMMENT ON COLUMN lollipop_candidate.record_note.note IS 'What a clinician should know in words (from rule:record-note)';
COMMENT ON COLUMN lollipop_candidate.record_note.source_row IS 'Row id of the child''s primary patient row';
COMMENT ON COLUMN lollipop_candidate.record_note.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.record_note (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	kind text NOT NULL,
	about_row bigint,
	note text NOT NULL,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.record_note.id IS 'Key';
COMMENT ON COLUMN lollipop_candidate_restricted.record_note.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.record_note.kind IS 'Kind of note (from rule:record-note)';
COMMENT ON COLUMN lollipop_candidate_restricted.record_note.about_row IS 'Row id of the source row that the note is about (from rule:record-note)';
COMMENT ON COLUMN lollipop_candidate_restricted.record_note.note IS 'What a clinician should know in words (from rule:record-note)';
COMMENT ON COLUMN lollipop_candidate_restricted.record_note.source_row IS 'Row id of the child''s primary patient row';
COMMENT ON COLUMN lollipop_candidate_restricted.record_note.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate.child_crosswalk (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	source text NOT NULL,
	organisation_guid text NOT NULL,
	patient_guid text NOT NULL,
	retired_id bigint,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate.child_crosswalk.id IS 'Key; one for each person record';
COMMENT ON COLUMN lollipop_candidate.child_crosswalk.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate.child_crosswalk.source IS 'Source (from file.source)';
COMMENT ON COLUMN lollipop_candidate.child_crosswalk.organisation_guid IS 'Organisation GUID of the person record (from Patient.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate.child_crosswalk.patient_guid IS 'Patient GUID of the person record (from Patient.PatientGuid)';
COMMENT ON COLUMN lollipop_candidate.child_crosswalk.retired_id IS 'Child id that this record had before a merge retired it (from rule:retired-id)';
COMMENT ON COLUMN lollipop_candidate.child_crosswalk.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate.child_crosswalk.load_id IS 'Load that wrote the row';

CREATE TABLE lollipop_candidate_restricted.child_crosswalk (
	id bigint NOT NULL,
	child_id bigint NOT NULL,
	source text NOT NULL,
	organisation_guid text NOT NULL,
	patient_guid text NOT NULL,
	retired_id bigint,
	source_row bigint NOT NULL,
	load_id integer NOT NULL
);
COMMENT ON COLUMN lollipop_candidate_restricted.child_crosswalk.id IS 'Key; one for each person record';
COMMENT ON COLUMN lollipop_candidate_restricted.child_crosswalk.child_id IS 'Child';
COMMENT ON COLUMN lollipop_candidate_restricted.child_crosswalk.source IS 'Source (from file.source)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_crosswalk.organisation_guid IS 'Organisation GUID of the person record (from Patient.OrganisationGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_crosswalk.patient_guid IS 'Patient GUID of the person record (from Patient.PatientGuid)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_crosswalk.retired_id IS 'Child id that this record had before a merge retired it (from rule:retired-id)';
COMMENT ON COLUMN lollipop_candidate_restricted.child_crosswalk.source_row IS 'Row id of the primary patient row';
COMMENT ON COLUMN lollipop_candidate_restricted.child_crosswalk.load_id IS 'Load that wrote the row';
