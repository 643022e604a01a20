package e2e

import (
	"strconv"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/reconcile"
	"lollipop/reconcile/workbook"
)

// cells are the rows of every sheet of the workbook.
func (r *rehearsal) cells() (rows []row) {
	r.t.Helper()
	sheets, err := workbook.Read(r.work.Path(ledger.Reconcile, workbook.File), "")
	if err != nil {
		r.t.Fatal(err)
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
}

// newborns holds the worklist against the blood spots of the open tables.
func (r *rehearsal) newborns(t *testing.T) {
	t.Helper()
	spots := map[int64][]string{}
	for _, s := range r.rows(ledger.Transform, "screening_result", "child_id", "programme", "status") {
		if s["programme"] == "bloodspot" {
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
