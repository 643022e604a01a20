package e2e

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	"lollipop/internal/ledger"
	"lollipop/mappings"
)

// Whatever small extracts hold, sums close and the independent reader derives
// the same: keys, names, numbers, days and codes are drawn from so few that they
// collide in every way.
func TestAnyExtractsClose(t *testing.T) {
	first, many := uint64(1), 24
	if testing.Short() {
		many = 4
	}
	for seed := first; seed < first+uint64(many); seed++ {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			d := jumble(t, seed)
			r := d.begin(t, 2)
			if err := r.through(t.Context(), ledger.Reconcile); err != nil {
				t.Fatal(err)
			}
			proved(t, r, "quarantine", "safety-codes", "other-codes", "left-behind")
			nothingPartial(t, r.work.Dir)
			idsHold(t, d, r)
		})
	}
}

// idsHold: rehearsals over fewer batches before, and over the same after, give
// no id to two rows, and the second of the same extracts changes none.
func idsHold(t *testing.T, d delivery, r *rehearsal) {
	t.Helper()
	before := d.without(t, deltaDay[:8]).run(t, 1, ledger.Transform)
	second := d.after(before).run(t, 2, ledger.Reconcile)
	proved(t, second, "quarantine", "safety-codes", "other-codes", "left-behind")
	third := d.after(second).run(t, 1, ledger.Transform)
	g0, g2, g3 := before.generation(t), second.generation(t), third.generation(t)
	noneReused(t, second, g0, g2)
	for table, ids := range g2.ids {
		if !maps.Equal(ids, g3.ids[table]) {
			t.Errorf("%s: other ids in a rehearsal over the same extracts", table)
		}
		if len(ids) != len(r.both(table, "id")) {
			t.Errorf("%s: %d rows with an earlier rehearsal, %d without", table, len(ids), len(r.both(table, "id")))
		}
	}
	if !maps.Equal(g2.child, g3.child) {
		t.Error("other children in a rehearsal over the same extracts")
	}
}

// jumbler draws rows.
type jumbler struct {
	*rand.Rand
	concepts []*mappings.Concept
}

// jumble writes two sources of a few batches each.
func jumble(t *testing.T, seed uint64) delivery {
	t.Helper()
	set := loadMappings(t)
	j := &jumbler{Rand: rand.New(rand.NewPCG(seed, 1))}
	j.choose(set.Concepts())
	var list []parcel
	for _, source := range []string{"chis", "gp"} {
		for i := range 1 + j.IntN(3) {
			stamp := []string{bulkDay, deltaDay, thirdDay}[i]
			p := parcel{source: source, stamp: stamp, start: 1 + 20*i, rows: j.batch(source, i), style: style{bare: j.oneIn(3), backward: j.oneIn(3)}}
			if j.oneIn(2) {
				j.modern(&p)
			}
			list = append(list, p)
		}
	}
	register := ""
	if j.oneIn(2) {
		register = "source,organisation_guid,patient_guid,kind,since\r\n"
		for range 2 {
			register += fmt.Sprintf("chis,%s,%s,adopted,2020-01-01\r\n", surgery, number(1+j.IntN(8)))
		}
	}
	return parcels(t, register, list...)
}

// choose takes some concepts of every kind, doses most.
func (j *jumbler) choose(all []*mappings.Concept) {
	byKind := map[string]int{}
	for _, at := range j.Perm(len(all)) {
		c := all[at]
		least := 2
		if c.Kind == "given" {
			least = 14
		}
		if byKind[c.Kind] < least && c.System != "snomed" {
			byKind[c.Kind]++
			j.concepts = append(j.concepts, c)
		}
	}
}

func (j *jumbler) oneIn(n int) bool { return j.IntN(n) == 0 }

func (j *jumbler) of(list ...string) string { return list[j.IntN(len(list))] }

func (j *jumbler) batch(source string, n int) map[string][]row {
	orgs := []string{surgery}
	if source == "gp" {
		orgs = append(orgs, practice)
	}
	rows := map[string][]row{"clinical_code": j.dictionary(n)}
	for i, org := range orgs {
		rows["organisation"] = append(rows["organisation"], organisation(org, fmt.Sprintf("P8100%d", i)))
		if j.oneIn(2) {
			rows["sharing_organisation"] = append(rows["sharing_organisation"],
				row{"organisation_guid": org, "is_activated": "true", "disabled": fmt.Sprint(j.oneIn(3)), "deleted": "false"})
		}
		for range 8 {
			rows["patient"] = append(rows["patient"], j.patient(org))
		}
		for range 90 {
			rows["observation"] = append(rows["observation"], j.observation(org))
		}
		for range 10 {
			rows["diary"] = append(rows["diary"], j.diary(org))
			rows["problem"] = append(rows["problem"], j.problem(org))
			rows["consultation"] = append(rows["consultation"], j.consultation(org))
			rows["observation_referral"] = append(rows["observation_referral"], j.referral(org, orgs...))
			rows["slot"] = append(rows["slot"], j.slot(org))
			for range 6 {
				rows["drug_record"] = append(rows["drug_record"], j.prescription("drug_record_guid", org))
				rows["issue_record"] = append(rows["issue_record"], j.prescription("issue_record_guid", org))
			}
		}
	}
	for i, term := range []string{"Priorix vaccine", "Prevenar 13 vaccine", "Some vaccine", "Paracetamol", "Repevax vaccine"} {
		rows["drug_code"] = append(rows["drug_code"], row{"code_id": fmt.Sprint(500 + i), "term": term, "processing_id": fmt.Sprint(j.IntN(4))})
	}
	for i := range 4 {
		rows["user_in_role"] = append(rows["user_in_role"], row{"user_in_role_guid": number(0x700 + i), "organisation_guid": j.of(orgs...), "given_name": "Nia", "surname": "Clerk", "processing_id": "1"})
	}
	return rows
}

// dictionary holds every concept in the first batch, and some again later, with
// another parent or another text.
func (j *jumbler) dictionary(n int) (rows []row) {
	for i, c := range j.concepts {
		if n > 0 && !j.oneIn(5) {
			continue
		}
		r := code(fmt.Sprint(1000+i), c.Code, c.Display, c.Category)
		if j.oneIn(6) {
			rows = append(rows, code(fmt.Sprint(1000+i), c.Code, c.Display, c.Category).with("parent_code_id", "1001"))
		}
		if j.oneIn(20) {
			r["read_term_id"] = "9ZZZZ"
		}
		rows = append(rows, r.with("processing_id", fmt.Sprint(j.IntN(9))))
	}
	return rows
}

func (j *jumbler) patient(org string) row {
	r := patient(org, 1+j.IntN(8), j.of("Ada", "Ada", "ADA ", "Bea", "Baby", "Twin 1", "", "A"))
	return r.with(
		"surname", j.of("Oddley", "Oddley", "Evenley", ""), "sex", j.of("F", "F", "M", "U", "x", ""),
		"date_of_birth", j.of("2015-06-01", "2015-06-01", "2015-06-01", "2015-06-02", "", "2015-13-01", "1985-05-05"),
		"nhs_number", j.of("", testNumber(1), testNumber(1), testNumber(2), testNumber(3), "9999999999", "123", testNumber(4)[:3]+" "+testNumber(4)[3:6]+" "+testNumber(4)[6:]),
		"person_guid", j.of("", number(0x501), number(0x502), number(0x503), "broken"),
		"date_of_death", j.of("", "", "", "", "", "2018-02-02"), "date_of_deactivation", j.of("", "", "2017-01-01", "2019-01-01"),
		"date_of_registration", j.of("2015-06-10", "2016-06-10", ""), "deleted", fmt.Sprint(j.oneIn(7)),
		"spine_sensitive", fmt.Sprint(j.oneIn(12)), "is_confidential", fmt.Sprint(j.oneIn(12)), "dummy_type", fmt.Sprint(j.oneIn(20)),
		"patient_type_description", j.of("Regular", " Temporary", "Child Health Services", "Dummy", ""), "processing_id", fmt.Sprint(j.IntN(5)),
		"postcode", j.of("PR1 1AA", "pr11aa", "NOWHERE", ""), "number_and_street", j.of("1 High Street", ""), "mobile_phone", j.of("07700900000", ""),
		"carer_name", j.of("", "C Arer"), "carer_relation", j.of("", "Mother"), "usual_gp_user_in_role_guid", j.of("", number(0x700), number(0x79)),
		"external_usual_gp_organisation", j.of("", "P81000", "not a code"), "middle_names", j.of("", "Zed"), "nhs_number_status", j.of("", "01"),
		"external_usual_gp_guid", j.of("", number(0x701), number(0x79)), "external_usual_gp", j.of("", "", "Dr B Nowhere"),
	)
}

func (j *jumbler) day() string {
	return j.of("2016-08-01", "2016-08-01", "2016-08-02", "2016-08-14", "2016-09-20", "2018-02-01", "2018-03-03", "2014-01-01", "2030-01-01")
}

func (j *jumbler) code() string {
	if j.oneIn(40) {
		return j.of("", "999", "x")
	}
	return fmt.Sprint(1000 + j.IntN(len(j.concepts)))
}

func (j *jumbler) observation(org string) row {
	r := observation(org, 1+j.IntN(9), 0x1000+j.IntN(120), j.code(), j.day())
	if j.oneIn(30) {
		r["effective_date"] = j.of("", "2016-02-30", "20160801")
	}
	return r.with(
		"effective_date_precision", j.of("YMD", "YMD", "YMD", "YMD", "YM", "Y", "U", "", "YMDT", "odd"), "deleted", fmt.Sprint(j.oneIn(12)),
		"is_confidential", fmt.Sprint(j.oneIn(15)), "processing_id", fmt.Sprint(j.IntN(6)),
		"value", j.of("", "3.5", "3.50", "7,5", "40", "1", "2", "<5"), "numeric_unit", j.of("", "kg"), "numeric_range_low", j.of("", "1"),
		"associated_text", j.of("", "", "Batch Number: AB1, left arm", "Batch Number: CD2", "see letter"),
		"parent_observation_guid", j.of("", "", number(0x1000+j.IntN(120))), "clinician_user_in_role_guid", j.of("", number(0x700), number(0x701), number(0x79)),
		"consultation_guid", j.of("", number(0x3000+j.IntN(15)), number(0x3000+j.IntN(15))), "document_guid", j.of("", "", "", number(0x6000+j.IntN(6))),
		"problem_guid", j.of("", "", number(0x1000+j.IntN(130))),
	)
}

// modern makes a batch one of 8.x, with what only that says.
func (j *jumbler) modern(p *parcel) {
	p.version = "8.x-observed"
	item := func(key, value string) string {
		return "<item><key>" + key + "</key><value>" + value + "</value></item>"
	}
	for i := range p.rows["observation"] {
		r := p.rows["observation"][i]
		p.rows["observation"][i] = r.with(
			"abnormal", j.of("", "true", "false", "odd"), "abnormal_reason", j.of("", "", "Above range"), "episode", j.of("", "First"), "numeric_operator", j.of("", "<"),
			"qualifiers", j.of("", "", "left arm", "<qualifier>"+item("Batch Number", "AB1")+item("Expiry Date", "31/01/2021")+"</qualifier>",
				"<q>"+item("batch", "EF3")+item("Site", "Left &amp; right")+"</q>", "<q>"+item("Manufacturer", "bexsero")+item("expiry", "31/31/2021")+"</q>",
				"<q>"+item("Expiry Date", "29-Jan-2010")+item("Injection site", "arm")+item("Route", "oral")+"</q>", "<!DOCTYPE q><q/>", "<q>&nbsp;</q>"),
		)
	}
	for range 12 {
		p.rows["patient_history"] = append(p.rows["patient_history"], row{
			"patient_guid": number(1 + j.IntN(8)), "organisation_guid": surgery, "history_date": j.of(j.day(), j.day(), "", "2016-02-30"), "history_time": j.of("", "12:10:00"),
			"status_description": j.of("Fully Registered", "Registered", "Death", "Deducted - deceased", "11", "Deducted", ""), "processing_id": fmt.Sprint(j.IntN(5)),
		})
	}
	for i := range p.rows["slot"] {
		p.rows["slot"][i] = p.rows["slot"][i].with("external_patient_guid", j.of("", "", number(1+j.IntN(9))), "external_patient_organisation", j.of("", number(0x78)))
	}
	for i := range p.rows["patient"] {
		p.rows["patient"][i] = p.rows["patient"][i].with("contact_comments", j.of("", "Ring after school", "No calls"))
	}
}

func (j *jumbler) diary(org string) row {
	return row{
		"diary_guid": number(0x2000 + j.IntN(15)), "patient_guid": number(1 + j.IntN(9)), "organisation_guid": org, "code_id": j.code(), "effective_date": j.day(),
		"effective_date_precision": "YMD", "entered_date": "2016-01-01", "original_term": j.of("", "Due"), "duration_term": j.of("", "1 year"),
		"consultation_guid": j.of("", number(0x3000+j.IntN(15))), "is_active": fmt.Sprint(!j.oneIn(3)), "is_complete": fmt.Sprint(j.oneIn(3)), "deleted": fmt.Sprint(j.oneIn(8)),
		"is_confidential": fmt.Sprint(j.oneIn(8)), "processing_id": fmt.Sprint(j.IntN(5)),
	}
}

func (j *jumbler) problem(org string) row {
	return row{
		"observation_guid": number(0x1000 + j.IntN(130)), "patient_guid": number(1 + j.IntN(9)), "organisation_guid": org, "comment": j.of("", "a word"),
		"end_date": j.of("", "2019-01-01", "odd"), "end_date_precision": j.of("", "YMD", "Y"), "expected_duration": j.of("", "28", "x"),
		"parent_problem_observation_guid": j.of("", number(0x1000+j.IntN(130))), "parent_problem_relationship": j.of("", "Grouped"),
		"problem_status_description": j.of("Active Problem", "Past Problem"), "significance_description": j.of("", "Minor Problem"),
		"deleted": fmt.Sprint(j.oneIn(8)), "processing_id": fmt.Sprint(j.IntN(5)),
	}
}

func (j *jumbler) consultation(org string) row {
	return row{
		"consultation_guid": number(0x3000 + j.IntN(15)), "patient_guid": number(1 + j.IntN(9)), "organisation_guid": org,
		"effective_date": j.of(j.day(), j.day(), "", "2016-02-30"), "effective_date_precision": j.of("YMD", "YM", "", "odd"), "entered_date": j.of("", j.day()),
		"clinician_user_in_role_guid": j.of("", number(0x700), number(0x79)), "consultation_source_term": j.of("", "Clinic"),
		"consultation_source_code_id": j.of("", j.code(), "x"), "complete": j.of("", "true", "false", "odd"),
		"appointment_slot_guid": j.of("", number(0x4000+j.IntN(12))),
		"deleted":               fmt.Sprint(j.oneIn(8)), "is_confidential": fmt.Sprint(j.oneIn(8)), "processing_id": fmt.Sprint(j.IntN(5)),
	}
}

func (j *jumbler) prescription(key, org string) row {
	return row{
		key: number(0x5000 + j.IntN(40)), "patient_guid": number(1 + j.IntN(9)), "organisation_guid": org,
		"code_id": j.of("500", "500", "501", "502", "503", "504", "599", ""), "effective_date": j.day(), "effective_date_precision": j.of("YMD", "YMD", "YM", ""),
		"entered_date": "2016-08-01", "problem_observation_guid": j.of("", number(0x1000+j.IntN(130))), "clinician_user_in_role_guid": j.of("", number(0x700)), "is_confidential": fmt.Sprint(j.oneIn(9)),
		"deleted": fmt.Sprint(j.oneIn(9)), "processing_id": fmt.Sprint(j.IntN(5)),
	}
}

// slot is one that somebody has booked, or nobody, or somebody else before.
func (j *jumbler) slot(org string) row {
	return row{
		"slot_guid": number(0x4000 + j.IntN(12)), "patient_guid": j.of("", number(1+j.IntN(9)), number(1+j.IntN(9)), "broken"), "organisation_guid": org,
		"appointment_date": j.of(j.day(), j.day(), "2021-03-22", "", "2016-02-30"), "appointment_start_time": j.of("", "12:10:00", "odd"),
		"did_not_attend": j.of("", "true", "false"), "dna_reason_code_id": j.of("", j.code()), "session_guid": j.of("", number(0x78)),
		"planned_duration_in_minutes": j.of("10", "x"), "deleted": fmt.Sprint(j.oneIn(8)), "processing_id": fmt.Sprint(j.IntN(5)),
	}
}

func (j *jumbler) referral(org string, orgs ...string) row {
	return row{
		"observation_guid": number(0x1000 + j.IntN(130)), "patient_guid": number(1 + j.IntN(9)), "organisation_guid": org,
		"referral_target_organisation_guid": j.of("", j.of(orgs...), number(0x78)), "referral_urgency": j.of("", "Urgent"),
		"referral_mode": j.of("", "Written"), "referral_ubrn": j.of("", "123456789012"), "processing_id": fmt.Sprint(j.IntN(5)),
	}
}

// testNumber makes a number of the range that is never issued.
func testNumber(n int) string {
	for body := 990_000_000 + 1000*n; ; body++ {
		digits := fmt.Sprint(body)
		sum := 0
		for i, c := range digits {
			sum += int(c-'0') * (10 - i)
		}
		if check := 11 - sum%11; check != 10 {
			return digits + strings.TrimPrefix(fmt.Sprint(100+check%11), "10")
		}
	}
}
