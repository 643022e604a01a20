package reconcile

import "testing"

// referred is the small world with a referral on its review.
func referred(t *testing.T) *world {
	w := small(t)
	r := w.file("chis", "observation_referral", cells{
		"observation_guid": guid(50), "patient_guid": guid(1), "organisation_guid": orgCHIS, "referral_target_organisation_guid": orgCHIS,
		"referral_urgency": "Urgent", "referral_service_type": "Assessment", "referral_mode": "Written", "referral_ubrn": "12", "processing_id": "1",
	})
	w.made("referral", cells{
		"child_id": "1", "occurred_on": "2020-05-06", "occurred_precision": "YMD", "target_organisation_id": "1", "urgency": "Urgent",
		"service_type": "Assessment", "mode": "Written", "ubrn": "12", "code_id": "1", "organisation_id": "1", "recorded_on": "2020-05-06",
		"note": "seen at home",
	}, r, rowReview)
	return w
}

func TestReferralsOneByOne(t *testing.T) {
	row := func(w *world) cells { return w.target["referral"][0] }
	for _, test := range []struct {
		name   string
		want   State
		breaks int64
		change func(w *world)
	}{
		{"as it is", Passed, 0, func(*world) {}},
		{"lost", Failed, 1, func(w *world) { w.target["referral"] = nil }},
		{"twice", Failed, 1, func(w *world) { w.target["referral"] = append(w.target["referral"], row(w).with(cells{"id": "2"})) }},
		{"of another day", Failed, 2, func(w *world) { row(w)["occurred_on"] = "2020-05-07" }},
		{"a day less precise", Failed, 2, func(w *world) { row(w)["occurred_precision"] = "YM" }},
		{"less urgent", Failed, 2, func(w *world) { row(w)["urgency"] = "Routine" }},
		{"for another service", Failed, 2, func(w *world) { row(w)["service_type"] = "Treatment" }},
		{"sent otherwise", Failed, 2, func(w *world) { row(w)["mode"] = "" }},
		{"under another reference", Failed, 2, func(w *world) { row(w)["ubrn"] = "13" }},
		{"to nobody", Failed, 2, func(w *world) { delete(row(w), "target_organisation_id") }},
		{"withdrawn with its observation, and still there", Failed, 1, func(w *world) {
			w.files[3].rows = append(w.files[3].rows, observation(orgCHIS, 1, 50, "100", "2020-05-06").with(cells{"deleted": "true", "processing_id": "2"}))
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := referred(t)
			test.change(w)
			rep := w.run()
			if c := rep.Check(checkReferrals); c.State != test.want || c.Value != test.breaks {
				t.Errorf("%s with %d: %v", c.State, c.Value, rep.Breaks)
			}
			if listed := w.listing.Bookings.Total; listed != test.breaks {
				t.Errorf("%d listed, want %d: %+v", listed, test.breaks, w.listing.Bookings.List)
			}
			if test.want == Passed && !rightThroughout(rep) {
				t.Errorf("breaks %v", rep.Breaks)
			}
		})
	}
}

// rightThroughout reports that a hand-made world is right in every value.
func rightThroughout(rep Report) bool {
	return rep.Check(checkValues).State == Passed && rep.Check(checkTarget).State == Passed && rep.Check(checkRows).State == Passed
}
