package reconcile

import (
	"slices"

	"lollipop/internal/spill"
)

// oneByOne are the tables whose rows must be those of the sources one by one,
// and the check that says so. What is compared is what a person acts on: what it
// is, its day, and who said so.
var oneByOne = map[string]string{
	tableLegal: checkFlags, tableAlert: checkFlags,
	tableConsent: checkRefusals, tableContra: checkRefusals, tableAllergy: checkRefusals,
	tableScreening: checkScreening,
}

// judgeLost counts the standing events of a child against the rows that the
// target returns, whatever lineage says: none lost, none more, none changed.
func (c *childCheck) judgeLost() {
	missing := map[string][]int64{} // source rows by table and what they say
	for _, e := range c.events {
		name := c.home(e)
		check := oneByOne[name]
		if check == "" || e.entity != entityObservation || e.fate.disposition == merged && e.fate.rule == ruleSameEvent {
			continue // an event that two sources sent is one row; merges judges that
		}
		c.seen[check]++
		c.w.reset()
		c.w.int(c.id)
		c.plainEvent(name, e)
		k := c.saying(c.tables[c.tableNumber[name]], c.w.data)
		missing[k] = append(missing[k], e.row)
	}
	for i := range c.targets {
		t := &c.targets[i]
		tab := c.tables[t.table]
		check := oneByOne[tab.Name]
		if check == "" {
			continue
		}
		k := c.saying(tab, t.data)
		if rows := missing[k]; len(rows) > 0 {
			missing[k] = rows[1:]
			continue
		}
		c.breakAt(check, tab.Name, t.id, t.source, "", "in-the-target-and-in-no-source")
	}
	for _, e := range c.events {
		for k, rows := range missing {
			if i := slices.Index(rows, e.row); i >= 0 {
				missing[k] = slices.Delete(rows, i, i+1)
				c.breakAt(oneByOne[c.home(e)], c.home(e), nullID, e.row, "", "in-a-source-and-not-in-the-target")
			}
		}
	}
	c.judgeAlive()
}

// saying is what a row of an event says to whoever acts on it: every column
// before its code, and the organisation. Which problem it is of, an open row may not
// say of a restricted problem: that is for the check values.
func (c *childCheck) saying(tab *targetTable, data []byte) string {
	key := append(c.key[:0], tab.Name...)
	from := spill.NewCursor(data)
	code := false
	for i, column := range tab.columns[1:] {
		code = code || column.Name == "code_id"
		before := from.Len()
		skipColumn(&from, column.Kind)
		if i > 0 && column.Name != "problem_row" && (!code || column.Name == "organisation_id") {
			key = append(key, data[len(data)-before:len(data)-from.Len()]...)
		}
	}
	c.key = key
	return string(key)
}

// judgeAlive holds whether the target takes the child for dead against what its
// sources say.
func (c *childCheck) judgeAlive() {
	tab := c.tables[c.tableNumber[tableChild]]
	for i := range c.targets {
		t := &c.targets[i]
		if int(t.table) != tab.number {
			continue
		}
		c.seen[checkAlive]++
		deceased, _ := tab.value(t.data, tab.Column("deceased"))
		switch {
		case deceased == 1 && !c.dead:
			c.breakAt(checkAlive, tableChild, t.id, t.source, "deceased", "alive-in-every-source")
		case deceased != 1 && c.dead:
			c.breakAt(checkAlive, tableChild, t.id, t.source, "deceased", "dead-in-a-source")
		}
	}
}
