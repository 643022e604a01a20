package e2e

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"lollipop/fixtures"
	"lollipop/internal/ledger"
	"lollipop/reconcile"
)

// Every planted fault ends with the disposition and the rule that the truth
// names, and where the row loads its rule shows beside the child. Every check
// ends in the state that the truth names.
func TestPlantedFaultsEndAsTold(t *testing.T) {
	for _, scenario := range []string{fixtures.ScenarioLancashire, fixtures.ScenarioBroken} {
		t.Run(scenario, func(t *testing.T) {
			r := sharedRehearsal(t, scenario)
			r.sumsClose(t)
			d := r.delivery
			checksEndAsTold(t, d, r)
			matchedAsTold(t, r)
			pairsExplained(t, r)
			f := newFaultJudge(t, r)
			planted, checked := map[string]int{}, map[string]int{}
			for _, fault := range d.truth(t, "fault") {
				planted[fault["kind"]]++
				if wrong := f.judge(fault); wrong != "" {
					t.Errorf("%s, record %s of %s: %s; the truth says %s %s", fault["kind"], fault["record"], fault["file"],
						wrong, fault["disposition"], fault["rule_id"])
					continue
				}
				checked[fault["kind"]]++
			}
			if len(checked) < 80 {
				t.Errorf("only %d kinds were planted", len(checked))
			}
			f.everyTable(t)
			for _, kind := range slices.Sorted(maps.Keys(planted)) {
				t.Logf("%-24s %5d of %5d", kind, checked[kind], planted[kind])
			}
		})
	}
}

// faultJudge looks up what became of a planted fault.
type faultJudge struct {
	t       *testing.T
	b       *book
	pairs   map[int64][]row           // by both rows of the pair
	owner   map[int64]string          // person key by patient-level staged row
	numbers map[int64][]string        // systems of the identifiers that a patient row gave
	kinds   map[string]string         // kind of a code by source and code
	codeOf  map[int64]string          // source and code by observation row
	entity  map[string]string         // by kind of fault
	shows   map[string]map[int64]bool // by kind: source rows whose target row shows what was planted
	landed  map[int64]map[string]bool // tables in which a source row has a part
	bound   map[string][]string       // by kind: the tables that the catalogue names
	lists   map[int64][]string        // by child: why the legacy's list differs
	odd     map[int64][]string        // by row: why the workbook lists an entry
	babies  map[int64]int             // by child: why it is on the worklist of those under one
	seen    map[string]bool           // "kind table": such a row landed there
}

func newFaultJudge(t *testing.T, r *rehearsal) *faultJudge {
	f := &faultJudge{
		t: t, b: r.book(), pairs: map[int64][]row{}, owner: map[int64]string{}, numbers: map[int64][]string{},
		kinds: map[string]string{}, codeOf: map[int64]string{}, entity: map[string]string{}, landed: map[int64]map[string]bool{}, bound: map[string][]string{}, seen: map[string]bool{},
	}
	for _, l := range r.rows(ledger.Transform, "lineage", "row_id", "table") {
		if f.landed[l.id("row_id")] == nil {
			f.landed[l.id("row_id")] = map[string]bool{}
		}
		f.landed[l.id("row_id")][l["table"]] = true
	}
	for _, known := range r.maps.Faults() {
		f.bound[known.Kind], f.entity[known.Kind] = known.Tables, known.Entity
	}
	for _, p := range r.rows(ledger.Transform, "pair") {
		for _, column := range []string{"row_a", "row_b"} {
			f.pairs[p.id(column)] = append(f.pairs[p.id(column)], p)
		}
	}
	for _, entity := range []string{"patient", "observation", "diary", "problem", "consultation", "observation_referral", "slot", "drug_record", "issue_record"} {
		columns := []string{"row_id", "organisation_guid", "patient_guid"}
		if entity == "observation" {
			columns = append(columns, "code_id")
		}
		for _, s := range r.rows(ledger.Extract, entity, columns...) {
			s["source"] = f.b.source[s.id("row_id")>>recordBits]
			f.owner[s.id("row_id")] = personKey(t, s)
			f.codeOf[s.id("row_id")] = s["source"] + " " + s["code_id"]
		}
	}
	for _, i := range r.both("child_identifier", "source_row", "system") {
		f.numbers[i.id("source_row")] = append(f.numbers[i.id("source_row")], i["system"])
	}
	f.odd, f.babies = map[int64][]string{}, map[int64]int{}
	for _, o := range r.listing.Dates.List {
		f.odd[o.Row] = append(f.odd[o.Row], o.Why)
	}
	for _, b := range r.listing.Failsafe.List {
		f.babies[b.ID] = b.Why
	}
	f.lists = map[int64][]string{}
	for i := range r.listing.Lists.List {
		f.lists[r.listing.Lists.List[i].ID] = r.listing.Lists.List[i].Reasons
	}
	empty := func(v string) bool { return v == "" }
	f.shows = map[string]map[int64]bool{
		"noon-slot":                   cellsThat(r, func(v string) bool { return strings.HasPrefix(v, "12:") }, "start_time", "appointment"),
		"unknown-session":             cellsThat(r, empty, "session_id", "appointment"),
		"product-only":                cellsThat(r, func(v string) bool { return v == "product_only" }, "evidence", "immunisation"),
		"cancelled-drug":              cellsThat(r, func(v string) bool { return v == "0" }, "counted", "immunisation"),
		"issue-without-drug":          cellsThat(r, func(v string) bool { return v == "0" }, "counted", "immunisation"),
		"deceased-booking":            cellsThat(r, func(v string) bool { return v == "suppressed" }, "status", "appointment"),
		"consultation-never-sent":     cellsThat(r, empty, "encounter_id", eventTables...),
		"consultation-without-place":  cellsThat(r, empty, "source_term", "encounter"),
		"consultation-of-no-slot":     cellsThat(r, empty, "appointment_id", "encounter"),
		"unknown-clinician":           cellsThat(r, empty, "practitioner_id", append(eventTables, "document")...),
		"lines-in-note":               cellsThat(r, func(v string) bool { return strings.Contains(v, "\r\n") }, "note", eventTables...),
		"blanks-in-note":              cellsThat(r, func(v string) bool { return v == "   " }, "note", eventTables...),
		"weight-in-kilograms":         cellsThat(r, func(v string) bool { return v == "3400" }, "weight_g", "birth"),
		"gestation-in-days":           cellsThat(r, func(v string) bool { return v == "281" }, "gestation_days", "birth"),
		"expired-batch":               cellsThat(r, func(v string) bool { return v == "19800101" }, "expires_on", "immunisation"),
		"bad-expiry":                  cellsThat(r, func(v string) bool { return v == "0" }, "expires_on", "immunisation"),
		"carer-without-name":          cellsThat(r, func(v string) bool { return v == "Foster carer" }, "relationship", "related_person"),
		"odd-email":                   cellsThat(r, func(string) bool { return true }, "value", "child_contact"),
		"referral-without-target":     cellsThat(r, empty, "target_organisation_id", "referral"),
		"message-year-alone":          cellsThat(r, func(v string) bool { return v == "Y" }, "occurred_precision", "measurement"),
		"message-bad-date-part":       cellsThat(r, func(v string) bool { return v == "YMD" }, "occurred_precision", "measurement"),
		"default-practice":            cellsThat(r, func(v string) bool { return v == "V81999" }, "practice_code", "child"),
		"default-doctor":              cellsThat(r, func(v string) bool { return v == "G9999998" }, "external_gp", "registration"),
		"message-code-without-scheme": cellsThat(r, func(v string) bool { return v == "weight" }, "kind", "measurement"),
	}
	month := func(v string) bool { return v == "YM" }
	dated := slices.DeleteFunc(append(slices.Clone(eventTables), "document"), func(name string) bool { return name == "consent" })
	f.shows["month-known"] = cellsThat(r, month, "occurred_precision", dated...)
	maps.Copy(f.shows["month-known"], cellsThat(r, month, "decided_precision", "consent"))
	for _, c := range r.rows(ledger.Transform, "clinical_code", "source", "code_id", "kind", "class", "resolution") {
		f.kinds[c["source"]+" "+c["code_id"]] = c["kind"] + " " + c["class"] + " " + c["resolution"]
	}
	return f
}

// judge is what is wrong with the end of a fault, "" for nothing.
func (f *faultJudge) judge(fault row) string {
	file := fault["file"]
	if strings.HasSuffix(file, ".xml") { // which stands in the list once for each entity
		file += " " + f.entity[fault["kind"]]
	}
	number, ok := f.b.file[file]
	if !ok {
		return "its file is unknown"
	}
	id := number<<recordBits | fault.id("record")
	switch fault["disposition"] {
	case "loaded":
		if wrong := f.hidden(id, fault["kind"]); wrong != "" {
			return wrong
		}
		if wrong := f.elsewhere(id, fault["kind"]); wrong != "" {
			return wrong
		}
		if wrong := f.misjudged(id, fault["kind"]); wrong != "" {
			return wrong
		}
		return f.loaded(id, fault["rule_id"])
	case "merge":
		return f.paired(id, "merged", fault["rule_id"])
	case "review", "refused":
		return f.paired(id, fault["disposition"], fault["rule_id"])
	}
	if got := f.b.fate[id]; got != fault["disposition"]+" "+fault["rule_id"] {
		return "it is " + got
	}
	return ""
}

// elsewhere reports a row that landed in none of the tables that the catalogue
// binds its fault for.
func (f *faultJudge) elsewhere(id int64, kind string) string {
	found := len(f.bound[kind]) == 0
	for _, table := range f.bound[kind] {
		if f.landed[id][table] {
			found = true
			f.seen[kind+" "+table] = true
		}
	}
	if !found {
		return fmt.Sprintf("it landed in %v", slices.Sorted(maps.Keys(f.landed[id])))
	}
	return ""
}

// everyTable reports a fault that stories plant table by table and that is missing
// in one.
func (f *faultJudge) everyTable(t *testing.T) {
	t.Helper()
	for _, kind := range []string{
		"unknown-clinician", "lines-in-note", "blanks-in-note", "month-known", "weight-in-kilograms", "gestation-in-days",
		"birth-fact-in-future", "document-named-twice", "bad-qualifiers", "bad-expiry", "expired-batch",
	} {
		for _, table := range f.bound[kind] {
			if !f.seen[kind+" "+table] && table != "record_note" {
				t.Errorf("no %s landed in %s", kind, table)
			}
		}
	}
}

// eventTables are those that rows of observations fill, with a clinician, a date
// and a note.
var eventTables = []string{
	"immunisation", "review", "measurement", "screening_result", "observation", "consent", "feeding", "allergy", "alert", "need",
	"legal_status", "contraindication", "assessment", "care_team", "school", "correspondence",
}

// cellsThat are the source rows whose target rows hold such a value in a column.
func cellsThat(r *rehearsal, is func(string) bool, column string, tables ...string) map[int64]bool {
	of := map[int64]bool{}
	for _, name := range tables {
		for _, line := range r.both(name, "source_row", column) {
			of[line.id("source_row")] = is(line[column])
		}
	}
	return of
}

// hidden reports a target row that does not show what was planted.
func (f *faultJudge) hidden(id int64, kind string) string {
	if of := f.shows[kind]; of != nil && !of[id] {
		return "its target row does not show it"
	}
	return ""
}

// listReasons are what the judge of the due lists has to find of the planted
// mistakes of the legacy's own list.
var listReasons = map[string]string{
	"stale-due-item": reconcile.ReasonGiven, "missing-due-item": reconcile.ReasonSameVisit, "misdated-due-item": reconcile.ReasonUnexplained,
}

// babyReasons are why a baby has to be on the worklist of those under one.
var babyReasons = map[string]int{
	"late-examination": reconcile.FailLateExamination, "early-sample": reconcile.FailEarlySample,
	"result-before-birth": reconcile.FailBeforeBirth | reconcile.FailNoResult,
}

// misjudged reports a mistake of the legacy's list that nobody found, or for another
// reason, and a baby who is not on the worklist for what was planted. Restricted
// children are in no list.
func (f *faultJudge) misjudged(id int64, kind string) string {
	want, child := listReasons[kind], f.b.child[f.owner[id]]
	if bits := babyReasons[kind]; !f.b.twin[child] && f.babies[child]&bits != bits {
		return fmt.Sprintf("its baby is on the worklist for %b", f.babies[child])
	}
	if want == "" || f.b.twin[child] || slices.Contains(f.lists[child], want) {
		return ""
	}
	return fmt.Sprintf("the list of its child differs for %v", f.lists[child])
}

// paired reports a row in no pair of the outcome and the rule.
func (f *faultJudge) paired(id int64, outcome, rule string) string {
	for _, p := range f.pairs[id] {
		if p["outcome"] != outcome || !slices.Contains(strings.Split(p["rule"], "+"), rule) {
			continue
		}
		if (p["child_a"] == p["child_b"]) != (outcome == "merged") {
			return "its pair is " + outcome + " and the children say otherwise"
		}
		return ""
	}
	if len(f.pairs[id]) == 0 {
		return "it is in no pair"
	}
	return "its pair is " + f.pairs[id][0]["outcome"] + " " + f.pairs[id][0]["rule"]
}

// loaded reports a row that did not load, or whose rule does not show.
func (f *faultJudge) loaded(id int64, rule string) string {
	if got := f.b.fate[id]; got != "loaded" {
		return "it is " + got
	}
	child := f.b.child[f.owner[id]]
	switch rule {
	case "date-in-future", "date-before-birth", "problem-without-observation", "referral-without-observation", "product-only-vaccine", "probable-duplicate", "possible-duplicate",
		"given-and-declined", "death-in-one-source", "date-after-death":
		if !f.b.noted[child][rule] {
			return "its child has no note"
		}
	case "result-of-stillborn", "results-contradict", "testes-of-girl", "birth-order-not-known", "born-on-new-year":
		if !f.b.twin[child] && !slices.Contains(f.odd[id], rule) {
			return fmt.Sprintf("it is listed for %v", f.odd[id])
		}
	case "bad-date", "non-canonical", "bad-decimal", "bad-guid", "bad-qualifiers", "bad-expiry", "bad-deleted":
		if !slices.Contains(f.b.aside[id], rule) {
			return "it is not aside"
		}
	case "bad-nhs-number", "placeholder-nhs-number":
		if slices.Contains(f.numbers[id], "nhs_number") || !slices.Contains(f.numbers[id], "rejected_number") {
			return fmt.Sprintf("it has identifiers %v", f.numbers[id])
		}
	case "other-nation-number":
		if !slices.Contains(f.numbers[id], "other_nation") {
			return fmt.Sprintf("it has identifiers %v", f.numbers[id])
		}
	case "restricted":
		if !f.b.twin[child] {
			return "its child is open"
		}
	case "unmapped-ordinary-code", "unmapped-safety-code", "repaired-safety-code", "ambiguous-safety-code", "term-belies-code", "two-terms":
		state, _, _ := strings.Cut(rule, "-")
		want := "unmapped " + strings.TrimSuffix(strings.TrimPrefix(rule, state+"-"), "-code") + " " + state
		if got := f.kinds[f.codeOf[id]]; got != want {
			return "its code is " + got
		}
		if strings.HasSuffix(rule, "safety-code") && !f.b.noted[child][rule] {
			return "its child has no note"
		}
	}
	return ""
}
