package transform

import (
	"context"
	"path/filepath"
	"sync"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// refCells are the columns of a used reference row, copied for writing.
type refCells struct {
	i     int32 // of the standing rows
	row   int64
	cells *table.Batch // one row, all columns
}

// usedCells reads the content of the used rows of an entity again, in the order
// of ids.
func (t *run) usedCells(ctx context.Context, ref *reference) ([]refCells, error) {
	wanted := map[int64]int{}
	var found []refCells
	for i := range ref.rows {
		if ref.used[i].Load() {
			wanted[ref.rows[i].row] = len(found)
			found = append(found, refCells{i: int32(i), row: ref.rows[i].row})
		}
	}
	var mu sync.Mutex
	err := t.in.scan(ctx, ref.entity.Name, t.workers, nil, func(_ int, b *table.Batch) error {
		mu.Lock()
		defer mu.Unlock()
		for i := range b.N {
			if at, ok := wanted[b.Vec[0].I64[i]]; ok {
				found[at].cells = copyRow(b, i)
			}
		}
		return nil
	})
	return found, err
}

func copyRow(b *table.Batch, i int) *table.Batch {
	c := table.NewBatch(b.Schema(), 1)
	appendRow(c, b, i)
	return c
}

// writeReferences writes every table that reference rows make, settles the fate
// of each of them and leaves its lineage.
func (t *run) writeReferences(ctx context.Context) error {
	sink := t.lineage.Sink()
	out := &lineageSink{t: t, sink: sink}
	for _, ref := range t.refs {
		write := t.writeReference
		switch ref {
		case t.sharing:
			continue // with the organisations
		case t.orgs:
			write = t.writeOrganisations
		case t.codes:
			write = t.writeCodes
		}
		if err := write(ctx, ref, out); err != nil {
			return err
		}
	}
	return sink.Flush()
}

// writeReference writes a table whose every column is taken from one of the
// source as it is, as target.csv says.
func (t *run) writeReference(ctx context.Context, ref *reference, out *lineageSink) error {
	cells, err := t.usedCells(ctx, ref)
	if err != nil {
		return err
	}
	if err := t.settleReference(ref, ref.table.Name, out); err != nil {
		return err
	}
	b := table.NewBatch(t.schemas[ref.table.Name], batchRows)
	for _, c := range cells {
		a := appender{b: b}
		a.int(ref.id[c.i])
		for k := 1; k < len(ref.table.Columns); k++ {
			t.plainCell(&a, ref, &ref.table.Columns[k], c)
		}
		a.end()
	}
	return t.writeTable(ref.table.Name, b)
}

// plainCell appends one column of such a table.
func (t *run) plainCell(a *appender, ref *reference, c *mappings.TargetColumn, cells refCells) {
	r := &ref.rows[cells.i]
	from, plain := c.Plain()
	switch {
	case c.Kind == mappings.TargetRow:
		a.int(cells.row)
	case c.DerivedFrom == "file.source":
		a.text(t.in.sources[r.source])
	case c.DerivedFrom == "rule:withdrawn-reference":
		a.bool(r.withdrawn)
	case !plain:
		panic("transform: column " + c.Name + " of " + ref.table.Name + " is taken from no one column")
	case c.Kind == mappings.TargetRef:
		a.int(t.linkID(ref, r, from.Column))
	default:
		column := from.Entity.Columns[from.Column]
		copyCell(a, column.Kind, &cells.cells.Vec[cells.cells.Schema().Index(column.Name)])
	}
}

// copyCell appends a staged cell in the form of the target.
func copyCell(a *appender, kind mappings.ColumnKind, v *table.Vector) {
	switch text := a.b.Schema()[a.c].Kind == table.Text; {
	case kind == mappings.KindGUID:
		a.guid(v.GUID[0])
	case kind == mappings.KindTime && text:
		a.text(chis.TimeOfDay(v.I32[0]).String())
	case v.I32 != nil:
		a.flag(v.I32[0])
	case v.I64 != nil && text:
		a.bytes(appendInt(nil, v.I64[0]))
	case v.I64 != nil:
		a.int(v.I64[0])
	default:
		a.bytes(v.Text.At(0))
	}
}

// unusedFate is what becomes of a standing row that no loaded row names.
func unusedFate(r *refRow) fate {
	if r.withdrawn {
		return supersededWithdrawn
	}
	return excludedUnused
}

// settleReference gives the rows of a reference entity their fate: used ones are
// loaded, versions that repeat them are merged into them, the rest is superseded
// or unused.
func (t *run) settleReference(ref *reference, tableName string, out *lineageSink) error {
	for i := range ref.rows {
		if !ref.used[i].Load() {
			t.fates.set(ref.rows[i].row, unusedFate(&ref.rows[i]))
			continue
		}
		t.fates.set(ref.rows[i].row, loaded)
		if err := out.add(ref.rows[i].row, tableName, ref.id[i], true); err != nil {
			return err
		}
	}
	for k := range ref.others {
		o := &ref.others[k]
		i := ref.index[o.refKey]
		switch stands := &ref.rows[i]; {
		case stands.withdrawn && !ref.used[i].Load():
			t.fates.set(o.row, supersededWithdrawn)
		case o.digest != stands.digest:
			t.fates.set(o.row, supersededOlder)
		case !ref.used[i].Load():
			t.fates.set(o.row, excludedUnused)
		default:
			t.fates.set(o.row, mergedRepeat)
			if err := out.merge(o.row, tableName, ref.id[i], reasonRepeat); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *run) writeCodes(ctx context.Context, _ *reference, out *lineageSink) error {
	cells, err := t.usedCells(ctx, t.codes)
	if err != nil {
		return err
	}
	if err := t.settleReference(t.codes, "clinical_code", out); err != nil {
		return err
	}
	b := table.NewBatch(t.schemas["clinical_code"], batchRows)
	for _, c := range cells {
		at := func(name string) int { return c.cells.Schema().Index(name) }
		source := t.in.file(c.row).source
		id := c.cells.Vec[at("code_id")].I64[0]
		i := t.codes.findCode(source, id)
		known := &t.codes.rows[i].code
		a := appender{b: b}
		a.int(t.codes.target(i))
		a.text(t.in.sources[source])
		a.int(id)
		a.bytes(textAt(c.cells, at("term"), 0))
		a.bytes(textAt(c.cells, at("read_term_id"), 0))
		a.bytes(textAt(c.cells, at("snomed_ct_concept_id"), 0))
		a.bytes(textAt(c.cells, at("snomed_ct_description_id"), 0))
		a.bytes(textAt(c.cells, at("emis_code_category_description"), 0))
		a.text(known.System)
		a.text(known.Code)
		a.text(known.Class)
		a.text(known.kindWord())
		a.text(known.State)
		a.text(known.Damage.String())
		a.int(c.row)
		a.end()
	}
	return t.writeTable("clinical_code", b)
}

// writeTable writes a table that is complete in one batch, in the order of ids.
func (t *run) writeTable(name string, b *table.Batch) error {
	f, err := t.out.create(filepath.Join(name, "new.parquet"), b.Schema())
	if err != nil {
		return err
	}
	sorted := table.NewBatch(b.Schema(), max(b.N, 1))
	for _, i := range sortedBy(b.Vec[0].I64) {
		appendRow(sorted, b, int(i))
	}
	mutateBatch(name, sorted)
	if err := f.write(sorted); err != nil {
		return err
	}
	return f.close()
}
