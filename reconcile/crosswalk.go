package reconcile

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

// earlier is what the rehearsal before gave to the person records of this one.
type earlier struct {
	child   map[int32]int64 // id of its child, by person
	retired map[int32]int64
	last    int64 // highest id of a child ever given
}

func crosswalkBreak(id, row int64, kind string) Break {
	return Break{checkCrosswalk, tableCrosswalk, id, row, "", kind}
}

// judgeCrosswalk holds the crosswalks of transform against the staged rows, the
// target and the rehearsal before: later rehearsals stand on them.
func (r *run) judgeCrosswalk(ctx context.Context) error {
	before, err := r.readEarlier(ctx)
	if err != nil {
		return err
	}
	if err := r.judgePersons(ctx); err != nil {
		return err
	}
	if before != nil {
		r.judgeIDs(before)
	}
	return r.judgeEventCrosswalk(ctx)
}

// judgePersons: every staged person record stands once in the crosswalk, with
// the child that the target has for it.
func (r *run) judgePersons(ctx context.Context) error {
	seen := make([]bool, len(r.people.list))
	columns := []string{"source", "organisation_guid", "patient_guid", "child_id", "row_id"}
	err := scanFile(ctx, filepath.Join(r.in.transformDir, "crosswalk.parquet"), columns, func(b *table.Batch) error {
		r.outcomes.compared(checkCrosswalk, int64(b.N))
		for i := range b.N {
			n := r.personNamed(b.Vec[0].Text.At(i), b.Vec[1].GUID[i], b.Vec[2].GUID[i])
			child, row := b.Vec[3].I64[i], b.Vec[4].I64[i]
			switch {
			case n < 0 || r.people.list[n].row != row:
				r.breaks.add(crosswalkBreak(child, row, "person-of-no-staged-row"))
			case seen[n]:
				r.breaks.add(crosswalkBreak(child, row, "person-twice"))
			case r.people.list[n].child != child:
				r.breaks.note(crosswalkBreak(child, row, "another-child-in-the-target"), r.people.list[n].restricted())
			}
			if n >= 0 {
				seen[n] = true
			}
		}
		return nil
	})
	for n := range seen {
		if p := &r.people.list[n]; p.row != 0 && !seen[n] {
			r.breaks.note(crosswalkBreak(nullID, p.row, "person-is-missing"), p.restricted())
		}
	}
	return err
}

func (r *run) personNamed(source []byte, org, patient chis.GUID) int32 {
	return r.people.find(int32(slices.Index(r.in.sources, string(source))), org, patient)
}

// ErrOtherRehearsal says that the earlier rehearsal is not the one whose ids
// transform kept.
var ErrOtherRehearsal = errors.New("the earlier rehearsal is not the one whose ids transform kept")

// readEarlier reads the crosswalk of the rehearsal whose ids were kept, nil where
// there was none or nobody says where it lies.
func (r *run) readEarlier(ctx context.Context) (*earlier, error) {
	root := r.in.transform.Content.Previous["rehearsal"]
	if root == "" {
		return nil, nil
	}
	if r.Previous == "" {
		r.outcomes.explain(checkCrosswalk, "not held against the rehearsal before: name its workspace with --previous")
		return nil, nil
	}
	work, err := ledger.View(r.Previous)
	if err != nil {
		return nil, fmt.Errorf("open the earlier rehearsal: %w", err)
	}
	m, err := work.ReadManifest(ledger.Transform)
	if err != nil {
		return nil, fmt.Errorf("open the earlier rehearsal: %w", err)
	}
	if m.Root != root {
		return nil, ErrOtherRehearsal
	}
	e := &earlier{map[int32]int64{}, map[int32]int64{}, m.Content.Counts["last_id.child"]}
	columns := []string{"source", "organisation_guid", "patient_guid", "child_id", "retired_id"}
	return e, scanFile(ctx, work.Path(ledger.Transform, "crosswalk.parquet"), columns, func(b *table.Batch) error {
		for i := range b.N {
			if n := r.personNamed(b.Vec[0].Text.At(i), b.Vec[1].GUID[i], b.Vec[2].GUID[i]); n >= 0 {
				e.child[n] = b.Vec[3].I64[i]
				if id := b.Vec[4].I64[i]; id != table.NullInt64 {
					e.retired[n] = id
				}
			}
		}
		return nil
	})
}

// judgeIDs holds the ids of children against those of the rehearsal before: a
// child keeps the lowest that no other child has, a new one comes after the
// highest ever given, and the id that a record lost is the one it had.
func (r *run) judgeIDs(before *earlier) {
	had, current := map[int64][]int64{}, map[int64]bool{} // old ids by child of now
	rows := map[int64]int64{}
	for _, e := range r.byRow {
		child := r.people.list[e.person].child
		current[child], rows[child] = true, e.row
		if old := before.child[e.person]; old != 0 {
			had[child] = append(had[child], old)
		}
	}
	for child := range current {
		kind := ""
		taken := func(old int64) bool { return old < child && !current[old] }
		switch {
		case slices.Contains(had[child], child) && slices.ContainsFunc(had[child], taken):
			kind = "a-lower-id-was-free"
		case slices.Contains(had[child], child):
		case child <= before.last:
			kind = "id-given-again"
		case slices.ContainsFunc(had[child], func(old int64) bool { return !current[old] }):
			kind = "id-not-kept"
		}
		if kind != "" {
			r.breaks.add(crosswalkBreak(child, rows[child], kind))
		}
	}
	for _, e := range r.byRow {
		old, child, want := before.child[e.person], r.people.list[e.person].child, int64(0)
		switch {
		case old == child:
			want = before.retired[e.person] // still merged, if it was
		case old != 0 && !current[old]:
			want = old
		}
		if r.retired[e.row] != want {
			r.breaks.add(crosswalkBreak(child, e.row, "retired-id-is-another"))
		}
	}
}

// linkSum is the order-free sum over the target rows of the events of a person
// record: those that lineage names and those of the event crosswalk must agree.
func linkSum(e entity, item chis.GUID, tab string, id int64, primary bool) uint64 {
	if e >= entityHistory {
		item = chis.GUID{} // rows without a key of their own: each stage makes one up of what they say
	}
	var buf [128]byte
	b := append(buf[:0], byte(e))
	b = append(append(b, item[:]...), tab...)
	b = strconv.AppendBool(append(strconv.AppendInt(append(b, '/'), id, 10), '/'), primary)
	h := uint64(14695981039346656037) // FNV-1a; that of hash/fnv makes b escape, some ten million times
	for _, ch := range b {
		h = (h ^ uint64(ch)) * 1099511628211
	}
	return h
}

// noteLinks adds the links of the standing events of a child to its records: the
// row that an event made, or was joined into. What it adds to the child, or to a
// problem or referral on it, is no home of its own; nor is the document that it
// names.
func (c *childCheck) noteLinks() {
	for _, e := range c.events {
		for _, l := range e.links {
			name := c.tableOf(l.table)
			if name == tableDocument {
				continue
			}
			joined := e.fate.disposition == merged && name != tableChild && name != tableProblem && name != tableReferral
			if l.primary || joined {
				c.linkSums[e.person] += linkSum(e.entity, e.item, name, l.id, l.primary)
			}
		}
	}
}

func (r *run) judgeEventCrosswalk(ctx context.Context) error {
	paths, err := parts(filepath.Join(r.in.transformDir, "event_crosswalk"))
	if err != nil {
		return err
	}
	columns := []string{"entity", "organisation_guid", "patient_guid", "item_guid", "source", "table", "id", "role"}
	err = table.Scan(ctx, paths, columns, func(b *table.Batch) error {
		r.outcomes.compared(checkCrosswalk, int64(b.N))
		for i := range b.N {
			n := r.personNamed(b.Vec[4].Text.At(i), b.Vec[1].GUID[i], b.Vec[2].GUID[i])
			e := slices.Index(entityNames[:], string(b.Vec[0].Text.At(i)))
			if n < 0 || e < 0 {
				r.unclaimed(checkCrosswalk, "event_crosswalk", b.Vec[6].I64[i], "", "event-of-no-staged-row", true) // whose it is, nobody can tell
				continue
			}
			r.linkSums[n] -= linkSum(entity(e), b.Vec[3].GUID[i], string(b.Vec[5].Text.At(i)), b.Vec[6].I64[i], b.Vec[7].I32[i] == 1)
		}
		return nil
	})
	for n, sum := range r.linkSums {
		if p := &r.people.list[n]; sum != 0 {
			r.breaks.note(Break{checkCrosswalk, "event_crosswalk", nullID, p.row, "", "events-of-a-record-differ-from-lineage"}, p.restricted())
		}
	}
	return err
}
