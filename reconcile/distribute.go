package reconcile

import (
	"context"
	"path/filepath"

	"lollipop/internal/chis"
	"lollipop/internal/spill"
	"lollipop/internal/table"
)

// lineage walks over the lineage beside staged rows, both in the order of row ids.
type lineage struct {
	r     *table.Reader
	b     *table.Batch
	i     int
	taken int64 // links handed out
	links []rawLink
	names map[string]uint8
}

func (r *run) openLineage() (*lineage, error) {
	paths, err := parts(filepath.Join(r.in.transformDir, "lineage"))
	if err != nil || len(paths) == 0 {
		return nil, err
	}
	reader, err := table.OpenSequence(paths, "row_id", "table", "id", "role")
	if err != nil {
		return nil, err
	}
	return &lineage{r: reader, b: table.NewBatch(reader.Schema(), batchRows), names: r.tableNumber}, nil
}

func (l *lineage) close() {
	if l != nil {
		_ = l.r.Close() // read only
	}
}

// seek goes to the first link of a row or of one after it.
func (l *lineage) seek(row int64) error {
	if l == nil {
		return nil
	}
	if err := l.r.SeekTo(row); err != nil {
		return err
	}
	l.i = 0
	return next(l.r, l.b)
}

// unknownTable is the table of a link whose name is none of the target's.
const unknownTable = 255

// take is the links of the row, which lies at or after the last one asked for.
// They are valid until the next call.
func (l *lineage) take(row int64) ([]rawLink, error) {
	if l == nil {
		return nil, nil
	}
	l.links = l.links[:0]
	for l.b.N > 0 {
		if l.i == l.b.N {
			l.i = 0
			if err := next(l.r, l.b); err != nil {
				return nil, err
			}
			continue
		}
		at := l.b.Vec[0].I64[l.i]
		if at > row {
			break
		}
		if at == row {
			n, ok := l.names[string(l.b.Vec[1].Text.At(l.i))]
			if !ok {
				n = unknownTable
			}
			l.links = append(l.links, rawLink{l.b.Vec[2].I64[l.i], n, l.b.Vec[3].I32[l.i] == 1})
		}
		l.i++
	}
	l.taken += int64(len(l.links))
	return l.links, nil
}

// distributor sends the staged rows of one worker to the partitions of their
// children.
type distributor struct {
	*run
	sink    *spill.Sink
	finder  finder
	lineage *lineage
	buf     []byte
	hidden  map[chis.GUID]bool // items of observations whose code protects
	spoken  map[int64]chis.Antigens
}

// distributeSources sends every staged row of a person record, with its lineage,
// to the partition of its child.
func (r *run) distributeSources(ctx context.Context) error {
	r.findWaitingPairs()
	var work []sourcePart
	for e := range entityCount {
		paths, err := parts(r.staged(entityNames[e]))
		if err != nil {
			return err
		}
		for _, p := range paths {
			work = append(work, sourcePart{e, p})
		}
	}
	all := make([]*distributor, r.Workers)
	for w := range all {
		l, err := r.openLineage()
		if err != nil {
			return err
		}
		defer l.close()
		all[w] = &distributor{run: r, sink: r.store.Sink(), finder: finder{people: r.people}, lineage: l, hidden: map[chis.GUID]bool{}, spoken: map[int64]chis.Antigens{}}
	}
	err := each(ctx, r.Workers, len(work), func(ctx context.Context, w, i int) error { return all[w].part(ctx, work[i]) })
	if err != nil {
		return err
	}
	for _, d := range all {
		if err := d.sink.Flush(); err != nil {
			return err
		}
		for item := range d.hidden {
			r.hidden[item] = true
		}
		for child, about := range d.spoken {
			r.waitingPairs.spoken[child] |= about
		}
		if d.lineage != nil {
			r.linksTaken += d.lineage.taken
		}
	}
	r.settleWaitingPairs()
	return nil
}

type sourcePart struct {
	entity entity
	path   string
}

func (d *distributor) part(ctx context.Context, p sourcePart) error {
	first := true
	return scanFile(ctx, p.path, sourceColumns[p.entity], func(b *table.Batch) error {
		if first {
			first = false
			if err := d.lineage.seek(b.Vec[0].I64[0]); err != nil {
				return err
			}
		}
		for i := range b.N {
			if err := d.row(p.entity, b, i); err != nil {
				return err
			}
		}
		return nil
	})
}

// codeColumn is the place of code_id, and itemColumn that of the row's own GUID,
// in the columns of observations; dueCodeColumn that of entries of the Diary and of
// prescriptions.
const (
	itemColumn    = 6
	codeColumn    = 9
	dueCodeColumn = 8
)

func (d *distributor) row(e entity, b *table.Batch, i int) error {
	row := b.Vec[0].I64[i]
	links, err := d.lineage.take(row)
	if err != nil {
		return err
	}
	f := d.in.file(row)
	if f == nil {
		return nil // settleRows has said so
	}
	if e == entitySlot && chis.GUID(b.Vec[2].GUID[i]).IsZero() {
		if len(links) > 0 {
			d.breaks.add(Break{checkTarget, entityNames[e], nullID, row, "", "excluded-with-lineage"})
		}
		return nil // settleSlots has judged it
	}
	person := d.finder.find(f.source, b.Vec[1].GUID[i], b.Vec[2].GUID[i])
	child := int64(0)
	if person >= 0 {
		child = d.people.list[person].child
	}
	if child == 0 {
		d.orphan(e, row, isDelete(e, b, i), links)
		return nil
	}
	if e == entityObservation {
		if m := d.meanings[f.source][b.Vec[codeColumn].I64[i]]; m != nil && m.kind() == kindProtection {
			d.hidden[b.Vec[itemColumn].GUID[i]] = true
		}
	}
	if d.people.list[person].has(inWaitingPair) {
		d.listen(e, f.source, child, b, i)
	}
	d.buf = encodeSource(d.buf[:0], e, person, d.became(e, row), links, b, i)
	return d.sink.Append(d.partitionOf(child), d.buf)
}

// orphan judges a row whose person is no child of the target: only the delete
// row of a patient that was never sent otherwise may be one.
func (d *distributor) orphan(e entity, row int64, deleted bool, links []rawLink) {
	v := d.fate(row)
	if e == entityPatient && deleted && v.disposition == excluded && (v.rule == ruleDelete || v.rule == ruleDisabled) && len(links) == 0 {
		return
	}
	d.breaks.add(Break{checkValues, entityNames[e], table.NullInt64, row, "child_id", "row-of-no-child"})
}

// findProtected learns which person records a live code protects. Only the few
// items that ever carried such a code are looked at again, in all their versions.
func (r *run) findProtected(ctx context.Context) error {
	if len(r.hidden) == 0 {
		return nil
	}
	type version struct {
		order
		protects, deleted bool
	}
	type key struct {
		person int32
		item   chis.GUID
	}
	latest := map[key]version{}
	find := finder{people: r.people}
	paths, err := parts(r.staged("observation"))
	if err != nil {
		return err
	}
	columns := []string{"row_id", "observation_guid", "organisation_guid", "patient_guid", "processing_id", "deleted", "code_id"}
	err = table.Scan(ctx, paths, columns, func(b *table.Batch) error {
		for i, item := range b.Vec[1].GUID {
			if !r.hidden[item] {
				continue
			}
			f := r.in.file(b.Vec[0].I64[i])
			k := key{find.find(f.source, b.Vec[2].GUID[i], b.Vec[3].GUID[i]), item}
			v := version{order: order{b.Vec[4].I64[i], b.Vec[0].I64[i], f.batch}, deleted: b.Vec[5].I32[i] == 1}
			m := r.meanings[f.source][b.Vec[6].I64[i]]
			v.protects = m != nil && m.kind() == kindProtection
			if k.person < 0 || v.deleted && r.people.list[k.person].child != 0 && r.disabled(r.people.orgList[r.people.keys[k.person].org]) {
				continue
			}
			if old, ok := latest[k]; !ok || v.compare(old.order) > 0 {
				latest[k] = v
			}
		}
		return nil
	})
	for k, v := range latest {
		if v.protects && !v.deleted {
			r.people.list[k.person].is |= protectCode
		}
	}
	return err
}
