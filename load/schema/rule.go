package schema

import (
	"fmt"
	"strings"

	"lollipop/mappings"
)

// The first and last day that a date may be: those of the date type that made it.
const (
	firstDay = "1800-01-01"
	lastDay  = "2199-12-31"
)

// words lists the values of enumerated columns, by "table.column" or, for a column that is the same wherever it
// stands, by the end of its name.
var words = map[string]string{
	"_precision": "U Y YM YMD YMDT",

	"clinical_code.system":        "snomed readv2 emis_local",
	"clinical_code.class":         "safety ordinary",
	"child.sex":                   "M F U I",
	"child.status":                "active moved deceased unknown",
	"child_name.use":              "official other previous calling former",
	"child_address.use":           "home temporary other previous",
	"child_contact.system":        "home_phone mobile_phone email comment",
	"child_identifier.system":     "nhs_number superseded_number former_number test_range other_nation rejected_number person_guid patient_number",
	"audit.subject":               "item registration",
	"registration.end_reason":     "deactivated deleted deceased",
	"residence_status.status":     "active moved deceased unknown",
	"restriction.basis":           "flag code register trace spread",
	"trace_result.meaning":        "superseded invalid sensitive dead",
	"birth.outcome":               "live still",
	"consent.subject":             "immunisation data_sharing screening",
	"consent.decision":            "given refused withdrawn",
	"immunisation.status":         "given not_given reported",
	"immunisation.reason":         "not_done did_not_attend",
	"immunisation.evidence":       "coded product_only",
	"immunisation.duplicate_kind": "probable possible conflict",
	"allergy.kind":                "allergy adverse_reaction",
	"review.outcome":              "done normal abnormal_observe abnormal_referred abnormal_treated not_done not_offered refused did_not_attend",
	"screening_result.programme":  "bloodspot hearing nipe",
	"feeding.status":              "breast mixed bottle",
	"legal_status.change":         "start end",
	"alert.change":                "start end",
	"need.kind":                   "disability send interpreter accessible_information",
	"assessment.scale":            "communication gross_motor fine_motor problem_solving personal_social social_emotional",
	"assessment.tool":             "asq3 asq_se",
	"care_team.role":              "usual_gp external_gp health_visitor school_nurse community_nurse",
	"care_team.change":            "start end stated",
	"school.change":               "start end",
	"correspondence.kind":         "invitation reminder result letter",
	"correspondence.subject":      "immunisation review screening other",
	"appointment.status":          "booked past did_not_attend suppressed unknown",
	"due_item.status":             "open done closed suppressed",
	"due_computed.state":          "overdue due upcoming suspended refused contraindicated cannot_be_scheduled in_doubt",
	"record_note.kind": "quarantined-event review-pair unmapped-safety-code repaired-safety-code ambiguous-safety-code probable-duplicate possible-duplicate " +
		"given-and-declined death-in-one-source problem-without-observation referral-without-observation product-only-vaccine date-before-birth date-in-future " +
		"date-after-death set-aside-field",
}

// Words returns the values that an enumerated column may have, nil for a column that may have any.
func Words(set *mappings.Set, table, column string) []string {
	if table == "clinical_code" && column == "kind" {
		var kinds []string
		for _, k := range set.Kinds() {
			kinds = append(kinds, k.Name)
		}
		return kinds
	}
	if list, ok := words[table+"."+column]; ok {
		return strings.Fields(list)
	}
	if strings.HasSuffix(column, "_precision") {
		return strings.Fields(words["_precision"])
	}
	return nil
}

// rule is the condition that every value of a column satisfies, "" for none. NULL satisfies every condition.
func rule(set *mappings.Set, table string, c mappings.TargetColumn) string {
	switch c.Kind {
	case mappings.TargetID, mappings.TargetRef, mappings.TargetRow:
		return c.Name + " > 0"
	case mappings.TargetDate:
		return fmt.Sprintf("%s BETWEEN '%s' AND '%s'", c.Name, firstDay, lastDay)
	case mappings.TargetText:
		if list := Words(set, table, c.Name); list != nil {
			return c.Name + " IN ('" + strings.Join(list, "', '") + "')"
		}
		return c.Name + " <> ''"
	}
	return ""
}

// sqliteRule is rule in the words of SQLite. It builds a table for the list of an IN anew for each row that it
// checks; a chain of OR costs it nothing to speak of. Booleans are integers there and decimals are text.
func sqliteRule(set *mappings.Set, table string, c mappings.TargetColumn) string {
	switch c.Kind {
	case mappings.TargetBool:
		return c.Name + " = 0 OR " + c.Name + " = 1"
	case mappings.TargetDecimal:
		return c.Name + " <> ''"
	}
	list := Words(set, table, c.Name)
	if c.Kind != mappings.TargetText || list == nil {
		return rule(set, table, c)
	}
	for i, w := range list {
		list[i] = c.Name + " = '" + w + "'"
	}
	return strings.Join(list, " OR ")
}
