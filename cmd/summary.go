package cmd

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"lollipop/internal/console"
	"lollipop/internal/ledger"
	"lollipop/reconcile"
)

// topFindings is how many findings the terminal shows; the report has them all.
const topFindings = 3

// summary is the report as a person reads it on a terminal.
func summary(r *reconcile.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\nEvery row, by source and kind\n\n%s\n", accountTable(r.Accounting))
	fmt.Fprintf(&b, "Checks\n\n%s\n", checkTable(r.Checks))
	if n := min(len(r.Findings), topFindings); n > 0 {
		b.WriteString("What stands out\n\n")
		for _, f := range r.Findings[:n] {
			b.WriteString("  - " + f + "\n")
		}
		b.WriteString("\n")
	}
	if s := r.Matching.Sentence(); s != "" {
		fmt.Fprintf(&b, "Matching\n\n  - %s\n\n", s)
	}
	fmt.Fprintf(&b, "Verdict: %s", strings.ToUpper(strings.ReplaceAll(r.Verdict, "_", " ")))
	if failed := failedChecks(r); failed != "" {
		fmt.Fprintf(&b, " (%s)", failed)
	}
	b.WriteString("\n")
	return b.String()
}

// accountTable sums the accounts over organisations, which the report lists.
func accountTable(accounts []ledger.Account) string {
	type key struct{ source, entity string }
	sums := map[key]*ledger.Account{}
	var order []key
	for _, a := range accounts {
		k := key{a.Source, a.Entity}
		if sums[k] == nil {
			sums[k] = &ledger.Account{}
			order = append(order, k)
		}
		add(sums[k], &a)
	}
	slices.SortFunc(order, func(a, b key) int { return cmp.Or(cmp.Compare(a.source, b.source), cmp.Compare(a.entity, b.entity)) })
	t := console.NewTable("source", "kind of row", "read", "loaded", "merged", "superseded", "excluded", "quarantined")
	total := &ledger.Account{}
	for _, k := range order {
		row(t, k.source, k.entity, sums[k])
		add(total, sums[k])
	}
	row(t, "all", "", total)
	return t.String()
}

func add(to, a *ledger.Account) {
	to.Read += a.Read
	to.Loaded += a.Loaded
	to.Merged += a.Merged
	to.Superseded += a.Superseded
	to.Excluded += a.Excluded
	to.Quarantined += a.Quarantined
}

func row(t *console.Table, source, entity string, a *ledger.Account) {
	t.Row(source, entity, a.Read, a.Loaded, a.Merged, a.Superseded, a.Excluded, a.Quarantined)
}

func checkTable(checks []reconcile.CheckResult) string {
	t := console.NewTable("check", "state", "value", "allowed", "unit", "question")
	for i := range checks {
		c := &checks[i]
		t.Row(c.ID, string(c.State), c.Value, c.Tolerance, c.Unit, c.Question)
	}
	return t.String()
}

// failedChecks names the checks that keep the verdict from pass.
func failedChecks(r *reconcile.Report) string {
	var ids []string
	for i := range r.Checks {
		if s := r.Checks[i].State; s == reconcile.Failed || s == reconcile.Errored {
			ids = append(ids, r.Checks[i].ID+" "+string(s))
		}
	}
	return strings.Join(ids, ", ")
}
