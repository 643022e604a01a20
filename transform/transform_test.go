package transform

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"lollipop/internal/ledger"
)

// a dictionary every test may use: Read codes of the concept table.
var someCodes = map[string]string{
	"101": "65MH",     // first DTP, polio and Hib
	"102": "65M1",     // MMR
	"103": "68NM",     // no consent for MMR
	"104": "64D4",     // six week examination normal
	"105": "6541",     // first diphtheria
	"106": "6561",     // first tetanus
	"107": "6551",     // first pertussis
	"108": "6581",     // first polio
	"109": "657A",     // first Hib
	"110": "ZZZZ9X9X", // no mapping knows it
}

// onePatient is a child of the legacy system and the same child at a practice.
func twoSources(t *testing.T) *world {
	w := newWorld(t)
	w.file("chis", "organisation", 1, cells{"organisation_guid": orgCHIS, "organisation_name": "CHIS", "processing_id": "1"})
	w.file("gp", "organisation", 1, cells{"organisation_guid": orgGP, "ods_code": "P81002", "processing_id": "1"},
		cells{"organisation_guid": guid(0xdead), "ods_code": "P81999", "processing_id": "2"})
	w.dictionary("chis", someCodes)
	w.dictionary("gp", someCodes)
	return w
}

func TestTheSameDoseOfTwoSourcesIsOneImmunisation(t *testing.T) {
	w := twoSources(t)
	w.file("chis", "patient", 1, patient(orgCHIS, 1, nil))
	w.file("gp", "patient", 1, patient(orgGP, 2, nil))
	a := w.file("chis", "observation", 1, observation(orgCHIS, 1, 11, "101", "2019-05-01", nil))
	b := w.file("gp", "observation", 1,
		observation(orgGP, 2, 12, "101", "2019-05-01", nil),
		observation(orgGP, 2, 13, "102", "2020-04-01", nil))
	r := w.run(Options{Workers: 2})
	if got := len(r.rows("child")); got != 1 {
		t.Fatalf("children = %d, want 1", got)
	}
	if got := len(r.rows("immunisation")); got != 2 {
		t.Fatalf("immunisations = %d, want 2", got)
	}
	fates := r.fates()
	for row, want := range map[int64]string{a: "loaded", b: "merged/same-event", b + 1: "loaded"} {
		if fates[row] != want {
			t.Errorf("row %d is %s, want %s", row, fates[row], want)
		}
	}
	if m := r.rows("merge.parquet"); len(m) != 1 || m[0]["reason"] != "same-event" {
		t.Errorf("merge claims = %v", m)
	}
}

func TestVersionsAndDeletes(t *testing.T) {
	w := twoSources(t)
	w.file("chis", "patient", 1, patient(orgCHIS, 1, nil))
	bulk := w.file("chis", "observation", 1,
		observation(orgCHIS, 1, 11, "101", "2019-05-01", nil),                         // repeated as it is
		observation(orgCHIS, 1, 12, "102", "2020-04-01", nil),                         // changed later
		observation(orgCHIS, 1, 13, "104", "2019-04-20", nil),                         // withdrawn later
		observation(orgCHIS, 1, 11, "101", "2019-05-01", cells{"processing_id": "9"})) // an exact duplicate
	delta := w.file("chis", "observation", 2,
		observation(orgCHIS, 1, 12, "102", "2020-04-02", cells{"processing_id": "0"}), // ids may start again
		observation(orgCHIS, 1, 13, "", "", cells{"deleted": "true"}))
	r := w.run(Options{Workers: 1})
	fates := r.fates()
	for row, want := range map[int64]string{
		bulk: "merged/repeat", bulk + 1: "superseded/older-version", bulk + 2: "superseded/withdrawn", bulk + 3: "loaded",
		delta: "loaded", delta + 1: "excluded/delete-row",
	} {
		if fates[row] != want {
			t.Errorf("row %d is %s, want %s", row, fates[row], want)
		}
	}
	for _, i := range r.rows("immunisation") {
		if i["occurred_on"] == "20200401" {
			t.Error("the older version of a dose is in the target")
		}
	}
	if n := len(r.rows("review")); n != 0 {
		t.Errorf("reviews = %d: a withdrawn event is in the target", n)
	}
}

func TestComponentsAreOneVaccine(t *testing.T) {
	w := twoSources(t)
	w.file("chis", "patient", 1, patient(orgCHIS, 1, cells{"date_of_birth": "2010-03-02"}))
	first := w.file("chis", "observation", 1,
		observation(orgCHIS, 1, 11, "105", "2010-05-01", nil), observation(orgCHIS, 1, 12, "106", "2010-05-01", nil),
		observation(orgCHIS, 1, 13, "107", "2010-05-01", nil), observation(orgCHIS, 1, 14, "108", "2010-05-01", nil),
		observation(orgCHIS, 1, 15, "109", "2010-05-01", nil))
	r := w.run(Options{})
	list := r.rows("immunisation")
	if len(list) != 1 || list[0]["antigens"] != "diphtheria+hib+pertussis+polio+tetanus" {
		t.Fatalf("immunisations = %v", list)
	}
	if f := r.fates(); f[first] != "loaded" || f[first+4] != "merged/component" {
		t.Errorf("fates = %v", f)
	}
}

func TestRefusedOnTheDayIsNotCounted(t *testing.T) {
	w := twoSources(t)
	w.file("chis", "patient", 1, patient(orgCHIS, 1, nil))
	w.file("chis", "observation", 1,
		observation(orgCHIS, 1, 11, "102", "2020-04-01", nil), observation(orgCHIS, 1, 12, "103", "2020-04-01", nil),
		observation(orgCHIS, 1, 13, "101", "2019-05-01", nil), observation(orgCHIS, 1, 14, "101", "2019-05-10", nil))
	r := w.run(Options{})
	marks := map[string]string{}
	for _, i := range r.rows("immunisation") {
		marks[i["occurred_on"]] = i["counted"] + i["duplicate_kind"]
	}
	want := map[string]string{"20200401": "0conflict", "20190501": "1", "20190510": "0probable"}
	for day, mark := range want {
		if marks[day] != mark {
			t.Errorf("%s: %q, want %q", day, marks[day], mark)
		}
	}
	if c := r.rows("consent"); len(c) != 1 || c[0]["decision"] != "refused" {
		t.Errorf("consents = %v", c)
	}
}

// An open dose once named a confidential one that it followed closely, which
// said that the restricted one exists and broke the target's reference.
func TestNoOpenDoseNamesARestrictedOne(t *testing.T) {
	w := twoSources(t)
	w.file("chis", "patient", 1, patient(orgCHIS, 1, nil))
	w.file("chis", "observation", 1,
		observation(orgCHIS, 1, 11, "101", "2019-05-01", cells{"is_confidential": "true"}),
		observation(orgCHIS, 1, 12, "101", "2019-05-05", nil))
	r := w.run(Options{})
	open := r.rows("immunisation")
	if len(open) != 1 || open[0]["duplicate_kind"] != "probable" || open[0]["duplicate_of"] != "" {
		t.Errorf("open doses = %v", open)
	}
}

// Newborn screening declined on the day of a dose was taken for a refusal of
// every vaccine, and the dose was not counted.
func TestScreeningDeclinedLeavesDosesAlone(t *testing.T) {
	w := newWorld(t)
	w.file("chis", "organisation", 1, cells{"organisation_guid": orgCHIS, "organisation_name": "CHIS", "processing_id": "1"})
	w.dictionary("chis", map[string]string{"102": "65M1", "111": "LOLSCRDEC"})
	w.file("chis", "patient", 1, patient(orgCHIS, 1, nil))
	w.file("chis", "observation", 1,
		observation(orgCHIS, 1, 11, "102", "2020-04-01", nil), observation(orgCHIS, 1, 12, "111", "2020-04-01", nil))
	r := w.run(Options{})
	if i := r.rows("immunisation"); len(i) != 1 || i[0]["counted"] != "1" || i[0]["duplicate_kind"] != "" {
		t.Errorf("immunisations = %v", i)
	}
	if c := r.rows("consent"); len(c) != 1 || c[0]["decision"] != "refused" || c[0]["subject"] != "screening" {
		t.Errorf("consents = %v", c)
	}
}

func TestRestrictedChildrenAreInNoOpenTable(t *testing.T) {
	w := twoSources(t)
	w.file("chis", "patient", 1, patient(orgCHIS, 1, nil))
	w.file("gp", "patient", 1, patient(orgGP, 2, cells{"spine_sensitive": "true"}))
	w.file("chis", "observation", 1, observation(orgCHIS, 1, 11, "101", "2019-05-01", nil))
	r := w.run(Options{})
	for _, name := range []string{"child", "child_name", "child_crosswalk", "registration", "immunisation"} {
		if n := len(r.rows(name)); n != 0 {
			t.Errorf("%s holds %d rows of a sensitive child", name, n)
		}
		if len(r.rows("restricted_"+name)) == 0 {
			t.Errorf("restricted_%s is empty", name)
		}
	}
	if n := len(r.rows("restricted_child")); n != 1 {
		t.Errorf("children = %d: a sensitive child is merged where number, birth date and forename agree", n)
	}
}

func TestAConfidentialRowIsRestrictedAndItsChildIsNot(t *testing.T) {
	w := twoSources(t)
	w.file("chis", "patient", 1, patient(orgCHIS, 1, nil))
	w.file("chis", "observation", 1,
		observation(orgCHIS, 1, 11, "101", "2019-05-01", cells{"is_confidential": "true"}),
		observation(orgCHIS, 1, 12, "102", "2020-05-01", nil))
	r := w.run(Options{})
	open, twin := r.rows("immunisation"), r.rows("restricted_immunisation")
	if len(open) != 1 || len(twin) != 1 || open[0]["id"] == twin[0]["id"] {
		t.Errorf("open %v, restricted %v", open, twin)
	}
	if len(r.rows("child")) != 1 {
		t.Error("the child itself is not open")
	}
}

func TestDeathSuppressesWhatIsDue(t *testing.T) {
	w := twoSources(t)
	w.file("chis", "patient", 1, patient(orgCHIS, 1, nil))
	w.file("gp", "patient", 1, patient(orgGP, 2, cells{"date_of_death": "2020-01-01"}))
	w.file("chis", "diary", 1, cells{
		"diary_guid": guid(21), "patient_guid": guid(1), "organisation_guid": orgCHIS, "code_id": "102",
		"effective_date": "2021-04-01", "is_active": "true", "is_complete": "false", "deleted": "false",
	})
	r := w.run(Options{})
	if d := r.rows("due_item"); len(d) != 1 || d[0]["status"] != "suppressed" {
		t.Errorf("due items = %v", d)
	}
	noted := false
	for _, n := range r.rows("record_note") {
		noted = noted || n["kind"] == "death-in-one-source"
	}
	if !noted {
		t.Error("no note that sources disagree about the death")
	}
}

func TestUnusedReferenceRowsAreExcluded(t *testing.T) {
	w := twoSources(t)
	w.file("gp", "patient", 1, patient(orgGP, 2, nil))
	w.file("gp", "observation", 1, observation(orgGP, 2, 12, "110", "2020-05-01", nil))
	r := w.run(Options{})
	f := r.fates()
	if got := f[2<<recordBits|2]; got != "excluded/unused-reference" {
		t.Errorf("unused organisation is %s", got)
	}
	if codes := r.rows("clinical_code"); len(codes) != 1 || codes[0]["kind"] != "unmapped" {
		t.Errorf("codes = %v", codes)
	}
}

func TestTwinsStayApart(t *testing.T) {
	w := twoSources(t)
	w.file("chis", "patient", 1, patient(orgCHIS, 1, nil), patient(orgCHIS, 2, cells{"given_name": "Bea"}))
	w.file("gp", "patient", 1, patient(orgGP, 3, nil))
	r := w.run(Options{})
	if n := len(r.rows("child")); n != 3 {
		t.Errorf("children = %d, want 3: the number is held by two", n)
	}
	for _, p := range r.rows("pair.parquet") {
		if p["outcome"] != "review" {
			t.Errorf("pair = %v", p)
		}
	}
}

func TestADisabledAgreementDeletesNothing(t *testing.T) {
	w := twoSources(t)
	w.file("gp", "sharing_organisation", 1, cells{"organisation_guid": orgGP, "is_activated": "true", "disabled": "true"})
	var rows, deletes []cells
	for i := range 40 {
		rows = append(rows, patient(orgGP, 100+i, cells{"nhs_number": ""}))
		deletes = append(deletes, patient(orgGP, 100+i, cells{"deleted": "true"}))
	}
	w.file("gp", "patient", 1, rows...)
	gone := w.file("gp", "patient", 2, deletes...)
	r := w.run(Options{})
	if f := r.fates(); f[gone] != "excluded/disabled-agreement" {
		t.Errorf("delete row is %s", f[gone])
	}
	for _, reg := range r.rows("registration") {
		if reg["end_reason"] != "" {
			t.Fatal("a registration was ended")
		}
	}
}

// A source that sends everything anew deletes it first: that was taken for a
// mass delete, and refused.
func TestMassDeletesAreThoseThatLast(t *testing.T) {
	for _, c := range []struct {
		name  string
		again int64 // batch that sends the patients again; 0 for none
		fails bool
	}{
		{"in the batch that deletes them", 2, false},
		{"in a later batch", 3, false},
		{"not at all", 0, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := twoSources(t)
			var rows, deletes, again []cells
			for i := range 40 {
				rows = append(rows, patient(orgGP, 100+i, cells{"nhs_number": ""}))
				deletes = append(deletes, patient(orgGP, 100+i, cells{"deleted": "true", "processing_id": "2"}))
				again = append(again, patient(orgGP, 100+i, cells{"nhs_number": "", "processing_id": "3"}))
			}
			w.file("gp", "patient", 1, rows...)
			w.file("gp", "patient", 2, deletes...)
			if c.again > 0 {
				w.file("gp", "patient", c.again, again...)
			}
			ws, err := ledger.Open(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			defer ws.Close()
			w.write(ws)
			_, err = Run(context.Background(), Options{Mappings: w.maps, Work: ws})
			var mass *MassDeleteError
			if errors.As(err, &mass) != c.fails || err != nil && !c.fails {
				t.Errorf("transform says %v", err)
			}
		})
	}
}

// The same input gives the same bytes, whatever the number of workers and partitions.
func TestSameBytesForAnyNumberOfWorkersAndPartitions(t *testing.T) {
	build := func() *world {
		w := twoSources(t)
		var people, events, other []cells
		for i := range 300 {
			people = append(people, patient(orgCHIS, 1000+i, cells{"nhs_number": "", "given_name": fmt.Sprintf("Name%c%c", 'A'+i%26, 'A'+i/26)}))
			events = append(events, observation(orgCHIS, 1000+i, 5000+i, "101", "2019-05-01", nil),
				observation(orgCHIS, 1000+i, 6000+i, "104", "2019-04-12", nil))
			other = append(other, observation(orgCHIS, 1000+i, 7000+i, "110", "2020-04-12", nil))
		}
		w.file("chis", "patient", 1, people...)
		w.file("chis", "observation", 1, events...)
		w.file("chis", "observation", 2, other...)
		return w
	}
	var first string
	for _, o := range []Options{{Workers: 1}, {Workers: 2}, {Workers: 8}, {Workers: 2, partitions: 16}, {Workers: 8, partitions: 1024}} {
		r := build().run(o)
		if sum := treeSum(t, r.ws.Path("2-transform")); first == "" {
			first = sum
		} else if sum != first {
			t.Errorf("%d workers, %d partitions: other bytes than one worker", o.Workers, o.partitions)
		}
	}
}

func treeSum(t *testing.T, dir string) string {
	t.Helper()
	var lines []string
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		lines = append(lines, fmt.Sprintf("%s %x", path[len(dir):], sha256.Sum256(data)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return fmt.Sprint(lines)
}

// A second rehearsal keeps the ids of the first: of children, events and what
// patient rows say; new rows get ids above the highest ever given.
func TestAnEarlierRehearsalKeepsItsIDs(t *testing.T) {
	first := twoSources(t)
	first.file("chis", "patient", 1, patient(orgCHIS, 2, cells{"nhs_number": "", "given_name": "Bea"}))
	first.file("chis", "observation", 1, observation(orgCHIS, 2, 12, "101", "2019-05-01", nil), observation(orgCHIS, 2, 13, "104", "2019-05-01", nil))
	old := first.run(Options{})
	second := twoSources(t)
	second.file("chis", "patient", 1,
		patient(orgCHIS, 1, cells{"nhs_number": "", "given_name": "Cleo"}), // now before the other in key order
		patient(orgCHIS, 2, cells{"nhs_number": "", "given_name": "Bea"}))
	second.file("chis", "observation", 1,
		observation(orgCHIS, 1, 11, "101", "2019-05-01", nil),
		observation(orgCHIS, 2, 12, "101", "2019-05-02", nil), // corrected: the id stays
		observation(orgCHIS, 2, 13, "104", "2019-05-01", nil))
	r := second.run(Options{Previous: old.ws.Dir})
	ids := map[string]string{}
	for _, c := range r.rows("child_name") {
		ids[c["given_name"]] = c["child_id"] + "/" + c["id"]
	}
	if ids["Bea"] != "1/1" || ids["Cleo"] != "2/2" {
		t.Errorf("ids = %v", ids)
	}
	for _, i := range r.rows("immunisation") {
		if want := map[string]string{"20190502": "1", "20190501": "2"}[i["occurred_on"]]; i["id"] != want {
			t.Errorf("dose of %s has id %s, want %s", i["occurred_on"], i["id"], want)
		}
	}
}
