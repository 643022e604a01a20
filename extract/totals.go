package extract

import (
	"strings"

	"lollipop/internal/ledger"
)

// totals gathers what chunks leave, in their order.
type totals struct {
	outputs  []ledger.File
	accounts map[accountKey]*account
	tallies  map[tallyKey]int64
	aside    int64
	persons  []excludedPerson
}

type accountKey struct{ source, organisation, entity string }

type tallyKey struct {
	tally
	source, entity string
}

func newTotals() totals {
	return totals{accounts: map[accountKey]*account{}, tallies: map[tallyKey]int64{}}
}

// add takes over a chunk's result.
func (t *totals) add(from task, res result) {
	t.outputs = append(t.outputs, res.outputs...)
	t.persons = append(t.persons, res.persons...)
	t.aside += res.aside
	for org, a := range res.accounts {
		key := accountKey{from.Source, noOrganisation, from.EntityName()}
		if !org.IsZero() {
			key.organisation = org.String()
		}
		t.account(key).add(a)
		from.staged += a.staged
		from.excluded += a.excluded
		from.quarantined += a.quarantined
	}
	for k, n := range res.tallies {
		t.tallies[tallyKey{k, from.Source, from.EntityName()}] += n
	}
}

func (t *totals) account(key accountKey) *account {
	a := t.accounts[key]
	if a == nil {
		a = new(account)
		t.accounts[key] = a
	}
	return a
}

func (a *account) add(other *account) {
	a.staged += other.staged
	a.excluded += other.excluded
	a.quarantined += other.quarantined
}

// countOnly takes over a file whose rows are not staged.
func (t *totals) countOnly(f *file) {
	n := f.records()
	f.excluded = n
	t.account(accountKey{f.Source, noOrganisation, f.EntityName()}).excluded += n
	if n > 0 {
		t.tallies[tallyKey{tally{excluded, ruleNotMigrated, noCategory}, f.Source, f.EntityName()}] += n
	}
}

// accounting is the rows equation as far as this stage can say: what is staged
// stands as loaded, and the next stage answers for it.
func (t *totals) accounting() []ledger.Account {
	var all []ledger.Account
	for k, a := range t.accounts {
		read := a.staged + a.excluded + a.quarantined
		if read == 0 {
			continue
		}
		all = append(all, ledger.Account{
			Source: k.source, Organisation: k.organisation, Entity: k.entity,
			Read: read, Loaded: a.staged, Excluded: a.excluded, Quarantined: a.quarantined,
		})
	}
	return all
}

// counts names every count of the manifest: "<fate>/<rule>/<source>/<entity>",
// and for excluded rows "/<category>" after it.
func (t *totals) counts() map[string]int64 {
	counts := map[string]int64{"aside": t.aside}
	for k, a := range t.accounts {
		if a.staged > 0 {
			counts[strings.Join([]string{"staged", k.source, k.entity}, "/")] += a.staged
		}
	}
	for k, n := range t.tallies {
		parts := []string{"quarantined", k.rule, k.source, k.entity}
		if k.fate == excluded {
			parts[0] = "excluded"
			parts = append(parts, k.category)
		}
		counts[strings.Join(parts, "/")] = n
	}
	return counts
}
