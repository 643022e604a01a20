package reconcile

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"lollipop/mappings"
)

// diaried is the small world with an open entry for MMR.
func diaried(t testing.TB) *world {
	w := small(t)
	k := w.maps.Concept(mappings.SystemReadV2, mmrCode)
	w.files[2].rows = append(w.files[2].rows, cells{"code_id": "200", "term": k.Display, "read_term_id": mmrCode, "processing_id": "1"})
	w.made("clinical_code", cells{
		"source": "chis", "code_id": "200", "term": k.Display, "read_code": mmrCode, "system": k.System, "code": k.Code, "class": k.Class, "kind": k.Kind, "resolution": "mapped",
	}, 3<<recordBits|2)
	row := w.file("chis", "diary", cells{
		"diary_guid": guid(80), "patient_guid": guid(1), "organisation_guid": orgCHIS, "code_id": "200", "effective_date": "2021-04-02", "effective_date_precision": "YMD",
		"entered_date": "2021-03-02", "original_term": "MMR", "deleted": "false", "is_confidential": "false", "is_active": "true", "is_complete": "false", "processing_id": "1",
	})
	w.made(tableDue, cells{
		"child_id": "1", "due_on": "2021-04-02", "due_precision": "YMD", "status": "open", "term": "MMR", "antigens": k.Antigens.String(), "dose": k.Dose, "code_id": "2",
		"organisation_id": "1", "recorded_on": "2021-03-02",
	}, row)
	return w
}

func TestDueItemsOneByOne(t *testing.T) {
	for _, test := range []struct {
		kind   string
		change func(w *world)
	}{
		{"", func(*world) {}},
		{"in-a-source-and-not-in-the-target", func(w *world) { w.target[tableDue] = nil }},
		{"another-day-or-state-than-in-the-source", func(w *world) { w.target[tableDue][0]["due_on"] = "2021-04-03" }},
		{"another-day-or-state-than-in-the-source", func(w *world) { w.target[tableDue][0]["status"] = "closed" }},
		{"in-the-target-and-in-no-source", func(w *world) { w.target[tableDue][0]["antigens"] = "menb" }},
		{"in-the-target-and-in-no-source", func(w *world) {
			w.target[tableDue] = append(w.target[tableDue], w.target[tableDue][0].with(cells{"id": "2"}))
		}},
	} {
		w := diaried(t)
		test.change(w)
		rep := w.run()
		c, found := rep.Check(checkDueItems), map[string]int64{}
		for _, b := range rep.Breaks {
			if b.Check == checkDueItems {
				found[b.Kind] = b.Count
			}
		}
		if (c.State == Failed) != (test.kind != "") || test.kind != "" && found[test.kind] != 1 || c.Compared == 0 {
			t.Errorf("%s: %s %v", test.kind, c.State, found)
		}
		if lists := rep.DueLists; test.kind == "" && (lists.Listed != 1 || lists.Sides[3].Compared != 1 || lists.Sides[3].Same != 1) {
			t.Errorf("lists %+v", lists)
		}
	}
}

// Who has been invited by the old system must not be called by the new one as well,
// and whoever has not must be.
func TestCallRuns(t *testing.T) {
	for _, test := range []struct {
		source, target bool // an open invitation
		listed         bool // by the target
		want           Bridge
	}{
		{false, false, true, Bridge{Entries: 1, ToCall: 1}},
		{true, true, true, Bridge{Entries: 1, Invited: 1}},
		{true, false, true, Bridge{Entries: 1, Both: 1}},
		{false, true, true, Bridge{Entries: 1, Neither: 1}},
		{false, false, false, Bridge{Entries: 1, Neither: 1}},
		{true, false, false, Bridge{Entries: 1, Invited: 1}},
	} {
		c := plainChild(t, 20200302)
		maps, _ := loadMappings()
		c.run = &run{breaks: newBreakList()}
		c.due.names = newDueNames(maps)
		entry := open(20210402, mmrAntigens, "1")
		c.due.legacy.entries = []listEntry{entry}
		if test.listed {
			c.due.items.entries = []listEntry{entry}
		}
		letters := func(is bool) []invitation {
			if !is {
				return nil
			}
			return []invitation{{on: 20210301, antigens: mmrAntigens}}
		}
		c.judgeRuns(letters(test.source), letters(test.target))
		if got := c.due.counts.bridge; got != test.want {
			t.Errorf("%+v: %+v", test, got)
		}
		if wrong := int64(len(c.bridge)); wrong != test.want.Both+test.want.Neither || c.breaks.of(checkBridge) != wrong {
			t.Errorf("%s: %d items, %d breaks", fmt.Sprint(test), wrong, c.breaks.of(checkBridge))
		}
	}
}

// What the comparison took is told beside the report, where there is a clock.
func TestTheComparisonIsTimed(t *testing.T) {
	w := diaried(t)
	var now atomic.Int64
	w.forms.Clock = func() time.Duration { return time.Duration(now.Add(int64(time.Second))) }
	if rep := w.run(); rep.Spent[PartDue] != time.Second {
		t.Errorf("the one child took %v", rep.Spent)
	}
	if rep := diaried(t).run(); rep.Spent[PartDue] != 0 {
		t.Errorf("without a clock it took %v", rep.Spent)
	}
}
