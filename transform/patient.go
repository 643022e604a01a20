package transform

import (
	"lollipop/internal/chis"
	"lollipop/internal/spill"
	"lollipop/internal/table"
)

// patientContent is what a patient row holds beyond its identity: the texts are
// copied, since a child has few of them and they are compared.
type patientContent struct {
	nhs, sex, patientType                                     string
	title, given, middle, surname                             string
	house, street, village, town, county, postcode, institute string
	carer, relation                                           string
	email, home, mobile, comments                             string
	formerNames, calling, formerNumber, ethnicGroup           string // of messages
	externalGP, externalOrganisation                          string
	patientNumber                                             int64
	personGUID                                                chis.GUID
	born, died, registered, deactivated                       chis.Date
	usualGP, externalGPUser                                   int32
	sensitive, confidential, dead                             bool
}

var patientColumns = []string{
	"row_id", "organisation_guid", "patient_guid", "patient_number", "person_guid", "usual_gp_user_in_role_guid",
	"date_of_birth", "date_of_death", "date_of_registration", "date_of_deactivation", "spine_sensitive", "is_confidential", "dead",
	"nhs_number", "sex", "patient_type_description", "title", "given_name", "middle_names", "surname",
	"house_name_flat_number", "number_and_street", "village", "town", "county", "postcode", "residential_institute_code",
	"carer_name", "carer_relation", "email_address", "home_phone", "mobile_phone", "contact_comments",
	"previous_names", "calling_name", "old_nhs_number", "ethnic_code",
	"external_usual_gp", "external_usual_gp_organisation", "external_usual_gp_guid",
}

// firstPatientText is the position of nhs_number in patientColumns; the texts
// follow it in the order of patientContent.texts.
const firstPatientText = 13

func (p *patientContent) texts() []*string {
	return []*string{
		&p.nhs, &p.sex, &p.patientType, &p.title, &p.given, &p.middle, &p.surname,
		&p.house, &p.street, &p.village, &p.town, &p.county, &p.postcode, &p.institute,
		&p.carer, &p.relation, &p.email, &p.home, &p.mobile, &p.comments, &p.formerNames, &p.calling, &p.formerNumber, &p.ethnicGroup, &p.externalGP, &p.externalOrganisation,
	}
}

func (t *run) encodePatient(r []byte, b *table.Batch, i int, source int32) []byte {
	v := b.Vec
	r = spill.PutVarint(r, i64At(b, 3, i))
	r = spill.PutGUID(r, v[4].GUID[i])
	r = spill.PutVarint(r, int64(t.users.find(source, v[5].GUID[i])))
	for c := 6; c <= 9; c++ {
		r = spill.PutUint32(r, uint32(v[c].I32[i]))
	}
	for c := 10; c < firstPatientText; c++ {
		r = spill.PutBool(r, v[c].I32[i] == 1)
	}
	last := len(patientColumns) - 1
	for c := firstPatientText; c < last; c++ {
		r = spill.PutBytes(r, v[c].Text.At(i))
	}
	return spill.PutVarint(r, int64(t.users.find(source, v[last].GUID[i])))
}

func decodePatient(c *spill.Cursor) *patientContent {
	p := &patientContent{patientNumber: c.Varint(), personGUID: c.GUID(), usualGP: int32(c.Varint())}
	for _, d := range []*chis.Date{&p.born, &p.died, &p.registered, &p.deactivated} {
		*d = chis.Date(c.Uint32())
	}
	p.sensitive, p.confidential, p.dead = c.Bool(), c.Bool(), c.Bool()
	for _, s := range p.texts() {
		*s = c.String()
	}
	p.externalGPUser = int32(c.Varint())
	return p
}
