package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"lollipop/explain"
	"lollipop/internal/ledger"
)

// plainFate is what the workspace says of a row, read plainly.
type plainFate struct {
	became string
	made   []string
}

// explained holds what is explained against the tables it is taken from: every
// row under a child's keys and no other, each with its disposition and all that
// it made; nothing of a restricted child that names it, and nothing at all of a
// protected one.
func explained(t *testing.T, r *rehearsal, s *secrets, b *book) {
	t.Helper()
	o := explain.Options{Work: r.work, Mappings: r.maps, Identifiable: true}
	keys, rows := r.keysOfChildren(), r.rowsByKey(t, b)
	fates := r.plainFates()
	protected := map[string]bool{}
	for _, c := range r.rows(ledger.Transform, "restricted_child", "id", "protected") {
		protected[c["id"]] = c["protected"] == "1"
	}
	refused, told := 0, 0
	for _, c := range append(r.rows(ledger.Transform, "restricted_child", "id"), r.rows(ledger.Transform, "child", "id")[:20]...) {
		child, err := explain.OfChild(context.Background(), o, c.id("id"))
		if protected[c["id"]] {
			refused++
			_, unknown := explain.OfChild(context.Background(), o, 1<<39)
			if no := (*explain.UnknownError)(nil); !errors.As(err, &no) || child != nil || strings.Replace(err.Error(), c["id"], fmt.Sprint(1<<39), 1) != unknown.Error() {
				t.Errorf("protected child %s: %v, one that is not there: %v", c["id"], err, unknown)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		told++
		text, err := json.Marshal(child)
		if err != nil {
			t.Fatal(err)
		}
		s.search(t, "the explanation of child "+c["id"], string(text))
		var want, got []int64
		for _, key := range keys[c["id"]] {
			want = append(want, rows[key]...)
		}
		for i := range child.Rows {
			row := &child.Rows[i]
			got = append(got, row.ID)
			f := fates[row.ID]
			if became := row.Disposition + " " + row.Rule; became != f.became || len(row.Made) != len(f.made) {
				t.Errorf("row %d: %s, made %d rows; the workspace says %s, %d rows", row.ID, became, len(row.Made), f.became, len(f.made))
			}
			for _, m := range row.Made {
				if !slices.Contains(f.made, fmt.Sprintf("%s %d %t", m.Table, m.ID, m.Primary)) {
					t.Errorf("row %d: %+v is not in the lineage", row.ID, m)
				}
			}
		}
		if slices.Sort(want); !slices.Equal(got, want) || len(child.Records) != len(keys[c["id"]]) {
			t.Errorf("child %s: %d rows of %d records, %d rows of %d are its", c["id"], len(got), len(child.Records), len(want), len(keys[c["id"]]))
		}
	}
	if refused == 0 || told < 20 {
		t.Errorf("%d children refused and %d told: too few to mean something", refused, told)
	}
}

// keysOfChildren are the patient keys of each child.
func (r *rehearsal) keysOfChildren() map[string][]string {
	keys := map[string][]string{}
	for _, p := range r.rows(ledger.Transform, "crosswalk") {
		keys[p["child_id"]] = append(keys[p["child_id"]], p["source"]+p["organisation_guid"]+p["patient_guid"])
	}
	return keys
}

// rowsByKey are the rows of each patient key, staged or in quarantine.
func (r *rehearsal) rowsByKey(t *testing.T, b *book) map[string][]int64 {
	t.Helper()
	rows := map[string][]int64{}
	for _, entity := range []string{
		"patient", "observation", "diary", "problem", "consultation", "observation_referral", "slot", "drug_record",
		"issue_record", "patient_history", "patient_audit", "registration_audit", "quarantine",
	} {
		for _, line := range r.rows(ledger.Extract, entity, "row_id", "organisation_guid", "patient_guid") {
			id := line.id("row_id")
			key := b.source[id>>recordBits] + line["organisation_guid"] + line["patient_guid"]
			rows[key] = append(rows[key], id)
		}
	}
	return rows
}

func (r *rehearsal) plainFates() map[int64]plainFate {
	fates := map[int64]plainFate{}
	for _, line := range r.rows(ledger.Extract, "quarantine", "row_id", "rule") {
		fates[line.id("row_id")] = plainFate{became: "quarantined " + line["rule"]}
	}
	for _, line := range r.rows(ledger.Transform, "disposition") {
		fates[line.id("row_id")] = plainFate{became: line["disposition"] + " " + line["rule"]}
	}
	for _, line := range r.rows(ledger.Transform, "lineage") {
		f := fates[line.id("row_id")]
		f.made = append(f.made, fmt.Sprintf("%s %s %t", line["table"], line["id"], line["role"] == "1"))
		fates[line.id("row_id")] = f
	}
	return fates
}
