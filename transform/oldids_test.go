package transform

import (
	"fmt"
	"testing"
)

// Records that an earlier rehearsal held as one child came apart, and both
// halves gave a row the id of the dose that they had shared.
func TestChildrenThatComeApartShareNoID(t *testing.T) {
	build := func(name string) *world {
		w := twoSources(t)
		w.file("chis", "patient", 1, patient(orgCHIS, 1, nil))
		w.file("gp", "patient", 1, patient(orgGP, 2, cells{"given_name": name}))
		w.file("chis", "observation", 1, observation(orgCHIS, 1, 11, "101", "2019-05-01", nil))
		w.file("gp", "observation", 1, observation(orgGP, 2, 12, "101", "2019-05-01", nil))
		return w
	}
	first := build("Ada").run(Options{})
	if n := len(first.rows("immunisation")); n != 1 {
		t.Fatalf("immunisations = %d, want one of two rows", n)
	}
	second := build("Bea").run(Options{Previous: first.ws.Dir})
	ids := map[string]string{}
	for _, i := range second.rows("immunisation") {
		ids[i["child_id"]] = i["id"]
	}
	if len(ids) != 2 || ids["1"] != "1" || ids["2"] != "2" {
		t.Errorf("immunisation by child = %v, want the first child to keep its id and the other to have a new one", ids)
	}
}

// A row that had been merged into another was built first when the two came
// apart, and took the id of the row that had not changed.
func TestAMergedRowLeavesItsPrimaryTheID(t *testing.T) {
	build := func(day string) *world {
		w := twoSources(t)
		w.file("gp", "patient", 1, patient(orgGP, 1, nil), patient(orgGP2, 2, nil))
		w.file("gp", "observation", 1,
			observation(orgGP2, 2, 12, "101", "2019-05-01", nil), // first in the file, so the primary
			observation(orgGP, 1, 11, "101", day, nil))
		return w
	}
	first := build("2019-05-01").run(Options{})
	second := build("2018-05-01").run(Options{Previous: first.ws.Dir})
	for _, i := range second.rows("immunisation") {
		if want := map[string]string{"20190501": "1", "20180501": "2"}[i["occurred_on"]]; i["id"] != want {
			t.Errorf("dose of %s has id %s, want %s", i["occurred_on"], i["id"], want)
		}
	}
}

// Where the primary is gone, a row that had been merged into it has the id.
func TestAMergedRowInheritsTheID(t *testing.T) {
	build := func(withPrimary bool) *world {
		w := twoSources(t)
		w.file("chis", "patient", 1, patient(orgCHIS, 1, nil))
		w.file("gp", "patient", 1, patient(orgGP, 2, nil))
		if withPrimary {
			w.file("chis", "observation", 1, observation(orgCHIS, 1, 11, "101", "2019-05-01", nil))
		}
		w.file("gp", "observation", 1, observation(orgGP, 2, 13, "102", "2019-04-01", nil), observation(orgGP, 2, 12, "101", "2019-05-01", nil))
		return w
	}
	first := build(true).run(Options{})
	second := build(false).run(Options{Previous: first.ws.Dir})
	was, is := map[string]string{}, map[string]string{}
	for _, i := range first.rows("immunisation") {
		was[i["occurred_on"]] = i["id"]
	}
	for _, i := range second.rows("immunisation") {
		is[i["occurred_on"]] = i["id"]
	}
	if len(was) != 2 || fmt.Sprint(was) != fmt.Sprint(is) {
		t.Errorf("ids by day were %v and are %v", was, is)
	}
}

// A merge told the id that it retired in its own rehearsal, and the one after
// that no longer knew it.
func TestARetiredIDStaysRecorded(t *testing.T) {
	build := func(name string) *world {
		w := twoSources(t)
		w.file("chis", "patient", 1, patient(orgCHIS, 1, nil))
		w.file("gp", "patient", 1, patient(orgGP, 2, cells{"given_name": name}))
		return w
	}
	runs := []*result{build("Bea").run(Options{})}
	for range 2 {
		runs = append(runs, build("Ada").run(Options{Previous: runs[len(runs)-1].ws.Dir}))
	}
	for i, r := range runs {
		retired := 0
		for _, c := range r.rows("crosswalk.parquet") {
			if c["retired_id"] == "2" && c["child_id"] == "1" {
				retired++
			}
		}
		if want := min(i, 1); retired != want {
			t.Errorf("rehearsal %d: %d records say that their id 2 was retired, want %d", i+1, retired, want)
		}
	}
}

// Two sources sent one user, whose second row got a new id in every rehearsal.
func TestAUserOfTwoSourcesKeepsBothIDs(t *testing.T) {
	build := func() *world {
		w := twoSources(t)
		for _, of := range [][2]string{{"chis", orgCHIS}, {"gp", orgGP}} {
			source, org := of[0], of[1]
			w.file(source, "user_in_role", 1, cells{"user_in_role_guid": guid(70), "organisation_guid": org, "surname": "Clerk", "processing_id": "1"})
			w.file(source, "patient", 1, patient(org, 1, cells{"nhs_number": "", "usual_gp_user_in_role_guid": guid(70)}))
		}
		return w
	}
	first := build().run(Options{})
	second := build().run(Options{Previous: first.ws.Dir})
	ids := func(r *result) string {
		text := ""
		for _, p := range r.rows("practitioner") {
			text += p["id"] + " of " + p["organisation_id"] + ", "
		}
		return text
	}
	if was, is := ids(first), ids(second); was != is || len(first.rows("practitioner")) != 2 {
		t.Errorf("practitioners were %s and are %s", was, is)
	}
}
