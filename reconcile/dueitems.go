package reconcile

import (
	"maps"
	"slices"
	"strings"

	"lollipop/internal/chis"
)

// judgeItems holds the entries of the sources' due lists against due_item, one by
// one: day, precision, status, vaccine, dose and words. Lineage plays no part.
func (c *childCheck) judgeItems() {
	j := c.due
	clear(j.wantItems)
	clear(j.gotItems)
	left := 0 // on one side only
	n := &j.counts.items
	for _, e := range c.events {
		if e.entity == entityDiary {
			n.source++
			k := c.itemKey(e)
			j.wantItems[k] = append(j.wantItems[k], e.row)
			left++
		}
	}
	for i := range c.targets {
		t := &c.targets[i]
		if t.table != j.place.due {
			continue
		}
		n.target++
		k := c.returnedKey(t)
		if rows := j.wantItems[k]; len(rows) > 0 {
			j.wantItems[k] = rows[1:]
			left--
			continue
		}
		left++
		j.gotItems[k] = append(j.gotItems[k], t.id)
	}
	if left > 0 {
		c.reportItems()
	}
	c.judgeTargetList()
}

// itemKey is an entry of a source as the target is to hold it.
func (c *childCheck) itemKey(e *sourceRow) string {
	status, antigens, dose := c.entryOf(e)
	return itemWords(e.when, status, string(e.text[textTerm]), antigens, dose)
}

func itemWords(on chis.PartialDate, parts ...string) string {
	return on.Date.String() + "\x00" + on.Precision.String() + "\x00" + strings.Join(parts, "\x00")
}

func (c *childCheck) returnedKey(t *targetRow) string {
	j := c.due
	j.read(c, t, j.place.dueColumns)
	text := func(at int) string { return string(j.cells[at].text) }
	return itemWords(j.day(dueDay), text(dueStatus), text(dueTerm), text(dueAntigens), text(dueDose))
}

// reportItems says what is on one side only. What is about the same thing on both,
// on another day or in another state, is one difference and not two.
func (c *childCheck) reportItems() {
	j := c.due
	about := func(k string) string { return strings.Join(strings.Split(k, "\x00")[3:], "\x00") }
	for _, k := range slices.Sorted(maps.Keys(j.gotItems)) {
		for _, id := range j.gotItems[k] {
			kind := "in-the-target-and-in-no-source"
			if c.takeItem(about, about(k)) {
				kind = "another-day-or-state-than-in-the-source"
			}
			c.breakAt(checkDueItems, tableDue, id, c.primary, "", kind)
			j.counts.items.differ++
		}
	}
	for _, k := range slices.Sorted(maps.Keys(j.wantItems)) {
		for _, row := range j.wantItems[k] {
			c.breakAt(checkDueItems, tableDue, nullID, row, "", "in-a-source-and-not-in-the-target")
			j.counts.items.differ++
		}
	}
}

// takeItem takes an entry of the sources that is left over and is about the same.
func (c *childCheck) takeItem(about func(string) string, what string) bool {
	j := c.due
	for _, k := range slices.Sorted(maps.Keys(j.wantItems)) {
		if rows := j.wantItems[k]; len(rows) > 0 && about(k) == what {
			j.wantItems[k] = rows[1:]
			return true
		}
	}
	return false
}

// judgeTargetList counts whether the target's own list is what the schedule says of
// the target: the fourth side.
func (c *childCheck) judgeTargetList() {
	j := c.due
	j.readItems(c)
	j.items.compare(j, &j.after)
	j.counts.items.children++
	if len(j.items.diffs) == 0 {
		j.counts.items.same++
	}
}
