package e2e

import (
	"maps"
	"slices"
	"testing"

	"lollipop/internal/ledger"
)

// merging is how the rows that are one true event ended, by table.
type merging struct{ events, joined, apart, elsewhere int }

// place is a target row.
type place struct {
	table string
	id    int64
}

// chronicle knows which true event a row tells, and what became of the row.
type chronicle struct {
	event  map[int64]string  // true event by observation row, "" where it is its own
	key    map[int64]string  // item key by observation row
	places map[int64][]place // target rows that the row contributed to
	maker  map[place]int64   // the primary row of a target row
}

func (d delivery) chronicle(t *testing.T, r *rehearsal, b *book) *chronicle {
	t.Helper()
	c := &chronicle{event: map[int64]string{}, key: map[int64]string{}, places: map[int64][]place{}, maker: map[place]int64{}}
	known := map[string]string{}
	for _, e := range d.truth(t, "event") {
		known[personKey(t, e)+" "+guid(t, e["item_guid"])] = e["event_id"]
	}
	for _, o := range r.rows(ledger.Extract, "observation", "row_id", "organisation_guid", "patient_guid", "observation_guid") {
		id := o.id("row_id")
		o["source"] = b.source[id>>recordBits]
		c.key[id] = personKey(t, o) + " " + o["observation_guid"]
		c.event[id] = known[c.key[id]]
	}
	for _, l := range r.rows(ledger.Transform, "lineage") {
		if l["table"] == "document" {
			continue // what a row names is not where it ended
		}
		p := place{l["table"], l.id("id")}
		c.places[l.id("row_id")] = append(c.places[l.id("row_id")], p)
		if l["role"] == "1" {
			c.maker[p] = l.id("row_id")
		}
	}
	return c
}

// checkEvents: no two events became one, and rows that are one event of one
// child became one row.
func checkEvents(t *testing.T, d delivery, r *rehearsal, b *book) {
	c := d.chronicle(t, r, b)
	wrong, right := 0, map[string]int{}
	for _, m := range r.rows(ledger.Transform, "merge") {
		row, first := m.id("row_id"), c.maker[place{m["table"], m.id("id")}]
		switch reason := m["reason"]; reason {
		case "repeat":
			if c.key[row] != c.key[first] && c.key[row] != "" {
				t.Errorf("row %d repeats row %d of another key", row, first)
			}
		case "same-event", "component":
			right[reason]++
			if c.event[row] == "" || c.event[row] != c.event[first] {
				wrong++
				t.Errorf("%s in %s: row %d joined row %d, and they are two events", reason, m["table"], row, first)
			}
		}
	}
	if right["same-event"] < 100 || right["component"] < 10 {
		t.Errorf("only %v merges to judge", right)
	}
	joins := map[string]bool{}
	for _, m := range d.maps.EventMatches() {
		joins[m.Table] = true
	}
	got := c.endings(b, r)
	for _, table := range slices.Sorted(maps.Keys(got)) {
		e := got[table]
		t.Logf("%-16s %+v", table, *e)
		if joins[table] && (e.apart > 0 || e.joined == 0) {
			t.Errorf("%s: %d of %d events of one child are two rows", table, e.apart, e.events-e.elsewhere)
		}
		if !joins[table] && table != "birth" && e.joined > 0 {
			t.Errorf("%s: %d events were joined and no rule says so", table, e.joined)
		}
	}
	t.Logf("%d wrong merges of %v", wrong, right)
}

// endings counts true events of several rows by the table of the first row.
// Elsewhere are those of which not two live rows belong to one child.
func (c *chronicle) endings(b *book, r *rehearsal) map[string]*merging {
	childOf := map[int64]int64{}
	for _, o := range r.rows(ledger.Extract, "observation", "row_id", "organisation_guid", "patient_guid") {
		o["source"] = b.source[o.id("row_id")>>recordBits]
		childOf[o.id("row_id")] = b.child[personKey(r.t, o)]
	}
	notGiven := map[int64]bool{} // a rule joins given doses alone
	for _, i := range r.both("immunisation", "id", "status") {
		notGiven[i.id("id")] = i["status"] != "given"
	}
	rowsOf := map[string][]int64{}
	for _, row := range slices.Sorted(maps.Keys(c.event)) {
		if e := c.event[row]; e != "" && len(c.places[row]) > 0 {
			rowsOf[e] = append(rowsOf[e], row)
		}
	}
	got := map[string]*merging{}
	for _, rows := range rowsOf {
		first := c.places[rows[0]][0]
		table := first.table
		if table == "immunisation" && notGiven[first.id] {
			table = "not given"
		}
		if got[table] == nil {
			got[table] = &merging{}
		}
		m := got[table]
		byChild := map[int64]map[place]bool{}
		several := map[int64]map[string]bool{}
		for _, row := range rows {
			child := childOf[row]
			if byChild[child] == nil {
				byChild[child], several[child] = map[place]bool{}, map[string]bool{}
			}
			several[child][c.key[row]] = true
			for _, p := range c.places[row] {
				byChild[child][p] = true
			}
		}
		m.events++
		joined, apart := false, false
		for child, places := range byChild {
			if len(several[child]) < 2 {
				continue
			}
			joined = joined || len(places) == 1
			apart = apart || len(places) > 1
		}
		switch {
		case apart:
			m.apart++
		case joined:
			m.joined++
		default:
			m.elsewhere++
		}
	}
	return got
}
