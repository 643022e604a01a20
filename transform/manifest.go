package transform

import (
	"cmp"
	"context"
	"maps"
	"path"
	"slices"
	"sync"

	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

// counter holds named counts; any goroutine may add.
type counter struct {
	mu sync.Mutex
	of map[string]int64
}

func newCounter() *counter { return &counter{of: map[string]int64{}} }

func (c *counter) add(name string, n int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.of[name] += n
}

var (
	pairSchema = table.Schema{
		{Name: "row_a", Kind: table.Int64},
		{Name: "row_b", Kind: table.Int64},
		{Name: "outcome", Kind: table.Text},
		{Name: "rule", Kind: table.Text},
		{Name: "child_a", Kind: table.Int64},
		{Name: "child_b", Kind: table.Int64},
		{Name: "score", Kind: table.Int64},
		{Name: "levels", Kind: table.Text},
	}
	crosswalkSchema = table.Schema{
		{Name: "source", Kind: table.Text},
		{Name: "organisation_guid", Kind: table.GUID},
		{Name: "patient_guid", Kind: table.GUID},
		{Name: "child_id", Kind: table.Int64},
		{Name: "row_id", Kind: table.Int64},
		{Name: "retired_id", Kind: table.Int64},
		{Name: "restricted", Kind: table.Int32},
	}
)

// writePersons writes the decisions about pairs and the crosswalk of persons.
func (t *run) writePersons() error {
	b := table.NewBatch(pairSchema, len(t.pairs)+1)
	for _, p := range t.pairs {
		a := appender{b: b}
		a.int(p.rowA)
		a.int(p.rowB)
		a.text(p.outcome)
		a.text(p.rule)
		a.int(p.childA)
		a.int(p.childB)
		a.int(p.score)
		a.text(p.levels)
		a.end()
	}
	if err := t.writeSingle("pair.parquet", b); err != nil {
		return err
	}
	b = table.NewBatch(crosswalkSchema, len(t.persons)+1)
	restricted := t.restrictedChildren()
	for i := range t.persons {
		p := &t.persons[i]
		a := appender{b: b}
		a.text(t.in.sources[p.source])
		a.vec().GUID = append(b.Vec[1].GUID, p.org)
		a.vec().GUID = append(b.Vec[2].GUID, p.patient)
		a.int(t.childIDs[p.child])
		a.int(p.row)
		a.int(nullZero(t.retired[i]))
		a.bool(restricted[p.child])
		a.end()
	}
	return t.writeSingle("crosswalk.parquet", b)
}

func (t *run) restrictedChildren() []bool {
	of := make([]bool, t.children)
	for i := range t.persons {
		if t.persons[i].restricted() {
			of[t.persons[i].child] = true
		}
	}
	return of
}

func (t *run) writeSingle(rel string, b *table.Batch) error {
	f, err := t.out.create(rel, b.Schema())
	if err != nil {
		return err
	}
	mutateBatch(rel, b)
	if err := f.write(b); err != nil {
		return err
	}
	return f.close()
}

// complete writes the dispositions and the manifest, with the accounts of every
// row.
func (t *run) complete(ctx context.Context) (Summary, error) {
	accounts := t.openAccounts()
	if err := t.fates.write(t.out); err != nil {
		return Summary{}, err
	}
	if err := t.account(ctx, accounts); err != nil {
		return Summary{}, err
	}
	m, err := t.part.Complete(ctx, t.content(accounts))
	if err != nil {
		return Summary{}, err
	}
	return summaryOf(m), nil
}

// standing is the summary of a stage that stands as it is.
func standing(m ledger.Manifest) Summary {
	s := summaryOf(m)
	s.Fresh = true
	return s
}

func summaryOf(m ledger.Manifest) Summary {
	c := &m.Content
	s := Summary{
		Root: m.Root, Persons: c.Counts["persons"], Children: c.Counts["children"],
		Counts: c.Counts, Accounting: c.Accounting,
	}
	for _, f := range c.Outputs {
		if _, ok := c.Runs[path.Dir(f.Path)]; ok {
			s.Rows += f.Rows
		}
	}
	return s
}

// inputsContent is what the stage is made from.
func (t *run) inputsContent() ledger.Content {
	previous := map[string]string{ledger.Extract: t.in.manifest.Root}
	if t.previous != nil {
		previous["rehearsal"] = t.previous.manifest.Root
	}
	return ledger.Content{
		Inputs: t.decisionFiles, Stage: ledger.Transform, Tool: t.opts.Tool, AsOf: t.in.asOf.String(),
		Config: maps.Clone(t.in.manifest.Content.Config), Mappings: t.maps.Hashes(), Previous: previous,
	}
}

func (t *run) content(accounts map[accountKey]*ledger.Account) ledger.Content {
	t.counts.add("persons", int64(len(t.persons)))
	t.counts.add("children", int64(t.children))
	for name, id := range t.lastIDs {
		t.counts.add(lastIDCount+name, id)
	}
	c := t.inputsContent()
	c.Outputs, c.Counts, c.Runs = t.out.files(), t.counts.of, map[string][][]string{}
	for _, f := range c.Outputs {
		if dir := path.Dir(f.Path); t.isTarget(dir) {
			c.Runs[dir] = append(c.Runs[dir], []string{f.Path}) // each file is a sorted run
		}
	}
	c.Accounting = inOrder(accounts)
	return c
}

func (t *run) isTarget(dir string) bool {
	const twin = "restricted_"
	if len(dir) > len(twin) && dir[:len(twin)] == twin {
		dir = dir[len(twin):]
	}
	_, ok := t.schemas[dir]
	return ok
}

// accountKey is one line of the rows equation.
type accountKey struct{ source, organisation, entity string }

func inOrder(accounts map[accountKey]*ledger.Account) []ledger.Account {
	var list []ledger.Account
	for _, a := range accounts {
		list = append(list, *a)
	}
	slices.SortFunc(list, func(a, b ledger.Account) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Organisation, b.Organisation), cmp.Compare(a.Entity, b.Entity))
	})
	return list
}

// openAccounts starts from the accounts of stage 1, in which what it staged is
// not yet disposed of.
func (t *run) openAccounts() map[accountKey]*ledger.Account {
	of := map[accountKey]*ledger.Account{}
	for _, a := range t.in.manifest.Content.Accounting {
		a.Loaded, a.Merged, a.Superseded = 0, 0, 0
		of[accountKey{a.Source, a.Organisation, a.Entity}] = &a
	}
	return of
}

// account adds the disposition of every staged row to the account of its source,
// organisation and entity, and fails where one does not close: a row would have
// vanished.
func (t *run) account(ctx context.Context, of map[accountKey]*ledger.Account) error {
	for _, e := range t.maps.Entities() {
		if !e.Migrated {
			continue
		}
		columns := []string{"row_id"}
		if !e.Reference {
			columns = append(columns, "organisation_guid")
		}
		var mu sync.Mutex
		err := t.in.scan(ctx, e.Name, t.workers, columns, func(_ int, b *table.Batch) error {
			mu.Lock()
			defer mu.Unlock()
			return t.accountBatch(of, e.Name, b)
		})
		if err != nil {
			return err
		}
	}
	for _, a := range inOrder(of) { // of several, the same one is named in every run
		if !a.Closes() {
			return &OpenAccountError{a}
		}
	}
	return nil
}

// nullZero is an id, NULL for none.
func nullZero(id int64) int64 {
	if id == 0 {
		return table.NullInt64
	}
	return id
}
