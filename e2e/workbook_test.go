package e2e

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/reconcile"
	"lollipop/reconcile/workbook"
)

// cells are the rows of every sheet of the workbook.
func (r *rehearsal) cells() (rows []row) {
	r.t.Helper()
	var sheets []workbook.Sheet
	for _, file := range []string{workbook.File, workbook.MatchingFile} {
		more, err := workbook.Read(r.work.Path(ledger.Reconcile, file), "")
		if err != nil {
			r.t.Fatal(err)
		}
		sheets = append(sheets, more...)
	}
	for _, s := range sheets {
		for _, values := range s.Rows {
			line := row{"sheet": s.Name}
			for i, v := range values {
				line[strconv.Itoa(i)] = v
			}
			rows = append(rows, line)
		}
	}
	if len(rows) < 200 {
		r.t.Fatalf("%d rows in the workbook, too few to search", len(rows))
	}
	return rows
}

// workbookCounts holds what the listing says against the open tables, counted
// once more here.
func (r *rehearsal) workbookCounts(t *testing.T) {
	t.Helper()
	want := map[string]int64{}
	for _, c := range r.rows(ledger.Transform, "child") {
		if c["deceased"] != "1" {
			want["children "+c["practice_code"]]++
			want["children"]++
		}
	}
	want["flags"] = int64(len(r.rows(ledger.Transform, "legal_status", "id")) + len(r.rows(ledger.Transform, "alert", "id")))
	got := map[string]int64{"flags": r.listing.Flags.Total}
	for i := range r.listing.Practices {
		p := &r.listing.Practices[i]
		sides := p.Total()
		if sides.Differ() || p.Due.Differ() || p.Flags.Differ() || p.ZeroDose.Differ() || p.FlagsDiffer+p.Missing != 0 {
			t.Errorf("practice %s differs before and after: %+v", p.Code, *p)
		}
		got["children"] += sides.Target
		if sides.Target > 0 {
			got["children "+p.Code] = sides.Target
		}
	}
	for what, n := range want {
		if got[what] != n {
			t.Errorf("%s: the workbook has %d, the open tables %d", what, got[what], n)
		}
	}
	if want["flags"] < 5 || len(got) != len(want) {
		t.Errorf("%d flags, %d figures for %d", want["flags"], len(got), len(want))
	}
	if hidden := int64(len(r.rows(ledger.Transform, "restricted_child", "id"))); r.listing.Restricted != hidden || hidden == 0 {
		t.Errorf("%d restricted children are said to be left out, of %d", r.listing.Restricted, hidden)
	}
	r.newborns(t)
	r.pairsListed(t)
}

// pairsListed holds the sheets about pairs against the decisions of transform:
// each pair that waits is listed once or is one with a restricted child, and each
// merge that is shown is one.
func (r *rehearsal) pairsListed(t *testing.T) {
	t.Helper()
	outcome := map[[2]int64]string{}
	restricted := map[int64]bool{}
	for _, c := range r.rows(ledger.Transform, "restricted_child", "id") {
		restricted[c.id("id")] = true
	}
	var waiting, shown int64
	for _, p := range r.rows(ledger.Transform, "pair") {
		outcome[[2]int64{p.id("row_a"), p.id("row_b")}] = p["outcome"]
		if p["outcome"] == "review" {
			waiting++
			if !restricted[p.id("child_a")] && !restricted[p.id("child_b")] {
				shown++
			}
		}
	}
	d := &r.report.Duplicates
	if d.Pairs != waiting || d.A+d.B+d.C != d.Cases || d.Cases > waiting || d.Cases == 0 || r.listing.Duplicates.Total != waiting-d.Restricted || waiting-d.Restricted > shown || waiting == 0 {
		t.Errorf("%d pairs wait, %d of them without a restricted child; the report says %+v, %d are listed", waiting, shown, *d, r.listing.Duplicates.Total)
	}
	lives, due := r.livingHere(), r.dueLists()
	for i := range r.listing.Duplicates.List {
		x := &r.listing.Duplicates.List[i]
		if both := lives[x.First.ID] && lives[x.Second.ID]; both == (x.Priority == reconcile.PriorityC) {
			t.Errorf("children %d and %d have priority %d", x.First.ID, x.Second.ID, x.Priority)
		}
		if !x.Due && due[x.First.ID] != due[x.Second.ID] {
			t.Errorf("children %d and %d are due different things, and joining them is said to change nothing", x.First.ID, x.Second.ID)
		}
		rows := [2]int64{x.First.Row, x.Second.Row}
		if outcome[rows] != "review" || x.First.ID == x.Second.ID || (x.Priority == reconcile.PriorityA) != (x.Due || len(x.Coverage)+len(x.Flags) > 0) && x.Priority != reconcile.PriorityC {
			t.Errorf("listed for a person: %s of rows %v, priority %d", outcome[rows], rows, x.Priority)
		}
		outcome[rows] = ""
	}
	for _, x := range r.listing.Audit {
		rows := [2]int64{x.First.Row, x.Second.Row}
		if outcome[rows] != "merged" || x.First.ID != x.Second.ID {
			t.Errorf("shown as a merge: %s of rows %v", outcome[rows], rows)
		}
	}
	if len(r.listing.Audit) < 20 {
		t.Errorf("%d merges are shown", len(r.listing.Audit))
	}
}

// livingHere are the children who are living, live here and are not over age.
func (r *rehearsal) livingHere() map[int64]bool {
	young := r.listing.AsOf.AddMonths(-20 * 12)
	lives := map[int64]bool{}
	for _, c := range r.rows(ledger.Transform, "child", "id", "status", "date_of_birth") {
		born := chis.Date(c.id("date_of_birth"))
		lives[c.id("id")] = c["status"] == "active" && (born == 0 || !born.Before(young))
	}
	return lives
}

// dueLists are what transform put on the list of each child.
func (r *rehearsal) dueLists() map[int64]string {
	lists := map[int64][]string{}
	for _, d := range r.rows(ledger.Transform, "due_computed", "child_id", "state", "due_on", "vaccine", "dose") {
		if d["due_on"] != "0" { // else it says why there is no plan
			lists[d.id("child_id")] = append(lists[d.id("child_id")], d["state"]+d["due_on"]+d["vaccine"]+d["dose"])
		}
	}
	all := map[int64]string{}
	for child, lines := range lists {
		slices.Sort(lines)
		all[child] = strings.Join(lines, "|")
	}
	return all
}

// newborns holds the worklist against the blood spots of the open tables.
func (r *rehearsal) newborns(t *testing.T) {
	t.Helper()
	spots, birth := map[int64][]string{}, map[int64]int64{}
	for _, c := range r.rows(ledger.Transform, "child", "id", "date_of_birth") {
		birth[c.id("id")] = c.id("date_of_birth")
	}
	for _, s := range r.rows(ledger.Transform, "screening_result", "child_id", "programme", "status", "occurred_on") {
		if s["programme"] == "bloodspot" && s.id("occurred_on") >= birth[s.id("child_id")] { // one dated before birth is of nobody
			spots[s.id("child_id")] = append(spots[s.id("child_id")], s["status"])
		}
	}
	want := map[int64]int{}
	for _, c := range r.rows(ledger.Transform, "child") {
		born := chis.Date(c.id("date_of_birth"))
		if c["status"] != "active" || born == 0 || born.AddMonths(12) <= r.listing.AsOf || r.listing.AsOf.Sub(born) < 17 {
			continue
		}
		switch found := spots[c.id("id")]; {
		case len(found) == 0:
			want[c.id("id")] = reconcile.FailNoResult
		case len(found) == 1 && found[0] == "01":
			want[c.id("id")] = reconcile.FailNoOutcome
		}
	}
	got := 0
	for _, f := range r.listing.Failsafe.List {
		why := f.Why & (reconcile.FailNoResult | reconcile.FailNoOutcome)
		if why != 0 {
			got++
		}
		if want[f.ID] != 0 && want[f.ID] != why {
			t.Errorf("child %d is on the worklist for %b, want %b", f.ID, why, want[f.ID])
		}
	}
	if got != len(want) || got == 0 {
		t.Errorf("%d babies without a blood spot result on the worklist, want %d", got, len(want))
	}
}
