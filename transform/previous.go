package transform

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"lollipop/internal/ledger"
	"lollipop/internal/spill"
	"lollipop/internal/table"
)

// previous is an earlier rehearsal, whose ids this one keeps.
type previous struct {
	work     *ledger.Workspace
	manifest ledger.Manifest
	childOf  map[personKey]int64 // by the sources of this run
	retired  map[personKey]int64 // the id that a merge before this run retired
	store    *spill.Store        // old ids by the partition of the child they belong to now
}

// lastIDCount is the count of a manifest that holds the highest id ever given in
// a table: none is reused, also where its row is gone.
const lastIDCount = "last_id."

// openPrevious reads the crosswalk of the earlier rehearsal, where one is given.
func (t *run) openPrevious() error {
	t.lastIDs = map[string]int64{}
	if t.opts.Previous == "" {
		return nil
	}
	work, err := ledger.View(t.opts.Previous)
	if err != nil {
		return fmt.Errorf("open the earlier rehearsal: %w", err)
	}
	m, err := work.ReadManifest(ledger.Transform)
	if err != nil {
		return fmt.Errorf("open the earlier rehearsal: %w", err)
	}
	t.previous = &previous{work: work, manifest: m, childOf: map[personKey]int64{}, retired: map[personKey]int64{}}
	for name, n := range m.Content.Counts {
		if tab, ok := strings.CutPrefix(name, lastIDCount); ok {
			t.lastIDs[tab] = n
		}
	}
	columns := []string{"source", "organisation_guid", "patient_guid", "child_id", "retired_id"}
	return t.previous.each([]string{"crosswalk.parquet"}, columns, func(b *table.Batch) error {
		for i := range b.N {
			k := personKey{t.sourceNamed(b.Vec[0].Text.At(i)), b.Vec[1].GUID[i], b.Vec[2].GUID[i]}
			t.previous.childOf[k] = b.Vec[3].I64[i]
			if id := b.Vec[4].I64[i]; id != table.NullInt64 {
				t.previous.retired[k] = id
			}
		}
		return nil
	})
}

func (t *run) sourceNamed(name []byte) int32 {
	for i, s := range t.in.sources {
		if s == string(name) {
			return int32(i)
		}
	}
	return -1
}

// each yields the rows of files of the earlier rehearsal.
func (p *previous) each(files, columns []string, yield func(b *table.Batch) error) error {
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = p.work.Path(ledger.Transform, filepath.FromSlash(f))
	}
	r, err := table.OpenSequence(paths, columns...)
	if err != nil {
		return err
	}
	defer r.Close()
	b := table.NewBatch(r.Schema(), batchRows)
	for {
		err := r.Next(b)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := yield(b); err != nil {
			return err
		}
	}
}

// tableFiles are the files of a table and its twin, whatever their runs.
func (p *previous) tableFiles(name string) []string {
	var files []string
	for _, n := range []string{name, "restricted_" + name} {
		for _, run := range p.manifest.Content.Runs[n] {
			files = append(files, run...)
		}
	}
	return files
}

// numberChildren gives every child its id: the lowest that its records had
// before, else a new one after the highest ever given. Children are then put in
// the order of their ids.
func (t *run) numberChildren() {
	t.childIDs = make([]int64, t.children)
	t.retired = make([]int64, len(t.persons))
	if t.previous != nil {
		t.keepChildIDs()
	}
	last := t.lastIDs["child"]
	for i := range t.childIDs {
		if t.childIDs[i] == 0 {
			last++
			t.childIDs[i] = last
		}
	}
	t.lastIDs["child"] = last
	t.orderChildren()
}

func (t *run) keepChildIDs() {
	claimed := map[int64]bool{}
	for i := range t.persons { // in the order of source keys
		p := &t.persons[i]
		old := t.previous.childOf[p.personKey]
		if old == 0 || claimed[old] {
			continue
		}
		if now := t.childIDs[p.child]; now != 0 && now < old {
			continue
		} else if now != 0 {
			delete(claimed, now)
		}
		t.childIDs[p.child], claimed[old] = old, true
	}
	for i := range t.persons {
		t.retired[i] = t.retiredID(&t.persons[i], claimed)
		if t.retired[i] != 0 {
			t.counts.add("children.retired", 1)
		}
	}
}

// retiredID is the id that the child of a record had before a merge, of this run
// or an earlier one, 0 for none.
func (t *run) retiredID(p *person, claimed map[int64]bool) int64 {
	old := t.previous.childOf[p.personKey]
	switch {
	case old == 0:
		return 0
	case !claimed[old]:
		return old
	case old == t.childIDs[p.child]:
		return t.previous.retired[p.personKey] // still merged
	default:
		return 0 // came apart from a child that keeps the id
	}
}

// orderChildren renumbers children so that ordinals ascend with ids.
func (t *run) orderChildren() {
	order := sortedBy(t.childIDs)
	place := make([]int32, len(order))
	ids := make([]int64, len(order))
	for at, child := range order {
		place[child] = int32(at)
		ids[at] = t.childIDs[child]
	}
	t.childIDs = ids
	for i := range t.persons {
		t.persons[i].child = place[t.persons[i].child]
	}
}

// referenceIDs are the ids of a reference table in the earlier rehearsal, by the
// text of its key.
func (t *run) referenceIDs(name string, keyColumns ...string) (map[string]int64, error) {
	of := map[string]int64{}
	if t.previous == nil {
		return of, nil
	}
	err := t.previous.each(t.previous.tableFiles(name), append([]string{"id"}, keyColumns...), func(b *table.Batch) error {
		for i := range b.N {
			key := ""
			for c := range keyColumns {
				key += string(textAt(b, c+1, i)) + "|"
			}
			of[key] = b.Vec[0].I64[i]
		}
		return nil
	})
	if errors.Is(err, os.ErrNotExist) {
		return of, nil
	}
	return of, err
}
