package reconcile

import (
	"fmt"
	"testing"

	"lollipop/mappings"
)

// An audit of a confidential row that its source withdrew stood in the open table,
// and no check saw it.
func TestAuditOfWhatWasConfidential(t *testing.T) {
	for name, test := range map[string]struct {
		items  []cells // versions of the item
		open   State   // of the check where the audit row is open
		closed State   // of values where it is restricted
	}{
		"open":        {[]cells{{}}, Passed, Failed},
		"withdrawn":   {[]cells{{"is_confidential": "true"}, {"deleted": "true", "processing_id": "2"}}, Failed, Passed},
		"never sent":  {nil, Failed, Passed},
		"once closed": {[]cells{{"is_confidential": "true"}, {"processing_id": "2"}}, Failed, Passed},
	} {
		t.Run(name, func(t *testing.T) {
			for _, table := range []string{"audit", "restricted_audit"} {
				w := small(t)
				stands := ""
				var rows []cells
				for _, change := range test.items {
					rows = append(rows, observation(orgCHIS, 1, 51, "100", "2020-05-07").with(change))
				}
				if len(rows) > 0 {
					first := w.file("chis", "observation", rows...)
					last := first + int64(len(rows)) - 1
					switch {
					case rows[len(rows)-1]["deleted"] == "true":
						w.fates[first], w.fates[last] = fate{disposition: superseded, rule: ruleWithdrawn}, fate{disposition: excluded, rule: ruleDelete}
					default:
						if first != last {
							w.fates[first] = fate{disposition: superseded, rule: ruleOlder}
						}
						stands = fmt.Sprint(last)
						k := w.maps.Concept(mappings.SystemReadV2, reviewCode)
						w.made("review", cells{
							"child_id": "1", "review": k.Detail, "outcome": k.Value, "occurred_on": "2020-05-07", "occurred_precision": "YMD",
							"code_id": "1", "organisation_id": "1", "recorded_on": "2020-05-07", "note": "seen at home",
						}, last)
					}
				}
				a := w.file("chis", "patient_audit", cells{
					"item_guid": guid(51), "patient_guid": guid(1), "organisation_guid": orgCHIS, "modified_date": "2020-05-08",
					"item_type": "Observation", "mode_type": "Update", "processing_id": "1",
				})
				w.made(table, cells{
					"child_id": "1", "subject": "item", "item_guid": guid(51), "item_row": stands, "item_type": "Observation", "mode": "Update",
					"changed_on": "2020-05-08", "organisation_id": "1",
				}, a)
				rep := w.run()
				want := map[string]State{checkSpread: Passed, checkValues: Passed}
				if table == "audit" {
					want[checkSpread] = test.open
				} else {
					want[checkValues] = test.closed
				}
				for id, state := range want {
					if c := rep.Check(id); c.State != state {
						t.Errorf("%s: check %s is %s: %s %+v", table, id, c.State, c.Detail, rep.Breaks)
					}
				}
			}
		})
	}
}

// What is one event with a confidential row is as restricted as that.
func TestAuditOfWhatWasJoined(t *testing.T) {
	for _, which := range []string{"", "lead", "part"} {
		lead := &sourceRow{fate: &fate{disposition: loaded}, links: []rawLink{{1, 0, true}}, confidential: which == "lead"}
		item := &sourceRow{fate: &fate{disposition: merged, rule: ruleSameEvent}, links: []rawLink{{1, 0, false}}}
		part := &sourceRow{fate: &fate{disposition: merged, rule: ruleComponent}, links: []rawLink{{1, 0, false}}, confidential: which == "part"}
		tab := &targetTable{Table: &mappings.Table{Name: tableDose}}
		c := &childCheck{run: &run{tables: []*targetTable{tab}}, targets: []targetRow{{table: 0, id: 1, links: []link{{lead, true}, {item, false}, {part, false}}}}}
		if c.hiddenItem(item) != (which != "") {
			t.Errorf("joined with a confidential %q row", which)
		}
	}
}
