package reconcile

import (
	"bytes"
	"cmp"
	"slices"
)

// compareSets holds the tables whose rows no single event makes against what the
// child must have in them: the rows as a set, ids apart.
func (c *childCheck) compareSets() {
	for _, tab := range c.tables {
		n := uint8(tab.number)
		from, _ := slices.BinarySearchFunc(c.targets, n, func(t targetRow, n uint8) int { return cmp.Compare(t.table, n) })
		to := from
		for to < len(c.targets) && c.targets[to].table == n {
			to++
		}
		if !c.isSet(tab.Name) {
			continue
		}
		var got []*targetRow
		for i := from; i < to; i++ {
			if lead := c.targets[i].lead(); lead == nil || lead.entity == entityPatient || tab.Name == tableDocument {
				got = append(got, &c.targets[i])
			}
		}
		c.compareSet(tab, c.sets[n], got)
	}
}

// isSet reports a table that holds rows which no single event makes.
func (c *childCheck) isSet(name string) bool {
	switch name {
	case tableChild, tableName, tableAddress, tableContact, tableIdentifier, tableRegistration, tableResidence,
		tableRelated, tableTrace, tableRestriction, tableCareTeam, tableDocument, tableDueComputed, tableNote, tableCrosswalk:
		return true
	}
	return false
}

func (c *childCheck) compareSet(tab *targetTable, want []wantedRow, got []*targetRow) {
	want = slices.Clone(want)
	got = slices.DeleteFunc(got, func(t *targetRow) bool {
		i := slices.IndexFunc(want, func(w wantedRow) bool { return w.twin == t.twin && bytes.Equal(w.data, t.data) })
		if i < 0 {
			return false
		}
		want = slices.Delete(want, i, i+1)
		return true
	})
	for _, t := range got {
		i := slices.IndexFunc(want, func(w wantedRow) bool { return tab.primary(w.data) == t.source })
		if i < 0 {
			c.breakAt(checkValues, tab.Name, t.id, t.source, "", "no-source-row-says-so")
			c.survivor(tab, t.id, t.source, "", "no-contributor-says-so")
			continue
		}
		c.differs(tab, t, want[i])
		want = slices.Delete(want, i, i+1)
	}
	for _, w := range want {
		c.breakAt(checkValues, tab.Name, nullID, tab.primary(w.data), "", "row-is-missing")
	}
}

func (c *childCheck) differs(tab *targetTable, t *targetRow, w wantedRow) {
	if w.twin != t.twin {
		check, kind := checkValues, "open-row-in-restricted-table"
		if w.twin {
			check, kind = checkSpread, "restricted-row-in-open-table"
		}
		c.breakAt(check, tab.Name, t.id, t.source, "", kind)
	}
	for _, column := range tab.differences(w.data, t.data) {
		c.breakAt(checkValues, tab.Name, t.id, t.source, column, "differs")
		c.survivor(tab, t.id, t.source, column, "not-the-contributor-that-the-table-names")
	}
}

// survivor reports a break of survivorship where the survivorship table speaks
// of the column (or, without one, of the table).
func (c *childCheck) survivor(tab *targetTable, id, row int64, column, kind string) {
	for _, s := range c.Mappings.Survivorship() {
		if s.Table == tab.Name && (column == "" || s.Column == column) {
			c.breakAt(checkSurvivors, tab.Name, id, row, column, kind)
			return
		}
	}
}
