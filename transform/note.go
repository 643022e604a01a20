package transform

import (
	"fmt"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// noteKind is a kind of record note, which clinicians see beside the child.
type noteKind uint8

const (
	noteQuarantined noteKind = iota
	noteReviewPair
	noteUnmappedSafety
	noteRepairedSafety
	noteAmbiguousSafety
	noteProbable
	notePossible
	noteGivenDeclined
	noteDeathOneSource
	noteProblemAlone
	noteReferralAlone
	noteProductOnly
	noteBeforeBirth
	noteInFuture
	noteAfterDeath
	noteSetAside
	noteKinds
)

// noteWords are the kind and the sentence of each note; the first %d is a count,
// those after it are days. They never hold a value of the record.
var noteWords = [noteKinds]struct{ kind, words string }{
	noteQuarantined:     {"quarantined-event", "%d event rows of this child could not be loaded and wait in quarantine"},
	noteReviewPair:      {"review-pair", "%d records may belong to this child and wait for a person's decision"},
	noteUnmappedSafety:  {"unmapped-safety-code", "%d events carry a safety code that no mapping knows; they are kept as plain observations"},
	noteRepairedSafety:  {"repaired-safety-code", "%d events carry a safety code whose identifier was damaged and is repaired; they are kept as plain observations until a clinician approves it"},
	noteAmbiguousSafety: {"ambiguous-safety-code", "%d events carry a safety code whose dictionary rows contradict each other; they are kept as plain observations"},
	noteProbable:        {"probable-duplicate", "%d doses follow another of the same antigens within %d days and are not counted"},
	notePossible:        {"possible-duplicate", "%d doses follow another of the same antigens within %d to %d days and are not counted"},
	noteGivenDeclined:   {"given-and-declined", "%d doses are recorded as given and as declined on one day and are not counted"},
	noteDeathOneSource:  {"death-in-one-source", "sources disagree about the death of this child (%d say dead); everything due is suppressed"},
	noteProblemAlone:    {"problem-without-observation", "%d problems were sent without the observation they stand on"},
	noteReferralAlone:   {"referral-without-observation", "%d referrals were sent without the observation they stand on"},
	noteProductOnly:     {"product-only-vaccine", "%d vaccines are known from a prescription alone and are not counted"},
	noteBeforeBirth:     {"date-before-birth", "%d events are dated before birth"},
	noteInFuture:        {"date-in-future", "%d events are dated in the future"},
	noteAfterDeath:      {"date-after-death", "%d events are dated after death"},
	noteSetAside:        {"set-aside-field", "%d fields of the person's row could not be read and were set aside"},
}

// noteTally counts what one note is about and remembers the lowest row.
type noteTally struct {
	count int64
	row   int64
}

// noteCode notes an event whose code may matter to safety and counts as nothing
// yet.
func (c *childBuilder) noteCode(e *event, k *code) {
	switch {
	case k.Concept != nil || !k.safety():
	case k.State == mappings.StateRepaired:
		c.note(noteRepairedSafety, e.row)
	case k.State == mappings.StateAmbiguous:
		c.note(noteAmbiguousSafety, e.row)
	default:
		c.note(noteUnmappedSafety, e.row)
	}
}

func (c *childBuilder) note(k noteKind, row int64) { c.notes[k].add(1, row) }

func (n *noteTally) add(count, row int64) {
	if n.count == 0 || row < n.row {
		n.row = row
	}
	n.count += count
}

// personNotes notes what is known of the child before its events are seen.
func (c *childBuilder) personNotes() {
	dead, alive := int64(0), int64(0)
	deadSource, aliveSource := map[int32]bool{}, map[int32]bool{}
	for i := range c.records {
		r := &c.records[i]
		row := r.row.row
		if r.quarantined > 0 {
			c.notes[noteQuarantined].add(int64(r.quarantined), row)
		}
		if n := c.t.reviewPairs[r.index]; n > 0 {
			c.notes[noteReviewPair].add(int64(n), row)
		}
		if r.unusable > 0 {
			c.notes[noteSetAside].add(int64(r.unusable), row)
		}
		if r.isDead() {
			dead++
			deadSource[c.t.mergeSource[r.index]] = true
			continue
		}
		alive++
		aliveSource[c.t.mergeSource[r.index]] = true
	}
	if dead > 0 && alive > 0 && len(deadSource)+len(aliveSource) > 1 {
		c.notes[noteDeathOneSource].add(dead, c.primary())
	}
}

// noteDates lists dates that cannot be right. They are never mended. An
// appointment may lie ahead, and one of a child who has died is suppressed.
func (c *childBuilder) noteDates(e *event) {
	booking := e.entity == entitySlot
	if e.date == 0 || !booking && e.precision < chis.PrecisionDay {
		return
	}
	ahead := e.date.After(c.t.in.asOf)
	if e.date.Before(c.born) {
		c.note(noteBeforeBirth, e.row)
	}
	if ahead && !booking {
		c.note(noteInFuture, e.row)
	}
	if e.date.After(c.death) && (!ahead || !booking) {
		c.note(noteAfterDeath, e.row)
	}
}

func (c *childBuilder) writeNotes() {
	for k := range c.notes {
		n := &c.notes[k]
		if n.count == 0 {
			continue
		}
		c.t.counts.add("note."+noteWords[k].kind, 1)
		a := c.rowAt(c.t.tab.note, c.restricted, 0)
		a.int(c.id)
		a.text(noteWords[k].kind)
		about := n.row
		if noteKind(k) == noteDeathOneSource {
			about = table.NullInt64
		}
		a.int(about)
		a.text(c.noteText(noteKind(k), n.count))
		a.int(c.primary())
		id := c.endAttribute(c.t.tab.note, c.ordinal, &a)
		c.from(c.t.tab.note, id, c.primary())
	}
}

// noteText is the sentence of a note.
func (c *childBuilder) noteText(k noteKind, count int64) string {
	words, w := noteWords[k].words, c.t.windows
	switch k {
	case noteProbable:
		return fmt.Sprintf(words, count, w.Probable)
	case notePossible:
		return fmt.Sprintf(words, count, w.Probable+1, w.Possible)
	default:
		return fmt.Sprintf(words, count)
	}
}
