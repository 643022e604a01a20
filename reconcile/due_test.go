package reconcile

import (
	"fmt"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
	"lollipop/mappings"
)

// event adds an observation of a code to the small world, and its row in the target.
func (w *world) event(item int, code, on, tableName string, row cells) {
	k := w.maps.Concept(mappings.SystemReadV2, code)
	n := len(w.files[2].rows) + 1
	id := fmt.Sprint(n * 100)
	w.files[2].rows = append(w.files[2].rows, cells{"code_id": id, "term": k.Display, "read_term_id": code, "processing_id": "1"})
	w.made("clinical_code", cells{
		"source": "chis", "code_id": id, "term": k.Display, "read_code": code, "system": k.System, "code": k.Code, "class": k.Class, "kind": k.Kind,
		"resolution": "mapped",
	}, 3<<recordBits|int64(n))
	w.files[3].rows = append(w.files[3].rows, observation(orgCHIS, 1, item, id, on))
	w.made(tableName, row.with(cells{
		"child_id": "1", "antigens": k.Antigens.String(), "code_id": fmt.Sprint(n), "organisation_id": "1", "recorded_on": on, "note": "seen at home",
	}), int64(4)<<recordBits|int64(len(w.files[3].rows)))
}

// dosed is the small world with MMR at a year, and a refusal of polio.
func dosed(t testing.TB) *world {
	w := small(t)
	w.event(61, mmrCode, "2020-03-10", tableDose, cells{
		"status": "given", "dose": w.maps.Concept(mappings.SystemReadV2, mmrCode).Dose, "occurred_on": "2020-03-10", "occurred_precision": "YMD", "counted": "1", "evidence": "coded",
	})
	w.event(62, refusalCode, "2019-05-10", tableConsent, cells{
		"subject": "immunisation", "decision": "refused", "decided_on": "2019-05-10", "decided_precision": "YMD",
	})
	return w
}

func TestNextDue(t *testing.T) {
	for _, test := range []struct {
		name, reason string
		change       func(w *world)
	}{
		{"as it is", "", func(*world) {}},
		{"a dose lost", ReasonUnexplained, func(w *world) { w.target[tableDose] = nil }},
		{"a dose in place of nothing", ReasonUnexplained, func(w *world) { w.files[3].rows[1]["deleted"] = "true" }},
		{"a dose dated before the first birthday", ReasonUnexplained, func(w *world) { w.target[tableDose][0]["occurred_on"] = "2020-02-28" }},
		{"a dose dated a day later", "", func(w *world) { w.target[tableDose][0]["occurred_on"] = "2020-03-11" }},
		{"a dose of which a part is lost", ReasonUnexplained, func(w *world) { w.target[tableDose][0]["antigens"] = "measles+rubella" }},
		{"a dose not given", ReasonUnexplained, func(w *world) { w.target[tableDose][0]["status"] = "not_given" }},
		{"a dose that does not count", ReasonUnexplained, func(w *world) { w.target[tableDose][0]["counted"] = "0" }},
		{"a refusal lost", ReasonUnexplained, func(w *world) { w.target[tableConsent] = nil }},
		{"a refusal that is a consent", ReasonUnexplained, func(w *world) { w.target[tableConsent][0]["decision"] = "given" }},
		{"a refusal of everything", ReasonUnexplained, func(w *world) { w.target[tableConsent][0]["antigens"] = "" }},
		{"a contraindication out of nothing", ReasonUnexplained, func(w *world) {
			w.target[tableContra] = []cells{{"id": "1", "child_id": "1", "antigens": "bcg+rotavirus+hpv+measles", "occurred_on": "2020-01-01", "occurred_precision": "YMD", "source_row": "1", "code_id": "1"}}
		}},
		{"a death lost", ReasonUnexplained, func(w *world) { w.files[1].rows[0]["date_of_death"] = "2020-06-01" }},
		{"a death out of nothing", ReasonUnexplained, func(w *world) { w.target[tableChild][0]["deceased"] = "1" }},
		{"said to have moved", ReasonUnexplained, func(w *world) { w.target[tableChild][0]["status"] = "moved" }},
		{"born a month later", ReasonUnexplained, func(w *world) { w.target[tableChild][0]["date_of_birth"] = "2019-04-02" }},
		{"no such child", ReasonNotThere, func(w *world) { w.target[tableChild] = nil }},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := dosed(t)
			test.change(w)
			rep := w.run()
			c := rep.Check(checkNextDue)
			if test.reason == "" {
				if c.State != Passed || rep.NextDue.Same != 1 || len(rep.NextDue.Changed) != 0 {
					t.Errorf("%s: %+v", c.State, rep.NextDue)
				}
				return
			}
			if c.State != Failed || c.Value != 1 || len(rep.NextDue.Changed) != 1 || rep.NextDue.Changed[0].Reason != test.reason {
				t.Errorf("%s: %+v", c.State, rep.NextDue)
			}
			if d := w.listing.Due; d.Total != 1 || d.List[0].Reason != test.reason || d.List[0].Explained || !d.List[0].Strict {
				t.Errorf("listed %+v", d)
			}
		})
	}
}

const (
	mmrCode     = "65M1."
	refusalCode = "68NA."
)

// plainChild is a child of two records with a judge of its own.
func plainChild(t *testing.T, born chis.Date) *childCheck {
	maps, err := loadMappings()
	if err != nil {
		t.Fatal(err)
	}
	j := &dueJudge{engine: maps.Schedule(), asOf: 20210322, soon: 20210419, strict: 72, found: true, counts: newDueCounts()}
	return &childCheck{due: j, records: []record{{person: &person{born: born}}, {person: &person{born: born}}}}
}

// Each reason is the thing that makes the difference, and nothing explains a
// difference that these do not make.
func TestWhyDue(t *testing.T) {
	mmr := func(day chis.Date) schedule.Event {
		return schedule.Event{On: chis.MakePartialDate(day, chis.PrecisionDay), Antigens: chis.Measles | chis.Mumps | chis.Rubella}
	}
	for _, test := range []struct {
		name  string
		told  []told
		after []schedule.Event
		want  string
	}{
		{"known to the other record", []told{{Event: mmr(20200310), other: true}}, []schedule.Event{mmr(20200310)}, ReasonOtherRecord},
		{"known to the other record, and lost", []told{{Event: mmr(20200310), other: true}}, nil, ReasonUnexplained},
		{"of a repaired code", []told{{Event: mmr(20200310), unsure: true}}, nil, ReasonCode},
		{"of a repaired code, and counted", []told{{Event: mmr(20200310), unsure: true}}, []schedule.Event{mmr(20200310)}, ReasonUnexplained},
		{"a second one that waits", []told{{Event: mmr(20200310)}, {Event: mmr(20200420), repeat: true}}, []schedule.Event{mmr(20200310)}, ReasonDuplicate},
		{"nothing at all", nil, []schedule.Event{mmr(20200310)}, ReasonUnexplained},
	} {
		c := plainChild(t, 20180302)
		j := c.due
		j.told = test.told
		child, events := j.history(c, ownHistory)
		j.engine.Evaluate(&child, events, j.asOf, &j.before)
		child.Standing = schedule.Living
		j.engine.Evaluate(&child, test.after, j.asOf, &j.after)
		if got := c.whyDue(); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// Only what is far off for an older child may be accepted by somebody.
func TestCheckOfADifference(t *testing.T) {
	j := plainChild(t, 0).due
	due := func(on chis.Date) dueNext { return dueNext{rule: 1, on: on} }
	none := dueNext{rule: -1}
	for _, test := range []struct {
		born          chis.Date
		before, after dueNext
		want          string
	}{
		{20150322, due(20220101), due(20230101), checkNextLater},
		{20150323, due(20220101), due(20230101), checkNextDue},
		{0, due(20220101), due(20230101), checkNextDue},
		{20100101, due(20210419), due(20230101), checkNextDue},
		{20100101, due(20210420), none, checkNextLater},
		{20100101, none, due(20200101), checkNextDue},
	} {
		if got := j.checkOf(test.born, test.born, &dueChange{before: test.before, after: test.after}); got != test.want {
			t.Errorf("%+v: %s", test, got)
		}
	}
	moves := []struct {
		before, after dueNext
		want          int
	}{
		{due(20210101), none, DueLost},
		{none, due(20210101), DueNew},
		{due(20210101), due(20210102), DueLater},
		{due(20210102), due(20210101), DueEarlier},
		{due(20210101), dueNext{rule: 2, on: 20210101}, DueOther},
		{due(20210101), due(20210101), DueFollows},
		{none, none, DueFollows},
	}
	for _, m := range moves {
		if got := (&dueChange{before: m.before, after: m.after}).move(); got != m.want {
			t.Errorf("%+v: %d", m, got)
		}
	}
}
