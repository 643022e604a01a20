package reconcile

import (
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// anyVaccine stands for the antigens of what may be about any vaccine: a code that
// nobody can read, a general refusal.
const anyVaccine = ^chis.Antigens(0)

// clues are the antigens that each of some rows may be about.
type clues []chis.Antigens

// take uses up the clue about some antigens that says the most, whatever order
// they came in; false where none is about them.
func (l *clues) take(of chis.Antigens) bool {
	best := -1
	for i, a := range *l {
		if a.Any(of) && (best < 0 || a.Len() < (*l)[best].Len() || a.Len() == (*l)[best].Len() && a < (*l)[best]) {
			best = i
		}
	}
	if best < 0 {
		return false
	}
	*l = slices.Delete(*l, best, best+1)
	return true
}

// about are the antigens that an event of the code may matter to: none where it has
// nothing to do with vaccines, any where nothing tells.
func (m *meaning) about() chis.Antigens {
	switch {
	case m == nil:
		return anyVaccine
	case m.concept != nil:
		return conceptAbout(m.concept)
	case m.named != 0:
		return m.named
	case m.likely != nil && m.likely.Class != mappings.ClassSafety || m.likely == nil && m.class != mappings.ClassSafety:
		return 0
	}
	return anyVaccine
}

// conceptAbout is about for a concept: one that the schedule reads, and that names
// none, is about all.
func conceptAbout(k *mappings.Concept) chis.Antigens {
	if _, read := scheduleKind(k); read && k.Antigens == 0 {
		return anyVaccine
	}
	return k.Antigens
}

// shapeless are the rules of quarantine of rows whose columns nobody can trust.
var shapeless = []string{"repeated-header", "field-count", "nul-byte", "invalid-utf8"}

// judgeWaitingClue keeps of a record in quarantine which vaccines it is about, where
// its code can be read.
func (c *rawCheck) judgeWaitingClue(rule string, record []string) {
	f := c.s.file
	if f.entity == nil || f.name == entityNames[entityPatient] || slices.Contains(shapeless, rule) {
		return
	}
	about := chis.Antigens(0)
	if c.keys.code >= 0 {
		id, ok := chis.ParseInt64(f.cell(record, c.keys.code))
		if !ok {
			return
		}
		if about = c.aboutCode(f, id); about == anyVaccine {
			return
		}
	}
	if n := c.find.find(f.source, c.guid(record, c.keys.org), c.guid(record, c.keys.patient)); n >= 0 {
		c.waitingDoses(func(w *waitingDoses) {
			if w.about == nil {
				w.about = map[int32]clues{}
			}
			w.about[n] = append(w.about[n], about)
		})
	}
}

func (c *rawCheck) aboutCode(f *rawFile, id int64) chis.Antigens {
	if f.entity.Prescribed() {
		about, known := c.drugAntigens[refKey{source: f.source, code: id}]
		if !known {
			return anyVaccine
		}
		return about
	}
	return c.meanings[f.source][id].about()
}

// gatherClues lists what waits of a child by the vaccines that it is about: events
// in quarantine, and coded events that may matter and whose code nobody knows.
func (j *dueJudge) gatherClues(c *childCheck) {
	j.quarantined, j.unmapped = j.quarantined[:0], j.unmapped[:0]
	for i := range c.records {
		r := &c.records[i]
		read := c.waiting.about[r.number]
		j.quarantined = append(j.quarantined, read...)
		for range int(r.quarantined) - len(read) {
			j.quarantined = append(j.quarantined, anyVaccine)
		}
	}
	for _, e := range c.events {
		if e.entity != entityObservation && e.entity != entityDiary {
			continue
		}
		if m := c.meaningOf(e); m == nil || m.concept == nil && (m.likely != nil || m.class == mappings.ClassSafety) {
			j.unmapped = append(j.unmapped, m.about())
		}
	}
}

// waitingPairs is what the records that may be a child's, and wait for a person, say
// of vaccines: doses, refusals and entries of a due list.
type waitingPairs struct {
	children [][2]int64
	spoken   map[int64]chis.Antigens // by child of a pair: what its own records say
	others   map[int64]chis.Antigens // by child: what the other side of its pairs says
}

// findWaitingPairs notes the children of pairs that wait, before rows are distributed.
func (r *run) findWaitingPairs() {
	w := &r.waitingPairs
	w.spoken, w.others = map[int64]chis.Antigens{}, map[int64]chis.Antigens{}
	for i := range r.pairs {
		p := &r.pairs[i]
		a, b := r.personOfRow(p.rowA), r.personOfRow(p.rowB)
		if p.outcome != pairReview || a == nil || b == nil || a.child == 0 || b.child == 0 || a.child == b.child {
			continue
		}
		w.children = append(w.children, [2]int64{a.child, b.child})
		w.spoken[a.child], w.spoken[b.child] = 0, 0
	}
	for i := range r.people.list {
		if p := &r.people.list[i]; p.child != 0 {
			if _, waits := w.spoken[p.child]; waits {
				p.is |= inWaitingPair
			}
		}
	}
}

// listen adds what a staged row of a child in a waiting pair says of vaccines.
func (d *distributor) listen(e entity, source int32, child int64, b *table.Batch, i int) {
	about := chis.Antigens(0)
	switch e {
	case entityObservation:
		about = d.meanings[source][b.Vec[codeColumn].I64[i]].about()
	case entityDiary:
		if m := d.meanings[source][b.Vec[dueCodeColumn].I64[i]]; m != nil {
			about = m.about()
		}
	case entityDrug, entityIssue:
		about = d.drugAntigens[refKey{source: source, code: b.Vec[dueCodeColumn].I64[i]}]
	}
	if about != 0 {
		d.spoken[child] |= about
	}
}

// settleWaitingPairs lets each child of a waiting pair know what the other says.
func (r *run) settleWaitingPairs() {
	w := &r.waitingPairs
	for _, p := range w.children {
		w.others[p[0]] |= w.spoken[p[1]]
		w.others[p[1]] |= w.spoken[p[0]]
	}
}
