package reconcile

import (
	"strconv"
	"strings"

	"lollipop/internal/table"
	"lollipop/mappings"
)

// noteCount is what one note of a child is about: how many, and the lowest row.
type noteCount struct{ count, row int64 }

func (c *childCheck) note(kind string, count, row int64) {
	n := c.notes[kind]
	if n == nil {
		n = &noteCount{row: row}
		c.notes[kind] = n
	}
	n.count += count
	if row < n.row {
		n.row = row
	}
}

// personNotes notes what is known of the records of the child.
func (c *childCheck) personNotes() {
	dead := int64(0)
	for i := range c.records {
		r := &c.records[i]
		for _, n := range []struct {
			kind  string
			count int32
		}{{"quarantined-event", r.quarantined}, {"review-pair", r.review}, {"set-aside-field", r.unusable}} {
			if n.count > 0 {
				c.note(n.kind, int64(n.count), r.row.row)
			}
		}
		if r.dead {
			dead++
		}
	}
	if dead > 0 && dead < int64(len(c.records)) {
		c.note(noteDeath, dead, table.NullInt64)
	}
}

const noteDeath = "death-in-one-source"

// noteEvent notes what a clinician should know of a standing event.
func (c *childCheck) noteEvent(e *sourceRow) {
	alone := map[entity]string{entityProblem: "problem-without-observation", entityReferral: "referral-without-observation"}[e.entity]
	if alone != "" && c.event(entityObservation, e.person, e.item) == nil {
		c.note(alone, 1, e.row)
	}
	for _, why := range c.impossibleDates(e) {
		c.note(why, 1, e.row)
	}
	if e.entity != entityObservation {
		return
	}
	if m := c.meaningOf(e); m != nil && m.concept == nil && m.class == mappings.ClassSafety {
		c.note(m.state+"-safety-code", 1, e.row)
	}
}

var doseNotes = map[string]string{
	"probable": "probable-duplicate", "possible": "possible-duplicate", "conflict": "given-and-declined",
}

// writeNotes wants a row for each note. Its words are the other stage's: they
// must hold the count, and be the same for every child but for that.
func (c *childCheck) writeNotes() {
	for _, d := range c.doses {
		if kind := doseNotes[d.mark]; kind != "" {
			c.note(kind, 1, d.lead.row)
		}
	}
	tab := c.tables[c.tableNumber[tableNote]]
	kindAt, noteAt := tab.Column("kind"), tab.Column("note")
	words := map[string]string{}
	for i := range c.targets {
		if t := &c.targets[i]; int(t.table) == tab.number {
			_, kind := tab.value(t.data, kindAt)
			_, text := tab.value(t.data, noteAt)
			words[string(kind)] = string(text)
		}
	}
	for kind, n := range c.notes {
		text, rest, ok := strings.Cut(words[kind], strconv.FormatInt(n.count, 10))
		if !ok {
			text = "the note does not hold the count"
		} else {
			c.wording(kind, text+"#"+rest)
			text = words[kind]
		}
		about := n.row
		if kind == noteDeath {
			about = table.NullInt64
		}
		c.w.reset()
		c.w.int(c.id)
		c.w.text(kind)
		c.w.int(about)
		c.w.text(text)
		c.w.int(c.primary)
		c.want(tableNote, c.restricted)
	}
}

func (c *childCheck) wording(kind, text string) {
	if c.words[kind] == nil {
		c.words[kind] = map[string]bool{}
	}
	if len(c.words[kind]) < 2 { // a second one is a break already
		c.words[kind][text] = true
	}
}
