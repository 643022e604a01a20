package transform

import (
	"slices"
	"testing"
)

// What was changed in a confidential row stood in the open audit table once the
// row was withdrawn, a version of it was open, or it was joined with an open one.
func TestAuditOfWhatWasConfidential(t *testing.T) {
	w := twoSources(t)
	secret := cells{"is_confidential": "true"}
	w.file("chis", "patient", 1, patient(orgCHIS, 1, nil))
	w.file("gp", "patient", 1, patient(orgGP, 2, nil))
	w.file("chis", "observation", 1,
		observation(orgCHIS, 1, 11, "104", "2019-04-20", secret), // withdrawn
		observation(orgCHIS, 1, 12, "102", "2020-04-01", secret), // later sent without the mark
		observation(orgCHIS, 1, 13, "101", "2019-05-01", nil),    // the practice has it confidential
		observation(orgCHIS, 1, 14, "110", "2019-06-01", nil),    // open, now and ever
		observation(orgCHIS, 1, 15, "110", "2019-06-02", secret))
	w.file("gp", "observation", 1, observation(orgGP, 2, 21, "101", "2019-05-01", secret))
	w.file("chis", "observation", 2,
		observation(orgCHIS, 1, 11, "", "", cells{"deleted": "true"}), observation(orgCHIS, 1, 12, "102", "2020-04-01", nil))
	audit := func(item string) cells {
		return cells{
			"item_guid": item, "patient_guid": guid(1), "organisation_guid": orgCHIS, "modified_date": "2021-01-02",
			"item_type": "Observation", "mode_type": "Update", "processing_id": "1",
		}
	}
	w.file("chis", "patient_audit", 1, audit(guid(11)), audit(guid(12)), audit(guid(13)), audit(guid(14)), audit(guid(15)), audit(guid(99)), audit(""))
	r := w.run(Options{})
	items := func(name string) (all []string) {
		for _, row := range r.rows(name) {
			all = append(all, row["item_guid"])
		}
		slices.Sort(all)
		return all
	}
	if open := items("audit"); len(open) != 1 || open[0] != guid(14) {
		t.Errorf("open audits of %q", open)
	}
	if closed := items("restricted_audit"); len(closed) != 6 {
		t.Errorf("restricted audits of %q", closed)
	}
}
