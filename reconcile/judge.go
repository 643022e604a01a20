package reconcile

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/spill"
	"lollipop/mappings"
)

// usedReferences are the reference rows that live rows name, by the number of
// their entity and their places.
type usedReferences struct{ of []bitset }

func (u *usedReferences) add(ref *reference, place int) {
	for len(u.of) <= ref.number {
		u.of = append(u.of, bitset{})
	}
	u.of[ref.number].add(int64(place) + 1)
}

func (u *usedReferences) has(ref *reference, place int) bool {
	return ref.number < len(u.of) && u.of[ref.number].has(int64(place)+1)
}

func (u *usedReferences) union(o *usedReferences) {
	for len(u.of) < len(o.of) {
		u.of = append(u.of, bitset{})
	}
	for i := range o.of {
		u.of[i].union(&o.of[i])
	}
}

// useReferences notes what a standing event names.
func (c *childCheck) useReferences(e *sourceRow) {
	source := c.people.source(e.person)
	if m := c.meanings[source][e.code]; m != nil {
		c.ids.add(c.codes, m.place)
	}
	c.use(c.users, refKey{source: source, guid: e.user})
	c.use(c.orgs, refKey{source: source, guid: e.target})
	c.use(c.drugs, refKey{source: source, code: e.drug})
	c.use(c.sessions, refKey{source: source, guid: e.session})
}

// use notes a reference row that is named, if there is one.
func (c *childCheck) use(ref *reference, k refKey) {
	if n, ok := ref.standing[k]; ok {
		c.ids.add(ref, n)
	}
}

// tallyEvents counts the events with codes that no mapping knows, and looks for
// anything that is still due for a child who has died.
func (c *childCheck) tallyEvents() {
	for i := range c.records {
		r := &c.records[i]
		for _, doctor := range [...]chis.GUID{r.row.patient.usualGP, r.row.patient.externalDoctor} {
			c.use(c.users, refKey{source: c.people.source(r.number), guid: doctor})
		}
	}
	for _, e := range c.events {
		if e.entity != entityObservation && e.entity != entityDiary {
			continue // what it is does not rest on a code
		}
		c.tally["events"]++
		m := c.meaningOf(e)
		if m != nil && m.kind() == kindGiven && e.entity == entityObservation && !c.young(c.born) {
			c.tally["doses.given"]++
		}
		switch {
		case m != nil && m.concept != nil:
			c.tallyUnverified(e, m)
		case m == nil || m.class == mappings.ClassSafety:
			state := mappings.StateUnmapped
			if m != nil {
				state = m.state
			}
			c.tally["events."+state+"-safety"]++
			c.breakAt(checkSafety, entityNames[e.entity], nullID, e.row, "code_id", state+"-safety-code")
		default: // ambiguous ones too: they mean nothing here either
			c.tally["events.unmapped-ordinary"]++
		}
	}
	c.judgeDeceased(tableDue, "open")
	c.judgeDeceased(tableAppointment, "booked")
}

// tallyUnverified counts an event whose safety code is mapped by a row that nobody
// read in a source and no reviewer approved. On live data that is no approved code;
// on synthetic data nobody is harmed by it, and it is said.
func (c *childCheck) tallyUnverified(e *sourceRow, m *meaning) {
	if !m.unproven() {
		return
	}
	c.tally[CountUnverified]++
	if c.in.mode == chis.Live {
		c.breakAt(checkSafety, entityNames[e.entity], nullID, e.row, "code_id", "unverified-safety-code")
	}
}

// CountUnverified is the key in Report.Counts of the events whose safety code is
// mapped by a row that nobody read in a source and no reviewer approved.
const CountUnverified = "events.unverified-safety"

// unproven reports a safety code that is mapped by a row marked as not verified: an
// approved review stands in the place of such a row.
func (m *meaning) unproven() bool {
	return m.concept != nil && m.concept.Unverified && m.class == mappings.ClassSafety
}

// judgeDeceased looks for what is still to come for a child who has died.
func (c *childCheck) judgeDeceased(name, word string) {
	tab := c.tables[c.tableNumber[name]]
	at := tab.Column("status")
	for i := range c.targets {
		if t := &c.targets[i]; int(t.table) == tab.number && c.dead {
			c.seen[checkDeceased]++
			if _, status := tab.value(t.data, at); string(status) == word {
				c.breakAt(checkDeceased, tab.Name, t.id, t.source, "status", word+"-for-a-child-who-has-died")
			}
		}
	}
}

// judgeChildren judges the children of every partition.
func (r *run) judgeChildren(ctx context.Context) error {
	if err := r.store.Finish(); err != nil {
		return err
	}
	r.linkSums = make([]uint64, len(r.people.list))
	all := make([]*childCheck, r.Workers)
	loads := make([]*partition, r.Workers)
	for w := range all {
		all[w], loads[w] = newChildCheck(r), &partition{run: r}
		all[w].due, all[w].coverage, all[w].kept = r.newDueJudge(), r.newCoverageJudge(), newKeeper()
		if r.Render != nil {
			all[w].gatherer = newGatherer(r)
			if r.RenderRestricted != nil {
				all[w].gatherer.sealed = newGatherer(r)
			}
			r.gatherers = append(r.gatherers, all[w].gatherer)
		}
	}
	err := each(ctx, r.Workers, r.partitions, func(_ context.Context, w, p int) error {
		if err := loads[w].read(r.store, p); err != nil {
			return err
		}
		loads[w].each(all[w].check)
		return r.store.RemovePartition(p)
	})
	if err != nil {
		return err
	}
	r.counted, r.due = newCounted(), newDueCounts()
	r.covered, r.kept = r.newCoverageJudge(), newKeeper()
	words := map[string]map[string]bool{}
	for _, c := range all {
		r.add(c, words)
	}
	for kind, wordings := range words {
		if len(wordings) > 1 {
			r.breaks.add(Break{checkValues, tableNote, nullID, nullID, "note", "two-wordings-of-" + kind})
		}
	}
	if r.asideCells != 0 {
		r.breaks.add(Break{checkValues, "", nullID, nullID, "", "fields-set-aside-of-no-row"})
	}
	r.judgeCodes()
	r.settlePlaces()
	r.explainQuarantine()
	r.settleWaitingDoses()
	return nil
}

// add takes over what a worker counted.
func (r *run) add(c *childCheck, words map[string]map[string]bool) {
	r.counted.add(&c.counted, r.in.sources)
	r.due.add(&c.due.counts)
	r.covered.take(c.coverage)
	r.kept.take(c.kept)
	for k, n := range c.tally {
		r.counts[k] += n
	}
	for check, n := range c.seen {
		if check == seenAside {
			r.asideCells -= n
			continue
		}
		r.outcomes.compared(check, n)
	}
	r.used.union(&c.ids)
	for kind, of := range c.words {
		if words[kind] == nil {
			words[kind] = map[string]bool{}
		}
		for w := range of {
			words[kind][w] = true
		}
	}
}

// judgeCodes settles the checks of unmapped codes.
func (r *run) judgeCodes() {
	events := r.counts["events"]
	r.outcomes.compared(checkSafety, events)
	r.outcomes.compared(checkOther, events)
	if n := r.counts[CountUnverified]; n > 0 && r.in.mode != chis.Live {
		r.outcomes.explain(checkSafety, fmt.Sprintf("%d events more carry a safety code whose mapping is not verified; with nhs_numbers: live they would fail this check", n))
	}
	r.outcomes.set(checkOther, ppm(r.counts["events.unmapped-ordinary"], max(events, 1)), false, "")
}

// partition is the rows of some children, read back.
type partition struct {
	*run
	arena   []byte
	sources []sourceRow
	targets []targetRow
	links   []rawLink
}

func (p *partition) read(store *spill.Store, n int) error {
	if need := int(store.Bytes(n)); cap(p.arena) < need {
		p.arena = make([]byte, 0, need+need/8)
	}
	p.arena, p.sources, p.targets, p.links = p.arena[:0], p.sources[:0], p.targets[:0], p.links[:0]
	return store.Read(n, func(record []byte) error {
		from := len(p.arena)
		p.arena = append(p.arena, record...)
		return p.decode(p.arena[from:len(p.arena):len(p.arena)])
	})
}

func (p *partition) decode(record []byte) error {
	c := spill.NewCursor(record)
	if c.Byte() == recordTarget {
		t := targetRow{table: c.Byte(), twin: c.Bool()}
		t.id, t.child, t.source = c.Varint(), c.Varint(), c.Varint()
		t.data = record[len(record)-c.Len():]
		p.targets = append(p.targets, t)
		return c.Err()
	}
	p.sources = append(p.sources, sourceRow{})
	s := &p.sources[len(p.sources)-1]
	var err error
	if p.links, err = decodeSource(&c, s, p.links); err != nil {
		return err
	}
	s.batch = p.in.file(s.row).batch
	s.child = p.people.list[s.person].child
	s.fate = &p.fates.fates[s.became.fate]
	return nil
}

func compareTargets(a, b targetRow) int {
	switch {
	case a.child != b.child:
		return cmp.Compare(a.child, b.child)
	case a.table != b.table:
		return cmp.Compare(a.table, b.table)
	}
	return cmp.Compare(a.id, b.id)
}

// each hands over the rows of one child after the other: its source rows by key,
// its target rows by table and id.
func (p *partition) each(check func(child int64, sources []*sourceRow, targets []targetRow)) {
	sources := make([]*sourceRow, len(p.sources))
	for i := range p.sources {
		sources[i] = &p.sources[i]
	}
	slices.SortFunc(sources, compareSources)
	slices.SortFunc(p.targets, compareTargets)
	i, k := 0, 0
	for i < len(sources) || k < len(p.targets) {
		child := int64(maxInt64)
		if i < len(sources) {
			child = sources[i].child
		}
		if k < len(p.targets) {
			child = min(child, p.targets[k].child)
		}
		a, b := i, k
		for i < len(sources) && sources[i].child == child {
			i++
		}
		for k < len(p.targets) && p.targets[k].child == child {
			k++
		}
		check(child, sources[a:i], p.targets[b:k])
	}
}
