package transform

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/spill"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// eventVersion is one version of an event row, without its content.
type eventVersion struct {
	person  int32 // of a slot: -1 for nobody
	held    bool  // a booking that stage 1 did not stage: it has its place in the order and no fate
	owner   int32 // whose key it is: the person; of a slot, the organisation
	entity  entity
	deleted bool
	item    chis.GUID
	batch   int32
	uses    [maxUses]int32 // standing reference rows, as eventType.uses lists them; -1 none
	date    chis.Date      // full date of an observation, day of a state
	value   int32          // value of a birth order or number born, meaning of a state
	pid     int64
	row     int64
}

func (a *eventVersion) sameKey(b *eventVersion) bool {
	return a.owner == b.owner && a.entity == b.entity && a.item == b.item
}

func compareEventVersions(a, b eventVersion) int {
	return cmp.Or(compareBool(a.entity == entitySlot, b.entity == entitySlot), cmp.Compare(a.owner, b.owner), cmp.Compare(a.entity, b.entity), a.item.Compare(b.item),
		cmp.Compare(a.batch, b.batch), cmp.Compare(a.pid, b.pid), cmp.Compare(a.row, b.row))
}

// settleVersions decides which version of every event stands and gathers the
// evidence of the standing ones.
func (t *run) settleVersions(ctx context.Context) error {
	store, err := t.newStore("versions")
	if err != nil {
		return err
	}
	defer store.Remove() //nolint:errcheck // the stage's folder is removed or completed without it
	for e := range entityPatient {
		if err := t.spillVersions(ctx, e, store); err != nil {
			return err
		}
	}
	if err := t.spillHeld(ctx, store); err != nil {
		return err
	}
	if err := store.Finish(); err != nil {
		return err
	}
	memory := make([][]eventVersion, t.workers)
	return t.eachPartition(ctx, func(_ context.Context, w, p int) error { return t.settlePartition(store, p, &memory[w]) })
}

func (t *run) spillVersions(ctx context.Context, e entity, store *spill.Store) error {
	sinks := make([]*spill.Sink, t.workers)
	for w := range sinks {
		sinks[w] = store.Sink()
	}
	et := &t.eventTypes[e]
	err := t.in.scan(ctx, entityNames[e], t.workers, et.keys, func(w int, b *table.Batch) error {
		t.progress(int64(b.N))
		return t.spillVersionBatch(et, sinks[w], b)
	})
	if err != nil {
		return err
	}
	for _, s := range sinks {
		if err := s.Flush(); err != nil {
			return err
		}
	}
	return nil
}

func (t *run) spillVersionBatch(et *eventType, sink *spill.Sink, b *table.Batch) error {
	var buf [128]byte
	finder := personFinder{run: t}
	for i := range b.N {
		row := b.Vec[cellRow].I64[i]
		f := t.in.file(row)
		person := finder.find(f.source, b.Vec[cellOrganisation].GUID[i], b.Vec[cellPatient].GUID[i])
		if person < 0 && (et.entity != entitySlot || !chis.GUID(b.Vec[cellPatient].GUID[i]).IsZero()) {
			return fmt.Errorf("find patient of %s row in file %d, record %d: no patient row was staged",
				entityNames[et.entity], row>>recordBits, row&(1<<recordBits-1))
		}
		t.fates.stage(row)
		uses := t.usesOf(et, b, i, f.source)
		date, value := chis.Date(0), int32(0)
		switch et.entity {
		case entityObservation:
			date, value = t.versionEvidence(b, i, uses[0])
		case entityHistory:
			date = chis.Date(b.Vec[et.statusDay].I32[i])
			value = int32(t.maps.RegistrationStatus(string(b.Vec[et.status].Text.At(i))))
		}
		r := append(buf[:0], byte(et.entity))
		r = spill.PutBool(r, i32At(b, et.deleted, i) == 1)
		r = spill.PutVarint(r, int64(person))
		r = spill.PutGUID(r, itemOf(b, et.saidKeys, i))
		owner, partition := person, int(person)%t.partitions
		if et.entity == entitySlot {
			owner, partition = t.placeOf(f.source, b.Vec[cellOrganisation].GUID[i]), t.partitionOfSlot(b.Vec[cellItem].GUID[i])
		}
		r = spill.PutVarint(r, int64(owner))
		r = spill.PutUvarint(r, uint64(f.batch))
		r = spill.PutVarint(r, b.Vec[cellPID].I64[i])
		r = spill.PutUvarint(r, uint64(row))
		for k := range et.uses {
			r = spill.PutVarint(r, int64(uses[k]))
		}
		r = spill.PutUint32(r, uint32(date))
		r = spill.PutVarint(r, int64(value))
		if err := sink.Append(partition, r); err != nil {
			return err
		}
	}
	return nil
}

// usesOf are the places of the reference rows that a row names.
func (t *run) usesOf(et *eventType, b *table.Batch, i int, source int32) (places [maxUses]int32) {
	for k, u := range et.uses {
		if u.kind == fieldCode || u.kind == fieldDrug {
			places[k] = t.named(u.kind).findCode(source, i64At(b, u.at, i))
		} else {
			places[k] = t.named(u.kind).find(source, b.Vec[u.at].GUID[i])
		}
	}
	return places
}

// versionEvidence is the full date of an observation and, for the codes that
// tell twins apart, its value.
func (t *run) versionEvidence(b *table.Batch, i int, code int32) (date chis.Date, value int32) {
	const at = cellObservation
	if p, ok := chis.ParsePrecision(b.Vec[at+1].Text.At(i)); !ok || p >= chis.PrecisionDay {
		date = chis.Date(b.Vec[at].I32[i])
	}
	if code < 0 {
		return date, 0
	}
	if k := t.codes.rows[code].code.kind; k == kindBirthOrder || k == kindNumberBorn {
		value, _ = wholeNumber(b.Vec[at+2].Text.At(i))
	}
	return date, value
}

// personFinder remembers the last person found: rows of one patient often
// follow each other.
type personFinder struct {
	run  *run
	last personKey
	at   int32
	any  bool
}

func (f *personFinder) find(source int32, org, patient chis.GUID) int32 {
	k := personKey{source, org, patient}
	if f.any && k == f.last {
		return f.at
	}
	at := f.run.personIndex.find(k)
	f.last, f.at, f.any = k, at, true
	return at
}

func (t *run) settlePartition(store *spill.Store, p int, memory *[]eventVersion) error {
	versions := slices.Grow((*memory)[:0], int(store.Records(p)))
	err := store.Read(p, func(r []byte) error {
		v, err := t.decodeVersion(r)
		versions = append(versions, v)
		return err
	})
	if err != nil {
		return err
	}
	*memory = versions
	slices.SortFunc(versions, compareEventVersions)
	gone := withdrawn{}
	for from := 0; from < len(versions); {
		to := from + 1
		for to < len(versions) && versions[to].sameKey(&versions[from]) {
			to++
		}
		if versions[from].entity == entitySlot {
			t.settleSlot(versions[from:to])
		} else {
			t.settleEvent(versions[from:to], &gone)
		}
		from = to
	}
	return nil
}

// withdrawn are the observations of one person that their source withdrew, in
// the order of their keys. A referral stands on its observation and has no
// delete row of its own.
type withdrawn struct {
	person int32
	items  []chis.GUID
}

func (w *withdrawn) add(v *eventVersion) {
	if v.entity != entityObservation {
		return
	}
	if w.person != v.person {
		w.person, w.items = v.person, w.items[:0]
	}
	w.items = append(w.items, v.item)
}

func (w *withdrawn) takes(v *eventVersion) bool {
	if v.entity != entityReferral || w.person != v.person {
		return false
	}
	_, found := slices.BinarySearchFunc(w.items, v.item, chis.GUID.Compare)
	return found
}

func (t *run) decodeVersion(r []byte) (v eventVersion, err error) {
	c := spill.NewCursor(r)
	v.entity, v.deleted = entity(c.Byte()), c.Bool()
	v.person, v.held = heldPerson(int32(c.Varint()))
	v.item = c.GUID()
	v.owner = int32(c.Varint())
	v.batch = int32(c.Uvarint())
	v.pid = c.Varint()
	v.row = int64(c.Uvarint())
	for k := range t.eventTypes[v.entity].uses {
		v.uses[k] = int32(c.Varint())
	}
	v.date = chis.Date(c.Uint32())
	v.value = int32(c.Varint())
	return v, c.Done()
}

// settleEvent applies the versions of one event in their order.
func (t *run) settleEvent(versions []eventVersion, gone *withdrawn) {
	disabled := t.disabledOf[versions[0].person]
	stand := -1
	for i := range versions {
		v := &versions[i]
		switch {
		case !v.deleted:
			stand = i
		case disabled:
			t.fates.set(v.row, excludedDisabled)
		default:
			t.fates.set(v.row, excludedDelete)
			stand = -1
		}
	}
	if stand < 0 {
		gone.add(&versions[0])
	} else if gone.takes(&versions[0]) {
		stand = -1
	}
	rest := supersededWithdrawn
	if stand >= 0 {
		rest = older
	}
	for i := range versions {
		if !versions[i].deleted && i != stand {
			t.fates.set(versions[i].row, rest)
		}
	}
	if stand >= 0 {
		t.stands(&versions[stand])
	}
}

// stands takes what a standing event says of its person and marks the reference
// rows it uses.
func (t *run) stands(v *eventVersion) {
	for k, u := range t.eventTypes[v.entity].uses {
		t.named(u.kind).use(v.uses[k])
	}
	switch v.entity {
	case entityObservation:
		t.testify(v)
	case entityHistory:
		// Nobody is known to be registered on a day to come: it takes no death back.
		if meaning := mappings.StatusMeaning(v.value); meaning != mappings.StatusRegistered || v.date <= t.in.asOf {
			t.persons[v.person].status.add(meaning, v.date)
		}
	}
}

// testify takes what an observation says of its person.
func (t *run) testify(v *eventVersion) {
	e := &t.persons[v.person].evidence
	if v.date <= t.in.asOf {
		e.lastActivity = max(e.lastActivity, v.date)
	}
	if v.uses[0] < 0 {
		return
	}
	code := &t.codes.rows[v.uses[0]].code
	switch code.kind {
	case kindDeath, kindStillbirth:
		e.dead = true
		e.stillborn = e.stillborn || code.kind == kindStillbirth
		if v.date != 0 && (e.deathCode == 0 || v.date < e.deathCode) {
			e.deathCode = v.date
		}
	case kindProtection:
		e.protectCode = true
	case kindBirthOrder:
		e.birthOrder = max(e.birthOrder, v.value)
	case kindNumberBorn:
		e.numberBorn = max(e.numberBorn, v.value)
	}
}

// wholeNumber reads a value that must be a small whole number, "2" or "2.0".
func wholeNumber(b []byte) (int32, bool) {
	for i, c := range b {
		if c == '.' {
			for _, z := range b[i+1:] {
				if z != '0' {
					return 0, false
				}
			}
			b = b[:i]
			break
		}
	}
	n, ok := chis.ParseInt64(b)
	if !ok || n < 0 || n > 1<<20 {
		return 0, false
	}
	return int32(n), true
}
