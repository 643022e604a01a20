package mappings

import (
	"slices"
	"testing"
)

func TestMigratedEntities(t *testing.T) {
	set := mustLoad(t)
	var migrated, reference []string
	for _, e := range set.Entities() {
		if e.Migrated {
			migrated = append(migrated, e.Name+" "+e.Table)
		}
		if e.Reference {
			reference = append(reference, e.Name)
		}
	}
	want := []string{
		"organisation Admin_Organisation", "user_in_role Admin_UserInRole", "sharing_organisation Agreements_SharingOrganisation",
		"clinical_code Coding_ClinicalCode", "location Admin_Location", "organisation_location Admin_OrganisationLocation",
		"session Appointment_Session", "session_user Appointment_SessionUser", "drug_code Coding_DrugCode", "patient Admin_Patient", "observation CareRecord_Observation", "diary CareRecord_Diary",
		"problem CareRecord_Problem", "consultation CareRecord_Consultation", "observation_referral CareRecord_ObservationReferral", "slot Appointment_Slot", "drug_record Prescribing_DrugRecord", "issue_record Prescribing_IssueRecord",
		"patient_history Admin_PatientHistory",
		"patient_audit Audit_PatientAudit", "registration_audit Audit_RegistrationAudit",
	}
	if !slices.Equal(migrated, want) {
		t.Errorf("migrated %q", migrated)
	}
	if !slices.Equal(reference, []string{
		"organisation", "user_in_role", "sharing_organisation", "clinical_code", "location", "organisation_location", "session", "session_user", "drug_code",
	}) {
		t.Errorf("reference %q", reference)
	}
	if n := len(set.Entities()); n != 21 {
		t.Errorf("%d file types, the specification has 21", n)
	}
	if set.EntityOfTable("Admin_Pateint") != nil || set.Entity("allergy") != nil {
		t.Error("an unknown entity is there")
	}
}

func TestEntityRoles(t *testing.T) {
	set := mustLoad(t)
	tests := []struct {
		entity                                                                     string
		organisation, patient, item, code, date, deleted, confidential, processing string
	}{
		{"observation", "organisation_guid", "patient_guid", "observation_guid", "code_id", "effective_date", "deleted", "is_confidential", "processing_id"},
		{"diary", "organisation_guid", "patient_guid", "diary_guid", "code_id", "effective_date", "deleted", "is_confidential", "processing_id"},
		{"problem", "organisation_guid", "patient_guid", "observation_guid", "", "", "deleted", "", "processing_id"},
		{"patient", "organisation_guid", "patient_guid", "", "", "", "deleted", "is_confidential", "processing_id"},
		{"organisation", "organisation_guid", "", "organisation_guid", "", "", "", "", "processing_id"},
		{"user_in_role", "organisation_guid", "", "user_in_role_guid", "", "", "", "", "processing_id"},
		{"sharing_organisation", "organisation_guid", "", "organisation_guid", "", "", "deleted", "", ""},
		{"clinical_code", "", "", "", "code_id", "", "", "", "processing_id"},
	}
	for _, test := range tests {
		e := set.Entity(test.entity)
		got := []int{e.Organisation, e.Patient, e.Item, e.Code, e.Date, e.Deleted, e.Confidential, e.ProcessingID}
		want := []string{test.organisation, test.patient, test.item, test.code, test.date, test.deleted, test.confidential, test.processing}
		for i, name := range want {
			if (name == "") != (got[i] < 0) || name != "" && e.Columns[got[i]].Name != name {
				t.Errorf("%s: role %d is column %d, want %q", test.entity, i, got[i], name)
			}
		}
	}
}

func TestColumnKinds(t *testing.T) {
	set := mustLoad(t)
	tests := []struct {
		entity, column string
		kind           ColumnKind
		required       bool
	}{
		{"patient", "patient_guid", KindGUID, true},
		{"patient", "date_of_birth", KindDate, true},
		{"patient", "patient_number", KindInt, true},
		{"patient", "external_usual_gp_organisation", KindText, true}, // an ODS code in the legacy system, whatever the specification says
		{"patient", "contact_comments", KindText, false},
		{"observation", "code_id", KindCode, true},
		{"observation", "entered_time", KindTime, true},
		{"observation", "value", KindDecimal, true},
		{"observation", "is_confidential", KindBool, true},
		{"observation", "associated_text", KindText, false}, // gone in 7.1 and 8.0
		{"observation", "qualifiers", KindText, false},
		{"problem", "deleted", KindBool, false}, // from 5.2
		{"diary", "clinician_user_in_role_guid", KindGUID, true},
		{"clinical_code", "snomed_ct_concept_id", KindCode, true},
		{"clinical_code", "read_term_id", KindText, true},
		{"clinical_code", "parent_code_id", KindCode, false},
		{"sharing_organisation", "last_modified_date", KindText, true},
		{"organisation", "ods_code", KindText, true},
	}
	for _, test := range tests {
		e := set.Entity(test.entity)
		i := e.Column(test.column)
		if i < 0 {
			t.Errorf("%s has no column %s", test.entity, test.column)
			continue
		}
		if c := e.Columns[i]; c.Kind != test.kind || c.Required != test.required {
			t.Errorf("%s.%s is %v, required %v", test.entity, test.column, c.Kind, c.Required)
		}
	}
}

// The spellings of the test pack and of the later specifications are the same column.
func TestHeaderAliases(t *testing.T) {
	set := mustLoad(t)
	tests := []struct{ table, header, column string }{
		{"CareRecord_Diary", "ClinicanUserInRoleGuid", "clinician_user_in_role_guid"},
		{"Admin_Patient", "ExternalUsusalGP", "external_usual_gp"},
		{"Admin_Patient", "ExternalUsusalGPOrganisation", "external_usual_gp_organisation"},
		{"Admin_Patient", "PersonGUID", "person_guid"},
		{"Admin_Patient", "DateofDeactivation", "date_of_deactivation"},
		{"Coding_ClinicalCode", "ParentCodeID", "parent_code_id"},
		{"Coding_ClinicalCode", " snomedctconceptid ", "snomed_ct_concept_id"},
		{"Admin_Patient", "Favourite", ""},
	}
	for _, test := range tests {
		e := set.EntityOfTable(test.table)
		i := e.Header(test.header)
		if (i < 0) != (test.column == "") || i >= 0 && e.Columns[i].Name != test.column {
			t.Errorf("header %q is column %d, want %q", test.header, i, test.column)
		}
	}
}

func TestLayout(t *testing.T) {
	set := mustLoad(t)
	if got := set.Layout("Coding_ClinicalCode", "5.4"); len(got) != 11 || got[10] != "ParentCodeId" {
		t.Errorf("ParentCodeId is not last in 5.4: %q", got)
	}
	if got := set.Layout("Coding_ClinicalCode", "8.0"); got[9] != "ParentCodeID" {
		t.Errorf("8.0 spells it ParentCodeID: %q", got)
	}
	if got := set.Layout("CareRecord_Diary", "5.1"); !slices.Contains(got, "ClinicanUserInRoleGuid") {
		t.Errorf("5.1 misspells the clinician: %q", got)
	}
	if slices.Contains(set.Layout("CareRecord_Observation", "7.1"), "AssociatedText") {
		t.Error("7.1 has no free text")
	}
	if got := set.Layout("Coding_ClinicalCode", "8.x-observed"); len(got) != 11 {
		t.Errorf("a version that says nothing keeps the layout before it: %q", got)
	}
	for _, missing := range [][2]string{{"Admin_PatientHistory", "5.4"}, {"Admin_Patient", "4.9"}, {"Admin_Nothing", "5.4"}} {
		if got := set.Layout(missing[0], missing[1]); got != nil {
			t.Errorf("layout of %s in %s is %q", missing[0], missing[1], got)
		}
	}
}

// The staged columns begin with those of 5.4 in its order, so that a 5.4 file
// is staged as it stands.
func TestColumnsInOrderOf54(t *testing.T) {
	set := mustLoad(t)
	for _, e := range set.Entities() {
		for i, name := range set.Layout(e.Table, "5.4") {
			if e.Columns[i].EMIS != name {
				t.Errorf("%s: column %d is %s, 5.4 has %s", e.Name, i, e.Columns[i].EMIS, name)
			}
		}
	}
}

// Twenty files have a layout in each version, and every column of a layout is bound.
func TestEveryLayoutBinds(t *testing.T) {
	set := mustLoad(t)
	for _, version := range set.Versions() {
		for _, e := range set.Entities() {
			columns := set.Layout(e.Table, version)
			if columns == nil && e.Name != "patient_history" {
				t.Errorf("%s has no layout in %s", e.Table, version)
			}
			seen := map[int]bool{}
			for _, c := range columns {
				if i := e.Header(c); i < 0 || seen[i] {
					t.Errorf("%s %s: %s is bound to nothing or twice", e.Table, version, c)
				} else {
					seen[i] = true
				}
			}
		}
	}
}
