package explain

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

// key is the key of a patient in one source.
type key struct {
	source                string
	organisation, patient [16]byte
}

// rowsOf finds every row under the keys of some person records: staged ones, and
// those in quarantine whose key could be read. Rows that extract left out bear
// no key any more.
func (w *work) rowsOf(ctx context.Context, persons []person) ([]Row, error) {
	keys := map[key]bool{}
	for _, p := range persons {
		keys[key{p.source, p.organisation, p.patient}] = true
	}
	var rows []Row
	take := func(b *table.Batch, i int) {
		id := b.Vec[0].I64[i]
		f := w.files[id>>fileShift]
		if keys[key{f.source, b.Vec[3].GUID[i], b.Vec[4].GUID[i]}] {
			rows = append(rows, w.row(id, b.Vec[1].I64[i], b.Vec[2].I64[i]))
		}
	}
	columns := []string{"row_id", "line", "offset", "organisation_guid", "patient_guid"}
	for _, e := range w.Mappings.Entities() {
		err := eachRow(ctx, w.ofSources(e.Name, persons), columns, take)
		if errors.Is(err, table.ErrNoColumn) {
			continue // of no patient
		}
		if err != nil {
			return nil, err
		}
	}
	err := eachRow(ctx, w.Work.Glob("*.parquet", ledger.Extract, "quarantine"), append(columns, "entity", "rule"), func(b *table.Batch, i int) {
		before := len(rows)
		if take(b, i); len(rows) > before {
			r := &rows[before]
			r.Entity, r.Disposition, r.Rule = string(b.Vec[5].Text.At(i)), "quarantined", string(b.Vec[6].Text.At(i))
		}
	})
	slices.SortFunc(rows, func(a, b Row) int { return cmp.Compare(a.ID, b.ID) })
	return rows, err
}

// ofSources are the staged files of an entity that come from the sources of some
// person records.
func (w *work) ofSources(entity string, persons []person) []string {
	return slices.DeleteFunc(w.Work.Glob("*.parquet", ledger.Extract, entity), func(path string) bool {
		number, _, _ := strings.Cut(filepath.Base(path), "-")
		file, err := strconv.ParseInt(number, 10, 64)
		return err != nil || !slices.ContainsFunc(persons, func(p person) bool { return p.source == w.files[file].source })
	})
}

func (w *work) row(id, line, offset int64) Row {
	f := w.files[id>>fileShift]
	return Row{
		ID: id, Source: f.source, Entity: f.entity, File: f.path,
		Record: id & (1<<fileShift - 1), Line: line, Offset: offset,
	}
}

// follow says of each row what became of it and what it made.
func (w *work) follow(ctx context.Context, c *Child) error {
	at, byFile, all := map[int64]*Row{}, map[int64][]int64{}, []int64{}
	for i := range c.Rows {
		id := c.Rows[i].ID
		at[id] = &c.Rows[i]
		byFile[id>>fileShift] = append(byFile[id>>fileShift], id)
		all = append(all, id)
	}
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		paths := w.Work.Glob(strconv.FormatInt(file+1e5, 10)[1:]+".parquet", ledger.Transform, "disposition")
		err := w.at(ctx, paths, []string{"row_id", "disposition", "rule"}, byFile[file], func(b *table.Batch, i int) {
			r := at[b.Vec[0].I64[i]]
			r.Disposition, r.Rule = string(b.Vec[1].Text.At(i)), string(b.Vec[2].Text.At(i))
		})
		if err != nil {
			return err
		}
	}
	lineage := w.Work.Glob("*.parquet", ledger.Transform, "lineage")
	err := w.at(ctx, lineage, []string{"row_id", "table", "id", "role"}, all, func(b *table.Batch, i int) {
		r := at[b.Vec[0].I64[i]]
		r.Made = append(r.Made, Made{Table: string(b.Vec[1].Text.At(i)), ID: b.Vec[2].I64[i], Primary: b.Vec[3].I32[i] == 1})
	})
	if err != nil {
		return err
	}
	return errors.Join(w.merges(ctx, at), w.setAside(ctx, c, at), w.twins(ctx, c))
}

// merges adds why a row was merged into another's target row.
func (w *work) merges(ctx context.Context, at map[int64]*Row) error {
	path := []string{w.Work.Path(ledger.Transform, "merge.parquet")}
	return eachRow(ctx, path, []string{"table", "id", "row_id", "reason"}, func(b *table.Batch, i int) {
		r := at[b.Vec[2].I64[i]]
		if r == nil {
			return
		}
		for m := range r.Made {
			if made := &r.Made[m]; made.ID == b.Vec[1].I64[i] && made.Table == string(b.Vec[0].Text.At(i)) {
				made.Reason = string(b.Vec[3].Text.At(i))
			}
		}
	})
}

// setAside adds the fields that could not be used.
func (w *work) setAside(ctx context.Context, c *Child, at map[int64]*Row) error {
	paths := w.Work.Glob("*.parquet", ledger.Extract, "aside")
	return eachRow(ctx, paths, []string{"row_id", "column", "rule", "original"}, func(b *table.Batch, i int) {
		if r := at[b.Vec[0].I64[i]]; r != nil {
			a := Aside{Column: string(b.Vec[1].Text.At(i)), Rule: string(b.Vec[2].Text.At(i))}
			if w.Identifiable && !c.Restricted {
				a.Original = string(b.Vec[3].Text.At(i))
			}
			r.Aside = append(r.Aside, a)
		}
	})
}

// twins marks the target rows that stand in restricted tables, and takes back
// what was set aside of the rows that made them.
func (w *work) twins(ctx context.Context, c *Child) error {
	type target struct {
		table string
		id    int64
	}
	hidden := map[target]bool{}
	for _, t := range w.Mappings.Tables() {
		if t.Name == "child" {
			hidden[target{t.Name, c.ID}] = c.Restricted
			continue
		}
		if t.Column("child_id") < 0 {
			continue
		}
		err := w.scan(ctx, "restricted_"+t.Name, []string{"child_id", "id"}, func(b *table.Batch, i int) {
			if b.Vec[0].I64[i] == c.ID {
				hidden[target{t.Name, b.Vec[1].I64[i]}] = true
			}
		})
		if err != nil {
			return err
		}
	}
	for i := range c.Rows {
		r := &c.Rows[i]
		open := len(r.Made) > 0 // of a row that made nothing, nobody knows
		for m := range r.Made {
			made := &r.Made[m]
			made.Restricted = hidden[target{made.Table, made.ID}]
			open = open && !made.Restricted
		}
		for a := range r.Aside {
			if !open {
				r.Aside[a].Original = ""
			}
		}
	}
	return nil
}
