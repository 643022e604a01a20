package reconcile

import (
	"cmp"
	"maps"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// keeper holds what outlives the judging of single children: the children that
// stand in a review case, and the records that people are shown side by side.
// One a worker.
type keeper struct {
	children map[int64]*candidate
	records  map[int64]*keptRecord // by patient row
}

func newKeeper() *keeper {
	return &keeper{children: map[int64]*candidate{}, records: map[int64]*keptRecord{}}
}

// take adds what another worker kept: each child is judged by one alone.
func (k *keeper) take(o *keeper) {
	maps.Copy(k.children, o.children)
	maps.Copy(k.records, o.records)
}

// candidate is a child of a review case as the target returns it.
type candidate struct {
	id         int64
	restricted bool
	found      bool // the target has it
	child      schedule.Child
	events     []keptEvent
	flags      []keptFlag
	rank       rank
}

// keptEvent is an event of the target's history; hidden is one of the restricted
// tables.
type keptEvent struct {
	schedule.Event
	row    int64
	hidden bool
}

type keptFlag struct {
	flagSide
	hidden bool
}

// rank is where the first record of a child comes in the order of survivorship.
type rank struct {
	ended, practice bool
	registered      chis.Date
	row             int64
}

func (a *rank) compare(b *rank) int {
	flag := func(v bool) int {
		if v {
			return 1
		}
		return 0
	}
	return cmp.Or(flag(a.ended)-flag(b.ended), flag(a.practice)-flag(b.practice), cmp.Compare(b.registered, a.registered), cmp.Compare(a.row, b.row))
}

// keptRecord is a person record as people are shown it beside another.
type keptRecord struct {
	*patientFields
	person   *person
	child    int64
	practice string // of the child, by the target
	source   string
	mark     uint32 // of its key
	hidden   bool   // of a restricted child
}

// inScope reports a living child who lives here and is not over age. One without
// a birth date may be of any age.
func (r *run) inScope(child *schedule.Child) bool {
	return child.Standing == schedule.Living && (child.Born.IsNone() || !child.Born.Date.Before(r.in.bornFrom))
}

const tallyInScope = "children.in-scope"

// keep takes the child where it stands in a review case, and its records that
// are shown to people.
func (c *childCheck) keep() {
	j := c.due
	if j.found && c.inScope(&j.child) {
		c.tally[tallyInScope]++
	}
	row := c.first(j.place.child)
	hidden := c.restricted || row != nil && row.twin
	waits := false
	for i := range c.records {
		r := &c.records[i]
		waits = waits || r.paired
		if c.gatherer == nil || !r.paired && !c.audited[r.row.row] {
			continue
		}
		k := &keptRecord{patientFields: r.row.patient, person: r.person, child: c.id, source: c.in.sources[c.people.source(r.number)], mark: c.keyOf(r.number).Mark(), hidden: hidden}
		if row != nil {
			_, k.practice = row.cell(c.tables[row.table], "practice_code")
		}
		c.kept.records[r.row.row] = k
	}
	if waits {
		c.kept.children[c.id] = c.candidate(hidden)
	}
}

// candidate takes what the target returned of the child.
func (c *childCheck) candidate(hidden bool) *candidate {
	j, first := c.due, &c.records[0]
	k := &candidate{id: c.id, restricted: hidden, found: j.found, child: j.child}
	k.rank = rank{!first.current(), c.in.practice[c.people.source(first.number)], first.registered, first.row.row}
	for i := range c.targets {
		t := &c.targets[i]
		if ev, ok := j.returnedEvent(c, t); ok {
			k.events = append(k.events, keptEvent{ev, t.source, t.twin})
		}
		tab := c.tables[t.table]
		if tab.Name != tableLegal && tab.Name != tableAlert {
			continue
		}
		f := flagSide{table: t.table, row: t.source, id: t.id}
		_, f.kind = t.cell(tab, "kind")
		_, f.change = t.cell(tab, "change")
		f.when, f.until = t.partial(tab, "occurred"), t.partial(tab, "until")
		k.flags = append(k.flags, keptFlag{f, t.twin})
	}
	return k
}

// partial is a date of a row with its precision.
func (t *targetRow) partial(tab *targetTable, name string) chis.PartialDate {
	day, _ := t.cell(tab, name+"_on")
	_, word := t.cell(tab, name+"_precision")
	precision, _ := chis.ParsePrecision([]byte(word))
	return chis.MakePartialDate(chis.Date(day), precision)
}

// openKinds are the kinds of flag that are open on a day for one child that had
// been given as several.
func openKinds(on chis.Date, all bool, of ...*candidate) (kinds []string) {
	var sides []flagSide
	for _, c := range of {
		for i := range c.flags {
			if f := &c.flags[i]; all || !f.hidden {
				sides = append(sides, f.flagSide)
			}
		}
	}
	slices.SortFunc(sides, compareSides)
	for _, f := range openFlags(sides, on) {
		kinds = append(kinds, f.kind)
	}
	return kinds
}
