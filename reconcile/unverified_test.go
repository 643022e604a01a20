package reconcile

import (
	"strings"
	"testing"
	"testing/fstest"

	"lollipop/mappings"
)

// unverifiedCode is a Read code of class safety whose row of concept.csv is marked
// as not verified.
const unverifiedCode = "654.."

// A safety code that is mapped from memory alone stops live data until a named
// reviewer approves it; of synthetic data it is said.
func TestMappingsThatNobodyVerified(t *testing.T) {
	approved := "system,code,display,category,class,kind,antigens,dose,detail,value,state,equivalence,reviewer,reviewer_role,reviewed,note\n" +
		"readv2," + unverifiedCode + ",Diphtheria vaccination,Immunisations,safety,given,diphtheria,,,,approved,equivalent,A. Clinician,clinical lead,2021-03-20,\n"
	proposed := strings.Replace(approved, ",approved,", ",proposed,", 1)
	for _, test := range []struct {
		name, mode, review string
		breaks, counted    int64
		says               string
	}{
		{"live", "live", "", 1, 1, ""},
		{"live and proposed", "live", proposed, 1, 1, ""},
		{"live and approved", "live", approved, 0, 0, ""},
		{"synthetic", "test", "", 0, 1, "nhs_numbers: live"},
		{"synthetic and approved", "test", approved, 0, 0, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := small(t)
			w.config["nhs_numbers"] = test.mode
			w.files[2].rows[0]["read_term_id"], w.files[2].rows[0]["term"] = unverifiedCode, "Diphtheria vaccination"
			if test.review != "" {
				var err error
				w.maps, err = mappings.Load(fstest.MapFS{"code_review.csv": {Data: []byte(test.review)}})
				w.must(err)
			}
			rep := w.run()
			c := rep.Check(checkSafety)
			if want := map[bool]State{true: Failed, false: Passed}[test.breaks > 0]; c.State != want || c.Value != test.breaks || c.Waivable {
				t.Errorf("%s with %d: %s", c.State, c.Value, c.Detail)
			}
			if rep.Counts[CountUnverified] != test.counted || test.says == "" && c.Detail != "" || !strings.Contains(c.Detail, test.says) {
				t.Errorf("counted %d, says %q", rep.Counts[CountUnverified], c.Detail)
			}
			if said := strings.Contains(strings.Join(rep.Findings, "\n"), "nobody has read in a source"); said != (test.counted > 0) {
				t.Errorf("findings %q", rep.Findings)
			}
			for _, code := range w.listing.Codes {
				if code.Stops() != (test.breaks > 0) {
					t.Errorf("listed as stopping: %v, %+v", code.Stops(), code)
				}
			}
			if len(w.listing.Codes) != int(test.counted) {
				t.Errorf("%d codes listed", len(w.listing.Codes))
			}
		})
	}
}
