package reconcile

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/internal/ledger"
)

func failed(rep Report) (ids []string) {
	for _, c := range rep.Checks {
		if c.State != Passed {
			ids = append(ids, c.ID+"="+string(c.State))
		}
	}
	return ids
}

func TestSoundMigrationPasses(t *testing.T) {
	w := small(t)
	w.placed()
	rep := w.run()
	if !rep.Passes() {
		t.Fatalf("verdict %s: %v\n%+v", rep.Verdict, failed(rep), rep.Breaks)
	}
	for _, id := range []string{checkRows, checkTarget, checkRaw, checkValues, checkSurvivors, checkLiving, checkSpread, checkSafety} {
		if rep.Check(id).Compared == 0 {
			t.Errorf("check %s looked at nothing", id)
		}
	}
	if rep.RunID != rep.ManifestRoot[:12] || rep.AsOf != "2021-03-22" || rep.Schema != 1 {
		t.Errorf("head of the report: %q %q %d", rep.RunID, rep.AsOf, rep.Schema)
	}
}

// Rows of the small world, in the order of its files.
const (
	rowOrganisation = int64(1)<<recordBits | 1
	rowPatient      = int64(2)<<recordBits | 1
	rowReview       = int64(4)<<recordBits | 1
)

// TestEachCheckFails changes one thing of a sound migration; the check that the
// change is for must fail.
func TestEachCheckFails(t *testing.T) {
	tests := []struct {
		name, check string
		change      func(w *world)
	}{
		{"row without a fate", checkRows, func(w *world) { w.fates[rowReview] = fate{} }},
		{"row of an unknown rule", checkRows, func(w *world) { w.fates[rowReview] = fate{disposition: merged, rule: "other"} }},
		{"row that is staged and left out", checkRows, func(w *world) {
			w.single["excluded/00004-0000.parquet"] = []cells{{"row_id": fmt.Sprint(rowReview), "rule": "test-patient", "category": "-"}}
		}},
		{"target row that transform did not write", checkTarget, func(w *world) { w.written["review"] = []cells{} }},
		{"target row that is missing", checkTarget, func(w *world) {
			w.written["review"], w.target["review"] = w.target["review"], nil
		}},
		{"column that load changed", checkTarget, func(w *world) {
			w.written["review"] = w.target["review"]
			w.target["review"] = []cells{w.target["review"][0].with(cells{"note": "seen"})}
		}},
		{"two primaries", checkTarget, func(w *world) {
			w.lineage = append(w.lineage, worldLink{rowPatient, "review", 1, true})
		}},
		{"no lineage", checkTarget, func(w *world) { w.lineage = w.lineage[:len(w.lineage)-1] }},
		{"primary that is not loaded", checkTarget, func(w *world) { w.fates[rowReview] = fate{disposition: superseded, rule: ruleOlder} }},
		{"lineage of no row", checkTarget, func(w *world) {
			w.lineage = append(w.lineage, worldLink{rowReview + 7, "review", 1, false})
		}},
		{"record more in the file than staged", checkRaw, func(w *world) {
			f := &w.files[3]
			text, _, _ := f.text(w.maps.Entity("observation"))
			f.raw = text + text[strings.IndexByte(text, '\n')+1:]
		}},
		{"cell that differs from the file", checkRaw, func(w *world) {
			f := &w.files[3]
			text, _, _ := f.text(w.maps.Entity("observation"))
			f.raw = strings.ReplaceAll(text, "seen at home", "seen at work")
		}},
		{"column of the target that no source row says", checkValues, func(w *world) { w.target["review"][0]["outcome"] = "normal" }},
		{"date a day later", checkValues, func(w *world) { w.target["review"][0]["occurred_on"] = "2020-05-07" }},
		{"row of another child", checkValues, func(w *world) { w.target["review"][0]["child_id"] = "9" }},
		{"event in another table", checkValues, func(w *world) {
			w.target["feeding"] = []cells{w.target["review"][0].with(cells{"status": "done"})}
			w.target["review"] = nil
			w.lineage[len(w.lineage)-1].table = "feeding"
		}},
		{"name that is lost", checkValues, func(w *world) {
			w.target["child_name"] = nil
			w.dropLinks("child_name")
		}},
		{"survivor from nowhere", checkSurvivors, func(w *world) { w.target["child"][0]["date_of_birth"] = "2019-03-03" }},
		{"official name from nowhere", checkSurvivors, func(w *world) { w.target["child_name"][0]["surname"] = "Other" }},
		{"delete row that deletes nothing", checkExclusions, func(w *world) { w.fates[rowReview] = fate{disposition: excluded, rule: ruleDelete} }},
		{"used reference row left out", checkExclusions, func(w *world) { w.fates[rowOrganisation] = fate{disposition: excluded, rule: ruleUnused} }},
		{"child in scope left out", checkExclusions, func(w *world) { w.leaveOut(3, "out-of-scope-person") }},
		{"child in scope missing", checkLiving, func(w *world) {
			for name := range w.target {
				if name != "organisation" && name != "clinical_code" {
					w.target[name] = nil
				}
			}
		}},
		{"patient in quarantine", checkQuarantine, func(w *world) { w.hold(1, "field-count") }},
		{"record that cannot be read", checkUnreadable, func(w *world) { w.hold(3, "nul-byte") }},
		{"sensitive child in open tables", checkSpread, func(w *world) { w.files[1].rows[0]["spine_sensitive"] = "true" }},
		{"child of the register in open tables", checkSpread, func(w *world) {
			w.single["restricted_register.parquet"] = []cells{{"source": "chis", "organisation_guid": orgCHIS, "patient_guid": guid(1), "kind": "adopted"}}
		}},
		{"register row that names nobody", checkSpread, func(w *world) {
			w.single["restricted_register.parquet"] = []cells{{"source": "chis", "organisation_guid": orgCHIS, "patient_guid": guid(77), "kind": "adopted"}}
		}},
		// One PatientGuid given to two children once passed: the first was taken for an older version of the second.
		{"two children under one key", checkMerges, func(w *world) {
			w.files[1].rows[0]["person_guid"] = guid(76)
			other := w.files[1].rows[0].with(cells{"person_guid": guid(78), "date_of_birth": "2011-01-01", "given_name": "Zelda"})
			w.files[1].rows = append(w.files[1].rows, other)
		}},
		{"confidential event in an open table", checkSpread, func(w *world) { w.files[3].rows[0]["is_confidential"] = "true" }},
		{"something due for a dead child", checkDeceased, func(w *world) { w.dueAfterDeath() }},
		{"unmapped code of the class safety", checkSafety, func(w *world) {
			w.files[2].rows[0]["read_term_id"], w.files[2].rows[0]["emis_code_category_description"] = "LOCAL1", "Immunisations"
		}},
		{"code whose term says otherwise", checkValues, func(w *world) {
			w.files[2].rows[0]["term"], w.target["clinical_code"][0]["term"] = "Exam. did not attend", "Exam. did not attend"
		}},
		{"mark of deletion that says yes", checkMarks, func(w *world) { w.files[3].rows[0]["deleted"] = "yes" }},
		{"unmapped code", checkOther, func(w *world) { w.files[2].rows[0]["read_term_id"] = "LOCAL1" }},
		{"pair that is listed for review and one child", checkMerges, func(w *world) {
			w.single["pair.parquet"] = []cells{{"row_a": fmt.Sprint(rowPatient), "row_b": fmt.Sprint(rowPatient), "outcome": "review", "rule": "forename-differs", "child_a": "1", "child_b": "1"}}
		}},
		{"claim of a row that is not merged", checkMerges, func(w *world) {
			w.single["merge.parquet"] = []cells{{"table": "review", "id": "1", "row_id": fmt.Sprint(rowReview), "reason": "same-event"}}
		}},
		{"protected record in a pair for review", checkProtected, func(w *world) {
			w.single["restricted_register.parquet"] = []cells{{"source": "chis", "organisation_guid": orgCHIS, "patient_guid": guid(1), "kind": "adopted"}}
			w.single["pair.parquet"] = []cells{{"row_a": fmt.Sprint(rowPatient), "row_b": fmt.Sprint(rowPatient), "outcome": "review", "rule": "forename-differs", "child_a": "1", "child_b": "1"}}
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := small(t)
			test.change(w)
			rep := w.run()
			if c := rep.Check(test.check); c.State != Failed {
				t.Errorf("check %s is %s (%s), want failed; not passed: %v\n%+v", test.check, c.State, c.Detail, failed(rep), rep.Breaks)
			}
			if rep.Verdict != VerdictFail {
				t.Errorf("verdict %s", rep.Verdict)
			}
		})
	}
}

// dropLinks forgets the lineage of a table.
func (w *world) dropLinks(tableName string) {
	var rest []worldLink
	for _, l := range w.lineage {
		if l.table != tableName {
			rest = append(rest, l)
		}
	}
	w.lineage = rest
}

// unload takes the first row of a file out of what is staged and of the target.
func (w *world) unload(file int) (row int64) {
	f := &w.files[file]
	f.skip = []int{0}
	row = int64(file+1)<<recordBits | 1
	var rest []worldLink
	for _, l := range w.lineage {
		if l.row != row {
			rest = append(rest, l)
		}
	}
	w.lineage = rest
	for name, rows := range w.target {
		for i := range rows {
			if rows[i]["source_row"] == fmt.Sprint(row) {
				w.target[name] = nil
			}
		}
	}
	return row
}

// leaveOut excludes the first row of a file at stage 1.
func (w *world) leaveOut(file int, rule string) {
	row := w.unload(file)
	name := fmt.Sprintf("excluded/%05d-0000.parquet", file+1)
	w.single[name] = append(w.single[name], cells{"row_id": fmt.Sprint(row), "rule": rule, "category": "-", "organisation_guid": orgCHIS})
}

// hold quarantines the first row of a file.
func (w *world) hold(file int, rule string) {
	row := w.unload(file)
	_, offsets, lines := w.files[file].text(w.maps.Entity(w.files[file].entity))
	name := fmt.Sprintf("quarantine/%05d-0000.parquet", file+1)
	w.single[name] = append(w.single[name], cells{
		"row_id": fmt.Sprint(row), "line": fmt.Sprint(lines[0]), "offset": fmt.Sprint(offsets[0]), "length": "1",
		"entity": w.files[file].entity, "organisation_guid": orgCHIS, "rule": rule,
	})
}

// dueAfterDeath adds an open entry of the diary, and a death to the patient.
func (w *world) dueAfterDeath() {
	w.files[1].rows[0]["date_of_death"] = "2020-01-01"
	delete(w.target, "due_computed")
	w.lineage = slices.DeleteFunc(w.lineage, func(l worldLink) bool { return l.table == "due_computed" })
	d := w.file("chis", "diary", cells{
		"diary_guid": guid(60), "patient_guid": guid(1), "organisation_guid": orgCHIS, "code_id": "100", "effective_date": "2021-06-01",
		"effective_date_precision": "YMD", "is_active": "true", "is_complete": "false", "deleted": "false", "is_confidential": "false", "processing_id": "1",
	})
	w.made("due_item", cells{"child_id": "1", "due_on": "2021-06-01", "due_precision": "YMD", "status": "open", "code_id": "1", "organisation_id": "1"}, d)
}

// TestErrorOfAStepIsNoPass breaks a file that some checks need: those are in
// state error, the verdict is fail, and the others still run.
// Somebody added a trigger to a candidate, or dropped a foreign key, and no check said so.
func TestWhatIsNotOfTheSchemaIsNamed(t *testing.T) {
	for object, want := range map[string]string{
		"trigger child.change": "trigger-not-of-the-schema", "table mine": "table-not-of-the-schema",
		"column restricted_child.more": "column-not-of-the-schema", "view child_list": "view-not-of-the-schema",
		"column load_ledger.more": "column-not-of-the-schema", "unvalidated alert.child_id_fkey": "unvalidated-not-of-the-schema",
		"-index alert.child_id": "index-missing", "-unique restricted_birth.child_id": "unique-missing", "-constraint alert.child_id_fkey": "constraint-missing",
		"-constraint child.sex_check": "constraint-missing", "-required child.status": "required-missing", "-constraint load_ledger.pkey": "constraint-missing",
		"-required load_ledger.complete": "required-missing", "-constraint load_ledger.complete_check": "constraint-missing",
		"~constraint child.sex_check": "constraint-differs-from-the-schema", "~index alert.child_id": "index-differs-from-the-schema",
		"index alert.child_id": "index-not-of-the-schema", // a second of that name
	} {
		w := small(t)
		w.placed()
		w.target["+"] = []cells{{"object": object}}
		if gone, is := strings.CutPrefix(object, "-"); is {
			w.target["+"], w.target["-"] = nil, []cells{{"object": gone}}
		}
		if other, is := strings.CutPrefix(object, "~"); is {
			w.target["+"], w.target["-"] = []cells{{"object": other, "says": "something else"}}, []cells{{"object": other}}
		}
		rep := w.run()
		if state := rep.Check(checkTarget).State; state != Failed || len(rep.Breaks) != 1 || rep.Breaks[0].Kind != want {
			t.Errorf("%s: %s, %+v", object, state, rep.Breaks)
		}
	}
}

func TestErrorOfAStepIsNoPass(t *testing.T) {
	w := small(t)
	w.edit = func(dir string) {
		w.must(os.WriteFile(filepath.Join(dir, "work", ledger.Transform, "pair.parquet"), []byte("no table"), 0o600))
	}
	rep := w.run()
	for id, want := range map[string]State{checkRows: Passed, checkValues: Errored, checkMerges: Errored, checkQuarantine: Passed} {
		if got := rep.Check(id).State; got != want {
			t.Errorf("check %s is %s, want %s", id, got, want)
		}
	}
	if rep.Passes() {
		t.Error("a report with errors passes")
	}
}

// A damaged table of stage 1 stopped the whole stage, with words about rows that do not
// close; the report now says which file it is.
func TestADamagedStagedTableIsReported(t *testing.T) {
	w := small(t)
	w.edit = func(dir string) {
		paths, err := filepath.Glob(filepath.Join(dir, "work", ledger.Extract, "observation", "*.parquet"))
		w.must(err)
		for _, path := range paths {
			w.must(os.WriteFile(path, []byte("no table"), 0o600))
		}
	}
	rep := w.run()
	if c := rep.Check(checkRows); c.State != Errored || !strings.Contains(c.Detail, "observation") || len(rep.Accounting) != 0 || rep.Passes() {
		t.Errorf("%+v, %d accounts", c, len(rep.Accounting))
	}
}

func TestReportHoldsNoIdentity(t *testing.T) {
	w := small(t)
	w.files[1].rows[0]["spine_sensitive"] = "true" // many breaks
	var out []byte
	w.t = t
	rep := w.run()
	for _, f := range []func(*Report) ([]byte, error){renderJSON, renderJUnit} {
		b, err := f(&rep)
		w.must(err)
		out = append(out, b...)
	}
	for _, secret := range []string{"9995260182", "Testchild", "2019-03-02", strings.Trim(guid(1), "{}"), "seen at home"} {
		if bytes.Contains(out, []byte(secret)) {
			t.Errorf("the report holds %q", secret)
		}
	}
}
