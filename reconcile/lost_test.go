package reconcile

import (
	"testing"

	"lollipop/internal/forms"
	"lollipop/mappings"
)

// flagCode is a local code of the synthetic dictionaries: a protection plan begins.
const flagCode = "LOLCPPLAN1"

// flagged is the small world with a child protection plan.
func flagged(t *testing.T) *world {
	w := small(t)
	w.files[2].rows = append(w.files[2].rows, cells{"code_id": "200", "term": "Child protection plan started", "read_term_id": flagCode, "processing_id": "1"})
	w.files[3].rows = append(w.files[3].rows, observation(orgCHIS, 1, 51, "200", "2020-05-07"))
	k := w.maps.Concept(mappings.SystemEMISLocal, flagCode)
	w.made("clinical_code", cells{
		"source": "chis", "code_id": "200", "term": "Child protection plan started", "read_code": flagCode, "system": k.System, "code": k.Code,
		"class": k.Class, "kind": k.Kind, "resolution": "mapped",
	}, 3<<recordBits|2)
	w.made("legal_status", cells{
		"child_id": "1", "kind": k.Detail, "change": k.Value, "occurred_on": "2020-05-07", "occurred_precision": "YMD", "until_precision": "U",
		"code_id": "2", "organisation_id": "1", "recorded_on": "2020-05-07", "note": "seen at home",
	}, 4<<recordBits|2)
	return w
}

func TestOneByOne(t *testing.T) {
	status := func(w *world) cells { return w.target["legal_status"][0] }
	for _, test := range []struct {
		name, check string
		change      func(w *world)
	}{
		{"as it is", "", func(*world) {}},
		{"a flag lost", checkFlags, func(w *world) { w.target["legal_status"] = nil }},
		{"a flag that ends instead", checkFlags, func(w *world) { status(w)["change"] = "end" }},
		{"a flag of another day", checkFlags, func(w *world) { status(w)["occurred_on"] = "2020-05-08" }},
		{"a flag of no authority", checkFlags, func(w *world) { delete(status(w), "organisation_id") }},
		{"a flag twice", checkFlags, func(w *world) {
			w.target["legal_status"] = append(w.target["legal_status"], status(w).with(cells{"id": "2"}))
		}},
		{"a flag of another problem", "", func(w *world) { status(w)["problem_row"] = "77" }}, // values says so
		{"a refusal out of nothing", checkRefusals, func(w *world) {
			w.target["consent"] = []cells{{"id": "1", "child_id": "1", "subject": "immunisation", "decision": "refused", "source_row": "1", "code_id": "1"}}
		}},
		{"an outcome out of nothing", checkScreening, func(w *world) {
			w.target["screening_result"] = []cells{{"id": "1", "child_id": "1", "programme": "bloodspot", "test": "pku", "status": "04", "source_row": "1", "code_id": "1"}}
		}},
		{"a living child that is dead", checkAlive, func(w *world) { w.target["child"][0]["deceased"] = "1" }},
		{"a dead child that lives", checkAlive, func(w *world) { w.files[1].rows[0]["date_of_death"] = "2020-06-01" }},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := flagged(t)
			test.change(w)
			rep := w.run()
			for _, id := range []string{checkFlags, checkRefusals, checkScreening, checkAlive} {
				if want := map[bool]State{true: Failed, false: Passed}[id == test.check]; rep.Check(id).State != want {
					t.Errorf("check %s is %s: %v", id, rep.Check(id).State, rep.Breaks)
				}
			}
		})
	}
}

// What must be there is there, as large and as new as it was.
func TestExpectedPractices(t *testing.T) {
	for line, problem := range map[string]string{
		"chis,ABC01,1,2021-03-01,": "", "chis,ABC01,,,": "", "chis,ABC02,1,,": practiceMissing, "gp,ABC01,1,,": practiceMissing,
		"chis,ABC01,2,,": practiceMoved, "chis,ABC01,1,2030-01-01,": practiceOlder,
	} {
		w := small(t)
		w.files[0].rows[0]["ods_code"], w.target["organisation"][0]["ods_code"] = "ABC01", "ABC01"
		w.forms.Expected = w.form("expected.csv", forms.ExpectedHeader, line)
		rep := w.run()
		c := rep.Check(checkExpected)
		if want := map[bool]State{true: Failed, false: Passed}[problem != ""]; c.State != want || len(rep.Expected) != 1 || rep.Expected[0].Problem != problem {
			t.Errorf("%s: %s, %+v", line, c.State, rep.Expected)
		}
	}
	rep := small(t).run()
	if c := rep.Check(checkExpected); c.State != NotApplicable {
		t.Errorf("without a file: %s", c.State)
	}
}

// What later rehearsals stand on is held against the staged rows and lineage.
func TestCrosswalks(t *testing.T) {
	person := func(w *world) cells { return w.crosswalk()[0] }
	for name, change := range map[string]func(w *world){
		"a person less":  func(w *world) { w.single["crosswalk.parquet"] = []cells{} },
		"a person twice": func(w *world) { w.single["crosswalk.parquet"] = []cells{person(w), person(w)} },
		"another child":  func(w *world) { w.single["crosswalk.parquet"] = []cells{person(w).with(cells{"child_id": "2"})} },
		"another row":    func(w *world) { w.single["crosswalk.parquet"] = []cells{person(w).with(cells{"row_id": "7"})} },
		"nobody's record": func(w *world) {
			w.single["crosswalk.parquet"] = []cells{person(w), person(w).with(cells{"patient_guid": guid(9)})}
		},
		"an event less": func(w *world) { w.single["event_crosswalk"] = w.eventCrosswalk()[1:] },
		"an event's row": func(w *world) {
			w.single["event_crosswalk"] = []cells{w.eventCrosswalk()[0].with(cells{"id": "9"}), w.eventCrosswalk()[1]}
		},
		"an event's table": func(w *world) {
			w.single["event_crosswalk"] = []cells{w.eventCrosswalk()[0].with(cells{"table": "alert"}), w.eventCrosswalk()[1]}
		},
		"an event of nobody": func(w *world) {
			w.single["event_crosswalk"] = append(w.eventCrosswalk(), w.eventCrosswalk()[0].with(cells{"patient_guid": guid(9)}))
		},
	} {
		w := flagged(t)
		change(w)
		rep := w.run()
		if c := rep.Check(checkCrosswalk); c.State != Failed {
			t.Errorf("%s: %s %s", name, c.State, c.Detail)
		}
	}
}

// The ids of a rehearsal are held against those of the one before.
func TestIDsOfRehearsals(t *testing.T) {
	for _, test := range []struct {
		name   string
		old    map[int32]int64 // by person
		now    []int64         // child by person
		gone   map[int64]int64 // retired id by row
		last   int64
		broken string
	}{
		{"kept", map[int32]int64{0: 4, 1: 5}, []int64{4, 5}, nil, 5, ""},
		{"new", map[int32]int64{0: 4}, []int64{4, 6}, nil, 5, ""},
		{"merged", map[int32]int64{0: 4, 1: 5}, []int64{4, 4}, map[int64]int64{2: 5}, 5, ""},
		{"merged into the higher", map[int32]int64{0: 4, 1: 5}, []int64{5, 5}, map[int64]int64{1: 4}, 5, "a-lower-id-was-free"},
		{"given again", map[int32]int64{0: 4}, []int64{4, 5}, nil, 5, "id-given-again"},
		{"not kept", map[int32]int64{0: 4}, []int64{7}, map[int64]int64{1: 4}, 5, "id-not-kept"},
		{"merged and not said", map[int32]int64{0: 4, 1: 5}, []int64{4, 4}, nil, 5, "retired-id-is-another"},
		{"come apart", map[int32]int64{0: 4, 1: 4}, []int64{4, 6}, nil, 5, ""},
	} {
		r := &run{people: &people{}, retired: test.gone, breaks: newBreakList()}
		for i, child := range test.now {
			r.people.list = append(r.people.list, person{row: int64(i + 1), child: child})
			r.byRow = append(r.byRow, rowPerson{int64(i + 1), int32(i)})
		}
		r.judgeIDs(&earlier{test.old, map[int32]int64{}, test.last})
		kind := ""
		for _, b := range r.breaks.totals() {
			kind += b.Kind
		}
		if kind != test.broken {
			t.Errorf("%s: %q, want %q", test.name, kind, test.broken)
		}
	}
}
