package reconcile

import (
	"cmp"
	"context"
	"fmt"
	"math/bits"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

// Dispositions, in the words of the stages before.
const (
	loaded      = "loaded"
	merged      = "merged"
	superseded  = "superseded"
	excluded    = "excluded"
	quarantined = "quarantined"
)

// fate is a disposition with its rule, and which stage claims it.
type fate struct {
	disposition, rule string
	extract           bool // claimed by stage 1, which then staged nothing
}

// fateBook holds the fate of every record of the migrated files, by ordinal: the
// bitmap that proves the rows equation. 0 is none.
type fateBook struct {
	mu     sync.Mutex
	fates  []fate // by number; 0 is none
	number map[fate]uint8
	of     []uint8
	staged []uint64 // one bit a record
}

func newFateBook(total int64) *fateBook {
	return &fateBook{
		fates: make([]fate, 1), number: map[fate]uint8{}, of: make([]uint8, total), staged: make([]uint64, (total+63)/64),
	}
}

// code is the number of a fate.
func (f *fateBook) code(v fate) (uint8, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if n, ok := f.number[v]; ok {
		return n, nil
	}
	if len(f.fates) == 256 {
		return 0, fmt.Errorf("more than 255 pairs of disposition and rule")
	}
	n := uint8(len(f.fates))
	f.fates, f.number[v] = append(f.fates, v), n
	return n, nil
}

// fate is that of a row, the zero fate where it has none.
func (r *run) fate(row int64) fate { return r.fates.fates[r.fateNumber(row)] }

func (r *run) fateNumber(row int64) uint8 {
	n, ok := r.in.ordinal(row)
	if !ok {
		return 0
	}
	return r.fates.of[n]
}

type accountKey struct{ source, organisation, entity string }

// quarantinedRow is one row of the quarantine.
type quarantinedRow struct {
	row           int64
	entity, rule  string
	org, patient  chis.GUID
	offset, bytes int64
}

// settleRows gives every record its fate as claimed and proves that it has
// exactly one. It serves rows, quarantine and unreadable.
func (r *run) settleRows(ctx context.Context) error {
	r.fates = newFateBook(r.in.total)
	r.accounts = map[accountKey]*ledger.Account{}
	for _, do := range []func(context.Context) error{
		r.readDispositions, r.readExcluded, r.readQuarantine, r.readHeld, r.readStagedRows,
	} {
		if err := do(ctx); err != nil {
			return err
		}
	}
	r.countNotMigrated()
	r.proveRows()
	r.compareAccounts()
	r.judgeQuarantine()
	return nil
}

func rowBreak(entity string, row int64, kind string) Break {
	return Break{Check: checkRows, Table: entity, ID: table.NullInt64, Row: row, Kind: kind}
}

// claim notes a fate; a second one for the same record is a break.
func (r *run) claim(row int64, v fate) error {
	n, ok := r.in.ordinal(row)
	if !ok {
		r.breaks.add(rowBreak("", row, "fate-of-no-record"))
		return nil
	}
	code, err := r.fates.code(v)
	if err != nil {
		return err
	}
	if r.fates.of[n] != 0 {
		r.breaks.add(rowBreak(r.in.file(row).name, row, "two-fates"))
		return nil
	}
	r.fates.of[n] = code
	return nil
}

func (r *run) readDispositions(ctx context.Context) error {
	dir := filepath.Join(r.in.transformDir, "disposition")
	paths, err := parts(dir)
	if err != nil {
		return err
	}
	// One after the other: two parts could claim one record.
	for _, p := range paths {
		var last fate
		err := scanFile(ctx, p, []string{"row_id", "disposition", "rule"}, func(b *table.Batch) error {
			for i := range b.N {
				if d, rule := b.Vec[1].Text.At(i), b.Vec[2].Text.At(i); string(d) != last.disposition || string(rule) != last.rule {
					last = fate{string(d), string(rule), false}
					r.checkRule(last, b.Vec[0].I64[i])
				}
				if err := r.claim(b.Vec[0].I64[i], last); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// checkRule holds a disposition against the rule table.
func (r *run) checkRule(v fate, row int64) {
	if v.rule == "" && v.disposition == loaded {
		return
	}
	if rule := r.Mappings.Rule(v.rule); rule == nil || rule.Disposition != v.disposition {
		r.breaks.add(rowBreak("", row, "unknown-rule"))
	}
}

func (r *run) readExcluded(ctx context.Context) error {
	paths, err := parts(r.staged("excluded"))
	if err != nil {
		return err
	}
	return table.Scan(ctx, paths, []string{"row_id", "rule", "organisation_guid"}, func(b *table.Batch) error {
		for i := range b.N {
			row := b.Vec[0].I64[i]
			v := fate{excluded, string(b.Vec[1].Text.At(i)), true}
			r.checkRule(v, row)
			if err := r.claim(row, v); err != nil {
				return err
			}
			if a := r.account(row, b.Vec[2].GUID[i]); a != nil {
				a.Excluded++
			}
		}
		return nil
	})
}

func (r *run) readQuarantine(ctx context.Context) error {
	paths, err := parts(r.staged("quarantine"))
	if err != nil {
		return err
	}
	columns := []string{"row_id", "entity", "rule", "organisation_guid", "patient_guid", "offset", "length"}
	return table.Scan(ctx, paths, columns, func(b *table.Batch) error {
		for i := range b.N {
			q := quarantinedRow{
				row: b.Vec[0].I64[i], entity: string(b.Vec[1].Text.At(i)), rule: string(b.Vec[2].Text.At(i)),
				org: b.Vec[3].GUID[i], patient: b.Vec[4].GUID[i], offset: b.Vec[5].I64[i], bytes: b.Vec[6].I64[i],
			}
			v := fate{quarantined, q.rule, true}
			r.checkRule(v, q.row)
			if err := r.claim(q.row, v); err != nil {
				return err
			}
			r.quarantine = append(r.quarantine, q)
			r.counts["quarantine."+q.rule]++
			if a := r.account(q.row, q.org); a != nil {
				a.Quarantined++
			}
		}
		return nil
	})
}

// account is the line of the rows equation that a row belongs to, nil where its
// id is no record.
func (r *run) account(row int64, org chis.GUID) *ledger.Account {
	f := r.in.file(row)
	if f == nil {
		return nil
	}
	k := accountKey{r.in.sources[f.source], noOrganisation, f.name}
	if f.entity != nil && !f.entity.Reference && !org.IsZero() {
		k.organisation = org.String()
	}
	if r.accounts[k] == nil {
		r.accounts[k] = &ledger.Account{Source: k.source, Organisation: k.organisation, Entity: k.entity}
	}
	return r.accounts[k]
}

const noOrganisation = "-"

// readStagedRows notes which records are staged and adds their fates to the
// accounts.
func (r *run) readStagedRows(ctx context.Context) error {
	for _, e := range r.Mappings.Entities() {
		if !e.Migrated {
			continue
		}
		columns := []string{"row_id"}
		if !e.Reference {
			columns = append(columns, e.Columns[e.Organisation].Name)
		}
		paths, err := parts(r.staged(e.Name))
		if err != nil {
			return err
		}
		err = table.Scan(ctx, paths, columns, func(b *table.Batch) error {
			r.stagedBatch(e.Name, b)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *run) stagedBatch(entity string, b *table.Batch) {
	var a *ledger.Account
	var org chis.GUID
	var file int64 = -1
	for i, row := range b.Vec[0].I64 {
		n, ok := r.in.ordinal(row)
		if !ok || r.in.file(row).name != entity {
			r.breaks.add(rowBreak(entity, row, "staged-and-no-record"))
			continue
		}
		if r.fates.staged[n/64]&(1<<(n%64)) != 0 {
			r.breaks.add(rowBreak(entity, row, "staged-twice"))
			continue
		}
		r.fates.staged[n/64] |= 1 << (n % 64)
		var o chis.GUID
		if len(b.Vec) > 1 {
			o = b.Vec[1].GUID[i]
		}
		if a == nil || o != org || row>>recordBits != file {
			a, org, file = r.account(row, o), o, row>>recordBits
		}
		addFate(a, r.fates.fates[r.fates.of[n]].disposition)
	}
}

func addFate(a *ledger.Account, disposition string) {
	switch disposition {
	case loaded:
		a.Loaded++
	case merged:
		a.Merged++
	case superseded:
		a.Superseded++
	case excluded:
		a.Excluded++
	}
}

// countNotMigrated accounts for the files that are counted and no more.
func (r *run) countNotMigrated() {
	for i := range r.in.files {
		f := &r.in.files[i]
		if f.migrated || f.records == 0 {
			continue
		}
		a := r.account(f.number<<recordBits|1, chis.GUID{})
		a.Excluded += f.records
	}
}

// proveRows walks over every record of every file: staged with a disposition of
// the second stage, or left out by the first, and nothing else.
func (r *run) proveRows() {
	for i := range r.in.files {
		f := &r.in.files[i]
		if !f.migrated {
			continue
		}
		for n := f.base; n < f.base+f.records; n++ {
			staged := r.fates.staged[n/64]&(1<<(n%64)) != 0
			v := &r.fates.fates[r.fates.of[n]]
			row := f.number<<recordBits | (n - f.base + 1)
			switch {
			case v.disposition == "":
				r.breaks.add(rowBreak(f.name, row, "no-fate"))
			case staged && v.extract:
				r.breaks.add(rowBreak(f.name, row, "staged-and-"+v.disposition))
			case !staged && !v.extract:
				r.breaks.add(rowBreak(f.name, row, "disposed-and-not-staged"))
			}
		}
	}
	r.outcomes.compared(checkRows, r.in.total)
	staged := 0
	for _, w := range r.fates.staged {
		staged += bits.OnesCount64(w)
	}
	r.counts["rows.staged"] = int64(staged)
}

// compareAccounts closes the accounts and holds them against those that
// transform left.
func (r *run) compareAccounts() {
	for k, a := range r.accounts {
		a.Read = a.Sum()
		if r.accounts[k].Read == 0 {
			delete(r.accounts, k)
		}
	}
	theirs := map[accountKey]ledger.Account{}
	for _, a := range r.in.transform.Content.Accounting {
		theirs[accountKey{a.Source, a.Organisation, a.Entity}] = a
	}
	for k, a := range r.accounts {
		if theirs[k] != *a {
			r.breaks.add(rowBreak(k.entity, table.NullInt64, "account-differs"))
		}
	}
	for k, a := range theirs {
		if r.accounts[k] == nil && a.Read != 0 {
			r.breaks.add(rowBreak(k.entity, table.NullInt64, "account-of-no-rows"))
		}
	}
}

// accounting is the rows equation, in order.
func (r *run) accounting() []ledger.Account {
	all := make([]ledger.Account, 0, len(r.accounts))
	for _, a := range r.accounts {
		all = append(all, *a)
	}
	slices.SortFunc(all, func(a, b ledger.Account) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Organisation, b.Organisation), cmp.Compare(a.Entity, b.Entity))
	})
	return all
}

const million = 1_000_000

// ppm is part of whole in parts per million, rounded up: nothing is lost below
// one part.
func ppm(part, whole int64) int64 {
	if part == 0 {
		return 0
	}
	return (part*million + whole - 1) / whole
}

// unreadableRules are those that say that bytes could not be read as records.
var unreadableRules = []string{"quote-error", "xml-error", "truncated", "too-large", "nul-byte", "invalid-utf8"}

func (r *run) judgeQuarantine() {
	read, held := map[string]int64{}, map[string]int64{}
	for _, a := range r.accounts {
		read[a.Entity] += a.Read
		held[a.Entity] += a.Quarantined
	}
	limit := r.Mappings.Tolerance("quarantine")
	worst, patients, unreadable := int64(0), held["patient"], int64(0)
	var over []string
	for _, e := range r.Mappings.Entities() {
		share := ppm(held[e.Name], max(read[e.Name], 1))
		worst = max(worst, share)
		if share > limit.Value {
			over = append(over, e.Name)
		}
	}
	for i := range r.quarantine {
		if slices.Contains(unreadableRules, r.quarantine[i].rule) {
			unreadable++
			r.breaks.add(Break{checkUnreadable, r.quarantine[i].entity, table.NullInt64, r.quarantine[i].row, "", r.quarantine[i].rule})
		}
	}
	detail := ""
	if len(over) > 0 {
		detail = "over the limit: " + strings.Join(over, ", ")
	}
	if patients > r.Mappings.Tolerance("quarantine-patient").Value {
		over = append(over, "patient")
		detail = strings.TrimPrefix(detail+fmt.Sprintf("; %d patient rows in quarantine", patients), "; ")
	}
	r.outcomes.set(checkQuarantine, worst, len(over) > 0, detail)
	r.outcomes.compared(checkQuarantine, int64(len(r.quarantine)))
	r.outcomes.compared(checkUnreadable, r.in.total)
	r.counts["quarantine.rows"] = int64(len(r.quarantine))
	r.counts["quarantine.unreadable"] = unreadable
}
