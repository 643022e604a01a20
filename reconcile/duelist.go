package reconcile

import (
	"cmp"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// listEntry is one entry of a due list that names a vaccine: of the legacy
// system's, or of due_item in the target.
type listEntry struct {
	dueName
	on           chis.PartialDate
	row          int64
	confidential bool
	item         int  // of the plan that it is about, -1 for none
	again        bool // another entry is about the same dose
}

// listDiff is one thing by which a due list and the schedule are not the same: an
// entry that the schedule does not call for on that day, or a dose that the
// schedule calls for and nobody listed. A place of -1 is none.
type listDiff struct {
	entry, item   int
	on            chis.Date // the earlier day of the two
	check, reason string
}

// duePlan is a due list held against a plan.
type duePlan struct {
	entries []listEntry
	diffs   []listDiff
	taken   []bool // by item of the plan: an entry is about it
}

// compare pairs the entries with the items of a plan and leaves what differs. What
// falls due after a day is not missed where it is not listed: no list reaches for ever.
func (l *duePlan) compare(j *dueJudge, plan *schedule.Result) {
	l.diffs = l.diffs[:0]
	l.taken = append(l.taken[:0], make([]bool, len(plan.Items))...)
	slices.SortStableFunc(l.entries, func(a, b listEntry) int {
		return cmp.Or(cmp.Compare(a.on.Date, b.on.Date), cmp.Compare(a.row, b.row))
	})
	for i := range l.entries {
		e := &l.entries[i]
		e.item, e.again = l.find(j, plan, e)
		switch {
		case e.item < 0 || e.again:
			l.diffs = append(l.diffs, listDiff{entry: i, item: e.item})
		default:
			l.taken[e.item] = true
			if it := &plan.Items[e.item]; !it.State.Open() || !e.on.Full() || it.On != e.on.Date {
				l.diffs = append(l.diffs, listDiff{entry: i, item: e.item})
			}
		}
	}
	for i := range plan.Items {
		it := &plan.Items[i]
		if !l.taken[i] && it.State.Open() && it.On <= j.listedUntil && j.engine.Rules()[it.Rule].Programme != schedule.Seasonal {
			l.diffs = append(l.diffs, listDiff{entry: -1, item: i})
		}
	}
}

// find is the item of a plan that an entry is about: of those of the doses that
// it names and that no other entry is about, the one planned for the nearest day.
func (l *duePlan) find(j *dueJudge, plan *schedule.Result, e *listEntry) (item int, again bool) {
	steps := j.names.steps(e.dueName)
	item, again = -1, true
	least := int32(0)
	for i := range plan.Items {
		it := &plan.Items[i]
		if j.names.rules[it.Rule].in(steps) == 0 {
			continue
		}
		far := it.Planned.Sub(e.on.Date)
		if far = max(far, -far); item < 0 || again && !l.taken[i] || again == l.taken[i] && far < least {
			item, again, least = i, l.taken[i], far
		}
	}
	return item, again && item >= 0
}

// first is the day of the first entry, none where nothing is listed on a full day.
func (l *duePlan) first() (next *listEntry) {
	for i := range l.entries {
		if l.entries[i].on.Full() {
			return &l.entries[i]
		}
	}
	return nil
}

// readLegacy takes the legacy system's own list: its open entries that name a
// vaccine, and apart from them those that are closed without being done.
func (j *dueJudge) readLegacy(c *childCheck) {
	j.legacy.entries, j.closed = j.legacy.entries[:0], j.closed[:0]
	j.unnamed = 0
	for _, e := range c.events {
		if e.entity != entityDiary || e.complete || c.in.practice[c.people.source(e.person)] {
			continue
		}
		m := c.meaningOf(e)
		entry := listEntry{on: e.when, row: e.row, confidential: e.confidential || e.wasConfidential}
		if m != nil && m.antigens() != 0 {
			entry.dueName = dueName{m.antigens(), m.dose()}
		}
		switch {
		case !e.active:
			j.closed = append(j.closed, entry)
		case entry.antigens == 0:
			j.unnamed++
		default:
			j.legacy.entries = append(j.legacy.entries, entry)
		}
	}
}

// readItems takes the open entries of due_item that name a vaccine.
func (j *dueJudge) readItems(c *childCheck) {
	j.items.entries = j.items.entries[:0]
	for i := range c.targets {
		t := &c.targets[i]
		if t.table != j.place.due {
			continue
		}
		j.read(c, t, j.place.dueColumns)
		if a := j.against(dueAntigens); a != 0 && string(j.cells[dueStatus].text) == "open" {
			j.items.entries = append(j.items.entries, listEntry{dueName: dueName{a, string(j.cells[dueDose].text)}, on: j.day(dueDay), row: t.source})
		}
	}
}
